package cloudformation

import (
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// writeElasticIP writes an address and, where an interface uses it, ties it to that: by the instance
// while the instance has one interface, else by an association.
func writeElasticIP(w *writer, id string, r *design.Resource) {
	m := newMade(typeElasticIP, id).set("Domain", text("vpc"))
	users := w.usersOf(id)
	for _, u := range users[min(1, len(users)):] {
		w.lose("address-shared", u.resource, "address", w.d.NameOf(id))
	}
	if len(users) == 0 {
		// Nobody's yet: whoever gets it later wants the gateway, and a stack that is deleted lets the
		// addresses go first.
		m.after(w.anyAttachment())
		w.add(w.logical[id], w.tags(m, id, r))
		return
	}
	user := users[0]
	// AWS wants the VPC's gateway before the address; no reference says so.
	m.after(w.attachment[w.attached[w.d.Ancestor(user.resource, kind.VPCKind)]])
	if user.only {
		m.set("InstanceId", ref(w.logical[user.resource]))
	}
	w.add(w.logical[id], w.tags(m, id, r))
	if !user.only && !user.nat {
		w.add(w.derived(id, "Association"), newMade(typeAddressAssociation, id).
			set("AllocationId", getAtt{w.logical[id], "AllocationId"}).
			set("NetworkInterfaceId", ref(w.interfaceName(user.resource, user.row))))
	}
}

// anyAttachment is the first internet gateway's, or "". Gateways come before addresses.
func (w *writer) anyAttachment() string {
	return w.once("any attachment", func() string {
		for _, id := range w.elements(kind.InternetGatewayKind) {
			if w.attachment[id] != "" {
				return w.attachment[id]
			}
		}
		return ""
	})
}

// An addressUser is an interface that has an Elastic IP; only is the sole one of its instance, and
// nat one of a NAT gateway or a load balancer, which names the address itself.
type addressUser struct {
	resource, row string
	only, nat     bool
}

// usersOf lists the written interfaces that have an Elastic IP: AWS allows one.
func (w *writer) usersOf(address string) []addressUser {
	if w.users == nil {
		w.users = map[string][]addressUser{}
		w.findUsers()
	}
	var users []addressUser
	for _, u := range w.users[address] {
		p, isBalancer := w.d.Resources[u.resource].Props.(*kind.LoadBalancer)
		if w.made[u.resource] && (!isBalancer || w.isNode(u, p)) {
			users = append(users, u)
		}
	}
	return users
}

// findUsers lists all interfaces with an Elastic IP, written or not: those of instances first, then those of what has
// one interface, then the nodes of load balancers.
func (w *writer) findUsers() {
	add := func(address kind.Ref, u addressUser) {
		if address.ID != "" {
			w.users[address.ID] = append(w.users[address.ID], u)
		}
	}
	for _, id := range w.elements(kind.InstanceKind) {
		interfaces := w.d.Resources[id].Props.(*kind.Instance).Interfaces
		for _, row := range kind.Sorted(interfaces) {
			add(row.Value.Public, addressUser{resource: id, row: row.Key, only: len(interfaces) == 1})
		}
	}
	for _, k := range []kind.Name{kind.NATGatewayKind, kind.NetworkInterfaceKind} {
		for _, id := range w.elements(k) {
			rows := kind.Sorted(w.d.Resources[id].Props.(kind.Addressed).NetworkInterfaces())
			for _, row := range rows[:min(1, len(rows))] { // AWS has one there
				add(row.Value.Public, addressUser{resource: id, row: row.Key, nat: k == kind.NATGatewayKind})
			}
		}
	}
	for _, id := range w.elements(kind.LoadBalancerKind) {
		for _, row := range kind.Sorted(w.d.Resources[id].Props.(*kind.LoadBalancer).Subnets) {
			add(row.Value.ElasticIP, addressUser{resource: id, row: row.Key, nat: true})
		}
	}
}

// isNode reports whether a load balancer has a node, with an address of its own, in one of its rows.
func (w *writer) isNode(u addressUser, p *kind.LoadBalancer) bool {
	kept, _ := exchange.BalancedZones(w.d, p, w.d.Resources[u.resource].Parent, w.made)
	return exchange.HasNodeAddress(p) && slices.ContainsFunc(kept, func(row kind.Row[kind.BalancedZone]) bool { return row.Key == u.row })
}
