package cloudformation

import (
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
		set("VpcId", ref(w.logical[r.Parent])).set("Protocol", text(p.Protocol)).set("Port", number(p.Port)).set("TargetType", text(p.TargetType)).
		set("HealthCheckProtocol", text(p.HealthCheckProtocol)).set("HealthCheckPath", text(w.inert(id, p.HealthCheckPath)))
	if p.HealthCheckPort != 0 {
		m.set("HealthCheckPort", text(itoa(p.HealthCheckPort)))
	}
	targets, keys := list{}, list{}
	for _, row := range kind.Sorted(p.Targets) {
		to := w.targetID(p, row.Value, r.Parent)
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

// targetID is how AWS knows a target; nil for one that it would not register.
func (w *writer) targetID(g *kind.TargetGroup, t kind.Target, vpc string) value {
	to := w.d.Resources[t.Target.ID]
	if to == nil || !w.made[t.Target.ID] || w.d.Ancestor(t.Target.ID, kind.VPCKind) != vpc {
		return nil
	}
	switch p := to.Props.(type) {
	case *kind.Instance:
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
	subnets, keys := list{}, list{}
	kept, others := exchange.BalancedZones(w.d, p, r.Parent, w.made)
	for _, row := range others {
		w.lose("balancer-subnet", id, "row", row.Key)
	}
	for _, row := range kept {
		subnets, keys = append(subnets, w.target(row.Value.Subnet)), append(keys, text(row.Key))
	}
	m.metadata.set("Subnets", keys)
	m.set("Subnets", subnets)
	groups := list{}
	for _, row := range kind.Sorted(p.SecurityGroups) {
		if w.made[row.Key] && w.d.Ancestor(row.Key, kind.VPCKind) == r.Parent {
			groups = append(groups, w.idOf(row.Key))
		} else {
			w.lose("interface-group", id, "group", nameOf(w.d, row.Key))
		}
	}
	if len(groups) > 0 {
		m.set("SecurityGroups", groups)
	}
	if p.Scheme == kind.SchemeInternetFacing {
		m.after(w.attachment[w.attached[r.Parent]])
	}
	w.add(w.logical[id], w.tags(m, id, r))
	for _, row := range kind.Sorted(p.Listeners) {
		w.listener(id, r.Parent, row)
	}
}

func (w *writer) listener(id, vpc string, row kind.Row[kind.Listener]) {
	group := row.Value.TargetGroup.ID
	if !w.made[group] || w.d.Resources[group].Parent != vpc {
		w.lose("listener", id, "port", itoa(row.Value.Port))
		return
	}
	m := newMade(typeListener, id).row("listeners", row.Key).
		set("LoadBalancerArn", ref(w.logical[id])).set("Port", number(row.Value.Port)).set("Protocol", text(row.Value.Protocol))
	if row.Value.Protocol == kind.ProtocolHTTPS {
		m.set("Certificates", list{newObject().set("CertificateArn", w.certificate(id, row.Value.Port))})
	}
	m.set("DefaultActions", list{newObject().set("Type", text("forward")).set("TargetGroupArn", ref(w.logical[group]))})
	w.add(w.derived(id, "Listener", row.Key), m)
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
