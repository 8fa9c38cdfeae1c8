package deployment

import (
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// serviceName is a service of AWS in the region of the deployment.
func serviceName(service string) string {
	if strings.HasPrefix(service, "com.amazonaws.") {
		return service
	}
	return "com.amazonaws." + Region + "." + service
}

func (w *dumper) instance(id string, r *design.Resource) {
	p := r.Props.(*kind.Instance)
	subnet, groups := r.Parent, []string{}
	for _, row := range kind.Sorted(p.Interfaces) {
		if !row.Value.Subnet.IsZero() {
			subnet = row.Value.Subnet.ID
		}
		groups = w.groups(row.Value.Groups, w.d.Ancestor(id, kind.VPCKind))
	}
	w.put("instances", w.name(id), fields{
		"subnet": w.name(subnet), "type": p.InstanceType, "security_groups": groups, "profile": p.InstanceProfile != "",
	})
}

func (w *dumper) targetGroup(id string, r *design.Resource) {
	p := r.Props.(*kind.TargetGroup)
	targets := [][]any{}
	for _, row := range kind.Sorted(p.Targets) {
		if row.Value.Target.ID == "" {
			continue // gone
		}
		targets = append(targets, []any{w.targetName(p, row.Value), p.PortOf(row.Value)})
	}
	w.put("target_groups", w.stackName(id, ""), fields{
		"vpc": w.name(r.Parent), "protocol": p.Protocol, "port": p.Port, "type": p.TargetType, "targets": targets,
	})
}

// targetName is a target as the dump shows it: what has a name by that, an address by itself.
func (w *dumper) targetName(g *kind.TargetGroup, t kind.Target) string {
	switch g.TargetType {
	case kind.TargetInstance:
		return w.name(t.Target.ID)
	case kind.TargetALB:
		return w.stackName(t.Target.ID, "")
	}
	for _, row := range kind.Sorted(w.d.Resources[t.Target.ID].Props.(kind.Addressed).NetworkInterfaces()) {
		for _, address := range kind.Sorted(row.Value.Addresses) {
			return address.Key
		}
	}
	return ""
}

func (w *dumper) loadBalancer(id string, r *design.Resource) {
	p := r.Props.(*kind.LoadBalancer)
	subnets, listeners := []string{}, [][]any{}
	for _, row := range kind.Sorted(p.Subnets) {
		subnets = append(subnets, w.name(row.Value.Subnet.ID))
	}
	for _, row := range kind.Sorted(p.Listeners) {
		forward := []any{[]any{"forward", w.stackName(row.Value.TargetGroup.ID, "")}}
		listeners = append(listeners, []any{row.Value.Port, row.Value.Protocol, forward})
	}
	w.put("load_balancers", w.stackName(id, ""), fields{
		"type": p.Type, "scheme": p.Scheme, "vpc": w.name(r.Parent), "subnets": subnets, "security_groups": w.names(p.SecurityGroups), "listeners": listeners,
	})
}

func (w *dumper) gatewayEndpoint(id string, r *design.Resource) {
	p := r.Props.(*kind.GatewayEndpoint)
	w.put("endpoints", w.name(id), fields{
		"vpc": w.name(r.Parent), "service": serviceName(p.Service), "type": "Gateway", "private_dns": false,
		"route_tables": w.names(p.RouteTables), "subnets": []string{}, "security_groups": []string{},
	})
}

func (w *dumper) interfaceEndpoint(id string, r *design.Resource) {
	p := r.Props.(*kind.InterfaceEndpoint)
	w.put("endpoints", w.name(id), fields{
		"vpc": w.name(r.Parent), "service": serviceName(p.Service), "type": "Interface", "private_dns": p.PrivateDNS,
		"route_tables": []string{}, "subnets": w.placed(p.Subnets), "security_groups": w.groups(p.SecurityGroups, r.Parent),
	})
}

func (w *dumper) placed(rows map[string]kind.PlacedSubnet) []string {
	all := []string{}
	for _, row := range kind.Sorted(rows) {
		all = append(all, w.name(row.Value.Subnet.ID))
	}
	return all
}

// groups are those of what lies in a VPC; none is the VPC's own.
func (w *dumper) groups(set map[string]bool, vpc string) []string {
	if len(set) == 0 {
		return []string{w.name(design.DefaultSecurityGroupID(vpc))}
	}
	return w.names(set)
}

// database: RDS keeps names in lower case.
func (w *dumper) database(id string, r *design.Resource) {
	p := r.Props.(*kind.Database)
	group := strings.ToLower(w.stackName(id, "SubnetGroup"))
	w.put("db_subnet_groups", group, fields{"subnets": w.placed(p.Subnets)})
	w.put("databases", strings.ToLower(w.stackName(id, "")), fields{
		"engine": p.Engine, "class": p.InstanceClass, "public": p.PubliclyAccessible, "subnet_group": group, "security_groups": w.groups(p.SecurityGroups, r.Parent),
	})
}

func (w *dumper) flowLog(id string, r *design.Resource) {
	p := r.Props.(*kind.FlowLog)
	watched := r.Parent
	if p.Watches.ID != "" {
		watched = p.Watches.ID
	}
	w.put("flow_logs", w.name(id), fields{"resource": w.name(watched), "traffic": p.TrafficType, "to": p.Destination})
}
