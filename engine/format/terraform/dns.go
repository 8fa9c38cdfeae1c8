package terraform

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

func writeHostedZone(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.HostedZone)
	b := w.resource(typeZone, w.names[id], id).set("name", text(p.Domain))
	kept, others := w.making.ZoneVPCs(id)
	for _, vpc := range others {
		w.lose("zone-vpc", id, "vpc", w.nameOf(vpc))
	}
	if !p.Private && len(kept) > 0 {
		w.lose("zone-public", id)
	}
	for _, vpc := range kept {
		if !p.Private {
			break
		}
		in := newBlock("vpc").set("vpc_id", w.attribute(vpc, "id"))
		if scope := w.d.Ancestor(vpc, kind.ScopeKind); scope != w.scope {
			in.set("vpc_region", ref("var", w.names[scope]+"_region"))
		}
		b.put(in)
	}
	w.tag(b, id, r)
}

// writeRecord writes what a name stands for. A record has no tags.
func writeRecord(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.Record)
	if len(r.Tags) > 0 {
		w.remark("record-tags", id)
	}
	b := w.resource(typeRecord, w.names[id], id)
	if r.Name != "" {
		b.mark("name", r.Name)
	}
	b.set("zone_id", w.attribute(r.Parent, "zone_id")).set("name", text(w.making.Domain(id))).set("type", text(p.Type))
	answer := w.making.Answer(id)
	if answer.How == exchange.AnswerAlias {
		b.put(w.alias(answer.Resource))
		return
	}
	b.set("ttl", number(p.TTL)).set("records", list(w.answer(answer)))
}

func (w *writer) answer(a exchange.Answer) expression {
	switch a.How {
	case exchange.AnswerPrivate:
		return w.attribute(a.Resource, "private_ip")
	case exchange.AnswerPublic, exchange.AnswerFixed:
		return w.attribute(a.Resource, "public_ip")
	case exchange.AnswerName:
		switch r := w.d.Resources[a.Resource]; r.Kind {
		case kind.DatabaseKind:
			return w.attribute(a.Resource, databaseRowOf(r.Props.(*kind.Database).Engine).address)
		case kind.LoadBalancerKind:
			return w.attribute(a.Resource, "dns_name")
		}
		return element(w.attribute(a.Resource, "dns_entry"), 0, "dns_name")
	}
	return text(a.Value)
}

// alias lets Route 53 look a resource up by itself.
func (w *writer) alias(id string) *block {
	b := newBlock("alias")
	if w.d.Resources[id].Kind == kind.LoadBalancerKind {
		b.set("name", w.attribute(id, "dns_name")).set("zone_id", w.attribute(id, "zone_id"))
	} else {
		entry := w.attribute(id, "dns_entry")
		b.set("name", element(entry, 0, "dns_name")).set("zone_id", element(entry, 0, "hosted_zone_id"))
	}
	return b.set("evaluate_target_health", boolean(false))
}
