package netset

import (
	"net/netip"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func numberSets() *rapid.Generator[NumberSet] {
	edge := rapid.SampledFrom([]uint16{0, 1, 2, 21, 22, 23, 79, 80, 81, 255, 256, 1023, 1024, 32767, 32768, 60999, 61000, 65534, 65535})
	return rapid.Custom(func(t *rapid.T) NumberSet {
		var rs []Range[Number]
		for range rapid.IntRange(0, 4).Draw(t, "n") {
			a, b := edge.Draw(t, "a"), edge.Draw(t, "b")
			rs = append(rs, Range[Number]{Number(min(a, b)), Number(max(a, b))})
		}
		return SetOf(rs...)
	})
}

func addrSets() *rapid.Generator[AddrSet] {
	one := rapid.Custom(func(t *rapid.T) netip.Prefix {
		base := rapid.SampledFrom([]string{"0.0.0.0", "10.0.0.0", "10.0.0.128", "10.0.1.0", "255.255.255.255", "2001:db8::", "2001:db8::8000", "::"}).Draw(t, "base")
		a := netip.MustParseAddr(base)
		bits := rapid.SampledFrom([]int{0, 8, 16, 24, 25, 28, 31, 32}).Draw(t, "bits")
		if a.Is6() {
			bits *= 4
		}
		return netip.PrefixFrom(a, bits).Masked()
	})
	return rapid.Custom(func(t *rapid.T) AddrSet { return Prefixes(rapid.SliceOfN(one, 0, 4).Draw(t, "blocks")...) })
}

func traffics() *rapid.Generator[Traffic] {
	proto := rapid.SampledFrom([]Protocol{AllProtocols, TCP, UDP, ICMP, ICMPv6, ProtocolNumber(47), ProtocolNumber(0), ProtocolNumber(255)})
	port := rapid.SampledFrom([]uint16{0, 22, 80, 443, 1024, 32768, 60999, 65535})
	return rapid.Custom(func(t *rapid.T) Traffic {
		var sum Traffic
		for range rapid.IntRange(0, 3).Draw(t, "n") {
			a, b := port.Draw(t, "a"), port.Draw(t, "b")
			types := Types{Type: rapid.SampledFrom([]uint8{0, 3, 8, 128, 129}).Draw(t, "type"), HasType: rapid.Bool().Draw(t, "hasType"), HasCode: rapid.Bool().Draw(t, "hasCode")}
			part := TrafficOf(proto.Draw(t, "proto"), Ports(min(a, b), max(a, b)), types)
			if rapid.Bool().Draw(t, "narrow") {
				part = part.From(numberSets().Draw(t, "src"))
			}
			sum = sum.Union(part)
		}
		return sum
	})
}

// checkLaws tries the laws of set algebra on three sets of one kind.
func checkLaws[S any](t *rapid.T, a, b, c, empty S, equal func(a, b S) bool, union, intersect, minus func(a, b S) S) {
	t.Helper()
	want := func(name string, x, y S) {
		if !equal(x, y) {
			t.Fatalf("%s: %v is not %v (a=%v b=%v c=%v)", name, x, y, a, b, c)
		}
	}
	want("union commutes", union(a, b), union(b, a))
	want("intersection commutes", intersect(a, b), intersect(b, a))
	want("union associates", union(a, union(b, c)), union(union(a, b), c))
	want("intersection distributes", intersect(a, union(b, c)), union(intersect(a, b), intersect(a, c)))
	want("absorption", union(a, intersect(a, b)), a)
	want("difference and intersection rebuild", union(minus(a, b), intersect(a, b)), a)
	want("difference is disjoint", intersect(minus(a, b), b), empty)
	want("de Morgan", minus(a, union(b, c)), intersect(minus(a, b), minus(a, c)))
	want("nothing", minus(a, a), empty)
}

func TestSetAlgebra(t *testing.T) {
	t.Run("numbers", rapid.MakeCheck(func(t *rapid.T) {
		g := numberSets()
		checkLaws(t, g.Draw(t, "a"), g.Draw(t, "b"), g.Draw(t, "c"), NumberSet{}, NumberSet.Equal, NumberSet.Union, NumberSet.Intersect, NumberSet.Minus)
	}))
	t.Run("addresses", rapid.MakeCheck(func(t *rapid.T) {
		g := addrSets()
		checkLaws(t, g.Draw(t, "a"), g.Draw(t, "b"), g.Draw(t, "c"), AddrSet{}, AddrSet.Equal, AddrSet.Union, AddrSet.Intersect, AddrSet.Minus)
	}))
	t.Run("traffic", rapid.MakeCheck(func(t *rapid.T) {
		g := traffics()
		checkLaws(t, g.Draw(t, "a"), g.Draw(t, "b"), g.Draw(t, "c"), Traffic{}, Traffic.Equal, Traffic.Union, Traffic.Intersect, Traffic.Minus)
	}))
	t.Run("packets", rapid.MakeCheck(func(t *rapid.T) {
		g := rapid.Custom(func(t *rapid.T) Packets {
			return PacketsOf(Box{addrSets().Draw(t, "src"), addrSets().Draw(t, "dst"), traffics().Draw(t, "traffic")})
		})
		checkLaws(t, g.Draw(t, "a"), g.Draw(t, "b"), g.Draw(t, "c"), Packets{}, Packets.Equal, Packets.Union, Packets.Intersect, Packets.Minus)
	}))
}

// Membership point by point is the second implementation of the operations.
func TestMembershipAgrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := numberSets().Draw(t, "a"), numberSets().Draw(t, "b")
		union, both, rest := a.Union(b), a.Intersect(b), a.Minus(b)
		covers, overlaps := true, false
		for n := range 65536 {
			p := Number(n)
			x, y := a.Has(p), b.Has(p)
			covers = covers && (x || !y)
			overlaps = overlaps || (x && y)
			if union.Has(p) != (x || y) || both.Has(p) != (x && y) || rest.Has(p) != (x && !y) {
				t.Fatalf("%d: in a %v, in b %v", n, x, y)
			}
		}
		if a.Covers(b) != covers || a.Overlaps(b) != overlaps {
			t.Fatalf("covers %v want %v, overlaps %v want %v", a.Covers(b), covers, a.Overlaps(b), overlaps)
		}
	})
}

func TestTrafficRelationsFollowFromTheAlgebra(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := traffics().Draw(t, "a"), traffics().Draw(t, "b")
		if got, want := a.Covers(&b), b.Minus(a).IsEmpty(); got != want {
			t.Fatalf("covers %v, want %v", got, want)
		}
		if got, want := a.Overlaps(&b), !a.Intersect(b).IsEmpty(); got != want {
			t.Fatalf("overlaps %v, want %v", got, want)
		}
	})
}

func TestReplyIsUndoneByAsking(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := traffics().Draw(t, "a")
		back := a.Reply().Asking()
		if !a.Covers(&back) {
			t.Fatalf("%v asks for more than %v", back, a)
		}
		tcp := a.Of(TCP)
		if !tcp.Reply().Reply().Equal(tcp) {
			t.Fatalf("two swaps of %v give %v", tcp, tcp.Reply().Reply())
		}
	})
	ping := TrafficOf(ICMP, PortRange{}, EchoRequest) // semantics 53
	if got := ping.Reply().String(); got != "icmp 0" {
		t.Errorf("an echo request is answered by %q", got)
	}
	unreachable := TrafficOf(ICMP, PortRange{}, Types{Type: 3, HasType: true})
	if !unreachable.Reply().IsEmpty() {
		t.Errorf("destination unreachable has no answer, got %v", unreachable.Reply())
	}
}

func TestTrafficText(t *testing.T) {
	code := Types{Type: 3, Code: 4, HasType: true, HasCode: true}
	for _, c := range []struct {
		traffic Traffic
		want    string
	}{
		{Everything, "all"},
		{Traffic{}, ""},
		{TrafficOf(TCP, Ports(22, 22), Types{}).Union(TrafficOf(TCP, Ports(80, 443), Types{})), "tcp 22,80-443"},
		{TrafficOf(UDP, PortRange{}, Types{}), "udp"},
		{TrafficOf(ICMP, PortRange{}, code).Union(TrafficOf(ICMPv6, PortRange{}, EchoRequest6)), "icmp 3:4; icmpv6 128"},
		{TrafficOf(ICMP, PortRange{}, Types{}).Minus(TrafficOf(ICMP, PortRange{}, code)), "icmp 0-2,3:0-3,3:5-255,4-255"},
		{TrafficOf(ProtocolNumber(47), PortRange{}, Types{}), "47"},
	} {
		if got := c.traffic.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestFromAllKeepsPortsThatEverySourceReaches(t *testing.T) {
	web := TrafficOf(TCP, Ports(80, 80), Types{})
	half := TrafficOf(TCP, Ports(443, 443), Types{}).From(NumberRange(32768, 40000))
	if got := web.Union(half).FromAll(LinuxPorts).String(); got != "tcp 80" {
		t.Errorf("got %q", got)
	}
}

func TestAssignable(t *testing.T) { // semantics 141: 16 addresses, 11 of them usable
	for block, want := range map[string]string{
		"10.0.0.0/28": "10.0.0.4/30, 10.0.0.8/30, 10.0.0.12/31, 10.0.0.14",
		"10.0.0.0/30": "", "10.0.0.0/32": "", "10.0.0.0/29": "10.0.0.4/31, 10.0.0.6",
		"255.255.255.252/30": "",
	} {
		if got := AddrsText(Assignable(netip.MustParsePrefix(block))); got != want {
			t.Errorf("%s: got %q, want %q", block, got, want)
		}
	}
	if !Assignable(netip.Prefix{}).IsEmpty() {
		t.Error("no block has no addresses")
	}
}

func TestSymbolInSet(t *testing.T) {
	subnet := Assignable(netip.MustParsePrefix("10.0.1.0/24"))
	for block, want := range map[string]Answer{
		"0.0.0.0/0": Yes, "10.0.1.0/24": Yes, "10.0.1.0/25": Maybe, "10.0.1.7/32": Maybe,
		"10.0.1.1/32": No, // the router's address is never assigned
		"10.0.2.0/24": No, "::/0": No,
	} {
		if got := Prefixes(netip.MustParsePrefix(block)).In(subnet); got != want {
			t.Errorf("%s: got %v, want %v", block, got, want)
		}
	}
}

func TestBetweenIsThreeValued(t *testing.T) {
	src, dst := parsePrefixes("10.0.0.0/24"), parsePrefixes("10.0.1.7/32")
	ssh, web := TrafficOf(TCP, Ports(22, 22), Types{}), TrafficOf(TCP, Ports(80, 80), Types{})
	filter := PacketsOf(Box{AllAddrs, AllAddrs, web}).Union(PacketsOf(Box{parsePrefixes("10.0.0.0/25"), AllAddrs, ssh}))
	got := filter.Between(src, dst)
	if got.Surely.String() != "tcp 80" || got.Possibly.String() != "tcp 22,80" {
		t.Errorf("surely %v, possibly %v", got.Surely, got.Possibly)
	}
}

func TestFamiliesNeverMix(t *testing.T) { // semantics 2
	if Prefixes(anyIPv4).Overlaps(Prefixes(anyIPv6)) {
		t.Error("0.0.0.0/0 holds an IPv6 address")
	}
	if got := len(AllAddrs.Ranges()); got != 2 {
		t.Errorf("both families are %d ranges, want 2", got)
	}
	if !slices.Equal(Public4.Ranges(), Public4.Minus(Public6).Ranges()) {
		t.Error("public IPv4 and IPv6 overlap")
	}
}

func BenchmarkCovers(b *testing.B) {
	rule, question := TrafficOf(TCP, Ports(80, 80), Types{}), TrafficOf(TCP, Ports(80, 80), Types{}).From(LinuxPorts)
	b.ReportAllocs()
	for b.Loop() {
		if !rule.Covers(&question) {
			b.Fatal("must cover")
		}
	}
}
