package app

import (
	"context"
	"sync"
)

// Step is what is done with one input.
type Step func(ctx context.Context, input Object) error

type message struct {
	id    string
	input Object
}

// Failure is that of one message.
type Failure struct {
	ID  string
	Err error
}

// Batch is the messages of one invocation and which of them have failed. A failed message takes no part in later steps.
type Batch struct {
	lock     sync.Mutex
	messages []message
	failures []Failure
}

func (b *Batch) Add(id string, input Object) {
	b.lock.Lock()
	defer b.lock.Unlock()
	b.messages = append(b.messages, message{id, input})
}

func (b *Batch) Fail(id string, err error) {
	b.lock.Lock()
	defer b.lock.Unlock()
	if !b.failed(id) {
		b.failures = append(b.failures, Failure{id, err})
	}
}

// Failures is one for each message that failed.
func (b *Batch) Failures() []Failure {
	b.lock.Lock()
	defer b.lock.Unlock()
	return append([]Failure(nil), b.failures...)
}

func (b *Batch) failed(id string) bool {
	for _, failure := range b.failures {
		if failure.ID == id {
			return true
		}
	}
	return false
}

func (b *Batch) live() []message {
	b.lock.Lock()
	defer b.lock.Unlock()
	var live []message
	for _, message := range b.messages {
		if !b.failed(message.id) {
			live = append(live, message)
		}
	}
	return live
}

// Each does a step for each message, one after the other. Where it fails, `caught` makes up for it, unless it is nil.
func (b *Batch) Each(ctx context.Context, step, caught Step) {
	for _, message := range b.live() {
		if err := carryOut(ctx, step, caught, message.input); err != nil {
			b.Fail(message.id, err)
		}
	}
}

// Once does a step for the whole batch: it gets the first message's fields and all messages. Its failure fails the batch.
func (b *Batch) Once(ctx context.Context, step, caught Step) error {
	live := b.live()
	if len(live) == 0 {
		return nil
	}
	input := live[0].input
	if len(live) > 1 {
		inputs := make([]any, len(live))
		for i, message := range live {
			inputs[i] = message.input
		}
		input = With(input, "messages", inputs)
	}
	return carryOut(ctx, step, caught, input)
}

func carryOut(ctx context.Context, step, caught Step, input Object) error {
	err := step(ctx, input)
	if err == nil || caught == nil {
		return err
	}
	warn(ctx, "caught", "error", err)
	return caught(ctx, input)
}
