package reach_test

import (
	"testing"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
)

// behindNAT is the memo with its NAT gateway: DB reaches the internet through the public subnet.
func behindNAT(natWords ...string) *sample.Net {
	return online().Table("privrt", "vpc", "0.0.0.0/0 nat").
		Subnet("priv", "vpc", "10.0.1.0/24", "privrt").
		NAT("nat", "pub", natWords...).
		ElasticIP("eip")
}

// cornered gives the NAT gateway's subnet a network ACL.
func cornered(entries ...string) *sample.Net {
	return behindNAT().ACL("acl", "vpc", entries...).Subnet("pub", "vpc", "10.0.0.0/24", "pubrt", "acl")
}

func TestMemoBehindNAT(t *testing.T) {
	deleted := behindNAT()
	delete(deleted.D.Resources, sample.ID("nat"))
	deleted.Table("privrt", "vpc", "0.0.0.0/0 gone:nat")
	private := behindNAT().Group("https", "vpc", "in tcp/443 0.0.0.0/0", "out all 0.0.0.0/0").Instance("App", "priv", "sg:https", "public")
	check(t, []reachCase{
		{"C2-11", behindNAT(), "DB internet tcp/443", "reachable"},
		{"C2-11 http", behindNAT(), "DB internet tcp/80", "reachable"},
		{"C2-12", behindNAT(), "internet DB tcp/22", "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS@DB ENI_SG_RULES_MISMATCH@sgdb NAT_INBOUND@nat<"},
		{"C2 after deleting the NAT gateway", deleted, "DB internet tcp/443", "blocked BAD_STATE_ROUTE@privrt IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@DB"},
		{"C0-1", private.Clone().Instance("Front", "pub", "sg:https", "public"), "internet Front tcp/443", "reachable"},
		{"C0-2", private, "internet App tcp/443", "blocked NAT_INBOUND@nat<"},
		{"C0-3", private, "App internet tcp/443", "reachable"},
	})
}

func TestNATGateway(t *testing.T) {
	inPrivate := behindNAT().NAT("nat", "priv") // C1-4: its own subnet leads to itself
	noRoute := behindNAT().Subnet("other", "vpc", "10.0.5.0/24").NAT("nat", "other")
	between := behindNAT().Subnet("far", "vpc", "10.0.2.0/24").Group("open", "vpc", "in all 0.0.0.0/0", "out all 0.0.0.0/0").
		Group("bygroup", "vpc", "in tcp/80 sg:sgdb").Instance("Box", "far", "sg:open").Instance("Picky", "far", "sg:bygroup").
		Route("privrt", "10.0.2.0/24 nat")
	check(t, []reachCase{
		{"semantics 34: with an Elastic IP", behindNAT("eip:eip"), "DB internet tcp/443", "reachable"},
		{"semantics 34: without an address", behindNAT("none"), "DB internet tcp/443", "blocked IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@nat"},
		{"semantics 34: its subnet does not lead out", noRoute, "DB internet tcp/443", "blocked NO_ROUTE_TO_DESTINATION@vpc0000000main"},
		{"semantics 35, C1-4: used in its own subnet", inPrivate, "DB internet tcp/443", "blocked NAT_LOOP@privrt"},
		{"semantics 36, C1-5: to the gateway itself", behindNAT(), "internet nat tcp/443", "blocked NAT_INBOUND@nat"},
		{"semantics 36: from inside as well", behindNAT(), "Web nat tcp/443", "blocked NAT_INBOUND@nat"},
		{"semantics 36: it starts nothing", behindNAT(), "nat internet tcp/443", "blocked NAT_INBOUND@nat"},
		{"semantics 37: UDP", behindNAT(), "DB internet udp/53", "reachable"},
		{"semantics 37, C3-12: ping", behindNAT(), "DB internet icmp", "reachable"},
		{"semantics 37: nothing else", behindNAT(), "DB internet 47", "blocked PROTOCOL_RESTRICTION@nat"},
		{"semantics 37: of all, some", behindNAT(), "DB internet all", "reachable"},
		{"semantics 36: a reply comes back to the gateway by a route to the gateway", natBetween(), "A B tcp/443", "reachable"},
		{"semantics 22, 40: no gateway of another VPC", behindNAT().VPC("vpc2", "10.9.0.0/16").Table("t2", "vpc2", "0.0.0.0/0 nat").Subnet("s2", "vpc2", "10.9.1.0/24", "t2").Instance("Peer", "s2"), "Peer internet tcp/443", "blocked NO_ROUTE_TO_DESTINATION@t2 NO_PATH@vpc2 IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@Peer"},
		{"semantics 41: a private one, to the internet", behindNAT("private"), "DB internet tcp/443", "blocked IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@nat"},
		{"semantics 9, 42: a private one, to another subnet", between, "DB Box tcp/80", "reachable"},
		{"semantics 60: a group does not match behind it", between, "DB Picky tcp/80", "blocked ENI_SG_RULES_MISMATCH@bygroup"},
		{"semantics 152: two in a row are not modelled", behindNAT().Table("chain", "vpc", "0.0.0.0/0 nat2").Subnet("mid", "vpc", "10.0.7.0/24", "chain").NAT("nat", "mid").NAT("nat2", "pub"), "DB internet tcp/443", "unknown UNSUPPORTED_COMPONENT@nat2"},
		{"two gateways with one Elastic IP", behindNAT("eip:eip").NAT("nat2", "pub", "eip:eip"), "DB internet tcp/443", "unknown ADDRESS_CONFLICT@nat"},
	})
}

// semantics 38, 39: the network ACL of the gateway's subnet sees every packet twice, and replies
// come to the gateway's ports, not the client's.
func TestNATGatewayACL(t *testing.T) {
	const fromInside, toInternet = "in 100 allow tcp/443 10.0.1.0/24", "out 100 allow tcp/443 0.0.0.0/0"
	const replyIn, replyOut = "in 110 allow tcp/1024-65535 0.0.0.0/0", "out 110 allow tcp/32768-61000 10.0.1.0/24"
	check(t, []reachCase{
		{"all four", cornered(fromInside, toInternet, replyIn, replyOut), "DB internet tcp/443", "reachable"},
		{"in from the private subnet", cornered(toInternet, replyOut, "in 110 allow tcp/1024-65535 128.0.0.0/1", "in 120 allow tcp/1024-65535 64.0.0.0/2", "in 130 allow tcp/1024-65535 0.0.0.0/2", "in 90 deny all 10.0.0.0/8"), "DB internet tcp/443", "blocked SUBNET_ACL_RESTRICTION@acl"},
		{"out to the internet", cornered(fromInside, replyIn, replyOut), "DB internet tcp/443", "blocked SUBNET_ACL_RESTRICTION@acl"},
		{"the reply in", cornered(fromInside, toInternet, replyOut), "DB internet tcp/443", "blocked SUBNET_ACL_RESTRICTION@acl<"},
		{"the reply out", cornered(fromInside, "out 100 allow tcp/443 128.0.0.0/1", "out 101 allow tcp/443 0.0.0.0/1", replyIn), "DB internet tcp/443", "blocked SUBNET_ACL_RESTRICTION@acl<"},
		{"the client's ports are not enough", cornered(fromInside, toInternet, "in 110 allow tcp/32768-61000 0.0.0.0/0", replyOut), "DB internet tcp/443", "partly SUBNET_ACL_RESTRICTION@acl<"},
		{"the gateway's ports do not matter inside", cornered(fromInside, toInternet, replyIn, "out 110 allow tcp/32768-40000 10.0.1.0/24"), "DB internet tcp/443", "partly SUBNET_ACL_RESTRICTION@acl<"},
	})
	a := ask(cornered(fromInside, toInternet, replyIn), "DB internet tcp/443")
	for _, l := range a.Lamps {
		if l.Light == reach.Red {
			t.Errorf("the lamp %s of the ends is red for a filter between them", l.Filter)
		}
	}
}

// semantics 42: the path says which addresses the packet shows where.
func TestTranslations(t *testing.T) {
	n := behindNAT("10.0.0.9", "eip:eip").Instance("DB", "priv", "sg:sgdb", "10.0.1.10")
	a := ask(n, "DB 203.0.113.7 tcp/443")
	var got []reach.Rewrite
	for _, h := range append(a.Path, a.Return...) {
		if h.Rewrite.Of != "" {
			got = append(got, h.Rewrite)
		}
	}
	want := []reach.Rewrite{
		{Of: reach.OfSource, Before: "10.0.1.10", After: "10.0.0.9"},
		{Of: reach.OfSource, Before: "10.0.0.9", After: "eip"},
		{Of: reach.OfDestination, Before: "eip", After: "10.0.0.9"},
		{Of: reach.OfDestination, Before: "10.0.0.9", After: "10.0.1.10"},
	}
	if len(got) != len(want) {
		t.Fatalf("translations: %+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("translation %d is %+v, want %+v", i, got[i], want[i])
		}
	}
	auto := ask(online(), "internet Web tcp/22")
	if r := auto.Path[1].Rewrite; r != (reach.Rewrite{Of: reach.OfDestination, Before: kind.PublicAuto, After: "10.0.0.0/24"}) {
		t.Errorf("addresses that AWS picks read %+v", r)
	}
}

// A NAT gateway is no end that a group stands for: an arrow from a subnet is not about it.
func TestGroupsLeaveGatewaysOut(t *testing.T) {
	n := behindNAT().Alone("spare", "priv")
	check(t, []reachCase{
		{"a subnet with a NAT gateway", n, "pub internet tcp/443", "reachable"},
		{"a subnet with a lone interface", n, "priv internet tcp/443", "reachable"},
		{"a block around them", n, "10.0.0.0/16 internet tcp/443", "reachable"},
	})
}

// semantics 47, 154: nothing is behind an interface that stands alone.
func TestLoneInterface(t *testing.T) {
	n := two("10.0.2.0/24 Spare").Alone("Spare", "suba")
	check(t, []reachCase{
		{"as the target of a route", n, "X Y tcp/443", "blocked BAD_STATE_ROUTE@rt"},
		{"as an end", n, "X Spare tcp/443", "blocked BAD_STATE@Spare ENI_SG_RULES_MISMATCH@vpc0000000sg"},
		{"semantics 9: no part of a subnet is diverted", two("10.0.2.0/25 Spare").Alone("Spare", "suba"), "X Y tcp/443", "reachable"},
	})
}

func TestClient(t *testing.T) {
	n := online().Client("Office", "198.51.100.0/24").Client("PC", "").
		Group("sgweb", "vpc", "in tcp/22 198.51.100.0/24", "out all 0.0.0.0/0")
	check(t, []reachCase{
		{"from its block", n, "Office Web tcp/22", "reachable"},
		{"from anywhere else", n, "PC Web tcp/22", "blocked ENI_SG_RULES_MISMATCH@sgweb"},
		{"the rest of the internet", n, "internet Web tcp/22", "blocked ENI_SG_RULES_MISMATCH@sgweb"},
		{"to it", n, "Web Office tcp/443", "reachable"},
		{"between two of them", n, "PC Office tcp/443", "blocked NO_SOURCE_OR_DESTINATION"},
		{"semantics 28: a private block is not on the internet", online().Client("Home", "192.168.0.0/24"), "Home Web tcp/22", "blocked IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS@igw IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS@igw<"},
	})
	if hops := ask(n, "Office Web tcp/22").Path; hops[0].Resource != sample.ID("Office") || hops[1].Resource != kind.Internet {
		t.Errorf("the path begins with %+v", hops[:2])
	}
}

// natBetween has a NAT gateway between two subnets, to which the routes of both lead.
func natBetween() *sample.Net {
	return sample.New().VPC("vpc", "10.0.0.0/16").Group("open", "vpc", "in all 0.0.0.0/0", "out all 0.0.0.0/0").
		Table("ta", "vpc").Table("tb", "vpc").
		Subnet("suba", "vpc", "10.0.1.0/24", "ta").Subnet("subb", "vpc", "10.0.2.0/24", "tb").Subnet("subn", "vpc", "10.0.3.0/24").
		NAT("nat", "subn", "private", "10.0.3.9").Route("ta", "10.0.2.0/24 nat").Route("tb", "10.0.3.0/24 nat").
		Instance("A", "suba", "sg:open", "10.0.1.9").Instance("B", "subb", "sg:open", "10.0.2.9")
}
