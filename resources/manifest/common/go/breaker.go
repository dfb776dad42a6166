package app

import (
	"errors"
	"sync"
	"time"
)

// ErrBreakerOpen says that the call isn't made.
var ErrBreakerOpen = errors.New("circuit breaker is open")

// Breaker opens when `failures` happened within `within`; while open, calls fail at once; after `open` probes are let
// through, one at a time, and it closes after `probes` successful ones in a row. The state belongs to one instance of the
// function.
type Breaker struct {
	failures     int
	within, open time.Duration
	probes       int
	now          func() time.Time

	lock         sync.Mutex
	failureTimes []time.Time
	isOpen       bool
	openUntil    time.Time
	probing      bool
	probeSince   time.Time
	probesOk     int
}

func NewBreaker(failures int, within, open time.Duration, probes int) *Breaker {
	return &Breaker{failures: failures, within: within, open: open, probes: probes, now: time.Now}
}

func (b *Breaker) enter() error {
	b.lock.Lock()
	defer b.lock.Unlock()
	if !b.isOpen {
		return nil
	}
	now := b.now()
	// A probe whose invocation was ended gives no answer, so it counts for one open time.
	waiting := b.probing && now.Before(b.probeSince.Add(b.open))
	if waiting || now.Before(b.openUntil) {
		return ErrBreakerOpen
	}
	b.probing, b.probeSince = true, now
	return nil
}

func (b *Breaker) succeeded() {
	b.lock.Lock()
	defer b.lock.Unlock()
	if !b.probing {
		return
	}
	b.probing = false
	b.probesOk++
	if b.probesOk >= b.probes {
		b.isOpen = false
		b.failureTimes = nil
	}
}

func (b *Breaker) failed() {
	b.lock.Lock()
	defer b.lock.Unlock()
	now := b.now()
	if b.probing {
		b.probing, b.probesOk, b.openUntil = false, 0, now.Add(b.open)
		return
	}
	if b.isOpen {
		return // of a call that began before it opened
	}
	recent := []time.Time{now}
	for _, then := range b.failureTimes {
		if now.Sub(then) < b.within {
			recent = append(recent, then)
		}
	}
	b.failureTimes = recent
	if len(recent) >= b.failures {
		b.isOpen, b.probesOk, b.openUntil = true, 0, now.Add(b.open)
	}
}
