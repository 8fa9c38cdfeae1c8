package reach

import (
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// Rewrite is what a gateway did to one address of a packet; the zero Rewrite is nothing.
type Rewrite struct {
	Of Part `json:"of"`
	// Before and After are addresses. One that AWS will pick is told by where it comes from: a
	// subnet's block, an Elastic IP's name, or kind.PublicAuto.
	Before string `json:"before"`
	After  string `json:"after"`
}

// Part is which address of a packet.
type Part string

// The parts.
const (
	OfSource      Part = "source"
	OfDestination Part = "destination"
)

// A translation is a Rewrite as the walk notes it: cheap, with no text yet.
type translation struct {
	of            Part
	before, after slot
}

// rewritten words the translations of a trail.
func (a *asker) rewritten(hops []Hop, t *trail) []Hop {
	for i := range hops {
		if h := &hops[i]; h.translation.of != "" {
			h.Rewrite = Rewrite{h.translation.of, a.addressText(t, h.translation.before), a.addressText(t, h.translation.after)}
		}
	}
	return hops
}

func (a *asker) addressText(t *trail, s slot) string {
	if addr, known := t.addr[s].Only(); known {
		return addr.String()
	}
	i := t.owners[s/2]
	switch {
	case i == nil:
		return netset.AddrsText(t.addr[s])
	case !s.isPublic():
		if i.subnet != nil && i.subnet.cidr.IsValid() {
			return i.subnet.cidr.String()
		}
		return ""
	case !i.HasPublicAddress():
		return ""
	case i.elastic != "":
		return a.net.name(i.elastic)
	}
	return kind.PublicAuto
}
