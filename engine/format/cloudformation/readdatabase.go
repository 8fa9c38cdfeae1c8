package cloudformation

import (
	"strings"

	"vpcanvas/engine/kind"
)

var readDatabase = []reading{
	{typ: typeDatabase, is: func(src *source) bool { return src.prop("DBClusterIdentifier") == nil && src.engine() != "" }, parent: databaseParent, fill: fillRDS},
	{typ: typeDatabaseCluster, is: hasEngine, parent: databaseParent, fill: fillAurora},
	{typ: typeDatabase, fill: fillClusterMember},
	{typ: typeRedshift, is: always, parent: databaseParent, fill: fillRedshift},
	{typ: typeReplication, is: hasEngine, parent: databaseParent, fill: fillCache},
	{typ: typeCache, is: hasEngine, parent: databaseParent, fill: fillCache},
}

func hasEngine(src *source) bool { return src.engine() != "" }

// engines are AWS's names of engines as the model has them; one more general comes behind its special ones.
var engines = []struct{ prefix, engine string }{
	{"aurora-postgresql", kind.EngineAuroraPostgreSQL},
	{"aurora", kind.EngineAuroraMySQL},
	{"mysql", kind.EngineMySQL},
	{"mariadb", kind.EngineMariaDB},
	{"postgres", kind.EnginePostgres},
	{"oracle-", kind.EngineOracle},
	{"sqlserver-", kind.EngineSQLServer},
	{"redis", kind.EngineRedis},
	{"valkey", kind.EngineRedis},
	{"memcached", kind.EngineMemcached},
}

// engine is the model's engine; "" for one that it does not have.
func (src *source) engine() string {
	name := strings.ToLower(src.text("Engine"))
	if src.typ == typeReplication && name == "" {
		return kind.EngineRedis
	}
	for _, e := range engines {
		if strings.HasPrefix(name, e.prefix) {
			return e.engine
		}
	}
	return ""
}

// subnetGroup is the resource that names a database's subnets, which are what the list holds.
func (src *source) subnetGroup() (*source, any) {
	for _, property := range []string{"DBSubnetGroupName", "ClusterSubnetGroupName", "CacheSubnetGroupName"} {
		of, _ := src.reader.found(src.prop(property))
		if of != nil {
			of.read = true
			return of, of.prop("SubnetIds")
		}
	}
	return nil, nil
}

// databaseParent is the VPC of the subnets; of a database whose subnet group was made elsewhere, that of its groups.
func databaseParent(src *source) string {
	of, subnets := src.subnetGroup()
	if of == nil && !src.own {
		return src.vpcOfGroups()
	}
	return src.vpcOfSubnets(subnets)
}

// database fills what all families share.
func (src *source) database(groups, class string) *kind.Database {
	p := propsOf[*kind.Database](src)
	if engine := src.engine(); engine != "" {
		p.Engine = engine
		if named := strings.ToLower(src.text("Engine")); named != engine && named != "" {
			src.reader.remark("engine", src.id, "element", src.logical, "value", named, "written", engine)
		}
	}
	if of, subnets := src.subnetGroup(); of != nil {
		p.Subnets = src.subnets(subnets, of.metaKeys("Subnets"))
	} else {
		src.reader.lose("empty", src.id, "element", src.logical, "property", "SubnetIds")
	}
	p.SecurityGroups = src.placedIn(groups)
	p.Port = inRange(numberOr(src.prop("Port"), 0), 0)
	if kept, ok := src.meta.values["InstanceClass"].(string); ok {
		p.InstanceClass = kept
	} else if v := shown(src.text(class)); v != "" {
		p.InstanceClass = v
	}
	return p
}

func fillRDS(src *source) {
	p := src.database("VPCSecurityGroups", "DBInstanceClass")
	p.MultiAZ = src.flag("MultiAZ", false)
	p.PubliclyAccessible = src.flag("PubliclyAccessible", false)
}

func fillAurora(src *source) {
	p := src.database("VpcSecurityGroupIds", "DBClusterInstanceClass")
	p.PubliclyAccessible = src.flag("PubliclyAccessible", false)
}

// fillClusterMember tells of a cluster what only its instances say.
func fillClusterMember(src *source) {
	cluster, _ := src.reader.found(src.prop("DBClusterIdentifier"))
	if cluster == nil || cluster.kind != kind.DatabaseKind {
		src.reader.lose("joins-nothing", "", "element", src.logical, "type", src.typ)
		return
	}
	p := propsOf[*kind.Database](cluster)
	p.PubliclyAccessible = p.PubliclyAccessible || src.flag("PubliclyAccessible", false)
	if _, kept := cluster.meta.values["InstanceClass"]; !kept {
		if class := shown(src.text("DBInstanceClass")); class != "" {
			p.InstanceClass = class
		}
	}
	p.MultiAZ = src.reader.membersOf(cluster) > 1
}

func fillRedshift(src *source) {
	p := src.database("VpcSecurityGroupIds", "NodeType")
	p.Engine = kind.EngineRedshift
	p.MultiAZ = src.flag("MultiAZ", false)
	p.PubliclyAccessible = src.flag("PubliclyAccessible", false)
}

func fillCache(src *source) {
	groups := "VpcSecurityGroupIds"
	if src.typ == typeReplication {
		groups = "SecurityGroupIds"
	}
	p := src.database(groups, "CacheNodeType")
	p.MultiAZ = src.flag("MultiAZEnabled", false) || src.text("AZMode") == "cross-az"
}
