package verdict_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

func question(expect, words string) *design.Flow {
	w := strings.Fields(words)
	return &design.Flow{From: sample.End(w[0]), To: sample.End(w[1]), Expect: expect, Family: design.FamilyAny, Services: map[string]design.Service{"asked": sample.Service(w[2])}}
}

// sixPermits are two instances behind a group and a network ACL each, with just what tcp/443 needs
// (semantics 80), but for the permits in without: a and d are of the groups, the others of the ACLs.
func sixPermits(without string) *sample.Net {
	words := func(pairs ...string) []string {
		var rows []string
		for i := 0; i < len(pairs); i += 2 {
			if !strings.Contains(without, pairs[i]) {
				rows = append(rows, pairs[i+1])
			}
		}
		return rows
	}
	return sample.New().VPC("vpc", "10.0.0.0/16").
		Group("g1", "vpc", words("a", "out tcp/443 sg:g2")...).
		Group("g2", "vpc", words("d", "in tcp/443 10.0.1.0/24")...).
		ACL("n1", "vpc", words("b", "out 100 allow tcp/443 10.0.2.0/24", "f", "in 100 allow tcp/32768-60999 10.0.2.0/24")...).
		ACL("n2", "vpc", words("c", "in 100 allow tcp/443 10.0.1.0/24", "e", "out 100 allow tcp/32768-60999 10.0.1.0/24")...).
		Subnet("s1", "vpc", "10.0.1.0/24", "n1").Subnet("s2", "vpc", "10.0.2.0/24", "n2").
		Instance("inst1", "s1", "sg:g1").Instance("inst2", "s2", "sg:g2")
}

type fixCase struct {
	name string
	net  *sample.Net
	ask  string
	// want are the titles, or their beginnings, in order.
	want []string
}

func checkFixes(t *testing.T, expect string, cases []fixCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			fixes := fixesFor(t, c.net.D, question(expect, c.ask))
			ok := len(fixes) >= len(c.want)
			for i, w := range c.want {
				ok = ok && strings.HasPrefix(fixes[i].Title.EN, w)
			}
			if !ok || len(c.want) == 0 && len(fixes) > 0 {
				t.Errorf("%s: want %q, got\n  %s", c.ask, c.want, titles(fixes))
			}
			for _, x := range fixes {
				if s := x.Title.EN + x.Title.JA; x.Title.JA == "" || strings.ContainsAny(s, "{}") {
					t.Errorf("reads %q, %q", x.Title.EN, x.Title.JA)
				}
			}
		})
	}
}

// C1-12a to f: of six permits one is gone, and the fix is that permit (semantics 80).
func TestTheFixForALostPermitIsThatPermit(t *testing.T) {
	checkFixes(t, design.Must, []fixCase{
		{"a", sixPermits("a"), "inst1 inst2 tcp/443", []string{"Add the outbound rule tcp/443 sg:g2 to g1"}},
		{"b", sixPermits("b"), "inst1 inst2 tcp/443", []string{"Add the outbound entry 100 allow tcp/443 10.0.2.0/24 to n1"}},
		{"c", sixPermits("c"), "inst1 inst2 tcp/443", []string{"Add the inbound entry 100 allow tcp/443 10.0.1.0/24 to n2"}},
		{"d", sixPermits("d"), "inst1 inst2 tcp/443", []string{"Add the inbound rule tcp/443 sg:g1 to g2"}},
		{"e", sixPermits("e"), "inst1 inst2 tcp/443", []string{"Add the outbound entry 100 allow tcp/32768-60999 10.0.1.0/24 to n2"}},
		{"f", sixPermits("f"), "inst1 inst2 tcp/443", []string{"Add the inbound entry 100 allow tcp/32768-60999 10.0.2.0/24 to n1"}},
		{"all six", sixPermits("abcdef"), "inst1 inst2 tcp/443", []string{"Add the outbound rule tcp/443 sg:g2 to g1; Add the outbound entry 100 allow tcp/443 10.0.2.0/24 to n1; Add the inbound entry 100 allow tcp/443 10.0.1.0/24 to n2; Add the inbound rule tcp/443 sg:g1 to g2; "}},
		{"none", sixPermits(""), "inst1 inst2 tcp/443", nil},
	})
}

// A network ACL is read by number: the permit comes before the deny that shadows it (semantics 68).
func TestFixesOfFilters(t *testing.T) {
	acl := func(entries ...string) *sample.Net {
		return sample.New().VPC("vpc", "10.0.0.0/16").Group("g", "vpc", "in all 0.0.0.0/0", "out all 0.0.0.0/0").
			ACL("n", "vpc", append(entries, "out 100 allow all 0.0.0.0/0")...).
			Subnet("s1", "vpc", "10.0.1.0/24").Subnet("s2", "vpc", "10.0.2.0/24", "n").
			Instance("a", "s1", "sg:g", "10.0.1.10").Instance("b", "s2", "sg:g")
	}
	group := func(rules ...string) *sample.Net {
		return sample.New().VPC("vpc", "10.0.0.0/16").Group("ga", "vpc", "out all 0.0.0.0/0").Group("g", "vpc", append(rules, "out all 0.0.0.0/0")...).
			Subnet("s1", "vpc", "10.0.1.0/24").Subnet("s2", "vpc", "10.0.2.0/24").
			Instance("a", "s1", "sg:ga", "10.0.1.10").Instance("b", "s2", "sg:g")
	}
	checkFixes(t, design.Must, []fixCase{
		{"before the deny", acl("in 100 deny tcp/22 10.0.0.0/16", "in 200 allow all 0.0.0.0/0"), "a b tcp/22", []string{"Add the inbound entry 50 allow tcp/22 10.0.1.10/32 to n", "Remove the inbound entry 100"}},
		{"no room before it", acl("in 1 deny tcp/22 10.0.0.0/16", "in 200 allow all 0.0.0.0/0"), "a b tcp/22", []string{"Remove the inbound entry 1 "}},
		{"widened", acl("in 100 allow tcp/80 10.0.1.10/32"), "a b tcp/81", []string{"Widen the inbound entry 100 of n from tcp/80 10.0.1.10/32 to tcp/80-81 10.0.1.10/32"}},
		{"its group, or a rule loosened", group("in tcp/80 10.0.1.10/32"), "a b tcp/81", []string{"Add the inbound rule tcp/81 sg:ga to g", "Change the inbound rule tcp/80 10.0.1.10/32 of g to tcp/80-81 10.0.1.10/32"}},
		{"a narrower block", group("in tcp/80 10.9.0.0/16"), "vpc b tcp/80", []string{"Add the inbound rule tcp/80 sg:ga to g"}},
	})
}

// The edges of a VPC, broken one by one.
func TestFixesOfRoutesAndGateways(t *testing.T) {
	online := func(gateway, public string) *sample.Net {
		return sample.New().VPC("vpc", "10.0.0.0/16").Gateway("igw", gateway).Table("rt", "vpc").Route("rt", "0.0.0.0/0 igw").
			Subnet("pub", "vpc", "10.0.1.0/24", "rt").Group("g", "vpc", "in tcp/80 0.0.0.0/0", "out all 0.0.0.0/0").
			Instance("web", "pub", "sg:g", public)
	}
	stopped := online("vpc", "public")
	sample.Change(stopped, "web", func(p *kind.Instance) { p.State = kind.StateStopped })
	gone := sample.New().VPC("vpc", "10.0.0.0/16").Gateway("igw", "vpc").Table("rt", "vpc", "0.0.0.0/0 gone:nat").
		Subnet("pub", "vpc", "10.0.1.0/24", "rt").Group("g", "vpc", "in tcp/80 0.0.0.0/0", "out all 0.0.0.0/0").Instance("web", "pub", "sg:g", "public")
	checkFixes(t, design.Must, []fixCase{
		{"detached: semantics 23", online("", "public"), "internet web tcp/80", []string{"Attach igw to vpc"}},
		{"no address: semantics 25", online("vpc", "unchecked"), "internet web tcp/80", []string{"Give web a public address", "Give web a new Elastic IP"}},
		{"stopped: semantics 47", stopped, "internet web tcp/80", []string{"Start web"}},
		{"blackhole: semantics 14", gone, "internet web tcp/80", []string{"Lead the route 0.0.0.0/0 of rt to igw"}},
	})
}

func TestFixesOfWhatMustNotBe(t *testing.T) {
	wide := sample.New().VPC("vpc", "10.0.0.0/16").Group("ga", "vpc", "out all 0.0.0.0/0").Group("g", "vpc", "in tcp/20-30 10.0.1.0/24", "out all 0.0.0.0/0").
		Subnet("s1", "vpc", "10.0.1.0/24").Instance("a", "s1", "sg:ga").Instance("b", "s1", "sg:g")
	checkFixes(t, design.MustNot, []fixCase{
		{"narrowed", wide, "a b tcp/30", []string{"Narrow the inbound rule tcp/20-30 10.0.1.0/24 of g to tcp/20-29 10.0.1.0/24"}},
		{"split, or removed", wide, "a b tcp/22", []string{"Narrow the inbound rule tcp/20-30 10.0.1.0/24 of g to tcp/20-21 10.0.1.0/24 + tcp/23-30 10.0.1.0/24", "Remove the inbound rule tcp/20-30 10.0.1.0/24 from g"}},
		{"closed", wide, "a b tcp/80", nil},
	})
}

func TestEveryRepairHasItsSentences(t *testing.T) {
	for key, text := range message.Repairs {
		if text.EN == "" || text.JA == "" {
			t.Errorf("%s lacks a language", key)
		}
	}
}

// drawBroken makes a small network in which most things are shut.
func drawBroken(t *rapid.T) *sample.Net {
	pick := func(label string, from ...string) string { return rapid.SampledFrom(from).Draw(t, label) }
	n := sample.New().VPC("vpc", "10.0.0.0/16").Gateway("igw", pick("attached", "vpc", "vpc", ""))
	for _, table := range []string{"rt1", "rt2"} {
		n.Table(table, "vpc")
		if r := pick("route", "", "0.0.0.0/0 igw", "0.0.0.0/0 natgw", "0.0.0.0/0 gone:nat", "203.0.113.0/24 igw"); r != "" {
			n.Route(table, r)
		}
	}
	n.Group("sg1", "vpc").Group("sg2", "vpc")
	service := func() string { return pick("service", "all", "tcp/80", "tcp/80-90", "udp/53", "icmp") }
	for _, g := range []string{"sg1", "sg2"} {
		var rules []string
		for range rapid.IntRange(0, 3).Draw(t, "rules") {
			rules = append(rules, pick("direction", "in", "out")+" "+service()+" "+pick("peer", "0.0.0.0/0", "10.0.2.0/25", "sg:sg1", "203.0.113.0/24"))
		}
		n.Group(g, "vpc", rules...)
	}
	var entries []string
	for i := range rapid.IntRange(0, 5).Draw(t, "entries") {
		entries = append(entries, fmt.Sprintf("%s %d %s %s %s", pick("direction", "in", "out"), 1+i*9, pick("action", kind.Allow, kind.Deny), service(), pick("block", "0.0.0.0/0", "10.0.0.0/16", "10.0.2.0/25")))
	}
	n.ACL("acl1", "vpc", entries...)
	uses := [][]string{{"rt1"}, {"rt1", "acl1"}, {"rt2"}, {}}
	n.Subnet("sub1", "vpc", "10.0.1.0/24", rapid.SampledFrom(uses).Draw(t, "use1")...).Zone("sub1", "a")
	n.Subnet("sub2", "vpc", "10.0.2.0/24", rapid.SampledFrom(uses).Draw(t, "use2")...).Zone("sub2", "c")
	n.NAT("natgw", "sub1").Balancer("alb", "vpc", "sub1", "sub2", "sg:sg1", "80:tg")
	for i, in := range []string{"sub1", "sub2", "sub2"} {
		words := []string{pick("group", "sg:sg1", "sg:sg2"), pick("public", "public", "unchecked"), pick("state", "unchecked", "unchecked", "stopped")}
		if rapid.Bool().Draw(t, "pinned") {
			words = append(words, fmt.Sprintf("10.0.%c.%d", in[3], 10+i))
		}
		n.Instance(fmt.Sprintf("i%d", i), in, words...)
	}
	n.Targets("tg", "vpc", 80, "i1")
	n.D.Flows["flowone000"] = question(pick("expect", design.Must, design.MustNot), "i0 i1 tcp/80")
	n.D.Flows["flowtwo000"] = question(pick("expect", design.Must, design.MustNot), "internet i2 tcp/85")
	return n
}

// Whatever is offered holds, is needed to its last operation, tells what it breaks, and can be undone.
func TestOfferedFixesKeepTheirPromises(t *testing.T) {
	asked, answered := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		n := drawBroken(t)
		ends := []string{"i0", "i1", "i2", "internet", "alb", "10.0.2.0/25", "sub2", "203.0.113.9"}
		from, to := rapid.SampledFrom(ends).Draw(t, "from"), rapid.SampledFrom(ends).Draw(t, "to")
		f := question(rapid.SampledFrom([]string{design.Must, design.Must, design.MustNot}).Draw(t, "expect"), from+" "+to+" "+rapid.SampledFrom([]string{"tcp/80", "udp/53", "icmp", "tcp"}).Draw(t, "asked"))
		net := reach.Compile(n.D)
		if from == to || verdict.Judge(net, f).Holds == verdict.Yes {
			return
		}
		asked++
		fixes := verdict.Fixes(net, f)
		if len(fixes) > 0 {
			answered++
		}
		for _, x := range fixes {
			proven(t, n.D, f, x)
		}
	})
	if answered*2 < asked {
		t.Errorf("only %d of %d broken flows were offered a fix", answered, asked)
	}
	t.Logf("%d of %d broken flows were offered a fix", answered, asked)
}

// peers are the two VPCs of the peering exercise (C4), with routes as given.
func peers(routesA, routesB []string, egress string) *sample.Net {
	return sample.New().VPC("vpca", "10.1.0.0/16").VPC("vpcb", "10.2.0.0/16").
		Table("rta", "vpca", routesA...).Table("rtb", "vpcb", routesB...).
		Subnet("suba", "vpca", "10.1.1.0/24", "rta").Subnet("subb", "vpcb", "10.2.1.0/24", "rtb").
		Group("sga", "vpca", egress).Group("sgb", "vpcb", "in icmp sg:sga", "out all 0.0.0.0/0").
		Instance("a", "suba", "sg:sga").Instance("b", "subb", "sg:sgb", "10.2.1.10")
}

func TestFixesOfPeerings(t *testing.T) {
	to, back, all := []string{"10.2.0.0/16 pcx"}, []string{"10.1.0.0/16 pcx"}, "out all 0.0.0.0/0"
	// A route names its target, so that the connection comes first.
	with := func(routesA, routesB []string, egress string, words ...string) *sample.Net {
		n := peers(nil, nil, egress).Peering("pcx", "vpca", "vpcb", words...)
		for _, r := range routesA {
			n.Route("rta", r)
		}
		for _, r := range routesB {
			n.Route("rtb", r)
		}
		return n
	}
	checkFixes(t, design.Must, []fixCase{
		{"C4-1", peers(nil, nil, all), "a b icmp", []string{"Create a peering connection between vpca and vpcb; Add the route 10.2.0.0/16 → the new peering connection to rta; Add the route 10.1.0.0/16 → vpca-vpcb to rtb"}},
		{"C4-2", with(to, back, all, "pending-acceptance"), "a b icmp", []string{"Accept the peering connection pcx"}},
		{"C4-3", with(nil, nil, all), "a b icmp", []string{"Add the route 10.2.0.0/16 → pcx to rta; Add the route 10.1.0.0/16 → pcx to rtb"}},
		{"C4-5", with(nil, back, all), "a b icmp", []string{"Add the route 10.2.0.0/16 → pcx to rta"}},
		{"C4-7, T1", with(to, back, "out tcp/443 10.1.1.0/24"), "a b icmp", []string{"Add the outbound rule icmp/8 sg:sgb to sga"}},
		{"C4-9", with(to, back, all), "a b tcp/22", []string{"Add the inbound rule tcp/22 sg:sga to sgb"}},
	})
}

// smallVPC is the step-by-step build (C3) before the endpoint of S3 and the NAT gateway.
func smallVPC() *sample.Net {
	return sample.New().VPC("vpc", "10.0.0.0/27").Gateway("igw", "vpc").
		Table("pubrt", "vpc", "0.0.0.0/0 igw").Table("privrt", "vpc").
		Subnet("pub", "vpc", "10.0.0.16/28", "pubrt").Subnet("priv", "vpc", "10.0.0.0/28", "privrt").
		Group("sgpub", "vpc", "in tcp/80 0.0.0.0/0", "out all 0.0.0.0/0").Group("sgpriv", "vpc", "out all 0.0.0.0/0").
		Group("sgep", "vpc", "in tcp/80 10.0.0.0/27", "out all 0.0.0.0/0").
		Instance("pubhost", "pub", "sg:sgpub", "public").Instance("privhost", "priv", "sg:sgpriv")
}

func TestFixesOfEndpointsAndNAT(t *testing.T) {
	unnamed := smallVPC().Endpoint("ssmep", "vpc", "ssm", "priv", "sg:sgpub", "+public-name").Group("sgpub", "vpc", "in tcp/443 10.0.0.0/27")
	checkFixes(t, design.Must, []fixCase{
		{"C3-6 semantics 109", smallVPC().Endpoint("ssmep", "vpc", "ssm", "priv", "sg:sgep"), "privhost ssmep tcp/443", []string{"Add the inbound rule tcp/443 sg:sgpriv to sgep"}},
		{"C3-8 semantics 101", smallVPC(), "privhost service:s3 tcp/443", []string{"Create a gateway endpoint for s3, for privrt"}},
		{"semantics 102", smallVPC().GatewayEndpoint("s3gw", "vpc", "s3", "pubrt"), "privhost service:s3 tcp/443", []string{"Associate the endpoint s3gw with privrt"}},
		{"semantics 109", smallVPC(), "privhost service:ssm tcp/443", []string{"Create a security group for it that admits tcp/443 from priv; Create an interface endpoint for ssm in priv"}},
		{"semantics 111", unnamed, "privhost service:ssm tcp/443", []string{"Switch private DNS of ssmep on"}},
		{"C3-11", smallVPC(), "privhost internet icmp", []string{"Create a NAT gateway in pub; Add the route 0.0.0.0/0 → the new NAT gateway to privrt"}},
	})
}

func TestFixesOfLinksAndIPv6(t *testing.T) {
	office := sample.New().VPC("vpc", "10.0.0.0/16").Table("rt", "vpc").Subnet("s", "vpc", "10.0.1.0/24", "rt").
		Group("g", "vpc", "in all 0.0.0.0/0", "out all 0.0.0.0/0").Instance("host", "s", "sg:g").
		VPNGateway("vgw", "vpc").Office("office", "192.168.0.0/16").VPN("vpn", "vgw", "office", "192.168.0.0/16")
	down := office.Clone().Propagate("vgw", "rt")
	sample.Change(down, "vpn", func(p *kind.VPNConnection) { p.Tunnel1, p.Tunnel2 = kind.LinkDown, kind.LinkDown })
	six := sample.New().VPC("vpc", "10.0.0.0/16").Table("rt", "vpc").Subnet("s", "vpc", "10.0.1.0/24", "rt").Block6("vpc", "2600:1f18:1::/56", "s 2600:1f18:1::/64").
		Group("g", "vpc", "out all ::/0", "out all 0.0.0.0/0").Instance("host", "s", "sg:g")
	sample.Change(six, "host", func(p *kind.Instance) {
		i := p.Interfaces["eth0"]
		i.IPv6 = true
		p.Interfaces = map[string]kind.Interface{"eth0": i}
	})
	checkFixes(t, design.Must, []fixCase{
		{"C1-11", office, "host office tcp/443", []string{"Let rt take the routes of vgw (route propagation)", "Add the route 192.168.0.0/16 → vgw to rt"}},
		{"semantics 154", down, "host office tcp/443", []string{"Bring vpn up"}},
		{"C1-7 semantics 48", six, "host 2001:4860::8888 tcp/443", []string{"Create an egress-only internet gateway in vpc; Add the route "}},
	})
}
