package terraform

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

func writeGatewayEndpoint(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.GatewayEndpoint)
	kept, others := w.making.EndpointTables(id)
	for _, table := range others {
		w.lose("endpoint-table", id, "table", w.nameOf(table))
	}
	tables := []expression{}
	for _, table := range kept {
		tables = append(tables, w.attribute(table, "id"))
	}
	b := w.resource(typeEndpoint, w.names[id], id).
		set("vpc_id", w.attribute(r.Parent, "id")).
		set("vpc_endpoint_type", text("Gateway")).
		set("service_name", w.serviceName(p.Service)).
		set("route_table_ids", list(tables...))
	w.policy(b, id, p.Policy)
	w.tag(b, id, r)
	w.outputID(id, "id")
}

func writeInterfaceEndpoint(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.InterfaceEndpoint)
	b := w.resource(typeEndpoint, w.names[id], id)
	isPrivate := p.PrivateDNS && w.making.PrivateDNS(id)
	if isPrivate != p.PrivateDNS {
		w.lose("private-dns", id)
	}
	b.set("vpc_id", w.attribute(r.Parent, "id")).
		set("vpc_endpoint_type", text("Interface")).
		set("service_name", w.serviceName(p.Service)).
		set("subnet_ids", w.placed(b, id, p.Subnets, true)).
		set("security_group_ids", w.groups(b, id, kind.Interface{Groups: p.SecurityGroups})).
		set("private_dns_enabled", boolean(isPrivate))
	w.policy(b, id, p.Policy)
	w.tag(b, id, r)
	w.outputID(id, "id")
}

// serviceName is the name of a service in the provider's region.
func (w *writer) serviceName(service string) expression {
	if exchange.IsWholeService(service) {
		return text(service)
	}
	return around("com.amazonaws.", ref("var", w.regionVariable()), "."+service) // its pattern has no ${
}

// placed are the subnets in which AWS puts what a VPC owns, with their rows in a mark.
func (w *writer) placed(b *block, id string, rows map[string]kind.PlacedSubnet, oneAZone bool) expression {
	vpc := w.d.Resources[id].Parent
	kept, others := w.making.Placed(rows, vpc, oneAZone)
	for _, row := range others {
		w.lose("placed-subnet", id, "row", row.Key)
	}
	keys, subnets := []string{}, []expression{}
	for _, row := range kept {
		keys, subnets = append(keys, "subnets."+row.Key), append(subnets, w.inVPC(row.Value.Subnet, vpc))
	}
	b.mark("rows", keys...)
	return list(subnets...)
}

func (w *writer) policy(b *block, id, policy string) {
	if policy == "" {
		return
	}
	read, ok := exchange.Policy(policy)
	if !ok {
		w.lose("endpoint-policy", id)
		return
	}
	b.set("policy", call("jsonencode", jsonTokens(read)))
}

// jsonTokens is a JSON value as Terraform writes them.
func jsonTokens(v *exchange.JSON) expression {
	switch scalar := v.Scalar.(type) {
	case string:
		return text(scalar)
	case bool:
		return boolean(scalar)
	case int:
		return number(scalar)
	}
	items := []expression{}
	for _, item := range v.Values {
		items = append(items, jsonTokens(item))
	}
	if v.IsList {
		return list(items...)
	}
	return fields(v.Keys, items)
}

// statement is a policy with one statement.
func statement(keys []string, values ...expression) expression {
	return call("jsonencode", fields([]string{"Version", "Statement"}, []expression{
		text("2012-10-17"), list(fields(append([]string{"Effect"}, keys...), append([]expression{text("Allow")}, values...))),
	}))
}

// trust lets a service of AWS take a role.
func trust(principal string) expression {
	return statement([]string{"Principal", "Action"}, fields([]string{"Service"}, []expression{text(principal)}), text("sts:AssumeRole"))
}

// role adds what a service of AWS may do for the element, by policies that AWS keeps.
func (w *writer) role(called, id, principal string, policies ...string) {
	w.resource(typeRole, called, id, "role").set("assume_role_policy", trust(principal))
	for _, policy := range policies {
		w.resource(typeRolePolicy, called, id, "role"). // one each, so the role's name is free
								set("role", ref(typeRole, called, "name")).
								set("policy_arn", around("arn:", ref("data", "aws_partition", w.partition(), "partition"), ":iam::aws:policy/"+policy))
	}
}

// partition looks up which partition of AWS the provider works in.
func (w *writer) partition() string {
	return w.once("partition "+w.scope, func() string {
		called := "current"
		if len(w.scopes) > 1 {
			called = w.names[w.scope]
		}
		b := newBlock("data", "aws_partition", called)
		b.provider = w.provider()
		w.providers = append(w.providers, entry{block: b})
		return called
	})
}

// once makes what several elements share, by what it is for.
func (w *writer) once(what string, add func() string) string {
	if w.shared[what] == "" {
		w.shared[what] = add()
	}
	return w.shared[what]
}
