package terraform

import (
	"fmt"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// sslPolicy is what HTTPS listeners speak: TLS 1.2 and newer.
const sslPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06"

func balancerReady(w *writer, r *design.Resource) bool {
	p := r.Props.(*kind.LoadBalancer)
	kept, _ := exchange.BalancedZones(w.d, p, r.Parent, w.made)
	return w.made[r.Parent] && !exchange.BalancerRefused(p, len(kept))
}

// writeLoadBalancer writes a load balancer with its listeners. AWS wants the VPC's gateway before
// one that faces the internet, which no reference says.
func writeLoadBalancer(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.LoadBalancer)
	isInternal := p.Scheme == kind.SchemeInternal
	kept, others := exchange.BalancedZones(w.d, p, r.Parent, w.made)
	for _, row := range others {
		w.lose("balancer-subnet", id, "subnet", row.Key)
	}
	keys, subnets := []string{}, []tokens{}
	for _, row := range kept {
		keys, subnets = append(keys, "subnets."+row.Key), append(subnets, w.inVPC(row.Value.Subnet, r.Parent))
	}
	b := w.resource(typeLoadBalancer, w.names[id], id).mark("rows", keys...).
		set("name", text(w.balancing(typeLoadBalancer, id))).
		set("load_balancer_type", text(p.Type)).
		set("internal", boolean(isInternal)).
		set("subnets", list(subnets...))
	// A network load balancer may have no group at all (semantics 131).
	if p.Type == kind.LoadBalancerApplication || len(p.SecurityGroups) > 0 {
		b.set("security_groups", w.groups(b, id, kind.Interface{Groups: p.SecurityGroups}))
	}
	if p.Type == kind.LoadBalancerApplication {
		b.set("drop_invalid_header_fields", boolean(true))
	}
	if !isInternal {
		b.dependsOn(w.gatewayOf(id))
	}
	w.tag(b, id, r)
	used := map[int]bool{}
	for _, row := range kind.Sorted(p.Listeners) {
		if w.canListen(id, p, r.Parent, row.Value, used) {
			used[row.Value.Port] = true
			w.listener(id, row)
		}
	}
	w.outputID(id, "dns_name")
}

// canListen tells whether AWS would take a listener; why not is listed.
func (w *writer) canListen(id string, p *kind.LoadBalancer, vpc string, l kind.Listener, used map[int]bool) bool {
	group, port := l.TargetGroup.ID, fmt.Sprint(l.Port)
	isOutside := l.TargetGroup.External != nil && strings.HasPrefix(l.TargetGroup.External.AWSID, "arn:")
	switch {
	case p.Type == kind.LoadBalancerNetwork:
		w.lose("listener-network", id, "port", port, "protocol", l.Protocol)
	case used[l.Port]:
		w.lose("listener-twice", id, "port", port)
	case isOutside:
		return true
	case !w.made[group] || w.d.Ancestor(group, kind.VPCKind) != vpc:
		w.lose("listener-target", id, "port", port)
	case w.balancers[group] != "" && w.balancers[group] != id:
		w.lose("listener-shared", id, "port", port, "other", w.nameOf(w.balancers[group]))
	default:
		w.balancers[group] = id
		return true
	}
	return false
}

func (w *writer) listener(id string, row kind.Row[kind.Listener]) {
	l := row.Value
	b := w.resource(typeListener, w.derived(typeListener, id, keyName(row.Key)), id, "listeners."+row.Key).
		set("load_balancer_arn", w.attribute(id, "arn")).
		set("port", number(l.Port)).
		set("protocol", text(l.Protocol))
	if l.Protocol == kind.ProtocolHTTPS {
		b.set("ssl_policy", text(sslPolicy)).set("certificate_arn", w.certificate(id, l.Port))
	}
	var group tokens
	if e := l.TargetGroup.External; e != nil {
		group = text(e.AWSID)
	} else {
		group = w.attribute(l.TargetGroup.ID, "arn")
	}
	b.put(newBlock("default_action").set("type", text("forward")).set("target_group_arn", group))
}

// certificate is a variable without a default: a design has no certificates, and a made-up one
// would be refused late.
func (w *writer) certificate(id string, port int) tokens {
	called := w.unused("variable", fmt.Sprintf("%s_%d_certificate_arn", w.names[id], port), "")
	w.variable(called, fmt.Sprintf("ARN of the certificate of %s on port %d.", clipRunes(w.nameOf(id), maxTagValue), port))
	w.remark("certificate", id, "variable", called, "port", fmt.Sprint(port))
	return ref("var", called)
}

// maxBalancing is AWS's limit of the names of load balancers and target groups.
const maxBalancing = 32

// balancing is the name of a load balancer or a target group at AWS, made of the Terraform name,
// since renaming one replaces it. AWS takes letters, digits and hyphens, and keeps "internal-".
func (w *writer) balancing(typ, id string) string {
	base := strings.Trim(strings.ReplaceAll(w.names[id], "_", "-"), "-")
	if strings.HasPrefix(base, "internal-") {
		base = "lb-" + base
	}
	got := strings.Trim(clip(base, maxBalancing), "-")
	for n := 2; w.taken[typ+" name."+got]; n++ {
		suffix := fmt.Sprintf("-%d", n)
		got = strings.Trim(clip(base, maxBalancing-len(suffix)), "-") + suffix
	}
	w.taken[typ+" name."+got] = true
	return got
}
