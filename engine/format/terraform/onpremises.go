package terraform

import (
	"fmt"
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
	b := w.resource(typeVPNGateway, w.names[id], id).set("vpc_id", w.attachment(id, p.VPC, w.attachedVPN))
	if p.ASN != 0 {
		b.set("amazon_side_asn", text(fmt.Sprint(p.ASN)))
	}
	w.tag(b, id, r)
	w.outputID(id, "id")
}

// writeCustomerGateway asks for the device's address where none is drawn.
func writeCustomerGateway(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.CustomerGateway)
	b := w.resource(typeCustomerGateway, w.names[id], id)
	w.network(b, p.Network)
	var address expression
	if a, err := netip.ParseAddr(p.IPAddress); err == nil && a.Is4() {
		address = text(a.String())
	} else {
		if p.IPAddress != "" {
			b.mark("address", p.IPAddress)
		}
		name := ""
		name, address = w.ask(w.names[id]+"_address", "Public address of the device of "+exchange.ClipRunes(w.nameOf(id), exchange.MaxTagValue)+".")
		w.remark("customer-address", id, "parameter", name)
	}
	b.set("type", text(ipsec)).set("ip_address", address)
	if p.ASN > math.MaxInt32 {
		b.set("bgp_asn_extended", text(fmt.Sprint(p.ASN)))
	} else {
		b.set("bgp_asn", text(fmt.Sprint(max(p.ASN, 1))))
	}
	w.tag(b, id, r)
}

// network remembers the corporate network behind a link.
func (w *writer) network(b *block, to kind.Ref) {
	if to.ID != "" {
		b.mark("network", to.ID)
	}
}

func writeVPNConnection(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.VPNConnection)
	b := w.resource(typeVPNConnection, w.names[id], id)
	for tunnel, state := range []string{p.Tunnel1, p.Tunnel2} {
		if state == kind.LinkDown {
			b.mark("down", fmt.Sprintf("tunnel%d", tunnel+1))
			w.remark("link-down", id)
		}
	}
	if !p.StaticRoutesOnly {
		w.announced(b, id, p.Routes)
	}
	w.tag(b.set("vpn_gateway_id", w.idOf(p.VPNGateway)).
		set("customer_gateway_id", w.idOf(p.CustomerGateway)).
		set("type", text(ipsec)).
		set("static_routes_only", boolean(p.StaticRoutesOnly)), id, r)
	rows, implicit := w.making.StaticRoutes(p)
	seen := map[netip.Prefix]bool{}
	for _, row := range rows {
		block := row.Value.CIDR
		if !block.IsValid() || !block.Addr().Is4() || seen[block] {
			w.lose("vpn-route", id, "route", row.Key)
			continue
		}
		seen[block] = true
		b := w.resource(typeVPNRoute, w.derived(typeVPNRoute, id, keyName(row.Key)), id, "routes."+row.Key)
		if implicit {
			b.mark("implicit", "routes")
		}
		b.set("destination_cidr_block", text(block.String())).set("vpn_connection_id", w.attribute(id, "id"))
	}
}

// announced remembers the routes that the far end announces itself.
func (w *writer) announced(b *block, id string, rows map[string]kind.Block) {
	for _, row := range kind.Sorted(rows) {
		block := ""
		if row.Value.CIDR.IsValid() {
			block = row.Value.CIDR.String()
		}
		b.mark("route", row.Key, block)
	}
	if len(rows) > 0 {
		w.remark("line-routes", id)
	}
}

// idOf is the id of what a reference names, wherever it lies.
func (w *writer) idOf(r kind.Ref) expression {
	if r.External != nil {
		return text(r.External.AWSID)
	}
	return w.attribute(r.ID, "id")
}

// writeDirectConnect writes the virtual interface; the line itself is ordered, so its id is asked for.
func writeDirectConnect(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.DirectConnect)
	b := w.resource(typeVirtualInterface, w.names[id], id)
	w.network(b, p.Network)
	name, connection := w.ask(w.names[id]+"_connection_id", "Id of the dedicated line's connection of "+exchange.ClipRunes(w.nameOf(id), exchange.MaxTagValue)+".")
	w.remark("line-connection", id, "parameter", name)
	w.tag(b.set("connection_id", connection).
		set("name", text(w.names[id])).
		set("vlan", number(p.VLAN)).
		set("address_family", text("ipv4")).
		set("bgp_asn", number(max(p.ASN, 1))).
		set("vpn_gateway_id", w.idOf(p.VPNGateway)), id, r)
	if p.State == kind.LinkDown {
		b.mark("down", "state")
		w.remark("link-down", id)
	}
	w.announced(b, id, p.Routes)
}

// writePeering asks for the other VPC. Within an account and region the connection accepts itself; where the
// module works in both, the other side's provider accepts.
func writePeering(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.Peering)
	isActive := p.Status == kind.PeeringActive
	b := w.resource(typePeering, w.names[id], id)
	if !isActive {
		b.mark("status", p.Status)
	}
	b.set("vpc_id", w.idOf(p.Requester)).set("peer_vpc_id", w.idOf(p.Accepter))
	own := w.d.Resources[w.scope].Props.(*kind.Scope)
	other := w.d.Ancestor(p.Accepter.ID, kind.ScopeKind)
	switch e := p.Accepter.External; {
	case e != nil:
		if exchange.IsAccount(e.Account) && e.Account != own.Account {
			b.set("peer_owner_id", text(e.Account))
		}
		if exchange.IsRegion(e.Region) && e.Region != own.Region {
			b.set("peer_region", text(e.Region))
		}
		if e.Account != "" || e.Region != "" {
			w.remark("peering-accept", id)
		} else {
			b.set("auto_accept", boolean(isActive))
		}
	case other == w.scope:
		b.set("auto_accept", boolean(isActive))
	default:
		w.otherSide(b, id, other, isActive)
	}
	w.tag(b, id, r)
}

// otherSide accepts a connection with the provider of the other account and region.
func (w *writer) otherSide(b *block, id, scope string, isActive bool) {
	p := w.d.Resources[scope].Props.(*kind.Scope)
	if exchange.IsAccount(p.Account) && p.Account != w.d.Resources[w.scope].Props.(*kind.Scope).Account {
		b.set("peer_owner_id", text(p.Account))
	}
	b.set("peer_region", ref("var", w.names[scope]+"_region"))
	if !isActive {
		return
	}
	a := w.resource(typePeeringAccepter, w.derived(typePeeringAccepter, id), id, "accepter").
		set("vpc_peering_connection_id", w.attribute(id, "id")).set("auto_accept", boolean(true))
	a.provider = ref("aws", w.names[scope])
}
