package terraform

import (
	"net/netip"
	"strings"

	"vpcanvas/engine/design"
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
	case table == nil:
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
	changed := len(r.Props.(*kind.RouteTable).Routes)+len(r.Tags) > 0
	v := w.d.Resources[r.Parent].Props.(*kind.VPC)
	switch isMain := w.mainTable(r.Parent) == id && v.MainRouteTable.External == nil; {
	case isMain && changed:
		return typeDefaultRouteTable
	case !isMain && (changed || w.hasSubnets(id)):
		return typeRouteTable
	}
	return ""
}

func (w *writer) hasSubnets(table string) bool {
	for _, r := range w.d.Resources {
		if s, ok := r.Props.(*kind.Subnet); ok && s.RouteTable.ID == table {
			return true
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
	seen := map[netip.Prefix]bool{}
	for _, row := range kind.Sorted(r.Props.(*kind.RouteTable).Routes) {
		destination := row.Value.Destination
		switch key, target := w.routeTarget(r.Parent, row.Value); {
		case !destination.IsValid():
			w.lose("route-nowhere", id, "route", row.Key)
		case seen[destination]:
			w.lose("route-twice", id, "destination", destination.String())
		case target == nil:
			w.lose("route-target", id, "destination", destination.String())
		default:
			seen[destination] = true
			w.resource(typeRoute, w.derived(typeRoute, id, keyName(row.Key)), id, "routes."+row.Key).
				set("route_table_id", w.attribute(id, "id")).
				set(family(destination, "destination_cidr_block", "destination_ipv6_cidr_block"), text(destination.String())).
				set(key, target)
		}
	}
}

// routeTarget is where a route leads, with the argument that says so; nil where AWS would refuse it.
// A gateway is attached by its own resource, so the reference orders the route behind that.
func (w *writer) routeTarget(vpc string, route kind.Route) (string, tokens) {
	if e := route.Target.External; e != nil {
		if key := targetKey(e.AWSID); key != "" {
			return key, text(e.AWSID)
		}
		return "", nil
	}
	to := w.d.Resources[route.Target.ID]
	if to == nil || !w.made[route.Target.ID] {
		return "", nil
	}
	inside := w.d.Ancestor(route.Target.ID, kind.VPCKind) == vpc
	switch to.Kind {
	case kind.InternetGatewayKind:
		if w.attached[vpc] == route.Target.ID {
			return "gateway_id", w.attribute(route.Target.ID, "id")
		}
	case kind.NATGatewayKind:
		if inside && (route.Destination.Addr().Is4() || route.Destination == nat64) {
			return "nat_gateway_id", w.attribute(route.Target.ID, "id")
		}
	case kind.InstanceKind, kind.NetworkInterfaceKind:
		if inside {
			return "network_interface_id", w.interfaceID(route.Target.ID, route.Interface)
		}
	}
	return "", nil
}

// nat64 is the only IPv6 block that a NAT gateway takes (semantics 44).
var nat64 = netip.MustParsePrefix("64:ff9b::/96")

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

// family picks the argument for a block: IPv4 and IPv6 have one each.
func family(p netip.Prefix, v4, v6 string) string {
	if p.Addr().Is4() {
		return v4
	}
	return v6
}
