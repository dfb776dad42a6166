package cloud

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"

	"example.com/function/app"
	"golang.org/x/oauth2/google"
	"google.golang.org/api/idtoken"
)

// statusError is an answer that is none.
type statusError struct {
	host   string
	status int
}

func (e *statusError) Error() string { return fmt.Sprintf("%s answered %d", e.host, e.status) }

func (e *statusError) mayRetry() bool {
	return e.status >= 500 || e.status == http.StatusTooManyRequests || e.status == http.StatusRequestTimeout
}

// poster posts JSON with the identity of the function.
type poster struct {
	client *http.Client
}

// newAPI is for the cloud's own services.
func newAPI(ctx context.Context) (*poster, error) {
	client, err := google.DefaultClient(ctx, "https://www.googleapis.com/auth/cloud-platform")
	return &poster{client}, err
}

// newCaller is for the function or service at an address, which wants to know who asks.
func newCaller(ctx context.Context, address string) (*poster, error) {
	client, err := idtoken.NewClient(ctx, address)
	return &poster{client}, err
}

// post answers what the body says, or nil without one.
func (p *poster) post(ctx context.Context, address string, body any) (any, error) {
	text, err := app.WriteJSON(body)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	request.Header.Set("content-type", "application/json")
	answer, err := p.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	found, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode >= 300 {
		return nil, &statusError{request.URL.Host, answer.StatusCode}
	}
	if len(found) == 0 {
		return nil, nil
	}
	return app.ReadJSON(found)
}
