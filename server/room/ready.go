package room

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/verdict"
	"vpcanvas/server/wire"
)

var tickStates = map[verdict.Holds]wire.TickState{verdict.Yes: wire.TickDone, verdict.No: wire.TickMissing, verdict.Unknown: wire.TickUnknown}

// ready answers what an element lacks before something works.
func (e *Engine) ready(d *design.Design, q *wire.ReadyAsk) wire.Result {
	if d.Resources[q.Element] == nil {
		return failed("unknown-element", "there is no element "+q.Element)
	}
	out := &wire.Checklists{Lists: []wire.Checklist{}}
	for _, l := range verdict.ReadyAll(e.network(d), "", q.Element) {
		list := wire.Checklist{Item: l.Item, Title: l.Title, State: tickStates[l.Holds], Ticks: []wire.Tick{}}
		for _, t := range l.Ticks {
			list.Ticks = append(list.Ticks, wire.Tick{Title: t.Title, State: tickStates[t.Holds], Optional: t.Optional, Element: t.Element, Why: t.Why})
		}
		out.Lists = append(out.Lists, list)
	}
	return wire.Result{Checklists: out}
}
