package reach_test

import (
	"net/netip"
	"testing"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
)

// verdictsOn are the verdicts of the pairs of a question, in order.
func verdictsOn(n *reach.Network, from, to, service string) []reach.Verdict {
	var all []reach.Verdict
	for _, p := range n.Trace(reach.Question{From: sample.End(from), To: sample.End(to), Service: sample.Service(service)}).Pairs {
		all = append(all, p.Verdict)
	}
	return all
}

// A load balancer asks its targets and nobody else, so that of two hosts that all filters treat alike one
// speaks for the other only where both are targets (semantics 125).
func TestTargetsAreToldApartFromTheirNeighbours(t *testing.T) {
	n := sample.New().VPC("vpc", "10.0.0.0/16").Subnet("a", "vpc", "10.0.1.0/24").Subnet("c", "vpc", "10.0.2.0/24").Zone("a", "a").Zone("c", "c")
	n.Group("web", "vpc", "in all 0.0.0.0/0", "out all 0.0.0.0/0")
	n.Instance("one", "a", "sg:web").Instance("two", "a", "sg:web").Instance("six", "a", "sg:web")
	n.Targets("tg", "vpc", 80, "one", "six").Balancer("alb", "vpc", "internal", "a", "c", "sg:web", "80:tg")
	net := reach.Compile(n.D)
	for _, group := range []string{"a", "web"} {
		if got := net.Trace(reach.Question{From: sample.End("alb"), To: sample.End(group), Service: sample.Service("tcp/80")}); got.Verdict != reach.Partly {
			t.Errorf("alb to %s: %s, pairs %v", group, got.Verdict, verdictsOn(net, "alb", group, "tcp/80"))
		}
	}
}

// What a link announces is a route like any other: it tells apart the hosts of a far VPC of which it holds
// some (semantics 1, 118).
func TestAnnouncedBlocksTellHostsApart(t *testing.T) {
	n := sample.New().VPC("near", "10.1.0.0/16").VPC("far", "10.2.0.0/16").Peering("p", "near", "far")
	n.Table("tn", "near", "10.2.0.0/16 p").Table("tf", "far", "10.1.0.0/16 p")
	n.VPNGateway("vgw", "near").Office("office", "192.168.0.0/16").VPN("vpn", "vgw", "office", "10.2.1.128/25").Propagate("vgw", "tn")
	n.Subnet("sn", "near", "10.1.1.0/24", "tn").Subnet("sf", "far", "10.2.1.0/24", "tf")
	n.Group("gn", "near", "out all 0.0.0.0/0").Group("gf", "far", "in all 0.0.0.0/0")
	n.Instance("host", "sn", "sg:gn", "10.1.1.10").Instance("low", "sf", "sg:gf", "10.2.1.10").Instance("high", "sf", "sg:gf", "10.2.1.200")
	net := reach.Compile(n.D)
	if got := verdictsOn(net, "host", "sf", "tcp/443"); len(got) != 2 || got[0] == got[1] {
		t.Errorf("host to sf: %v", got)
	}
	m := net.Matrix()
	for _, to := range []string{"low", "high"} {
		want := net.Trace(reach.Question{From: sample.End("host"), To: sample.End(to), Service: sample.Service("all")}).Allowed
		if got := m.Between(sample.ID("host"), sample.ID(to)); got.Possibly.IsEmpty() != want.Possibly.IsEmpty() {
			t.Errorf("host to %s: by the sets %v, by the walk %v", to, got.Possibly, want.Possibly)
		}
	}
}

// The local route of a VPC takes what is for its own blocks, and tells apart the hosts of another VPC that
// has some of them (semantics 1, 8).
func TestOwnBlocksTellHostsElsewhereApart(t *testing.T) {
	n := sample.New().VPC("near", "10.1.0.0/16").VPC("far", "10.2.0.0/16")
	sample.Change(n, "near", func(p *kind.VPC) {
		p.SecondaryCIDRs = map[string]kind.VPCBlock{"b": {CIDR: netip.MustParsePrefix("10.2.1.128/25")}}
	})
	n.Table("tn", "near").Table("tf", "far")
	for table, block := range map[string]string{"tn": "10.2.0.0/16", "tf": "10.1.0.0/16"} {
		hub := kind.Route{Destination: netip.MustParsePrefix(block), Target: kind.Ref{External: &kind.External{AWSID: "tgw-1"}}}
		n.D.Resources[sample.ID(table)].Props.(*kind.RouteTable).Routes["hub"] = hub
	}
	n.Subnet("sn", "near", "10.1.1.0/24", "tn").Subnet("sf", "far", "10.2.1.0/24", "tf")
	n.Group("gn", "near", "out all 0.0.0.0/0").Group("gf", "far", "in all 0.0.0.0/0")
	n.Instance("host", "sn", "sg:gn", "10.1.1.10").Instance("low", "sf", "sg:gf", "10.2.1.10").Instance("high", "sf", "sg:gf", "10.2.1.200")
	net := reach.Compile(n.D)
	if got := verdictsOn(net, "host", "sf", "tcp/443"); len(got) != 2 || got[0] == got[1] {
		t.Errorf("host to sf: %v", got)
	}
}

// The two families never share a stretch of addresses (semantics 2, 65).
func TestFamiliesNeverSpeakForEachOther(t *testing.T) {
	n := sample.New().VPC("vpc", "10.0.0.0/16").Gateway("igw", "vpc").Table("pub", "vpc", "0.0.0.0/0 igw")
	n.Subnet("s", "vpc", "10.0.1.0/24", "pub").NAT("natgw", "s").Table("rt", "vpc", "0.0.0.0/0 natgw").Subnet("p", "vpc", "10.0.2.0/24", "rt")
	n.Group("g", "vpc", "out all 0.0.0.0/0").Instance("host", "p", "sg:g")
	m := reach.Compile(n.D).MatrixNaming([]netip.Prefix{netip.MustParsePrefix("224.0.0.0/4"), netip.MustParsePrefix("100::/64"), netip.MustParsePrefix("240.0.0.0/4")})
	for i := range m.Ends() {
		for k := range m.Ends() {
			from, to := &m.Ends()[i], &m.Ends()[k]
			if !m.IsWalked(from.ID, to.ID) {
				continue
			}
			if own, _ := m.Walked(from, to); !own.Possibly.Equal(m.Between(from.ID, to.ID).Possibly) {
				t.Errorf("%s to %s: %v, by itself %v", from.Name, to.ID, m.Between(from.ID, to.ID).Possibly, own.Possibly)
			}
		}
	}
}

// Nobody behind a link has the public address that AWS gave to an interface (semantics 120).
func TestLinksLeadToNoPublicAddressOfAWS(t *testing.T) {
	n := sample.New()
	for _, v := range []string{"one", "two"} {
		n.VPC(v, map[string]string{"one": "10.1.0.0/16", "two": "10.2.0.0/16"}[v]).Gateway(v+"igw", v).Group(v+"g", v, "in all 0.0.0.0/0", "out all 0.0.0.0/0")
	}
	n.Table("t1", "one", "0.0.0.0/0 oneigw").VPNGateway("vgw", "two").VPN("vpn", "vgw", "", "0.0.0.0/0").Table("t2", "two", "0.0.0.0/0 vgw")
	n.Subnet("s1", "one", "10.1.1.0/24", "t1").Subnet("s2", "two", "10.2.1.0/24", "t2")
	n.Instance("a", "s1", "sg:oneg", "public").Instance("b", "s2", "sg:twog", "public")
	net := reach.Compile(n.D)
	m := net.Matrix()
	for _, pair := range [][2]string{{"a", "b"}, {"b", "a"}} {
		walked := net.Trace(reach.Question{From: sample.End(pair[0]), To: sample.End(pair[1]), Service: sample.Service("tcp/443")})
		packet := onePacket(sample.Service("tcp/443"), 40000)
		if got := m.Between(sample.ID(pair[0]), sample.ID(pair[1])); got.Possibly.Covers(&packet) != walked.Allowed.Possibly.Covers(&packet) {
			t.Errorf("%v: by the sets %v, by the walk %s", pair, got.Possibly.Entries(), walked.Verdict)
		}
	}
}
