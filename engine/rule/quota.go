package rule

import (
	"net/netip"
	"strconv"

	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
)

// AWS's default quotas (semantics 119, 147), as an account has them before it asks for more.
const (
	vpcsPerRegion       = 5
	subnetsPerVPC       = 200
	tablesPerVPC        = 200
	routesPerTable      = 50
	propagatedPerTable  = 100
	entriesPerDirection = 20
	rulesPerDirection   = 60
	groupsPerInterface  = 5
	peeringsPerVPC      = 50
	addressesPerRegion  = 5
	natsPerZone         = 5
	gatewayEndpoints    = 20
	interfaceEndpoints  = 50
)

var quotaExceeded = &Rule{
	Code: "quota-exceeded", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "An AWS account starts with quotas: five VPCs a region, fifty routes a table, sixty rules a group in each direction, and more. What is beyond them is refused until AWS raises the quota, so ask in good time.",
		JA: "AWS アカウントには初期クォータがあります（リージョンあたり VPC 5 個、テーブルあたりルート 50 本、グループの方向ごとにルール 60 個など）。超える分は、引き上げを申請するまで AWS に拒否されます。早めに申請してください。",
	},
	Run: func(p *Pass) {
		p.countOwned()
		p.countRows()
		p.countInterfaces()
	},
}

func (p *Pass) exceed(id, row string, what message.Text, count, most int) {
	if count > most {
		p.report(id, row, nil, "what", what, "count", strconv.Itoa(count), "most", strconv.Itoa(most))
	}
}

// owned is what an owner may have how many of.
var owned = []struct {
	kind kind.Name
	what message.Text
	most int
}{
	{kind.VPCKind, message.Text{EN: "VPCs", JA: "VPC"}, vpcsPerRegion},
	{kind.ElasticIPKind, message.Text{EN: "Elastic IPs", JA: "Elastic IP"}, addressesPerRegion},
	{kind.SubnetKind, message.Text{EN: "subnets", JA: "サブネット"}, subnetsPerVPC},
	{kind.RouteTableKind, message.Text{EN: "route tables", JA: "ルートテーブル"}, tablesPerVPC},
	{kind.InterfaceEndpointKind, message.Text{EN: "interface endpoints", JA: "インターフェイスエンドポイント"}, interfaceEndpoints},
}

// countOwned counts what stands directly in a scope or a VPC, and what is counted by region or zone. It
// counts all, wherever it lies: what it says of a scope depends on that.
func (p *Pass) countOwned() {
	for _, o := range owned {
		counts := map[string]int{}
		for _, r := range p.whole.of(o.kind) {
			counts[r.Parent]++
		}
		for _, row := range kind.Sorted(counts) {
			p.exceed(row.Key, string(o.kind), o.what, row.Value, o.most)
		}
	}
	peerings, endpoints, nats := map[string]int{}, map[string]int{}, map[string]int{}
	for _, r := range p.whole.of(kind.PeeringKind) {
		x := r.Props.(*kind.Peering)
		peerings[x.Requester.ID]++
		peerings[x.Accepter.ID]++
	}
	for _, r := range p.whole.of(kind.GatewayEndpointKind) {
		endpoints[p.Design.Ancestor(r.id, kind.ScopeKind)]++
	}
	zones := map[string]string{}
	for _, r := range p.whole.of(kind.NATGatewayKind) {
		zone := p.Design.Resources[r.Parent].Props.(*kind.Subnet).AvailabilityZone
		at := p.Design.Ancestor(r.id, kind.ScopeKind) + " " + zone
		nats[at]++
		zones[at] = p.Design.Ancestor(r.id, kind.ScopeKind)
	}
	for _, row := range kind.Sorted(peerings) {
		if row.Key != "" {
			p.exceed(row.Key, string(kind.PeeringKind), message.Text{EN: "peerings", JA: "ピアリング"}, row.Value, peeringsPerVPC)
		}
	}
	for _, row := range kind.Sorted(endpoints) {
		p.exceed(row.Key, string(kind.GatewayEndpointKind), message.Text{EN: "gateway endpoints", JA: "ゲートウェイエンドポイント"}, row.Value, gatewayEndpoints)
	}
	for _, row := range kind.Sorted(nats) {
		p.exceed(zones[row.Key], row.Key[len(zones[row.Key])+1:], message.Text{EN: "NAT gateways in one zone", JA: "一つのゾーンの NAT ゲートウェイ"}, row.Value, natsPerZone)
	}
}

// countRows counts routes, entries and rules. A prefix list counts as many as it may hold (semantics 62).
func (p *Pass) countRows() {
	for _, r := range p.of(kind.RouteTableKind) {
		t := r.Props.(*kind.RouteTable)
		p.exceed(r.id, "routes", message.Text{EN: "routes", JA: "ルート"}, len(t.Routes), routesPerTable)
		p.exceed(r.id, "propagations", message.Text{EN: "propagated routes", JA: "伝播されたルート"}, p.Net.PropagatedInto(r.id), propagatedPerTable)
	}
	for _, r := range p.of(kind.NetworkACLKind) {
		a := r.Props.(*kind.NetworkACL)
		p.exceed(r.id, "ingress", message.Text{EN: "inbound entries", JA: "インバウンドのルール"}, len(a.Ingress), entriesPerDirection)
		p.exceed(r.id, "egress", message.Text{EN: "outbound entries", JA: "アウトバウンドのルール"}, len(a.Egress), entriesPerDirection)
	}
	for _, r := range p.of(kind.SecurityGroupKind) {
		g := r.Props.(*kind.SecurityGroup)
		p.exceed(r.id, "ingress", message.Text{EN: "inbound rules", JA: "インバウンドルール"}, p.weightOf(g.Ingress), rulesPerDirection)
		p.exceed(r.id, "egress", message.Text{EN: "outbound rules", JA: "アウトバウンドルール"}, p.weightOf(g.Egress), rulesPerDirection)
	}
}

func (p *Pass) weightOf(rules map[string]kind.SecurityRule) int {
	count := 0
	for _, r := range rules {
		if l := p.Design.Resources[r.PrefixList.ID]; l != nil {
			count += l.Props.(*kind.PrefixList).MaxEntries
		} else {
			count++
		}
	}
	return count
}

func (p *Pass) countInterfaces() {
	for _, i := range p.interfaces() {
		if len(i.iface.Groups) > groupsPerInterface { // few have so many: for the others no words are made
			p.exceed(i.id, "interfaces."+i.row, message.Text{EN: "security groups on one interface", JA: "一つのインターフェイスのセキュリティグループ"}, len(i.iface.Groups), groupsPerInterface)
		}
	}
}

// A family of blocks that a VPC cannot mix with another one (semantics 138).
type blockFamily struct {
	name string
	set  netset.AddrSet
}

var blockFamilies = []blockFamily{
	{"10.0.0.0/8", netset.Prefixes(netip.MustParsePrefix("10.0.0.0/8"))},
	{"172.16.0.0/12", netset.Prefixes(netip.MustParsePrefix("172.16.0.0/12"))},
	{"192.168.0.0/16", netset.Prefixes(netip.MustParsePrefix("192.168.0.0/16"))},
	{"198.19.0.0/16", netset.Prefixes(netip.MustParsePrefix("198.19.0.0/16"))},
}

var cidrFamilyMixed = &Rule{
	Code: "cidr-family-mixed", Severity: Error,
	Doc: message.Text{
		EN: "A VPC whose first block lies in one private range cannot add a block of another: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 and 198.19.0.0/16 do not mix. Blocks of 100.64.0.0/10 and public ones may be added to any.",
		JA: "最初のブロックがプライベート範囲の一つにある VPC には、別の範囲のブロックを追加できません。10.0.0.0/8、172.16.0.0/12、192.168.0.0/16、198.19.0.0/16 は混在できません。100.64.0.0/10 とパブリックのブロックはどれにも追加できます。",
	},
	Run: func(p *Pass) {
		for _, r := range p.of(kind.VPCKind) {
			v := r.Props.(*kind.VPC)
			first := familyOf(v.CIDR)
			for _, row := range kind.Sorted(v.SecondaryCIDRs) {
				if f := familyOf(row.Value.CIDR); first != "" && f != "" && f != first {
					p.report(r.id, "secondaryCidrs."+row.Key, nil, "cidr", row.Value.CIDR.String(), "range", first)
				}
			}
		}
	},
}

func familyOf(b netip.Prefix) string {
	for _, f := range blockFamilies {
		if b.IsValid() && f.set.Covers(netset.Prefixes(b)) {
			return f.name
		}
	}
	return ""
}

var cidrHoldsRoute = &Rule{
	Code: "cidr-holds-route", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "A block that is added to a VPC must not equal or contain the destination of a route that one of its tables has already: the local route would take that traffic. AWS refuses the block.",
		JA: "VPC に追加するブロックは、既存のルートの送信先と同じか、それを含むものであってはなりません。local ルートがその通信を奪うため、AWS はそのブロックを拒否します。",
	},
	Run: func(p *Pass) {
		for _, r := range p.routes() {
			v := p.Design.Resources[r.table.Parent]
			if v == nil || !r.Destination.IsValid() || r.Target.IsZero() {
				continue
			}
			for _, row := range kind.Sorted(v.Props.(*kind.VPC).SecondaryCIDRs) {
				b := row.Value.CIDR
				if b.IsValid() && b.Bits() <= r.Destination.Bits() && b.Contains(r.Destination.Addr()) && !p.isSubnetBlock(r.table.Parent, r.Destination) {
					p.reportRoute(r, p.removeRoute(r), "cidr", b.String(), "vpc", p.name(r.table.Parent))
				}
			}
		}
	},
}

// isSubnetBlock reports whether a block is the whole of a subnet: such a route came after it (semantics 9).
func (p *Pass) isSubnetBlock(vpc string, b netip.Prefix) bool {
	for _, s := range p.of(kind.SubnetKind) {
		if s.Parent == vpc && s.Props.(*kind.Subnet).CIDR == b {
			return true
		}
	}
	return false
}

var vpcWithoutFlowLog = &Rule{
	Code: "vpc-without-flow-log", Severity: Info,
	Doc: message.Text{
		EN: "Without a flow log nobody can see afterwards who spoke with whom, or what was rejected. One for the whole VPC is enough.",
		JA: "フローログがないと、誰が誰と通信し、何が拒否されたかを後から確かめられません。VPC 全体に一つあれば十分です。",
	},
	Run: func(p *Pass) {
		watched := map[string]bool{}
		for _, r := range p.of(kind.FlowLogKind) {
			watched[r.Parent] = true
		}
		for _, r := range p.of(kind.VPCKind) {
			if isProduction(r) && !watched[r.id] {
				p.report(r.id, "", nil)
			}
		}
	},
}

// isProduction reports a VPC that somebody marked as one of production.
func isProduction(r resource) bool {
	for key, value := range r.Tags {
		switch {
		case (key == "Environment" || key == "environment" || key == "Env" || key == "env") && (value == "prod" || value == "production" || value == "Production"):
			return true
		}
	}
	return false
}
