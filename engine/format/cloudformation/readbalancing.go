package cloudformation

import (
	"net/netip"
	"slices"

	"vpcanvas/engine/kind"
)

var balanced = []string{kind.ProtocolHTTP, kind.ProtocolHTTPS, kind.ProtocolTCP, kind.ProtocolUDP, kind.ProtocolTCPUDP, kind.ProtocolTLS}

var readTargetGroup = []reading{{
	typ: typeTargetGroup,
	is: func(src *source) bool {
		return slices.Contains(balanced, src.text("Protocol")) && slices.Contains([]string{"", kind.TargetInstance, kind.TargetIP, kind.TargetALB}, src.text("TargetType"))
	},
	parent: inVPC, fill: fillTargetGroup,
}}

func fillTargetGroup(src *source) {
	p := propsOf[*kind.TargetGroup](src)
	p.Protocol = src.text("Protocol")
	p.Port = inRange(numberOr(src.prop("Port"), p.Port), p.Port)
	if typ := src.text("TargetType"); typ != "" {
		p.TargetType = typ
	}
	src.health(p)
	for _, item := range src.items("TargetGroupAttributes") {
		if joined(get(item, "Key"), "") == "preserve_client_ip.enabled" {
			p.PreserveClientIP = kind.PreserveOff
			if isTrue(get(item, "Value")) {
				p.PreserveClientIP = kind.PreserveOn
			}
		}
	}
	keys := src.metaKeys("Targets")
	for n, item := range src.items("Targets") {
		target, ok := src.target(get(item, "Id"))
		if !ok {
			src.reader.lose("target-unknown", src.id, "element", src.logical, "target", joined(get(item, "Id"), ""))
			continue
		}
		if port := inRange(numberOr(get(item, "Port"), p.Port), p.Port); port != p.Port {
			target.Port = port
		}
		p.Targets[free(p.Targets, keyAt(keys, n, "t"))] = target
	}
}

// health is how targets are asked, with AWS's defaults: by HTTP for application load balancers, else by TCP.
func (src *source) health(p *kind.TargetGroup) {
	p.HealthCheckProtocol = src.text("HealthCheckProtocol")
	if !slices.Contains([]string{kind.ProtocolHTTP, kind.ProtocolHTTPS, kind.ProtocolTCP}, p.HealthCheckProtocol) {
		p.HealthCheckProtocol = kind.ProtocolTCP
		if p.Protocol == kind.ProtocolHTTP || p.Protocol == kind.ProtocolHTTPS || p.TargetType == kind.TargetALB {
			p.HealthCheckProtocol = kind.ProtocolHTTP
		}
	}
	p.HealthCheckPort = inRange(numberOr(src.prop("HealthCheckPort"), 0), 0) // "traffic-port" is 0
	switch path := src.text("HealthCheckPath"); {
	case path != "":
		p.HealthCheckPath = shown(path)
	case src.own && p.HealthCheckProtocol != kind.ProtocolTCP:
		p.HealthCheckPath = ""
	}
}

// target is what a target group names: an instance, an interface, a load balancer, or an address that one
// of the template has.
func (src *source) target(v any) (kind.Target, bool) {
	r := src.reader
	if of, _ := r.found(v); of != nil {
		if tied := r.tied[of]; tied != nil && tied.id != "" {
			return kind.Target{Target: kind.To(tied.id), Interface: r.notFirst(tied.id, tied.interfaceOf(of))}, true
		}
		to := src.to(v, kind.InstanceKind, kind.NetworkInterfaceKind, kind.LoadBalancerKind)
		return kind.Target{Target: to}, to.ID != ""
	}
	address, err := netip.ParseAddr(joined(v, ""))
	if err != nil {
		return kind.Target{}, false
	}
	return r.atAddress(r.d.Resources[src.id].Parent, address)
}

// notFirst is the key of an interface, "" for the first: a target that names none has that.
func (r *reader) notFirst(id, key string) string {
	if p, ok := r.d.Resources[id].Props.(kind.Addressed); ok {
		if rows := kind.Sorted(p.NetworkInterfaces()); len(rows) > 0 && rows[0].Key == key {
			return ""
		}
	}
	return key
}

var readLoadBalancer = []reading{
	{
		typ: typeLoadBalancer,
		is:  func(src *source) bool { return src.text("Type") != "gateway" },
		parent: func(src *source) string {
			if vpc := src.vpcOfSubnets(src.prop("Subnets")); vpc != "" {
				return vpc
			}
			return src.vpcOfSubnets(src.mapped("SubnetId"))
		},
		fill: fillLoadBalancer,
	},
	{typ: typeListener, fill: fillListener},
}

// mapped are the values of a key of the subnet mappings.
func (src *source) mapped(key string) []any {
	all := []any{}
	for _, item := range src.items("SubnetMappings") {
		all = append(all, get(item, key))
	}
	return all
}

func fillLoadBalancer(src *source) {
	p := propsOf[*kind.LoadBalancer](src)
	if src.text("Type") == kind.LoadBalancerNetwork {
		p.Type = kind.LoadBalancerNetwork
	}
	if src.text("Scheme") == kind.SchemeInternal {
		p.Scheme = kind.SchemeInternal
	}
	keys := src.metaKeys("Subnets")
	place := func(n int, v, address any) {
		zone := kind.BalancedZone{Subnet: src.placeIn(v), ElasticIP: src.to(address, kind.ElasticIPKind)}
		if zone.Subnet.IsZero() {
			src.reader.lose("subnet", src.id, "element", src.logical, "subnet", joined(v, ""))
			return
		}
		p.Subnets[free(p.Subnets, keyAt(keys, n, "s"))] = zone
	}
	for n, item := range src.subnetItems(src.prop("Subnets")) {
		place(n, item, nil)
	}
	for n, item := range src.items("SubnetMappings") {
		place(n, get(item, "SubnetId"), get(item, "AllocationId"))
	}
	p.SecurityGroups = src.groups(src.prop("SecurityGroups"))
	for _, item := range src.items("LoadBalancerAttributes") {
		if joined(get(item, "Key"), "") == "load_balancing.cross_zone.enabled" {
			p.CrossZone = isTrue(get(item, "Value"))
		}
	}
}

// fillListener reads the group that requests go to by default. Rules that send some of them elsewhere are
// not in the model.
func fillListener(src *source) {
	balancer, _ := src.reader.found(src.prop("LoadBalancerArn"))
	l := kind.Listener{Protocol: src.text("Protocol"), Port: numberOr(src.prop("Port"), 0)}
	if balancer == nil || balancer.kind != kind.LoadBalancerKind || !slices.Contains(balanced, l.Protocol) || inRange(l.Port, 0) == 0 {
		src.reader.lose("listener", "", "element", src.logical)
		return
	}
	groups := []any{}
	for _, action := range src.items("DefaultActions") {
		if group := get(action, "TargetGroupArn"); group != nil {
			groups = append(groups, group)
			continue
		}
		for _, group := range asList(get(action, "ForwardConfig", "TargetGroups")) {
			groups = append(groups, get(group, "TargetGroupArn"))
		}
	}
	if len(groups) > 0 {
		l.TargetGroup = src.to(groups[0], kind.TargetGroupKind)
	}
	if l.TargetGroup.IsZero() || len(groups) > 1 {
		src.reader.lose("listener-action", balancer.id, "element", src.logical)
	}
	p := propsOf[*kind.LoadBalancer](balancer)
	p.Listeners[free(p.Listeners, src.row("listeners"))] = l
}
