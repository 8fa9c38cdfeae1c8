package reach_test

import (
	"testing"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
)

// six is two instances in two subnets with two groups and two network ACLs that let tcp/443 through
// from A to B and nothing else: six permits, each in a word of its own.
func six(drop string) *sample.Net {
	words := func(all ...string) []string {
		var kept []string
		for i := 0; i < len(all); i += 2 {
			if all[i] != drop {
				kept = append(kept, all[i+1])
			}
		}
		return kept
	}
	return sample.New().VPC("vpc", "10.0.0.0/16").
		Group("g1", "vpc", words("a", "out tcp/443 sg:g2")...).
		Group("g2", "vpc", words("d", "in tcp/443 10.0.1.0/24")...).
		ACL("n1", "vpc", words("b", "out 100 allow tcp/443 10.0.2.0/24", "f", "in 100 allow tcp/32768-60999 10.0.2.0/24")...).
		ACL("n2", "vpc", words("c", "in 100 allow tcp/443 10.0.1.0/24", "e", "out 100 allow tcp/32768-60999 10.0.1.0/24")...).
		Subnet("s1", "vpc", "10.0.1.0/24", "n1").Subnet("s2", "vpc", "10.0.2.0/24", "n2").
		Instance("A", "s1", "sg:g1").Instance("B", "s2", "sg:g2")
}

func TestSixPermits(t *testing.T) { // C1-12, C1-12a..f, C1-13
	lamps := func(n *sample.Net) string {
		s := ""
		for _, l := range ask(n, "A B tcp/443").Lamps {
			s += string(l.Light[:3]) + " "
		}
		return s
	}
	check(t, []reachCase{
		{"C1-12, C1-13: semantics 52, no group rule for the reply", six(""), "A B tcp/443", "reachable"},
		{"C1-12a: semantics 51, 53", six("a"), "A B tcp/443", "blocked SG_HAS_NO_RULES@g1"},
		{"C1-12b: semantics 69, 75", six("b"), "A B tcp/443", "blocked SUBNET_ACL_RESTRICTION@n1"},
		{"C1-12c", six("c"), "A B tcp/443", "blocked SUBNET_ACL_RESTRICTION@n2"},
		{"C1-12d: semantics 50, a new group lets nothing in", six("d"), "A B tcp/443", "blocked SG_HAS_NO_RULES@g2"},
		{"C1-12e: semantics 70", six("e"), "A B tcp/443", "blocked SUBNET_ACL_RESTRICTION@n2<"},
		{"C1-12f: semantics 70", six("f"), "A B tcp/443", "blocked SUBNET_ACL_RESTRICTION@n1<"},
		{"the other way round nothing is allowed", six(""), "B A tcp/443", "blocked SG_HAS_NO_RULES@g2 SUBNET_ACL_RESTRICTION@n2 SUBNET_ACL_RESTRICTION@n1 SG_HAS_NO_RULES@g1 SUBNET_ACL_RESTRICTION@n1< SUBNET_ACL_RESTRICTION@n2<"},
	})
	for drop, want := range map[string]string{
		"": "gre gre gre gre gre gre ", "a": "red gre gre gre gre gre ", "b": "gre red gre gre gre gre ", "c": "gre gre red gre gre gre ",
		"d": "gre gre gre red gre gre ", "e": "gre gre gre gre red gre ", "f": "gre gre gre gre gre red ",
	} {
		if got := lamps(six(drop)); got != want {
			t.Errorf("without %q: %s, want %s", drop, got, want)
		}
	}
	near := six("").Instance("C", "s1", "sg:g2")
	a := ask(near, "A C tcp/443") // C1-14, semantics 66, 72
	if a.Verdict != reach.Reachable {
		t.Errorf("in one subnet: %s", told(near, a))
	}
	for i, want := range []reach.Light{reach.Green, reach.Grey, reach.Grey, reach.Green, reach.Grey, reach.Grey} {
		if a.Lamps[i].Light != want || a.Lamps[i].Filter != reach.Filters[i] {
			t.Errorf("lamp %d is %+v, want %s", i, a.Lamps[i], want)
		}
	}
}

// pair is A and B in one subnet, with the given rules on B's group; A may send anything.
func pair(rules ...string) *sample.Net {
	return sample.New().VPC("vpc", "10.0.0.0/16").Subnet("s", "vpc", "10.0.1.0/24").
		Group("ga", "vpc", "out all 0.0.0.0/0").Group("gb", "vpc", rules...).
		Instance("A", "s", "sg:ga", "10.0.1.10").Instance("B", "s", "sg:gb", "10.0.1.20")
}

func TestSecurityGroups(t *testing.T) {
	const closed = "blocked ENI_SG_RULES_MISMATCH@gb"
	union := pair("in tcp/80 0.0.0.0/0").Group("gc", "vpc", "in tcp/443 0.0.0.0/0").Instance("B", "s", "sg:gb", "sg:gc")
	member := pair("in tcp/80 sg:gb").Instance("A2", "s", "sg:gb")
	foreign := pair("in tcp/80 sg:far").VPC("v2", "10.9.0.0/16").Group("far", "v2")
	worn := pair("in tcp/80 0.0.0.0/0").VPC("v2", "10.9.0.0/16").Group("far", "v2", "in tcp/443 0.0.0.0/0").Instance("B", "s", "sg:gb", "sg:far")
	check(t, []reachCase{
		{"semantics 49: the union of groups, first", union, "A B tcp/80", "reachable"},
		{"semantics 49: the union of groups, second", union, "A B tcp/443", "reachable"},
		{"semantics 49: and nothing else", union, "A B tcp/22", "blocked ENI_SG_RULES_MISMATCH@B"},
		{"semantics 54: other protocols", pair("in 47 10.0.1.0/24"), "A B 47", "reachable"},
		{"semantics 55: members only", pair("in tcp/80 sg:ga"), "A B tcp/80", "reachable"},
		{"semantics 55: the rules of a named group are not taken over", pair("in tcp/80 sg:gc").Group("gc", "vpc", "in all 0.0.0.0/0"), "A B tcp/80", closed},
		{"semantics 56: self reference, outsider", member, "A B tcp/80", closed},
		{"semantics 57: a group of another VPC matches nothing", foreign, "A B tcp/80", "blocked ENI_SG_RULES_MISMATCH@gb"},
		{"semantics 61: a stale reference matches nothing", pair("in tcp/80 sg:gone:old"), "A B tcp/80", "blocked ENI_SG_RULES_MISMATCH@gb"},
		{"semantics 63: a type", pair("in icmp/8 0.0.0.0/0"), "A B icmp", "reachable"},
		{"semantics 63: another type", pair("in icmp/3:4 0.0.0.0/0"), "A B icmp", closed},
		{"semantics 63: type and code", pair("in icmp/3:4 0.0.0.0/0"), "A B icmp/3:4", "reachable"},
		{"semantics 63: all types", pair("in icmp 0.0.0.0/0"), "A B icmp/13", "reachable"},
		{"semantics 64: -1 is all protocols and ports", pair("in all 10.0.1.10/32"), "A B 47", "reachable"},
		{"semantics 64: udp too", pair("in all 10.0.1.10/32"), "A B udp/1", "reachable"},
		{"semantics 65: a rule for IPv6 says nothing about IPv4", pair("in all ::/0"), "A B tcp/80", closed},
		{"semantics 67: a group of another VPC cannot be worn", worn, "A B tcp/443", closed},
		{"a port next to the range", pair("in tcp/8000-8080 0.0.0.0/0"), "A B tcp/8081", closed},
		{"udp is not tcp", pair("in udp/53 0.0.0.0/0"), "A B tcp/53", closed},
	})
	loop := member.Clone().Instance("A3", "s", "sg:gb")
	sample.Change(loop, "gb", func(p *kind.SecurityGroup) {
		p.Egress = map[string]kind.SecurityRule{"all": {CIDR: sample.End("0.0.0.0/0").CIDR}}
	})
	if got := told(loop, ask(loop, "A2 A3 tcp/80")); got != "reachable" {
		t.Errorf("semantics 56: members reach each other: %s", got)
	}
}

// semantics 50, 56, 67: who has no group of its own has the VPC's default one.
func TestDefaultGroup(t *testing.T) {
	n := sample.New().VPC("vpc", "10.0.0.0/16").Subnet("s", "vpc", "10.0.1.0/24").Instance("A", "s").Instance("B", "s").
		Group("other", "vpc", "out all 0.0.0.0/0").Instance("C", "s", "sg:other")
	check(t, []reachCase{
		{"inbound from itself", n, "A B tcp/80", "reachable"},
		{"not from others", n, "C A tcp/80", "blocked ENI_SG_RULES_MISMATCH@vpc0000000sg"},
	})
	delete(n.D.Resources, "vpc0000000sg")
	delete(n.D.Resources, "vpc0000000nacl")
	delete(n.D.Resources, "vpc0000000main")
	check(t, []reachCase{{"also where the design leaves AWS's own objects out", n, "A B tcp/80", "reachable"}})
}

// acl is A and B in two subnets whose groups let everything through; B's subnet has the entries.
func acl(entries ...string) *sample.Net {
	return sample.New().VPC("vpc", "10.0.0.0/16").ACL("acl", "vpc", entries...).
		Subnet("s1", "vpc", "10.0.1.0/24").Subnet("s2", "vpc", "10.0.2.0/24", "acl").
		Group("open", "vpc", "in all 0.0.0.0/0", "out all 0.0.0.0/0").
		Instance("A", "s1", "sg:open", "10.0.1.10").Instance("B", "s2", "sg:open", "10.0.2.10")
}

func TestNetworkACLs(t *testing.T) {
	const out = "out 100 allow all 0.0.0.0/0"
	const stopped = "blocked SUBNET_ACL_RESTRICTION@acl"
	unused := acl()
	sample.Change(unused, "s2", func(p *kind.Subnet) { p.NetworkACL = kind.Ref{} })
	check(t, []reachCase{
		{"semantics 68: the lowest number decides", acl("in 90 deny tcp/80 0.0.0.0/0", "in 100 allow all 0.0.0.0/0", out), "A B tcp/80", stopped},
		{"semantics 68: the first match, whatever comes later", acl("in 200 deny all 0.0.0.0/0", "in 100 allow tcp/80 0.0.0.0/0", out), "A B tcp/80", "reachable"},
		{"semantics 69: what matches nothing is denied", acl("in 100 allow tcp/81 0.0.0.0/0", out), "A B tcp/80", stopped},
		{"semantics 70: the reply is asked too", acl("in 100 allow tcp/80 0.0.0.0/0", "out 100 allow tcp/80 0.0.0.0/0"), "A B tcp/80", stopped + "<"},
		{"semantics 70: also the reply to a ping", acl("in 100 allow icmp/8 0.0.0.0/0", "out 100 allow icmp/8 0.0.0.0/0"), "A B icmp", stopped + "<"},
		{"semantics 70, 53: echo reply is another type", acl("in 100 allow icmp/8 0.0.0.0/0", "out 100 allow icmp/0 0.0.0.0/0"), "A B icmp", "reachable"},
		{"semantics 71: Linux's ports are enough", acl("in 100 allow tcp/80 0.0.0.0/0", "out 100 allow tcp/32768-61000 0.0.0.0/0"), "A B tcp/80", "reachable"},
		{"semantics 71, 151: Windows's ports are not", acl("in 100 allow tcp/80 0.0.0.0/0", "out 100 allow tcp/49152-65535 0.0.0.0/0"), "A B tcp/80", "partly SUBNET_ACL_RESTRICTION@acl<"},
		{"semantics 73: inbound entries see the source", acl("in 100 allow tcp/80 10.0.1.0/24", out), "A B tcp/80", "reachable"},
		{"semantics 73: not the destination", acl("in 100 allow tcp/80 10.0.2.0/24", out), "A B tcp/80", stopped},
		{"semantics 74: the default one allows all", unused, "A B tcp/80", "reachable"},
		{"semantics 75: a new one denies all", acl(), "A B tcp/80", stopped + " " + "SUBNET_ACL_RESTRICTION@acl<"},
		{"semantics 77: numbers that AWS refuses count as absent", acl("in 32767 allow all 0.0.0.0/0", "in 0 allow all 0.0.0.0/0", out), "A B tcp/80", stopped},
		{"semantics 77: the last number", acl("in 32766 allow all 0.0.0.0/0", out), "A B tcp/80", "reachable"},
		{"one number twice, in conflict", acl("in 100 allow all 0.0.0.0/0", "in 100 deny all 0.0.0.0/0", out), "A B tcp/80", "unknown ENTRY_CONFLICT@acl SUBNET_ACL_RESTRICTION@acl"},
		{"one number twice, agreeing", acl("in 100 allow all 0.0.0.0/0", "in 100 allow tcp 0.0.0.0/0", out), "A B tcp/80", "reachable"},
		{"denied part of the ports", acl("in 90 deny tcp/8000 0.0.0.0/0", "in 100 allow tcp 0.0.0.0/0", out), "A B tcp/8000-8001", "partly SUBNET_ACL_RESTRICTION@acl"},
		{"no port named: some port is enough", acl("in 100 allow tcp/9 0.0.0.0/0", out), "A B tcp", "reachable"},
		{"no port named: none works for every client port", acl("in 100 allow tcp/9 0.0.0.0/0", "out 100 allow tcp/50000 0.0.0.0/0"), "A B tcp", "partly SUBNET_ACL_RESTRICTION@acl SUBNET_ACL_RESTRICTION@acl<"},
		{"all traffic", acl("in 100 allow all 0.0.0.0/0", out), "A B all", "reachable"},
		{"all traffic, nothing passes", acl("in 100 deny all 0.0.0.0/0", out), "A B all", stopped},
	})
}

func TestVerdictSaysWhichPorts(t *testing.T) { // semantics 151
	a := ask(acl("in 100 allow tcp/80 0.0.0.0/0", "out 100 allow tcp/49152-65535 0.0.0.0/0"), "A B tcp/80")
	if got := a.ClientText() + " works " + a.WorksText(); got != "32768-60999 works 49152-60999" {
		t.Errorf("got %s", got)
	}
	n := online()
	if got := ask(n, "internet Web tcp/22").ClientText(); got != "1024-65535" {
		t.Errorf("the internet uses %s", got)
	}
}

// An address that AWS will pick is every assignable one: mixed answers are unknown.
func TestUnknownAddresses(t *testing.T) {
	auto := func(rule string) *sample.Net {
		n := pair(rule)
		return n.Instance("A", "s", "sg:ga")
	}
	check(t, []reachCase{
		{"all of the subnet", auto("in tcp/80 10.0.1.0/24"), "A B tcp/80", "reachable"},
		{"none of it", auto("in tcp/80 10.0.3.0/24"), "A B tcp/80", "blocked ENI_SG_RULES_MISMATCH@gb"},
		{"half of it", auto("in tcp/80 10.0.1.0/25"), "A B tcp/80", "unknown ADDRESS_UNKNOWN@A ENI_SG_RULES_MISMATCH@gb"},
		{"one of it", auto("in tcp/80 10.0.1.99/32"), "A B tcp/80", "unknown ADDRESS_UNKNOWN@A ENI_SG_RULES_MISMATCH@gb"},
		{"one that is never assigned (semantics 141)", auto("in tcp/80 10.0.1.3/32"), "A B tcp/80", "blocked ENI_SG_RULES_MISMATCH@gb"},
		{"all but reserved ones", auto("in tcp/80 10.0.1.0/24"), "A B tcp/80", "reachable"},
		{"two rules that together hold all", withRule(auto("in tcp/80 10.0.1.0/25"), "gb", "10.0.1.128/25"), "A B tcp/80", "reachable"},
		{"pinned", pair("in tcp/80 10.0.1.0/25"), "A B tcp/80", "reachable"},
		{"asked by an address that it may have", auto("in tcp/80 0.0.0.0/0"), "10.0.1.77 B tcp/80", "unknown ADDRESS_UNKNOWN@A"},
		{"which nobody can have (semantics 141)", auto("in tcp/80 0.0.0.0/0"), "B 10.0.1.3 tcp/80", "blocked SG_HAS_NO_RULES@gb NO_POSSIBLE_DESTINATION@vpc"},
	})
}

func withRule(n *sample.Net, group, block string) *sample.Net {
	sample.Change(n, group, func(p *kind.SecurityGroup) {
		rules := map[string]kind.SecurityRule{"more": {Protocol: sample.Service("tcp").Protocol, Ports: sample.Service("tcp/80").Ports, CIDR: sample.End(block).CIDR}}
		for k, r := range p.Ingress {
			rules[k] = r
		}
		p.Ingress = rules
	})
	return n
}

// What AWS would refuse counts as absent; what contradicts itself is unknown.
func TestRefusedAndContradictory(t *testing.T) {
	outside := sample.New().VPC("vpc", "10.0.0.0/16").Subnet("s", "vpc", "10.0.1.0/24").Subnet("x", "vpc", "10.9.1.0/24").Instance("A", "s").Instance("B", "x")
	wide := sample.New().VPC("vpc", "10.0.0.0/8").Subnet("s", "vpc", "10.0.1.0/24").Instance("A", "s").Instance("B", "s")
	blank := sample.New().VPC("vpc", "10.0.0.0/16").Subnet("s", "vpc", "").Instance("A", "s").Instance("B", "s")
	overlap := sample.New().VPC("vpc", "10.0.0.0/16").Subnet("s", "vpc", "10.0.1.0/24").Subnet("x", "vpc", "10.0.1.0/25").Instance("A", "s").Instance("B", "x")
	check(t, []reachCase{
		{"semantics 140: a subnet outside its VPC", outside, "A B tcp/80", "blocked NO_SOURCE_OR_DESTINATION@B"},
		{"semantics 137: a VPC that is too wide", wide, "A B tcp/80", "blocked NO_SOURCE_OR_DESTINATION@A NO_SOURCE_OR_DESTINATION@B"},
		{"not typed yet", blank, "A B tcp/80", "unknown UNKNOWN_RESOURCE@s"},
		{"semantics 140: subnets that overlap", overlap, "A B tcp/80", "unknown BLOCK_CONFLICT@x BLOCK_CONFLICT@s"},
		{"semantics 141: a reserved address", pair("in all 0.0.0.0/0").Instance("A", "s", "sg:ga", "10.0.1.3"), "A B tcp/80", "blocked ENI_ADDRESS_RESTRICTION@A"},
		{"one address twice", pair("in all 0.0.0.0/0").Instance("C", "s", "10.0.1.10"), "A B tcp/80", "unknown ADDRESS_CONFLICT@A"},
		{"a conflict never hides a sure blocker", pair().Instance("C", "s", "10.0.1.10"), "A B tcp/80", "blocked SG_HAS_NO_RULES@gb ADDRESS_CONFLICT@A"},
		{"semantics 154: a stopped sender", pair("in all 0.0.0.0/0").Instance("A", "s", "sg:ga", "stopped"), "A B tcp/80", "blocked BAD_STATE@A"},
		{"semantics 154: a stopped receiver", pair("in all 0.0.0.0/0").Instance("B", "s", "sg:gb", "stopped"), "A B tcp/80", "blocked BAD_STATE@B"},
	})
}

// semantics 148: one walk names every blocker, there and back, and both ends are always looked at.
func TestAllBlockersAtOnce(t *testing.T) {
	n := sample.New().VPC("vpc", "10.0.0.0/16").Table("rt", "vpc", "0.0.0.0/0 gone:nat").ACL("shut", "vpc").
		Subnet("suba", "vpc", "10.0.1.0/24", "rt", "shut").Group("none", "vpc").Instance("X", "suba", "sg:none", "stopped")
	check(t, []reachCase{
		{"out", n, "X internet tcp/443", "blocked BAD_STATE@X SG_HAS_NO_RULES@none SUBNET_ACL_RESTRICTION@shut BAD_STATE_ROUTE@rt NO_PATH@vpc IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@X SUBNET_ACL_RESTRICTION@shut<"},
		{"in", n, "internet X tcp/443", "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS@X NO_PATH@vpc SUBNET_ACL_RESTRICTION@shut BAD_STATE@X SG_HAS_NO_RULES@none SUBNET_ACL_RESTRICTION@shut< BAD_STATE_ROUTE@rt<"},
	})
}

// A resource with two interfaces is reached by either, also where only a part of a block gets there.
func TestAnyInterfaceCounts(t *testing.T) {
	n := one("0.0.0.0/0 igw").Group("shut", "vpc").Group("office", "vpc", "in tcp/22 203.0.113.0/24")
	n.Instance("Box", "suba")
	sample.Change(n, "Box", func(p *kind.Instance) {
		p.Interfaces = map[string]kind.Interface{}
		for key, g := range map[string]string{"eth0": "shut", "eth1": "office"} {
			i := kind.NewInterface(kind.Ref{})
			i.Public, i.Groups = kind.To(kind.PublicAuto), map[string]bool{sample.ID(g): true}
			p.Interfaces[key] = i
		}
	})
	check(t, []reachCase{
		{"the second interface", n, "203.0.113.0/24 Box tcp/22", "reachable"},
		{"a part of the block, at the second", n, "203.0.112.0/23 Box tcp/22", "partly ENI_SG_RULES_MISMATCH@office"},
		{"none of it", n, "198.51.100.0/24 Box tcp/22", "blocked SG_HAS_NO_RULES@shut"},
	})
}

// Ends that are groups, or nothing.
func TestEnds(t *testing.T) {
	n := online().Instance("Web2", "pub", "sg:sgweb").Subnet("none", "vpc", "10.0.9.0/24")
	check(t, []reachCase{
		{"a group of which some pass", n, "internet pub tcp/22", "partly IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS@Web2"},
		{"a group as sender", n, "sgweb DB tcp/3306", "reachable"},
		{"a VPC", n, "vpc DB tcp/3306", "reachable"},
		{"a scope", n, "internet scope tcp/81", "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS@DB ENI_SG_RULES_MISMATCH@sgdb NO_ROUTE_TO_DESTINATION@vpc0000000main<"},
		{"an empty group is unknown", n, "internet none tcp/22", "unknown EMPTY_GROUP@none"},
		{"what was deleted is unknown", n, "internet gone:old tcp/22", "unknown EMPTY_GROUP"},
		{"semantics 152: what lies out of the design", n, "Web ext:i-0123 tcp/22", "unknown UNKNOWN_RESOURCE"},
		{"outside to outside", n, "internet 203.0.113.9 tcp/22", "blocked NO_SOURCE_OR_DESTINATION"},
	})
}

// The path says where the packet was lost, and goes on to the other end all the same.
func TestPaths(t *testing.T) {
	path := func(hops []reach.Hop) string {
		s := ""
		for _, h := range hops {
			s += string(h.Kind) + ":" + string(h.Decision) + " "
		}
		return s
	}
	private := one("0.0.0.0/0 igw").Instance("P", "suba", "sg:open")
	for _, c := range []struct {
		net             *sample.Net
		ask, path, back string
	}{
		{
			online(), "internet Web tcp/22",
			"internet:pass internetGateway:pass networkAcl:allow securityGroup:allow instance:arrive ",
			"instance:pass networkAcl:allow routeTable:pass internetGateway:pass internet:arrive ",
		},
		{
			six("c"), "A B tcp/443",
			"instance:pass securityGroup:allow networkAcl:allow routeTable:pass networkAcl:deny securityGroup:allow instance:arrive ",
			"instance:pass networkAcl:allow routeTable:pass networkAcl:allow instance:arrive ",
		},
		{
			one("0.0.0.0/0 gone:nat"), "X internet tcp/443",
			"instance:pass securityGroup:allow networkAcl:allow routeTable:drop internetGateway:pass internet:arrive ",
			"internet:pass internetGateway:pass networkAcl:allow instance:arrive ",
		},
		{
			private, "P internet tcp/443",
			"instance:pass securityGroup:allow networkAcl:allow routeTable:pass internetGateway:drop internet:arrive ",
			"internet:pass internetGateway:pass networkAcl:allow instance:arrive ",
		},
		{
			pair("in all 0.0.0.0/0").Instance("B", "s", "sg:gb", "stopped"), "A B tcp/80",
			"instance:pass securityGroup:allow securityGroup:allow instance:drop ", "instance:drop instance:arrive ",
		},
	} {
		a := ask(c.net, c.ask)
		if got := path(a.Path); got != c.path {
			t.Errorf("%s there:\n got %s\nwant %s", c.ask, got, c.path)
		}
		if got := path(a.Return); got != c.back {
			t.Errorf("%s back:\n got %s\nwant %s", c.ask, got, c.back)
		}
	}
}

// A filter that lets a part through is amber, not red.
func TestAmberLamps(t *testing.T) {
	n := acl("in 100 allow tcp/80 0.0.0.0/0", "out 100 allow tcp/49152-65535 0.0.0.0/0")
	for _, l := range ask(n, "A B tcp/80").Lamps {
		if (l.Light == reach.Amber) != (l.Filter == reach.ReplyOut) || l.Light == reach.Red {
			t.Errorf("%s is %s", l.Filter, l.Light)
		}
	}
}

// Interfaces stand for each other only if nothing tells them apart: not the subnet either.
func TestMembersOfOneGroupInTwoSubnets(t *testing.T) {
	n := online().Subnet("pub2", "vpc", "10.0.5.0/24").Instance("Far", "pub2", "sg:sgweb", "public").Instance("Near", "pub", "sg:sgweb", "public")
	a := ask(n, "internet sgweb tcp/22")
	if got := told(n, a); got != "partly NO_ROUTE_TO_DESTINATION@vpc0000000main<" {
		t.Errorf("got %s", got)
	}
	weights := map[reach.Verdict]int{}
	for _, p := range a.Pairs {
		weights[p.Verdict] += p.Weight
	}
	if weights[reach.Reachable] != 2 || weights[reach.Blocked] != 1 || len(a.Pairs) != 2 {
		t.Errorf("%d pairs, %v", len(a.Pairs), weights)
	}
}

// semantics 140: each of three subnets that share addresses is in doubt, whatever their sizes.
func TestEveryOverlapIsFound(t *testing.T) {
	n := sample.New().VPC("vpc", "10.0.0.0/16").Subnet("tiny", "vpc", "10.0.1.0/28").Subnet("wide", "vpc", "10.0.1.0/24").
		Subnet("half", "vpc", "10.0.1.128/25").Subnet("apart", "vpc", "10.0.2.0/24").
		Group("open", "vpc", "in all 0.0.0.0/0", "out all 0.0.0.0/0").Instance("From", "apart", "sg:open").
		Instance("T", "tiny", "sg:open").Instance("W", "wide", "sg:open").Instance("H", "half", "sg:open").Instance("A", "apart", "sg:open")
	for to, want := range map[string]reach.Verdict{"T": reach.Unknown, "W": reach.Unknown, "H": reach.Unknown, "A": reach.Reachable} {
		if a := ask(n, "From "+to+" tcp/80"); a.Verdict != want {
			t.Errorf("%s: %s, want %s", to, told(n, a), want)
		}
	}
}
