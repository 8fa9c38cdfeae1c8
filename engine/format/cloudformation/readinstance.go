package cloudformation

import (
	"net/netip"
	"regexp"
	"strings"

	"vpcanvas/engine/kind"
)

var readInstance = []reading{{typ: typeInstance, is: always, parent: instanceParent, fill: fillInstance}}

// ties finds the interfaces that are resources of their own but belong to an instance.
func (r *reader) ties(s *stack) {
	tie := func(instance *source, v any) {
		if of, _ := r.found(v); of != nil && of.typ == typeInterface && instance != nil && r.tied[of] == nil {
			r.tied[of] = instance
			of.read = true
		}
	}
	for _, src := range s.order {
		switch src.typ {
		case typeInstance:
			for _, item := range src.items("NetworkInterfaces") {
				tie(src, get(item, "NetworkInterfaceId"))
			}
		case typeInterfaceAttachment:
			instance, _ := r.found(src.prop("InstanceId"))
			src.read = instance != nil && instance.typ == typeInstance
			if src.read {
				tie(instance, src.prop("NetworkInterfaceId"))
				r.index.attached[instance] = append(r.index.attached[instance], src)
			}
		}
	}
}

const typeInterfaceAttachment = "AWS::EC2::NetworkInterfaceAttachment"

// leg is one interface of an instance as its template says it: inside the instance, or as a resource.
type leg struct {
	get   func(property string) any
	of    *source
	index int
}

// legs are the instance's interfaces in the order of their places.
func (src *source) legs() []leg {
	all := []leg{}
	seen := map[*source]bool{}
	for n, item := range src.items("NetworkInterfaces") {
		index := numberOr(get(item, "DeviceIndex"), n)
		if of, _ := src.reader.found(get(item, "NetworkInterfaceId")); of != nil && of.typ == typeInterface {
			seen[of] = true
			all = append(all, leg{of.prop, of, index})
			continue
		}
		all = append(all, leg{func(p string) any { return get(item, p) }, nil, index})
	}
	if len(all) == 0 {
		all = append(all, leg{src.prop, nil, 0}) // the instance's own properties say it
	}
	for _, other := range src.reader.index.attached[src] {
		if of, _ := src.reader.found(other.prop("NetworkInterfaceId")); of != nil && src.reader.tied[of] == src && !seen[of] {
			seen[of] = true
			all = append(all, leg{of.prop, of, numberOr(other.prop("DeviceIndex"), len(all))})
		}
	}
	return all
}

// key is the row of a leg.
func (src *source) legKey(l leg) string {
	key := ""
	if l.of != nil {
		key, _ = strings.CutPrefix(l.of.metaText("Row"), "interfaces.")
	} else {
		key = src.metaText("Interface")
	}
	if keyPattern.MatchString(key) {
		return key
	}
	return "eth" + itoa(l.index)
}

// interfaceOf is the row of an interface that is a resource of its own.
func (src *source) interfaceOf(of *source) string {
	for _, l := range src.legs() {
		if l.of == of {
			return src.legKey(l)
		}
	}
	return ""
}

func instanceParent(src *source) string {
	for _, l := range src.legs() {
		if id := src.subnetOf(l.get("SubnetId")); id != "" {
			return id
		}
	}
	if src.own {
		return src.anySubnetOf()
	}
	return ""
}

func fillInstance(src *source) {
	p := propsOf[*kind.Instance](src)
	if size := shown(src.text("InstanceType")); size != "" {
		p.InstanceType = size
	}
	if image := src.text("ImageId"); imagePattern.MatchString(image) {
		p.ImageID = image
	}
	p.KeyName = shown(src.text("KeyName"))
	p.InstanceProfile = src.profileName()
	if src.metaText("Role") == kind.RoleNAT || !src.own && src.looksLikeNAT() {
		p.Role = kind.RoleNAT
	}
	legs := src.legs()
	if src.own && len(legs) == 1 && legs[0].of == nil && src.metaText("Interface") == "" {
		return // drawn without an interface
	}
	parent := src.reader.d.Resources[src.id].Parent
	for _, l := range legs {
		i := src.iface(l, parent, len(legs) == 1)
		if len(legs) == 1 && src.prop("SourceDestCheck") != nil {
			i.SourceDestCheck = src.flag("SourceDestCheck", true)
		}
		p.Interfaces[free(p.Interfaces, src.legKey(l))] = i
	}
}

// iface reads a leg. AWS gives a public address by itself to an instance's only interface, as the
// interface or else the subnet says.
func (src *source) iface(l leg, parent string, only bool) kind.Interface {
	i := kind.NewInterface(kind.Ref{})
	if subnet := src.placeIn(l.get("SubnetId")); subnet.ID != parent {
		i.Subnet = subnet
	}
	groups := l.get("GroupSet")
	if groups == nil && l.of == nil {
		groups = l.get("SecurityGroupIds")
	}
	if groups == nil && l.of == nil {
		groups = l.get("SecurityGroups")
	}
	i.Groups = src.groups(groups)
	i.SourceDestCheck = l.of == nil || l.of.flag("SourceDestCheck", true)
	src.legAddresses(&i, l)
	if !only || l.of != nil {
		return i
	}
	at, _ := src.reader.d.Resources[parent].Props.(*kind.Subnet)
	automatic := l.get("AssociatePublicIpAddress")
	if isTrue(automatic) || automatic == nil && at != nil && at.MapPublicIPOnLaunch && !src.own {
		i.Public = kind.To(kind.PublicAuto)
	}
	return i
}

// legAddresses are the fixed private addresses, and an IPv6 address that AWS picks.
func (src *source) legAddresses(i *kind.Interface, l leg) {
	src.address(i, l.get("PrivateIpAddress"))
	for _, item := range asList(l.get("PrivateIpAddresses")) {
		src.address(i, get(item, "PrivateIpAddress"))
	}
	for _, item := range asList(l.get("Ipv6Addresses")) {
		src.address(i, get(item, "Ipv6Address"))
	}
	i.IPv6 = numberOr(l.get("Ipv6AddressCount"), 0) > 0
	subnet := i.Subnet.ID
	if subnet == "" {
		subnet = src.reader.d.Resources[src.id].Parent
	}
	at, ok := src.reader.d.Resources[subnet].Props.(*kind.Subnet)
	if ok && at.AssignIPv6AddressOnCreation && at.HasIPv6() && !src.own {
		i.IPv6 = true
	}
}

func (src *source) address(i *kind.Interface, v any) {
	text := joined(v, "")
	if text == "" {
		return
	}
	a, err := netip.ParseAddr(strings.TrimSpace(text))
	if err != nil {
		src.reader.lose("block", src.id, "element", src.logical, "value", text)
		return
	}
	i.Addresses[a.String()] = true
}

var natWords = regexp.MustCompile(`(?i)(^|[^a-z])nat([^a-z]|$)|NAT`)

// looksLikeNAT tells a NAT instance: it takes packets that are not its own, and its script or name says so.
func (src *source) looksLikeNAT() bool {
	legs := src.legs()
	unchecked := !src.flag("SourceDestCheck", true)
	for _, l := range legs {
		unchecked = unchecked || l.of != nil && !l.of.flag("SourceDestCheck", true)
	}
	isNAT := unchecked && (strings.Contains(src.text("UserData"), "MASQUERADE") || natWords.MatchString(src.logical) || natWords.MatchString(src.reader.d.Resources[src.id].Name))
	if isNAT {
		src.reader.remark("nat-role", src.id, "element", src.logical)
	}
	return isNAT
}

// profileName is the role that an instance runs with.
func (src *source) profileName() string {
	if drawn, ok := src.meta.values["InstanceProfile"].(string); ok {
		return drawn
	}
	v := src.prop("IamInstanceProfile")
	if of, _ := src.reader.found(v); of != nil {
		of.read = true
		if name := of.text("InstanceProfileName"); name != "" {
			return shown(name)
		}
		return of.logical
	}
	return shown(joined(v, ""))
}

var readElasticIP = []reading{
	// One with a row came along with a NAT gateway.
	{typ: typeElasticIP, is: func(src *source) bool { return src.metaText("Row") == "" }, parent: inScope, fill: fillElasticIP},
	{typ: typeAddressAssociation, fill: fillAddressAssociation},
}

func fillElasticIP(src *source) {
	if v := src.prop("InstanceId"); v != nil {
		src.giveTo(kind.To(src.id), v, nil)
	}
}

func fillAddressAssociation(src *source) {
	address := src.to(src.prop("AllocationId"), kind.ElasticIPKind)
	if src.prop("AllocationId") == nil {
		address = src.to(src.prop("EIP"), kind.ElasticIPKind)
	}
	if address.IsZero() {
		src.reader.lose("joins-nothing", "", "element", src.logical, "type", src.typ)
		return
	}
	src.giveTo(address, src.prop("InstanceId"), src.prop("NetworkInterfaceId"))
}

// giveTo makes an address the public one of an interface.
func (src *source) giveTo(address kind.Ref, instance, network any) {
	r := src.reader
	of, _ := r.found(instance)
	key := ""
	if of == nil {
		of, _ = r.found(network)
		if tied := r.tied[of]; of != nil && tied != nil {
			key = tied.interfaceOf(of)
			of = tied
		}
	}
	var p kind.Addressed
	if of != nil && (of.kind == kind.InstanceKind || of.kind == kind.NetworkInterfaceKind) {
		p, _ = r.d.Resources[of.id].Props.(kind.Addressed)
	}
	switch {
	case p != nil:
	case src.id != "":
		r.lose("empty", src.id, "element", src.logical, "property", "InstanceId")
		return
	default:
		r.lose("joins-nothing", "", "element", src.logical, "type", src.typ)
		return
	}
	rows := p.NetworkInterfaces()
	if key == "" {
		for _, row := range kind.Sorted(rows)[:min(1, len(rows))] {
			key = row.Key
		}
	}
	if i, ok := rows[key]; ok {
		i.Public = address
		rows[key] = i
	}
}

var readNetworkInterface = []reading{{
	typ: typeInterface, is: func(src *source) bool { return src.reader.tied[src] == nil },
	parent: inSubnet, fill: fillNetworkInterface,
}}

func fillNetworkInterface(src *source) {
	p := propsOf[*kind.NetworkInterface](src)
	p.Description = shown(src.text("Description"))
	if description, kept := src.meta.values["Description"].(string); kept {
		p.Description = description
	}
	key := src.row("interfaces")
	if !src.own {
		key = kind.FirstInterface
	}
	l := leg{src.prop, src, 0}
	clear(p.Interfaces)
	p.Interfaces[key] = src.iface(l, src.reader.d.Resources[src.id].Parent, false)
}

var readNATGateway = []reading{
	{
		typ: typeNATGateway, is: always, parent: inSubnet, fill: fillNATGateway,
	},
	// The address that a gateway of ours brought along is its automatic one.
	{typ: typeElasticIP, fill: func(*source) {}},
}

func fillNATGateway(src *source) {
	p := propsOf[*kind.NATGateway](src)
	if src.text("ConnectivityType") == kind.ConnectivityPrivate {
		p.Connectivity = kind.ConnectivityPrivate
	}
	key := src.metaText("Interface")
	if !keyPattern.MatchString(key) {
		key = kind.FirstInterface
	}
	i := kind.NewInterface(kind.Ref{})
	src.address(&i, src.prop("PrivateIpAddress"))
	for _, item := range src.items("SecondaryPrivateIpAddresses") {
		src.address(&i, item)
	}
	switch v := src.prop("AllocationId"); {
	case p.Connectivity == kind.ConnectivityPrivate:
	case v == nil:
		i.Public = kind.To(kind.PublicAuto) // AWS takes none without: what gives it is not in the template
	default:
		i.Public = src.allocated(v)
	}
	clear(p.Interfaces)
	p.Interfaces[key] = i
}

// allocated is the Elastic IP of a NAT gateway; one that came along with it is its automatic address.
func (src *source) allocated(v any) kind.Ref {
	of, _ := src.reader.found(v)
	if of != nil && of.id == "" {
		return kind.To(kind.PublicAuto)
	}
	if to := src.to(v, kind.ElasticIPKind); !to.IsZero() {
		return to
	}
	return kind.To(kind.PublicAuto)
}
