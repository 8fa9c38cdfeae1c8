package rule

import (
	"maps"
	"net/netip"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
)

var healthCheckClosed = &Rule{
	Code: "health-check-closed", Severity: Error,
	Doc: message.Text{
		EN: "A load balancer asks each target again and again whether it works, on the health check port. Where the target's security groups do not let the load balancer in on that port, the target counts as unhealthy and gets no requests.",
		JA: "ロードバランサーは、各ターゲットが動いているかどうかをヘルスチェックのポートで確かめ続けます。ターゲットのセキュリティグループがロードバランサーからのそのポートへの通信を許可していないと、異常とみなされ、リクエストが渡されません。",
	},
	Run: func(p *Pass) {
		askers := map[string][]balancer{}
		p.eachBalancer(func(b balancer) {
			p.asked(b, func(_ string, g targets) { askers[g.id] = append(askers[g.id], b) })
		})
		for _, r := range p.of(kind.TargetGroupKind) {
			g := targets{r, r.Props.(*kind.TargetGroup)}
			for _, t := range kind.Sorted(g.Targets) {
				if i, ok := p.find(g, t.Value); ok {
					p.checkHealth(g, t, i, askers[g.id])
				}
			}
		}
	},
}

func (p *Pass) checkHealth(g targets, t kind.Row[kind.Target], target placed, askers []balancer) {
	var out []balancer
	var names []string
	port := uint16(g.HealthPortOf(t.Value))
	for _, b := range askers {
		if !p.admits(target, b, port) {
			out, names = append(out, b), append(names, p.name(b.id))
		}
	}
	if len(out) > 0 {
		p.report(g.id, "targets."+t.Key, p.letIn(target, out, port),
			"target", p.name(target.id), "balancer", strings.Join(names, ", "), "port", strconv.Itoa(int(port)))
	}
}

// groupsOf are the security groups that count: those of the VPC, or its default one.
func (p *Pass) groupsOf(vpc string, named map[string]bool) map[string]bool {
	if len(named) == 0 {
		return map[string]bool{design.DefaultSecurityGroupID(vpc): true}
	}
	groups := map[string]bool{}
	for id := range named {
		if g := p.Design.Resources[id]; g != nil && g.Parent == vpc {
			groups[id] = true
		}
	}
	return groups
}

// senders are the balancer's groups; a network load balancer may have none (semantics 131).
func (p *Pass) senders(b balancer) map[string]bool {
	if b.Type != kind.LoadBalancerApplication && len(b.SecurityGroups) == 0 {
		return nil
	}
	return p.groupsOf(b.Parent, b.SecurityGroups)
}

// admits reports whether the target's groups may let in every node of the balancer: by its groups, or
// by a block that has addresses of the node's subnet (semantics 125).
func (p *Pass) admits(target placed, b balancer, port uint16) bool {
	senders := p.senders(b)
	var blocks []netip.Prefix
	for id := range p.groupsOf(target.vpc, target.iface.Groups) {
		g := p.Design.Resources[id]
		if g == nil {
			continue
		}
		for _, r := range g.Props.(*kind.SecurityGroup).Ingress {
			first, last := r.Ports.Bounds()
			isFor := r.Protocol == netset.AllProtocols || r.Protocol == netset.TCP && first <= port && port <= last
			switch {
			case !isFor || r.CIDR.IsValid() && !r.Group.IsZero():
			case senders[r.Group.ID]:
				return true
			case r.CIDR.IsValid():
				blocks = append(blocks, r.CIDR)
			}
		}
	}
	for _, node := range p.nodes(b) {
		if !overlapsAny(p.Design.Resources[node.subnet].Props.(*kind.Subnet).CIDR, blocks) {
			return false
		}
	}
	return true
}

func overlapsAny(b netip.Prefix, blocks []netip.Prefix) bool {
	for _, o := range blocks {
		if !b.IsValid() || b.Overlaps(o) {
			return true
		}
	}
	return false
}

// letIn offers rules from a group of each balancer in a group of the target. A default group is
// neither: others are in it by accident.
func (p *Pass) letIn(target placed, askers []balancer, port uint16) []Fix {
	to := p.chosen(p.groupsOf(target.vpc, target.iface.Groups))
	if to == "" {
		return nil
	}
	var ops design.Ops
	var words []string
	rows := maps.Clone(p.Design.Resources[to].Props.(*kind.SecurityGroup).Ingress)
	added := map[string]bool{}
	for _, b := range askers {
		from := p.chosen(p.senders(b))
		if from == "" {
			return nil
		}
		if added[from] {
			continue
		}
		r := kind.SecurityRule{Protocol: netset.TCP, Ports: netset.Ports(port, port), Group: kind.To(from)}
		key := freeKey(rows, "health")
		rows[key], added[from] = r, true
		ops, words = append(ops, set(to, "props.ingress."+key, r)), append(words, p.words(r))
	}
	return p.fix("allow-in", ops, "rule", strings.Join(words, ", "), "group", p.name(to))
}

// chosen is the first group that somebody made; "" for none.
func (p *Pass) chosen(groups map[string]bool) string {
	for _, g := range kind.Sorted(groups) {
		if !p.Design.MadeByAWS(g.Key) {
			return g.Key
		}
	}
	return ""
}
