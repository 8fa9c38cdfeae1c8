package roundtrip

import (
	"encoding/json"
	"fmt"
	"maps"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// Plain is a design whose elements are each spelled the one way: without differences that mean nothing to AWS,
// and without what a file calls by names of its own. Two designs that are plain alike are one network. It
// has resources only.
func Plain(d *design.Design) *design.Design {
	out := design.New("")
	for id, r := range d.Resources {
		out.Resources[id] = plainResource(d, id, r)
	}
	return out
}

func plainResource(d *design.Design, id string, from *design.Resource) *design.Resource {
	r := *from
	r.ExportName, r.Origin = "", nil
	if r.Tags["Name"] == r.Name {
		r.Tags = maps.Clone(r.Tags)
		delete(r.Tags, "Name")
	}
	if d.MadeByAWS(id) {
		r.Name = "" // what AWS makes has the name that it is given, where it can have one
	}
	r.Props = plainProps(d, id)
	return &r
}

// plainProps are properties without differences that mean nothing.
func plainProps(d *design.Design, id string) kind.Props {
	r := d.Resources[id]
	raw, err := design.Canonical(r.Props)
	if err != nil {
		panic(err) // it came from JSON
	}
	props, err := kind.Get(r.Kind).Decode(raw)
	if err != nil {
		panic(err)
	}
	plainHost(d, r, props)
	plainSpan(r.Parent, props)
	plainLink(d, props)
	plainFilter(d, id, r, props)
	return props
}

// plainHost: what has interfaces, is a target or goes by a name.
func plainHost(d *design.Design, r *design.Resource, props kind.Props) {
	switch p := props.(type) {
	case *kind.Instance:
		plainInterfaces(p.Interfaces, r.Parent)
		plainGroups(d, r, p.Interfaces)
	case *kind.NetworkInterface:
		plainInterfaces(p.Interfaces, r.Parent)
		plainGroups(d, r, p.Interfaces)
	case *kind.NATGateway:
		p.Interfaces = p.NetworkInterfaces() // a private one has no public address, whatever its row says
		plainInterfaces(p.Interfaces, r.Parent)
	case *kind.TargetGroup:
		plainTargets(d, p)
	case *kind.Record:
		if !p.Target.IsZero() {
			p.Value, p.TTL = "", 0 // an alias has neither
		}
		// In a public zone an instance with an Elastic IP answers with that.
		if to := d.Resources[p.Target.ID]; to != nil && to.Kind == kind.InstanceKind && !d.Resources[r.Parent].Props.(*kind.HostedZone).Private {
			if public := to.Props.(*kind.Instance).Interfaces[firstOf(d, p.Target.ID)].Public; d.Resources[public.ID] != nil {
				p.Target = public
			}
		}
	}
}

// plainSpan: what spans subnets.
func plainSpan(vpc string, props kind.Props) {
	switch p := props.(type) {
	case *kind.LoadBalancer:
		if p.Type == kind.LoadBalancerApplication { // a network load balancer without groups has none
			p.SecurityGroups = groupsOr(p.SecurityGroups, vpc)
		}
	case *kind.InterfaceEndpoint:
		p.SecurityGroups = groupsOr(p.SecurityGroups, vpc)
		p.Policy = plainPolicy(p.Policy)
	case *kind.Database:
		p.SecurityGroups = groupsOr(p.SecurityGroups, vpc)
		if usual := (&kind.Database{Engine: p.Engine}); p.Port == usual.PortNumber() {
			p.Port = 0 // to say the engine's own is to say none
		}
	case *kind.Function:
		p.SecurityGroups = groupsOr(p.SecurityGroups, vpc)
	case *kind.ContainerService:
		p.SecurityGroups = groupsOr(p.SecurityGroups, vpc)
	}
}

// groupsOr are the groups of what has interfaces in a VPC: where it names none, AWS takes the default one.
func groupsOr(groups map[string]bool, vpc string) map[string]bool {
	if len(groups) > 0 || vpc == "" {
		return groups
	}
	return map[string]bool{design.DefaultSecurityGroupID(vpc): true}
}

func plainGroups(d *design.Design, r *design.Resource, rows map[string]kind.Interface) {
	for key, i := range rows {
		i.Groups = groupsOr(i.Groups, d.Ancestor(r.Parent, kind.VPCKind))
		rows[key] = i
	}
}

// plainLink: what joins a VPC to a network of one's own.
func plainLink(d *design.Design, props kind.Props) {
	switch p := props.(type) {
	case *kind.CustomerGateway:
		p.ASN = max(p.ASN, 1) // AWS wants one
		p.Network = kind.To(p.Network.ID)
	case *kind.DirectConnect:
		p.ASN = max(p.ASN, 1)
		p.Network = kind.To(p.Network.ID)
		p.Routes = announced(d, p.Routes, p.Network.ID)
	case *kind.VPNConnection:
		if gateway, ok := propsOf[*kind.CustomerGateway](d, p.CustomerGateway.ID); ok {
			p.Routes = announced(d, p.Routes, gateway.Network.ID)
		}
	}
}

// plainFilter: places, tables, and what filters.
func plainFilter(d *design.Design, id string, r *design.Resource, props kind.Props) {
	switch p := props.(type) {
	case *kind.PrefixList:
		if p.Owner == kind.OwnerAWS {
			p.MaxEntries, p.Entries = 0, nil // AWS's own
		} else {
			p.Service = ""
		}
	case *kind.Subnet:
		p.AssignIPv6AddressOnCreation = p.AssignIPv6AddressOnCreation && p.HasIPv6()
		if p.NetworkACL.ID == design.DefaultNetworkACLID(r.Parent) {
			p.NetworkACL = kind.Ref{} // a subnet without another one has it (semantics 74)
		}
	case *kind.NetworkACL:
		for _, rows := range []map[string]kind.ACLEntry{p.Ingress, p.Egress} {
			for key, e := range rows {
				e.Ports, e.Types = plainTraffic(e.Protocol, e.Ports, e.Types)
				rows[key] = e
			}
		}
	case *kind.SecurityGroup:
		for _, rows := range []map[string]kind.SecurityRule{p.Ingress, p.Egress} {
			for key, e := range rows {
				e.Ports, e.Types = plainTraffic(e.Protocol, e.Ports, e.Types)
				rows[key] = e
			}
		}
	case *kind.RouteTable:
		for key, route := range p.Routes {
			if firstOf(d, route.Target.ID) == route.Interface {
				route.Interface = ""
			}
			p.Routes[key] = route
		}
	case *kind.GatewayEndpoint:
		p.Policy = plainPolicy(p.Policy)
	case *kind.VPC:
		if p.MainRouteTable.ID == design.MainRouteTableID(id) {
			p.MainRouteTable = kind.Ref{} // the one that it is made with
		}
	}
}

// announced are the blocks that lead to a network of one's own: its own where nobody says others.
func announced(d *design.Design, routes map[string]kind.Block, network string) map[string]kind.Block {
	p, ok := propsOf[*kind.CorporateNetwork](d, network)
	if len(routes) > 0 || !ok {
		return routes
	}
	return p.CIDRs
}

// propsOf are the properties of an element, if it is of that kind.
func propsOf[P kind.Props](d *design.Design, id string) (p P, ok bool) {
	if r := d.Resources[id]; r != nil {
		p, ok = r.Props.(P)
	}
	return p, ok
}

// plainTraffic: only TCP and UDP have ports, only ICMP has types.
func plainTraffic(p netset.Protocol, ports netset.PortRange, types netset.Types) (netset.PortRange, netset.Types) {
	if !p.HasPorts() {
		ports = netset.PortRange{}
	}
	if !p.HasTypes() {
		types = netset.Types{}
	}
	return ports, types
}

// plainInterfaces: naming the subnet of the element is naming none.
func plainInterfaces(rows map[string]kind.Interface, subnet string) {
	for key, i := range rows {
		if i.Subnet.ID == subnet {
			i.Subnet = kind.Ref{}
		}
		rows[key] = i
	}
}

func plainTargets(d *design.Design, p *kind.TargetGroup) {
	for key, target := range p.Targets {
		if firstOf(d, target.Target.ID) == target.Interface {
			target.Interface = ""
		}
		if to := d.Resources[target.Target.ID]; to != nil && to.Kind == kind.ContainerServiceKind {
			target.Port = 0 // it is asked on the container's port
		}
		p.Targets[key] = target
	}
	if !exchange.IsHTTP(p.HealthCheckProtocol) {
		p.HealthCheckPath = ""
	}
	if (p.Protocol == kind.ProtocolUDP || p.Protocol == kind.ProtocolTCPUDP) && p.PreserveClientIP == kind.PreserveOn {
		p.PreserveClientIP = kind.PreserveDefault // UDP always does (semantics 130)
	}
}

func firstOf(d *design.Design, id string) string {
	if r := d.Resources[id]; r != nil {
		if p, ok := r.Props.(kind.Addressed); ok {
			for _, row := range kind.Sorted(p.NetworkInterfaces()) {
				return row.Key
			}
		}
	}
	return ""
}

// plainPolicy: IAM takes true, false and numbers for the texts that they are written as.
func plainPolicy(text string) string {
	var policy any
	if text == "" || json.Unmarshal([]byte(text), &policy) != nil {
		return text
	}
	raw, err := design.Canonical(asTexts(policy))
	if err != nil {
		return text
	}
	return string(raw)
}

func asTexts(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, item := range v {
			v[key] = asTexts(item)
		}
	case []any:
		for i, item := range v {
			v[i] = asTexts(item)
		}
	case bool, float64:
		return fmt.Sprint(v)
	}
	return v
}
