package kind

import "vpcanvas/engine/message"

// DatabaseKind is a managed database in a VPC: RDS, Aurora, Redshift or ElastiCache.
const DatabaseKind Name = "database"

// The engines of a database.
const (
	EngineMySQL            = "mysql"
	EngineMariaDB          = "mariadb"
	EnginePostgres         = "postgres"
	EngineOracle           = "oracle-ee"
	EngineSQLServer        = "sqlserver-se"
	EngineAuroraMySQL      = "aurora-mysql"
	EngineAuroraPostgreSQL = "aurora-postgresql"
	EngineRedshift         = "redshift"
	EngineRedis            = "redis"
	EngineMemcached        = "memcached"
)

// Database answers on one port, from an interface in one of its subnets: a failover moves it to another.
type Database struct {
	Engine string `json:"engine"`
	// Port 0 is the engine's usual one.
	Port               int                     `json:"port"`
	Subnets            map[string]PlacedSubnet `json:"subnets"`
	SecurityGroups     map[string]bool         `json:"securityGroups"`
	MultiAZ            bool                    `json:"multiAz"`
	PubliclyAccessible bool                    `json:"publiclyAccessible"`
	InstanceClass      string                  `json:"instanceClass"`
}

// Kind names the kind.
func (*Database) Kind() Name { return DatabaseKind }

// NetworkInterfaces makes it Addressed: the places where it may be, by the keys of Subnets.
func (d *Database) NetworkInterfaces() map[string]Interface {
	public := To(PublicNone)
	if d.PubliclyAccessible {
		public = To(PublicAuto)
	}
	return placedInterfaces(d.Subnets, d.SecurityGroups, public)
}

var databasePorts = map[string]int{
	EngineMySQL: 3306, EngineMariaDB: 3306, EngineAuroraMySQL: 3306, EnginePostgres: 5432, EngineAuroraPostgreSQL: 5432,
	EngineOracle: 1521, EngineSQLServer: 1433, EngineRedshift: 5439, EngineRedis: 6379, EngineMemcached: 11211,
}

// PortNumber is where it answers.
func (d *Database) PortNumber() int {
	if d.Port != 0 {
		return d.Port
	}
	return databasePorts[d.Engine]
}

var database = &Kind{
	Name:    DatabaseKind,
	Title:   message.Text{EN: "Database", JA: "データベース"},
	Parents: []Name{VPCKind},
	New: func() Props {
		return &Database{Engine: EngineMySQL, Subnets: map[string]PlacedSubnet{}, SecurityGroups: map[string]bool{}, InstanceClass: "db.t4g.micro"}
	},
	Fields: []Field{
		{Name: "engine", Type: Enum, Label: message.Text{EN: "Engine", JA: "エンジン"}, Options: []Option{
			{EngineMySQL, message.Text{EN: "RDS for MySQL", JA: "RDS for MySQL"}},
			{EngineMariaDB, message.Text{EN: "RDS for MariaDB", JA: "RDS for MariaDB"}},
			{EnginePostgres, message.Text{EN: "RDS for PostgreSQL", JA: "RDS for PostgreSQL"}},
			{EngineOracle, message.Text{EN: "RDS for Oracle", JA: "RDS for Oracle"}},
			{EngineSQLServer, message.Text{EN: "RDS for SQL Server", JA: "RDS for SQL Server"}},
			{EngineAuroraMySQL, message.Text{EN: "Aurora MySQL", JA: "Aurora MySQL"}},
			{EngineAuroraPostgreSQL, message.Text{EN: "Aurora PostgreSQL", JA: "Aurora PostgreSQL"}},
			{EngineRedshift, message.Text{EN: "Redshift", JA: "Redshift"}},
			{EngineRedis, message.Text{EN: "ElastiCache for Redis", JA: "ElastiCache for Redis"}},
			{EngineMemcached, message.Text{EN: "ElastiCache for Memcached", JA: "ElastiCache for Memcached"}},
		}},
		{Name: "port", Type: Int, Max: highestPort, Label: message.Text{EN: "Port", JA: "ポート"}, Help: message.Text{EN: "0: the engine's usual one.", JA: "0 ならエンジンの標準ポート。"}},
		placedSubnetsField(message.Text{EN: "The subnet group: two or more zones.", JA: "サブネットグループ。二つ以上のアベイラビリティゾーン。"}),
		placedGroupsField,
		{Name: "multiAz", Type: Bool, Label: message.Text{EN: "Multi-AZ", JA: "マルチ AZ"}},
		{Name: "publiclyAccessible", Type: Bool, Label: message.Text{EN: "Publicly accessible", JA: "パブリックアクセス"}},
		{Name: "instanceClass", Type: Text, Label: message.Text{EN: "Instance class", JA: "インスタンスクラス"}},
	},
	Width: 128, Height: 72,
}
