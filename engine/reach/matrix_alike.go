package reach

import (
	"fmt"
	"net/netip"
	"slices"

	"vpcanvas/engine/netset"
)

// Of pairs that the walk cannot tell apart it is asked about one. There are two kinds of those, and they
// are most of the walks of a large design with a NAT gateway.
//
// A design of many VPCs names hundreds of blocks, and each is a part of the outside world; of one VPC's
// groups, network ACLs, routes and links nearly all of these are on the same sides. A walk asks about an
// address only on which side of such a block it is, so what it says of one part holds for all that lie in
// the same stretches between them.
//
// What comes to a public address of another VPC by way of a NAT gateway shows the gateway's public
// address, which AWS picks: all that is asked there is what the receiver lets in from one, and that is a
// half (post.fromAny). Receivers with the same half give one sender the same answer.

// alike is the pair that the walk is asked about for a pair.
func (m *Matrix) alike(from, to MatrixEnd) (MatrixEnd, MatrixEnd) {
	switch {
	case from.isOutside:
		from = m.firstLike(from, to.place)
	case to.isOutside:
		to = m.firstLike(to, from.place)
	default:
		to = m.firstBeyond(from, to)
	}
	return from, to
}

// firstLike is the first part of the outside world that the VPC of a place cannot tell from this one.
func (m *Matrix) firstLike(outside MatrixEnd, place int) MatrixEnd {
	if v := m.places[place].home(); v != nil && m.outside[outside.place].network == nil {
		if m.firsts[v] == nil {
			m.firsts[v] = m.findFirsts(v)
		}
		outside.place = m.firsts[v][outside.place]
	}
	return outside
}

// firstBeyond is the first place that lets in from a NAT gateway's public address what this one does.
func (m *Matrix) firstBeyond(from, to MatrixEnd) MatrixEnd {
	s, t := m.places[from.place].only(), m.places[to.place].only()
	if m.beyond == nil || s == nil || t == nil || s.vpc == t.vpc || !t.doubtsAddressesOnly() || m.mayLead(s.vpc, t.vpc) {
		return to
	}
	key := beyond{from.place, t.post.fromAny}
	if first, met := m.beyond[key]; met {
		to.place = first
	} else {
		m.beyond[key] = to.place
	}
	return to
}

// doubtsAddressesOnly reports a seat with a public address whose half is open only as far as nobody knows
// the address that AWS will pick. There are other ways not to know, and the walk has its own for each.
func (s *seat) doubtsAddressesOnly() bool {
	b := s.post.border
	return s.post.public == netset.Yes && !s.post.doubtful && len(b.worlds) == 1 && len(s.vpc.gateways) < 2 && s.vpc.vpn == nil && !b.joinsAny && !b.publicToNAT
}

// beyond is a sender behind a NAT gateway, and what a receiver in another VPC lets in from there.
type beyond struct {
	from int
	half setID
}

// only is the seat of a place that has no other interface and no other address, over IPv4; nil for none.
func (p *place) only() *seat {
	if p.isBalancer || p.isSpread || len(p.some) != 1 || len(p.seats) != 1 || !p.seats[0].post.is4 {
		return nil
	}
	return &p.seats[0]
}

// home is the VPC in which all that a place stands for lies; nil where it is not one, and for what hands
// packets on to wherever its targets are.
func (p *place) home() *vpc {
	var v *vpc
	if p.isBalancer || p.service != nil {
		return nil
	}
	for _, i := range p.some {
		if i.subnet == nil || v != nil && i.vpc() != v {
			return nil
		}
		v = i.vpc()
	}
	return v
}

// findFirsts gives, for each part of the outside world, the first one in the same stretches.
func (m *Matrix) findFirsts(v *vpc) []int {
	cuts := m.net.comparedIn(v)
	firsts, known := make([]int, len(m.outside)), map[string]int{}
	var at []netip.Addr
	var key []byte
	for i := range m.outside {
		key = key[:0]
		at = samples(at[:0], m.outside[i].at, cuts)
		last := -1
		for _, a := range at {
			if n := stretch(cuts, a); n != last {
				key, last = fmt.Append(key, n, " "), n
			}
		}
		first, met := known[string(key)]
		if !met || m.outside[i].network != nil {
			first = i
		}
		if !met && m.outside[i].network == nil {
			known[string(key)] = i
		}
		firsts[i] = first
	}
	return firsts
}

// comparedIn are the addresses at which something in a VPC begins to treat hosts outside differently:
// what its groups, network ACLs and routes name, its gateways and links refuse or carry, and the
// addresses at which AWS answers.
func (n *Network) comparedIn(v *vpc) []netip.Addr {
	cuts := []netip.Addr{netip.IPv6Unspecified()} // no block ends where one family does
	cut := func(set netset.AddrSet) { cuts = cutAround(cuts, set.Ranges()...) }
	for _, set := range []netset.AddrSet{v.blocks, noHosts, hosts} {
		cut(set)
	}
	for _, at := range slices.Concat(resolverAddrs, otherAddrs, []netip.Addr{v.resolver()}) {
		cuts = append(cuts, at, at.Next())
	}
	if v.vpn != nil {
		for _, l := range v.vpn.links {
			cut(netset.Prefixes(l.announces...))
		}
	}
	for _, s := range n.subnets {
		if s.vpc != v {
			continue
		}
		for _, entries := range [][]aclEntry{s.acl.egress, s.acl.ingress} {
			for i := range entries {
				cut(entries[i].set)
			}
		}
		for _, routes := range [][]route{s.table.routes, s.table.all} {
			for i := range routes {
				cut(routes[i].set)
			}
		}
	}
	seen := map[*group]bool{}
	for _, i := range n.interfaces {
		if i.subnet == nil || i.vpc() != v {
			continue
		}
		for _, g := range i.groups {
			if seen[g] {
				continue
			}
			seen[g] = true
			for _, rules := range [][]groupRule{g.egress, g.ingress} {
				for k := range rules {
					cut(rules[k].set)
				}
			}
		}
	}
	return sortedCuts(cuts)
}
