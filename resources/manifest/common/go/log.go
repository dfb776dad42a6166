package app

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"time"
)

type traceKey struct{}

// WithTrace has every line that is logged with the context tell the trace that it belongs to.
func WithTrace(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, traceKey{}, id)
}

// Structured logs: one JSON object a line.
func info(ctx context.Context, event string, namesAndValues ...any) {
	logLine(ctx, "INFO", event, namesAndValues)
}

func warn(ctx context.Context, event string, namesAndValues ...any) {
	logLine(ctx, "WARN", event, namesAndValues)
}

func fault(ctx context.Context, event string, namesAndValues ...any) {
	logLine(ctx, "ERROR", event, namesAndValues)
}

var logLock sync.Mutex

func logLine(ctx context.Context, level, event string, namesAndValues []any) {
	fields := map[string]string{
		"timestamp": time.Now().UTC().Format(time.RFC3339Nano),
		"level":     level,
		"event":     event,
	}
	if trace, ok := ctx.Value(traceKey{}).(string); ok && trace != "" {
		fields["traceId"] = trace
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
