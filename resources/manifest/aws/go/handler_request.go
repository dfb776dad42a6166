package app

import "context"

// Run is what the steps make of one input.
type Run func(ctx context.Context, input Object) (Object, error)

// Handler takes requests, single records and direct invocations, checks them and hands them to the steps, which are a
// parameter so that the tests need neither the SDK nor a network.
type Handler struct {
	run Run
}

func NewHandler(run Run) *Handler { return &Handler{run} }

// Handle answers one event. An error is counted as one of the function.
func (h *Handler) Handle(ctx context.Context, event any) (any, error) {
	if records, ok := recordsOf(event); ok {
		return nil, h.takeRecords(ctx, records)
	}
	if isSocket(event) {
		return h.answerSocket(ctx, event)
	}
	if isRequest(event) {
		return h.answerRequest(ctx, event)
	}
	return h.answerInvocation(ctx, event)
}

// takeRecords gets the records of a topic or store one by one; the service tries again what fails.
func (h *Handler) takeRecords(ctx context.Context, records []any) error {
	for _, record := range records {
		inputs, err := recordInputs(record)
		if err != nil {
			return err
		}
		for _, input := range inputs {
			if _, err := h.answer(ctx, input); err != nil {
				return err
			}
		}
	}
	return nil
}

func (h *Handler) answerSocket(ctx context.Context, event any) (any, error) {
	input, problems := takenFromSocket(event)
	if len(problems) > 0 {
		return refusal(ctx, event, problems)
	}
	if _, err := h.run(ctx, input); err != nil {
		fault(ctx, "message failed", "requestId", requestID(event), "error", err)
		return nil, err
	}
	return response(200, Object{"status": "done"})
}

func (h *Handler) answerRequest(ctx context.Context, event any) (any, error) {
	input, problems := takenFromRequest(event)
	if len(problems) > 0 {
		return refusal(ctx, event, problems)
	}
	found, err := h.run(ctx, input)
	if err != nil {
		// Counted as an error of the function; the caller sees 500 and no details.
		fault(ctx, "request failed", "requestId", requestID(event), "error", err)
		return nil, err
	}
	info(ctx, "request done", "requestId", requestID(event))
	method, _ := at(event, "requestContext", "http", "method").(string)
	return response(successStatus(method, found), withKeys(input, found))
}

func (h *Handler) answerInvocation(ctx context.Context, event any) (any, error) {
	inputs, err := inputsOf(event)
	if err != nil {
		return nil, err
	}
	var last any
	for _, input := range inputs {
		if last, err = h.answer(ctx, input); err != nil {
			return nil, err
		}
	}
	return last, nil
}

func (h *Handler) answer(ctx context.Context, value any) (Object, error) {
	input, err := checked(value)
	if err != nil {
		return nil, err
	}
	found, err := h.run(ctx, input)
	if err != nil {
		fault(ctx, "failed", "error", err)
		return nil, err
	}
	return withKeys(input, found), nil
}
