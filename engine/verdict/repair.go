package verdict

import (
	"net/netip"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
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

// The bounds of one search. A trial applies edits, compiles and judges: that takes as long as the design
// is large, and as the flow has pairs. What is not found within them is not offered.
const (
	mostTrials     = 120
	mostWork       = 250_000 // elements copied, about a second
	workOfPair     = 10      // a pair walked takes as long as so many elements
	maxRounds      = 8
	maxProblems    = 24
	maxCandidates  = 8
	maxFixes       = 4
	fartherThanOne = 3 // in a search
	// fartherThanBest is how many elements more an offered fix may write than the best.
	fartherThanBest = 1
)

// Fixes finds the smallest sets of edits that make a flow hold: for a must, what opens it, for a
// must-not, what closes it. The flow need not be in the design. It is empty for a flow that holds,
// and where nothing small is found.
//
// A walk names every blocker, so the first attempt mends all of them at once, each in its first way,
// and what shows behind them in the next round. Each further attempt begins with another way to mend
// one of them. What has made the flow hold is thinned out until each edit is needed.
//
// Better than another is what harms no other expectation, then what writes fewer elements, then what
// opens less besides, then what costs less.
func Fixes(n *reach.Network, f *design.Flow) []Fix {
	return (*Revision)(nil).Next(n, "").Fixes(f)
}

// Fixes is the function of that name for a design that was analysed already.
func (r *Revision) Fixes(f *design.Flow) []Fix {
	s := &search{base: r.network, flow: f, seen: map[string]bool{}}
	if s.isTooLarge() {
		return []Fix{}
	}
	start := s.at(nil, r.network)
	if start.judged.Holds == Yes {
		return []Fix{}
	}
	s.explore(start)
	slices.SortStableFunc(s.found, func(a, b *trial) int { return a.compare(b) })
	return r.best(f, s.found[:min(len(s.found), maxCandidates)])
}

// A search is one call of Fixes.
type search struct {
	base *reach.Network
	flow *design.Flow
	// trials counts, and work measures, what was tried.
	trials, work int
	found        []*trial
	// seen are the edits that were completed already, as bytes.
	seen map[string]bool
}

// isTooLarge reports that to judge the flow once takes all that a search may: then nothing is tried, and
// to walk tens of thousands of pairs only to give up would take longer than anybody waits.
func (s *search) isTooLarge() bool {
	pairs := max(len(s.flow.Services), 1) * s.base.PairsAtLeast(reach.Question{From: s.flow.From, To: s.flow.To, Via: s.flow.Via})
	return s.base.Design().Size()+workOfPair*pairs >= mostWork
}

// isOver reports that the search has gone on for long enough.
func (s *search) isOver() bool { return s.trials >= mostTrials || s.work >= mostWork }

// A trial is the design with some edits, judged.
type trial struct {
	edits  []Edit
	n      *reach.Network
	judged Flow
}

func (s *search) at(edits []Edit, n *reach.Network) *trial {
	t := &trial{edits: edits, n: n, judged: Judge(n, s.flow)}
	s.trials++
	s.work += n.Design().Size()
	for _, service := range t.judged.Services {
		s.work += workOfPair * len(service.Answer.Pairs)
	}
	return t
}

// try applies edits to a copy of the design. It is nil where the structural rules refuse them, and
// where the search has gone on for long enough.
func (s *search) try(edits []Edit) *trial {
	if s.isOver() {
		return nil
	}
	d := s.base.Design().Clone()
	if _, _, err := design.Apply(d, opsOf(edits)); err != nil {
		return nil
	}
	return s.at(edits, reach.Recompile(s.base, d))
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
	b := newBench(s.base.Design(), start.n)
	for _, p := range problemsOf(s.flow, start.judged) {
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
		return sizeOf(t.edits) > sizeOf(f.edits)+fartherThanOne
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
			if b.apply(fresh) == nil {
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
			if s.isOver() {
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
	// crowd: several senders or receivers were stopped there, of which the reason names one.
	crowd bool
}

// problemsOf lists what is wrong, each thing once, in the order of services and pairs.
func problemsOf(f *design.Flow, j Flow) []problem {
	l := problemList{expect: f.Expect, at: map[problemKey]int{}}
	for _, s := range j.Services {
		if s.Holds == Yes {
			continue
		}
		pairs := s.Answer.Pairs
		if len(pairs) == 0 {
			pairs = []reach.Pair{s.Answer.Pair}
		}
		for i := range pairs {
			l.add(&pairs[i], f.Services[s.Row])
		}
	}
	if len(l.each) > maxProblems {
		return l.asCrowds()
	}
	return l.each
}

// A problemList gathers problems, each by itself, and as crowds: what one filter, table or gateway
// stopped of several is one problem there. Groups can bring more of the first than anybody mends one by
// one.
type problemList struct {
	expect       string
	each, crowds []problem
	at           map[problemKey]int
	// from and to are the addresses of each crowd, united at last: one by one would take their square.
	from, to [][]netset.Range[netip.Addr]
}

// A problemKey is what reasons have in common that are about one thing, whoever was stopped there.
type problemKey struct {
	code                   reach.Code
	resource, row, message string
	direction              reach.Direction
}

func (l *problemList) add(p *reach.Pair, service design.Service) {
	switch {
	case l.expect == design.MustNot:
		if p.Verdict != reach.Blocked && len(l.each) < maxProblems {
			l.each = append(l.each, problem{pair: p, service: service})
		}
	case p.Verdict != reach.Reachable:
		for _, r := range p.Reasons {
			l.addReason(problem{reason: r, pair: p, service: service})
		}
	}
}

func (l *problemList) addReason(p problem) {
	key := problemKey{p.reason.Code, p.reason.Resource, p.reason.Row, p.reason.Message, p.reason.Direction}
	if len(l.each) <= maxProblems && !slices.ContainsFunc(l.each, func(o problem) bool { return sameReason(o.reason, p.reason) }) {
		l.each = append(l.each, p)
	}
	i, met := l.at[key]
	if !met {
		i = len(l.crowds)
		l.at[key] = i
		l.crowds, l.from, l.to = append(l.crowds, p), append(l.from, nil), append(l.to, nil)
	}
	one, next := &l.crowds[i].reason.Stop, &p.reason.Stop
	l.crowds[i].crowd = l.crowds[i].crowd || one.Sender != next.Sender || one.Receiver != next.Receiver
	l.from[i], l.to[i] = append(l.from[i], next.From.Ranges()...), append(l.to[i], next.To.Ranges()...)
	if !one.Traffic.Equal(next.Traffic) {
		one.Traffic = one.Traffic.Union(next.Traffic)
	}
}

func (l *problemList) asCrowds() []problem {
	for i := range l.crowds {
		stop := &l.crowds[i].reason.Stop
		stop.From, stop.To = netset.SetOf(l.from[i]...), netset.SetOf(l.to[i]...)
	}
	return l.crowds[:min(len(l.crowds), maxProblems)]
}

// sameReason compares two reasons with whom and what they stopped.
func sameReason(a, b reach.Reason) bool {
	return a.Code == b.Code && a.Resource == b.Resource && a.Row == b.Row && a.Message == b.Message && a.Direction == b.Direction &&
		a.Stop.From.Equal(b.Stop.From) && a.Stop.To.Equal(b.Stop.To) && a.Stop.Traffic.Equal(b.Stop.Traffic) &&
		a.Stop.Sender == b.Stop.Sender && a.Stop.Receiver == b.Stop.Receiver
}
