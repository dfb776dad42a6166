package app

import "context"

// OneByOne takes each message as a batch of one: Pub/Sub pushes one at a time.
func OneByOne(run func(ctx context.Context, batch *Batch) error) Run {
	return func(ctx context.Context, input Object) (Object, error) {
		batch := &Batch{}
		batch.Add("message", input)
		if err := run(ctx, batch); err != nil {
			return nil, err
		}
		if failures := batch.Failures(); len(failures) > 0 {
			return nil, failures[0].Err
		}
		return Object{}, nil
	}
}
