package cloudformation

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// ipv6Blocks adds a VPC's IPv6 blocks. The first of Amazon's comes before the others, so that it is the
// first of the VPC's Ipv6CidrBlocks, by which subnets find it.
func (w *writer) ipv6Blocks(id string, p *kind.VPC) {
	first := ""
	for _, row := range kind.Sorted(p.IPv6CIDRs) {
		block := row.Value.CIDR
		if block.IsValid() && block.Addr().Is4() {
			w.lose("bad-six", id, "block", row.Key)
			continue
		}
		m := newMade(typeVPCBlock, id).row("ipv6Cidrs", row.Key).after(first).set("VpcId", ref(w.logical[id]))
		name := w.derived(id, "Ipv6Block", row.Key)
		if block.IsValid() {
			pool := w.parameter(w.derived(id, "Ipv6Pool", row.Key), `^ipv6pool-[A-Za-z0-9-]+$`, "Id of the pool that holds "+block.String())
			w.remark("ipv6-pool", id, "block", block.String(), "parameter", string(pool))
			m.set("Ipv6CidrBlock", text(block.String())).set("Ipv6Pool", pool)
		} else {
			m.set("AmazonProvidedIpv6CidrBlock", boolean(true))
			if first == "" {
				first = name
			}
		}
		w.sixes[[2]string{id, row.Key}] = name
		w.add(name, m)
	}
}

// amazonSubnets is how many subnets a block of Amazon's, a /56, holds.
const (
	amazonSubnets = 256
	hostBits      = 64
)

// ipv6Subnet gives a subnet its IPv6 block; no reference orders it behind what adds the VPC's.
func (w *writer) ipv6Subnet(m *made, id, vpc string, p *kind.Subnet) {
	if !p.HasIPv6() {
		return
	}
	six, ok := exchange.Six(w.d.Resources[vpc].Props.(*kind.VPC), p)
	if !ok {
		w.lose("ipv6-block", id)
		return
	}
	m.after(w.sixes[[2]string{vpc, six.Row}])
	if six.CIDR.IsValid() {
		m.set("Ipv6CidrBlock", text(six.CIDR.String()))
	} else {
		amazon := selectAt(0, getAtt{w.logical[vpc], "Ipv6CidrBlocks"})
		m.set("Ipv6CidrBlock", selectAt(six.Index, call{"Cidr", list{amazon, number(amazonSubnets), number(hostBits)}}))
	}
	if p.AssignIPv6AddressOnCreation {
		m.set("AssignIpv6AddressOnCreation", boolean(true))
	}
}

func writeEgressOnly(w *writer, id string, r *design.Resource) {
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	w.add(w.logical[id], w.tags(newMade(typeEgressOnly, id).set("VpcId", ref(w.logical[r.Parent])), id, r))
}

// parameter is one without a default: what a design does not know is asked for.
func (w *writer) parameter(called, pattern, description string) ref {
	w.parameters.set(called, newObject().
		set("Type", text("String")).
		set("AllowedPattern", text(pattern)).
		set("Description", text(description)))
	return ref(called)
}
