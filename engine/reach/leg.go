package reach

import (
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// Role says what a leg is for.
type Role string

// The roles.
const (
	ListenerLeg Role = "listener" // the client asks the load balancer
	TargetLeg   Role = "target"   // the load balancer asks a target
	// ThroughLeg is the client asking a target through a load balancer that keeps its address: no
	// second conversation, but the whole of one.
	ThroughLeg Role = "through"
	// HealthLeg is the load balancer finding out whether a target works, where that is on a port of
	// its own. Verdicts do not ask how targets are, but one that fails its checks gets no traffic.
	HealthLeg Role = "health"
)

// Leg is one of the conversations that a load balancer makes of one.
type Leg struct {
	Role    Role    `json:"role"`
	Verdict Verdict `json:"verdict"`
	From    string  `json:"from"`
	To      string  `json:"to"`
	Service string  `json:"service"`
	// Client is the set of source ports that the verdict took.
	Client  netset.NumberSet `json:"-"`
	Path    []Hop            `json:"path"`
	Return  []Hop            `json:"return_path"`
	Reasons []Reason         `json:"reasons"`
	Lamps   Lamps            `json:"lamps"`
}

func legOf(role Role, p Pair, service string) Leg {
	return Leg{
		Role: role, Verdict: p.Verdict, From: p.From, To: p.To, Service: service, Client: p.Client,
		Path: p.Path, Return: p.Return, Reasons: p.Reasons, Lamps: p.Lamps,
	}
}

// balance makes of the answer about a load balancer's node that about the whole: what the listener
// lets in counts as far as targets answer behind it (semantics 125, 126, 135). from is the client; where
// its address is kept, the whole is one conversation for each target (semantics 130).
func (a *asker) balance(p *Pair, from, to *member) {
	node, seen, told := to.sides[0].iface, asIs, asIs
	if h := a.walk.hand; h != nil { // what the target is asked, and what that is to the client
		node, seen, told = h.to.iface, aimedAt(h.to.port), aimedAt(h.port)
	}
	if node == nil || node.balancer == nil {
		return
	}
	asked := a.q.asked(p.Client)
	listener := legOf(ListenerLeg, *p, ServiceText(a.q.Service))
	verdicts, reasons, whole := []Verdict{p.Verdict}, slices.Clone(p.Reasons), false
	for listeners := range node.balancer.byPort() {
		traffic := listeners[0].traffic()
		if coming := seen(asked); !traffic.Overlaps(&coming) {
			continue
		}
		b := a.behind(node, from, to, listeners)
		whole = whole || b.whole
		p.Balanced = append(p.Balanced, b.legs...)
		reasons = mergeReasons(reasons, b.reasons)
		verdicts = append(verdicts, b.verdict)
		stays := told(traffic)
		p.Allowed.Surely = p.Allowed.Surely.Minus(stays.Minus(b.allowed.Surely))
		p.Allowed.Possibly = p.Allowed.Possibly.Minus(stays.Minus(b.allowed.Possibly))
	}
	if whole {
		p.follow(p.Balanced)
	} else {
		p.Balanced = slices.Insert(p.Balanced, 0, listener)
	}
	p.Verdict = verdictOf(p.Allowed, asked, a.q.named(), p.Client)
	if p.Verdict == Unknown && !slices.Contains(verdicts, Unknown) {
		p.Verdict = Partly // some targets answer, others do not
	}
	if p.Reasons = reasons; p.Verdict == Reachable {
		p.Reasons = []Reason{}
	}
}

func asIs(t netset.Traffic) netset.Traffic { return t }

func aimedAt(port uint16) func(netset.Traffic) netset.Traffic {
	return func(t netset.Traffic) netset.Traffic { return t.Aimed(port) }
}

// follow shows the way to the target that lacks most.
func (p *Pair) follow(legs []Leg) {
	var show *Leg
	for i := range legs {
		if l := &legs[i]; l.Role == ThroughLeg && (show == nil || showRank[l.Verdict] > showRank[show.Verdict]) {
			show = l
		}
	}
	if show != nil {
		p.Path, p.Return, p.Lamps = show.Path, show.Return, show.Lamps
	}
}

func mergeReasons(all, more []Reason) []Reason {
	for _, r := range more {
		if !slices.ContainsFunc(all, func(o Reason) bool {
			return o.Code == r.Code && o.Resource == r.Resource && o.Row == r.Row && o.Direction == r.Direction && o.Message == r.Message
		}) {
			all = append(all, r)
		}
	}
	return all
}

// behindNode is what happens behind a node once a request has come in on a port.
type behindNode struct {
	verdict Verdict
	legs    []Leg
	reasons []Reason
	// allowed is what gets an answer of that which comes in.
	allowed netset.Three
	// whole: the legs go from the client to the targets.
	whole bool
}

// behind asks every target of the listeners of one port. AWS would hold only one of several
// listeners; which one is not known.
func (a *asker) behind(node *Interface, from, to *member, listeners []listener) behindNode {
	out := a.behindOne(node, from, to, &listeners[0])
	for i := range listeners[1:] {
		l := &listeners[1+i]
		if l.group == listeners[0].group {
			continue
		}
		other := a.behindOne(node, from, to, l)
		out.legs, out.reasons = append(out.legs, other.legs...), mergeReasons(out.reasons, other.reasons)
		out.allowed, out.whole = eitherOf(out.allowed, other.allowed), out.whole && other.whole
		if other.verdict != out.verdict {
			out.verdict = Unknown
		}
	}
	return out
}

// eitherOf is what is known where each of two counts.
func eitherOf(a, b netset.Three) netset.Three {
	return netset.Three{Surely: a.Surely.Intersect(b.Surely), Possibly: a.Possibly.Union(b.Possibly)}
}

func (a *asker) behindOne(node *Interface, from, to *member, l *listener) behindNode {
	lb := node.balancer
	out := behindNode{verdict: Blocked}
	dead := func(r reasonKey) behindNode {
		r.dir = Forward
		out.reasons = a.net.words(&Question{From: endOf(node), To: endOf(node)}, []reasonKey{r})
		return out
	}
	if l.group == nil {
		return dead(reasonKey{code: ListenerHasNoTG, resource: lb.id, row: l.row, detail: netset.PortsText(netset.NumberRange(l.port, l.port))})
	}
	targets := l.asked(node)
	if len(targets) == 0 {
		return dead(reasonKey{code: NoTargets, resource: l.group.id})
	}
	out.whole = l.preserves(lb) && a.walk.hand == nil
	var verdicts []Verdict
	for i, t := range targets {
		got := a.answers(node, from, to, l, t)
		out.legs = append(out.legs, got.legs...)
		out.reasons = mergeReasons(out.reasons, got.reasons)
		verdicts = append(verdicts, got.verdict)
		if i == 0 {
			out.allowed = got.allowed
		}
		out.allowed = eitherOf(out.allowed, got.allowed)
	}
	out.verdict = Together(verdicts)
	return out
}

// answers asks one target: in the client's name, or in that of the node.
func (a *asker) answers(node *Interface, from, to *member, l *listener, t balanced) behindNode {
	if l.preserves(node.balancer) && a.walk.hand == nil {
		return a.through(node, from, to, l, t)
	}
	legs := a.net.legsTo(node, l, t)
	got := behindNode{verdict: legs[0].Verdict, legs: legs, reasons: legs[0].Reasons}
	told := asIs
	if h := a.walk.hand; h != nil {
		told = aimedAt(h.port)
	}
	if got.verdict == Reachable {
		got.allowed.Surely = told(l.traffic())
	}
	if got.verdict != Blocked {
		got.allowed.Possibly = told(l.traffic())
	}
	return got
}

// through asks a target from the client on, by the node that keeps its address.
func (a *asker) through(node *Interface, from, to *member, l *listener, t balanced) behindNode {
	q := a.q
	q.Service = l.service()
	b := newAsker(a.net, q)
	b.walk.bare = a.walk.bare
	b.walk.hand = &handover{node: node, port: l.port, to: t}
	got := behindNode{verdict: Blocked}
	var verdicts []Verdict
	for i, p := range b.members(nil, from, to) {
		p.To = t.iface.Resource
		got.legs = append(append(got.legs, legOf(ThroughLeg, p, ServiceText(q.Service))), p.Balanced...)
		got.reasons = mergeReasons(got.reasons, p.Reasons)
		verdicts = append(verdicts, p.Verdict)
		if i == 0 {
			got.allowed = p.Allowed
		}
		got.allowed = eitherOf(got.allowed, p.Allowed)
	}
	got.verdict = Together(verdicts)
	got.legs = append(got.legs, a.net.leg(HealthLeg, node, t.iface, netset.TCP, t.health))
	return got
}

// legsTo asks one target: for its service, and for its health where that is elsewhere.
func (n *Network) legsTo(node *Interface, l *listener, t balanced) []Leg {
	legs := []Leg{n.leg(TargetLeg, node, t.iface, l.transport, t.port)}
	if t.health != t.port || l.transport != netset.TCP {
		legs = append(legs, n.leg(HealthLeg, node, t.iface, netset.TCP, t.health))
	}
	return legs
}

func (n *Network) leg(role Role, from, to *Interface, transport netset.Protocol, port uint16) Leg {
	service := design.Service{Protocol: transport, Ports: netset.Ports(port, port)}
	a := newAsker(n, Question{From: endOf(from), To: endOf(to), Service: service})
	src, dst := interfaceMember(from), interfaceMember(to)
	return legOf(role, n.together(&a.q, a.members(nil, &src, &dst)).Pair, ServiceText(service))
}

func endOf(i *Interface) design.End { return design.End{Ref: kind.To(i.Resource), Interface: i.Key} }

// LegsOf lists what a load balancer asks: each target of each listener from each of its nodes, with
// the health checks that are on ports of their own.
func (n *Network) LegsOf(balancer string) []Leg {
	legs := []Leg{}
	lb := n.balancers[balancer]
	if lb == nil {
		return legs
	}
	for _, node := range lb.nodes {
		for i := range lb.listeners {
			l := &lb.listeners[i]
			if l.group == nil {
				continue
			}
			for _, t := range l.asked(node) {
				legs = append(legs, n.legsTo(node, l, t)...)
			}
		}
	}
	return legs
}

// ClientText is the source ports that the verdict took, such as "1024-65535".
func (l Leg) ClientText() string { return netset.PortsText(l.Client) }
