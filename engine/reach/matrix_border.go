package reach

import (
	"net/netip"
	"slices"

	"vpcanvas/engine/netset"
)

// A border is what packets meet between a subnet and its VPC: a network ACL and a route table.
type border struct {
	vpc *vpc
	// of is a subnet that has it.
	of *subnet
	// worlds are the ways to resolve its contradictions; none where there are too many.
	worlds []world
	// cuts are the addresses at which its filters and routes begin to treat peers differently.
	cuts []netip.Addr
	// toNAT are the addresses that its routes lead, or may lead, to a NAT gateway: publicToNAT tells
	// whether some are public, facesToNAT which faces of the VPC; nil for none.
	toNAT       netset.AddrSet
	publicToNAT bool
	facesToNAT  []bool
	// joins are the other VPCs that its routes lead, or may lead, to; joinsAny: it may be any of them.
	joins    map[string]bool
	joinsAny bool
	// out6: it has a route to the internet over IPv6.
	out6 bool
}

func newBorder(s *subnet) *border {
	b := &border{vpc: s.vpc, of: s}
	b.findNAT(s.table)
	b.findJoined(s.table)
	for _, set := range []netset.AddrSet{s.vpc.blocks, noHosts} {
		b.cuts = cutAround(b.cuts, set.Ranges()...)
	}
	for _, entries := range [][]aclEntry{s.acl.egress, s.acl.ingress} {
		for i := range entries {
			b.cuts = cutAround(b.cuts, entries[i].set.Ranges()...)
		}
	}
	for i := range s.table.routes {
		b.cuts = cutAround(b.cuts, s.table.routes[i].set.Ranges()...)
	}
	sieves := func(entries []aclEntry) []*aclSieve {
		var all []*aclSieve
		for _, so := range resolved(entries, func(e *aclEntry) int { return e.rivals }) {
			all = append(all, &aclSieve{entries: so, memo: map[string]*sifted{}})
		}
		return all
	}
	egress, ingress := sieves(s.acl.egress), sieves(s.acl.ingress)
	tables := resolved(s.table.routes, func(r *route) int { return r.rivals })
	if len(egress)*len(ingress)*len(tables) > maxWorlds {
		return b
	}
	for _, out := range egress {
		for _, in := range ingress {
			for _, routes := range tables {
				b.worlds = append(b.worlds, world{out, in, routes})
			}
		}
	}
	return b
}

func cutAround(cuts []netip.Addr, ranges ...netset.Range[netip.Addr]) []netip.Addr {
	for _, r := range ranges {
		cuts = append(cuts, r.Lo, r.Hi.Next())
	}
	return cuts
}

func sortedCuts(cuts []netip.Addr) []netip.Addr {
	slices.SortFunc(cuts, netip.Addr.Compare)
	return slices.Compact(cuts)
}

// samples appends one address of each part into which cuts divide set: what holds for it holds for the part.
func samples(all []netip.Addr, set netset.AddrSet, cuts []netip.Addr) []netip.Addr {
	for _, r := range set.Ranges() {
		all = append(all, r.Lo)
		at, exact := slices.BinarySearchFunc(cuts, r.Lo, netip.Addr.Compare)
		if exact {
			at++
		}
		for ; at < len(cuts) && cuts[at].Compare(r.Hi) <= 0; at++ {
			all = append(all, cuts[at])
		}
	}
	return all
}

// findJoined notes where the routes lead besides the VPC itself.
func (b *border) findJoined(t *routeTable) {
	for i := range t.routes {
		r := &t.routes[i]
		switch to := r.target.(type) {
		case *peering:
			if far := to.far(b.vpc); far == "" {
				b.joinsAny = true
			} else if b.joins == nil {
				b.joins = map[string]bool{far: true}
			} else {
				b.joins[far] = true
			}
		case *internetGateway, *egressOnly:
			b.out6 = b.out6 || r.dest.Addr().Is6()
		case local, blackhole, *vpnGateway, *natGateway:
		default:
			b.joinsAny = true
		}
	}
}

// leads tells whether packets to a private address of a VPC, this one or another, get there (semantics
// 1, 8, 86).
func (w *world) leads(from, there *vpc, to netip.Addr) netset.Answer {
	r := w.route(to)
	if r == nil {
		if from == there {
			return netset.Yes // only a subnet without a block, or one that AWS would refuse, has no route to it
		}
		return netset.No
	}
	switch t := r.target.(type) {
	case local:
		if t.vpc == there {
			return netset.Yes
		}
		return netset.No
	case blackhole, *internetGateway, *egressOnly, *vpnGateway:
		return netset.No
	case *peering:
		return t.leads(from, there)
	case *forwarder:
		return t.forwards(r)
	}
	return netset.Maybe // not modelled, or not in the design
}

// leadsOut tells whether packets to an address outside get there: byGateway by a gateway to the internet,
// which alone asks for an address that is known there. starts is for what is no reply.
func (w *world) leadsOut(peer *peer, to netip.Addr, starts bool) (answer netset.Answer, byGateway bool) {
	r := w.route(to)
	if r == nil {
		return netset.No, false
	}
	switch t := r.target.(type) {
	case *internetGateway:
		if t.vpc == nil || noHosts.Has(to) { // semantics 23, 28
			return netset.No, true
		}
		return r.table.vpc.gateway(), true
	case *egressOnly:
		if starts && !noHosts.Has(to) {
			return netset.Yes, true
		}
		return netset.No, true
	case local, blackhole:
		return netset.No, false
	case *peering:
		return t.leads(r.table.vpc, nil), false
	case *vpnGateway:
		if peer.isInterface { // nobody behind a link has its address
			return netset.No, false
		}
		return t.leadsAway(to), false
	case *forwarder:
		return t.forwards(r), false
	}
	return netset.Maybe, false
}

// route is the longest prefix that holds the address; nil for none.
func (w *world) route(to netip.Addr) *route {
	for i := range w.routes {
		if w.routes[i].set.Has(to) {
			return &w.routes[i]
		}
	}
	return nil
}

// forwards: what a middlebox does with a packet is not modelled (semantics 22, 45, 46, 47).
func (f *forwarder) forwards(r *route) netset.Answer {
	if i := f.pick(r); i == nil || i.vpc() != r.table.vpc || !i.running || i.check {
		return netset.No
	}
	return netset.Maybe
}

// gateway tells whether the VPC has an internet gateway; several contradict each other (semantics 23).
func (v *vpc) gateway() netset.Answer {
	switch len(v.gateways) {
	case 0:
		return netset.No
	case 1:
		return netset.Yes
	}
	return netset.Maybe
}
