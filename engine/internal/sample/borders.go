package sample

import (
	"strings"

	"vpcanvas/engine/kind"
)

// Scope adds an account in a region; VPCs go into it by In.
func (n *Net) Scope(name, region string) *Net {
	n.put(name, "", &kind.Scope{Region: region, Partition: "aws"})
	return n
}

// In moves a resource to another owner.
func (n *Net) In(name, parent string) *Net {
	r := *n.D.Resources[ID(name)]
	r.Parent = ID(parent)
	n.D.Resources[ID(name)] = &r
	return n
}

// Peering joins two VPCs; words are a state other than active.
func (n *Net) Peering(name, requester, accepter string, words ...string) *Net {
	p := &kind.Peering{Requester: ref(requester), Accepter: ref(accepter), Status: kind.PeeringActive}
	for _, w := range words {
		p.Status = w
	}
	n.put(name, "scope", p)
	return n
}

// List adds a customer's prefix list.
func (n *Net) List(name string, blocks ...string) *Net {
	p := kind.Get(kind.PrefixListKind).New().(*kind.PrefixList)
	for i, b := range blocks {
		p.Entries[key("e", i)] = kind.PrefixListEntry{CIDR: block(b)}
	}
	n.put(name, "scope", p)
	return n
}

// Block6 gives a VPC an IPv6 block, "" for one that Amazon picks, and subnets theirs, as "name block"
// or "name index".
func (n *Net) Block6(vpc, cidr string, subnets ...string) *Net {
	Change(n, vpc, func(p *kind.VPC) { p.IPv6CIDRs = map[string]kind.Block{"b0": {CIDR: block(cidr)}} })
	for _, words := range subnets {
		f := strings.Fields(words)
		Change(n, f[0], func(p *kind.Subnet) {
			if strings.Contains(f[1], ":") {
				p.IPv6CIDR = block(f[1])
			} else {
				p.IPv6Index = f[1]
			}
			p.AssignIPv6AddressOnCreation = true
		})
	}
	return n
}

// EgressOnly adds an egress-only internet gateway.
func (n *Net) EgressOnly(name, vpc string) *Net {
	n.put(name, vpc, &kind.EgressOnlyInternetGateway{})
	return n
}

// Relay makes an instance a NAT instance; its source/destination check goes off unless "checked".
func (n *Net) Relay(name string, words ...string) *Net {
	Change(n, name, func(p *kind.Instance) {
		p.Role = kind.RoleNAT
		i := p.Interfaces[kind.FirstInterface]
		i.SourceDestCheck = len(words) > 0
		p.Interfaces = map[string]kind.Interface{kind.FirstInterface: i}
	})
	return n
}

// Office adds a corporate network.
func (n *Net) Office(name string, blocks ...string) *Net {
	p := &kind.CorporateNetwork{CIDRs: rows(blocks)}
	n.put(name, "", p)
	return n
}

func rows(blocks []string) map[string]kind.Block {
	all := map[string]kind.Block{}
	for i, b := range blocks {
		all[key("b", i)] = kind.Block{CIDR: block(b)}
	}
	return all
}

// VPNGateway adds a VPN gateway, attached to vpc unless that is "".
func (n *Net) VPNGateway(name, vpc string) *Net {
	n.put(name, "scope", &kind.VPNGateway{VPC: ref(vpc)})
	return n
}

// VPN joins a VPN gateway and a corporate network; words are "bgp", "down", "half" for one tunnel, and
// blocks that it routes.
func (n *Net) VPN(name, gateway, office string, words ...string) *Net {
	n.put(name+"cgw", "scope", &kind.CustomerGateway{IPAddress: "198.51.100.1", ASN: 65000, Network: ref(office)})
	p := kind.Get(kind.VPNConnectionKind).New().(*kind.VPNConnection)
	p.VPNGateway, p.CustomerGateway = ref(gateway), ref(name+"cgw")
	var blocks []string
	for _, w := range words {
		switch w {
		case "bgp":
			p.StaticRoutesOnly = false
		case "down":
			p.Tunnel1, p.Tunnel2 = kind.LinkDown, kind.LinkDown
		case "half":
			p.Tunnel1 = kind.LinkDown
		default:
			blocks = append(blocks, w)
		}
	}
	p.Routes = rows(blocks)
	n.put(name, "scope", p)
	return n
}

// DirectConnect joins a VPN gateway and a corporate network by a dedicated line; words are "down" and
// blocks that the far end announces.
func (n *Net) DirectConnect(name, gateway, office string, words ...string) *Net {
	p := kind.Get(kind.DirectConnectKind).New().(*kind.DirectConnect)
	p.VPNGateway, p.Network = ref(gateway), ref(office)
	var blocks []string
	for _, w := range words {
		if w == "down" {
			p.State = kind.LinkDown
		} else {
			blocks = append(blocks, w)
		}
	}
	p.Routes = rows(blocks)
	n.put(name, "scope", p)
	return n
}

// Propagate lets tables take over the routes of a VPN gateway.
func (n *Net) Propagate(gateway string, tables ...string) *Net {
	for _, t := range tables {
		Change(n, t, func(p *kind.RouteTable) { p.Propagations = map[string]bool{ID(gateway): true} })
	}
	return n
}

// Main makes a route table the main one of a VPC.
func (n *Net) Main(vpc, table string) *Net {
	Change(n, vpc, func(p *kind.VPC) { p.MainRouteTable = ref(table) })
	return n
}

// Log adds a flow log of a VPC.
func (n *Net) Log(name, vpc string) *Net {
	n.put(name, vpc, kind.Get(kind.FlowLogKind).New())
	return n
}
