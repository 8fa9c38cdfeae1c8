package cloudformation

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// writeNetworkACL makes each entry a resource. Of the VPC's own list only what was added can be
// said: its first entries exist already.
func writeNetworkACL(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.NetworkACL)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	own := w.d.MadeByAWS(id)
	if own && len(r.Tags) > 0 {
		w.lose("own-tags", id)
	}
	if !own {
		w.add(w.logical[id], w.tags(newMade(typeACL, id).set("VpcId", ref(w.logical[r.Parent])), id, r))
	}
	w.aclEntries(id, "ingress", p.Ingress, own)
	w.aclEntries(id, "egress", p.Egress, own)
}

func (w *writer) aclEntries(id, path string, rows map[string]kind.ACLEntry, own bool) {
	made := kind.Sorted(kind.DefaultNetworkACL().Ingress)[0].Value
	unchanged := false
	used := map[int]bool{made.RuleNumber: own}
	for _, row := range kind.Sorted(rows) {
		e := row.Value
		switch {
		case own && e == made:
			unchanged = true
		case used[e.RuleNumber]:
			w.lose("entry-number", id, "rule", itoa(e.RuleNumber), "direction", path)
		case !e.CIDR.IsValid():
			w.lose("entry-block", id, "rule", itoa(e.RuleNumber), "direction", path)
		default:
			used[e.RuleNumber] = true
			w.aclEntry(id, path, row)
		}
	}
	if own && !unchanged {
		w.lose("default-entry", id, "direction", path)
	}
}

func (w *writer) aclEntry(id, path string, row kind.Row[kind.ACLEntry]) {
	e := row.Value
	m := newMade(typeACLEntry, id).row(path, row.Key).
		set("NetworkAclId", w.idOf(id)).
		set("RuleNumber", number(e.RuleNumber)).
		set("Egress", boolean(path == "egress")).
		set("RuleAction", text(e.Action)).
		set("Protocol", number(e.Protocol.Number())).
		set(exchange.ByFamily(e.CIDR, "CidrBlock", "Ipv6CidrBlock"), text(e.CIDR.String()))
	switch {
	case e.Protocol.HasPorts():
		first, last := e.Ports.Bounds()
		m.set("PortRange", newObject().set("From", number(first)).set("To", number(last)))
	case e.Protocol == netset.ICMP || e.Protocol == netset.ICMPv6:
		typ, code := exchange.ICMP(e.Types)
		m.set("Icmp", newObject().set("Type", number(typ)).set("Code", number(code)))
	}
	w.add(w.derived(id, capital(path), itoa(e.RuleNumber)), m)
}
