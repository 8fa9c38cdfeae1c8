package exchange

import (
	"net/netip"
	"regexp"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

var (
	domainPattern = regexp.MustCompile(`^([A-Za-z0-9_]([A-Za-z0-9_-]{0,62})\.)+[A-Za-z0-9][A-Za-z0-9-]{0,62}\.?$`)
	labelPattern  = regexp.MustCompile(`^(\*|[A-Za-z0-9_-]{1,63})(\.[A-Za-z0-9_-]{1,63})*$`)
)

// zone: a domain, and for a private one a VPC that asks it.
func (m *Making) zone(id string, r *design.Resource) string {
	p := r.Props.(*kind.HostedZone)
	if !domainPattern.MatchString(p.Domain) || len(p.Domain) > 255 {
		return "zone-domain"
	}
	if kept, _ := m.ZoneVPCs(id); p.Private && len(kept) == 0 {
		return "zone-vpcs"
	}
	return ""
}

// ZoneVPCs tells the VPCs that can ask a hosted zone from the others: those of another account want an
// authorization that no file gives.
func (m *Making) ZoneVPCs(id string) (kept, others []string) {
	for _, row := range kind.Sorted(m.D.Resources[id].Props.(*kind.HostedZone).VPCs) {
		if m.Made[row.Key] && m.account(row.Key) == m.account(id) {
			kept = append(kept, row.Key)
		} else {
			others = append(others, row.Key)
		}
	}
	return kept, others
}

func (m *Making) account(id string) string {
	scope := m.D.Resources[m.D.Ancestor(id, kind.ScopeKind)]
	if scope == nil {
		return ""
	}
	return scope.Props.(*kind.Scope).Account
}

// Domain is the whole name of a record.
func (m *Making) Domain(id string) string {
	r := m.D.Resources[id]
	domain := strings.TrimSuffix(m.D.Resources[r.Parent].Props.(*kind.HostedZone).Domain, ".")
	if label := r.Props.(*kind.Record).RecordName; label != "" {
		return label + "." + domain
	}
	return domain
}

// record: a name of the zone, something that it stands for, and no other record of its name and type.
func (m *Making) record(id string, r *design.Resource) string {
	p := r.Props.(*kind.Record)
	if p.RecordName != "" && !labelPattern.MatchString(p.RecordName) || len(m.Domain(id)) > 255 {
		return "record-name"
	}
	if p.Type == kind.RecordCNAME && p.RecordName == "" {
		return "record-apex"
	}
	if m.Answer(id).How == "" {
		return "record-value"
	}
	for _, row := range m.Of(kind.RecordKind) {
		q := row.Value.Props.(*kind.Record)
		same := row.Key < id && m.Made[row.Key] && row.Value.Parent == r.Parent && strings.EqualFold(q.RecordName, p.RecordName)
		// A name with a CNAME has nothing else.
		if same && (q.Type == p.Type || q.Type == kind.RecordCNAME || p.Type == kind.RecordCNAME) {
			return "record-twice"
		}
	}
	return ""
}

// How a record answers.
const (
	AnswerValue   = "value"   // what was typed
	AnswerAlias   = "alias"   // Route 53 looks up a resource by itself
	AnswerName    = "name"    // the DNS name of a resource
	AnswerPrivate = "private" // the private address of an instance
	AnswerPublic  = "public"  // the public address of an instance
	AnswerFixed   = "fixed"   // an Elastic IP
)

// An Answer is what a record says: a value, or a resource's name or address.
type Answer struct{ How, Value, Resource string }

// Answer decides it; How is "" where AWS would take none.
func (m *Making) Answer(id string) Answer {
	r := m.D.Resources[id]
	p := r.Props.(*kind.Record)
	if p.Target.IsZero() {
		return typed(p)
	}
	to := m.D.Resources[p.Target.ID]
	if to == nil || !m.Made[p.Target.ID] {
		return Answer{}
	}
	isPrivate := m.D.Resources[r.Parent].Props.(*kind.HostedZone).Private
	switch q := to.Props.(type) {
	case *kind.LoadBalancer, *kind.InterfaceEndpoint:
		if p.Type == kind.RecordCNAME {
			return Answer{How: AnswerName, Resource: p.Target.ID}
		}
		return Answer{How: AnswerAlias, Resource: p.Target.ID}
	case *kind.Database:
		if p.Type == kind.RecordCNAME {
			return Answer{How: AnswerName, Resource: p.Target.ID}
		}
	case *kind.ElasticIP:
		if p.Type == kind.RecordA {
			return Answer{How: AnswerFixed, Resource: p.Target.ID}
		}
	case *kind.Instance:
		if p.Type == kind.RecordA {
			return m.addressOf(p.Target.ID, q, isPrivate)
		}
	}
	return Answer{}
}

func (m *Making) addressOf(id string, p *kind.Instance, isPrivate bool) Answer {
	rows := kind.Sorted(p.Interfaces)
	switch {
	case isPrivate:
		return Answer{How: AnswerPrivate, Resource: id}
	case len(rows) == 0:
		return Answer{}
	case m.Made[rows[0].Value.Public.ID]:
		return Answer{How: AnswerFixed, Resource: rows[0].Value.Public.ID}
	case rows[0].Value.Public.ID == kind.PublicAuto && len(rows) == 1:
		return Answer{How: AnswerPublic, Resource: id}
	}
	return Answer{}
}

func typed(p *kind.Record) Answer {
	a, err := netip.ParseAddr(p.Value)
	fits := false
	switch p.Type {
	case kind.RecordA:
		fits = err == nil && a.Is4()
	case kind.RecordAAAA:
		fits = err == nil && a.Is6()
	case kind.RecordCNAME:
		fits = domainPattern.MatchString(p.Value) && len(p.Value) <= 255
	}
	if !fits {
		return Answer{}
	}
	return Answer{How: AnswerValue, Value: p.Value}
}
