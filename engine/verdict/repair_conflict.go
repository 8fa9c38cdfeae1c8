package verdict

import (
	"net/netip"
	"slices"
	"strconv"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// This file is what contradicts itself: two of one number, one destination, or one block.

// dropRival removes one of the routes with one destination, each in turn.
func dropRival(b *bench, p problem) []way {
	routes := b.routesOf(p.reason.Resource)
	at := routes[p.reason.Row].Destination
	var ways []way
	for _, r := range kind.Sorted(routes) {
		if at.IsValid() && r.Value.Destination.IsValid() && r.Value.Destination.Masked() == at.Masked() {
			ways = append(ways, b.withoutRoute(p.reason.Resource, r.Key)...)
		}
	}
	return ways
}

// renumber gives one of the entries with one number the next free one, each in turn.
func renumber(b *bench, p problem) []way {
	var ways []way
	for _, list := range []string{ingress, egress} {
		all := b.entries(p.reason.Resource, list)
		taken := map[int]int{}
		for _, e := range all {
			taken[e.RuleNumber]++
		}
		for _, e := range all {
			if p.reason.Row != list+" "+strconv.Itoa(e.RuleNumber) || taken[e.RuleNumber] < 2 {
				continue
			}
			now := e.ACLEntry
			for now.RuleNumber++; taken[now.RuleNumber] > 0; now.RuleNumber++ {
			}
			if now.RuleNumber > lastEntry {
				continue
			}
			ways = append(ways, way{edit("renumber-entry", costFree, design.Ops{set(p.reason.Resource, "props."+list+"."+e.row, now)},
				"acl", b.name(p.reason.Resource), "list", listWord(list), "number", strconv.Itoa(e.RuleNumber), "rule", entryText(e.ACLEntry), "after", strconv.Itoa(now.RuleNumber))})
		}
	}
	return ways
}

// moveSubnet gives a subnet that overlaps another one, or lies in no block of its VPC, a free block of
// the same size. One in which addresses are pinned stays: they would go with it.
func moveSubnet(b *bench, p problem) []way {
	at := p.reason.Resource
	if b.d.Resources[at] != nil && b.d.Resources[at].Kind != kind.SubnetKind {
		at = b.subnetOf(reach.Place{Resource: p.reason.Resource, Interface: p.reason.Row})
	}
	s, ok := propsAt[*kind.Subnet](b, at)
	if !ok || !s.CIDR.IsValid() {
		return nil
	}
	var ways []way
	for _, id := range b.each(kind.SubnetKind) {
		other, _ := propsAt[*kind.Subnet](b, id)
		if id != at && (b.parent(id) != b.parent(at) || !other.CIDR.Overlaps(s.CIDR)) || b.isPinned(id) {
			continue
		}
		if to, ok := b.freeBlock(b.parent(at), other.CIDR.Bits()); ok {
			ways = append(ways, way{edit("move-subnet", costGateway, design.Ops{set(id, "props.cidr", to)}, "subnet", b.name(id), "before", other.CIDR.String(), "after", to.String())})
		}
	}
	return ways
}

// isPinned reports whether an interface of a subnet has an address that somebody chose.
func (b *bench) isPinned(subnet string) bool {
	for _, r := range b.d.Resources {
		a, ok := r.Props.(kind.Addressed)
		if !ok {
			continue
		}
		for _, i := range a.NetworkInterfaces() {
			if len(i.Addresses) > 0 && (i.Subnet.ID == subnet || i.Subnet.IsZero() && r.Parent == subnet) {
				return true
			}
		}
	}
	return false
}

// freeBlock is the first block of a size in a VPC that no subnet overlaps.
func (b *bench) freeBlock(vpc string, bits int) (netip.Prefix, bool) {
	v, ok := propsAt[*kind.VPC](b, vpc)
	if !ok {
		return netip.Prefix{}, false
	}
	var taken []netip.Prefix
	for _, id := range b.each(kind.SubnetKind) {
		if s, ok := propsAt[*kind.Subnet](b, id); ok && b.parent(id) == vpc && s.CIDR.IsValid() {
			taken = append(taken, s.CIDR)
		}
	}
	for _, block := range v.Blocks() {
		if to, ok := freeIn(block, bits, taken); ok {
			return to, true
		}
	}
	return netip.Prefix{}, false
}

// freeIn is the first block of a size in a larger one that overlaps none of others.
func freeIn(block netip.Prefix, bits int, others []netip.Prefix) (netip.Prefix, bool) {
	if block.Bits() > bits {
		return netip.Prefix{}, false
	}
	for at := netip.PrefixFrom(block.Masked().Addr(), bits); block.Contains(at.Addr()); {
		if !slices.ContainsFunc(others, at.Overlaps) {
			return at, true
		}
		at = netip.PrefixFrom(netset.PrefixRange(at).Hi.Next(), bits)
	}
	return netip.Prefix{}, false
}
