package reach

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

type internetGateway struct {
	id  string
	vpc *vpc
}

func buildInternetGateway(b *builder, id string, r *design.Resource) {
	g := &internetGateway{id: id, vpc: b.vpcs[r.Props.(*kind.InternetGateway).VPC.ID]}
	b.targets[id] = g
	if g.vpc == nil {
		b.loose = append(b.loose, g)
		return
	}
	g.vpc.gateways = append(g.vpc.gateways, g)
}

// allows refuses a gateway of another VPC (semantics 22), and destinations inside the VPC, which
// only an interface may divert (semantics 9).
func (g *internetGateway) allows(r *route) bool {
	if g.vpc != nil && g.vpc != r.table.vpc {
		return false
	}
	return !r.table.vpc.blocks.Covers(netset.Prefixes(r.dest))
}

func (g *internetGateway) follow(w *walk, r *route) node {
	if g.vpc == nil { // semantics 23: detached, the route is a blackhole
		w.block(reasonKey{code: BadStateRoute, resource: r.table.id, row: r.row, detail: w.net.name(g.id)})
	}
	return leavingVPC{r.table.vpc}
}

// gate is the gateway of a VPC, or what stands in for it when there is none. It exchanges one address.
func (w *walk) gate(v *vpc, t translation) {
	switch {
	case len(v.gateways) == 1:
		w.hop(Hop{Resource: v.gateways[0].id, Kind: kind.InternetGatewayKind, Decision: Pass, translation: t})
	case len(v.gateways) > 1: // semantics 23: AWS would attach only one of them
		w.hop(Hop{Resource: v.gateways[0].id, Kind: kind.InternetGatewayKind, Decision: Pass, translation: t})
		w.doubt(reasonKey{code: GatewayConflict, resource: v.id})
	case w.noted(NoPath, v.id): // a gateway would mend both directions
		w.blockOnce(reasonKey{code: NoPath, resource: v.id})
	case len(v.egressOnly) > 0 && w.is6(w.to) && w.side(w.to).vpc() == v: // semantics 48: it lets nothing in
		w.blockOnce(reasonKey{code: EgressOnlyInbound, resource: v.egressOnly[0].id})
	case len(w.net.loose) > 0:
		w.blockOnce(reasonKey{code: UnassociatedPart, resource: w.net.loose[0].id, detail: w.net.name(v.id)})
	default:
		w.blockOnce(reasonKey{code: NoPath, resource: v.id})
	}
}

// leavingVPC is the internet gateway on the way out: it exchanges the private address of the sender
// for its public one, one to one (semantics 24, 26).
type leavingVPC struct{ v *vpc }

func (n leavingVPC) step(w *walk) node {
	exchange := translation{OfSource, w.from.private(), w.from.private() + 1}
	if w.is6(w.from) { // semantics 29: nothing is exchanged
		exchange = translation{}
	}
	w.gate(n.v, exchange)
	if here := w.side(w.from); here.iface != nil && !w.from.isPublic() && !w.is6(w.from) {
		if !here.iface.HasPublicAddress() && !w.noted(IGWPrivateForIngress, here.iface.Resource) {
			w.blockOnce(reasonKey{code: IGWPublicForEgress, resource: here.iface.Resource})
		}
		w.translates(here.iface)
		w.from++ // the public slot of the same end
	}
	w.isRouted(w.from)
	w.refuse(n.v, w.to, netset.RFC1918, IGWDest1918)
	w.refuse(n.v, w.to, netset.RFC6598, IGWDest6598)
	return w.abroad()
}

// abroad is a packet that has left its VPC for the internet.
func (w *walk) abroad() node {
	there := w.side(w.to)
	switch {
	case w.split != nil:
		return nil
	case there.network != nil: // its addresses are nobody's on the internet
		w.blockOnce(reasonKey{code: NoLink, resource: there.network.id, detail: w.net.name(vpcID(w.side(w.from).vpc()))})
		return atOffice{there.network}
	case there.iface == nil:
		return atInternet{}
	case w.dir == Return && w.outlet != nil: // semantics 48: also where who answers is in a VPC
		return w.outlet.comeBack(w)
	case (w.to.isPublic() || w.is6(w.to)) && there.vpc() != nil: // semantics 31: out and in again
		return enteringVPC{there.vpc()}
	}
	return w.refused()
}

// refused goes on behind a gateway that has no way to an interface: it is in another VPC, or nowhere.
func (w *walk) refused() node {
	w.apart()
	there := w.side(w.to).iface
	if between(w.src.vpc(), w.dst.vpc()) != nil && netset.Public4.Overlaps(w.class.addr[w.to]) {
		// semantics 25: of a VPC with public addresses none is on the internet, whatever joins it elsewhere.
		w.blockOnce(reasonKey{code: IGWPrivateForIngress, resource: there.Resource})
	}
	w.from, w.to = w.from.private(), w.to.private()
	return arriving{there}
}

// refuse blocks at the VPC's gateway what has an address of a set in slot s (semantics 28).
func (w *walk) refuse(v *vpc, s slot, set netset.AddrSet, c Code) {
	if w.split != nil || w.member(s, set) != netset.Yes {
		return
	}
	at := v.id
	if len(v.gateways) > 0 {
		at = v.gateways[0].id
	}
	w.block(reasonKey{code: c, resource: at, detail: netset.AddrsText(w.class.addr[s])})
}

// enteringVPC is the internet gateway on the way in (semantics 25).
type enteringVPC struct{ v *vpc }

func (n enteringVPC) step(w *walk) node {
	exchange := translation{OfDestination, w.to.private() + 1, w.to.private()}
	if w.is6(w.to) {
		exchange = translation{}
	}
	w.gate(n.v, exchange)
	if w.side(w.from).iface == nil {
		w.refuse(n.v, w.from, n.v.blocks, GatewaySpoofed) // semantics 32
		w.refuse(n.v, w.from, netset.RFC1918, IGWSource1918)
		w.refuse(n.v, w.from, netset.RFC6598, IGWSource6598)
	}
	w.isRouted(w.to)
	there := w.side(w.to).iface
	if w.to.isPublic() {
		w.translates(there)
	}
	w.to = w.to.private()
	return arriving{there}
}
