package terraform

import (
	"fmt"
	"strings"

	"vpcanvas/engine/kind"
)

// subnetOfInstance is where an instance's first interface lives.
func subnetOfInstance(r *reader, it *item) string {
	if v := it.args["subnet_id"]; v != nil && v != "" {
		if id := r.element(v); id != "" {
			return id
		}
	}
	for _, a := range r.attachments(it) {
		if a.index == 0 {
			return r.element(a.item.args["subnet_id"])
		}
	}
	return ""
}

// An attachment is an interface of its own resource at an instance.
type attachment struct {
	item  *item
	index int
}

// findAttachments lists the interfaces that are attached to each instance, in the order of the files.
func (r *reader) findAttachments() {
	r.attached, r.isRow = map[*item][]attachment{}, map[*item]bool{}
	add := func(it, eni *item, index int) {
		if it != nil && eni != nil && it.typ == typeInstance && !r.isRow[eni] {
			r.attached[it] = append(r.attached[it], attachment{eni, index})
			r.isRow[eni] = true
		}
	}
	for _, it := range r.byType[typeInstance] {
		for _, name := range []string{"network_interface", "primary_network_interface"} {
			for _, b := range it.blocks(name) {
				add(it, r.ofType(b.args["network_interface_id"], typeInterface), b.number("device_index", 0))
			}
		}
	}
	for _, eni := range r.byType[typeInterface] {
		for _, b := range eni.blocks("attachment") {
			to, _ := r.find(b.args["instance"])
			add(to, eni, b.number("device_index", 1))
		}
	}
	for _, a := range r.byType["aws_network_interface_attachment"] {
		to, _ := r.find(a.args["instance_id"])
		add(to, r.ofType(a.args["network_interface_id"], typeInterface), a.number("device_index", 1))
	}
}

// attachments are the interfaces of an instance that are resources of their own.
func (r *reader) attachments(it *item) []attachment {
	if r.attached == nil {
		r.findAttachments()
	}
	return r.attached[it]
}

// isAttached tells an interface that is a row of an instance which is in the design.
func (r *reader) isAttached(eni *item) bool {
	if r.attached == nil {
		r.findAttachments()
	}
	return r.isRow[eni]
}

// instance reads an instance with all its interfaces.
func (r *reader) instance(e *drawing) {
	p, it := e.res.Props.(*kind.Instance), e.item
	if size := it.text("instance_type"); size != "" {
		p.InstanceType = size
	}
	if image := it.text("ami"); strings.HasPrefix(image, "ami-") {
		p.ImageID = image
	}
	p.KeyName = it.text("key_name")
	if it.text("instance_state") == kind.StateStopped {
		p.State = kind.StateStopped
	}
	p.InstanceProfile = it.text("iam_instance_profile")
	if to := r.ofType(it.args["iam_instance_profile"], typeProfile); p.InstanceProfile == "" && to != nil {
		p.InstanceProfile = to.name
	}
	if whole, ok := it.mark("profile"); ok && len(whole) > 0 {
		p.InstanceProfile = whole[0]
	}
	if it.marked("role") == kind.RoleNAT {
		p.Role = kind.RoleNAT
	}
	attached := r.attachments(it)
	primary := r.firstRow(it)
	for _, a := range attached {
		if a.index == 0 {
			primary = "" // the first interface is a resource of its own
		}
	}
	if primary != "" {
		i := r.primaryOf(e)
		p.Interfaces[primary] = i
		r.knowAddresses(interfaceAt{e.id, primary}, i)
		r.interfaces[it.address] = interfaceAt{e.id, primary}
	}
	for _, a := range attached {
		key := a.item.rowKey("interfaces")
		if key == "" {
			key = fmt.Sprintf("eth%d", a.index)
		}
		if _, taken := p.Interfaces[key]; taken {
			continue
		}
		r.interfaces[a.item.address] = interfaceAt{e.id, key}
		if a.index == 0 {
			r.interfaces[it.address] = interfaceAt{e.id, key}
		}
		i := r.interfaceOfItem(e.id, a.item)
		if i.Subnet.ID == e.res.Parent {
			i.Subnet = kind.Ref{}
		}
		p.Interfaces[key] = i
		r.knowAddresses(interfaceAt{e.id, key}, i)
	}
}

// knowAddresses keeps the private addresses of an interface by the VPC in which its element lies; the first one that
// has an address is found by it.
func (r *reader) knowAddresses(at interfaceAt, i kind.Interface) {
	subnet := r.elements[r.elements[at.id].res.Parent]
	for _, row := range kind.Sorted(i.Addresses) {
		key := [2]string{subnet.res.Parent, row.Key}
		if _, taken := r.addresses[key]; !taken {
			r.addresses[key] = at
		}
	}
}

// primaryOf is the interface inside an instance.
func (r *reader) primaryOf(e *drawing) kind.Interface {
	it := e.item
	i := kind.NewInterface(kind.Ref{})
	for _, name := range []string{"private_ip", "secondary_private_ips"} {
		for _, a := range textsOf(it.list(name)) {
			addAddress(&i, a)
		}
	}
	r.sixOf(&i, it)
	i.SourceDestCheck = it.yes("source_dest_check", true)
	automatic := false
	if subnet, ok := r.elements[e.res.Parent].res.Props.(*kind.Subnet); ok {
		automatic = subnet.MapPublicIPOnLaunch
	}
	if it.yes("associate_public_ip_address", automatic) {
		i.Public = kind.To(kind.PublicAuto)
	}
	r.setGroups(i.Groups, e.id, it.body, "vpc_security_group_ids")
	return i
}

func (r *reader) sixOf(i *kind.Interface, it *item) {
	fixed := textsOf(it.list("ipv6_addresses"))
	for _, a := range fixed {
		addAddress(i, a)
	}
	i.IPv6 = len(fixed) == 0 && it.number("ipv6_address_count", 0) > 0
}

// setGroups reads the groups of an interface. A mark says that none was drawn, and so AWS's own is meant.
func (r *reader) setGroups(groups map[string]bool, id string, b *body, argument string) {
	if b.hasMark("implicit", "groups") {
		return
	}
	for _, v := range b.list(argument) {
		if v == nil || v == "" {
			continue
		}
		if group := r.elementOf(v, kind.SecurityGroupKind); group != "" {
			groups[group] = true
			continue
		}
		r.lose("group-outside", id, "value", shown(v))
	}
}

// interfaceOfItem is an interface that is a resource of its own.
func (r *reader) interfaceOfItem(id string, it *item) kind.Interface {
	i := kind.NewInterface(r.ref(id, it.args["subnet_id"], kind.SubnetKind))
	for _, name := range []string{"private_ips", "private_ip_list", "private_ip"} {
		for _, a := range textsOf(it.list(name)) {
			addAddress(&i, a)
		}
	}
	r.sixOf(&i, it)
	i.SourceDestCheck = it.yes("source_dest_check", true)
	r.setGroups(i.Groups, id, it.body, "security_groups")
	return i
}

func (r *reader) networkInterface(e *drawing) {
	p, it := e.res.Props.(*kind.NetworkInterface), e.item
	p.Description = it.text("description")
	if whole, ok := it.mark("description"); ok && len(whole) > 0 {
		p.Description = whole[0]
	}
	key := r.firstRow(it)
	p.Interfaces = map[string]kind.Interface{}
	if key == "" {
		return
	}
	i := r.interfaceOfItem(e.id, it)
	if i.Subnet.ID == e.res.Parent {
		i.Subnet = kind.Ref{}
	}
	p.Interfaces[key] = i
	r.interfaces[it.address] = interfaceAt{e.id, key}
	r.knowAddresses(interfaceAt{e.id, key}, i)
}

// interfaceOf is the interface that a value names: by its own id, or by that of the instance whose first it is.
func (r *reader) interfaceOf(v any) (interfaceAt, bool) {
	it, _ := r.find(v)
	if it == nil {
		return interfaceAt{}, false
	}
	at, ok := r.interfaces[it.address]
	return at, ok
}

// change rewrites one interface of an element.
func (r *reader) change(at interfaceAt, with func(*kind.Interface)) bool {
	e := r.elements[at.id]
	if e == nil {
		return false
	}
	var rows map[string]kind.Interface
	switch p := e.res.Props.(type) {
	case *kind.Instance:
		rows = p.Interfaces
	case *kind.NetworkInterface:
		rows = p.Interfaces
	}
	i, ok := rows[at.key]
	if ok {
		with(&i)
		rows[at.key] = i
	}
	return ok
}

func (r *reader) elasticIP(*drawing) {}

// associate ties an Elastic IP to an interface: by itself, or by a resource between the two.
func (r *reader) associate(it *item) {
	address := r.elementOf(reference{address: it.address}, kind.ElasticIPKind)
	if it.typ != typeElasticIP {
		address = r.elementOf(it.args["allocation_id"], kind.ElasticIPKind)
	}
	for _, argument := range []string{"network_interface", "network_interface_id", "instance", "instance_id"} {
		v := it.args[argument]
		if v == nil || v == "" || address == "" {
			continue
		}
		if at, ok := r.interfaceOf(v); ok {
			r.change(at, func(i *kind.Interface) { i.Public = kind.To(address) })
			return
		}
	}
	if it.typ != typeElasticIP {
		r.missing(it, it.args["allocation_id"])
	}
}

// groupOfInterface adds one group to an interface.
func (r *reader) groupOfInterface(it *item) {
	group := r.elementOf(it.args["security_group_id"], kind.SecurityGroupKind)
	at, ok := r.interfaceOf(it.args["network_interface_id"])
	if !ok || group == "" {
		r.missing(it, it.args["network_interface_id"])
		return
	}
	r.change(at, func(i *kind.Interface) { i.Groups[group] = true })
}
