package app

import (
	"context"
	"fmt"
)

// Branch is steps that run beside others.
type Branch func(ctx context.Context) error

// parallel runs the branches at the same time and returns when all have ended; the first failure is returned at once.
func parallel(ctx context.Context, branches ...Branch) error {
	return side(ctx, branches, len(branches), len(branches))
}

// rounds does `work` so many times, at most `limit` of them at once.
func rounds(ctx context.Context, times, limit int, work Branch) error {
	branches := make([]Branch, times)
	for i := range branches {
		branches[i] = work
	}
	return side(ctx, branches, times, limit)
}

// firstOf starts all branches and returns when `count` of them have ended; the rest goes on unwatched. It returns the
// failure after which `count` can't be reached any more.
func firstOf(ctx context.Context, count int, branches ...Branch) error {
	return side(ctx, branches, count, len(branches))
}

func side(ctx context.Context, branches []Branch, count, limit int) error {
	ends := make(chan error, len(branches)) // nobody may read the last ones
	started := 0
	start := func() {
		if started == len(branches) {
			return
		}
		branch := branches[started]
		started++
		go func() { ends <- careful(ctx, branch) }()
	}
	for i := 0; i < limit; i++ {
		start()
	}
	failed := 0
	for done := 0; done < count; {
		err := <-ends
		if err == nil {
			done++
			start()
			continue
		}
		failed++
		if failed > len(branches)-count {
			return err
		}
		warn(ctx, "branch failed", "error", err)
	}
	return nil
}

// careful makes a failure of what would end the whole program.
func careful(ctx context.Context, branch Branch) (err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("panic: %v", reason)
		}
	}()
	return branch(ctx)
}
