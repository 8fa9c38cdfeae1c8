package reach

import (
	"net/netip"

	"vpcanvas/engine/netset"
)

// A peer is the other end, as one side sees it.
type peer struct {
	face
	// near: in the same subnet, where neither border nor router is met (semantics 15, 72).
	near bool
	// public: it is outside, or has a public address.
	public bool
}

// A half is what one side alone lets pass, to and fro: with the addresses of both ends given,
// whether a conversation passes is a question to the sender's side, which looks at the receiver's
// address only, and a question to the receiver's side, which looks at the sender's address only.
// So what surely passes is what both halves surely let pass, and likewise possibly, and a pair costs
// one intersection. Only contradictions that both sides share are resolved twice, in all ways:
// possibly then holds what passes when each side resolves them as it likes.
func (p *post) half(to *peer, starts bool) netset.Three {
	var surely, possibly netset.Traffic
	first := true
	worlds := p.border.worlds
	if to.near || len(worlds) == 0 {
		worlds = []world{{}}
	}
	for i := range worlds {
		for _, at := range samples(to.at, p.cuts) {
			if at.Is4() != p.is4 { // semantics 2
				continue
			}
			one := p.one(&worlds[i], to, at, starts)
			possibly = possibly.Union(one.Possibly)
			if first {
				surely, first = one.Surely, false
			} else {
				surely = surely.Intersect(one.Surely)
			}
		}
	}
	if p.doubtful {
		surely = netset.Traffic{}
	}
	if starts {
		surely, possibly = surely.From(p.ports), possibly.From(p.ports)
	}
	return netset.Three{Surely: surely, Possibly: possibly}
}

// one is a half in one world and with one address.
func (p *post) one(w *world, to *peer, at netip.Addr, starts bool) netset.Three {
	var groups netset.Traffic
	if starts {
		groups = p.egress.at(at, to.wears)
	} else {
		groups = p.ingress.at(at, to.wears)
	}
	switch {
	case to.near:
		return netset.Known(groups)
	case w.egress == nil: // too many worlds
		return netset.Three{Possibly: groups}
	}
	out, in, leads := w.egress.at(at), w.ingress.at(at), p.leads(w, to, at)
	if starts {
		return when(leads, groups.Intersect(out.pass).Intersect(in.answered), netset.Traffic{})
	}
	request := groups.Intersect(in.pass)
	back := when(leads, request.Intersect(out.answered), request.Intersect(netset.OneWay))
	if !to.public {
		return back
	}
	return p.enters(at).and(back)
}

// leads tells whether packets to the peer get there.
func (p *post) leads(w *world, to *peer, at netip.Addr) netset.Answer {
	if !to.public {
		return w.leads(at)
	}
	answer, byGateway := w.leadsOut(at)
	if byGateway {
		return min(answer, p.public)
	}
	return answer
}

// enters tells whether packets from outside get in: by the gateway, to a public address, and with a
// source that may be outside (semantics 25, 28, 32).
func (p *post) enters(from netip.Addr) doubt {
	v := p.border.vpc
	if v.blocks.Has(from) || netset.RFC1918.Has(from) || netset.RFC6598.Has(from) {
		return doubt(netset.No)
	}
	return doubt(min(v.gateway(), p.public))
}

// when is yes where the answer is Yes, no where it is No, and anything between where it is Maybe.
// No holds less than yes.
func when(a netset.Answer, yes, no netset.Traffic) netset.Three {
	switch a {
	case netset.Yes:
		return netset.Known(yes)
	case netset.Maybe:
		return netset.Three{Surely: no, Possibly: yes}
	}
	return netset.Known(no)
}

// A doubt is an answer that stands before knowledge.
type doubt netset.Answer

func (d doubt) and(t netset.Three) netset.Three {
	switch netset.Answer(d) {
	case netset.Yes:
		return t
	case netset.Maybe:
		return netset.Three{Possibly: t.Possibly}
	}
	return netset.Three{}
}
