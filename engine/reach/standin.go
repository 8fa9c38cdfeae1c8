package reach

import (
	"net/netip"
	"slices"
	"strconv"

	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// Amazon picks the IPv6 block of a VPC, so what a rule about some block of the internet makes of it is
// not known, while "all of IPv6" and the VPC's own routes hold it surely. So that sets can say both, a
// block that Amazon picks is told as stand-ins from a block that is set aside for documentation: one
// stand-in for each way in which it may lie in the design's narrower blocks, or not. A narrower block
// holds those stand-ins that are the ways in which it does; a rule about it then splits them, as it
// splits any address that is not known.

// standInPool is where stand-ins are taken from (RFC 9637).
var standInPool = netset.Prefixes(netip.MustParsePrefix("3fff::/20"))

// mostNarrow bounds the narrower blocks that are told apart; those beyond share the last place.
const mostNarrow = 4

// A standIn is one block that Amazon picks: a block for each way.
type standIn []netip.Prefix

// bits of a VPC's block and of a subnet's (semantics 142).
const (
	vpcBits6    = 56
	subnetBits6 = 64
)

// addBlocks6 adds the IPv6 blocks of a VPC; one that Amazon picks gets its stand-ins. Which they are
// means nothing.
func (b *builder) addBlocks6(v *vpc) {
	for _, row := range kind.Sorted(v.props.IPv6CIDRs) {
		if row.Value.CIDR.IsValid() {
			v.addBlock6(row.Value.CIDR)
			continue
		}
		if b.old != nil { // other parts know the VPC by these
			ways := b.old.vpcs[v.id].standIns[len(v.standIns)]
			v.standIns = append(v.standIns, ways)
			v.addBlock6(ways...)
			continue
		}
		ways := make(standIn, 1<<len(b.narrow))
		for n := range ways {
			ways[n] = netip.PrefixFrom(numbered(standInPool.Ranges()[0].Lo, uint64(b.standIns)), vpcBits6)
			b.standIns++
		}
		v.standIns = append(v.standIns, ways)
		v.addBlock6(ways...)
	}
}

// numbered is the n-th VPC-sized block from base.
func numbered(base netip.Addr, n uint64) netip.Addr {
	a := base.As16()
	for i := vpcBits6/8 - 1; n > 0; i-- {
		n += uint64(a[i])
		a[i] = byte(n)
		n >>= 8
	}
	return netip.AddrFrom16(a)
}

func (v *vpc) addBlock6(blocks ...netip.Prefix) {
	v.prefixes = append(v.prefixes, blocks...)
	for _, p := range blocks {
		v.divertible[p] = true
	}
	v.blocks = v.blocks.Union(netset.Prefixes(blocks...))
}

// findNarrow lists the IPv6 blocks that rules, entries and routes compare with and that are narrower than
// all of the internet.
func findNarrow(b *builder) {
	picked := false
	for _, id := range b.byKind[kind.VPCKind] {
		picked = picked || b.design.Resources[id].Props.(*kind.VPC).PicksIPv6()
	}
	if !picked {
		return
	}
	b.eachBlock(func(p netip.Prefix) {
		if set := netset.Prefixes(p); p.IsValid() && p.Addr().Is6() && set.Overlaps(netset.Public6) && !set.Covers(netset.Public6) {
			b.narrow = append(b.narrow, p.Masked())
		}
	})
	slices.SortFunc(b.narrow, comparePrefixes)
	b.narrow = slices.Compact(b.narrow)
	if len(b.narrow) > mostNarrow {
		b.shared, b.narrow = b.narrow[mostNarrow:], b.narrow[:mostNarrow]
	}
}

func comparePrefixes(a, b netip.Prefix) int {
	if c := a.Addr().Compare(b.Addr()); c != 0 {
		return c
	}
	return a.Bits() - b.Bits()
}

// blocksOf is the set of blocks that somebody typed, with the stand-ins that they may hold.
func (b *builder) blocksOf(blocks ...netip.Prefix) netset.AddrSet {
	set := netset.Prefixes(blocks...)
	for _, p := range blocks {
		if p.IsValid() && p.Addr().Is6() {
			set = set.Union(b.heldBy(p))
		}
	}
	return set
}

// heldBy is the stand-ins that a narrow block holds.
func (b *builder) heldBy(p netip.Prefix) netset.AddrSet {
	at := slices.Index(b.narrow, p.Masked())
	switch {
	case at < 0 && slices.Contains(b.shared, p.Masked()):
		at = len(b.narrow) - 1
	case at < 0:
		return netset.AddrSet{}
	}
	var held []netip.Prefix
	for _, id := range b.byKind[kind.VPCKind] {
		for _, ways := range b.vpc(id).standIns {
			for way, block := range ways {
				if way>>at&1 == 1 {
					held = append(held, block)
				}
			}
		}
	}
	return netset.Prefixes(held...)
}

// subnetAt is the subnet-sized blocks at a place, two hexadecimal digits, in each way of a stand-in.
func (s standIn) subnetAt(index string) []netip.Prefix {
	n, err := strconv.ParseUint(index, 16, 8)
	if err != nil {
		return nil
	}
	blocks := make([]netip.Prefix, len(s))
	for i, p := range s {
		a := p.Addr().As16()
		a[vpcBits6/8] = byte(n)
		blocks[i] = netip.PrefixFrom(netip.AddrFrom16(a), subnetBits6)
	}
	return blocks
}
