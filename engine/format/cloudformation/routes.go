package cloudformation

import (
	"strconv"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

func writeRouteTable(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.RouteTable)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	m := newMade(typeRouteTable, id).set("VpcId", ref(w.logical[r.Parent]))
	if w.mainTable(r.Parent) == id {
		m.metadata.set("Main", boolean(true))
		w.remark("main-table", id)
	}
	w.add(w.logical[id], w.tags(m, id, r))
	seen := map[string]bool{}
	for _, row := range kind.Sorted(p.Routes) {
		w.route(id, r.Parent, row, seen)
	}
	for _, row := range kind.Sorted(p.Propagations) {
		if w.attachedVPN[r.Parent] != row.Key {
			w.lose("propagation", id, "gateway", w.d.NameOf(row.Key))
			continue
		}
		w.add(w.derived(id, "Propagation", w.logical[row.Key]), newMade(typePropagation, id).row("propagations", row.Key).
			after(w.attachment[row.Key]).
			set("RouteTableIds", list{ref(w.logical[id])}).set("VpnGatewayId", ref(w.logical[row.Key])))
	}
}

func (w *writer) route(table, vpc string, row kind.Row[kind.Route], seen map[string]bool) {
	route := row.Value
	m := newMade(typeRoute, table).row("routes", row.Key).set("RouteTableId", ref(w.logical[table]))
	destination := w.destination(m, route)
	switch {
	case route.Destination.IsValid() && !route.PrefixList.IsZero():
		w.lose("route-both", table, "route", row.Key)
	case destination == "":
		w.lose("route-nowhere", table, "route", row.Key)
	case seen[destination]:
		w.lose("route-twice", table, "destination", destination)
	case !w.routeTarget(m, vpc, route):
		seen[destination] = true
		w.lose("route-target", table, "destination", destination)
	default:
		seen[destination] = true
		w.add(w.derived(table, "Route", row.Key), m)
	}
}

// routeTarget sets where a route leads; false where AWS would refuse it.
func (w *writer) routeTarget(m *made, vpc string, route kind.Route) bool {
	if e := route.Target.External; e != nil {
		key := targetKeyOf(e.AWSID)
		m.set(key, text(e.AWSID))
		return key != ""
	}
	key, to := w.targetInside(m, vpc, route)
	if to == nil {
		return false
	}
	m.set(key, to)
	return true
}

// targetInside is what a route leads to in the template, with the property that says so; nil where AWS would
// refuse it. AWS takes a route to a gateway only once that is attached, and to this VPC.
func (w *writer) targetInside(m *made, vpc string, route kind.Route) (string, value) {
	id := route.Target.ID
	to := w.d.Resources[id]
	if to == nil {
		return "", nil
	}
	inside := w.made[id] && w.d.Ancestor(id, kind.VPCKind) == vpc
	switch p := to.Props.(type) {
	case *kind.InternetGateway:
		if w.attached[vpc] == id {
			m.after(w.attachment[id])
			return "GatewayId", ref(w.logical[id])
		}
	case *kind.VPNGateway:
		if w.attachedVPN[vpc] == id {
			m.after(w.attachment[id])
			return "GatewayId", ref(w.logical[id])
		}
	case *kind.EgressOnlyInternetGateway:
		if inside && w.making.RouteFamily(route) != 4 { // semantics 48
			return "EgressOnlyInternetGatewayId", ref(w.logical[id])
		}
	case *kind.NATGateway:
		if inside && exchange.NATTakes(route, w.making.RouteFamily(route)) {
			return "NatGatewayId", ref(w.logical[id])
		}
	case *kind.Peering:
		return "VpcPeeringConnectionId", w.peeringTo(m, id, vpc, p)
	case *kind.NetworkInterface:
		if inside {
			return "NetworkInterfaceId", ref(w.logical[id])
		}
	case *kind.Instance:
		if inside {
			return w.instanceTarget(id, p, route.Interface)
		}
	}
	return "", nil
}

// peeringTo is a connection that ends in a VPC; one that another template makes comes with a parameter.
func (w *writer) peeringTo(m *made, id, vpc string, p *kind.Peering) value {
	switch {
	case w.making.PeeringBack(kind.To(id), vpc):
		m.condition = w.given(id)
		return ref(w.shared["given "+id])
	case w.made[id] && (p.Requester.ID == vpc || p.Accepter.ID == vpc):
		return ref(w.logical[id])
	}
	return nil
}

// instanceTarget is an instance while it has one interface, else the interface.
func (w *writer) instanceTarget(id string, p *kind.Instance, key string) (string, value) {
	if len(p.Interfaces) < 2 {
		return "InstanceId", ref(w.logical[id])
	}
	if key == "" {
		key = kind.Sorted(p.Interfaces)[0].Key
	}
	if _, ok := p.Interfaces[key]; !ok {
		return "", nil
	}
	return "NetworkInterfaceId", ref(w.interfaceName(id, key))
}

// targetKeyOf tells by an AWS id's prefix which property of a route takes it; "" where none does.
func targetKeyOf(awsID string) string {
	for _, t := range []struct{ prefix, key string }{
		{"igw-", "GatewayId"},
		{"vgw-", "GatewayId"},
		{"nat-", "NatGatewayId"},
		{"eigw-", "EgressOnlyInternetGatewayId"},
		{"tgw-", "TransitGatewayId"},
		{"pcx-", "VpcPeeringConnectionId"},
		{"eni-", "NetworkInterfaceId"},
		{"i-", "InstanceId"},
		{"vpce-", "VpcEndpointId"},
	} {
		if len(awsID) > len(t.prefix) && awsID[:len(t.prefix)] == t.prefix {
			return t.key
		}
	}
	return ""
}

func itoa(n int) string { return strconv.Itoa(n) }
