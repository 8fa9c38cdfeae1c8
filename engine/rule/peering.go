package rule

import (
	"net/netip"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// eachPeering goes through the peerings whose VPCs are both in the design.
func (p *Pass) eachPeering(look func(r resource, x *kind.Peering, requester, accepter *kind.VPC)) {
	for _, r := range p.of(kind.PeeringKind) {
		x := r.Props.(*kind.Peering)
		a, b := p.Design.Resources[x.Requester.ID], p.Design.Resources[x.Accepter.ID]
		if a != nil && b != nil {
			look(r, x, a.Props.(*kind.VPC), b.Props.(*kind.VPC))
		}
	}
}

// allBlocks are the blocks of a VPC, of both families.
func allBlocks(v *kind.VPC) []netip.Prefix { return append(v.Blocks(), kind.BlocksOf(v.IPv6CIDRs)...) }

var peeringOverlap = &Rule{
	Code: "peering-overlap", Severity: Error,
	Doc: message.Text{
		EN: "AWS refuses a peering of two VPCs whose blocks overlap, in any of their blocks: an address would be in both. One of them needs another block.",
		JA: "ブロックが一つでも重なる VPC どうしのピアリングは、AWS に拒否されます。同じアドレスが両方に存在することになるためです。どちらかのブロックを変えてください。",
	},
	Run: func(p *Pass) {
		p.eachPeering(func(r resource, x *kind.Peering, a, b *kind.VPC) {
			for _, one := range allBlocks(a) {
				for _, other := range allBlocks(b) {
					if one.Overlaps(other) {
						p.report(r.id, "", nil, "one", p.name(x.Requester.ID), "other", p.name(x.Accepter.ID), "cidr", one.String())
						return
					}
				}
			}
		})
	},
}

var peeringNotActive = &Rule{
	Code: "peering-not-active", Severity: Warning,
	Doc: message.Text{
		EN: "A peering carries traffic only once the owner of the accepter VPC has accepted it. While it is pending, rejected or expired, routes to it are blackholes.",
		JA: "ピアリングは、アクセプタ側 VPC の所有者が承諾して初めて通信を通します。承諾待ち・拒否・期限切れの間、そこへのルートはブラックホールです。",
	},
	Run: func(p *Pass) {
		for _, r := range p.of(kind.PeeringKind) {
			x := r.Props.(*kind.Peering)
			switch x.Status {
			case kind.PeeringActive:
			case kind.PeeringPending:
				p.report(r.id, "", p.fix("accept-peering", design.Ops{set(r.id, "props.status", kind.PeeringActive)}, "element", p.name(r.id)), "status", x.Status)
			default: // it is over: only a new one helps
				p.report(r.id, "", nil, "status", x.Status)
			}
		}
	},
}

var peeringTwice = &Rule{
	Code: "peering-twice", Severity: Error,
	Doc: message.Text{
		EN: "Two VPCs have at most one peering between them. AWS refuses the second one.",
		JA: "二つの VPC の間に作れるピアリングは一つだけです。二つ目は AWS に拒否されます。",
	},
	Run: func(p *Pass) {
		seen := map[[2]string]string{}
		p.eachPeering(func(r resource, x *kind.Peering, _, _ *kind.VPC) {
			if x.Status != kind.PeeringActive && x.Status != kind.PeeringPending {
				return
			}
			at := [2]string{min(x.Requester.ID, x.Accepter.ID), max(x.Requester.ID, x.Accepter.ID)}
			if first, known := seen[at]; known {
				p.report(r.id, "", p.fix("delete-element", design.Ops{design.Del{Section: design.Resources, ID: r.id}}, "element", p.name(r.id)), "other", p.name(first))
				return
			}
			seen[at] = r.id
		})
	},
}

var peeringOneSided = &Rule{
	Code: "peering-one-sided", Severity: Warning,
	Doc: message.Text{
		EN: "A peering needs routes in both VPCs: with routes on one side only, requests arrive and replies are lost. Accepting it makes no routes.",
		JA: "ピアリングには両方の VPC にルートが必要です。片側だけでは要求は届いても応答が失われます。承諾してもルートは自動では作られません。",
	},
	Run: func(p *Pass) {
		routed := map[[2]string]bool{}
		for _, r := range p.routes() {
			routed[[2]string{r.Target.ID, r.table.Parent}] = true
		}
		p.eachPeering(func(r resource, x *kind.Peering, a, b *kind.VPC) {
			if x.Status != kind.PeeringActive {
				return
			}
			here, there := routed[[2]string{r.id, x.Requester.ID}], routed[[2]string{r.id, x.Accepter.ID}]
			switch {
			case here && !there:
				p.lacksRoute(r, x.Accepter.ID, a)
			case there && !here:
				p.lacksRoute(r, x.Requester.ID, b)
			case !here && !there:
				p.report(r.id, "", nil, "vpc", message.Text{EN: p.name(x.Requester.ID) + " and " + p.name(x.Accepter.ID), JA: p.name(x.Requester.ID) + " と " + p.name(x.Accepter.ID)})
			}
		})
	},
}

// lacksRoute reports a VPC without a route to its peer, and offers it in the table that its subnets use.
func (p *Pass) lacksRoute(r resource, vpc string, peer *kind.VPC) {
	table := ""
	for _, s := range p.of(kind.SubnetKind) {
		if s.Parent == vpc && table == "" {
			table = p.Net.RouteTableOf(s.id)
		}
	}
	var fix []Fix
	if p.Design.Resources[table] != nil && peer.CIDR.IsValid() {
		route := kind.Route{Destination: peer.CIDR, Target: kind.To(r.id)}
		fix = p.fix("add-peer-route", design.Ops{set(table, "props.routes."+p.freeRow(table), route)}, "destination", peer.CIDR.String(), "target", p.name(r.id), "table", p.name(table))
	}
	p.report(r.id, "", fix, "vpc", p.name(vpc))
}

// freeRow is a key that no route of the table has.
func (p *Pass) freeRow(table string) string {
	key := "peer"
	for p.Design.Resources[table].Props.(*kind.RouteTable).Routes[key].Target.ID != "" {
		key += "x"
	}
	return key
}

var routeFamily = &Rule{
	Code: "route-family", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "A NAT gateway carries IPv4 only (and the IPv6 block of NAT64), an egress-only internet gateway IPv6 only. AWS refuses a route of the other family.",
		JA: "NAT ゲートウェイが通すのは IPv4（と NAT64 用の IPv6 ブロック）だけ、Egress-only インターネットゲートウェイは IPv6 だけです。もう一方のルートは AWS に拒否されます。",
	},
	Run: func(p *Pass) {
		for _, r := range p.routes() {
			t := p.Design.Resources[r.Target.ID]
			if t == nil || !r.Destination.IsValid() {
				continue
			}
			is6 := r.Destination.Addr().Is6()
			wrong := t.Kind == kind.EgressOnlyInternetGatewayKind && !is6 || t.Kind == kind.NATGatewayKind && is6 && r.Destination.String() != "64:ff9b::/96"
			if wrong {
				p.reportRoute(r, p.removeRoute(r))
			}
		}
	},
}

var natInstanceChecked = &Rule{
	Code: "nat-instance-checked", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "A NAT instance passes on packets that are not its own. With the source/destination check on, AWS drops them.",
		JA: "NAT インスタンスは自分宛てでないパケットを中継します。送信元/送信先チェックが有効だと、AWS がそれを破棄します。",
	},
	Run: func(p *Pass) {
		for _, r := range p.of(kind.InstanceKind) {
			i := r.Props.(*kind.Instance)
			if i.Role != kind.RoleNAT {
				continue
			}
			for row, off := range kind.Ordered(i.Interfaces) {
				if off.SourceDestCheck {
					off.SourceDestCheck = false
					p.report(r.id, "interfaces."+row, p.fix("check-off", design.Ops{setInterface(r.id, row, off)}, "element", p.name(r.id)))
				}
			}
		}
	},
}

var vpnGatewayNotRouted = &Rule{
	Code: "vpn-gateway-not-routed", Severity: Warning,
	Doc: message.Text{
		EN: "A VPN gateway that no route table of its VPC leads to, by a route or by propagation, carries nothing: replies never find back.",
		JA: "ルートでも伝播でも、VPC のどのルートテーブルからも指されていない仮想プライベートゲートウェイは何も通しません。応答も戻れません。",
	},
	Run: func(p *Pass) {
		used := map[string]bool{}
		for _, r := range p.routes() {
			used[r.Target.ID] = true
		}
		for _, t := range p.of(kind.RouteTableKind) {
			for id := range t.Props.(*kind.RouteTable).Propagations {
				used[id] = true
			}
		}
		for _, r := range p.of(kind.VPNGatewayKind) {
			vpc := r.Props.(*kind.VPNGateway).VPC.ID
			if vpc == "" || used[r.id] || len(p.tables()[vpc]) == 0 {
				continue
			}
			var ops design.Ops
			for _, t := range p.tables()[vpc] {
				ops = append(ops, set(t.id, "props.propagations."+r.id, true))
			}
			p.report(r.id, "", p.fix("propagate-routes", ops, "element", p.name(r.id), "vpc", p.name(vpc)), "vpc", p.name(vpc))
		}
	},
}

var vpnTunnelDown = &Rule{
	Code: "vpn-tunnel-down", Severity: Warning,
	Doc: message.Text{
		EN: "A VPN connection has two tunnels so that one may fail or be renewed. With one down the next failure cuts the line; with both down nothing passes.",
		JA: "VPN 接続にトンネルが二つあるのは、片方の障害や保守に備えるためです。一つが停止していると次の障害で切れ、両方停止なら何も通りません。",
	},
	Run: func(p *Pass) {
		for _, r := range p.of(kind.VPNConnectionKind) {
			v := r.Props.(*kind.VPNConnection)
			var down []string
			for i, state := range []string{v.Tunnel1, v.Tunnel2} {
				if state == kind.LinkDown {
					down = append(down, []string{"1", "2"}[i])
				}
			}
			if len(down) > 0 {
				p.report(r.id, "", nil, "tunnels", strings.Join(down, ", "))
			}
		}
	},
}

var prefixListOverfull = &Rule{
	Code: "prefix-list-overfull", Severity: Error,
	Doc: message.Text{
		EN: "A prefix list holds at most as many entries as it was made for; AWS refuses more. The maximum counts against the quotas of every rule and route that names the list.",
		JA: "プレフィックスリストには、作成時に決めた最大数を超えるエントリを入れられません。最大数は、このリストを使うルールやルートのクォータにそのまま数えられます。",
	},
	Run: func(p *Pass) {
		for _, r := range p.of(kind.PrefixListKind) {
			l := r.Props.(*kind.PrefixList)
			if l.Owner == kind.OwnerCustomer && len(l.Entries) > l.MaxEntries {
				ops := design.Ops{set(r.id, "props.maxEntries", len(l.Entries))}
				p.report(r.id, "", p.fix("raise-max-entries", ops, "element", p.name(r.id)), "count", strconv.Itoa(len(l.Entries)), "most", strconv.Itoa(l.MaxEntries))
			}
		}
	},
}
