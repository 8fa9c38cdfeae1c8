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
		p.CIDR, p.AvailabilityZone = r.anySubnet(res.Parent), r.anyZone(res.Parent, s.knownRegion)
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
	known := r.knownBlocks()
	for {
		block := netip.PrefixFrom(netip.AddrFrom4([4]byte{10, byte(r.nextBlock), 0, 0}), 16)
		r.nextBlock++
		if r.nextBlock > 255 || !slices.ContainsFunc(known.vpcs, block.Overlaps) {
			return block
		}
	}
}

// knownBlocks are those that the templates spell out, also of what is not read yet.
func (r *reader) knownBlocks() *knownBlocks {
	if r.index.known == nil {
		known := &knownBlocks{}
		add := func(to *[]netip.Prefix, property string) func(*source) {
			return func(src *source) {
				if block, err := netip.ParsePrefix(src.text(property)); err == nil {
					*to = append(*to, block)
				}
			}
		}
		r.all(typeVPC, add(&known.vpcs, "CidrBlock"))
		r.all(typeVPCBlock, add(&known.vpcs, "CidrBlock"))
		r.all(typeSubnet, add(&known.subnets, "CidrBlock"))
		r.index.known, r.index.spare = known, map[string]*spareBlocks{}
	}
	return r.index.known
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

// spareIn is what a VPC has room for.
func (r *reader) spareIn(vpc string) *spareBlocks {
	r.knownBlocks()
	if r.index.spare[vpc] == nil {
		spare := &spareBlocks{}
		if block := r.d.Resources[vpc].Props.(*kind.VPC).CIDR; block.IsValid() {
			bits := max(standInBits, block.Bits())
			spare.blocks, _ = cut(block.String(), min(maxBlocks, 1<<(bits-block.Bits())), 32-bits)
		}
		for _, res := range r.d.Resources {
			if res.Kind == kind.SubnetKind && res.Parent == vpc {
				spare.made++
			}
		}
		r.index.spare[vpc] = spare
	}
	return r.index.spare[vpc]
}

// anySubnet is the first free block of a VPC. What was looked at once is not free again.
func (r *reader) anySubnet(vpc string) netip.Prefix {
	spare := r.spareIn(vpc)
	for len(spare.blocks) > 0 {
		one := netip.MustParsePrefix(spare.blocks[0].(string))
		spare.blocks = spare.blocks[1:]
		if !slices.ContainsFunc(r.knownBlocks().subnets, one.Overlaps) {
			return one
		}
	}
	return netip.Prefix{}
}

// anyZone is a zone for one more stand-in: the next of three.
func (r *reader) anyZone(vpc, region string) string {
	spare := r.spareIn(vpc)
	spare.made++
	return region + string(zoneLetters[(spare.made-1)%3])
}
