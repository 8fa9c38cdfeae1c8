package reach

import (
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// Question asks who can open which conversation with whom.
type Question struct {
	From, To design.End
	// Via is a jump host: two conversations, one behind the other.
	Via     kind.Ref
	Service design.Service
	// Family is design.FamilyAny, Family4 or Family6; "" means any.
	Family string
}

// asked is the traffic of the question from a client with the given source ports. ICMP without a
// type is an echo request: what people call ping.
func (q *Question) asked(client netset.NumberSet) netset.Traffic {
	types := q.Service.Types
	if types.IsZero() {
		switch q.Service.Protocol {
		case netset.ICMP:
			types = netset.EchoRequest
		case netset.ICMPv6:
			types = netset.EchoRequest6
		}
	}
	return netset.TrafficOf(q.Service.Protocol, q.Service.Ports, types).From(client)
}

// named reports whether the question leaves no port open.
func (q *Question) named() bool {
	p := q.Service.Protocol
	return p != netset.AllProtocols && (!p.HasPorts() || q.Service.Ports.Set)
}

// ServiceText is the service as people write it: "tcp/443", "icmp", "all".
func ServiceText(s design.Service) string {
	text := s.Protocol.String()
	if part := s.Ports.String() + s.Types.String(); part != "" {
		text += "/" + part
	}
	return text
}

// Pair is the answer for one member of each end.
type Pair struct {
	Verdict Verdict `json:"verdict"`
	// From and To are resources, "internet" or blocks of addresses.
	From string `json:"from"`
	To   string `json:"to"`
	// Weight counts the pairs of interfaces for which it holds.
	Weight int `json:"weight"`
	// Allowed is the traffic that passes, within what was asked.
	Allowed netset.Three `json:"-"`
	// Client is the set of source ports that the verdict took, and Works those that pass when it is Partly.
	Client netset.NumberSet `json:"-"`
	Works  netset.NumberSet `json:"-"`

	Path    []Hop    `json:"path"`
	Return  []Hop    `json:"return_path"`
	Reasons []Reason `json:"reasons"`
	Lamps   Lamps    `json:"lamps"`
	// Lookup is the name that the client resolves first; nil where it knows an address.
	Lookup *Lookup `json:"lookup,omitzero"`
	// Notes say what the verdict took, or does not cover.
	Notes []Reason `json:"notes,omitzero"`
	// oneOf: of the pairs with the same ends, one is the case, and which is not known.
	oneOf bool
	// Legs are the conversations that a load balancer makes of one; empty for any other end.
	Balanced []Leg `json:"legs,omitzero"`
}

// Answer is the answer to a question. The pair that it embeds is the one to show: a blocked one
// where some are blocked.
type Answer struct {
	Pair
	// Pairs lists every pair of members that differ to the network.
	Pairs []Pair
	// Legs are the two conversations of a question with Via.
	Legs []Answer
}

// Trace answers a question. It walks only what the question names.
func (n *Network) Trace(q Question) Answer {
	if !q.Via.IsZero() {
		return n.traceVia(q)
	}
	return n.ask(newAsker(n, q))
}

// Decide is Trace without paths and lamps, at about half the price: for who asks many questions and
// shows none of the ways.
func (n *Network) Decide(q Question) Answer {
	if !q.Via.IsZero() {
		return n.traceVia(q)
	}
	return n.ask(newBareAsker(n, q))
}

func (n *Network) ask(ask *asker) Answer {
	q := ask.q
	from, to := n.members(q.From), n.members(q.To)
	pairs := make([]Pair, 0, len(from)*len(to))
	for i := range from {
		for j := range to {
			pairs = ask.members(pairs, &from[i], &to[j])
		}
	}
	return n.together(&q, pairs)
}

// PairsAtLeast counts the pairs that an answer to a question will list, at least, and walks none of them.
func (n *Network) PairsAtLeast(q Question) int {
	if !q.Via.IsZero() {
		first, second := legsOf(q)
		return n.PairsAtLeast(first) + n.PairsAtLeast(second)
	}
	from, to := n.members(q.From), n.members(q.To)
	count := 0
	for i := range from {
		for j := range to {
			if _, end, some := meet(&from[i], &to[j]); some && end.name == nil { // a name may lead to nothing
				count++
			}
		}
	}
	return count
}

// together sums up the pairs of a question.
func (n *Network) together(q *Question, pairs []Pair) Answer {
	if len(pairs) == 0 {
		return Answer{Pair: n.emptyPair(q), Pairs: []Pair{}}
	}
	verdicts := n.settled(q, pairs)
	show := 0
	for i, p := range pairs {
		if showRank[p.Verdict] > showRank[pairs[show].Verdict] {
			show = i
		}
	}
	a := Answer{Pair: pairs[show], Pairs: pairs}
	a.Verdict = Together(verdicts)
	return a
}

// settled lists the verdicts of the pairs. Those of a resource that lives in one of several places, of
// which nobody knows which, say one thing together, or are not known (semantics 152).
func (n *Network) settled(q *Question, pairs []Pair) []Verdict {
	verdicts := make([]Verdict, 0, len(pairs))
	for i := range pairs {
		p := &pairs[i]
		differs := func(o Pair) bool { return o.oneOf && o.From == p.From && o.To == p.To && o.Verdict != p.Verdict }
		v := p.Verdict
		if p.oneOf && slices.ContainsFunc(pairs, differs) {
			v = Unknown
			p.Reasons = append(n.words(q, []reasonKey{{code: PlaceUnknown, resource: p.placed(n), dir: Forward}}), p.Reasons...)
		}
		verdicts = append(verdicts, v)
	}
	return verdicts
}

// placed is the end of which only the possible places are known.
func (p *Pair) placed(n *Network) string {
	if all := n.byResource[p.To]; len(all) > 0 && all[0].spread == oneOf {
		return p.To
	}
	return p.From
}

var showRank = map[Verdict]int{Reachable: 0, Unknown: 1, Partly: 2, Blocked: 3}

// emptyPair answers where an end has no members: nothing is known.
func (n *Network) emptyPair(q *Question) Pair {
	p := Pair{Verdict: Unknown, From: n.endID(q.From), To: n.endID(q.To), Path: []Hop{}, Return: []Hop{}, Lamps: Lamps{}.complete()}
	var keys []reasonKey
	for _, e := range []design.End{q.From, q.To} {
		switch {
		case e.Service != "":
			keys = append(keys, reasonKey{code: UnsupportedComponent, detail: e.Service, dir: Forward})
		case e.Ref.External != nil:
			keys = append(keys, reasonKey{code: UnknownResource, resource: e.Ref.ID, detail: n.endText(e), dir: Forward})
		case n.IsEmpty(e):
			keys = append(keys, reasonKey{code: EmptyGroup, resource: e.Ref.ID, detail: n.endText(e), dir: Forward})
		}
	}
	if len(keys) == 0 { // a group of one interface, asked about itself
		keys = append(keys, reasonKey{code: EmptyGroup, resource: q.To.Ref.ID, dir: Forward})
	}
	p.Reasons = n.words(q, keys)
	return p
}

func (n *Network) traceVia(q Question) Answer {
	first, second := legsOf(q)
	a, b := n.Trace(first), n.Trace(second)
	out := Answer{Pair: b.Pair, Pairs: append(a.Pairs, b.Pairs...), Legs: []Answer{a, b}}
	if showRank[a.Verdict] > showRank[b.Verdict] {
		out.Pair = a.Pair
	}
	out.Verdict = InTurn([]Verdict{a.Verdict, b.Verdict})
	return out
}

// legsOf are the two conversations of a question with Via.
func legsOf(q Question) (first, second Question) {
	first, second = q, q
	first.Via, second.Via = kind.Ref{}, kind.Ref{}
	first.To, second.From = design.End{Ref: q.Via}, design.End{Ref: q.Via}
	return first, second
}

func (n *Network) endID(e design.End) string {
	if e.CIDR.IsValid() {
		return e.CIDR.String()
	}
	return e.Ref.ID
}

func (n *Network) endText(e design.End) string { return n.design.EndText(e) }

// ClientText is the source ports that the verdict took, such as "32768-60999".
func (p Pair) ClientText() string { return netset.PortsText(p.Client) }

// WorksText is the source ports that surely work; it differs from ClientText where the verdict is Partly.
func (p Pair) WorksText() string { return netset.PortsText(p.Works) }
