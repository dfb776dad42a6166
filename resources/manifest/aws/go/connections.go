package cloud

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigatewaymanagementapi"
	"github.com/aws/aws-sdk-go-v2/service/apigatewaymanagementapi/types"
)

// connections pushes over those of a WebSocket API.
type connections struct {
	client *apigatewaymanagementapi.Client
}

func newConnections(settings aws.Config, url string) *connections {
	return &connections{apigatewaymanagementapi.NewFromConfig(settings, func(options *apigatewaymanagementapi.Options) {
		options.BaseEndpoint = aws.String(url)
	})}
}

// push does nothing where the connection was closed meanwhile.
func (c *connections) push(ctx context.Context, id string, data []byte) error {
	_, err := c.client.PostToConnection(ctx, &apigatewaymanagementapi.PostToConnectionInput{
		ConnectionId: aws.String(id),
		Data:         data,
	})
	var gone *types.GoneException
	if errors.As(err, &gone) {
		return nil
	}
	return err
}
