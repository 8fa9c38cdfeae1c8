package cloudformation

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// snapshot keeps the data of what is deleted or replaced.
const snapshot = "Snapshot"

// A databaseWriter is what every family of databases needs.
type databaseWriter struct {
	*writer
	id      string
	r       *design.Resource
	p       *kind.Database
	class   string
	subnets string // the logical id of the subnet group
	groups  list
}

// writeDatabase writes the subnet group and what the engine's family makes.
func writeDatabase(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.Database)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	class, asDrawn := exchange.ClassOf(p)
	if !asDrawn {
		w.remark("database-class", id, "value", p.InstanceClass, "written", class)
	}
	family := exchange.FamilyOf(p.Engine)
	if p.PubliclyAccessible && (family == exchange.FamilyRedis || family == exchange.FamilyMemcached) {
		w.lose("database-public", id)
	}
	d := databaseWriter{writer: w, id: id, r: r, p: p, class: class}
	d.subnetGroup(family)
	map[exchange.Family]func(databaseWriter){
		exchange.FamilyRDS: databaseWriter.rds, exchange.FamilyAurora: databaseWriter.aurora, exchange.FamilyRedshift: databaseWriter.redshift,
		exchange.FamilyRedis: databaseWriter.redis, exchange.FamilyMemcached: databaseWriter.memcached,
	}[family](d)
}

func (d *databaseWriter) subnetGroup(family exchange.Family) {
	typ, description := typeDatabaseSubnets, "DBSubnetGroupDescription"
	switch family {
	case exchange.FamilyRedshift:
		typ, description = typeRedshiftSubnets, "Description"
	case exchange.FamilyRedis, exchange.FamilyMemcached:
		typ, description = typeCacheSubnets, "Description"
	}
	d.subnets = d.derived(d.id, "SubnetGroup")
	m := newMade(typ, d.id)
	subnets := d.placed(m, d.id, d.p.Subnets, false)
	d.add(d.subnets, m.set(description, text("Subnets of "+d.logical[d.id])).set("SubnetIds", subnets))
}

// begin makes a resource of the database that goes with a snapshot.
func (d *databaseWriter) begin(typ string) *made {
	m := newMade(typ, d.id)
	m.kept = snapshot
	d.groups = d.placedGroups(m, d.id, d.p.SecurityGroups)
	d.drawnClass(m)
	return m.set("Engine", text(d.p.Engine))
}

// drawnClass remembers a class that is not written.
func (d *databaseWriter) drawnClass(m *made) {
	if d.class != d.p.InstanceClass {
		m.metadata.set("InstanceClass", text(d.p.InstanceClass))
	}
}

// port is written where it is not the engine's usual one.
func (d *databaseWriter) port(m *made) {
	if d.p.Port != 0 {
		m.set("Port", number(d.p.Port))
	}
}

func (d databaseWriter) rds() {
	m := d.begin(typeDatabase).set("DBInstanceClass", text(d.class)).set("AllocatedStorage", text("20")).
		set("StorageType", text("gp3")).set("StorageEncrypted", boolean(true))
	if license := exchange.License(d.p.Engine); license != "" {
		m.set("LicenseModel", text(license))
	}
	m.set("MasterUsername", text(exchange.MasterUser)).set("ManageMasterUserPassword", boolean(true)).
		set("DBSubnetGroupName", ref(d.subnets)).set("VPCSecurityGroups", d.groups)
	if d.p.Port != 0 {
		m.set("Port", text(itoa(d.p.Port)))
	}
	m.set("MultiAZ", boolean(d.p.MultiAZ)).set("PubliclyAccessible", boolean(d.p.PubliclyAccessible))
	d.add(d.logical[d.id], d.tags(m, d.id, d.r))
}

// aurora makes the cluster with one instance, and where several zones are drawn a second one.
func (d databaseWriter) aurora() {
	m := d.begin(typeDatabaseCluster).set("StorageEncrypted", boolean(true)).
		set("MasterUsername", text(exchange.MasterUser)).set("ManageMasterUserPassword", boolean(true)).
		set("DBSubnetGroupName", ref(d.subnets)).set("VpcSecurityGroupIds", d.groups)
	d.port(m)
	d.add(d.logical[d.id], d.tags(m, d.id, d.r))
	for n := range d.count() {
		// What the instances hold is the cluster's; they go with it.
		own := newMade(typeDatabase, d.id).set("Engine", text(d.p.Engine)).set("DBInstanceClass", text(d.class)).
			set("DBClusterIdentifier", ref(d.logical[d.id])).set("PubliclyAccessible", boolean(d.p.PubliclyAccessible))
		own.kept = "Delete"
		d.add(d.derived(d.id, "Instance", itoa(n+1)), own)
	}
}

// count is how many members stand ready.
func (d *databaseWriter) count() int {
	if d.p.MultiAZ {
		return 2
	}
	return 1
}

func (d databaseWriter) redshift() {
	m := newMade(typeRedshift, d.id)
	m.kept = snapshot
	d.drawnClass(m)
	groups := d.placedGroups(m, d.id, d.p.SecurityGroups)
	if d.p.MultiAZ {
		m.set("ClusterType", text("multi-node")).set("NumberOfNodes", number(d.count())).set("MultiAZ", boolean(true))
	} else {
		m.set("ClusterType", text("single-node"))
	}
	m.set("NodeType", text(d.class)).set("DBName", text("dev")).set("Encrypted", boolean(true)).
		set("MasterUsername", text(exchange.MasterUser)).set("ManageMasterPassword", boolean(true)).
		set("ClusterSubnetGroupName", ref(d.subnets)).set("VpcSecurityGroupIds", groups)
	d.port(m)
	d.add(d.logical[d.id], d.tags(m.set("PubliclyAccessible", boolean(d.p.PubliclyAccessible)), d.id, d.r))
}

func (d databaseWriter) redis() {
	m := d.begin(typeReplication).set("ReplicationGroupDescription", text("Redis "+d.logical[d.id])).set("CacheNodeType", text(d.class)).
		set("NumCacheClusters", number(d.count())).set("AutomaticFailoverEnabled", boolean(d.p.MultiAZ)).set("MultiAZEnabled", boolean(d.p.MultiAZ)).
		set("AtRestEncryptionEnabled", boolean(true)).set("TransitEncryptionEnabled", boolean(true)).
		set("CacheSubnetGroupName", ref(d.subnets)).set("SecurityGroupIds", d.groups)
	d.port(m)
	d.add(d.logical[d.id], d.tags(m, d.id, d.r))
}

// memcached keeps nothing, so nothing of it is kept.
func (d databaseWriter) memcached() {
	m := d.begin(typeCache).set("CacheNodeType", text(d.class)).set("NumCacheNodes", number(d.count()))
	m.kept = "Delete"
	if d.p.MultiAZ {
		m.set("AZMode", text("cross-az"))
	}
	m.set("CacheSubnetGroupName", ref(d.subnets)).set("VpcSecurityGroupIds", d.groups)
	d.port(m)
	d.add(d.logical[d.id], d.tags(m, d.id, d.r))
}

// databaseName is the DNS name of a database.
func (w *writer) databaseName(id string) value {
	attribute := map[exchange.Family]string{
		exchange.FamilyRDS: "Endpoint.Address", exchange.FamilyAurora: "Endpoint.Address", exchange.FamilyRedshift: "Endpoint.Address",
		exchange.FamilyRedis: "PrimaryEndPoint.Address", exchange.FamilyMemcached: "ConfigurationEndpoint.Address",
	}[exchange.FamilyOf(w.d.Resources[id].Props.(*kind.Database).Engine)]
	return getAtt{w.logical[id], attribute}
}
