package verdict

import (
	"maps"
	"net/netip"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

var defaultRoute = netip.PrefixFrom(netip.IPv4Unspecified(), 0)

// A hole is what a route would have to mend: in a table, for a subnet, towards a destination; in
// place of a row that is there, or of none.
type hole struct {
	table, subnet, vpc string
	dest               netip.Prefix
	row                string
	// forward: the packet asks; a NAT gateway takes on nothing else.
	forward bool
	stop    reach.Stop
}

// isPrivate reports a destination that no gateway to the internet carries (semantics 28).
func (h hole) isPrivate() bool {
	return netset.RFC1918.Union(netset.RFC6598).Covers(netset.Prefixes(h.dest))
}

// A wayOn is what a route could lead to, with the edits that make it.
type wayOn struct {
	before []Edit
	target string
	// edit stands in for a route that leads to the target.
	edit *Edit
}

func (b *bench) holeOf(p problem, table, row string) (hole, bool) {
	stop := p.reason.Stop
	h := hole{table: table, row: row, subnet: b.subnetOf(stop.Sender), forward: p.reason.Direction == reach.Forward, stop: stop}
	h.vpc = b.parent(h.subnet)
	blocks := blocksFor(stop.To)
	if h.subnet == "" || len(blocks) == 0 {
		return h, false
	}
	if old, ok := b.routesOf(table)[row]; ok && old.Destination.IsValid() {
		h.dest = old.Destination
	} else {
		h.dest = b.wholeVPC(stop, joint(blocks))
	}
	return h, true
}

// wholeVPC is the block of another VPC that holds the destination: routes lead to VPCs, not to hosts.
func (b *bench) wholeVPC(stop reach.Stop, dest netip.Prefix) netip.Prefix {
	far := b.d.Resources[b.vpcOf(stop.Receiver)]
	if far == nil || stop.ReceiverPublic || b.vpcOf(stop.Sender) == b.vpcOf(stop.Receiver) {
		return dest
	}
	for _, block := range far.Props.(*kind.VPC).Blocks() {
		if within(dest, block) {
			return block
		}
	}
	return dest
}

// joint is the smallest block that holds those of the first one's family.
func joint(blocks []netip.Prefix) netip.Prefix {
	p := blocks[0]
	for _, q := range blocks[1:] {
		for q.Addr().BitLen() == p.Addr().BitLen() && (p.Bits() > q.Bits() || !p.Contains(q.Addr())) {
			p = netip.PrefixFrom(p.Addr(), p.Bits()-1).Masked()
		}
	}
	return p
}

// addRoute leads to where no route leads.
func addRoute(b *bench, p problem) []way {
	h, ok := b.holeOf(p, p.reason.Resource, "")
	if !ok {
		return nil
	}
	return b.routeWays(h)
}

// repairRoute mends a route that leads to nothing: what it leads to comes back, or it leads elsewhere,
// or it goes and leaves the choice to the next longest.
func repairRoute(b *bench, p problem) []way {
	h, ok := b.holeOf(p, p.reason.Resource, p.reason.Row)
	if !ok {
		return nil
	}
	var ways []way
	route := b.routesOf(h.table)[h.row]
	if r := b.d.Resources[route.Target.ID]; r != nil {
		switch t := r.Props.(type) {
		case *kind.InternetGateway:
			ways = append(ways, b.attach(route.Target.ID, h.vpc)...)
		case *kind.VPNGateway:
			ways = append(ways, way{b.attachEdit(route.Target.ID, h.vpc)})
		case *kind.Instance:
			if t.State == kind.StateStopped {
				ways = append(ways, one(b.start(route.Target.ID))...)
			}
		}
	}
	return append(append(ways, b.withoutRoute(h.table, h.row)...), b.routeWays(h)...)
}

// leadElsewhere replaces a route to a gateway or link that cannot carry the traffic.
func leadElsewhere(b *bench, p problem) []way {
	subnet := b.subnetOf(p.reason.Stop.Sender)
	table, row := b.tableOf(subnet), p.reason.Row
	if p.reason.Code == reach.NATInbound && p.reason.Direction == reach.Forward {
		return nil // a NAT gateway is no end
	}
	if p.reason.Code == reach.NATLoop {
		table = p.reason.Resource
		subnet = b.subnetOnNAT(table, row)
	}
	if row == "" {
		row = b.rowTo(table, p.reason.Resource)
	}
	h, ok := b.holeOf(p, table, row)
	if !ok {
		return nil
	}
	h.forward = false // not by another NAT gateway
	if subnet != "" {
		h.subnet, h.vpc = subnet, b.parent(subnet)
	}
	return append(b.withoutRoute(table, row), b.routeWays(h)...)
}

// subnetOnNAT is the subnet of the NAT gateway that a route of its own table leads back to.
func (b *bench) subnetOnNAT(table, row string) string {
	return b.parent(b.routesOf(table)[row].Target.ID)
}

// rowTo is the row of a table that leads to a target.
func (b *bench) rowTo(table, target string) string {
	for _, row := range kind.Sorted(b.routesOf(table)) {
		if row.Value.Target.ID == target {
			return row.Key
		}
	}
	return ""
}

// withoutRoute removes a row, so that another one of the table decides.
func (b *bench) withoutRoute(table, row string) []way {
	r, ok := b.routesOf(table)[row]
	if !ok {
		return nil
	}
	return one(edit("remove-route", costFree, design.Ops{remove(table, "props.routes."+row)}, "table", b.name(table), "destination", r.Destination.String()))
}

// routeWays fills a hole: with a table that leads there already, with a route in the table at hand,
// or with a table of the subnet's own, where others use the one at hand.
func (b *bench) routeWays(h hole) []way {
	ways := b.otherTables(h)
	for _, on := range b.waysOn(h) {
		if on.edit != nil {
			ways = append(ways, append(slices.Clone(on.before), *on.edit))
			continue
		}
		ways = append(ways, append(slices.Clone(on.before), b.routeEdit(h, on.target)))
		if len(b.subnetsOn(h.table)) > 1 {
			ways = append(ways, append(slices.Clone(on.before), b.ownTable(h, on.target)))
		}
	}
	return ways
}

func (b *bench) routeEdit(h hole, target string) Edit {
	r := kind.Route{Destination: h.dest, Target: kind.To(target)}
	key, row := "retarget-route", h.row
	if row == "" {
		key, row = "add-route", rowKey(r)
	}
	return edit(key, costFree, design.Ops{set(h.table, "props.routes."+row, r)}, "table", b.name(h.table), "destination", h.dest.String(), "target", b.targetName(target))
}

// targetName is the name of what may not be there yet.
func (b *bench) targetName(id string) message.Text {
	if t, ok := newTargets[id[:min(len(id), len(newNATGateway))]]; ok && b.d.Lookup(id) == nil {
		return t
	}
	return message.Text{EN: b.name(id), JA: b.name(id)}
}

// ownTable gives the subnet a table with the routes that it has now, and the new one.
func (b *bench) ownTable(h hole, target string) Edit {
	routes := maps.Clone(b.routesOf(h.table))
	if routes == nil {
		routes = map[string]kind.Route{}
	}
	r := kind.Route{Destination: h.dest, Target: kind.To(target)}
	row := h.row
	if row == "" {
		row = rowKey(r)
	}
	routes[row] = r
	id := b.freshID("rtb", h.subnet)
	name := b.freshName(kind.RouteTableKind, b.name(h.subnet))
	return edit("own-table", costWork, design.Ops{
		put(id, name, h.vpc, &kind.RouteTable{Routes: routes}),
		set(h.subnet, "props.routeTable", id),
	}, "subnet", b.name(h.subnet), "destination", h.dest.String(), "target", b.targetName(target))
}

// otherTables are tables of the VPC that lead to the destination already.
func (b *bench) otherTables(h hole) []way {
	var ways []way
	for _, id := range b.each(kind.RouteTableKind) {
		if id == h.table || b.parent(id) != h.vpc || !b.leads(id, h) {
			continue
		}
		e := edit("associate-table", costFree, design.Ops{set(h.subnet, "props.routeTable", id)}, "subnet", b.name(h.subnet), "table", b.name(id))
		if id == b.mainTable(h.vpc) {
			e.Ops = design.Ops{remove(h.subnet, "props.routeTable")}
		}
		ways = append(ways, way{e})
	}
	return ways
}

func (b *bench) leads(table string, h hole) bool {
	for _, r := range b.routesOf(table) {
		if r.Destination.IsValid() && r.Destination.Bits() <= h.dest.Bits() && r.Destination.Contains(h.dest.Addr()) && b.d.Resources[r.Target.ID] != nil {
			return true
		}
	}
	return false
}

// A maker lists what could carry traffic out of a hole. A new kind of target is one more of makers.
type maker func(*bench, hole) []wayOn

var makers = []maker{endpoints, peerings, vpnGateways, egressOnlyGateways, natGateways, internetGateways}

// waysOn lists what a route could lead to: first what is least: what only lets out before what lets
// in too.
func (b *bench) waysOn(h hole) []wayOn {
	var all []wayOn
	for _, m := range makers {
		all = append(all, m(b, h)...)
	}
	return all
}

// internetGateways is the gateway of the VPC, or one that is attached to nothing, or a new one.
func internetGateways(b *bench, h hole) []wayOn {
	if h.isPrivate() {
		return nil
	}
	attached, loose := b.gatewaysOf(h.vpc)
	switch {
	case len(attached) > 0:
		return []wayOn{{target: attached[0]}}
	case len(loose) > 0:
		return []wayOn{{before: []Edit{b.attachEdit(loose[0], h.vpc)}, target: loose[0]}}
	}
	e, id := b.newGateway(h.vpc)
	return []wayOn{{before: []Edit{e}, target: id}}
}

// natGateways are those of other subnets of the VPC, and a new one in a public subnet.
func natGateways(b *bench, h hole) []wayOn {
	if !h.forward || !h.dest.Addr().Is4() || h.isPrivate() {
		return nil
	}
	var all []wayOn
	for _, id := range b.each(kind.NATGatewayKind) {
		if at := b.parent(id); b.parent(at) == h.vpc && at != h.subnet {
			all = append(all, wayOn{target: id})
		}
	}
	if len(all) > 0 {
		return all
	}
	if at := b.publicSubnetNear(h); at != "" {
		e, id := b.newNAT(at)
		all = append(all, wayOn{before: []Edit{e}, target: id})
	}
	return all
}

// publicSubnetNear is a public subnet of the VPC, in the hole's zone where there is one.
func (b *bench) publicSubnetNear(h hole) string {
	zone := func(id string) string { return b.d.Resources[id].Props.(*kind.Subnet).AvailabilityZone }
	best := ""
	for _, id := range b.each(kind.SubnetKind) {
		if id == h.subnet || b.parent(id) != h.vpc || !b.n.IsPublicSubnet(id) {
			continue
		}
		if best == "" || zone(best) != zone(h.subnet) && zone(id) == zone(h.subnet) {
			best = id
		}
	}
	return best
}

// removeRoutes removes a route by which an open pair passes, there or back; local routes stay.
func removeRoutes(b *bench, p problem) []way {
	var ways []way
	for _, hops := range [][]reach.Hop{p.pair.Path, p.pair.Return} {
		for _, h := range hops {
			if h.Kind == kind.RouteTableKind && h.Row != "" {
				ways = append(ways, b.withoutRoute(h.Resource, h.Row)...)
			}
		}
	}
	return ways
}
