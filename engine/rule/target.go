package rule

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// targets is a target group with its properties.
type targets struct {
	resource
	*kind.TargetGroup
}

// find is the interface of a target that AWS would register.
func (p *Pass) find(g targets, t kind.Target) (placed, bool) {
	r := p.Design.Resources[t.Target.ID]
	if r == nil || g.TargetType == kind.TargetInstance && r.Kind != kind.InstanceKind {
		return placed{}, false
	}
	for _, i := range p.placesOf(t.Target.ID) {
		if (t.Interface == "" || t.Interface == i.row) && i.subnet != "" && i.vpc == g.Parent {
			return i, true
		}
	}
	return placed{}, false
}

// members are those who answer for a target group: an instance counts once, whatever its ports.
func (p *Pass) members(g targets) []placed {
	var found []placed
	seen := map[string]bool{}
	for _, t := range kind.Sorted(g.Targets) {
		if i, ok := p.find(g, t.Value); ok && !seen[i.id] {
			seen[i.id] = true
			found = append(found, i)
		}
	}
	return found
}

var targetOfOtherVPC = &Rule{
	Code: "target-of-other-vpc", Severity: Error,
	Doc: message.Text{
		EN: "A load balancer, its target groups and their targets belong to one VPC. AWS refuses any other; until then they count as absent.",
		JA: "ロードバランサー、ターゲットグループ、ターゲットは、同じ VPC のものでなければなりません。それ以外は AWS に拒否されるため、ないものとして扱います。",
	},
	Run: func(p *Pass) {
		for _, g := range p.of(kind.TargetGroupKind) {
			for _, t := range kind.Sorted(g.Props.(*kind.TargetGroup).Targets) {
				p.checkVPC(g, "targets."+t.Key, t.Value.Target.ID, remove(g.id, "props.targets."+t.Key))
			}
		}
		p.eachBalancer(func(b balancer) {
			for _, z := range kind.Sorted(b.Subnets) {
				p.checkVPC(b.resource, "subnets."+z.Key, z.Value.Subnet.ID, remove(b.id, "props.subnets."+z.Key))
			}
			for _, l := range kind.Sorted(b.Listeners) {
				without := l.Value
				without.TargetGroup = kind.Ref{}
				p.checkVPC(b.resource, "listeners."+l.Key, l.Value.TargetGroup.ID, set(b.id, "props.listeners."+l.Key, without))
			}
		})
	},
}

// checkVPC offers the edit that takes away what belongs to another VPC.
func (p *Pass) checkVPC(r resource, row, used string, edit design.Op) {
	vpc := p.Design.Ancestor(used, kind.VPCKind)
	if p.Design.Resources[used] == nil || vpc == "" || vpc == r.Parent {
		return
	}
	var fix []Fix
	if r.Kind == kind.TargetGroupKind { // a balancer without it would be wrong in another way
		fix = p.fix("remove-target", design.Ops{edit}, "target", p.name(used), "element", p.name(r.id))
	}
	p.report(r.id, row, fix, "other", p.name(used), "vpc", p.name(vpc))
}
