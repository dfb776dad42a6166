package cloud

import (
	"context"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
)

const fiveMinutes = 5 * time.Minute

type knownSecret struct {
	value string
	until time.Time
}

// secrets hands out values of secrets. A rotated one is seen after the given time.
type secrets struct {
	client *secretsmanager.Client
	lock   sync.Mutex
	known  map[string]knownSecret
}

func newSecrets(settings aws.Config) *secrets {
	return &secrets{client: secretsmanager.NewFromConfig(settings), known: map[string]knownSecret{}}
}

func (s *secrets) value(ctx context.Context, arn string, maxAge time.Duration) (string, error) {
	s.lock.Lock()
	found, ok := s.known[arn]
	s.lock.Unlock()
	if ok && time.Now().Before(found.until) {
		return found.value, nil
	}
	answer, err := s.client.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: aws.String(arn)})
	if err != nil {
		return "", err
	}
	value := aws.ToString(answer.SecretString)
	s.lock.Lock()
	defer s.lock.Unlock()
	s.known[arn] = knownSecret{value, time.Now().Add(maxAge)}
	return value, nil
}
