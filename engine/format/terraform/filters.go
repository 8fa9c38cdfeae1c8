package terraform

import (
	"fmt"
	"maps"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// aclType is the type of a network ACL's resource; "" while it is as AWS made it.
func aclType(w *writer, id string, r *design.Resource) string {
	if !w.d.MadeByAWS(id) {
		return typeACL
	}
	p, made := r.Props.(*kind.NetworkACL), kind.DefaultNetworkACL()
	if len(r.Tags) == 0 && sameEntries(p.Ingress, made.Ingress) && sameEntries(p.Egress, made.Egress) {
		return ""
	}
	return typeDefaultACL
}

// sameEntries compares what entries say, not what their rows are called.
func sameEntries(a, b map[string]kind.ACLEntry) bool {
	set := func(rows map[string]kind.ACLEntry) map[kind.ACLEntry]int {
		m := map[kind.ACLEntry]int{}
		for _, e := range rows {
			m[e]++
		}
		return m
	}
	return maps.Equal(set(a), set(b))
}

// A direction is one side of a filter, in Terraform's words.
type direction struct{ path, short, typ string }

var directions = []direction{{"ingress", "in", typeIngress}, {"egress", "out", typeEgress}}

func writeNetworkACL(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.NetworkACL)
	typ := w.typeOf(id)
	if typ == "" {
		return
	}
	b := w.resource(typ, w.names[id], id)
	if typ == typeACL {
		b.set("vpc_id", w.attribute(r.Parent, "id"))
	} else {
		b.set("default_network_acl_id", ref(typeVPC, w.names[r.Parent], "default_network_acl_id"))
		// Subnets come and go with their associations; Terraform cannot take one out of this list.
		b.ignored = []string{"subnet_ids"}
	}
	w.tag(b, id, r)
	for i, rows := range []map[string]kind.ACLEntry{p.Ingress, p.Egress} {
		used := map[int]bool{}
		for _, row := range kind.Sorted(rows) {
			n, dir := row.Value.RuleNumber, directions[i]
			switch {
			case used[n]:
				w.lose("entry-number", id, "rule", fmt.Sprint(n), "direction", dir.path)
				continue
			case !row.Value.CIDR.IsValid():
				w.lose("entry-block", id, "rule", fmt.Sprint(n), "direction", dir.path)
				continue
			}
			used[n] = true
			if typ == typeACL {
				w.aclRule(id, dir, row)
			} else {
				b.put(inlineEntry(dir, row))
			}
		}
	}
}

func (w *writer) aclRule(id string, dir direction, row kind.Row[kind.ACLEntry]) {
	e := row.Value
	b := w.resource(typeACLRule, w.derived(typeACLRule, id, dir.short, fmt.Sprint(e.RuleNumber)), id, dir.path+"."+row.Key).
		set("network_acl_id", w.attribute(id, "id")).
		set("rule_number", number(e.RuleNumber)).
		set("egress", boolean(dir.path == "egress")).
		set("protocol", text(fmt.Sprint(e.Protocol.Number()))).
		set("rule_action", text(e.Action)).
		set(exchange.ByFamily(e.CIDR, "cidr_block", "ipv6_cidr_block"), text(e.CIDR.String()))
	switch {
	case e.Protocol.HasPorts():
		first, last := e.Ports.Bounds()
		b.set("from_port", number(int(first))).set("to_port", number(int(last)))
	case e.Protocol.HasTypes():
		typ, code := exchange.ICMP(e.Types)
		b.set("icmp_type", number(typ)).set("icmp_code", number(code))
	}
}

// inlineEntry is an entry of the VPC's own ACL: its resource takes no others. Ports must be there
// even where the protocol has none.
func inlineEntry(dir direction, row kind.Row[kind.ACLEntry]) *block {
	e := row.Value
	first, last := 0, 0
	if e.Protocol.HasPorts() {
		a, z := e.Ports.Bounds()
		first, last = int(a), int(z)
	}
	b := newBlock(dir.path).mark("row", dir.path+"."+row.Key).
		set("rule_no", number(e.RuleNumber)).
		set("action", text(e.Action)).
		set("protocol", text(fmt.Sprint(e.Protocol.Number()))).
		set("from_port", number(first)).set("to_port", number(last)).
		set(exchange.ByFamily(e.CIDR, "cidr_block", "ipv6_cidr_block"), text(e.CIDR.String()))
	if e.Protocol.HasTypes() {
		typ, code := exchange.ICMP(e.Types)
		b.set("icmp_type", number(typ)).set("icmp_code", number(code))
	}
	return b
}

// groupType is the type of a security group's resource; "" while it is as AWS made it.
func groupType(w *writer, id string, r *design.Resource) string {
	if !w.d.MadeByAWS(id) {
		return typeGroup
	}
	p, made := r.Props.(*kind.SecurityGroup), kind.DefaultSecurityGroup(id)
	if len(r.Tags) == 0 && sameRules(p.Ingress, made.Ingress) && sameRules(p.Egress, made.Egress) {
		return ""
	}
	return typeDefaultGroup
}

func sameRules(a, b map[string]kind.SecurityRule) bool {
	set := func(rows map[string]kind.SecurityRule) map[string]int {
		m := map[string]int{}
		for _, r := range rows {
			m[exchange.Sameness(r)+" "+r.Description]++
		}
		return m
	}
	return maps.Equal(set(a), set(b))
}

// writeSecurityGroup keeps each rule apart: rules inside a group and beside it would undo each
// other. Terraform takes AWS's allow-all egress away, a template keeps it unless it names a block
// itself; so egress is always said outright, here as there, and both deploy the same group.
func writeSecurityGroup(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.SecurityGroup)
	typ := w.typeOf(id)
	if p.Description != kind.DefaultSecurityGroup(id).Description && w.d.MadeByAWS(id) {
		w.lose("own-description", id)
	}
	if typ == "" {
		return
	}
	b := w.resource(typ, w.names[id], id)
	if typ == typeGroup {
		b.set("name", text(groupName(w.names[id]))).set("description", w.groupDescription(b, id, p.Description, r.ExportName))
	}
	w.tag(b.set("vpc_id", w.attribute(r.Parent, "id")), id, r)
	blocks := 0
	for i, rows := range []map[string]kind.SecurityRule{p.Ingress, p.Egress} {
		blocks = w.rules(id, r.Parent, directions[i], rows)
	}
	if blocks == 0 && typ == typeGroup {
		w.resource(typeEgress, w.derived(typeEgress, id, "nowhere"), id).
			set("security_group_id", w.attribute(id, "id")).
			set("description", text("no egress")).
			set("ip_protocol", text("-1")).
			set("cidr_ipv4", text("127.0.0.1/32"))
	}
}

// groupName is the Terraform name, since renaming a group at AWS replaces it; AWS keeps "default"
// for its own.
func groupName(name string) string {
	if name == "default" {
		return "default_group"
	}
	return name
}

func (w *writer) groupDescription(b *block, id, description, export string) expression {
	if description == "" {
		b.mark("implicit", "description") // AWS wants one
		return text(exchange.Describable("Security group " + export))
	}
	return w.markedDescription(b, id, description)
}

// markedDescription keeps a text that AWS refuses in a mark.
func (w *writer) markedDescription(b *block, id, description string) expression {
	if exchange.Describable(description) != description {
		b.mark("description", description)
	}
	return w.description(id, description)
}

// rules writes the rows that AWS would take, with one peer, which exists, and no two alike; it
// returns how many name no group.
func (w *writer) rules(id, vpc string, dir direction, rows map[string]kind.SecurityRule) int {
	seen, blocks := map[string]bool{}, 0
	for _, row := range kind.Sorted(rows) {
		rule := row.Value
		argument, peer := w.peer(id, vpc, rule)
		switch {
		case seen[exchange.Sameness(rule)]:
			w.remark("rule-twice", id, "rule", row.Key)
			continue
		case peer == "":
			w.lose("rule-peer", id, "rule", row.Key)
			continue
		}
		seen[exchange.Sameness(rule)] = true
		b := w.resource(dir.typ, w.derived(dir.typ, id, keyName(row.Key)), id, dir.path+"."+row.Key).
			set("security_group_id", w.attribute(id, "id"))
		if rule.Description != "" {
			b.set("description", w.markedDescription(b, id, rule.Description))
		}
		traffic(b, rule)
		b.set(argument, peer)
		if rule.Group.IsZero() {
			blocks++
		} else if over := w.making.PeeredOver(vpc, rule); over != "" {
			b.dependsOn(ref(typePeering, w.names[over]))
		}
	}
	return blocks
}

// peer is whom a rule allows, with the argument that says so: a block, a group of this VPC or of a peered one
// (semantics 57, 61), or a prefix list; nil where it is none or several.
func (w *writer) peer(id, vpc string, rule kind.SecurityRule) (argument string, value expression) {
	switch {
	case !exchange.OnePeer(rule):
		return "", ""
	case rule.CIDR.IsValid():
		return exchange.ByFamily(rule.CIDR, "cidr_ipv4", "cidr_ipv6"), text(rule.CIDR.String())
	case !rule.PrefixList.IsZero():
		return "prefix_list_id", w.list(rule.PrefixList, id)
	}
	if w.making.PeeredOver(vpc, rule) != "" && w.made[rule.Group.ID] {
		return "referenced_security_group_id", w.attribute(rule.Group.ID, "id")
	}
	return "referenced_security_group_id", w.inVPC(rule.Group, vpc)
}

// traffic is the protocol of a rule with its ports or types (semantics 63, 64).
func traffic(b *block, r kind.SecurityRule) {
	protocol := r.Protocol.String()
	if r.Protocol == netset.AllProtocols {
		protocol = "-1"
	}
	b.set("ip_protocol", text(protocol))
	switch {
	case r.Protocol.HasPorts():
		first, last := r.Ports.Bounds()
		b.set("from_port", number(int(first))).set("to_port", number(int(last)))
	case r.Protocol.HasTypes():
		typ, code := exchange.ICMP(r.Types)
		b.set("from_port", number(typ)).set("to_port", number(code))
	}
}

// description is a text with only the characters that AWS takes.
func (w *writer) description(id, s string) expression {
	clean := exchange.Describable(s)
	if clean != s {
		w.lose("description", id, "text", s)
	}
	return text(clean)
}
