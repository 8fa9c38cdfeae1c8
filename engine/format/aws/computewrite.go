package aws

import (
	"net/netip"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// interfaceOf is the AWS id of an element's interface; "" is the key of the first.
func (w *writer) interfaceOf(id, row string) string {
	r := w.d.Resources[id]
	rows := r.Props.(kind.Addressed).NetworkInterfaces()
	if _, ok := rows[row]; !ok && row == "" && len(rows) > 0 {
		row = kind.Sorted(rows)[0].Key
	}
	if r.Kind == kind.NetworkInterfaceKind {
		return w.id(id)
	}
	return "eni-" + hexOf(id, row)
}

// shape is an interface as AWS tells of it. What AWS will pick is left out.
func (w *writer) shape(id string, row kind.Row[kind.Interface], home string) networkInterface {
	i := row.Value
	check := i.SourceDestCheck
	subnet := w.id(home)
	if i.Subnet.ID != "" || i.Subnet.External != nil {
		subnet = w.name(i.Subnet)
	}
	o := networkInterface{
		ID: w.interfaceOf(id, row.Key), VPC: w.id(w.d.Ancestor(home, kind.VPCKind)), Subnet: subnet, Privates: []privateAddress{}, Six: []sixAddress{},
		Groups: w.groups(i.Groups), Check: &check, Public: w.publicOf(id, i.Public), Tags: []tag{},
	}
	for _, a := range sortedAddresses(i.Addresses) {
		if a.Is4() {
			o.Privates = append(o.Privates, privateAddress{IP: a.String(), Primary: len(o.Privates) == 0})
		} else {
			o.Six = append(o.Six, sixAddress{a.String()})
		}
	}
	if len(o.Privates) > 0 {
		o.Private = o.Privates[0].IP
	}
	if i.IPv6 {
		o.Six = append(o.Six, sixAddress{})
	}
	return o
}

func sortedAddresses(set map[string]bool) []netip.Addr {
	list := []netip.Addr{}
	for text := range set {
		if a, err := netip.ParseAddr(text); err == nil {
			list = append(list, a)
		}
	}
	slices.SortFunc(list, netip.Addr.Compare)
	return list
}

// amazon owns the addresses that it gives for the time being.
const amazon = "amazon"

func (w *writer) publicOf(id string, to kind.Ref) *publicAddress {
	switch {
	case to.ID == kind.PublicNone || to.IsZero():
		return nil
	case to.ID == kind.PublicAuto:
		return &publicAddress{Owner: amazon}
	case !w.leads(id, "public", to):
		return nil
	}
	return &publicAddress{Allocation: w.name(to), Owner: w.account}
}

func writeReservations(w *writer) []any {
	return w.each(kind.InstanceKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.Instance)
		o := instanceShape{
			ID: w.id(id), Image: p.ImageID, Type: p.InstanceType, Key: p.KeyName, State: instanceState{p.State}, Subnet: w.id(res.Parent),
			VPC: w.id(w.d.Ancestor(id, kind.VPCKind)), Interfaces: []networkInterface{}, Groups: []groupName{}, Tags: w.tags(id),
		}
		if p.InstanceProfile != "" {
			o.Profile = &profile{p.InstanceProfile}
		}
		isRouted := false
		for n, row := range kind.Sorted(p.Interfaces) {
			i := w.shape(id, row, res.Parent)
			i.Attachment = &attachment{Index: n, Instance: o.ID}
			o.Interfaces = append(o.Interfaces, i)
			isRouted = isRouted || w.hasDefaultRoute(i.ID) && !row.Value.SourceDestCheck
		}
		if isRouted != (p.Role == kind.RoleNAT) {
			o.Tags = append(o.Tags, tag{roleTag, p.Role})
		}
		return reservation{ID: "r-" + hexOf(id), Owner: w.account, Instances: []instanceShape{o}}
	})
}

// hasDefaultRoute: a default route leads to the interface.
func (w *writer) hasDefaultRoute(eni string) bool {
	if w.routed == nil {
		w.routed = map[string]bool{}
		for _, row := range kind.Sorted(w.d.Resources) {
			p, ok := row.Value.Props.(*kind.RouteTable)
			if !ok {
				continue
			}
			for _, route := range p.Routes {
				to := w.d.Resources[route.Target.ID]
				if to != nil && to.Kind == kind.InstanceKind && route.Destination.String() == "0.0.0.0/0" {
					w.routed[w.interfaceOf(route.Target.ID, route.Interface)] = true
				}
			}
		}
	}
	return w.routed[eni]
}

func writeInterfaces(w *writer) []any {
	return w.each(kind.NetworkInterfaceKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.NetworkInterface)
		rows := kind.Sorted(p.Interfaces)
		if len(rows) == 0 {
			rows = append(rows, kind.Row[kind.Interface]{Key: kind.FirstInterface, Value: kind.NewInterface(kind.Ref{})})
		}
		if len(rows) > 1 {
			w.lose("several-places", id, nil)
		}
		o := w.shape(id, rows[0], res.Parent)
		o.Description, o.Status, o.Tags = p.Description, "available", w.tags(id)
		return o
	})
}

func writeNATs(w *writer) []any {
	return w.each(kind.NATGatewayKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.NATGateway)
		o := natShape{
			ID: w.id(id), VPC: w.id(w.d.Ancestor(id, kind.VPCKind)), Subnet: w.id(res.Parent), State: "available", Connectivity: p.Connectivity,
			Addresses: []natAddress{}, Tags: w.tags(id),
		}
		rows := kind.Sorted(p.Interfaces)
		if len(rows) > 1 {
			w.lose("several-places", id, nil)
		}
		if len(rows) == 0 {
			return o
		}
		i := rows[0].Value
		first := natAddress{Interface: w.interfaceOf(id, rows[0].Key)}
		switch a := w.publicOf(id, i.Public); {
		case a == nil:
		case a.Allocation != "":
			first.Allocation = a.Allocation
		default:
			first.Association = "eipassoc-" + hexOf(id)
		}
		o.Addresses = append(o.Addresses, first)
		for n, a := range sortedAddresses(i.Addresses) {
			if n == 0 {
				o.Addresses[0].Private = a.String()
				continue
			}
			o.Addresses = append(o.Addresses, natAddress{Private: a.String()})
		}
		return o
	})
}
