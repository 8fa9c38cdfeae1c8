package verdict

import (
	"fmt"
	"net/netip"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// givePublicAddress gives the interface that lacks one a public address: automatic, or an Elastic IP.
func givePublicAddress(b *bench, p problem) []way {
	stop := p.reason.Stop
	at := stop.Sender
	if stop.Receiver.Resource == p.reason.Resource {
		at = stop.Receiver
	}
	if r := b.d.Resources[at.Resource]; r != nil {
		if lb, ok := r.Props.(*kind.LoadBalancer); ok && lb.Scheme != kind.SchemeInternetFacing {
			return one(edit("internet-facing", costAddress, design.Ops{set(at.Resource, "props.scheme", kind.SchemeInternetFacing)}, "element", b.name(at.Resource)))
		}
	}
	i, ok := b.interfaceAt(at)
	if !ok || !b.hasRows(at.Resource) {
		return nil
	}
	i.Public = kind.To(kind.PublicAuto)
	ways := one(b.withPublic(at, i, "public-auto", costAddress))
	for _, id := range b.freeElasticIPs() {
		i.Public = kind.To(id)
		ways = append(ways, way{b.withPublic(at, i, "public-elastic", costAddress, "address", b.name(id))})
	}
	if len(ways) == 1 {
		id := b.freshID(newElasticIP, at.Resource)
		i.Public = kind.To(id)
		e := b.withPublic(at, i, "public-new-elastic", costAddress+costWork)
		name := b.freshName(kind.ElasticIPKind, b.name(at.Resource)+"-eip")
		e.Ops = append(design.Ops{put(id, name, b.scopeOf(at), &kind.ElasticIP{})}, e.Ops...)
		ways = append(ways, way{e})
	}
	return ways
}

func (b *bench) withPublic(at reach.Place, i kind.Interface, key string, cost int, more ...any) Edit {
	ops := design.Ops{setInterface(at, i)}
	if nat, ok := b.d.Resources[at.Resource].Props.(*kind.NATGateway); ok && nat.Connectivity == kind.ConnectivityPrivate {
		ops = append(ops, set(at.Resource, "props.connectivity", kind.ConnectivityPublic))
	}
	return edit(key, cost, ops, append(more, "element", b.name(at.Resource))...)
}

// freeElasticIPs are those that no interface has, two at most.
func (b *bench) freeElasticIPs() []string {
	if b.worn == nil {
		b.worn = map[string]int{}
		for _, r := range b.d.Resources {
			b.count(r, 1)
		}
	}
	free := slices.DeleteFunc(b.each(kind.ElasticIPKind), func(id string) bool { return b.worn[id] > 0 })
	return free[:min(len(free), 2)]
}

// count adds to worn what the interfaces of a resource have.
func (b *bench) count(r *design.Resource, by int) {
	if a, ok := r.Props.(kind.Addressed); ok {
		for _, i := range a.NetworkInterfaces() {
			b.worn[i.Public.ID] += by
		}
	}
}

func (b *bench) scopeOf(p reach.Place) string { return b.parent(b.vpcOf(p)) }

// takePublicAddress takes the public address from an end by which the other, outside, reaches it.
func takePublicAddress(b *bench, p problem) []way {
	var ways []way
	from, to := endsOf(p.pair)
	for _, at := range []reach.Place{to, from} {
		i, ok := b.interfaceAt(at)
		if !ok || !b.hasRows(at.Resource) || i.Public.IsZero() || i.Public.ID == kind.PublicNone {
			continue
		}
		i.Public = kind.To(kind.PublicNone)
		ways = append(ways, way{edit("public-none", costFree, design.Ops{setInterface(at, i)}, "element", b.name(at.Resource))})
	}
	return ways
}

// maxPins is how many addresses are tried for one interface.
const maxPins = 6

// pinAddress fixes an address that AWS would pick, so that the filters that split its subnet decide.
// One free address is tried from each part into which the blocks of the design cut the subnet.
func pinAddress(b *bench, p problem) []way {
	at := reach.Place{Resource: p.reason.Resource, Interface: p.reason.Row}
	i, ok := b.interfaceAt(at)
	subnet := b.d.Resources[b.subnetOf(at)]
	if !ok || subnet == nil || !b.hasRows(at.Resource) || len(i.Addresses) > 0 {
		return nil
	}
	var ways []way
	for _, part := range b.parts(subnet.Props.(*kind.Subnet).CIDR) {
		a := part.Ranges()[0].Lo
		pinned := i
		pinned.Addresses = map[string]bool{a.String(): true}
		ways = append(ways, way{edit("pin-address", costWork, design.Ops{setInterface(at, pinned)}, "element", b.name(at.Resource), "address", a.String())})
	}
	return ways[:min(len(ways), maxPins)]
}

// parts cuts the free addresses of a subnet by the blocks that filters and routes name.
func (b *bench) parts(subnet netip.Prefix) []netset.AddrSet {
	parts := []netset.AddrSet{netset.Assignable(subnet).Minus(b.taken())}
	for _, block := range b.blocks() {
		if !within(block, subnet) {
			continue
		}
		var cut []netset.AddrSet
		for _, p := range parts {
			cut = append(cut, p.Intersect(netset.Prefixes(block)), p.Minus(netset.Prefixes(block)))
		}
		parts = slices.DeleteFunc(cut, func(p netset.AddrSet) bool { return p.IsEmpty() })
	}
	return slices.DeleteFunc(parts, func(p netset.AddrSet) bool { return p.IsEmpty() })
}

// taken are the private addresses that interfaces of the design name.
func (b *bench) taken() netset.AddrSet {
	var all []netset.Range[netip.Addr]
	for _, r := range b.d.Resources {
		a, ok := r.Props.(kind.Addressed)
		if !ok {
			continue
		}
		for _, i := range a.NetworkInterfaces() {
			for text := range i.Addresses {
				if addr, err := netip.ParseAddr(text); err == nil {
					all = append(all, netset.Range[netip.Addr]{Lo: addr, Hi: addr})
				}
			}
		}
	}
	return netset.SetOf(all...)
}

// blocks are those that filters and routes name, in order.
func (b *bench) blocks() []netip.Prefix {
	var all []netip.Prefix
	for _, row := range kind.Sorted(b.d.Resources) {
		switch p := row.Value.Props.(type) {
		case *kind.SecurityGroup:
			for _, rules := range []map[string]kind.SecurityRule{p.Ingress, p.Egress} {
				for _, r := range kind.Sorted(rules) {
					all = append(all, r.Value.CIDR)
				}
			}
		case *kind.NetworkACL:
			for _, entries := range []map[string]kind.ACLEntry{p.Ingress, p.Egress} {
				for _, e := range kind.Sorted(entries) {
					all = append(all, e.Value.CIDR)
				}
			}
		case *kind.RouteTable:
			for _, r := range kind.Sorted(p.Routes) {
				all = append(all, r.Value.Destination)
			}
		}
	}
	all = slices.DeleteFunc(all, func(p netip.Prefix) bool { return !p.IsValid() })
	slices.SortFunc(all, func(a, b netip.Prefix) int { return a.Compare(b) })
	return slices.Compact(all)
}

// letAWSPick clears addresses that AWS would refuse, or that another interface has.
func letAWSPick(b *bench, p problem) []way {
	at := reach.Place{Resource: p.reason.Resource, Interface: p.reason.Row}
	i, ok := b.interfaceAt(at)
	if !ok || !b.hasRows(at.Resource) || len(i.Addresses) == 0 {
		return nil
	}
	i.Addresses = map[string]bool{}
	return one(edit("address-auto", costFree, design.Ops{setInterface(at, i)}, "element", b.name(at.Resource)))
}

// giveIPv6 gives an interface an IPv6 address, with the blocks that it takes: of the VPC, by Amazon, and of
// the subnet (semantics 142).
func giveIPv6(b *bench, p problem) []way {
	at := reach.Place{Resource: p.reason.Resource, Interface: p.reason.Row}
	i, ok := b.interfaceAt(at)
	id := b.subnetOf(at)
	s, here := propsAt[*kind.Subnet](b, id)
	v, inVPC := propsAt[*kind.VPC](b, b.parent(id))
	if !ok || !here || !inVPC || i.IPv6 || p.reason.Args["detail"] != "IPv6" || !b.hasRows(at.Resource) {
		return nil
	}
	var w way
	vpc := b.parent(id)
	if len(v.IPv6CIDRs) == 0 {
		w = append(w, edit("ipv6-vpc", costWork, design.Ops{set(vpc, "props.ipv6Cidrs."+rowKey("ipv6"), kind.Block{})}, "vpc", b.name(vpc)))
	}
	if !s.HasIPv6() {
		op, ok := b.blockOf6(id, v)
		if !ok {
			return nil
		}
		w = append(w, edit("ipv6-subnet", costWork, design.Ops{op}, "subnet", b.name(id)))
	}
	i.IPv6 = true
	return []way{append(w, edit("ipv6-interface", costFree, design.Ops{setInterface(at, i)}, "element", b.name(at.Resource)))}
}

// blockOf6 gives a subnet the first free /64 of its VPC: where that is known by its address, else by its
// number in the block that Amazon picks.
func (b *bench) blockOf6(subnet string, v *kind.VPC) (design.Op, bool) {
	indexes := map[string]bool{}
	var taken []netip.Prefix
	for _, id := range b.each(kind.SubnetKind) {
		if s, ok := propsAt[*kind.Subnet](b, id); ok && b.parent(id) == b.parent(subnet) {
			indexes[s.IPv6Index], taken = true, append(taken, s.IPv6CIDR)
		}
	}
	for _, block := range kind.BlocksOf(v.IPv6CIDRs) {
		if to, ok := freeIn(block, subnetBits6, taken); ok {
			return set(subnet, "props.ipv6Cidr", to), true
		}
	}
	for n := range 256 {
		if index := fmt.Sprintf("%02x", n); !indexes[index] && (v.PicksIPv6() || len(v.IPv6CIDRs) == 0) {
			return set(subnet, "props.ipv6Index", index), true
		}
	}
	return nil, false
}

const subnetBits6 = 64
