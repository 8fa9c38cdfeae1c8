package reach

import (
	"net/netip"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// A natGateway passes on what interfaces behind it start, under an address of its own: AWS's gateway, or
// an instance in that role (semantics 45), whose security groups filter on both sides.
type natGateway struct {
	id         string
	iface      *Interface
	isInstance bool
}

func (g *natGateway) kind() kind.Name {
	if g.isInstance {
		return kind.InstanceKind
	}
	return kind.NATGatewayKind
}

func buildNATGateway(b *builder, id string, r *design.Resource) {
	g := &natGateway{id: id}
	b.addInterfaces(id, r.Parent, r.Props.(*kind.NATGateway).NetworkInterfaces(), Interface{running: true, ports: netset.AnyClient, nat: g})
	if made := b.byResource[id]; len(made) == 1 {
		g.iface = made[0]
	}
	b.targets[id] = g
}

// natTraffic is what a NAT gateway knows how to translate (semantics 37).
var natTraffic = netset.TrafficOf(netset.TCP, netset.PortRange{}, netset.Types{}).
	Union(netset.TrafficOf(netset.UDP, netset.PortRange{}, netset.Types{})).
	Union(netset.TrafficOf(netset.ICMP, netset.PortRange{}, netset.Types{}))

// allows refuses what AWS refuses: IPv6 other than that of NAT64 (semantics 44), a gateway of another
// VPC (semantics 22, 40), and parts of the VPC that are no whole subnet (semantics 9).
func (g *natGateway) allows(r *route) bool {
	if r.dest.Addr().Is6() && r.dest != nat64 || g.iface == nil || g.iface.vpc() != r.table.vpc {
		return false
	}
	return r.table.vpc.mayDivert(r.dest)
}

// nat64 is the block that a NAT gateway takes for IPv4 hosts written as IPv6 addresses (semantics 44).
var nat64 = netip.MustParsePrefix("64:ff9b::/96")

// mayDivert reports whether a route to an interface may take what would go to dest (semantics 8, 9).
func (v *vpc) mayDivert(dest netip.Prefix) bool {
	return !v.blocks.Covers(netset.Prefixes(dest)) || v.divertible[dest]
}

func (g *natGateway) follow(w *walk, r *route) node {
	if w.side(w.to).iface == g.iface && !w.to.isPublic() { // it is for itself: nothing to pass on
		return arriving{g.iface}
	}
	hop := Hop{Resource: g.id, Kind: g.kind(), Decision: Drop, Row: g.iface.Key}
	if w.dir == Forward && w.via.iface == nil {
		hop.Decision, hop.translation = Pass, translation{OfSource, w.from, viaPrivate}
	}
	w.hop(hop)
	switch {
	case w.via.iface == g.iface && w.dir == Forward: // semantics 35: its own subnet leads back to it
		w.block(reasonKey{code: NATLoop, resource: r.table.id, row: r.row, detail: w.net.name(g.id)})
		return leavingVPC{g.iface.vpc()}
	case w.dir == Return: // semantics 36: it knows nothing of the request
		w.block(reasonKey{code: NATInbound, resource: g.id, row: r.row})
		return w.land()
	case w.is6(w.to): // NAT64 is not modelled
		w.doubt(reasonKey{code: UnsupportedComponent, resource: g.id, row: r.row})
		return w.astray()
	case w.via.iface != nil: // two in a row are not modelled
		w.doubt(reasonKey{code: UnsupportedComponent, resource: g.id, row: r.row})
		return w.land()
	}
	g.iface.usable(w)
	if w.split == nil && g.iface.subnet != w.side(w.from).subnet() { // semantics 39: on both sides
		w.filterACL(g.iface.subnet, false)
	}
	if w.split == nil && g.isInstance {
		w.filterGroups(g.iface, false)
	}
	if w.split == nil {
		w.only(&natTraffic, reasonKey{code: ProtocolRestriction, resource: g.id})
	}
	if w.split != nil {
		return nil
	}
	g.translate(w)
	if g.isInstance {
		w.filterGroups(g.iface, true)
	}
	return w.forth(g.iface)
}

// translate makes the gateway the sender: its address, its ports (semantics 38, 42).
func (g *natGateway) translate(w *walk) {
	w.via = side{iface: g.iface, private: g.iface.private[0], public: g.iface.public}
	if w.class.addr[viaPrivate].IsEmpty() {
		w.class.addr[viaPrivate], w.class.addr[viaPublic] = w.via.private, orPublic(w.via.public)
	}
	w.from, w.beyond = viaPrivate, true
	w.traffic = w.request()
}

// receive takes a reply to what the gateway sent; nothing else gets in (semantics 36).
func (g *natGateway) receive(w *walk) node {
	if w.dir == Forward || w.via.iface != g.iface {
		w.hop(Hop{Resource: g.id, Kind: g.kind(), Decision: Drop, Row: g.iface.Key})
		w.block(reasonKey{code: NATInbound, resource: g.id, row: g.iface.Key})
		w.lost = true
		return nil
	}
	w.hop(Hop{Resource: g.id, Kind: g.kind(), Decision: Pass, Row: g.iface.Key, translation: translation{OfDestination, viaPrivate, srcPrivate}})
	w.beyond = false
	w.to, w.traffic = srcPrivate, w.request().Reply()
	return w.forth(g.iface)
}
