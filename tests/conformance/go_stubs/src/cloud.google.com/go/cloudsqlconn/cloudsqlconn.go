// Package cloudsqlconn has the signatures of cloudsqlconn 1.21 that exported handlers use.
package cloudsqlconn

import (
	"context"
	"net"
)

type Option func()

type DialOption func()

type Dialer struct{}

func NewDialer(ctx context.Context, opts ...Option) (*Dialer, error) { return nil, nil }

func WithIAMAuthN() Option { return nil }

func WithLazyRefresh() Option { return nil }

func (d *Dialer) Dial(ctx context.Context, icn string, opts ...DialOption) (net.Conn, error) {
	return nil, nil
}
