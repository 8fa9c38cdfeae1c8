package verdict

import (
	"slices"
	"strconv"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
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
	port := int(services[0].Ports.From)
	var ways []way
	for _, g := range b.groupsIn(b.parent(p.reason.Resource), lb) {
		l := kind.Listener{Protocol: kind.ProtocolHTTP, Port: port, TargetGroup: kind.To(g)}
		if port == httpsPort || port == httpsAltPort {
			l.Protocol = kind.ProtocolHTTPS
		}
		ways = append(ways, way{edit("add-listener", costFree, design.Ops{set(p.reason.Resource, "props.listeners."+rowKey(l), l)},
			"element", b.name(p.reason.Resource), "port", strconv.Itoa(port), "group", b.name(g))})
	}
	return ways
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
	var ways []way
	for _, g := range b.groupsIn(b.parent(p.reason.Resource), lb) {
		l.TargetGroup = kind.To(g)
		ways = append(ways, way{edit("give-target-group", costFree, design.Ops{set(p.reason.Resource, "props.listeners."+p.reason.Row, l)},
			"element", b.name(p.reason.Resource), "port", strconv.Itoa(l.Port), "group", b.name(g))})
	}
	return ways
}

// maxTargets is how many instances are tried as the first target of a group.
const maxTargets = 3

// registerTarget registers the asked resource as a target, or, with an empty target group, an instance
// of its VPC.
func registerTarget(b *bench, p problem) []way {
	if r := b.d.Resources[p.reason.Resource]; r != nil && r.Kind == kind.TargetGroupKind {
		var ways []way
		for _, id := range b.each(kind.InstanceKind) {
			if b.parent(b.parent(id)) == r.Parent && len(ways) < maxTargets {
				ways = append(ways, way{b.register(p.reason.Resource, kind.Target{Target: kind.To(id)})})
			}
		}
		return ways
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
