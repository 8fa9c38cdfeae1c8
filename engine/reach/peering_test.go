package reach_test

import (
	"testing"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
)

// peered is the exercise of two VPCs and one peering (source 4): each group admits ping from the other,
// and lets everything out.
func peered(words ...string) *sample.Net {
	return joinedBy(words...).Route("rta", "10.2.0.0/16 pcx").Route("rtb", "10.1.0.0/16 pcx")
}

// joinedBy is peered without its routes.
func joinedBy(words ...string) *sample.Net {
	return sample.New().
		VPC("vpca", "10.1.0.0/16").Table("rta", "vpca").Subnet("suba", "vpca", "10.1.1.0/24", "rta").
		VPC("vpcb", "10.2.0.0/16").Table("rtb", "vpcb").Subnet("subb", "vpcb", "10.2.1.0/24", "rtb").
		Peering("pcx", "vpca", "vpcb", words...).
		Group("sga", "vpca", "in icmp sg:sgb", "out all 0.0.0.0/0").
		Group("sgb", "vpcb", "in icmp sg:sga", "out all 0.0.0.0/0").
		Instance("A", "suba", "sg:sga").
		Instance("B", "subb", "sg:sgb", "10.2.1.10")
}

// unpeered takes the peering away: its routes are blackholes, its group references stale.
func unpeered() *sample.Net {
	n := peered()
	delete(n.D.Resources, sample.ID("pcx"))
	return n.Table("rta", "vpca", "10.2.0.0/16 gone:pcx").Table("rtb", "vpcb", "10.1.0.0/16 gone:pcx")
}

// elsewhere moves VPC B to another region.
func elsewhere() *sample.Net {
	return peered().Scope("osaka", "ap-northeast-3").In("vpcb", "osaka")
}

// semantics 25: the addresses of a VPC are none of the internet's, not even public ones.
func TestAPeeredVPCIsNotBehindTheGateway(t *testing.T) {
	n := sample.New().
		VPC("vpca", "10.1.0.0/16").Gateway("igw", "vpca").Table("rta", "vpca", "0.0.0.0/0 igw").Subnet("suba", "vpca", "10.1.1.0/24", "rta").
		VPC("vpcb", "200.0.0.0/16").Table("rtb", "vpcb", "10.1.0.0/16 pcx").Subnet("subb", "vpcb", "200.0.1.0/24", "rtb").
		Peering("pcx", "vpca", "vpcb").
		Group("sga", "vpca", "out all 0.0.0.0/0").Group("sgb", "vpcb", "in all 0.0.0.0/0").
		Instance("A", "suba", "sg:sga", "public").Instance("B", "subb", "sg:sgb", "200.0.1.10")
	check(t, []reachCase{{"by the gateway", n, "A B tcp/443", "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS@B"}})
}

// semantics 57, 58, 61, 81, 85, 86, 87; cases C4-1 to C4-15.
func TestPeering(t *testing.T) {
	const noRoute = "NO_ROUTE_TO_DESTINATION@rta"
	alone := joinedBy()
	delete(alone.D.Resources, sample.ID("pcx"))
	overlap := peered().VPC("vpcb", "10.1.0.0/16").Subnet("subb", "vpcb", "10.1.200.0/24", "rtb").Instance("B", "subb", "sg:sgb").
		Table("rta", "vpca", "10.0.0.0/8 pcx").Table("rtb", "vpcb", "10.0.0.0/8 pcx")
	written := peered().Group("sga", "vpca", "in icmp sg:sgb", "out tcp/443 10.1.1.0/24")
	byBlock := elsewhere().Group("sgb", "vpcb", "in icmp 10.1.0.0/16", "out all 0.0.0.0/0")
	wide := peered().Table("rta", "vpca", "0.0.0.0/0 pcx").Table("rtb", "vpcb", "10.1.1.0/24 pcx")
	check(t, []reachCase{
		{"C4-1: no peering", alone, "A 10.2.1.10 icmp", "blocked " + noRoute + " DISCONNECTED_VPCS@vpca ENI_SG_RULES_MISMATCH@sgb NO_ROUTE_TO_DESTINATION@rtb<"},
		{"C4-2: pending", peered(kind.PeeringPending), "A B icmp", "blocked PEERING_STATE@pcx"},
		{"semantics 87: rejected", peered(kind.PeeringRejected), "A B icmp", "blocked PEERING_STATE@pcx"},
		{"C4-3: active, no routes", joinedBy(), "A B icmp", "blocked " + noRoute + " NO_ROUTE_TO_DESTINATION@rtb<"},
		{"C4-5: route in B only", joinedBy().Route("rtb", "10.1.0.0/16 pcx"), "A B icmp", "blocked " + noRoute},
		{"semantics 85: route in A only, the reply is lost", joinedBy().Route("rta", "10.2.0.0/16 pcx"), "A B icmp", "blocked NO_ROUTE_TO_DESTINATION@rtb<"},
		{"C4-6: as the author pinged", peered(), "A B icmp", "reachable"},
		{"C4-6: by address", peered(), "A 10.2.1.10 icmp", "reachable"},
		{"C4-7, T1: outbound rules as written", written, "A B icmp", "blocked ENI_SG_RULES_MISMATCH@sga"},
		{"C4-8", peered(), "B A icmp", "reachable"},
		{"C4-9", peered(), "A B tcp/22", "blocked ENI_SG_RULES_MISMATCH@sgb"},
		{"C4-10", peered(), "A internet tcp/443", "blocked " + noRoute + " NO_PATH@vpca IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@A"},
		{"C4-12, semantics 61: peering removed", unpeered(), "A B icmp", "blocked BAD_STATE_ROUTE@rta DISCONNECTED_VPCS@vpca ENI_SG_RULES_MISMATCH@sgb BAD_STATE_ROUTE@rtb<"},
		{"C4-14, semantics 81: overlapping blocks", overlap, "A B icmp", "blocked NO_POSSIBLE_DESTINATION@vpca PEERING_OVERLAP@pcx ENI_SG_RULES_MISMATCH@sgb NO_POSSIBLE_DESTINATION@vpcb<"},
		{"C4-15: another zone", peered().Zone("subb", "ap-northeast-1c"), "A B icmp", "reachable"},
		{"semantics 89: the peer's resolver answers nobody else", peered(), "A 10.2.0.2 udp/53", "blocked PCX_REQUIRES_ADDRESS_IN_VPC_CIDR@pcx"},
		{"semantics 58: groups are not known in another region", elsewhere(), "A B icmp", "blocked ENI_SG_RULES_MISMATCH@sgb"},
		{"semantics 58: blocks are", byBlock, "A B icmp", "reachable"},
		{"semantics 86: wider and narrower destinations", wide, "A B icmp", "reachable"},
		{"semantics 86: nobody there", wide, "A 10.7.0.9 icmp", "blocked PCX_REQUIRES_ADDRESS_IN_VPC_CIDR@pcx"},
		{"semantics 22: a peering of other VPCs is no target", peered().VPC("vpcc", "10.3.0.0/16").Table("rtc", "vpcc", "10.2.0.0/16 pcx").Subnet("subc", "vpcc", "10.3.1.0/24", "rtc").Instance("C", "subc"), "C B icmp", "blocked NO_ROUTE_TO_DESTINATION@rtc DISCONNECTED_VPCS@vpcc ENI_SG_RULES_MISMATCH@sgb NO_ROUTE_TO_DESTINATION@rtb<"},
		{"a VPC outside the design", peered().VPC("vpca", "10.1.0.0/16").Peering("out", "vpca", "ext:vpc-9").Table("rta", "vpca", "10.2.0.0/16 pcx", "10.50.0.0/16 out"), "A 10.50.0.9 icmp", "unknown UNKNOWN_RESOURCE@out"},
	})
}

// chain is three VPCs in a row, 1-2-3, with routes as somebody who hopes would make them (source 1).
func chain() *sample.Net {
	n := sample.New()
	for _, v := range []string{"1", "2", "3"} {
		n.VPC("vpc"+v, "10."+v+".0.0/16").Table("rt"+v, "vpc"+v).Subnet("sub"+v, "vpc"+v, "10."+v+".1.0/24", "rt"+v).
			Group("sg"+v, "vpc"+v, "in all 10.0.0.0/8", "out all 0.0.0.0/0").Instance("h"+v, "sub"+v, "sg:sg"+v)
	}
	n.Peering("p12", "vpc1", "vpc2").Peering("p23", "vpc2", "vpc3")
	for _, r := range []string{"rt1 10.2.0.0/16 p12", "rt1 10.3.0.0/16 p12", "rt2 10.1.0.0/16 p12", "rt2 10.3.0.0/16 p23", "rt3 10.2.0.0/16 p23", "rt3 10.1.0.0/16 p23"} {
		n.Route(r[:3], r[4:])
	}
	return n
}

// direct adds the peering that the chain lacks.
func direct() *sample.Net {
	return chain().Peering("p13", "vpc1", "vpc3").
		Table("rt1", "vpc1", "10.2.0.0/16 p12", "10.3.0.0/16 p13").Table("rt3", "vpc3", "10.2.0.0/16 p23", "10.1.0.0/16 p13")
}

// semantics 40, 82, 83, 88.
func TestPeeringIsNotTransitive(t *testing.T) {
	// VPC 2 has all kinds of ways out; its peers have none of them.
	edge := chain().Gateway("igw", "vpc2").Table("rtpub", "vpc2", "0.0.0.0/0 igw").Subnet("pub", "vpc2", "10.2.9.0/24", "rtpub").NAT("nat", "pub").
		Route("rt1", "0.0.0.0/0 p12").Route("rt2", "0.0.0.0/0 nat").Office("office", "192.168.0.0/16").VPNGateway("vgw", "vpc2").VPN("vpn", "vgw", "office").Route("rt2", "192.168.0.0/16 vgw").Route("rt1", "192.168.0.0/16 p12")
	// Two peers hold one block: replies follow the table, to the wrong one.
	twins := sample.New().VPC("hub", "10.1.0.0/16").Table("hubrt", "hub", "10.9.0.0/16 p1").Subnet("hubsub", "hub", "10.1.1.0/24", "hubrt").
		Group("sg", "hub", "in all 0.0.0.0/0", "out all 0.0.0.0/0").Instance("Box", "hubsub", "sg:sg").
		VPC("one", "10.9.0.0/16").VPC("two", "10.9.0.0/16").Peering("p1", "hub", "one").Peering("p2", "hub", "two").
		Table("t2", "two", "10.1.0.0/16 p2").Subnet("s2", "two", "10.9.1.0/24", "t2").Instance("Guest", "s2", "10.9.1.5")
	check(t, []reachCase{
		{"C1-9, semantics 82", chain(), "h1 h3 icmp", "blocked PCX_REQUIRES_ADDRESS_IN_VPC_CIDR@p12 DISCONNECTED_VPCS@vpc1 PCX_REQUIRES_ADDRESS_IN_VPC_CIDR@p23<"},
		{"neighbours talk", chain(), "h1 h2 tcp/443", "reachable"},
		{"C1-10: a direct peering", direct(), "h1 h3 tcp/443", "reachable"},
		{"semantics 40, 83: not out by the peer's gateways", edge, "h1 internet tcp/443", "blocked PCX_REQUIRES_ADDRESS_IN_VPC_CIDR@p12 NO_PATH@vpc1 IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@h1"},
		{"semantics 83: the peer itself gets out", edge, "h2 internet tcp/443", "reachable"},
		{"semantics 83: not to the peer's office", edge, "h1 office tcp/443", "blocked PCX_REQUIRES_ADDRESS_IN_VPC_CIDR@p12 NO_LINK@office<"},
		{"semantics 83: nor back", edge, "office h1 tcp/443", "blocked NO_LINK@office ENI_SG_RULES_MISMATCH@sg1 PCX_REQUIRES_ADDRESS_IN_VPC_CIDR@p12<"},
		{"semantics 88: the reply goes to the wrong peer", twins, "Guest Box tcp/443", "blocked PCX_REQUIRES_ADDRESS_IN_VPC_CIDR@p1<"},
		{"C1-17: no link", sample.New().VPC("dev", "10.1.0.0/16").VPC("prod", "10.2.0.0/16").Subnet("d", "dev", "10.1.1.0/24").Subnet("p", "prod", "10.2.1.0/24").Instance("DevBox", "d").Instance("ProdBox", "p"), "DevBox ProdBox all", "blocked NO_ROUTE_TO_DESTINATION@dev0000000main DISCONNECTED_VPCS@dev ENI_SG_RULES_MISMATCH@prod000000sg NO_ROUTE_TO_DESTINATION@prod000000main<"},
	})
}

// semantics 3, 5, 6, 62: prefix lists in routes and rules.
func TestPrefixLists(t *testing.T) {
	n := func(routes ...string) *sample.Net {
		return online().List("admins", "203.0.113.0/24", "198.51.100.0/25").List("more", "203.0.113.0/24").Table("pubrt", "vpc", routes...)
	}
	listed := n("0.0.0.0/0 igw").Group("sgweb", "vpc", "in tcp/22 pl:admins", "out all 0.0.0.0/0")
	check(t, []reachCase{
		{"semantics 62: a rule admits what is listed", listed, "203.0.113.9 Web tcp/22", "reachable"},
		{"semantics 62: the second entry", listed, "198.51.100.9 Web tcp/22", "reachable"},
		{"semantics 62: and nothing else", listed, "198.51.100.200 Web tcp/22", "blocked ENI_SG_RULES_MISMATCH@sgweb"},
		{"a route for each entry", n("pl:admins igw"), "203.0.113.9 Web tcp/22", "reachable"},
		{"and no other", n("pl:admins igw"), "198.51.100.200 Web tcp/22", "blocked NO_ROUTE_TO_DESTINATION@pubrt<"},
		{"semantics 3, 5: the static route wins", n("pl:admins igw", "203.0.113.0/24 gone:x"), "203.0.113.9 Web tcp/22", "blocked BAD_STATE_ROUTE@pubrt<"},
		{"semantics 3, 5: whichever row comes first", n("203.0.113.0/24 igw", "pl:admins gone:x"), "203.0.113.9 Web tcp/22", "reachable"},
		{"semantics 5: a narrower entry wins over a wider static route", n("203.0.0.0/16 gone:x", "pl:admins igw"), "203.0.113.9 Web tcp/22", "reachable"},
		{"semantics 6: two lists, two targets: AWS picks", n("pl:admins igw", "pl:more gone:x"), "203.0.113.9 Web tcp/22", "unknown ROUTE_CONFLICT@pubrt BAD_STATE_ROUTE@pubrt<"},
		{"two lists, one target", n("pl:admins igw", "pl:more igw"), "203.0.113.9 Web tcp/22", "reachable"},
	})
}

// semantics 143; case C4-15: between zones of one account AWS charges, which is said; zones of two accounts
// have names that cannot be compared.
func TestCrossingZonesIsSaid(t *testing.T) {
	two := func() *sample.Net { return peered().Zone("subb", "ap-northeast-1c") }
	other := two().Scope("theirs", "ap-northeast-1").In("vpcb", "theirs")
	sample.Change(other, "theirs", func(s *kind.Scope) { s.Account = "210987654321" })
	for _, c := range []struct {
		name string
		n    *sample.Net
		want int
	}{{"one zone", peered(), 0}, {"two zones", two(), 1}, {"two accounts", other, 0}} {
		a := ask(c.n, "A B icmp")
		if a.Verdict != "reachable" || len(a.Notes) != c.want || c.want == 1 && a.Notes[0].Code != reach.ZoneCrossed {
			t.Errorf("%s: %s with the notes %v", c.name, a.Verdict, a.Notes)
		}
	}
}

// semantics 146: a flow log writes down and changes nothing.
func TestFlowLogsChangeNothing(t *testing.T) {
	check(t, []reachCase{
		{"logged", peered().Log("log", "vpca"), "A B icmp", "reachable"},
		{"logged, and rejected all the same", peered().Log("log", "vpca"), "A B tcp/22", "blocked ENI_SG_RULES_MISMATCH@sgb"},
	})
}

// semantics 152: what lies behind a transit gateway or a Direct Connect gateway is not
// modelled, and so unknown, there and back, also between VPCs.
func TestTransitGatewaysAreUnknown(t *testing.T) {
	n := joinedBy()
	delete(n.D.Resources, sample.ID("pcx"))
	n.Group("sga", "vpca", "in all 10.0.0.0/8", "out all 0.0.0.0/0").Group("sgb", "vpcb", "in all 10.0.0.0/8", "out all 0.0.0.0/0").
		Route("rta", "10.0.0.0/8 ext:tgw-1").Route("rtb", "10.0.0.0/8 ext:tgw-1")
	check(t, []reachCase{
		{"between two VPCs", n, "A B tcp/443", "unknown UNKNOWN_RESOURCE@rta UNKNOWN_RESOURCE@rtb<"},
		{"to somewhere", n, "A 10.77.0.1 tcp/443", "unknown UNKNOWN_RESOURCE@rta"},
		{"what is sure stays sure", n, "A internet tcp/443", "blocked NO_ROUTE_TO_DESTINATION@rta NO_PATH@vpca IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@A"},
	})
}
