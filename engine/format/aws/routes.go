package aws

import (
	"cmp"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

type routeShape struct {
	Four       string `json:"DestinationCidrBlock,omitempty"`
	Six        string `json:"DestinationIpv6CidrBlock,omitempty"`
	List       string `json:"DestinationPrefixListId,omitempty"`
	Gateway    string `json:"GatewayId,omitempty"`
	EgressOnly string `json:"EgressOnlyInternetGatewayId,omitempty"`
	Instance   string `json:"InstanceId,omitempty"`
	NAT        string `json:"NatGatewayId,omitempty"`
	Interface  string `json:"NetworkInterfaceId,omitempty"`
	Peering    string `json:"VpcPeeringConnectionId,omitempty"`
	Transit    string `json:"TransitGatewayId,omitempty"`
	Local      string `json:"LocalGatewayId,omitempty"`
	Carrier    string `json:"CarrierGatewayId,omitempty"`
	Core       string `json:"CoreNetworkArn,omitempty"`
	Origin     string `json:"Origin,omitempty"`
	State      string `json:"State,omitempty"`
}

type tableAssociation struct {
	Main    bool   `json:"Main"`
	ID      string `json:"RouteTableAssociationId,omitempty"`
	Table   string `json:"RouteTableId,omitempty"`
	Subnet  string `json:"SubnetId,omitempty"`
	Gateway string `json:"GatewayId,omitempty"`
}

type vgwName struct {
	Gateway string `json:"GatewayId"`
}

type routeTableShape struct {
	ID           string             `json:"RouteTableId"`
	VPC          string             `json:"VpcId"`
	Owner        string             `json:"OwnerId,omitempty"`
	Associations []tableAssociation `json:"Associations"`
	Propagating  []vgwName          `json:"PropagatingVgws"`
	Routes       []routeShape       `json:"Routes"`
	Tags         []tag              `json:"Tags"`
}

// The words of AWS's routes.
const (
	localTarget  = "local"
	propagation  = "EnableVgwRoutePropagation"
	ownRoute     = "CreateRoute"
	madeWith     = "CreateRouteTable"
	stateActive  = "active"
	stateDropped = "blackhole"
)

var routeTables = object("RouteTables", phases[routeTableShape]{
	ids: func(o *routeTableShape) []named {
		n := named{awsID: o.ID, kind: kind.RouteTableKind}
		if o.isMain() {
			n.id = func(r *reader, s *scope) string {
				e, ok := r.find(s, o.VPC, kind.VPCKind)
				if own := carried(o.ID); !ok || own != "" && own != design.MainRouteTableID(e.id) {
					return "" // a table of the design's own that is main: the VPC names it
				}
				return design.MainRouteTableID(e.id)
			}
		}
		return []named{n}
	},
	index: indexRoutes, build: readRouteTable, write: writeRouteTables,
})

func (o *routeTableShape) isMain() bool {
	for _, a := range o.Associations {
		if a.Main {
			return true
		}
	}
	return false
}

func indexRoutes(r *reader, _ *scope, o *routeTableShape) {
	for _, a := range o.Associations {
		if a.Subnet != "" {
			r.tables[a.Subnet] = o.ID
		}
	}
	for _, route := range o.Routes {
		if route.Origin == propagation && strings.HasPrefix(route.Gateway, "vgw-") {
			r.propagated[route.Gateway] = append(r.propagated[route.Gateway], route.destination())
		}
		if route.Four == "0.0.0.0/0" && route.Interface != "" {
			r.defaultRoute[route.Interface] = true
		}
	}
}

func (o *routeShape) destination() string { return cmp.Or(o.Four, o.Six, o.List) }

func (o *routeShape) target() string {
	return cmp.Or(o.Gateway, o.EgressOnly, o.NAT, o.Interface, o.Instance, o.Peering, o.Transit, o.Local, o.Carrier, o.Core)
}

// isDerived: local routes, propagated ones and those of gateway endpoints follow from other elements.
func (o *routeShape) isDerived() bool {
	return o.Gateway == localTarget || o.Origin == propagation || strings.HasPrefix(o.Gateway, "vpce-") && o.List != ""
}

func readRouteTable(r *reader, s *scope, o *routeTableShape) {
	owner, ok := r.owner(s, o.ID, o.VPC, kind.VPCKind)
	if !ok {
		return
	}
	p := kind.Get(kind.RouteTableKind).New().(*kind.RouteTable)
	for _, route := range o.Routes {
		if !route.isDerived() {
			r.route(s, o.ID, p, route)
		}
	}
	for _, g := range o.Propagating {
		if e, ok := r.find(s, g.Gateway, kind.VPNGatewayKind); ok {
			p.Propagations[e.id] = true
		} else {
			r.lose("bad-value", "", message.Args{"element": o.ID, "what": "PropagatingVgws", "value": g.Gateway})
		}
	}
	for _, a := range o.Associations {
		if a.Gateway != "" {
			r.lose("edge-table", "", message.Args{"element": o.ID, "gateway": a.Gateway})
		}
	}
	id := r.add(s, o.ID, "", owner, p, o.Tags)
	if id != "" && o.isMain() && id != design.MainRouteTableID(owner) {
		r.d.Resources[owner].Props.(*kind.VPC).MainRouteTable = kind.To(id)
	}
}

func (r *reader) route(s *scope, table string, p *kind.RouteTable, o routeShape) {
	row := kind.Route{}
	if o.List != "" {
		row.PrefixList = r.listRef(s, o.List)
	} else {
		row.Destination = r.block(table, o.destination())
	}
	row.Target, row.Interface = r.routeTarget(s, table, o)
	addRow(p.Routes, rowKey(o.destination()), row)
}

// routeTarget is where a route leads. What is not among the files is gone where AWS says that the route
// drops (semantics 14), else outside of what was gathered.
func (r *reader) routeTarget(s *scope, table string, o routeShape) (kind.Ref, string) {
	target := o.target()
	if target == "" {
		if o.State != "" {
			r.lose("route-none", "", message.Args{"element": table, "destination": o.destination()})
		}
		return kind.Ref{}, ""
	}
	if e, ok := r.rows[cmp.Or(o.Interface, target)]; ok {
		row := e.row
		if row == kind.FirstInterface {
			row = ""
		}
		return kind.To(e.id), row
	}
	for _, k := range routeKinds {
		if e, ok := r.find(s, target, k); ok {
			return kind.To(e.id), ""
		}
	}
	if o.State == stateDropped {
		return kind.Ref{Gone: &kind.Gone{Kind: cmp.Or(kindOf(target), kind.NetworkInterfaceKind), Name: target}}, ""
	}
	r.lose("route-target", "", message.Args{"element": table, "destination": o.destination(), "target": target})
	return kind.Ref{External: &kind.External{AWSID: target}}, ""
}

// routeKinds are the kinds that a route may lead to, as the model allows them.
var routeKinds = kind.Get(kind.RouteTableKind).Field("routes").Field("target").Refs

func writeRouteTables(w *writer) []any {
	return w.each(kind.RouteTableKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.RouteTable)
		o := routeTableShape{
			ID: w.id(id), VPC: w.id(res.Parent), Owner: w.account, Tags: w.tags(id), Associations: w.associations(id), Propagating: []vgwName{}, Routes: []routeShape{},
		}
		for _, b := range w.d.Resources[res.Parent].Props.(*kind.VPC).Blocks() {
			o.Routes = append(o.Routes, routeShape{Four: b.String(), Gateway: localTarget, Origin: madeWith, State: stateActive})
		}
		for _, row := range kind.Sorted(p.Routes) {
			if route, ok := w.route(id, row); ok {
				o.Routes = append(o.Routes, route)
			}
		}
		for _, row := range kind.Sorted(p.Propagations) {
			o.Propagating = append(o.Propagating, vgwName{w.id(row.Key)})
		}
		return o
	})
}

// associations are the subnets that name a table, and the VPC whose main one it is.
func (w *writer) associations(table string) []tableAssociation {
	owner := w.d.Resources[table].Parent
	main := w.d.Resources[owner].Props.(*kind.VPC).MainRouteTable.ID
	if w.d.Resources[main] == nil || w.d.Resources[main].Parent != owner {
		main = design.MainRouteTableID(owner)
	}
	list := []tableAssociation{}
	if main == table {
		list = append(list, tableAssociation{Main: true, Table: w.id(table)})
	}
	for _, subnet := range w.users[table] {
		list = append(list, tableAssociation{Table: w.id(table), Subnet: w.id(subnet)})
	}
	return list
}

func (w *writer) route(table string, row kind.Row[kind.Route]) (routeShape, bool) {
	to := row.Value
	o := routeShape{Origin: ownRoute, State: stateActive}
	switch {
	case to.Destination.IsValid() && to.Destination.Addr().Is4():
		o.Four = to.Destination.String()
	case to.Destination.IsValid():
		o.Six = to.Destination.String()
	case !to.PrefixList.IsZero():
		o.List = w.name(to.PrefixList)
	default:
		w.lose("rule-empty", table, message.Args{"row": row.Key})
		return o, false
	}
	if to.Destination.IsValid() && !to.PrefixList.IsZero() {
		w.lose("route-both", table, nil)
	}
	if to.Target.IsZero() {
		o.State = ""
		return o, true
	}
	if to.Target.Gone != nil {
		o.State = stateDropped
	}
	w.setTarget(&o, to)
	return o, true
}

// setTarget names a target under the key that AWS has for its kind.
func (w *writer) setTarget(o *routeShape, to kind.Route) {
	name := w.name(to.Target)
	if r := w.d.Resources[to.Target.ID]; r != nil {
		switch r.Kind {
		case kind.InstanceKind, kind.NetworkInterfaceKind:
			o.Interface = w.interfaceOf(to.Target.ID, to.Interface)
			if r.Kind == kind.InstanceKind {
				o.Instance = name
			}
			return
		}
	}
	switch {
	case strings.HasPrefix(name, "eigw-"):
		o.EgressOnly = name
	case strings.HasPrefix(name, "nat-"):
		o.NAT = name
	case strings.HasPrefix(name, "eni-"):
		o.Interface = name
	case strings.HasPrefix(name, "i-"):
		o.Instance = name
	case strings.HasPrefix(name, "pcx-"):
		o.Peering = name
	case strings.HasPrefix(name, "tgw-"):
		o.Transit = name
	default:
		o.Gateway = name
	}
}
