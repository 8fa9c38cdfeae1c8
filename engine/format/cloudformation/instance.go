package cloudformation

import (
	"net/netip"
	"regexp"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// The template's parameters. Their names are kept from the resources.
const (
	paramImage    = "LatestAmi"
	paramImageARM = "LatestAmiArm64"
	paramKey      = "KeyName"
)

var parameterNames = []string{paramImage, paramImageARM, paramKey}

var (
	imagePattern = regexp.MustCompile(`^ami-[0-9a-f]{8,17}$`)
	typePattern  = regexp.MustCompile(`^[a-z][a-z0-9-]*\.[a-z0-9-]+$`)
	// armType are families whose generation is followed by a g, and the first of them.
	armType = regexp.MustCompile(`^(a1|[a-z]+[0-9]+g[a-z0-9-]*)\.`)
)

func writeInstance(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.Instance)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	m := newMade(typeInstance, id)
	size := p.InstanceType
	if !typePattern.MatchString(size) {
		w.lose("instance-type", id, "value", size)
		size = kind.Get(kind.InstanceKind).New().(*kind.Instance).InstanceType
	}
	m.set("ImageId", w.image(id, p.ImageID, size)).set("InstanceType", text(size))
	if p.KeyName != "" {
		m.set("KeyName", w.keyParameter(w.inert(id, p.KeyName)))
	}
	if p.State == kind.StateStopped {
		w.lose("stopped", id)
	}
	if p.InstanceProfile != "" {
		m.metadata.set("InstanceProfile", text(p.InstanceProfile))
		m.set("IamInstanceProfile", w.profile(id, p.InstanceProfile))
	}
	if p.Role != kind.RoleServer {
		m.metadata.set("Role", text(p.Role))
		w.passOn(m, id, p)
	}
	w.interfaces(m, id, r, p)
	m.set("MetadataOptions", newObject().set("HttpTokens", text("required")))
	w.add(w.logical[id], w.tags(m, id, r))
}

// profile is an instance profile with a role, made once for each name; one that is named by its ARN exists.
func (w *writer) profile(id, name string) value {
	if existing, ok := exchange.ProfileName(name); ok {
		return text(existing)
	}
	return ref(w.once("profile "+name, func() string {
		w.remark("instance-profile", id, "value", name)
		base := strings.TrimSuffix(capital(alphanumeric(name, w.logical[id])), "Role")
		role, profile := unused(exchange.Clip(base+"Role", maxLogical), w.taken), unused(exchange.Clip(base+"Profile", maxLogical), w.taken)
		w.role(role, id, "ec2.amazonaws.com", "AmazonSSMManagedInstanceCore").row("instanceProfile", "role")
		w.add(profile, newMade(typeProfile, id).row("instanceProfile", "profile").set("Roles", list{ref(role)}))
		return profile
	}))
}

// passOn sets a NAT instance up, unless it has an image of its own, which is one already.
func (w *writer) passOn(m *made, id string, p *kind.Instance) {
	if imagePattern.MatchString(p.ImageID) {
		w.remark("nat-image", id)
		return
	}
	w.remark("nat-instance", id)
	m.set("UserData", call{"Base64", list{text(exchange.NATScript)}})
}

// image is the drawn image, else the newest Amazon Linux 2023 for the processor of the type.
func (w *writer) image(id, image, size string) value {
	if imagePattern.MatchString(image) {
		return text(image)
	}
	if image != "" {
		w.lose("image", id, "value", image)
	}
	name, processor := paramImage, "x86_64"
	if armType.MatchString(size) {
		name, processor = paramImageARM, "arm64"
	}
	w.parameters.set(name, newObject().
		set("Type", text("AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>")).
		set("Default", text("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-"+processor)).
		set("AllowedPattern", text("^/aws/service/[A-Za-z0-9/_.-]+$")).
		set("Description", text("Image of the instances without one of their own, by the name of a public parameter ("+processor+")")))
	return ref(name)
}

// keyParameter is a parameter for each key pair that is named.
func (w *writer) keyParameter(key string) value {
	if name, ok := w.keys[key]; ok {
		return ref(name)
	}
	name := paramKey
	if len(w.keys) > 0 {
		name = unused(paramKey, w.taken)
	}
	w.keys[key] = name
	w.parameters.set(name, newObject().
		set("Type", text("AWS::EC2::KeyPair::KeyName")).
		set("Default", text(exchange.ClipRunes(key, exchange.MaxKeyName))).
		set("Description", text("Key pair for SSH")))
	return ref(name)
}

// interfaces are written into the instance while it has one. Several are resources of their own,
// so that routes can lead to each.
func (w *writer) interfaces(m *made, id string, r *design.Resource, p *kind.Instance) {
	rows := kind.Sorted(p.Interfaces)
	if len(rows) == 0 {
		rows = []kind.Row[kind.Interface]{{Key: "", Value: kind.NewInterface(kind.Ref{})}} // AWS makes one
	}
	if len(rows) == 1 {
		i := rows[0].Value
		if rows[0].Key != "" {
			m.metadata.set("Interface", text(rows[0].Key))
		}
		o := newObject().set("DeviceIndex", text("0")).set("SubnetId", w.subnetOf(id, r, i)).
			set("AssociatePublicIpAddress", boolean(w.publicAuto(id, i)))
		w.interfaceBody(o, id, i)
		m.set("NetworkInterfaces", list{o})
		if !i.SourceDestCheck {
			m.set("SourceDestCheck", boolean(false))
		}
		return
	}
	all := list{}
	for n, row := range rows {
		if w.publicAuto(id, row.Value) {
			w.lose("public-of-several", id, "interface", row.Key)
		}
		own := newMade(typeInterface, id).row("interfaces", row.Key).set("SubnetId", w.subnetOf(id, r, row.Value))
		w.interfaceBody(own.props, id, row.Value)
		own.set("SourceDestCheck", boolean(row.Value.SourceDestCheck)).
			set("Tags", list{tag("Name", exchange.ClipRunes(w.d.NameOf(id)+" "+row.Key, exchange.MaxTagValue))})
		name := w.interfaceName(id, row.Key)
		w.add(name, own)
		all = append(all, newObject().set("DeviceIndex", text(itoa(n))).set("NetworkInterfaceId", ref(name)))
	}
	m.set("NetworkInterfaces", all)
}

// interfaceName is the logical id of an interface that is a resource of its own.
func (w *writer) interfaceName(id, key string) string {
	at := id + "." + key
	if w.d.Resources[id].Kind == kind.NetworkInterfaceKind {
		return w.logical[id]
	}
	if w.interfaceNames[at] == "" {
		w.interfaceNames[at] = w.derived(id, "Interface", key)
	}
	return w.interfaceNames[at]
}

func (w *writer) subnetOf(id string, r *design.Resource, i kind.Interface) value {
	if i.Subnet.IsZero() {
		return ref(w.logical[r.Parent])
	}
	if to := w.target(i.Subnet); to != nil {
		return to
	}
	w.lose("interface-subnet", id)
	return ref(w.logical[r.Parent])
}

func (w *writer) publicAuto(id string, i kind.Interface) bool {
	given := i.Public.ID != kind.PublicAuto && i.Public.ID != kind.PublicNone && !i.Public.IsZero()
	if given && !w.made[i.Public.ID] { // an Elastic IP of this template says itself where it belongs
		w.lose("public-address", id)
	}
	return i.Public.ID == kind.PublicAuto
}

// interfaceBody adds groups and fixed private addresses. No group means the VPC's own, which AWS
// gives by itself.
func (w *writer) interfaceBody(o *object, id string, i kind.Interface) {
	groups := list{}
	for _, row := range kind.Sorted(i.Groups) {
		if !w.made[row.Key] || w.d.Ancestor(row.Key, kind.VPCKind) != w.d.Ancestor(id, kind.VPCKind) {
			w.lose("interface-group", id, "group", w.d.NameOf(row.Key))
			continue
		}
		groups = append(groups, w.idOf(row.Key))
	}
	if len(groups) > 0 {
		o.set("GroupSet", groups)
	}
	addresses := w.addresses(o, id, i)
	switch len(addresses) {
	case 0:
	case 1:
		o.set("PrivateIpAddress", text(addresses[0].String()))
	default:
		all := list{}
		for n, a := range addresses {
			all = append(all, newObject().set("PrivateIpAddress", text(a.String())).set("Primary", boolean(n == 0)))
		}
		o.set("PrivateIpAddresses", all)
	}
}

// addresses are the fixed private ones of IPv4 in order; those of IPv6 are set at once.
func (w *writer) addresses(o *object, id string, i kind.Interface) []netip.Addr {
	subnet := i.Subnet.ID
	if i.Subnet.IsZero() {
		subnet = w.d.Resources[id].Parent
	}
	isDual := w.making.IPv6At(subnet)
	four, six := []netip.Addr{}, list{}
	for _, row := range kind.Sorted(i.Addresses) {
		switch a, err := netip.ParseAddr(row.Key); {
		case err == nil && a.Is4():
			four = append(four, a)
		case err == nil && isDual:
			six = append(six, newObject().set("Ipv6Address", text(a.String())))
		default:
			w.lose("address", id, "address", row.Key)
		}
	}
	switch {
	case len(six) > 0:
		o.set("Ipv6Addresses", six)
		if i.IPv6 {
			w.lose("ipv6-both", id)
		}
	case i.IPv6 && isDual:
		o.set("Ipv6AddressCount", number(1))
	case i.IPv6:
		w.lose("address", id, "address", "IPv6")
	}
	slices.SortFunc(four, netip.Addr.Compare)
	return four
}
