package app

import (
	"math"
	"sync"
	"time"
)

type Jitter int

const (
	NoJitter Jitter = iota
	EqualJitter
	FullJitter
)

// Guard is the conditions of a call. A time limit or cap of 0 is none.
type Guard struct {
	Timeout  time.Duration
	Retries  int
	Backoff  time.Duration
	Constant bool // the wait stays the same; else it doubles from retry to retry
	Cap      time.Duration
	Jitter   Jitter
	Budget   *RetryBudget
	Breaker  *Breaker
}

// wait is what passes before the n-th retry: all of the backoff as grown and capped, anything from half to all of it (equal
// jitter) or anything from 0 to all of it (full jitter). `random` is from 0 to 1.
func (g Guard) wait(n int, random float64) time.Duration {
	most := float64(g.Backoff)
	if !g.Constant {
		most *= math.Pow(2, math.Min(float64(n-1), 20))
	}
	if g.Cap > 0 {
		most = math.Min(most, float64(g.Cap))
	}
	switch g.Jitter {
	case EqualJitter:
		most *= 0.5 + 0.5*random
	case FullJitter:
		most *= random
	}
	return time.Duration(most)
}

// RetryBudget lets at most `share` as many retries through as there were first attempts. The count belongs to one instance
// of the function.
type RetryBudget struct {
	share         float64
	lock          sync.Mutex
	firstAttempts int
	retries       int
}

func NewRetryBudget(share float64) *RetryBudget { return &RetryBudget{share: share} }

func (b *RetryBudget) begin() {
	b.lock.Lock()
	defer b.lock.Unlock()
	b.firstAttempts++
}

func (b *RetryBudget) spend() bool {
	b.lock.Lock()
	defer b.lock.Unlock()
	if float64(b.retries+1) > b.share*float64(b.firstAttempts) {
		return false
	}
	b.retries++
	return true
}
