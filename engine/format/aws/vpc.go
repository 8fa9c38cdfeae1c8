package aws

import (
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

type state struct {
	State string `json:"State,omitempty"`
}

// isOver: the block is on its way out, or never came.
func (s *state) isOver() bool {
	return s != nil && (strings.HasPrefix(s.State, "disassociat") || strings.HasPrefix(s.State, "fail"))
}

type cidrAssociation struct {
	AssociationID string `json:"AssociationId,omitempty"`
	CIDR          string `json:"CidrBlock"`
	State         *state `json:"CidrBlockState,omitempty"`
}

type sixAssociation struct {
	AssociationID string `json:"AssociationId,omitempty"`
	CIDR          string `json:"Ipv6CidrBlock"`
	State         *state `json:"Ipv6CidrBlockState,omitempty"`
}

type vpc struct {
	ID        string            `json:"VpcId"`
	Owner     string            `json:"OwnerId,omitempty"`
	CIDR      string            `json:"CidrBlock"`
	Blocks    []cidrAssociation `json:"CidrBlockAssociationSet"`
	Six       []sixAssociation  `json:"Ipv6CidrBlockAssociationSet,omitempty"`
	Tenancy   string            `json:"InstanceTenancy,omitempty"`
	IsDefault bool              `json:"IsDefault"`
	State     string            `json:"State,omitempty"`
	Tags      []tag             `json:"Tags"`
}

type onOff struct {
	Value bool `json:"Value"`
}

type vpcAttribute struct {
	ID        string `json:"VpcId"`
	Support   *onOff `json:"EnableDnsSupport,omitempty"`
	Hostnames *onOff `json:"EnableDnsHostnames,omitempty"`
}

type subnetShape struct {
	ID       string           `json:"SubnetId"`
	VPC      string           `json:"VpcId"`
	Owner    string           `json:"OwnerId,omitempty"`
	CIDR     string           `json:"CidrBlock"`
	Six      []sixAssociation `json:"Ipv6CidrBlockAssociationSet,omitempty"`
	Zone     string           `json:"AvailabilityZone"`
	Public   bool             `json:"MapPublicIpOnLaunch"`
	AutoSix  bool             `json:"AssignIpv6AddressOnCreation"`
	State    string           `json:"State,omitempty"`
	Tags     []tag            `json:"Tags"`
	ARN      string           `json:"SubnetArn,omitempty"`
	ZoneName string           `json:"AvailabilityZoneId,omitempty"`
}

type gatewayAttachment struct {
	VPC   string `json:"VpcId"`
	State string `json:"State,omitempty"`
}

type internetGatewayShape struct {
	ID          string              `json:"InternetGatewayId"`
	Owner       string              `json:"OwnerId,omitempty"`
	Attachments []gatewayAttachment `json:"Attachments"`
	Tags        []tag               `json:"Tags"`
}

type egressOnlyShape struct {
	ID          string              `json:"EgressOnlyInternetGatewayId"`
	Attachments []gatewayAttachment `json:"Attachments"`
	Tags        []tag               `json:"Tags"`
}

var (
	vpcs = object("Vpcs", phases[vpc]{
		ids:   func(o *vpc) []named { return only(o.ID, kind.VPCKind) },
		build: readVPC, write: writeVPCs,
	})
	vpcAttributes = object("VpcAttributes", phases[vpcAttribute]{
		index: func(r *reader, _ *scope, o *vpcAttribute) {
			known := r.dns[o.ID]
			if known == nil {
				known = &vpcAttribute{}
				r.dns[o.ID] = known
			}
			if o.Support != nil {
				known.Support = o.Support
			}
			if o.Hostnames != nil {
				known.Hostnames = o.Hostnames
			}
		},
		write: writeVPCAttributes,
	})
	subnets = object("Subnets", phases[subnetShape]{
		ids:   func(o *subnetShape) []named { return only(o.ID, kind.SubnetKind) },
		build: readSubnet, write: writeSubnets,
	})
	internetGateways = object("InternetGateways", phases[internetGatewayShape]{
		ids: func(o *internetGatewayShape) []named { return only(o.ID, kind.InternetGatewayKind) },
		build: func(r *reader, s *scope, o *internetGatewayShape) {
			p := &kind.InternetGateway{}
			for _, a := range o.Attachments {
				p.VPC = r.ref(s, a.VPC, kind.VPCKind)
			}
			r.add(s, o.ID, "", s.id, p, o.Tags)
		},
		write: writeInternetGateways,
	})
	egressOnlyInternetGateways = object("EgressOnlyInternetGateways", phases[egressOnlyShape]{
		ids: func(o *egressOnlyShape) []named { return only(o.ID, kind.EgressOnlyInternetGatewayKind) },
		build: func(r *reader, s *scope, o *egressOnlyShape) {
			at := ""
			for _, a := range o.Attachments {
				at = a.VPC
			}
			if owner, ok := r.owner(s, o.ID, at, kind.VPCKind); ok {
				r.add(s, o.ID, "", owner, &kind.EgressOnlyInternetGateway{}, o.Tags)
			}
		},
		write: func(w *writer) []any {
			return w.each(kind.EgressOnlyInternetGatewayKind, func(id string, res *design.Resource) any {
				return egressOnlyShape{ID: w.id(id), Attachments: []gatewayAttachment{{VPC: w.id(res.Parent), State: "attached"}}, Tags: w.tags(id)}
			})
		},
	})
)

func readVPC(r *reader, s *scope, o *vpc) {
	p := kind.Get(kind.VPCKind).New().(*kind.VPC)
	p.CIDR = r.block(o.ID, o.CIDR)
	for _, b := range o.Blocks {
		if c := r.block(o.ID, b.CIDR); c.IsValid() && c != p.CIDR && !b.State.isOver() {
			addRow(p.SecondaryCIDRs, rowKey(c.String()), kind.VPCBlock{CIDR: c})
		}
	}
	for _, b := range o.Six {
		if !b.State.isOver() {
			addRow(p.IPv6CIDRs, rowKey("six", b.CIDR), kind.Block{CIDR: r.block(o.ID, b.CIDR)})
		}
	}
	if o.Tenancy == kind.TenancyDedicated {
		p.Tenancy = kind.TenancyDedicated
	}
	known := r.dns[o.ID]
	p.EnableDNSHostnames = o.IsDefault
	switch {
	case known == nil:
		r.note("dns-unknown", r.element(s, o.ID), message.Args{"element": o.ID})
	default:
		p.EnableDNSSupport = known.Support == nil || known.Support.Value
		p.EnableDNSHostnames = known.Hostnames != nil && known.Hostnames.Value
	}
	id := r.add(s, o.ID, "", s.id, p, o.Tags)
	if o.IsDefault && id != "" {
		r.defaults[id] = true
	}
}

func readSubnet(r *reader, s *scope, o *subnetShape) {
	owner, ok := r.owner(s, o.ID, o.VPC, kind.VPCKind)
	if !ok {
		return
	}
	p := &kind.Subnet{
		CIDR: r.block(o.ID, o.CIDR), AvailabilityZone: o.Zone, MapPublicIPOnLaunch: o.Public, AssignIPv6AddressOnCreation: o.AutoSix,
	}
	for _, b := range o.Six {
		if b.State.isOver() {
			continue
		}
		if p.IPv6CIDR = r.block(o.ID, b.CIDR); !p.IPv6CIDR.IsValid() {
			p.IPv6Index = strings.TrimPrefix(b.AssociationID, indexPrefix)
		}
	}
	if table := r.tables[o.ID]; table != "" {
		p.RouteTable = r.ref(s, table, kind.RouteTableKind)
	}
	if acl := r.acls[o.ID]; acl != "" {
		if ref := r.ref(s, acl, kind.NetworkACLKind); ref.ID != design.DefaultNetworkACLID(owner) {
			p.NetworkACL = ref
		}
	}
	r.add(s, o.ID, "", owner, p, o.Tags)
}

// indexPrefix begins the association of an IPv6 block that Amazon has not picked yet; its place follows.
const indexPrefix = "subnet-cidr-assoc-"

func writeVPCs(w *writer) []any {
	return w.each(kind.VPCKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.VPC)
		o := vpc{
			ID: w.id(id), Owner: w.account, CIDR: textOf(p.CIDR), Tenancy: p.Tenancy, State: "available", Tags: w.tags(id),
			Blocks: []cidrAssociation{{CIDR: textOf(p.CIDR), State: &state{"associated"}}},
		}
		for _, row := range kind.Sorted(p.SecondaryCIDRs) {
			if !row.Value.CIDR.IsValid() || row.Value.CIDR == p.CIDR {
				w.lose("rule-empty", id, message.Args{"row": row.Key})
				continue
			}
			o.Blocks = append(o.Blocks, cidrAssociation{CIDR: textOf(row.Value.CIDR), State: &state{"associated"}})
		}
		for _, row := range kind.Sorted(p.IPv6CIDRs) {
			o.Six = append(o.Six, sixAssociation{CIDR: textOf(row.Value.CIDR), State: &state{"associated"}})
		}
		return o
	})
}

func writeVPCAttributes(w *writer) []any {
	return w.each(kind.VPCKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.VPC)
		return vpcAttribute{ID: w.id(id), Support: &onOff{p.EnableDNSSupport}, Hostnames: &onOff{p.EnableDNSHostnames}}
	})
}

func writeSubnets(w *writer) []any {
	return w.each(kind.SubnetKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.Subnet)
		o := subnetShape{
			ID: w.id(id), VPC: w.id(res.Parent), Owner: w.account, CIDR: textOf(p.CIDR), Zone: p.AvailabilityZone,
			Public: p.MapPublicIPOnLaunch, AutoSix: p.AssignIPv6AddressOnCreation, State: "available", Tags: w.tags(id),
		}
		switch {
		case p.IPv6CIDR.IsValid():
			o.Six = []sixAssociation{{CIDR: p.IPv6CIDR.String(), State: &state{"associated"}}}
			if p.IPv6Index != "" {
				w.lose("detail", id, message.Args{"what": "ipv6Index"})
			}
		case p.IPv6Index != "":
			o.Six = []sixAssociation{{AssociationID: indexPrefix + p.IPv6Index, State: &state{"associating"}}}
		}
		return o
	})
}

func writeInternetGateways(w *writer) []any {
	return w.each(kind.InternetGatewayKind, func(id string, res *design.Resource) any {
		o := internetGatewayShape{ID: w.id(id), Owner: w.account, Attachments: []gatewayAttachment{}, Tags: w.tags(id)}
		if at := res.Props.(*kind.InternetGateway).VPC; w.leads(id, "vpc", at) {
			o.Attachments = append(o.Attachments, gatewayAttachment{VPC: w.name(at), State: "available"})
		}
		return o
	})
}
