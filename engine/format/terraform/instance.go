package terraform

import (
	"regexp"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

var (
	imagePattern = regexp.MustCompile(`^ami-[0-9a-f]{8,17}$`)
	typePattern  = regexp.MustCompile(`^[a-z][a-z0-9-]*\.[a-z0-9-]+$`)
	// armType are families whose generation is followed by a g, and the first of them.
	armType = regexp.MustCompile(`^(a1|[a-z]+[0-9]+g[a-z0-9-]*)\.`)
)

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
	rows := w.interfacesOf(id)
	image, newest := w.image(id, p.ImageID, size)
	b := w.resource(typeInstance, w.names[id], id, rowMark(rows[0])...).set("ami", image).set("instance_type", text(size))
	if p.KeyName != "" {
		b.set("key_name", w.keyName(p.KeyName))
	}
	if newest {
		b.ignored = []string{"ami"} // the next image is no reason to replace a server
	}
	w.primary(b, id, r, rows[0].Value)
	if p.InstanceProfile != "" {
		b.mark("profile", p.InstanceProfile).set("iam_instance_profile", w.profile(id, p.InstanceProfile))
	}
	if p.Role != kind.RoleServer {
		b.mark("role", p.Role)
		w.passOn(b, id, p)
	}
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

// primary says outright what AWS would otherwise take from the subnet or the VPC.
func (w *writer) primary(b *block, id string, r *design.Resource, i kind.Interface) {
	b.set("subnet_id", w.subnetOf(id, r, i))
	addresses := w.addresses(id, i)
	if len(addresses) > 0 {
		b.set("private_ip", text(addresses[0]))
	}
	if len(addresses) > 1 {
		b.set("secondary_private_ips", texts(addresses[1:]))
	}
	w.ipv6Addresses(b, id, i)
	// Under an Elastic IP the argument would read true at AWS, and any value replace the instance.
	if !w.hasElasticIP(id, i) {
		b.set("associate_public_ip_address", boolean(i.Public.ID == kind.PublicAuto))
	}
	b.set("vpc_security_group_ids", w.groups(b, id, i)).set("source_dest_check", boolean(i.SourceDestCheck))
}
