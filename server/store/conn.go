package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"

	"github.com/mattn/go-sqlite3"
)

// pragmas are set on each connection, in this order. busy_timeout comes first, so
// that the others wait for a lock instead of failing.
var pragmas = []string{
	"busy_timeout = 5000",
	// A WAL database is not power-safe below FULL, and the driver is compiled with
	// NORMAL as its default for WAL.
	"synchronous = FULL",
	"foreign_keys = ON",
	// The WAL file is cut back to this after a checkpoint.
	"journal_size_limit = 67108864",
	// Functions in the schema of a prepared file are not to be trusted.
	"trusted_schema = OFF",
	"cell_size_check = ON",
}

// connector opens connections with the pragmas, without registering a driver by
// name in a global list.
type connector struct {
	dsn    string
	driver *sqlite3.SQLiteDriver
}

func (c connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn) }
func (c connector) Driver() driver.Driver                        { return c.driver }

func openDB(path, query string, first ...string) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	dsn := (&url.URL{Scheme: "file", Path: abs, RawQuery: query}).String()
	setup := func(conn *sqlite3.SQLiteConn) error {
		for _, p := range append(append([]string{}, pragmas...), first...) {
			if _, err := conn.Exec("PRAGMA "+p, nil); err != nil {
				return fmt.Errorf("pragma %s: %w", p, err)
			}
		}
		return nil
	}
	return sql.OpenDB(connector{dsn, &sqlite3.SQLiteDriver{ConnectHook: setup}}), nil
}

// openWriter is the one handle that writes. SQLite has one writer at a time; with
// one connection waiting happens in our queue, where edits can share a commit.
func openWriter(path string) (*sql.DB, error) {
	db, err := openDB(path, "mode=rwc&_txlock=immediate", "journal_mode = WAL")
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

// openReaders is the pool for everything else. Idle readers are closed, because an
// open one can keep the WAL from being cut.
func openReaders(path string) (*sql.DB, error) {
	db, err := openDB(path, "mode=ro", "query_only = ON")
	if err == nil {
		db.SetMaxOpenConns(8)
		db.SetMaxIdleConns(4)
		db.SetConnMaxIdleTime(idleReader)
	}
	return db, err
}

// translate gives SQLite's errors our names.
func translate(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	var failed sqlite3.Error
	if !errors.As(err, &failed) {
		return err
	}
	switch failed.Code {
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB, sqlite3.ErrFormat, sqlite3.ErrMismatch:
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	case sqlite3.ErrFull:
		return fmt.Errorf("%w: %w", ErrFull, err)
	case sqlite3.ErrBusy:
		return fmt.Errorf("%w: %w", ErrBusy, err)
	case sqlite3.ErrConstraint:
		return fmt.Errorf("%w: %w", ErrInvalid, err)
	case sqlite3.ErrError:
		// Our statements are fixed and tested: one that does not fit the schema
		// means that the schema is not the one that was written.
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return err
}

// lostWrite tells whether an error leaves open what reached the disk.
func lostWrite(err error) bool {
	var failed sqlite3.Error
	return errors.As(err, &failed) && failed.Code == sqlite3.ErrIoErr
}
