package cloudformation

import (
	"net/netip"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// This file draws what a template only asks for: the VPC and the subnets that others made.

// standIn is an element in the place of what a parameter, or an id of AWS's, names.
func (src *source) standIn(sym symbol, k kind.Name) string {
	r := src.reader
	s := src.stack
	if sym.stack < len(r.stacks) && strings.HasPrefix(shown(sym.String()), sym.logical) && get(r.stacks[sym.stack].body, "Parameters", sym.logical) != nil {
		s = r.stacks[sym.stack]
	}
	called := sym.logical + strings.NewReplacer("[", " ", "]", "").Replace(sym.attribute)
	res := &design.Resource{
		Kind: k, Name: called, Props: kind.Get(k).New(), Tags: map[string]string{},
		Origin: &design.Origin{Source: "cloudformation", ID: called, Account: s.account, Region: s.knownRegion, Stack: s.path()},
	}
	id := hashed(s.path(), "parameter", called)
	switch k {
	case kind.VPCKind:
		res.Parent = s.scopeOf()
		block := r.anyBlock()
		res.Props.(*kind.VPC).CIDR = block
		r.standIns[sym] = id
		if err := r.putVPC(id, res); err != nil {
			return ""
		}
		r.remark("stand-in-vpc", id, "element", called, "block", block.String())
	case kind.SubnetKind:
		res.Parent = src.anyVPC()
		p := res.Props.(*kind.Subnet)
		p.CIDR, p.AvailabilityZone = r.anySubnet(res.Parent, s.knownRegion)
		r.standIns[sym] = id
		r.d.Resources[id] = res
		r.remark("stand-in-subnet", id, "element", called, "block", p.CIDR.String())
	default:
		return ""
	}
	return id
}

// anyBlock is a block for a VPC whose own is not known: none that another VPC of the import has.
func (r *reader) anyBlock() netip.Prefix {
	for {
		block := netip.PrefixFrom(netip.AddrFrom4([4]byte{10, byte(r.nextBlock), 0, 0}), 16)
		r.nextBlock++
		free := r.nextBlock > 255 || !slices.ContainsFunc(r.knownBlocks(), block.Overlaps)
		if free {
			return block
		}
	}
}

// knownBlocks are those of the VPCs, also of those that are not read yet.
func (r *reader) knownBlocks() []netip.Prefix {
	blocks := []netip.Prefix{}
	for _, res := range r.d.Resources {
		if p, ok := res.Props.(*kind.VPC); ok {
			blocks = append(blocks, p.Blocks()...)
		}
	}
	for _, s := range r.stacks {
		for _, src := range s.order {
			if src.typ == typeVPC {
				if block, err := netip.ParsePrefix(src.text("CidrBlock")); err == nil {
					blocks = append(blocks, block)
				}
			}
		}
	}
	return blocks
}

// anyVPC is the VPC of a subnet that only a parameter names: that which the template has or asks for.
func (src *source) anyVPC() string {
	r := src.reader
	for _, other := range src.order {
		if other.kind == kind.VPCKind {
			return other.id
		}
	}
	for _, name := range keysOf(get(src.body, "Parameters")) {
		if typ, _ := get(src.body, "Parameters", name, "Type").(string); strings.Contains(typ, "AWS::EC2::VPC::Id") {
			return src.owner(src.ref(name), kind.VPCKind)
		}
	}
	for _, row := range kind.Sorted(r.d.Resources) {
		if row.Value.Kind == kind.VPCKind && row.Value.Parent == src.scopeOf() {
			return row.Key
		}
	}
	return src.owner(symbol{stack: src.number, logical: "VPC", parameter: true}.String(), kind.VPCKind)
}

// standInBits is the size of a subnet whose block is not known.
const standInBits = 24

// anySubnet is the first free block of a VPC, and a zone that its stand-ins do not have yet.
func (r *reader) anySubnet(vpc, region string) (netip.Prefix, string) {
	taken := []netip.Prefix{}
	for _, s := range r.stacks {
		for _, src := range s.order {
			if src.typ == typeSubnet {
				if block, err := netip.ParsePrefix(src.text("CidrBlock")); err == nil {
					taken = append(taken, block)
				}
			}
		}
	}
	place := 0
	for _, res := range r.d.Resources {
		if p, ok := res.Props.(*kind.Subnet); ok && res.Parent == vpc {
			place++
			if p.CIDR.IsValid() {
				taken = append(taken, p.CIDR)
			}
		}
	}
	zone := region + zoneLetters[place%3:place%3+1]
	block := r.d.Resources[vpc].Props.(*kind.VPC).CIDR
	if !block.IsValid() {
		return netip.Prefix{}, zone
	}
	bits := max(standInBits, block.Bits())
	all, _ := cut(block.String(), min(maxBlocks, 1<<(bits-block.Bits())), 32-bits)
	for _, text := range all {
		one := netip.MustParsePrefix(text.(string))
		if !slices.ContainsFunc(taken, one.Overlaps) {
			return one, zone
		}
	}
	return netip.Prefix{}, zone
}
