package deployment

import (
	"fmt"
	"slices"
	"strconv"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

func (w *dumper) vpc(id string, r *design.Resource) {
	p := r.Props.(*kind.VPC)
	blocks := []string{}
	for _, b := range p.Blocks() {
		blocks = append(blocks, b.String())
	}
	w.put("vpcs", w.name(id), fields{
		"cidrs": blocks, "ipv6_blocks": len(p.IPv6CIDRs), "tenancy": p.Tenancy, "dns_support": p.EnableDNSSupport, "dns_hostnames": p.EnableDNSHostnames,
	})
}

func (w *dumper) subnet(id string, r *design.Resource) {
	p := r.Props.(*kind.Subnet)
	six := []string{}
	if p.IPv6Index != "" {
		n, _ := strconv.ParseUint(p.IPv6Index, 16, 8) // the kind takes nothing else
		six = append(six, fmt.Sprintf("block 0 /64 + %d", n))
	}
	place := max(0, slices.Index(w.zones, p.AvailabilityZone)) // without a zone the mock takes the first
	w.put("subnets", w.name(id), fields{
		"vpc": w.vpcOf(id), "cidr": p.CIDR.String(), "az": Region + string(rune('a'+place)), "public_ip": p.MapPublicIPOnLaunch,
		"assign_ipv6": p.AssignIPv6AddressOnCreation && len(six) > 0, "ipv6": six,
	})
}

func (w *dumper) internetGateway(id string, r *design.Resource) {
	w.put("internet_gateways", w.name(id), fields{"vpcs": w.attached(r.Props.(*kind.InternetGateway).VPC)})
}

func (w *dumper) egressOnly(id string, _ *design.Resource) {
	w.put("egress_only_gateways", w.name(id), fields{"vpcs": []string{w.vpcOf(id)}})
}

func (w *dumper) elasticIP(id string, _ *design.Resource) { w.put("elastic_ips", w.name(id), fields{}) }

// natGateway: one with an automatic public address has an Elastic IP of its own, of the same name.
func (w *dumper) natGateway(id string, r *design.Resource) {
	p := r.Props.(*kind.NATGateway)
	addresses := []string{}
	if p.Connectivity != kind.ConnectivityPrivate {
		for _, row := range kind.Sorted(p.Interfaces) {
			if row.Value.Public.ID == kind.PublicAuto {
				w.put("elastic_ips", w.name(id), fields{})
				addresses = append(addresses, w.name(id))
			} else {
				addresses = append(addresses, w.name(row.Value.Public.ID))
			}
		}
	}
	w.put("nat_gateways", w.name(id), fields{"subnet": w.name(r.Parent), "connectivity": p.Connectivity, "elastic_ips": addresses})
}

func (w *dumper) vpnGateway(id string, r *design.Resource) {
	p := r.Props.(*kind.VPNGateway)
	asn := strconv.Itoa(p.ASN)
	switch {
	case p.ASN != 0:
	case w.account.IsMock:
		asn = "None"
	default:
		asn = amazonASN
	}
	w.put("vpn_gateways", w.name(id), fields{"vpcs": w.attached(p.VPC), "asn": asn})
}

// amazonASN is Amazon's side of a gateway that names no other.
const amazonASN = "64512"

func (w *dumper) customerGateway(id string, r *design.Resource) {
	p := r.Props.(*kind.CustomerGateway)
	w.put("customer_gateways", w.name(id), fields{"ip": p.IPAddress, "asn": strconv.Itoa(p.ASN)})
}

func (w *dumper) vpnConnection(id string, r *design.Resource) {
	p := r.Props.(*kind.VPNConnection)
	w.put("vpn_connections", w.name(id), fields{"customer_gateway": w.name(p.CustomerGateway.ID), "gateway": w.name(p.VPNGateway.ID)})
}

func (w *dumper) peering(id string, r *design.Resource) {
	p := r.Props.(*kind.Peering)
	w.put("peerings", w.name(id), fields{"requester": w.name(p.Requester.ID), "accepter": w.name(p.Accepter.ID)})
}

// isOwnTable reports whether a table is one that a template makes: drawn, or a main one that is not as AWS
// makes it.
func (w *dumper) isOwnTable(id string) bool {
	p := w.d.Resources[id].Props.(*kind.RouteTable)
	if !w.d.MadeByAWS(id) || len(p.Routes)+len(p.Propagations) > 0 {
		return true
	}
	for _, r := range w.d.Resources {
		if e, ok := r.Props.(*kind.GatewayEndpoint); ok && e.RouteTables[id] {
			return true
		}
	}
	return false
}

// mainOf is the table that subnets of a VPC fall to.
func (w *dumper) mainOf(vpc string) string {
	if main := w.d.Resources[vpc].Props.(*kind.VPC).MainRouteTable.ID; main != "" {
		return main
	}
	return design.MainRouteTableID(vpc)
}

func (w *dumper) routeTable(id string, r *design.Resource) {
	p := r.Props.(*kind.RouteTable)
	local := w.locals(r.Parent)
	if w.d.MadeByAWS(id) { // AWS's own stays as it is, whatever stands in for it
		w.put("route_tables", "main("+w.name(r.Parent)+")", fields{
			"vpc": w.name(r.Parent), "main": true, "routes": local, "propagating": []string{}, "subnets": []string{},
		})
	}
	if !w.isOwnTable(id) {
		return
	}
	routes := slices.Clone(local)
	for _, row := range kind.Sorted(p.Routes) {
		if row.Value.Target.ID == "" {
			continue // gone, or outside
		}
		routes = append(routes, []string{row.Value.Destination.String(), w.name(row.Value.Target.ID)})
	}
	for _, e := range kind.Sorted(w.d.Resources) {
		if g, ok := e.Value.Props.(*kind.GatewayEndpoint); ok && g.RouteTables[id] {
			routes = append(routes, []string{serviceName(g.Service), w.name(e.Key)})
		}
	}
	propagating := []string{}
	if !w.account.IsMock {
		propagating = w.names(p.Propagations)
	}
	w.put("route_tables", w.name(id), fields{"vpc": w.name(r.Parent), "main": false, "routes": routes, "propagating": propagating, "subnets": w.subnetsOf(id, r.Parent)})
}

// locals are the routes that every table of a VPC has (semantics 26).
func (w *dumper) locals(vpc string) [][]string {
	p := w.d.Resources[vpc].Props.(*kind.VPC)
	routes := [][]string{}
	for _, b := range p.Blocks() {
		routes = append(routes, []string{b.String(), "local"})
	}
	for n := range len(p.IPv6CIDRs) {
		routes = append(routes, []string{fmt.Sprintf("block %d /56 + 0", n), "local"})
	}
	return routes
}

// subnetsOf are those that a table is associated with, or that fall to it.
func (w *dumper) subnetsOf(table, vpc string) []string {
	all := []string{}
	for _, row := range kind.Sorted(w.d.Resources) {
		s, ok := row.Value.Props.(*kind.Subnet)
		if !ok || row.Value.Parent != vpc {
			continue
		}
		if s.RouteTable.ID == table || s.RouteTable.IsZero() && w.mainOf(vpc) == table {
			all = append(all, w.name(row.Key))
		}
	}
	return all
}

func (w *dumper) networkACL(id string, r *design.Resource) {
	p := r.Props.(*kind.NetworkACL)
	entries := [][]any{}
	for _, side := range []struct {
		name string
		rows map[string]kind.ACLEntry
	}{{"in", p.Ingress}, {"out", p.Egress}} {
		for _, row := range kind.Sorted(side.rows) {
			e := row.Value
			line := []any{side.name, e.RuleNumber, e.Action, strconv.Itoa(e.Protocol.Number())}
			line = append(line, ends(e.Protocol, e.Ports, e.Types)...)
			entries = append(entries, append(line, e.CIDR.String()))
		}
	}
	subnets := []string{}
	for _, row := range kind.Sorted(w.d.Resources) {
		s, ok := row.Value.Props.(*kind.Subnet)
		if ok && row.Value.Parent == r.Parent && (s.NetworkACL.ID == id || s.NetworkACL.IsZero() && w.d.MadeByAWS(id)) {
			subnets = append(subnets, w.name(row.Key))
		}
	}
	w.put("network_acls", w.name(id), fields{"vpc": w.name(r.Parent), "entries": entries, "subnets": subnets})
}

// ends are the ports, or the type and code, that traffic is written with; none for the other protocols.
func ends(p netset.Protocol, ports netset.PortRange, types netset.Types) []any {
	switch {
	case p.HasPorts():
		first, last := ports.Bounds()
		return []any{first, last}
	case p.HasTypes():
		typ, code := -1, -1
		if types.HasType {
			typ = int(types.Type)
		}
		if types.HasCode {
			code = int(types.Code)
		}
		return []any{typ, code}
	}
	return nil
}

func (w *dumper) securityGroup(id string, r *design.Resource) {
	p := r.Props.(*kind.SecurityGroup)
	description := p.Description
	switch {
	case w.d.MadeByAWS(id):
		description = "default VPC security group"
	case description == "":
		description = "Security group " + r.ExportName
	}
	egress, blocks := w.rules(r.Parent, p.Egress)
	if blocks == 0 && !w.d.MadeByAWS(id) {
		egress = append(egress, []any{"-1", "127.0.0.1/32", "no egress"})
	}
	ingress, _ := w.rules(r.Parent, p.Ingress)
	if w.d.MadeByAWS(id) && w.account.IsMock {
		ingress = slices.DeleteFunc(ingress, func(line []any) bool { return line[0] == "-1" && line[1] == w.name(id) })
	}
	w.put("security_groups", w.name(id), fields{"vpc": w.name(r.Parent), "description": description, "ingress": ingress, "egress": egress})
}

// rules are the lines of a group's rows, and how many of them name a block. A group of another VPC can be named
// over an active peering connection only (semantics 57, 61).
func (w *dumper) rules(vpc string, rows map[string]kind.SecurityRule) (lines [][]any, blocks int) {
	lines = [][]any{}
	for _, row := range kind.Sorted(rows) {
		rule := row.Value
		peer := w.name(rule.Group.ID)
		switch other := w.d.Ancestor(rule.Group.ID, kind.VPCKind); {
		case rule.CIDR.IsValid():
			peer = rule.CIDR.String()
			blocks++
		case other != vpc && !w.arePeered(vpc, other):
			continue
		}
		protocol := rule.Protocol.String()
		if rule.Protocol == netset.AllProtocols {
			protocol = "-1"
		}
		line := append([]any{protocol}, ends(rule.Protocol, rule.Ports, rule.Types)...)
		lines = append(lines, append(line, peer, rule.Description))
	}
	return lines, blocks
}

func (w *dumper) arePeered(a, b string) bool {
	for _, r := range w.d.Resources {
		p, ok := r.Props.(*kind.Peering)
		if ok && p.Status == kind.PeeringActive && (p.Requester.ID == a && p.Accepter.ID == b || p.Requester.ID == b && p.Accepter.ID == a) {
			return true
		}
	}
	return false
}
