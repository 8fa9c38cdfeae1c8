package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

const (
	editColumns    = "rev, actor, seq, by, at, label, digest, body, sum"
	diagramColumns = "id, name, head, epoch, created, changed, deleted, sum"
)

// queryer is a reader pool or a read transaction on it.
type queryer interface {
	QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row
}

// scanner is a row or the current one of several.
type scanner interface{ Scan(dest ...any) error }

// Append adds edits to the log of a diagram.
func (s *SQLite) Append(ctx context.Context, diagram string, edits []Edit) ([]Receipt, error) {
	edits, err := checkEdits(diagram, edits)
	if err != nil {
		return nil, err
	}
	var receipts []Receipt
	err = s.writer.do(ctx, func(tx *writeTx) error {
		receipts, err = s.append(tx, diagram, edits)
		return err
	})
	if err != nil {
		return nil, err
	}
	return receipts, nil
}

// append decides about all edits before it writes any, so that a refusal leaves
// the transaction clean for the others in it.
func (s *SQLite) append(tx *writeTx, diagram string, edits []Edit) ([]Receipt, error) {
	d, err := tx.diagram(diagram)
	if err != nil {
		return nil, refusal{err}
	}
	receipts, head, err := planAppend(tx, d, edits)
	if err != nil {
		return nil, err
	}
	if head == d.Head {
		return receipts, nil
	}
	for i, e := range edits {
		if receipts[i].Again {
			continue
		}
		e.Rev = receipts[i].Rev
		if err := s.insert(tx, diagram, e); err != nil {
			return nil, err
		}
		d.Changed = e.At
		if e.Name != "" {
			d.Name = e.Name
		}
	}
	d.Head = head
	return receipts, tx.exec("UPDATE diagram SET name = ?, head = ?, changed = ?, sum = ? WHERE id = ?",
		d.Name, d.Head, d.Changed.UnixMilli(), d.sum(), d.ID)
}

func planAppend(tx *writeTx, d Diagram, edits []Edit) (receipts []Receipt, head int64, err error) {
	head = d.Head
	fresh := map[actorSeq]Edit{}
	for _, e := range edits {
		old, err := tx.find(d.ID, e.Actor, e.Seq)
		if errors.Is(err, ErrNotFound) {
			if twin, ok := fresh[actorSeq{e.Actor, e.Seq}]; ok {
				old, err = &twin, nil
			}
		}
		if err != nil && !errors.Is(err, ErrNotFound) {
			return nil, 0, refusal{err}
		}
		r, err := receiptFor(d.ID, head, e, old)
		if err != nil {
			return nil, 0, refusal{err}
		}
		receipts = append(receipts, r)
		if !r.Again {
			head, e.Rev = r.Rev, r.Rev
			fresh[actorSeq{e.Actor, e.Seq}] = e
		}
	}
	return receipts, head, nil
}

// actorSeq is what makes an edit unique in its diagram.
type actorSeq struct {
	actor string
	seq   int64
}

func (s *SQLite) insert(tx *writeTx, diagram string, e Edit) error {
	err := tx.exec("INSERT INTO edit (diagram, "+editColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		diagram, e.Rev, e.Actor, e.Seq, e.By, e.At.UnixMilli(), e.Label, e.Digest[:], string(e.Body), e.sum(diagram))
	if err != nil || e.Snapshot == nil {
		return err
	}
	return s.insertSnapshot(tx, diagram, e.Rev, e.Snapshot)
}

func (tx *writeTx) diagram(id string) (Diagram, error) {
	row, err := tx.row("SELECT "+diagramColumns+" FROM diagram WHERE id = ?", id)
	if err != nil {
		return Diagram{}, translate(err)
	}
	return scanDiagram(id, row)
}

// find looks for the edit under a number; only Rev and Digest of it are read.
func (tx *writeTx) find(diagram, actor string, seq int64) (*Edit, error) {
	row, err := tx.row("SELECT rev, digest FROM edit WHERE diagram = ? AND actor = ? AND seq = ?", diagram, actor, seq)
	if err != nil {
		return nil, translate(err)
	}
	var e Edit
	var digest []byte
	if err := row.Scan(&e.Rev, &digest); err != nil {
		return nil, translate(err)
	}
	copy(e.Digest[:], digest)
	return &e, nil
}

func scanDiagram(id string, row scanner) (Diagram, error) {
	var d Diagram
	var created, changed, deleted int64
	var stored []byte
	if err := row.Scan(&d.ID, &d.Name, &d.Head, &d.Epoch, &created, &changed, &deleted, &stored); err != nil {
		return Diagram{}, fmt.Errorf("diagram %s: %w", id, translate(err))
	}
	d.Created, d.Changed, d.Deleted = fromMillis(created), fromMillis(changed), fromMillisOrZero(deleted)
	if !sameSum(stored, d.sum()) {
		return Diagram{}, fmt.Errorf("diagram %s: its row: %w", id, ErrCorrupt)
	}
	return d, nil
}

func scanEdit(diagram string, row scanner) (Edit, error) {
	var e Edit
	var at int64
	var digest, stored []byte
	var body string
	if err := row.Scan(&e.Rev, &e.Actor, &e.Seq, &e.By, &at, &e.Label, &digest, &body, &stored); err != nil {
		return Edit{}, fmt.Errorf("diagram %s: %w", diagram, translate(err))
	}
	e.At, e.Body = fromMillis(at), json.RawMessage(body)
	copy(e.Digest[:], digest)
	if !sameSum(stored, e.sum(diagram)) {
		return Edit{}, fmt.Errorf("diagram %s: rev %d: %w", diagram, e.Rev, ErrCorrupt)
	}
	return e, nil
}

// Find is the edit that an actor sent under a number.
func (s *SQLite) Find(ctx context.Context, diagram, actor string, seq int64) (Edit, error) {
	row := s.readers.QueryRowContext(ctx, "SELECT "+editColumns+" FROM edit WHERE diagram = ? AND actor = ? AND seq = ?", diagram, actor, seq)
	return scanEdit(diagram, row)
}

// LastSeq is the highest number of an actor.
func (s *SQLite) LastSeq(ctx context.Context, diagram, actor string) (int64, error) {
	var seq int64
	row := s.readers.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM edit WHERE diagram = ? AND actor = ?", diagram, actor)
	return seq, translate(row.Scan(&seq))
}

// Edits returns the log after a rev.
func (s *SQLite) Edits(ctx context.Context, diagram string, after int64, limit int) ([]Edit, error) {
	tx, err := s.readers.BeginTx(ctx, nil)
	if err != nil {
		return nil, translate(err)
	}
	defer tx.Rollback()
	d, err := readDiagram(ctx, tx, diagram)
	if err != nil {
		return nil, err
	}
	after = max(after, 0)
	upto := d.Head
	if limit > 0 {
		upto = min(upto, after+int64(limit))
	}
	return readEdits(ctx, tx, diagram, after, upto)
}

func readDiagram(ctx context.Context, q queryer, id string) (Diagram, error) {
	return scanDiagram(id, q.QueryRowContext(ctx, "SELECT "+diagramColumns+" FROM diagram WHERE id = ?", id))
}

// readEdits returns the edits from after+1 to upto, all of them or an error.
func readEdits(ctx context.Context, q queryer, diagram string, after, upto int64) ([]Edit, error) {
	edits := []Edit{}
	rows, err := q.QueryContext(ctx, "SELECT "+editColumns+" FROM edit WHERE diagram = ? AND rev > ? AND rev <= ? ORDER BY rev", diagram, after, upto)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	for rows.Next() {
		e, err := scanEdit(diagram, rows)
		if err != nil {
			return nil, err
		}
		edits = append(edits, e)
	}
	if err := rows.Err(); err != nil {
		return nil, translate(err)
	}
	if err := contiguous(diagram, after, edits); err != nil {
		return nil, err
	}
	if got := after + int64(len(edits)); got < upto {
		return nil, fmt.Errorf("diagram %s: rev %d is missing: %w", diagram, got+1, ErrCorrupt)
	}
	return edits, nil
}
