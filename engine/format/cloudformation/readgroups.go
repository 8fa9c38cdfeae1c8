package cloudformation

import (
	"net/netip"
	"strings"

	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

var readSecurityGroup = []reading{
	{typ: typeGroup, is: always, parent: inVPC, fill: fillSecurityGroup},
	{typ: typeGroupIngress, fill: func(src *source) { fillGroupRule(src, directions[0]) }},
	{typ: typeGroupEgress, fill: func(src *source) { fillGroupRule(src, directions[1]) }},
}

func fillSecurityGroup(src *source) {
	p := propsOf[*kind.SecurityGroup](src)
	p.Description = shown(src.text("GroupDescription"))
	switch description, kept := src.meta.values["Description"].(string); {
	case kept:
		p.Description = description
	case src.own && p.Description == "Security group "+src.logical:
		p.Description = ""
	}
	for _, dir := range directions {
		rows := dir.rows(p)
		items := src.items(dir.inline)
		if dir.path == "egress" && (len(items) > 0 || src.own || src.hasEgress()) {
			clear(rows) // AWS adds its own rule only where the template has none
		}
		keys := src.metaKeys(dir.inline)
		for n, item := range items {
			if body, ok := item.(*tree); ok && !isNowhere(body, dir) {
				src.addRule(rows, dir, body, keyAt(keys, n, "r"))
			}
		}
	}
	src.allSix(p)
}

// isNowhere knows the rule that stands for "no egress".
func isNowhere(body *tree, dir direction) bool {
	return dir.path == "egress" && joined(get(body, "CidrIp"), "") == nowhere.String() && joined(get(body, "IpProtocol"), "") == "-1"
}

// allSix adds the rule that AWS adds besides in a VPC with IPv6.
func (src *source) allSix(p *kind.SecurityGroup) {
	vpc, ok := src.reader.d.Resources[src.reader.d.Resources[src.id].Parent].Props.(*kind.VPC)
	if _, isDefault := p.Egress["all"]; ok && isDefault && !src.own && len(src.items("SecurityGroupEgress")) == 0 && len(vpc.IPv6CIDRs) > 0 {
		p.Egress["all6"] = kind.SecurityRule{CIDR: anySix}
	}
}

func fillGroupRule(src *source, dir direction) {
	v := src.prop("GroupId")
	if v == nil {
		v = src.prop("GroupName")
	}
	to := src.to(v, kind.SecurityGroupKind)
	if to.ID == "" {
		src.reader.lose("joins-nothing", "", "element", src.logical, "type", src.typ)
		return
	}
	body := newTree()
	for _, key := range src.raw.keys {
		body.set(key, src.prop(key))
	}
	rows := dir.rows(src.reader.d.Resources[to.ID].Props.(*kind.SecurityGroup))
	src.addRule(rows, dir, body, src.row(dir.path))
}

// addRule reads one rule; one that cannot be read allows nothing, and is listed.
func (src *source) addRule(rows map[string]kind.SecurityRule, dir direction, body *tree, key string) {
	rule := kind.SecurityRule{Description: shown(joined(get(body, "Description"), ""))}
	protocol, ok := protocolOf(joined(get(body, "IpProtocol"), ""))
	from, to := get(body, "FromPort"), get(body, "ToPort")
	rule.Protocol = protocol
	var readable bool
	rule.Ports, rule.Types, readable = trafficOf(protocol, from, to, from, to)
	ok = ok && readable
	group := get(body, dir.peerGroup)
	if group == nil && dir.path == "ingress" {
		group = get(body, "SourceSecurityGroupName")
	}
	switch list := get(body, dir.peerList); {
	case get(body, "CidrIp") != nil:
		rule.CIDR = src.block(get(body, "CidrIp"))
		ok = ok && rule.CIDR.IsValid()
	case get(body, "CidrIpv6") != nil:
		rule.CIDR = src.block(get(body, "CidrIpv6"))
		ok = ok && rule.CIDR.IsValid()
	case group != nil:
		rule.Group = src.to(group, kind.SecurityGroupKind)
	case list != nil:
		rule.PrefixList = src.to(list, kind.PrefixListKind)
	}
	if !ok || !rule.CIDR.IsValid() && rule.Group.IsZero() && rule.PrefixList.IsZero() {
		src.reader.lose("rule", src.id, "element", src.logical, "rule", key)
		return
	}
	rows[free(rows, key)] = rule
}

// protocolOf reads AWS's names and numbers of protocols.
func protocolOf(s string) (netset.Protocol, bool) {
	var p netset.Protocol
	err := p.UnmarshalText([]byte(strings.TrimSpace(s)))
	return p, err == nil && s != ""
}

// trafficOf reads ports, or an ICMP type and code, where -1 is every one. What is no number is false: it
// must not become every port.
func trafficOf(p netset.Protocol, from, to, typ, code any) (ports netset.PortRange, types netset.Types, ok bool) {
	const every = -1
	number := func(v any) int {
		if v == nil {
			return every
		}
		return numberOr(v, every-1)
	}
	switch {
	case p.HasPorts():
		first, last := number(from), number(to)
		if to == nil {
			last = first
		}
		switch {
		case first == every && (last == every || last == 65535) || first == 0 && last == 65535:
			return ports, types, true
		case first < 0 || last < first || last > 65535:
			return ports, types, false
		}
		return netset.Ports(uint16(first), uint16(last)), types, true
	case p.HasTypes():
		t, c := number(typ), number(code)
		if t < every || t > 255 || c < every || c > 255 {
			return ports, types, false
		}
		if t != every {
			types.Type, types.HasType = uint8(t), true
			if c != every {
				types.Code, types.HasCode = uint8(c), true
			}
		}
	}
	return ports, types, true
}

var anySix = netip.PrefixFrom(netip.IPv6Unspecified(), 0)
