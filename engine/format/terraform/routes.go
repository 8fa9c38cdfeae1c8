package terraform

import (
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// mainTable is the id of the VPC's main route table (semantics 10).
func (w *writer) mainTable(vpc string) string {
	v := w.d.Resources[vpc].Props.(*kind.VPC)
	if w.made[v.MainRouteTable.ID] && w.d.Ancestor(v.MainRouteTable.ID, kind.VPCKind) == vpc {
		return v.MainRouteTable.ID
	}
	return design.MainRouteTableID(vpc)
}

// mainAssociation makes another table the main one.
func (w *writer) mainAssociation(vpc string, p *kind.VPC) {
	table := w.inVPC(p.MainRouteTable, vpc)
	switch {
	case p.MainRouteTable.IsZero() || p.MainRouteTable.ID == design.MainRouteTableID(vpc):
	case table == "":
		w.lose("no-main-table", vpc)
	default:
		w.resource(typeMainAssociation, w.derived(typeMainAssociation, vpc), vpc, "mainRouteTable").
			set("vpc_id", w.attribute(vpc, "id")).set("route_table_id", table)
	}
}

// tableType is the type of a route table's resource; "" while it is as AWS made it. One that came
// with the VPC and is main no longer is written as any other: Terraform finds the VPC's own only by
// its being main.
func tableType(w *writer, id string, r *design.Resource) string {
	if !w.d.MadeByAWS(id) {
		return typeRouteTable
	}
	p := r.Props.(*kind.RouteTable)
	changed := len(p.Routes)+len(p.Propagations)+len(r.Tags) > 0
	v := w.d.Resources[r.Parent].Props.(*kind.VPC)
	switch isMain := w.mainTable(r.Parent) == id && v.MainRouteTable.External == nil; {
	case isMain && changed:
		return typeDefaultRouteTable
	case !isMain && (changed || w.isUsed(id)):
		return typeRouteTable
	}
	return ""
}

// isUsed reports whether a subnet or an endpoint names a table.
func (w *writer) isUsed(table string) bool {
	for _, r := range w.d.Resources {
		switch p := r.Props.(type) {
		case *kind.Subnet:
			if p.RouteTable.ID == table {
				return true
			}
		case *kind.GatewayEndpoint:
			if p.RouteTables[table] {
				return true
			}
		}
	}
	return false
}

// writeRouteTable keeps each route apart: a table that loses its last inline route would keep it at
// AWS, since no inline routes means that Terraform does not look at them.
func writeRouteTable(w *writer, id string, r *design.Resource) {
	typ := w.typeOf(id)
	if typ == "" {
		return
	}
	b := w.resource(typ, w.names[id], id)
	if typ == typeDefaultRouteTable {
		b.set("default_route_table_id", ref(typeVPC, w.names[r.Parent], "default_route_table_id"))
	} else {
		b.set("vpc_id", w.attribute(r.Parent, "id"))
	}
	w.tag(b, id, r)
	if typ == typeRouteTable && w.d.MadeByAWS(id) {
		w.remark("own-table", id)
	}
	p := r.Props.(*kind.RouteTable)
	seen := map[string]bool{}
	for _, row := range kind.Sorted(p.Routes) {
		w.route(id, r.Parent, row, seen)
	}
	for _, row := range kind.Sorted(p.Propagations) {
		if w.attachedVPN[r.Parent] != row.Key {
			w.lose("propagation", id, "gateway", w.nameOf(row.Key))
			continue
		}
		w.resource(typePropagation, w.derived(typePropagation, id, w.names[row.Key]), id, "propagations."+row.Key).
			set("vpn_gateway_id", w.attribute(row.Key, "id")).set("route_table_id", w.attribute(id, "id"))
	}
}

func (w *writer) route(table, vpc string, row kind.Row[kind.Route], seen map[string]bool) {
	route := row.Value
	argument, value, destination := w.destination(table, route)
	switch key, target := w.routeTarget(vpc, route); {
	case route.Destination.IsValid() && !route.PrefixList.IsZero():
		w.lose("route-both", table, "route", row.Key)
	case value == "":
		w.lose("route-nowhere", table, "route", row.Key)
	case seen[destination]:
		w.lose("route-twice", table, "destination", destination)
	case target == "":
		seen[destination] = true
		w.lose("route-target", table, "destination", destination)
	default:
		seen[destination] = true
		w.resource(typeRoute, w.derived(typeRoute, table, keyName(row.Key)), table, "routes."+row.Key).
			set("route_table_id", w.attribute(table, "id")).set(argument, value).set(key, target)
	}
}

// destination is what a route leads to, with the argument that says so and a name for it; nil where it says
// nothing that AWS takes.
func (w *writer) destination(table string, route kind.Route) (argument string, value expression, name string) {
	if block := route.Destination; block.IsValid() {
		return exchange.ByFamily(block, "destination_cidr_block", "destination_ipv6_cidr_block"), text(block.String()), block.String()
	}
	if list := w.list(route.PrefixList, table); list != "" {
		return "destination_prefix_list_id", list, w.listName(route.PrefixList)
	}
	return "", "", ""
}

// routeTarget is where a route leads, with the argument that says so; nil where AWS would refuse it.
// A gateway is attached by its own resource, so the reference orders the route behind that.
func (w *writer) routeTarget(vpc string, route kind.Route) (string, expression) {
	if e := route.Target.External; e != nil {
		if key := targetKey(e.AWSID); key != "" {
			return key, text(e.AWSID)
		}
		return "", ""
	}
	to := w.d.Resources[route.Target.ID]
	if to == nil || !w.made[route.Target.ID] {
		return "", ""
	}
	inside := w.d.Ancestor(route.Target.ID, kind.VPCKind) == vpc
	switch to.Kind {
	case kind.InternetGatewayKind:
		if w.attached[vpc] == route.Target.ID {
			return "gateway_id", w.attribute(route.Target.ID, "id")
		}
	case kind.EgressOnlyInternetGatewayKind:
		if inside && w.making.RouteFamily(route) != 4 { // semantics 48
			return "egress_only_gateway_id", w.attribute(route.Target.ID, "id")
		}
	case kind.PeeringKind:
		if p := to.Props.(*kind.Peering); p.Requester.ID == vpc || p.Accepter.ID == vpc {
			return "vpc_peering_connection_id", w.attribute(route.Target.ID, "id")
		}
	case kind.VPNGatewayKind:
		if w.attachedVPN[vpc] == route.Target.ID {
			return "gateway_id", w.attribute(route.Target.ID, "id")
		}
	case kind.NATGatewayKind:
		if inside && exchange.NATTakes(route, w.making.RouteFamily(route)) {
			return "nat_gateway_id", w.attribute(route.Target.ID, "id")
		}
	case kind.InstanceKind, kind.NetworkInterfaceKind:
		if inside {
			return "network_interface_id", w.interfaceID(route.Target.ID, route.Interface)
		}
	}
	return "", ""
}

// targetKey tells by an AWS id's prefix which argument of a route takes it; "" where none does.
func targetKey(awsID string) string {
	for _, t := range []struct{ prefix, key string }{
		{"igw-", "gateway_id"},
		{"vgw-", "gateway_id"},
		{"nat-", "nat_gateway_id"},
		{"eigw-", "egress_only_gateway_id"},
		{"tgw-", "transit_gateway_id"},
		{"pcx-", "vpc_peering_connection_id"},
		{"eni-", "network_interface_id"},
		{"vpce-", "vpc_endpoint_id"},
	} {
		if rest, ok := strings.CutPrefix(awsID, t.prefix); ok && rest != "" {
			return t.key
		}
	}
	return ""
}
