package reach_test

import (
	"testing"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// twoTiers is a web server with a public address and a database server, both open to everything.
func twoTiers() *sample.Net {
	return sample.New().VPC("vpc", "10.0.0.0/16").Gateway("igw", "vpc").
		Table("out", "vpc", "0.0.0.0/0 igw").Table("private", "vpc", "0.0.0.0/0 nat").
		Group("open", "vpc", "in all 0.0.0.0/0", "out all 0.0.0.0/0").
		ACL("acl", "vpc", "in 100 allow all 0.0.0.0/0", "out 100 allow all 0.0.0.0/0").
		Subnet("front", "vpc", "10.0.1.0/24", "out").Subnet("back", "vpc", "10.0.2.0/24", "out", "acl").
		Instance("web", "front", "sg:open", "public", "10.0.1.10").Instance("db", "back", "sg:open", "10.0.2.10")
}

// Where a design contradicts itself or leaves something open, the sets are three-valued as the
// walker is, on both sides of the doubt.
func TestSetsKnowWhatIsNotKnown(t *testing.T) {
	const yes, no, maybe = "yes", "no", "maybe"
	external := kind.Ref{External: &kind.External{AWSID: "tgw-1"}}
	for _, c := range []struct {
		name, from, to, service, want string
		edit                          func(n *sample.Net)
	}{
		{"nothing in doubt", "web", "db", "tcp/80", yes, func(*sample.Net) {}},
		{"two gateways contradict each other", kind.Internet, "web", "tcp/80", maybe, func(n *sample.Net) { n.Gateway("igw2", "vpc") }},
		{"but not inside the VPC", "web", "db", "tcp/80", yes, func(n *sample.Net) { n.Gateway("igw2", "vpc") }},
		{"two entries with one number", "web", "db", "tcp/80", maybe, func(n *sample.Net) {
			n.ACL("acl", "vpc", "in 100 allow all 0.0.0.0/0", "in 100 deny tcp/80 0.0.0.0/0", "out 100 allow all 0.0.0.0/0")
		}},
		{"two entries with one number that both allow", "web", "db", "tcp/80", yes, func(n *sample.Net) {
			n.ACL("acl", "vpc", "in 100 allow all 0.0.0.0/0", "in 100 allow tcp/80 0.0.0.0/0", "out 100 allow all 0.0.0.0/0")
		}},
		{"two routes with one destination", kind.Internet, "web", "tcp/80", maybe, func(n *sample.Net) { n.Route("out", "0.0.0.0/0 gone:nat") }},
		{"overlapping subnets", "web", "db", "tcp/80", maybe, func(n *sample.Net) { n.Subnet("twin", "vpc", "10.0.2.128/25") }},
		{"two with one address", "web", "db", "tcp/80", maybe, func(n *sample.Net) { n.Instance("db2", "back", "sg:open", "10.0.2.10") }},
		{"two with one Elastic IP, from outside", kind.Internet, "web", "tcp/80", maybe, func(n *sample.Net) {
			n.ElasticIP("eip").Instance("web", "front", "sg:open", "eip:eip").Instance("web2", "front", "sg:open", "eip:eip")
		}},
		{"a route to what is not in the design", "web", "db", "tcp/80", maybe, func(n *sample.Net) {
			sample.Change(n, "out", func(p *kind.RouteTable) {
				p.Routes = with(p.Routes, kind.Route{Destination: sample.End("10.0.2.0/24").CIDR, Target: external})
			})
		}},
		{"a way out that is not in the design, without a public address", "db", kind.Internet, "tcp/80", maybe, func(n *sample.Net) {
			sample.Change(n, "out", func(p *kind.RouteTable) {
				p.Routes = map[string]kind.Route{"tgw": {Destination: sample.End("0.0.0.0/0").CIDR, Target: external}}
			})
		}},
		{"a way out that is not in the design, behind a network ACL without the reply", "db", kind.Internet, "tcp/80", no, func(n *sample.Net) {
			n.ACL("acl", "vpc", "in 100 allow all 10.0.0.0/16", "out 100 allow all 0.0.0.0/0")
			sample.Change(n, "out", func(p *kind.RouteTable) {
				p.Routes = map[string]kind.Route{"tgw": {Destination: sample.End("0.0.0.0/0").CIDR, Target: external}}
			})
		}},
		{"a middlebox on the way out, without a public address", "db", kind.Internet, "tcp/80", maybe, func(n *sample.Net) {
			n.Instance("nat", "front", "sg:open", "public", "unchecked", "10.0.1.20")
			n.Subnet("back", "vpc", "10.0.2.0/24", "private", "acl")
		}},
		{"a stopped server", "web", "db", "tcp/80", no, func(n *sample.Net) { n.Instance("db", "back", "sg:open", "10.0.2.10", "stopped") }},
		{"the metadata of an instance passes all filters", "web", "169.254.169.254/32", "tcp/80", yes, func(n *sample.Net) {
			n.Group("open", "vpc", "out tcp/8080 169.254.169.254/32")
		}},
		{"its own address from outside is spoofed", "10.0.0.0/8", "web", "tcp/80", no, func(n *sample.Net) { n.Group("open", "vpc", "in all 10.0.0.0/8") }},
		{"names need DNS support", "web", "169.254.169.253/32", "udp/53", no, func(n *sample.Net) {
			n.Group("open", "vpc", "out udp/53 169.254.169.253/32")
			sample.Change(n, "vpc", func(p *kind.VPC) { p.EnableDNSSupport = false })
		}},
	} {
		n := twoTiers()
		c.edit(n)
		net := reach.Compile(n.D)
		service := sample.Service(c.service)
		one := onePacket(service, 40000)
		from, to := sample.ID(c.from), sample.ID(c.to)
		if sample.End(c.from).CIDR.IsValid() {
			from = c.from
		}
		if sample.End(c.to).CIDR.IsValid() {
			to = c.to
		}
		for who, got := range map[string]netset.Three{
			"sets":   net.Matrix().Between(from, to),
			"walker": net.Trace(reach.Question{From: sample.End(c.from), To: sample.End(c.to), Service: service}).Allowed,
		} {
			word := no
			if got.Surely.Covers(&one) {
				word = yes
			} else if got.Possibly.Covers(&one) {
				word = maybe
			}
			if word != c.want {
				t.Errorf("%s: the %s say %s, want %s", c.name, who, word, c.want)
			}
		}
	}
}

// The outside world is cut into what the design names; the longest prefix wins.
func TestMatrixCutsTheOutsideWorld(t *testing.T) {
	n := twoTiers().Group("named", "vpc", "in tcp/22 203.0.113.0/24", "in tcp/25 203.0.113.0/25", "in tcp/80 10.0.1.0/24", "in tcp/53 2001:db8::/32")
	n.Flow("flow", "198.51.100.7", "web", "must", "tcp/80")
	want := []string{"198.51.100.7/32", "2001:db8::/32", "203.0.113.0/24", "203.0.113.0/25", "db00000000", "internet", "web0000000"}
	var got []string
	for _, e := range reach.Compile(n.D).Matrix().Ends() {
		got = append(got, e.ID)
	}
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %v, want %v", got, want)
			break
		}
	}
}

// A design that names the whole internet leaves no rest of it.
func TestMatrixWithoutARest(t *testing.T) {
	n := twoTiers().Group("all", "vpc", "in tcp/22 0.0.0.0/1", "in tcp/22 128.0.0.0/1", "in tcp/22 ::/1", "in tcp/22 8000::/1")
	m := reach.Compile(n.D).Matrix()
	one := onePacket(sample.Service("tcp/80"), 40000)
	for _, e := range m.Ends() {
		if e.ID == kind.Internet {
			t.Error("there is nothing left to call the internet")
		}
	}
	for _, half := range []string{"0.0.0.0/1", "128.0.0.0/1"} {
		if got := m.Between(half, sample.ID("web")); !got.Surely.Covers(&one) {
			t.Errorf("%s may open %v", half, got.Surely)
		}
	}
}

// Rows and Count are two ways to say the same.
func TestMatrixCountsItsRows(t *testing.T) {
	m := reach.Compile(sample.Realistic(3, 150).D).Matrix()
	rows := 0
	for r := range m.Rows() {
		if !r.Allowed.Possibly.IsEmpty() {
			rows++
		}
	}
	if got := m.Count(); rows != got || rows == 0 {
		t.Errorf("%d rows, counted %d", rows, got)
	}
}

// Of servers that are alike, a load balancer asks its targets only; a lone interface and a NAT
// gateway are no ends, and a client's block is one.
func TestMatrixOfTheOtherKinds(t *testing.T) {
	n := twoTiers().Client("office", "203.0.113.0/24").Zone("front", "a").Zone("back", "c").NAT("natgw", "front").
		Instance("t1", "back", "sg:open").Instance("t2", "back", "sg:open").Instance("t3", "back", "sg:open").
		Balancer("alb", "vpc", "front", "back", "sg:open", "80:tg").Targets("tg", "vpc", 8080, "t1", "t3:81")
	m := reach.Compile(n.D).Matrix()
	for _, c := range []struct {
		from, to string
		want     netset.Traffic
	}{
		{"alb", "t1", onePorts(8080)},
		{"alb", "t2", netset.Traffic{}},
		{"alb", "t3", onePorts(81)},
		{"web", "alb", onePorts(80)},
		{"alb", "web", netset.Traffic{}},
		{"web", "natgw", netset.Traffic{}},
		{"natgw", "web", netset.Traffic{}},
	} {
		got := m.Between(sample.ID(c.from), sample.ID(c.to)).Surely.Sourced(netset.AllNumbers)
		if want := c.want.Sourced(netset.AllNumbers); !got.Equal(want) {
			t.Errorf("%s -> %s: %v, want %v", c.from, c.to, got.Entries(), want.Entries())
		}
	}
	one := onePacket(sample.Service("tcp/80"), 40000)
	if got := m.Between("203.0.113.0/24", sample.ID("web")); !got.Surely.Covers(&one) {
		t.Error("the client's block may not ask the web server")
	}
}

func onePorts(port uint16) netset.Traffic {
	return netset.TrafficOf(netset.TCP, netset.Ports(port, port), netset.Types{})
}
