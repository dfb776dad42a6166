package cloud

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"time"

	"github.com/redis/go-redis/v9"
)

const timeKept = 5 * time.Minute

// redisCache is a cache of Memorystore. It connects at the first use.
type redisCache struct {
	client *redis.Client
}

// The certificate is the instance's own, of the authority `ca`, and names no host.
func newRedisCache(host, port, password, ca string) *redisCache {
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM([]byte(ca))
	return &redisCache{redis.NewClient(&redis.Options{
		Addr:     net.JoinHostPort(host, port),
		Password: password,
		TLSConfig: &tls.Config{
			MinVersion:         tls.VersionTLS12,
			InsecureSkipVerify: true, // of the name alone: what follows verifies the certificate
			VerifyConnection: func(state tls.ConnectionState) error {
				if len(state.PeerCertificates) == 0 {
					return errors.New("the cache has no certificate")
				}
				between := x509.NewCertPool()
				for _, certificate := range state.PeerCertificates[1:] {
					between.AddCert(certificate)
				}
				_, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: roots, Intermediates: between})
				return err
			},
		},
		MaxRetries:            -1, // retries are those of the steps
		DialTimeout:           2 * time.Second,
		ReadTimeout:           2 * time.Second,
		WriteTimeout:          2 * time.Second,
		ContextTimeoutEnabled: true,
	})}
}

// get also tells whether there is a text.
func (c *redisCache) get(ctx context.Context, key string) (string, bool, error) {
	text, err := c.client.Get(ctx, key).Result()
	if errors.Is(err, redis.Nil) {
		return "", false, nil
	}
	return text, err == nil, err
}

func (c *redisCache) set(ctx context.Context, key string, text []byte) error {
	return c.client.Set(ctx, key, text, timeKept).Err()
}

func (c *redisCache) remove(ctx context.Context, key string) error {
	return c.client.Del(ctx, key).Err()
}
