package function

import (
	"context"
	"log"

	"example.com/function/app"
	"example.com/function/cloud"
	"github.com/GoogleCloudPlatform/functions-framework-go/functions"
)

// The clients live as long as the instance.
func init() {
	services, err := cloud.New(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	functions.HTTP("handle", app.NewHandler(app.NewSteps(services).Run).ServeHTTP)
}
