package reach

import (
	"net/netip"

	"vpcanvas/engine/netset"
)

// A peer is the other end, as one side sees it.
type peer struct {
	face
	// vpc is where it lies; nil outside.
	vpc *vpc
	// network is the corporate network that it is; nil for none.
	network *corporateNetwork
	// near: in the same subnet, where neither border nor router is met (semantics 15, 72).
	near bool
	// public: it is outside, or has a public address. isInterface: that is one of an interface.
	public, isInterface bool
}

// half is what one side alone lets pass, to and fro: with the addresses of both ends given,
// whether a conversation passes is a question to the sender's side, which looks at the receiver's
// address only, and a question to the receiver's side, which looks at the sender's address only.
// So what surely passes is what both halves surely let pass, and likewise possibly, and a pair costs
// one intersection. Only contradictions that both sides share are resolved twice, in all ways:
// possibly then holds what passes when each side resolves them as it likes.
func (m *Matrix) half(p *post, to *peer, starts bool) setID {
	worlds := p.border.worlds
	if to.near || len(worlds) == 0 {
		worlds = noWorld
	}
	id, first := nothing, true
	m.samples = samples(m.samples[:0], to.at, p.cuts)
	for i := range worlds {
		for _, at := range m.samples {
			if at.Is4() != p.is4 { // semantics 2
				continue
			}
			one := m.pool.and(p.groups(starts).at(m.pool, at, to.wears), m.border(p, &worlds[i], to, at, starts))
			if first {
				id, first = one, false
			} else {
				id = m.pool.either(id, one)
			}
		}
	}
	if p.doubtful {
		id = m.pool.either(id, nothing)
	}
	if id = m.pool.and(id, p.over); starts {
		return m.pool.and(id, p.client)
	}
	if id = m.pool.and(id, p.answers); to.public {
		id = m.pool.and(id, m.anyClient)
	}
	return id
}

// noWorld stands for a border that is not met, or that has too many ways to be.
var noWorld = []world{{}}

func (p *post) groups(egress bool) *groupSieve {
	if egress {
		return p.egress
	}
	return p.ingress
}

// A crossing is what a border has to say about one peer; equal ones let the same through.
type crossing struct {
	out, in *sifted
	leads   netset.Answer
	enters  netset.Answer
	starts  bool
}

// border is what the border of a post lets pass, the reply included, in one world and for one address.
func (m *Matrix) border(p *post, w *world, to *peer, at netip.Addr, starts bool) setID {
	switch {
	case to.near:
		return m.everything
	case w.egress == nil: // too many worlds
		return m.pool.either(m.everything, nothing)
	}
	c := crossing{out: w.egress.at(at), in: w.ingress.at(at), leads: p.leads(w, to, at, starts), enters: netset.Yes, starts: starts}
	if to.public && !starts {
		c.enters = p.enters(at)
	}
	id, ok := m.crossings[c]
	if !ok {
		id = m.pool.id(c.sets())
		m.crossings[c] = id
	}
	return id
}

func (c *crossing) sets() netset.Three {
	if c.starts {
		return when(c.leads, netset.Known(c.out.pass.Intersect(c.in.answered)), netset.Three{})
	}
	back := when(c.leads, netset.Known(c.in.pass.Intersect(c.out.answered)), netset.Known(c.in.pass.Intersect(netset.OneWay)))
	return when(c.enters, back, netset.Three{})
}

// leads tells whether packets to the peer get there.
func (p *post) leads(w *world, to *peer, at netip.Addr, starts bool) netset.Answer {
	if !to.public {
		return w.leads(p.border.vpc, to.vpc, at)
	}
	answer, byGateway := w.leadsOut(to, at, starts)
	switch {
	case byGateway && at.Is6() && p.unrouted:
		return netset.No
	case byGateway && at.Is4():
		return min(answer, p.public)
	}
	return answer
}

// enters tells whether packets from outside get in: by the gateway, to a public address, and with a
// source that may be outside (semantics 25, 28, 32).
func (p *post) enters(from netip.Addr) netset.Answer {
	v := p.border.vpc
	if v.blocks.Has(from) || noHosts.Has(from) || from.Is6() && p.unrouted {
		return netset.No
	}
	if from.Is6() { // semantics 29
		return v.gateway()
	}
	return min(v.gateway(), p.public)
}

// when is yes where the answer is Yes, no where it is No, and one of the two where it is Maybe.
// What no holds is in yes too.
func when(a netset.Answer, yes, no netset.Three) netset.Three {
	switch a {
	case netset.Yes:
		return yes
	case netset.Maybe:
		return netset.Three{Surely: no.Surely, Possibly: yes.Possibly}
	}
	return no
}
