package cloud

import (
	"context"
	"encoding/json"
	"os"

	"cloud.google.com/go/firestore"
	"example.com/function/app"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// documents is the collection of items in a database of Firestore.
type documents struct {
	items *firestore.CollectionRef
}

func newDocuments(ctx context.Context, database string) (*documents, error) {
	client, err := firestore.NewClientWithDatabase(ctx, os.Getenv("GOOGLE_CLOUD_PROJECT"), database)
	if err != nil {
		return nil, err
	}
	return &documents{client.Collection("items")}, nil
}

// read answers nil where there is no such document.
func (d *documents) read(ctx context.Context, key string) (any, error) {
	found, err := d.items.Doc(key).Get(ctx)
	if status.Code(err) == codes.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return found.Data(), nil
}

func (d *documents) write(ctx context.Context, key string, values app.Object) error {
	_, err := d.items.Doc(key).Set(ctx, storable(values))
	return err
}

func (d *documents) query(ctx context.Context, field, key string) (any, error) {
	found, err := d.items.WherePath(firestore.FieldPath{field}, "==", key).Limit(100).Documents(ctx).GetAll()
	if err != nil {
		return nil, err
	}
	values := make([]any, len(found))
	for i, document := range found {
		values[i] = document.Data()
	}
	return values, nil
}

func (d *documents) remove(ctx context.Context, key string) error {
	_, err := d.items.Doc(key).Delete(ctx)
	return err
}

// storable makes numbers of JSON those of Firestore.
func storable(value any) any {
	switch value := value.(type) {
	case json.Number:
		if whole, err := value.Int64(); err == nil {
			return whole
		}
		fraction, err := value.Float64()
		if err != nil {
			return value.String()
		}
		return fraction
	case []any:
		list := make([]any, len(value))
		for i, item := range value {
			list[i] = storable(item)
		}
		return list
	case app.Object:
		object := make(app.Object, len(value))
		for name, item := range value {
			object[name] = storable(item)
		}
		return object
	}
	return value
}
