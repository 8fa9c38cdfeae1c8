package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"
)

const (
	// maxQueue is how many writes may wait; more make their callers wait.
	maxQueue = 4096
	// maxGroup bounds one transaction, and with it how long its first caller waits.
	maxGroup = 1024
)

// writer runs all writes on one connection. Everything that waits when a
// transaction begins goes into it, so the cost of a sync is shared, and a caller
// is let go only after COMMIT came back.
type writer struct {
	db    *sql.DB
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
	opts  Options
	jobs  chan *job
	ended chan struct{}

	// closing guards jobs against a send after close.
	closing sync.RWMutex
	closed  bool
	// broken is set by the loop alone, after the first lost write.
	broken error
}

// job is one write. run may be called twice, when a group has to be taken apart.
type job struct {
	run  func(*writeTx) error
	err  error
	done chan struct{}
}

// refusal is an error found before anything was written: the rest of the group
// may go on.
type refusal struct{ error }

func (r refusal) Unwrap() error { return r.error }

func newWriter(ctx context.Context, db *sql.DB, opts Options) (*writer, error) {
	if opts.commit == nil {
		opts.commit = func(commit func() error) error { return commit() }
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	w := &writer{
		db: db, conn: conn, opts: opts,
		stmts: map[string]*sql.Stmt{},
		jobs:  make(chan *job, maxQueue),
		ended: make(chan struct{}),
	}
	go w.loop()
	return w, nil
}

// do queues a write and waits until it is on disk. ctx counts only until the write
// is in the queue: after that its outcome is known and must be told.
func (w *writer) do(ctx context.Context, run func(*writeTx) error) error {
	j := &job{run: run, done: make(chan struct{})}
	if err := w.enqueue(ctx, j); err != nil {
		return err
	}
	<-j.done
	var r refusal
	if errors.As(j.err, &r) {
		return r.error
	}
	return j.err
}

func (w *writer) enqueue(ctx context.Context, j *job) error {
	w.closing.RLock()
	defer w.closing.RUnlock()
	if w.closed {
		return ErrClosed
	}
	select {
	case w.jobs <- j:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// loop commits group after group, and tidies the WAL when nothing comes.
func (w *writer) loop() {
	defer close(w.ended)
	idle := time.NewTimer(idleCheckpoint)
	defer idle.Stop()
	for {
		select {
		case first, open := <-w.jobs:
			if !open {
				return
			}
			w.commitGroup(w.gather(first))
			idle.Reset(idleCheckpoint)
		case <-idle.C:
			w.checkpoint()
		}
	}
}

func (w *writer) gather(first *job) []*job {
	group := []*job{first}
	for len(group) < maxGroup {
		select {
		case next, open := <-w.jobs:
			if !open {
				return group
			}
			group = append(group, next)
		default:
			return group
		}
	}
	return group
}

func (w *writer) commitGroup(group []*job) {
	w.tryGroup(group)
	for _, j := range group {
		close(j.done)
	}
}

// tryGroup runs a group in one transaction. A job that fails in the middle of its
// writes spoils the transaction; then each runs in one of its own, so that it
// fails alone.
func (w *writer) tryGroup(group []*job) {
	err := w.transact(group)
	switch {
	case err == nil:
		return
	case len(group) == 1 || w.broken != nil || errors.Is(err, ErrFull):
		for _, j := range group {
			j.err = err
		}
	default:
		for i := range group {
			w.tryGroup(group[i : i+1])
		}
	}
}

func (w *writer) transact(group []*job) error {
	if w.broken != nil {
		return w.broken
	}
	tx := &writeTx{w}
	if err := w.control("BEGIN IMMEDIATE"); err != nil {
		return w.failed(err)
	}
	for _, j := range group {
		j.err = j.run(tx)
		var r refusal
		if j.err != nil && !errors.As(j.err, &r) {
			return w.failed(j.err)
		}
	}
	if err := w.opts.commit(func() error { return w.control("COMMIT") }); err != nil {
		return w.failedCommit(err)
	}
	return nil
}

// failedCommit breaks the writer unless the disk was merely full: of all other
// failures of a COMMIT we do not know what they left on disk.
func (w *writer) failedCommit(err error) error {
	if named := translate(err); errors.Is(named, ErrFull) {
		return w.failed(err)
	}
	return w.lost(err)
}

// lost breaks the writer for good and calls Fatal: syncing the same pages again
// could report success for pages that the system has dropped.
func (w *writer) lost(err error) error {
	w.broken = fmt.Errorf("%w: %w", ErrBroken, err)
	w.opts.Fatal(w.broken)
	return w.broken
}

// failed undoes a transaction.
func (w *writer) failed(err error) error {
	if lostWrite(err) {
		return w.lost(err)
	}
	// SQLite may have rolled back by itself; then this one has nothing to do.
	_ = w.control("ROLLBACK")
	return translate(err)
}

func (w *writer) control(text string) error {
	_, err := w.conn.ExecContext(context.Background(), text)
	return err
}

// checkpoint moves the WAL into the database. A reader in the way makes it do
// less, which the next one makes good; a failing disk is fatal here too.
func (w *writer) checkpoint() {
	if w.broken != nil {
		return
	}
	if err := w.control("PRAGMA wal_checkpoint(TRUNCATE)"); lostWrite(err) {
		_ = w.failed(err)
	}
}

// close ends the queue and waits for what is in it. It is called once.
func (w *writer) close() error {
	w.closing.Lock()
	w.closed = true
	close(w.jobs)
	w.closing.Unlock()
	<-w.ended
	w.checkpoint()
	for _, stmt := range w.stmts {
		stmt.Close()
	}
	return errors.Join(w.conn.Close(), w.db.Close())
}

// writeTx is what a job writes through.
type writeTx struct{ w *writer }

// stmt keeps statements prepared: the texts are few and constant.
func (tx *writeTx) stmt(text string) (*sql.Stmt, error) {
	if s, ok := tx.w.stmts[text]; ok {
		return s, nil
	}
	s, err := tx.w.conn.PrepareContext(context.Background(), text)
	if err == nil {
		tx.w.stmts[text] = s
	}
	return s, err
}

func (tx *writeTx) exec(text string, args ...any) error {
	s, err := tx.stmt(text)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(context.Background(), args...)
	return err
}

func (tx *writeTx) row(text string, args ...any) (*sql.Row, error) {
	s, err := tx.stmt(text)
	if err != nil {
		return nil, err
	}
	return s.QueryRowContext(context.Background(), args...), nil
}
