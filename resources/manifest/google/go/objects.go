package cloud

import (
	"context"
	"errors"
	"io"

	"cloud.google.com/go/storage"
	"example.com/function/app"
	"google.golang.org/api/iterator"
)

// objects are those of buckets of Cloud Storage, as JSON.
type objects struct {
	client *storage.Client
}

func newObjects(ctx context.Context) (*objects, error) {
	client, err := storage.NewClient(ctx)
	if err != nil {
		return nil, err
	}
	client.SetRetry(storage.WithPolicy(storage.RetryNever)) // retries are those of the steps
	return &objects{client}, nil
}

// read answers nil where there is no such object.
func (o *objects) read(ctx context.Context, bucket, key string) (any, error) {
	reader, err := o.client.Bucket(bucket).Object(key).NewReader(ctx)
	if errors.Is(err, storage.ErrObjectNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	text, err := io.ReadAll(reader)
	if err != nil {
		return nil, err
	}
	return app.ReadJSON(text)
}

func (o *objects) write(ctx context.Context, bucket, key string, text []byte) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // gives up what isn't closed
	writer := o.client.Bucket(bucket).Object(key).NewWriter(ctx)
	writer.ContentType = "application/json"
	if _, err := writer.Write(text); err != nil {
		return err
	}
	return writer.Close()
}

func (o *objects) list(ctx context.Context, bucket, prefix string) (any, error) {
	listed := []any{}
	found := o.client.Bucket(bucket).Objects(ctx, &storage.Query{Prefix: prefix})
	for len(listed) < 100 {
		one, err := found.Next()
		if errors.Is(err, iterator.Done) {
			break
		}
		if err != nil {
			return nil, err
		}
		listed = append(listed, app.Object{"key": one.Name, "size": one.Size})
	}
	return listed, nil
}

// remove does nothing where the object is gone already.
func (o *objects) remove(ctx context.Context, bucket, key string) error {
	err := o.client.Bucket(bucket).Object(key).Delete(ctx)
	if errors.Is(err, storage.ErrObjectNotExist) {
		return nil
	}
	return err
}
