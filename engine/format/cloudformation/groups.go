package cloudformation

import (
	"net/netip"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// A direction is one side of a group's rules, in CloudFormation's words.
type direction struct {
	path, inline, typ, suffix, peerGroup, peerList string
	rows                                           func(*kind.SecurityGroup) map[string]kind.SecurityRule
}

var directions = []direction{
	{"ingress", "SecurityGroupIngress", typeGroupIngress, "Ingress", "SourceSecurityGroupId", "SourcePrefixListId", func(g *kind.SecurityGroup) map[string]kind.SecurityRule { return g.Ingress }},
	{"egress", "SecurityGroupEgress", typeGroupEgress, "Egress", "DestinationSecurityGroupId", "DestinationPrefixListId", func(g *kind.SecurityGroup) map[string]kind.SecurityRule { return g.Egress }},
}

// nowhere stands for "no egress": with no rule at all AWS would add one that allows everything.
var nowhere = netip.MustParsePrefix("127.0.0.1/32")

// writeSecurityGroup keeps rules with blocks inline. Rules with groups are resources of their own:
// two groups that name each other would be a circle.
func writeSecurityGroup(w *writer, id string, r *design.Resource) {
	g := r.Props.(*kind.SecurityGroup)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	if w.d.MadeByAWS(id) {
		w.defaultGroup(id, r, g)
		return
	}
	m := newMade(typeGroup, id)
	description := g.Description
	if description == "" {
		description = "Security group " + w.logical[id]
	}
	m.set("GroupDescription", w.description(m, id, description)).set("VpcId", ref(w.logical[r.Parent]))
	w.resources.set(w.logical[id], newObject()) // its place, before its rules
	for _, dir := range directions {
		inline, keys := list{}, list{}
		for _, rule := range w.rules(id, dir, dir.rows(g)) {
			if rule.group {
				w.addRule(id, dir, rule)
				continue
			}
			inline, keys = append(inline, rule.body), append(keys, text(rule.key))
		}
		if len(keys) > 0 {
			m.metadata.set(dir.inline, keys)
		}
		if len(inline) == 0 && dir.path == "egress" {
			inline = list{newObject().set("IpProtocol", text("-1")).set("CidrIp", text(nowhere.String())).set("Description", text("no egress"))}
		}
		if len(inline) > 0 {
			m.set(dir.inline, inline)
		}
	}
	w.add(w.logical[id], w.tags(m, id, r))
	w.output(id)
}

// A ruleBody is one rule as CloudFormation writes it. A group says that its peer is one.
type ruleBody struct {
	key   string
	body  *object
	group bool
	// after is the peering connection over which the group is named.
	after string
}

func (w *writer) addRule(id string, dir direction, rule ruleBody) {
	m := newMade(dir.typ, id).row(dir.path, rule.key).after(rule.after).set("GroupId", w.idOf(id))
	for _, key := range rule.body.keys {
		m.set(key, rule.body.values[key])
	}
	w.add(w.derived(id, dir.suffix, rule.key), m)
}

// rules are the rows that AWS would take: with one peer, which exists, and no two alike.
func (w *writer) rules(id string, dir direction, rows map[string]kind.SecurityRule) []ruleBody {
	bodies, vpc := []ruleBody{}, w.d.Ancestor(id, kind.VPCKind)
	seen := map[string]bool{}
	for _, row := range kind.Sorted(rows) {
		rule := row.Value
		if seen[exchange.Sameness(rule)] {
			w.remark("rule-twice", id, "rule", row.Key)
			continue
		}
		body := traffic(rule)
		switch peer, list := w.peer(vpc, rule), w.list(rule.PrefixList); {
		case !exchange.OnePeer(rule):
			w.lose("rule-peer", id, "rule", row.Key)
			continue
		case rule.CIDR.IsValid():
			body.set(exchange.ByFamily(rule.CIDR, "CidrIp", "CidrIpv6"), text(rule.CIDR.String()))
		case peer != nil:
			body.set(dir.peerGroup, peer)
		case list != nil:
			body.set(dir.peerList, list)
		default:
			w.lose("rule-peer", id, "rule", row.Key)
			continue
		}
		seen[exchange.Sameness(rule)] = true
		if rule.Description != "" {
			body.set("Description", w.description(nil, id, rule.Description))
		}
		bodies = append(bodies, ruleBody{row.Key, body, !rule.Group.IsZero(), w.logical[w.making.PeeredOver(vpc, rule)]})
	}
	return bodies
}

// peer is the group of a rule, nil where it names none of this VPC or of a peered one (semantics 57, 61).
func (w *writer) peer(vpc string, r kind.SecurityRule) value {
	if r.Group.ID != "" && w.d.Ancestor(r.Group.ID, kind.VPCKind) != vpc && w.making.PeeredOver(vpc, r) == "" {
		return nil
	}
	return w.target(r.Group)
}

// traffic is the protocol of a rule with its ports or types (semantics 63, 64).
func traffic(r kind.SecurityRule) *object {
	o := newObject()
	switch {
	case r.Protocol == netset.AllProtocols:
		o.set("IpProtocol", text("-1"))
	case r.Protocol.HasPorts():
		first, last := r.Ports.Bounds()
		o.set("IpProtocol", text(r.Protocol.String())).set("FromPort", number(first)).set("ToPort", number(last))
	case r.Protocol.HasTypes():
		typ, code := exchange.ICMP(r.Types)
		o.set("IpProtocol", text(r.Protocol.String())).set("FromPort", number(typ)).set("ToPort", number(code))
	default:
		o.set("IpProtocol", text(r.Protocol.String()))
	}
	return o
}

// description is a text with only the characters that AWS takes; m remembers the one that was drawn.
func (w *writer) description(m *made, id, s string) text {
	safe := w.inert(id, s)
	clean := exchange.Describable(safe)
	if clean != safe {
		w.lose("description", id, "text", s)
	}
	if clean != s && m != nil {
		m.metadata.set("Description", text(s))
	}
	return text(clean)
}

// defaultGroup says what was added to the VPC's own group. What was taken away stays: no template
// can remove a rule that it did not make.
func (w *writer) defaultGroup(id string, r *design.Resource, g *kind.SecurityGroup) {
	if len(r.Tags) > 0 {
		w.lose("own-tags", id)
	}
	made := kind.DefaultSecurityGroup(id)
	for _, dir := range directions {
		added := map[string]kind.SecurityRule{}
		missing := map[string]bool{}
		for _, rule := range dir.rows(made) {
			missing[exchange.Sameness(rule)] = true
		}
		for key, rule := range dir.rows(g) {
			if _, own := missing[exchange.Sameness(rule)]; own {
				missing[exchange.Sameness(rule)] = false
				continue
			}
			added[key] = rule
		}
		for _, row := range kind.Sorted(missing) {
			if row.Value {
				w.lose("default-rule", id, "direction", dir.path)
			}
		}
		for _, rule := range w.rules(id, dir, added) {
			w.addRule(id, dir, rule)
		}
	}
}
