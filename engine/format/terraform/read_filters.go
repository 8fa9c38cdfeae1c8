package terraform

import (
	"fmt"
	"strings"

	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// networkACL also takes the subnets that stand in the ACL itself.
func (r *reader) networkACL(e *drawing) {
	if e.item.typ == typeDefaultACL {
		return // a subnet without another one has it (semantics 74)
	}
	for _, v := range e.item.list("subnet_ids") {
		if _, p, ok := props[*kind.Subnet](r, v); ok {
			p.NetworkACL = kind.To(e.id)
		}
	}
}

func (r *reader) aclRule(it *item) {
	id, p, ok := about[*kind.NetworkACL](r, it, "network_acl_id")
	if !ok {
		return
	}
	r.addEntry(id, p, it.yes("egress", false), it.body)
}

func (r *reader) inlineEntries(it *item) {
	id, p, ok := props[*kind.NetworkACL](r, reference{address: it.address})
	if !ok {
		return
	}
	for _, dir := range directions {
		for _, b := range r.inline(id, it, dir.path) {
			r.addEntry(id, p, dir.path == "egress", b)
		}
	}
}

// lastDeny is the entry that AWS shows at the end of each ACL; it is derived (semantics 69).
const lastDeny = 32767

func (r *reader) addEntry(id string, p *kind.NetworkACL, egress bool, b *body) {
	entry := kind.ACLEntry{RuleNumber: b.number("rule_number", b.number("rule_no", 0)), Action: strings.ToLower(b.text("rule_action") + b.text("action"))}
	if entry.RuleNumber >= lastDeny {
		return
	}
	rows, property := p.Ingress, "ingress"
	if egress {
		rows, property = p.Egress, "egress"
	}
	for _, argument := range []string{"cidr_block", "ipv6_cidr_block"} {
		if v := b.args[argument]; v != nil && v != "" {
			entry.CIDR = prefixOf(v)
		}
	}
	protocol, ok := protocolOf(b.text("protocol"))
	entry.Protocol = protocol
	var arePorts, areTypes bool
	entry.Ports, arePorts = portsOf(protocol, b)
	entry.Types, areTypes = typesOf(protocol, b.args["icmp_type"], b.args["icmp_code"])
	if !ok || !arePorts || !areTypes || !entry.CIDR.IsValid() || entry.RuleNumber < 1 {
		r.lose("entry", id, "rule", fmt.Sprint(entry.RuleNumber), "direction", property)
		return
	}
	key := rowOf(b, property, fmt.Sprint(entry.RuleNumber))
	if !r.again(id, property, fmt.Sprint(entry)) {
		rows[key] = entry
	}
}

// protocolOf reads a name, a number, or -1 for all.
func protocolOf(s string) (netset.Protocol, bool) {
	var p netset.Protocol
	if s == "" {
		return p, false
	}
	if strings.EqualFold(s, "all") {
		return netset.AllProtocols, true
	}
	return p, p.UnmarshalText([]byte(s)) == nil
}

// portsOf are the ports of a rule; all of them are none in particular. Those that are not known are false: they must
// not become every port.
func portsOf(p netset.Protocol, b *body) (netset.PortRange, bool) {
	const highest = 65535
	if !p.HasPorts() {
		return netset.PortRange{}, true
	}
	from, isFrom := numberOr(b.args["from_port"], 0)
	to, isTo := numberOr(b.args["to_port"], highest)
	switch {
	case !isFrom || !isTo:
		return netset.PortRange{}, false
	case from == every && to == every, from <= 0 && from >= every && to == highest:
		return netset.PortRange{}, true
	case from < 0 || to > highest || to < from:
		return netset.PortRange{}, false
	}
	return netset.Ports(uint16(from), uint16(to)), true
}

// every is how AWS says all ports, types or codes.
const every = -1

// numberOr is a number, or otherwise where nothing is said; false where it is not known.
func numberOr(v any, otherwise int) (int, bool) {
	if v == nil || v == "" {
		return otherwise, true
	}
	return intOf(v)
}

// typesOf are an ICMP type and code; false where they are not known, or none.
func typesOf(p netset.Protocol, typ, code any) (t netset.Types, ok bool) {
	const highest = 255
	if !p.HasTypes() {
		return t, true
	}
	first, isFirst := numberOr(typ, every)
	second, isSecond := numberOr(code, every)
	if !isFirst || !isSecond || first < every || first > highest || second < every || second > highest {
		return t, false
	}
	if first != every {
		t.Type, t.HasType = uint8(first), true
		if second != every {
			t.Code, t.HasCode = uint8(second), true
		}
	}
	return t, true
}

func (r *reader) securityGroup(e *drawing) {
	p, it := e.res.Props.(*kind.SecurityGroup), e.item
	if it.typ == typeGroup {
		p.Egress = map[string]kind.SecurityRule{} // Terraform takes AWS's own rule away
		p.Description = it.text("description")
	}
	if whole, ok := it.mark("description"); ok && len(whole) > 0 {
		p.Description = whole[0]
	}
	if it.hasMark("implicit", "description") {
		// What stands there is made of the export name, which the name of the block only follows.
		if export, ok := strings.CutPrefix(p.Description, "Security group "); ok && export != "" {
			e.res.ExportName = export
		}
		p.Description = ""
	}
}

// groupRule reads one rule that stands alone.
func (r *reader) groupRule(it *item) {
	id, p, ok := about[*kind.SecurityGroup](r, it, "security_group_id")
	if !ok {
		return
	}
	if it.id() != "" && it.row() == "" {
		return // it stands for no egress
	}
	rule, fine := r.ruleOf(id, it.body, it.text("ip_protocol"))
	switch {
	case prefixOf(it.args["cidr_ipv4"]).IsValid():
		rule.CIDR = prefixOf(it.args["cidr_ipv4"])
	case prefixOf(it.args["cidr_ipv6"]).IsValid():
		rule.CIDR = prefixOf(it.args["cidr_ipv6"])
	case it.text("prefix_list_id") != "" || it.is("prefix_list_id") && it.args["prefix_list_id"] != "":
		rule.PrefixList = r.ref(id, it.args["prefix_list_id"], kind.PrefixListKind)
	case it.is("referenced_security_group_id") && it.args["referenced_security_group_id"] != "":
		rule.Group = r.ref(id, it.args["referenced_security_group_id"], kind.SecurityGroupKind)
	default:
		fine = false
	}
	r.addRule(id, p, it.body, it.typ == typeEgress, rule, fine, it.address)
}

// ruleOf is what a rule says of its traffic.
func (r *reader) ruleOf(id string, b *body, protocol string) (kind.SecurityRule, bool) {
	rule := kind.SecurityRule{Description: b.text("description")}
	if whole, ok := b.mark("description"); ok && len(whole) > 0 {
		rule.Description = whole[0]
	}
	p, ok := protocolOf(protocol)
	rule.Protocol = p
	var arePorts, areTypes bool
	rule.Ports, arePorts = portsOf(p, b)
	rule.Types, areTypes = typesOf(p, b.args["from_port"], b.args["to_port"])
	return rule, ok && arePorts && areTypes
}

func (r *reader) addRule(id string, p *kind.SecurityGroup, b *body, egress bool, rule kind.SecurityRule, fine bool, identity string) {
	rows, property := p.Ingress, "ingress"
	if egress {
		rows, property = p.Egress, "egress"
	}
	if !fine {
		r.lose("rule", id, "rule", identity)
		return
	}
	if !r.again(id, property, exchange.Sameness(rule)) {
		rows[rowOf(b, property, exchange.Sameness(rule))] = rule
	}
}

// oldRule is aws_security_group_rule, which may name several peers.
func (r *reader) oldRule(it *item) {
	id, p, ok := about[*kind.SecurityGroup](r, it, "security_group_id")
	if !ok {
		return
	}
	r.peers(id, p, it.body, it.text("type") == "egress", it.address, []any{it.args["source_security_group_id"]})
}

// inlineRules are those that stand in the group itself.
func (r *reader) inlineRules(it *item) {
	id, p, ok := props[*kind.SecurityGroup](r, reference{address: it.address})
	if !ok {
		return
	}
	for _, dir := range directions {
		for n, b := range r.inline(id, it, dir.path) {
			r.peers(id, p, b, dir.path == "egress", fmt.Sprintf("%s.%s.%d", it.address, dir.path, n), b.list("security_groups"))
		}
	}
}

// inline are the blocks that stand in a resource itself. A plan whose block names what does not exist yet tells only
// what all of them refer to.
func (r *reader) inline(id string, it *item, name string) []*body {
	all := it.blocks(name)
	if len(all) < len(it.list(name)) {
		r.lose("inline", id, "property", name, "value", shown(it.args[name]))
	}
	return all
}

// peers makes a row of each peer: the model has one in a rule.
func (r *reader) peers(id string, p *kind.SecurityGroup, b *body, egress bool, identity string, groups []any) {
	rule, fine := r.ruleOf(id, b, b.text("protocol"))
	found := 0
	add := func(rule kind.SecurityRule, fine bool) {
		found++
		r.addRule(id, p, b, egress, rule, fine, identity)
	}
	for _, v := range append(append([]any{}, b.list("cidr_blocks")...), b.list("ipv6_cidr_blocks")...) {
		one := rule
		one.CIDR = prefixOf(v)
		add(one, fine && one.CIDR.IsValid())
	}
	for _, v := range b.list("prefix_list_ids") {
		one := rule
		one.PrefixList = r.ref(id, v, kind.PrefixListKind)
		add(one, fine && !one.PrefixList.IsZero())
	}
	for _, v := range groups {
		if v == nil || v == "" {
			continue
		}
		one := rule
		one.Group = r.ref(id, v, kind.SecurityGroupKind)
		add(one, fine && !one.Group.IsZero())
	}
	if b.yes("self", false) {
		one := rule
		one.Group = kind.To(id)
		add(one, fine)
	}
	if found == 0 {
		r.lose("rule", id, "rule", identity)
	}
}

func (r *reader) prefixList(e *drawing) {
	p, it := e.res.Props.(*kind.PrefixList), e.item
	p.MaxEntries = it.number("max_entries", p.MaxEntries)
	for _, b := range it.blocks("entry") {
		r.addListEntry(e.id, p, b)
	}
}

func (r *reader) addListEntry(id string, p *kind.PrefixList, b *body) {
	block := prefixOf(b.args["cidr"])
	if !block.IsValid() {
		r.lose("unknown-block", id, "value", shown(b.args["cidr"]))
		return
	}
	entry := kind.PrefixListEntry{CIDR: block, Description: b.text("description")}
	if whole, ok := b.mark("description"); ok && len(whole) > 0 {
		entry.Description = whole[0]
	}
	key := rowOf(b, "entries", block.String())
	if !r.again(id, "entries", block.String()) {
		p.Entries[key] = entry
	}
}

func (r *reader) listEntry(it *item) {
	id, p, ok := about[*kind.PrefixList](r, it, "prefix_list_id")
	if !ok {
		return
	}
	r.addListEntry(id, p, it.body)
}

// serviceOf is the service of AWS that a name ends with, whatever the region.
func serviceOf(v any) string {
	s := textOf(v)
	if p, ok := v.(partial); ok {
		s = string(p)
	}
	for _, service := range []string{kind.ServiceS3, kind.ServiceDynamoDB} {
		if strings.HasSuffix(s, "."+service) {
			return service
		}
	}
	return ""
}

// isCustomerList tells a data source of a list that is not AWS's: its blocks are not in the files.
func (r *reader) isCustomerList(it *item) bool { return serviceOf(it.args["name"]) == "" }

func (r *reader) listOfService(e *drawing) {
	p := e.res.Props.(*kind.PrefixList)
	p.Owner, p.Service = kind.OwnerAWS, serviceOf(e.item.args["name"])
	if len(e.item.list("cidr_blocks")) > 0 {
		return // what they are today is not what they are tomorrow
	}
	p.Entries = map[string]kind.PrefixListEntry{}
}
