package reach_test

import (
	"fmt"
	"maps"
	"net/netip"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
)

// drawEdited is d after an edit that makes some of its resources what they are in another world.
func drawEdited(t *rapid.T, d *design.Design, ids []string) *design.Design {
	other := drawWorld(t)
	vary(t, other)
	d = d.Clone()
	byKind := map[kind.Name][]string{} // of a kind there may be many or few
	for _, id := range ids {
		if r := other.D.Resources[id]; r != nil {
			byKind[r.Kind] = append(byKind[r.Kind], id)
		}
	}
	for _, k := range rapid.SliceOfNDistinct(rapid.SampledFrom(slices.Sorted(maps.Keys(byKind))), 1, 4, rapid.ID).Draw(t, "kinds") {
		id := rapid.SampledFrom(byKind[k]).Draw(t, "edited")
		if r := other.D.Resources[id]; r != nil && rapid.IntRange(0, 4).Draw(t, "gone") > 0 {
			d.Resources[id] = r
		} else if d.Resources[id] != nil && d.Resources[id].Kind == kind.InstanceKind || r != nil && r.Kind == kind.PeeringKind {
			delete(d.Resources, id) // others hold nothing in them
		}
	}
	return d
}

// vary lets Amazon pick an IPv6 block, gives a VPC a block of its neighbour's, and a list another block, now
// and then. It adds what answers for others: names, endpoints, load balancers, addresses that move.
func vary(t *rapid.T, n *sample.Net) {
	if rapid.IntRange(0, 3).Draw(t, "picks") == 0 {
		n.Block6("vpc2", "", "suba2 0a", "subb2 0b")
	}
	if rapid.IntRange(0, 3).Draw(t, "lists") == 0 {
		sample.Change(n, "pl1", func(p *kind.PrefixList) {
			p.Entries = map[string]kind.PrefixListEntry{"e0": {CIDR: netip.MustParsePrefix("10.3.0.0/16")}}
		})
	}
	if rapid.IntRange(0, 3).Draw(t, "overlaps") == 0 {
		sample.Change(n, "vpc3", func(p *kind.VPC) {
			p.SecondaryCIDRs = map[string]kind.VPCBlock{"b0": {CIDR: netip.MustParsePrefix("10.2.128.0/17")}}
		})
	}
	pick := func(label string, from ...string) string { return rapid.SampledFrom(from).Draw(t, label) }
	n.DirectConnect("dx2", "vgw", "office", pick("announced", "192.168.64.0/18", "10.2.1.8/29", "203.0.113.128/25", "0.0.0.0/0"))
	n.ElasticIP("eip")
	if user := pick("Elastic IP of", "", "b1", "b2", "b3"); user != "" {
		sample.Change(n, user, func(p *kind.Instance) {
			p.Interfaces = maps.Clone(p.Interfaces)
			i := p.Interfaces[kind.FirstInterface]
			i.Public = kind.To(sample.ID("eip"))
			p.Interfaces[kind.FirstInterface] = i
		})
	}
	n.Client("client", pick("client", "", "203.0.113.0/25", "10.2.0.0/24"))
	n.Instance("c2", "suba2", "sg:sg2", "10.2.1.11", "unchecked", pick("public", "public", "unchecked"))
	n.Targets("tg", "vpc2", 443, pick("target", "a2", "b2", "c2"), "+TCP", pick("kept", "+on", "+off")).
		Balancer("nlb", "vpc2", "network", "internal", "suba2", "sg:sg2", "443:tg")
	at := pick("endpoint in", "1", "2")
	n.Endpoint("ssm", "vpc"+at, "ssm", "suba"+at, "sg:sg"+at).AWSService("svc", "ssm", "").GatewayEndpoint("s3gw", "vpc1", "s3", pick("table", "rta1", "rtb1"))
	n.HostedZone("zone", "example.com", pick("zone of", "vpc1", "vpc2", "vpc3")).Record("name", "zone", "db", pick("record", "a2", "b2"))
}

// A network that takes over the islands that no edit touched answers as one that is compiled whole does:
// every question, the matrix, and what lies where.
func TestRecompiledNetworksAnswerAsCompiledOnes(t *testing.T) {
	kept := 0
	rapid.Check(t, func(t *rapid.T) {
		n := drawWorld(t)
		vary(t, n)
		d := n.D
		ids := slices.Sorted(maps.Keys(d.Resources))
		ids = slices.DeleteFunc(ids, func(id string) bool { return d.Resources[id].Kind == kind.ScopeKind })
		last := reach.Compile(d)
		for range rapid.IntRange(1, 3).Draw(t, "edits") {
			d = drawEdited(t, d, ids)
			was := last
			last = reach.Recompile(was, d)
			kept += countKept(was, last)
			sameAnswers(t, last, reach.Compile(d))
		}
	})
	if kept == 0 {
		t.Error("no interface was ever taken over")
	}
}

func countKept(was, is *reach.Network) int {
	kept := 0
	for _, i := range is.Interfaces() {
		if slices.Contains(was.Interfaces(), i) {
			kept++
		}
	}
	return kept
}

func sameAnswers(t *rapid.T, got, want *reach.Network) {
	seats := func(n *reach.Network) string {
		all := ""
		for _, i := range n.Interfaces() {
			all += fmt.Sprintln(i.Resource, i.Key, i.Subnet(), i.HasPublicAddress())
		}
		return all
	}
	if seats(got) != seats(want) {
		t.Fatalf("interfaces differ:\n%s\n%s", seats(got), seats(want))
	}
	ends := append([]string{"internet", "office", "10.0.0.0/8", "203.0.113.0/24", "vpc1", "vpc2", "sg1", "sg3", "suba2", "subb2", "nlb", "name", "svc", "client", "service:s3"}, worldEnds...)
	service := sample.Service(rapid.SampledFrom([]string{"tcp/443", "udp/53", "icmp", "all"}).Draw(t, "asked"))
	for _, from := range rapid.SliceOfNDistinct(rapid.SampledFrom(ends), 3, 3, rapid.ID).Draw(t, "asking") {
		for _, to := range ends {
			q := reach.Question{From: sample.End(from), To: sample.End(to), Service: service}
			if a, b := got.Trace(q), want.Trace(q); !reflect.DeepEqual(a, b) {
				t.Fatalf("%s -> %s:\n%+v\n%+v", from, to, a, b)
			}
		}
	}
	a, b := got.Matrix(), want.Matrix()
	for _, from := range b.Ends() {
		for _, to := range b.Ends() {
			if x, y := a.Between(from.ID, to.ID), b.Between(from.ID, to.ID); !reflect.DeepEqual(x, y) {
				t.Fatalf("%s -> %s: sets %v, %v", from.Name, to.Name, x, y)
			}
		}
	}
}

// A block that is typed in one VPC, of a rule, a link or its own, tells the hosts of another one apart.
func TestNewBlocksTellHostsElsewhereApart(t *testing.T) {
	for what, edit := range map[string]func(*sample.Net){
		"a rule": func(n *sample.Net) { n.Group("door", "near", "in tcp/443 10.1.1.128/25") },
		"a link": func(n *sample.Net) { n.VPN("vpn", "vgw", "office", "10.1.1.128/25") },
		"a block of the VPC": func(n *sample.Net) {
			sample.Change(n, "near", func(p *kind.VPC) {
				p.SecondaryCIDRs = map[string]kind.VPCBlock{"b": {CIDR: netip.MustParsePrefix("10.1.1.128/25")}}
			})
		},
	} {
		n := sample.New().VPC("far", "10.1.0.0/16").VPC("near", "10.2.0.0/16").Peering("p", "near", "far")
		n.Table("tf", "far", "10.2.0.0/16 p").Table("tn", "near", "10.1.0.0/16 p")
		n.VPNGateway("vgw", "near").Office("office", "192.168.0.0/16").VPN("vpn", "vgw", "office").Propagate("vgw", "tn")
		n.Subnet("sf", "far", "10.1.1.0/24", "tf").Subnet("sn", "near", "10.2.1.0/24", "tn")
		n.Group("open", "far", "out all 0.0.0.0/0").Group("door", "near", "in all 10.0.0.0/8")
		n.Instance("low", "sf", "sg:open", "10.1.1.10").Instance("high", "sf", "sg:open", "10.1.1.200").Instance("host", "sn", "sg:door", "10.2.1.10")
		was := reach.Compile(n.D.Clone())
		edit(n)
		q := reach.Question{From: sample.End("sf"), To: sample.End("host"), Service: sample.Service("tcp/443")}
		if got, want := reach.Recompile(was, n.D).Trace(q), reach.Compile(n.D).Trace(q); !reflect.DeepEqual(got, want) || len(want.Pairs) != 2 {
			t.Errorf("%s:\n%+v\n%+v", what, got, want)
		}
	}
}
