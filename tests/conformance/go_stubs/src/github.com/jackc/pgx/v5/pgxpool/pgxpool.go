// Package pgxpool has the signatures of pgx 5.9 that exported handlers use.
package pgxpool

import (
	"context"
	"net"
)

type ConnConfig struct {
	DialFunc func(ctx context.Context, network, addr string) (net.Conn, error)
}

type Config struct{ ConnConfig *ConnConfig }

type Pool struct{}

type CommandTag struct{}

type Rows interface {
	Close()
	Err() error
	Next() bool
	Scan(dest ...any) error
}

func ParseConfig(connString string) (*Config, error) { return nil, nil }

func NewWithConfig(ctx context.Context, config *Config) (*Pool, error) { return nil, nil }

func (p *Pool) Exec(ctx context.Context, sql string, arguments ...any) (CommandTag, error) {
	return CommandTag{}, nil
}

func (p *Pool) Query(ctx context.Context, sql string, args ...any) (Rows, error) { return nil, nil }
