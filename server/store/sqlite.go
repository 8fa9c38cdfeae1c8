package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/pressly/goose/v3"

	"vpcanvas/migrations"
)

const (
	// dbFile is the database in the data folder.
	dbFile = "vpcanvas.db"
	// idleReader is how long an unused read connection stays open.
	idleReader = 30 * time.Second
	// idleCheckpoint is how long after the last write the WAL is moved into the database.
	idleCheckpoint = 30 * time.Second
	// maxDesign bounds what a snapshot may unpack to.
	maxDesign = 256 << 20
)

// Options change what Open does; the zero value is for production.
type Options struct {
	// Fatal is called once when a write failed in a way that leaves open what
	// reached the disk. It must end the process; nil logs and exits with 70.
	Fatal func(error)
	// commit stands in for COMMIT, for tests of a failing disk.
	commit func(commit func() error) error
}

// SQLite is the store in one file of the data folder.
type SQLite struct {
	dir      string
	lock     *lock
	writer   *writer
	readers  *sql.DB
	instance string
	pack     *zstd.Encoder
	unpack   *zstd.Decoder
	closing  sync.Once
	closed   error
}

var _ Store = (*SQLite)(nil)

// Open takes the data folder for this process, makes it and its database if need
// be, checks that the database is ours, whole and not newer, and upgrades it.
func Open(ctx context.Context, dir string, opts Options) (*SQLite, error) {
	if opts.Fatal == nil {
		opts.Fatal = exit
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("cannot make the data folder: %w", err)
	}
	l, err := lockDir(dir)
	if err != nil {
		return nil, err
	}
	s := &SQLite{dir: dir, lock: l}
	if err := s.open(ctx, opts); err != nil {
		s.abandon()
		return nil, err
	}
	return s, nil
}

func exit(err error) {
	slog.Error("storage failed: ending, because nobody knows what reached the disk", "error", err)
	os.Exit(70)
}

func (s *SQLite) open(ctx context.Context, opts Options) error {
	path := filepath.Join(s.dir, dbFile)
	if err := identify(ctx, path); err != nil {
		return err
	}
	// SQLite would let everybody on the machine read the file that it makes; what lies beside it gets its rights.
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	f.Close()
	db, err := openWriter(path)
	if err != nil {
		return err
	}
	if err := prepareDB(ctx, db); err != nil {
		db.Close()
		return fmt.Errorf("%s: %w", path, translate(err))
	}
	if s.writer, err = newWriter(ctx, db, opts); err != nil {
		db.Close()
		return fmt.Errorf("%s: %w", path, translate(err))
	}
	if s.readers, err = openReaders(path); err != nil {
		return err
	}
	if s.pack, err = zstd.NewWriter(nil); err != nil {
		return err
	}
	if s.unpack, err = zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxDesign)); err != nil {
		return err
	}
	if s.instance, err = s.readInstance(ctx); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// identify looks at a database before anything is written to it.
func identify(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if info.Size() == 0 {
		return nil // killed before the first write
	}
	if err := checkHeader(path); err != nil {
		return err
	}
	// Without the writer's journal mode, which would change a foreign file.
	db, err := openDB(path, "mode=rw")
	if err != nil {
		return err
	}
	defer db.Close()
	app, schema, err := identity(ctx, db)
	if err != nil {
		return fmt.Errorf("%s: %w", path, translate(err))
	}
	switch {
	case app == 0 && schema == 0:
		return onlyEmpty(ctx, db, path)
	case app != migrations.ApplicationID:
		return fmt.Errorf("%s: application id %#x: %w", path, app, ErrForeign)
	case schema > migrations.Latest:
		return fmt.Errorf("%s: schema %d, this program knows up to %d: %w", path, schema, migrations.Latest, ErrNewer)
	}
	return nil
}

// checkHeader reads the first bytes without SQLite, which would ask for a lock and
// a WAL beside a file that is none of ours.
func checkHeader(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	const magic = "SQLite format 3\x00"
	head := make([]byte, len(magic))
	if _, err := f.ReadAt(head, 0); err != nil || string(head) != magic {
		return fmt.Errorf("%s: no SQLite file: %w", path, ErrForeign)
	}
	return nil
}

// onlyEmpty lets a database without any identity pass when it is one of ours that
// was killed before its first migration ended: then there is no table of anybody's.
func onlyEmpty(ctx context.Context, db *sql.DB, path string) error {
	var tables int
	err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'goose_%' AND name NOT LIKE 'sqlite_%'").Scan(&tables)
	if err != nil {
		return fmt.Errorf("%s: %w", path, translate(err))
	}
	if tables > 0 {
		return fmt.Errorf("%s: no application id: %w", path, ErrForeign)
	}
	return nil
}

func identity(ctx context.Context, db *sql.DB) (app, schema int, err error) {
	if err = db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&app); err != nil {
		return 0, 0, err
	}
	err = db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&schema)
	return app, schema, err
}

// prepareDB checks the file and brings it to the newest schema.
func prepareDB(ctx context.Context, db *sql.DB) error {
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return fmt.Errorf("%w: %s", ErrCorrupt, verdict)
	}
	if _, schema, err := identity(ctx, db); err != nil || schema == migrations.Latest {
		return err
	}
	steps, err := goose.NewProvider(goose.DialectSQLite3, db, migrations.SQLite(), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	if _, err := steps.Up(ctx); err != nil {
		return err
	}
	_, schema, err := identity(ctx, db)
	if err == nil && schema != migrations.Latest {
		err = fmt.Errorf("%w: schema %d after the upgrade to %d", ErrCorrupt, schema, migrations.Latest)
	}
	return err
}

// readInstance makes the installation's name at the first start.
func (s *SQLite) readInstance(ctx context.Context) (string, error) {
	var name [4]byte
	rand.Read(name[:])
	err := s.writer.do(ctx, func(tx *writeTx) error {
		return tx.exec("INSERT INTO setting (key, value) VALUES ('instance', ?) ON CONFLICT DO NOTHING", hex.EncodeToString(name[:]))
	})
	if err != nil {
		return "", err
	}
	var value string
	err = s.readers.QueryRowContext(ctx, "SELECT value FROM setting WHERE key = 'instance'").Scan(&value)
	return value, translate(err)
}

// Instance is the random name of this installation.
func (s *SQLite) Instance() string { return s.instance }

// Ping reads from the database.
func (s *SQLite) Ping(ctx context.Context) error {
	var one int
	return translate(s.readers.QueryRowContext(ctx, "SELECT count(*) FROM setting").Scan(&one))
}

// Close waits for the writes under way, moves the WAL into the database and gives the
// data folder free. Closing again tells the same.
func (s *SQLite) Close() error {
	s.closing.Do(func() { s.closed = s.abandon() })
	return s.closed
}

func (s *SQLite) abandon() error {
	var errs []error
	if s.writer != nil {
		errs = append(errs, s.writer.close())
	}
	if s.readers != nil {
		errs = append(errs, s.readers.Close())
	}
	if s.unpack != nil {
		s.unpack.Close()
	}
	return errors.Join(append(errs, s.lock.release())...)
}
