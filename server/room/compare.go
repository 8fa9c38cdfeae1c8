package room

import (
	"net/netip"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
	"vpcanvas/server/wire"
)

const (
	// maxLines bounds the lines of a comparison, and maxChangedResources each list of its resources:
	// nobody reads more.
	maxLines            = 200
	maxChangedResources = 500
	// maxLineEnds bounds the names that one side of a line lists.
	maxLineEnds = 60
)

// Compare tells what differs from one design to another, in the words of the wire.
func (e *Engine) Compare(old, now *design.Design) *wire.Compared {
	d, flows := e.compare(old, now)
	lines := d.Lines()
	c := &wire.Compared{Headline: verdict.Headline(lines, flows), LineCount: len(lines), Lines: []wire.ComparedLine{}, Flows: []wire.ComparedFlow{}}
	namer := d.Namer()
	for _, l := range lines[:min(len(lines), maxLines)] {
		c.Lines = append(c.Lines, comparedLine(l, namer))
	}
	for _, f := range flows {
		c.Flows = append(c.Flows, wire.ComparedFlow{ID: f.ID, Was: outcomes[f.Was], Now: outcomes[f.Now]})
	}
	r := verdict.CompareResources(old, now, d.Match)
	c.Added, c.Removed, c.Changed = comparedResources(r.Added, old, now), comparedResources(r.Removed, old, now), comparedResources(r.Changed, old, now)
	return c
}

// compare looks at what was touched where the old design was judged lately: that is the present, with an
// edit that somebody considers, and is asked at each pause of a hand.
func (e *Engine) compare(old, now *design.Design) (*verdict.Diff, []verdict.FlowChange) {
	if r := e.analysed(old); r != nil && e.known(now) == nil {
		return r.Consequence(reach.Recompile(r.Network(), now))
	}
	a, b := e.peek(old), e.peek(now)
	return verdict.Compare(a, b), verdict.CompareFlows(a, b)
}

// peek is network without keeping: a design that is tried out, or an old revision, is asked about once.
func (e *Engine) peek(d *design.Design) *reach.Network {
	if n := e.known(d); n != nil {
		return n
	}
	return reach.Compile(d)
}

func comparedLine(l verdict.Line, n *verdict.Namer) wire.ComparedLine {
	line := wire.ComparedLine{
		What: wire.ComparedWhat(l.What), From: comparedEnds(l.From, n), To: comparedEnds(l.To, n), Pairs: l.Pairs,
		Allowed: netset.EntriesText(l.Allowed), Blocked: netset.EntriesText(l.Blocked),
	}
	from, to := l.From[0], l.To[0]
	if from == to { // nobody talks to itself, so one side has another
		if len(l.To) > 1 {
			to = l.To[1]
		} else {
			from = l.From[1]
		}
	}
	entries := l.Allowed
	if len(entries) == 0 {
		entries = l.Blocked
	}
	var service design.Service
	if len(entries) > 0 {
		service = serviceOf(entries[0])
	}
	if !from.Added && !to.Added {
		line.Was = &wire.Conversation{From: endNamed(from.Was, from.Outside), To: endNamed(to.Was, to.Outside), Service: service}
	}
	if !from.Removed && !to.Removed {
		line.Now = &wire.Conversation{From: endNamed(from.ID, from.Outside), To: endNamed(to.ID, to.Outside), Service: service}
	}
	return line
}

func comparedEnds(ends []*verdict.DiffEnd, n *verdict.Namer) wire.ComparedEnds {
	out := wire.ComparedEnds{Called: n.Called(ends), Count: len(ends), Ends: []wire.ComparedEnd{}}
	for _, e := range ends[:min(len(ends), maxLineEnds)] {
		out.Ends = append(out.Ends, wire.ComparedEnd{ID: e.ID, Name: e.Name})
	}
	return out
}

// serviceOf is the first stretch of an entry: all of it changed alike, so that one answer speaks for it.
func serviceOf(e netset.Entry) design.Service {
	var s design.Service
	first := func(list string) []byte {
		part, _, _ := strings.Cut(list, ",")
		return []byte(part)
	}
	if s.Protocol.UnmarshalText([]byte(e.Protocol)) != nil {
		return design.Service{}
	}
	if s.Protocol.HasTypes() {
		types, _, _ := strings.Cut(string(first(e.Types)), "-")
		if s.Types.UnmarshalText([]byte(types)) != nil {
			s.Types = netset.Types{}
		}
	} else if s.Ports.UnmarshalText(first(e.Ports)) != nil {
		s.Ports = netset.PortRange{}
	}
	return s
}

// endNamed is an end of a comparison as a question names it.
func endNamed(id string, outside bool) design.End {
	if outside && id != kind.Internet {
		if p, err := netip.ParsePrefix(id); err == nil {
			return design.End{CIDR: p}
		}
	}
	return design.End{Ref: kind.To(id)}
}

func comparedResources(list []verdict.ResourceChange, old, now *design.Design) []wire.ComparedResource {
	out := []wire.ComparedResource{}
	for _, r := range list[:min(len(list), maxChangedResources)] {
		c := wire.ComparedResource{ID: r.ID, Kind: r.Kind, Name: r.Name, Properties: []wire.ComparedProperty{}}
		for _, p := range r.Properties {
			w := p.Words(r.Kind, old, now)
			c.Properties = append(c.Properties, wire.ComparedProperty{Path: p.Path, Label: w.Label, Was: w.Was, Now: w.Now})
		}
		out = append(out, c)
	}
	return out
}
