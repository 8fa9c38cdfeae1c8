package cloudformation

import (
	"strconv"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

func writeTargetGroup(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.TargetGroup)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	m := newMade(typeTargetGroup, id).
		set("VpcId", ref(w.logical[r.Parent])).set("Protocol", text(p.Protocol)).set("Port", number(p.Port)).set("TargetType", text(p.TargetType))
	w.health(m, id, p)
	switch value, can := exchange.Preserves(p); {
	case !can:
		w.lose("preserve", id)
	case value != "":
		m.set("TargetGroupAttributes", list{setting("preserve_client_ip.enabled", value)})
	}
	targets, keys := list{}, list{}
	for _, row := range kind.Sorted(p.Targets) {
		if w.making.IsRegistered(id, row, w.deaf, w.lose, w.remark) {
			continue
		}
		to := w.targetID(m, p, row.Value, r.Parent)
		if to == nil {
			w.lose("target", id, "target", row.Key)
			continue
		}
		targets, keys = append(targets, newObject().set("Id", to).set("Port", number(p.PortOf(row.Value)))), append(keys, text(row.Key))
	}
	if len(targets) > 0 {
		m.metadata.set("Targets", keys)
		m.set("Targets", targets)
	}
	w.add(w.logical[id], w.tags(m, id, r))
}

func (w *writer) health(m *made, id string, p *kind.TargetGroup) {
	protocol, asDrawn := exchange.HealthProtocol(p)
	if !asDrawn {
		w.lose("health-protocol", id, "written", protocol)
	}
	m.set("HealthCheckProtocol", text(protocol))
	switch path := p.HealthCheckPath; {
	case path == "" || !exchange.IsHTTP(protocol):
	case !exchange.IsPath(path):
		w.lose("health-path", id, "path", path)
	default:
		m.set("HealthCheckPath", text(w.inert(id, path)))
	}
	if p.HealthCheckPort != 0 {
		m.set("HealthCheckPort", text(itoa(p.HealthCheckPort)))
	}
}

func setting(key, value string) *object {
	return newObject().set("Key", text(key)).set("Value", text(value))
}

// targetID is how AWS knows a target; nil for one that it would not register.
func (w *writer) targetID(m *made, g *kind.TargetGroup, t kind.Target, vpc string) value {
	to := w.d.Resources[t.Target.ID]
	if to == nil || !w.made[t.Target.ID] || w.d.Ancestor(t.Target.ID, kind.VPCKind) != vpc {
		return nil
	}
	switch p := to.Props.(type) {
	case *kind.LoadBalancer:
		// AWS wants the listener on that port first.
		row := w.making.ListenerAt(t.Target.ID, g.PortOf(t), w.deaf)
		if g.TargetType != kind.TargetALB || p.Type != kind.LoadBalancerApplication || row == "" {
			return nil
		}
		m.after(w.listenerName(t.Target.ID, row))
		return ref(w.logical[t.Target.ID])
	case *kind.Instance:
		if g.TargetType == kind.TargetALB {
			return nil
		}
		if g.TargetType == kind.TargetInstance {
			return ref(w.logical[t.Target.ID])
		}
		if len(p.Interfaces) < 2 {
			return getAtt{w.logical[t.Target.ID], "PrivateIp"}
		}
		key := t.Interface
		if key == "" {
			key = kind.Sorted(p.Interfaces)[0].Key
		}
		if _, ok := p.Interfaces[key]; ok {
			return getAtt{w.interfaceName(t.Target.ID, key), "PrimaryPrivateIpAddress"}
		}
	case *kind.NetworkInterface:
		if g.TargetType == kind.TargetIP {
			return getAtt{w.logical[t.Target.ID], "PrimaryPrivateIpAddress"}
		}
	}
	return nil
}

func writeLoadBalancer(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.LoadBalancer)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	m := newMade(typeLoadBalancer, id).set("Type", text(p.Type)).set("Scheme", text(p.Scheme))
	w.balancedSubnets(m, id, p, r.Parent)
	groups := list{}
	for _, row := range kind.Sorted(p.SecurityGroups) {
		if w.made[row.Key] && w.d.Ancestor(row.Key, kind.VPCKind) == r.Parent {
			groups = append(groups, w.idOf(row.Key))
		} else {
			w.lose("interface-group", id, "group", w.d.NameOf(row.Key))
		}
	}
	if len(groups) > 0 {
		m.set("SecurityGroups", groups)
	}
	if p.Type == kind.LoadBalancerApplication {
		m.set("LoadBalancerAttributes", list{setting("routing.http.drop_invalid_header_fields.enabled", "true")})
	} else {
		m.set("LoadBalancerAttributes", list{setting("load_balancing.cross_zone.enabled", strconv.FormatBool(p.CrossZone))})
	}
	if p.Scheme == kind.SchemeInternetFacing {
		m.after(w.attachment[w.attached[r.Parent]])
	}
	w.add(w.logical[id], w.tags(m, id, r))
	for _, row := range kind.Sorted(p.Listeners) {
		w.listener(id, row)
	}
}

// balancedSubnets are a load balancer's; the nodes of a network one may have addresses of their own.
func (w *writer) balancedSubnets(m *made, id string, p *kind.LoadBalancer, vpc string) {
	kept, others := exchange.BalancedZones(w.d, p, vpc, w.made)
	for _, row := range others {
		w.lose("balancer-subnet", id, "row", row.Key)
	}
	subnets, mappings, keys, fixed := list{}, list{}, list{}, false
	for _, row := range kept {
		subnet := w.target(row.Value.Subnet)
		mapping := newObject().set("SubnetId", subnet)
		if address := w.nodeAddress(id, p, row); address != nil {
			mapping.set("AllocationId", address)
			fixed = true
		}
		subnets, mappings, keys = append(subnets, subnet), append(mappings, mapping), append(keys, text(row.Key))
	}
	m.metadata.set("Subnets", keys)
	if fixed {
		m.set("SubnetMappings", mappings)
		return
	}
	m.set("Subnets", subnets)
}

// nodeAddress is the Elastic IP of a node, nil where it has none of its own.
func (w *writer) nodeAddress(id string, p *kind.LoadBalancer, row kind.Row[kind.BalancedZone]) value {
	address := row.Value.ElasticIP
	if address.IsZero() {
		return nil
	}
	if exchange.HasNodeAddress(p) {
		if address.External != nil {
			return text(address.External.AWSID)
		}
		if users := w.usersOf(address.ID); w.made[address.ID] && len(users) > 0 && users[0].resource == id && users[0].row == row.Key {
			return getAtt{w.logical[address.ID], "AllocationId"}
		}
	}
	w.lose("balancer-address", id, "row", row.Key)
	return nil
}

// listenerName is the logical id of a listener; others may wait for it.
func (w *writer) listenerName(id, key string) string {
	return w.once("listener "+id+"."+key, func() string { return w.derived(id, "Listener", key) })
}

func (w *writer) listener(id string, row kind.Row[kind.Listener]) {
	if code := w.deaf[[2]string{id, row.Key}]; code != "" {
		w.lose(code, id, "port", itoa(row.Value.Port), "protocol", row.Value.Protocol)
		return
	}
	var group value
	if e := row.Value.TargetGroup.External; e != nil {
		group = text(e.AWSID)
	} else {
		group = ref(w.logical[row.Value.TargetGroup.ID])
	}
	m := newMade(typeListener, id).row("listeners", row.Key).
		set("LoadBalancerArn", ref(w.logical[id])).set("Port", number(row.Value.Port)).set("Protocol", text(row.Value.Protocol))
	if exchange.IsEncrypted(row.Value.Protocol) {
		m.set("SslPolicy", text(exchange.SSLPolicy)).set("Certificates", list{newObject().set("CertificateArn", w.certificate(id, row.Value.Port))})
	}
	m.set("DefaultActions", list{newObject().set("Type", text("forward")).set("TargetGroupArn", group)})
	w.add(w.listenerName(id, row.Key), m)
}

// certificate is a parameter without a default: a design has no certificates, and a made-up one would be
// refused late.
func (w *writer) certificate(id string, port int) value {
	called := w.derived(id, itoa(port)+"CertificateArn")
	w.remark("certificate", id, "parameter", called, "port", itoa(port))
	w.parameters.set(called, newObject().
		set("Type", text("String")).
		set("AllowedPattern", text("^arn:[^:]*:(acm|iam):.+$")).
		set("Description", text("ARN of the certificate of "+w.logical[id]+" on port "+itoa(port))))
	return ref(called)
}
