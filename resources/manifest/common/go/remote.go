package app

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// Request is one HTTPS request with JSON both ways. Body, token and key may be missing.
type Request struct {
	Method, URL           string
	Body                  Object
	Token, IdempotencyKey string
}

// RemoteError is an answer that is none. One of 500 or more, or 429, may be tried again.
type RemoteError struct {
	Method, Host string
	Status       int
}

func (e *RemoteError) Error() string {
	return fmt.Sprintf("%s %s answered %d", e.Method, e.Host, e.Status)
}

func (e *RemoteError) MayRetry() bool {
	return e.Status >= 500 || e.Status == http.StatusTooManyRequests
}

var remoteClient = &http.Client{
	Transport: &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         (&net.Dialer{Timeout: 5 * time.Second}).DialContext,
		TLSHandshakeTimeout: 5 * time.Second,
		ForceAttemptHTTP2:   true,
		MaxIdleConnsPerHost: 100,
		IdleConnTimeout:     90 * time.Second,
	},
	// A token goes to no other address than the one it is meant for.
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// Send answers what the body says, or nil without one.
func (r Request) Send(ctx context.Context) (any, error) {
	var body io.Reader
	if r.Body != nil {
		text, err := WriteJSON(r.Body)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(ctx, r.Method, r.URL, body)
	if err != nil {
		return nil, err
	}
	request.Header.Set("accept", "application/json")
	if r.Body != nil {
		request.Header.Set("content-type", "application/json")
	}
	if r.Token != "" {
		request.Header.Set("authorization", "Bearer "+r.Token)
	}
	if r.IdempotencyKey != "" {
		request.Header.Set("idempotency-key", r.IdempotencyKey)
	}
	answer, err := remoteClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode >= 300 {
		return nil, &RemoteError{r.Method, request.URL.Host, answer.StatusCode}
	}
	if len(text) == 0 {
		return nil, nil
	}
	return ReadJSON(text)
}
