package terraform

import (
	"net/netip"
	"regexp"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

var (
	imagePattern = regexp.MustCompile(`^ami-[0-9a-f]{8,17}$`)
	typePattern  = regexp.MustCompile(`^[a-z][a-z0-9-]*\.[a-z0-9-]+$`)
	// armType are families whose generation is followed by a g, and the first of them.
	armType = regexp.MustCompile(`^(a1|[a-z]+[0-9]+g[a-z0-9-]*)\.`)
)

// maxKeyName is AWS's limit of a key pair's name.
const maxKeyName = 255

// writeInstance keeps the first interface inside the instance: only that one may get a public
// address by itself. The others are attached to it.
func writeInstance(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.Instance)
	size := p.InstanceType
	if !typePattern.MatchString(size) {
		w.lose("instance-type", id, "value", size)
		size = kind.Get(kind.InstanceKind).New().(*kind.Instance).InstanceType
	}
	if p.State == kind.StateStopped {
		w.lose("stopped", id)
	}
	rows := w.interfaces(p)
	image, newest := w.image(id, p.ImageID, size)
	mark := []string{}
	if rows[0].Key != "" {
		mark = append(mark, "interfaces."+rows[0].Key)
	}
	b := w.resource(typeInstance, w.names[id], id, mark...).set("ami", image).set("instance_type", text(size))
	if p.KeyName != "" {
		b.set("key_name", w.keyName(p.KeyName))
	}
	if newest {
		b.ignored = []string{"ami"} // the next image is no reason to replace a server
	}
	w.primary(b, id, r, rows[0].Value)
	b.put(newBlock("metadata_options").set("http_tokens", text("required")))
	b.put(newBlock("root_block_device").set("encrypted", boolean(true)))
	w.tag(b, id, r)
	for n, row := range rows[1:] {
		w.further(id, r, n+1, row)
	}
	w.outputID(id, "id")
	if rows[0].Value.Public.ID == kind.PublicAuto {
		w.outputID(id, "public_ip")
	}
}

// interfaces are the rows in order; AWS makes one where none is drawn.
func (w *writer) interfaces(p *kind.Instance) []kind.Row[kind.Interface] {
	if len(p.Interfaces) == 0 {
		return []kind.Row[kind.Interface]{{Value: kind.NewInterface(kind.Ref{})}}
	}
	return kind.Sorted(p.Interfaces)
}

// primary says outright what AWS would otherwise take from the subnet or the VPC.
func (w *writer) primary(b *block, id string, r *design.Resource, i kind.Interface) {
	b.set("subnet_id", w.subnetOf(id, r, i))
	addresses := w.addresses(id, i)
	if len(addresses) > 0 {
		b.set("private_ip", addresses[0])
	}
	if len(addresses) > 1 {
		b.set("secondary_private_ips", list(addresses[1:]...))
	}
	// Under an Elastic IP the argument would read true at AWS, and any value replace the instance.
	if !w.hasElasticIP(id, i) {
		b.set("associate_public_ip_address", boolean(i.Public.ID == kind.PublicAuto))
	}
	b.set("vpc_security_group_ids", w.groups(b, id, i)).set("source_dest_check", boolean(i.SourceDestCheck))
}

// further is an interface besides the first.
func (w *writer) further(id string, r *design.Resource, n int, row kind.Row[kind.Interface]) {
	i := row.Value
	b := w.resource(typeInterface, w.interfaceName(id, row.Key), id, "interfaces."+row.Key)
	if !w.hasElasticIP(id, i) && i.Public.ID == kind.PublicAuto {
		w.lose("public-of-several", id, "interface", row.Key)
	}
	b.set("subnet_id", w.subnetOf(id, r, i))
	switch addresses := w.addresses(id, i); len(addresses) {
	case 0:
	case 1:
		b.set("private_ips", list(addresses...))
	default:
		// In a set none would be the first, and so none surely the primary one.
		b.set("private_ip_list_enabled", boolean(true)).set("private_ip_list", list(addresses...))
	}
	b.set("security_groups", w.groups(b, id, i)).set("source_dest_check", boolean(i.SourceDestCheck))
	b.put(newBlock("attachment").set("instance", w.attribute(id, "id")).set("device_index", number(n)))
	b.tags = object([]string{"Name"}, []string{clipRunes(w.nameOf(id)+" "+row.Key, maxTagValue)})
}

func (w *writer) interfaceName(id, key string) string {
	at := id + "." + key
	if w.interfaceNames[at] == "" {
		w.interfaceNames[at] = w.derived(typeInterface, id, keyName(key))
	}
	return w.interfaceNames[at]
}

// interfaceID is the id of an instance's interface, the first where key is ""; nil where there is none.
func (w *writer) interfaceID(id string, p *kind.Instance, key string) tokens {
	first := w.interfaces(p)[0].Key
	if key == "" || key == first {
		return w.attribute(id, "primary_network_interface_id")
	}
	if _, ok := p.Interfaces[key]; !ok {
		return nil
	}
	return ref(typeInterface, w.interfaceName(id, key), "id")
}

func (w *writer) subnetOf(id string, r *design.Resource, i kind.Interface) tokens {
	if i.Subnet.IsZero() {
		return w.attribute(r.Parent, "id")
	}
	if to := w.inVPC(i.Subnet, w.d.Ancestor(id, kind.VPCKind)); to != nil {
		return to
	}
	w.lose("interface-subnet", id)
	return w.attribute(r.Parent, "id")
}

// groups are an interface's; none means the VPC's own, which is said outright: an argument that is
// left out would keep what was there before.
func (w *writer) groups(b *block, id string, i kind.Interface) tokens {
	vpc := w.d.Ancestor(id, kind.VPCKind)
	groups := []tokens{}
	for _, row := range kind.Sorted(i.Groups) {
		if to := w.inVPC(kind.To(row.Key), vpc); to != nil {
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

func (w *writer) defaultGroup(vpc string) tokens {
	if own := design.DefaultSecurityGroupID(vpc); w.made[own] {
		return w.attribute(own, "id")
	}
	return ref(typeVPC, w.names[vpc], "default_security_group_id")
}

// addresses are an interface's fixed private ones in order; the lowest is the primary one.
func (w *writer) addresses(id string, i kind.Interface) []tokens {
	found := []netip.Addr{}
	for _, row := range kind.Sorted(i.Addresses) {
		a, err := netip.ParseAddr(row.Key)
		if err != nil || !a.Is4() {
			w.lose("address", id, "address", row.Key)
			continue
		}
		found = append(found, a)
	}
	slices.SortFunc(found, netip.Addr.Compare)
	literals := []tokens{}
	for _, a := range found {
		literals = append(literals, text(a.String()))
	}
	return literals
}
