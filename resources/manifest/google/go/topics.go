package cloud

import (
	"context"
	"os"
	"sync"

	"cloud.google.com/go/pubsub"
)

// topics publishes to those of Pub/Sub.
type topics struct {
	client *pubsub.Client
	lock   sync.Mutex
	known  map[string]*pubsub.Topic
}

func newTopics(ctx context.Context) (*topics, error) {
	client, err := pubsub.NewClient(ctx, os.Getenv("GOOGLE_CLOUD_PROJECT"))
	return &topics{client: client, known: map[string]*pubsub.Topic{}}, err
}

func (t *topics) topic(name string, ordered bool) *pubsub.Topic {
	t.lock.Lock()
	defer t.lock.Unlock()
	topic, ok := t.known[name]
	if !ok {
		topic = t.client.Topic(name)
		topic.EnableMessageOrdering = ordered
		t.known[name] = topic
	}
	return topic
}

// publish keeps the order of messages of one key, where there is one.
func (t *topics) publish(ctx context.Context, name string, data []byte, key string) error {
	topic := t.topic(name, key != "")
	_, err := topic.Publish(ctx, &pubsub.Message{Data: data, OrderingKey: key}).Get(ctx)
	if err != nil && key != "" {
		topic.ResumePublish(key) // a failure stops the key's later messages
	}
	return err
}
