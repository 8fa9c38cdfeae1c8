package cloudformation

import (
	"net/netip"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// writeNATGateway writes a NAT gateway; one with an automatic public address gets an Elastic IP of
// its own, since AWS has nothing else for it.
func writeNATGateway(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.NATGateway)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	m := newMade(typeNATGateway, id).set("ConnectivityType", text(p.Connectivity))
	rows := kind.Sorted(p.NetworkInterfaces())
	if len(rows) != 1 {
		w.lose("one-interface", id)
		rows = []kind.Row[kind.Interface]{{Key: kind.FirstInterface, Value: kind.NewInterface(kind.Ref{})}}
	}
	i := rows[0].Value
	m.metadata.set("Interface", text(rows[0].Key))
	m.set("SubnetId", w.subnetOf(id, r, i))
	attachment := w.attachment[w.attached[w.d.Ancestor(id, kind.VPCKind)]]
	if p.Connectivity == kind.ConnectivityPublic {
		m.after(attachment).set("AllocationId", w.allocation(id, i, attachment))
	}
	w.natAddress(m, id, i)
	w.add(w.logical[id], w.tags(m, id, r))
}

func (w *writer) allocation(id string, i kind.Interface, attachment string) value {
	switch {
	case i.Public.ID == kind.PublicAuto:
		name := w.derived(id, "Address")
		w.add(name, newMade(typeElasticIP, id).row("interfaces", kind.FirstInterface).after(attachment).set("Domain", text("vpc")).
			set("Tags", list{tag("Name", clipRunes(nameOf(w.d, id), maxTagValue))}))
		return getAtt{name, "AllocationId"}
	case w.made[i.Public.ID]:
		if users := w.usersOf(i.Public.ID); users[0].resource != id {
			return nil // said where the address is written
		}
		return getAtt{w.logical[i.Public.ID], "AllocationId"}
	case i.Public.External != nil:
		return text(i.Public.External.AWSID)
	}
	w.lose("nat-address", id)
	return nil
}

func (w *writer) natAddress(m *made, id string, i kind.Interface) {
	for n, row := range kind.Sorted(i.Addresses) {
		if a, err := netip.ParseAddr(row.Key); err != nil || !a.Is4() || n > 0 {
			w.lose("address", id, "address", row.Key)
			continue
		}
		m.set("PrivateIpAddress", text(row.Key))
	}
}

// writeNetworkInterface writes an interface that stands alone.
func writeNetworkInterface(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.NetworkInterface)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	rows := kind.Sorted(p.Interfaces)
	if len(rows) != 1 {
		w.lose("one-interface", id)
		rows = []kind.Row[kind.Interface]{{Key: kind.FirstInterface, Value: kind.NewInterface(kind.Ref{})}}
	}
	i := rows[0].Value
	m := newMade(typeInterface, id).row("interfaces", rows[0].Key).set("SubnetId", w.subnetOf(id, r, i))
	if p.Description != "" {
		m.set("Description", w.description(m, id, p.Description))
	}
	if w.publicAuto(id, i) {
		w.lose("public-alone", id)
	}
	w.interfaceBody(m.props, id, i)
	m.set("SourceDestCheck", boolean(i.SourceDestCheck))
	w.add(w.logical[id], w.tags(m, id, r))
}

// writeClient lists a client: it stands outside of AWS.
func writeClient(w *writer, id string, _ *design.Resource) { w.lose("client", id) }
