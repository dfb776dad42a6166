package cloud

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"time"

	"github.com/redis/go-redis/v9"
)

const timeKept = 5 * time.Minute

// redisCache is a cache of ElastiCache Serverless, which speaks cluster mode over TLS behind one host name. It connects at
// the first use.
type redisCache struct {
	client *redis.ClusterClient
}

func newRedisCache(host, port string) *redisCache {
	return &redisCache{redis.NewClusterClient(&redis.ClusterOptions{
		Addrs:                 []string{net.JoinHostPort(host, port)},
		TLSConfig:             &tls.Config{MinVersion: tls.VersionTLS12},
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
