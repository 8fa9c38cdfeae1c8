package rule

import (
	"encoding/json"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
)

// An endpoint is an interface endpoint with its properties.
type endpoint struct {
	resource
	*kind.InterfaceEndpoint
}

func (p *Pass) eachEndpoint(look func(endpoint)) {
	for _, r := range p.of(kind.InterfaceEndpointKind) {
		look(endpoint{r, r.Props.(*kind.InterfaceEndpoint)})
	}
}

var endpointPrivateDNS = &Rule{
	Code: "endpoint-private-dns", Severity: Error,
	Doc: message.Text{
		EN: "With private DNS, the service's public name leads to the endpoint; that needs DNS resolution and DNS hostnames of the VPC, and AWS refuses it without. Then the name leads to public addresses, past the endpoint.",
		JA: "プライベート DNS を使うと、サービスの公開名がエンドポイントを指します。VPC の DNS 解決と DNS ホスト名の両方が必要で、ないと AWS に拒否されます。その場合、公開名はパブリックアドレスを指し、エンドポイントは使われません。",
	},
	Run: func(p *Pass) {
		p.eachEndpoint(func(e endpoint) {
			v := p.Design.Resources[e.Parent].Props.(*kind.VPC)
			if e.PrivateDNS && !(v.EnableDNSSupport && v.EnableDNSHostnames) {
				on := design.Ops{set(e.Parent, "props.enableDnsSupport", true), set(e.Parent, "props.enableDnsHostnames", true)}
				p.report(e.id, "privateDns", p.fix("dns-names", on, "vpc", p.name(e.Parent)), "vpc", p.name(e.Parent))
			}
		})
	},
}

// endpointPort is where most services answer.
const endpointPort = 443

var endpointClosed = &Rule{
	Code: "endpoint-closed", Severity: Error,
	Doc: message.Text{
		EN: "An interface endpoint answers on tcp/443, and its security groups have to let its clients in there. Without such a rule nobody reaches the service by it.",
		JA: "インターフェイスエンドポイントは tcp/443 で応答します。そのセキュリティグループがクライアントからの 443 を許可していないと、誰もサービスに届きません。",
	},
	Run: func(p *Pass) {
		p.eachEndpoint(func(e endpoint) {
			groups := p.groupsOf(e.Parent, e.SecurityGroups)
			if len(e.Subnets) == 0 || p.letsIn(groups, endpointPort) {
				return
			}
			p.report(e.id, "", p.openToVPC(e.Parent, groups), "port", strconv.Itoa(endpointPort))
		})
	},
}

// letsIn reports whether some rule of the groups is about a TCP port, whoever it admits.
func (p *Pass) letsIn(groups map[string]bool, port uint16) bool {
	for id := range groups {
		g := p.Design.Resources[id]
		if g == nil {
			continue
		}
		for _, r := range g.Props.(*kind.SecurityGroup).Ingress {
			if isFor(r, port) && (r.CIDR.IsValid() || r.Group.ID != "" || r.PrefixList.ID != "") {
				return true
			}
		}
	}
	return false
}

func isFor(r kind.SecurityRule, port uint16) bool {
	first, last := r.Ports.Bounds()
	return r.Protocol == netset.AllProtocols || r.Protocol == netset.TCP && first <= port && port <= last
}

// openToVPC offers a rule for the endpoint's port from the VPC's first block, in a group that somebody made.
func (p *Pass) openToVPC(vpc string, groups map[string]bool) []Fix {
	to, block := p.chosen(groups), p.Design.Resources[vpc].Props.(*kind.VPC).CIDR
	if to == "" || !block.IsValid() {
		return nil
	}
	r := kind.SecurityRule{Protocol: netset.TCP, Ports: netset.Ports(endpointPort, endpointPort), CIDR: block}
	key := freeKey(p.Design.Resources[to].Props.(*kind.SecurityGroup).Ingress, "https")
	return p.fix("allow-in", design.Ops{set(to, "props.ingress."+key, r)}, "rule", p.words(r), "group", p.name(to))
}

// companions are the endpoints that are of no use without others (semantics 114).
var companions = map[string][]string{"ssm": {"ssmmessages"}, "ssmmessages": {"ssm"}, "ec2messages": {"ssm"}, "ecr.dkr": {"ecr.api"}, "ecr.api": {"ecr.dkr"}}

var endpointCompanion = &Rule{
	Code: "endpoint-companion", Severity: Warning,
	Doc: message.Text{
		EN: "Some services need each other: Session Manager wants endpoints for ssm and ssmmessages, pulling images from ECR those for ecr.api and ecr.dkr. Where the VPC has one without the other, and no way to the internet instead, it fails.",
		JA: "互いに必要とするサービスがあります。セッションマネージャーには ssm と ssmmessages、ECR からのイメージ取得には ecr.api と ecr.dkr のエンドポイントが必要です。片方だけで、インターネットへの経路もなければ動きません。",
	},
	Run: func(p *Pass) {
		has := map[string]map[string]bool{}
		p.eachEndpoint(func(e endpoint) {
			if has[e.Parent] == nil {
				has[e.Parent] = map[string]bool{}
			}
			has[e.Parent][e.Service] = true
		})
		p.eachEndpoint(func(e endpoint) {
			for _, other := range companions[e.Service] {
				if !has[e.Parent][other] {
					has[e.Parent][other] = true // one of those that want it says so
					p.report(e.id, "service", p.twinEndpoint(e, other), "service", e.Service, "other", other)
				}
			}
		})
	},
}

// twinEndpoint offers the same endpoint for another service. Its id comes from both, so that equal
// designs get equal fixes.
func (p *Pass) twinEndpoint(e endpoint, service string) []Fix {
	const longest = 16
	id := strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, "ep"+service+e.id)
	id = id[:min(len(id), longest)]
	if p.Design.Resources[id] != nil {
		return nil
	}
	twin := *e.InterfaceEndpoint
	twin.Service = service
	var props map[string]any
	if err := json.Unmarshal(value(twin), &props); err != nil {
		return nil
	}
	put := map[string]any{"kind": kind.InterfaceEndpointKind, "name": service, "parent": e.Parent, "props": props}
	ops := design.Ops{design.Put{Section: design.Resources, ID: id, Value: value(put)}}
	return p.fix("twin-endpoint", ops, "service", service, "element", p.name(e.id))
}

var gatewayEndpointUnused = &Rule{
	Code: "gateway-endpoint-unused", Severity: Warning,
	Doc: message.Text{
		EN: "A gateway endpoint works for subnets whose route table is associated with it, and for no other. Without such a subnet nobody uses it.",
		JA: "ゲートウェイエンドポイントが使えるのは、関連付けたルートテーブルを使うサブネットだけです。そのようなサブネットがなければ、誰も使いません。",
	},
	Run: func(p *Pass) {
		users := p.subnetsOf()
		for _, r := range p.of(kind.GatewayEndpointKind) {
			e, used, wanted := r.Props.(*kind.GatewayEndpoint), false, ""
			for _, t := range p.tables()[r.Parent] {
				used = used || e.RouteTables[t.id] && len(users[t.id]) > 0
				if isPrivate := len(users[t.id]) > 0 && !p.Net.IsPublicSubnet(users[t.id][0].id); wanted == "" && isPrivate {
					wanted = t.id // who has a way out already needs the endpoint less
				}
			}
			if used {
				continue
			}
			var fix []Fix
			if wanted != "" {
				fix = p.fix("associate-table", design.Ops{set(r.id, "props.routeTables."+wanted, true)}, "table", p.name(wanted), "element", p.name(r.id))
			}
			p.report(r.id, "routeTables", fix)
		}
	},
}

var endpointFullAccess = &Rule{
	Code: "endpoint-full-access", Severity: Info,
	Doc: message.Text{
		EN: "Without a policy of its own, an endpoint lets through every call of every identity to everything that the service holds, other accounts' buckets among it. A policy narrows it to what is needed.",
		JA: "ポリシーを設定していないエンドポイントは、誰のどの呼び出しも、他のアカウントのバケットなども含めて通します。必要なものだけに絞るポリシーを設定できます。",
	},
	Run: func(p *Pass) {
		for _, of := range []kind.Name{kind.GatewayEndpointKind, kind.InterfaceEndpointKind} {
			for _, r := range p.of(of) {
				if isFullAccess(policyOf(r.Props)) {
					p.report(r.id, "policy", nil)
				}
			}
		}
	},
}

func policyOf(p kind.Props) string {
	if e, ok := p.(*kind.GatewayEndpoint); ok {
		return e.Policy
	}
	return p.(*kind.InterfaceEndpoint).Policy
}

// isFullAccess reports a policy with a statement that allows everything to everybody; no policy is one. What
// it cannot read, it does not judge.
func isFullAccess(policy string) bool {
	if strings.TrimSpace(policy) == "" {
		return true
	}
	var doc struct {
		Statement json.RawMessage
	}
	if json.Unmarshal([]byte(policy), &doc) != nil {
		return false
	}
	var all []statement
	if json.Unmarshal(doc.Statement, &all) != nil {
		var one statement
		if json.Unmarshal(doc.Statement, &one) != nil {
			return false
		}
		all = []statement{one}
	}
	for _, s := range all {
		if s.Effect == "Allow" && s.Condition == nil && isStar(s.Action) && isStar(s.Resource) && isStar(s.Principal) {
			return true
		}
	}
	return false
}

type statement struct {
	Effect                      string
	Principal, Action, Resource json.RawMessage
	Condition                   json.RawMessage
}

// isStar reports "*", also as the only item of a list, or as {"AWS": "*"}.
func isStar(raw json.RawMessage) bool {
	text := strings.Map(func(c rune) rune {
		if strings.ContainsRune(" \t\r\n", c) {
			return -1
		}
		return c
	}, string(raw))
	switch text {
	case `"*"`, `["*"]`, `{"AWS":"*"}`, `{"AWS":["*"]}`:
		return true
	}
	return false
}
