package kind

import (
	"strings"

	"vpcanvas/engine/message"
)

// The kinds of Route 53.
const (
	HostedZoneKind Name = "hostedZone"
	RecordKind     Name = "record"
)

// The types of records.
const (
	RecordA     = "A"
	RecordAAAA  = "AAAA"
	RecordCNAME = "CNAME"
)

// HostedZone holds the names below a domain, for everybody or for some VPCs.
type HostedZone struct {
	Domain  string          `json:"domain"`
	Private bool            `json:"private"`
	VPCs    map[string]bool `json:"vpcs"`
}

// Kind names the kind.
func (*HostedZone) Kind() Name { return HostedZoneKind }

var hostedZone = &Kind{
	Name:    HostedZoneKind,
	Title:   message.Text{EN: "Hosted zone", JA: "ホストゾーン"},
	Parents: []Name{ScopeKind},
	New:     func() Props { return &HostedZone{VPCs: map[string]bool{}} },
	Fields: []Field{
		{Name: "domain", Type: Text, Label: message.Text{EN: "Domain", JA: "ドメイン"}, Help: message.Text{EN: "For example example.com.", JA: "例: example.com"}},
		{Name: "private", Type: Bool, Label: message.Text{EN: "Private", JA: "プライベート"}, Help: message.Text{EN: "Only the VPCs below can ask it; they need DNS resolution and hostnames.", JA: "下の VPC だけが問い合わせできます。DNS 解決と DNS ホスト名が必要です。"}},
		{Name: "vpcs", Type: Set, Refs: []Name{VPCKind}, Label: message.Text{EN: "VPCs", JA: "VPC"}},
	},
	Hidden: true,
}

// Record gives a name to a resource (an alias) or to a value.
type Record struct {
	// RecordName is the part before the zone's domain; "" is the domain itself.
	RecordName string `json:"recordName"`
	Type       string `json:"type"`
	// Target is the resource that the name stands for; Value is used where there is none.
	Target Ref    `json:"target,omitzero"`
	Value  string `json:"value"`
	TTL    int    `json:"ttl"`
}

// Kind names the kind.
func (*Record) Kind() Name { return RecordKind }

// FullName is the whole name that the record gives in its zone.
func (r *Record) FullName(zone *HostedZone) string {
	return Domain(strings.Trim(r.RecordName+"."+zone.Domain, "."))
}

// Domain writes a name as names are compared: in lower case, without the final dot.
func Domain(name string) string {
	return strings.ToLower(strings.TrimSuffix(strings.TrimSpace(name), "."))
}

const longestTTL = 2147483647

var record = &Kind{
	Name:    RecordKind,
	Title:   message.Text{EN: "Record", JA: "レコード"},
	Parents: []Name{HostedZoneKind},
	New:     func() Props { return &Record{Type: RecordA, TTL: 300} },
	Fields: []Field{
		{Name: "recordName", Type: Text, Label: message.Text{EN: "Name", JA: "名前"}, Help: message.Text{EN: "Before the domain, such as www; empty: the domain itself.", JA: "ドメインの前に付く名前（www など）。空欄ならドメイン自身。"}},
		{Name: "type", Type: Enum, Label: message.Text{EN: "Type", JA: "タイプ"}, Options: []Option{
			{RecordA, message.Text{EN: "A", JA: "A"}},
			{RecordAAAA, message.Text{EN: "AAAA", JA: "AAAA"}},
			{RecordCNAME, message.Text{EN: "CNAME", JA: "CNAME"}},
		}},
		{Name: "target", Type: Reference, Refs: []Name{InstanceKind, LoadBalancerKind, DatabaseKind, InterfaceEndpointKind, ElasticIPKind}, Label: message.Text{EN: "Stands for", JA: "対象のリソース"}},
		{Name: "value", Type: Text, Label: message.Text{EN: "or value", JA: "または値"}},
		{Name: "ttl", Type: Int, Max: longestTTL, Label: message.Text{EN: "TTL (seconds)", JA: "TTL（秒）"}},
	},
	Hidden: true,
}
