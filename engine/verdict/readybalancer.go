package verdict

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// readyBalancer is what a load balancer needs before it is of use (semantics 124 to 135).
func readyBalancer(c *checker) {
	p := c.net.Design().Resources[c.id].Props.(*kind.LoadBalancer)
	zones := c.tick("zones", c.id, when(!c.twoZones(p), "few-zones"), message.Args{})
	zones.Optional = p.Type == kind.LoadBalancerNetwork // it may stand in one
	if p.Scheme == kind.SchemeInternetFacing {
		private := c.privateSubnet(p)
		c.tick("public", c.id, when(private != "", "not-public"), message.Args{"subnet": c.name(private)})
	}
	c.listens(p)
	if p.Type == kind.LoadBalancerApplication { // a network one may ask in its clients' names
		c.legs("targets", reach.TargetLeg)
	}
	c.legs("health", reach.HealthLeg)
	if p.Scheme == kind.SchemeInternetFacing {
		c.clients(p)
	}
}

// legs checks what the load balancer itself asks its targets.
func (c *checker) legs(title string, role reach.Role) {
	var verdicts []reach.Verdict
	var told Tick
	for _, l := range c.net.LegsOf(c.id) {
		if l.Role == role {
			verdicts = append(verdicts, l.Verdict)
			told.answer(l.Verdict, l.Reasons)
		}
	}
	if len(verdicts) == 0 && role == reach.HealthLeg {
		return // it is checked on the port of the traffic
	}
	t := c.tick(title, c.id, "", message.Args{})
	t.Holds, t.Why = allOf(verdicts), append(t.Why, told.Why...)
}

// allOf is whether all of several conversations take place; none do where there are none.
func allOf(all []reach.Verdict) Holds {
	if len(all) == 0 {
		return No
	}
	switch reach.InTurn(all) {
	case reach.Reachable:
		return Yes
	case reach.Unknown:
		return Unknown
	}
	return No
}

func (c *checker) twoZones(p *kind.LoadBalancer) bool {
	zones, placed := map[string]bool{}, 0
	for _, z := range p.Subnets {
		if s := c.net.Design().Resources[z.Subnet.ID]; s != nil {
			zones[s.Props.(*kind.Subnet).AvailabilityZone] = true
			placed++
		}
	}
	const fewest = 2
	return placed >= fewest && (len(zones) == placed || zones[""])
}

// privateSubnet is a subnet of the load balancer that no internet gateway serves; "" for none.
func (c *checker) privateSubnet(p *kind.LoadBalancer) string {
	for _, z := range kind.Sorted(p.Subnets) {
		if id := z.Value.Subnet.ID; id != "" && !c.net.IsPublicSubnet(id) {
			return id
		}
	}
	return ""
}

// listens checks that every listener leads somewhere, best to more than one.
func (c *checker) listens(p *kind.LoadBalancer) {
	lacking, single := when(len(p.Listeners) == 0, "no-listener"), ""
	for _, l := range kind.Sorted(p.Listeners) {
		g, _ := c.net.Design().Resources[l.Value.TargetGroup.ID]
		if g == nil || len(g.Props.(*kind.TargetGroup).Targets) == 0 {
			lacking = "no-targets"
		} else if len(g.Props.(*kind.TargetGroup).Targets) == 1 {
			single = l.Value.TargetGroup.ID
		}
	}
	c.tick("listens", c.id, lacking, message.Args{})
	if lacking == "" {
		c.tick("two-targets", c.id, when(single != "", "one-target"), message.Args{"group": c.name(single)}).Optional = true
	}
}

// clients asks for the internet on every listener.
func (c *checker) clients(p *kind.LoadBalancer) {
	t := c.tick("clients", c.id, "", message.Args{"from": kind.Internet})
	var verdicts []reach.Verdict
	for _, l := range kind.Sorted(p.Listeners) {
		protocol := netset.TCP
		if l.Value.Protocol == kind.ProtocolUDP {
			protocol = netset.UDP
		}
		port := uint16(l.Value.Port)
		a := c.net.Decide(reach.Question{
			From: design.End{Ref: kind.To(kind.Internet)}, To: design.End{Ref: kind.To(c.id)},
			Service: design.Service{Protocol: protocol, Ports: netset.Ports(port, port)},
		})
		verdicts = append(verdicts, a.Verdict)
		t.answer(a.Verdict, a.Reasons)
	}
	t.Holds = allOf(verdicts)
}
