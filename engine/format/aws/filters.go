package aws

import (
	"cmp"
	"fmt"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
)

type cidrRange struct {
	CIDR        string `json:"CidrIp,omitempty"`
	Six         string `json:"CidrIpv6,omitempty"`
	Description string `json:"Description,omitempty"`
}

type groupPair struct {
	Group       string `json:"GroupId"`
	User        string `json:"UserId,omitempty"`
	VPC         string `json:"VpcId,omitempty"`
	Peering     string `json:"VpcPeeringConnectionId,omitempty"`
	Description string `json:"Description,omitempty"`
}

type listName struct {
	List        string `json:"PrefixListId"`
	Description string `json:"Description,omitempty"`
}

type permission struct {
	Protocol string      `json:"IpProtocol"`
	From     *int        `json:"FromPort,omitempty"`
	To       *int        `json:"ToPort,omitempty"`
	Ranges   []cidrRange `json:"IpRanges"`
	Six      []cidrRange `json:"Ipv6Ranges"`
	Groups   []groupPair `json:"UserIdGroupPairs"`
	Lists    []listName  `json:"PrefixListIds"`
}

type securityGroupShape struct {
	ID          string       `json:"GroupId"`
	Name        string       `json:"GroupName"`
	VPC         string       `json:"VpcId"`
	Owner       string       `json:"OwnerId,omitempty"`
	Description string       `json:"Description"`
	Ingress     []permission `json:"IpPermissions"`
	Egress      []permission `json:"IpPermissionsEgress"`
	Tags        []tag        `json:"Tags"`
}

type portRange struct {
	From int `json:"From"`
	To   int `json:"To"`
}

type typeCode struct {
	Type int `json:"Type"`
	Code int `json:"Code"`
}

type aclEntryShape struct {
	Egress   bool       `json:"Egress"`
	Number   int        `json:"RuleNumber"`
	Action   string     `json:"RuleAction"`
	Protocol string     `json:"Protocol"`
	CIDR     string     `json:"CidrBlock,omitempty"`
	Six      string     `json:"Ipv6CidrBlock,omitempty"`
	Ports    *portRange `json:"PortRange,omitempty"`
	ICMP     *typeCode  `json:"IcmpTypeCode,omitempty"`
}

type aclAssociation struct {
	Subnet string `json:"SubnetId"`
}

type networkACLShape struct {
	ID           string           `json:"NetworkAclId"`
	VPC          string           `json:"VpcId"`
	Owner        string           `json:"OwnerId,omitempty"`
	IsDefault    bool             `json:"IsDefault"`
	Associations []aclAssociation `json:"Associations"`
	Entries      []aclEntryShape  `json:"Entries"`
	Tags         []tag            `json:"Tags"`
}

// The name of the group that comes with a VPC, and the number of the final deny.
const (
	defaultGroup = "default"
	finalNumber  = 32767
)

var (
	securityGroups = object("SecurityGroups", phases[securityGroupShape]{
		ids: func(o *securityGroupShape) []named {
			n := named{awsID: o.ID, kind: kind.SecurityGroupKind}
			if o.Name == defaultGroup {
				n.id = inVPC(o.VPC, design.DefaultSecurityGroupID)
			}
			return []named{n}
		},
		build: readSecurityGroup, write: writeSecurityGroups,
	})
	networkACLs = object("NetworkAcls", phases[networkACLShape]{
		ids: func(o *networkACLShape) []named {
			n := named{awsID: o.ID, kind: kind.NetworkACLKind}
			if o.IsDefault {
				n.id = inVPC(o.VPC, design.DefaultNetworkACLID)
			}
			return []named{n}
		},
		index: func(r *reader, _ *scope, o *networkACLShape) {
			for _, a := range o.Associations {
				r.acls[a.Subnet] = o.ID
			}
		},
		build: readNetworkACL, write: writeNetworkACLs,
	})
)

// inVPC is the derived id of what comes with a VPC.
func inVPC(vpc string, derive func(string) string) func(*reader, *scope) string {
	return func(r *reader, s *scope) string {
		if e, ok := r.find(s, vpc, kind.VPCKind); ok {
			return derive(e.id)
		}
		return ""
	}
}

func readSecurityGroup(r *reader, s *scope, o *securityGroupShape) {
	owner, ok := r.owner(s, o.ID, o.VPC, kind.VPCKind)
	if !ok {
		return
	}
	p := &kind.SecurityGroup{
		Description: o.Description,
		Ingress:     r.rules(s, o, o.Ingress),
		Egress:      r.rules(s, o, o.Egress),
	}
	r.add(s, o.ID, o.Name, owner, p, o.Tags)
}

func (r *reader) rules(s *scope, of *securityGroupShape, list []permission) map[string]kind.SecurityRule {
	rows := map[string]kind.SecurityRule{}
	for _, o := range list {
		r.permission(s, of, o, rows)
	}
	return rows
}

// permission: AWS bundles peers that share protocol and ports; each is a rule of its own.
func (r *reader) permission(s *scope, of *securityGroupShape, o permission, rows map[string]kind.SecurityRule) {
	protocol, ports, types, ok := traffic(o.Protocol, o.From, o.To)
	if !ok {
		r.lose("bad-value", "", message.Args{"element": of.ID, "what": "IpProtocol", "value": o.Protocol})
		return
	}
	rule := kind.SecurityRule{Protocol: protocol, Ports: ports, Types: types}
	words := []string{protocol.String(), ports.String(), types.String()}
	put := func(rule kind.SecurityRule, peer, description string) {
		rule.Description = description
		addRow(rows, ruleKey(rule, r.element(s, of.ID), words, peer), rule)
	}
	for _, c := range append(append([]cidrRange{}, o.Ranges...), o.Six...) {
		rule := rule
		text := cmp.Or(c.CIDR, c.Six)
		if rule.CIDR = r.block(of.ID, text); rule.CIDR.IsValid() {
			put(rule, text, c.Description)
		}
	}
	for _, g := range o.Groups {
		rule := rule
		rule.Group = r.groupRef(s, of, g)
		put(rule, g.Group, g.Description)
	}
	for _, l := range o.Lists {
		rule := rule
		rule.PrefixList = r.listRef(s, l.List)
		put(rule, l.List, l.Description)
	}
	if len(o.Ranges)+len(o.Six)+len(o.Groups)+len(o.Lists) == 0 {
		r.lose("no-peer", "", message.Args{"element": of.ID})
	}
}

// ruleKey gives the rules of a new group the keys that they have in a new group of the design.
func ruleKey(rule kind.SecurityRule, group string, words []string, peer string) string {
	switch {
	case rule.Protocol == 0 && rule.CIDR.String() == "0.0.0.0/0" && rule.Description == "":
		return "all"
	case rule.Protocol == 0 && group != "" && rule.Group.ID == group && rule.Description == "":
		return "self"
	}
	return rowKey(append(words, peer)...)
}

// groupRef: a group that the snapshot should hold and does not is gone (semantics 61); one of another account
// or across a peering is outside.
func (r *reader) groupRef(s *scope, of *securityGroupShape, g groupPair) kind.Ref {
	if e, ok := r.find(s, g.Group, kind.SecurityGroupKind); ok {
		return kind.To(e.id)
	}
	home := cmp.Or(of.Owner, s.account)
	foreign := g.User != "" && g.User != home
	if foreign || g.Peering != "" || g.VPC != "" && g.VPC != of.VPC {
		e := &kind.External{AWSID: g.Group}
		if foreign {
			e.Account = g.User
		}
		return kind.Ref{External: e}
	}
	return kind.Ref{Gone: &kind.Gone{Kind: kind.SecurityGroupKind, Name: g.Group}}
}

func readNetworkACL(r *reader, s *scope, o *networkACLShape) {
	owner, ok := r.owner(s, o.ID, o.VPC, kind.VPCKind)
	if !ok {
		return
	}
	p := kind.Get(kind.NetworkACLKind).New().(*kind.NetworkACL)
	for _, e := range o.Entries {
		if e.Number >= finalNumber { // the final deny is derived (semantics 69)
			continue
		}
		row, ok := r.entry(o.ID, e)
		if !ok {
			continue
		}
		rows := p.Ingress
		if e.Egress {
			rows = p.Egress
		}
		addRow(rows, fmt.Sprintf("r%d", e.Number), row)
	}
	r.add(s, o.ID, "", owner, p, o.Tags)
}

func (r *reader) entry(of string, o aclEntryShape) (kind.ACLEntry, bool) {
	var from, to *int
	if o.Ports != nil {
		from, to = &o.Ports.From, &o.Ports.To
	}
	if o.ICMP != nil {
		from, to = &o.ICMP.Type, &o.ICMP.Code
	}
	row := kind.ACLEntry{RuleNumber: o.Number, Action: strings.ToLower(o.Action), CIDR: r.block(of, cmp.Or(o.CIDR, o.Six))}
	var ok bool
	row.Protocol, row.Ports, row.Types, ok = traffic(o.Protocol, from, to)
	if !ok || row.Action != kind.Allow && row.Action != kind.Deny || o.Number < 1 {
		r.lose("bad-value", "", message.Args{"element": of, "what": "RuleNumber", "value": fmt.Sprint(o.Number)})
		return row, false
	}
	return row, true
}

func writeSecurityGroups(w *writer) []any {
	return w.each(kind.SecurityGroupKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.SecurityGroup)
		name := res.Name
		switch {
		case id == design.DefaultSecurityGroupID(res.Parent):
			name = defaultGroup
		case name == defaultGroup: // AWS gives no other group that name
			name = defaultGroup + "-" + id
		}
		return securityGroupShape{
			ID: w.id(id), Name: name, VPC: w.id(res.Parent), Owner: w.account, Description: p.Description, Tags: w.tags(id),
			Ingress: w.permissions(id, p.Ingress), Egress: w.permissions(id, p.Egress),
		}
	})
}

func (w *writer) permissions(group string, rows map[string]kind.SecurityRule) []permission {
	list := []permission{}
	for _, row := range kind.Sorted(rows) {
		rule := row.Value
		o := permission{Protocol: protocolOf(rule.Protocol), Ranges: []cidrRange{}, Six: []cidrRange{}, Groups: []groupPair{}, Lists: []listName{}}
		o.From, o.To = bounds(rule.Protocol, rule.Ports, rule.Types)
		peers := 0
		switch {
		case rule.CIDR.IsValid() && rule.CIDR.Addr().Is4():
			o.Ranges = append(o.Ranges, cidrRange{CIDR: rule.CIDR.String(), Description: rule.Description})
		case rule.CIDR.IsValid():
			o.Six = append(o.Six, cidrRange{Six: rule.CIDR.String(), Description: rule.Description})
		case !rule.Group.IsZero():
			o.Groups = append(o.Groups, w.pair(rule))
		case !rule.PrefixList.IsZero():
			o.Lists = append(o.Lists, listName{w.name(rule.PrefixList), rule.Description})
		default:
			w.lose("rule-empty", group, message.Args{"row": row.Key})
			continue
		}
		for _, named := range []bool{rule.CIDR.IsValid(), !rule.Group.IsZero(), !rule.PrefixList.IsZero()} {
			if named {
				peers++
			}
		}
		if peers > 1 {
			w.lose("rule-several", group, nil)
		}
		list = append(list, o)
	}
	return list
}

func (w *writer) pair(rule kind.SecurityRule) groupPair {
	o := groupPair{Group: w.name(rule.Group), User: w.account, Description: rule.Description}
	if e := rule.Group.External; e != nil {
		o.User, o.Peering = e.Account, "pcx-"+hexOf(e.AWSID)
	}
	return o
}

// protocolOf spells a protocol as groups do: -1 for all, a few by name, the others by number.
func protocolOf(p netset.Protocol) string {
	if p == netset.AllProtocols {
		return "-1"
	}
	return p.String()
}

func writeNetworkACLs(w *writer) []any {
	return w.each(kind.NetworkACLKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.NetworkACL)
		o := networkACLShape{
			ID: w.id(id), VPC: w.id(res.Parent), Owner: w.account, IsDefault: id == design.DefaultNetworkACLID(res.Parent),
			Associations: []aclAssociation{}, Entries: []aclEntryShape{}, Tags: w.tags(id),
		}
		for _, subnet := range w.users[id] {
			o.Associations = append(o.Associations, aclAssociation{w.id(subnet)})
		}
		for i, rows := range []map[string]kind.ACLEntry{p.Ingress, p.Egress} {
			isEgress := i == 1
			for _, row := range kind.Sorted(rows) {
				o.Entries = append(o.Entries, w.aclEntry(row.Value, isEgress))
			}
			o.Entries = append(o.Entries, aclEntryShape{Egress: isEgress, Number: finalNumber, Action: kind.Deny, Protocol: "-1", CIDR: "0.0.0.0/0"})
		}
		return o
	})
}

func (w *writer) aclEntry(e kind.ACLEntry, egress bool) aclEntryShape {
	o := aclEntryShape{Egress: egress, Number: e.RuleNumber, Action: e.Action, Protocol: fmt.Sprint(e.Protocol.Number())}
	if e.CIDR.IsValid() && e.CIDR.Addr().Is6() {
		o.Six = e.CIDR.String()
	} else {
		o.CIDR = textOf(e.CIDR)
	}
	from, to := bounds(e.Protocol, e.Ports, e.Types)
	switch {
	case from == nil:
	case e.Protocol.HasTypes():
		o.ICMP = &typeCode{*from, *to}
	default:
		o.Ports = &portRange{*from, *to}
	}
	return o
}
