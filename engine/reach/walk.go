package reach

import (
	"slices"

	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// Direction tells the way there from the way back.
type Direction string

// The directions of a walk.
const (
	Forward Direction = "forward"
	Return  Direction = "return"
)

// Decision is what happened to the packet at a hop.
type Decision string

// The decisions. A packet goes on behind Deny and Drop only hypothetically, to find every blocker.
const (
	Allow  Decision = "allow"  // a filter let it pass
	Deny   Decision = "deny"   // a filter stopped it
	Pass   Decision = "pass"   // a gateway, table or end took it on
	Drop   Decision = "drop"   // a gateway, table or end lost it
	Arrive Decision = "arrive" // the end of the way
)

// Hop is one place on the way.
type Hop struct {
	Resource string    `json:"resource"`
	Kind     kind.Name `json:"kind"`
	Decision Decision  `json:"decision"`
	// Row is the rule, entry, route or interface that decided, where one did.
	Row string `json:"row,omitzero"`
	// Rewrite is what the hop did to an address of the packet.
	Rewrite Rewrite `json:"rewrite,omitzero"`
	// Name is what was resolved there, before the packet was sent.
	Name string `json:"name,omitzero"`

	translation translation
}

// A reasonKey is a Reason as the walk finds it: comparable, with no text yet.
type reasonKey struct {
	code     Code
	resource string
	row      string
	dir      Direction
	// detail is one more value for the sentence.
	detail string
	// egress tells the two rule lists of a filter apart.
	egress bool
}

// A walk follows one class of conversations from one side to the other and back, by AWS's rules in
// AWS's order. Where something blocks, the walk notes the reason and goes on as if it were mended,
// so that one walk finds every blocker. Where a filter would treat parts of the class differently,
// it stops with a split; whoever drives it walks the parts.
type walk struct {
	net      *Network
	src, dst side
	// via is the NAT gateway that the request went through; its interface is nil for none.
	via side
	// hand is the load balancer's node that keeps the client's address, with a target; nil for none.
	// handed: the packet is behind that node.
	hand   *handover
	handed bool
	// endpoint is the gateway endpoint that the request went through; nil for none.
	endpoint *gatewayEndpoint
	class    class
	dir      Direction
	// from and to are the addresses in the packet's header now; traffic is its protocol and ports.
	from, to slot
	traffic  netset.Traffic
	// beyond: the packet is on the far side of the NAT gateway.
	beyond bool
	// bare: nobody wants to see the hops.
	bare bool

	hops    [2][]Hop
	lamps   Lamps
	reasons []reasonKey
	// stops are what was stopped, reason by reason; a bare walk keeps none.
	stops   []Stop
	blocked bool
	// lost: the destination is nobody's, so there is no way back to look at.
	lost bool
	// outlet is the egress-only gateway that let the request out; strayed: what is not known took it.
	outlet  *egressOnly
	strayed bool
	split   []class
}

// maxHops bounds a walk: a loop of routes between boxes would never end.
const maxHops = 64

// run walks there and back.
func (w *walk) run() {
	w.hops[0], w.hops[1] = w.hops[0][:0], w.hops[1][:0]
	w.reasons, w.stops, w.split, w.lamps = w.reasons[:0], w.stops[:0], nil, Lamps{}
	w.blocked, w.lost = false, false
	w.via, w.beyond, w.endpoint = side{}, false, nil
	w.outlet, w.strayed, w.handed = nil, false, false
	w.dir, w.from, w.traffic = Forward, srcPrivate, w.class.traffic
	w.to = dstPrivate
	if w.dst.byPublic {
		w.to = dstPublic
	}
	w.travel(w.src.start())
	if w.split != nil || w.lost {
		return
	}
	reply := w.request().Reply()
	if reply.IsEmpty() {
		return // nothing answers this
	}
	w.dir, w.traffic = Return, reply
	w.from, w.to = w.to, w.from
	w.travel(w.answering().start())
}

func (w *walk) travel(at node) {
	for range maxHops {
		if at == nil || w.split != nil {
			return
		}
		at = at.step(w)
	}
	w.block(reasonKey{code: NoPossibleDest})
}

// side is who owns the address in a slot.
func (w *walk) side(s slot) *side {
	switch s.private() {
	case srcPrivate:
		return &w.src
	case viaPrivate:
		return &w.via
	case targetPrivate:
		return &w.hand.side
	}
	return &w.dst
}

// is6 reports whether the address in a slot is one of IPv6.
func (w *walk) is6(s slot) bool { return is6(w.class.addr[s]) }

func is6(set netset.AddrSet) bool {
	r := set.Ranges()
	return len(r) > 0 && r[0].Lo.Is6()
}

// request is the traffic of the request where the packet is.
func (w *walk) request() netset.Traffic {
	t := w.class.traffic
	if w.beyond {
		t = t.Sourced(netset.AnyClient) // semantics 38
		if w.class.isMapped {
			t = t.Intersect(w.class.mapped)
		}
	}
	if w.handed {
		t = t.Aimed(w.hand.to.port)
	}
	return t
}

// narrowed is the class of which only t is left of the request where the packet is.
func (w *walk) narrowed(t netset.Traffic) class {
	if w.handed {
		t = t.Aimed(w.hand.port)
	}
	if w.beyond {
		return w.class.withMapped(t)
	}
	return w.class.withTraffic(t)
}

func (w *walk) hop(h Hop) {
	if w.bare {
		return
	}
	i := 0
	if w.dir == Return {
		i = 1
	}
	w.hops[i] = append(w.hops[i], h)
}

// block notes a blocker; the walk goes on as if it were mended. It reports whether it is news: what
// was mended once, in the same direction or for both, is mended.
func (w *walk) block(r reasonKey) bool {
	r.dir = w.dir
	w.blocked = true
	w.markDropped()
	if slices.Contains(w.reasons, r) {
		return false
	}
	w.reasons = append(w.reasons, r)
	if !w.bare {
		w.stops = append(w.stops, w.stop())
	}
	return true
}

// markDropped says of the place where the packet is that it goes no further. Filters say so themselves.
func (w *walk) markDropped() {
	hops := w.hops[0]
	if w.dir == Return {
		hops = w.hops[1]
	}
	if n := len(hops); n > 0 && hops[n-1].Decision == Pass {
		hops[n-1].Decision = Drop
	}
}

// blockOnce is block for what one repair mends for both directions.
func (w *walk) blockOnce(r reasonKey) bool {
	for _, old := range w.reasons {
		if old.code == r.code && old.resource == r.resource && old.row == r.row {
			w.blocked = true
			w.markDropped()
			return false
		}
	}
	return w.block(r)
}

// noted reports whether a blocker is on the list already.
func (w *walk) noted(c Code, resource string) bool {
	return slices.ContainsFunc(w.reasons, func(r reasonKey) bool { return r.code == c && r.resource == resource })
}

// doubt splits on something that is not known: in one half of the class it blocks, in the other not.
func (w *walk) doubt(r reasonKey) {
	if w.choose(choiceKey{r.code, r.resource, r.row}, 2) == 1 {
		w.blockOnce(r)
	}
}

// choose picks one of n ways to resolve what the design leaves open. The first time it splits the
// class into one part for each way. Behind a blocker it no longer matters: the first way is as good.
func (w *walk) choose(k choiceKey, n int) int {
	if i, ok := w.class.picked(k); ok {
		return i
	}
	if !w.blocked && w.split == nil {
		for i := range n {
			w.split = append(w.split, w.class.withChoice(k, i))
		}
	}
	return 0
}

// member tells whether the address in slot s lies in set, and splits the class where that depends.
// Behind a blocker it answers Maybe instead.
func (w *walk) member(s slot, set netset.AddrSet) netset.Answer {
	in := set.In(w.class.addr[s])
	if in == netset.Maybe && !w.blocked {
		w.cutAddr(s, set)
	}
	return in
}

// What a walk does once it is split is thrown away, so only the first split counts.
func (w *walk) cutAddr(s slot, set netset.AddrSet) {
	if w.split != nil {
		return
	}
	a := w.class.addr[s]
	w.split = []class{w.class.withAddr(s, a.Intersect(set)), w.class.withAddr(s, a.Minus(set))}
}

// keep splits the class into what a filter let through of the packets at hand, and the rest.
func (w *walk) keep(passed netset.Traffic) {
	if w.split != nil {
		return
	}
	asked, stopped := w.request(), w.traffic.Minus(passed)
	if w.dir == Return {
		stopped = stopped.Asking().Intersect(asked)
	}
	w.split = []class{w.narrowed(asked.Minus(stopped)), w.narrowed(stopped)}
}

// only lets through what is in t, and blocks the rest.
func (w *walk) only(t *netset.Traffic, r reasonKey) {
	switch t.In(&w.traffic) {
	case netset.No:
		w.block(r)
	case netset.Maybe:
		if !w.blocked {
			w.keep(*t)
		}
	}
}

// land is where a packet goes on when its way was blocked and nothing says how it would go: as
// close to its destination as both ends' own filters allow to be evaluated.
func (w *walk) land() node {
	if w.split != nil {
		return nil
	}
	here, there := w.side(w.from), w.side(w.to)
	if there.network != nil {
		return atOffice{there.network}
	}
	if there.iface == nil || w.to.isPublic() {
		if v := here.vpc(); v != nil {
			return leavingVPC{v}
		}
		return outside{}
	}
	w.apart()
	return arriving{there.iface}
}

// apart notes that nothing joins the VPCs of the two ends, if they are different. Where a peering does,
// what lacks are routes, which is said already, and perhaps its acceptance.
func (w *walk) apart() {
	if from, to := w.src.vpc(), w.dst.vpc(); from != to {
		if x := between(from, to); x != nil {
			x.isActive(w)
			return
		}
		w.blockOnce(reasonKey{code: DisconnectedVPCs, resource: vpcID(from), detail: w.net.name(vpcID(to))})
	}
}

func vpcID(v *vpc) string {
	if v == nil {
		return ""
	}
	return v.id
}
