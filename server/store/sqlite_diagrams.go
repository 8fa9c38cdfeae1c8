package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// CreateDiagram starts a log.
func (s *SQLite) CreateDiagram(ctx context.Context, n NewDiagram) error {
	n, err := checkNewDiagram(n)
	if err != nil {
		return err
	}
	at := millis(n.At)
	d := Diagram{ID: n.ID, Name: n.Name, Epoch: rand.Text(), Created: at, Changed: at}
	return s.writer.do(ctx, func(tx *writeTx) error {
		if _, err := tx.diagram(d.ID); !errors.Is(err, ErrNotFound) {
			if err == nil {
				err = fmt.Errorf("diagram %s: %w", d.ID, ErrExists)
			}
			return refusal{err}
		}
		err := tx.exec("INSERT INTO diagram ("+diagramColumns+") VALUES (?, ?, ?, ?, ?, ?, 0, ?)",
			d.ID, d.Name, d.Head, d.Epoch, d.Created.UnixMilli(), d.Changed.UnixMilli(), d.sum())
		if err != nil {
			return err
		}
		if err := s.insertSnapshot(tx, d.ID, 0, n.Design); err != nil {
			return err
		}
		return s.begin(tx, n)
	})
}

// begin writes what a new diagram starts with. From here on a refusal would leave
// half a diagram in the transaction, so it counts as a failure of the whole.
func (s *SQLite) begin(tx *writeTx, n NewDiagram) error {
	_, err := s.append(tx, n.ID, n.Edits)
	for i := 0; err == nil && i < len(n.Versions); i++ {
		v := n.Versions[i]
		v.Diagram = n.ID
		err = tx.pin(v)
	}
	var r refusal
	if errors.As(err, &r) {
		return r.error
	}
	return err
}

// Diagram is one row of the list.
func (s *SQLite) Diagram(ctx context.Context, id string) (Diagram, error) {
	return readDiagram(ctx, s.readers, id)
}

// ListDiagrams is sorted by last change.
func (s *SQLite) ListDiagrams(ctx context.Context) ([]Diagram, error) {
	rows, err := s.readers.QueryContext(ctx, "SELECT "+diagramColumns+" FROM diagram ORDER BY changed DESC, id")
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	list := []Diagram{}
	for rows.Next() {
		d, err := scanDiagram("in the list", rows)
		if err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, translate(rows.Err())
}

// SetDeleted hides a diagram, or shows it again.
func (s *SQLite) SetDeleted(ctx context.Context, id string, at time.Time) error {
	return s.writer.do(ctx, func(tx *writeTx) error {
		d, err := tx.diagram(id)
		if err != nil {
			return refusal{err}
		}
		if d.Deleted.IsZero() == at.IsZero() {
			return nil
		}
		d.Deleted = fromMillisOrZero(millisOrZero(at))
		return tx.exec("UPDATE diagram SET deleted = ?, sum = ? WHERE id = ?", millisOrZero(d.Deleted), d.sum(), id)
	})
}

// Purge removes a diagram that was deleted before a time. What refers to it goes first.
func (s *SQLite) Purge(ctx context.Context, id string, before time.Time) error {
	return s.writer.do(ctx, func(tx *writeTx) error {
		d, err := tx.diagram(id)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return refusal{err}
		}
		if d.Deleted.IsZero() || !d.Deleted.Before(before) {
			return nil
		}
		for _, table := range []string{"summary", "version", "snapshot", "edit"} {
			if err := tx.exec("DELETE FROM "+table+" WHERE diagram = ?", id); err != nil {
				return err
			}
		}
		return tx.exec("DELETE FROM diagram WHERE id = ?", id)
	})
}

// SaveSummary keeps what is known about a rev.
func (s *SQLite) SaveSummary(ctx context.Context, m Summary) error {
	return s.writer.do(ctx, func(tx *writeTx) error {
		if err := tx.hasRev(m.Diagram, m.Rev); err != nil {
			return refusal{err}
		}
		return tx.exec("INSERT OR REPLACE INTO summary (diagram, rev, engine, flows, broken, unknown) VALUES (?, ?, ?, ?, ?, ?)",
			m.Diagram, m.Rev, m.Engine, m.Flows, m.Broken, m.Unknown)
	})
}

// Summaries are those that an engine made.
func (s *SQLite) Summaries(ctx context.Context, engine string) (map[string]Summary, error) {
	rows, err := s.readers.QueryContext(ctx, "SELECT diagram, rev, flows, broken, unknown FROM summary WHERE engine = ?", engine)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	all := map[string]Summary{}
	for rows.Next() {
		m := Summary{Engine: engine}
		if err := rows.Scan(&m.Diagram, &m.Rev, &m.Flows, &m.Broken, &m.Unknown); err != nil {
			return nil, translate(err)
		}
		all[m.Diagram] = m
	}
	return all, translate(rows.Err())
}

// Pin names a rev.
func (s *SQLite) Pin(ctx context.Context, v Version) error {
	return s.writer.do(ctx, func(tx *writeTx) error { return tx.pin(v) })
}

func (tx *writeTx) pin(v Version) error {
	if err := tx.hasRev(v.Diagram, v.Rev); err != nil {
		return refusal{err}
	}
	row, err := tx.row("SELECT count(*) FROM version WHERE diagram = ? AND rev = ? AND name = ?", v.Diagram, v.Rev, v.Name)
	if err != nil {
		return err
	}
	var taken int
	if err := row.Scan(&taken); err != nil {
		return err
	}
	if taken > 0 {
		return refusal{fmt.Errorf("diagram %s: version %q of rev %d: %w", v.Diagram, v.Name, v.Rev, ErrExists)}
	}
	return tx.exec("INSERT INTO version (diagram, rev, name, by, at) VALUES (?, ?, ?, ?, ?)",
		v.Diagram, v.Rev, v.Name, v.By, v.At.UnixMilli())
}

// Versions is sorted by rev, then by name.
func (s *SQLite) Versions(ctx context.Context, diagram string) ([]Version, error) {
	if _, err := s.Diagram(ctx, diagram); err != nil {
		return nil, err
	}
	rows, err := s.readers.QueryContext(ctx, "SELECT rev, name, by, at FROM version WHERE diagram = ? ORDER BY rev, name", diagram)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	list := []Version{}
	for rows.Next() {
		v := Version{Diagram: diagram}
		var at int64
		if err := rows.Scan(&v.Rev, &v.Name, &v.By, &at); err != nil {
			return nil, translate(err)
		}
		v.At = fromMillis(at)
		list = append(list, v)
	}
	return list, translate(rows.Err())
}

// hasRev refuses a rev that the log does not have.
func (tx *writeTx) hasRev(diagram string, rev int64) error {
	d, err := tx.diagram(diagram)
	if err != nil {
		return err
	}
	return d.hasRev(rev)
}

func (d Diagram) hasRev(rev int64) error {
	if rev < 0 || rev > d.Head {
		return fmt.Errorf("diagram %s: rev %d: %w", d.ID, rev, ErrNotFound)
	}
	return nil
}

// SaveSnapshot stores the design as of a rev.
func (s *SQLite) SaveSnapshot(ctx context.Context, diagram string, rev int64, design []byte) error {
	if err := checkSnapshot(diagram, rev, design); err != nil {
		return err
	}
	return s.writer.do(ctx, func(tx *writeTx) error {
		if err := tx.hasRev(diagram, rev); err != nil {
			return refusal{err}
		}
		return s.insertSnapshot(tx, diagram, rev, design)
	})
}

func (s *SQLite) insertSnapshot(tx *writeTx, diagram string, rev int64, design []byte) error {
	return tx.exec("INSERT INTO snapshot (diagram, rev, zstd, sum) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
		diagram, rev, s.pack.EncodeAll(design, nil), snapshotSum(diagram, rev, design))
}

// Load reads a snapshot and the edits after it as of one moment.
func (s *SQLite) Load(ctx context.Context, diagram string, rev int64) (Loaded, error) {
	tx, err := s.readers.BeginTx(ctx, nil)
	if err != nil {
		return Loaded{}, translate(err)
	}
	defer tx.Rollback()
	var l Loaded
	if l.Diagram, err = readDiagram(ctx, tx, diagram); err != nil {
		return Loaded{}, err
	}
	if rev == Head {
		rev = l.Diagram.Head
	}
	if err := l.Diagram.hasRev(rev); err != nil {
		return Loaded{}, err
	}
	if l.SnapshotRev, l.Snapshot, err = s.readSnapshot(ctx, tx, diagram, rev); err != nil {
		return Loaded{}, err
	}
	l.Edits, err = readEdits(ctx, tx, diagram, l.SnapshotRev, rev)
	return l, err
}

func (s *SQLite) readSnapshot(ctx context.Context, q queryer, diagram string, upto int64) (rev int64, design []byte, err error) {
	var packed, stored []byte
	row := q.QueryRowContext(ctx, "SELECT rev, zstd, sum FROM snapshot WHERE diagram = ? AND rev <= ? ORDER BY rev DESC LIMIT 1", diagram, upto)
	if err := row.Scan(&rev, &packed, &stored); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return 0, nil, fmt.Errorf("diagram %s: no snapshot up to rev %d: %w", diagram, upto, ErrCorrupt)
		}
		return 0, nil, translate(err)
	}
	design, err = s.unpack.DecodeAll(packed, nil)
	if err != nil || !sameSum(stored, snapshotSum(diagram, rev, design)) {
		return 0, nil, fmt.Errorf("diagram %s: snapshot of rev %d: %w", diagram, rev, ErrCorrupt)
	}
	return rev, design, nil
}
