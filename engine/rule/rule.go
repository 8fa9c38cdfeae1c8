// Package rule finds mistakes in a design. A rule is a value in the list All; it looks at the design
// and at the compiled network, and reports findings with the edits that would mend them.
//
// A finding never stops an edit. One that a suppression of the design covers stays in the list,
// marked, so that nothing is hidden without trace.
package rule

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// Severity orders findings.
type Severity string

// The severities. An Error is what AWS would refuse or what cannot work; it fails a check.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Rule finds one kind of mistake. Its sentences stand in message.Findings and message.Fixes; its
// example is testdata/<code>.txtar.
type Rule struct {
	Code     string
	Severity Severity
	// Doc says what is wrong with it and why it matters, for people who meet it for the first time.
	Doc message.Text
	Run func(*Pass)
}

// All is the list of rules. Findings come in its order.
var All = []*Rule{
	cidrSize,
	cidrOutsideParent,
	cidrOverlap,
	vpcOverlap,
	cidrFamilyMixed,
	cidrHoldsRoute,
	quotaExceeded,
	zoneOutsideRegion,
	subnetOverfull,
	subnetFull,
	addressReserved,
	addressDuplicate,
	associationOfOtherVPC,
	groupOfOtherVPC,

	severalGateways,
	gatewayAttachedNotRouted,
	routeDuplicate,
	routeOfOtherVPC,
	routeInsideVPC,
	routePrivateToGateway,
	blackholeRoute,
	mainTableInternetRoute,
	subnetOnMainTable,
	nameContradictsRoutes,

	peeringOverlap,
	peeringTwice,
	peeringNotActive,
	peeringOneSided,
	routeFamily,
	vpnGatewayNotRouted,
	vpnTunnelDown,
	prefixListOverfull,

	natInstanceChecked,
	natWithoutWayOut,
	natWithoutPublicAddress,
	natOwnSubnet,
	natUnused,
	singleNATForZones,

	targetOfOtherVPC,
	loadBalancerZones,
	loadBalancerPrivateSubnet,
	loadBalancerSmallSubnet,
	listenerWithoutTarget,
	healthCheckClosed,
	loadBalancerSingleTarget,
	loadBalancerSingleZone,
	listenerProtocol,
	targetType,
	nlbSingleZone,
	nlbTargetZone,
	nlbTargetClosed,
	internalFromOutside,

	endpointPrivateDNS,
	endpointClosed,
	endpointCompanion,
	gatewayEndpointUnused,
	endpointFullAccess,

	databaseZones,
	databaseSingleZone,
	databasePublic,
	databaseOpen,
	databaseClosed,
	functionWithoutWayOut,
	containerWithoutImage,

	publicInstanceWithoutPublicAddress,
	volatileAddress,
	elasticIPShared,
	elasticIPUnassociated,
	dnsHostnamesOff,

	groupRuleWithoutPeer,
	groupRuleTwoPeers,
	groupRuleDuplicate,
	groupRuleRedundant,
	groupReferenceStale,
	groupReferenceOtherVPC,
	openToAnyone,
	openAdminPort,
	openDataPort,
	clearTextPort,
	httpWithoutTLS,
	defaultGroupUsed,
	groupUnused,

	aclNumberDuplicate,
	aclEntryShadowed,
	aclWithoutReply,

	vpcWithoutFlowLog,
	flowEndEmpty,
	duplicateName,
}

// Get finds a rule by its code; nil when there is none.
func Get(code string) *Rule {
	for _, r := range All {
		if r.Code == code {
			return r
		}
	}
	return nil
}

// Finding is one mistake.
type Finding struct {
	// Key is the same from revision to revision while the mistake stays: code, element and row.
	Key      string       `json:"key"`
	Code     string       `json:"code"`
	Severity Severity     `json:"severity"`
	Element  string       `json:"element"`
	Row      string       `json:"row,omitzero"`
	Text     message.Text `json:"text"`
	Fixes    []Fix        `json:"fixes"`
	// Suppression is the id of the suppression that silences it; "" for none.
	Suppression string `json:"suppression,omitzero"`
}

// Fix is an edit that mends a finding, with what it does in words.
type Fix struct {
	Title message.Text `json:"title"`
	Ops   design.Ops   `json:"ops"`
}

// Pass is one run of one rule.
type Pass struct {
	Design *design.Design
	Net    *reach.Network

	rule   *Rule
	byKind map[kind.Name][]resource
	// interfaces are those of every kind, by resource and row.
	interfaces []placed
	byOwner    map[string][]placed
	findings   []Finding
	// tables are the route tables of each VPC.
	tables map[string][]resource
	// used is what the subnets of each VPC cover; nil until it is asked for.
	used map[string]netset.AddrSet
	// taken are the blocks and addresses that fixes of this pass have offered already.
	taken map[string]netset.AddrSet
}

type resource struct {
	id string
	*design.Resource
}

// placed is an interface with the subnet and the VPC where it lies; "" where it has none.
type placed struct {
	id, row     string
	iface       kind.Interface
	subnet, vpc string
}

// Run applies every rule to a network. today ("2026-11-22") ends suppressions that name a day before
// it; with "" they last.
func Run(n *reach.Network, today string) []Finding {
	p := &Pass{Design: n.Design(), Net: n, byKind: map[kind.Name][]resource{}, tables: map[string][]resource{}, byOwner: map[string][]placed{}}
	for _, row := range kind.Sorted(p.Design.Resources) {
		r := resource{row.Key, row.Value}
		p.byKind[r.Kind] = append(p.byKind[r.Kind], r)
		if r.Kind == kind.RouteTableKind {
			p.tables[r.Parent] = append(p.tables[r.Parent], r)
		}
		if a, ok := r.Props.(kind.Addressed); ok {
			p.place(r, a)
		}
	}
	for _, r := range All {
		p.rule, p.taken = r, map[string]netset.AddrSet{}
		r.Run(p)
	}
	suppress(p.Design, p.findings, today)
	if p.findings == nil {
		return []Finding{}
	}
	return p.findings
}

func (p *Pass) place(r resource, a kind.Addressed) {
	for _, row := range kind.Sorted(a.NetworkInterfaces()) {
		at := row.Value.Subnet.ID
		if row.Value.Subnet.IsZero() {
			at = r.Parent
		}
		i := placed{id: r.id, row: row.Key, iface: row.Value}
		if s := p.Design.Resources[at]; s != nil && s.Kind == kind.SubnetKind {
			i.subnet, i.vpc = at, s.Parent
		}
		p.interfaces = append(p.interfaces, i)
		p.byOwner[r.id] = append(p.byOwner[r.id], i)
	}
}

// report notes a finding about an element, or about one of its rows. args are pairs of a
// placeholder and its value, a string or a message.Text; {element} is the element's name.
func (p *Pass) report(element, row string, fixes []Fix, args ...any) {
	args = append(args, "element", p.name(element))
	if fixes == nil {
		fixes = []Fix{}
	}
	key := p.rule.Code + " " + element
	if row != "" {
		key += " " + row
	}
	p.findings = append(p.findings, Finding{
		Key: key, Code: p.rule.Code, Severity: p.rule.Severity, Element: element, Row: row,
		Text: fill(message.Findings[p.rule.Code], args), Fixes: fixes,
	})
}

func fill(t message.Text, args []any) message.Text {
	en, ja := message.Args{}, message.Args{}
	for i := 0; i+1 < len(args); i += 2 {
		key := args[i].(string)
		switch v := args[i+1].(type) {
		case message.Text:
			en[key], ja[key] = v.EN, v.JA
		case string:
			en[key], ja[key] = v, v
		}
	}
	return message.Text{EN: t.Format(message.EN, en), JA: t.Format(message.JA, ja)}
}

// fix words an edit. key names its sentence in message.Fixes.
func (p *Pass) fix(key string, ops design.Ops, args ...any) []Fix {
	return []Fix{{Title: fill(message.Fixes[key], args), Ops: ops}}
}

// set is the edit that gives a property a value, remove the one that takes it, or a row, away.
func set(id, path string, v any) design.Op {
	return design.Patch{Section: design.Resources, ID: id, Path: path, Value: value(v)}
}

func remove(id, path string) design.Op {
	return design.Patch{Section: design.Resources, ID: id, Path: path}
}

// name is how people call an element.
func (p *Pass) name(id string) string {
	if r := p.Design.Lookup(id); r != nil && r.Name != "" {
		return r.Name
	}
	return id
}

// suppress marks the findings that a suppression covers: one without a row covers every row.
func suppress(d *design.Design, findings []Finding, today string) {
	for _, s := range kind.Sorted(d.Suppressions) {
		if today != "" && s.Value.Until != "" && s.Value.Until < today {
			continue
		}
		for i := range findings {
			f := &findings[i]
			if f.Code == s.Value.Code && f.Element == s.Value.Element && (s.Value.Row == "" || s.Value.Row == f.Row) {
				f.Suppression = s.Key
			}
		}
	}
}
