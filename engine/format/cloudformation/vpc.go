package cloudformation

import (
	"net/netip"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

func writeVPC(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.VPC)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	m := newMade(typeVPC, id).
		set("CidrBlock", text(p.CIDR.String())).
		set("EnableDnsSupport", boolean(p.EnableDNSSupport)).
		set("EnableDnsHostnames", boolean(p.EnableDNSHostnames))
	if p.Tenancy == kind.TenancyDedicated {
		m.set("InstanceTenancy", text(p.Tenancy))
	}
	w.add(w.logical[id], w.tags(m, id, r))
	for _, row := range kind.Sorted(p.SecondaryCIDRs) {
		block := row.Value.CIDR
		if !isIPv4(block) {
			w.lose("bad-block", id, "block", row.Key)
			continue
		}
		name := w.derived(id, "Block", row.Key)
		w.blocks = append(w.blocks, blockOf{id, block, name})
		w.add(name, newMade(typeVPCBlock, id).row("secondaryCidrs", row.Key).
			set("VpcId", ref(w.logical[id])).set("CidrBlock", text(block.String())))
	}
	w.ipv6Blocks(id, p)
	w.output(id)
}

// blockOf is a further block of a VPC, with the logical id of what adds it.
type blockOf struct {
	vpc     string
	block   netip.Prefix
	logical string
}

// blockAround is the logical id of the further block that holds a subnet's; "" for the first block.
func (w *writer) blockAround(vpc string, subnet netip.Prefix) string {
	for _, b := range w.blocks {
		if b.vpc == vpc && b.block.Overlaps(subnet) && b.block.Bits() <= subnet.Bits() {
			return b.logical
		}
	}
	return ""
}

func writeInternetGateway(w *writer, id string, r *design.Resource) {
	w.add(w.logical[id], w.tags(newMade(typeInternetGateway, id), id, r))
	w.attach(id, r.Props.(*kind.InternetGateway).VPC, w.attached, "InternetGatewayId")
}

// attach joins a gateway to its VPC, unless that has one (semantics 23, 118).
func (w *writer) attach(id string, to kind.Ref, attached map[string]string, property string) {
	vpc := w.target(to)
	switch other := attached[to.ID]; {
	case to.IsZero():
		return
	case vpc == nil:
		w.lose("not-attached", id)
		return
	case to.ID != "" && other != "":
		w.lose("second-gateway", id, "other", w.d.NameOf(other))
		return
	}
	name := w.derived(id, "Attachment")
	attached[to.ID], w.attachment[id] = id, name
	w.add(name, newMade(typeAttachment, id).set("VpcId", vpc).set(property, ref(w.logical[id])))
}

// target is what a reference becomes; nil where it names nothing that the template or AWS has.
func (w *writer) target(r kind.Ref) value {
	switch {
	case r.External != nil:
		return text(r.External.AWSID)
	case w.made[r.ID]:
		return w.idOf(r.ID)
	}
	return nil
}

func writeSubnet(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.Subnet)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	m := newMade(typeSubnet, id).after(w.blockAround(r.Parent, p.CIDR)).
		set("VpcId", ref(w.logical[r.Parent])).
		set("CidrBlock", text(p.CIDR.String())).
		set("AvailabilityZone", w.zone(id, p.AvailabilityZone))
	if p.AvailabilityZone != "" {
		m.metadata.set("AvailabilityZone", text(p.AvailabilityZone))
	}
	if p.MapPublicIPOnLaunch {
		m.set("MapPublicIpOnLaunch", boolean(true))
	}
	if main := design.MainRouteTableID(r.Parent); p.RouteTable.ID == main && !w.made[main] {
		m.metadata.set("RouteTable", text("main")) // tied to what it would fall to
	}
	w.ipv6Subnet(m, id, r.Parent, p)
	w.add(w.logical[id], w.tags(m, id, r))
	w.associateTable(id, r.Parent, p)
	w.associateACL(id, p)
	w.output(id)
}

// zonesOf are the ordinary zones of the scope's region that its subnets name, in order.
func (w *writer) zonesOf(scope string) []string {
	region := w.d.Resources[scope].Props.(*kind.Scope).Region
	var zones []string
	for _, id := range w.elements(kind.SubnetKind) {
		zone := w.d.Resources[id].Props.(*kind.Subnet).AvailabilityZone
		if letter, ok := strings.CutPrefix(zone, region); ok && len(letter) == 1 && letter >= "a" && letter <= "z" {
			zones = append(zones, zone)
		}
	}
	slices.Sort(zones)
	return slices.Compact(zones)
}

// zone is the place of a zone's letter among the account's zones: no two accounts have the same
// letters. Where the design skips letters, its zones take the first places, so that each exists.
func (w *writer) zone(id, name string) value {
	if name == "" {
		return nil
	}
	place := slices.Index(w.zones, name)
	if place < 0 {
		return text(name)
	}
	if letter := int(name[len(name)-1] - 'a'); letter != place {
		w.remark("zone-order", id, "zone", name, "place", itoa(place+1))
	}
	return zoneAt(place)
}

// associateTable ties a subnet to its route table. The main one needs no tie while it is as AWS
// makes it; a changed one cannot be reached from a template, so every subnet that falls to it is
// tied to the table that stands in for it.
func (w *writer) associateTable(id, vpc string, p *kind.Subnet) {
	table, implicit := p.RouteTable, p.RouteTable.IsZero()
	if implicit {
		table = kind.To(w.mainTable(vpc))
	}
	if table.ID == design.MainRouteTableID(vpc) && !w.made[table.ID] {
		return // nothing but local routes, as AWS makes it
	}
	to := w.inVPC(table, vpc)
	if to == nil {
		w.lose("no-table", id)
		return
	}
	m := newMade(typeTableAssociation, id).set("SubnetId", ref(w.logical[id])).set("RouteTableId", to)
	if implicit {
		m.metadata.set("Implicit", boolean(true))
	}
	w.add(w.derived(id, "RouteTableAssociation"), m)
}

// inVPC is the target of a reference to something of a VPC; AWS ties a subnet to nothing of another one.
func (w *writer) inVPC(to kind.Ref, vpc string) value {
	if to.External == nil && w.d.Ancestor(to.ID, kind.VPCKind) != vpc {
		return nil
	}
	return w.target(to)
}

func (w *writer) mainTable(vpc string) string {
	if v, ok := w.d.Resources[vpc].Props.(*kind.VPC); ok && v.MainRouteTable.ID != "" {
		return v.MainRouteTable.ID
	}
	return design.MainRouteTableID(vpc)
}

func (w *writer) associateACL(id string, p *kind.Subnet) {
	if vpc := w.d.Resources[id].Parent; p.NetworkACL.IsZero() || p.NetworkACL.ID == design.DefaultNetworkACLID(vpc) {
		return
	}
	to := w.inVPC(p.NetworkACL, w.d.Resources[id].Parent)
	if to == nil {
		w.lose("no-acl", id)
		return
	}
	w.add(w.derived(id, "NetworkAclAssociation"), newMade(typeACLAssociation, id).set("SubnetId", ref(w.logical[id])).set("NetworkAclId", to))
}
