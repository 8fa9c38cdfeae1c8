package kernel_test

import (
	"fmt"
	"math/rand/v2"
	"net/netip"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
)

// A plan is a design and what AWS would have picked for it: the public addresses and the source ports
// of NAT gateways. Private addresses are pinned, so that verdicts depend on nothing else.
type plan struct {
	seed uint64
	net  *sample.Net
	// public are the public addresses by the id of who has one.
	public map[string]netip.Addr
	// natFirst and natLast are the ports that NAT gateways use in this design, some of their range.
	natFirst, natLast int
	// outsiders6 are the hosts outside over IPv6; none where the design does not speak it.
	outsiders6 []string
}

// speaks6 reports whether any part of it speaks IPv6.
func (p *plan) speaks6() bool { return p.outsiders6 != nil }

// outsiders are the hosts beyond the internet gateways: in named blocks, in none, and two with
// addresses that no gateway lets through (semantics 28).
var outsiders = []string{"8.8.8.8", "203.0.113.9", "203.0.113.200", "200.0.0.1", "192.168.77.7", "100.64.9.9"}

// chance is where a plan comes from.
type chance struct {
	*rand.Rand
	// blocks are the first two numbers of the addresses of each VPC.
	blocks [2]string
	// sixes are the same for IPv6, up to the two digits of the subnet.
	sixes [2]string
}

func (c chance) pick(from ...string) string { return from[c.IntN(len(from))] }

// in reports true n times out of of.
func (c chance) in(n, of int) bool { return c.IntN(of) < n }

func draw(seed uint64) *plan {
	c := chance{Rand: rand.New(rand.NewPCG(seed, 0)), blocks: [2]string{"10.0.", "10.1."}}
	if c.in(1, 3) { // one whose addresses are those of a host outside, too (semantics 32)
		c.blocks[c.IntN(2)] = "200.0."
	}
	p := &plan{seed: seed, net: sample.New(), public: map[string]netip.Addr{}}
	p.natFirst = []int{1024, 32768, 39900, 40000, 65000}[c.IntN(5)]
	p.natLast = p.natFirst + 99
	count := 1 + c.IntN(2)
	for v := range count {
		p.net.VPC(named("vpc", v), c.block(v, "0.0/16"))
		for i := range groupsPerVPC {
			p.net.Group(named("sg", v, i), named("vpc", v))
		}
	}
	for v := range count {
		c.vpc(p.net, v, count)
	}
	if count == 2 && c.in(3, 4) {
		state := c.pick(kind.PeeringActive, kind.PeeringActive, kind.PeeringActive, kind.PeeringActive, kind.PeeringPending, kind.PeeringExpired)
		ends := c.Perm(2)
		p.net.Peering("pcx", named("vpc", ends[0]), named("vpc", ends[1]), state)
	}
	for v := range count {
		c.routes(p.net, v, count)
	}
	if c.in(1, 3) {
		c.stage(p.net)
	}
	if c6 := (chance{Rand: rand.New(rand.NewPCG(seed, 6))}); c6.in(1, 2) && kernelSpeaks6() {
		c6.dualStack(p, count)
	}
	for _, row := range kind.Sorted(p.net.D.Resources) {
		a, ok := row.Value.Props.(kind.Addressed)
		if !ok {
			continue
		}
		for _, i := range kind.Sorted(a.NetworkInterfaces()) {
			if i.Value.Public.ID != kind.PublicNone {
				p.public[row.Key] = netip.AddrFrom4([4]byte{[]byte{52, 203, 130}[c.IntN(3)], 0, 113, byte(20 + len(p.public))})
			}
		}
	}
	return p
}

// named is the name of a part of VPC number v.
func named(what string, v int, number ...int) string {
	name := what + string(rune('a'+v))
	for _, n := range number {
		name += fmt.Sprint(n)
	}
	return name
}

const (
	subnetsPerVPC = 3
	groupsPerVPC  = 3
)

func (c chance) block(v int, rest string) string { return c.blocks[v] + rest }

func (c chance) vpc(n *sample.Net, v, count int) {
	vpc := named("vpc", v)
	switch c.IntN(12) {
	case 0:
	case 1:
		n.Gateway(named("igw", v), "")
	default:
		n.Gateway(named("igw", v), vpc)
	}
	n.Table(named("rt", v, 0), vpc).Table(named("rt", v, 1), vpc)
	if c.in(1, 4) {
		sample.Change(n, vpc, func(p *kind.VPC) { p.MainRouteTable = kind.To(sample.ID(named("rt", v, 0))) })
	}
	for i := range groupsPerVPC {
		n.Group(named("sg", v, i), vpc, c.rules(v, count)...)
	}
	n.ACL(named("acl", v, 0), vpc, c.entries(v)...).ACL(named("acl", v, 1), vpc, c.entries(v)...)
	if c.in(1, 5) { // the default one, edited
		id := design.DefaultNetworkACLID(sample.ID(vpc))
		n.ACL(id, vpc, c.entries(v)...)
	}
	for s := range subnetsPerVPC {
		c.subnet(n, v, s)
	}
	in := c.IntN(subnetsPerVPC)
	words := []string{c.block(v, fmt.Sprintf("%d.200", in+1))}
	switch c.IntN(8) {
	case 0:
		words = append(words, "private")
	case 1:
		words = append(words, "none")
	}
	n.NAT(named("nat", v), named("sub", v, in), words...)
}

func (c chance) subnet(n *sample.Net, v, s int) {
	var uses []string
	if c.in(4, 5) {
		uses = append(uses, named("rt", v, c.IntN(2)))
	}
	if c.in(1, 2) {
		uses = append(uses, named("acl", v, c.IntN(2)))
	}
	name := named("sub", v, s)
	n.Subnet(name, named("vpc", v), c.block(v, fmt.Sprintf("%d.0/24", s+1)), uses...)
	for i := range 2 {
		words := []string{c.block(v, fmt.Sprintf("%d.%d", s+1, []int{10, 140}[i]))}
		for g := range groupsPerVPC {
			if c.in(2, 5) {
				words = append(words, "sg:"+named("sg", v, g))
			}
		}
		if c.in(3, 5) {
			words = append(words, "public")
		}
		if c.in(1, 12) {
			words = append(words, "stopped")
		}
		if c.in(1, 12) {
			words = append(words, "unchecked")
		}
		n.Instance(named("i", v, s, i), name, words...)
	}
}

func (c chance) service() string {
	return c.pick("all", "tcp", "tcp/80", "tcp/80-90", "tcp/1024-65535", "tcp/32768-60999", "tcp/40000-65535", "udp", "udp/53", "udp/1024-65535", "icmp", "icmp/8", "icmp/0", "tcp/22", "47")
}

func (c chance) peer(v int) string {
	return c.pick("0.0.0.0/0", "0.0.0.0/0", c.block(v, "0.0/16"), c.block(v, "1.0/24"), c.block(v, "2.0/25"), c.block(v, "2.0/24"), c.block(v, "3.128/25"), c.block(v, "1.10/32"),
		c.block(1-v, "0.0/16"), "203.0.113.0/24", "203.0.113.128/25", "128.0.0.0/1", "10.0.0.0/8", "::/0", c.block(v, "1.200/32"))
}

func (c chance) rules(v, count int) []string {
	rules := []string{}
	for range c.IntN(5) {
		peer := c.peer(v)
		switch c.IntN(6) {
		case 0, 1, 2:
			peer = "sg:" + named("sg", v, c.IntN(3))
		case 3: // of another VPC: it matches nothing unless a peering joins them (semantics 57)
			peer = "sg:" + named("sg", c.IntN(count), c.IntN(3))
		}
		rules = append(rules, c.pick("in", "out")+" "+c.service()+" "+peer)
	}
	if c.in(3, 4) { // or hardly anything would come as far as the other filters
		rules = append(rules, "in "+c.pick("all", "all", "tcp", "udp")+" 0.0.0.0/0")
	}
	if c.in(4, 5) {
		rules = append(rules, "out "+c.pick("all", "all", "all", "tcp", "icmp")+" 0.0.0.0/0")
	}
	return rules
}

func (c chance) entries(v int) []string {
	entries := []string{}
	for _, dir := range []string{"in", "out"} {
		for i := range c.IntN(4) {
			// Numbers as strings sort another way: 95, 100, 1005.
			number := []int{95, 100, 1005, 99, 300}[i]
			entries = append(entries, fmt.Sprintf("%s %d %s %s %s", dir, number, c.pick(kind.Allow, kind.Deny), c.service(), c.peer(v)))
		}
		if c.in(9, 10) {
			entries = append(entries, fmt.Sprintf("%s %d allow %s 0.0.0.0/0", dir, 2000, c.pick("all", "all", "all", "all", "tcp/1-65535", "udp/1-65535")))
		}
	}
	return entries
}

// routes fills the tables of a VPC, when everything that they may lead to is there.
func (c chance) routes(n *sample.Net, v, count int) {
	tables := []string{named("rt", v, 0), named("rt", v, 1), design.MainRouteTableID(sample.ID(named("vpc", v)))}
	for t, table := range tables {
		if c.in(9, 10) {
			usual := []string{named("igw", v), named("nat", v), named("nat", v)}[t]
			n.Route(table, "0.0.0.0/0 "+c.target(n, usual, v, count))
		}
		peer := c.block(1-v, "0.0/16")
		if n.D.Resources[sample.ID("pcx")] != nil && c.in(3, 5) {
			n.Route(table, peer+" pcx")
			peer = c.block(1-v, "1.0/24")
		}
		dests := []string{
			"203.0.113.0/24", "203.0.113.128/25", "128.0.0.0/1", "8.8.8.8/32", "52.0.0.0/8", "10.0.0.0/8",
			c.block(v, "0.0/16"), c.block(v, "1.0/24"), c.block(v, "2.0/24"), c.block(v, "2.0/25"), c.block(v, "3.0/24"), peer,
		}
		c.Shuffle(len(dests), func(i, j int) { dests[i], dests[j] = dests[j], dests[i] })
		for _, d := range dests[:c.IntN(3)] {
			n.Route(table, d+" "+c.target(n, "", v, count))
		}
	}
}

// stage lets the first VPC's NAT gateway work, but for some of its ports (semantics 38): what chance alone
// seldom brings about.
func (c chance) stage(n *sample.Net) {
	nat := n.D.Resources[sample.ID(named("nat", 0))]
	if n.D.Resources[sample.ID(named("igw", 0))] == nil {
		return
	}
	out, behind, acl := named("rt", 0, 2), named("rt", 0, 3), named("acl", 0, 2)
	n.Table(out, named("vpc", 0), "0.0.0.0/0 "+named("igw", 0)).Table(behind, named("vpc", 0), "0.0.0.0/0 "+named("nat", 0))
	n.ACL(acl, named("vpc", 0), "out 100 allow all 0.0.0.0/0", "in 100 allow all 0.0.0.0/0",
		fmt.Sprintf("in 90 deny %s/%s 0.0.0.0/0", c.pick("tcp", "udp"), c.pick("1024-32767", "39000-39999", "40000-60999", "61000-65535")))
	for s := range subnetsPerVPC {
		name := named("sub", 0, s)
		sample.Change(n, name, func(p *kind.Subnet) {
			if sample.ID(name) == nat.Parent {
				p.RouteTable, p.NetworkACL = kind.To(sample.ID(out)), kind.To(sample.ID(acl))
			} else {
				p.RouteTable, p.NetworkACL = kind.To(sample.ID(behind)), kind.Ref{}
			}
		})
	}
}

// target is mostly the usual one, if that is there.
func (c chance) target(n *sample.Net, usual string, v, count int) string {
	if usual != "" && n.D.Resources[sample.ID(usual)] != nil && c.in(4, 5) {
		return usual
	}
	other := c.IntN(count)
	name := c.pick("gone:nat", "pcx", named("igw", v), named("igw", v), named("nat", v), named("nat", v), named("igw", other), named("nat", other), named("i", v, c.IntN(subnetsPerVPC), 0), named("i", other, 0, 1))
	if name != "gone:nat" && n.D.Resources[sample.ID(name)] == nil {
		return "gone:nat"
	}
	return name
}
