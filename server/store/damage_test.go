package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sample is a data folder as a killed server leaves it: a database, and a WAL that
// holds later edits.
type sample struct {
	db, wal []byte
	// whole is the database after the WAL was moved into it.
	whole []byte
	// at[diagram][rev] is the snapshot and the edits that Load must give.
	at map[string]map[int64]string
}

func makeSample(t *testing.T) sample {
	t.Helper()
	dir := t.TempDir()
	s := openTest(t, dir, Options{})
	for _, diagram := range []string{diagramA, diagramB} {
		create(t, s, diagram)
		grow(t, s, diagram, 1, 40)
		if err := s.SaveSnapshot(t.Context(), diagram, 20, fmt.Appendf(nil, `{"diagram":%q,"rev":20}`, diagram)); err != nil {
			t.Fatal(err)
		}
	}
	s.writer.checkpoint()
	sam := sample{db: read(t, dir, dbFile), at: map[string]map[int64]string{}}
	for _, diagram := range []string{diagramA, diagramB} {
		grow(t, s, diagram, 41, 60)
		sam.at[diagram] = map[int64]string{}
		for rev := range int64(61) {
			l, err := s.Load(t.Context(), diagram, rev)
			if err != nil {
				t.Fatal(err)
			}
			sam.at[diagram][rev] = content(l)
		}
	}
	sam.wal = read(t, dir, dbFile+"-wal")
	s.Close()
	sam.whole = read(t, dir, dbFile)
	return sam
}

func grow(t *testing.T, s Store, diagram string, from, to int64) {
	t.Helper()
	for seq := from; seq <= to; seq++ {
		e := edit("tab", seq)
		e.Label = strings.Repeat("move ", 40) // so that most of the file is content
		mustAppend(t, s, diagram, e)
	}
}

func read(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func content(l Loaded) string {
	text, err := json.Marshal(map[string]any{"snapshot": string(l.Snapshot), "edits": l.Edits, "name": l.Diagram.Name})
	if err != nil {
		panic(err) // strings and edits always encode
	}
	return string(text)
}

// TestFlippedBytesAreNoticed: a damaged file gives a named error or the truth, and
// never a panic or another document.
func TestFlippedBytesAreNoticed(t *testing.T) {
	sam := makeSample(t)
	const seed, flips = 20260102, 160
	rng := rand.New(rand.NewPCG(seed, 1))
	noticed := 0
	for i := range flips {
		// The pages in the WAL hide those of the database, so each is spoilt without the other.
		db, wal := bytes.Clone(sam.whole), []byte{}
		file, name := db, "database"
		if i%4 == 3 {
			db, wal = sam.db, bytes.Clone(sam.wal)
			file, name = wal, "WAL"
		}
		offset := rng.IntN(len(file))
		file[offset] ^= byte(1 + rng.IntN(255))
		if damaged(t, sam, db, wal, fmt.Sprintf("%s, byte %d", name, offset)) {
			noticed++
		}
	}
	t.Logf("%d of %d flips were noticed, the others changed nothing that was read", noticed, flips)
	if noticed < flips/10 {
		t.Errorf("only %d of %d flips were noticed: the sample does not reach the content", noticed, flips)
	}
}

// TestCutWAL: what a power cut leaves of the WAL is a moment of the past, whole.
func TestCutWAL(t *testing.T) {
	sam := makeSample(t)
	rng := rand.New(rand.NewPCG(20260102, 2))
	for range 40 {
		cut := rng.IntN(len(sam.wal))
		if damaged(t, sam, sam.db, sam.wal[:cut], fmt.Sprintf("WAL cut at %d", cut)) {
			t.Errorf("a WAL cut at %d is no damage", cut)
		}
	}
}

// damaged serves a copy and tells whether it was refused with a named error.
func damaged(t *testing.T, sam sample, db, wal []byte, what string) bool {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, dbFile), db)
	write(t, filepath.Join(dir, dbFile+"-wal"), wal)
	s, err := Open(t.Context(), dir, Options{Fatal: func(err error) { t.Logf("%s: fatal: %v", what, err) }})
	if err != nil {
		return named(t, what, err)
	}
	defer s.Close()
	refused := false
	for diagram, revs := range sam.at {
		for _, rev := range []int64{10, 30, Head} {
			l, err := s.Load(t.Context(), diagram, rev)
			if err != nil {
				refused = named(t, what, err)
				continue
			}
			at := l.SnapshotRev + int64(len(l.Edits))
			if want := revs[at]; content(l) != want {
				t.Errorf("%s: %s at rev %d is another document:\n%s\nwant\n%s", what, diagram, at, content(l), want)
			}
		}
	}
	return refused
}

func named(t *testing.T, what string, err error) bool {
	t.Helper()
	for _, name := range []error{ErrCorrupt, ErrForeign, ErrNewer, ErrNotFound} {
		if errors.Is(err, name) {
			return true
		}
	}
	t.Errorf("%s: an error without a name: %v", what, err)
	return true
}
