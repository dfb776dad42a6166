package main

import (
	"context"
	"encoding/json"
	"log"

	"example.com/function/app"
	"example.com/function/cloud"
	"github.com/aws/aws-lambda-go/lambda"
)

// The clients live as long as the instance.
func main() {
	services, err := cloud.New(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	handler := app.NewHandler(app.NewSteps(services).Run)
	lambda.Start(func(ctx context.Context, text json.RawMessage) (any, error) {
		if trace, ok := ctx.Value("x-amzn-trace-id").(string); ok {
			ctx = app.WithTrace(ctx, trace)
		}
		event, err := app.ReadJSON(text)
		if err != nil {
			return nil, err
		}
		return handler.Handle(ctx, app.AsHTTPEvent(event))
	})
}
