package verdict

import (
	"cmp"
	"slices"

	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// A Path is how somebody outside comes to something inside.
type Path string

// The paths.
const (
	Direct   Path = "direct"        // by a conversation of its own
	Balanced Path = "load-balancer" // a load balancer that it may ask hands its requests on
	Jump     Path = "jump-host"     // from a host that it may log in to
)

// Exposed is what somebody outside reaches by one path, all that differ in nothing together.
type Exposed struct {
	// From is "internet" or a block that the design names.
	From *reach.MatrixEnd
	Path Path
	// Via are the load balancer, or the jump hosts of which any serves; none where the path is direct.
	Via []*reach.MatrixEnd
	To  []*reach.MatrixEnd
	// Allowed is the last conversation on the path, and Client the source ports of who opens it.
	Allowed netset.Three
	Client  netset.NumberSet
}

// logins are what lets somebody work on a host as if sitting there: SSH and RDP.
var logins = port(22).Union(port(3389))

func port(p uint16) netset.Traffic {
	return netset.TrafficOf(netset.TCP, netset.Ports(p, p), netset.Types{})
}

// Exposure lists what the outside world reaches, the internet first: directly, behind a load balancer,
// and from hosts that can be logged in to by SSH or RDP. A jump host is told for what it adds.
func Exposure(n *reach.Network, m *reach.Matrix) []Exposed {
	e := &exposer{net: n, m: m, groups: m.Groups(), ends: map[string]*reach.MatrixEnd{}}
	var outside []*reach.MatrixEnd
	all := m.Ends()
	for i := range all {
		e.ends[all[i].ID] = &all[i]
		if all[i].IsOutside() {
			outside = append(outside, &all[i])
		}
	}
	slices.SortStableFunc(outside, func(a, b *reach.MatrixEnd) int { return cmp.Compare(rank(a), rank(b)) })
	exposed := []Exposed{}
	for _, from := range outside {
		exposed = append(exposed, e.by(from)...)
	}
	return exposed
}

func rank(e *reach.MatrixEnd) int {
	if e.ID == kind.Internet {
		return 0
	}
	return 1
}

type exposer struct {
	net    *reach.Network
	m      *reach.Matrix
	groups [][]*reach.MatrixEnd
	ends   map[string]*reach.MatrixEnd
}

// by lists what one part of the outside reaches.
func (e *exposer) by(from *reach.MatrixEnd) []Exposed {
	direct := map[string]netset.Three{}
	var first, balanced, jumps []Exposed
	for _, to := range e.groups {
		if to[0].IsOutside() {
			continue
		}
		open := e.m.Between(from.ID, to[0].ID)
		if !talks(open) {
			continue
		}
		direct[to[0].ID] = open
		first = append(first, Exposed{From: from, Path: Direct, To: to, Allowed: open, Client: from.Client})
	}
	for _, x := range first {
		if r := e.net.Design().Resources[x.To[0].ID]; r != nil && r.Kind == kind.LoadBalancerKind {
			balanced = append(balanced, e.behind(from, x.To[0], x.Allowed)...)
		} else if x.Allowed.Possibly.Overlaps(&logins) {
			jumps = append(jumps, e.beyond(from, x.To, direct)...)
		}
	}
	return slices.Concat(merged(first), merged(balanced), merged(jumps))
}

// talks reports whether there is a conversation, not only messages that nobody answers.
func talks(t netset.Three) bool { return !t.Possibly.Minus(netset.OneWay).IsEmpty() }

// behind is what a load balancer hands on to its targets, of the listeners that are open to the asker.
func (e *exposer) behind(from, balancer *reach.MatrixEnd, open netset.Three) []Exposed {
	d := e.net.Design()
	handed := map[string]netset.Traffic{}
	for _, l := range kind.Sorted(d.Resources[balancer.ID].Props.(*kind.LoadBalancer).Listeners) {
		if front := anyOn(l.Value.Port); !open.Possibly.Overlaps(&front) {
			continue
		}
		g := d.Resources[l.Value.TargetGroup.ID]
		if g == nil || g.Kind != kind.TargetGroupKind {
			continue
		}
		p := g.Props.(*kind.TargetGroup)
		for _, t := range kind.Sorted(p.Targets) {
			handed[t.Value.Target.ID] = handed[t.Value.Target.ID].Union(anyOn(p.PortOf(t.Value)))
		}
	}
	var all []Exposed
	for _, t := range kind.Sorted(handed) {
		to := e.ends[t.Key]
		if to == nil {
			continue
		}
		if asks := e.m.Between(balancer.ID, to.ID).And(netset.Known(t.Value)); talks(asks) {
			all = append(all, Exposed{From: from, Path: Balanced, Via: []*reach.MatrixEnd{balancer}, To: []*reach.MatrixEnd{to}, Allowed: asks, Client: balancer.Client})
		}
	}
	return all
}

// anyOn is a port by whatever protocol has one.
func anyOn(p int) netset.Traffic {
	ports := netset.Ports(uint16(p), uint16(p))
	return port(uint16(p)).Union(netset.TrafficOf(netset.UDP, ports, netset.Types{}))
}

// beyond is what can be opened from jump hosts, where it is more than is open directly.
func (e *exposer) beyond(from *reach.MatrixEnd, hosts []*reach.MatrixEnd, direct map[string]netset.Three) []Exposed {
	var all []Exposed
	for _, to := range e.groups {
		open := betweenGroups(e.m, hosts, to)
		if to[0].IsOutside() || !talks(open) {
			continue
		}
		if known := direct[to[0].ID].Possibly.Sourced(netset.AllNumbers); known.Covers(&open.Possibly) {
			continue
		}
		others := slices.DeleteFunc(slices.Clone(to), func(x *reach.MatrixEnd) bool { return len(hosts) == 1 && x == hosts[0] })
		all = append(all, Exposed{From: from, Path: Jump, Via: hosts, To: others, Allowed: open, Client: hosts[0].Client})
	}
	return all
}

// betweenGroups is what one of a class may open to another of a class; nothing in a class of one.
func betweenGroups(m *reach.Matrix, from, to []*reach.MatrixEnd) netset.Three {
	other := to[0]
	if other == from[0] {
		if len(to) == 1 {
			return netset.Three{}
		}
		other = to[1]
	}
	return m.Between(from[0].ID, other.ID)
}

// merged tells together what is exposed by the same way alike.
func merged(all []Exposed) []Exposed {
	return gathered(all, func(x *Exposed) *[]*reach.MatrixEnd { return &x.To }, func(a, b Exposed) bool {
		return slices.Equal(a.Via, b.Via) && a.Allowed.Equal(b.Allowed) && a.Client.Equal(b.Client)
	})
}

// gathered makes one of what is alike, with the ends of all of them; ends and what has them are in the order of names.
func gathered[T any](all []T, to func(*T) *[]*reach.MatrixEnd, alike func(a, b T) bool) []T {
	var out []T
	for _, x := range all {
		at := slices.IndexFunc(out, func(o T) bool { return alike(o, x) })
		if at < 0 {
			at = len(out)
			out = append(out, x)
			*to(&out[at]) = nil
		}
		*to(&out[at]) = append(*to(&out[at]), *to(&x)...)
	}
	first := func(x T) *reach.MatrixEnd { return (*to(&x))[0] }
	for i := range out {
		slices.SortFunc(*to(&out[i]), compareEnds)
	}
	slices.SortStableFunc(out, func(a, b T) int { return compareEnds(first(a), first(b)) })
	return out
}

func compareEnds(a, b *reach.MatrixEnd) int {
	return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
}
