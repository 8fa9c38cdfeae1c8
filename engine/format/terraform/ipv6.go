package terraform

import (
	"net/netip"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// firstAmazon is the row of the first block that Amazon picks, which the VPC itself asks for: only there
// has Terraform an attribute by which subnets find it.
func firstAmazon(p *kind.VPC) []string {
	for _, row := range kind.Sorted(p.IPv6CIDRs) {
		if !row.Value.CIDR.IsValid() {
			return []string{"ipv6Cidrs." + row.Key}
		}
	}
	return nil
}

// ipv6Blocks adds the other IPv6 blocks of a VPC.
func (w *writer) ipv6Blocks(id string, p *kind.VPC) {
	first := true
	for _, row := range kind.Sorted(p.IPv6CIDRs) {
		block := row.Value.CIDR
		switch {
		case block.IsValid() && block.Addr().Is4():
			w.lose("bad-six", id, "block", row.Key)
			continue
		case !block.IsValid() && first:
			first = false
			continue
		}
		called := w.derived(typeVPCSix, id, keyName(row.Key))
		b := w.resource(typeVPCSix, called, id, "ipv6Cidrs."+row.Key).set("vpc_id", w.attribute(id, "id"))
		if block.IsValid() {
			name, pool := w.ask(w.names[id]+"_ipv6_pool", "Id of the pool that holds "+block.String()+".")
			w.remark("ipv6-pool", id, "block", block.String(), "parameter", name)
			b.set("ipv6_cidr_block", text(block.String())).set("ipv6_pool", pool)
		} else {
			b.set("assign_generated_ipv6_cidr_block", boolean(true))
		}
		w.sixes[[2]string{id, row.Key}] = ref(typeVPCSix, called)
	}
}

// amazonBits are between a block of Amazon's, a /56, and that of a subnet, a /64.
const amazonBits = 8

func (w *writer) ipv6Subnet(b *block, id, vpc string, p *kind.Subnet) {
	if !p.HasIPv6() {
		return
	}
	six, ok := exchange.Six(w.d.Resources[vpc].Props.(*kind.VPC), p)
	if !ok {
		w.lose("ipv6-block", id)
		return
	}
	if six.CIDR.IsValid() {
		b.set("ipv6_cidr_block", text(six.CIDR.String())).dependsOn(w.sixes[[2]string{vpc, six.Row}])
	} else {
		b.set("ipv6_cidr_block", call("cidrsubnet", w.attribute(vpc, "ipv6_cidr_block"), number(amazonBits), number(six.Index)))
	}
	b.set("assign_ipv6_address_on_creation", boolean(p.AssignIPv6AddressOnCreation))
}

func writeEgressOnly(w *writer, id string, r *design.Resource) {
	w.tag(w.resource(typeEgressOnly, w.names[id], id).set("vpc_id", w.attribute(r.Parent, "id")), id, r)
}

// isDual reports whether an interface lies in a subnet with an IPv6 block.
func (w *writer) isDual(id string, i kind.Interface) bool {
	if i.Subnet.IsZero() {
		return w.making.IPv6At(w.d.Resources[id].Parent)
	}
	return w.making.IPv6At(i.Subnet.ID)
}

// ipv6Addresses are an interface's fixed IPv6 addresses, or one that AWS picks.
func (w *writer) ipv6Addresses(b *block, id string, i kind.Interface) {
	isDual := w.isDual(id, i)
	fixed := []string{}
	for _, row := range kind.Sorted(i.Addresses) {
		if a, err := netip.ParseAddr(row.Key); err == nil && a.Is6() && isDual {
			fixed = append(fixed, a.String())
		}
	}
	switch {
	case len(fixed) > 0:
		b.set("ipv6_addresses", texts(fixed))
		if i.IPv6 {
			w.lose("ipv6-both", id)
		}
	case i.IPv6 && isDual:
		b.set("ipv6_address_count", number(1))
	case i.IPv6:
		w.lose("address", id, "address", "IPv6")
	}
}
