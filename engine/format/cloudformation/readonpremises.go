package cloudformation

import (
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

var readVPNGateway = []reading{{typ: typeVPNGateway, is: always, parent: inScope, fill: func(src *source) {
	propsOf[*kind.VPNGateway](src).ASN = asn(src.prop("AmazonSideAsn"), 0)
}}}

// highestASN is BGP's.
const highestASN = 4294967294

func asn(v any, or int) int {
	n := numberOr(v, or)
	if n < 0 || n > highestASN {
		return or
	}
	return n
}

var readCustomerGateway = []reading{{typ: typeCustomerGateway, is: always, parent: inScope, fill: fillCustomerGateway}}

func fillCustomerGateway(src *source) {
	p := propsOf[*kind.CustomerGateway](src)
	p.ASN = asn(src.prop("BgpAsnExtended"), asn(src.prop("BgpAsn"), p.ASN))
	if v := src.prop("IpAddress"); !strings.Contains(joined(v, ""), opening) {
		p.IPAddress = joined(v, "")
	}
	if kept, ok := src.meta.values["IpAddress"].(string); ok {
		p.IPAddress = kept
	}
	if src.own {
		p.Network = src.network(src.metaText("Network"), nil)
	}
}

// network is the corporate network behind a gateway. No template makes one; it is drawn by what is routed
// there, since whoever asks what reaches it needs an end to ask about.
func (src *source) network(id string, blocks map[string]kind.Block) kind.Ref {
	r := src.reader
	if id == "" && src.own {
		return kind.Ref{}
	}
	if !isID(id) {
		id = hashed(src.path(), "network", src.logical)
	}
	if old := r.d.Resources[id]; old != nil && old.Kind != kind.CorporateNetworkKind {
		return kind.Ref{}
	}
	if r.d.Resources[id] == nil {
		p := kind.Get(kind.CorporateNetworkKind).New().(*kind.CorporateNetwork)
		r.d.Resources[id] = &design.Resource{Kind: kind.CorporateNetworkKind, Name: "Network of " + r.d.NameOf(src.id), Props: p, Tags: map[string]string{}}
		r.remark("network", id, "element", src.logical)
	}
	p := r.d.Resources[id].Props.(*kind.CorporateNetwork)
	for _, row := range kind.Sorted(blocks) {
		if !slices.Contains(kind.BlocksOf(p.CIDRs), row.Value.CIDR) {
			p.CIDRs[free(p.CIDRs, row.Key)] = row.Value
		}
	}
	return kind.To(id)
}

var readVPNConnection = []reading{
	{
		typ: typeVPNConnection, is: func(src *source) bool { return src.prop("TransitGatewayId") == nil },
		parent: inScope, fill: fillVPNConnection,
	},
	{typ: typeVPNRoute, fill: fillVPNRoute},
}

func fillVPNConnection(src *source) {
	p := propsOf[*kind.VPNConnection](src)
	p.CustomerGateway = src.to(src.prop("CustomerGatewayId"), kind.CustomerGatewayKind)
	p.VPNGateway = src.to(src.prop("VpnGatewayId"), kind.VPNGatewayKind)
	p.StaticRoutesOnly = src.flag("StaticRoutesOnly", false)
	for n, tunnel := range []*string{&p.Tunnel1, &p.Tunnel2} {
		if src.metaText("Tunnel"+itoa(n+1)) == kind.LinkDown {
			*tunnel = kind.LinkDown
		}
	}
	p.Routes = src.announcedRoutes()
}

// announcedRoutes are those of the far end that a template of ours remembers.
func (src *source) announcedRoutes() map[string]kind.Block {
	rows := map[string]kind.Block{}
	kept := src.meta.values["Routes"]
	for _, key := range keysOf(kept) {
		if keyPattern.MatchString(key) {
			rows[key] = kind.Block{CIDR: src.block(get(kept, key))}
		}
	}
	return rows
}

func fillVPNRoute(src *source) {
	vpn, _ := src.reader.found(src.prop("VpnConnectionId"))
	block := src.block(src.prop("DestinationCidrBlock"))
	if vpn == nil || vpn.kind != kind.VPNConnectionKind || !block.IsValid() {
		src.reader.lose("joins-nothing", "", "element", src.logical, "type", src.typ)
		return
	}
	p := propsOf[*kind.VPNConnection](vpn)
	key := src.row("routes")
	isImplicit := isTrue(src.meta.values["Implicit"])
	if !isImplicit {
		p.Routes[free(p.Routes, key)] = kind.Block{CIDR: block}
	}
	gateway := src.reader.d.Resources[p.CustomerGateway.ID]
	if gateway == nil || gateway.Kind != kind.CustomerGatewayKind {
		return
	}
	behind := gateway.Props.(*kind.CustomerGateway)
	if src.own && !isImplicit {
		return // what is routed is not what is drawn there
	}
	of := *src
	of.id, of.logical = p.CustomerGateway.ID, gateway.ExportName
	behind.Network = of.network(behind.Network.ID, map[string]kind.Block{key: {CIDR: block}})
}

var readDirectConnect = []reading{{typ: typeVirtualInterface, is: always, parent: inScope, fill: fillDirectConnect}}

func fillDirectConnect(src *source) {
	p := propsOf[*kind.DirectConnect](src)
	p.VPNGateway = src.to(src.prop("VirtualGatewayId"), kind.VPNGatewayKind)
	if vlan := numberOr(src.prop("Vlan"), p.VLAN); vlan >= 0 && vlan <= mostVLAN {
		p.VLAN = vlan
	}
	for _, peer := range src.items("BgpPeers") {
		p.ASN = asn(get(peer, "Asn"), p.ASN)
		break
	}
	if src.metaText("State") == kind.LinkDown {
		p.State = kind.LinkDown
	}
	p.Routes = src.announcedRoutes()
	if src.own {
		p.Network = src.network(src.metaText("Network"), nil)
	}
}

const mostVLAN = 4094

var readPeering = []reading{{typ: typePeering, is: always, parent: inScope, fill: fillPeering}}

func fillPeering(src *source) {
	p := propsOf[*kind.Peering](src)
	p.Requester = src.to(src.prop("VpcId"), kind.VPCKind)
	p.Accepter = src.to(src.prop("PeerVpcId"), kind.VPCKind)
	if id := src.metaText("Accepter"); src.reader.d.Resources[id] != nil && src.reader.d.Resources[id].Kind == kind.VPCKind {
		p.Accepter = kind.To(id)
	}
	account, region := shown(src.text("PeerOwnerId")), shown(src.text("PeerRegion"))
	if e := p.Accepter.External; e != nil {
		e.Account, e.Region = account, region
	}
	if src.metaText("Status") == kind.PeeringPending {
		p.Status = kind.PeeringPending
	}
	if !src.own && p.Accepter.External != nil && (account != "" || region != "") {
		src.reader.remark("peering-taken", src.id, "element", src.logical)
	}
}
