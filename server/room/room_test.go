package room

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// A reader that stands still is cut off when a megabyte waits for it, and nobody else notices.
func TestStalledReaderIsCut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := newInside(t, nil)
		author, stalled := in.join(), in.join()
		in.drain(author)
		for i := range 40 {
			author.send(rename(int64(i+1), strings.Repeat("x", 60<<10)), nil)
			synctest.Wait()
			if !in.heardCommit(author, int64(i+1)) {
				t.Fatalf("the author waits for edit %d", i+1)
			}
			if stalled.out.bytes > maxQueued {
				t.Fatalf("%d bytes wait", stalled.out.bytes)
			}
		}
		frames, ended, bye := stalled.out.take()
		if !ended || bye.Reason != wire.ByeSlow || bye.RetryAfter == 0 || len(frames) != 1 {
			t.Errorf("%d frames, ended %v, bye %+v", len(frames), ended, bye)
		}
	})
}

// What the engine says of a large account is more than may wait for one connection. Whoever reads hears it all the same,
// in one memory for everybody; whoever does not is still cut.
func TestLargeAnalysisIsHeard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := newInsideWith(t, nil, wordyAnalyst{})
		first, second := in.join(), in.join()
		synctest.Wait()
		shared := map[*byte]bool{}
		for _, s := range []*session{first, second} {
			frames, ended, bye := s.out.take()
			if ended {
				t.Fatalf("a reader is told %+v", bye)
			}
			for _, frame := range frames {
				if len(frame) > maxQueued {
					shared[&frame[0]] = true
				}
			}
		}
		if len(shared) != 1 {
			t.Errorf("the analysis lies in memory %d times", len(shared))
		}
		for i := range 2 {
			first.send(rename(int64(i+1), fmt.Sprint("name ", i)), nil)
			time.Sleep(time.Second)
			in.take(first)
		}
		if _, ended, bye := second.out.take(); !ended || bye.Reason != wire.ByeSlow {
			t.Errorf("who reads nothing keeps two large analyses waiting (ended %v, bye %+v)", ended, bye)
		}
		if first.out.isClosed() {
			t.Error("who reads is cut")
		}
	})
}

// wordyAnalyst says something long of every design, and something else of each.
type wordyAnalyst struct{ simAnalyst }

func (wordyAnalyst) Judge(d *design.Design, last Judgement) Judgement {
	j := simAnalyst{}.Judge(d, last)
	for i := range 4000 {
		key := fmt.Sprintf("wordy/%s/%d", d.Resources["insresource0"].Name, i)
		text := message.Text{EN: strings.Repeat("word ", 100)}
		j.Findings[key] = wire.Finding{Key: key, Code: "wordy", Severity: wire.SeverityInfo, Text: text}
	}
	return j
}

// Edits that come while a group is on its way to disk form the next group.
func TestEditsShareACommit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := &slowStore{Store: store.NewMemory(), commit: 10 * time.Millisecond}
		in := newInside(t, slow)
		s := in.join()
		for i := range 200 {
			s.send(rename(int64(i+1), fmt.Sprint("name ", i)), nil)
		}
		time.Sleep(time.Second)
		if slow.appends > 3 || slow.edits != 200 {
			t.Errorf("%d edits in %d commits", slow.edits, slow.appends)
		}
	})
}

type slowStore struct {
	store.Store
	commit         time.Duration
	fail           error
	appends, edits int
}

func (s *slowStore) Append(ctx context.Context, diagram string, edits []store.Edit) ([]store.Receipt, error) {
	time.Sleep(s.commit)
	if s.fail != nil {
		return nil, s.fail
	}
	s.appends++
	s.edits += len(edits)
	return s.Store.Append(ctx, diagram, edits)
}

func TestFullDiskRejectsAndGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		disk := &slowStore{Store: store.NewMemory(), fail: fmt.Errorf("append: %w", store.ErrFull)}
		in := newInside(t, disk)
		s := in.join()
		in.drain(s)
		for i := range 3 {
			s.send(rename(int64(i+1), "lost"), nil)
		}
		s.send(rename(1, "lost"), nil) // once more, while the first is on its way
		synctest.Wait()
		for _, m := range in.take(s) {
			if r, ok := m.(wire.Reject); !ok || r.Code != "storage-full" || r.Rev != 0 {
				t.Errorf("told %+v", m)
			}
		}
		disk.fail = nil
		s.send(rename(2, "lost"), nil)
		s.send(rename(4, "kept"), nil)
		synctest.Wait()
		told := in.take(s)
		if len(told) != 2 {
			t.Fatalf("told %+v", told)
		}
		if r, ok := told[0].(wire.Reject); !ok || r.Code != "storage-full" {
			t.Errorf("sent again: %+v", told[0])
		}
		if c, ok := told[1].(wire.Commit); !ok || c.Rev != 1 {
			t.Errorf("after there is room again: %+v", told[1])
		}
		if d, _, err := in.hub.Head(context.Background(), in.doc); err != nil || d.Resources["insresource0"].Name != "kept" {
			t.Errorf("%v %v", d, err)
		}
	})
}

// Any other error leaves open what the disk holds: the room ends, and another one reads the log.
func TestFailedStoreEndsTheRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		disk := &slowStore{Store: store.NewMemory(), fail: errors.New("input/output error")}
		in := newInside(t, disk)
		s := in.join()
		in.drain(s)
		s.send(rename(1, "in doubt"), nil)
		synctest.Wait()
		frames, ended, bye := s.out.take()
		if !ended || bye.Reason != wire.ByeFailed || len(frames) != 1 {
			t.Errorf("%d frames, ended %v, bye %+v", len(frames), ended, bye)
		}
		disk.fail = nil
		again := in.join()
		in.drain(again)
		again.send(rename(1, "kept"), nil)
		synctest.Wait()
		if !in.heardCommit(again, 1) {
			t.Error("the next room does not work")
		}
	})
}

func TestOnlyTheNewestQuestionIsAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := newInsideWith(t, nil, slowAnalyst{})
		s := in.join()
		synctest.Wait()
		in.drain(s)
		for id := range int64(10) {
			s.ask(wire.Ask{ID: id, Question: wire.Question{Why: &wire.Why{Flow: "f"}}})
		}
		time.Sleep(5 * time.Second)
		var ids []int64
		for _, m := range in.take(s) {
			if a, ok := m.(wire.Answer); ok {
				ids = append(ids, a.ID)
			}
		}
		if fmt.Sprint(ids) != "[0 9]" {
			t.Errorf("answered %v", ids)
		}
	})
}

func TestCostlyQuestionIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := newInsideWith(t, nil, slowAnalyst{explain: time.Minute})
		s := in.join()
		in.drain(s)
		s.ask(wire.Ask{ID: 1, Question: wire.Question{Why: &wire.Why{Flow: "f"}}})
		time.Sleep(2 * time.Minute)
		for _, m := range in.take(s) {
			if a, ok := m.(wire.Answer); ok {
				if a.Result.Failed == nil || a.Result.Failed.Code != "too-costly" {
					t.Errorf("answered %+v", a)
				}
				return
			}
		}
		t.Error("no answer")
	})
}

// Whoever makes a diagram opens it next: what takes long is done by then, and once.
func TestNewDiagramIsJudgedBeforeItsFirstVisitor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		analyst := &countingAnalyst{}
		in := newInsideWith(t, nil, analyst)
		var err error
		if in.doc, err = in.hub.CreateOpen(t.Context(), firstDesign()); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if n := analyst.judged.Load(); n != 1 {
			t.Fatalf("judged %d times", n)
		}
		s := in.join()
		synctest.Wait()
		told := in.take(s)
		if len(told) != 2 {
			t.Fatalf("told %+v", told)
		}
		if a, ok := told[1].(wire.Analysis); !ok || a.Base != nil || len(a.Subnets) == 0 {
			t.Errorf("told %+v after the welcome", told[1])
		}
		if n := analyst.judged.Load(); n != 1 {
			t.Errorf("judged %d times", n)
		}
		made, _, err := in.hub.snapshot(t.Context(), in.doc, store.Head)
		if err != nil {
			t.Fatal(err)
		}
		in.leave(s)
		time.Sleep(2 * time.Minute) // the room closes, and the next one reads what is stored
		again, _, err := in.hub.snapshot(t.Context(), in.doc, store.Head)
		if err != nil || !bytes.Equal(made.plain, again.plain) {
			t.Errorf("the snapshot of what was made is not the one of what is stored: %v", err)
		}
		if n := analyst.judged.Load(); n != 1 {
			t.Errorf("judged %d times without a visitor", n)
		}
	})
}

// countingAnalyst counts its judgements.
type countingAnalyst struct {
	simAnalyst
	judged atomic.Int32
}

func (a *countingAnalyst) Judge(d *design.Design, last Judgement) Judgement {
	a.judged.Add(1)
	return a.simAnalyst.Judge(d, last)
}

type slowAnalyst struct{ explain time.Duration }

func (slowAnalyst) Judge(d *design.Design, _ Judgement) Judgement {
	time.Sleep(100 * time.Millisecond)
	return simAnalyst{}.Judge(d, Judgement{})
}

func (a slowAnalyst) Explain(*design.Design, wire.Question) wire.Result {
	time.Sleep(a.explain + 100*time.Millisecond)
	return wire.Result{Explained: &wire.Explained{Explanations: []wire.Explanation{}}}
}

func (a slowAnalyst) Compare(*design.Design, *design.Design) *wire.Compared {
	time.Sleep(a.explain + 100*time.Millisecond)
	return emptyCompared()
}

// A panic of the engine on one design costs an analysis, not the server.
func TestPanickingAnalystIsSurvived(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := newInsideWith(t, nil, panickingAnalyst{})
		s := in.join()
		in.drain(s)
		s.ask(wire.Ask{ID: 1, Question: wire.Question{Consequence: &wire.Consequence{}}})
		s.send(rename(1, "on"), nil)
		time.Sleep(time.Second)
		committed, answered := false, false
		for _, m := range in.take(s) {
			switch m := m.(type) {
			case wire.Commit:
				committed = true
			case wire.Answer:
				answered = m.Result.Failed != nil && m.Result.Failed.Code == "failed"
			}
		}
		if !committed || !answered {
			t.Errorf("committed %v, answered %v", committed, answered)
		}
	})
}

type panickingAnalyst struct{}

func (panickingAnalyst) Judge(*design.Design, Judgement) Judgement { panic("strange design") }

func (panickingAnalyst) Explain(*design.Design, wire.Question) wire.Result { panic("strange design") }

func (panickingAnalyst) Compare(*design.Design, *design.Design) *wire.Compared {
	panic("strange design")
}

func TestSnapshotsAreKeptEveryNowAndThen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := newInside(t, nil)
		s := in.join()
		for i := range 2*snapshotEvery + 10 {
			s.send(rename(int64(i+1), fmt.Sprint("name ", i)), nil)
			synctest.Wait()
			in.drain(s)
		}
		loaded, err := in.hub.store.Load(context.Background(), in.doc, store.Head)
		if err != nil || loaded.SnapshotRev < 2*snapshotEvery {
			t.Errorf("the newest snapshot is of rev %d, %v", loaded.SnapshotRev, err)
		}
	})
}

func TestEmptyRoomCloses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := newInside(t, nil)
		s := in.join()
		for i := range worthSaving {
			s.send(rename(int64(i+1), "name"), nil)
		}
		synctest.Wait()
		in.leave(s)
		time.Sleep(2 * time.Minute)
		in.hub.mu.Lock()
		if n := len(in.hub.rooms); n != 0 {
			t.Errorf("%d rooms are open", n)
		}
		in.hub.mu.Unlock()
		loaded, err := in.hub.store.Load(context.Background(), in.doc, store.Head)
		if err != nil || loaded.SnapshotRev != worthSaving {
			t.Errorf("closing kept a snapshot of rev %d, %v", loaded.SnapshotRev, err)
		}
		if w := in.welcome(in.join()); w.Rev != worthSaving {
			t.Errorf("opened again at rev %d", w.Rev)
		}
	})
}

func TestBucket(t *testing.T) {
	now := time.Unix(0, 0)
	b := newBucket(60, 120, now)
	for range 120 {
		if wait := b.take(now); wait != 0 {
			t.Fatalf("waits %v within the burst", wait)
		}
	}
	if wait := b.take(now); wait.Round(time.Millisecond) != 17*time.Millisecond {
		t.Errorf("waits %v behind the burst", wait)
	}
	if wait := b.take(now.Add(time.Hour)); wait != 0 || b.tokens > 120 {
		t.Errorf("waits %v after an hour, %v tokens", wait, b.tokens)
	}
}

func TestDifferenceIsSortedAndExact(t *testing.T) {
	old := Judgement{
		Findings: map[string]wire.Finding{"a": {Key: "a"}, "b": {Key: "b"}, "c": {Key: "c", Fix: &wire.Fix{Ops: design.Ops{design.Del{ID: "x"}}}}},
		Flows:    map[string]wire.FlowVerdict{"f": {Fate: wire.FateBlocked}, "g": {}},
	}
	now := Judgement{
		Findings: map[string]wire.Finding{"e": {Key: "e"}, "d": {Key: "d"}, "b": {Key: "b", Row: "r"}, "c": {Key: "c", Fix: &wire.Fix{Ops: design.Ops{design.Del{ID: "x"}}}}},
		Flows:    map[string]wire.FlowVerdict{"f": {Fate: wire.FateReachable}, "g": {}},
		Subnets:  map[string]wire.SubnetFacts{"s": {Public: true}},
	}
	d := now.since(old)
	keys := ""
	for _, f := range d.Added {
		keys += f.Key
	}
	if keys != "bde" || fmt.Sprint(d.Removed) != "[a]" || len(d.Flows) != 1 || d.Flows["f"].Fate != wire.FateReachable || len(d.Subnets) != 1 {
		t.Errorf("%+v", d)
	}
}

// The same world on a real file: what a crash leaves is what another process reads.
func TestInvariantsHoldOnSQLite(t *testing.T) {
	dir, err := os.MkdirTemp("/dev/shm", "room") // syncs are not what is tested here
	if err != nil {
		dir = t.TempDir()
	}
	defer os.RemoveAll(dir)
	for seed := range uint64(3) {
		synctest.Test(t, func(t *testing.T) {
			folder := fmt.Sprintf("%s/%d", dir, seed)
			s, err := store.Open(context.Background(), folder, store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			reopen := func(old store.Store) store.Store {
				if err := old.Close(); err != nil {
					t.Fatal(err)
				}
				s, err := store.Open(context.Background(), folder, store.Options{})
				if err != nil {
					t.Fatal(err)
				}
				return s
			}
			w, err := newWorld(seeded{rand.New(rand.NewPCG(seed, 9))}, healthy, s, reopen)
			if err == nil {
				err = w.run(steps)
			}
			if err != nil {
				t.Errorf("seed %d: %.600v", seed, err)
			}
		})
	}
}

// inside is a hub whose sessions are used without sockets.
type inside struct {
	t     *testing.T
	hub   *Hub
	doc   string
	slots map[*session]*slot
}

func newInside(t *testing.T, s store.Store) *inside { return newInsideWith(t, s, nil) }

func newInsideWith(t *testing.T, s store.Store, analyst Analyst) *inside {
	if s == nil {
		s = store.NewMemory()
	}
	in := &inside{t: t, hub: NewHub(s, analyst, Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil))}), slots: map[*session]*slot{}}
	var err error
	if in.doc, err = in.hub.Create(context.Background(), firstDesign()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for s := range in.slots {
			s.leave()
		}
		in.hub.Close()
	})
	return in
}

func (in *inside) join() *session {
	in.t.Helper()
	return in.joinAs(Visitor{User: "u", Role: wire.RoleEditor}, newActor(), nil)
}

// joinAs joins as an actor; alive answers for the connection, which is taken to live without it.
func (in *inside) joinAs(v Visitor, actor string, alive func(context.Context) bool) *session {
	in.t.Helper()
	r, slot, err := in.hub.enter(context.Background(), in.doc)
	if err != nil {
		in.t.Fatal(err)
	}
	if alive == nil {
		alive = func(context.Context) bool { return true }
	}
	s, err := r.join(context.Background(), v, wire.Hello{Actor: actor}, alive)
	if err != nil {
		in.t.Fatal(err)
	}
	in.slots[s] = slot
	return s
}

func (in *inside) leave(s *session) {
	s.leave()
	in.hub.leave(in.doc, in.slots[s])
	delete(in.slots, s)
}

// take gives what the session was told.
func (in *inside) take(s *session) []wire.Message {
	in.t.Helper()
	frames, _, _ := s.out.take()
	told := make([]wire.Message, 0, len(frames))
	for _, frame := range frames {
		m, err := wire.DecodeServer(frame)
		if err != nil {
			in.t.Fatal(err)
		}
		told = append(told, m)
	}
	return told
}

func (in *inside) drain(s *session) { in.take(s) }

func (in *inside) welcome(s *session) wire.Welcome {
	in.t.Helper()
	for _, m := range in.take(s) {
		if w, ok := m.(wire.Welcome); ok {
			return w
		}
	}
	in.t.Fatal("no welcome")
	return wire.Welcome{}
}

func (in *inside) heardCommit(s *session, seq int64) bool {
	for _, m := range in.take(s) {
		if c, ok := m.(wire.Commit); ok && c.Actor == s.actor && c.Seq == seq {
			return true
		}
	}
	return false
}

func rename(seq int64, name string) wire.Edit {
	return wire.Edit{Seq: seq, Label: "rename", Ops: design.Ops{
		design.Patch{Section: design.Resources, ID: "insresource0", Path: "name", Value: raw(name)},
	}}
}
