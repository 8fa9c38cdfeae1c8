package cloudformation

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
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
	row := w.onlyInterface(id, p)
	i := row.Value
	m.metadata.set("Interface", text(row.Key))
	m.set("SubnetId", w.subnetOf(id, r, i))
	attachment := w.attachment[w.attached[w.d.Ancestor(id, kind.VPCKind)]]
	if p.Connectivity != kind.ConnectivityPrivate {
		m.after(attachment).set("AllocationId", w.allocation(id, i, attachment))
	}
	w.natAddress(m, id, i, p.Connectivity == kind.ConnectivityPrivate)
	w.add(w.logical[id], w.tags(m, id, r))
}

func (w *writer) allocation(id string, i kind.Interface, attachment string) value {
	switch {
	case i.Public.ID == kind.PublicAuto:
		name := w.derived(id, "Address")
		w.add(name, newMade(typeElasticIP, id).row("interfaces", kind.FirstInterface).after(attachment).set("Domain", text("vpc")).
			set("Tags", list{tag("Name", exchange.ClipRunes(w.d.NameOf(id), exchange.MaxTagValue))}))
		return getAtt{name, "AllocationId"}
	case w.made[i.Public.ID]:
		return getAtt{w.logical[i.Public.ID], "AllocationId"}
	}
	return text(i.Public.External.AWSID) // others are not made
}

// onlyInterface is the interface of what has one; further ones are listed.
func (w *writer) onlyInterface(id string, p kind.Addressed) kind.Row[kind.Interface] {
	rows := kind.Sorted(p.NetworkInterfaces())
	if len(rows) == 0 {
		return kind.Row[kind.Interface]{Key: kind.FirstInterface, Value: kind.NewInterface(kind.Ref{})}
	}
	for _, row := range rows[1:] {
		w.lose("one-interface", id, "interface", row.Key)
	}
	return rows[0]
}

// natAddress sets the fixed addresses, the lowest first; further ones of a public gateway want Elastic IPs.
func (w *writer) natAddress(m *made, id string, i kind.Interface, isPrivate bool) {
	for _, six := range exchange.SixOf(i) {
		w.lose("nat-six", id, "address", six)
	}
	addresses := exchange.FourOf(i)
	if len(addresses) == 0 {
		return
	}
	m.set("PrivateIpAddress", text(addresses[0]))
	further := list{}
	for _, a := range addresses[1:] {
		if isPrivate {
			further = append(further, text(a))
		} else {
			w.lose("nat-second", id, "address", a)
		}
	}
	if len(further) > 0 {
		m.set("SecondaryPrivateIpAddresses", further)
	}
}

// writeNetworkInterface writes an interface that stands alone.
func writeNetworkInterface(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.NetworkInterface)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	row := w.onlyInterface(id, p)
	i := row.Value
	m := newMade(typeInterface, id).row("interfaces", row.Key).set("SubnetId", w.subnetOf(id, r, i))
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

// writeOutside lists what is not deployed.
func writeOutside(w *writer, id string, _ *design.Resource) { w.remark("outside", id) }
