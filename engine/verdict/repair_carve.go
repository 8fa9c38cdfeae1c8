package verdict

import (
	"maps"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// This file keeps the attempts to mend a flow from costing what the whole design costs. Most of a large
// design are instances that nobody meets but whom they talk to (see isPlain), and they have no say in
// what others may do: an attempt is made on a design without most of them. What is offered was judged on
// the whole.

// without is the design less the plain instances that are not kept.
func (r *Revision) without(d *design.Design, kept func(id string) bool) *design.Design {
	c := d.Clone()
	maps.DeleteFunc(c.Resources, func(id string, x *design.Resource) bool {
		return x.Kind == kind.InstanceKind && !kept(id) && r.isPlain(id)
	})
	return c
}

// forSearch is the design for the attempts to mend a flow: with the ends, and with what repairs look at,
// which are Elastic IPs in use, and, in the VPCs of the ends, pinned addresses, and what could become
// the target of a load balancer. An end that may mean anything leaves the design as it is.
func (r *Revision) forSearch(f *design.Flow) *design.Design {
	d := r.network.Design()
	homes := map[string]bool{}
	balanced := false
	var ends []string
	for _, e := range flowEnds(f) {
		if e.CIDR.IsValid() {
			return d
		}
		for _, h := range r.homesOf(e) {
			homes[h] = true
		}
		if x := d.Resources[e.Ref.ID]; x != nil {
			ends = append(ends, e.Ref.ID)
			balanced = balanced || x.Kind == kind.LoadBalancerKind
		}
	}
	return r.without(d, func(id string) bool {
		i := d.Resources[id].Props.(*kind.Instance)
		near := homes[place(d, id)]
		if near && balanced || r.meansAny(ends, id) {
			return true
		}
		for _, row := range i.Interfaces {
			if d.Resources[row.Public.ID] != nil || near && len(row.Addresses) > 0 {
				return true
			}
		}
		return false
	})
}

func (r *Revision) homesOf(e design.End) []string {
	homes, _ := r.network.Homes(e)
	return homes
}

// meansAny reports whether one of some ends stands for a resource.
func (r *Revision) meansAny(ends []string, id string) bool {
	for _, end := range ends {
		if end == id {
			return true
		}
		for _, i := range r.network.InterfacesOf(id) {
			if i.IsIn(r.network, end) {
				return true
			}
		}
	}
	return false
}
