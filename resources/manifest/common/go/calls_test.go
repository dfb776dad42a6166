package app

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var errDown = errors.New("down")

const ms = time.Millisecond

// failing fails so many times, then says how often it was called.
func failing(times int) func(context.Context) (int, error) {
	called := 0
	return func(context.Context) (int, error) {
		called++
		if called <= times {
			return 0, errDown
		}
		return called, nil
	}
}

func testCalls(waits *[]time.Duration) calls {
	made := newCalls(func(err error) bool { return errors.Is(err, errDown) })
	made.random = func() float64 { return 0.5 }
	made.pause = func(_ context.Context, wait time.Duration) error {
		if waits != nil {
			*waits = append(*waits, wait)
		}
		return nil
	}
	return made
}

func expect(t *testing.T, found, wanted any) {
	t.Helper()
	if !reflect.DeepEqual(found, wanted) {
		t.Errorf("found %v, not %v", found, wanted)
	}
}

// expectError takes nil as `wanted` for no error.
func expectError(t *testing.T, err, wanted error) {
	t.Helper()
	if !errors.Is(err, wanted) {
		t.Errorf("the error is %v, not %v", err, wanted)
	}
}

func waitsOf(t *testing.T, guard Guard) []time.Duration {
	t.Helper()
	var waits []time.Duration
	_, err := attempt(context.Background(), testCalls(&waits), guard, failing(99))
	expectError(t, err, errDown)
	return waits
}

func TestTriesAgainAsOftenAsStated(t *testing.T) {
	ctx := context.Background()
	tries, err := attempt(ctx, testCalls(nil), Guard{Retries: 2}, failing(2))
	expectError(t, err, nil)
	expect(t, tries, 3)
	_, err = attempt(ctx, testCalls(nil), Guard{Retries: 2}, failing(3))
	expectError(t, err, errDown)
}

func TestAFaultOfTheCallerIsNotTriedAgain(t *testing.T) {
	refused, called := errors.New("bad request"), 0
	_, err := attempt(context.Background(), testCalls(nil), Guard{Retries: 5}, func(context.Context) (any, error) {
		called++
		return nil, refused
	})
	expectError(t, err, refused)
	expect(t, called, 1)
}

func TestWaitsDoubleUpToTheCapOrStayTheSame(t *testing.T) {
	expect(t, waitsOf(t, Guard{Retries: 3, Backoff: 100 * ms}), []time.Duration{100 * ms, 200 * ms, 400 * ms})
	expect(t, waitsOf(t, Guard{Retries: 3, Backoff: 100 * ms, Cap: 150 * ms}), []time.Duration{100 * ms, 150 * ms, 150 * ms})
	expect(t, waitsOf(t, Guard{Retries: 2, Backoff: 50 * ms, Constant: true}), []time.Duration{50 * ms, 50 * ms})
}

func TestJitterIsOfAllOfTheWaitOrOfItsSecondHalf(t *testing.T) {
	for jitter, expected := range map[Jitter][]time.Duration{
		NoJitter:    {400 * ms, 400 * ms, 400 * ms},
		EqualJitter: {200 * ms, 300 * ms, 400 * ms},
		FullJitter:  {0, 200 * ms, 400 * ms},
	} {
		guard := Guard{Retries: 3, Backoff: 100 * ms, Jitter: jitter}
		expect(t, []time.Duration{guard.wait(3, 0), guard.wait(3, 0.5), guard.wait(3, 1)}, expected)
	}
	expect(t, waitsOf(t, Guard{Retries: 1, Backoff: 100 * ms, Jitter: FullJitter}), []time.Duration{50 * ms})
	expect(t, Guard{Backoff: 100 * ms, Cap: time.Second, Jitter: FullJitter}.wait(9, 0.5), 500*ms)
}

func TestABudgetBoundsTheRetriesByTheFirstAttempts(t *testing.T) {
	guard, retries := Guard{Retries: 2, Budget: NewRetryBudget(0.1)}, 0
	for n := 0; n < 30; n++ {
		retries += len(waitsOf(t, guard))
	}
	expect(t, retries, 3)
}

func TestACallThatTakesTooLongIsGivenUpAndMayBeTriedAgain(t *testing.T) {
	called := 0
	guard := Guard{Timeout: 10 * ms, Retries: 1}
	_, err := attempt(context.Background(), testCalls(nil), guard, func(ctx context.Context) (any, error) {
		called++
		<-ctx.Done()
		return nil, errors.New("no answer")
	})
	if err == nil {
		t.Error("there is no error")
	}
	expect(t, called, 2)
}

func TestNothingIsTriedAgainAfterTheEndOfTheInvocation(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	called := 0
	_, err := attempt(ctx, testCalls(nil), Guard{Retries: 5}, func(context.Context) (any, error) {
		called++
		cancel()
		return nil, errDown
	})
	expectError(t, err, errDown)
	expect(t, called, 1)
	expectError(t, pause(ctx, time.Minute), context.Canceled)
}

// at0 is a breaker whose clock the test sets.
func at0(failures, probes int) (*Breaker, *time.Duration) {
	breaker, now := NewBreaker(failures, time.Second, 500*ms, probes), new(time.Duration)
	breaker.now = func() time.Time { return time.Unix(0, 0).Add(*now) }
	return breaker, now
}

func TestTheBreakerOpensLetsOneProbeThroughAndCloses(t *testing.T) {
	breaker, now := at0(2, 1)
	call := func(failures int) error {
		_, err := attempt(context.Background(), testCalls(nil), Guard{Breaker: breaker}, failing(failures))
		return err
	}
	for n := 0; n < 2; n++ {
		expectError(t, call(1), errDown)
	}
	expectError(t, call(0), ErrBreakerOpen)
	*now = 500 * ms
	expectError(t, call(1), errDown)
	expectError(t, call(0), ErrBreakerOpen)
	*now = time.Second
	expectError(t, call(0), nil)
	expectError(t, call(0), nil)
}

func TestTheBreakerClosesAfterAsManySuccessfulProbesInARowAsStated(t *testing.T) {
	breaker, now := at0(1, 2)
	breaker.failed()
	*now = 500 * ms
	expectError(t, breaker.enter(), nil)
	expectError(t, breaker.enter(), ErrBreakerOpen) // one probe at a time
	breaker.succeeded()
	expectError(t, breaker.enter(), nil)
	breaker.failed() // opens again, and the first probe is forgotten
	expectError(t, breaker.enter(), ErrBreakerOpen)
	*now = time.Second
	for probe := 0; probe < 2; probe++ {
		expectError(t, breaker.enter(), nil)
		breaker.succeeded()
	}
	expectError(t, breaker.enter(), nil)
	expectError(t, breaker.enter(), nil)
}

func TestAProbeWithoutAnAnswerCountsForOneOpenTime(t *testing.T) {
	breaker, now := at0(1, 1)
	breaker.failed()
	*now = 500 * ms
	expectError(t, breaker.enter(), nil)
	*now = 999 * ms
	expectError(t, breaker.enter(), ErrBreakerOpen)
	*now = time.Second
	expectError(t, breaker.enter(), nil)
}

func down(context.Context) error { return errDown }

func TestBranchesRunAtTheSameTime(t *testing.T) {
	ctx := context.Background()
	var meeting sync.WaitGroup
	meeting.Add(2)
	meet := func(context.Context) error {
		meeting.Done()
		meeting.Wait()
		return nil
	}
	expectError(t, parallel(ctx, meet, meet), nil)
	expectError(t, parallel(ctx, down, func(context.Context) error { return nil }), errDown)
	if err := parallel(ctx, func(context.Context) error { panic("lost") }); err == nil {
		t.Error("a panic of a branch is no error")
	}
}

func TestRoundsAreAllDoneSoManyAtOnce(t *testing.T) {
	var lock sync.Mutex
	running, most, done := 0, 0, 0
	change := func(by int) {
		lock.Lock()
		defer lock.Unlock()
		running += by
		if running > most {
			most = running
		}
		if by < 0 {
			done++
		}
	}
	expectError(t, rounds(context.Background(), 5, 2, func(ctx context.Context) error {
		change(1)
		defer change(-1)
		return pause(ctx, 2*ms)
	}), nil)
	expect(t, []int{done, most}, []int{5, 2})
}

func TestTheFirstSoManyOfTheBranchesAreWaitedFor(t *testing.T) {
	ctx := context.Background()
	late := make(chan struct{})
	defer close(late)
	wait := func(context.Context) error {
		<-late
		return nil
	}
	var ended int32
	end := func(context.Context) error {
		atomic.AddInt32(&ended, 1)
		return nil
	}
	expectError(t, firstOf(ctx, 2, wait, end, end), nil)
	expect(t, atomic.LoadInt32(&ended), int32(2))
	expectError(t, firstOf(ctx, 1, down, down, end), nil)
	expectError(t, firstOf(ctx, 2, down, wait), errDown)
}
