package terraform

import (
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// writeElasticIP writes an address and ties it to the interface that has it, but for a NAT gateway,
// which names its address itself. AWS wants the VPC's gateway before that, which no reference says.
func writeElasticIP(w *writer, id string, r *design.Resource) {
	b := w.resource(typeElasticIP, w.names[id], id).set("domain", text("vpc"))
	users := w.users[id]
	for _, u := range users[min(1, len(users)):] {
		w.lose("address-shared", u.resource, "address", w.nameOf(id))
	}
	if len(users) > 0 {
		u := users[0]
		b.set("network_interface", w.interfaceID(u.resource, u.row)).dependsOn(w.gatewayOf(u.resource))
	}
	w.tag(b, id, r)
	w.outputID(id, "public_ip")
}

// An addressUser is an interface that has an Elastic IP.
type addressUser struct{ resource, row string }

// gatewayOf is the gateway of the VPC in which a resource lies; nil where there is none.
func (w *writer) gatewayOf(id string) expression {
	gateway := w.attached[w.d.Ancestor(id, kind.VPCKind)]
	if gateway == "" {
		return ""
	}
	return ref(typeInternetGateway, w.names[gateway])
}

// findUsers lists the written interfaces that have each Elastic IP of their own account: AWS allows
// one. Their ids choose it, as in all formats: a new name must not move an address.
func (w *writer) findUsers() {
	for _, scope := range w.scopes {
		for _, k := range []kind.Name{kind.InstanceKind, kind.NATGatewayKind, kind.NetworkInterfaceKind, kind.LoadBalancerKind} {
			for _, id := range slices.Sorted(slices.Values(w.elements(scope, k))) {
				for _, row := range w.publicInterfaces(id) {
					address := row.Value.Public.ID
					if w.made[id] && w.made[address] && w.d.Ancestor(address, kind.ScopeKind) == scope {
						w.users[address] = append(w.users[address], addressUser{id, row.Key})
					}
				}
			}
		}
	}
}

// publicInterfaces are those of an element that may have an Elastic IP: of a load balancer, the nodes that
// AWS makes.
func (w *writer) publicInterfaces(id string) []kind.Row[kind.Interface] {
	p, ok := w.d.Resources[id].Props.(*kind.LoadBalancer)
	if !ok {
		return w.interfacesOf(id)
	}
	rows, nodes := p.NetworkInterfaces(), []kind.Row[kind.Interface]{}
	kept, _ := exchange.BalancedZones(w.d, p, w.d.Resources[id].Parent, w.made)
	for _, row := range kept {
		if exchange.HasNodeAddress(p) {
			nodes = append(nodes, kind.Row[kind.Interface]{Key: row.Key, Value: rows[row.Key]})
		}
	}
	return nodes
}

// hasElasticIP tells whether an interface gets an Elastic IP of the module; one of another account
// or from outside the design is listed.
func (w *writer) hasElasticIP(id string, i kind.Interface) bool {
	switch i.Public.ID {
	case kind.PublicNone, kind.PublicAuto:
		return false
	}
	if w.made[i.Public.ID] && w.d.Ancestor(i.Public.ID, kind.ScopeKind) == w.scope {
		return true
	}
	if !i.Public.IsZero() {
		w.lose("public-address", id)
	}
	return false
}
