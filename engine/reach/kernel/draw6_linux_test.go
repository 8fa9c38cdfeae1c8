package kernel_test

import (
	"fmt"
	"net/netip"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
)

// outsiders6 are hosts beyond the gateways, one for each of outsiders. The fourth of either family lies in
// a block that a VPC may have, too (semantics 32).
var outsiders6 = []string{"2404:6800::8", "2001:db8:9::9", "2001:db8:9:8000::200", "2600:1f18:ff::1", "2a00:1450::7", "2620:fe::9"}

// dualStack gives a plan the other family: after everything else is drawn and by a chance of its own, so
// that over IPv4 the plan is what it was.
func (c chance) dualStack(p *plan, count int) {
	p.outsiders6 = outsiders6
	c.sixes = [2]string{"2a05:d014:0:aa", "2a05:d014:0:bb"}
	if c.in(1, 3) {
		c.sixes[c.IntN(2)] = "2600:1f18:ff:"
	}
	for v := range count {
		if c.in(5, 6) {
			c.vpc6(p.net, v)
		}
	}
	for v := range count {
		c.filters6(p.net, v)
		c.routes6(p.net, v, count)
	}
}

// six is a block or an address of VPC number v: sub is two digits of the subnet.
func (c chance) six(v int, sub, rest string) string { return c.sixes[v] + sub + rest }

// hasGateway reports whether a VPC has an internet gateway. One without is where an egress-only one has to
// tell by itself what comes from outside.
func hasGateway(n *sample.Net, v int) bool {
	r := n.D.Resources[sample.ID(named("igw", v))]
	return r != nil && !r.Props.(*kind.InternetGateway).VPC.IsZero()
}

// vpc6 gives a VPC, most of its subnets and most of their instances addresses, and perhaps a gateway that
// only lets out.
func (c chance) vpc6(n *sample.Net, v int) {
	n.Block6(named("vpc", v), c.six(v, "00", "::/56"))
	if c.in(2, 3) || !hasGateway(n, v) {
		n.EgressOnly(named("eigw", v), named("vpc", v))
	}
	for s := range subnetsPerVPC {
		if c.in(1, 6) {
			continue
		}
		sub := fmt.Sprintf("0%d", s+1)
		sample.Change(n, named("sub", v, s), func(p *kind.Subnet) { p.IPv6CIDR = netip.MustParsePrefix(c.six(v, sub, "::/64")) })
		for i, rest := range []string{"::10", ":8000::140"} {
			if c.in(1, 6) {
				continue
			}
			sample.Change(n, named("i", v, s, i), func(p *kind.Instance) {
				p.Interfaces[kind.FirstInterface].Addresses[netip.MustParseAddr(c.six(v, sub, rest)).String()] = true
			})
		}
	}
}

func (c chance) service6() string {
	return c.pick("all", "tcp", "tcp/80", "tcp/80-90", "tcp/1024-65535", "tcp/32768-60999", "tcp/40000-65535", "udp", "udp/53", "udp/1024-65535", "icmpv6", "icmpv6/128", "icmpv6/129", "icmp", "tcp/22")
}

func (c chance) peer6(v int) string {
	return c.pick("::/0", "::/0", c.six(v, "00", "::/56"), c.six(v, "01", "::/64"), c.six(v, "02", "::/65"), c.six(v, "03", ":8000::/65"), c.six(v, "01", "::10/128"),
		c.six(1-v, "00", "::/56"), "2001:db8:9::/48", "2001:db8:9:8000::/49", "2a00::/12", "2600::/12", "0.0.0.0/0")
}

// numbers6 are of entries between those about IPv4.
var numbers6 = []int{96, 101, 1006}

// filters6 adds rules and entries about IPv6 to those that are there.
func (c chance) filters6(n *sample.Net, v int) {
	for i := range groupsPerVPC {
		group := named("sg", v, i)
		for range c.IntN(4) {
			n.Rule(group, c.pick("in", "out")+" "+c.service6()+" "+c.peer6(v))
		}
		if c.in(3, 4) {
			n.Rule(group, "in "+c.pick("all", "all", "tcp", "udp")+" ::/0")
		}
		if c.in(4, 5) {
			n.Rule(group, "out "+c.pick("all", "all", "all", "tcp", "icmpv6")+" ::/0")
		}
	}
	for i := range 2 {
		for _, dir := range []string{"in", "out"} {
			for k := range c.IntN(len(numbers6) + 1) {
				n.Entry(named("acl", v, i), fmt.Sprintf("%s %d %s %s %s", dir, numbers6[k], c.pick(kind.Allow, kind.Deny), c.service6(), c.peer6(v)))
			}
			if c.in(9, 10) {
				n.Entry(named("acl", v, i), fmt.Sprintf("%s %d allow %s ::/0", dir, 2001, c.pick("all", "all", "all", "all", "tcp/1-65535", "udp/1-65535")))
			}
		}
	}
}

// routes6 adds routes for IPv6 to the tables of a VPC.
func (c chance) routes6(n *sample.Net, v, count int) {
	tables := []string{named("rt", v, 0), named("rt", v, 1), design.MainRouteTableID(sample.ID(named("vpc", v)))}
	for t, table := range tables {
		if c.in(9, 10) {
			usual := named("eigw", v)
			if t == 0 && hasGateway(n, v) {
				usual = named("igw", v)
			}
			n.Route(table, "::/0 "+c.target6(n, usual, v, count))
		}
		if n.D.Resources[sample.ID("pcx")] != nil && c.in(3, 5) {
			n.Route(table, c.six(1-v, "00", "::/56")+" pcx")
		}
		dests := []string{
			"2001:db8:9::/48", "2001:db8:9:8000::/49", "2a00:1450::/32", "2600::/12", "2404:6800::8/128", "2000::/3",
			c.six(v, "00", "::/56"), c.six(v, "01", "::/64"), c.six(v, "02", "::/64"), c.six(v, "02", "::/65"), c.six(1-v, "01", "::/64"),
		}
		c.Shuffle(len(dests), func(i, j int) { dests[i], dests[j] = dests[j], dests[i] })
		for _, d := range dests[:c.IntN(3)] {
			n.Route(table, d+" "+c.target6(n, "", v, count))
		}
	}
}

// target6 is mostly the usual one, if that is there.
func (c chance) target6(n *sample.Net, usual string, v, count int) string {
	if usual != "" && n.D.Resources[sample.ID(usual)] != nil && c.in(4, 5) {
		return usual
	}
	other := c.IntN(count)
	name := c.pick("gone:eigw", "pcx", named("igw", v), named("igw", v), named("eigw", v), named("eigw", v), named("igw", other), named("eigw", other), named("i", v, c.IntN(subnetsPerVPC), 0), named("i", other, 0, 1))
	if name != "gone:eigw" && n.D.Resources[sample.ID(name)] == nil {
		return "gone:eigw"
	}
	return name
}
