package app

import (
	"context"
	"math/rand"
	"time"
)

// calls is what all guarded calls of the steps share. `mayRetry` says which failures may be tried again; a breaker that is
// open is none of them, a passed time limit is one.
type calls struct {
	mayRetry func(error) bool
	pause    func(context.Context, time.Duration) error
	random   func() float64
}

func newCalls(mayRetry func(error) bool) calls { return calls{mayRetry, pause, rand.Float64} }

// pause ends early, with an error, where the invocation ends.
func pause(ctx context.Context, duration time.Duration) error {
	timer := time.NewTimer(duration)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// attempt calls `work`, which must end with its context. A fault of the caller isn't retried.
func attempt[T any](ctx context.Context, calls calls, guard Guard, work func(context.Context) (T, error)) (T, error) {
	if guard.Budget != nil {
		guard.Budget.begin()
	}
	for tries := 1; ; tries++ {
		if guard.Breaker != nil {
			if err := guard.Breaker.enter(); err != nil {
				var none T
				return none, err
			}
		}
		result, late, err := once(ctx, guard, work)
		if err == nil {
			if guard.Breaker != nil {
				guard.Breaker.succeeded()
			}
			return result, nil
		}
		if ctx.Err() != nil {
			return result, err // the invocation is over: nothing is known of the callee
		}
		again := late || calls.mayRetry(err)
		if guard.Breaker != nil {
			if again {
				guard.Breaker.failed()
			} else {
				guard.Breaker.succeeded()
			}
		}
		if !again || tries > guard.Retries || (guard.Budget != nil && !guard.Budget.spend()) {
			return result, err
		}
		warn(ctx, "retry", "tries", tries, "error", err)
		if err := calls.pause(ctx, guard.wait(tries, calls.random())); err != nil {
			return result, err
		}
	}
}

// once also tells whether the guard's time limit has passed.
func once[T any](ctx context.Context, guard Guard, work func(context.Context) (T, error)) (T, bool, error) {
	if guard.Timeout <= 0 {
		result, err := work(ctx)
		return result, false, err
	}
	limited, cancel := context.WithTimeout(ctx, guard.Timeout)
	defer cancel()
	result, err := work(limited)
	return result, limited.Err() == context.DeadlineExceeded, err
}
