package aws

import (
	"cmp"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

type subnetName struct {
	ID string `json:"SubnetIdentifier"`
}

type dbSubnetGroup struct {
	Name    string       `json:"DBSubnetGroupName"`
	VPC     string       `json:"VpcId"`
	Subnets []subnetName `json:"Subnets"`
}

type dbEndpoint struct {
	Port int `json:"Port"`
}

type vpcGroup struct {
	ID string `json:"VpcSecurityGroupId"`
}

// databaseShape leaves out users, certificates and parameters.
type databaseShape struct {
	ID       string         `json:"DbiResourceId"`
	Name     string         `json:"DBInstanceIdentifier"`
	Engine   string         `json:"Engine"`
	Class    string         `json:"DBInstanceClass,omitempty"`
	Port     *dbEndpoint    `json:"Endpoint,omitempty"`
	Group    *dbSubnetGroup `json:"DBSubnetGroup,omitempty"`
	Groups   []vpcGroup     `json:"VpcSecurityGroups"`
	MultiAZ  bool           `json:"MultiAZ"`
	IsPublic bool           `json:"PubliclyAccessible"`
	Tags     []tag          `json:"TagList"`
}

type clusterSubnetGroup struct {
	Redshift string       `json:"ClusterSubnetGroupName,omitempty"`
	Cache    string       `json:"CacheSubnetGroupName,omitempty"`
	VPC      string       `json:"VpcId"`
	Subnets  []subnetName `json:"Subnets"`
}

type redshiftShape struct {
	Name     string      `json:"ClusterIdentifier"`
	Class    string      `json:"NodeType,omitempty"`
	Group    string      `json:"ClusterSubnetGroupName"`
	VPC      string      `json:"VpcId"`
	Groups   []vpcGroup  `json:"VpcSecurityGroups"`
	Port     *dbEndpoint `json:"Endpoint,omitempty"`
	IsPublic bool        `json:"PubliclyAccessible"`
	Tags     []tag       `json:"Tags"`
}

type cacheGroup struct {
	ID string `json:"SecurityGroupId"`
}

type cacheShape struct {
	Name   string       `json:"CacheClusterId"`
	Engine string       `json:"Engine"`
	Class  string       `json:"CacheNodeType,omitempty"`
	Group  string       `json:"CacheSubnetGroupName"`
	Groups []cacheGroup `json:"SecurityGroups"`
	Port   *dbEndpoint  `json:"ConfigurationEndpoint,omitempty"`
}

type vpcConfig struct {
	VPC     string   `json:"VpcId"`
	Subnets []string `json:"SubnetIds"`
	Groups  []string `json:"SecurityGroupIds"`
}

// functionShape leaves out the environment, which often holds secrets.
type functionShape struct {
	ARN     string     `json:"FunctionArn"`
	Name    string     `json:"FunctionName"`
	Runtime string     `json:"Runtime,omitempty"`
	Config  *vpcConfig `json:"VpcConfig,omitempty"`
}

type awsvpc struct {
	Subnets []string `json:"subnets"`
	Groups  []string `json:"securityGroups"`
	Public  string   `json:"assignPublicIp,omitempty"`
}

type networkConfiguration struct {
	VPC *awsvpc `json:"awsvpcConfiguration,omitempty"`
}

type serviceBalancer struct {
	Group string `json:"targetGroupArn,omitempty"`
	Port  int    `json:"containerPort,omitempty"`
}

type serviceShape struct {
	ARN       string               `json:"serviceArn"`
	Name      string               `json:"serviceName"`
	Launch    string               `json:"launchType,omitempty"`
	Desired   int                  `json:"desiredCount"`
	Network   networkConfiguration `json:"networkConfiguration"`
	Balancers []serviceBalancer    `json:"loadBalancers"`
	Tags      []lowerTag           `json:"tags"`
}

var (
	dbSubnetGroups = object("DBSubnetGroups", phases[dbSubnetGroup]{
		index: func(r *reader, _ *scope, o *dbSubnetGroup) { r.subnetGroups["rds "+o.Name] = subnetIDs(o.Subnets) },
	})
	databases = object("DBInstances", phases[databaseShape]{
		ids:   func(o *databaseShape) []named { return only(cmp.Or(o.ID, o.Name), kind.DatabaseKind) },
		build: readDatabase, write: writeDatabases,
	})
	redshiftSubnetGroups = object("ClusterSubnetGroups", phases[clusterSubnetGroup]{index: indexSubnetGroup, write: func(w *writer) []any { return w.subnetGroups(exchange.FamilyRedshift) }})
	redshiftClusters     = object("Clusters", phases[redshiftShape]{
		ids:   func(o *redshiftShape) []named { return only(o.Name, kind.DatabaseKind) },
		build: readRedshift, write: writeRedshift,
	})
	cacheSubnetGroups = object("CacheSubnetGroups", phases[clusterSubnetGroup]{index: indexSubnetGroup, write: func(w *writer) []any {
		return append(w.subnetGroups(exchange.FamilyRedis), w.subnetGroups(exchange.FamilyMemcached)...)
	}})
	cacheClusters = object("CacheClusters", phases[cacheShape]{
		ids:   func(o *cacheShape) []named { return only(o.Name, kind.DatabaseKind) },
		build: readCache, write: writeCaches,
	})
	functions = object("Functions", phases[functionShape]{
		ids: func(o *functionShape) []named {
			if o.Config == nil || o.Config.VPC == "" {
				return nil
			}
			return only(o.ARN, kind.FunctionKind)
		},
		build: readFunction, write: writeFunctions,
	})
	services = object("services", phases[serviceShape]{
		ids:   func(o *serviceShape) []named { return only(o.ARN, kind.ContainerServiceKind) },
		index: indexService, build: readService, write: writeServices,
	})
)

func subnetIDs(list []subnetName) []string {
	ids := []string{}
	for _, s := range list {
		ids = append(ids, s.ID)
	}
	return ids
}

func indexSubnetGroup(r *reader, _ *scope, o *clusterSubnetGroup) {
	name := "redshift " + o.Redshift
	if o.Cache != "" {
		name = "cache " + o.Cache
	}
	r.subnetGroups[name] = subnetIDs(o.Subnets)
	r.subnetGroups[name+" vpc"] = []string{o.VPC}
}

// engineOf is the engine as the design has it: editions of one engine are one.
func engineOf(engine string) (string, bool) {
	switch {
	case strings.HasPrefix(engine, "oracle-"):
		return kind.EngineOracle, true
	case strings.HasPrefix(engine, "sqlserver-"):
		return kind.EngineSQLServer, true
	case engine == "valkey":
		return kind.EngineRedis, true
	}
	return engine, isOption(kind.DatabaseKind, "engine", engine)
}

// database adds one, with what all families have.
func (r *reader) database(s *scope, awsID, name, engine, vpc string, subnets, groups []string, port *dbEndpoint, p *kind.Database, tags []tag) {
	var ok bool
	if p.Engine, ok = engineOf(engine); !ok {
		r.lose("engine", "", message.Args{"element": name, "value": engine})
		return
	}
	owner, ok := r.owner(s, name, vpc, kind.VPCKind)
	if !ok {
		return
	}
	if port != nil {
		p.Port = port.Port
		if usual := (&kind.Database{Engine: p.Engine}).PortNumber(); p.Port == usual {
			p.Port = 0
		}
	}
	p.Subnets, p.SecurityGroups = r.subnetRows(s, name, subnets), r.set(s, name, groups, kind.SecurityGroupKind)
	if id := r.add(s, awsID, name, owner, p, tags); id != "" {
		r.place(p.Subnets, kind.DatabaseKind)
	}
}

func readDatabase(r *reader, s *scope, o *databaseShape) {
	if o.Group == nil {
		o.Group = &dbSubnetGroup{}
	}
	subnets := subnetIDs(o.Group.Subnets)
	if len(subnets) == 0 {
		subnets = r.subnetGroups["rds "+o.Group.Name]
	}
	r.database(s, cmp.Or(o.ID, o.Name), o.Name, o.Engine, o.Group.VPC, subnets, vpcGroups(o.Groups), o.Port,
		&kind.Database{MultiAZ: o.MultiAZ, PubliclyAccessible: o.IsPublic, InstanceClass: o.Class}, o.Tags)
}

func vpcGroups(list []vpcGroup) []string {
	ids := []string{}
	for _, g := range list {
		ids = append(ids, g.ID)
	}
	return ids
}

func readRedshift(r *reader, s *scope, o *redshiftShape) {
	subnets, ok := r.subnetGroups["redshift "+o.Group]
	if !ok {
		r.lose("cluster", "", message.Args{"element": o.Name, "value": o.Group})
	}
	r.database(s, o.Name, o.Name, kind.EngineRedshift, o.VPC, subnets, vpcGroups(o.Groups), o.Port,
		&kind.Database{PubliclyAccessible: o.IsPublic, InstanceClass: o.Class}, o.Tags)
}

func readCache(r *reader, s *scope, o *cacheShape) {
	subnets, ok := r.subnetGroups["cache "+o.Group]
	if !ok {
		r.lose("cluster", "", message.Args{"element": o.Name, "value": o.Group})
	}
	groups, vpc := []string{}, ""
	for _, g := range o.Groups {
		groups = append(groups, g.ID)
	}
	if at := r.subnetGroups["cache "+o.Group+" vpc"]; len(at) > 0 {
		vpc = at[0]
	}
	r.database(s, o.Name, o.Name, o.Engine, vpc, subnets, groups, o.Port, &kind.Database{InstanceClass: o.Class}, r.tags[o.Name])
}

func readFunction(r *reader, s *scope, o *functionShape) {
	if o.Config == nil || o.Config.VPC == "" { // it runs outside of every VPC
		return
	}
	if owner, ok := r.owner(s, o.Name, o.Config.VPC, kind.VPCKind); ok {
		p := &kind.Function{Subnets: r.subnetRows(s, o.Name, o.Config.Subnets), SecurityGroups: r.set(s, o.Name, o.Config.Groups, kind.SecurityGroupKind), Runtime: o.Runtime}
		if r.add(s, o.ARN, o.Name, owner, p, r.tags[o.ARN]) != "" {
			r.place(p.Subnets, kind.FunctionKind)
		}
	}
}

func indexService(r *reader, s *scope, o *serviceShape) {
	if e, ok := r.find(s, o.ARN, kind.ContainerServiceKind); ok {
		for _, b := range o.Balancers {
			if b.Group != "" {
				r.registered[b.Group] = append(r.registered[b.Group], e)
			}
		}
	}
}

// readService: the VPC is that of its subnets; answers do not name it.
func readService(r *reader, s *scope, o *serviceShape) {
	config := o.Network.VPC
	if config == nil || len(config.Subnets) == 0 {
		r.lose("no-owner", "", message.Args{"element": o.Name, "owner": "VPC"})
		return
	}
	owner := ""
	for _, awsID := range config.Subnets {
		subnet, _ := r.find(s, awsID, kind.SubnetKind)
		owner = cmp.Or(owner, r.d.Ancestor(subnet.id, kind.VPCKind))
	}
	if owner == "" {
		r.lose("no-owner", "", message.Args{"element": o.Name, "owner": config.Subnets[0]})
		return
	}
	p := kind.Get(kind.ContainerServiceKind).New().(*kind.ContainerService)
	p.Subnets, p.SecurityGroups = r.subnetRows(s, o.Name, config.Subnets), r.set(s, o.Name, config.Groups, kind.SecurityGroupKind)
	p.AssignPublicIP, p.DesiredCount = config.Public == "ENABLED", o.Desired
	if o.Launch == kind.LaunchEC2 {
		p.LaunchType = kind.LaunchEC2
	}
	for _, b := range o.Balancers {
		if b.Port > 0 {
			p.ContainerPort = b.Port
		}
	}
	tags := []tag{}
	for _, t := range o.Tags {
		tags = append(tags, tag(t))
	}
	if r.add(s, o.ARN, o.Name, owner, p, tags) != "" {
		r.place(p.Subnets, kind.ContainerServiceKind)
	}
}

// databasesOf lists the scope's databases of some families.
func (w *writer) databasesOf(families ...exchange.Family) []string {
	list := []string{}
	for _, id := range w.of(kind.DatabaseKind) {
		for _, f := range families {
			if exchange.FamilyOf(w.d.Resources[id].Props.(*kind.Database).Engine) == f {
				list = append(list, id)
			}
		}
	}
	return list
}

func (w *writer) dbGroups(p *kind.Database) []vpcGroup {
	list := []vpcGroup{}
	for _, id := range w.members(p.SecurityGroups) {
		list = append(list, vpcGroup{id})
	}
	return list
}

func portOf(p *kind.Database) *dbEndpoint {
	if n := p.PortNumber(); n != 0 {
		return &dbEndpoint{n}
	}
	return nil
}

func (w *writer) subnetNames(id string, p *kind.Database) []subnetName {
	list := []subnetName{}
	for _, name := range w.placed(id, p.Subnets) {
		list = append(list, subnetName{name})
	}
	return list
}

func writeDatabases(w *writer) []any {
	list := []any{}
	for _, id := range w.databasesOf(exchange.FamilyRDS, exchange.FamilyAurora) {
		res := w.d.Resources[id]
		p := res.Props.(*kind.Database)
		list = append(list, databaseShape{
			ID: w.id(id), Name: res.Name, Engine: p.Engine, Class: p.InstanceClass, Port: portOf(p), Groups: w.dbGroups(p), MultiAZ: p.MultiAZ, IsPublic: p.PubliclyAccessible,
			Group: &dbSubnetGroup{Name: "group-" + id, VPC: w.id(res.Parent), Subnets: w.subnetNames(id, p)}, Tags: w.tags(id),
		})
	}
	return list
}

func (w *writer) subnetGroups(family exchange.Family) []any {
	list := []any{}
	for _, id := range w.databasesOf(family) {
		res := w.d.Resources[id]
		o := clusterSubnetGroup{VPC: w.id(res.Parent), Subnets: w.subnetNames(id, res.Props.(*kind.Database))}
		if family == exchange.FamilyRedshift {
			o.Redshift = "group-" + id
		} else {
			o.Cache = "group-" + id
		}
		list = append(list, o)
	}
	return list
}

func writeRedshift(w *writer) []any {
	list := []any{}
	for _, id := range w.databasesOf(exchange.FamilyRedshift) {
		res := w.d.Resources[id]
		p := res.Props.(*kind.Database)
		if p.MultiAZ {
			w.lose("detail", id, message.Args{"what": "multiAz"})
		}
		list = append(list, redshiftShape{
			Name: w.id(id), Class: p.InstanceClass, Group: "group-" + id, VPC: w.id(res.Parent), Groups: w.dbGroups(p), Port: portOf(p), IsPublic: p.PubliclyAccessible, Tags: w.tags(id),
		})
	}
	return list
}

func writeCaches(w *writer) []any {
	list := []any{}
	for _, id := range w.databasesOf(exchange.FamilyRedis, exchange.FamilyMemcached) {
		p := w.d.Resources[id].Props.(*kind.Database)
		if p.MultiAZ || p.PubliclyAccessible {
			w.lose("detail", id, message.Args{"what": "multiAz, publiclyAccessible"})
		}
		groups := []cacheGroup{}
		for _, g := range w.dbGroups(p) {
			groups = append(groups, cacheGroup(g))
		}
		list = append(list, cacheShape{Name: w.id(id), Engine: p.Engine, Class: p.InstanceClass, Group: "group-" + id, Groups: groups, Port: portOf(p)})
	}
	return list
}

func writeFunctions(w *writer) []any {
	return w.each(kind.FunctionKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.Function)
		return functionShape{
			ARN: w.id(id), Name: res.Name, Runtime: p.Runtime,
			Config: &vpcConfig{VPC: w.id(res.Parent), Subnets: w.placed(id, p.Subnets), Groups: w.members(p.SecurityGroups)},
		}
	})
}

func writeServices(w *writer) []any {
	list := []any{}
	for _, id := range w.of(kind.ContainerServiceKind) {
		res := w.d.Resources[id]
		p := res.Props.(*kind.ContainerService)
		subnets := w.placed(id, p.Subnets)
		if len(subnets) == 0 {
			w.lose("rule-empty", id, message.Args{"row": "subnets"})
			continue
		}
		o := serviceShape{ARN: w.id(id), Name: res.Name, Launch: p.LaunchType, Desired: p.DesiredCount, Tags: []lowerTag{}}
		o.Network.VPC = &awsvpc{Subnets: subnets, Groups: w.members(p.SecurityGroups), Public: "DISABLED"}
		if p.AssignPublicIP {
			o.Network.VPC.Public = "ENABLED"
		}
		o.Balancers = append(o.Balancers, serviceBalancer{Port: p.ContainerPort})
		for _, t := range w.tags(id) {
			o.Tags = append(o.Tags, lowerTag(t))
		}
		if p.Image != kind.Get(res.Kind).New().(*kind.ContainerService).Image {
			w.lose("image", id, nil)
		}
		list = append(list, o)
	}
	return list
}
