package cloud

import (
	"context"
	"fmt"
	"net"

	"cloud.google.com/go/cloudsqlconn"
	"example.com/function/app"
	"github.com/jackc/pgx/v5/pgxpool"
)

// database is one of Cloud SQL for PostgreSQL. Connections are encrypted and opened with the identity of the function.
type database struct {
	pool *pgxpool.Pool
}

func newDatabase(ctx context.Context, instance, user string) (*database, error) {
	dialer, err := cloudsqlconn.NewDialer(ctx, cloudsqlconn.WithIAMAuthN(), cloudsqlconn.WithLazyRefresh())
	if err != nil {
		return nil, err
	}
	// The dialer encrypts, below what the driver knows of.
	settings, err := pgxpool.ParseConfig(fmt.Sprintf("user=%s dbname=app sslmode=disable", user))
	if err != nil {
		return nil, err
	}
	settings.ConnConfig.DialFunc = func(ctx context.Context, _, _ string) (net.Conn, error) {
		return dialer.Dial(ctx, instance)
	}
	pool, err := pgxpool.NewWithConfig(ctx, settings)
	return &database{pool}, err
}

func (d *database) execute(ctx context.Context, sql string, values ...any) error {
	_, err := d.pool.Exec(ctx, sql, values...)
	return err
}

// rows answers the first column of each, which is JSON.
func (d *database) rows(ctx context.Context, sql string, values ...any) ([]any, error) {
	found, err := d.pool.Query(ctx, sql, values...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	all := []any{}
	for found.Next() {
		var text []byte
		if err := found.Scan(&text); err != nil {
			return nil, err
		}
		value, err := app.ReadJSON(text)
		if err != nil {
			return nil, err
		}
		all = append(all, value)
	}
	return all, found.Err()
}
