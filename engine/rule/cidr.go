package rule

import (
	"cmp"
	"encoding/json"
	"net/netip"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
)

// AWS's bounds for the blocks of VPCs and subnets (semantics 137, 140).
const (
	widestBlock    = 16
	narrowestBlock = 28
)

var cidrSize = &Rule{
	Code: "cidr-size", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "AWS accepts IPv4 blocks from /16 (65,536 addresses) to /28 (16 addresses) for a VPC and for a subnet. What lies in a block of another size counts as absent.",
		JA: "VPC とサブネットの IPv4 ブロックとして AWS が受け付けるのは /16（65,536 個）から /28（16 個）までです。それ以外の大きさのブロックにあるものは、存在しないものとして扱います。",
	},
	Run: func(p *Pass) {
		for _, r := range p.of(kind.VPCKind) {
			v := r.Props.(*kind.VPC)
			p.checkSize(r.id, "", v.CIDR)
			for _, row := range kind.Sorted(v.SecondaryCIDRs) {
				p.checkSize(r.id, row.Key, row.Value.CIDR)
			}
		}
		for _, r := range p.of(kind.SubnetKind) {
			p.checkSize(r.id, "", r.Props.(*kind.Subnet).CIDR)
		}
	},
}

func (p *Pass) checkSize(id, row string, b netip.Prefix) {
	if b.IsValid() && b.Addr().Is4() && (b.Bits() < widestBlock || b.Bits() > narrowestBlock) {
		p.report(id, row, nil, "cidr", b.String())
	}
}

var cidrOutsideParent = &Rule{
	Code: "cidr-outside-parent", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "The block of a subnet must lie inside one block of its VPC. AWS refuses any other, so nothing in such a subnet can work.",
		JA: "サブネットのブロックは、VPC のブロックの一つに収まっている必要があります。それ以外は AWS が拒否するため、そのサブネットでは何も動きません。",
	},
	Run: func(p *Pass) {
		for _, r := range p.of(kind.SubnetKind) {
			b := r.Props.(*kind.Subnet).CIDR
			blocks := p.blocksOf(r.Parent)
			if b.IsValid() && len(blocks) > 0 && !containedInOne(b, blocks) {
				p.report(r.id, "", p.moveToFreeBlock(r), "cidr", b.String(), "vpc", p.name(r.Parent))
			}
		}
	},
}

func (p *Pass) blocksOf(vpc string) []netip.Prefix {
	if r := p.Design.Resources[vpc]; r != nil {
		if v, ok := r.Props.(*kind.VPC); ok {
			return v.Blocks()
		}
	}
	return nil
}

func containedInOne(b netip.Prefix, blocks []netip.Prefix) bool {
	return slices.ContainsFunc(blocks, func(v netip.Prefix) bool { return v.Bits() <= b.Bits() && v.Contains(b.Addr()) })
}

var cidrOverlap = &Rule{
	Code: "cidr-overlap", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "The subnets of a VPC may not share addresses, nor may the blocks of a VPC. AWS refuses the second one; until it is known which that is, what lies there is unknown.",
		JA: "同じ VPC のサブネットどうし、また VPC のブロックどうしは、アドレスを共有できません。後から作る方が AWS に拒否されます。どちらか決まるまで、そこにあるものの可否は不明です。",
	},
	Run: func(p *Pass) {
		for _, r := range p.of(kind.VPCKind) {
			p.overlapsOfBlocks(r)
		}
		p.overlapsOfSubnets()
	},
}

func (p *Pass) overlapsOfBlocks(r resource) {
	v := r.Props.(*kind.VPC)
	before := []netip.Prefix{v.CIDR}
	for _, row := range kind.Sorted(v.SecondaryCIDRs) {
		b := row.Value.CIDR
		for _, other := range before {
			if b.IsValid() && other.IsValid() && b.Overlaps(other) {
				remove := design.Patch{Section: design.Resources, ID: r.id, Path: "props.secondaryCidrs." + row.Key}
				p.report(r.id, row.Key, p.fix("remove-block", design.Ops{remove}, "cidr", b.String()), "cidr", b.String(), "other", other.String())
				break
			}
		}
		before = append(before, b)
	}
}

// overlapsOfSubnets sorts each VPC's subnets by their first address: blocks nest or are apart, so a
// subnet overlaps an earlier one only if it overlaps the widest of late.
func (p *Pass) overlapsOfSubnets() {
	byVPC := map[string][]resource{}
	for _, r := range p.of(kind.SubnetKind) {
		if r.Props.(*kind.Subnet).CIDR.IsValid() {
			byVPC[r.Parent] = append(byVPC[r.Parent], r)
		}
	}
	for _, v := range kind.Sorted(byVPC) {
		subnets := v.Value
		slices.SortFunc(subnets, func(a, b resource) int {
			x, y := a.Props.(*kind.Subnet).CIDR, b.Props.(*kind.Subnet).CIDR
			return cmp.Or(x.Addr().Compare(y.Addr()), cmp.Compare(x.Bits(), y.Bits()), cmp.Compare(a.id, b.id))
		})
		widest := subnets[0]
		for _, r := range subnets[1:] {
			mine, other := r.Props.(*kind.Subnet).CIDR, widest.Props.(*kind.Subnet).CIDR
			if !mine.Overlaps(other) {
				widest = r
				continue
			}
			p.report(r.id, "", p.moveToFreeBlock(r), "cidr", mine.String(), "other", p.name(widest.id)+" "+other.String())
		}
	}
}

// moveToFreeBlock offers the first block of the same size that is free in the VPC. A block that one
// finding was offered is not offered to the next, so that all fixes can be taken together.
func (p *Pass) moveToFreeBlock(r resource) []Fix {
	want := r.Props.(*kind.Subnet).CIDR
	if !want.Addr().Is4() || want.Bits() < widestBlock || want.Bits() > narrowestBlock {
		return nil
	}
	free, ok := firstFree(p.blocksOf(r.Parent), p.used()[r.Parent].Union(p.taken[r.Parent]), want.Bits())
	if !ok {
		return nil
	}
	p.taken[r.Parent] = p.taken[r.Parent].Union(netset.Prefixes(free))
	patch := design.Patch{Section: design.Resources, ID: r.id, Path: "props.cidr", Value: text(free.String())}
	return p.fix("move-block", design.Ops{patch}, "cidr", free.String())
}

// usedBlocks is what the subnets of each VPC cover.
func (p *Pass) usedBlocks() map[string]netset.AddrSet {
	blocks := map[string][]netip.Prefix{}
	for _, s := range p.of(kind.SubnetKind) {
		blocks[s.Parent] = append(blocks[s.Parent], s.Props.(*kind.Subnet).CIDR)
	}
	used := make(map[string]netset.AddrSet, len(blocks))
	for vpc, b := range blocks {
		used[vpc] = netset.Prefixes(b...)
	}
	return used
}

// firstFree finds the first block of a size in blocks that has no address in used. It jumps over
// what is used, so it costs the number of used ranges, not of blocks.
func firstFree(blocks []netip.Prefix, used netset.AddrSet, bits int) (netip.Prefix, bool) {
	for _, b := range blocks {
		if !b.Addr().Is4() || b.Bits() > bits {
			continue
		}
		for _, gap := range netset.Prefixes(b).Minus(used).Ranges() {
			at := netip.PrefixFrom(gap.Lo, bits).Masked()
			if at.Addr() != gap.Lo { // the gap starts inside a block of that size: take the next
				next := netset.PrefixRange(at).Hi.Next()
				if !next.IsValid() {
					continue
				}
				at = netip.PrefixFrom(next, bits)
			}
			if netset.SetOf(gap).Covers(netset.Prefixes(at)) {
				return at, true
			}
		}
	}
	return netip.Prefix{}, false
}

// text is a string as JSON.
func text(s string) json.RawMessage { return value(s) }

// value is a property's value as JSON; only values that encode are ever given.
func value(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return raw
}
