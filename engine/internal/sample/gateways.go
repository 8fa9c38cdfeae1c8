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
// where health is checked.
func (n *Net) Targets(name, vpc string, port int, targets ...string) *Net {
	p := kind.Get(kind.TargetGroupKind).New().(*kind.TargetGroup)
	p.Port = port
	for i, words := range targets {
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

// Balancer adds an internet-facing application load balancer; words are names of subnets,
// "sg:name", listeners such as "80:targets" or "443:", "internal" and "network".
func (n *Net) Balancer(name, vpc string, words ...string) *Net {
	p := kind.Get(kind.LoadBalancerKind).New().(*kind.LoadBalancer)
	for i, w := range words {
		first, rest, isPair := strings.Cut(w, ":")
		switch {
		case w == "internal":
			p.Scheme = kind.SchemeInternal
		case w == "network":
			p.Type = kind.LoadBalancerNetwork
		case first == "sg":
			p.SecurityGroups[ID(rest)] = true
		case isPair:
			l := kind.Listener{Protocol: kind.ProtocolHTTP, TargetGroup: ref(rest)}
			_, err := fmt.Sscan(first, &l.Port)
			must(err)
			p.Listeners[key("l", i)] = l
		default:
			p.Subnets[key("z", i)] = kind.BalancedZone{Subnet: ref(w)}
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
