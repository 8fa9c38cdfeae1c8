package room

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/rule"
	"vpcanvas/engine/verdict"
	"vpcanvas/server/wire"
)

// Engine is the Analyst of a real server: the reachability core and the rules, in the words of the
// wire. Its zero value is ready.
type Engine struct {
	mu sync.Mutex
	// compiled are the newest designs; a question usually is about the one that was just judged.
	compiled []compiled
}

// compiled is a design with its network. Designs that were handed out never change.
type compiled struct {
	design  *design.Design
	network *reach.Network
	// revision is its analysis; nil where it was not judged.
	revision *verdict.Revision
}

var _ Analyst = (*Engine)(nil)

// maxCompiled bounds the memory that compiled designs take.
const maxCompiled = 8

// maxExplanations bounds an answer about two large groups. The worst come first.
const maxExplanations = 50

func (e *Engine) network(d *design.Design) *reach.Network {
	if n := e.known(d); n != nil {
		return n
	}
	return e.keep(d, reach.Compile(d))
}

// networkAfter is the network of a design that was edited since last was compiled.
func (e *Engine) networkAfter(last *reach.Network, d *design.Design) *reach.Network {
	if n := e.known(d); n != nil {
		return n
	}
	return e.keep(d, reach.Recompile(last, d))
}

func (e *Engine) keep(d *design.Design, n *reach.Network) *reach.Network {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.compiled = append(e.compiled, compiled{design: d, network: n})
	if len(e.compiled) > maxCompiled {
		e.compiled = slices.Delete(e.compiled, 0, 1)
	}
	return n
}

// known is the network of a design that was compiled lately; nil for any other.
func (e *Engine) known(d *design.Design) *reach.Network {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, c := range e.compiled {
		if c.design == d {
			return c.network
		}
	}
	return nil
}

// revision is the analysis of a design; of one that was judged lately, that judgement's.
func (e *Engine) revision(d *design.Design) *verdict.Revision {
	r := e.analysed(d)
	if r == nil {
		r = r.Next(e.network(d), "")
	}
	return r
}

// analysed is the analysis of a design that was judged lately; nil for any other.
func (e *Engine) analysed(d *design.Design) *verdict.Revision {
	e.mu.Lock()
	defer e.mu.Unlock()
	at := slices.IndexFunc(e.compiled, func(c compiled) bool { return c.design == d && c.revision != nil })
	if at < 0 {
		return nil
	}
	return e.compiled[at].revision
}

func (e *Engine) judged(d *design.Design, r *verdict.Revision) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for i := range e.compiled {
		if e.compiled[i].design == d {
			e.compiled[i].revision = r
		}
	}
}

// Judge analyses the whole design.
func (e *Engine) Judge(d *design.Design, last Judgement) Judgement {
	today := time.Now().UTC().Format(time.DateOnly) // suppressions end on a day
	a := last.revision.Next(e.networkAfter(last.revision.Network(), d), today)
	e.judged(d, a)
	j := Judgement{
		revision: a,
		Findings: make(map[string]wire.Finding, len(a.Findings)),
		Flows:    make(map[string]wire.FlowVerdict, len(a.Flows)),
		Subnets:  map[string]wire.SubnetFacts{},
	}
	for _, f := range a.Findings {
		j.Findings[f.Key] = findingOf(f)
	}
	for id, f := range a.Flows {
		j.Flows[id] = wire.FlowVerdict{Fate: wire.Fate(f.Verdict), Outcome: outcomes[f.Holds], Reasons: len(f.Reasons)}
	}
	for id, r := range d.Resources {
		if r.Kind == kind.SubnetKind {
			j.Subnets[id] = wire.SubnetFacts{Public: a.PublicSubnets[id]}
		}
	}
	return j
}

var outcomes = map[verdict.Holds]wire.Outcome{
	verdict.Yes: wire.OutcomeHolds, verdict.No: wire.OutcomeBroken, verdict.Unknown: wire.OutcomeUnknown,
}

func findingOf(f rule.Finding) wire.Finding {
	out := wire.Finding{
		Key: f.Key, Code: f.Code, Severity: wire.Severity(f.Severity), Element: f.Element, Row: f.Row,
		Text: f.Text, Suppression: f.Suppression,
	}
	if len(f.Fixes) > 0 {
		out.Fix = &wire.Fix{Title: f.Fixes[0].Title, Ops: f.Fixes[0].Ops}
	}
	return out
}

// Explain answers every question but those about a judgement.
func (e *Engine) Explain(d *design.Design, q wire.Question) wire.Result {
	var flow *design.Flow
	switch {
	case q.Why != nil:
		if flow = d.Flows[q.Why.Flow]; flow == nil {
			return failed("unknown-element", "there is no flow "+q.Why.Flow)
		}
	case q.Trace != nil:
		flow = traced(&q.Trace.Conversation)
	case q.Matrix != nil:
		return wire.Result{Grid: gridOf(e.network(d).Matrix(), q.Matrix)}
	case q.Fixes != nil:
		return e.fixes(d, q.Fixes)
	default:
		return e.insight(d, q)
	}
	found := []wire.Explanation{}
	for _, s := range verdict.Judge(e.network(d), flow).Services {
		pairs := s.Answer.Pairs
		if len(pairs) == 0 { // an end without members has reasons all the same
			pairs = []reach.Pair{s.Answer.Pair}
		}
		for _, p := range pairs {
			found = append(found, explanationOf(p, s))
		}
	}
	slices.SortStableFunc(found, func(a, b wire.Explanation) int { return cmp.Compare(worst[a.Fate], worst[b.Fate]) })
	return wire.Result{Explained: &wire.Explained{Explanations: found[:min(len(found), maxExplanations)]}}
}

var worst = map[wire.Fate]int{wire.FateBlocked: 0, wire.FatePartly: 1, wire.FateUnknown: 2, wire.FateReachable: 3}

func explanationOf(p reach.Pair, s verdict.Service) wire.Explanation {
	x := wire.Explanation{
		Fate: wire.Fate(p.Verdict), Outcome: outcomes[s.Holds],
		From: p.From, To: p.To, Service: s.Text, SourcePorts: p.ClientText(),
		Path: hopsOf(p.Path), ReturnPath: hopsOf(p.Return),
		Lamps: lampsOf(p.Lamps), Reasons: reasonsOf(p.Reasons), Notes: reasonsOf(p.Notes),
	}
	for _, l := range p.Balanced {
		x.Legs = append(x.Legs, wire.Leg{Role: wire.LegRole(l.Role), Explanation: wire.Explanation{
			Fate: wire.Fate(l.Verdict), From: l.From, To: l.To, Service: l.Service, SourcePorts: l.ClientText(),
			Path: hopsOf(l.Path), ReturnPath: hopsOf(l.Return), Lamps: lampsOf(l.Lamps), Reasons: reasonsOf(l.Reasons),
		}})
	}
	return x
}

func lampsOf(lamps reach.Lamps) []wire.Lamp {
	out := make([]wire.Lamp, 0, len(lamps))
	for i, l := range lamps {
		out = append(out, wire.Lamp{Filter: string(reach.Filters[i]), Resource: l.Resource, State: lights[l.Light]})
	}
	return out
}

func reasonsOf(reasons []reach.Reason) []wire.Reason {
	out := make([]wire.Reason, 0, len(reasons))
	for _, r := range reasons {
		out = append(out, wire.Reason{
			Code: string(r.Code), Resource: r.Resource, Row: r.Row, Direction: wire.Direction(r.Direction),
			Text: message.Text{EN: r.Text(message.EN), JA: r.Text(message.JA)},
		})
	}
	return out
}

var lights = map[reach.Light]wire.LampState{
	reach.Green: wire.LampPass, reach.Red: wire.LampDrop, reach.Amber: wire.LampUnknown, reach.Grey: wire.LampOff, "": wire.LampOff,
}

func hopsOf(hops []reach.Hop) []wire.Hop {
	out := make([]wire.Hop, 0, len(hops))
	for _, h := range hops {
		hop := wire.Hop{Resource: h.Resource, Kind: h.Kind, Row: h.Row, Decision: string(h.Decision), Text: hopWords[h.Decision], Resolves: h.Name}
		if r := h.Rewrite; r.Of != "" {
			hop.Rewrite = &wire.Rewrite{Of: wire.Part(r.Of), Before: r.Before, After: r.After}
		}
		out = append(out, hop)
	}
	return out
}

// hopWords say what happened at a hop.
var hopWords = map[reach.Decision]message.Text{
	reach.Allow:  {EN: "lets it pass", JA: "許可"},
	reach.Deny:   {EN: "stops it", JA: "拒否"},
	reach.Pass:   {EN: "takes it on", JA: "転送"},
	reach.Drop:   {EN: "loses it", JA: "破棄"},
	reach.Arrive: {EN: "is reached", JA: "到達"},
}
