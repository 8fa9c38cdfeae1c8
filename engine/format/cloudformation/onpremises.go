package cloudformation

import (
	"math"
	"net/netip"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// ipsec is the only type of VPN that AWS has.
const ipsec = "ipsec.1"

func writeVPNGateway(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.VPNGateway)
	m := newMade(typeVPNGateway, id).set("Type", text(ipsec))
	if p.ASN != 0 {
		m.set("AmazonSideAsn", number(p.ASN))
	}
	w.add(w.logical[id], w.tags(m, id, r))
	w.attach(id, p.VPC, w.attachedVPN, "VpnGatewayId")
	w.output(id)
}

// writeCustomerGateway asks for the device's address where none is drawn.
func writeCustomerGateway(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.CustomerGateway)
	m := newMade(typeCustomerGateway, id)
	var address value
	if a, err := netip.ParseAddr(p.IPAddress); err == nil && a.Is4() {
		address = text(a.String())
	} else {
		if p.IPAddress != "" {
			m.metadata.set("IpAddress", text(p.IPAddress))
		}
		called := w.derived(id, "Address")
		w.remark("customer-address", id, "parameter", called)
		address = w.parameter(called, `^\d{1,3}(\.\d{1,3}){3}$`, "Public address of the device of "+w.logical[id])
	}
	if p.Network.ID != "" {
		m.metadata.set("Network", text(p.Network.ID))
	}
	m.set("Type", text(ipsec)).set("IpAddress", address)
	if p.ASN > math.MaxInt32 {
		m.set("BgpAsnExtended", number(p.ASN))
	} else {
		m.set("BgpAsn", number(max(p.ASN, 1)))
	}
	w.add(w.logical[id], w.tags(m, id, r))
}

func writeVPNConnection(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.VPNConnection)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	m := newMade(typeVPNConnection, id).set("Type", text(ipsec)).
		set("CustomerGatewayId", w.target(p.CustomerGateway)).
		set("VpnGatewayId", w.target(p.VPNGateway)).
		set("StaticRoutesOnly", boolean(p.StaticRoutesOnly))
	for tunnel, state := range []string{p.Tunnel1, p.Tunnel2} {
		if state == kind.LinkDown {
			m.metadata.set("Tunnel"+itoa(tunnel+1), text(state))
			w.remark("link-down", id)
		}
	}
	if !p.StaticRoutesOnly {
		w.announced(m, id, p.Routes)
	}
	w.add(w.logical[id], w.tags(m, id, r))
	rows, implicit := w.making.StaticRoutes(p)
	seen := map[netip.Prefix]bool{}
	for _, row := range rows {
		block := row.Value.CIDR
		if !isIPv4(block) || seen[block] {
			w.lose("vpn-route", id, "route", row.Key)
			continue
		}
		seen[block] = true
		own := newMade(typeVPNRoute, id).row("routes", row.Key).set("DestinationCidrBlock", text(block.String())).set("VpnConnectionId", ref(w.logical[id]))
		if implicit {
			own.metadata.set("Implicit", boolean(true))
		}
		w.add(w.derived(id, "Route", row.Key), own)
	}
}

// announced remembers the routes that the far end announces itself.
func (w *writer) announced(m *made, id string, rows map[string]kind.Block) {
	if len(rows) == 0 {
		return
	}
	w.remark("line-routes", id)
	blocks := newObject()
	for _, row := range kind.Sorted(rows) {
		blocks.set(row.Key, text(blockText(row.Value)))
	}
	m.metadata.set("Routes", blocks)
}

func blockText(b kind.Block) string {
	if !b.CIDR.IsValid() {
		return ""
	}
	return b.CIDR.String()
}

// far asks for the id of a VPC that another template makes.
func (w *writer) far(id string) ref {
	other := w.d.Resources[id]
	return ref(w.once("far "+id, func() string {
		called := unused(exchange.Clip("Outside"+alphanumeric(other.ExportName, id), maxLogical), w.taken)
		w.parameter(called, "^vpc-[0-9a-f]+$", "Id of the VPC "+exchange.ClipRunes(other.Name, exchange.MaxTagValue)+", which another template makes")
		return called
	}))
}

// given is the condition that the connection of another template is there. It can only be made after both
// VPCs are, so its routes come with an update that tells its id.
func (w *writer) given(peering string) string {
	return w.once("condition "+peering, func() string {
		called := unused(exchange.Clip("Outside"+alphanumeric(w.d.Resources[peering].ExportName, peering), maxLogical), w.taken)
		w.shared["given "+peering] = called
		w.parameters.set(called, newObject().
			set("Type", text("String")).
			set("Default", text("")).
			set("AllowedPattern", text("^(pcx-[0-9a-f]+)?$")).
			set("Description", text("Id of the peering connection that another template makes; empty until it is there")))
		w.remark("peering-back", peering, "parameter", called)
		is := "Has" + called
		w.conditions.set(is, call{"Not", list{list{call{"Equals", list{ref(called), text("")}}}}})
		return is
	})
}

// writeDirectConnect writes the virtual interface; the line itself is ordered, so its id is asked for.
func writeDirectConnect(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.DirectConnect)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	m := newMade(typeVirtualInterface, id)
	if p.Network.ID != "" {
		m.metadata.set("Network", text(p.Network.ID))
	}
	called := w.derived(id, "Connection")
	w.remark("line-connection", id, "parameter", called)
	m.set("ConnectionId", w.parameter(called, `^dx(con|lag)-[a-z0-9]+$`, "Id of the dedicated line's connection of "+w.logical[id])).
		set("VirtualInterfaceName", text(exchange.Clip(w.logical[id], maxVirtualInterface))).
		set("Vlan", number(p.VLAN)).
		set("VirtualGatewayId", w.target(p.VPNGateway)).
		set("BgpPeers", list{newObject().set("AddressFamily", text("ipv4")).set("Asn", text(itoa(max(p.ASN, 1))))})
	if p.State == kind.LinkDown {
		m.metadata.set("State", text(p.State))
		w.remark("link-down", id)
	}
	w.announced(m, id, p.Routes)
	w.add(w.logical[id], w.tags(m, id, r))
}

// maxVirtualInterface is AWS's limit of a virtual interface's name.
const maxVirtualInterface = 100

// writePeering asks for the other VPC. CloudFormation accepts a connection within its account and region;
// in another one its owner must.
func writePeering(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.Peering)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	m := newMade(typePeering, id).set("VpcId", w.target(p.Requester))
	if p.Status == kind.PeeringPending {
		m.metadata.set("Status", text(p.Status))
	}
	account, region, isFar := "", "", true
	switch other := w.d.Resources[p.Accepter.ID]; {
	case p.Accepter.External != nil:
		m.set("PeerVpcId", text(p.Accepter.External.AWSID))
		account, region = p.Accepter.External.Account, p.Accepter.External.Region
		isFar = account != "" || region != ""
	case w.making.IsApart(p.Accepter, id):
		scope := w.d.Resources[w.d.Ancestor(p.Accepter.ID, kind.ScopeKind)].Props.(*kind.Scope)
		account, region = scope.Account, scope.Region
		m.metadata.set("Accepter", text(p.Accepter.ID))
		to := w.far(p.Accepter.ID)
		w.remark("peering-apart", id, "parameter", string(to))
		m.set("PeerVpcId", to)
	default:
		isFar = other == nil
		m.set("PeerVpcId", w.target(p.Accepter))
	}
	own := w.d.Resources[w.scope].Props.(*kind.Scope)
	if exchange.IsAccount(account) && account != own.Account {
		m.set("PeerOwnerId", text(account))
	}
	if exchange.IsRegion(region) && region != own.Region {
		m.set("PeerRegion", text(region))
	}
	switch {
	case isFar:
		w.remark("peering-accept", id)
	case p.Status == kind.PeeringPending:
		w.remark("peering-accepted", id)
	}
	w.add(w.logical[id], w.tags(m, id, r))
}
