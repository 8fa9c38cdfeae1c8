package reach

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// A peering joins two VPCs, and nothing behind them (semantics 82, 83).
type peering struct {
	id string
	// ends are the requester's VPC and the accepter's; "" for one that is not in the design. They are
	// named, not held: each may be compiled again without the other (recompile.go).
	ends  [2]string
	state string
	// overlaps: AWS would refuse it (semantics 81).
	overlaps bool
}

func buildPeering(b *builder, id string, r *design.Resource) {
	p := r.Props.(*kind.Peering)
	x := &peering{id: id, state: p.Status}
	ends := [2]*vpc{b.vpc(p.Requester.ID), b.vpc(p.Accepter.ID)}
	if p.Requester.Gone != nil || p.Accepter.Gone != nil {
		x.state = kind.PeeringDeleted // AWS deletes it with either VPC
	}
	if ends[0] != nil && ends[1] != nil {
		x.overlaps = ends[0].blocks.Overlaps(ends[1].blocks)
	}
	b.targets[id] = x
	for n, v := range ends {
		if v == nil {
			continue
		}
		x.ends[n] = v.id
		if b.vpcs[v.id] == v { // one that is compiled now
			v.peerings = append(v.peerings, x)
		}
	}
}

// far is the VPC at the other end; "" for one that is not in the design.
func (x *peering) far(v *vpc) string {
	if x.ends[0] == v.id {
		return x.ends[1]
	}
	return x.ends[0]
}

// forwards reports whether AWS has it and it is active (semantics 81, 87).
func (x *peering) forwards() bool {
	return x.state == kind.PeeringActive && !x.overlaps && x.ends[0] != x.ends[1]
}

// joins reports whether it would, once active, let rules of one VPC name groups of the other: only
// within a region (semantics 57, 58).
func (x *peering) joins(a, b *vpc) bool {
	return !x.overlaps && x.state != kind.PeeringDeleted && (x.ends == [2]string{a.id, b.id} || x.ends == [2]string{b.id, a.id}) && a.region == b.region
}

// allows refuses a peering of other VPCs (semantics 22).
func (x *peering) allows(r *route) bool {
	v := r.table.vpc
	return (x.ends[0] == v.id || x.ends[1] == v.id) && !v.blocks.Covers(r.set)
}

func (x *peering) follow(w *walk, r *route) node {
	near := r.table.vpc
	far := x.far(near)
	w.hop(Hop{Resource: x.id, Kind: kind.PeeringKind, Decision: Pass})
	x.isActive(w)
	there := w.side(w.to)
	switch {
	case far == "":
		w.doubt(reasonKey{code: UnknownResource, resource: x.id, row: r.row, detail: w.net.name(x.id)})
		return w.astray()
	case there.iface == nil || w.to.isPublic() || vpcID(there.vpc()) != far: // semantics 82, 83, 86
		w.block(reasonKey{code: PeeringCIDR, resource: x.id, row: r.row, detail: w.net.name(far)})
		if there.iface == nil && there.network == nil && netset.RFC1918.Covers(w.class.addr[w.to]) {
			w.lost = true // it is nobody's address
			return nil
		}
		return w.land()
	}
	return arriving{there.iface}
}

// isActive notes what keeps the peering from forwarding.
func (x *peering) isActive(w *walk) {
	switch {
	case x.overlaps:
		w.blockOnce(reasonKey{code: PeeringOverlap, resource: x.id})
	case x.state != kind.PeeringActive:
		w.blockOnce(reasonKey{code: PeeringState, resource: x.id, detail: x.state})
	}
}

// between finds a peering of two VPCs, an active one first; nil for none.
func between(a, b *vpc) *peering {
	var found *peering
	if a == nil || b == nil {
		return nil
	}
	for _, x := range a.peerings {
		if x.far(a) == b.id && x.state != kind.PeeringDeleted && (found == nil || x.forwards() && !found.forwards()) {
			found = x
		}
	}
	return found
}

// leads tells whether the peering takes packets from one VPC on to an interface of the other.
func (x *peering) leads(from, to *vpc) netset.Answer {
	if far := x.far(from); far == "" && x.state != kind.PeeringActive {
		return netset.No
	} else if far == "" {
		return netset.Maybe
	} else if far == vpcID(to) && x.forwards() {
		return netset.Yes
	}
	return netset.No
}
