package terraform

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// writeNATGateway writes a NAT gateway. AWS wants the VPC's gateway before a public one, which no
// reference says.
func writeNATGateway(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.NATGateway)
	row := w.onlyInterface(id)
	isPublic := p.Connectivity != kind.ConnectivityPrivate
	var allocation expression
	if isPublic {
		allocation = w.allocation(id, row)
	}
	b := w.resource(typeNATGateway, w.names[id], id, rowMark(row)...).
		set("allocation_id", allocation).
		set("subnet_id", w.subnetOf(id, r, row.Value)).
		set("connectivity_type", text(p.Connectivity))
	w.natAddresses(b, id, row.Value, isPublic)
	for _, group := range kind.Sorted(row.Value.Groups) {
		w.lose("nat-group", id, "group", w.nameOf(group.Key)) // semantics 39
	}
	w.tag(b, id, r)
	if isPublic {
		b.dependsOn(w.gatewayOf(id))
		w.outputID(id, "public_ip")
	}
}

// allocation is the Elastic IP of a public NAT gateway. An automatic one is written with it: AWS
// gives none by itself.
func (w *writer) allocation(id string, row kind.Row[kind.Interface]) expression {
	switch public := row.Value.Public; {
	case public.External != nil:
		return text(public.External.AWSID)
	case public.ID != kind.PublicAuto:
		return w.attribute(public.ID, "id")
	}
	called := w.derived(typeElasticIP, id)
	b := w.resource(typeElasticIP, called, id, rowMark(row)...).set("domain", text("vpc")).dependsOn(w.gatewayOf(id))
	b.tags = object([]string{"Name"}, []string{exchange.ClipRunes(w.nameOf(id), exchange.MaxTagValue)})
	return ref(typeElasticIP, called, "id")
}

// refuseNATs takes out the public NAT gateways that have no Elastic IP: AWS makes none.
func (w *writer) refuseNATs() {
	for _, scope := range w.scopes {
		for _, id := range w.elements(scope, kind.NATGatewayKind) {
			refused := exchange.NATRefused(w.d.Resources[id].Props.(*kind.NATGateway), func(address string) bool {
				users := w.users[address]
				return len(users) > 0 && users[0].resource == id
			})
			w.made[id] = w.made[id] && !refused
		}
	}
}

func (w *writer) natAddresses(b *block, id string, i kind.Interface, isPublic bool) {
	for _, a := range exchange.SixOf(i) {
		w.lose("nat-six", id, "address", a)
	}
	addresses := exchange.FourOf(i)
	if len(addresses) == 0 {
		return
	}
	b.set("private_ip", text(addresses[0]))
	switch {
	case len(addresses) == 1:
	case isPublic:
		for _, a := range addresses[1:] {
			w.lose("nat-second", id, "address", a)
		}
	default:
		b.set("secondary_private_ip_addresses", texts(addresses[1:]))
	}
}
