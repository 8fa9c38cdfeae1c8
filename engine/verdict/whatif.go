package verdict

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
)

// Off is something that fails or is switched off: a resource, or an Availability Zone.
type Off struct {
	Resource string
	Zone     string
}

// Outage is a design in which something is off.
type Outage struct {
	// Network is what is left. Its design is a copy with the edits that switch things off.
	Network *reach.Network
	// Down are the resources that are off, in order.
	Down []string
}

// TurnOff switches things off in a copy of a design, by edits that anybody could make: an instance is
// stopped, any other resource is deleted, and what is off is no target of a load balancer any more, as
// its health checks would have it. A zone takes down all that lies in its subnets; no edit says that,
// so the network is compiled without them. The error is a *design.Fault: not everything can be deleted.
func TurnOff(d *design.Design, off []Off) (*Outage, error) {
	c := d.Clone()
	lost, down := map[string]bool{}, map[string]bool{}
	for _, o := range off {
		if o.Zone == "" {
			if err := turnOff(c, o.Resource); err != nil {
				return nil, err
			}
			down[o.Resource] = true
		}
	}
	for _, row := range kind.Sorted(d.Resources) {
		s, ok := row.Value.Props.(*kind.Subnet)
		if ok && slices.ContainsFunc(off, func(o Off) bool { return o.Zone != "" && o.Zone == s.AvailabilityZone }) {
			lost[row.Key] = true
		}
	}
	for id, r := range d.Resources {
		down[id] = down[id] || c.Resources[id] == nil || lost[id] || lost[r.Parent] || allIn(r, lost)
	}
	maps.DeleteFunc(down, func(_ string, is bool) bool { return !is })
	return &Outage{Network: reach.CompileWithout(c, lost), Down: slices.Sorted(maps.Keys(down))}, nil
}

// allIn reports whether a resource has interfaces, and none outside the lost subnets.
func allIn(r *design.Resource, lost map[string]bool) bool {
	a, ok := r.Props.(kind.Addressed)
	if !ok {
		return false
	}
	rows := a.NetworkInterfaces()
	for _, i := range rows {
		if !lost[i.Subnet.ID] {
			return false
		}
	}
	return len(rows) > 0
}

// turnOff stops an instance and deletes anything else.
func turnOff(d *design.Design, id string) error {
	r := d.Resources[id]
	ops := design.Ops{design.Del{Section: design.Resources, ID: id}}
	if r != nil && r.Kind == kind.InstanceKind {
		stopped, err := json.Marshal(kind.StateStopped)
		if err != nil {
			return err
		}
		ops = design.Ops{design.Patch{Section: design.Resources, ID: id, Path: "props.state", Value: stopped}}
	}
	_, _, err := design.Apply(d, append(ops, unhealthy(d, id)...))
	return err
}

// unhealthy takes a resource out of the target groups that name it.
func unhealthy(d *design.Design, id string) design.Ops {
	var ops design.Ops
	for _, row := range kind.Sorted(d.Resources) {
		g, ok := row.Value.Props.(*kind.TargetGroup)
		if !ok || row.Key == id {
			continue
		}
		for _, t := range kind.Sorted(g.Targets) {
			if t.Value.Target.ID == id {
				ops = append(ops, design.Patch{Section: design.Resources, ID: row.Key, Path: "props.targets." + t.Key})
			}
		}
	}
	return ops
}

// Turn is a flow that is judged otherwise while something is off.
type Turn struct {
	Flow          string
	Before, After Flow
	// Broke: it held, and does not any more.
	Broke bool
}

// Failure is what a design loses while something is off.
type Failure struct {
	*Outage
	// Turns are the flows that are judged otherwise, by id; Flows are all of them as they would be.
	Turns []Turn
	Flows map[string]Flow

	before *reach.Network
}

// Lines tells what changes for those that are not off themselves, grouped for people, with how its ends are
// called. It costs two matrices.
func (f *Failure) Lines() ([]Line, *Namer) {
	d := Compare(f.before, f.Network)
	isDown := func(e *DiffEnd) bool {
		_, down := slices.BinarySearch(f.Down, cmp.Or(e.Was, e.ID))
		return down
	}
	lines := []Line{}
	for _, l := range d.Lines() {
		l.From, l.To = slices.DeleteFunc(slices.Clone(l.From), isDown), slices.DeleteFunc(slices.Clone(l.To), isDown)
		if len(l.From) > 0 && len(l.To) > 0 && (len(l.From)+len(l.To) > 2 || l.From[0] != l.To[0]) {
			lines = append(lines, l)
		}
	}
	return lines, d.Namer()
}

// WhatIf switches things off and judges every flow: a flow that ends at what is off holds only where
// it must not. What closes besides is told by Lines.
func WhatIf(before *reach.Network, off []Off) (*Failure, error) {
	out, err := TurnOff(before.Design(), off)
	if err != nil {
		return nil, err
	}
	f := &Failure{Outage: out, Turns: []Turn{}, before: before}
	flows := before.Design().Flows
	was := decideAll(before, flows)
	f.Flows = decideAll(out.Network, out.Network.Design().Flows)
	for _, row := range kind.Sorted(flows) {
		now := f.Flows[row.Key]
		if out.endsThere(row.Value) {
			now.Verdict, now.Holds = reach.Blocked, No
			if row.Value.Expect == design.MustNot {
				now.Holds = Yes
			}
			f.Flows[row.Key] = now
		}
		if old := was[row.Key]; old.Holds != now.Holds || old.Verdict != now.Verdict {
			f.Turns = append(f.Turns, Turn{Flow: row.Key, Before: old, After: now, Broke: old.Holds == Yes && now.Holds != Yes})
		}
	}
	return f, nil
}

// endsThere reports whether an end of a flow, or its jump host, is off itself.
func (o *Outage) endsThere(f *design.Flow) bool {
	for _, id := range []string{f.From.Ref.ID, f.To.Ref.ID, f.Via.ID} {
		if _, off := slices.BinarySearch(o.Down, id); off && id != "" {
			return true
		}
	}
	return false
}
