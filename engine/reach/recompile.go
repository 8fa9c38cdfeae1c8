package reach

import (
	"cmp"
	"maps"
	"net/netip"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// Recompile is Compile for a design that was edited since old was compiled; old may be nil, and must
// have lost nothing. Where no packet can tell the difference (a name, a tag, a place on the canvas, an
// arrow) the network is the same one, and reads the new design for what things are called. Else the
// islands that the edit touched are compiled, by the same steps, and all others are taken over.
//
// That is sound since parts refer to parts of their own island only, and name what lies beyond (the VPC
// at the far end of a peering). What is in no island is either compiled each time (prefix lists,
// peerings, what "internet" means), or an edit of it compiles everything (scopes, zones, records).
func Recompile(old *Network, d *design.Design) *Network {
	if old == nil {
		return Compile(d)
	}
	edited := editedForPackets(old.design, d)
	if len(edited) == 0 && sameBlocks(old.design.Flows, d.Flows) && sameBlocks(d.Flows, old.design.Flows) {
		n := *old
		n.design = d
		return &n
	}
	was, is := old.islands(), old.islands()
	if len(edited) > 0 {
		is = was.after(d, edited)
	}
	p := &patch{builder: newBuilder(d, 0), was: was, is: is, stale: map[string]bool{}}
	p.old, p.profiles = old, old.profiles
	p.islands = func() *islands { return is } // and not p, which holds the old network
	p.byKind = regroup(old.byKind, old.design, d, edited, func(d *design.Design, id string) kind.Name { return d.Resources[id].Kind })
	if !p.findStale(edited) {
		return Compile(d)
	}
	p.choose()
	p.build()
	if !slices.Equal(p.narrow, old.narrow) { // what stands for IPv6 blocks that Amazon picks is another
		return Compile(d)
	}
	p.graft()
	return p.Network
}

// editedForPackets are the resources of which packets can tell that they were edited.
func editedForPackets(old, now *design.Design) []string {
	return slices.DeleteFunc(design.Edited(old, now), func(id string) bool {
		was, is := old.Resources[id], now.Resources[id]
		return was != nil && is != nil && was.Kind == is.Kind && was.Parent == is.Parent && was.Props == is.Props
	})
}

// sameBlocks reports whether the flows of b name no block that those of a do not name in the same place.
func sameBlocks(a, b map[string]*design.Flow) bool {
	for id, f := range b {
		was := a[id]
		if was == f {
			continue
		}
		if was == nil {
			was = &design.Flow{}
		}
		if f.From.CIDR != was.From.CIDR || f.To.CIDR != was.To.CIDR {
			return false
		}
	}
	return true
}

// regroup is lists of ids by a key, in order, after some resources were edited. Lists that nothing joins
// or leaves are shared with the old ones.
func regroup[K comparable](lists map[K][]string, old, now *design.Design, edited []string, key func(*design.Design, string) K) map[K][]string {
	came, gone, touched := map[K][]string{}, map[string]bool{}, map[K]bool{}
	for _, id := range edited {
		was, is := old.Resources[id] != nil, now.Resources[id] != nil
		if was && is && key(old, id) == key(now, id) {
			continue
		}
		if was {
			touched[key(old, id)], gone[id] = true, true
		}
		if is {
			to := key(now, id)
			came[to], touched[to] = append(came[to], id), true
		}
	}
	lists = maps.Clone(lists)
	for k := range touched {
		left := slices.DeleteFunc(slices.Clone(lists[k]), func(id string) bool { return gone[id] })
		if lists[k] = append(left, came[k]...); len(lists[k]) == 0 {
			delete(lists, k)
		}
		slices.Sort(lists[k])
	}
	return lists
}

// A patch compiles some islands anew and takes the rest of a network over.
type patch struct {
	*builder
	was, is *islands
	// stale are the places that are compiled, whole islands of before and after.
	stale map[string]bool
	// dropped are the ids of what there was in them.
	dropped []string
}

// findStale finds what must be compiled; false where that is everything.
func (p *patch) findStale(edited []string) bool {
	before, all := p.was.stale(edited)
	after, also := p.is.stale(edited)
	if all || also || slices.ContainsFunc(edited, p.isEverybodys) {
		return false
	}
	p.markCut(edited, before, after)
	for at := range p.was.cells {
		p.stale[at] = before[p.was.of(at)]
	}
	for at := range p.is.cells {
		p.stale[at] = p.stale[at] || after[p.is.of(at)]
	}
	return true
}

// isEverybodys reports whether parts anywhere may know a resource: a VPC with an IPv6 block that Amazon
// picks, or picked, which rules know by its stand-ins, and a peering that came or went, which the routes of
// a third VPC may name.
func (p *patch) isEverybodys(id string) bool {
	was, is := p.old.design.Resources[id], p.design.Resources[id]
	for _, r := range []*design.Resource{was, is} {
		switch {
		case r == nil:
		case r.Kind == kind.PeeringKind && (was == nil || is == nil):
			return true
		case r.Kind == kind.VPCKind && r.Props.(*kind.VPC).PicksIPv6():
			return true
		}
	}
	return false
}

// markCut marks the islands with subnets in which blocks begin or end that were typed or taken away: they
// tell interfaces apart there, or no longer do.
func (p *patch) markCut(edited []string, before, after map[string]bool) {
	cuts := map[netip.Addr]bool{}
	for _, id := range edited {
		was, is := blocksOfRows(p.old.design.Resources[id]), blocksOfRows(p.design.Resources[id])
		for _, sides := range [2][2]map[netip.Prefix]bool{{was, is}, {is, was}} {
			for block := range sides[0] {
				if !sides[1][block] {
					for _, at := range appendCuts(nil, block) {
						cuts[at] = true
					}
				}
			}
		}
	}
	if len(cuts) == 0 {
		return
	}
	for _, s := range p.old.subnets {
		for at := range cuts {
			if !s.cidr.IsValid() || s.cidr.Contains(at) || s.cidr6.Has(at) {
				before[p.was.of(s.vpc.id)] = true
				after[p.is.of(s.vpc.id)] = true
				break
			}
		}
	}
}

func blocksOfRows(r *design.Resource) map[netip.Prefix]bool {
	blocks := map[netip.Prefix]bool{}
	blocksIn(r, func(p netip.Prefix) { blocks[p] = true })
	return blocks
}

// choose lists what is compiled and what that takes the place of.
func (p *patch) choose() {
	p.ids = map[kind.Name][]string{kind.PeeringKind: p.byKind[kind.PeeringKind], kind.PrefixListKind: p.byKind[kind.PrefixListKind]}
	for at, stale := range p.stale {
		if !stale {
			continue
		}
		p.dropped = append(p.dropped, p.was.cells[at]...)
		// What AWS makes with a VPC is there also where the design leaves it out.
		p.dropped = append(p.dropped, design.MainRouteTableID(at), design.DefaultSecurityGroupID(at))
		for _, id := range p.is.cells[at] {
			if k := p.design.Resources[id].Kind; !joinsNothing[k] {
				p.ids[k] = append(p.ids[k], id)
			}
		}
	}
	size := 0
	for k := range p.ids {
		if !joinsNothing[k] {
			slices.Sort(p.ids[k])
			size += len(p.ids[k])
		}
	}
	p.pending, p.byResource = make([]pendingInterface, 0, size), make(map[string][]*Interface, size)
}

// graft puts what was compiled in its place among what there is.
func (p *patch) graft() {
	n, old := p.Network, p.old
	n.vpcs = grafted(old.vpcs, n.vpcs, p.dropped)
	n.subnets = grafted(old.subnets, n.subnets, p.dropped)
	n.groups = grafted(old.groups, n.groups, p.dropped)
	n.tables = grafted(old.tables, n.tables, p.dropped)
	n.byResource = grafted(old.byResource, n.byResource, p.dropped)
	n.inGroup = grafted(old.inGroup, n.inGroup, p.dropped)
	n.clients = grafted(old.clients, n.clients, p.dropped)
	n.balancers = grafted(old.balancers, n.balancers, p.dropped)
	n.services = grafted(old.services, n.services, p.dropped)
	n.networks = grafted(old.networks, n.networks, p.dropped)
	n.records = old.records
	for _, g := range old.loose {
		if !p.stale[cellOf(old.design, g.id)] {
			n.loose = append(n.loose, g)
		}
	}
	slices.SortFunc(n.loose, func(a, b *internetGateway) int { return cmp.Compare(a.id, b.id) })
	n.interfaces = make([]*Interface, 0, len(old.interfaces)+len(n.interfaces))
	for _, e := range edges {
		for _, id := range n.byKind[e.kind] {
			n.interfaces = append(n.interfaces, n.byResource[id]...)
		}
	}
}

func grafted[V any](old, part map[string]V, dropped []string) map[string]V {
	if len(part) == 0 && !slices.ContainsFunc(dropped, func(id string) bool { _, ok := old[id]; return ok }) {
		return old
	}
	all := maps.Clone(old)
	for _, id := range dropped {
		delete(all, id)
	}
	maps.Copy(all, part)
	return all
}
