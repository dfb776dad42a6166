package cloud

import (
	"context"
	"sync"
	"time"

	secretmanager "cloud.google.com/go/secretmanager/apiv1"
	"cloud.google.com/go/secretmanager/apiv1/secretmanagerpb"
)

const fiveMinutes = 5 * time.Minute

type knownSecret struct {
	value string
	until time.Time
}

// secrets hands out versions of secrets. A rotated one is seen after the given time.
type secrets struct {
	client *secretmanager.Client
	lock   sync.Mutex
	known  map[string]knownSecret
}

func newSecrets(ctx context.Context) (*secrets, error) {
	client, err := secretmanager.NewClient(ctx)
	return &secrets{client: client, known: map[string]knownSecret{}}, err
}

func (s *secrets) value(ctx context.Context, name string, maxAge time.Duration) (string, error) {
	s.lock.Lock()
	found, ok := s.known[name]
	s.lock.Unlock()
	if ok && time.Now().Before(found.until) {
		return found.value, nil
	}
	answer, err := s.client.AccessSecretVersion(ctx, &secretmanagerpb.AccessSecretVersionRequest{Name: name})
	if err != nil {
		return "", err
	}
	value := string(answer.GetPayload().GetData())
	s.lock.Lock()
	defer s.lock.Unlock()
	s.known[name] = knownSecret{value, time.Now().Add(maxAge)}
	return value, nil
}
