package terraform

import (
	"net/netip"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// writeNetworkInterface writes an interface that stands alone.
func writeNetworkInterface(w *writer, id string, r *design.Resource) {
	row := w.onlyInterface(id)
	b := w.resource(typeInterface, w.names[id], id, rowMark(row)...)
	if description := r.Props.(*kind.NetworkInterface).Description; description != "" {
		b.set("description", w.markedDescription(b, id, description))
	}
	if !w.hasElasticIP(id, row.Value) && row.Value.Public.ID == kind.PublicAuto {
		w.lose("public-alone", id)
	}
	w.interfaceBody(b, id, r, row.Value)
	w.tag(b, id, r)
	w.outputID(id, "id")
}

// interfacesOf are the rows of an element that are written, in order. AWS makes an interface where
// none is drawn, and only instances have several.
func (w *writer) interfacesOf(id string) []kind.Row[kind.Interface] {
	rows := kind.Sorted(w.d.Resources[id].Props.(kind.Addressed).NetworkInterfaces())
	switch {
	case len(rows) == 0:
		return []kind.Row[kind.Interface]{{Value: kind.NewInterface(kind.Ref{})}}
	case w.d.Resources[id].Kind != kind.InstanceKind:
		return rows[:1]
	}
	return rows
}

// onlyInterface is the interface of what has one; further ones are listed.
func (w *writer) onlyInterface(id string) kind.Row[kind.Interface] {
	rows := w.interfacesOf(id)
	for _, row := range kind.Sorted(w.d.Resources[id].Props.(kind.Addressed).NetworkInterfaces()) {
		if row.Key != rows[0].Key {
			w.lose("one-interface", id, "interface", row.Key)
		}
	}
	return rows[0]
}

// rowMark is what the mark of a resource says about the interface inside it; nothing where none is
// drawn.
func rowMark(row kind.Row[kind.Interface]) []string {
	if row.Key == "" {
		return nil
	}
	return []string{"interfaces." + row.Key}
}

// further is an interface besides the first.
func (w *writer) further(id string, r *design.Resource, n int, row kind.Row[kind.Interface]) {
	i := row.Value
	b := w.resource(typeInterface, w.interfaceName(id, row.Key), id, "interfaces."+row.Key)
	if !w.hasElasticIP(id, i) && i.Public.ID == kind.PublicAuto {
		w.lose("public-of-several", id, "interface", row.Key)
	}
	w.interfaceBody(b, id, r, i)
	b.put(newBlock("attachment").set("instance", w.attribute(id, "id")).set("device_index", number(n)))
	b.tags = object([]string{"Name"}, []string{exchange.ClipRunes(w.nameOf(id)+" "+row.Key, exchange.MaxTagValue)})
}

// interfaceBody is what every interface says that is a resource of its own.
func (w *writer) interfaceBody(b *block, id string, r *design.Resource, i kind.Interface) {
	b.set("subnet_id", w.subnetOf(id, r, i))
	switch addresses := w.addresses(id, i); len(addresses) {
	case 0:
	case 1:
		b.set("private_ips", texts(addresses))
	default:
		// In a set none would be the first, and so none surely the primary one.
		b.set("private_ip_list_enabled", boolean(true)).set("private_ip_list", texts(addresses))
	}
	w.ipv6Addresses(b, id, i)
	b.set("security_groups", w.groups(b, id, i)).set("source_dest_check", boolean(i.SourceDestCheck))
}

func (w *writer) interfaceName(id, key string) string {
	at := id + "." + key
	if w.interfaceNames[at] == "" {
		w.interfaceNames[at] = w.derived(typeInterface, id, keyName(key))
	}
	return w.interfaceNames[at]
}

// interfaceID is the id of an element's interface, the first where key is ""; nil where there is
// none, or none that can be named.
func (w *writer) interfaceID(id, key string) expression {
	return w.interfaceAttribute(id, key, "primary_network_interface_id", "id")
}

// interfaceAttribute is an attribute of an interface, by its names in an instance whose first it is
// and in an interface.
func (w *writer) interfaceAttribute(id, key, ofInstance, ofInterface string) expression {
	drawn := w.interfacesOf(id)
	n := slices.IndexFunc(drawn, func(row kind.Row[kind.Interface]) bool { return row.Key == key })
	if key == "" {
		n = 0
	}
	switch k := w.d.Resources[id].Kind; {
	case n < 0:
		return ""
	case k == kind.NetworkInterfaceKind:
		return w.attribute(id, ofInterface)
	case k != kind.InstanceKind:
		return ""
	case n == 0:
		return w.attribute(id, ofInstance)
	}
	return ref(typeInterface, w.interfaceName(id, key), ofInterface)
}

func (w *writer) subnetOf(id string, r *design.Resource, i kind.Interface) expression {
	if i.Subnet.IsZero() {
		return w.attribute(r.Parent, "id")
	}
	if to := w.inVPC(i.Subnet, w.d.Ancestor(id, kind.VPCKind)); to != "" {
		return to
	}
	w.lose("interface-subnet", id)
	return w.attribute(r.Parent, "id")
}

// groups are an interface's; none means the VPC's own, which is said outright: an argument that is
// left out would keep what was there before.
func (w *writer) groups(b *block, id string, i kind.Interface) expression {
	vpc := w.d.Ancestor(id, kind.VPCKind)
	groups := []expression{}
	for _, row := range kind.Sorted(i.Groups) {
		if to := w.inVPC(kind.To(row.Key), vpc); to != "" {
			groups = append(groups, to)
			continue
		}
		w.lose("interface-group", id, "group", w.nameOf(row.Key))
	}
	if len(groups) == 0 {
		b.mark("implicit", "groups")
		groups = append(groups, w.defaultGroup(vpc))
	}
	return list(groups...)
}

func (w *writer) defaultGroup(vpc string) expression {
	if own := design.DefaultSecurityGroupID(vpc); w.made[own] {
		return w.attribute(own, "id")
	}
	return ref(typeVPC, w.names[vpc], "default_security_group_id")
}

// addresses are an interface's fixed private ones in order; the lowest is the primary one.
func (w *writer) addresses(id string, i kind.Interface) []string {
	isDual := w.isDual(id, i)
	for _, row := range kind.Sorted(i.Addresses) {
		if a, err := netip.ParseAddr(row.Key); err != nil || a.Is6() && !isDual {
			w.lose("address", id, "address", row.Key)
		}
	}
	return exchange.FourOf(i)
}
