package terraform

import (
	"fmt"
	"strings"

	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

func (r *reader) targetGroup(e *drawing) {
	p, it := e.res.Props.(*kind.TargetGroup), e.item
	for _, at := range []struct {
		name string
		to   *string
	}{{"protocol", &p.Protocol}, {"target_type", &p.TargetType}} {
		if s := it.text(at.name); s != "" {
			*at.to = s
		}
	}
	p.Port = it.number("port", p.Port)
	health := it.block("health_check")
	p.HealthCheckProtocol = kind.ProtocolTCP
	if s := health.text("protocol"); s != "" {
		p.HealthCheckProtocol = s
	} else if exchange.IsHTTP(p.Protocol) {
		p.HealthCheckProtocol = kind.ProtocolHTTP // AWS's default, also for groups of HTTPS
	}
	if it.id() != "" && exchange.IsHTTP(p.HealthCheckProtocol) {
		p.HealthCheckPath = "" // what is drawn without a path is written without one
	}
	p.HealthCheckPort = health.number("port", 0) // "traffic-port" is no number
	if s := health.text("path"); s != "" {
		p.HealthCheckPath = s
	}
	if it.is("preserve_client_ip") && it.text("preserve_client_ip") != "" {
		p.PreserveClientIP = kind.PreserveOff
		if it.yes("preserve_client_ip", false) {
			p.PreserveClientIP = kind.PreserveOn
		}
	}
}

// target registers one target with its group.
func (r *reader) target(it *item) {
	id, p, ok := about[*kind.TargetGroup](r, it, "target_group_arn")
	if !ok {
		return
	}
	v := it.args["target_id"]
	t := kind.Target{Port: it.number("port", 0)}
	if t.Port == p.Port && it.id() == "" {
		t.Port = 0
	}
	at, isInterface := r.interfaceOf(v)
	if s, isText := v.(string); isText && !isInterface {
		at, isInterface = r.atAddress(id, s)
	}
	switch {
	case isInterface:
		t.Target = kind.To(at.id)
		if r.firstKey(at.id) != at.key {
			t.Interface = at.key
		}
	default:
		t.Target = r.ref(id, v, kind.InstanceKind, kind.NetworkInterfaceKind, kind.ContainerServiceKind, kind.DatabaseKind, kind.LoadBalancerKind)
	}
	p.Targets[rowOf(it.body, "targets", it.address)] = t
}

// atAddress is the interface with a private address in the VPC of an element.
func (r *reader) atAddress(id, address string) (interfaceAt, bool) {
	at, ok := r.addresses[[2]string{r.elements[id].res.Parent, address}]
	return at, ok
}

func balancerKind(it *item) kind.Name {
	switch it.text("load_balancer_type") {
	case "", kind.LoadBalancerApplication, kind.LoadBalancerNetwork:
		return kind.LoadBalancerKind
	}
	return ""
}

// balancedSubnets are the subnets of a load balancer, in order. A state says them twice.
func balancedSubnets(it *item) []*body {
	all := it.blocks("subnet_mapping")
	if len(all) > 0 {
		return all
	}
	for _, v := range it.list("subnets") {
		all = append(all, &body{args: map[string]any{"subnet_id": v}})
	}
	return all
}

func vpcOfBalancer(r *reader, it *item) string {
	for _, b := range balancedSubnets(it) {
		if id := r.vpcOf(b.args["subnet_id"]); id != "" {
			return id
		}
	}
	return r.vpcOf(it.args["security_groups"])
}

func (r *reader) loadBalancer(e *drawing) {
	p, it := e.res.Props.(*kind.LoadBalancer), e.item
	if s := it.text("load_balancer_type"); s != "" {
		p.Type = s
	}
	if it.yes("internal", false) {
		p.Scheme = kind.SchemeInternal
	}
	r.setGroups(p.SecurityGroups, e.id, it.body, "security_groups")
	p.CrossZone = p.Type == kind.LoadBalancerNetwork && it.yes("enable_cross_zone_load_balancing", false)
	for n, b := range balancedSubnets(it) {
		to := r.ref(e.id, b.args["subnet_id"], kind.SubnetKind)
		if to.IsZero() {
			continue
		}
		zone := kind.BalancedZone{Subnet: to}
		if v := b.args["allocation_id"]; v != nil && v != "" {
			zone.ElasticIP = r.ref(e.id, v, kind.ElasticIPKind)
		}
		p.Subnets[r.placedKey(it.body, n, to)] = zone
	}
}

// listener reads a port of a load balancer with where it forwards to by default.
func (r *reader) listener(it *item) {
	id, p, ok := about[*kind.LoadBalancer](r, it, "load_balancer_arn")
	if !ok {
		return
	}
	l := kind.Listener{Protocol: it.text("protocol"), Port: it.number("port", 0)}
	if l.Protocol == "" {
		l.Protocol = kind.ProtocolHTTP
	}
	for _, b := range it.blocks("default_action") {
		groups := b.list("target_group_arn")
		for _, f := range b.blocks("forward") {
			for _, t := range f.blocks("target_group") {
				groups = append(groups, t.args["arn"])
			}
		}
		for _, v := range groups {
			if v != nil && v != "" && l.TargetGroup.IsZero() {
				l.TargetGroup = r.ref(id, v, kind.TargetGroupKind)
			}
		}
	}
	if l.TargetGroup.IsZero() {
		r.lose("listener", id, "port", fmt.Sprint(l.Port))
	}
	p.Listeners[rowOf(it.body, "listeners", fmt.Sprint(l.Protocol, l.Port))] = l
}

// listenerRule cannot be held: a listener has one group.
func (r *reader) listenerRule(it *item) {
	r.lose("listener-rule", "", "address", it.address)
}

func (r *reader) hostedZone(e *drawing) {
	p, it := e.res.Props.(*kind.HostedZone), e.item
	p.Domain = it.text("name")
	if it.id() == "" {
		e.res.Name = strings.TrimSuffix(p.Domain, ".")
	}
	for _, b := range it.blocks("vpc") {
		p.Private = true
		r.addTo(p.VPCs, e.id, b.args["vpc_id"], kind.VPCKind)
	}
}

func (r *reader) vpcOfZone(it *item) {
	id, p, ok := about[*kind.HostedZone](r, it, "zone_id")
	if !ok {
		return
	}
	p.Private = true
	r.addTo(p.VPCs, id, it.args["vpc_id"], kind.VPCKind)
}

// recordKind: the model has the types that lead to addresses.
func recordKind(it *item) kind.Name {
	switch it.text("type") {
	case kind.RecordA, kind.RecordAAAA, kind.RecordCNAME:
		return kind.RecordKind
	}
	return ""
}

func (r *reader) record(e *drawing) {
	p, it := e.res.Props.(*kind.Record), e.item
	p.Type = it.text("type")
	if !it.is("alias") || it.number("ttl", 0) > 0 {
		p.TTL = it.number("ttl", p.TTL)
	}
	zone := r.elements[e.res.Parent].res.Props.(*kind.HostedZone)
	full, domain := kind.Domain(it.text("name")), kind.Domain(zone.Domain)
	switch {
	case full == domain:
	case strings.HasSuffix(full, "."+domain):
		p.RecordName = it.text("name")[:len(full)-len(domain)-1]
	default:
		p.RecordName = it.text("name") // Terraform adds the zone's domain
	}
	if it.id() == "" {
		e.res.Name = full
	}
	for _, b := range it.blocks("alias") {
		r.answer(e, p, b.args["name"])
		return
	}
	values := it.list("records")
	if len(values) > 1 {
		r.lose("record-values", e.id)
	}
	for _, v := range values[:min(1, len(values))] {
		r.answer(e, p, v)
	}
}

// answer is what a name stands for: a resource, or what was typed.
func (r *reader) answer(e *drawing, p *kind.Record, v any) {
	if it, _ := r.find(v); it != nil {
		if at, ok := r.interfaces[it.address]; ok && it.typ != typeElasticIP {
			p.Target = kind.To(at.id)
			return
		}
		p.Target = r.ref(e.id, v, kind.InstanceKind, kind.LoadBalancerKind, kind.DatabaseKind, kind.InterfaceEndpointKind, kind.ElasticIPKind)
		return
	}
	s := textOf(v)
	if to := r.answering(s); to != "" {
		p.Target = kind.To(to)
		return
	}
	if s == "" {
		r.lose("unknown-value", e.id, "value", shown(v))
	}
	p.Value = s
}

// answerNames are the attributes by which a state knows the DNS name or address of a resource.
var answerNames = []string{"dns_name", "address", "endpoint", "primary_endpoint_address", "cluster_address", "public_ip"}

// answering is the element with a DNS name.
func (r *reader) answering(name string) string {
	if r.names == nil {
		r.names = map[string]string{}
		for _, e := range r.made {
			for _, argument := range answerNames {
				if s := plainName(e.item.text(argument)); s != "" && r.names[s] == "" && answers[e.res.Kind] {
					r.names[s] = e.id
				}
			}
		}
	}
	return r.names[plainName(name)]
}

// answers are the kinds that a record can stand for.
var answers = map[kind.Name]bool{kind.LoadBalancerKind: true, kind.DatabaseKind: true, kind.ElasticIPKind: true}

// plainName is a name without what Route 53 and databases add.
func plainName(name string) string {
	name, _, _ = strings.Cut(name, ":")
	return strings.TrimPrefix(kind.Domain(name), "dualstack.")
}
