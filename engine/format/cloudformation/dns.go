package cloudformation

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

func writeHostedZone(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.HostedZone)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	m := newMade(typeZone, id).set("Name", text(p.Domain))
	kept, others := w.making.ZoneVPCs(id)
	for _, vpc := range others {
		w.lose("zone-vpc", id, "vpc", w.d.NameOf(vpc))
	}
	vpcs := list{}
	for _, vpc := range kept {
		vpcs = append(vpcs, newObject().set("VPCId", ref(w.logical[vpc])).set("VPCRegion", ref("AWS::Region")))
	}
	switch {
	case p.Private:
		m.set("VPCs", vpcs)
	case len(vpcs) > 0:
		w.lose("zone-public", id)
	}
	w.add(w.logical[id], w.tagsAs(m, "HostedZoneTags", id, r))
}

// writeRecord writes what a name stands for. A record has no tags.
func writeRecord(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.Record)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	if len(r.Tags) > 0 {
		w.remark("record-tags", id)
	}
	m := newMade(typeRecord, id)
	if r.Name != "" {
		m.metadata.set("Name", text(r.Name))
	}
	m.set("HostedZoneId", ref(w.logical[r.Parent])).set("Name", text(w.making.Domain(id))).set("Type", text(p.Type))
	answer := w.making.Answer(id)
	if answer.How == exchange.AnswerAlias {
		w.add(w.logical[id], m.set("AliasTarget", w.alias(answer.Resource)))
		return
	}
	w.add(w.logical[id], m.set("TTL", text(itoa(p.TTL))).set("ResourceRecords", list{w.answer(answer)}))
}

func (w *writer) answer(a exchange.Answer) value {
	switch a.How {
	case exchange.AnswerPrivate:
		return w.privateAddress(a.Resource)
	case exchange.AnswerPublic:
		return getAtt{w.logical[a.Resource], "PublicIp"}
	case exchange.AnswerFixed:
		return ref(w.logical[a.Resource])
	case exchange.AnswerName:
		switch w.d.Resources[a.Resource].Kind {
		case kind.DatabaseKind:
			return w.databaseName(a.Resource)
		case kind.LoadBalancerKind:
			return getAtt{w.logical[a.Resource], "DNSName"}
		}
		return w.endpointName(a.Resource, 1)
	}
	return text(a.Value)
}

func (w *writer) privateAddress(id string) value {
	interfaces := kind.Sorted(w.d.Resources[id].Props.(*kind.Instance).Interfaces)
	if len(interfaces) < 2 {
		return getAtt{w.logical[id], "PrivateIp"}
	}
	return getAtt{w.interfaceName(id, interfaces[0].Key), "PrimaryPrivateIpAddress"}
}

func (w *writer) alias(id string) *object {
	if w.d.Resources[id].Kind == kind.LoadBalancerKind {
		return newObject().set("DNSName", getAtt{w.logical[id], "DNSName"}).set("HostedZoneId", getAtt{w.logical[id], "CanonicalHostedZoneID"})
	}
	return newObject().set("DNSName", w.endpointName(id, 1)).set("HostedZoneId", w.endpointName(id, 0))
}

// endpointName is a part of the first DNS entry of an endpoint, which reads "zone:name".
func (w *writer) endpointName(id string, part int) value {
	first := selectAt(0, getAtt{w.logical[id], "DnsEntries"})
	return selectAt(part, call{"Split", list{text(":"), first}})
}
