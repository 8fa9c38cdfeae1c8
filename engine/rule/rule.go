// Package rule finds mistakes in a design. A rule is a value in the list All; it looks at the design
// and at the compiled network, and reports findings with the edits that would mend them.
//
// A finding never stops an edit. One that a suppression of the design covers stays in the list,
// marked, so that nothing is hidden without trace.
package rule

import (
	"cmp"
	"slices"
	"sync"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/atonce"
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
	// Local: what it says about an element follows from what lies in the VPC of that, from what
	// references join with it, and from the flows to and from there; so does what its fixes offer. After
	// an edit it need not look elsewhere. It is for rules that look at much: any other is safe without.
	Local bool
	Run   func(*Pass)
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

	rule     *Rule
	findings []Finding
	// taken are the blocks and addresses that fixes of this pass have offered already.
	taken map[string]netset.AddrSet

	// whole looks at all resources; ids are those to look at, by kind, nil for all.
	whole *Pass
	ids   map[kind.Name][]string

	// What several rules go through is listed once for all, when the first asks for it.

	listed map[kind.Name]func() []resource
	// interfaces are those of every kind, by resource and row. Only local rules may ask for them: to
	// list all is what costs most. pinned are those whose addresses the design names.
	interfaces func() []placed
	pinned     func() []pinned
	// groupRules are the rules of every security group, by group, direction and row; routes those of
	// every route table, by table and row.
	groupRules func() []groupRow
	routes     func() []routeRow
	// tables are the route tables of each VPC; used is what the subnets of each cover.
	tables func() map[string][]resource
	used   func() map[string]netset.AddrSet
	// needed counts the addresses that interfaces of every kind take in each subnet.
	needed func() map[string]int
}

type resource struct {
	id string
	*design.Resource
}

// placed is an interface with the subnet and the VPC where it lies; "" where it has none.
type placed struct {
	id, row     string
	kind        kind.Name // of the resource
	iface       kind.Interface
	subnet, vpc string
}

// Run applies every rule to a network. today ("2026-11-22") ends suppressions that name a day before
// it; with "" they last.
func Run(n *reach.Network, today string) []Finding { return Again(n, today, nil, nil) }

// Again is Run for a network of which old findings are known. Local rules look again only at stale
// resources and those that are in no island, and keep their findings about the rest; where stale is nil
// they look at all.
//
// The findings of a local rule are in the order of their elements, so that nobody can tell how often it ran.
func Again(n *reach.Network, today string, old []Finding, stale map[string]bool) []Finding {
	part := newPass(n)
	if stale != nil {
		part = part.only(staleByKind(n, stale))
	}
	keeps := func(element string) bool {
		r := n.Design().Resources[element]
		return stale != nil && r != nil && !stale[element] && !reach.InNoIsland(r.Kind)
	}
	found := make([][]Finding, len(All))
	atonce.Each(len(All), func(i int) {
		if All[i].Local {
			found[i] = part.run(All[i])
		} else {
			found[i] = part.whole.run(All[i])
		}
	})
	all := make([]Finding, 0, len(old))
	for i, r := range All {
		before := old // those of this rule, if any: old ones come in the order of All, too
		for n := range old {
			if old[n].Code != r.Code {
				before = old[:n]
				break
			}
		}
		old = old[len(before):]
		if !r.Local {
			all = append(all, found[i]...)
			continue
		}
		fresh := slices.DeleteFunc(found[i], func(f Finding) bool { return keeps(f.Element) })
		slices.SortStableFunc(fresh, func(a, b Finding) int { return cmp.Compare(a.Element, b.Element) })
		all = appendMerged(all, before, fresh, keeps)
	}
	suppress(n.Design(), all, today)
	return all
}

// appendMerged adds the findings of before that are kept, and the fresh ones. Both are in the order of
// their elements, and none is about an element of the other.
func appendMerged(all, before, fresh []Finding, keeps func(element string) bool) []Finding {
	for _, f := range before {
		if !keeps(f.Element) {
			continue
		}
		for len(fresh) > 0 && fresh[0].Element < f.Element {
			all, fresh = append(all, fresh[0]), fresh[1:]
		}
		f.Suppression = ""
		all = append(all, f)
	}
	return append(all, fresh...)
}

// staleByKind lists, by kind, the stale resources and those in no island.
func staleByKind(n *reach.Network, stale map[string]bool) map[kind.Name][]string {
	ids := map[kind.Name][]string{}
	for id := range stale {
		if r := n.Design().Resources[id]; r != nil && !reach.InNoIsland(r.Kind) {
			ids[r.Kind] = append(ids[r.Kind], id)
		}
	}
	for _, k := range kind.All {
		if reach.InNoIsland(k.Name) {
			ids[k.Name] = n.OfKind(k.Name)
		} else {
			slices.Sort(ids[k.Name])
		}
	}
	return ids
}

// newPass looks at all resources of a network.
func newPass(n *reach.Network) *Pass {
	p := &Pass{Design: n.Design(), Net: n}
	p.whole = p
	p.prepare()
	return p
}

// only looks at some resources.
func (p Pass) only(ids map[kind.Name][]string) *Pass {
	p.ids = ids
	p.prepare()
	return &p
}

func (p *Pass) prepare() {
	p.listed = make(map[kind.Name]func() []resource, len(kind.All))
	for _, k := range kind.All {
		p.listed[k.Name] = sync.OnceValue(func() []resource { return p.list(k.Name) })
	}
	p.interfaces, p.pinned = sync.OnceValue(p.listInterfaces), sync.OnceValue(p.listPinned)
	p.groupRules, p.routes = sync.OnceValue(p.listGroupRules), sync.OnceValue(p.listRoutes)
	p.tables, p.used = sync.OnceValue(p.listTables), sync.OnceValue(p.usedBlocks)
	p.needed = sync.OnceValue(p.countNeeded)
}

// run is what one rule finds. Each has a pass of its own, so that all can run at once; the lists are one.
func (p Pass) run(r *Rule) []Finding {
	p.rule, p.taken = r, map[string]netset.AddrSet{}
	r.Run(&p)
	return p.findings
}

// of lists the resources of one kind to look at, in order.
func (p *Pass) of(k kind.Name) []resource { return p.listed[k]() }

func (p *Pass) list(k kind.Name) []resource {
	ids := p.ids[k]
	if p.ids == nil {
		ids = p.Net.OfKind(k)
	}
	all := make([]resource, len(ids))
	for i, id := range ids {
		all[i] = resource{id, p.Design.Resources[id]}
	}
	return all
}

func (p *Pass) listTables() map[string][]resource {
	tables := map[string][]resource{}
	for _, t := range p.of(kind.RouteTableKind) {
		tables[t.Parent] = append(tables[t.Parent], t)
	}
	return tables
}

func (p *Pass) listInterfaces() []placed {
	var owners []resource
	for _, k := range kind.All {
		for _, r := range p.of(k.Name) {
			if _, ok := r.Props.(kind.Addressed); !ok {
				break // nor has any other of its kind
			}
			owners = append(owners, r)
		}
	}
	slices.SortFunc(owners, func(a, b resource) int { return cmp.Compare(a.id, b.id) })
	all := make([]placed, 0, len(owners))
	for _, r := range owners {
		all = p.place(all, r)
	}
	return all
}

// placesOf are the interfaces of one resource, by row.
func (p *Pass) placesOf(id string) []placed {
	if r := p.Design.Resources[id]; r != nil {
		return p.place(nil, resource{id, r})
	}
	return nil
}

func (p *Pass) place(places []placed, r resource) []placed {
	a, ok := r.Props.(kind.Addressed)
	if !ok {
		return places
	}
	for row, iface := range kind.Ordered(a.NetworkInterfaces()) {
		at := iface.Subnet.ID
		if iface.Subnet.IsZero() {
			at = r.Parent
		}
		i := placed{id: r.id, row: row, kind: r.Kind, iface: iface}
		if s := p.Design.Resources[at]; s != nil && s.Kind == kind.SubnetKind {
			i.subnet, i.vpc = at, s.Parent
		}
		places = append(places, i)
	}
	return places
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
func (p *Pass) name(id string) string { return p.Design.NameOf(id) }

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
