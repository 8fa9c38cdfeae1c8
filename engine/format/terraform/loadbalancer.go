package terraform

import (
	"fmt"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

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
	b := w.resource(typeLoadBalancer, w.names[id], id)
	b.set("name", text(w.balancing(typeLoadBalancer, id))).
		set("load_balancer_type", text(p.Type)).
		set("internal", boolean(isInternal))
	w.balancedSubnets(b, id, p, r.Parent, kept)
	// A network load balancer may have no group at all (semantics 131).
	if p.Type == kind.LoadBalancerApplication || len(p.SecurityGroups) > 0 {
		b.set("security_groups", w.groups(b, id, kind.Interface{Groups: p.SecurityGroups}))
	}
	if p.Type == kind.LoadBalancerApplication {
		b.set("drop_invalid_header_fields", boolean(true))
	} else {
		b.set("enable_cross_zone_load_balancing", boolean(p.CrossZone))
	}
	if !isInternal {
		b.dependsOn(w.gatewayOf(id))
	}
	w.tag(b, id, r)
	for _, row := range kind.Sorted(p.Listeners) {
		if code := w.deaf[[2]string{id, row.Key}]; code != "" {
			w.lose(code, id, "port", fmt.Sprint(row.Value.Port), "protocol", row.Value.Protocol)
			continue
		}
		w.listener(id, row)
	}
	w.outputID(id, "dns_name")
}

// balancedSubnets are a load balancer's; the nodes of a network one may have addresses of their own.
func (w *writer) balancedSubnets(b *block, id string, p *kind.LoadBalancer, vpc string, kept []kind.Row[kind.BalancedZone]) {
	keys, subnets, mappings, fixed := []string{}, []expression{}, []*block{}, false
	for _, row := range kept {
		subnet := w.inVPC(row.Value.Subnet, vpc)
		mapping := newBlock("subnet_mapping").set("subnet_id", subnet)
		if address := w.nodeAddress(id, p, row); address != "" {
			mapping.set("allocation_id", address)
			fixed = true
		}
		keys, subnets, mappings = append(keys, "subnets."+row.Key), append(subnets, subnet), append(mappings, mapping)
	}
	b.mark("rows", keys...)
	if !fixed {
		b.set("subnets", list(subnets...))
		return
	}
	for _, m := range mappings {
		b.put(m)
	}
}

// nodeAddress is the Elastic IP of a node, nil where it has none of its own.
func (w *writer) nodeAddress(id string, p *kind.LoadBalancer, row kind.Row[kind.BalancedZone]) expression {
	address := row.Value.ElasticIP
	if address.IsZero() {
		return ""
	}
	if exchange.HasNodeAddress(p) {
		if address.External != nil {
			return text(address.External.AWSID)
		}
		if users := w.users[address.ID]; len(users) > 0 && users[0] == (addressUser{id, row.Key}) {
			return w.attribute(address.ID, "id")
		}
	}
	w.lose("balancer-address", id, "row", row.Key)
	return ""
}

func (w *writer) listener(id string, row kind.Row[kind.Listener]) {
	l := row.Value
	b := w.resource(typeListener, w.listenerName(id, row.Key), id, "listeners."+row.Key).
		set("load_balancer_arn", w.attribute(id, "arn")).
		set("port", number(l.Port)).
		set("protocol", text(l.Protocol))
	if exchange.IsEncrypted(l.Protocol) {
		b.set("ssl_policy", text(exchange.SSLPolicy)).set("certificate_arn", w.certificate(id, l.Port))
	}
	var group expression
	if e := l.TargetGroup.External; e != nil {
		group = text(e.AWSID)
	} else {
		group = w.attribute(l.TargetGroup.ID, "arn")
	}
	b.put(newBlock("default_action").set("type", text("forward")).set("target_group_arn", group))
}

// certificate is a variable without a default: a design has no certificates, and a made-up one
// would be refused late.
func (w *writer) certificate(id string, port int) expression {
	called := w.unused("variable", fmt.Sprintf("%s_%d_certificate_arn", w.names[id], port), "")
	w.variable(called, fmt.Sprintf("ARN of the certificate of %s on port %d.", exchange.ClipRunes(w.nameOf(id), exchange.MaxTagValue), port))
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
	got := strings.Trim(exchange.Clip(base, maxBalancing), "-")
	for n := 2; w.taken[typ+" name."+got]; n++ {
		suffix := fmt.Sprintf("-%d", n)
		got = strings.Trim(exchange.Clip(base, maxBalancing-len(suffix)), "-") + suffix
	}
	w.taken[typ+" name."+got] = true
	return got
}
