package aws

import (
	"cmp"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

type publicAddress struct {
	Allocation string `json:"AllocationId,omitempty"`
	IP         string `json:"PublicIp,omitempty"`
	Owner      string `json:"IpOwnerId,omitempty"`
}

type privateAddress struct {
	IP      string         `json:"PrivateIpAddress"`
	Primary bool           `json:"Primary"`
	Public  *publicAddress `json:"Association,omitempty"`
}

type sixAddress struct {
	IP string `json:"Ipv6Address"`
}

type groupName struct {
	ID string `json:"GroupId"`
}

type attachment struct {
	Index    int    `json:"DeviceIndex"`
	Instance string `json:"InstanceId,omitempty"`
	Owner    string `json:"InstanceOwnerId,omitempty"`
}

type networkInterface struct {
	ID          string           `json:"NetworkInterfaceId"`
	VPC         string           `json:"VpcId,omitempty"`
	Subnet      string           `json:"SubnetId"`
	Private     string           `json:"PrivateIpAddress,omitempty"`
	Privates    []privateAddress `json:"PrivateIpAddresses"`
	Six         []sixAddress     `json:"Ipv6Addresses"`
	Groups      []groupName      `json:"Groups"`
	Check       *bool            `json:"SourceDestCheck,omitempty"`
	Public      *publicAddress   `json:"Association,omitempty"`
	Attachment  *attachment      `json:"Attachment,omitempty"`
	Description string           `json:"Description"`
	Type        string           `json:"InterfaceType,omitempty"`
	Requester   string           `json:"RequesterId,omitempty"`
	Managed     bool             `json:"RequesterManaged,omitempty"`
	Status      string           `json:"Status,omitempty"`
	Tags        []tag            `json:"TagSet"`
}

type instanceState struct {
	Name string `json:"Name"`
}

type profile struct {
	ARN string `json:"Arn"`
}

// instanceShape has no user data: describe-instances never answers with any.
type instanceShape struct {
	ID         string             `json:"InstanceId"`
	Image      string             `json:"ImageId,omitempty"`
	Type       string             `json:"InstanceType,omitempty"`
	Key        string             `json:"KeyName,omitempty"`
	State      instanceState      `json:"State"`
	Subnet     string             `json:"SubnetId"`
	VPC        string             `json:"VpcId,omitempty"`
	Interfaces []networkInterface `json:"NetworkInterfaces"`
	Groups     []groupName        `json:"SecurityGroups"`
	Private    string             `json:"PrivateIpAddress,omitempty"`
	PublicIP   string             `json:"PublicIpAddress,omitempty"`
	Check      *bool              `json:"SourceDestCheck,omitempty"`
	Profile    *profile           `json:"IamInstanceProfile,omitempty"`
	Tags       []tag              `json:"Tags"`
}

type reservation struct {
	ID        string          `json:"ReservationId,omitempty"`
	Owner     string          `json:"OwnerId,omitempty"`
	Instances []instanceShape `json:"Instances"`
}

type address struct {
	Allocation  string `json:"AllocationId"`
	Association string `json:"AssociationId,omitempty"`
	IP          string `json:"PublicIp,omitempty"`
	Interface   string `json:"NetworkInterfaceId,omitempty"`
	Tags        []tag  `json:"Tags"`
}

type natAddress struct {
	Allocation  string `json:"AllocationId,omitempty"`
	Association string `json:"AssociationId,omitempty"`
	Interface   string `json:"NetworkInterfaceId,omitempty"`
	Private     string `json:"PrivateIp,omitempty"`
	Public      string `json:"PublicIp,omitempty"`
}

type natShape struct {
	ID           string       `json:"NatGatewayId"`
	VPC          string       `json:"VpcId"`
	Subnet       string       `json:"SubnetId"`
	State        string       `json:"State"`
	Connectivity string       `json:"ConnectivityType"`
	Addresses    []natAddress `json:"NatGatewayAddresses"`
	Tags         []tag        `json:"Tags"`
}

var (
	addresses = object("Addresses", phases[address]{
		ids: func(o *address) []named { return only(o.Allocation, kind.ElasticIPKind) },
		index: func(r *reader, _ *scope, o *address) {
			if o.Interface != "" {
				r.allocations[o.Interface] = o.Allocation
			}
			if o.IP != "" {
				r.byPublic[o.IP] = o.Allocation
			}
		},
		build: func(r *reader, s *scope, o *address) {
			r.add(s, o.Allocation, o.IP, s.id, &kind.ElasticIP{}, o.Tags)
		},
		write: func(w *writer) []any {
			return w.each(kind.ElasticIPKind, func(id string, _ *design.Resource) any {
				return address{Allocation: w.id(id), Tags: w.tags(id)}
			})
		},
	})
	// networkInterfaces comes early only to be asked; who stands alone is known when all else is built (standAlone).
	networkInterfaces = object("NetworkInterfaces", phases[networkInterface]{
		ids: func(o *networkInterface) []named { return only(o.ID, kind.NetworkInterfaceKind) },
		index: func(r *reader, _ *scope, o *networkInterface) {
			r.interfaces[o.ID] = o
			r.order = append(r.order, o.ID)
		},
		write: writeInterfaces,
	})
	reservations = object("Reservations", phases[reservation]{
		ids: func(o *reservation) []named {
			list := []named{}
			for _, i := range o.Instances {
				if !i.isOver() && i.ID != "" {
					list = append(list, named{awsID: i.ID, kind: kind.InstanceKind})
				}
			}
			return list
		},
		index: indexReservation, build: func(r *reader, s *scope, o *reservation) {
			for i := range o.Instances {
				if !o.Instances[i].isOver() {
					readInstance(r, s, &o.Instances[i])
				}
			}
		},
		write: writeReservations,
	})
	natGateways = object("NatGateways", phases[natShape]{
		ids: func(o *natShape) []named {
			if o.isOver() {
				return nil
			}
			return only(o.ID, kind.NATGatewayKind)
		},
		index: func(r *reader, s *scope, o *natShape) {
			for _, a := range o.Addresses {
				if e, ok := r.find(s, o.ID, kind.NATGatewayKind); ok && a.Interface != "" {
					e.row = kind.FirstInterface
					r.rows[a.Interface] = e
				}
			}
		},
		build: readNAT, write: writeNATs,
	})
)

func (i *instanceShape) isOver() bool {
	return i.State.Name == "terminated" || i.State.Name == "shutting-down"
}

func (n *natShape) isOver() bool { return n.State == "deleted" || n.State == "failed" }

// rowOf is the key of an instance's interface: its device.
func rowOf(n *networkInterface, fallback int) string {
	if n.Attachment != nil {
		return fmt.Sprintf("eth%d", n.Attachment.Index)
	}
	return fmt.Sprintf("eth%d", fallback)
}

func indexReservation(r *reader, s *scope, o *reservation) {
	for _, inst := range o.Instances {
		e, ok := r.find(s, inst.ID, kind.InstanceKind)
		if !ok {
			continue
		}
		for n := range inst.Interfaces {
			i := &inst.Interfaces[n]
			e.row = rowOf(i, n)
			r.rows[i.ID] = e
			for _, ip := range i.addresses() {
				r.byAddress[inst.VPC+" "+ip] = e
			}
		}
	}
}

func (n *networkInterface) addresses() []string {
	list := []string{}
	for _, p := range n.Privates {
		list = append(list, p.IP)
	}
	if len(n.Privates) == 0 && n.Private != "" {
		list = append(list, n.Private)
	}
	for _, six := range n.Six {
		list = append(list, six.IP)
	}
	return list
}

// row is an interface as the design has it.
func (r *reader) row(s *scope, of string, n *networkInterface) kind.Interface {
	i := kind.NewInterface(kind.Ref{})
	for _, text := range n.addresses() {
		if a, err := netip.ParseAddr(text); err == nil {
			i.Addresses[a.Unmap().WithZone("").String()] = true
		}
	}
	for _, six := range n.Six {
		i.IPv6 = i.IPv6 || six.IP == ""
	}
	ids := []string{}
	for _, g := range n.Groups {
		ids = append(ids, g.ID)
	}
	i.Groups = r.set(s, of, ids, kind.SecurityGroupKind)
	i.SourceDestCheck = n.Check == nil || *n.Check
	i.Public = r.public(s, n.ID, n.associated())
	return i
}

func (n *networkInterface) associated() *publicAddress {
	if n.Public != nil {
		return n.Public
	}
	for _, p := range n.Privates {
		if p.Public != nil {
			return p.Public
		}
	}
	return nil
}

// public is an Elastic IP, or an address that AWS gave for the time being.
func (r *reader) public(s *scope, eni string, a *publicAddress) kind.Ref {
	allocation := r.allocations[eni]
	if a != nil {
		allocation = cmp.Or(a.Allocation, allocation, r.byPublic[a.IP])
	}
	switch {
	case allocation != "":
		return r.ref(s, allocation, kind.ElasticIPKind)
	case a != nil:
		return kind.To(kind.PublicAuto)
	}
	return kind.To(kind.PublicNone)
}

func readInstance(r *reader, s *scope, o *instanceShape) {
	owner, ok := r.owner(s, o.ID, o.Subnet, kind.SubnetKind)
	if !ok {
		return
	}
	p := kind.Get(kind.InstanceKind).New().(*kind.Instance)
	p.ImageID, p.KeyName, p.InstanceType = o.Image, o.Key, cmp.Or(o.Type, p.InstanceType)
	if o.State.Name != "running" && o.State.Name != "pending" && o.State.Name != "" {
		p.State = kind.StateStopped
	}
	if o.Profile != nil {
		p.InstanceProfile = o.Profile.ARN
	}
	list := o.Interfaces
	if len(list) == 0 && (o.Private != "" || len(o.Groups) > 0) { // older answers hold the first one alone
		list = []networkInterface{{Subnet: o.Subnet, Private: o.Private, Groups: o.Groups, Check: o.Check}}
		if o.PublicIP != "" {
			list[0].Public = &publicAddress{IP: o.PublicIP}
		}
	}
	isRouted := false
	for n := range list {
		i := &list[n]
		row := r.row(s, o.ID, i)
		if i.Subnet != "" && i.Subnet != o.Subnet {
			row.Subnet = r.ref(s, i.Subnet, kind.SubnetKind)
		}
		addRow(p.Interfaces, rowOf(i, n), row)
		isRouted = isRouted || r.defaultRoute[i.ID] && !row.SourceDestCheck
	}
	p.Role = r.role(o, isRouted)
	id := r.add(s, o.ID, "", owner, p, o.Tags)
	if id != "" && isRouted && p.Role == kind.RoleNAT && !slices.ContainsFunc(o.Tags, isRole) {
		r.note("nat-role", id, message.Args{"element": r.d.Resources[id].Name})
	}
}

func isRole(t tag) bool { return t.Key == roleTag }

// role: what a default route leads to, and which takes packets of others, passes them on (semantics 45).
func (r *reader) role(o *instanceShape, isRouted bool) string {
	if n := slices.IndexFunc(o.Tags, isRole); n >= 0 && (o.Tags[n].Value == kind.RoleNAT || o.Tags[n].Value == kind.RoleServer) {
		return o.Tags[n].Value
	}
	if isRouted {
		return kind.RoleNAT
	}
	return kind.RoleServer
}

func readNAT(r *reader, s *scope, o *natShape) {
	owner, ok := r.owner(s, o.ID, o.Subnet, kind.SubnetKind)
	if !ok || o.isOver() {
		return
	}
	p := &kind.NATGateway{Interfaces: map[string]kind.Interface{}, Connectivity: kind.ConnectivityPublic}
	if o.Connectivity == kind.ConnectivityPrivate {
		p.Connectivity = kind.ConnectivityPrivate
	}
	i := kind.NewInterface(kind.Ref{})
	for n, a := range o.Addresses {
		if ip, err := netip.ParseAddr(a.Private); err == nil {
			i.Addresses[ip.Unmap().WithZone("").String()] = true
		}
		if n > 0 {
			continue
		}
		if eni := r.interfaces[a.Interface]; eni != nil && a.Allocation == "" && a.Public == "" && eni.Public != nil {
			a.Allocation, a.Public = eni.Public.Allocation, eni.Public.IP
		}
		switch allocation := cmp.Or(a.Allocation, r.byPublic[a.Public]); {
		case allocation != "":
			i.Public = r.ref(s, allocation, kind.ElasticIPKind)
		case a.Association != "" || a.Public != "":
			i.Public = kind.To(kind.PublicAuto)
		}
	}
	p.Interfaces[kind.FirstInterface] = i
	r.add(s, o.ID, "", owner, p, o.Tags)
}

// standAlone builds the interfaces that nothing else owns.
func (r *reader) standAlone() {
	for _, eni := range r.order {
		o := r.interfaces[eni]
		e, ok := r.find(nil, eni, kind.NetworkInterfaceKind)
		if _, owned := r.rows[eni]; !ok || owned || r.isOthers(e.scope, o) {
			continue
		}
		owner, ok := r.owner(e.scope, eni, o.Subnet, kind.SubnetKind)
		if !ok {
			continue
		}
		row := r.row(e.scope, eni, o)
		p := &kind.NetworkInterface{Interfaces: map[string]kind.Interface{kind.FirstInterface: row}, Description: o.Description}
		id := r.add(e.scope, eni, "", owner, p, o.Tags)
		switch a := o.Attachment; {
		case o.Managed:
			r.note("managed", id, message.Args{"element": eni, "what": cmp.Or(o.Description, o.Type, o.Requester)})
		case a != nil && a.Instance != "":
			r.note("attached", id, message.Args{"element": eni, "target": a.Instance})
		}
	}
}

// makers begin the descriptions that AWS gives to the interfaces of what the design draws as one element.
var makers = []struct {
	prefix string
	drawn  []kind.Name
}{
	{"ELB ", []kind.Name{kind.LoadBalancerKind}},
	{"RDSNetworkInterface", []kind.Name{kind.DatabaseKind}},
	{"RedshiftNetworkInterface", []kind.Name{kind.DatabaseKind}},
	{"ElastiCache ", []kind.Name{kind.DatabaseKind}},
	{"VPC Endpoint Interface ", []kind.Name{kind.InterfaceEndpointKind}},
	{"Interface for NAT Gateway ", []kind.Name{kind.NATGatewayKind}},
	{"AWS Lambda VPC ENI", []kind.Name{kind.FunctionKind}},
	{"arn:aws:ecs:", []kind.Name{kind.ContainerServiceKind}},
}

// isOthers: the interface belongs to an element of its VPC that the design draws with its own interfaces.
func (r *reader) isOthers(s *scope, o *networkInterface) bool {
	subnet, ok := r.find(s, o.Subnet, kind.SubnetKind)
	if !ok {
		return false
	}
	for _, m := range makers {
		if !strings.HasPrefix(o.Description, m.prefix) {
			continue
		}
		for _, row := range r.placed[subnet.id] {
			if slices.Contains(m.drawn, row) {
				return true
			}
		}
	}
	return false
}

// place notes that an element of a kind has interfaces in a subnet.
func (r *reader) place(subnets map[string]kind.PlacedSubnet, k kind.Name) {
	for _, row := range kind.Sorted(subnets) {
		if id := row.Value.Subnet.ID; id != "" {
			r.placed[id] = append(r.placed[id], k)
		}
	}
}
