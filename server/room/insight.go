package room

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
	"vpcanvas/server/wire"
)

const (
	// maxEnds bounds the ids that stand together: enough to mark what is drawn, little enough to send.
	maxEnds = 400
	// maxExposures bounds the rows of an exposure; nobody reads more.
	maxExposures = 300
	// maxHops bounds a blast.
	maxHops = 16
	// maxOff bounds what is switched off at once.
	maxOff = 50
)

// insight answers what the whole design comes to: exposure, blast radius, what-if, weight.
func (e *Engine) insight(d *design.Design, q wire.Question) wire.Result {
	switch {
	case q.Exposure != nil:
		n := e.network(d)
		return wire.Result{Exposures: exposuresOf(verdict.Exposure(n, n.Matrix()))}
	case q.Blast != nil:
		return e.blast(d, q.Blast)
	case q.WhatIf != nil:
		return e.whatIf(d, q.WhatIf)
	case q.Ready != nil:
		return e.ready(d, q.Ready)
	case q.Weight != nil:
		return weightsOf(d, q.Weight.Resource)
	}
	return failed("not-supported", "this question is not for the reachability core")
}

func exposuresOf(all []verdict.Exposed) *wire.Exposures {
	out := &wire.Exposures{Rows: []wire.Exposure{}, Count: len(all)}
	for _, x := range all[:min(len(all), maxExposures)] {
		out.Rows = append(out.Rows, wire.Exposure{
			From: x.From.ID, Path: wire.ExposurePath(x.Path), Via: endsOf(x.Via), To: endsOf(x.To), GridCell: cellOf(x.Allowed, x.Client),
		})
	}
	return out
}

func endsOf(ends []*reach.MatrixEnd) wire.Ends {
	out := wire.Ends{IDs: []string{}, Count: len(ends)}
	for _, e := range ends[:min(len(ends), maxEnds)] {
		out.IDs = append(out.IDs, e.ID)
	}
	return out
}

func cellOf(t netset.Three, client netset.NumberSet) wire.GridCell {
	cell := wire.GridCell{Allowed: netset.EntriesText(t.Surely.EntriesFor(client))}
	if !t.IsKnown() {
		cell.Possible = netset.EntriesText(t.Possibly.EntriesFor(client))
	}
	return cell
}

func (e *Engine) blast(d *design.Design, q *wire.BlastAsk) wire.Result {
	n := e.network(d)
	start, levels := verdict.Blast(n, n.Matrix(), q.From, min(max(q.Hops, 1), maxHops))
	out := &wire.Blast{Start: endsOf(start), Levels: []wire.BlastLevel{}}
	for _, level := range levels {
		l := wire.BlastLevel{Reached: []wire.Reached{}}
		for _, r := range level {
			l.Reached = append(l.Reached, wire.Reached{From: endsOf(r.From), To: endsOf(r.To), Sure: r.Sure, GridCell: cellOf(r.Allowed, r.Client)})
		}
		out.Levels = append(out.Levels, l)
	}
	return wire.Result{Blast: out}
}

func (e *Engine) whatIf(d *design.Design, q *wire.WhatIfAsk) wire.Result {
	off := []verdict.Off{}
	for _, o := range q.Off[:min(len(q.Off), maxOff)] {
		off = append(off, verdict.Off{Resource: o.Resource, Zone: o.Zone})
	}
	f, err := verdict.WhatIf(e.network(d), off)
	if err != nil {
		if fault, ok := design.AsFault(err); ok {
			return failed(fault.Code, fault.Error())
		}
		return failed("failed", err.Error())
	}
	out := &wire.WhatIf{Down: f.Down, Flows: map[string]wire.FlowVerdict{}, Broken: []wire.BrokenFlow{}}
	if out.Down == nil {
		out.Down = []string{}
	}
	lines, namer := f.Lines()
	out.Lines, out.LineCount = []wire.ComparedLine{}, len(lines)
	for _, l := range lines[:min(len(lines), maxLines)] {
		line := comparedLine(l, namer)
		line.Was, line.Now = nil, nil // what is off is no revision that could be asked
		out.Lines = append(out.Lines, line)
	}
	for id, flow := range f.Flows {
		out.Flows[id] = wire.FlowVerdict{Fate: wire.Fate(flow.Verdict), Outcome: outcomes[flow.Holds], Reasons: len(flow.Reasons)}
	}
	for _, t := range f.Turns {
		if t.Broke {
			out.Broken = append(out.Broken, wire.BrokenFlow{Flow: t.Flow, Reasons: reasonsOf(t.After.Reasons)})
		}
	}
	return wire.Result{WhatIf: out}
}

func weightsOf(d *design.Design, resource string) wire.Result {
	if d.Resources[resource] == nil {
		return failed("unknown-element", "there is no resource "+resource)
	}
	out := &wire.Weights{Rows: []wire.Weight{}}
	for _, w := range verdict.Weigh(d, resource) {
		closes, opens := w.Pairs()
		out.Rows = append(out.Rows, wire.Weight{Row: w.Row.List + "." + w.Row.Key, Closes: closes, Opens: opens, Flows: w.Flows, Dead: w.IsDead()})
	}
	return wire.Result{Weights: out}
}
