package drawn

import (
	"fmt"

	"vpcanvas/engine/kind"
)

// inSubnets draws what lies in the subnets of a VPC.
func (s *sound) inSubnets(scope string, v *soundVPC) {
	for n, subnet := range v.subnets {
		s.times(2, "instances", func() { s.instance(scope, v, subnet) })
		if s.between(0, 3, "NAT gateway") == 0 {
			s.natGateway(scope, v, subnet)
		}
		if !s.mock && s.between(0, 3, "interface") == 0 {
			i := s.iface(v, subnet)
			i.Public = kind.To(kind.PublicNone)
			s.put(kind.NetworkInterfaceKind, subnet, &kind.NetworkInterface{
				Description: s.from("description", "", "of an appliance"), Interfaces: map[string]kind.Interface{fmt.Sprintf("eth%d", n): i},
			})
		}
	}
}

// iface is an interface in a subnet; its address is one that nothing else has.
func (s *sound) iface(v *soundVPC, subnet string) kind.Interface {
	i := kind.NewInterface(kind.Ref{})
	i.Groups = s.some("group", v.groups)
	i.SourceDestCheck = s.yes("checked")
	p := s.d.Resources[subnet].Props.(*kind.Subnet)
	if s.yes("fixed address") {
		a := p.CIDR.Addr().As4()
		a[3] = byte(10 + len(s.d.Resources)%200)
		if address := fmt.Sprintf("%d.%d.%d.%d", a[0], a[1], a[2], a[3]); s.once("address", address) {
			i.Addresses[address] = true
		}
	}
	i.IPv6 = p.IPv6Index != "" && s.yes("IPv6")
	return i
}

// address is an Elastic IP that nothing has yet.
func (s *sound) address(scope string) kind.Ref {
	id := s.put(kind.ElasticIPKind, scope, &kind.ElasticIP{})
	s.once("elastic", id)
	return kind.To(id)
}

func (s *sound) instance(scope string, v *soundVPC, subnet string) {
	first := s.iface(v, subnet)
	p := &kind.Instance{
		InstanceType: s.from("type", "t3.micro", "t4g.nano"), ImageID: s.from("image", "", "ami-0123456789abcdef0"), KeyName: s.from("key", "", "ops"),
		State: kind.StateRunning, Role: s.from("role", kind.RoleServer, kind.RoleServer, kind.RoleNAT), InstanceProfile: s.from("profile", "", "ssm"),
		Interfaces: map[string]kind.Interface{},
	}
	switch public := s.from("public", kind.PublicNone, kind.PublicAuto, "elastic"); {
	case public != "elastic":
		first.Public = kind.To(public)
	case v.gateway != "":
		first.Public = s.address(scope)
	}
	if !s.mock && s.between(0, 3, "two legs") == 0 {
		if first.Public.ID == kind.PublicAuto { // AWS gives none to several
			first.Public = kind.To(kind.PublicNone)
		}
		other := s.pick("other subnet", v.subnets)
		second := s.iface(v, other)
		if other != subnet {
			second.Subnet = kind.To(other)
		}
		p.Interfaces["eth1"] = second
	}
	p.Interfaces["eth0"] = first
	v.instances = append(v.instances, s.put(kind.InstanceKind, subnet, p))
}

func (s *sound) natGateway(scope string, v *soundVPC, subnet string) {
	p := &kind.NATGateway{Connectivity: kind.ConnectivityPrivate, Interfaces: map[string]kind.Interface{}}
	i := kind.NewInterface(kind.Ref{})
	if v.gateway != "" && s.yes("public NAT") {
		p.Connectivity, i.Public = kind.ConnectivityPublic, kind.To(kind.PublicAuto)
		if s.yes("address of its own") {
			i.Public = s.address(scope)
		}
	}
	p.Interfaces[kind.FirstInterface] = i
	s.put(kind.NATGatewayKind, subnet, p)
}

// A pairing is a protocol of listeners with that of the target groups behind it, and how those ask.
var pairings = map[string][]struct{ listener, group, health string }{
	kind.LoadBalancerApplication: {{kind.ProtocolHTTP, kind.ProtocolHTTP, kind.ProtocolHTTP}, {kind.ProtocolHTTPS, kind.ProtocolHTTP, kind.ProtocolHTTP}, {kind.ProtocolHTTP, kind.ProtocolHTTPS, kind.ProtocolHTTPS}},
	kind.LoadBalancerNetwork: {
		{kind.ProtocolTCP, kind.ProtocolTCP, kind.ProtocolTCP},
		{kind.ProtocolUDP, kind.ProtocolUDP, kind.ProtocolTCP},
		{kind.ProtocolTCPUDP, kind.ProtocolTCPUDP, kind.ProtocolHTTP},
		{kind.ProtocolTLS, kind.ProtocolTLS, kind.ProtocolTCP},
	},
}

// balancing draws load balancers with the groups behind their listeners, and one in front of another.
func (s *sound) balancing(scope string, v *soundVPC) {
	inner, port := "", 0
	s.times(2, "load balancers", func() {
		typ := s.from("type", kind.LoadBalancerApplication, kind.LoadBalancerNetwork)
		p := &kind.LoadBalancer{
			Type: typ, Scheme: kind.SchemeInternal, Subnets: map[string]kind.BalancedZone{}, SecurityGroups: s.some("group", v.groups), Listeners: map[string]kind.Listener{},
			CrossZone: typ == kind.LoadBalancerNetwork && s.yes("cross zone"),
		}
		zones := s.oneAZone(v, 2)
		if len(zones) < 2 {
			return
		}
		if v.gateway != "" && s.yes("internet-facing") {
			p.Scheme = kind.SchemeInternetFacing
		}
		fixed := !s.mock && typ == kind.LoadBalancerNetwork && p.Scheme == kind.SchemeInternetFacing && s.yes("fixed addresses")
		for n, subnet := range zones {
			zone := kind.BalancedZone{Subnet: kind.To(subnet)}
			if fixed {
				zone.ElasticIP = s.address(scope)
			}
			p.Subnets[fmt.Sprintf("z%d", n)] = zone
		}
		for n := range s.between(0, 2, "listeners") {
			pair := oneOf(s, pairings[typ])
			group := s.targetGroup(v, pair.group, pair.health)
			p.Listeners[fmt.Sprintf("l%d", n)] = kind.Listener{Protocol: pair.listener, Port: 80 + n, TargetGroup: kind.To(group)}
		}
		if typ == kind.LoadBalancerNetwork && inner != "" && s.yes("in front of the other") {
			group := s.put(kind.TargetGroupKind, v.id, &kind.TargetGroup{
				PreserveClientIP: kind.PreserveDefault, Protocol: kind.ProtocolTCP, Port: port, TargetType: kind.TargetALB, HealthCheckProtocol: kind.ProtocolHTTP, HealthCheckPath: "/",
				Targets: map[string]kind.Target{"alb": {Target: kind.To(inner)}},
			})
			p.Listeners["inner"] = kind.Listener{Protocol: kind.ProtocolTCP, Port: 8443, TargetGroup: kind.To(group)}
		}
		id := s.put(kind.LoadBalancerKind, v.id, p)
		if l, ok := p.Listeners["l0"]; ok && typ == kind.LoadBalancerApplication {
			inner, port = id, l.Port
		}
	})
	s.times(1, "groups of nobody", func() { s.targetGroup(v, kind.ProtocolHTTP, kind.ProtocolHTTP) })
}

// targetGroup draws a group with some instances of the VPC in it.
func (s *sound) targetGroup(v *soundVPC, protocol, health string) string {
	p := &kind.TargetGroup{
		Protocol: protocol, Port: 8080, TargetType: s.from("targets", kind.TargetInstance, kind.TargetIP), Targets: map[string]kind.Target{},
		HealthCheckProtocol: health, HealthCheckPort: s.between(0, 1, "health port") * 8081, HealthCheckPath: "/", PreserveClientIP: kind.PreserveDefault,
	}
	switch {
	case s.mock:
	case protocol == kind.ProtocolTCP, protocol == kind.ProtocolTLS:
		p.PreserveClientIP = s.from("preserve", kind.PreserveDefault, kind.PreserveOn, kind.PreserveOff)
	}
	if protocol == kind.ProtocolUDP || protocol == kind.ProtocolTCPUDP {
		p.TargetType = kind.TargetInstance
	}
	if health != kind.ProtocolTCP {
		p.HealthCheckPath = s.from("path", "/", "/health")
	}
	for n, id := range v.instances {
		i, isIP := s.d.Resources[id].Props.(*kind.Instance), p.TargetType == kind.TargetIP
		if s.yes("a target") && (!isIP || len(i.Interfaces["eth0"].Addresses) > 0) {
			p.Targets[fmt.Sprintf("t%d", n)] = kind.Target{Target: kind.To(id), Port: s.between(0, 1, "target port") * 9090}
		}
	}
	return s.put(kind.TargetGroupKind, v.id, p)
}
