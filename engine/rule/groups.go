package rule

import (
	"cmp"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// The properties of both filters that hold their rows.
const (
	ingress = "ingress"
	egress  = "egress"
)

// A groupRow is a rule that a security group holds.
type groupRow struct {
	group    resource
	property string
	key      string
	kind.SecurityRule
}

func (r groupRow) row() string { return r.property + "." + r.key }

func (p *Pass) listGroupRules() []groupRow {
	var all []groupRow
	for _, g := range p.of(kind.SecurityGroupKind) {
		props := g.Props.(*kind.SecurityGroup)
		for key, r := range kind.Ordered(props.Ingress) {
			all = append(all, groupRow{g, ingress, key, r})
		}
		for key, r := range kind.Ordered(props.Egress) {
			all = append(all, groupRow{g, egress, key, r})
		}
	}
	return all
}

// words are the rule as people write it: "tcp/22 0.0.0.0/0".
func (p *Pass) words(r kind.SecurityRule) string {
	peer := ""
	switch {
	case r.CIDR.IsValid():
		peer = r.CIDR.String()
	case r.Group.Gone != nil:
		peer = r.Group.Gone.Name
	case r.Group.ID != "":
		peer = p.name(r.Group.ID)
	case r.PrefixList.ID != "":
		peer = p.name(r.PrefixList.ID)
	}
	return strings.TrimSpace(traffic(r.Protocol.String(), r.Ports.String()+r.Types.String()) + " " + peer)
}

func traffic(protocol, detail string) string {
	if detail == "" {
		return protocol
	}
	return protocol + "/" + detail
}

func (p *Pass) reportRule(r groupRow, fixes []Fix, more ...any) {
	p.report(r.group.id, r.row(), fixes, append(more, "rule", p.words(r.SecurityRule))...)
}

func (p *Pass) removeRule(r groupRow) []Fix {
	return p.fix("remove-rule", design.Ops{remove(r.group.id, "props."+r.row())}, "rule", p.words(r.SecurityRule))
}

var groupRuleWithoutPeer = &Rule{
	Code: "group-rule-without-peer", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "A rule says with whom: a block of addresses, a security group or a prefix list. AWS refuses one that names nobody. Name the narrowest source that works; 0.0.0.0/0 is everybody.",
		JA: "ルールには相手（アドレスのブロック、セキュリティグループ、プレフィックスリストのいずれか）が必要です。相手のないルールは AWS に拒否されます。必要な範囲だけを指定してください。0.0.0.0/0 は全世界です。",
	},
	Run: func(p *Pass) {
		for _, r := range p.groupRules() {
			if !r.CIDR.IsValid() && r.Group.IsZero() && r.PrefixList.IsZero() {
				p.reportRule(r, p.removeRule(r))
			}
		}
	},
}

var groupRuleTwoPeers = &Rule{
	Code: "group-rule-two-peers", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "A rule names a block of addresses or a security group, never both: AWS has no rule for \"this group, and only from there\".",
		JA: "ルールの相手は、アドレスのブロックかセキュリティグループのどちらか一方です。両方を満たすものだけ、というルールは AWS にありません。",
	},
	Run: func(p *Pass) {
		for _, r := range p.groupRules() {
			if r.CIDR.IsValid() && !r.Group.IsZero() {
				kept := r.SecurityRule
				kept.CIDR = kind.SecurityRule{}.CIDR
				fix := p.fix("keep-group", design.Ops{set(r.group.id, "props."+r.row(), kept)}, "rule", p.words(kept))
				p.reportRule(r, fix)
			}
		}
	},
}

// same is what AWS compares to tell whether a rule is there already.
type sameRule struct {
	group, property string
	rule            kind.SecurityRule
	peer            string
}

func (r groupRow) identity() (sameRule, bool) {
	s := sameRule{group: r.group.id, property: r.property, rule: r.SecurityRule, peer: r.Group.ID}
	s.rule.Description, s.rule.Group = "", kind.Ref{}
	return s, r.CIDR.IsValid() != (r.Group.ID != "")
}

var groupRuleDuplicate = &Rule{
	Code: "group-rule-duplicate", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "A security group holds each rule once, whatever its description. AWS refuses the second one.",
		JA: "セキュリティグループに、同じルールは一つしか置けません（説明が違っても同じです）。二つ目は AWS に拒否されます。",
	},
	Run: func(p *Pass) {
		seen := map[sameRule]bool{}
		for _, r := range p.groupRules() {
			at, ok := r.identity()
			if ok && seen[at] {
				p.reportRule(r, p.removeRule(r))
			}
			seen[at] = true
		}
	},
}

var groupRuleRedundant = &Rule{
	Code: "group-rule-redundant", Severity: Info, Local: true,
	Doc: message.Text{
		EN: "A group allows what any of its rules allows. A rule inside a wider one changes nothing, and makes the group look narrower than it is.",
		JA: "セキュリティグループは、いずれかのルールが許可するものを許可します。より広いルールに含まれるルールは何も変えず、グループを実際より狭く見せます。",
	},
	Run: func(p *Pass) {
		for _, g := range p.of(kind.SecurityGroupKind) {
			props := g.Props.(*kind.SecurityGroup)
			p.reportRedundant(g, ingress, props.Ingress)
			p.reportRedundant(g, egress, props.Egress)
		}
	},
}

// reportRedundant sorts the rules so that whatever may hold another stands before it: blocks nest or
// are apart, so behind a block only those that it lies in are looked at.
func (p *Pass) reportRedundant(g resource, property string, rules map[string]kind.SecurityRule) {
	if len(rules) < 2 {
		return
	}
	var rows []groupRow
	for _, row := range kind.Sorted(rules) {
		r := groupRow{g, property, row.Key, row.Value}
		if _, ok := r.identity(); ok {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b groupRow) int {
		return cmp.Or(cmp.Compare(a.Group.ID, b.Group.ID), a.CIDR.Addr().Compare(b.CIDR.Addr()), cmp.Compare(a.CIDR.Bits(), b.CIDR.Bits()), breadth(b.SecurityRule)-breadth(a.SecurityRule))
	})
	var open []groupRow
	for _, r := range rows {
		open = slices.DeleteFunc(open, func(o groupRow) bool { return !peerCovers(o.SecurityRule, r.SecurityRule) })
		for _, o := range open {
			if !sameTrafficAndPeer(o, r) && rowCovers(o.SecurityRule.Protocol, r.SecurityRule.Protocol, o.Ports, r.Ports, o.Types, r.Types) {
				p.reportRule(r, p.removeRule(r), "other", p.words(o.SecurityRule))
				break
			}
		}
		open = append(open, r)
	}
}

func sameTrafficAndPeer(a, b groupRow) bool {
	x, _ := a.identity()
	y, _ := b.identity()
	return x == y
}

func peerCovers(a, b kind.SecurityRule) bool {
	if a.Group.ID != "" || b.Group.ID != "" {
		return a.Group.ID == b.Group.ID
	}
	return a.CIDR.Bits() <= b.CIDR.Bits() && a.CIDR.Contains(b.CIDR.Addr())
}

// breadth orders rules of one peer: those that can hold another come first.
func breadth(r kind.SecurityRule) int {
	const anyProtocol, anyDetail = 1 << 17, 1 << 16
	first, last := r.Ports.Bounds()
	n := int(last) - int(first)
	if r.Protocol == 0 {
		n += anyProtocol
	}
	if r.Protocol.HasTypes() && !r.Types.HasType {
		n += anyDetail
	} else if r.Protocol.HasTypes() && !r.Types.HasCode {
		n++
	}
	return n
}

var groupReferenceStale = &Rule{
	Code: "group-reference-stale", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "A rule that names a deleted security group stays in place and matches nobody.",
		JA: "削除されたセキュリティグループを相手とするルールは残りますが、誰にも当てはまりません。",
	},
	Run: func(p *Pass) {
		for _, r := range p.groupRules() {
			if r.Group.Gone != nil {
				p.reportRule(r, p.removeRule(r), "group", r.Group.Gone.Name)
			}
		}
	},
}

var groupReferenceOtherVPC = &Rule{
	Code: "group-reference-other-vpc", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "A rule that names a group matches its members' private addresses. Members in a VPC that is not joined to this one cannot be met, so the rule matches nobody.",
		JA: "グループを相手とするルールは、そのメンバーのプライベートアドレスに当てはまります。つながっていない VPC のメンバーには会えないため、誰にも当てはまりません。",
	},
	Run: func(p *Pass) {
		for _, r := range p.groupRules() {
			if o := p.Design.Resources[r.Group.ID]; o != nil && o.Parent != r.group.Parent && !p.peered(o.Parent, r.group.Parent) {
				p.reportRule(r, nil, "group", p.name(r.Group.ID), "vpc", p.name(o.Parent))
			}
		}
	},
}

// peered reports whether rules of either VPC may name groups of the other: a peering in one region
// joins them (semantics 57, 58).
func (p *Pass) peered(a, b string) bool {
	region := func(vpc string) string {
		if r := p.Design.Resources[p.Design.Ancestor(vpc, kind.ScopeKind)]; r != nil {
			return r.Props.(*kind.Scope).Region
		}
		return ""
	}
	for _, r := range p.of(kind.PeeringKind) {
		x := r.Props.(*kind.Peering)
		joins := x.Requester.ID == a && x.Accepter.ID == b || x.Requester.ID == b && x.Accepter.ID == a
		if joins && x.Status != kind.PeeringDeleted && region(a) == region(b) {
			return true
		}
	}
	return false
}

var defaultGroupUsed = &Rule{
	Code: "default-group-used", Severity: Info, Local: true,
	Doc: message.Text{
		EN: "An interface for which no group is chosen gets the VPC's default one. All that landed there reach each other on every port; a group of its own says what is meant.",
		JA: "グループを選ばないと、VPC のデフォルトグループになります。デフォルトグループのものどうしは全ポートで通信できてしまいます。専用のグループなら意図がはっきりします。",
	},
	Run: func(p *Pass) {
		told := map[string]bool{} // of those whose groups are the whole resource's
		for _, i := range p.interfaces() {
			def := design.DefaultSecurityGroupID(i.vpc)
			if i.vpc == "" || !i.iface.Groups[def] && len(i.iface.Groups) > 0 || !p.hasGroups(i.id) || told[i.id] {
				continue
			}
			row := i.row
			if i.kind != kind.InstanceKind && i.kind != kind.NetworkInterfaceKind {
				row, told[i.id] = "securityGroups", true
			}
			p.report(i.id, row, nil, "group", p.name(def))
		}
	},
}

// hasGroups leaves out what AWS gives no security group: NAT gateways, and network load balancers
// without any (semantics 39, 131).
func (p *Pass) hasGroups(id string) bool {
	switch props := p.Design.Resources[id].Props.(type) {
	case *kind.NATGateway:
		return false
	case *kind.LoadBalancer:
		return props.Type != kind.LoadBalancerNetwork || len(props.SecurityGroups) > 0
	}
	return true
}

var groupUnused = &Rule{
	Code: "group-unused", Severity: Info, Local: true,
	Doc: message.Text{
		EN: "No interface has this security group. Its rules guard nothing, and rules that name it match nobody.",
		JA: "このセキュリティグループを使うインターフェイスがありません。ルールは何も守らず、これを相手とするルールは誰にも当てはまりません。",
	},
	Run: func(p *Pass) {
		used, named := map[string]bool{}, map[string]bool{}
		for _, i := range p.interfaces() {
			for g := range i.iface.Groups {
				used[g] = true
			}
		}
		for _, r := range p.of(kind.LoadBalancerKind) { // one without subnets has no interface yet
			for g := range r.Props.(*kind.LoadBalancer).SecurityGroups {
				used[g] = true
			}
		}
		for _, r := range p.groupRules() {
			if r.group.id != r.Group.ID {
				named[r.Group.ID] = true
			}
		}
		for _, f := range p.Design.Flows {
			named[f.From.Ref.ID], named[f.To.Ref.ID], named[f.Via.ID] = true, true, true
		}
		for _, g := range p.of(kind.SecurityGroupKind) {
			if used[g.id] || p.Design.MadeByAWS(g.id) {
				continue
			}
			fix := []Fix(nil)
			if !named[g.id] {
				fix = p.fix("delete", design.Ops{design.Del{Section: design.Resources, ID: g.id}}, "element", p.name(g.id))
			}
			p.report(g.id, "", fix)
		}
	},
}
