package reach

import (
	"fmt"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/netset"
)

// isWalked reports whether the sets do not know the way between two ends, there or back, so that the
// walk has to say.
func (m *Matrix) isWalked(from, to *MatrixEnd) bool {
	switch {
	case from.isOutside && to.isOutside:
		return false
	case from.isOutside:
		return m.outside[from.place].network != nil || m.places[to.place].meetsNAT(&m.outside[from.place])
	case to.isOutside:
		return m.outside[to.place].network != nil || m.places[from.place].meetsNAT(&m.outside[to.place])
	}
	a, b := &m.places[from.place], &m.places[to.place]
	if a.isBalancer || b.isBalancer || b.service != nil {
		return true
	}
	for i := range a.seats {
		for k := range b.seats {
			if m.meetsNAT(&a.seats[i], &b.seats[k]) || a.seats[i].crosses6(&b.seats[k]) {
				return true
			}
		}
	}
	return false
}

// meetsNAT reports whether what it sends to a part of the outside, replies included, may come to a
// NAT gateway. What a load balancer answers is never for the sets to say.
func (p *place) meetsNAT(outside *peer) bool {
	if p.isBalancer {
		return true
	}
	for i := range p.seats {
		if nat := &p.seats[i].post.border.toNAT; !nat.IsEmpty() && nat.Overlaps(outside.at) {
			return true
		}
	}
	return false
}

// crosses6 reports whether a request may go from VPC to VPC by the internet, over IPv6.
func (s *seat) crosses6(t *seat) bool {
	return s.vpc != t.vpc && !s.post.is4 && !t.post.is4 && (s.post.border.out6 || t.post.border.out6)
}

// meetsNAT reports whether a request from s to t or its reply may come to a NAT gateway, by the
// private addresses or by the public one of t.
func (m *Matrix) meetsNAT(s, t *seat) bool {
	a, b := s.post.border, t.post.border
	if a.toNAT.IsEmpty() && b.toNAT.IsEmpty() {
		return false
	}
	if t.post.public != netset.No && (a.publicToNAT || b.publicToNAT) {
		return true
	}
	if s.vpc != t.vpc {
		if !m.mayLead(s.vpc, t.vpc) {
			return false // whatever the address is translated to, it does not get there
		}
		return a.toNAT.Overlaps(m.faces[t.vpc][t.face].at) || b.toNAT.Overlaps(m.faces[s.vpc][s.face].at)
	}
	return s.subnet != t.subnet && (a.leadsToNAT(t.face) || b.leadsToNAT(s.face))
}

// mayLead reports whether a table of one VPC leads, or may lead, to another VPC.
func (m *Matrix) mayLead(from, to *vpc) bool {
	if m.tables == nil {
		m.tables = map[*vpc]*border{}
		for _, t := range m.net.tables {
			b := m.tables[t.vpc]
			if t.vpc == nil {
				continue
			}
			if b == nil {
				b = &border{vpc: t.vpc}
				m.tables[t.vpc] = b
			}
			b.findJoined(t)
		}
	}
	all := m.tables[from]
	return all != nil && (all.joinsAny || all.joins[to.id])
}

func (b *border) leadsToNAT(face int) bool { return b.facesToNAT != nil && b.facesToNAT[face] }

// findNAT notes which addresses the effective routes lead to a NAT gateway, and those of interfaces to
// which a route leads that covers themselves.
func (b *border) findNAT(t *routeTable) {
	var longer netset.AddrSet
	for i := range t.routes {
		r := &t.routes[i]
		if i > 0 && !t.routes[i-1].isRival(r) { // rivals are all of them possible
			longer = longer.Union(t.routes[i-1].set)
		}
		if translates(r.target) {
			b.toNAT = b.toNAT.Union(r.set.Minus(longer))
		} else if f, ok := r.target.(*forwarder); ok { // to itself it delivers, whatever else it does
			if i := f.pick(r); i != nil {
				for _, own := range i.private {
					b.toNAT = b.toNAT.Union(own.Intersect(r.set).Minus(longer))
				}
			}
		}
	}
	b.publicToNAT = b.toNAT.Overlaps(netset.Public4)
}

// translates reports a target that is a NAT gateway or a NAT instance.
func translates(t target) bool {
	if f, ok := t.(*forwarder); ok {
		return f.nats != nil
	}
	_, ok := t.(*natGateway)
	return ok
}

// findFaces notes which faces of the VPC those addresses are.
func (b *border) findFaces(faces []face) {
	if b.toNAT.IsEmpty() {
		return
	}
	b.facesToNAT = make([]bool, len(faces))
	for i := range faces {
		b.facesToNAT[i] = b.toNAT.Overlaps(faces[i].at)
	}
}

// walked is what the walk says of two ends: once for each pair of classes, between any two of them.
func (m *Matrix) walked(from, to *MatrixEnd) setID {
	a, b := m.alike(*from, *to)
	key := [2]int{m.column(&a), m.column(&b)}
	id, ok := m.walks[key]
	if !ok {
		id = m.walkAll(m.standIns(&a, false), m.standIns(&b, key[0] == key[1]))
		m.walks[key] = id
	}
	return id
}

// standIns are the members that the walk is asked about: one resource of the class, or another one.
// Each node of a load balancer is a member, as it is for a question.
func (m *Matrix) standIns(e *MatrixEnd, other bool) []member {
	if e.isOutside {
		if network := m.outside[e.place].network; network != nil {
			return network.members(m.outside[e.place].at)
		}
		return []member{outsideMember(e.ID, m.outside[e.place].at)}
	}
	p := &m.places[e.place]
	all := p.some
	if other {
		all = p.other
	}
	switch {
	case p.service != nil:
		return []member{*p.service}
	case len(all) == 0 || len(p.seats) == 0 && !p.isBalancer:
		return nil
	case p.isSpread:
		return nodesOf(all, "")
	}
	one := member{id: all[0].Resource, weight: 1}
	for _, i := range all {
		one.sides = append(one.sides, interfaceSides(i, netset.AllAddrs)...)
	}
	return []member{one}
}

// walkAll is what all pairs of members let pass: surely what each does, possibly what any does.
func (m *Matrix) walkAll(from, to []member) setID {
	a := newBareAsker(m.net, Question{Service: design.Service{Protocol: netset.AllProtocols}})
	id, first := nothing, true
	for i := range from {
		for k := range to {
			one := m.pool.id(a.anyWay(&from[i], &to[k]))
			if first {
				id, first = one, false
			} else {
				id = m.pool.either(id, one)
			}
		}
	}
	return id
}

// anyWay is what passes between two members by any of their addresses, from and to all of those that
// are meant in full. It is asker.members without the words.
func (a *asker) anyWay(from, to *member) netset.Three {
	if to.name != nil {
		return a.anyName(from, to)
	}
	var sum netset.Three
	for i := range from.sides {
		for k := range to.sides {
			for _, dst := range waysTo(nil, &from.sides[i], &to.sides[k], false) {
				parts := a.sides(from.sides[i], dst.side, false)
				way := parts[0].three
				for _, part := range parts[1:] {
					way.Surely, way.Possibly = way.Surely.Intersect(part.three.Surely), way.Possibly.Union(part.three.Possibly)
				}
				if dst.onlySurely {
					way = netset.Known(way.Surely)
				}
				sum = sum.Or(way)
			}
		}
	}
	p := Pair{Allowed: sum, Client: from.sides[0].ports}
	a.balance(&p, from, to)
	return p.Allowed
}

// anyName is anyWay to what is known by a name: what all that it leads to let pass.
func (a *asker) anyName(from, to *member) netset.Three {
	var sum netset.Three
	for i, p := range a.named(nil, from, to) {
		if i == 0 {
			sum = p.Allowed
		}
		sum.Surely, sum.Possibly = sum.Surely.Intersect(p.Allowed.Surely), sum.Possibly.Union(p.Allowed.Possibly)
	}
	return sum
}

// targetTexts tell apart the interfaces that load balancers ask: one on other ports is another one to them.
func targetTexts(n *Network) map[*Interface]string {
	texts := map[*Interface]string{}
	var ids []string
	for id := range n.balancers {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		for i, asks := range n.balancers[id].asks {
			texts[i] += fmt.Sprint(" ", id, " ", asks.Entries())
		}
	}
	return texts
}
