package terraform

import (
	"encoding/json"
	"regexp"
	"strings"

	"vpcanvas/engine/kind"
)

// readingsOfServices are what lies in subnets without being placed there by hand.
var readingsOfServices = []reading{
	{typ: typeTargetGroup, kind: kind.TargetGroupKind, owner: inside("vpc_id"), fill: (*reader).targetGroup},
	{typ: "aws_alb_target_group", kind: kind.TargetGroupKind, owner: inside("vpc_id"), fill: (*reader).targetGroup},
	{typ: typeLoadBalancer, kindOf: balancerKind, owner: vpcOfBalancer, fill: (*reader).loadBalancer},
	{typ: "aws_alb", kindOf: balancerKind, owner: vpcOfBalancer, fill: (*reader).loadBalancer},
	{typ: typeEndpoint, kindOf: endpointKind, owner: inside("vpc_id"), fill: (*reader).endpoint},
	{typ: typeDatabase, kind: kind.DatabaseKind, owner: vpcOfDatabase, fill: (*reader).database},
	{typ: typeDatabaseCluster, kind: kind.DatabaseKind, owner: vpcOfDatabase, fill: (*reader).database},
	{typ: typeRedshift, kind: kind.DatabaseKind, owner: vpcOfDatabase, fill: (*reader).database},
	{typ: typeReplication, kind: kind.DatabaseKind, owner: vpcOfDatabase, fill: (*reader).database},
	{typ: typeCache, kind: kind.DatabaseKind, owner: vpcOfDatabase, isPart: isOfReplication, fill: (*reader).database},
	{typ: typeFunction, kind: kind.FunctionKind, owner: vpcOfFunction, isPart: isOutside, fill: (*reader).function},
	{typ: typeService, kind: kind.ContainerServiceKind, owner: vpcOfService, fill: (*reader).containerService},
	{typ: typeFlowLog, kind: kind.FlowLogKind, owner: vpcOfFlowLog, isPart: (*reader).isFurtherLog, fill: (*reader).flowLog},
	{typ: typeZone, kind: kind.HostedZoneKind, owner: inScope, fill: (*reader).hostedZone},
	{typ: typeRecord, kindOf: recordKind, owner: inside("zone_id"), fill: (*reader).record},
}

var partsOfServices = []part{
	{typeTarget, (*reader).target},
	{"aws_alb_target_group_attachment", (*reader).target},
	{typeListener, (*reader).listener},
	{"aws_alb_listener", (*reader).listener},
	{"aws_lb_listener_rule", (*reader).listenerRule},
	{"aws_alb_listener_rule", (*reader).listenerRule},
	{"aws_vpc_endpoint_route_table_association", (*reader).tableOfEndpoint},
	{"aws_vpc_endpoint_subnet_association", (*reader).subnetOfEndpoint},
	{"aws_vpc_endpoint_security_group_association", (*reader).groupOfEndpoint},
	{typeDatabaseMember, (*reader).member},
	{"aws_route53_zone_association", (*reader).vpcOfZone},
	{typeService, (*reader).registrations},
}

// placedIn are the subnets of what a VPC owns, with the keys that a mark lists.
func (r *reader) placedIn(id string, b *body, values []any) map[string]kind.PlacedSubnet {
	rows := map[string]kind.PlacedSubnet{}
	for n, v := range values {
		if v == nil || v == "" {
			continue
		}
		if to := r.ref(id, v, kind.SubnetKind); !to.IsZero() {
			rows[r.placedKey(b, n, to)] = kind.PlacedSubnet{Subnet: to}
		}
	}
	return rows
}

// placedKey is the key of the n-th subnet.
func (r *reader) placedKey(b *body, n int, to kind.Ref) string {
	if keys, ok := b.mark("rows"); ok && n < len(keys) {
		if key, fine := strings.CutPrefix(keys[n], "subnets."); fine && isRowKey(key) {
			return key
		}
	}
	identity := to.ID
	if to.External != nil {
		identity = to.External.AWSID
	}
	return "s" + hashed(identity)[:8]
}

// serviceName is the end of a service's name behind the region.
var serviceName = regexp.MustCompile(`^(?:cn\.)?com\.amazonaws\.(\$\{[^}]*\}|[a-z]{2,4}(?:-[a-z]+)+-[0-9]{1,2})\.(.+)$`)

func (r *reader) serviceOf(e *drawing) string {
	v := e.item.args["service_name"]
	s := shown(v)
	parts := serviceName.FindStringSubmatch(s)
	if parts == nil {
		return s
	}
	region := r.regionOf(e.id)
	if strings.HasPrefix(parts[1], "$") || region != nil && (region.Region == parts[1] || region.Region == "") && (e.item.id() == "" || !e.item.literal["service_name"]) {
		return parts[2]
	}
	return s
}

func endpointKind(it *item) kind.Name {
	switch it.text("vpc_endpoint_type") {
	case "", "Gateway":
		return kind.GatewayEndpointKind
	case "Interface":
		return kind.InterfaceEndpointKind
	}
	return ""
}

func (r *reader) endpoint(e *drawing) {
	it := e.item
	policy := ""
	if it.id() != "" || !isFullAccess(it.text("policy")) {
		policy = it.text("policy")
	}
	switch p := e.res.Props.(type) {
	case *kind.GatewayEndpoint:
		p.Service, p.Policy = r.serviceOf(e), policy
		for _, v := range it.list("route_table_ids") {
			r.addTo(p.RouteTables, e.id, v, kind.RouteTableKind)
		}
	case *kind.InterfaceEndpoint:
		p.Service, p.Policy = r.serviceOf(e), policy
		p.PrivateDNS = it.yes("private_dns_enabled", false)
		p.Subnets = r.placedIn(e.id, it.body, it.list("subnet_ids"))
		r.setGroups(p.SecurityGroups, e.id, it.body, "security_group_ids")
	}
}

// isFullAccess tells the policy that AWS gives an endpoint without one.
func isFullAccess(policy string) bool {
	var p struct {
		Statement []map[string]any
	}
	if json.Unmarshal([]byte(policy), &p) != nil || len(p.Statement) != 1 {
		return policy == ""
	}
	s := p.Statement[0]
	return s["Effect"] == "Allow" && s["Action"] == "*" && s["Resource"] == "*" && s["Condition"] == nil
}

func (r *reader) tableOfEndpoint(it *item) {
	id, p, ok := about[*kind.GatewayEndpoint](r, it, "vpc_endpoint_id")
	if !ok {
		return
	}
	r.addTo(p.RouteTables, id, it.args["route_table_id"], kind.RouteTableKind)
}

func (r *reader) subnetOfEndpoint(it *item) {
	id, p, ok := about[*kind.InterfaceEndpoint](r, it, "vpc_endpoint_id")
	if !ok {
		return
	}
	for _, row := range kind.Sorted(r.placedIn(id, it.body, it.list("subnet_id"))) {
		p.Subnets[row.Key] = row.Value
	}
}

func (r *reader) groupOfEndpoint(it *item) {
	id, p, ok := about[*kind.InterfaceEndpoint](r, it, "vpc_endpoint_id")
	if !ok {
		return
	}
	r.setGroups(p.SecurityGroups, id, it.body, "security_group_id")
}

// subnetGroups are the types of the groups, and the argument that names one, by the type of database.
var subnetGroups = map[string][2]string{
	typeDatabase: {typeDatabaseSubnets, "db_subnet_group_name"}, typeDatabaseCluster: {typeDatabaseSubnets, "db_subnet_group_name"},
	typeRedshift: {typeRedshiftSubnets, "cluster_subnet_group_name"}, typeReplication: {typeCacheSubnets, "subnet_group_name"}, typeCache: {typeCacheSubnets, "subnet_group_name"},
}

// subnetGroup is the group of a database; nil where the files have none.
func (r *reader) subnetGroup(it *item) *item {
	row := subnetGroups[it.typ]
	return r.ofType(it.args[row[1]], row[0])
}

func vpcOfDatabase(r *reader, it *item) string {
	if group := r.subnetGroup(it); group != nil {
		return r.vpcOf(group.args["subnet_ids"])
	}
	for _, argument := range []string{"vpc_security_group_ids", "security_group_ids"} {
		if id := r.vpcOf(it.args[argument]); id != "" {
			return id
		}
	}
	return ""
}

// isOfReplication tells a cache that is only a member of a replication group.
func isOfReplication(_ *reader, it *item) bool {
	return it.is("replication_group_id") && it.args["replication_group_id"] != ""
}

// engines are the model's by AWS's name, or by how it begins.
func engineOf(it *item) string {
	switch engine := it.text("engine"); {
	case it.typ == typeRedshift:
		return kind.EngineRedshift
	case it.typ == typeReplication:
		return kind.EngineRedis
	case engine == "valkey":
		return kind.EngineRedis
	case strings.HasPrefix(engine, "oracle"):
		return kind.EngineOracle
	case strings.HasPrefix(engine, "sqlserver"):
		return kind.EngineSQLServer
	case engine == "aurora":
		return kind.EngineAuroraMySQL
	default:
		return engine
	}
}

func (r *reader) database(e *drawing) {
	p, it := e.res.Props.(*kind.Database), e.item
	if engine := engineOf(it); engine != "" {
		p.Engine = engine
	}
	p.Port = it.number("port", 0)
	if it.id() == "" && p.Port != 0 && p.Port == (&kind.Database{Engine: p.Engine}).PortNumber() {
		p.Port = 0 // a state always says it
	}
	for _, argument := range []string{"instance_class", "db_cluster_instance_class", "node_type"} {
		if s := it.text(argument); s != "" {
			p.InstanceClass = s
		}
	}
	if class, ok := it.mark("class"); ok && len(class) > 0 {
		p.InstanceClass = class[0]
	}
	p.MultiAZ = it.yes("multi_az", false) || it.yes("multi_az_enabled", false) || it.text("az_mode") == "cross-az"
	p.PubliclyAccessible = it.yes("publicly_accessible", false)
	for _, argument := range []string{"vpc_security_group_ids", "security_group_ids"} {
		r.setGroups(p.SecurityGroups, e.id, it.body, argument)
	}
	if group := r.subnetGroup(it); group != nil {
		p.Subnets = r.placedIn(e.id, it.orIts(group.body), group.list("subnet_ids"))
	}
}

// orIts is the body whose marks name the rows of subnets: the writer puts them above the group or the database.
func (it *item) orIts(group *body) *body {
	if _, ok := group.mark("rows"); ok {
		return group
	}
	return it.body
}

// member is one of the instances of a cluster: a second one stands ready in another zone.
func (r *reader) member(it *item) {
	_, p, ok := props[*kind.Database](r, it.args["cluster_identifier"])
	if !ok {
		cluster := r.ofType(it.args["cluster_identifier"], typeDatabaseCluster)
		if cluster == nil {
			r.missing(it, it.args["cluster_identifier"])
			return
		}
		if _, p, ok = props[*kind.Database](r, reference{address: cluster.address}); !ok {
			return
		}
	}
	cluster := r.clusterOf(it)
	if _, marked := cluster.mark("class"); !marked {
		p.InstanceClass = it.text("instance_class")
	}
	p.PubliclyAccessible = p.PubliclyAccessible || it.yes("publicly_accessible", false)
	if r.clusters[cluster.address] {
		p.MultiAZ = true
	}
	r.clusters[cluster.address] = true
}

func (r *reader) clusterOf(it *item) *item {
	if cluster := r.ofType(it.args["cluster_identifier"], typeDatabaseCluster); cluster != nil {
		return cluster
	}
	return it
}

// isOutside tells a function that is not connected to a VPC.
func isOutside(_ *reader, it *item) bool {
	return len(it.block("vpc_config").list("subnet_ids")) == 0
}

func vpcOfFunction(r *reader, it *item) string {
	return r.vpcOf(it.block("vpc_config").args["subnet_ids"])
}

func (r *reader) function(e *drawing) {
	p, it := e.res.Props.(*kind.Function), e.item
	if s := it.text("runtime"); s != "" {
		p.Runtime = s
	}
	p.Subnets = r.placedAs(e, p.SecurityGroups, it.block("vpc_config"), "subnet_ids", "security_group_ids")
}

// placedAs are the subnets that a block of a resource names; it adds the groups that the block names, unless a mark
// of the resource says that none was drawn.
func (r *reader) placedAs(e *drawing, groups map[string]bool, in *body, subnets, named string) map[string]kind.PlacedSubnet {
	if !e.item.hasMark("implicit", "groups") {
		r.setGroups(groups, e.id, in, named)
	}
	return r.placedIn(e.id, e.item.body, in.list(subnets))
}

func vpcOfService(r *reader, it *item) string {
	return r.vpcOf(it.block("network_configuration").args["subnets"])
}

func (r *reader) containerService(e *drawing) {
	p, it := e.res.Props.(*kind.ContainerService), e.item
	if s := it.text("launch_type"); s != "" {
		p.LaunchType = s
	}
	in := it.block("network_configuration")
	p.Subnets = r.placedAs(e, p.SecurityGroups, in, "subnets", "security_groups")
	p.AssignPublicIP = in.yes("assign_public_ip", false)
	p.DesiredCount = it.number("desired_count", 1)
	if it.text("scheduling_strategy") == "DAEMON" {
		p.DesiredCount = 1
	}
	if task := r.taskOf(it); task != nil {
		r.container(p, task)
	}
	for _, b := range it.blocks("load_balancer") {
		p.ContainerPort = b.number("container_port", p.ContainerPort)
	}
}

var taskName = regexp.MustCompile(`(?:^|task-definition/)([A-Za-z0-9_-]+)(?::[0-9]+)?$`)

// taskOf is the definition of a service's tasks: by its ARN, or by its family.
func (r *reader) taskOf(it *item) *item {
	v := it.args["task_definition"]
	if task := r.ofType(v, typeTask); task != nil {
		return task
	}
	if parts := taskName.FindStringSubmatch(textOf(v)); parts != nil {
		return r.byName[typeTask+" "+parts[1]]
	}
	return nil
}

// container reads the image and port of a task's first container.
func (r *reader) container(p *kind.ContainerService, task *item) {
	var all []struct {
		Image        string
		PortMappings []struct{ ContainerPort int }
	}
	if json.Unmarshal([]byte(task.text("container_definitions")), &all) != nil || len(all) == 0 {
		return
	}
	p.Image = all[0].Image
	if len(all[0].PortMappings) > 0 {
		p.ContainerPort = all[0].PortMappings[0].ContainerPort
	}
}

// registrations are the target groups in which a service registers its tasks.
func (r *reader) registrations(it *item) {
	id, p, ok := props[*kind.ContainerService](r, reference{address: it.address})
	if !ok {
		return
	}
	rows, _ := it.mark("targets")
	for n, b := range it.blocks("load_balancer") {
		group, g, fine := props[*kind.TargetGroup](r, b.args["target_group_arn"])
		if !fine {
			r.lose("unknown-value", id, "value", shown(b.args["target_group_arn"]))
			continue
		}
		key := "r" + hashed(id)[:8]
		if n < len(rows) {
			if marked, isRow := strings.CutPrefix(rows[n], group+"."); isRow && isRowKey(marked) {
				key = marked
			}
		}
		t := kind.Target{Target: kind.To(id)}
		if p.ContainerPort != g.Port {
			t.Port = p.ContainerPort
		}
		g.Targets[key] = t
	}
}

// watchedArguments are what a flow log can be about.
var watchedArguments = []string{"vpc_id", "subnet_id", "eni_id"}

func vpcOfFlowLog(r *reader, it *item) string {
	for _, argument := range watchedArguments {
		v := it.args[argument]
		if at := r.interfaceItem(v); at != nil && argument == "eni_id" {
			return r.vpcOf(at.args["subnet_id"])
		}
		if id := r.vpcOf(v); id != "" {
			return id
		}
	}
	return ""
}

// interfaceItem is the resource with the subnet of an interface that a value names.
func (r *reader) interfaceItem(v any) *item {
	it, _ := r.find(v)
	if it != nil && (it.typ == typeInterface || it.typ == typeInstance) {
		return it
	}
	return nil
}

// isFurtherLog tells the log of one more interface of an instance that is recorded as a whole.
func (r *reader) isFurtherLog(it *item) bool {
	e := r.elements[it.id()]
	return it.id() != "" && e != nil && e.res.Kind == kind.FlowLogKind
}

func (r *reader) flowLog(e *drawing) {
	p, it := e.res.Props.(*kind.FlowLog), e.item
	if s := it.text("traffic_type"); s != "" {
		p.TrafficType = s
	}
	if it.text("log_destination_type") == kind.LogToS3 {
		p.Destination = kind.LogToS3
	}
	if v := it.args["subnet_id"]; v != nil && v != "" {
		p.Watches = r.ref(e.id, v, kind.SubnetKind)
	}
	if v := it.args["eni_id"]; v != nil && v != "" {
		if at, ok := r.interfaceOf(v); ok {
			p.Watches = kind.To(at.id)
		} else {
			p.Watches = r.ref(e.id, v, kind.InstanceKind, kind.NetworkInterfaceKind)
		}
	}
	if v, isText := it.args["vpc_id"].(string); isText && r.element(v) == "" && v != "" {
		p.Watches = r.ref(e.id, v)
	}
	p.LogGroup = r.logName(it)
}

// logName is the name of a log group or a bucket, "" for one that its resource names by itself.
func (r *reader) logName(it *item) string {
	for _, argument := range []string{"log_destination", "log_group_name"} {
		if to := r.ofType(it.args[argument], typeLogGroup, typeBucket); to != nil {
			return to.text("name") + to.text("bucket")
		}
		s := strings.TrimSuffix(it.text(argument), ":*")
		if _, name, ok := strings.Cut(s, ":log-group:"); ok {
			return name
		}
		if _, name, ok := strings.Cut(s, ":::"); ok {
			name, _, _ = strings.Cut(name, "/")
			return name
		}
		if s != "" {
			return s
		}
	}
	return ""
}
