package aws

import (
	"slices"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

type flowLogShape struct {
	ID          string `json:"FlowLogId"`
	Resource    string `json:"ResourceId"`
	Traffic     string `json:"TrafficType,omitempty"`
	Type        string `json:"LogDestinationType,omitempty"`
	Destination string `json:"LogDestination,omitempty"`
	Group       string `json:"LogGroupName,omitempty"`
	Tags        []tag  `json:"Tags"`
}

type zoneConfig struct {
	Private bool `json:"PrivateZone"`
}

type zoneVPC struct {
	ID     string `json:"VPCId"`
	Region string `json:"VPCRegion,omitempty"`
}

type hostedZoneShape struct {
	ID     string           `json:"Id,omitempty"`
	Name   string           `json:"Name,omitempty"`
	Config zoneConfig       `json:"Config"`
	VPCs   []zoneVPC        `json:"VPCs,omitempty"`
	Zone   *hostedZoneShape `json:"HostedZone,omitempty"`
}

type aliasTarget struct {
	DNS string `json:"DNSName"`
}

type recordValue struct {
	Value string `json:"Value"`
}

type recordSet struct {
	Name   string        `json:"Name"`
	Type   string        `json:"Type"`
	TTL    int           `json:"TTL,omitempty"`
	Values []recordValue `json:"ResourceRecords,omitempty"`
	Alias  *aliasTarget  `json:"AliasTarget,omitempty"`
	ID     string        `json:"SetIdentifier,omitempty"`
}

type zoneRecords struct {
	Zone    string      `json:"HostedZoneId"`
	Records []recordSet `json:"ResourceRecordSets"`
}

var (
	flowLogs = object("FlowLogs", phases[flowLogShape]{
		ids:   func(o *flowLogShape) []named { return only(o.ID, kind.FlowLogKind) },
		build: readFlowLog, write: writeFlowLogs,
	})
	hostedZones = object("HostedZones", phases[hostedZoneShape]{
		ids:   func(o *hostedZoneShape) []named { return only(o.id(), kind.HostedZoneKind) },
		build: readHostedZone, write: writeHostedZones,
	})
	hostedZoneRecords = object("HostedZoneRecords", phases[zoneRecords]{build: readRecords, write: writeRecords})
)

func readFlowLog(r *reader, s *scope, o *flowLogShape) {
	e, ok := r.find(s, o.Resource, kind.VPCKind, kind.SubnetKind)
	if !ok {
		e, ok = r.rows[o.Resource]
	}
	if !ok {
		e, ok = r.find(s, o.Resource, kind.NetworkInterfaceKind, kind.InstanceKind)
	}
	vpc := r.d.Ancestor(e.id, kind.VPCKind)
	if !ok || vpc == "" && e.kind != kind.NetworkInterfaceKind {
		r.lose("flow-log", "", message.Args{"element": o.ID, "target": o.Resource})
		return
	}
	if vpc == "" { // interfaces that stand alone are built last
		subnet, _ := r.find(s, r.interfaces[o.Resource].Subnet, kind.SubnetKind)
		if vpc = r.d.Ancestor(subnet.id, kind.VPCKind); vpc == "" {
			return
		}
	}
	p := &kind.FlowLog{TrafficType: kind.LogAll, Destination: kind.LogToCloudWatch, LogGroup: o.Group}
	switch e.kind {
	case kind.VPCKind:
	case kind.SubnetKind, kind.InstanceKind, kind.NetworkInterfaceKind:
		p.Watches = kind.To(e.id)
	default:
		r.lose("flow-log", "", message.Args{"element": o.ID, "target": o.Resource})
		return
	}
	if isOption(kind.FlowLogKind, "trafficType", o.Traffic) {
		p.TrafficType = o.Traffic
	}
	if o.Type == kind.LogToS3 {
		p.Destination, p.LogGroup = kind.LogToS3, strings.TrimPrefix(o.Destination, "arn:aws:s3:::")
	}
	r.add(s, o.ID, "", vpc, p, o.Tags)
}

func (o *hostedZoneShape) id() string {
	if o.Zone != nil {
		return o.Zone.ID
	}
	return o.ID
}

func readHostedZone(r *reader, s *scope, o *hostedZoneShape) {
	z := o
	if o.Zone != nil {
		z = o.Zone
		z.VPCs = append(z.VPCs, o.VPCs...)
	}
	p := &kind.HostedZone{Domain: strings.TrimSuffix(z.Name, "."), Private: z.Config.Private, VPCs: map[string]bool{}}
	for _, v := range z.VPCs {
		if e, ok := r.find(s, v.ID, kind.VPCKind); ok {
			p.VPCs[e.id] = true
		}
	}
	r.add(s, z.ID, p.Domain, s.id, p, r.tags[z.ID])
}

func readRecords(r *reader, s *scope, o *zoneRecords) {
	zone, ok := r.find(s, o.Zone, kind.HostedZoneKind)
	if !ok {
		zone, ok = r.find(s, "/hostedzone/"+o.Zone, kind.HostedZoneKind)
	}
	if !ok || r.d.Resources[zone.id] == nil {
		r.lose("no-owner", "", message.Args{"element": "ResourceRecordSets", "owner": o.Zone})
		return
	}
	domain := r.d.Resources[zone.id].Props.(*kind.HostedZone).Domain
	others := map[string]bool{}
	count := 0
	for _, set := range o.Records {
		if !isOption(kind.RecordKind, "type", set.Type) {
			if set.Type != "NS" && set.Type != "SOA" { // every zone has those
				others[set.Type] = true
				count++
			}
			continue
		}
		r.record(s, zone, domain, set)
	}
	if count > 0 {
		types := []string{}
		for _, row := range kind.Sorted(others) {
			types = append(types, row.Key)
		}
		r.lose("record-type", zone.id, message.Args{"element": domain, "count": strconv.Itoa(count), "value": strings.Join(types, ", ")})
	}
}

func (r *reader) record(s *scope, zone entry, domain string, set recordSet) {
	name := strings.TrimSuffix(strings.TrimSuffix(set.Name, "."), domain)
	p := &kind.Record{RecordName: strings.TrimSuffix(name, "."), Type: set.Type, TTL: set.TTL}
	if set.Alias != nil {
		dns := strings.TrimPrefix(kind.Domain(set.Alias.DNS), "dualstack.")
		own, _, _ := strings.Cut(dns, ".")
		switch e, ok := r.dnsNames[dns]; {
		case ok:
			p.Target = kind.To(e.id)
		case r.d.Resources[own] != nil: // a name that the writer made of the element's id
			p.Target = kind.To(own)
		default:
			p.Value = set.Alias.DNS
		}
	} else if len(set.Values) > 0 {
		p.Value = set.Values[0].Value
	}
	if res := r.d.Resources[p.Target.ID]; res != nil && !slices.Contains(kind.Get(kind.RecordKind).Field("target").Refs, res.Kind) {
		p.Target = kind.Ref{}
	}
	awsID := strings.Join([]string{r.d.Resources[zone.id].Name, set.Name, set.Type}, " ")
	if set.ID != "" {
		awsID += " -" + set.ID
	}
	r.register(zone.scope, named{awsID: awsID, kind: kind.RecordKind})
	r.add(zone.scope, awsID, strings.TrimSuffix(set.Name, "."), zone.id, p, nil)
}

func writeFlowLogs(w *writer) []any {
	return w.each(kind.FlowLogKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.FlowLog)
		o := flowLogShape{ID: w.id(id), Resource: w.id(res.Parent), Traffic: p.TrafficType, Type: p.Destination, Group: p.LogGroup, Tags: w.tags(id)}
		if w.leads(id, "watches", p.Watches) {
			o.Resource = w.name(p.Watches)
		}
		if p.Destination == kind.LogToS3 {
			o.Destination, o.Group = "arn:aws:s3:::"+p.LogGroup, ""
		}
		return o
	})
}

func writeHostedZones(w *writer) []any {
	return w.each(kind.HostedZoneKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.HostedZone)
		o := hostedZoneShape{ID: w.id(id), Name: p.Domain + ".", Config: zoneConfig{p.Private}}
		for _, v := range w.members(p.VPCs) {
			o.VPCs = append(o.VPCs, zoneVPC{ID: v, Region: w.region})
		}
		return o
	})
}

func writeRecords(w *writer) []any {
	list := []any{}
	for _, zone := range w.of(kind.HostedZoneKind) {
		o := zoneRecords{Zone: w.id(zone), Records: []recordSet{}}
		domain := w.d.Resources[zone].Props.(*kind.HostedZone).Domain
		for _, id := range w.of(kind.RecordKind) {
			if res := w.d.Resources[id]; res.Parent == zone {
				o.Records = append(o.Records, w.recordSet(id, domain, res))
			}
		}
		if len(o.Records) > 0 {
			list = append(list, o)
		}
	}
	return list
}

func (w *writer) recordSet(id, domain string, res *design.Resource) recordSet {
	p := res.Props.(*kind.Record)
	set := recordSet{Name: strings.TrimPrefix(p.RecordName+"."+domain+".", "."), Type: p.Type, TTL: p.TTL, ID: id}
	if res.Name != strings.TrimSuffix(set.Name, ".") || len(res.Tags) > 0 {
		w.note("no-tags", id)
	}
	switch {
	case p.Target.ID != "":
		set.Alias, set.TTL = &aliasTarget{w.dnsName(p.Target.ID)}, 0
		if p.Value != "" || p.TTL != 0 {
			w.note("record-alias", id)
		}
	case w.leads(id, "target", p.Target):
		set.Alias = &aliasTarget{p.Target.External.AWSID}
	case p.Value != "":
		set.Values = []recordValue{{p.Value}}
	}
	return set
}
