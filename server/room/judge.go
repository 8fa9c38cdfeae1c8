package room

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"time"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/verdict"
	"vpcanvas/server/wire"
)

// Analyst is the engine as the rooms see it. Its methods are called from several goroutines.
type Analyst interface {
	// Judge finds out all that an analysis tells. last is the judgement on an earlier revision, from
	// which it takes over what an edit left alone; its zero value where there is none.
	Judge(d *design.Design, last Judgement) Judgement
	// Explain answers Why, Trace and Matrix.
	Explain(d *design.Design, q wire.Question) wire.Result
	// Compare tells what differs from one design to another.
	Compare(old, now *design.Design) *wire.Compared
}

// Judgement is what is known about one revision.
type Judgement struct {
	Findings map[string]wire.Finding // by key
	Flows    map[string]wire.FlowVerdict
	Subnets  map[string]wire.SubnetFacts

	// revision is what the next judgement takes over from. It holds one compiled network, and goes with
	// the room.
	revision *verdict.Revision
}

// since is what to change in old to get j. Its lists are sorted.
func (j Judgement) since(old Judgement) wire.Difference {
	d := wire.Difference{
		Added: []wire.Finding{}, Removed: []string{},
		Flows: changed(old.Flows, j.Flows, same), Subnets: changed(old.Subnets, j.Subnets, same),
	}
	for _, row := range kind.Sorted(changed(old.Findings, j.Findings, sameFinding)) {
		d.Added = append(d.Added, row.Value)
	}
	for _, row := range kind.Sorted(old.Findings) {
		if _, still := j.Findings[row.Key]; !still {
			d.Removed = append(d.Removed, row.Key)
		}
	}
	return d
}

func changed[T any](old, now map[string]T, same func(a, b T) bool) map[string]T {
	out := map[string]T{}
	for key, v := range now {
		if before, ok := old[key]; !ok || !same(before, v) {
			out[key] = v
		}
	}
	return out
}

func same[T comparable](a, b T) bool { return a == b }

// sameFinding looks into the fixes only where the sentences agree.
func sameFinding(a, b wire.Finding) bool {
	x, y := a.Fix, b.Fix
	a.Fix, b.Fix = nil, nil
	return a == b && reflect.DeepEqual(x, y)
}

// judge is the room's newest analysis. It belongs to the room's goroutine.
type judge struct {
	// rev is what judgement is about; none where there is none.
	rev int64
	// tried is the newest revision that was looked at, also in vain.
	tried     int64
	judgement Judgement
	// whole is all of judgement as it is told, made once for everybody who comes; nil until somebody does.
	whole   []byte
	running bool
	// expected: somebody is about to come, and will ask what the engine says.
	expected bool
	// pausing: after an analysis comes a pause of its length, so that a busy room leaves CPU to others.
	pausing bool
}

// startAnalysis judges the committed revision when it is not judged yet; call it at rest. While one
// analysis runs, revisions pass by unjudged: only the newest counts.
func (r *room) startAnalysis() {
	j := &r.judge
	if r.hub.analyst == nil || j.running || j.pausing || j.tried == r.rev || len(r.sessions) == 0 && !j.expected {
		return
	}
	j.running, j.expected = true, false
	at, last := r.stateAtRest(), j.judgement
	go func() {
		r.hub.analyses <- struct{}{}
		began := time.Now()
		judgement, err := safely(func() Judgement { return r.hub.analyst.Judge(at.design, last) })
		took := time.Since(began)
		<-r.hub.analyses
		r.post(func() { r.judged(at.rev, judgement, took, err) })
	}()
}

// safely turns a panic of the engine into an error: one strange design must not end the server.
func safely[T any](f func() T) (v T, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f(), nil
}

func (r *room) judged(rev int64, now Judgement, took time.Duration, err error) {
	j := &r.judge
	j.running, j.pausing, j.tried = false, true, rev
	time.AfterFunc(took, func() { r.post(func() { j.pausing = false }) })
	if err != nil {
		r.hub.opts.Log.Error("analysis failed", "diagram", r.id, "rev", rev, "error", err)
		return // what clients have stays as it is; the next revision gets another chance
	}
	before, old := j.rev, j.judgement
	j.rev, j.judgement, j.whole = rev, now, nil
	frame := []byte(nil)
	if before != none {
		frame, err = wire.Encode(wire.Analysis{Rev: rev, Base: &before, Difference: now.since(old)})
	}
	for _, s := range r.sessions {
		if err != nil || before == none || s.judged != before {
			r.tellJudgement(s)
			continue
		}
		s.judged = rev
		s.out.put(frame)
	}
}

// tellJudgement sends all that is known.
func (r *room) tellJudgement(s *session) {
	j := &r.judge
	if j.rev == none {
		return
	}
	s.judged = j.rev
	if j.whole == nil {
		frame, err := wire.Encode(wire.Analysis{Rev: j.rev, Difference: j.judgement.since(Judgement{})})
		if err != nil {
			r.hub.opts.Log.Error("analysis not encoded", "diagram", r.id, "rev", j.rev, "error", err)
			return
		}
		j.whole = frame
	}
	s.out.put(j.whole)
}
