package terraform

import (
	"fmt"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// maxPath is AWS's limit of the path of health checks.
const maxPath = 1024

func writeTargetGroup(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.TargetGroup)
	b := w.resource(typeTargetGroup, w.names[id], id).
		set("name", text(w.balancing(typeTargetGroup, id))).
		set("vpc_id", w.attribute(r.Parent, "id")).
		set("port", number(p.Port)).
		set("protocol", text(p.Protocol)).
		set("target_type", text(p.TargetType))
	health := newBlock("health_check").set("protocol", text(p.HealthCheckProtocol))
	if p.HealthCheckPort != 0 {
		health.set("port", text(fmt.Sprint(p.HealthCheckPort)))
	}
	switch path := p.HealthCheckPath; {
	case path == "":
	case !strings.HasPrefix(path, "/") || len(path) > maxPath:
		w.lose("health-path", id, "path", path)
	default:
		health.set("path", text(path))
	}
	w.tag(b.put(health), id, r)
	seen := map[string]bool{}
	for _, row := range kind.Sorted(p.Targets) {
		to := w.targetID(p, row.Value, r.Parent)
		if to == nil {
			w.lose("target", id, "target", row.Key)
			continue
		}
		same := fmt.Sprint(string(to.Bytes()), " ", p.PortOf(row.Value))
		if seen[same] {
			w.remark("target-twice", id, "target", row.Key)
			continue
		}
		seen[same] = true
		a := w.resource(typeTarget, w.derived(typeTarget, id, keyName(row.Key)), id, "targets."+row.Key).
			set("target_group_arn", w.attribute(id, "arn")).set("target_id", to)
		if row.Value.Port != 0 {
			a.set("port", number(row.Value.Port))
		}
	}
}

// targetID is how AWS knows a target; nil for one that it would not register. An instance is asked
// at its first interface only.
func (w *writer) targetID(g *kind.TargetGroup, t kind.Target, vpc string) tokens {
	id := t.Target.ID
	if !w.made[id] || w.d.Ancestor(id, kind.VPCKind) != vpc {
		return nil
	}
	if g.TargetType == kind.TargetIP {
		return w.interfaceAttribute(id, t.Interface, "private_ip", "private_ip")
	}
	if w.d.Resources[id].Kind == kind.InstanceKind && (t.Interface == "" || t.Interface == w.interfacesOf(id)[0].Key) {
		return w.attribute(id, "id")
	}
	return nil
}
