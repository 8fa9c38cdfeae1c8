package rule

import (
	"slices"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// A balancer is a load balancer with its properties.
type balancer struct {
	resource
	*kind.LoadBalancer
}

func (p *Pass) eachBalancer(look func(balancer)) {
	for _, r := range p.of(kind.LoadBalancerKind) {
		look(balancer{r, r.Props.(*kind.LoadBalancer)})
	}
}

// nodes are the balancer's interfaces that AWS would make: in subnets of its own VPC.
func (p *Pass) nodes(b balancer) []placed {
	var nodes []placed
	for _, i := range p.placesOf(b.id) {
		if i.subnet != "" && i.vpc == b.Parent {
			nodes = append(nodes, i)
		}
	}
	return nodes
}

func (p *Pass) zoneOf(subnet string) string {
	if s := p.Design.Resources[subnet]; s != nil && s.Kind == kind.SubnetKind {
		return s.Props.(*kind.Subnet).AvailabilityZone
	}
	return ""
}

// minZones is how many zones an application load balancer needs (semantics 124).
const minZones = 2

var loadBalancerZones = &Rule{
	Code: "load-balancer-zones", Severity: Error,
	Doc: message.Text{
		EN: "An application load balancer takes one subnet of its own VPC in each of two or more Availability Zones, so that one of them may fail. AWS refuses fewer zones, and two subnets of one zone.",
		JA: "Application Load Balancer には、同じ VPC の二つ以上のアベイラビリティーゾーンから、サブネットを一つずつ指定します。一方のゾーンに障害が起きても動き続けるためです。ゾーンが足りない場合や、同じゾーンのサブネットが二つある場合は AWS に拒否されます。",
	},
	Run: func(p *Pass) {
		p.eachBalancer(func(b balancer) {
			nodes, twice := p.nodes(b), ""
			zones := map[string]bool{}
			for _, i := range nodes {
				zone := p.zoneOf(i.subnet)
				if zone != "" && zones[zone] {
					twice = zone
				}
				zones[zone] = true
			}
			few := b.Type == kind.LoadBalancerApplication && len(nodes) < minZones
			if few || twice != "" {
				p.report(b.id, "subnets", nil, "problem", zonesProblem(twice))
			}
		})
	},
}

func zonesProblem(twice string) message.Text {
	if twice != "" {
		return message.Text{EN: "are two in the zone " + twice, JA: "ゾーン " + twice + " に二つあります"}
	}
	return message.Text{EN: "are in fewer than two zones", JA: "二つ以上のゾーンに分かれていません"}
}

// asked are the target groups of a balancer, each with the row of the first listener that names it.
func (p *Pass) asked(b balancer, look func(row string, g targets)) {
	seen := map[string]bool{}
	for _, l := range kind.Sorted(b.Listeners) {
		id := l.Value.TargetGroup.ID
		if r := p.Design.Resources[id]; r != nil && r.Kind == kind.TargetGroupKind && r.Parent == b.Parent && !seen[id] {
			seen[id] = true
			look("listeners."+l.Key, targets{resource{id, r}, r.Props.(*kind.TargetGroup)})
		}
	}
}

var loadBalancerSingleTarget = &Rule{
	Code: "load-balancer-single-target", Severity: Warning,
	Doc: message.Text{
		EN: "A load balancer in front of a single target balances nothing, and when that target fails or is replaced, nobody answers. Register two or more, in different Availability Zones.",
		JA: "ターゲットが一つだけでは負荷は分散されず、そのターゲットの障害や入れ替えのあいだ、応答するものがなくなります。異なるアベイラビリティーゾーンに二つ以上登録してください。",
	},
	Run: func(p *Pass) {
		p.eachBalancer(func(b balancer) {
			p.asked(b, func(row string, g targets) {
				if who := p.members(g); len(who) == 1 {
					p.report(b.id, row, nil, "group", p.name(g.id), "target", p.name(who[0].id))
				}
			})
		})
	},
}

var loadBalancerSingleZone = &Rule{
	Code: "load-balancer-single-zone", Severity: Warning,
	Doc: message.Text{
		EN: "Several targets in one Availability Zone fail together with it. Spread them over two zones or more.",
		JA: "ターゲットがいくつあっても、同じアベイラビリティーゾーンにあれば、そのゾーンの障害で一度に失われます。二つ以上のゾーンに分けて置いてください。",
	},
	Run: func(p *Pass) {
		p.eachBalancer(func(b balancer) {
			p.asked(b, func(row string, g targets) {
				zones := map[string]bool{}
				who := p.members(g)
				for _, i := range who {
					zones[p.zoneOf(i.subnet)] = true
				}
				if len(who) > 1 && len(zones) == 1 && !zones[""] {
					p.report(b.id, row, nil, "group", p.name(g.id), "zone", p.zoneOf(who[0].subnet))
				}
			})
		})
	},
}

const (
	// A load balancer asks for a /27 and for 8 free addresses, to grow and to replace its nodes.
	balancerBits = 27
	balancerFree = 8
)

var loadBalancerSmallSubnet = &Rule{
	Code: "load-balancer-small-subnet", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "A load balancer needs in each of its subnets a block of /27 or wider and 8 free addresses: it takes more as traffic grows, and to replace its nodes. Without them it cannot be made, or fails later.",
		JA: "ロードバランサーの各サブネットには、/27 以上のブロックと 8 個の空きアドレスが必要です。負荷に応じた拡張やノードの入れ替えで、さらにアドレスを使うためです。足りないと作成できないか、後で障害になります。",
	},
	Run: func(p *Pass) {
		need := p.needed()
		p.eachBalancer(func(b balancer) {
			for _, i := range p.nodes(b) {
				block := p.Design.Resources[i.subnet].Props.(*kind.Subnet).CIDR
				if !isSubnetSize(block) {
					continue
				}
				free := max(0, capacity(block)-need[i.subnet]+1) // its own node is no hindrance
				if block.Bits() > balancerBits || free < balancerFree {
					p.report(b.id, "subnets."+i.row, nil, "subnet", p.name(i.subnet), "cidr", block.String(), "free", strconv.Itoa(free))
				}
			}
		})
	},
}

var loadBalancerPrivateSubnet = &Rule{
	Code: "load-balancer-private-subnet", Severity: Error,
	Doc: message.Text{
		EN: "An internet-facing load balancer is met in every one of its subnets, so each must be public: its route table leads to an internet gateway. Targets may stay in private subnets.",
		JA: "インターネット向けのロードバランサーは、指定したすべてのサブネットでアクセスを受けます。どれもインターネットゲートウェイへのルートがあるパブリックサブネットでなければなりません。ターゲットはプライベートサブネットのままで構いません。",
	},
	Run: func(p *Pass) {
		p.eachBalancer(func(b balancer) {
			if b.Scheme != kind.SchemeInternetFacing {
				return
			}
			for _, i := range p.nodes(b) {
				if !p.Net.IsPublicSubnet(i.subnet) {
					p.report(b.id, "subnets."+i.row, p.publicTwin(b, i), "subnet", p.name(i.subnet), "table", p.name(p.Net.RouteTableOf(i.subnet)))
				}
			}
		})
	},
}

// publicTwin offers a public subnet of the same zone.
func (p *Pass) publicTwin(b balancer, i placed) []Fix {
	zone := p.zoneOf(i.subnet)
	for _, s := range p.of(kind.SubnetKind) {
		taken := slices.ContainsFunc(p.nodes(b), func(n placed) bool { return n.subnet == s.id })
		if zone == "" || taken || s.Parent != b.Parent || p.zoneOf(s.id) != zone || !p.Net.IsPublicSubnet(s.id) {
			continue
		}
		edit := set(b.id, "props.subnets."+i.row, kind.BalancedZone{Subnet: kind.To(s.id)})
		return p.fix("use-subnet", design.Ops{edit}, "subnet", p.name(s.id))
	}
	return nil
}

var listenerWithoutTarget = &Rule{
	Code: "listener-without-target", Severity: Error,
	Doc: message.Text{
		EN: "A listener hands requests to a target group, and the group to its targets. Without a group, or with an empty one, every request is answered with an error.",
		JA: "リスナーはリクエストをターゲットグループへ、グループはそれをターゲットへ渡します。グループがないか空だと、どのリクエストにもエラーが返ります。",
	},
	Run: func(p *Pass) {
		p.eachBalancer(func(b balancer) {
			for _, l := range kind.Sorted(b.Listeners) {
				if problem, dead := p.deadEnd(l.Value.TargetGroup); dead {
					words := strings.TrimSpace(l.Value.Protocol + " " + strconv.Itoa(l.Value.Port))
					p.report(b.id, "listeners."+l.Key, nil, "listener", words, "problem", problem)
				}
			}
		})
	},
}

func (p *Pass) deadEnd(to kind.Ref) (message.Text, bool) {
	r := p.Design.Resources[to.ID]
	switch {
	case to.External != nil:
		return message.Text{}, false
	case r == nil:
		return message.Text{EN: "has no target group", JA: "にターゲットグループがありません"}, true
	}
	for _, t := range r.Props.(*kind.TargetGroup).Targets {
		if t.Target.ID != "" || t.Target.External != nil {
			return message.Text{}, false
		}
	}
	return message.Text{
		EN: "leads to the target group " + p.name(to.ID) + ", which has no targets",
		JA: "のターゲットグループ " + p.name(to.ID) + " にターゲットがありません",
	}, true
}
