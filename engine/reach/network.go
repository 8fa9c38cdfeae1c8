package reach

import (
	"net/netip"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// Network is a compiled design. It never changes, so any number of goroutines may ask it at once.
type Network struct {
	design     *design.Design
	vpcs       map[string]*vpc
	subnets    map[string]*subnet
	groups     map[string]*group
	tables     map[string]*routeTable
	interfaces []*Interface
	byResource map[string][]*Interface
	byKind     map[kind.Name][]string
	// inGroup is what a VPC, subnet or security group stands for as an end; see within.
	inGroup map[string][]member
	// rest is the public addresses that the design does not name, by family.
	rest4, rest6 netset.AddrSet
	// namesAll: it names all of them of some family, so that the whole stands for the rest.
	namesAll bool
	// narrow are the IPv6 blocks of the design that a block of Amazon's may lie in or not.
	narrow []netip.Prefix
	// blocks are those that it names, "all" aside.
	blocks []netip.Prefix
	// loose are internet gateways that are attached to nothing.
	loose []*internetGateway
	// clients are the blocks of the hosts outside that the design names; empty for anywhere.
	clients   map[string]netset.AddrSet
	balancers map[string]*loadBalancer
	// services are the AWS services that the design draws, records the names that its zones hold.
	services map[string]serviceSet
	records  map[string]dnsRecord
	// met are the rows that walks have met since it was set; nil where nobody wants to know.
	met      map[Row]bool
	networks map[string]*corporateNetwork
	// profiles counts the profiles of interfaces.
	profiles int
	// islands is made when it is first asked for.
	islands func() *islands
	// asked are the groups, network ACLs and route tables that walks have asked since it was set; nil
	// where nobody wants to know.
	asked map[string]bool
}

type vpc struct {
	id    string
	props *kind.VPC
	// blocks are its addresses of both families, and four those of IPv4.
	blocks, four netset.AddrSet
	prefixes     []netip.Prefix
	refused      bool
	main         *routeTable
	acl          *networkACL
	group        *group
	gateways     []*internetGateway
	// divertible are the blocks that a route to an interface may take: the VPC's own and whole subnets.
	divertible map[netip.Prefix]bool
	// region and account are those of the scope that owns it.
	region, account  string
	gatewayEndpoints []*gatewayEndpoint
	endpoints        []*interfaceEndpoint
	peerings         []*peering
	egressOnly       []*egressOnly
	// vpn is the VPN gateway that is attached to it; nil for none.
	vpn *vpnGateway
	// standIns stand for its IPv6 blocks that Amazon picks.
	standIns []standIn
}

type subnet struct {
	id   string
	vpc  *vpc
	cidr netip.Prefix
	// assignable are the addresses of cidr that AWS gives, once they were asked for.
	assignable netset.AddrSet
	// cidr6 are its IPv6 addresses: a block, or what stands for one that Amazon picks.
	cidr6   netset.AddrSet
	props   *kind.Subnet
	table   *routeTable
	acl     *networkACL
	refused bool
	// overlaps is another subnet of the VPC with addresses of this one; "" for none.
	overlaps string
}

// Interface is a network interface: where conversations begin and end.
type Interface struct {
	// Resource owns it; Key is its row there.
	Resource, Key string

	subnet *subnet
	// private are its private addresses: one set each, of a single address where it is known.
	private []netset.AddrSet
	public  netset.AddrSet
	groups  []*group
	running bool
	// alone: it is attached to nothing.
	alone bool
	// nat and balancer are what it belongs to, where that is one.
	nat      *natGateway
	balancer *loadBalancer
	// relays is the interface as a NAT instance; nil for none.
	relays *natGateway
	nature nature
	spread spread
	// elastic is the Elastic IP that is its public address; "" for none.
	elastic string
	// check is the source/destination check (semantics 46).
	check bool
	// isTarget: routes lead to it, so that what they make of packets to itself is its own affair.
	isTarget bool
	// asks is what load balancers ask of it, in words; "" where it is no target of theirs.
	asks string
	// badAddress: every address that the design gives it is one that AWS would refuse.
	badAddress bool
	// twin is another interface with one of its addresses; nil for none.
	twin *Interface
	// rival is another interface with its Elastic IP; nil for none.
	rival *Interface
	// ports are the source ports that it uses as a client.
	ports netset.NumberSet
	// profile is equal for interfaces that no question can tell apart.
	profile int
}

func (i *Interface) vpc() *vpc {
	if i.subnet == nil {
		return nil
	}
	return i.subnet.vpc
}

// isEnd reports whether conversations begin or end there, so that a group stands for it too.
func (i *Interface) isEnd() bool { return i.nat == nil && !i.alone }

func (i *Interface) in(g *group) bool {
	for _, h := range i.groups {
		if h == g {
			return true
		}
	}
	return false
}

// Design is what the network was compiled from.
func (n *Network) Design() *design.Design { return n.design }

// OfKind lists the ids of the resources of one kind, in order. The slice must not be changed.
func (n *Network) OfKind(k kind.Name) []string { return n.byKind[k] }

// Interfaces lists every interface, by resource and key. The slice must not be changed.
func (n *Network) Interfaces() []*Interface { return n.interfaces }

// InterfacesOf lists the interfaces of one resource.
func (n *Network) InterfacesOf(resource string) []*Interface { return n.byResource[resource] }

// HasPublicAddress reports whether the interface has a public IPv4 address.
func (i *Interface) HasPublicAddress() bool { return !i.public.IsEmpty() }

// Subnet is the id of the interface's subnet; "" where it has none.
func (i *Interface) Subnet() string {
	if i.subnet == nil {
		return ""
	}
	return i.subnet.id
}

// IsPublicSubnet reports whether the subnet's effective route table leads to a gateway of its VPC
// (semantics 30). It is derived: nobody types it.
func (n *Network) IsPublicSubnet(id string) bool {
	s := n.subnets[id]
	if s == nil {
		return false
	}
	for _, r := range s.table.routes {
		if g, ok := r.target.(*internetGateway); ok && g.vpc == s.vpc {
			return true
		}
	}
	return false
}

// RouteTableOf is the id of the route table that a subnet uses, its own or the main one (semantics 11).
func (n *Network) RouteTableOf(subnet string) string {
	if s := n.subnets[subnet]; s != nil {
		return s.table.id
	}
	return ""
}

// GatewaysOf lists the internet gateways that are attached to a VPC; more than one is a conflict.
func (n *Network) GatewaysOf(vpc string) []string {
	var ids []string
	if v := n.vpcs[vpc]; v != nil {
		for _, g := range v.gateways {
			ids = append(ids, g.id)
		}
	}
	return ids
}
