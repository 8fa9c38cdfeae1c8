package reach_test

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// drawNet makes a small network full of close calls: blocks that split subnets, ports that split
// ranges, groups that name each other, routes that compete.
func drawNet(t *rapid.T) *sample.Net {
	pick := func(label string, from ...string) string { return rapid.SampledFrom(from).Draw(t, label) }
	block := func() string {
		return pick("block", "0.0.0.0/0", "10.0.0.0/16", "10.0.1.0/24", "10.0.2.0/25", "10.0.2.0/24", "10.0.1.10/32", "203.0.113.0/24", "128.0.0.0/1", "::/0")
	}
	service := func() string {
		return pick("service", "all", "tcp", "tcp/80", "tcp/80-90", "tcp/1024-65535", "tcp/40000-65535", "udp/53", "icmp", "icmp/8", "icmp/0", "47")
	}
	count := func(label string, most int) int { return rapid.IntRange(0, most).Draw(t, label) }

	open := func() bool { return rapid.IntRange(0, 3).Draw(t, "open") != 0 }

	n := sample.New().VPC("vpc", "10.0.0.0/16").Client("client", pick("client", "", "203.0.113.0/25"))
	if rapid.Bool().Draw(t, "attached") {
		n.Gateway("igw", "vpc")
	} else {
		n.Gateway("igw", "")
	}
	for _, table := range []string{"rt1", "rt2"} {
		n.Table(table, "vpc")
		for _, dest := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"0.0.0.0/0", "203.0.113.0/24", "128.0.0.0/1", "10.0.2.0/24"}), 0, 3, rapid.ID).Draw(t, "destinations") {
			if dest == "10.0.2.0/24" { // the oracle knows no diversions inside the VPC
				n.Route(table, dest+" "+pick("target", "igw", "gone:nat"))
				continue
			}
			n.Route(table, dest+" "+pick("target", "igw", "igw", "gone:nat", "natgw"))
		}
	}
	n.Group("sg1", "vpc").Group("sg2", "vpc")
	for _, g := range []string{"sg1", "sg2"} {
		var rules []string
		for range count("rules", 4) {
			rules = append(rules, pick("direction", "in", "out", "in", "out")+" "+service()+" "+pick("peer", block(), block(), "sg:sg1", "sg:sg2"))
		}
		if open() { // or hardly anything would ever come as far as the other filters
			rules = append(rules, "in all 0.0.0.0/0", "out all 0.0.0.0/0")
		}
		n.Group(g, "vpc", rules...)
	}
	var entries []string
	for i := range count("entries", 6) {
		for _, dir := range []string{"in", "out"} {
			entries = append(entries, fmt.Sprintf("%s %d %s %s %s", dir, 100+i, pick("action", kind.Allow, kind.Allow, kind.Deny), service(), block()))
		}
	}
	if open() {
		entries = append(entries, "in 200 allow all 0.0.0.0/0", "out 200 allow all 0.0.0.0/0")
	}
	n.ACL("acl1", "vpc", entries...)
	use := [][]string{{"rt1"}, {"rt1", "acl1"}, {"rt2"}, {"rt2", "acl1"}, {}}
	n.Subnet("sub1", "vpc", "10.0.1.0/24", rapid.SampledFrom(use).Draw(t, "use1")...)
	n.Subnet("sub2", "vpc", "10.0.2.0/24", rapid.SampledFrom(use).Draw(t, "use2")...)
	n.Zone("sub1", "a").Zone("sub2", "c").NAT("natgw", pick("NAT subnet", "sub1", "sub2"))
	n.Balancer("alb", "vpc", "sub1", "sub2", "sg:sg1", "80:tg")
	for i, in := range []string{"sub1", "sub1", "sub2", "sub2"} {
		words := []string{pick("group", "sg:sg1", "sg:sg2"), pick("public", "public", "public", "unchecked")}
		if rapid.Bool().Draw(t, "pinned") {
			words = append(words, fmt.Sprintf("10.0.%c.%d", in[3], 10+i))
		}
		if rapid.IntRange(0, 9).Draw(t, "state") == 0 {
			words = append(words, "stopped")
		}
		n.Instance(fmt.Sprintf("i%d", i), in, words...)
	}
	return n.Targets("tg", "vpc", 85, "i0", "i2:80")
}

// drawOracle picks addresses as AWS might.
func drawOracle(t *rapid.T, n *sample.Net) *oracle {
	o := &oracle{d: n.D, addr: map[string]netip.Addr{}, public: map[string]netip.Addr{}}
	o.natPublic = netip.MustParseAddr(rapid.SampledFrom([]string{"52.9.9.9", "203.0.113.78"}).Draw(t, "NAT address"))
	o.natPort = rapid.SampledFrom([]uint16{1024, 32768, 39999, 40000, 60999, 65535}).Draw(t, "NAT port")
	free := map[string]int{}
	for _, row := range kind.Sorted(n.D.Resources) {
		p, ok := row.Value.Props.(*kind.Instance)
		if !ok {
			continue
		}
		i := p.Interfaces["eth0"]
		for a := range i.Addresses {
			o.addr[row.Key] = netip.MustParseAddr(a)
		}
		if len(i.Addresses) == 0 {
			parent := row.Value.Parent
			free[parent]++
			at := rapid.SampledFrom([]int{4, 5, 50, 127, 128, 200, 253}).Draw(t, "picked") + 0
			b := o.subnet(row.Key).CIDR.Addr().As4()
			b[3] = byte(at)
			o.addr[row.Key] = netip.AddrFrom4(b)
		}
		if i.Public.ID == kind.PublicAuto {
			o.public[row.Key] = netip.MustParseAddr(rapid.SampledFrom([]string{"52.1.2.3", "203.0.113.77", "200.0.0.1"}).Draw(t, "public address"))
		}
	}
	return o
}

var questions = []string{"tcp/80", "tcp/85", "tcp/22", "tcp/40000", "udp/53", "icmp", "47"}

// TestAgreesWithTheOracle sends packets one by one through the second implementation: what is surely
// allowed arrives whatever addresses AWS picks, and what is not possibly allowed never does.
func TestAgreesWithTheOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNet(t)
		o := drawOracle(t, n)
		net := reach.Compile(n.D)
		service := sample.Service(rapid.SampledFrom(questions).Draw(t, "asked"))
		for _, from := range []string{"i0", "i1", "i2", "i3", "internet", "203.0.113.9"} {
			for _, to := range []string{"i0", "i1", "i2", "i3", "internet", "203.0.113.9"} {
				a, b := sample.ID(from), sample.ID(to)
				outside := map[string]netip.Addr{"internet": netip.MustParseAddr("8.8.8.8"), "203.0.113.9": netip.MustParseAddr("203.0.113.9")}
				src, srcOut := outside[from]
				dst, dstOut := outside[to]
				if from == to || srcOut && dstOut {
					continue
				}
				answer := net.Trace(reach.Question{From: sample.End(from), To: sample.End(to), Service: service})
				for _, sport := range samplePorts(service.Protocol, srcOut) {
					h := packet(service, sport)
					var arrives, byPublic bool
					switch {
					case srcOut:
						arrives = o.entersFromOutside(src, b, h)
					case dstOut:
						arrives = o.leaves(a, dst, h)
					default:
						// By the public address only what is sure is claimed (waysTo), so that way
						// may confirm an answer but not refute one.
						arrives, byPublic = o.arrives(a, b, h), o.hairpin(a, b, h)
					}
					compare(t, answer, service, sport, arrives, byPublic, from+" -> "+to)
				}
			}
		}
	})
}

// hairpin sends to the public address from inside: out by the gateway and in again (semantics 31).
func (o *oracle) hairpin(from, to string, h header) bool {
	if len(o.gateways()) != 1 || from == to {
		return false
	}
	if !o.public[to].IsValid() {
		return false
	}
	src, mapped := o.public[from], h
	if o.throughNAT(from, o.public[to]) != "" {
		src = o.natPublic
		if h.proto.HasPorts() {
			mapped.sport = o.natPort
		}
	}
	return src.IsValid() && o.leaves(from, o.public[to], h) && o.entersFromOutside(src, to, mapped)
}

func samplePorts(p netset.Protocol, outside bool) []uint16 {
	if !p.HasPorts() {
		return []uint16{0}
	}
	if outside {
		return []uint16{1024, 32768, 39999, 40000, 60999, 65535}
	}
	return []uint16{32768, 39999, 40000, 60999}
}

func packet(s design.Service, sport uint16) header {
	first, _ := s.Ports.Bounds()
	h := header{proto: s.Protocol, sport: sport, dport: first}
	if s.Protocol == netset.ICMP {
		h.dport = 8
	}
	return h
}

func compare(t *rapid.T, a reach.Answer, s design.Service, sport uint16, arrives, byPublic bool, who string) {
	one := netset.TrafficOf(s.Protocol, s.Ports, netset.EchoRequest)
	if s.Protocol.HasPorts() {
		one = one.From(netset.NumberRange(sport, sport))
	}
	surely, possibly := a.Allowed.Surely.Covers(&one), a.Allowed.Possibly.Covers(&one)
	if surely && !arrives && !byPublic {
		t.Fatalf("%s %s from port %d: surely allowed, but it does not arrive", who, reach.ServiceText(s), sport)
	}
	if !possibly && arrives {
		t.Fatalf("%s %s from port %d: not possibly allowed (%s), but it arrives", who, reach.ServiceText(s), sport, a.Verdict)
	}
	if a.Verdict == reach.Blocked && arrives || a.Verdict == reach.Reachable && !arrives && !byPublic {
		t.Fatalf("%s %s from port %d: %s, arrives: %v", who, reach.ServiceText(s), sport, a.Verdict, arrives)
	}
	if (a.Verdict == reach.Reachable) != (len(a.Reasons) == 0) {
		t.Fatalf("%s %s: %s with %d reasons", who, reach.ServiceText(s), a.Verdict, len(a.Reasons))
	}
}

// renamed gives every element another id and name, and every row another key: nothing that AWS
// would notice.
func renamed(n *sample.Net, id func(string) string) *sample.Net {
	d := design.New("renamed")
	ref := func(r kind.Ref) kind.Ref {
		if r.ID != "" && n.D.Resources[r.ID] != nil {
			r.ID = id(r.ID)
		}
		return r
	}
	for old, r := range n.D.Resources {
		c := *r
		c.Name = "renamed " + old
		if c.Parent != "" {
			c.Parent = id(c.Parent)
		}
		switch p := r.Props.(type) {
		case *kind.Subnet:
			q := *p
			q.RouteTable, q.NetworkACL = ref(p.RouteTable), ref(p.NetworkACL)
			c.Props = &q
		case *kind.InternetGateway:
			c.Props = &kind.InternetGateway{VPC: ref(p.VPC)}
		case *kind.RouteTable:
			q := &kind.RouteTable{Routes: rekeyed(p.Routes)}
			for k, route := range q.Routes {
				route.Target = ref(route.Target)
				q.Routes[k] = route
			}
			c.Props = q
		case *kind.NetworkACL:
			c.Props = &kind.NetworkACL{Ingress: rekeyed(p.Ingress), Egress: rekeyed(p.Egress)}
		case *kind.SecurityGroup:
			c.Props = &kind.SecurityGroup{Ingress: regrouped(p.Ingress, ref), Egress: regrouped(p.Egress, ref)}
		case *kind.NATGateway:
			c.Props = &kind.NATGateway{Interfaces: rekeyed(p.Interfaces), Connectivity: p.Connectivity}
		case *kind.TargetGroup:
			q := *p
			q.Targets = rekeyed(p.Targets)
			for k, target := range q.Targets {
				target.Target = ref(target.Target)
				q.Targets[k] = target
			}
			c.Props = &q
		case *kind.LoadBalancer:
			c.Props = rebalanced(p, ref)
		case *kind.Instance:
			q := *p
			q.Interfaces = map[string]kind.Interface{}
			for k, i := range p.Interfaces {
				groups := map[string]bool{}
				for g := range i.Groups {
					groups[id(g)] = true
				}
				i.Groups = groups
				q.Interfaces["z"+k] = i
			}
			c.Props = &q
		}
		d.Resources[id(old)] = &c
	}
	return &sample.Net{D: d}
}

func rebalanced(p *kind.LoadBalancer, ref func(kind.Ref) kind.Ref) *kind.LoadBalancer {
	q := *p
	q.Subnets, q.Listeners, q.SecurityGroups = rekeyed(p.Subnets), rekeyed(p.Listeners), map[string]bool{}
	for k, zone := range q.Subnets {
		q.Subnets[k] = kind.BalancedZone{Subnet: ref(zone.Subnet)}
	}
	for k, l := range q.Listeners {
		l.TargetGroup = ref(l.TargetGroup)
		q.Listeners[k] = l
	}
	for g := range p.SecurityGroups {
		q.SecurityGroups[ref(kind.To(g)).ID] = true
	}
	return &q
}

func rekeyed[T any](rows map[string]T) map[string]T {
	out := map[string]T{}
	keys := slices.Sorted(maps.Keys(rows))
	for i, k := range keys {
		out[fmt.Sprintf("k%d", len(keys)-i)] = rows[k] // the other way round
	}
	return out
}

func regrouped(rows map[string]kind.SecurityRule, ref func(kind.Ref) kind.Ref) map[string]kind.SecurityRule {
	out := rekeyed(rows)
	for k, r := range out {
		r.Group = ref(r.Group)
		out[k] = r
	}
	return out
}

// mirror turns an id into one that sorts the other way round, but keeps the ids that derive from a VPC's.
func mirror(id string) string {
	const vpc = "vpc0000000"
	if id == kind.Internet {
		return id
	}
	flip := func(s string) string {
		b := []byte(s)
		for i, c := range b {
			if c >= 'a' && c <= 'z' {
				b[i] = 'a' + 'z' - c
			}
		}
		return string(b)
	}
	if rest, ok := cutPrefix(id, vpc); ok {
		return flip(vpc) + rest
	}
	return flip(id)
}

func cutPrefix(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && s[:len(prefix)] == prefix {
		return s[len(prefix):], true
	}
	return s, false
}

func TestNamesAndOrderNeverChangeAVerdict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNet(t)
		other := renamed(n, mirror)
		a, b := reach.Compile(n.D), reach.Compile(other.D)
		for _, from := range []string{"i0", "i2", "internet", "10.0.1.0/25", "sub2", "client", "alb"} {
			for _, to := range []string{"i1", "i3", "internet", "10.0.2.10", "sg1", "alb", "natgw"} {
				q := reach.Question{From: sample.End(from), To: sample.End(to), Service: sample.Service(rapid.SampledFrom(append(questions, "tcp", "all")).Draw(t, "service"))}
				r := q
				r.From.Ref.ID, r.To.Ref.ID = mirrored(n, q.From.Ref.ID), mirrored(n, q.To.Ref.ID)
				x, y := a.Trace(q), b.Trace(r)
				if x.Verdict != y.Verdict || !slices.Equal(codes(x), codes(y)) && len(x.Pairs) == 1 {
					t.Fatalf("%s -> %s: %s %v, renamed %s %v", from, to, x.Verdict, codes(x), y.Verdict, codes(y))
				}
			}
		}
	})
}

func mirrored(n *sample.Net, id string) string {
	if n.D.Resources[id] == nil {
		return id
	}
	return mirror(id)
}

func codes(a reach.Answer) []string {
	var all []string
	for _, r := range a.Reasons {
		all = append(all, fmt.Sprint(r.Code, r.Direction))
	}
	slices.Sort(all)
	return all
}

// Equal designs get equal answers, to the byte, from any number of goroutines at once.
func TestAnswersAreDeterministicAndConcurrent(t *testing.T) {
	n := six("e")
	net := reach.Compile(n.D)
	q := reach.Question{From: sample.End("vpc"), To: sample.End("vpc"), Service: sample.Service("all")}
	want := net.Trace(q)
	done := make(chan string)
	for range 8 {
		go func() {
			done <- cmp.Diff(text(want), text(reach.Compile(n.D).Trace(q))) + cmp.Diff(text(want), text(net.Trace(q)))
		}()
	}
	for range 8 {
		if diff := <-done; diff != "" {
			t.Error(diff)
		}
	}
}

func text(a reach.Answer) string { return fmt.Sprintf("%+v", a.Pairs) }

// Compile is total: whatever piece of a design is missing, questions get an answer.
func TestNothingMissingIsAnError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNet(t)
		for _, id := range slices.Sorted(maps.Keys(n.D.Resources)) {
			if rapid.IntRange(0, 3).Draw(t, "lost") == 0 {
				delete(n.D.Resources, id)
			}
		}
		net := reach.Compile(n.D)
		for _, from := range []string{"i0", "i3", "internet", "10.0.0.0/8", "vpc", "alb"} {
			for _, to := range []string{"i1", "internet", "10.0.2.77", "sg2", "alb", "client"} {
				a := net.Trace(reach.Question{From: sample.End(from), To: sample.End(to), Service: sample.Service("all")})
				if a.Verdict == "" || a.Path == nil || a.Reasons == nil {
					t.Fatalf("%s -> %s: %+v", from, to, a)
				}
			}
		}
	})
}
