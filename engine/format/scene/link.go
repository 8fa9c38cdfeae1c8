package scene

import (
	"fmt"

	"vpcanvas/engine/kind"
)

// Line is what sort of link there is between two things.
type Line string

// A tunnel goes over the internet, a dedicated line does not: the two are drawn and labelled apart.
const (
	PeeringLine   Line = "peering"
	TunnelLine    Line = "tunnel"
	DedicatedLine Line = "dedicated"
	// BehindLine leads from a customer gateway to the network behind it.
	BehindLine Line = "behind"
)

// Link is an association that is no flow: it has no direction and expects nothing.
type Link struct {
	Arrow
	Line Line
	// Muted links carry nothing.
	Muted bool
}

// The labels of links.
const (
	tunnelLabel    = "internet VPN"
	dedicatedLabel = "dedicated line"
)

// links adds the lines of peerings, VPN connections, Direct Connect and customer gateways.
func (b *builder) links() {
	for _, row := range kind.Sorted(b.d.Resources) {
		id := row.Key
		switch p := row.Value.Props.(type) {
		case *kind.Peering:
			b.link(id, p.Requester, PeeringLine, "")
			b.link(id, p.Accepter, PeeringLine, "")
		case *kind.VPNConnection:
			b.link(id, p.VPNGateway, TunnelLine, "")
			b.link(id, p.CustomerGateway, TunnelLine, tunnelLabel)
		case *kind.DirectConnect:
			b.link(id, p.VPNGateway, DedicatedLine, "")
			b.link(id, p.Network, DedicatedLine, dedicatedLabel)
		case *kind.CustomerGateway:
			b.link(id, p.Network, BehindLine, "")
		}
	}
}

func (b *builder) link(from string, to kind.Ref, line Line, label string) {
	owner, other := b.scene.Find(from), b.scene.Find(to.ID)
	if owner == nil || other == nil || owner == other {
		return
	}
	b.scene.Links = append(b.scene.Links, Link{
		Arrow: Arrow{ID: fmt.Sprintf("link-%d", len(b.scene.Links)+1), From: from, To: to.ID, Label: label},
		Line:  line, Muted: owner.Muted,
	})
}

// lines are all ways that are drawn, links first.
func (s *Scene) lines() []*Arrow {
	all := make([]*Arrow, 0, len(s.Links)+len(s.Arrows))
	for i := range s.Links {
		all = append(all, &s.Links[i].Arrow)
	}
	for i := range s.Arrows {
		all = append(all, &s.Arrows[i])
	}
	return all
}
