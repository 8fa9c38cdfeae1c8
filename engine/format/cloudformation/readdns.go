package cloudformation

import (
	"slices"
	"strings"

	"vpcanvas/engine/kind"
)

var readHostedZone = []reading{{typ: typeZone, is: always, parent: inScope, fill: fillHostedZone}}

func fillHostedZone(src *source) {
	p := propsOf[*kind.HostedZone](src)
	p.Domain = shown(src.text("Name"))
	if !src.own {
		p.Domain = strings.TrimSuffix(p.Domain, ".")
	}
	for _, item := range src.items("VPCs") {
		p.Private = true
		if to := src.to(get(item, "VPCId"), kind.VPCKind); to.ID != "" {
			p.VPCs[to.ID] = true
		} else {
			src.reader.lose("zone-of", src.id, "element", src.logical, "vpc", joined(get(item, "VPCId"), ""))
		}
	}
}

var recordTypes = []string{kind.RecordA, kind.RecordAAAA, kind.RecordCNAME}

var readRecord = []reading{{
	typ: typeRecord, is: func(src *source) bool { return slices.Contains(recordTypes, src.text("Type")) },
	parent: zoneOfRecord, fill: fillRecord,
}}

// zoneOfRecord is the zone that a record names, by its id or by its domain.
func zoneOfRecord(src *source) string {
	if of, _ := src.reader.found(src.prop("HostedZoneId")); of != nil && of.kind == kind.HostedZoneKind {
		return of.id
	}
	if name := src.text("HostedZoneName"); name != "" {
		return src.zoneCalled(name)
	}
	return ""
}

func fillRecord(src *source) {
	p := propsOf[*kind.Record](src)
	p.Type = src.text("Type")
	zone := src.reader.d.Resources[src.reader.d.Resources[src.id].Parent].Props.(*kind.HostedZone)
	name, domain := strings.TrimSuffix(shown(src.text("Name")), "."), strings.TrimSuffix(zone.Domain, ".")
	p.RecordName = strings.TrimSuffix(strings.TrimSuffix(name, domain), ".")
	p.TTL = min(max(numberOr(src.prop("TTL"), p.TTL), 0), longestTTL)
	v := get(src.prop("AliasTarget"), "DNSName")
	if v == nil {
		values := src.items("ResourceRecords")
		if len(values) > 1 {
			src.reader.lose("record-values", src.id, "element", src.logical)
		}
		for _, item := range values[:min(1, len(values))] {
			v = item
		}
	}
	src.answerOf(p, v)
}

const longestTTL = 2147483647

// answerOf is what the name stands for: an element of the import, else a value.
func (src *source) answerOf(p *kind.Record, v any) {
	text := joined(v, "")
	if at := symbols.FindString(text); at != "" { // such as dualstack.${…}
		p.Target = src.to(at, kind.InstanceKind, kind.LoadBalancerKind, kind.DatabaseKind, kind.InterfaceEndpointKind, kind.ElasticIPKind)
		if of, _ := src.reader.found(at); p.Target.ID == "" && of != nil && src.reader.tied[of] != nil {
			p.Target = kind.To(src.reader.tied[of].id)
		}
		if p.Target.ID != "" {
			return
		}
		p.Target = kind.Ref{}
		src.reader.lose("record-of", src.id, "element", src.logical, "value", text)
	}
	p.Value = shown(text)
}
