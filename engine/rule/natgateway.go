package rule

import (
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// eachPublicNAT goes through the interfaces of the NAT gateways that are meant for the internet.
func (p *Pass) eachPublicNAT(look func(placed)) {
	for _, r := range p.of(kind.NATGatewayKind) {
		if r.Props.(*kind.NATGateway).Connectivity == kind.ConnectivityPrivate {
			continue
		}
		for _, i := range p.placesOf(r.id) {
			look(i)
		}
	}
}

var natWithoutWayOut = &Rule{
	Code: "nat-without-way-out", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "A public NAT gateway hands on to the internet gateway what others send it. Its own subnet has to be a public one, whose route table leads to an internet gateway; the private subnets route to the NAT gateway.",
		JA: "パブリック NAT ゲートウェイは、受け取った通信をインターネットゲートウェイへ渡します。そのため、置き場所はインターネットゲートウェイへのルートがあるパブリックサブネットでなければなりません。NAT ゲートウェイへのルートは、プライベートサブネット側に置きます。",
	},
	Run: func(p *Pass) {
		p.eachPublicNAT(func(i placed) {
			if i.subnet != "" && !p.Net.IsPublicSubnet(i.subnet) {
				p.report(i.id, i.row, p.wayOut(i.subnet), "subnet", p.name(i.subnet), "table", p.name(p.Net.RouteTableOf(i.subnet)))
			}
		})
	},
}

// wayOut offers a subnet of a NAT gateway a table that leads to the internet gateway, where nothing
// else in the subnet would lose or change its own way.
func (p *Pass) wayOut(subnet string) []Fix {
	s := p.Design.Resources[subnet]
	for _, i := range p.interfaces() {
		if i.subnet == subnet && i.kind != kind.NATGatewayKind {
			return nil
		}
	}
	if t, ok := p.tablesByPublic()[s.Parent][true]; ok && t != p.mainTable(s.Parent) {
		return p.fix("use-table", design.Ops{set(subnet, "props.routeTable", t)}, "table", p.name(t))
	}
	gateways := p.Net.GatewaysOf(s.Parent)
	if len(gateways) != 1 {
		return nil
	}
	table, ok := p.newTable(s.Parent, map[string]kind.Route{"default": {Destination: defaultRoute, Target: kind.To(gateways[0])}})
	if !ok {
		return nil
	}
	ops := append(table, set(subnet, "props.routeTable", publicTableID(s.Parent)))
	return p.fix("own-table", ops, "subnet", p.name(subnet), "gateway", p.name(gateways[0]))
}

var natWithoutPublicAddress = &Rule{
	Code: "nat-without-public-address", Severity: Error,
	Doc: message.Text{
		EN: "A public NAT gateway shows the internet an Elastic IP of its own; AWS refuses to make one without. One that only leads to other networks is a private NAT gateway.",
		JA: "パブリック NAT ゲートウェイは、自分の Elastic IP でインターネットへ出ます。Elastic IP がなければ AWS に拒否されます。ほかのネットワークにつなぐだけなら、プライベート NAT ゲートウェイにします。",
	},
	Run: func(p *Pass) {
		p.eachPublicNAT(func(i placed) {
			if at := i.iface.Public; at.External != nil || at.ID != "" && at.ID != kind.PublicNone {
				return
			}
			changed := i.iface
			changed.Public = kind.To(kind.PublicAuto)
			p.report(i.id, i.row, p.fix("public-address", design.Ops{setInterface(i.id, i.row, changed)}, "element", p.name(i.id)))
		})
	},
}

// subnetsOf lists the subnets that use each route table.
func (p *Pass) subnetsOf() map[string][]resource {
	users := map[string][]resource{}
	for _, s := range p.of(kind.SubnetKind) {
		table := p.Net.RouteTableOf(s.id)
		users[table] = append(users[table], s)
	}
	return users
}

// eachNATRoute goes through the routes that lead to NAT gateways.
func (p *Pass) eachNATRoute(look func(routeRow)) {
	for _, r := range p.routes() {
		if t := p.Design.Resources[r.Target.ID]; t != nil && t.Kind == kind.NATGatewayKind {
			look(r)
		}
	}
}

var natOwnSubnet = &Rule{
	Code: "nat-own-subnet", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "A NAT gateway follows the route table of its own subnet. A route there that leads to the NAT gateway sends its packets back to itself: nothing gets out, for nobody.",
		JA: "NAT ゲートウェイ自身も、自分のサブネットのルートテーブルに従います。そこに NAT ゲートウェイへのルートがあると、送り出した通信が自分に戻り、誰も外へ出られません。",
	},
	Run: func(p *Pass) {
		users := p.subnetsOf()
		p.eachNATRoute(func(r routeRow) {
			for _, i := range p.placesOf(r.Target.ID) {
				isOwn := func(s resource) bool { return s.id == i.subnet }
				if slices.ContainsFunc(users[r.table.id], isOwn) {
					p.reportRoute(r, p.removeRoute(r), "subnet", p.name(i.subnet))
					return
				}
			}
		})
	},
}

var natUnused = &Rule{
	Code: "nat-unused", Severity: Info, Local: true,
	Doc: message.Text{
		EN: "A NAT gateway costs money by the hour, used or not. It is used when the route table of a subnet leads to it.",
		JA: "NAT ゲートウェイは、使わなくても時間単位で課金されます。サブネットのルートテーブルに NAT ゲートウェイへのルートがあって、はじめて使われます。",
	},
	Run: func(p *Pass) {
		users, used := p.subnetsOf(), map[string]bool{}
		p.eachNATRoute(func(r routeRow) {
			if len(users[r.table.id]) > 0 {
				used[r.Target.ID] = true
			}
		})
		for _, r := range p.of(kind.NATGatewayKind) {
			if !used[r.id] {
				p.report(r.id, "", nil)
			}
		}
	},
}

var singleNATForZones = &Rule{
	Code: "single-nat-for-zones", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "A NAT gateway is redundant inside its own Availability Zone only. When that zone fails, the subnets of other zones that route to it lose the internet too; what crosses zones is charged besides. Give each zone its own.",
		JA: "NAT ゲートウェイは、自分のアベイラビリティーゾーンの中でだけ冗長化されています。そのゾーンに障害が起きると、ルートを向けているほかのゾーンのサブネットも外へ出られなくなります。ゾーンをまたぐ通信には料金もかかります。ゾーンごとに一つずつ置いてください。",
	},
	Run: func(p *Pass) {
		users, zones := p.subnetsOf(), map[string][]string{}
		p.eachNATRoute(func(r routeRow) {
			for _, s := range users[r.table.id] {
				if zone := s.Props.(*kind.Subnet).AvailabilityZone; zone != "" && !slices.Contains(zones[r.Target.ID], zone) {
					zones[r.Target.ID] = append(zones[r.Target.ID], zone)
				}
			}
		})
		for _, r := range p.of(kind.NATGatewayKind) {
			if z := zones[r.id]; len(z) > 1 {
				slices.Sort(z)
				p.report(r.id, "", nil, "zones", strings.Join(z, ", "))
			}
		}
	},
}
