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
// lets in counts as far as targets answer behind it (semantics 125, 126, 135).
func (a *asker) balance(p *Pair, to *member) {
	node := to.sides[0].iface
	if node == nil || node.balancer == nil || node.balancer.props.Type != kind.LoadBalancerApplication {
		return
	}
	p.Balanced = []Leg{legOf(ListenerLeg, *p, ServiceText(a.q.Service))}
	asked := a.q.asked(p.Client)
	verdicts, reasons := []Verdict{p.Verdict}, slices.Clone(p.Reasons)
	for port, listeners := range node.balancer.byPort() {
		traffic := tcp(port)
		if !traffic.Overlaps(&asked) {
			continue
		}
		b := a.net.behind(node, listeners)
		p.Balanced = append(p.Balanced, b.legs...)
		reasons = mergeReasons(reasons, b.reasons)
		verdicts = append(verdicts, b.verdict)
		if b.verdict != Reachable {
			p.Allowed.Surely = p.Allowed.Surely.Minus(traffic)
		}
		if b.verdict == Blocked {
			p.Allowed.Possibly = p.Allowed.Possibly.Minus(traffic)
		}
	}
	p.Verdict = verdictOf(p.Allowed, asked, a.q.named(), p.Client)
	if p.Verdict == Unknown && !slices.Contains(verdicts, Unknown) {
		p.Verdict = Partly // some targets answer, others do not
	}
	if p.Reasons = reasons; p.Verdict == Reachable {
		p.Reasons = []Reason{}
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

// behind is what happens behind a node once a request has come in on a port.
type behindNode struct {
	verdict Verdict
	legs    []Leg
	reasons []Reason
}

// behind asks every target of the listeners of one port. AWS would hold only one of several
// listeners; which one is not known.
func (n *Network) behind(node *Interface, listeners []listener) behindNode {
	out := n.behindOne(node, listeners[0])
	for _, l := range listeners[1:] {
		if l.group == listeners[0].group {
			continue
		}
		other := n.behindOne(node, l)
		out.legs, out.reasons = append(out.legs, other.legs...), mergeReasons(out.reasons, other.reasons)
		if other.verdict != out.verdict {
			out.verdict = Unknown
		}
	}
	return out
}

func (n *Network) behindOne(node *Interface, l listener) behindNode {
	lb := node.balancer
	out := behindNode{verdict: Blocked}
	dead := func(r reasonKey) behindNode {
		r.dir = Forward
		out.reasons = n.words(&Question{From: endOf(node), To: endOf(node)}, []reasonKey{r})
		return out
	}
	switch {
	case l.group == nil:
		return dead(reasonKey{code: ListenerHasNoTG, resource: lb.id, row: l.row, detail: netset.PortsText(netset.NumberRange(l.port, l.port))})
	case len(l.group.targets) == 0:
		return dead(reasonKey{code: NoTargets, resource: l.group.id})
	}
	var verdicts []Verdict
	for _, t := range l.group.targets {
		legs := n.legsTo(node, t)
		out.legs = append(out.legs, legs...)
		out.reasons = mergeReasons(out.reasons, legs[0].Reasons)
		verdicts = append(verdicts, legs[0].Verdict)
	}
	out.verdict = Together(verdicts)
	return out
}

// legsTo asks one target: for its service, and for its health where that is elsewhere.
func (n *Network) legsTo(node *Interface, t balanced) []Leg {
	legs := []Leg{n.leg(TargetLeg, node, t.iface, t.port)}
	if t.health != t.port {
		legs = append(legs, n.leg(HealthLeg, node, t.iface, t.health))
	}
	return legs
}

func (n *Network) leg(role Role, from, to *Interface, port uint16) Leg {
	service := design.Service{Protocol: netset.TCP, Ports: netset.Ports(port, port)}
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
		for _, l := range lb.listeners {
			if l.group == nil {
				continue
			}
			for _, t := range l.group.targets {
				legs = append(legs, n.legsTo(node, t)...)
			}
		}
	}
	return legs
}

// ClientText is the source ports that the verdict took, such as "1024-65535".
func (l Leg) ClientText() string { return netset.PortsText(l.Client) }
