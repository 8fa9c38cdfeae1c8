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
			w.lose("propagation", id, "gateway", nameOf(w.d, row.Key))
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
	to := w.d.Resources[route.Target.ID]
	if to == nil {
		return false
	}
	switch p := to.Props.(type) {
	case *kind.EgressOnlyInternetGateway:
		if to.Parent != vpc || !w.made[route.Target.ID] || w.making.RouteFamily(route) == 4 {
			return false // semantics 48
		}
		m.set("EgressOnlyInternetGatewayId", ref(w.logical[route.Target.ID]))
		return true
	case *kind.Peering:
		if w.making.PeeringBack(route.Target, vpc) {
			m.condition = w.given(route.Target.ID)
			m.set("VpcPeeringConnectionId", ref(w.shared["given "+route.Target.ID]))
			return true
		}
		if !w.made[route.Target.ID] || p.Requester.ID != vpc && p.Accepter.ID != vpc {
			return false
		}
		m.set("VpcPeeringConnectionId", ref(w.logical[route.Target.ID]))
		return true
	case *kind.VPNGateway:
		if w.attachedVPN[vpc] != route.Target.ID {
			return false
		}
		m.after(w.attachment[route.Target.ID]).set("GatewayId", ref(w.logical[route.Target.ID]))
		return true
	case *kind.InternetGateway:
		// AWS takes a route to a gateway only once it is attached, and to this VPC.
		if w.attached[vpc] != route.Target.ID {
			return false
		}
		m.after(w.attachment[route.Target.ID]).set("GatewayId", ref(w.logical[route.Target.ID]))
		return true
	case *kind.NATGateway:
		if w.d.Ancestor(route.Target.ID, kind.VPCKind) != vpc || !w.made[route.Target.ID] || !exchange.NATTakes(route, w.making.RouteFamily(route)) {
			return false
		}
		m.set("NatGatewayId", ref(w.logical[route.Target.ID]))
		return true
	case *kind.NetworkInterface:
		if w.d.Ancestor(route.Target.ID, kind.VPCKind) != vpc || !w.made[route.Target.ID] {
			return false
		}
		m.set("NetworkInterfaceId", ref(w.logical[route.Target.ID]))
		return true
	case *kind.Instance:
		if w.d.Ancestor(route.Target.ID, kind.VPCKind) != vpc || !w.made[route.Target.ID] {
			return false
		}
		if len(p.Interfaces) < 2 {
			m.set("InstanceId", ref(w.logical[route.Target.ID]))
			return true
		}
		key := route.Interface
		if key == "" {
			key = kind.Sorted(p.Interfaces)[0].Key
		}
		if _, ok := p.Interfaces[key]; !ok {
			return false
		}
		m.set("NetworkInterfaceId", ref(w.interfaceName(route.Target.ID, key)))
		return true
	}
	return false
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
