package terraform

import (
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// isOwnTable tells a table of the VPC's own that is written as any other, since another one is main.
func (r *reader) isOwnTable(it *item) bool {
	vpc := r.element(it.args["vpc_id"])
	id := it.id()
	if e := r.elements[vpc]; e == nil || e.res.Kind != kind.VPCKind || id != design.MainRouteTableID(vpc) {
		return false
	}
	r.takeOwn(it, id)
	return true
}

func (r *reader) routeTable(e *drawing) {
	for _, v := range e.item.list("propagating_vgws") {
		r.addTo(e.res.Props.(*kind.RouteTable).Propagations, e.id, v, kind.VPNGatewayKind)
	}
}

func (r *reader) mainTable(it *item) {
	id, p, ok := about[*kind.VPC](r, it, "vpc_id")
	if !ok {
		return
	}
	p.MainRouteTable = r.ref(id, it.args["route_table_id"], kind.RouteTableKind)
}

func (r *reader) tableOfSubnet(it *item) {
	if gateway := it.args["gateway_id"]; gateway != nil && gateway != "" {
		r.lose("gateway-table", "", "address", it.address)
		return
	}
	id, p, ok := about[*kind.Subnet](r, it, "subnet_id")
	if !ok {
		return
	}
	p.RouteTable = r.ref(id, it.args["route_table_id"], kind.RouteTableKind)
}

func (r *reader) aclOfSubnet(it *item) {
	id, p, ok := about[*kind.Subnet](r, it, "subnet_id")
	if !ok {
		return
	}
	p.NetworkACL = r.ref(id, it.args["network_acl_id"], kind.NetworkACLKind)
}

func (r *reader) propagation(it *item) {
	_, p, ok := props[*kind.RouteTable](r, it.args["route_table_id"])
	gateway := r.elementOf(it.args["vpn_gateway_id"], kind.VPNGatewayKind)
	if !ok || gateway == "" {
		r.missing(it, it.args["vpn_gateway_id"])
		return
	}
	p.Propagations[gateway] = true
}

func (r *reader) route(it *item) {
	id, p, ok := about[*kind.RouteTable](r, it, "route_table_id")
	if !ok {
		return
	}
	r.addRoute(id, p, it.body)
}

// inlineRoutes are those that stand in the table itself.
func (r *reader) inlineRoutes(it *item) {
	id, p, ok := props[*kind.RouteTable](r, reference{address: it.address})
	if !ok {
		return
	}
	for _, b := range r.inline(id, it, "route") {
		r.addRoute(id, p, b)
	}
}

// routeTargets are the arguments that say where a route leads; local routes are derived.
var routeTargets = []string{
	"gateway_id", "nat_gateway_id", "egress_only_gateway_id", "network_interface_id", "instance_id", "vpc_peering_connection_id",
	"transit_gateway_id", "vpc_endpoint_id", "carrier_gateway_id", "local_gateway_id", "core_network_arn", "odb_network_arn",
}

func (r *reader) addRoute(id string, p *kind.RouteTable, b *body) {
	route, name, isSaid := kind.Route{}, "", false
	for _, argument := range []string{"destination_cidr_block", "cidr_block", "destination_ipv6_cidr_block", "ipv6_cidr_block"} {
		if v := b.args[argument]; v != nil && v != "" {
			route.Destination, name = prefixOf(v), shown(v)
		}
	}
	for _, argument := range []string{"destination_prefix_list_id"} {
		if v := b.args[argument]; v != nil && v != "" {
			if r.isOfEndpoint(b) {
				return // the endpoint puts it into its tables
			}
			route.PrefixList, name = r.ref(id, v, kind.PrefixListKind), shown(v)
		}
	}
	if !route.Destination.IsValid() && route.PrefixList.IsZero() {
		r.lose("route", id, "value", name)
		return
	}
	for _, argument := range routeTargets {
		v := b.args[argument]
		if v == nil || v == "" {
			continue
		}
		if v == "local" {
			return
		}
		route.Target, route.Interface = r.routeTarget(id, v)
		isSaid = true
	}
	if !isSaid {
		r.lose("route-to", id, "value", name)
	}
	key := rowOf(b, "routes", route.Destination.String()+shown(b.args["destination_prefix_list_id"]))
	if route.Destination.IsValid() {
		name = route.Destination.String()
	}
	if !r.again(id, "routes", name) {
		p.Routes[key] = route
	}
}

func (r *reader) isOfEndpoint(b *body) bool {
	for _, argument := range []string{"gateway_id", "vpc_endpoint_id"} {
		if strings.HasPrefix(b.text(argument), "vpce-") || r.elementOf(b.args[argument], kind.GatewayEndpointKind) != "" {
			return true
		}
	}
	return false
}

// routable are what a route can lead to in a design.
var routableKinds = []kind.Name{
	kind.InternetGatewayKind, kind.EgressOnlyInternetGatewayKind, kind.NATGatewayKind, kind.InstanceKind, kind.NetworkInterfaceKind, kind.PeeringKind, kind.VPNGatewayKind,
}

// routeTarget is where a route leads; an interface is named by the element that has it.
func (r *reader) routeTarget(from string, v any) (kind.Ref, string) {
	if at, ok := r.interfaceOf(v); ok {
		if r.firstKey(at.id) == at.key {
			return kind.To(at.id), ""
		}
		return kind.To(at.id), at.key
	}
	return r.ref(from, v, routableKinds...), ""
}

// firstKey is the key of an element's first interface.
func (r *reader) firstKey(id string) string {
	if e := r.elements[id]; e != nil {
		if p, ok := e.res.Props.(kind.Addressed); ok {
			for _, row := range kind.Sorted(p.NetworkInterfaces()) {
				return row.Key
			}
		}
	}
	return ""
}

func scopeOfPeering(r *reader, it *item) string {
	if id := r.element(it.args["vpc_id"]); r.elements[id] != nil && r.elements[id].res.Kind == kind.VPCKind && it.id() == "" {
		return r.elements[id].res.Parent
	}
	return r.scopeOf(it)
}
