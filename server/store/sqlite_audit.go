package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"vpcanvas/migrations"
)

func checkAuditRow(r AuditRow) error {
	if r.Action == "" {
		return fmt.Errorf("audit row: %w: it names no action", ErrInvalid)
	}
	return nil
}

// Record adds a row to the audit.
func (s *SQLite) Record(ctx context.Context, r AuditRow) error {
	if err := checkAuditRow(r); err != nil {
		return err
	}
	r.At = millis(r.At)
	return s.writer.do(ctx, func(tx *writeTx) error {
		return tx.exec("INSERT INTO audit (at, user, action, diagram, detail, sum) VALUES (?, ?, ?, ?, ?, ?)",
			r.At.UnixMilli(), r.User, r.Action, r.Diagram, r.Detail, r.sum())
	})
}

// AuditRows are those after a serial.
func (s *SQLite) AuditRows(ctx context.Context, after int64, limit int) ([]AuditRow, error) {
	return readAudit(ctx, s.readers, after, limit)
}

func readAudit(ctx context.Context, db *sql.DB, after int64, limit int) ([]AuditRow, error) {
	if limit == 0 {
		limit = -1 // SQLite's word for all
	}
	rows, err := db.QueryContext(ctx, "SELECT serial, at, user, action, diagram, detail, sum FROM audit WHERE serial > ? ORDER BY serial LIMIT ?", after, limit)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	found := []AuditRow{}
	for rows.Next() {
		var r AuditRow
		var at int64
		var kept []byte
		if err := rows.Scan(&r.Serial, &at, &r.User, &r.Action, &r.Diagram, &r.Detail, &kept); err != nil {
			return nil, translate(err)
		}
		r.At = fromMillis(at)
		if !sameSum(kept, r.sum()) {
			return nil, fmt.Errorf("audit row %d is not what was written: %w", r.Serial, ErrCorrupt)
		}
		found = append(found, r)
	}
	return found, translate(rows.Err())
}

// ReadAudit reads the audit of a data folder, whether a server runs on it or not.
// Nothing is written: a folder without a database of this schema is refused.
func ReadAudit(ctx context.Context, dir string) ([]AuditRow, error) {
	path := filepath.Join(dir, dbFile)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("the data folder %s holds no database: start a server on it first", dir)
	}
	if err := checkHeader(path); err != nil {
		return nil, err
	}
	db, err := openReaders(path)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	app, schema, err := identity(ctx, db)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path, translate(err))
	case app != migrations.ApplicationID:
		return nil, fmt.Errorf("%s: application id %#x: %w", path, app, ErrForeign)
	case schema > migrations.Latest:
		return nil, fmt.Errorf("%s: schema %d, this program knows up to %d: %w", path, schema, migrations.Latest, ErrNewer)
	case schema < migrations.Latest:
		return nil, fmt.Errorf("%s: schema %d is older than the audit: start this server on the folder once", path, schema)
	}
	return readAudit(ctx, db, 0, 0)
}
