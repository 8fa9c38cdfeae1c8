package cloudformation

import (
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

// anyAttachment is the first internet gateway's, or "".
func (w *writer) anyAttachment() string {
	for _, id := range w.elements(kind.InternetGatewayKind) {
		if w.attachment[id] != "" {
			return w.attachment[id]
		}
	}
	return ""
}

// An addressUser is an interface that has an Elastic IP; only is the sole one of its instance, and
// nat one of a NAT gateway or a load balancer, which names the address itself.
type addressUser struct {
	resource, row string
	only, nat     bool
}

// usersOf lists the written interfaces that have an Elastic IP: AWS allows one.
func (w *writer) usersOf(address string) []addressUser {
	var users []addressUser
	for _, id := range w.elements(kind.InstanceKind) {
		interfaces := w.d.Resources[id].Props.(*kind.Instance).Interfaces
		for _, row := range kind.Sorted(interfaces) {
			if w.made[id] && row.Value.Public.ID == address {
				users = append(users, addressUser{resource: id, row: row.Key, only: len(interfaces) == 1})
			}
		}
	}
	for _, k := range []kind.Name{kind.NATGatewayKind, kind.NetworkInterfaceKind} {
		for _, id := range w.elements(k) {
			rows := kind.Sorted(w.d.Resources[id].Props.(kind.Addressed).NetworkInterfaces())
			for _, row := range rows[:min(1, len(rows))] { // AWS has one there
				if w.made[id] && row.Value.Public.ID == address {
					users = append(users, addressUser{resource: id, row: row.Key, nat: k == kind.NATGatewayKind})
				}
			}
		}
	}
	return append(users, w.nodesOf(address)...)
}

// nodesOf lists the nodes of load balancers that have an Elastic IP.
func (w *writer) nodesOf(address string) []addressUser {
	var users []addressUser
	for _, id := range w.elements(kind.LoadBalancerKind) {
		p := w.d.Resources[id].Props.(*kind.LoadBalancer)
		kept, _ := exchange.BalancedZones(w.d, p, w.d.Resources[id].Parent, w.made)
		for _, row := range kept {
			if w.made[id] && exchange.HasNodeAddress(p) && row.Value.ElasticIP.ID == address {
				users = append(users, addressUser{resource: id, row: row.Key, nat: true})
			}
		}
	}
	return users
}
