package verdict

import (
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
	"vpcanvas/engine/reach"
)

// A Fix is a set of edits that makes a flow hold, and nothing less of it does: it was applied to a
// copy of the design and the flow was judged anew, without each of its parts too.
type Fix struct {
	// Title says all of it in one line.
	Title message.Text `json:"title"`
	Edits []Edit       `json:"edits"`
	// Ops are those of all edits, in order: one entry of the log, and one step to undo.
	Ops design.Ops `json:"ops"`
	// Effect is all else that it does.
	Effect Effect `json:"effect"`
}

// An Edit is what somebody would do in one go, in words and as operations.
type Edit struct {
	Text message.Text `json:"text"`
	Ops  design.Ops   `json:"ops"`
	// cost tells apart what is as small: money, and what has to be looked after.
	cost int
}

// The costs of edits, in no unit: what is free beside what AWS bills by the hour.
const (
	costFree    = 0
	costWork    = 1
	costAddress = 2
	costGateway = 8
)

// The bounds of one search. A trial applies edits, compiles and judges; compiling takes as long as
// the design is large, so that large designs get fewer. What is not found within them is not offered.
const (
	mostTrials     = 120
	fewestTrials   = 16
	trialElements  = 60_000
	maxRounds      = 8
	maxProblems    = 24
	maxCandidates  = 8
	maxFixes       = 4
	fartherThanOne = 3
)

// Fixes finds the smallest sets of edits that make a flow hold: for a must, what opens it, for a
// must-not, what closes it. The flow need not be in the design. It is empty for a flow that holds,
// and where nothing small is found.
//
// A walk names every blocker, so the first attempt mends all of them at once, each in its first way,
// and what shows behind them in the next round. Each further attempt begins with another way to mend
// one of them. What has made the flow hold is thinned out until each edit is needed.
//
// Better than another is what harms no other expectation, then what is fewer operations, then what
// opens less besides, then what costs less.
func Fixes(n *reach.Network, f *design.Flow) []Fix {
	s := newSearch(n, f)
	start := s.at(nil, n)
	if start.judged.Holds == Yes {
		return []Fix{}
	}
	s.explore(start)
	slices.SortStableFunc(s.found, func(a, b *trial) int { return a.compare(b) })
	found := s.found[:min(len(s.found), maxCandidates)]
	return s.best(n, found)
}

// A search is one call of Fixes.
type search struct {
	base *design.Design
	flow *design.Flow
	// left counts the trials that may still be made.
	left  int
	found []*trial
	// seen are the edits that were completed already, as bytes.
	seen map[string]bool
}

func newSearch(n *reach.Network, f *design.Flow) *search {
	d := n.Design()
	left := max(fewestTrials, min(mostTrials, trialElements/(d.Size()+1)))
	return &search{base: d, flow: f, left: left, seen: map[string]bool{}}
}

// A trial is the design with some edits, judged.
type trial struct {
	edits  []Edit
	n      *reach.Network
	judged Flow
}

func (s *search) at(edits []Edit, n *reach.Network) *trial {
	return &trial{edits: edits, n: n, judged: Judge(n, s.flow)}
}

// try applies edits to a copy of the design. It is nil where the structural rules refuse them, and
// where the search has gone on for long enough.
func (s *search) try(edits []Edit) *trial {
	if s.left <= 0 {
		return nil
	}
	d := s.base.Clone()
	if _, _, err := design.Apply(d, opsOf(edits)); err != nil {
		return nil
	}
	s.left--
	return s.at(edits, reach.Compile(d))
}

// opsOf are the operations of all edits. Of two that write one row the later holds what the earlier
// wrote, and stands for both.
func opsOf(edits []Edit) design.Ops {
	ops := design.Ops{}
	for _, e := range edits {
		for _, op := range e.Ops {
			ops = append(slices.DeleteFunc(ops, func(old design.Op) bool { return sameRow(old, op) }), op)
		}
	}
	return ops
}

func sameRow(a, b design.Op) bool {
	x, ok := a.(design.Patch)
	y, both := b.(design.Patch)
	return ok && both && x.Section == y.Section && x.ID == y.ID && x.Path == y.Path
}

// isUnder reports whether an edit was written over by one behind it: without it nothing would change.
func isUnder(edits []Edit, i int) bool {
	return slices.ContainsFunc(edits[i].Ops, func(op design.Op) bool {
		return slices.ContainsFunc(edits[i+1:], func(later Edit) bool {
			return slices.ContainsFunc(later.Ops, func(o design.Op) bool { return sameRow(op, o) })
		})
	})
}

// goesOn reports whether the row of an edit is an interface's: what is written over it there goes on
// from it, and both are to be told.
func goesOn(e Edit) bool {
	return slices.ContainsFunc(e.Ops, func(op design.Op) bool {
		p, ok := op.(design.Patch)
		return ok && strings.HasPrefix(p.Path, "props.interfaces.")
	})
}

// explore completes the first ways, and then every other way to mend one of the problems at hand.
func (s *search) explore(start *trial) {
	s.complete(start)
	for _, p := range problemsOf(s.flow, start.judged) {
		b := newBench(s.base, start.n)
		for _, way := range b.waysToMend(s.flow, p) {
			if t := s.try(way); t != nil {
				s.complete(t)
			}
		}
	}
}

// complete mends what is still wrong until the flow holds, and keeps what is needed of it.
func (s *search) complete(t *trial) {
	for range maxRounds {
		if t == nil || s.tooFar(t) {
			return
		}
		key := keyOf(t.edits)
		if s.seen[key] {
			return
		}
		s.seen[key] = true
		if t.judged.Holds == Yes {
			s.keep(s.thinned(t))
			return
		}
		t = s.try(s.mendAll(t))
	}
}

// tooFar reports what is much larger than what was found already.
func (s *search) tooFar(t *trial) bool {
	return slices.ContainsFunc(s.found, func(f *trial) bool {
		return len(opsOf(t.edits)) > len(opsOf(f.edits))+fartherThanOne
	})
}

// keyOf is equal for the same edits in any order.
func keyOf(edits []Edit) string {
	keys := make([]string, len(edits))
	for i, e := range edits {
		keys[i] = string(asJSON(e.Ops))
	}
	slices.Sort(keys)
	return strings.Join(keys, "\n")
}

// mendAll adds the first way that can be done to each problem. What one edit added, the next one
// finds in the design: two rules in one round get two numbers.
func (s *search) mendAll(t *trial) []Edit {
	edits := slices.Clone(t.edits)
	b := newBench(t.n.Design().Clone(), t.n)
	for _, p := range problemsOf(s.flow, t.judged) {
		for _, way := range b.waysToMend(s.flow, p) {
			fresh := slices.DeleteFunc(slices.Clone(way), func(e Edit) bool { return holds(edits, e) })
			if len(fresh) == 0 {
				break // done for another problem
			}
			if _, _, err := design.Apply(b.d, opsOf(fresh)); err == nil {
				edits = append(edits, fresh...)
				break
			}
		}
	}
	return edits
}

func holds(edits []Edit, e Edit) bool {
	return slices.ContainsFunc(edits, func(o Edit) bool { return keyOf([]Edit{o}) == keyOf([]Edit{e}) })
}

// thinned drops every edit without which the flow holds too, the dearest first.
func (s *search) thinned(t *trial) *trial {
	for again := true; again && len(t.edits) > 1; {
		again = false
		for i := len(t.edits) - 1; i >= 0 && len(t.edits) > 1; i-- {
			less := slices.Delete(slices.Clone(t.edits), i, i+1)
			if isUnder(t.edits, i) {
				if !goesOn(t.edits[i]) {
					t, again = &trial{edits: less, n: t.n, judged: t.judged}, true
				}
				continue
			}
			if s.left <= 0 {
				return nil // it may be too much: not proven
			}
			if u := s.try(less); u != nil && u.judged.Holds == Yes {
				t, again = u, true
			}
		}
	}
	return t
}

func (s *search) keep(t *trial) {
	if t == nil {
		return
	}
	same := func(o *trial) bool { return keyOf(o.edits) == keyOf(t.edits) }
	if !slices.ContainsFunc(s.found, same) {
		s.found = append(s.found, t)
	}
}

// A problem is one thing that keeps a flow from holding: a reason of a must, or an open pair of a
// must-not.
type problem struct {
	reason  reach.Reason
	pair    *reach.Pair
	service design.Service
}

// problemsOf lists what is wrong, each thing once, in the order of services and pairs.
func problemsOf(f *design.Flow, j Flow) []problem {
	var all []problem
	for _, s := range j.Services {
		if s.Holds == Yes {
			continue
		}
		service := f.Services[s.Row]
		pairs := s.Answer.Pairs
		if len(pairs) == 0 {
			pairs = []reach.Pair{s.Answer.Pair}
		}
		for i := range pairs {
			all = addProblems(all, f.Expect, &pairs[i], service)
		}
	}
	return all[:min(len(all), maxProblems)]
}

func addProblems(all []problem, expect string, p *reach.Pair, service design.Service) []problem {
	if expect == design.MustNot {
		if p.Verdict != reach.Blocked {
			all = append(all, problem{pair: p, service: service})
		}
		return all
	}
	if p.Verdict == reach.Reachable {
		return all
	}
	for _, r := range p.Reasons {
		if !slices.ContainsFunc(all, func(o problem) bool { return o.reason.Code == r.Code && sameStop(o.reason, r) }) {
			all = append(all, problem{reason: r, pair: p, service: service})
		}
	}
	return all
}

// sameStop compares two reasons of one code, with whom and what they stopped.
func sameStop(a, b reach.Reason) bool {
	return a.Resource == b.Resource && a.Row == b.Row && a.Message == b.Message && a.Direction == b.Direction &&
		a.Stop.From.Equal(b.Stop.From) && a.Stop.To.Equal(b.Stop.To) && a.Stop.Traffic.Equal(b.Stop.Traffic) &&
		a.Stop.Sender == b.Stop.Sender && a.Stop.Receiver == b.Stop.Receiver
}
