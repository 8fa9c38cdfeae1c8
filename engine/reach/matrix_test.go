package reach_test

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// partOf finds the part of the outside world that an address lies in: the longest prefix wins.
func partOf(m *reach.Matrix, host string) string {
	best := netip.Prefix{}
	for _, e := range m.Ends() {
		if p, err := netip.ParsePrefix(e.ID); err == nil && p.Contains(netip.MustParseAddr(host)) && (!best.IsValid() || p.Bits() > best.Bits()) {
			best = p
		}
	}
	if best.IsValid() {
		return best.String()
	}
	return kind.Internet
}

// A meeting is two ends as the walker and as the matrix call them.
type meeting struct{ from, to string }

// A tally counts what was compared, and what was not since both answers come from the walk.
type tally struct{ compared, skipped int }

// enough says what was counted, and wants most pairs to have been compared.
func (c *tally) enough(t *testing.T) {
	t.Helper()
	t.Logf("compared %d pairs; skipped %d that the matrix takes from the walk", c.compared, c.skipped)
	if c.compared < c.skipped {
		t.Errorf("skipped %d pairs and compared %d only", c.skipped, c.compared)
	}
}

// agree asks both implementations about single packets between two ends, and wants the same answer.
func (c *tally) agree(t *rapid.T, net *reach.Network, m *reach.Matrix, who meeting, words string) {
	ids := [2]string{sample.ID(who.from), sample.ID(who.to)}
	fromHost := false
	for i, end := range []string{who.from, who.to} {
		if _, err := netip.ParseAddr(end); err == nil {
			ids[i] = partOf(m, end)
			fromHost = fromHost || i == 0
		}
	}
	if m.IsWalked(ids[0], ids[1]) {
		c.skipped++
		return
	}
	c.compared++
	same(t, net, m.Between(ids[0], ids[1]), who, words, fromHost)
}

// same compares a set with the walk's answer about single packets.
func same(t *rapid.T, net *reach.Network, sets netset.Three, who meeting, words string, fromHost bool) {
	service := sample.Service(words)
	walked := net.Trace(reach.Question{From: sample.End(who.from), To: sample.End(who.to), Service: service}).Allowed
	for _, sport := range samplePorts(service.Protocol, fromHost) {
		one := onePacket(service, sport)
		for _, c := range []struct {
			how          string
			sets, walker netset.Traffic
		}{{"surely", sets.Surely, walked.Surely}, {"possibly", sets.Possibly, walked.Possibly}} {
			if a, b := c.sets.Covers(&one), c.walker.Covers(&one); a != b {
				t.Fatalf("%s -> %s %s from port %d: %s allowed by the sets: %v, by the walker: %v", who.from, who.to, words, sport, c.how, a, b)
			}
		}
	}
}

func onePacket(s design.Service, sport uint16) netset.Traffic {
	types := s.Types
	if s.Protocol == netset.ICMP && types.IsZero() {
		types = netset.EchoRequest
	}
	one := netset.TrafficOf(s.Protocol, s.Ports, types)
	if s.Protocol.HasPorts() {
		one = one.From(netset.NumberRange(sport, sport))
	}
	return one
}

// The sets and the walker share no algorithm: they agree on every packet, in doubt too (semantics 148, 151).
func TestSetsAgreeWithTheWalker(t *testing.T) {
	var count tally
	rapid.Check(t, func(t *rapid.T) {
		n := drawNet(t)
		net := reach.Compile(n.D)
		m := net.Matrix()
		ends := []string{"i0", "i1", "i2", "i3", "8.8.8.8", "203.0.113.9", "200.0.0.1"}
		for _, words := range []string{rapid.SampledFrom(questions).Draw(t, "asked"), "icmp/3", "tcp/80"} {
			for _, from := range ends {
				for _, to := range ends {
					if from != to && (from[0] == 'i' || to[0] == 'i') {
						count.agree(t, net, m, meeting{from, to}, words)
					}
				}
			}
		}
	})
	count.enough(t)
}

// muddle adds what contradicts itself or is not known, and a second VPC. It lists the ends to ask about.
func muddle(t *rapid.T, n *sample.Net) []string {
	ends := []string{"i0", "i1", "i2", "i3", "8.8.8.8", "203.0.113.9", "200.0.0.1"}
	some := func(label string) bool { return rapid.IntRange(0, 3).Draw(t, label) == 0 }
	n.VPC("far", "10.9.0.0/16").Gateway("farigw", "far").Table("fart", "far", "0.0.0.0/0 farigw").Subnet("fars", "far", "10.9.1.0/24", "fart").
		Group("farsg", "far", "in tcp/80-90 "+rapid.SampledFrom([]string{"0.0.0.0/0", "128.0.0.0/1"}).Draw(t, "far block"), "out all 0.0.0.0/0").
		Instance("i4", "fars", "sg:farsg", "public")
	if some("second gateway") {
		n.Gateway("igw2", "vpc")
	}
	if some("middlebox") {
		n.Route("rt1", rapid.SampledFrom([]string{"8.0.0.0/8", "10.0.2.0/24", "203.0.113.0/24"}).Draw(t, "diverted")+" i0")
	} else {
		// From behind a middlebox to a public address of another VPC the walk asks for the internet
		// gateway, where the sets do not: what a middlebox does is not modelled.
		ends = append(ends, "i4")
	}
	if some("rival route") {
		n.Route("rt2", "128.0.0.0/1 gone:nat").Route("rt2", "128.0.0.0/1 igw")
	}
	if some("overlap") {
		n.Subnet("sub3", "vpc", "10.0.2.128/25")
	}
	if some("twins") {
		n.Instance("i5", "sub1", "sg:sg1", "10.0.1.10").Instance("i6", "sub1", "sg:sg2", "10.0.1.10")
	}
	if some("shared address") {
		n.ElasticIP("eip").Instance("i1", "sub1", "sg:sg1", "eip:eip").Instance("i7", "sub2", "sg:sg2", "eip:eip")
	}
	if some("several addresses") {
		n.Instance("i2", "sub2", "sg:sg1", "public", "10.0.2.20", "10.0.2.220")
	}
	return ends
}

func TestSetsAgreeWithTheWalkerInDoubt(t *testing.T) {
	var count tally
	rapid.Check(t, func(t *rapid.T) {
		n := drawNet(t)
		ends := muddle(t, n)
		net := reach.Compile(n.D)
		m := net.Matrix()
		words := rapid.SampledFrom(questions).Draw(t, "asked")
		for _, from := range ends {
			for _, to := range ends {
				if from != to && (from[0] == 'i' || to[0] == 'i') {
					count.agree(t, net, m, meeting{from, to}, words)
				}
			}
		}
	})
	count.enough(t)
}

// The same over networks as companies build them: hundreds of seeds, random pairs.
func TestSetsAgreeWithTheWalkerOnRealisticNetworks(t *testing.T) {
	var count tally
	rapid.Check(t, func(t *rapid.T) {
		n := sample.Realistic(rapid.Uint64Range(0, 1<<20).Draw(t, "seed"), rapid.IntRange(60, 260).Draw(t, "size"))
		net := reach.Compile(n.D)
		m := net.Matrix()
		ends := []string{"8.8.8.8", "203.0.113.7", "198.51.100.7", "10.200.0.1"}
		for _, e := range m.Ends() {
			if n.D.Resources[e.ID] != nil {
				ends = append(ends, e.ID)
			}
		}
		end := rapid.SampledFrom(ends)
		ask := rapid.SampledFrom([]string{"tcp/22", "tcp/80", "tcp/443", "tcp/5432", "tcp/8080", "tcp/8443", "icmp", "udp/53"})
		for range 40 {
			from, to := end.Draw(t, "from"), end.Draw(t, "to")
			if from != to && (n.D.Resources[from] != nil || n.D.Resources[to] != nil) {
				count.agree(t, net, m, meeting{from, to}, ask.Draw(t, "asked"))
			}
		}
	})
	count.enough(t)
}

// What the matrix takes from the walk about a class is what a question about each of it says.
func TestWalkedPairsHoldForTheirClass(t *testing.T) {
	walked := 0
	rapid.Check(t, func(t *rapid.T) {
		n := drawNet(t)
		net := reach.Compile(n.D)
		m := net.Matrix()
		ends := []string{"i0", "i1", "i2", "i3", "8.8.8.8", "203.0.113.200", "200.0.0.1"}
		words := rapid.SampledFrom(questions).Draw(t, "asked")
		for _, from := range ends {
			for _, to := range ends {
				a, b := sample.ID(from), sample.ID(to)
				fromHost := from[0] != 'i'
				if fromHost {
					a = partOf(m, from)
				}
				if to[0] != 'i' {
					b = partOf(m, to)
				}
				if m.IsWalked(a, b) {
					walked++
					same(t, net, m.Between(a, b), meeting{from, to}, words, fromHost)
				}
			}
		}
	})
	if walked == 0 {
		t.Error("no pair came from the walk")
	}
}

// pairsWalkedForOthers wants that each pair that has its answer from another one has its own. It counts
// those with the outside world and those inside.
func pairsWalkedForOthers(t *rapid.T, m *reach.Matrix) (outside, inside int) {
	for i := range m.Ends() {
		for k := range m.Ends() {
			from, to := &m.Ends()[i], &m.Ends()[k]
			if !m.IsWalked(from.ID, to.ID) {
				continue
			}
			own, shared := m.Walked(from, to)
			switch {
			case !shared:
			case from.IsOutside() || to.IsOutside():
				outside++
			default:
				inside++
			}
			if got := m.Between(from.ID, to.ID); !got.Surely.Equal(own.Surely) || !got.Possibly.Equal(own.Possibly) {
				t.Fatalf("%s to %s: %v, and walked by itself %v", from.ID, to.ID, got.Possibly.Entries(), own.Possibly.Entries())
			}
		}
	}
	return outside, inside
}

// drawAbroad adds VPCs with public hosts that let in more or less of what comes from the internet.
func drawAbroad(t *rapid.T, n *sample.Net) {
	for _, v := range []string{"east", "west"} {
		n.VPC(v, map[string]string{"east": "10.20.0.0/16", "west": "10.30.0.0/16"}[v])
		n.Gateway(v+"igw", rapid.SampledFrom([]string{v, v, v, ""}).Draw(t, "attached")).Table(v+"rt", v)
		n.Route(v+"rt", rapid.SampledFrom([]string{"0.0.0.0/0", "0.0.0.0/0", "128.0.0.0/1"}).Draw(t, "way")+" "+v+"igw")
		for i := range 3 {
			at := v + string(rune('a'+i))
			block := func() string {
				return rapid.SampledFrom([]string{"0.0.0.0/0", "0.0.0.0/0", "128.0.0.0/1", "203.0.113.0/24"}).Draw(t, "block")
			}
			ports := rapid.SampledFrom([]string{"all", "tcp/443", "tcp/1024-65535", "tcp/40000-65535"})
			n.Group(at+"g", v, "in "+rapid.SampledFrom([]string{"all", "tcp/443", "tcp/80-90", "icmp"}).Draw(t, "in")+" "+block(), "out all 0.0.0.0/0")
			n.ACL(at+"n", v, "in 100 allow all 0.0.0.0/0", "out 50 "+rapid.SampledFrom([]string{kind.Allow, kind.Deny}).Draw(t, "replies")+" "+ports.Draw(t, "their ports")+" "+block(), "out 100 allow all 0.0.0.0/0")
			n.Subnet(at+"s", v, map[string]string{"east": "10.20.", "west": "10.30."}[v]+fmt.Sprint(i)+".0/24", v+"rt", at+"n")
			n.Instance(at, at+"s", "sg:"+at+"g", rapid.SampledFrom([]string{"public", "public", "unchecked"}).Draw(t, "public"))
		}
	}
}

// Of what a walk cannot tell apart one pair is walked, and it speaks for each.
func TestPairsWalkedForOthersHoldForEach(t *testing.T) {
	outside, inside := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		n := drawNet(t).Table("rt3", "vpc", "0.0.0.0/0 natgw").Subnet("sub9", "vpc", "10.0.9.0/24", "rt3").
			Group("sg9", "vpc", "out all "+rapid.SampledFrom([]string{"0.0.0.0/0", "128.0.0.0/1", "203.0.113.0/25", "8.0.0.0/8"}).Draw(t, "sent to")).
			Instance("i9", "sub9", rapid.SampledFrom([]string{"sg:sg1", "sg:sg9"}).Draw(t, "group"))
		drawAbroad(t, n)
		if rapid.Bool().Draw(t, "muddled") {
			muddle(t, n)
		}
		if rapid.Bool().Draw(t, "peered") {
			n.Peering("pcx", "vpc", "east").Route("rt3", "10.20.0.0/16 pcx")
		}
		if rapid.Bool().Draw(t, "office") {
			n.VPNGateway("vgw", "vpc").Office("office", "192.168.0.0/16").VPN("vpn", "vgw", "office", "192.168.0.0/17", "203.0.113.128/25").Propagate("vgw", "rt1")
		}
		// Blocks that other VPCs name, about those that this one does.
		blocks := []netip.Prefix{}
		for _, b := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{
			"203.0.113.0/25", "203.0.113.128/25", "203.0.113.0/26", "8.0.0.0/9", "8.8.8.8/32", "128.0.0.0/2", "200.0.0.0/8",
			"192.168.0.0/18", "192.168.128.0/18", "172.16.0.0/12", "169.254.169.254/32", "100.64.0.0/11", "2001:4860::/32", "10.0.0.2/32",
		}), 2, 8, rapid.ID).Draw(t, "blocks") {
			blocks = append(blocks, netip.MustParsePrefix(b))
		}
		a, b := pairsWalkedForOthers(t, reach.Compile(n.D).MatrixNaming(blocks))
		outside, inside = outside+a, inside+b
	})
	if outside == 0 || inside == 0 {
		t.Error("no pair spoke for another")
	}
	t.Logf("%d pairs with the outside world and %d inside were walked for others", outside, inside)
}

// rowsText is a matrix in lines, with the ids as given.
func rowsText(m *reach.Matrix, id func(string) string) []string {
	var lines []string
	for r := range m.Rows() {
		lines = append(lines, fmt.Sprintf("%s -> %s: %v | %v", id(r.From.ID), id(r.To.ID),
			r.Allowed.Surely.EntriesFor(r.From.Client), r.Allowed.Possibly.EntriesFor(r.From.Client)))
	}
	return lines
}

func TestNamesAndOrderNeverChangeTheMatrix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNet(t)
		a := rowsText(reach.Compile(n.D).Matrix(), func(id string) string { return mirrored(n, id) })
		b := rowsText(reach.Compile(renamed(n, mirror).D).Matrix(), func(id string) string { return id })
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			t.Fatalf("renamed:\n%s\nbefore:\n%s", strings.Join(b, "\n"), strings.Join(a, "\n"))
		}
	})
}

// A rule of a group and a new first entry of a network ACL only ever open.
func TestAddingAnAllowRuleClosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNet(t)
		before := reach.Compile(n.D).Matrix()
		wider := n.Clone()
		cidr := netip.MustParsePrefix(rapid.SampledFrom([]string{"0.0.0.0/0", "10.0.0.0/16", "203.0.113.0/24"}).Draw(t, "block"))
		service := sample.Service(rapid.SampledFrom(append(questions, "all")).Draw(t, "opened"))
		if rapid.Bool().Draw(t, "group") {
			sample.Change(wider, "sg1", func(g *kind.SecurityGroup) {
				g.Ingress = with(g.Ingress, kind.SecurityRule{Protocol: service.Protocol, Ports: service.Ports, CIDR: cidr})
			})
		} else {
			sample.Change(wider, "acl1", func(a *kind.NetworkACL) {
				a.Ingress = with(a.Ingress, kind.ACLEntry{RuleNumber: 1, Action: kind.Allow, Protocol: service.Protocol, Ports: service.Ports, CIDR: cidr})
			})
		}
		after := reach.Compile(wider.D).Matrix()
		for r := range before.Rows() {
			// A block that the rule names first may come out of another part: its hosts are there still.
			from, to := endAfter(after, r.From.ID), endAfter(after, r.To.ID)
			now := after.Between(from, to)
			if !now.Surely.Covers(&r.Allowed.Surely) || !now.Possibly.Covers(&r.Allowed.Possibly) {
				t.Fatalf("%s -> %s: had %v, %v; has %v, %v", r.From.ID, r.To.ID, r.Allowed.Surely, r.Allowed.Possibly, now.Surely, now.Possibly)
			}
		}
	})
}

// endAfter is the id itself: an end that exists before a block is named exists afterwards.
func endAfter(m *reach.Matrix, id string) string {
	if slices.ContainsFunc(m.Ends(), func(e reach.MatrixEnd) bool { return e.ID == id }) {
		return id
	}
	return kind.Internet
}

func with[R any](rows map[string]R, row R) map[string]R {
	out := map[string]R{"new": row}
	for k, r := range rows {
		out[k] = r
	}
	return out
}
