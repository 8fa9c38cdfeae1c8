package reach_test

import (
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// dual is a VPC with both families: Web in a public subnet, App in a private one behind an egress-only
// gateway. block is "" for one that Amazon picks.
func dual(block string) *sample.Net {
	first, second := "pub 00", "priv 01"
	if block != "" {
		first, second = "pub 2600:1f18:1::/64", "priv 2600:1f18:1:1::/64"
	}
	return sample.New().VPC("vpc", "10.0.0.0/16").
		Gateway("igw", "vpc").EgressOnly("eigw", "vpc").
		Table("pubrt", "vpc", "0.0.0.0/0 igw", "::/0 igw").Table("privrt", "vpc", "::/0 eigw").
		Subnet("pub", "vpc", "10.0.0.0/24", "pubrt").Subnet("priv", "vpc", "10.0.1.0/24", "privrt").
		Block6("vpc", block, first, second).
		Group("sg", "vpc", "in tcp/443 0.0.0.0/0", "in tcp/443 ::/0", "out all 0.0.0.0/0", "out all ::/0").
		Instance("Web", "pub", "sg:sg").Instance("App", "priv", "sg:sg")
}

// ask6 asks about IPv6 only.
func ask6(n *sample.Net, from, to, service string) reach.Answer {
	return reach.Compile(n.D).Trace(reach.Question{From: sample.End(from), To: sample.End(to), Service: sample.Service(service), Family: "6"})
}

// semantics 2, 29, 48, 65, 142; cases C1-7, C1-8.
func TestDualStack(t *testing.T) {
	for _, block := range []string{"", "2600:1f18:1::/56"} {
		onlyV4 := dual(block).Group("sg", "vpc", "in tcp/443 0.0.0.0/0", "out all 0.0.0.0/0")
		backwards := dual(block).Table("pubrt", "vpc", "0.0.0.0/0 igw", "::/0 eigw")
		throughNAT := dual(block).NAT("nat", "pub").Table("privrt", "vpc", "::/0 nat")
		translated := dual(block).NAT("nat", "pub").Table("privrt", "vpc", "64:ff9b::/96 nat")
		wrong := dual(block).Table("privrt", "vpc", "0.0.0.0/0 eigw")
		closed := dual(block).ACL("acl", "vpc", "in 100 allow all 0.0.0.0/0", "out 100 allow all 0.0.0.0/0").Subnet("priv", "vpc", "10.0.1.0/24", "privrt", "acl").
			Block6("vpc", block, "pub 00", "priv 01")
		if block != "" {
			closed.Block6("vpc", block, "pub 2600:1f18:1::/64", "priv 2600:1f18:1:1::/64")
		}
		for _, c := range []struct{ name, from, to, service, want string }{
			{"semantics 29: out", "Web", "internet", "tcp/443", "reachable"},
			{"semantics 29: in", "internet", "Web", "tcp/443", "reachable"},
			{"semantics 29: filters count", "internet", "Web", "tcp/80", "blocked ENI_SG_RULES_MISMATCH@sg"},
			{"C1-7, semantics 48: out by the egress-only gateway", "App", "internet", "tcp/443", "reachable"},
			{"C1-7, semantics 48: nothing in", "internet", "App", "tcp/443", "blocked EIGW_INBOUND@eigw<"},
			{"inside", "Web", "App", "tcp/443", "reachable"},
		} {
			t.Run(block+" "+c.name, func(t *testing.T) {
				n := dual(block)
				if got := told(n, ask6(n, c.from, c.to, c.service)); got != c.want {
					t.Errorf("got %s, want %s", got, c.want)
				}
			})
		}
		for _, c := range []struct {
			name                    string
			n                       *sample.Net
			from, to, service, want string
		}{
			{"semantics 65: rules about IPv4 say nothing of IPv6", onlyV4, "internet", "Web", "tcp/443", "blocked ENI_SG_RULES_MISMATCH@sg"},
			{"semantics 48: replies are not what it lets out", backwards, "internet", "Web", "tcp/443", "blocked EIGW_INBOUND@eigw<"},
			{"C1-8: a NAT gateway does not carry IPv6", throughNAT, "App", "internet", "tcp/443", "blocked NO_ROUTE_TO_DESTINATION@privrt"},
			{"semantics 44, 152: NAT64 is not modelled", translated, "App", "64:ff9b::808:808", "tcp/443", "unknown UNSUPPORTED_COMPONENT@nat"},
			{"semantics 48: it does not carry IPv4", wrong, "App", "internet", "tcp/443", "blocked NO_ROUTE_TO_DESTINATION@privrt"},
			{"semantics 65: network ACLs likewise", closed, "App", "internet", "tcp/443", "blocked SUBNET_ACL_RESTRICTION@acl SUBNET_ACL_RESTRICTION@acl<"},
			{"semantics 2: 0.0.0.0/0 is not IPv6", dual(block).Table("pubrt", "vpc", "0.0.0.0/0 igw"), "Web", "internet", "tcp/443", "blocked NO_ROUTE_TO_DESTINATION@pubrt"},
			{"semantics 23: a gateway is needed all the same", without(dual(block), "igw").Table("pubrt", "vpc", "::/0 gone:igw"), "Web", "internet", "tcp/443", "blocked BAD_STATE_ROUTE@pubrt NO_PATH@vpc"},
		} {
			t.Run(block+" "+c.name, func(t *testing.T) {
				if got := told(c.n, ask6(c.n, c.from, c.to, c.service)); got != c.want {
					t.Errorf("got %s, want %s", got, c.want)
				}
			})
		}
	}
}

// twoDual is dual and a second VPC that the internet joins with it: B in its public subnet.
func twoDual() *sample.Net {
	return dual("2600:1f18:1::/56").VPC("far", "10.1.0.0/16").Gateway("farigw", "far").Table("farrt", "far", "0.0.0.0/0 farigw", "::/0 farigw").
		Subnet("farpub", "far", "10.1.0.0/24", "farrt").Block6("far", "2600:1f18:2::/56", "farpub 2600:1f18:2::/64").
		Group("fargroup", "far", "in tcp/443 ::/0", "out all ::/0").Instance("B", "farpub", "sg:fargroup")
}

// semantics 29, 48: over IPv6 the internet joins two VPCs; what an egress-only gateway let out, it lets the
// answer to in, wherever in the design who answers is.
func TestEgressOnlyBetweenVPCs(t *testing.T) {
	alone := without(twoDual(), "igw")
	outOnly := twoDual().EgressOnly("fareigw", "far").Table("farrt", "far", "::/0 fareigw")
	for _, c := range []struct {
		name           string
		n              *sample.Net
		from, to, want string
	}{
		{"both sorts of gateway", twoDual(), "App", "B", "reachable"},
		{"egress-only alone", alone, "App", "B", "reachable"},
		{"and nothing in", alone, "B", "App", "blocked EIGW_INBOUND@eigw EIGW_INBOUND@eigw<"},
		{"who answers by one, too", outOnly, "App", "B", "blocked EIGW_INBOUND@fareigw<"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := told(c.n, ask6(c.n, c.from, c.to, "tcp/443")); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			surely := reach.Compile(c.n.D).Matrix().Between(sample.ID(c.from), sample.ID(c.to)).Surely
			if one := netset.TrafficOf(netset.TCP, netset.Ports(443, 443), netset.Types{}).From(netset.LinuxPorts); surely.Covers(&one) != (c.want == "reachable") {
				t.Errorf("the matrix says %v", surely)
			}
		})
	}
}

func without(n *sample.Net, name string) *sample.Net {
	delete(n.D.Resources, sample.ID(name))
	return n
}

// semantics 50, 65: the default group lets out all of both families, unless somebody edited it.
func TestDefaultGroupOverIPv6(t *testing.T) {
	n := func() *sample.Net {
		return dual("2600:1f18:1::/56").Instance("One", "pub").Instance("Two", "priv").Instance("Old", "pub", "sg:sg")
	}
	edited := n().Rule(design.DefaultSecurityGroupID(sample.ID("vpc")), "in tcp/22 0.0.0.0/0")
	const mismatch = "blocked ENI_SG_RULES_MISMATCH@vpc0000000sg"
	for _, c := range []struct {
		name           string
		n              *sample.Net
		from, to, want string
	}{
		{"out", n(), "One", "internet", "reachable"},
		{"among its members", n(), "One", "Two", "reachable"},
		{"nobody else in", n(), "Old", "Two", mismatch},
		{"edited", edited, "One", "internet", mismatch},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := told(c.n, ask6(c.n, c.from, c.to, "tcp/443")); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// semantics 16, 28, 29: nobody on the internet has an address of a link, a group or a loopback, nor a private one
// of IPv6, whatever a route to a gateway says; blocks of documentation count as the internet.
func TestUnroutedAddresses(t *testing.T) {
	const nobody = "blocked NO_POSSIBLE_DESTINATION"
	n := dual("2600:1f18:1::/56").Group("sg", "vpc", "in all 0.0.0.0/0", "in all ::/0", "in tcp/22 fd00::/8", "in tcp/22 169.254.0.0/16", "out all 0.0.0.0/0", "out all ::/0")
	setPublic(n, "Web")
	for _, c := range []struct{ from, to, want string }{
		{"Web", "169.254.1.1", nobody},
		{"Web", "224.0.0.251", nobody},
		{"Web", "127.0.0.1", nobody},
		{"Web", "255.255.255.255", nobody},
		{"Web", "fe80::1", nobody},
		{"Web", "ff02::1", nobody},
		{"Web", "fd12::9", nobody},
		{"Web", "::1", nobody},
		{"App", "fd12::9", nobody},
		{"224.0.0.251", "Web", nobody},
		{"fd12::9", "Web", nobody},
		{"fe80::1", "Web", nobody},
		{"Web", "fd00:ec2::254", "reachable"},
		{"App", "fd00:ec2::253", "reachable"}, // semantics 145, in the other family
		{"Web", "203.0.113.9", "reachable"},
		{"Web", "2001:db8::9", "reachable"},
		{"App", "2001:db8::9", "reachable"},
		{"2001:db8::9", "Web", "reachable"},
	} {
		if got := told(n, ask(n, c.from+" "+c.to+" tcp/443")); got != c.want {
			t.Errorf("%s to %s: got %s, want %s", c.from, c.to, got, c.want)
		}
	}
	m := reach.Compile(n.D).Matrix()
	for _, block := range []string{"fd00::/8", "169.254.0.0/16"} {
		for _, id := range []string{sample.ID("Web"), sample.ID("App")} {
			// What asks for no answer may still be let in nowhere, and what is sent there is lost.
			if there, back := m.Between(id, block), m.Between(block, id); !there.Possibly.IsEmpty() || !back.Possibly.IsEmpty() {
				t.Errorf("%s and %s: %v and back %v", id, block, there.Possibly, back.Possibly)
			}
		}
	}
}

// semantics 29: a VPC's own private IPv6 block is nothing to the internet, neither on the way out nor in; inside and over
// IPv4 it changes nothing.
func TestPrivateIPv6Block(t *testing.T) {
	const pub, priv = "fd12:0:1::/64", "fd12:0:1:1::/64"
	n := dual("fd12:0:1::/56").Block6("vpc", "fd12:0:1::/56", "pub "+pub, "priv "+priv).Rule("sg", "in all 0.0.0.0/0").Rule("sg", "in all ::/0")
	setPublic(n, "Web")
	const web = "blocked NO_POSSIBLE_DESTINATION@Web"
	for _, c := range []struct{ from, to, want string }{
		{"Web", "internet", web},
		{"internet", "Web", web},
		{"App", "internet", "blocked NO_POSSIBLE_DESTINATION@App"},
		{"Web", "2001:db8::9", web},
		{"2001:db8::9", "Web", web},
		{"Web", "App", "reachable"},
	} {
		if got := told(n, ask6(n, c.from, c.to, "tcp/443")); got != c.want {
			t.Errorf("%s to %s: got %s, want %s", c.from, c.to, got, c.want)
		}
	}
	m := reach.Compile(n.D).Matrix()
	ping, ping6 := sample.Service("icmp/8"), sample.Service("icmpv6/128")
	over := func(from, to string, s design.Service) bool {
		possibly := m.Between(from, to).Possibly
		return !possibly.Intersect(netset.TrafficOf(s.Protocol, s.Ports, s.Types)).IsEmpty()
	}
	for _, id := range []string{sample.ID("Web"), sample.ID("App")} {
		if over(id, kind.Internet, ping6) || over(kind.Internet, id, ping6) {
			t.Errorf("the matrix lets %s meet the internet over IPv6", id)
		}
	}
	if web := sample.ID("Web"); !over(web, kind.Internet, ping) || !over(kind.Internet, web, ping) {
		t.Error("the matrix keeps Web from the internet over IPv4")
	}
}

// A block that Amazon picks may lie in a narrower block of the internet or not: a rule about one is unknown.
func TestAmazonsBlocks(t *testing.T) {
	n := dual("").Group("sg", "vpc", "in tcp/443 2600::/12", "in tcp/22 fd00::/8", "in tcp/80 2000::/3", "out all ::/0")
	two := dual("").Group("sg", "vpc", "in all ::/0", "out tcp/443 2600::/12", "out tcp/443 2a05::/16").
		ACL("acl", "vpc", "in 90 deny all 2a05::/16", "in 100 allow all ::/0", "out 100 allow all ::/0").Subnet("priv", "vpc", "10.0.1.0/24", "privrt", "acl").Block6("vpc", "", "pub 00", "priv 01")
	for _, c := range []struct {
		name     string
		n        *sample.Net
		ask      string
		verdict  reach.Verdict
		from, to string
	}{
		{"it may be there", n, "tcp/443", reach.Unknown, "App", "Web"},
		{"it is not among private ones", n, "tcp/22", reach.Blocked, "App", "Web"},
		{"it is among all", n, "tcp/80", reach.Reachable, "App", "Web"},
		{"the internet keeps its own", n, "tcp/80", reach.Reachable, "internet", "Web"},
		{"two rules, each by itself", two, "tcp/443", reach.Unknown, "Web", "App"},
	} {
		if got := ask6(c.n, c.from, c.to, c.ask); got.Verdict != c.verdict {
			t.Errorf("%s: %s, want %s", c.name, told(c.n, got), c.verdict)
		}
	}
}

// Any of an interface's addresses counts: what IPv4 does not carry, IPv6 may (semantics 2).
func TestEitherFamilyCounts(t *testing.T) {
	check(t, []reachCase{
		{"out by IPv6 alone", dual(""), "App internet tcp/443", "reachable"},
		{"reasons are those of addresses that could talk", dual("").Table("privrt", "vpc"), "App internet tcp/443", "blocked NO_ROUTE_TO_DESTINATION@privrt"},
		{"an IPv4 host and a dual one", dual("").Subnet("old", "vpc", "10.0.2.0/24").Instance("Elder", "old", "sg:sg"), "Elder Web tcp/443", "reachable"},
	})
	literal := ask(dual("2600:1f18:1::/56").Instance("Web", "pub", "sg:sg", "2600:1f18:1::10"), "internet 2600:1f18:1::10 tcp/443")
	if literal.Verdict != reach.Reachable || literal.To != sample.ID("Web") {
		t.Errorf("a literal IPv6 address: %s to %s", literal.Verdict, literal.To)
	}
}

// What a person asked about is what the sentence speaks of (semantics 25).
func TestSentencesOfOddQuestions(t *testing.T) {
	pinned := online().Instance("Web", "pub", "sg:sgweb", "public", "10.0.0.20")
	for _, c := range []struct{ ask, want string }{
		{"internet 10.0.0.20 tcp/22", "the internet cannot name 10.0.0.20, a private address: Web is reached by its public one"},
		{"internet DB tcp/22", "DB has no public address that the internet could name"},
		{"Web Web tcp/22", "both ends are Web: what talks to itself does not cross the network"},
		{"Web 224.0.0.1 tcp/22", "nobody on the internet has the address 224.0.0.1: it is kept for other purposes"},
	} {
		if got := ask(pinned, c.ask).Reasons[0].Sentence().EN; got != c.want {
			t.Errorf("%s: %s, want %s", c.ask, got, c.want)
		}
	}
}

// relayed is the memo with a NAT instance in the place of a NAT gateway.
func relayed(words ...string) *sample.Net {
	return online().Group("sgnat", "vpc", "in all 10.0.0.0/16", "out all 0.0.0.0/0").
		Instance("Relay", "pub", append([]string{"sg:sgnat"}, words...)...).Relay("Relay").
		Table("privrt", "vpc", "0.0.0.0/0 Relay").Subnet("priv", "vpc", "10.0.1.0/24", "privrt")
}

// semantics 20, 45, 46, 47, 60: source 1's NAT instance.
func TestNATInstance(t *testing.T) {
	checked := relayed("public").Relay("Relay", "checked")
	grouped := relayed("public").Group("sgnat", "vpc", "in tcp/443 sg:sgdb", "out tcp/443 0.0.0.0/0")
	check(t, []reachCase{
		{"semantics 45: out", relayed("public"), "DB internet tcp/443", "reachable"},
		{"semantics 45, 46: the check is on", checked, "DB internet tcp/443", "blocked ENI_SOURCE_DEST_CHECK_RESTRICTION@Relay"},
		{"semantics 47: stopped", relayed("public", "stopped"), "DB internet tcp/443", "blocked BAD_STATE_ROUTE@privrt BAD_STATE@Relay"},
		{"semantics 20: it needs a public address", relayed(), "DB internet tcp/443", "blocked IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@Relay"},
		{"its groups filter what comes in", relayed("public").Group("sgnat", "vpc", "in tcp/80 10.0.0.0/16", "out all 0.0.0.0/0"), "DB internet tcp/443", "blocked ENI_SG_RULES_MISMATCH@sgnat"},
		{"and what goes out", relayed("public").Group("sgnat", "vpc", "in all 10.0.0.0/16", "out tcp/80 0.0.0.0/0"), "DB internet tcp/443", "blocked ENI_SG_RULES_MISMATCH@sgnat"},
		{"by group, too", grouped, "DB internet tcp/443", "reachable"},
		{"nothing comes in through it", relayed("public"), "internet DB tcp/443", "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS@DB ENI_SG_RULES_MISMATCH@sgdb NAT_INBOUND@Relay<"},
		{"it is a host of its own as well", relayed("public").Group("sgnat", "vpc", "in tcp/22 0.0.0.0/0", "out all 0.0.0.0/0"), "internet Relay tcp/22", "reachable"},
		{"without the role it is an appliance nobody knows", relayed("public").Instance("Relay", "pub", "public", "unchecked", "sg:sgnat"), "DB internet tcp/443", "unknown UNSUPPORTED_COMPONENT@Relay"},
	})
}

// semantics 43: a NAT gateway serves other zones as well.
func TestNATGatewayServesOtherZones(t *testing.T) {
	check(t, []reachCase{{"another zone", behindNAT().Zone("priv", "ap-northeast-1c"), "DB internet tcp/443", "reachable"}})
}
