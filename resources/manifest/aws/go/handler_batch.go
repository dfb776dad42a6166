package app

import "context"

// Run is what the steps do with a batch.
type Run func(ctx context.Context, batch *Batch) error

// Handler takes batches of messages and records (and requests or direct invocations as batches of one), checks every one and
// hands them to the steps. Messages of a queue that fail go back to it alone; a record that fails fails its batch. The steps
// are a parameter so that the tests need neither the SDK nor a network.
type Handler struct {
	run Run
}

func NewHandler(run Run) *Handler { return &Handler{run} }

// Handle answers one event. An error is counted as one of the function.
func (h *Handler) Handle(ctx context.Context, event any) (any, error) {
	if records, ok := recordsOf(event); ok {
		return h.takeRecords(ctx, records)
	}
	if isSocket(event) {
		input, problems := takenFromSocket(event)
		return h.answerWeb(ctx, event, input, problems)
	}
	if isRequest(event) {
		input, problems := takenFromRequest(event)
		return h.answerWeb(ctx, event, input, problems)
	}
	return h.answerInvocation(ctx, event)
}

func (h *Handler) takeRecords(ctx context.Context, records []any) (any, error) {
	batch := &Batch{}
	for _, record := range records {
		id := recordID(record)
		if err := addRecord(batch, id, record); err != nil {
			batch.Fail(id, err)
		}
	}
	if err := h.run(ctx, batch); err != nil {
		fault(ctx, "batch failed", "messages", len(records), "error", err)
		return nil, err
	}
	failures := batch.Failures()
	for _, failure := range failures {
		fault(ctx, "message failed", "id", failure.ID, "error", failure.Err)
	}
	info(ctx, "batch done", "messages", len(records), "failed", len(failures))
	if takesBackItems(records) {
		items := []any{}
		for _, failure := range failures {
			items = append(items, Object{"itemIdentifier": failure.ID})
		}
		return Object{"batchItemFailures": items}, nil
	}
	if len(failures) > 0 {
		return nil, failures[0].Err
	}
	return nil, nil
}

func addRecord(batch *Batch, id string, record any) error {
	inputs, err := recordInputs(record)
	if err != nil {
		return err
	}
	for _, value := range inputs {
		input, err := checked(value)
		if err != nil {
			return err
		}
		batch.Add(id, input)
	}
	return nil
}

func (h *Handler) answerWeb(ctx context.Context, event any, input Object, problems []string) (any, error) {
	if len(problems) > 0 {
		return refusal(ctx, event, problems)
	}
	if err := h.runOne(ctx, input); err != nil {
		return nil, err
	}
	return response(200, Object{"status": "done"})
}

func (h *Handler) answerInvocation(ctx context.Context, event any) (any, error) {
	inputs, err := inputsOf(event)
	if err != nil {
		return nil, err
	}
	for _, value := range inputs {
		input, err := checked(value)
		if err != nil {
			return nil, err
		}
		if err := h.runOne(ctx, input); err != nil {
			return nil, err
		}
	}
	return Object{"status": "done"}, nil
}

func (h *Handler) runOne(ctx context.Context, input Object) error {
	batch := &Batch{}
	batch.Add("direct", input)
	err := h.run(ctx, batch)
	if failures := batch.Failures(); err == nil && len(failures) > 0 {
		err = failures[0].Err
	}
	if err != nil {
		fault(ctx, "request failed", "error", err)
	}
	return err
}
