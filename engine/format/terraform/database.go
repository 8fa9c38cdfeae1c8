package terraform

import (
	"fmt"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

var databaseTypes = []string{
	typeDatabase, typeDatabaseCluster, typeDatabaseMember, typeDatabaseSubnets, typeRedshift, typeRedshiftSubnets, typeReplication, typeCache, typeCacheSubnets,
}

// A databaseRow is how Terraform writes a family of databases.
type databaseRow struct {
	typ, subnets, name, groups string
	// longest is AWS's limit of a database's name, 0 where AWS makes one up.
	longest int
	address string
	write   func(databaseWriter, *block)
}

func databaseRowOf(engine string) databaseRow {
	return map[exchange.Family]databaseRow{
		exchange.FamilyRDS:       {typeDatabase, typeDatabaseSubnets, "identifier", "vpc_security_group_ids", 63, "address", databaseWriter.rds},
		exchange.FamilyAurora:    {typeDatabaseCluster, typeDatabaseSubnets, "cluster_identifier", "vpc_security_group_ids", 63, "endpoint", databaseWriter.aurora},
		exchange.FamilyRedshift:  {typeRedshift, typeRedshiftSubnets, "cluster_identifier", "vpc_security_group_ids", 63, "dns_name", databaseWriter.redshift},
		exchange.FamilyRedis:     {typeReplication, typeCacheSubnets, "replication_group_id", "security_group_ids", 40, "primary_endpoint_address", databaseWriter.redis},
		exchange.FamilyMemcached: {typeCache, typeCacheSubnets, "cluster_id", "security_group_ids", 50, "cluster_address", databaseWriter.memcached},
	}[exchange.FamilyOf(engine)]
}

// databaseType is the type of the resource that answers.
func databaseType(_ *writer, _ string, r *design.Resource) string {
	return databaseRowOf(r.Props.(*kind.Database).Engine).typ
}

type databaseWriter struct {
	*writer
	id, class, called string
	p                 *kind.Database
	subnets           expression
}

// writeDatabase writes the subnet group and what the engine's family makes.
func writeDatabase(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.Database)
	row := databaseRowOf(p.Engine)
	class, asDrawn := exchange.ClassOf(p)
	if !asDrawn {
		w.remark("database-class", id, "value", p.InstanceClass, "written", class)
	}
	if p.PubliclyAccessible && row.subnets == typeCacheSubnets {
		w.lose("database-public", id)
	}
	d := databaseWriter{writer: w, id: id, class: class, p: p, called: w.hyphenated(row.typ, w.names[id], row.longest)}
	d.subnets = d.subnetGroup(row)
	b := w.resource(row.typ, w.names[id], id)
	if !asDrawn {
		b.mark("class", p.InstanceClass)
	}
	b.set(row.name, text(d.called))
	if row.typ != typeRedshift {
		b.set("engine", text(p.Engine))
	}
	row.write(d, b)
	if p.Port != 0 {
		b.set("port", number(p.Port))
	}
	w.tag(b.set(row.groups, w.groups(b, id, kind.Interface{Groups: p.SecurityGroups})), id, r)
	w.outputID(id, row.address)
}

func (d databaseWriter) subnetGroup(row databaseRow) expression {
	called := d.derived(row.subnets, d.id)
	b := d.resource(row.subnets, called, d.id, "subnets")
	b.set("name", text(d.hyphenated(row.subnets, d.names[d.id], 255))).set("description", text("Subnets of "+d.names[d.id])).
		set("subnet_ids", d.placed(b, d.id, d.p.Subnets, false))
	return ref(row.subnets, called, "name")
}

// final names the snapshot that is left when the database goes.
func (d databaseWriter) final(b *block) {
	b.set("final_snapshot_identifier", text(d.called+"-final"))
}

func (d databaseWriter) rds(b *block) {
	b.set("instance_class", text(d.class)).set("allocated_storage", number(20)).set("storage_type", text("gp3")).set("storage_encrypted", boolean(true))
	if license := exchange.License(d.p.Engine); license != "" {
		b.set("license_model", text(license))
	}
	b.set("username", text(exchange.MasterUser)).set("manage_master_user_password", boolean(true)).
		set("db_subnet_group_name", d.subnets).
		set("multi_az", boolean(d.p.MultiAZ)).set("publicly_accessible", boolean(d.p.PubliclyAccessible))
	d.final(b)
}

// aurora makes the cluster with one member, and where several zones are drawn a second one.
func (d databaseWriter) aurora(b *block) {
	b.set("storage_encrypted", boolean(true)).
		set("master_username", text(exchange.MasterUser)).set("manage_master_user_password", boolean(true)).
		set("db_subnet_group_name", d.subnets)
	d.final(b)
	for n := range d.count() {
		called := d.derived(typeDatabaseMember, d.id, fmt.Sprint(n+1))
		d.resource(typeDatabaseMember, called, d.id, "members").
			set("cluster_identifier", d.attribute(d.id, "id")).
			set("engine", text(d.p.Engine)).
			set("instance_class", text(d.class)).
			set("publicly_accessible", boolean(d.p.PubliclyAccessible))
	}
}

// count is how many members stand ready.
func (d databaseWriter) count() int {
	if d.p.MultiAZ {
		return 2
	}
	return 1
}

func (d databaseWriter) redshift(b *block) {
	if d.p.MultiAZ {
		b.set("cluster_type", text("multi-node")).set("number_of_nodes", number(d.count())).set("multi_az", boolean(true))
	} else {
		b.set("cluster_type", text("single-node"))
	}
	b.set("node_type", text(d.class)).set("database_name", text("dev")).set("encrypted", boolean(true)).
		set("master_username", text(exchange.MasterUser)).set("manage_master_password", boolean(true)).
		set("cluster_subnet_group_name", d.subnets).set("publicly_accessible", boolean(d.p.PubliclyAccessible))
	d.final(b)
}

func (d databaseWriter) redis(b *block) {
	b.set("description", text("Redis "+d.names[d.id])).set("node_type", text(d.class)).
		set("num_cache_clusters", number(d.count())).set("automatic_failover_enabled", boolean(d.p.MultiAZ)).set("multi_az_enabled", boolean(d.p.MultiAZ)).
		set("at_rest_encryption_enabled", boolean(true)).set("transit_encryption_enabled", boolean(true)).
		set("subnet_group_name", d.subnets)
	d.final(b)
}

// memcached keeps nothing, so nothing of it is kept.
func (d databaseWriter) memcached(b *block) {
	b.set("node_type", text(d.class)).set("num_cache_nodes", number(d.count()))
	if d.p.MultiAZ {
		b.set("az_mode", text("cross-az"))
	}
	b.set("subnet_group_name", d.subnets)
}

// hyphenated is a Terraform name as AWS's names of databases and load balancers: letters, digits and single
// hyphens.
func (w *writer) hyphenated(typ, name string, longest int) string {
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == '_' })
	base := strings.Join(parts, "-")
	got := strings.Trim(exchange.Clip(base, longest), "-")
	for n := 2; w.taken[typ+" name."+got]; n++ {
		suffix := fmt.Sprintf("-%d", n)
		got = strings.Trim(exchange.Clip(base, longest-len(suffix)), "-") + suffix
	}
	w.taken[typ+" name."+got] = true
	return got
}
