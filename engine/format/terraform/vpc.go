package terraform

import (
	"net/netip"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

func vpcReady(_ *writer, r *design.Resource) bool {
	cidr := r.Props.(*kind.VPC).CIDR
	return cidr.IsValid() && cidr.Addr().Is4()
}

func writeVPC(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.VPC)
	amazon := firstAmazon(p)
	b := w.resource(typeVPC, w.names[id], id, amazon...).set("cidr_block", text(p.CIDR.String()))
	if len(amazon) > 0 {
		b.set("assign_generated_ipv6_cidr_block", boolean(true))
	}
	b.set("enable_dns_support", boolean(p.EnableDNSSupport)).
		set("enable_dns_hostnames", boolean(p.EnableDNSHostnames))
	if p.Tenancy == kind.TenancyDedicated {
		b.set("instance_tenancy", text(p.Tenancy))
	}
	w.tag(b, id, r)
	for _, row := range kind.Sorted(p.SecondaryCIDRs) {
		block := row.Value.CIDR
		if !block.IsValid() || !block.Addr().Is4() {
			w.lose("bad-block", id, "block", row.Key)
			continue
		}
		called := w.derived(typeVPCBlock, id, keyName(row.Key))
		w.blocks = append(w.blocks, addedBlock{id, block, called})
		w.resource(typeVPCBlock, called, id, "secondaryCidrs."+row.Key).
			set("vpc_id", w.attribute(id, "id")).set("cidr_block", text(block.String()))
	}
	w.ipv6Blocks(id, p)
	w.mainAssociation(id, p)
	w.outputID(id, "id")
}

// addedBlock is a further block of a VPC, with the name of what adds it.
type addedBlock struct {
	vpc    string
	block  netip.Prefix
	called string
}

// blockAround is what adds the further block that holds a subnet's; nil for the first block. A
// subnet says only its VPC, and AWS refuses it until the block is there.
func (w *writer) blockAround(vpc string, subnet netip.Prefix) expression {
	for _, b := range w.blocks {
		if b.vpc == vpc && b.block.Overlaps(subnet) && b.block.Bits() <= subnet.Bits() {
			return ref(typeVPCBlock, b.called)
		}
	}
	return ""
}

func subnetReady(w *writer, r *design.Resource) bool {
	cidr := r.Props.(*kind.Subnet).CIDR
	return w.made[r.Parent] && cidr.IsValid() && cidr.Addr().Is4()
}

func writeSubnet(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.Subnet)
	b := w.resource(typeSubnet, w.names[id], id).
		set("vpc_id", w.attribute(r.Parent, "id")).
		set("availability_zone", w.zone(p.AvailabilityZone)).
		set("cidr_block", text(p.CIDR.String())).
		set("map_public_ip_on_launch", boolean(p.MapPublicIPOnLaunch)).
		dependsOn(w.blockAround(r.Parent, p.CIDR))
	w.ipv6Subnet(b, id, r.Parent, p)
	w.tag(b, id, r)
	w.associateTable(id, r.Parent, p)
	w.associateACL(id, r.Parent, p)
	w.outputID(id, "id")
}

// zone keeps the letter of a zone behind the provider's region, so that the region is said once.
func (w *writer) zone(name string) expression {
	if name == "" {
		return ""
	}
	region := w.d.Resources[w.scope].Props.(*kind.Scope).Region
	if letter, ok := strings.CutPrefix(name, region); ok && region != "" && len(letter) == 1 && isLower(letter[0]) {
		return suffixed(ref("var", w.regionVariable()), letter)
	}
	return text(name)
}

func (w *writer) associateTable(id, vpc string, p *kind.Subnet) {
	if p.RouteTable.IsZero() {
		return
	}
	to := w.inVPC(p.RouteTable, vpc)
	if to == "" {
		w.lose("no-table", id)
		return
	}
	w.resource(typeTableAssociation, w.derived(typeTableAssociation, id), id, "routeTable").
		set("subnet_id", w.attribute(id, "id")).set("route_table_id", to)
}

// associateACL ties a subnet to its network ACL. The VPC's own needs no tie: a subnet without
// another one has it (semantics 74).
func (w *writer) associateACL(id, vpc string, p *kind.Subnet) {
	if p.NetworkACL.IsZero() {
		return
	}
	to := w.inVPC(p.NetworkACL, vpc)
	switch {
	case to == "":
		w.lose("no-acl", id)
	case !w.d.MadeByAWS(p.NetworkACL.ID):
		w.resource(typeACLAssociation, w.derived(typeACLAssociation, id), id, "networkAcl").
			set("network_acl_id", to).set("subnet_id", w.attribute(id, "id"))
	}
}

func writeInternetGateway(w *writer, id string, r *design.Resource) {
	b := w.resource(typeInternetGateway, w.names[id], id)
	w.tag(b.set("vpc_id", w.attachment(id, r.Props.(*kind.InternetGateway).VPC, w.attached)), id, r)
}

// attachment is the VPC of a gateway, nil where AWS attaches none.
func (w *writer) attachment(id string, vpc kind.Ref, attached map[string]string) expression {
	switch {
	case vpc.IsZero():
		return ""
	case vpc.External != nil:
		return text(vpc.External.AWSID)
	case attached[vpc.ID] == id:
		return w.attribute(vpc.ID, "id")
	case attached[vpc.ID] != "" && w.made[vpc.ID]:
		w.lose("second-gateway", id, "other", w.nameOf(attached[vpc.ID]))
	default:
		w.lose("not-attached", id)
	}
	return ""
}

// typeOf is the type of an element's resource; "" for what AWS makes with a VPC and nobody changed.
func (w *writer) typeOf(id string) string {
	r := w.d.Resources[id]
	if of := w.table[r.Kind].typ; of != nil {
		return of(w, id, r)
	}
	return w.table[r.Kind].Types[0]
}

// ownAttributes are where a VPC names what AWS made with it.
var ownAttributes = map[kind.Name]string{
	kind.RouteTableKind:    "default_route_table_id",
	kind.NetworkACLKind:    "default_network_acl_id",
	kind.SecurityGroupKind: "default_security_group_id",
}

// attribute is an attribute of the resource that an element is, or the id where its VPC names it.
func (w *writer) attribute(id, attribute string) expression {
	if typ := w.typeOf(id); typ != "" {
		return ref(typ, w.names[id], attribute)
	}
	r := w.d.Resources[id]
	if r.Kind == kind.PrefixListKind {
		return ref("data", listOfAWS, w.names[id], "id")
	}
	return ref(typeVPC, w.names[r.Parent], ownAttributes[r.Kind])
}

// inVPC is the id of something that belongs to a VPC; nil where AWS would find none there.
func (w *writer) inVPC(to kind.Ref, vpc string) expression {
	switch {
	case to.External != nil:
		return text(to.External.AWSID)
	case w.made[to.ID] && w.d.Ancestor(to.ID, kind.VPCKind) == vpc:
		return w.attribute(to.ID, "id")
	}
	return ""
}
