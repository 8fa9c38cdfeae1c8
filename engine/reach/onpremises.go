package reach

import (
	"cmp"
	"net/netip"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// A corporateNetwork is hosts outside AWS behind VPN gateways.
type corporateNetwork struct {
	id     string
	blocks []netip.Prefix
	set    netset.AddrSet
	// links are those that lead to it.
	links []*link
}

func buildCorporateNetwork(b *builder, id string, r *design.Resource) {
	blocks := kind.BlocksOf(r.Props.(*kind.CorporateNetwork).CIDRs)
	b.networks[id] = &corporateNetwork{id: id, blocks: blocks, set: netset.Prefixes(blocks...)}
}

// members is the hosts of the network at the given addresses, as an end.
func (n *corporateNetwork) members(at netset.AddrSet) []member {
	if at.IsEmpty() {
		return nil
	}
	m := outsideMember(n.id, at)
	m.sides[0].network = n
	return []member{m}
}

// A vpnGateway is the end of links at a VPC.
type vpnGateway struct {
	id  string
	vpc *vpc
	// links are sorted: of two that announce the same, the first decides (semantics 4).
	links []*link
}

// A link joins a VPN gateway and a network: a VPN connection, or Direct Connect.
type link struct {
	id        string
	kind      kind.Name
	gateway   *vpnGateway
	network   *corporateNetwork
	announces []netip.Prefix
	rank      rank
	up        bool
	// customer is the customer gateway at the far end; "" for none.
	customer string
}

func buildVPNGateway(b *builder, id string, r *design.Resource) {
	g := &vpnGateway{id: id, vpc: b.vpcs[r.Props.(*kind.VPNGateway).VPC.ID]}
	b.targets[id] = g
	b.vpns[id] = g
	if g.vpc != nil && g.vpc.vpn == nil { // semantics 118: one a VPC
		g.vpc.vpn = g
	}
}

func buildVPNConnection(b *builder, id string, r *design.Resource) {
	p := r.Props.(*kind.VPNConnection)
	l := &link{id: id, kind: kind.VPNConnectionKind, up: p.IsUp(), rank: fromVPN}
	if p.StaticRoutesOnly {
		l.rank = fromStaticVPN
	}
	if c := b.design.Resources[p.CustomerGateway.ID]; c != nil {
		l.customer = p.CustomerGateway.ID
		l.network = b.networks[c.Props.(*kind.CustomerGateway).Network.ID]
	}
	b.addLink(l, p.VPNGateway.ID, p.Routes)
}

func buildDirectConnect(b *builder, id string, r *design.Resource) {
	p := r.Props.(*kind.DirectConnect)
	l := &link{id: id, kind: kind.DirectConnectKind, up: p.State != kind.LinkDown, rank: fromDirectConnect, network: b.networks[p.Network.ID]}
	b.addLink(l, p.VPNGateway.ID, p.Routes)
}

// addLink joins both ends. Without announcements of its own it carries the blocks of its network.
func (b *builder) addLink(l *link, gateway string, routes map[string]kind.Block) {
	for _, p := range kind.BlocksOf(routes) {
		l.announces = append(l.announces, p.Masked())
	}
	if l.network != nil {
		if len(l.announces) == 0 {
			l.announces = l.network.blocks
		}
		l.network.links = append(l.network.links, l)
	}
	if l.gateway = b.vpns[gateway]; l.gateway == nil {
		return
	}
	g := l.gateway
	g.links = append(g.links, l)
	slices.SortStableFunc(g.links, func(x, y *link) int { return cmp.Compare(x.rank, y.rank) })
}

// PropagatedInto counts the routes that a route table takes over from VPN gateways (semantics 118, 119).
func (n *Network) PropagatedInto(table string) int {
	t := n.tables[table]
	if t == nil || t.vpc == nil || t.vpc.vpn == nil || t.props == nil || !t.props.Propagations[t.vpc.vpn.id] {
		return 0
	}
	count := 0
	for _, l := range t.vpc.vpn.links {
		count += len(l.announces)
	}
	return count
}

// allows refuses the gateway of another VPC (semantics 22).
func (g *vpnGateway) allows(r *route) bool {
	return (g.vpc == nil || g.vpc == r.table.vpc) && !r.table.vpc.blocks.Covers(r.set)
}

func (g *vpnGateway) follow(w *walk, r *route) node {
	if g.vpc == nil || g.vpc.vpn != g { // detached, or a second one: the route is a blackhole
		w.block(reasonKey{code: BadStateRoute, resource: r.table.id, row: r.row, detail: w.net.name(g.id)})
	}
	w.hop(Hop{Resource: g.id, Kind: kind.VPNGatewayKind, Decision: Pass})
	there := w.side(w.to)
	if there.iface != nil { // nobody behind a link has an address of a VPC (semantics 83, 120)
		w.block(reasonKey{code: VGWPrivateForEgress, resource: g.id, detail: w.net.name(there.iface.Resource)})
		return w.land()
	}
	l := g.carries(w)
	if w.split != nil {
		return nil
	}
	if l == nil {
		w.block(reasonKey{code: NoPossibleDest, resource: g.id})
		w.lost = true
		return nil
	}
	return l.cross(w)
}

// carries picks the link for the destination: the longest prefix, then the order of the links; a link
// that is down is passed over while another one carries the same.
func (g *vpnGateway) carries(w *walk) *link {
	type way struct {
		prefix netip.Prefix
		link   *link
	}
	var ways []way
	for _, l := range g.links {
		for _, p := range l.announces {
			ways = append(ways, way{p, l})
		}
	}
	slices.SortStableFunc(ways, func(x, y way) int { return cmp.Compare(y.prefix.Bits(), x.prefix.Bits()) })
	var down *link
	for _, y := range ways {
		if w.member(w.to, netset.Prefixes(y.prefix)) != netset.Yes {
			if w.split != nil {
				return nil
			}
			continue
		}
		if y.link.up {
			return y.link
		}
		if down == nil {
			down = y.link
		}
	}
	return down
}

// leadsAway tells whether packets to an address that is in no network of the design get somewhere: it
// may lie behind a link of which the design does not say where it ends.
func (g *vpnGateway) leadsAway(to netip.Addr) netset.Answer {
	best, bits := netset.No, -1
	for _, l := range g.links {
		for _, p := range l.announces {
			if p.Contains(to) && (p.Bits() > bits || p.Bits() == bits && l.up && best == netset.No) {
				best, bits = netset.No, p.Bits()
				if l.network == nil && l.up {
					best = netset.Maybe
				}
			}
		}
	}
	if g.vpc == nil || g.vpc.vpn != g {
		return netset.No
	}
	return best
}

// cross takes the packet over the link to the network behind it.
func (l *link) cross(w *walk) node {
	l.pass(w)
	there := w.side(w.to)
	switch {
	case l.network == nil:
		w.doubt(reasonKey{code: UnknownResource, resource: l.id, detail: w.net.name(l.id)})
		return atOffice{}
	case there.network != l.network: // not a host of that network
		w.block(reasonKey{code: NoPossibleDest, resource: l.network.id})
		w.lost = true
		return nil
	}
	return atOffice{l.network}
}

// pass notes the link itself, whose state counts (semantics 154).
func (l *link) pass(w *walk) {
	w.hop(Hop{Resource: l.id, Kind: l.kind, Decision: Pass})
	if !l.up {
		w.blockOnce(reasonKey{code: BadStateVPN, resource: l.id})
	}
	if l.customer != "" {
		w.hop(Hop{Resource: l.customer, Kind: kind.CustomerGatewayKind, Decision: Pass})
	}
}

// atOffice is a host of a corporate network: where a packet arrives, or comes from.
type atOffice struct{ network *corporateNetwork }

func (n atOffice) step(w *walk) node {
	if n.network != nil {
		w.hop(Hop{Resource: n.network.id, Kind: kind.CorporateNetworkKind, Decision: Arrive})
	}
	return nil
}

// fromOffice is a host of a corporate network that sends. Its network sends what is for a VPC to the
// links that end there; which of several, the host does not care.
type fromOffice struct{ network *corporateNetwork }

func (n fromOffice) step(w *walk) node {
	w.hop(Hop{Resource: n.network.id, Kind: kind.CorporateNetworkKind, Decision: Pass})
	there := w.side(w.to)
	if there.iface == nil {
		w.block(reasonKey{code: NoSourceOrDest})
		w.lost = true
		return nil
	}
	w.to = w.to.private() // semantics 120
	l := n.linkTo(there.vpc())
	if l == nil {
		w.blockOnce(reasonKey{code: NoLink, resource: n.network.id, detail: w.net.name(vpcID(there.vpc()))})
		return arriving{there.iface}
	}
	if l.customer != "" {
		w.hop(Hop{Resource: l.customer, Kind: kind.CustomerGatewayKind, Decision: Pass})
	}
	w.hop(Hop{Resource: l.id, Kind: l.kind, Decision: Pass})
	if !l.up {
		w.blockOnce(reasonKey{code: BadStateVPN, resource: l.id})
	}
	w.hop(Hop{Resource: l.gateway.id, Kind: kind.VPNGatewayKind, Decision: Pass})
	return arriving{there.iface}
}

// linkTo is the best link to a VPC: one that is up, then by rank.
func (n fromOffice) linkTo(v *vpc) *link {
	var best *link
	for _, l := range n.network.links {
		if l.gateway == nil || v == nil || l.gateway.vpc != v || v.vpn != l.gateway {
			continue
		}
		if best == nil || l.up && !best.up || l.up == best.up && l.rank < best.rank {
			best = l
		}
	}
	return best
}
