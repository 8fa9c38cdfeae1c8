package store

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/mattn/go-sqlite3"

	"vpcanvas/migrations"
)

// freeze writes testdata/NNNN.db for the newest schema. Done once per release: a
// frozen file is never written again.
var freeze = flag.Bool("freeze", false, "freeze a database of the newest schema for the upgrade test")

func pragma(t *testing.T, q interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}, name string,
) string {
	t.Helper()
	var value string
	if err := q.QueryRowContext(t.Context(), "PRAGMA "+name).Scan(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestPragmasAreInForce(t *testing.T) {
	s := openTest(t, t.TempDir(), Options{})
	both := map[string]string{"synchronous": "2", "busy_timeout": "5000", "foreign_keys": "1", "trusted_schema": "0", "cell_size_check": "1", "journal_size_limit": "67108864"}
	for name, want := range both {
		if got := pragma(t, s.writer.conn, name); got != want {
			t.Errorf("writer: %s = %s, want %s", name, got, want)
		}
		if got := pragma(t, s.readers, name); got != want {
			t.Errorf("readers: %s = %s, want %s", name, got, want)
		}
	}
	if got := pragma(t, s.writer.conn, "journal_mode"); got != "wal" {
		t.Errorf("journal_mode = %s", got)
	}
	if got := pragma(t, s.readers, "query_only"); got != "1" {
		t.Errorf("query_only = %s", got)
	}
	if _, err := s.readers.Exec("DELETE FROM setting"); err == nil {
		t.Error("a reader could write")
	}
	if _, err := s.writer.conn.ExecContext(t.Context(), "INSERT INTO diagram VALUES ('diagramaaaa', 'x', 'text', '', 0, 0, x'0000000000000000', 0)"); err == nil {
		t.Error("text went into an integer column")
	}
}

func TestSchemaNumbersAgree(t *testing.T) {
	steps, err := fs.Glob(migrations.SQLite(), "*.sql")
	if err != nil || len(steps) != migrations.Latest {
		t.Errorf("%d steps, Latest is %d (%v)", len(steps), migrations.Latest, err)
	}
	s := openTest(t, t.TempDir(), Options{})
	app, schema, err := identity(t.Context(), s.readers)
	if err != nil || app != migrations.ApplicationID || schema != migrations.Latest {
		t.Errorf("application id %#x, schema %d, %v", app, schema, err)
	}
	var loose []string
	rows, err := s.readers.Query("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		loose = append(loose, name)
	}
	if len(loose) > 0 {
		t.Errorf("tables that are not STRICT: %v", loose)
	}
}

func TestTwoServersCannotShareAFolder(t *testing.T) {
	dir := t.TempDir()
	if _, running, err := Running(dir); running || err != nil {
		t.Errorf("running in an empty folder: %v, %v", running, err)
	}
	first := openTest(t, dir, Options{})
	_, err := Open(t.Context(), dir, Options{})
	var locked *LockedError
	if !errors.As(err, &locked) || locked.PID != os.Getpid() {
		t.Fatalf("second server: %v", err)
	}
	if !strings.Contains(err.Error(), fmt.Sprint("process ", os.Getpid())) {
		t.Errorf("the message does not name the process: %v", err)
	}
	if pid, running, err := Running(dir); !running || pid != os.Getpid() || err != nil {
		t.Errorf("running: %d, %v, %v", pid, running, err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	openTest(t, dir, Options{})
}

func TestInstanceNameStays(t *testing.T) {
	dir := t.TempDir()
	first := openTest(t, dir, Options{})
	name := first.Instance()
	first.Close()
	if again := openTest(t, dir, Options{}).Instance(); again != name || len(name) != 8 {
		t.Errorf("instance %q, then %q", name, again)
	}
}

func TestForeignAndNewerFilesAreRefused(t *testing.T) {
	exec := func(text string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			db, err := openDB(path, "mode=rwc")
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if _, err := db.Exec(text); err != nil {
				t.Fatal(err)
			}
		}
	}
	ours := func(text string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			openTest(t, filepath.Dir(path), Options{}).Close()
			exec(text)(t, path)
		}
	}
	for _, c := range []struct {
		name string
		make func(t *testing.T, path string)
		want error
	}{
		{"no database", func(t *testing.T, path string) { write(t, path, []byte("hello, this is a letter")) }, ErrForeign},
		{"a stub", func(t *testing.T, path string) { write(t, path, []byte("SQL")) }, ErrForeign},
		{"somebody's tables", exec("CREATE TABLE t (a)"), ErrForeign},
		{"another application", exec("PRAGMA application_id = 7"), ErrForeign},
		{"our tables under another id", ours("PRAGMA application_id = 7"), ErrForeign},
		{"a newer schema", ours(fmt.Sprint("PRAGMA user_version = ", migrations.Latest+1)), ErrNewer},
		{"an upgrade that was done already", ours("PRAGMA user_version = 0"), ErrCorrupt},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, dbFile)
			c.make(t, path)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			_, err = Open(t.Context(), dir, Options{})
			wantError(t, err, c.want)
			after, err := os.ReadFile(path)
			if err != nil || string(after) != string(before) {
				t.Errorf("the refused file was changed (%v)", err)
			}
		})
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestKilledBeforeItsFirstMigrationStartsAgain(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, dbFile), nil)
	create(t, openTest(t, dir, Options{}), diagramA)
}

// A failed sync ends the process; it is never tried again and nobody is told that
// his edit is safe.
func TestFailedSyncIsFatal(t *testing.T) {
	for name, failure := range map[string]error{
		"sync":           sqlite3.Error{Code: sqlite3.ErrIoErr, ExtendedCode: sqlite3.ErrIoErrFsync},
		"anything else":  errors.New("the commit hung up"),
		"busy at commit": sqlite3.Error{Code: sqlite3.ErrBusy},
	} {
		t.Run(name, func(t *testing.T) {
			var failing atomic.Bool
			var commits, deaths atomic.Int32
			s := openTest(t, t.TempDir(), Options{
				Fatal: func(err error) {
					deaths.Add(1)
					wantError(t, err, ErrBroken)
				},
				commit: func(commit func() error) error {
					if failing.Load() {
						commits.Add(1)
						return failure
					}
					return commit()
				},
			})
			create(t, s, diagramA)
			failing.Store(true)
			var wg sync.WaitGroup
			for i := range 8 {
				wg.Go(func() {
					_, err := s.Append(t.Context(), diagramA, []Edit{edit(fmt.Sprint("tab", i), 1)})
					wantError(t, err, ErrBroken)
				})
			}
			wg.Wait()
			failing.Store(false)
			_, err := s.Append(t.Context(), diagramA, []Edit{edit("tab", 1)})
			wantError(t, err, ErrBroken)
			if deaths.Load() != 1 || commits.Load() != 1 {
				t.Errorf("%d commits were tried, fatal was called %d times; want one of each", commits.Load(), deaths.Load())
			}
		})
	}
}

// A full disk refuses writes and keeps serving what is there.
func TestFullDiskRefusesAndRecovers(t *testing.T) {
	s := openTest(t, t.TempDir(), Options{})
	create(t, s, diagramA)
	mustAppend(t, s, diagramA, edit("tab", 1))
	limit := func(pages string) {
		t.Helper()
		if _, err := s.writer.conn.ExecContext(t.Context(), "PRAGMA max_page_count = "+pages); err != nil {
			t.Fatal(err)
		}
	}
	limit("1") // SQLite takes the present size when asked for less
	big := edit("tab", 2)
	big.Body = []byte(`"` + strings.Repeat("x", 1<<20) + `"`)
	_, err := s.Append(t.Context(), diagramA, []Edit{big})
	wantError(t, err, ErrFull)
	wantHead(t, s, diagramA, 1)
	limit("1000000")
	wantSame(t, mustAppend(t, s, diagramA, big), []Receipt{{Rev: 2}})
}

// A write that fails in the middle of a group must not take the others with it.
func TestOneBadWriteDoesNotSpoilItsGroup(t *testing.T) {
	hold := make(chan struct{})
	var holding atomic.Bool
	s := openTest(t, t.TempDir(), Options{commit: func(commit func() error) error {
		if holding.CompareAndSwap(true, false) {
			<-hold
		}
		return commit()
	}})
	create(t, s, diagramA)
	holding.Store(true)
	var wg sync.WaitGroup
	wg.Go(func() { mustAppend(t, s, diagramA, edit("first", 1)) }) // its commit is held, so that the others form a group
	for holding.Load() {
		runtime.Gosched()
	}
	bad := edit("bad", 1)
	bad.Body = []byte(strings.Repeat("[", 1500) + strings.Repeat("]", 1500)) // JSON, but deeper than SQLite takes
	var badErr error
	for i := range 10 {
		wg.Go(func() { mustAppend(t, s, diagramA, edit(fmt.Sprint("good", i), 1)) })
	}
	wg.Go(func() { _, badErr = s.Append(context.Background(), diagramA, []Edit{bad}) })
	for len(s.writer.jobs) < 11 {
		runtime.Gosched()
	}
	close(hold)
	wg.Wait()
	wantError(t, badErr, ErrInvalid)
	wantHead(t, s, diagramA, 11)
}

func TestUpgradeFromEveryRelease(t *testing.T) {
	if *freeze {
		freezeDatabase(t)
	}
	frozen, err := filepath.Glob("testdata/*.db")
	if err != nil || len(frozen) < migrations.Latest {
		t.Fatalf("%d frozen databases for %d schemas (%v)", len(frozen), migrations.Latest, err)
	}
	for _, path := range frozen {
		t.Run(filepath.Base(path), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			write(t, filepath.Join(dir, dbFile), data)
			s := openTest(t, dir, Options{})
			l, err := s.Load(t.Context(), diagramA, Head)
			if err != nil || string(l.Snapshot) != `{"rev":2}` || l.SnapshotRev != 2 || len(l.Edits) != 1 || l.Diagram.Name != "renamed" {
				t.Errorf("%+v, %v", l, err)
			}
			if pins, err := s.Versions(t.Context(), diagramA); err != nil || len(pins) != 1 || pins[0].Name != "pinned" {
				t.Errorf("versions %v, %v", pins, err)
			}
			if n, err := s.Session(t.Context(), Hash{1}); err != nil || n.User != "owner" {
				t.Errorf("session %v, %v", n, err)
			}
			wantSame(t, mustAppend(t, s, diagramA, edit("tab", 9)), []Receipt{{Rev: 4}})
		})
	}
}

func freezeDatabase(t *testing.T) {
	dir := t.TempDir()
	s := openTest(t, dir, Options{})
	create(t, s, diagramA)
	second := edit("tab", 2)
	second.Name, second.Snapshot = "renamed", []byte(`{"rev":2}`)
	mustAppend(t, s, diagramA, edit("tab", 1), second, edit("tab", 3))
	for _, err := range []error{
		s.Pin(t.Context(), Version{Diagram: diagramA, Rev: 1, Name: "pinned", By: "owner", At: noon}),
		s.SaveSession(t.Context(), Session{Hash: Hash{1}, User: "owner", Created: noon, Seen: noon}),
		s.Close(),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(filepath.Join(dir, dbFile))
	if err != nil {
		t.Fatal(err)
	}
	path := fmt.Sprintf("testdata/%04d.db", migrations.Latest)
	if _, err := os.Stat(path); err == nil {
		t.Fatalf("%s is frozen already", path)
	}
	write(t, path, data)
}

// A data folder that others may look into, as administrators make them, does not show them the diagrams.
func TestTheDatabaseIsItsOwnersAlone(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	s := openTest(t, dir, Options{})
	create(t, s, diagramA)
	mustAppend(t, s, diagramA, edit("tab", 1))
	for _, name := range []string{dbFile, dbFile + "-wal", dbFile + "-shm", lockFile} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}

// Somebody's shell on the database is named, and nothing is changed by that.
func TestADatabaseThatIsHeldByAnotherProgram(t *testing.T) {
	dir := t.TempDir()
	openTest(t, dir, Options{}).Close()
	path := filepath.Join(dir, dbFile)
	other, err := openDB(path, "mode=rw&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), dir, Options{})
	wantError(t, err, ErrBusy)
	if err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("the file is not named: %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	openTest(t, dir, Options{})
}
