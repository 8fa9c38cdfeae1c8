package reach

import "slices"

// loseSubnets takes down what lies in the subnets that are lost. AWS does its part then: a load balancer
// withdraws the addresses of its nodes there as long as others are left, and stops asking the targets
// there, which fail their checks (semantics 124, 125).
func loseSubnets(b *builder) {
	if len(b.lost) == 0 {
		return
	}
	for _, i := range b.interfaces {
		if b.isLost(i) {
			i.running = false
		}
	}
	for _, g := range b.targetGroups {
		g.targets = slices.DeleteFunc(g.targets, func(t balanced) bool { return b.isLost(t.iface) })
	}
	for _, lb := range b.balancers {
		left := slices.DeleteFunc(slices.Clone(lb.nodes), b.isLost)
		if len(left) == 0 {
			continue
		}
		b.interfaces = slices.DeleteFunc(b.interfaces, func(i *Interface) bool { return i.balancer == lb && b.isLost(i) })
		lb.nodes, b.byResource[lb.id] = left, left
	}
}

func (b *builder) isLost(i *Interface) bool { return i.subnet != nil && b.lost[i.subnet.id] }

// IsIn reports whether the interface is in what an end may stand for: a security group, or a subnet,
// VPC or scope.
func (i *Interface) IsIn(n *Network, id string) bool {
	if slices.ContainsFunc(i.groups, func(g *group) bool { return g.id == id }) {
		return true
	}
	for at := i.Subnet(); at != ""; {
		if at == id {
			return true
		}
		r := n.design.Resources[at]
		if r == nil {
			return false
		}
		at = r.Parent
	}
	return false
}
