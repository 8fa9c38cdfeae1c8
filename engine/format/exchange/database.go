package exchange

import (
	"regexp"
	"strings"

	"vpcanvas/engine/kind"
)

// Family is the service that runs a database's engine: each has resource types of its own.
type Family string

// The families.
const (
	FamilyRDS       Family = "rds"
	FamilyAurora    Family = "aurora"
	FamilyRedshift  Family = "redshift"
	FamilyRedis     Family = "redis"
	FamilyMemcached Family = "memcached"
)

// FamilyOf is the family of an engine.
func FamilyOf(engine string) Family {
	switch engine {
	case kind.EngineAuroraMySQL, kind.EngineAuroraPostgreSQL:
		return FamilyAurora
	case kind.EngineRedshift:
		return FamilyRedshift
	case kind.EngineRedis:
		return FamilyRedis
	case kind.EngineMemcached:
		return FamilyMemcached
	}
	return FamilyRDS
}

// classes are how a family's instance classes look, and the smallest that fits.
var classes = map[Family]struct {
	pattern  *regexp.Regexp
	smallest string
}{
	FamilyRDS:       {regexp.MustCompile(`^db\.[a-z0-9-]+\.[a-z0-9-]+$`), "db.t4g.micro"},
	FamilyAurora:    {regexp.MustCompile(`^db\.([a-su-z][a-z0-9-]*\.[a-z0-9-]+|t[a-z0-9-]*\.(medium|large|xlarge|2xlarge))$`), "db.t4g.medium"},
	FamilyRedshift:  {regexp.MustCompile(`^(ra3|rg|dc2|ds2)\.[a-z0-9-]+$`), "ra3.large"},
	FamilyRedis:     {regexp.MustCompile(`^cache\.[a-z0-9-]+\.[a-z0-9-]+$`), "cache.t4g.micro"},
	FamilyMemcached: {regexp.MustCompile(`^cache\.[a-z0-9-]+\.[a-z0-9-]+$`), "cache.t4g.micro"},
}

// arm are the families whose processors run no Oracle and no SQL Server.
var arm = regexp.MustCompile(`^db\.[a-z]+[0-9]+g[a-z]*\.`)

// ClassOf is the instance class that AWS would take: the drawn one, else the smallest that fits.
func ClassOf(p *kind.Database) (class string, asDrawn bool) {
	of := classes[FamilyOf(p.Engine)]
	smallest := of.smallest
	isLicensed := p.Engine == kind.EngineOracle || p.Engine == kind.EngineSQLServer
	if isLicensed {
		smallest = "db.t3.small"
	}
	if p.Engine == kind.EngineSQLServer {
		smallest = "db.t3.xlarge"
	}
	if of.pattern.MatchString(p.InstanceClass) && !(isLicensed && arm.MatchString(p.InstanceClass)) {
		return p.InstanceClass, true
	}
	return smallest, false
}

// License is how an engine's licence is paid; "" for free ones.
func License(engine string) string {
	switch engine {
	case kind.EngineOracle:
		return "bring-your-own-license"
	case kind.EngineSQLServer:
		return "license-included"
	}
	return ""
}

// MasterUser is the first user of a database; "admin" is a reserved word of PostgreSQL.
const MasterUser = "dbadmin"

// runtimes are those of functions whose code can stand in a file, with the code.
var runtimes = []struct{ prefix, file, code string }{
	{"python3.", "index.py", "def handler(event, context):\n    return {\"statusCode\": 200}\n"},
	{"nodejs", "index.js", "exports.handler = async () => ({ statusCode: 200 });\n"},
}

var runtimePattern = regexp.MustCompile(`^[a-z][a-z0-9.-]{1,30}$`)

// Placeholder is code that does nothing, by runtime, with the name of its file. A runtime whose code must
// be compiled has none.
func Placeholder(runtime string) (file, code string, ok bool) {
	for _, r := range runtimes {
		if strings.HasPrefix(runtime, r.prefix) {
			return r.file, r.code, true
		}
	}
	return "", "", false
}

// RuntimeOf is a runtime as AWS writes them; another text becomes the default.
func RuntimeOf(runtime string) (value string, asDrawn bool) {
	if runtimePattern.MatchString(runtime) {
		return runtime, true
	}
	return kind.Get(kind.FunctionKind).New().(*kind.Function).Runtime, false
}
