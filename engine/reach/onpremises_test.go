package reach_test

import (
	"testing"

	"vpcanvas/engine/internal/sample"
)

// hybrid is source 1's way to the office: a VPN gateway, a customer gateway, a route.
func hybrid(vpn ...string) *sample.Net {
	return sample.New().VPC("vpc", "10.0.0.0/16").Table("rt", "vpc").Subnet("sub", "vpc", "10.0.1.0/24", "rt").
		Office("office", "192.168.0.0/16").VPNGateway("vgw", "vpc").VPN("vpn", "vgw", "office", vpn...).
		Group("sg", "vpc", "in tcp/22 192.168.0.0/16", "out all 0.0.0.0/0").Instance("App", "sub", "sg:sg")
}

// routed is hybrid with a static route to the office.
func routed(vpn ...string) *sample.Net { return hybrid(vpn...).Route("rt", "192.168.0.0/16 vgw") }

// semantics 118, 120, 154; case C1-11.
func TestOffice(t *testing.T) {
	const noRoute = "NO_ROUTE_TO_DESTINATION@rt"
	detached := routed().VPNGateway("vgw", "")
	check(t, []reachCase{
		{"C1-11: to the office", routed(), "App office tcp/443", "reachable"},
		{"C1-11: to one of its hosts", routed(), "App 192.168.7.9 tcp/443", "reachable"},
		{"C1-11: without a route", hybrid(), "App office tcp/443", "blocked " + noRoute},
		{"from the office", routed(), "office App tcp/22", "reachable"},
		{"its filters count", routed(), "office App tcp/80", "blocked ENI_SG_RULES_MISMATCH@sg"},
		{"from the office: the reply needs the route", hybrid(), "office App tcp/22", "blocked " + noRoute + "<"},
		{"semantics 118: the route by propagation", hybrid().Propagate("vgw", "rt"), "App office tcp/443", "reachable"},
		{"semantics 118: per route table", hybrid().Table("other", "vpc").Propagate("vgw", "other"), "App office tcp/443", "blocked " + noRoute},
		{"semantics 118: from the gateway of the VPC only", detached.Propagate("vgw", "rt").Table("rt", "vpc").Propagate("vgw", "rt"), "App office tcp/443", "blocked " + noRoute + " NO_LINK@office<"},
		{"semantics 154: tunnels down", routed("down"), "App office tcp/443", "blocked BAD_STATE_VPN@vpn"},
		{"semantics 154: one tunnel is enough", routed("half"), "App office tcp/443", "reachable"},
		{"a detached gateway is a blackhole", routed().VPNGateway("vgw", ""), "App office tcp/443", "blocked BAD_STATE_ROUTE@rt NO_LINK@office<"},
		{"semantics 22: the gateway of another VPC", routed().VPC("vpc2", "10.9.0.0/16").VPNGateway("vgw", "vpc2"), "App office tcp/443", "blocked " + noRoute + " NO_LINK@office<"},
		{"the connection carries a part", routed("192.168.0.0/24"), "App 192.168.7.9 tcp/443", "blocked NO_POSSIBLE_DESTINATION@vgw"},
		{"the office is not on the internet", hybrid().Gateway("igw", "vpc").Route("rt", "0.0.0.0/0 igw"), "App office tcp/443", "blocked IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@App IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS@igw NO_LINK@office"},
		{"semantics 120: not to a public address", routed().Gateway("igw", "vpc").Table("rt", "vpc", "0.0.0.0/0 vgw").Instance("App", "sub", "sg:sg", "public"), "office App tcp/22", "reachable"},
		{"semantics 40: not out by a NAT gateway of the VPC", routed().Gateway("igw", "vpc").Table("pub", "vpc", "0.0.0.0/0 igw").Subnet("pubsub", "vpc", "10.0.9.0/24", "pub").NAT("nat", "pubsub"), "office internet tcp/443", "blocked NO_SOURCE_OR_DESTINATION"},
		{"T8: a dedicated line does the same", hybrid("down").DirectConnect("dx", "vgw", "office").Route("rt", "192.168.0.0/16 vgw"), "App office tcp/443", "reachable"},
	})
}

// semantics 1, 3, 4, 7: which of several routes decides. A way that is down shows which was taken.
func TestRoutePriority(t *testing.T) {
	both := func(dx string, vpn ...string) *sample.Net {
		return hybrid(vpn...).DirectConnect("dx", "vgw", "office", dx).Propagate("vgw", "rt")
	}
	check(t, []reachCase{
		{"semantics 4: Direct Connect before VPN", both("192.168.0.0/16", "down"), "App office tcp/443", "reachable"},
		{"semantics 4: the other where it is down", both("down"), "App office tcp/443", "reachable"},
		{"semantics 4: the longest prefix first", both("192.168.0.0/16", "192.168.7.0/24", "down"), "App 192.168.7.9 tcp/443", "reachable"},
		{"semantics 3: a static route beats a propagated one", hybrid().Propagate("vgw", "rt").Route("rt", "192.168.0.0/16 gone:x"), "App office tcp/443", "blocked BAD_STATE_ROUTE@rt"},
		{"semantics 3: a prefix list beats a propagated one", hybrid().Propagate("vgw", "rt").List("pl", "192.168.0.0/16").Route("rt", "pl:pl gone:x"), "App office tcp/443", "blocked BAD_STATE_ROUTE@rt"},
		{"semantics 1: a narrower propagated one beats a static one", hybrid().Propagate("vgw", "rt").Route("rt", "192.0.0.0/8 gone:x"), "App office tcp/443", "reachable"},
		{"semantics 7: local beats a narrower propagated one", hybrid("192.168.0.0/16", "10.0.1.0/25").Propagate("vgw", "rt").Subnet("near", "vpc", "10.0.2.0/24", "rt").Group("open", "vpc", "in all 10.0.0.0/16").Instance("Neighbour", "near", "sg:open"), "App Neighbour tcp/80", "reachable"},
	})
}

// semantics 13: replacing the main table re-routes the subnets without a table of their own, at once.
func TestReplacingTheMainTable(t *testing.T) {
	n := online().Subnet("other", "vpc", "10.0.3.0/24").Group("all", "vpc", "out all 0.0.0.0/0").Instance("Box", "other", "public", "sg:all").Table("newmain", "vpc", "0.0.0.0/0 igw")
	check(t, []reachCase{{"before", n, "Box internet tcp/443", "blocked NO_ROUTE_TO_DESTINATION@vpc0000000main"}})
	n.Main("vpc", "newmain").Table("pubrt", "vpc")
	check(t, []reachCase{
		{"the implicit one follows", n, "Box internet tcp/443", "reachable"},
		{"the explicit one does not", n, "Web internet tcp/443", "blocked NO_ROUTE_TO_DESTINATION@pubrt"},
	})
}
