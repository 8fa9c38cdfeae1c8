package reach_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
)

// drawWorld makes three VPCs in two regions with peerings in all states, both families, prefix lists,
// an egress-only gateway, a NAT instance and an office; each instance has pinned addresses.
func drawWorld(t *rapid.T) *sample.Net {
	pick := func(label string, from ...string) string { return rapid.SampledFrom(from).Draw(t, label) }
	some := func(label string) bool { return rapid.Bool().Draw(t, label) }
	n := sample.New().Scope("osaka", "ap-northeast-3").
		List("pl1", "10.2.0.0/16", "203.0.113.0/24").List("pl2", "10.3.1.0/24", "2600:1f18:3::/56").
		Office("office", "192.168.0.0/16").VPNGateway("vgw", "vpc1")
	for _, v := range []string{"1", "2", "3"} {
		n.VPC("vpc"+v, "10."+v+".0.0/16").Table("rta"+v, "vpc"+v).Table("rtb"+v, "vpc"+v)
	}
	if some("one region") {
		n.In("vpc3", "osaka")
	}
	state := func(label string) string {
		return pick(label, kind.PeeringActive, kind.PeeringActive, kind.PeeringActive, kind.PeeringPending)
	}
	n.Peering("p12", "vpc1", "vpc2", state("p12")).Peering("p23", "vpc3", "vpc2", state("p23"))
	n.Gateway("igw1", pick("gateway", "vpc1", "vpc1", "")).Gateway("igw2", "vpc2").EgressOnly("eigw1", "vpc1").EgressOnly("eigw2", "vpc2")
	n.VPN("vpn", "vgw", "office", pick("vpn", "bgp", "down", "192.168.0.0/16", "192.168.0.0/17")).DirectConnect("dx", "vgw", "office", pick("dx", "down", "192.168.128.0/17"))
	block := func() string {
		return pick("block", "0.0.0.0/0", "0.0.0.0/0", "::/0", "10.0.0.0/8", "10.2.0.0/16", "10.3.1.0/25", "192.168.0.0/16", "203.0.113.0/24", "2600:1f18::/32", "2600:1f18:2::/56")
	}
	service := func() string { return pick("service", "all", "all", "tcp/443", "tcp/1024-65535", "udp", "icmp") }
	for _, v := range []string{"1", "2", "3"} {
		drawRoutes(t, n, v)
		var entries []string
		for i := range rapid.IntRange(0, 3).Draw(t, "entries") {
			for _, dir := range []string{"in", "out"} {
				entries = append(entries, fmt.Sprintf("%s %d %s %s %s", dir, 10+i, pick("action", kind.Allow, kind.Deny), service(), block()))
			}
		}
		if some("open") {
			entries = append(entries, "in 100 allow all 0.0.0.0/0", "out 100 allow all 0.0.0.0/0", "in 110 allow all ::/0", "out 110 allow all ::/0")
		}
		n.ACL("acl"+v, "vpc"+v, entries...)
		use := [][]string{{"rta" + v}, {"rta" + v}, {"rta" + v, "acl" + v}, {"rtb" + v}}
		n.Subnet("suba"+v, "vpc"+v, "10."+v+".1.0/24", rapid.SampledFrom(use).Draw(t, "use")...)
		n.Subnet("subb"+v, "vpc"+v, "10."+v+".2.0/24", rapid.SampledFrom(use).Draw(t, "use")...)
		n.Block6("vpc"+v, "2600:1f18:"+v+"::/56", "suba"+v+" 2600:1f18:"+v+":a::/64", "subb"+v+" 2600:1f18:"+v+":b::/64")
		sample.Change(n, "subb"+v, func(p *kind.Subnet) { p.AssignIPv6AddressOnCreation = false })
		n.Group("sg"+v, "vpc"+v)
	}
	for _, v := range []string{"1", "2", "3"} {
		var rules []string
		for range rapid.IntRange(0, 3).Draw(t, "rules") {
			rules = append(rules, pick("direction", "in", "in", "out")+" "+service()+" "+pick("peer", block(), "sg:sg1", "sg:sg2", "sg:sg3", "pl:pl1", "pl:pl2"))
		}
		if some("open") {
			rules = append(rules, "out all 0.0.0.0/0", "out all ::/0")
		}
		n.Group("sg"+v, "vpc"+v, rules...)
		n.Instance("a"+v, "suba"+v, "sg:sg"+v, "10."+v+".1.10", "2600:1f18:"+v+":a::10", pick("public", "public", "stopped", "unchecked"))
		n.Instance("b"+v, "subb"+v, "sg:sg"+v, "10."+v+".2.10", "unchecked", pick("public", "public", "unchecked"))
	}
	if some("relay") {
		n.Relay("b1")
	}
	return n
}

func drawRoutes(t *rapid.T, n *sample.Net, v string) {
	targets := map[string][]string{
		"1": {"igw1", "igw1", "p12", "vgw", "eigw1", "b1", "gone:x"},
		"2": {"igw2", "igw2", "p12", "p23", "eigw2"},
		"3": {"p23", "p23", "p12", "gone:x"},
	}[v]
	for _, table := range []string{"rta" + v, "rtb" + v} {
		dests := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{
			"0.0.0.0/0", "::/0", "10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16", "10.2.1.0/24", "192.168.0.0/16", "203.0.113.0/24", "2600:1f18:1::/56", "2600:1f18:2::/56", "2600::/12", "pl:pl1", "pl:pl2",
		}), 1, 6, rapid.ID).Draw(t, "destinations")
		for _, d := range dests {
			if d == "10."+v+".0.0/16" || d == "2600:1f18:"+v+"::/56" || d == "10."+v+".1.0/24" {
				continue // no diversions inside a VPC here
			}
			n.Route(table, d+" "+rapid.SampledFrom(targets).Draw(t, "target"))
		}
	}
	if v == "1" && rapid.Bool().Draw(t, "propagated") {
		n.Propagate("vgw", "rta1")
	}
}

var worldEnds = []string{"a1", "b1", "a2", "b2", "a3", "b3", "8.8.8.8", "203.0.113.9", "2001:db8::9", "192.168.7.9", "192.168.200.9"}

// Sets and walk agree across VPCs, families and links, too (semantics 85, 86, 118).
func TestSetsAgreeWithTheWalkerAcrossVPCs(t *testing.T) {
	var count tally
	rapid.Check(t, func(t *rapid.T) {
		n := drawWorld(t)
		net := reach.Compile(n.D)
		m := net.Matrix()
		words := rapid.SampledFrom([]string{"tcp/443", "tcp/22", "udp/53", "icmp", "47"}).Draw(t, "asked")
		// The internet is one end of both families, of which either counts: no single host stands for it.
		ends := []string{"a1", "b1", "a2", "b2", "a3", "b3", "internet", "203.0.113.9", "office"}
		for _, from := range ends {
			for _, to := range ends {
				if from != to && (n.D.Resources[sample.ID(from)] != nil || n.D.Resources[sample.ID(to)] != nil) {
					count.agree(t, net, m, meeting{from, to}, words)
				}
			}
		}
	})
	count.enough(t)
}

// TestAgreesWithTheOracleAcrossVPCs sends packets one by one through the second implementation.
func TestAgreesWithTheOracleAcrossVPCs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawWorld(t)
		net := reach.Compile(n.D)
		o := &atlas{oracle{d: n.D}}
		words := rapid.SampledFrom([]string{"tcp/443", "tcp/22", "udp/53", "icmp", "47"}).Draw(t, "asked")
		service := sample.Service(words)
		for _, from := range worldEnds {
			for _, to := range worldEnds {
				if from == to || n.D.Resources[sample.ID(from)] == nil && n.D.Resources[sample.ID(to)] == nil {
					continue
				}
				answer := net.Trace(reach.Question{From: sample.End(from), To: sample.End(to), Service: service})
				for _, sport := range samplePorts(service.Protocol, n.D.Resources[sample.ID(from)] == nil) {
					arrives, known := o.any(from, to, packet(service, sport))
					if known {
						// From interface to interface the atlas knows the private addresses only.
						byPublic := o.id(from) != "" && o.id(to) != "" && o.instance(o.id(to)).Interfaces[kind.FirstInterface].Public.ID == kind.PublicAuto
						compare(t, answer, service, sport, arrives, byPublic, from+" -> "+to)
					}
				}
			}
		}
	})
}
