package rule

import (
	"slices"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

var listenerProtocol = &Rule{
	Code: "listener-protocol", Severity: Error,
	Doc: message.Text{
		EN: "Application load balancers listen for HTTP and HTTPS, network ones for TCP, UDP, TCP_UDP and TLS. AWS refuses any other; until then it counts as absent.",
		JA: "Application Load Balancer のリスナーは HTTP と HTTPS、Network Load Balancer は TCP・UDP・TCP_UDP・TLS です。それ以外は AWS に拒否されるため、ないものとして扱います。",
	},
	Run: func(p *Pass) {
		p.eachBalancer(func(b balancer) {
			for _, l := range kind.Sorted(b.Listeners) {
				to, isWrong := otherProtocol[b.Type][l.Value.Protocol]
				if !isWrong {
					continue
				}
				changed := l.Value
				changed.Protocol = to
				fix := p.fix("use-protocol", design.Ops{set(b.id, "props.listeners."+l.Key, changed)}, "protocol", to)
				p.report(b.id, "listeners."+l.Key, fix, "protocol", l.Value.Protocol, "port", strconv.Itoa(l.Value.Port))
			}
		})
	},
}

// otherProtocol is, for each type, what takes the place of the protocols that it does not speak.
var otherProtocol = map[string]map[string]string{
	kind.LoadBalancerNetwork: {kind.ProtocolHTTP: kind.ProtocolTCP, kind.ProtocolHTTPS: kind.ProtocolTLS},
	kind.LoadBalancerApplication: {
		kind.ProtocolTCP: kind.ProtocolHTTP, kind.ProtocolUDP: kind.ProtocolHTTP, kind.ProtocolTCPUDP: kind.ProtocolHTTP, kind.ProtocolTLS: kind.ProtocolHTTPS,
	},
}

var targetType = &Rule{
	Code: "target-type", Severity: Error,
	Doc: message.Text{
		EN: "A target group holds targets of one type: instances, addresses (also those of tasks, databases and single interfaces), or an application load balancer. AWS refuses a target of another type; until then it counts as absent.",
		JA: "ターゲットグループに登録できるのは、インスタンス、IP アドレス（タスク・データベース・単独のインターフェイスも）、Application Load Balancer のいずれか一種類です。ほかの種類は AWS に拒否されるため、ないものとして扱います。",
	},
	Run: func(p *Pass) {
		for _, r := range p.of(kind.TargetGroupKind) {
			g := r.Props.(*kind.TargetGroup)
			for _, t := range kind.Sorted(g.Targets) {
				is := p.Design.Resources[t.Value.Target.ID]
				if is == nil || fitsType(g.TargetType, is.Kind) {
					continue
				}
				p.report(r.id, "targets."+t.Key, p.retype(r, g), "target", p.name(t.Value.Target.ID), "type", g.TargetType)
			}
		}
	},
}

func fitsType(of string, is kind.Name) bool {
	switch of {
	case kind.TargetInstance:
		return is == kind.InstanceKind
	case kind.TargetALB:
		return is == kind.LoadBalancerKind
	}
	return is != kind.LoadBalancerKind
}

// retype offers the type that fits every target.
func (p *Pass) retype(r resource, g *kind.TargetGroup) []Fix {
	for _, of := range []string{kind.TargetInstance, kind.TargetIP, kind.TargetALB} {
		fits := true
		for _, t := range g.Targets {
			is := p.Design.Resources[t.Target.ID]
			fits = fits && (is == nil || fitsType(of, is.Kind))
		}
		if fits {
			return p.fix("target-type", design.Ops{set(r.id, "props.targetType", of)}, "type", of, "element", p.name(r.id))
		}
	}
	return nil
}

var nlbSingleZone = &Rule{
	Code: "nlb-single-zone", Severity: Warning,
	Doc: message.Text{
		EN: "A network load balancer may stand in a single Availability Zone, but is gone together with it. Give it a subnet in a second one.",
		JA: "Network Load Balancer は一つのアベイラビリティーゾーンだけでも作れますが、そのゾーンの障害で失われます。別のゾーンのサブネットも指定してください。",
	},
	Run: func(p *Pass) {
		p.eachBalancer(func(b balancer) {
			if zones, isKnown := p.zonesOf(b.id); b.Type == kind.LoadBalancerNetwork && len(zones) == 1 && isKnown {
				p.report(b.id, "subnets", nil, "zone", kind.Sorted(zones)[0].Key)
			}
		})
	},
}

var nlbTargetZone = &Rule{
	Code: "nlb-target-zone", Severity: Warning,
	Doc: message.Text{
		EN: "A node of a network load balancer asks the targets of its own Availability Zone, and no node stands in a zone without a subnet of it. A target elsewhere is never asked.",
		JA: "Network Load Balancer のノードが転送するのは、自分のアベイラビリティーゾーンのターゲットだけです。サブネットを指定していないゾーンにはノードがなく、そこのターゲットには何も届きません。",
	},
	Run: func(p *Pass) {
		p.eachBalancer(func(b balancer) {
			zones, isKnown := p.zonesOf(b.id)
			if b.Type != kind.LoadBalancerNetwork || !isKnown || len(zones) == 0 {
				return
			}
			p.asked(b, func(row string, g targets) {
				for _, i := range p.members(g) {
					if zone := p.zoneOf(i.subnet); zone != "" && !zones[zone] {
						p.report(b.id, row+"."+i.id, nil, "target", p.name(i.id), "zone", zone)
					}
				}
			})
		})
	},
}

var nlbTargetClosed = &Rule{
	Code: "nlb-target-closed", Severity: Error,
	Doc: message.Text{
		EN: "Where a network load balancer keeps the client's address, its targets see the client itself: their security groups have to admit the clients' addresses, or the load balancer's own group. A rule for the load balancer's addresses is not enough.",
		JA: "Network Load Balancer がクライアントのアドレスを保持する場合、ターゲットにはクライアント自身が見えます。ターゲットのセキュリティグループで、クライアントのアドレスか、ロードバランサーのグループを許可しなければなりません。ロードバランサーのアドレスを許可するだけでは足りません。",
	},
	Run: func(p *Pass) {
		p.eachBalancer(func(b balancer) {
			if b.Type != kind.LoadBalancerNetwork || b.Scheme != kind.SchemeInternetFacing {
				return
			}
			p.asked(b, func(row string, g targets) {
				l := b.Listeners[strings.TrimPrefix(row, "listeners.")]
				if g.PreservesClientIP() {
					p.checkClients(b, row, l)
				}
			})
		})
	},
}

// checkClients asks for the internet, which an internet-facing load balancer is for, and reports the
// targets that it comes to in vain.
func (p *Pass) checkClients(b balancer, row string, l kind.Listener) {
	protocol := netset.TCP
	if l.Protocol == kind.ProtocolUDP {
		protocol = netset.UDP
	}
	q := reach.Question{From: design.End{Ref: kind.To(kind.Internet)}, To: design.End{Ref: kind.To(b.id)}, Service: design.Service{Protocol: protocol, Ports: netset.Ports(uint16(l.Port), uint16(l.Port))}}
	told := map[string]bool{}
	for _, pair := range p.Net.Decide(q).Pairs {
		for _, leg := range pair.Balanced {
			isClosed := slices.ContainsFunc(leg.Reasons, func(r reach.Reason) bool { return p.isAbout(r, leg.To) })
			if leg.Role == reach.ThroughLeg && leg.Verdict == reach.Blocked && isClosed && !told[leg.To] {
				told[leg.To] = true
				p.report(b.id, row+"."+leg.To, nil, "target", p.name(leg.To))
			}
		}
	}
}

// isAbout reports a reason that is a security group of the target.
func (p *Pass) isAbout(r reach.Reason, target string) bool {
	if r.Code != reach.ENISGRulesMismatch && r.Code != reach.SGHasNoRules {
		return false
	}
	return r.Resource == target || slices.ContainsFunc(p.placesOf(target), func(i placed) bool {
		return p.groupsOf(i.vpc, i.iface.Groups)[r.Resource]
	})
}

var internalFromOutside = &Rule{
	Code: "load-balancer-internal", Severity: Error,
	Doc: message.Text{
		EN: "An internal load balancer has private addresses only, so that nobody on the internet reaches it. An arrow from outside wants an internet-facing one, which stands in public subnets.",
		JA: "内部向けのロードバランサーにはプライベートアドレスしかなく、インターネットからは届きません。外からの矢印には、パブリックサブネットに置いたインターネット向けのロードバランサーが必要です。",
	},
	Run: func(p *Pass) {
		told := map[string]bool{}
		for _, f := range kind.Sorted(p.Design.Flows) {
			r := p.Design.Resources[f.Value.To.Ref.ID]
			if f.Value.Expect != design.Must || !p.isOutside(f.Value.From) || r == nil || r.Kind != kind.LoadBalancerKind || told[f.Value.To.Ref.ID] {
				continue
			}
			id := f.Value.To.Ref.ID
			if told[id] = true; r.Props.(*kind.LoadBalancer).Scheme != kind.SchemeInternal {
				continue
			}
			var fix []Fix
			isPrivate := func(i placed) bool { return i.subnet == "" || !p.Net.IsPublicSubnet(i.subnet) }
			if !slices.ContainsFunc(p.placesOf(id), isPrivate) {
				fix = p.fix("face-internet", design.Ops{set(id, "props.scheme", kind.SchemeInternetFacing)}, "element", p.name(id))
			}
			p.report(id, "scheme", fix, "from", p.Net.EndText(f.Value.From))
		}
	},
}
