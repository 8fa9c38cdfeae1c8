package reach

import (
	"cmp"
	"iter"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// A loadBalancer answers on its listeners, and asks its targets in its own name (semantics 125).
type loadBalancer struct {
	id    string
	vpc   *vpc
	props *kind.LoadBalancer
	nodes []*Interface
	zones map[string]bool
	// refused: AWS would not make it (semantics 124).
	refused   bool
	listeners []listener
	answers   netset.Traffic
	// asks is what it sends to each of its targets, health checks included.
	asks map[*Interface]netset.Traffic
}

// A listener waits for one transport on one port; a TCP_UDP one is two of them.
type listener struct {
	row       string
	transport netset.Protocol
	port      uint16
	group     *targetGroup
}

// service is what a listener waits for.
func (l *listener) service() design.Service {
	return design.Service{Protocol: l.transport, Ports: netset.Ports(l.port, l.port)}
}

func (l *listener) traffic() netset.Traffic { return over(l.transport, l.port) }

type targetGroup struct {
	id      string
	vpc     *vpc
	props   *kind.TargetGroup
	targets []balanced
}

// balanced is a target with the ports that it is asked on.
type balanced struct {
	iface        *Interface
	port, health uint16
}

func buildTargetGroup(b *builder, id string, r *design.Resource) {
	b.targetGroups[id] = &targetGroup{id: id, vpc: b.vpcs[r.Parent], props: r.Props.(*kind.TargetGroup)}
}

func buildLoadBalancer(b *builder, id string, r *design.Resource) {
	lb := &loadBalancer{id: id, vpc: b.vpcs[r.Parent], props: r.Props.(*kind.LoadBalancer), zones: map[string]bool{}, asks: map[*Interface]netset.Traffic{}}
	b.addInterfaces(id, "", lb.props.NetworkInterfaces(), Interface{running: true, ports: netset.AnyClient, balancer: lb, spread: eachOf})
	lb.nodes = b.byResource[id]
	b.balancers[id] = lb
}

// linkLoadBalancers finds the targets, and what each load balancer answers and asks.
func linkLoadBalancers(b *builder) {
	for _, g := range b.targetGroups {
		for _, row := range kind.Sorted(g.props.Targets) {
			for _, i := range b.targetsOf(g, row.Value) {
				g.targets = append(g.targets, balanced{i, uint16(g.props.PortOf(row.Value)), uint16(g.props.HealthPortOf(row.Value))})
			}
		}
	}
	for _, lb := range b.balancers {
		lb.settle()
		for _, row := range kind.Sorted(lb.props.Listeners) {
			l := listener{row: row.Key, port: uint16(row.Value.Port), group: b.targetGroups[row.Value.TargetGroup.ID]}
			if l.group != nil && l.group.vpc != lb.vpc {
				l.group = nil
			}
			for _, l.transport = range lb.transports(row.Value.Protocol) {
				lb.add(l)
			}
		}
		slices.SortStableFunc(lb.listeners, func(x, y listener) int {
			return cmp.Or(cmp.Compare(x.port, y.port), cmp.Compare(x.transport, y.transport))
		})
	}
}

// targetsOf finds the interfaces of a target; none for one that AWS would not register: what is no
// instance among instances, or a part of another VPC. Of what may be in several places, each is meant.
func (b *builder) targetsOf(g *targetGroup, t kind.Target) []*Interface {
	r := b.design.Resources[t.Target.ID]
	if r == nil || (g.props.TargetType == kind.TargetInstance) != (r.Kind == kind.InstanceKind) && g.props.TargetType != kind.TargetIP {
		return nil
	}
	if isALB := r.Kind == kind.LoadBalancerKind; isALB != (g.props.TargetType == kind.TargetALB) {
		return nil
	}
	var found []*Interface
	for _, i := range b.byResource[t.Target.ID] {
		if (t.Interface == "" || t.Interface == i.Key) && i.subnet != nil && i.vpc() == g.vpc {
			found = append(found, i)
			if i.spread == anyOf {
				break // the first, or the one that is named
			}
		}
	}
	return found
}

// settle drops the nodes in other VPCs and finds the zones: two or more, with one subnet each.
func (lb *loadBalancer) settle() {
	known := true
	placed := 0
	for _, i := range lb.nodes {
		if i.subnet == nil || i.vpc() != lb.vpc {
			i.subnet, i.groups = nil, nil
			continue
		}
		placed++
		zone := i.subnet.props.AvailabilityZone
		known = known && zone != ""
		lb.zones[zone] = true
	}
	least := minZones
	if lb.isNetwork() {
		least = 1
	}
	lb.refused = placed < least || known && len(lb.zones) < placed
}

// minZones is how many an application load balancer needs (semantics 124); one is enough for others.
const minZones = 2

func (lb *loadBalancer) add(l listener) {
	lb.listeners = append(lb.listeners, l)
	lb.answers = lb.answers.Union(l.traffic())
	if l.group == nil {
		return
	}
	for _, t := range l.group.targets {
		lb.asks[t.iface] = lb.asks[t.iface].Union(over(l.transport, t.port)).Union(tcp(t.health))
	}
}

func tcp(port uint16) netset.Traffic { return over(netset.TCP, port) }

func over(transport netset.Protocol, port uint16) netset.Traffic {
	return netset.TrafficOf(transport, netset.Ports(port, port), netset.Types{})
}

// exists notes what keeps the load balancer from being there at all.
func (lb *loadBalancer) exists(w *walk) {
	if !lb.refused {
		return
	}
	r := reasonKey{code: BalancerZones, resource: lb.id}
	if lb.isNetwork() {
		r.detail = lb.props.Type
	}
	w.blockOnce(r)
}

// listens lets in what a listener waits for (semantics 135).
func (lb *loadBalancer) listens(w *walk) {
	lb.exists(w)
	w.only(&lb.answers, reasonKey{code: ListenersMismatch, resource: lb.id})
}

// starts lets out what is for a target in an enabled zone (semantics 127). A network load balancer that
// keeps its clients' addresses starts health checks alone in its own name; what it hands on counts too
// where it is asked about as the one who starts.
func (lb *loadBalancer) starts(w *walk) {
	lb.exists(w)
	there := w.side(w.to).iface
	asks, ok := lb.asks[there]
	if !ok {
		w.block(reasonKey{code: TargetAddress, resource: lb.id})
		w.lost = true
		return
	}
	lb.serves(w, there)
	w.only(&asks, reasonKey{code: TargetPort, resource: lb.id, detail: netset.PortsText(asks.DestinationPorts())})
}

// serves asks whether the load balancer reaches the zone of a target: an enabled one (semantics 127), and
// for one that does not work across zones the node's own (semantics 128).
func (lb *loadBalancer) serves(w *walk, there *Interface) {
	zone := there.subnet.props.AvailabilityZone
	if zone == "" || lb.zones[""] {
		return
	}
	here := w.src.iface
	if w.hand != nil {
		here = w.hand.node
	}
	switch {
	case !lb.zones[zone]:
		w.block(reasonKey{code: InstalledAZ, resource: lb.id, detail: zone})
	case lb.isNetwork() && !lb.props.CrossZone && here.subnet != nil && here.subnet.props.AvailabilityZone != zone:
		w.block(reasonKey{code: NotCrossZone, resource: lb.id, detail: zone})
	}
}

// nodesOf are the interfaces of a resource of which each counts, as an end: clients of a load balancer
// get the addresses of all of its nodes, so that all must work, not any.
func nodesOf(all []*Interface, key string) []member {
	var nodes []member
	for _, i := range all {
		if key == "" || key == i.Key {
			m := interfaceMember(i)
			m.oneOf = i.spread == oneOf
			nodes = append(nodes, m)
		}
	}
	return nodes
}

// byPort visits the listeners of each transport and port, in order.
func (lb *loadBalancer) byPort() iter.Seq[[]listener] {
	return func(yield func([]listener) bool) {
		for from := 0; from < len(lb.listeners); {
			to := from
			for to < len(lb.listeners) && lb.listeners[to].port == lb.listeners[from].port && lb.listeners[to].transport == lb.listeners[from].transport {
				to++
			}
			if !yield(lb.listeners[from:to]) {
				return
			}
			from = to
		}
	}
}
