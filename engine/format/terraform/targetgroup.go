package terraform

import (
	"fmt"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

func writeTargetGroup(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.TargetGroup)
	b := w.resource(typeTargetGroup, w.names[id], id).
		set("name", text(w.balancing(typeTargetGroup, id))).
		set("vpc_id", w.attribute(r.Parent, "id")).
		set("port", number(p.Port)).
		set("protocol", text(p.Protocol)).
		set("target_type", text(p.TargetType))
	health := w.health(id, p)
	switch value, can := exchange.Preserves(p); {
	case !can:
		w.lose("preserve", id)
	case value != "":
		b.set("preserve_client_ip", boolean(value == "true"))
	}
	w.tag(b.put(health), id, r)
	seen := map[string]bool{}
	for _, row := range kind.Sorted(p.Targets) {
		if w.making.IsRegistered(id, row, w.deaf, w.lose, w.remark) {
			continue
		}
		to, after := w.targetID(p, row.Value, r.Parent)
		if to == "" {
			w.lose("target", id, "target", row.Key)
			continue
		}
		same := fmt.Sprint(to, " ", p.PortOf(row.Value))
		if seen[same] {
			w.remark("target-twice", id, "target", row.Key)
			continue
		}
		seen[same] = true
		a := w.resource(typeTarget, w.derived(typeTarget, id, keyName(row.Key)), id, "targets."+row.Key).
			set("target_group_arn", w.attribute(id, "arn")).set("target_id", to).dependsOn(after)
		if row.Value.Port != 0 {
			a.set("port", number(row.Value.Port))
		}
	}
}

func (w *writer) health(id string, p *kind.TargetGroup) *block {
	protocol, asDrawn := exchange.HealthProtocol(p)
	if !asDrawn {
		w.lose("health-protocol", id, "written", protocol)
	}
	health := newBlock("health_check").set("protocol", text(protocol))
	if p.HealthCheckPort != 0 {
		health.set("port", text(fmt.Sprint(p.HealthCheckPort)))
	}
	switch path := p.HealthCheckPath; {
	case path == "" || !exchange.IsHTTP(protocol):
	case !exchange.IsPath(path):
		w.lose("health-path", id, "path", path)
	default:
		health.set("path", text(path))
	}
	return health
}

// targetID is how AWS knows a target, and what it waits for; nil for one that AWS would not register. An
// instance is asked at its first interface only; a load balancer on the port of a listener, which must be there.
func (w *writer) targetID(g *kind.TargetGroup, t kind.Target, vpc string) (target, after expression) {
	id := t.Target.ID
	if !w.made[id] || w.d.Ancestor(id, kind.VPCKind) != vpc {
		return "", ""
	}
	switch p := w.d.Resources[id].Props.(type) {
	case *kind.LoadBalancer:
		row := w.making.ListenerAt(id, g.PortOf(t), w.deaf)
		if g.TargetType == kind.TargetALB && p.Type == kind.LoadBalancerApplication && row != "" {
			return w.attribute(id, "arn"), ref(typeListener, w.listenerName(id, row))
		}
		return "", ""
	case *kind.Database, *kind.ContainerService:
		return "", ""
	}
	isFirst := t.Interface == "" || t.Interface == w.interfacesOf(id)[0].Key
	switch {
	case g.TargetType == kind.TargetIP:
		return w.interfaceAttribute(id, t.Interface, "private_ip", "private_ip"), ""
	case g.TargetType == kind.TargetInstance && w.d.Resources[id].Kind == kind.InstanceKind && isFirst:
		return w.attribute(id, "id"), ""
	}
	return "", ""
}
