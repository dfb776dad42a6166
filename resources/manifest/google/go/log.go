package app

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"
)

type traceKey struct{}

// WithTrace joins every line that is logged with the context to the trace.
func WithTrace(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, traceKey{}, id)
}

// Structured logs: one JSON object a line, which Cloud Logging reads with its severity.
func info(ctx context.Context, event string, namesAndValues ...any) {
	logLine(ctx, "INFO", event, namesAndValues)
}

func warn(ctx context.Context, event string, namesAndValues ...any) {
	logLine(ctx, "WARNING", event, namesAndValues)
}

func fault(ctx context.Context, event string, namesAndValues ...any) {
	logLine(ctx, "ERROR", event, namesAndValues)
}

var logLock sync.Mutex

func logLine(ctx context.Context, severity, event string, namesAndValues []any) {
	fields := map[string]string{"severity": severity, "message": event}
	project := os.Getenv("GOOGLE_CLOUD_PROJECT")
	if trace, ok := ctx.Value(traceKey{}).(string); ok && trace != "" && project != "" {
		fields["logging.googleapis.com/trace"] = "projects/" + project + "/traces/" + trace
	}
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		fields[fmt.Sprint(namesAndValues[i])] = fmt.Sprint(namesAndValues[i+1])
	}
	line, err := json.Marshal(fields)
	if err != nil {
		return
	}
	logLock.Lock()
	defer logLock.Unlock()
	os.Stdout.Write(append(line, '\n'))
}
