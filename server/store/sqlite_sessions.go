package store

import (
	"context"
	"time"
)

// SaveSession stores a new login.
func (s *SQLite) SaveSession(ctx context.Context, n Session) error {
	return s.writer.do(ctx, func(tx *writeTx) error {
		return tx.exec("INSERT INTO session (hash, user, created, seen) VALUES (?, ?, ?, ?)",
			n.Hash[:], n.User, n.Created.UnixMilli(), n.Seen.UnixMilli())
	})
}

// Session finds a login by the hash of its secret.
func (s *SQLite) Session(ctx context.Context, hash Hash) (Session, error) {
	found := Session{Hash: hash}
	var created, seen int64
	row := s.readers.QueryRowContext(ctx, "SELECT user, created, seen FROM session WHERE hash = ?", hash[:])
	if err := row.Scan(&found.User, &created, &seen); err != nil {
		return Session{}, translate(err)
	}
	found.Created, found.Seen = fromMillis(created), fromMillis(seen)
	return found, nil
}

// TouchSession moves Seen forward.
func (s *SQLite) TouchSession(ctx context.Context, hash Hash, seen time.Time) error {
	return s.writer.do(ctx, func(tx *writeTx) error {
		return tx.exec("UPDATE session SET seen = max(seen, ?) WHERE hash = ?", seen.UnixMilli(), hash[:])
	})
}

// DeleteSession ends a login.
func (s *SQLite) DeleteSession(ctx context.Context, hash Hash) error {
	return s.writer.do(ctx, func(tx *writeTx) error {
		return tx.exec("DELETE FROM session WHERE hash = ?", hash[:])
	})
}

// DropSessions deletes logins that have run out.
func (s *SQLite) DropSessions(ctx context.Context, idle, absolute time.Time) error {
	return s.writer.do(ctx, func(tx *writeTx) error {
		return tx.exec("DELETE FROM session WHERE seen < ? OR created < ?", idle.UnixMilli(), absolute.UnixMilli())
	})
}
