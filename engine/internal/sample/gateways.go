package sample

import (
	"fmt"
	"strings"

	"vpcanvas/engine/kind"
)

// NAT adds a NAT gateway with an automatic public address; words are "private", "none" for one
// without an address, an address, or an Elastic IP as "eip:name".
func (n *Net) NAT(name, subnet string, words ...string) *Net {
	p := kind.Get(kind.NATGatewayKind).New().(*kind.NATGateway)
	i := p.Interfaces[kind.FirstInterface]
	for _, w := range words {
		switch eip, isEIP := strings.CutPrefix(w, "eip:"); {
		case isEIP:
			i.Public = ref(eip)
		case w == "private":
			p.Connectivity = kind.ConnectivityPrivate
		case w == "none":
			i.Public = kind.To(kind.PublicNone)
		default:
			i.Addresses[w] = true
		}
	}
	p.Interfaces[kind.FirstInterface] = i
	n.put(name, subnet, p)
	return n
}

// Alone adds a network interface that is attached to nothing.
func (n *Net) Alone(name, subnet string) *Net {
	n.put(name, subnet, kind.Get(kind.NetworkInterfaceKind).New())
	return n
}

// Client adds a client outside; cidr is "" for anywhere.
func (n *Net) Client(name, cidr string) *Net {
	n.put(name, "", &kind.Client{CIDR: block(cidr)})
	return n
}

// Targets adds a target group on a port; targets are "name" or "name:port", and "health:port" is
// where health is checked. "+ip" and "+alb" are other types than instances, "+UDP" and the like
// another protocol than HTTP, "+on" and "+off" say whether client addresses are kept.
func (n *Net) Targets(name, vpc string, port int, targets ...string) *Net {
	p := kind.Get(kind.TargetGroupKind).New().(*kind.TargetGroup)
	p.Port = port
	for i, words := range targets {
		if w, isOption := strings.CutPrefix(words, "+"); isOption {
			switch w {
			case kind.TargetIP, kind.TargetALB, kind.TargetInstance:
				p.TargetType = w
			case kind.PreserveOn, kind.PreserveOff:
				p.PreserveClientIP = w
			default:
				p.Protocol = w
			}
			continue
		}
		who, at, _ := strings.Cut(words, ":")
		number := 0
		if at != "" {
			_, err := fmt.Sscan(at, &number)
			must(err)
		}
		if who == "health" {
			p.HealthCheckPort = number
			continue
		}
		p.Targets[key("t", i)] = kind.Target{Target: ref(who), Port: number}
	}
	n.put(name, vpc, p)
	return n
}

// Balancer adds an internet-facing application load balancer; words are names of subnets, also with
// an Elastic IP as "pub=eip", "sg:name", listeners such as "80:targets" or "443:", "internal",
// "network" (then listeners are TCP, or as "53/UDP:targets") and "cross" for one across zones.
func (n *Net) Balancer(name, vpc string, words ...string) *Net {
	p := kind.Get(kind.LoadBalancerKind).New().(*kind.LoadBalancer)
	for i, w := range words {
		first, rest, isPair := strings.Cut(w, ":")
		switch {
		case w == "internal":
			p.Scheme = kind.SchemeInternal
		case w == "network":
			p.Type = kind.LoadBalancerNetwork
		case w == "cross":
			p.CrossZone = true
		case first == "sg":
			p.SecurityGroups[ID(rest)] = true
		case isPair:
			port, protocol, hasProtocol := strings.Cut(first, "/")
			l := kind.Listener{Protocol: kind.ProtocolHTTP, TargetGroup: ref(rest)}
			switch {
			case hasProtocol:
				l.Protocol = protocol
			case p.Type == kind.LoadBalancerNetwork:
				l.Protocol = kind.ProtocolTCP
			}
			_, err := fmt.Sscan(port, &l.Port)
			must(err)
			p.Listeners[key("l", i)] = l
		default:
			subnet, eip, _ := strings.Cut(w, "=")
			p.Subnets[key("z", i)] = kind.BalancedZone{Subnet: ref(subnet), ElasticIP: ref(eip)}
		}
	}
	n.put(name, vpc, p)
	return n
}

// Zone puts a subnet into a zone.
func (n *Net) Zone(subnet, zone string) *Net {
	Change(n, subnet, func(p *kind.Subnet) { p.AvailabilityZone = zone })
	return n
}
