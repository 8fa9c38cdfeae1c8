package rule

import (
	"net/netip"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

var defaultRoute = netip.PrefixFrom(netip.IPv4Unspecified(), 0)

var gatewayAttachedNotRouted = &Rule{
	Code: "gateway-attached-not-routed", Severity: Warning,
	Doc: message.Text{
		EN: "An internet gateway needs two things: to be attached to the VPC, and a route to it in the route table of each public subnet. Attached without a route, it carries nothing.",
		JA: "インターネットゲートウェイには、VPC へのアタッチと、各パブリックサブネットのルートテーブルからのルートの両方が必要です。アタッチしただけでルートがなければ、何も通りません。",
	},
	Run: func(p *Pass) {
		for _, r := range p.of(kind.InternetGatewayKind) {
			vpc := r.Props.(*kind.InternetGateway).VPC.ID
			if vpc != "" && !p.isRouted(vpc, r.id) {
				p.report(r.id, "", p.routeTo(vpc, r.id), "vpc", p.name(vpc))
			}
		}
	},
}

func (p *Pass) isRouted(vpc, gateway string) bool {
	for _, t := range p.tables()[vpc] {
		for _, r := range t.Props.(*kind.RouteTable).Routes {
			if r.Target.ID == gateway {
				return true
			}
		}
	}
	return false
}

// routeTo offers a default route in the table that looks most as if it was meant: one whose subnet
// has a public address, then one whose subnet gives them out or says that it is public, then any but
// the main one. Where that subnet follows the main table it is offered a table of its own: in the
// main one, the route would make every such subnet public.
func (p *Pass) routeTo(vpc, gateway string) []Fix {
	var best resource
	bestRank := 0
	for _, s := range p.of(kind.SubnetKind) {
		table := p.Net.RouteTableOf(s.id)
		t := p.Design.Resources[table]
		if s.Parent != vpc || t == nil || hasDefaultRoute(t.Props.(*kind.RouteTable)) {
			continue
		}
		rank := 0
		switch private, public := says(s.Resource); {
		case p.hasPublicAddress(s.id):
			rank = 3
		case s.Props.(*kind.Subnet).MapPublicIPOnLaunch || public && !private:
			rank = 2
		case table != p.mainTable(vpc):
			rank = 1
		}
		if rank > bestRank {
			best, bestRank = s, rank
		}
	}
	if bestRank == 0 {
		return nil
	}
	route := kind.Route{Destination: defaultRoute, Target: kind.To(gateway)}
	table := p.Net.RouteTableOf(best.id)
	if table == p.mainTable(vpc) {
		own, ok := p.newTable(vpc, map[string]kind.Route{"default": route})
		if !ok {
			return nil
		}
		return p.fix("own-table", append(own, set(best.id, "props.routeTable", publicTableID(vpc))), "subnet", p.name(best.id), "gateway", p.name(gateway))
	}
	routes := p.Design.Resources[table].Props.(*kind.RouteTable).Routes
	add := set(table, "props.routes."+freeKey(routes, "default"), route)
	return p.fix("add-route", design.Ops{add}, "table", p.name(table), "gateway", p.name(gateway))
}

// mainTable is the table that a VPC's subnets use unless they say otherwise.
func (p *Pass) mainTable(vpc string) string {
	if r := p.Design.Resources[vpc]; r != nil && r.Kind == kind.VPCKind {
		if main := r.Props.(*kind.VPC).MainRouteTable.ID; main != "" {
			return main
		}
	}
	return design.MainRouteTableID(vpc)
}

// publicTableID is the id of the table that fixes make. It comes from the VPC's, so that equal
// designs get equal fixes; the VPC's id is short enough for three letters more.
func publicTableID(vpc string) string { return vpc + publicTable }

const publicTable = "pub"

// TableIsFor is the VPC for which a fix would make a table with that id, unless one is there.
func TableIsFor(id string) (vpc string, ok bool) { return strings.CutSuffix(id, publicTable) }

// newTable is the edit that makes that table, unless it is there.
func (p *Pass) newTable(vpc string, routes map[string]kind.Route) (design.Ops, bool) {
	id := publicTableID(vpc)
	if p.Design.Resources[id] != nil {
		return nil, false
	}
	table := map[string]any{"kind": kind.RouteTableKind, "name": p.name(vpc) + " public", "parent": vpc, "props": &kind.RouteTable{Routes: routes}}
	return design.Ops{design.Put{Section: design.Resources, ID: id, Value: value(table)}}, true
}

func (p *Pass) hasPublicAddress(subnet string) bool {
	for _, i := range p.Net.Interfaces() {
		if i.Subnet() == subnet && i.HasPublicAddress() {
			return true
		}
	}
	return false
}

func hasDefaultRoute(t *kind.RouteTable) bool {
	for _, r := range t.Routes {
		if r.Destination == defaultRoute {
			return true
		}
	}
	return false
}

// freeKey is a row key that is not taken. It is not random, so that equal designs get equal fixes.
func freeKey[T any](rows map[string]T, want string) string {
	key := want
	for {
		if _, taken := rows[key]; !taken {
			return key
		}
		key += "x"
	}
}

var publicInstanceWithoutPublicAddress = &Rule{
	Code: "public-instance-without-public-address", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "An instance in a public subnet without a public address can neither be reached from the internet nor reach it: the internet gateway exchanges a private address for a public one, and there is none.",
		JA: "パブリックサブネットにあってもパブリックアドレスのないインスタンスは、インターネットから届かず、インターネットへも出られません。インターネットゲートウェイはプライベートアドレスをパブリックアドレスに変換しますが、その変換先がないためです。",
	},
	Run: func(p *Pass) {
		for _, r := range p.of(kind.InstanceKind) {
			if row, lacks := p.lacksPublicAddress(r); lacks {
				i := r.Props.(*kind.Instance).Interfaces[row]
				i.Public = kind.To(kind.PublicAuto)
				p.report(r.id, row, p.fix("public-address", design.Ops{setInterface(r.id, row, i)}, "element", p.name(r.id)), "subnet", p.name(r.Parent))
			}
		}
	},
}

// lacksPublicAddress finds the first interface in a public subnet of an instance that has no public
// address at all.
func (p *Pass) lacksPublicAddress(r resource) (row string, lacks bool) {
	for _, i := range p.Net.InterfacesOf(r.id) {
		if i.HasPublicAddress() {
			return "", false
		}
		if !lacks && p.Net.IsPublicSubnet(i.Subnet()) {
			row, lacks = i.Key, true
		}
	}
	return row, lacks
}
