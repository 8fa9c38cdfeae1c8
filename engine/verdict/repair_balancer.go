package verdict

import (
	"slices"
	"strconv"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
)

func (b *bench) balancer(id string) *kind.LoadBalancer {
	if r := b.d.Resources[id]; r != nil {
		if lb, ok := r.Props.(*kind.LoadBalancer); ok {
			return lb
		}
	}
	return nil
}

// groupsIn are the target groups of a VPC, those of the load balancer's listeners first.
func (b *bench) groupsIn(vpc string, lb *kind.LoadBalancer) []string {
	var ids []string
	for _, l := range kind.Sorted(lb.Listeners) {
		ids = append(ids, l.Value.TargetGroup.ID)
	}
	ids = append(ids, b.each(kind.TargetGroupKind)...)
	seen := map[string]bool{}
	return slices.DeleteFunc(ids, func(id string) bool {
		again := seen[id]
		seen[id] = true
		return again || b.parent(id) != vpc
	})
}

// The ports that tell the listener's protocol.
const (
	httpPort     = 80
	httpsPort    = 443
	httpsAltPort = 8443
)

// addListener waits on the port that was asked for, with a target group that is there.
func addListener(b *bench, p problem) []way {
	lb := b.balancer(p.reason.Resource)
	services := servicesFor(p.reason.Stop.Traffic)
	if lb == nil || len(services) != 1 || !services[0].Ports.Set || services[0].Ports.From != services[0].Ports.To {
		return nil
	}
	l := kind.Listener{Protocol: listenerProtocol(lb, services[0]), Port: int(services[0].Ports.From)}
	return b.withGroup(p.reason.Resource, lb, func(g string, name message.Text) Edit {
		l.TargetGroup = kind.To(g)
		return edit("add-listener", costFree, design.Ops{set(p.reason.Resource, "props.listeners."+rowKey(l), l)},
			"element", b.name(p.reason.Resource), "port", strconv.Itoa(l.Port), "group", name)
	}, l)
}

// listenerProtocol is what a listener of that type of load balancer speaks (semantics 125, 130).
func listenerProtocol(lb *kind.LoadBalancer, s design.Service) string {
	switch {
	case lb.Type == kind.LoadBalancerNetwork && s.Protocol == netset.UDP:
		return kind.ProtocolUDP
	case lb.Type == kind.LoadBalancerNetwork:
		return kind.ProtocolTCP
	case s.Ports.From == httpsPort || s.Ports.From == httpsAltPort:
		return kind.ProtocolHTTPS
	}
	return kind.ProtocolHTTP
}

// withGroup makes an edit with each target group of a VPC, or with a new one where there is none; its
// targets are a reason of their own.
func (b *bench) withGroup(balancer string, lb *kind.LoadBalancer, use func(group string, name message.Text) Edit, l kind.Listener) []way {
	var ways []way
	vpc := b.parent(balancer)
	for _, g := range b.groupsIn(vpc, lb) {
		ways = append(ways, way{use(g, message.Text{EN: b.name(g), JA: b.name(g)})})
	}
	if len(ways) > 0 {
		return ways
	}
	g := kind.Get(kind.TargetGroupKind).New().(*kind.TargetGroup)
	g.Port = l.Port
	if g.Protocol = l.Protocol; l.Protocol == kind.ProtocolHTTPS { // it ends at the load balancer
		g.Protocol, g.Port = kind.ProtocolHTTP, httpPort
	}
	if lb.Type == kind.LoadBalancerNetwork {
		g.HealthCheckProtocol = kind.ProtocolTCP
	}
	op, id := b.newPart("tgrfix", balancer, vpc, b.name(balancer)+"-targets", g)
	create := edit("create-target-group", costWork, design.Ops{op}, "port", strconv.Itoa(g.Port), "element", b.name(balancer))
	return []way{{create, use(id, b.targetName(id))}}
}

// giveTargetGroup gives a listener a target group that is there.
func giveTargetGroup(b *bench, p problem) []way {
	lb := b.balancer(p.reason.Resource)
	if lb == nil {
		return nil
	}
	l, ok := lb.Listeners[p.reason.Row]
	if !ok {
		return nil
	}
	return b.withGroup(p.reason.Resource, lb, func(g string, name message.Text) Edit {
		l.TargetGroup = kind.To(g)
		return edit("give-target-group", costFree, design.Ops{set(p.reason.Resource, "props.listeners."+p.reason.Row, l)},
			"element", b.name(p.reason.Resource), "port", strconv.Itoa(l.Port), "group", name)
	}, l)
}

// switchCrossZoneOn lets the nodes of a network load balancer ask targets in every zone (semantics 128).
func switchCrossZoneOn(b *bench, p problem) []way {
	if lb := b.balancer(p.reason.Resource); lb == nil || lb.CrossZone {
		return nil
	}
	return one(b.crossZone(p.reason.Resource))
}

func (b *bench) crossZone(balancer string) Edit {
	return edit("cross-zone", costFree, design.Ops{set(balancer, "props.crossZone", true)}, "element", b.name(balancer))
}

// hideClients lets targets see the load balancer, so that one of them can ask itself (semantics 130, 132).
func hideClients(b *bench, p problem) []way {
	lb := b.balancer(p.reason.Resource)
	if lb == nil {
		return nil
	}
	var ways []way
	for _, l := range kind.Sorted(lb.Listeners) {
		if g, ok := propsAt[*kind.TargetGroup](b, l.Value.TargetGroup.ID); ok && g.PreservesClientIP() {
			id := l.Value.TargetGroup.ID
			ways = append(ways, way{edit("hide-clients", costFree, design.Ops{set(id, "props.preserveClientIp", kind.PreserveOff)}, "group", b.name(id))})
		}
	}
	return ways
}

// maxTargets is how many instances are tried as the first target of a group.
const maxTargets = 3

// registerTarget registers the asked resource as a target, or, with an empty target group, an instance
// of its VPC.
func registerTarget(b *bench, p problem) []way {
	if g, ok := propsAt[*kind.TargetGroup](b, p.reason.Resource); ok {
		return b.fill(p.reason.Resource, g, p.pair.To)
	}
	lb, to := b.balancer(p.reason.Resource), p.reason.Stop.Receiver
	services := servicesFor(p.reason.Stop.Traffic)
	if lb == nil || to.Resource == "" || len(services) != 1 || !services[0].Ports.Set {
		return nil
	}
	var ways []way
	for _, g := range b.groupsIn(b.parent(p.reason.Resource), lb) {
		t := kind.Target{Target: kind.To(to.Resource), Interface: to.Interface}
		if port := int(services[0].Ports.From); port != b.d.Resources[g].Props.(*kind.TargetGroup).Port {
			t.Port = port
		}
		ways = append(ways, way{b.register(g, t)})
	}
	return ways
}

// fill finds targets for a group of which a load balancer's node has none: those of other zones, where
// there are some, or an instance.
func (b *bench) fill(group string, g *kind.TargetGroup, balancer string) []way {
	var ways []way
	if lb := b.balancer(balancer); lb != nil && lb.Type == kind.LoadBalancerNetwork && !lb.CrossZone && len(g.Targets) > 0 {
		ways = one(b.crossZone(balancer))
	}
	has := map[string]bool{}
	for _, t := range g.Targets {
		has[t.Target.ID] = true
	}
	for _, id := range b.each(kind.InstanceKind) {
		if b.parent(b.parent(id)) == b.parent(group) && !has[id] && len(ways) < maxTargets {
			ways = append(ways, way{b.register(group, kind.Target{Target: kind.To(id)})})
		}
	}
	return ways
}

func (b *bench) register(group string, t kind.Target) Edit {
	return edit("register-target", costFree, design.Ops{set(group, "props.targets."+rowKey(t), t)}, "group", b.name(group), "element", b.name(t.Target.ID))
}

// enableZone gives a load balancer a subnet in the zone that it lacks.
func enableZone(b *bench, p problem) []way {
	id := p.reason.Resource
	lb := b.balancer(id)
	if lb == nil {
		return nil
	}
	has := map[string]bool{}
	for _, z := range lb.Subnets {
		if r := b.d.Resources[z.Subnet.ID]; r != nil {
			has[r.Props.(*kind.Subnet).AvailabilityZone] = true
		}
	}
	wanted := p.reason.Args["detail"]
	var ways []way
	for _, public := range []bool{lb.Scheme == kind.SchemeInternetFacing, lb.Scheme != kind.SchemeInternetFacing} {
		for _, s := range b.each(kind.SubnetKind) {
			zone := b.d.Resources[s].Props.(*kind.Subnet).AvailabilityZone
			if b.parent(s) != b.parent(id) || has[zone] || wanted != "" && zone != wanted || b.n.IsPublicSubnet(s) != public {
				continue
			}
			row := kind.BalancedZone{Subnet: kind.To(s)}
			ways = append(ways, way{edit("enable-zone", costFree, design.Ops{set(id, "props.subnets."+rowKey(row), row)}, "element", b.name(id), "subnet", b.name(s), "zone", zone)})
		}
	}
	return ways[:min(len(ways), maxTargets)]
}

// removeListener removes the listener by which a load balancer takes what it must not.
func removeListener(b *bench, p problem) []way {
	lb := b.balancer(p.pair.To)
	if lb == nil {
		return nil
	}
	first, last := p.service.Ports.Bounds()
	var ways []way
	for _, l := range kind.Sorted(lb.Listeners) {
		if l.Value.Port >= int(first) && l.Value.Port <= int(last) {
			ways = append(ways, way{edit("remove-listener", costFree, design.Ops{remove(p.pair.To, "props.listeners."+l.Key)},
				"element", b.name(p.pair.To), "port", strconv.Itoa(l.Value.Port))})
		}
	}
	return ways
}
