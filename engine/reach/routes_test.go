package reach_test

import (
	"testing"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
)

// one is a VPC with an internet gateway and a subnet "a" that uses the route table "rt"; X in it has
// a public address and groups that let everything through.
func one(routes ...string) *sample.Net {
	n := sample.New().VPC("vpc", "10.0.0.0/16").Gateway("igw", "vpc").Table("rt", "vpc", routes...)
	return n.Group("open", "vpc", "in all 0.0.0.0/0", "out all 0.0.0.0/0").
		Subnet("suba", "vpc", "10.0.1.0/24", "rt").Instance("X", "suba", "sg:open", "public")
}

// two adds subnet "b" with Y, which is not public.
func two(routes ...string) *sample.Net {
	return one(routes...).Subnet("subb", "vpc", "10.0.2.0/24").Instance("Y", "subb", "sg:open")
}

func TestRoutes(t *testing.T) {
	stopped := two("10.0.2.0/24 NatBox").Instance("NatBox", "suba", "unchecked", "stopped")
	check(t, []reachCase{
		{"semantics 1: the longest prefix wins", one("0.0.0.0/0 gone:nat", "203.0.113.0/24 igw"), "X 203.0.113.9 tcp/443", "reachable"},
		{"semantics 1: also when it is the worse", one("0.0.0.0/0 igw", "203.0.113.0/24 gone:nat"), "X 203.0.113.9 tcp/443", "blocked BAD_STATE_ROUTE@rt"},
		{"semantics 2: 0.0.0.0/0 is no way for IPv6", one("0.0.0.0/0 igw"), "X 2001:db8::1 tcp/443", "blocked ENI_ADDRESS_RESTRICTION@X"},
		{"semantics 8: the local route is always there", two(), "X Y tcp/443", "reachable"},
		{"semantics 8: its target can be replaced", two("10.0.0.0/16 gone:box"), "X Y tcp/443", "blocked BAD_STATE_ROUTE@rt"},
		{"semantics 9: a gateway may not divert a subnet", two("10.0.2.0/24 igw"), "X Y tcp/443", "reachable"},
		{"semantics 10, 45, 46: diverted to a checked interface", two("10.0.2.0/24 NatBox").Instance("NatBox", "suba"), "X Y tcp/443", "blocked ENI_SOURCE_DEST_CHECK_RESTRICTION@NatBox"},
		{"semantics 10, 152: what a middlebox does is unknown", two("10.0.2.0/24 NatBox").Instance("NatBox", "suba", "unchecked"), "X Y tcp/443", "unknown UNSUPPORTED_COMPONENT@NatBox"},
		{"semantics 47, 154: a stopped target is a blackhole", stopped, "X Y tcp/443", "blocked BAD_STATE_ROUTE@rt"},
		{"semantics 14: a blackhole takes part and drops", one("0.0.0.0/0 gone:igw"), "X internet tcp/443", "blocked BAD_STATE_ROUTE@rt"},
		{"semantics 15: neighbours ignore the router", two("10.0.0.0/16 gone:box").Instance("Z", "suba", "sg:open"), "X Z tcp/443", "reachable"},
		{"semantics 16: no route inside AWS's own range", one("0.0.0.0/0 igw", "169.254.168.0/24 gone:x"), "X internet tcp/443", "reachable"},
		{"semantics 22: a gateway of another VPC is no target", otherGateway(), "X internet tcp/443", "blocked NO_ROUTE_TO_DESTINATION@rt"},
		{"semantics 22: an interface of another VPC is no target, and a wider route takes over", one("203.0.113.0/24 Far", "0.0.0.0/0 igw").VPC("vpc2", "10.1.0.0/16").Subnet("fars", "vpc2", "10.1.1.0/24").Instance("Far", "fars"), "X 203.0.113.9 tcp/443", "reachable"},
		{"semantics 46: a route leads to whom the packet is for", two("10.0.2.0/24 Y"), "X Y tcp/443", "reachable"},
		{"semantics 46: but no further", two("10.0.2.0/24 Y").Instance("Z", "subb", "sg:open"), "X Z tcp/443", "blocked ENI_SOURCE_DEST_CHECK_RESTRICTION@Y"},
		{"semantics 152: a target outside the design", one("0.0.0.0/0 ext:tgw-1"), "X internet tcp/443", "unknown UNKNOWN_RESOURCE@rt"},
		{"a route without a target is not there yet", routeWithoutTarget(), "X internet tcp/443", "blocked NO_ROUTE_TO_DESTINATION@rt"},
		{"two targets for one destination, and one of them twice", one("0.0.0.0/0 igw", "0.0.0.0/0 igw", "0.0.0.0/0 gone:nat"), "X internet tcp/443", "unknown ROUTE_CONFLICT@rt BAD_STATE_ROUTE@rt"},
		{"one target twice", one("0.0.0.0/0 igw", "0.0.0.0/0 igw"), "X internet tcp/443", "reachable"},
		{"two targets for one destination", one("0.0.0.0/0 igw", "0.0.0.0/0 gone:nat"), "X internet tcp/443", "unknown ROUTE_CONFLICT@rt BAD_STATE_ROUTE@rt"},
	})
}

func otherGateway() *sample.Net {
	return one("0.0.0.0/0 far").VPC("vpc2", "10.1.0.0/16").Gateway("far", "vpc2")
}

func routeWithoutTarget() *sample.Net {
	n := one()
	sample.Change(n, "rt", func(p *kind.RouteTable) {
		p.Routes = map[string]kind.Route{"new": {Destination: sample.End("0.0.0.0/0").CIDR}}
	})
	return n
}

// semantics 11, 12, 13: which table a subnet uses.
func TestMainRouteTable(t *testing.T) {
	n := one("0.0.0.0/0 igw").Subnet("subm", "vpc", "10.0.3.0/24").Instance("M", "subm", "sg:open", "public")
	if got := told(n, ask(n, "M internet tcp/443")); got != "blocked NO_ROUTE_TO_DESTINATION@vpc0000000main" {
		t.Errorf("semantics 11: without an association the main table counts: %s", got)
	}
	sample.Change(n, "vpc", func(p *kind.VPC) { p.MainRouteTable = kind.To(sample.ID("rt")) })
	if got := told(n, ask(n, "M internet tcp/443")); got != "reachable" {
		t.Errorf("semantics 13: a new main table serves at once: %s", got)
	}
	n.Table("closed", "vpc")
	sample.Change(n, "vpc", func(p *kind.VPC) { p.MainRouteTable = kind.To(sample.ID("closed")) })
	if got := told(n, ask(n, "X internet tcp/443")); got != "reachable" {
		t.Errorf("semantics 13: explicit associations stay: %s", got)
	}
	net := reach.Compile(n.D)
	if net.RouteTableOf("suba000000") != sample.ID("rt") || net.RouteTableOf("subm000000") != sample.ID("closed") {
		t.Error("semantics 12: each subnet has exactly one table")
	}
	if !net.IsPublicSubnet("suba000000") || net.IsPublicSubnet("subm000000") {
		t.Error("semantics 30: public is who has a route to the gateway")
	}
}

func TestInternetGateway(t *testing.T) {
	routed := one("0.0.0.0/0 igw")
	detached := routed.Clone()
	sample.Change(detached, "igw", func(p *kind.InternetGateway) { p.VPC = kind.Ref{} })
	twice := routed.Clone().Gateway("igw2", "vpc")
	private := routed.Clone().Instance("P", "suba", "sg:open")
	check(t, []reachCase{
		{"semantics 23, C1-3: detached", detached, "X internet tcp/443", "blocked BAD_STATE_ROUTE@rt UNASSOCIATED_COMPONENT@igw"},
		{"semantics 23: inbound too", detached, "internet X tcp/443", "blocked UNASSOCIATED_COMPONENT@igw BAD_STATE_ROUTE@rt<"},
		{"semantics 23: a second one is a conflict", twice, "X internet tcp/443", "unknown GATEWAY_CONFLICT@vpc"},
		{"semantics 24: no public address, out", private, "P internet tcp/443", "blocked IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@P"},
		{"semantics 25: no public address, in", private, "internet P tcp/443", "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS@P"},
		{"semantics 25: a private address means nothing outside", routed, "internet 10.0.1.200 tcp/443", "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS@X"},
		{"semantics 27: a public address needs the route, out", one(), "X internet tcp/443", "blocked NO_ROUTE_TO_DESTINATION@rt"},
		{"semantics 27: and for the reply", one(), "internet X tcp/443", "blocked NO_ROUTE_TO_DESTINATION@rt<"},
		{"semantics 28: private remote destination", routed, "X 192.168.0.5 tcp/443", "blocked IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS@igw IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS@igw<"},
		{"semantics 28: shared remote destination", routed, "X 100.64.0.5 tcp/443", "blocked IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS@igw IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS@igw<"},
		{"semantics 28: private remote source", routed, "192.168.0.5 X tcp/443", "blocked IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS@igw IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS@igw<"},
		{"semantics 28: shared remote source", routed, "100.64.0.5 X tcp/443", "blocked IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS@igw IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS@igw<"},
		{"semantics 32: a source of the VPC from outside", routed, "10.0.7.7 X tcp/443", "blocked GATEWAY_REJECTS_SPOOFED_TRAFFIC@igw IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS@igw NO_POSSIBLE_DESTINATION@vpc<"},
	})
}

// An Elastic IP is a public address; it belongs to one interface, and may be gone.
func TestElasticIP(t *testing.T) {
	n := one("0.0.0.0/0 igw").ElasticIP("eip").Instance("E", "suba", "sg:open", "eip:eip")
	shared := n.Clone().Instance("F", "suba", "sg:open", "eip:eip")
	released := n.Clone().Instance("E", "suba", "sg:open", "eip:gone:eip")
	check(t, []reachCase{
		{"in", n, "internet E tcp/443", "reachable"},
		{"out", n, "E internet tcp/443", "reachable"},
		{"released", released, "E internet tcp/443", "blocked IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@E"},
		{"on two interfaces", shared, "internet E tcp/443", "unknown ADDRESS_CONFLICT@E"},
		{"inside the VPC that does not matter", shared, "E F tcp/443", "reachable"},
	})
}

// semantics 26: the filters see the private address of the instance and the real remote one.
func TestFiltersSeePrivateAndRemoteAddresses(t *testing.T) {
	n := sample.New().VPC("vpc", "10.0.0.0/16").Gateway("igw", "vpc").Table("rt", "vpc", "0.0.0.0/0 igw").
		ACL("acl", "vpc", "in 100 allow tcp/443 203.0.113.0/24", "out 100 allow all 203.0.113.0/24").
		Subnet("suba", "vpc", "10.0.1.0/24", "rt", "acl").
		Group("g", "vpc", "in tcp/443 203.0.113.0/24").Instance("X", "suba", "public", "sg:g")
	check(t, []reachCase{
		{"the named block", n, "203.0.113.9 X tcp/443", "reachable"},
		{"the rest of the internet", n, "internet X tcp/443", "blocked SUBNET_ACL_RESTRICTION@acl ENI_SG_RULES_MISMATCH@g SUBNET_ACL_RESTRICTION@acl<"},
		{"half of a wider block", n, "203.0.112.0/23 X tcp/443", "partly SUBNET_ACL_RESTRICTION@acl ENI_SG_RULES_MISMATCH@g SUBNET_ACL_RESTRICTION@acl<"},
	})
	a := ask(n, "203.0.112.0/23 X tcp/443")
	if len(a.Pairs) != 2 || a.Pairs[0].From+"|"+a.Pairs[1].From != "203.0.113.0/24|203.0.112.0/24" {
		t.Errorf("the block is cut where the filters cut it: %+v", a.Pairs)
	}
}

// semantics 31: to a public address inside one VPC the way leads out and in again, and references to
// groups do not match it. Reaching one by its private address does not need that.
func TestPublicAddressFromInside(t *testing.T) {
	base := func(rule string) *sample.Net {
		return sample.New().VPC("v1", "10.0.0.0/16").Gateway("i1", "v1").Table("t1", "v1", "0.0.0.0/0 i1").
			Subnet("suba", "v1", "10.0.1.0/24", "t1").
			ACL("noprivate", "v1", "in 90 deny all 10.0.0.0/8", "in 100 allow all 0.0.0.0/0", "out 100 allow all 0.0.0.0/0").
			Subnet("subb", "v1", "10.0.2.0/24", "t1", "noprivate").
			Group("ga", "v1", "out all 0.0.0.0/0").Group("gb", "v1", rule).
			Instance("A", "suba", "public", "sg:ga").Instance("B", "subb", "public", "sg:gb")
	}
	anybody := base("in tcp/80 0.0.0.0/0")
	if got := told(anybody, ask(anybody, "A B tcp/80")); got != "reachable" {
		t.Errorf("the private way is denied, the public one is open: %s", got)
	}
	byGroup := base("in tcp/80 sg:ga")
	if got := told(byGroup, ask(byGroup, "A B tcp/80")); got != "blocked SUBNET_ACL_RESTRICTION@noprivate" {
		t.Errorf("a group does not match a public address: %s", got)
	}
}

// Two VPCs that nothing joins (C1-17), also where they use the same block.
func TestUnconnectedVPCs(t *testing.T) {
	pair := func(second string) *sample.Net {
		return sample.New().VPC("dev", "10.0.0.0/16").VPC("prod", second).
			Subnet("subd", "dev", "10.0.1.0/24").Subnet("subp", "prod", second[:4]+".1.0/24").
			Group("gd", "dev", "in all 0.0.0.0/0", "out all 0.0.0.0/0").Group("gp", "prod", "in all 0.0.0.0/0", "out all 0.0.0.0/0").
			Instance("D", "subd", "10.0.1.10", "sg:gd").Instance("P", "subp", "sg:gp", second[:4]+".1.10")
	}
	apart, same := pair("10.1.0.0/16"), pair("10.0.0.0/16")
	check(t, []reachCase{
		{"C1-17", apart, "D P tcp/443", "blocked NO_ROUTE_TO_DESTINATION@dev0000000main DISCONNECTED_VPCS@dev NO_ROUTE_TO_DESTINATION@prod000000main<"},
		{"by address", apart, "D 10.1.1.10 tcp/443", "blocked NO_ROUTE_TO_DESTINATION@dev0000000main DISCONNECTED_VPCS@dev NO_ROUTE_TO_DESTINATION@prod000000main<"},
		{"one block twice: the packet stays", same, "D P tcp/443", "blocked NO_POSSIBLE_DESTINATION@dev DISCONNECTED_VPCS@dev NO_POSSIBLE_DESTINATION@prod<"},
		{"one block twice: an address means the own VPC's", same, "D 10.0.1.10 tcp/443", "unknown EMPTY_GROUP"},
		{"nobody's address", apart, "D 10.0.1.77 tcp/443", "blocked NO_POSSIBLE_DESTINATION@dev"},
	})
}

// semantics 78, 144, 145: AWS's own services are beside all filters.
func TestOwnServices(t *testing.T) {
	n := sample.New().VPC("vpc", "10.0.0.0/16").ACL("shut", "vpc").Subnet("suba", "vpc", "10.0.1.0/24", "shut").
		Group("none", "vpc").Instance("X", "suba", "sg:none")
	silent := n.Clone()
	sample.Change(silent, "vpc", func(p *kind.VPC) { p.EnableDNSSupport = false })
	check(t, []reachCase{
		{"resolver at base + 2", n, "X 10.0.0.2 udp/53", "reachable"},
		{"resolver, link-local", n, "X 169.254.169.253 udp/53", "reachable"},
		{"metadata", n, "X 169.254.169.254 tcp/80", "reachable"},
		{"time", n, "X 169.254.169.123 udp/123", "reachable"},
		{"names switched off", silent, "X 10.0.0.2 udp/53", "blocked DNS_SUPPORT_OFF@vpc"},
		{"metadata stays", silent, "X 169.254.169.254 tcp/80", "reachable"},
	})
}
