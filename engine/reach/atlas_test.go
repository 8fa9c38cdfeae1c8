package reach_test

import (
	"net/netip"
	"sort"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// An atlas is the oracle for several VPCs: it moves one packet from table to table by the design's own
// properties. It shares nothing with the core but the filters of the small oracle, and says so where a
// packet meets what it does not follow (a NAT instance, public addresses inside AWS).
type atlas struct{ oracle }

// A traveller is a packet with who sent it and who it is for; "" for a host outside.
type traveller struct {
	header
	from, to string
	// out is the egress-only gateway that let the request out.
	out *string
}

// any tries each pair of addresses of one family; known is false where the atlas has no page for it.
func (o *atlas) any(from, to string, h header) (arrives, known bool) {
	for _, src := range o.addresses(from) {
		for _, dst := range o.addresses(to) {
			if src.Is4() != dst.Is4() {
				continue
			}
			one := h
			one.src, one.dst = src, dst
			if src.Is6() && h.proto == netset.ICMP {
				continue // ping over IPv6 is another protocol
			}
			ok, sure := o.conversation(traveller{header: one, from: o.id(from), to: o.id(to)})
			if !sure {
				return false, false
			}
			arrives = arrives || ok
		}
	}
	return arrives, true
}

func (o *atlas) id(end string) string {
	if o.d.Resources[sample.ID(end)] != nil {
		return sample.ID(end)
	}
	return ""
}

func (o *atlas) addresses(end string) []netip.Addr {
	if a, err := netip.ParseAddr(end); err == nil {
		return []netip.Addr{a}
	}
	var all []netip.Addr
	for a := range o.instance(sample.ID(end)).Interfaces[kind.FirstInterface].Addresses {
		addr := netip.MustParseAddr(a)
		// An IPv6 address is one of the subnet's only where the subnet has a block.
		if addr.Is4() || o.subnet(sample.ID(end)).IPv6CIDR.Contains(addr) {
			all = append(all, addr)
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Less(all[j]) })
	return all
}

// conversation sends a request and, if it arrives, the reply.
func (o *atlas) conversation(p traveller) (arrives, known bool) {
	p.out = new(string)
	if ok, known := o.sends(p, true); !ok || !known {
		return ok, known
	}
	back := p
	back.header = p.reply()
	back.from, back.to = p.to, p.from
	return o.sends(back, false)
}

func (o *atlas) sends(p traveller, asks bool) (arrives, known bool) {
	if p.from == "" {
		return o.enters(p, asks)
	}
	if !o.up(p.from) || asks && !o.grouped(p, true) {
		return false, true
	}
	if p.to != "" && o.d.Resources[p.from].Parent == o.d.Resources[p.to].Parent {
		return o.lands(p, asks, true)
	}
	if !o.acl(p.from, true, p.header) {
		return false, true
	}
	return o.routed(p, asks)
}

// routed follows the route of the sender's subnet.
func (o *atlas) routed(p traveller, asks bool) (arrives, known bool) {
	target := o.nextHop(p)
	near := o.vpcOf(p.from)
	r := o.d.Resources[target]
	if target == "local" {
		if p.to == "" || o.vpcOf(p.to) != near {
			return false, true
		}
		return o.lands(p, asks, false)
	}
	if r == nil {
		return false, true
	}
	switch x := r.Props.(type) {
	case *kind.Peering:
		far := x.Requester.ID
		if far == near {
			far = x.Accepter.ID
		}
		if x.Status != kind.PeeringActive || p.to == "" || o.vpcOf(p.to) != far {
			return false, true
		}
		return o.lands(p, asks, false)
	case *kind.VPNGateway:
		return x.VPC.ID == near && p.to == "" && o.overLinks(target, p.dst), true
	case *kind.InternetGateway:
		if p.src.Is4() && p.dst.Is4() && p.to == "" && !p.dst.IsPrivate() {
			public := o.instance(p.from).Interfaces[kind.FirstInterface].Public.ID == kind.PublicAuto
			return x.VPC.ID == near && public, true
		}
		if p.to == "" {
			return x.VPC.ID == near && p.dst.Is6(), true
		}
		return false, !p.dst.Is6() // from VPC to VPC over the internet: another page
	case *kind.EgressOnlyInternetGateway:
		if p.to != "" {
			return false, false
		}
		if asks {
			*p.out = target
		}
		return asks || *p.out == target, true
	}
	return false, false // a NAT instance
}

// overLinks tells whether some link of a VPN gateway that is up carries an address to the office.
func (o *atlas) overLinks(gateway string, dst netip.Addr) bool {
	office := netip.MustParsePrefix("192.168.0.0/16")
	best, up := -1, false
	note := func(routes map[string]kind.Block, isUp bool) {
		blocks := kind.BlocksOf(routes)
		if len(blocks) == 0 {
			blocks = []netip.Prefix{office}
		}
		for _, b := range blocks {
			if b.Contains(dst) && isUp {
				best, up = max(best, b.Bits()), true
			}
		}
	}
	for _, r := range o.d.Resources {
		switch l := r.Props.(type) {
		case *kind.VPNConnection:
			if l.VPNGateway.ID == gateway {
				note(l.Routes, l.Tunnel1 == kind.LinkUp || l.Tunnel2 == kind.LinkUp)
			}
		case *kind.DirectConnect:
			if l.VPNGateway.ID == gateway {
				note(l.Routes, l.State == kind.LinkUp)
			}
		}
	}
	return up && office.Contains(dst)
}

// enters is a packet from outside.
func (o *atlas) enters(p traveller, asks bool) (arrives, known bool) {
	v := o.vpcOf(p.to)
	if netip.MustParsePrefix("192.168.0.0/16").Contains(p.src) {
		for id, r := range o.d.Resources {
			if g, ok := r.Props.(*kind.VPNGateway); ok && g.VPC.ID == v && o.anyLink(id) {
				return o.lands(p, asks, false)
			}
		}
		return false, true
	}
	if p.dst.Is6() && *p.out != "" {
		return o.lands(p, asks, false)
	}
	public := p.dst.Is6() || o.instance(p.to).Interfaces[kind.FirstInterface].Public.ID == kind.PublicAuto
	for _, r := range o.d.Resources {
		if g, ok := r.Props.(*kind.InternetGateway); ok && g.VPC.ID == v && public {
			return o.lands(p, asks, false)
		}
	}
	return false, true
}

func (o *atlas) anyLink(gateway string) bool {
	return o.overLinks(gateway, netip.MustParseAddr("192.168.0.1")) || o.overLinks(gateway, netip.MustParseAddr("192.168.255.1"))
}

// lands is a packet at the border of the receiver's subnet, or near it inside.
func (o *atlas) lands(p traveller, asks, near bool) (arrives, known bool) {
	if !near && !o.acl(p.to, false, p.header) {
		return false, true
	}
	return o.up(p.to) && (!asks || o.grouped(p, false)), true
}

func (o *atlas) vpcOf(id string) string { return o.d.Resources[o.d.Resources[id].Parent].Parent }

// nextHop is the longest prefix; among equals a static route, then a prefix list, then what propagates
// (semantics 1, 3, 7). Two of one rank do not occur in these designs but for lists, which AWS orders as it
// likes: then "?".
func (o *atlas) nextHop(p traveller) string {
	v := o.vpcOf(p.from)
	table := o.subnet(p.from).RouteTable.ID
	if table == "" {
		table = design.MainRouteTableID(v)
	}
	vpc := o.d.Resources[v].Props.(*kind.VPC)
	best, bits, rank := "", -1, 0
	note := func(b netip.Prefix, r int, target kind.Ref) {
		if !b.Contains(p.dst) || !o.accepted(v, b, target) {
			return
		}
		name := target.ID
		if target.Gone != nil {
			name = "gone"
		}
		if b.Bits() > bits || b.Bits() == bits && r < rank {
			best, bits, rank = name, b.Bits(), r
		} else if b.Bits() == bits && r == rank && best != name {
			best = "?"
		}
	}
	for _, b := range append([]netip.Prefix{vpc.CIDR}, kind.BlocksOf(vpc.IPv6CIDRs)...) {
		note(b, -1, kind.To("local"))
	}
	rt := o.d.Resources[table].Props.(*kind.RouteTable)
	for _, r := range rt.Routes {
		if r.Destination.IsValid() {
			note(r.Destination, 0, r.Target)
			continue
		}
		for _, e := range o.d.Resources[r.PrefixList.ID].Props.(*kind.PrefixList).Entries {
			note(e.CIDR, 1, r.Target)
		}
	}
	for gateway := range rt.Propagations {
		if o.d.Resources[gateway].Props.(*kind.VPNGateway).VPC.ID == v {
			for _, b := range []string{"192.168.0.0/16", "192.168.0.0/17", "192.168.128.0/17"} {
				if o.announced(gateway, netip.MustParsePrefix(b)) {
					note(netip.MustParsePrefix(b), 2, kind.To(gateway))
				}
			}
		}
	}
	return best
}

func (o *atlas) announced(gateway string, b netip.Prefix) bool {
	has := func(routes map[string]kind.Block) bool {
		blocks := kind.BlocksOf(routes)
		if len(blocks) == 0 {
			return b.Bits() == 16
		}
		for _, x := range blocks {
			if x == b {
				return true
			}
		}
		return false
	}
	for _, r := range o.d.Resources {
		switch l := r.Props.(type) {
		case *kind.VPNConnection:
			if l.VPNGateway.ID == gateway && has(l.Routes) {
				return true
			}
		case *kind.DirectConnect:
			if l.VPNGateway.ID == gateway && has(l.Routes) {
				return true
			}
		}
	}
	return false
}

// accepted reports whether AWS takes a route: its target is the VPC's own, and of the right family.
func (o *atlas) accepted(vpc string, b netip.Prefix, target kind.Ref) bool {
	if target.ID == "local" || target.Gone != nil {
		return true
	}
	r := o.d.Resources[target.ID]
	p := o.d.Resources[vpc].Props.(*kind.VPC)
	for _, own := range append([]netip.Prefix{p.CIDR}, kind.BlocksOf(p.IPv6CIDRs)...) {
		if own.Bits() <= b.Bits() && own.Contains(b.Addr()) && r.Kind != kind.InstanceKind {
			return false // semantics 9: only interfaces divert inside the VPC
		}
	}
	switch x := r.Props.(type) {
	case *kind.Peering:
		return x.Requester.ID == vpc || x.Accepter.ID == vpc
	case *kind.InternetGateway:
		return x.VPC.ID == vpc || x.VPC.ID == ""
	case *kind.EgressOnlyInternetGateway:
		return b.Addr().Is6() && r.Parent == vpc
	}
	return true
}

// grouped asks the groups of the sender or the receiver: blocks, prefix lists, groups of the same VPC or
// of one that an active peering in the same region joins (semantics 57, 58, 62).
func (o *atlas) grouped(p traveller, out bool) bool {
	id, peer, other := p.to, p.from, p.src
	if out {
		id, peer, other = p.from, p.to, p.dst
	}
	for g := range o.instance(id).Interfaces[kind.FirstInterface].Groups {
		props := o.d.Resources[g].Props.(*kind.SecurityGroup)
		rules := props.Ingress
		if out {
			rules = props.Egress
		}
		for _, r := range rules {
			if matches(r.Protocol, r.Ports, r.Types, p.header) && o.isPeer(r, g, peer, other) {
				return true
			}
		}
	}
	return false
}

func (o *atlas) isPeer(r kind.SecurityRule, group, peer string, other netip.Addr) bool {
	switch {
	case r.CIDR.IsValid():
		return r.CIDR.Contains(other)
	case r.PrefixList.ID != "":
		for _, e := range o.d.Resources[r.PrefixList.ID].Props.(*kind.PrefixList).Entries {
			if e.CIDR.Contains(other) {
				return true
			}
		}
		return false
	}
	return peer != "" && o.wears(peer, r.Group.ID) && o.named(o.d.Resources[group].Parent, o.d.Resources[r.Group.ID].Parent)
}

func (o *atlas) named(a, b string) bool {
	if a == b {
		return true
	}
	for _, r := range o.d.Resources {
		p, ok := r.Props.(*kind.Peering)
		if ok && p.Status == kind.PeeringActive && (p.Requester.ID == a && p.Accepter.ID == b || p.Requester.ID == b && p.Accepter.ID == a) {
			return o.d.Resources[a].Parent == o.d.Resources[b].Parent // one scope is one region
		}
	}
	return false
}
