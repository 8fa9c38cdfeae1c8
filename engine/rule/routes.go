package rule

import (
	"maps"
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
)

// A routeRow is a route that a table holds.
type routeRow struct {
	table resource
	key   string
	kind.Route
	// vpc is the VPC of the target, "" where it belongs to none or is not there.
	vpc string
}

func (r routeRow) row() string { return "routes." + r.key }

func (r routeRow) remove() design.Op { return remove(r.table.id, "props.routes."+r.key) }

func (p *Pass) listRoutes() []routeRow {
	var all []routeRow
	for _, t := range p.of(kind.RouteTableKind) {
		for key, route := range kind.Ordered(t.Props.(*kind.RouteTable).Routes) {
			r := routeRow{table: t, key: key, Route: route}
			if target := p.Design.Resources[route.Target.ID]; target != nil {
				if g, ok := target.Props.(*kind.InternetGateway); ok {
					r.vpc = g.VPC.ID
				} else {
					r.vpc = p.Design.Ancestor(route.Target.ID, kind.VPCKind)
				}
			}
			all = append(all, r)
		}
	}
	return all
}

func (p *Pass) leadsToGateway(r routeRow) bool {
	t := p.Design.Resources[r.Target.ID]
	return t != nil && t.Kind == kind.InternetGatewayKind
}

func (p *Pass) reportRoute(r routeRow, fixes []Fix, more ...any) {
	target := r.Target.ID
	switch {
	case r.Target.Gone != nil:
		target = r.Target.Gone.Name
	case r.Target.External != nil:
		target = r.Target.External.AWSID
	}
	p.report(r.table.id, r.row(), fixes, append(more, "destination", r.Destination.String(), "target", p.name(target))...)
}

func (p *Pass) removeRoute(r routeRow) []Fix {
	return p.fix("remove-route", design.Ops{r.remove()}, "destination", r.Destination.String())
}

var routeDuplicate = &Rule{
	Code: "route-duplicate", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "A route table holds one route for each destination. AWS refuses the second one; until it is known which that is, what goes there is unknown.",
		JA: "ルートテーブルには、同じ送信先のルートを一つしか置けません。後から作る方が AWS に拒否されます。どちらか決まるまで、その送信先への可否は不明です。",
	},
	Run: func(p *Pass) {
		type place struct {
			table string
			dest  netip.Prefix
		}
		seen := map[place]bool{}
		for _, r := range p.routes() {
			at := place{r.table.id, r.Destination}
			if r.Destination.IsValid() && seen[at] {
				p.reportRoute(r, p.removeRoute(r))
			}
			seen[at] = true
		}
	},
}

var routeOfOtherVPC = &Rule{
	Code: "route-of-other-vpc", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "A route can lead only to gateways and interfaces of its own VPC. AWS refuses one that leads straight into another; joining VPCs takes a peering or a transit gateway.",
		JA: "ルートのターゲットにできるのは、同じ VPC のゲートウェイやインターフェイスだけです。ほかの VPC へ直接向けたルートは AWS に拒否されます。VPC をつなぐにはピアリングかトランジットゲートウェイを使います。",
	},
	Run: func(p *Pass) {
		for _, r := range p.routes() {
			if r.vpc == "" || r.vpc == r.table.Parent {
				continue
			}
			fix := p.removeRoute(r)
			if own := p.Net.GatewaysOf(r.table.Parent); len(own) == 1 && p.leadsToGateway(r) {
				changed := r.Route
				changed.Target = kind.To(own[0])
				fix = p.fix("retarget-route", design.Ops{set(r.table.id, "props."+r.row(), changed)}, "destination", r.Destination.String(), "gateway", p.name(own[0]))
			}
			p.reportRoute(r, fix, "vpc", p.name(r.vpc))
		}
	},
}

var routeInsideVPC = &Rule{
	Code: "route-inside-vpc", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "Inside a VPC the local route decides. AWS refuses a route for a part of the VPC's own block that leads to an internet gateway.",
		JA: "VPC の内側では local ルートが使われます。VPC 自身のブロックの一部をインターネットゲートウェイへ向けるルートは、AWS に拒否されます。",
	},
	Run: func(p *Pass) {
		for _, r := range p.routes() {
			if r.Destination.IsValid() && p.leadsToGateway(r) && containedInOne(r.Destination, p.blocksOf(r.table.Parent)) {
				p.reportRoute(r, p.removeRoute(r), "vpc", p.name(r.table.Parent))
			}
		}
	},
}

var privateBlocks = netset.RFC1918.Union(netset.RFC6598)

// isPrivate reports a block that no internet gateway carries (semantics 28).
func isPrivate(b netip.Prefix) bool { return b.IsValid() && privateBlocks.Covers(netset.Prefixes(b)) }

var routePrivateToGateway = &Rule{
	Code: "route-private-to-gateway", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "Private addresses do not exist on the internet, and an internet gateway drops what is addressed to them. Such a route does nothing, and often was meant for another target.",
		JA: "プライベートアドレスはインターネット上に存在せず、インターネットゲートウェイはその宛先の通信を破棄します。このルートは役に立たず、多くは別のターゲットのつもりだったものです。",
	},
	Run: func(p *Pass) {
		for _, r := range p.routes() {
			if isPrivate(r.Destination) && p.leadsToGateway(r) && !containedInOne(r.Destination, p.blocksOf(r.table.Parent)) {
				p.reportRoute(r, p.removeRoute(r))
			}
		}
	},
}

var blackholeRoute = &Rule{
	Code: "blackhole-route", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "A route whose target was deleted, detached or stopped stays in the table: it still catches the traffic for its destination, and drops it.",
		JA: "ターゲットが削除・デタッチ・停止されたルートは、テーブルに残ります。その送信先への通信を引き受けたうえで破棄します。",
	},
	Run: func(p *Pass) {
		for _, r := range p.routes() {
			target := p.Design.Resources[r.Target.ID]
			switch {
			case r.Target.Gone != nil:
				p.reportRoute(r, p.removeRoute(r), "state", message.Text{EN: "deleted", JA: "削除されています"})
			case target == nil:
			case target.Kind == kind.InternetGatewayKind && r.vpc == "":
				p.reportRoute(r, p.attach(r), "state", message.Text{EN: "attached to nothing", JA: "どこにもアタッチされていません"})
			case isStopped(target):
				p.reportRoute(r, nil, "state", message.Text{EN: "stopped", JA: "停止しています"})
			}
		}
	},
}

func isStopped(r *design.Resource) bool {
	i, ok := r.Props.(*kind.Instance)
	return ok && i.State == kind.StateStopped
}

// attach offers the route's gateway to the VPC of the table, unless that has another.
func (p *Pass) attach(r routeRow) []Fix {
	if len(p.Net.GatewaysOf(r.table.Parent)) > 0 {
		return nil
	}
	return p.fix("attach", design.Ops{set(r.Target.ID, "props.vpc", r.table.Parent)}, "gateway", p.name(r.Target.ID), "vpc", p.name(r.table.Parent))
}

var severalGateways = &Rule{
	Code: "several-gateways", Severity: Error,
	Doc: message.Text{
		EN: "A VPC has at most one internet gateway. AWS refuses to attach a second one; one carries all the traffic, and is redundant by itself.",
		JA: "VPC にアタッチできるインターネットゲートウェイは一つだけで、二つ目は AWS に拒否されます。一つで全通信を運び、それ自体が冗長化されています。",
	},
	Run: func(p *Pass) {
		first := map[string]string{}
		for _, r := range p.of(kind.InternetGatewayKind) {
			vpc := r.Props.(*kind.InternetGateway).VPC.ID
			if vpc == "" {
				continue
			}
			if first[vpc] == "" {
				first[vpc] = r.id
				continue
			}
			fix := p.fix("detach", design.Ops{remove(r.id, "props.vpc")}, "gateway", p.name(r.id), "vpc", p.name(vpc))
			p.report(r.id, "", fix, "vpc", p.name(vpc), "other", p.name(first[vpc]))
		}
	},
}

var mainTableInternetRoute = &Rule{
	Code: "main-table-internet-route", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "Every subnet without a route table of its own follows the main one. With a route to the internet there, each such subnet is public, and so is each new one.",
		JA: "個別のルートテーブルがないサブネットは、すべてメインルートテーブルに従います。そこにインターネットへのルートがあると、そうしたサブネットも、これから作るサブネットも、みなパブリックになります。",
	},
	Run: func(p *Pass) {
		said := map[string]bool{}
		for _, r := range p.routes() {
			t := r.table
			if said[t.id] || !p.leadsToGateway(r) || r.vpc != t.Parent || t.id != p.mainTable(t.Parent) {
				continue
			}
			said[t.id] = true
			p.reportRoute(r, p.moveOutOfMain(t), "vpc", p.name(t.Parent))
		}
	},
}

// moveOutOfMain gives the subnets that follow the main table one of their own with the same routes,
// and takes the way to the internet out of the main one: no packet goes another way.
func (p *Pass) moveOutOfMain(main resource) []Fix {
	var ops design.Ops
	routes := main.Props.(*kind.RouteTable).Routes
	moved := 0
	for _, s := range p.of(kind.SubnetKind) {
		if s.Parent == main.Parent && p.Net.RouteTableOf(s.id) == main.id {
			ops = append(ops, set(s.id, "props.routeTable", publicTableID(main.Parent)))
			moved++
		}
	}
	for _, row := range kind.Sorted(routes) {
		if r := (routeRow{table: main, key: row.Key, Route: row.Value}); p.leadsToGateway(r) {
			ops = append(ops, r.remove())
		}
	}
	if moved == 0 {
		return p.fix("clear-main", ops)
	}
	own, ok := p.newTable(main.Parent, maps.Clone(routes))
	if !ok {
		return nil
	}
	return p.fix("move-out-of-main", append(own, ops...), "count", strconv.Itoa(moved))
}

var subnetOnMainTable = &Rule{
	Code: "subnet-on-main-table", Severity: Info, Local: true,
	Doc: message.Text{
		EN: "A subnet without a route table of its own follows the VPC's main one, and changes with it. Where its neighbours have tables of their own, the association may have been forgotten.",
		JA: "個別のルートテーブルがないサブネットは VPC のメインルートテーブルに従い、その変更の影響も受けます。ほかのサブネットに個別のテーブルがあるなら、関連付けを忘れているのかもしれません。",
	},
	Run: func(p *Pass) {
		hasOwn := map[string]bool{}
		for _, s := range p.of(kind.SubnetKind) {
			if !s.Props.(*kind.Subnet).RouteTable.IsZero() {
				hasOwn[s.Parent] = true
			}
		}
		for _, s := range p.of(kind.SubnetKind) {
			if hasOwn[s.Parent] && s.Props.(*kind.Subnet).RouteTable.IsZero() {
				p.report(s.id, "routeTable", nil, "table", p.name(p.mainTable(s.Parent)))
			}
		}
	},
}

var nameContradictsRoutes = &Rule{
	Code: "name-contradicts-routes", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "Whether a subnet is public is decided by its routes, not by its name: it is when its route table leads to an internet gateway. A name that says otherwise misleads whoever adds to it.",
		JA: "サブネットがパブリックかどうかは、名前ではなくルートで決まります。ルートテーブルにインターネットゲートウェイへのルートがあればパブリックです。実態と違う名前は、後から何かを置く人を惑わせます。",
	},
	Run: func(p *Pass) {
		tables := p.tablesByPublic()
		for _, s := range p.of(kind.SubnetKind) {
			private, public := says(s.Resource)
			is := p.Net.IsPublicSubnet(s.id)
			if private == public || public == is {
				continue
			}
			word, role := privateWord, publicWord
			if public {
				word, role = role, word
			}
			fix := []Fix(nil)
			if t, ok := tables[s.Parent][public]; ok {
				fix = p.fix("use-table", design.Ops{set(s.id, "props.routeTable", t)}, "table", p.name(t))
			}
			p.report(s.id, "routeTable", fix, "word", word, "role", role, "table", p.name(p.Net.RouteTableOf(s.id)))
		}
	},
}

var (
	privateWord = message.Text{EN: "private", JA: "プライベート"}
	publicWord  = message.Text{EN: "public", JA: "パブリック"}
)

// tablesByPublic picks for each VPC a table that leads to its gateway and one that does not; of those
// that do not, the first one with a name of its own choice comes before the main one.
func (p *Pass) tablesByPublic() map[string]map[bool]string {
	isPublic := map[string]bool{}
	for _, r := range p.routes() {
		if p.leadsToGateway(r) && r.vpc == r.table.Parent && r.Destination.IsValid() {
			isPublic[r.table.id] = true
		}
	}
	picked := map[string]map[bool]string{}
	for _, t := range p.of(kind.RouteTableKind) {
		if picked[t.Parent] == nil {
			picked[t.Parent] = map[bool]string{}
		}
		if was := picked[t.Parent][isPublic[t.id]]; was == "" || was == p.mainTable(t.Parent) {
			picked[t.Parent][isPublic[t.id]] = t.id
		}
	}
	return picked
}

// A word counts when it stands alone or begins a camel-case part: "app-private-1a", "PublicSubnet",
// "publicsubnet"; not "republic" or "publication". "non-public" denies it.
var (
	saysPrivate = regexp.MustCompile(`(?:^|[^A-Za-z])(?:private|PRIVATE|Private)(?:[^a-z]|[sS]ubnet|$)|[a-z]Private(?:[^a-z]|$)|プライベート`)
	saysPublic  = regexp.MustCompile(`(?:^|[^A-Za-z])(?:public|PUBLIC|Public)(?:[^a-z]|[sS]ubnet|$)|[a-z]Public(?:[^a-z]|$)|パブリック`)
	saysNot     = regexp.MustCompile(`(?i)\b(?:non|not)[-_ ](?:public|private)`)
)

// tierTags are the keys under which people write what a subnet is for.
var tierTags = map[string]bool{"name": true, "tier": true, "type": true, "network": true, "visibility": true, "access": true}

// says reads from a name and from tags whether the element claims to be private, public, or both.
func says(r *design.Resource) (private, public bool) {
	look := func(s string) {
		s = norm.NFKC.String(s)
		if !saysNot.MatchString(s) {
			private, public = private || saysPrivate.MatchString(s), public || saysPublic.MatchString(s)
		}
	}
	look(r.Name)
	for key, v := range r.Tags {
		if tierTags[strings.ToLower(key)] {
			look(v)
		}
	}
	return private, public
}
