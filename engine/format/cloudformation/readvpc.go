package cloudformation

import (
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

var readVPC = []reading{
	{typ: typeVPC, is: always, parent: inScope, fill: fillVPC},
	{typ: typeVPCBlock, fill: fillVPCBlock},
}

// vpcBlock comes with the element: who only asks for a subnet of the VPC gets one inside of its block.
func vpcBlock(src *source) {
	p := propsOf[*kind.VPC](src)
	p.CIDR = src.block(src.prop("CidrBlock"))
	if !isIPv4(p.CIDR) && !src.own {
		p.CIDR = src.reader.anyBlock()
		src.reader.remark("any-block", src.id, "element", src.logical, "block", p.CIDR.String())
	}
}

func fillVPC(src *source) {
	p := propsOf[*kind.VPC](src)
	p.EnableDNSSupport = src.flag("EnableDnsSupport", true)
	p.EnableDNSHostnames = src.flag("EnableDnsHostnames", false)
	if src.text("InstanceTenancy") == kind.TenancyDedicated {
		p.Tenancy = kind.TenancyDedicated
	}
}

func fillVPCBlock(src *source) {
	vpc := src.owner(src.prop("VpcId"), kind.VPCKind)
	if vpc == "" {
		src.reader.lose("joins-nothing", "", "element", src.logical, "type", src.typ)
		return
	}
	p := src.reader.d.Resources[vpc].Props.(*kind.VPC)
	block := src.block(src.prop("Ipv6CidrBlock"))
	switch {
	case block.IsValid() || src.flag("AmazonProvidedIpv6CidrBlock", false) || src.text("Ipv6IpamPoolId") != "" || src.text("Ipv6Pool") != "":
		p.IPv6CIDRs[free(p.IPv6CIDRs, src.row("ipv6Cidrs"))] = kind.Block{CIDR: block}
	default:
		four := src.block(src.prop("CidrBlock"))
		if !four.IsValid() {
			src.reader.lose("empty", vpc, "element", src.logical, "property", "CidrBlock")
			return
		}
		p.SecondaryCIDRs[free(p.SecondaryCIDRs, src.row("secondaryCidrs"))] = kind.VPCBlock{CIDR: four}
	}
}

var readInternetGateway = []reading{
	{typ: typeInternetGateway, is: always, parent: inScope, fill: func(*source) {}},
	{typ: typeAttachment, fill: fillAttachment},
}

// fillAttachment joins a gateway of either sort to its VPC.
func fillAttachment(src *source) {
	vpc := src.to(src.prop("VpcId"), kind.VPCKind)
	if !src.own {
		vpc = kind.To(src.owner(src.prop("VpcId"), kind.VPCKind))
	}
	igw, _ := src.reader.found(src.prop("InternetGatewayId"))
	vgw, _ := src.reader.found(src.prop("VpnGatewayId"))
	joined := false
	if igw != nil && igw.kind == kind.InternetGatewayKind && !vpc.IsZero() {
		propsOf[*kind.InternetGateway](igw).VPC, joined = vpc, true
	}
	if vgw != nil && vgw.kind == kind.VPNGatewayKind && !vpc.IsZero() {
		propsOf[*kind.VPNGateway](vgw).VPC, joined = vpc, true
	}
	if !joined {
		src.reader.lose("joins-nothing", "", "element", src.logical, "type", src.typ)
	}
}

var readEgressOnly = []reading{{typ: typeEgressOnly, is: always, parent: inVPC, fill: func(*source) {}}}

var readSubnet = []reading{
	{typ: typeSubnet, is: always, parent: inVPC, fill: fillSubnet},
	{typ: typeTableAssociation, fill: func(src *source) {
		src.associate(kind.RouteTableKind, "RouteTableId", func(s *kind.Subnet, to kind.Ref) { s.RouteTable = to })
	}},
	{typ: typeACLAssociation, fill: func(src *source) {
		src.associate(kind.NetworkACLKind, "NetworkAclId", func(s *kind.Subnet, to kind.Ref) { s.NetworkACL = to })
	}},
}

func fillSubnet(src *source) {
	p := propsOf[*kind.Subnet](src)
	p.CIDR = src.block(src.prop("CidrBlock"))
	if !isIPv4(p.CIDR) && !src.own && !src.flag("Ipv6Native", false) {
		p.CIDR = src.reader.anySubnet(src.reader.d.Resources[src.id].Parent)
		src.reader.remark("any-block", src.id, "element", src.logical, "block", p.CIDR.String())
	}
	p.AvailabilityZone = src.zoneText()
	p.MapPublicIPOnLaunch = src.flag("MapPublicIpOnLaunch", false)
	p.AssignIPv6AddressOnCreation = src.flag("AssignIpv6AddressOnCreation", false)
	if src.own && src.metaText("RouteTable") == "main" {
		p.RouteTable = kind.To(design.MainRouteTableID(src.reader.d.Resources[src.id].Parent))
	}
	src.subnetSix(p)
}

// zoneText is the zone: the drawn one, in a template of ours, where AvailabilityZone picks by place.
func (src *source) zoneText() string {
	if src.own {
		return src.metaText("AvailabilityZone")
	}
	v := src.prop("AvailabilityZone")
	if _, symbolic := symbolOf(v); symbolic {
		src.reader.lose("empty", src.id, "element", src.logical, "property", "AvailabilityZone")
		return ""
	}
	if id := src.text("AvailabilityZoneId"); id != "" && v == nil {
		src.reader.lose("empty", src.id, "element", src.logical, "property", "AvailabilityZoneId")
	}
	return shown(joined(v, ""))
}

// subnetSix is the IPv6 block: one that is known, or a place in that which AWS picks for the VPC.
func (src *source) subnetSix(p *kind.Subnet) {
	v := src.prop("Ipv6CidrBlock")
	sym, symbolic := symbolOf(v)
	switch {
	case v == nil:
		return
	case !symbolic:
		p.IPv6CIDR = src.block(v)
		return
	}
	_, place, hasPlace := strings.Cut(sym.attribute, "#")
	n, err := strconv.Atoi(place)
	if !hasPlace || err != nil || sym.parameter || n >= amazonSubnets {
		src.reader.lose("empty", src.id, "element", src.logical, "property", "Ipv6CidrBlock")
		return
	}
	p.IPv6Index = strconv.FormatInt(int64(amazonSubnets+n), 16)[1:]
}

// associate gives a subnet its route table or network ACL. What a template of ours did not draw stays
// undrawn.
func (src *source) associate(k kind.Name, property string, set func(*kind.Subnet, kind.Ref)) {
	subnet := src.owner(src.prop("SubnetId"), kind.SubnetKind)
	to := src.to(src.prop(property), k)
	if subnet == "" || to.IsZero() {
		src.reader.lose("joins-nothing", "", "element", src.logical, "type", src.typ)
		return
	}
	if isTrue(src.meta.values["Implicit"]) {
		return
	}
	set(src.reader.d.Resources[subnet].Props.(*kind.Subnet), to)
}

var readRouteTable = []reading{
	{typ: typeRouteTable, is: always, parent: inVPC, fill: fillRouteTable},
	{typ: typeRoute, fill: fillRoute},
	{typ: typePropagation, fill: fillPropagation},
}

// fillRouteTable marks the main one, which only a template of ours tells.
func fillRouteTable(src *source) {
	res := src.reader.d.Resources[src.id]
	if res.Name == "" || src.id == design.MainRouteTableID(res.Parent) {
		src.named(res)
		res.ExportName = src.logical
	}
	if isTrue(src.meta.values["Main"]) && src.id != design.MainRouteTableID(res.Parent) {
		src.reader.d.Resources[res.Parent].Props.(*kind.VPC).MainRouteTable = kind.To(src.id)
	}
}

func fillRoute(src *source) {
	table, _ := src.reader.found(src.prop("RouteTableId"))
	if table == nil || table.kind != kind.RouteTableKind {
		src.reader.lose("joins-nothing", "", "element", src.logical, "type", src.typ)
		return
	}
	route := kind.Route{}
	switch list := src.prop("DestinationPrefixListId"); {
	case list != nil:
		route.PrefixList = src.to(list, kind.PrefixListKind)
	case src.prop("DestinationIpv6CidrBlock") != nil:
		route.Destination = src.block(src.prop("DestinationIpv6CidrBlock"))
	default:
		route.Destination = src.block(src.prop("DestinationCidrBlock"))
	}
	if !route.Destination.IsValid() && route.PrefixList.IsZero() {
		src.reader.lose("empty", table.id, "element", src.logical, "property", "DestinationCidrBlock")
		return
	}
	if src.text("GatewayId") == "local" {
		return // every table has it
	}
	if !src.routeTo(&route) {
		src.reader.lose("route-to", table.id, "element", src.logical)
	}
	p := propsOf[*kind.RouteTable](table)
	p.Routes[free(p.Routes, src.row("routes"))] = route
}

// routed are the properties that say where a route leads, with the kinds that each may name and how ids
// of AWS's begin where the model has no such kind: their routes are there, and lead to something unknown.
var routed = []struct {
	property, prefix string
	kinds            []kind.Name
}{
	{"GatewayId", "igw-", []kind.Name{kind.InternetGatewayKind, kind.VPNGatewayKind}},
	{"NatGatewayId", "nat-", []kind.Name{kind.NATGatewayKind}},
	{"EgressOnlyInternetGatewayId", "eigw-", []kind.Name{kind.EgressOnlyInternetGatewayKind}},
	{"VpcPeeringConnectionId", "pcx-", []kind.Name{kind.PeeringKind}},
	{"InstanceId", "i-", []kind.Name{kind.InstanceKind}},
	{"NetworkInterfaceId", "eni-", []kind.Name{kind.NetworkInterfaceKind}},
	{"TransitGatewayId", "tgw-", nil},
	{"VpcEndpointId", "vpce-", nil},
	{"CarrierGatewayId", "cagw-", nil},
	{"LocalGatewayId", "lgw-", nil},
	{"CoreNetworkArn", "arn:", nil},
}

// routeTo sets the target; false where the route leads to something that the model does not have.
func (src *source) routeTo(route *kind.Route) bool {
	for _, by := range routed {
		v := src.prop(by.property)
		if v == nil {
			continue
		}
		of, _ := src.reader.found(v)
		switch {
		case of == nil && by.kinds != nil:
			route.Target = src.to(v, by.kinds...)
			return !route.Target.IsZero()
		case of != nil && src.reader.tied[of] != nil:
			if instance := src.reader.tied[of]; instance.id != "" {
				route.Target, route.Interface = kind.To(instance.id), instance.interfaceOf(of)
				return true
			}
		case of != nil && of.kind != "":
			route.Target = src.to(v, append(by.kinds, kind.InternetGatewayKind, kind.VPNGatewayKind)...)
			if !route.Target.IsZero() {
				return true
			}
		}
		called := shown(joined(v, ""))
		route.Target = kind.Ref{External: &kind.External{AWSID: by.prefix + strings.TrimPrefix(called, by.prefix)}}
		_, symbolic := symbolOf(v)
		return !symbolic // an id of AWS's is all that there is to say
	}
	return false
}

func fillPropagation(src *source) {
	gateway := src.to(src.prop("VpnGatewayId"), kind.VPNGatewayKind)
	for _, item := range src.items("RouteTableIds") {
		table, _ := src.reader.found(item)
		if table == nil || table.kind != kind.RouteTableKind || gateway.ID == "" {
			src.reader.lose("joins-nothing", "", "element", src.logical, "type", src.typ)
			continue
		}
		propsOf[*kind.RouteTable](table).Propagations[gateway.ID] = true
	}
}

var readPrefixList = []reading{{typ: typePrefixList, is: always, parent: inScope, fill: fillPrefixList}}

func fillPrefixList(src *source) {
	p := propsOf[*kind.PrefixList](src)
	p.MaxEntries = min(max(numberOr(src.prop("MaxEntries"), len(src.items("Entries"))), 1), mostListEntries)
	keys := src.metaKeys("Entries")
	for n, item := range src.items("Entries") {
		entry := kind.PrefixListEntry{CIDR: src.block(get(item, "Cidr")), Description: shown(joined(get(item, "Description"), ""))}
		p.Entries[free(p.Entries, keyAt(keys, n, "e"))] = entry
	}
}

// mostListEntries is AWS's bound.
const mostListEntries = 1000

// ownLists makes AWS's own lists, of which a template of ours tells by the parameters that name them.
func (r *reader) ownLists() {
	for _, s := range r.stacks {
		lists := get(s.body, "Metadata", metadataKey, "PrefixLists")
		for _, name := range keysOf(lists) {
			id := rawText(get(lists, name, "Id"))
			if !s.own || !isID(id) || r.d.Resources[id] != nil {
				continue
			}
			p := kind.Get(kind.PrefixListKind).New().(*kind.PrefixList)
			p.Owner = kind.OwnerAWS
			if service := rawText(get(lists, name, "Service")); service == kind.ServiceDynamoDB {
				p.Service = service
			}
			r.d.Resources[id] = &design.Resource{
				Kind: kind.PrefixListKind, Name: rawText(get(lists, name, "Name")), Parent: s.scopeOf(), Props: p,
				Tags: map[string]string{}, ExportName: name,
			}
		}
	}
}

// ownList is the list of AWS's that a parameter of ours names; "" where it names none.
func (src *source) ownList(sym symbol) string {
	s := src.reader.stacks[min(sym.stack, len(src.reader.stacks)-1)]
	if id := rawText(get(s.body, "Metadata", metadataKey, "PrefixLists", sym.logical, "Id")); sym.parameter && isID(id) && src.reader.d.Resources[id] != nil {
		return id
	}
	return ""
}

var readNetworkACL = []reading{
	{typ: typeACL, is: always, parent: inVPC, fill: func(*source) {}},
	{typ: typeACLEntry, fill: fillACLEntry},
}

func fillACLEntry(src *source) {
	to := src.to(src.prop("NetworkAclId"), kind.NetworkACLKind)
	if to.ID == "" {
		src.reader.lose("joins-nothing", "", "element", src.logical, "type", src.typ)
		return
	}
	p := src.reader.d.Resources[to.ID].Props.(*kind.NetworkACL)
	e := kind.ACLEntry{RuleNumber: numberOr(src.prop("RuleNumber"), 0), Action: strings.ToLower(src.text("RuleAction"))}
	if v := src.prop("Ipv6CidrBlock"); v != nil {
		e.CIDR = src.block(v)
	} else {
		e.CIDR = src.block(src.prop("CidrBlock"))
	}
	protocol, ok := protocolOf(src.text("Protocol"))
	ports, icmp := src.prop("PortRange"), src.prop("Icmp")
	var readable bool
	e.Protocol = protocol
	e.Ports, e.Types, readable = trafficOf(protocol, get(ports, "From"), get(ports, "To"), get(icmp, "Type"), get(icmp, "Code"))
	if !ok || !readable || e.RuleNumber < 1 || e.RuleNumber > 32766 || e.Action != kind.Allow && e.Action != kind.Deny || !e.CIDR.IsValid() {
		src.reader.lose("entry", to.ID, "element", src.logical)
		return
	}
	rows, path := p.Ingress, "ingress"
	if src.flag("Egress", false) {
		rows, path = p.Egress, "egress"
	}
	for key, other := range rows {
		if other.RuleNumber == e.RuleNumber && src.reader.d.MadeByAWS(to.ID) && key == "r100" {
			src.reader.lose("entry", to.ID, "element", src.logical)
			return
		}
	}
	rows[free(rows, src.row(path))] = e
}
