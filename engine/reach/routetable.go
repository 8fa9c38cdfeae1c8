package reach

import (
	"cmp"
	"net/netip"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

type routeTable struct {
	id    string
	vpc   *vpc
	props *kind.RouteTable
	// routes are sorted: the longest prefix first (semantics 1).
	routes []route
	// all are those of its rows and what it has learnt, also where another one takes their place.
	all []route
}

type route struct {
	table  *routeTable
	row    string
	dest   netip.Prefix
	set    netset.AddrSet
	target target
	rank   rank
	// service is the destination in place of dest and set: the prefix list of an AWS service.
	service serviceSet
	// rivals counts the routes with the same destination and rank behind this one; AWS would hold only one.
	rivals int
}

// A rank orders routes with one destination (semantics 3, 4).
type rank uint8

const (
	isStatic rank = iota
	fromList
	fromDirectConnect
	fromStaticVPN
	fromVPN
)

func buildRouteTable(b *builder, id string, r *design.Resource) {
	b.tables[id] = &routeTable{id: id, vpc: b.vpcs[r.Parent], props: r.Props.(*kind.RouteTable)}
}

// noForwarding are blocks inside which AWS refuses routes (semantics 16).
var noForwarding = netset.Prefixes(netip.MustParsePrefix("169.254.168.0/22"), netip.MustParsePrefix("fd00:ec2::/32"))

// linkRoutes resolves targets, drops what AWS would refuse, and adds the local routes (semantics 8).
func linkRoutes(b *builder) {
	for _, t := range b.tables {
		if t.vpc == nil {
			continue
		}
		if t.props != nil {
			for _, row := range kind.Sorted(t.props.Routes) {
				b.addRoutes(t, row.Key, row.Value)
			}
			b.propagate(t)
		}
		t.all = slices.Clone(t.routes)
		t.settle()
	}
}

// settle adds the local routes and those of gateway endpoints, and sorts.
func (t *routeTable) settle() {
	replaced := map[netip.Prefix]bool{}
	for _, r := range t.routes {
		replaced[r.dest] = true
	}
	for _, p := range t.vpc.prefixes {
		if !replaced[p] { // a row with the block itself replaces the local route's target
			t.add(route{dest: p, set: netset.Prefixes(p), target: local{t.vpc}})
		}
	}
	t.endpointRoutes()
	t.sort()
}

// addRoutes adds a row: one route, or one for each block of its prefix list.
func (b *builder) addRoutes(t *routeTable, row string, r kind.Route) {
	to := b.target(r)
	list := b.lists[r.PrefixList.ID]
	switch {
	case r.Destination.IsValid() && r.PrefixList.IsZero():
		t.add(route{row: row, dest: r.Destination, set: b.blocksOf(r.Destination), target: to})
	case !r.Destination.IsValid() && list != nil && !list.service.isNone():
		t.add(route{row: row, service: list.service, target: to, rank: fromList})
	case !r.Destination.IsValid() && list != nil:
		for _, p := range list.prefixes {
			t.add(route{row: row, dest: p.Masked(), set: b.blocksOf(p), target: to, rank: fromList})
		}
	}
}

// propagate adds what the VPN gateway of the VPC has learnt, as far as the table takes it over
// (semantics 118). The local route beats it, however narrow it is (semantics 7).
func (b *builder) propagate(t *routeTable) {
	g := t.vpc.vpn
	if g == nil || !t.props.Propagations[g.id] {
		return
	}
	for _, l := range g.links {
		for _, p := range l.announces {
			if !t.vpc.blocks.Covers(netset.Prefixes(p)) {
				t.add(route{row: "propagations." + g.id, dest: p, set: b.blocksOf(p), target: g, rank: l.rank})
			}
		}
	}
}

// target finds what a route leads to; nil for a route without one, which is not there yet.
func (b *builder) target(r kind.Route) target {
	switch ref := r.Target; {
	case ref.Gone != nil:
		return blackhole{ref.Gone.Name}
	case ref.External != nil:
		return external{ref.External.AWSID}
	case ref.ID == "":
		return nil
	default:
		if t, ok := b.targets[ref.ID]; ok {
			return t
		}
		switch r := b.design.Resources[ref.ID]; {
		case r == nil:
			return blackhole{ref.ID}
		case r.Kind == kind.InstanceKind || r.Kind == kind.NetworkInterfaceKind:
			return b.forwarderOf(ref.ID)
		}
		return unmodelled{ref.ID}
	}
}

func (t *routeTable) add(r route) {
	r.table = t
	if r.target == nil || !r.isTyped() || !r.target.allows(r.asBlock()) {
		return
	}
	if r.service.isNone() && noForwarding.Covers(r.set) {
		return
	}
	if f, ok := r.target.(*forwarder); ok {
		if i := f.pick(&r); i != nil {
			i.isTarget = true
		}
	}
	t.routes = append(t.routes, r)
}

func (t *routeTable) sort() {
	slices.SortStableFunc(t.routes, func(a, b route) int {
		return cmp.Or(cmp.Compare(b.bits(), a.bits()), cmp.Compare(a.service.service, b.service.service), a.dest.Addr().Compare(b.dest.Addr()), cmp.Compare(a.rank, b.rank))
	})
	t.dropOutranked()
	for i := len(t.routes) - 2; i >= 0; i-- {
		if next := &t.routes[i+1]; next.isRival(&t.routes[i]) {
			t.routes[i].rivals = next.rivals + 1
		}
	}
}

// dropOutranked keeps, of the routes to one destination, those of the best rank: no other ever decides
// (semantics 3, 4). Of two lists that lead to one place, one says it all.
func (t *routeTable) dropOutranked() {
	kept := t.routes[:0]
	for _, r := range t.routes {
		if n := len(kept); n > 0 && kept[n-1].isRival(&r) {
			if last := kept[n-1]; r.rank > last.rank || r.rank != isStatic && r.target == last.target {
				continue
			}
		}
		kept = append(kept, r)
	}
	t.routes = kept
}

// atRouter is the choice of a route: the longest prefix that holds the destination (semantics 1, 2, 14).
type atRouter struct{ table *routeTable }

func (n atRouter) step(w *walk) node {
	t := n.table
	w.ask(t.id)
	for i := range t.routes {
		in := t.routes[i].holds(w)
		if in == netset.No {
			continue
		}
		r := &t.routes[i]
		for k := range t.routes[i : i+r.rivals+1] {
			w.meet(t.id, listRoutes, t.routes[i+k].row)
		}
		if in == netset.Maybe && w.split != nil {
			return nil
		}
		if r.rivals > 0 {
			r = &t.routes[i+w.choose(choiceKey{RouteConflict, t.id, r.row}, r.rivals+1)]
		}
		w.hop(Hop{Resource: t.id, Kind: kind.RouteTableKind, Decision: Pass, Row: r.row})
		return r.target.follow(w, r)
	}
	if there := w.side(w.to); there.iface != nil && there.vpc() == t.vpc && !w.to.isPublic() {
		return arriving{there.iface} // in a subnet that has no block, or a refused one: said there
	}
	w.hop(Hop{Resource: t.id, Kind: kind.RouteTableKind, Decision: Drop})
	w.block(reasonKey{code: NoRouteToDestination, resource: t.id})
	w.missedEndpoint(t)
	return w.land()
}

// blackhole is a target that was deleted: the route still matches, and drops (semantics 14).
type blackhole struct{ name string }

func (blackhole) allows(*route) bool { return true }

func (b blackhole) follow(w *walk, r *route) node {
	w.block(reasonKey{code: BadStateRoute, resource: r.table.id, row: r.row, detail: b.name})
	return w.land()
}
