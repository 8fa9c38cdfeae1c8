package verdict_test

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
	"vpcanvas/engine/verdict"
)

// drawVariant makes one of many small networks that share their ids: two of them are an old design and
// a new one.
func drawVariant(t *rapid.T) *sample.Net {
	pick := func(label string, from ...string) string { return rapid.SampledFrom(from).Draw(t, label) }
	block := func() string {
		return pick("block", "0.0.0.0/0", "10.0.0.0/16", "10.0.1.0/24", "10.0.2.0/25", "203.0.113.0/24", "203.0.113.0/28", "128.0.0.0/1")
	}
	service := func() string {
		return pick("service", "all", "tcp/80", "tcp/80-90", "tcp/40000-65535", "udp/53", "icmp", "47")
	}
	n := sample.New().VPC("vpc", "10.0.0.0/16").Gateway("igw", pick("attached", "vpc", "vpc", ""))
	n.Table("rt1", "vpc", pick("route", "0.0.0.0/0", "203.0.113.0/24")+" "+pick("target", "igw", "natgw", "gone:nat"))
	for _, g := range []string{"sg1", "sg2"} {
		n.Group(g, "vpc")
		rules := []string{"in " + service() + " " + block(), "in " + service() + " " + pick("peer", "sg:sg1", "sg:sg2"), "out all " + block()}
		n.Group(g, "vpc", rules[:rapid.IntRange(0, 3).Draw(t, "rules")]...)
		if rapid.Bool().Draw(t, "open") {
			n.Group(g, "vpc", append(rules, "out all 0.0.0.0/0")...)
		}
	}
	n.ACL("acl", "vpc", "in 90 "+pick("action", kind.Allow, kind.Deny)+" "+service()+" "+block(), "in 200 allow all 0.0.0.0/0", "out 200 allow "+service()+" "+block(), "out 300 allow "+service()+" 0.0.0.0/0")
	n.Subnet("sub1", "vpc", "10.0.1.0/24", "rt1").Subnet("sub2", "vpc", "10.0.2.0/24", strings.Fields(pick("uses", "", "rt1", "acl", "rt1 acl"))...)
	n.Zone("sub1", "a").Zone("sub2", "c").NAT("natgw", "sub1")
	for i, in := range []string{"sub1", "sub1", "sub2", "sub2", "sub2"} {
		if i > 2 && rapid.IntRange(0, 3).Draw(t, "missing") == 0 {
			continue
		}
		words := append(strings.Fields(pick("public", "", "public")), pick("group", "sg:sg1", "sg:sg2"))
		if rapid.Bool().Draw(t, "pinned") {
			words = append(words, fmt.Sprintf("10.0.%c.%d", in[3], 10+i))
		}
		n.Instance(fmt.Sprint("i", i), in, words...)
	}
	return n
}

// fate is what becomes of one packet.
func fate(allowed netset.Three, packet *netset.Traffic) netset.Answer {
	switch {
	case allowed.Surely.Covers(packet):
		return netset.Yes
	case allowed.Possibly.Covers(packet):
		return netset.Maybe
	}
	return netset.No
}

// told is what a delta says that one packet was and is; ok is false where it says nothing.
func told(d *verdict.Delta, packet *netset.Traffic) (was, is netset.Answer, ok bool) {
	for _, s := range []struct {
		set     netset.Traffic
		was, is netset.Answer
	}{
		{d.Opened, netset.No, netset.Yes},
		{d.Closed, netset.Yes, netset.No},
		{d.DoubtedAllowed, netset.Yes, netset.Maybe},
		{d.DoubtedBlocked, netset.No, netset.Maybe},
		{d.SettledAllowed, netset.Maybe, netset.Yes},
		{d.SettledBlocked, netset.Maybe, netset.No},
	} {
		if s.set.Covers(packet) {
			if ok {
				panic("a packet is in two sets")
			}
			was, is, ok = s.was, s.is, true
		}
	}
	return was, is, ok
}

// Every packet that both networks are asked about one by one is told by the diff as the walker has it,
// or is left out because nothing changed.
func TestDiffAgreesWithPackets(t *testing.T) {
	changed, same := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		a, b := reach.Compile(drawVariant(t).D), reach.Compile(drawVariant(t).D)
		pairs := map[[2]string]*verdict.Delta{}
		d := verdict.Compare(a, b)
		for p := range d.Pairs() {
			pairs[[2]string{p.From.ID, p.To.ID}] = p.Delta
		}
		ends := []string{"i0", "i1", "i2", "i3", "i4", "8.8.8.8", "203.0.113.9", "203.0.113.200", "200.0.0.1"}
		service := sample.Service(rapid.SampledFrom([]string{"tcp/80", "tcp/85", "tcp/40000", "udp/53", "icmp/8", "47"}).Draw(t, "asked"))
		for _, from := range ends {
			for _, to := range ends {
				if from == to || from[0] != 'i' && to[0] != 'i' {
					continue
				}
				q := reach.Question{From: sample.End(from), To: sample.End(to), Service: service}
				was, is := askIfThere(a, q), askIfThere(b, q)
				delta := pairs[[2]string{endOf(d, from), endOf(d, to)}]
				packet := netset.TrafficOf(service.Protocol, service.Ports, service.Types)
				if service.Protocol.HasPorts() {
					packet = packet.From(netset.NumberRange(45000, 45000))
				}
				saysWas, saysIs, ok := netset.No, netset.No, false
				if delta != nil {
					saysWas, saysIs, ok = told(delta, &packet)
				}
				before, after := fate(was, &packet), fate(is, &packet)
				if ok != (before != after) || ok && (saysWas != before || saysIs != after) {
					t.Fatalf("%s -> %s %v: walked %v, then %v; told %v: %v, then %v", from, to, service, before, after, ok, saysWas, saysIs)
				}
				if ok {
					changed++
				} else {
					same++
				}
			}
		}
	})
	if changed < 100 || same < 100 {
		t.Errorf("compared %d packets that changed and %d others only", changed, same)
	}
}

// askIfThere asks the walker; nothing is open to who is not there.
func askIfThere(n *reach.Network, q reach.Question) netset.Three {
	for _, e := range []design.End{q.From, q.To} {
		if e.Ref.ID != "" && n.Design().Resources[e.Ref.ID] == nil {
			return netset.Three{}
		}
	}
	return n.Trace(q).Allowed
}

// endOf is the end of a diff that a name or an address outside belongs to.
func endOf(d *verdict.Diff, name string) string {
	host, err := netip.ParseAddr(name)
	if err != nil {
		return sample.ID(name)
	}
	best := netip.Prefix{}
	for _, e := range d.Ends {
		if p, err := netip.ParsePrefix(e.ID); err == nil && e.Outside && p.Contains(host) && (!best.IsValid() || p.Bits() > best.Bits()) {
			best = p
		}
	}
	if best.IsValid() {
		return best.String()
	}
	return kind.Internet
}

func TestNothingDiffersFromItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawVariant(t)
		if d := verdict.Compare(reach.Compile(n.D), reach.Compile(n.Clone().D)); !d.IsEmpty() {
			for p := range d.Pairs() {
				t.Errorf("%s -> %s changed", p.From.Name, p.To.Name)
			}
		}
	})
}

// pairTexts are the pairs of a diff in words; backwards tells it from the new design to the old one.
func pairTexts(d *verdict.Diff, backwards bool) []string {
	var out []string
	for p := range d.Pairs() {
		s := *p.Delta
		if backwards {
			s.Opened, s.Closed = s.Closed, s.Opened
			s.DoubtedAllowed, s.SettledAllowed = s.SettledAllowed, s.DoubtedAllowed
			s.DoubtedBlocked, s.SettledBlocked = s.SettledBlocked, s.DoubtedBlocked
			s.Was, s.Now = s.Now, s.Was
		}
		out = append(out, fmt.Sprintf("%s -> %s: opened %v closed %v doubted %v %v settled %v %v, from %v to %v", p.From.ID, p.To.ID,
			s.Opened, s.Closed, s.DoubtedAllowed, s.DoubtedBlocked, s.SettledAllowed, s.SettledBlocked, s.Was, s.Now))
	}
	slices.Sort(out)
	return out
}

// What an edit opens its inverse closes.
func TestInverseEditsSwapTheDiff(t *testing.T) {
	some := false
	rapid.Check(t, func(t *rapid.T) {
		n := drawVariant(t)
		now := n.D.Clone()
		rule := kind.SecurityRule{Protocol: netset.TCP, Ports: netset.Ports(22, 25), CIDR: netip.MustParsePrefix(rapid.SampledFrom([]string{"0.0.0.0/0", "10.0.2.0/24", "198.51.100.0/24"}).Draw(t, "block"))}
		raw, err := design.Canonical(rule)
		if err != nil {
			t.Fatal(err)
		}
		edits := []design.Op{
			design.Patch{Section: design.Resources, ID: sample.ID("sg1"), Path: "props.ingress.new", Value: raw},
			design.Del{Section: design.Resources, ID: sample.ID("i0")},
			design.Del{Section: design.Resources, ID: sample.ID("igw")},
			design.Move{ID: sample.ID("i1"), Parent: sample.ID("sub2")},
		}
		_, inverse, err := design.Apply(now, design.Ops{edits[rapid.IntRange(0, len(edits)-1).Draw(t, "edit")]})
		if err != nil {
			t.Fatal(err)
		}
		back := now.Clone()
		if _, _, err = design.Apply(back, inverse); err != nil {
			t.Fatal(err)
		}
		before, after := reach.Compile(n.D), reach.Compile(now)
		there := verdict.Compare(before, after)
		forth, home := pairTexts(there, false), pairTexts(verdict.Compare(after, reach.Compile(back)), true)
		if !slices.Equal(forth, home) {
			t.Fatalf("there:\n%s\nback:\n%s", strings.Join(forth, "\n"), strings.Join(home, "\n"))
		}
		some = some || len(forth) > 0
	})
	if !some {
		t.Error("no edit changed anything")
	}
}

// A diff of any two designs is the one of the exchanged designs, told backwards.
func TestDiffIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := reach.Compile(drawVariant(t).D), reach.Compile(drawVariant(t).D)
		forth, back := pairTexts(verdict.Compare(a, b), false), pairTexts(verdict.Compare(b, a), true)
		if !slices.Equal(forth, back) {
			t.Fatalf("there:\n%s\nback:\n%s", strings.Join(forth, "\n"), strings.Join(back, "\n"))
		}
	})
}

// Pairs come sorted and once, whatever the classes.
func TestPairsAreSorted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var keys []string
		for p := range verdict.Compare(reach.Compile(drawVariant(t).D), reach.Compile(drawVariant(t).D)).Pairs() {
			keys = append(keys, p.From.Name+" "+p.To.Name)
		}
		if !slices.IsSorted(keys) || len(slices.Compact(keys)) != len(keys) {
			t.Fatalf("pairs %q", keys)
		}
	})
}

// Over networks as companies build them, the diff is what a comparison of both matrices pair by pair is.
func TestDiffAgreesWithTheMatrices(t *testing.T) {
	changed := 0
	rapid.Check(t, func(t *rapid.T) {
		n := sample.Realistic(rapid.Uint64Range(0, 1<<20).Draw(t, "seed"), 60)
		now := n.Clone()
		sample.Change(now, rapid.SampledFrom([]string{"v0sgweb", "v0sgapp", "v0sgdb"}).Draw(t, "group"), func(g *kind.SecurityGroup) {
			g.Ingress = map[string]kind.SecurityRule{"only": {Protocol: netset.TCP, Ports: netset.Ports(443, 8443), CIDR: netip.MustParsePrefix(
				rapid.SampledFrom([]string{"0.0.0.0/0", "198.51.100.0/24", "10.0.0.0/9"}).Draw(t, "block"))}}
		})
		old, fresh := reach.Compile(n.D), reach.Compile(now.D)
		a, b := old.MatrixNaming(fresh.Blocks()), fresh.MatrixNaming(old.Blocks())
		told := map[[2]string]*verdict.Delta{}
		for p := range verdict.Compare(old, fresh).Pairs() {
			told[[2]string{p.From.ID, p.To.ID}] = p.Delta
		}
		for _, from := range a.Ends() {
			for _, to := range a.Ends() {
				was, is := a.Between(from.ID, to.ID), b.Between(from.ID, to.ID)
				opened, closed := is.Surely.Minus(was.Possibly), was.Surely.Minus(is.Possibly)
				d := told[[2]string{from.ID, to.ID}]
				switch {
				case d != nil:
					changed++
					if !d.Opened.Equal(opened) || !d.Closed.Equal(closed) || !d.Was.Surely.Equal(was.Surely) || !d.Now.Possibly.Equal(is.Possibly) {
						t.Fatalf("%s -> %s: opened %v, closed %v; want %v, %v", from.Name, to.Name, d.Opened, d.Closed, opened, closed)
					}
				case !opened.Union(closed).Minus(netset.OneWay).IsEmpty():
					t.Fatalf("%s -> %s: opened %v, closed %v, untold", from.Name, to.Name, opened, closed)
				}
			}
		}
	})
	if changed == 0 {
		t.Error("no pair changed")
	}
}
