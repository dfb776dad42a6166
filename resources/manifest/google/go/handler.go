package app

import (
	"context"
	"net/http"
	"os"
	"strings"
)

// Run is what the steps make of one input.
type Run func(ctx context.Context, input Object) (Object, error)

// Handler takes requests of a gateway and of other functions, messages that Pub/Sub pushes and events of Eventarc, checks them
// and hands them to the steps, which are a parameter so that the tests need neither the SDK nor a network.
type Handler struct {
	run Run
}

func NewHandler(run Run) *Handler { return &Handler{run} }

func (h *Handler) ServeHTTP(writer http.ResponseWriter, request *http.Request) {
	allowOrigin(writer.Header(), request.Header.Get("origin"))
	if request.Method == http.MethodOptions {
		writer.WriteHeader(http.StatusNoContent)
		return
	}
	trace, _, _ := strings.Cut(request.Header.Get("x-cloud-trace-context"), "/")
	ctx := WithTrace(request.Context(), trace)
	delivery := readDelivery(request)
	problems := delivery.problems
	for _, input := range delivery.inputs {
		problems = append(problems, InputContract.Problems(input)...)
	}
	if len(problems) > 0 {
		warn(ctx, delivery.kind+" refused", "id", delivery.id, "problems", problems)
		answer(writer, http.StatusBadRequest, Object{"error": "invalid input", "problems": problems})
		return
	}
	var input, found Object
	for _, value := range delivery.inputs {
		var err error
		input = value.(Object)
		if found, err = h.run(ctx, input); err == nil {
			continue
		}
		fault(ctx, delivery.kind+" failed", "id", delivery.id, "error", err)
		// What was started without waiting for it isn't tried again; other messages come back after an answer that says failure.
		if delivery.started {
			writer.WriteHeader(http.StatusNoContent)
		} else {
			answer(writer, http.StatusInternalServerError, Object{"error": "failed"})
		}
		return
	}
	info(ctx, delivery.kind+" done", "id", delivery.id)
	if delivery.kind != "request" {
		writer.WriteHeader(http.StatusNoContent)
		return
	}
	answer(writer, successStatus(request.Method, found), withKeys(input, found))
}

func answer(writer http.ResponseWriter, status int, body Object) {
	text, err := WriteJSON(body)
	if err != nil {
		status, text = http.StatusInternalServerError, []byte(`{"error":"failed"}`)
	}
	writer.Header().Set("content-type", "application/json")
	writer.WriteHeader(status)
	writer.Write(text)
}

// successStatus is 201 for what was posted, 404 for a read that found nothing, else 200.
func successStatus(method string, found Object) int {
	if method == http.MethodPost {
		return http.StatusCreated
	}
	if method != http.MethodGet || len(found) == 0 {
		return http.StatusOK
	}
	for _, value := range found {
		if value != nil {
			return http.StatusOK
		}
	}
	return http.StatusNotFound
}

func allowOrigin(headers http.Header, origin string) {
	allowed := false
	for _, known := range strings.Fields(os.Getenv("CORS_ORIGINS")) {
		if known == "*" {
			origin = "*"
		}
		allowed = allowed || known == origin
	}
	if !allowed || origin == "" {
		return
	}
	headers.Set("access-control-allow-origin", origin)
	headers.Set("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS")
	headers.Set("access-control-allow-headers", "authorization, content-type, x-api-key")
	headers.Set("vary", "origin")
}
