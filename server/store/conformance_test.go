package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const diagramA, diagramB = "diagramaaaa", "diagrambbbb"

var noon = time.Date(2026, 1, 2, 12, 0, 0, 123456789, time.UTC)

// TestConformance is the contract of Store, run against every implementation.
func TestConformance(t *testing.T) {
	implementations := []struct {
		name string
		open func(t *testing.T) Store
	}{
		{"memory", func(*testing.T) Store { return NewMemory() }},
		{"sqlite", func(t *testing.T) Store { return openTest(t, t.TempDir(), Options{}) }},
	}
	cases := []struct {
		name string
		run  func(t *testing.T, s Store)
	}{
		{"diagrams are created, listed and found", testDiagrams},
		{"revs are contiguous and receipts tell them", testAppend},
		{"a resend gets the old rev", testResend},
		{"a number cannot be used for another edit", testSeqReused},
		{"an edit for another rev is refused", testConflict},
		{"a batch is added whole or not at all", testAllOrNone},
		{"what is no record is refused", testInvalid},
		{"load folds from the newest snapshot not after the rev", testLoad},
		{"a replace stores its snapshot with the edit", testReplace},
		{"many writers at once lose nothing", testConcurrent},
		{"versions pin revs", testVersions},
		{"a deleted diagram comes back whole", testDeleted},
		{"a diagram goes for good only long after it was deleted", testPurge},
		{"the audit is only added to, and outlives what it speaks of", testAudit},
		{"summaries count for their engine", testSummaries},
		{"a diagram may begin with a history", testBeginning},
		{"sessions live, move and end", testSessions},
		{"a closed store says so", testClosed},
	}
	for _, impl := range implementations {
		for _, c := range cases {
			t.Run(impl.name+"/"+c.name, func(t *testing.T) {
				s := impl.open(t)
				defer s.Close()
				c.run(t, s)
			})
		}
	}
}

func openTest(t testing.TB, dir string, opts Options) *SQLite {
	t.Helper()
	if opts.Fatal == nil {
		opts.Fatal = func(err error) { t.Errorf("fatal: %v", err) }
	}
	s, err := Open(t.Context(), dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func create(t testing.TB, s Store, id string) {
	t.Helper()
	if err := s.CreateDiagram(t.Context(), NewDiagram{ID: id, Name: "first", At: noon, Design: []byte(`{"rev":0}`)}); err != nil {
		t.Fatal(err)
	}
}

func edit(actor string, seq int64) Edit {
	return Edit{Actor: actor, Seq: seq, By: "owner", At: noon, Label: "move", Body: fmt.Appendf(nil, `{"by":%q,"seq":%d}`, actor, seq)}
}

func mustAppend(t testing.TB, s Store, diagram string, edits ...Edit) []Receipt {
	t.Helper()
	receipts, err := s.Append(context.Background(), diagram, edits)
	if err != nil {
		t.Fatal(err)
	}
	return receipts
}

func wantError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

func wantSame(t *testing.T, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func testDiagrams(t *testing.T, s Store) {
	list, err := s.ListDiagrams(t.Context())
	if err != nil || list == nil || len(list) != 0 {
		t.Errorf("an empty store lists %v, %v", list, err)
	}
	create(t, s, diagramA)
	create(t, s, diagramB)
	wantError(t, s.CreateDiagram(t.Context(), NewDiagram{ID: diagramA, Design: []byte("{}")}), ErrExists)
	e := edit("tab", 1)
	e.At, e.Name = noon.Add(time.Hour), "renamed"
	mustAppend(t, s, diagramB, e)

	list, err = s.ListDiagrams(t.Context())
	if err != nil || len(list) != 2 || list[0].ID != diagramB || list[1].ID != diagramA {
		t.Fatalf("list %v, %v", list, err)
	}
	d, err := s.Diagram(t.Context(), diagramB)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, d, list[0])
	if d.Epoch == "" || d.Epoch == list[1].Epoch {
		t.Errorf("epochs %q and %q", d.Epoch, list[1].Epoch)
	}
	wantSame(t, d, Diagram{ID: diagramB, Name: "renamed", Head: 1, Epoch: d.Epoch, Created: millis(noon), Changed: millis(e.At)})
	_, err = s.Diagram(t.Context(), "diagramcccc")
	wantError(t, err, ErrNotFound)
}

func testAppend(t *testing.T, s Store) {
	create(t, s, diagramA)
	create(t, s, diagramB)
	wantSame(t, mustAppend(t, s, diagramA, edit("tab", 1), edit("tab", 5), edit("other", 1)), []Receipt{{Rev: 1}, {Rev: 2}, {Rev: 3}})
	wantSame(t, mustAppend(t, s, diagramB, edit("tab", 1)), []Receipt{{Rev: 1}})
	next := edit("other", 2)
	next.Rev = 4
	wantSame(t, mustAppend(t, s, diagramA, next), []Receipt{{Rev: 4}})

	all, err := s.Edits(t.Context(), diagramA, 0, 0)
	if err != nil || len(all) != 4 {
		t.Fatalf("%v, %v", all, err)
	}
	want := edit("tab", 5)
	want.Rev, want.At, want.Digest = 2, millis(noon), all[1].Digest
	wantSame(t, all[1], want)
	if all[1].Digest == (Hash{}) {
		t.Error("the digest was not filled in")
	}
	some, err := s.Edits(t.Context(), diagramA, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, some, all[1:3])
	found, err := s.Find(t.Context(), diagramA, "tab", 5)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, found, all[1])
	_, err = s.Find(t.Context(), diagramA, "tab", 4)
	wantError(t, err, ErrNotFound)
	for actor, last := range map[string]int64{"tab": 5, "other": 2, "nobody": 0} {
		if got, err := s.LastSeq(t.Context(), diagramA, actor); got != last || err != nil {
			t.Errorf("last number of %s: %d, %v", actor, got, err)
		}
	}
	_, err = s.Append(t.Context(), "diagramcccc", []Edit{edit("tab", 1)})
	wantError(t, err, ErrNotFound)
}

func testResend(t *testing.T, s Store) {
	create(t, s, diagramA)
	mustAppend(t, s, diagramA, edit("tab", 1), edit("tab", 2))
	wantSame(t, mustAppend(t, s, diagramA, edit("tab", 1)), []Receipt{{Rev: 1, Again: true}})
	// A resend in front of something new, for a rev that only the new one takes.
	fresh := edit("tab", 3)
	fresh.Rev = 3
	wantSame(t, mustAppend(t, s, diagramA, edit("tab", 2), fresh, edit("tab", 3)), []Receipt{{Rev: 2, Again: true}, {Rev: 3}, {Rev: 3, Again: true}})
	// The digest decides, not the body: normalising again may give another one.
	named := edit("tab", 4)
	named.Digest = Hash{1}
	mustAppend(t, s, diagramA, named)
	named.Body = []byte(`{"normalised":"otherwise"}`)
	wantSame(t, mustAppend(t, s, diagramA, named), []Receipt{{Rev: 4, Again: true}})
	all, err := s.Edits(t.Context(), diagramA, 0, 0)
	if err != nil || len(all) != 4 {
		t.Errorf("%d edits, %v", len(all), err)
	}
}

func testSeqReused(t *testing.T, s Store) {
	create(t, s, diagramA)
	mustAppend(t, s, diagramA, edit("tab", 1))
	other := edit("tab", 1)
	other.Body = []byte(`{"something":"else"}`)
	_, err := s.Append(t.Context(), diagramA, []Edit{other})
	wantError(t, err, ErrSeqReused)
	twin := edit("tab", 2)
	twin.Label = "another"
	_, err = s.Append(t.Context(), diagramA, []Edit{edit("tab", 2), twin})
	wantError(t, err, ErrSeqReused)
	wantHead(t, s, diagramA, 1)
}

func wantHead(t *testing.T, s Store, diagram string, head int64) {
	t.Helper()
	if d, err := s.Diagram(t.Context(), diagram); err != nil || d.Head != head {
		t.Errorf("head %d, %v, want %d", d.Head, err, head)
	}
}

func testConflict(t *testing.T, s Store) {
	create(t, s, diagramA)
	mustAppend(t, s, diagramA, edit("tab", 1))
	for _, rev := range []int64{1, 3} {
		e := edit("tab", 2)
		e.Rev = rev
		_, err := s.Append(t.Context(), diagramA, []Edit{e})
		wantError(t, err, ErrConflict)
	}
	wantHead(t, s, diagramA, 1)
}

func testAllOrNone(t *testing.T, s Store) {
	create(t, s, diagramA)
	late := edit("tab", 3)
	late.Rev = 9
	_, err := s.Append(t.Context(), diagramA, []Edit{edit("tab", 1), edit("tab", 2), late})
	wantError(t, err, ErrConflict)
	wantHead(t, s, diagramA, 0)
	wantSame(t, mustAppend(t, s, diagramA, edit("tab", 2)), []Receipt{{Rev: 1}})
}

func testInvalid(t *testing.T, s Store) {
	create(t, s, diagramA)
	broken := map[string]func(*Edit){
		"no actor":         func(e *Edit) { e.Actor = "" },
		"number zero":      func(e *Edit) { e.Seq = 0 },
		"negative rev":     func(e *Edit) { e.Rev = -1 },
		"body no JSON":     func(e *Edit) { e.Body = []byte(`{"a":`) },
		"no body":          func(e *Edit) { e.Body = nil },
		"snapshot no JSON": func(e *Edit) { e.Snapshot = []byte(`x`) },
	}
	for name, spoil := range broken {
		e := edit("tab", 1)
		spoil(&e)
		if _, err := s.Append(t.Context(), diagramA, []Edit{e}); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	wantHead(t, s, diagramA, 0)
	wantError(t, s.CreateDiagram(t.Context(), NewDiagram{ID: "short", Design: []byte("{}")}), ErrInvalid)
	wantError(t, s.CreateDiagram(t.Context(), NewDiagram{ID: diagramB, Design: []byte("{")}), ErrInvalid)
	wantError(t, s.SaveSnapshot(t.Context(), diagramA, 0, []byte("{")), ErrInvalid)
}

func testLoad(t *testing.T, s Store) {
	create(t, s, diagramA)
	for seq := range int64(10) {
		mustAppend(t, s, diagramA, edit("tab", seq+1))
	}
	if err := s.SaveSnapshot(t.Context(), diagramA, 4, []byte(`{"rev":4}`)); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveSnapshot(t.Context(), diagramA, 4, []byte(`{"rev":"second"}`)); err != nil {
		t.Fatal(err)
	}
	wantError(t, s.SaveSnapshot(t.Context(), diagramA, 11, []byte(`{}`)), ErrNotFound)
	for _, c := range []struct {
		rev, snapshot int64
		edits         int
	}{{Head, 4, 6}, {10, 4, 6}, {4, 4, 0}, {3, 0, 3}, {0, 0, 0}} {
		l, err := s.Load(t.Context(), diagramA, c.rev)
		if err != nil {
			t.Fatal(err)
		}
		if l.SnapshotRev != c.snapshot || len(l.Edits) != c.edits || string(l.Snapshot) != fmt.Sprintf(`{"rev":%d}`, c.snapshot) || l.Diagram.Head != 10 {
			t.Errorf("load %d: snapshot %d %s and %d edits", c.rev, l.SnapshotRev, l.Snapshot, len(l.Edits))
		}
		if l.Edits == nil {
			t.Errorf("load %d: nil edits", c.rev)
		}
	}
	for _, rev := range []int64{11, -2} {
		_, err := s.Load(t.Context(), diagramA, rev)
		wantError(t, err, ErrNotFound)
	}
}

func testReplace(t *testing.T, s Store) {
	create(t, s, diagramA)
	e := edit("server", 1)
	e.Snapshot = []byte(`{"rev":1}`)
	mustAppend(t, s, diagramA, e, edit("tab", 1))
	l, err := s.Load(t.Context(), diagramA, Head)
	if err != nil || l.SnapshotRev != 1 || string(l.Snapshot) != `{"rev":1}` || len(l.Edits) != 1 || l.Edits[0].Snapshot != nil {
		t.Errorf("%+v, %v", l, err)
	}
}

func testConcurrent(t *testing.T, s Store) {
	create(t, s, diagramA)
	create(t, s, diagramB)
	const writers, each = 16, 20
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			diagram := []string{diagramA, diagramB}[w%2]
			for seq := range int64(each) {
				// One of five is refused in the midst of the others.
				if seq%5 == 4 {
					wrong := edit(fmt.Sprint("tab", w), seq+1)
					wrong.Rev = 1 << 40
					if _, err := s.Append(t.Context(), diagram, []Edit{wrong}); !errors.Is(err, ErrConflict) {
						t.Errorf("%v", err)
					}
				}
				if _, err := s.Append(t.Context(), diagram, []Edit{edit(fmt.Sprint("tab", w), seq+1)}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	for _, diagram := range []string{diagramA, diagramB} {
		edits, err := s.Edits(t.Context(), diagram, 0, 0)
		if err != nil || len(edits) != writers/2*each {
			t.Fatalf("%d edits, %v", len(edits), err)
		}
		last := map[string]int64{}
		for i, e := range edits {
			if e.Rev != int64(i)+1 || e.Seq != last[e.Actor]+1 {
				t.Errorf("rev %d: %s %d after %d", e.Rev, e.Actor, e.Seq, last[e.Actor])
			}
			last[e.Actor] = e.Seq
		}
	}
}

func testVersions(t *testing.T, s Store) {
	create(t, s, diagramA)
	mustAppend(t, s, diagramA, edit("tab", 1))
	b := Version{Diagram: diagramA, Rev: 1, Name: "b", By: "owner", At: millis(noon)}
	a := b
	a.Name = "a"
	start := b
	start.Rev = 0
	for _, v := range []Version{b, a, start} {
		if err := s.Pin(t.Context(), v); err != nil {
			t.Fatal(err)
		}
	}
	wantError(t, s.Pin(t.Context(), a), ErrExists)
	beyond := a
	beyond.Rev = 2
	wantError(t, s.Pin(t.Context(), beyond), ErrNotFound)
	got, err := s.Versions(t.Context(), diagramA)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, got, []Version{start, a, b})
	_, err = s.Versions(t.Context(), diagramB)
	wantError(t, err, ErrNotFound)
}

func testDeleted(t *testing.T, s Store) {
	create(t, s, diagramA)
	create(t, s, diagramB)
	mustAppend(t, s, diagramA, edit("tab", 1))
	before, err := s.Diagram(t.Context(), diagramA)
	if err != nil {
		t.Fatal(err)
	}
	deleted := before
	deleted.Deleted = millis(noon.Add(time.Hour))
	for _, at := range []time.Time{noon.Add(time.Hour), noon.Add(2 * time.Hour)} {
		if err := s.SetDeleted(t.Context(), diagramA, at); err != nil {
			t.Fatal(err)
		}
		d, err := s.Diagram(t.Context(), diagramA)
		if err != nil {
			t.Fatal(err)
		}
		wantSame(t, d, deleted)
	}
	if list, err := s.ListDiagrams(t.Context()); err != nil || len(list) != 2 || !list[0].Deleted.Equal(deleted.Deleted) {
		t.Errorf("%v, %v", list, err)
	}
	mustAppend(t, s, diagramA, edit("tab", 2)) // an edit under way is not lost
	for range 2 {
		if err := s.SetDeleted(t.Context(), diagramA, time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	d, err := s.Diagram(t.Context(), diagramA)
	if err != nil {
		t.Fatal(err)
	}
	before.Head = 2
	wantSame(t, d, before)
	wantError(t, s.SetDeleted(t.Context(), "diagramcccc", noon), ErrNotFound)
}

func testSummaries(t *testing.T, s Store) {
	create(t, s, diagramA)
	create(t, s, diagramB)
	mustAppend(t, s, diagramA, edit("tab", 1))
	first := Summary{Diagram: diagramA, Rev: 0, Engine: "one", Flows: 3, Broken: 1, Unknown: 2}
	second := Summary{Diagram: diagramA, Rev: 1, Engine: "two", Flows: 4}
	other := Summary{Diagram: diagramB, Rev: 0, Engine: "one"}
	for _, m := range []Summary{first, other, second} {
		if err := s.SaveSummary(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	for engine, want := range map[string]map[string]Summary{"one": {diagramB: other}, "two": {diagramA: second}, "three": {}} {
		got, err := s.Summaries(t.Context(), engine)
		if err != nil {
			t.Fatal(err)
		}
		wantSame(t, got, want)
	}
	wantError(t, s.SaveSummary(t.Context(), Summary{Diagram: diagramA, Rev: 2}), ErrNotFound)
	wantError(t, s.SaveSummary(t.Context(), Summary{Diagram: "diagramcccc"}), ErrNotFound)
}

func testBeginning(t *testing.T, s Store) {
	first, second := edit("stages", 1), edit("stages", 2)
	first.Snapshot, second.Snapshot = []byte(`{"rev":1}`), []byte(`{"rev":2}`)
	second.At, second.Name = noon.Add(time.Minute), "built"
	one := Version{Rev: 1, Name: "one", By: "owner", At: noon}
	two := Version{Rev: 2, Name: "two", By: "owner", At: noon}
	n := NewDiagram{ID: diagramA, Name: "first", At: noon, Design: []byte(`{"rev":0}`), Edits: []Edit{first, second}, Versions: []Version{one, two}}
	for name, spoil := range map[string]func(n *NewDiagram){
		"a rev that is not there": func(n *NewDiagram) { n.Versions = []Version{one, {Rev: 3, Name: "three"}} },
		"a version twice":         func(n *NewDiagram) { n.Versions = []Version{one, one} },
		"an edit twice":           func(n *NewDiagram) { n.Edits = []Edit{first, first} },
		"an edit for another rev": func(n *NewDiagram) { n.Edits = []Edit{{Rev: 2, Actor: "a", Seq: 1, Body: []byte("1")}} },
		"no JSON":                 func(n *NewDiagram) { n.Edits = []Edit{{Actor: "a", Seq: 1, Body: []byte("{")}} },
	} {
		bad := n
		spoil(&bad)
		if err := s.CreateDiagram(t.Context(), bad); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if list, err := s.ListDiagrams(t.Context()); err != nil || len(list) != 0 {
		t.Fatalf("a refused diagram is there: %v, %v", list, err)
	}
	if err := s.CreateDiagram(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	for rev, want := range []string{`{"rev":0}`, `{"rev":1}`, `{"rev":2}`} {
		if l, err := s.Load(t.Context(), diagramA, int64(rev)); err != nil || string(l.Snapshot) != want || len(l.Edits) != 0 || l.Diagram.Name != "built" {
			t.Errorf("rev %d: %+v, %v", rev, l, err)
		}
	}
	got, err := s.Versions(t.Context(), diagramA)
	if err != nil || len(got) != 2 || got[0].Diagram != diagramA || got[1].Name != "two" {
		t.Errorf("versions %v, %v", got, err)
	}
	wantSame(t, mustAppend(t, s, diagramA, edit("tab", 1)), []Receipt{{Rev: 3}})
}

func testSessions(t *testing.T, s Store) {
	ctx := t.Context()
	one := Session{Hash: Hash{1}, User: "owner", Created: noon, Seen: noon}
	two := Session{Hash: Hash{2}, User: "owner", Created: noon.Add(-48 * time.Hour), Seen: noon}
	three := Session{Hash: Hash{3}, User: "owner", Created: noon, Seen: noon.Add(-time.Hour)}
	for _, n := range []Session{one, two, three} {
		if err := s.SaveSession(ctx, n); err != nil {
			t.Fatal(err)
		}
	}
	wantError(t, s.SaveSession(ctx, one), ErrInvalid)
	for _, seen := range []time.Time{noon.Add(time.Minute), noon.Add(time.Second)} {
		if err := s.TouchSession(ctx, one.Hash, seen); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Session(ctx, one.Hash)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, got, Session{Hash: one.Hash, User: "owner", Created: millis(noon), Seen: millis(noon.Add(time.Minute))})
	if err := s.DropSessions(ctx, noon.Add(-time.Minute), noon.Add(-24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	for _, gone := range []Hash{two.Hash, three.Hash} {
		_, err := s.Session(ctx, gone)
		wantError(t, err, ErrNotFound)
	}
	for range 2 {
		if err := s.DeleteSession(ctx, one.Hash); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.TouchSession(ctx, one.Hash, noon); err != nil {
		t.Fatal(err)
	}
	_, err = s.Session(ctx, one.Hash)
	wantError(t, err, ErrNotFound)
}

func testClosed(t *testing.T, s Store) {
	create(t, s, diagramA)
	if s.Instance() == "" {
		t.Error("no instance name")
	}
	if err := s.Ping(t.Context()); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := s.Append(t.Context(), diagramA, []Edit{edit("tab", 1)})
	wantError(t, err, ErrClosed)
	if err := s.Ping(t.Context()); err == nil {
		t.Error("a closed store answers")
	}
}
