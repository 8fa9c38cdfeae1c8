package cloudformation

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

func writeGatewayEndpoint(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.GatewayEndpoint)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	m := newMade(typeEndpoint, id).set("VpcEndpointType", text("Gateway")).
		set("VpcId", ref(w.logical[r.Parent])).set("ServiceName", serviceName(p.Service))
	kept, others := w.making.EndpointTables(id)
	for _, table := range others {
		w.lose("endpoint-table", id, "table", w.d.NameOf(table))
	}
	tables := list{}
	for _, table := range kept {
		tables = append(tables, ref(w.logical[table]))
	}
	if len(tables) > 0 {
		m.set("RouteTableIds", tables)
	}
	w.policy(m, id, p.Policy)
	w.add(w.logical[id], w.tags(m, id, r))
}

func writeInterfaceEndpoint(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.InterfaceEndpoint)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	m := newMade(typeEndpoint, id).set("VpcEndpointType", text("Interface")).
		set("VpcId", ref(w.logical[r.Parent])).set("ServiceName", serviceName(p.Service))
	if subnets := w.placed(m, id, p.Subnets, true); len(subnets) > 0 {
		m.set("SubnetIds", subnets)
	}
	m.set("SecurityGroupIds", w.placedGroups(m, id, p.SecurityGroups))
	isPrivate := p.PrivateDNS && w.making.PrivateDNS(id)
	if isPrivate != p.PrivateDNS {
		w.lose("private-dns", id)
	}
	m.set("PrivateDnsEnabled", boolean(isPrivate))
	w.policy(m, id, p.Policy)
	w.add(w.logical[id], w.tags(m, id, r))
}

// serviceName is the name of a service in the region of the stack.
func serviceName(service string) value {
	if exchange.IsWholeService(service) {
		return text(service)
	}
	return sub("com.amazonaws.${AWS::Region}." + service) // its pattern has no ${
}

// placed are the subnets in which AWS puts what a VPC owns; the metadata keeps their rows.
func (w *writer) placed(m *made, id string, rows map[string]kind.PlacedSubnet, oneAZone bool) list {
	kept, others := w.making.Placed(rows, w.d.Resources[id].Parent, oneAZone)
	for _, row := range others {
		w.lose("placed-subnet", id, "row", row.Key)
	}
	subnets, keys := list{}, list{}
	for _, row := range kept {
		subnets, keys = append(subnets, w.target(row.Value.Subnet)), append(keys, text(row.Key))
	}
	if len(keys) > 0 {
		m.metadata.set("Subnets", keys)
	}
	return subnets
}

// placedGroups are the groups of what a VPC owns. None means the VPC's own, which is said outright.
func (w *writer) placedGroups(m *made, id string, groups map[string]bool) list {
	vpc := w.d.Resources[id].Parent
	all := list{}
	for _, row := range kind.Sorted(groups) {
		if !w.made[row.Key] || w.d.Ancestor(row.Key, kind.VPCKind) != vpc {
			w.lose("interface-group", id, "group", w.d.NameOf(row.Key))
			continue
		}
		all = append(all, w.idOf(row.Key))
	}
	if len(all) == 0 {
		m.metadata.set("ImplicitGroup", boolean(true))
		all = list{getAtt{w.logical[vpc], "DefaultSecurityGroup"}}
	}
	return all
}

// policy writes a policy as the tree that it is.
func (w *writer) policy(m *made, id, policy string) {
	if policy == "" {
		return
	}
	read, ok := exchange.Policy(policy)
	if !ok {
		w.lose("endpoint-policy", id)
		return
	}
	m.set("PolicyDocument", w.jsonTree(id, read))
}

func (w *writer) jsonTree(id string, v *exchange.JSON) value {
	switch scalar := v.Scalar.(type) {
	case string:
		return text(w.inert(id, scalar))
	case bool:
		return boolean(scalar)
	case int:
		return number(scalar)
	}
	if v.IsList {
		all := list{}
		for _, item := range v.Values {
			all = append(all, w.jsonTree(id, item))
		}
		return all
	}
	o := newObject()
	for i, key := range v.Keys {
		o.set(key, w.jsonTree(id, v.Values[i]))
	}
	return o
}
