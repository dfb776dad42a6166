// Package redis has the signatures of go-redis 9.22.0 that exported handlers use.
package redis

import (
	"context"
	"crypto/tls"
	"errors"
	"time"
)

var Nil = errors.New("redis: nil")

type ClusterOptions struct {
	Addrs                                  []string
	TLSConfig                              *tls.Config
	MaxRetries                             int
	DialTimeout, ReadTimeout, WriteTimeout time.Duration
	ContextTimeoutEnabled                  bool
}

type ClusterClient struct{}

func NewClusterClient(opt *ClusterOptions) *ClusterClient { return nil }

type StringCmd struct{}

func (cmd *StringCmd) Result() (string, error) { return "", nil }

type StatusCmd struct{}

func (cmd *StatusCmd) Err() error { return nil }

type IntCmd struct{}

func (cmd *IntCmd) Err() error { return nil }

type Options struct {
	Addr, Password                         string
	TLSConfig                              *tls.Config
	MaxRetries                             int
	DialTimeout, ReadTimeout, WriteTimeout time.Duration
	ContextTimeoutEnabled                  bool
}

type Client struct{}

func NewClient(opt *Options) *Client { return nil }

func (c *Client) Get(ctx context.Context, key string) *StringCmd { return nil }

func (c *Client) Set(ctx context.Context, key string, value interface{}, expiration time.Duration) *StatusCmd {
	return nil
}

func (c *Client) Del(ctx context.Context, keys ...string) *IntCmd { return nil }

func (c *ClusterClient) Get(ctx context.Context, key string) *StringCmd { return nil }

func (c *ClusterClient) Set(ctx context.Context, key string, value interface{}, expiration time.Duration) *StatusCmd {
	return nil
}

func (c *ClusterClient) Del(ctx context.Context, keys ...string) *IntCmd { return nil }
