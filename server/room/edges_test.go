package room

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"vpcanvas/engine/design"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

func TestConsequenceOfWhatIsNotDoneYet(t *testing.T) {
	st := newStudio(t, store.NewMemory(), templateDesign(t), &Engine{})
	c, _ := st.join(t, "")
	d, _, err := st.hub.Head(context.Background(), st.doc)
	if err != nil {
		t.Fatal(err)
	}
	flow := flowFromInternet(t, d)
	c.send(wire.Ask{ID: 1, Ops: routesToGateways(d), Question: wire.Question{Consequence: &wire.Consequence{}}})
	told := hear[wire.Answer](c).Result.Compared
	if told == nil || !slices.Contains(told.Flows, wire.ComparedFlow{ID: flow, Was: wire.OutcomeHolds, Now: wire.OutcomeBroken}) {
		t.Fatalf("without the route: %+v", told)
	}
	if len(told.Lines) == 0 || told.Lines[0].What != wire.ComparedClosed || told.Lines[0].Was == nil || told.Lines[0].Now == nil {
		t.Errorf("without the route: %+v", told.Lines)
	}
	c.send(wire.Ask{ID: 2, Question: wire.Question{Why: &wire.Why{Flow: flow}}})
	if a := hear[wire.Answer](c); a.Result.Explained == nil || a.Result.Explained.Explanations[0].Fate != wire.FateReachable {
		t.Errorf("a question changed the design: %+v", a)
	}
	c.send(wire.Ask{ID: 3, Ops: design.Ops{design.Del{Section: design.Resources, ID: "nosuchthing1"}}, Question: wire.Question{Consequence: &wire.Consequence{}}})
	if f := hear[wire.Answer](c).Result.Failed; f == nil || f.Code != "unknown-element" {
		t.Errorf("an impossible edit: %+v", f)
	}
}

func TestActorBelongsToItsFirstUser(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := newInside(t, nil)
		s := in.join()
		s.send(rename(1, "mine"), nil)
		synctest.Wait()
		in.leave(s)
		time.Sleep(2 * time.Minute) // the room forgets; the log does not
		thief := in.joinAs(Visitor{User: "other", Role: wire.RoleEditor}, s.actor, nil)
		if w := in.welcome(thief); w.Actor == s.actor || w.LastSeq != 0 {
			t.Errorf("another user was welcomed as %+v", w)
		}
		if w := in.welcome(in.joinAs(s.visitor, s.actor, nil)); w.Actor != s.actor || w.LastSeq != 1 {
			t.Errorf("the first user was welcomed as %+v", w)
		}
	})
}

// A tab that lost its connection comes back before the server notices.
func TestHalfOpenConnectionGivesWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := newInside(t, nil)
		v := Visitor{User: "u", Role: wire.RoleEditor}
		living := true
		old := in.joinAs(v, newActor(), func(context.Context) bool { return living })
		if w := in.welcome(in.joinAs(v, old.actor, nil)); w.Actor == old.actor {
			t.Error("two living tabs have one actor")
		}
		living = false
		if w := in.welcome(in.joinAs(v, old.actor, nil)); w.Actor != old.actor {
			t.Error("a tab that came back lost its actor")
		}
		if !old.out.isClosed() {
			t.Error("the dead connection is still there")
		}
	})
}

func TestClosedHub(t *testing.T) {
	st := newStudio(t, store.NewMemory(), firstDesign(), nil)
	c, _ := st.join(t, "")
	_ = c
	st.hub.Close()
	if _, _, err := st.hub.Head(context.Background(), st.doc); !errors.Is(err, ErrClosed) {
		t.Errorf("%v", err)
	}
	w := httptest.NewRecorder()
	st.hub.ServeSnapshot(w, httptest.NewRequest(http.MethodGet, "/", nil), st.doc)
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("status %d", w.Code)
	}
	late := st.dial(t, "")
	late.hello(st.doc, nil)
	if bye := hear[wire.Bye](late); bye.Reason != wire.ByeRestart {
		t.Errorf("bye %+v", bye)
	}
}

// A log that cannot be folded is an error, never another document.
func TestDamagedLogIsRefused(t *testing.T) {
	s := store.NewMemory()
	st := newStudio(t, s, firstDesign(), nil)
	edit := store.Edit{Actor: newActor(), Seq: 1, At: time.Now(), Body: raw([]any{map[string]any{"op": "del", "section": "resources", "id": "nosuchthing1"}})}
	if _, err := s.Append(context.Background(), st.doc, []store.Edit{edit}); err != nil {
		t.Fatal(err)
	}
	c := st.dial(t, "")
	c.hello(st.doc, nil)
	if bye := hear[wire.Bye](c); bye.Reason != wire.ByeFailed {
		t.Errorf("bye %+v", bye)
	}
	w := httptest.NewRecorder()
	st.hub.ServeSnapshot(w, httptest.NewRequest(http.MethodGet, "/", nil), st.doc)
	if w.Code != http.StatusInternalServerError {
		t.Errorf("status %d", w.Code)
	}
}

func TestRecentKeepsTheTail(t *testing.T) {
	var l recent
	body := raw(strings.Repeat("x", 10_000))
	for rev := int64(1); rev <= 2000; rev++ {
		l.add(entry{rev: rev, actor: "a", seq: rev, body: body})
	}
	if l.bytes > maxRecentBytes || len(l.entries) > maxRecent || len(l.entries) < 400 {
		t.Fatalf("%d commits, %d bytes", len(l.entries), l.bytes)
	}
	first := l.entries[0].rev
	for _, c := range []struct {
		since int64
		want  int
		ok    bool
	}{{2000, 0, true}, {1999, 1, true}, {first - 1, len(l.entries), true}, {first - 2, 0, false}, {2001, 0, false}, {-1, 0, false}} {
		if got, ok := l.after(c.since, 2000); ok != c.ok || len(got) != c.want {
			t.Errorf("after %d: %d commits, %v", c.since, len(got), ok)
		}
	}
	if e, ok := l.find("a", 1990); !ok || e.rev != 1990 {
		t.Errorf("found %d %v", e.rev, ok)
	}
	if _, ok := l.find("a", 1); ok {
		t.Error("found what was dropped")
	}
}

func TestLabelsAreCutAtACharacter(t *testing.T) {
	for n := range 12 {
		if got := clip("ラベルx", n); len(got) > n || !utf8.ValidString(got) || !strings.HasPrefix("ラベルx", got) {
			t.Errorf("%d: %q", n, got)
		}
	}
}

func TestRejectionsSpeakBothLanguages(t *testing.T) {
	for code, words := range refusals {
		if words.EN == "" || words.JA == "" {
			t.Errorf("%s: %+v", code, words)
		}
	}
	r := rejection(errors.New("odd"), 3, 9)
	if r.Code != "failed" || !strings.Contains(r.Text.EN, "odd") || !strings.Contains(r.Text.JA, "odd") || r.Seq != 3 || r.Rev != 9 {
		t.Errorf("%+v", r)
	}
	_, _, err := design.Apply(firstDesign(), design.Ops{design.Del{Section: design.Resources, ID: "nosuchthing1"}})
	if r := rejection(fmt.Errorf("wrapped: %w", err), 1, 1); r.Code != "unknown-element" || r.Element != "nosuchthing1" {
		t.Errorf("%+v", r)
	}
}
