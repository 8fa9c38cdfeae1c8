package terraform

import (
	"fmt"
	"net/netip"
	"regexp"
	"strings"

	"vpcanvas/engine/kind"
)

func (r *reader) vpc(e *drawing) {
	p, it := e.res.Props.(*kind.VPC), e.item
	p.CIDR = prefixOf(it.args["cidr_block"])
	if !p.CIDR.IsValid() {
		r.lose("unknown-block", e.id, "value", shown(it.args["cidr_block"]))
	}
	p.EnableDNSSupport = it.yes("enable_dns_support", true)
	p.EnableDNSHostnames = it.yes("enable_dns_hostnames", it.typ == "aws_default_vpc")
	if it.text("instance_tenancy") == kind.TenancyDedicated {
		p.Tenancy = kind.TenancyDedicated
	}
	six := prefixOf(it.args["ipv6_cidr_block"])
	if six.IsValid() || it.yes("assign_generated_ipv6_cidr_block", false) || it.is("ipv6_ipam_pool_id") && it.args["ipv6_ipam_pool_id"] != "" {
		key := it.rowKey("ipv6Cidrs")
		if key == "" {
			key = "amazon"
		}
		p.IPv6CIDRs[key] = kind.Block{CIDR: six}
	}
}

// props is the properties of the element that a value names, where it is one of a kind.
func props[T kind.Props](r *reader, v any) (id string, p T, ok bool) {
	id = r.element(v)
	if e := r.elements[id]; e != nil {
		p, ok = e.res.Props.(T)
	}
	return id, p, ok
}

// about is props of the element that a resource of its own is about. It says so where the files lack it.
func about[T kind.Props](r *reader, it *item, argument string) (id string, p T, ok bool) {
	id, p, ok = props[T](r, it.args[argument])
	if !ok {
		r.missing(it, it.args[argument])
	}
	return id, p, ok
}

// missing says that a resource is about something that the files do not have.
func (r *reader) missing(it *item, v any) {
	r.lose("part", "", "address", it.address, "value", shown(v))
}

func (r *reader) vpcBlock(it *item) {
	id, p, ok := about[*kind.VPC](r, it, "vpc_id")
	block := prefixOf(it.args["cidr_block"])
	switch {
	case !ok:
	case !block.IsValid():
		r.lose("unknown-block", id, "value", shown(it.args["cidr_block"]))
	default:
		p.SecondaryCIDRs[rowOf(it.body, "secondaryCidrs", block.String())] = kind.VPCBlock{CIDR: block}
	}
}

func (r *reader) vpcSix(it *item) {
	_, p, ok := about[*kind.VPC](r, it, "vpc_id")
	if !ok {
		return
	}
	p.IPv6CIDRs[rowOf(it.body, "ipv6Cidrs", it.address)] = kind.Block{CIDR: prefixOf(it.args["ipv6_cidr_block"])}
}

func (r *reader) subnet(e *drawing) {
	p, it := e.res.Props.(*kind.Subnet), e.item
	p.CIDR = prefixOf(it.args["cidr_block"])
	if !p.CIDR.IsValid() {
		r.lose("unknown-block", e.id, "value", shown(it.args["cidr_block"]))
	}
	p.AvailabilityZone = r.zoneOf(e)
	p.MapPublicIPOnLaunch = it.yes("map_public_ip_on_launch", it.typ == "aws_default_subnet")
	p.AssignIPv6AddressOnCreation = it.yes("assign_ipv6_address_on_creation", false)
	switch v := it.args["ipv6_cidr_block"].(type) {
	case called: // a place in the block that Amazon picks
		if n, ok := placeInBlock(v); ok {
			p.IPv6Index = fmt.Sprintf("%02x", n)
		} else {
			r.lose("unknown-block", e.id, "value", shown(v))
		}
	case string:
		p.IPv6CIDR = prefixOf(v)
	case nil:
	default:
		r.lose("unknown-block", e.id, "value", shown(v))
	}
}

// placeInBlock reads cidrsubnet(BLOCK, 8, n) of a block that is not known.
func placeInBlock(v called) (int, bool) {
	if v.name != "cidrsubnet" || len(v.args) != 3 {
		return 0, false
	}
	bits, ok := intOf(v.args[1])
	n, also := intOf(v.args[2])
	return n, ok && also && bits == amazonBits && n >= 0 && n < 1<<amazonBits
}

var (
	zonePattern = regexp.MustCompile(`^([a-z]{2,4}(-[a-z]+)+-[0-9]{1,2})[a-z]$`)
	zoneNumber  = regexp.MustCompile(`^names\.([0-9]+)$`)
)

// zoneOf is a subnet's zone. The n-th of the zones that a data source lists is taken for the n-th letter.
func (r *reader) zoneOf(e *drawing) string {
	region := r.regionOf(e.id)
	switch v := e.item.args["availability_zone"].(type) {
	case string:
		if parts := zonePattern.FindStringSubmatch(v); parts != nil && region != nil && region.Region == "" && e.item.id() == "" {
			region.Region = parts[1]
		}
		return v
	case reference:
		parts := zoneNumber.FindStringSubmatch(v.path)
		if strings.HasPrefix(v.address, "data.aws_availability_zones.") && parts != nil && region != nil {
			if n, ok := intOf(parts[1]); ok && n < 26 {
				return region.Region + string(rune('a'+n))
			}
		}
		r.remark("unknown-zone", e.id, "value", shown(v))
	case partial:
		_, letter, ok := strings.Cut(string(v), "}")
		if region != nil && ok && len(letter) == 1 && isLower(letter[0]) && region.Region != "" {
			return region.Region + letter
		}
		r.remark("unknown-zone", e.id, "value", shown(v))
	case nil:
	default:
		r.remark("unknown-zone", e.id, "value", shown(v))
	}
	return ""
}

// regionOf is the account and region in which an element lies.
func (r *reader) regionOf(id string) *kind.Scope {
	for range maxUp {
		e := r.elements[id]
		if e == nil {
			return nil
		}
		if p, ok := e.res.Props.(*kind.Scope); ok {
			return p
		}
		id = e.res.Parent
	}
	return nil
}

func (r *reader) internetGateway(e *drawing) {
	e.res.Props.(*kind.InternetGateway).VPC = r.ref(e.id, e.item.args["vpc_id"], kind.VPCKind)
}

func (r *reader) attachGateway(it *item) {
	if _, p, ok := about[*kind.InternetGateway](r, it, "internet_gateway_id"); ok {
		p.VPC = r.ref("", it.args["vpc_id"], kind.VPCKind)
	}
}

// natGateway reads all but its Elastic IP, which has a step of its own.
func (r *reader) natGateway(e *drawing) {
	p, it := e.res.Props.(*kind.NATGateway), e.item
	if it.text("connectivity_type") == kind.ConnectivityPrivate {
		p.Connectivity = kind.ConnectivityPrivate
	}
	key := r.firstRow(it)
	p.Interfaces = map[string]kind.Interface{}
	if key == "" {
		return
	}
	i := kind.NewInterface(kind.Ref{})
	for _, a := range append(textsOf(it.list("private_ip")), textsOf(it.list("secondary_private_ip_addresses"))...) {
		addAddress(&i, a)
	}
	if p.Connectivity == kind.ConnectivityPublic {
		i.Public = kind.To(kind.PublicAuto)
	}
	p.Interfaces[key] = i
}

// firstRow is the key of the interface inside a resource. One that was drawn without an interface has none.
func (r *reader) firstRow(it *item) string {
	if key := it.rowKey("interfaces"); key != "" {
		return key
	}
	if it.id() != "" {
		return ""
	}
	return kind.FirstInterface
}

func addAddress(i *kind.Interface, s string) {
	if a, err := netip.ParseAddr(s); err == nil {
		i.Addresses[a.String()] = true
	}
}

// isOfNAT tells the address that was written with a NAT gateway that has none of its own.
func (r *reader) isOfNAT(it *item) bool { return it.rowKey("interfaces") != "" }

// addressOfNAT gives a public NAT gateway its address.
func (r *reader) addressOfNAT(it *item) {
	id, p, ok := props[*kind.NATGateway](r, reference{address: it.address})
	allocation := it.args["allocation_id"]
	if !ok || p.Connectivity == kind.ConnectivityPrivate || allocation == nil || allocation == "" {
		return
	}
	for _, row := range kind.Sorted(p.Interfaces) { // it has one
		row.Value.Public = kind.To(kind.PublicAuto)
		if to, _ := r.find(allocation); to == nil || !r.isOfNAT(to) {
			row.Value.Public = r.ref(id, allocation, kind.ElasticIPKind)
		}
		p.Interfaces[row.Key] = row.Value
	}
}

func (r *reader) vpnGateway(e *drawing) {
	p := e.res.Props.(*kind.VPNGateway)
	p.VPC = r.ref(e.id, e.item.args["vpc_id"], kind.VPCKind)
	p.ASN = e.item.number("amazon_side_asn", 0)
}

func (r *reader) attachVPN(it *item) {
	if _, p, ok := about[*kind.VPNGateway](r, it, "vpn_gateway_id"); ok {
		p.VPC = r.ref("", it.args["vpc_id"], kind.VPCKind)
	}
}
