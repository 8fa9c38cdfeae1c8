package cloudformation

import (
	"path/filepath"
	"strings"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/internal/drawn"
	"vpcanvas/internal/golden"
)

var put, patch = drawn.Put, drawn.Patch

func designOf(t testing.TB, ops ...design.Op) *design.Design {
	t.Helper()
	return drawn.Design(t, "everything", ops...)
}

// everything uses each property of each kind once, as AWS would take it.
func everything(t testing.TB) *design.Design {
	return designOf(t, append(drawn.Ordinary(),
		put("addressnil", `{"kind":"elasticIp","name":"idle","parent":"scope00000","exportName":"Idle"}`),
	)...)
}

// nothingFits uses what CloudFormation cannot say; each part must be listed.
func nothingFits(t testing.TB) *design.Design {
	return designOf(t, append(drawn.Misfits(),
		put("aclgone000", `{"kind":"networkAcl","name":"goes as well","parent":"vpc0000000"}`),
		put("subnetlong", `{"kind":"subnet","name":"`+strings.Repeat("長", 300)+`","parent":"vpc0000000","exportName":"Long","tags":{"secret":"{{resolve:ssm:x}}"},"props":{"cidr":"10.0.2.0/24","availabilityZone":"us-west-2-lax-1b","networkAcl":"aclgone000"}}`),
		put("subnetsame", `{"kind":"subnet","name":"same zone","parent":"vpc0000000","exportName":"SameZone","props":{"cidr":"10.0.3.0/24","availabilityZone":"us-west-2-lax-1a"}}`),
		put("interface0", `{"kind":"networkInterface","name":"alone","parent":"subnetok00","exportName":"Alone","props":{"interfaces":{"eth0":{"public":"auto"},"eth1":{}}}}`),
		put("nattwo0000", `{"kind":"natGateway","name":"two addresses","parent":"subnetok00","exportName":"TwoAddresses","props":{"interfaces":{"eth0":{"public":"auto","addresses":{"10.0.1.7":true,"10.0.1.8":true}}}}}`),
		put("natprivate", `{"kind":"natGateway","name":"inside","parent":"subnetok00","exportName":"Inside","props":{"connectivity":"private","interfaces":{"eth0":{"addresses":{"10.0.1.90":true,"10.0.1.9":true}}}}}`),
		put("balancer00", `{"kind":"loadBalancer","name":"one zone","parent":"vpc0000000","props":{"subnets":{"a":{"subnet":"subnetok00"}}}}`),
		put("balancer01", `{"kind":"loadBalancer","name":"two zones","parent":"vpc0000000","exportName":"TwoZones","props":{"scheme":"internal","subnets":{"a":{"subnet":"subnetok00"},"b":{"subnet":"subnetlong"},"c":{"subnet":"subnetsame"}}}}`),
		design.Del{Section: design.Resources, ID: "aclgone000"},
	)...)
}

func TestEverything(t *testing.T) {
	golden.Archive(t, filepath.Join("testdata", "everything.txtar"), archive(everything(t), "Each property of each kind once.\n", ".yaml"))
}

func TestNothingFits(t *testing.T) {
	golden.Archive(t, filepath.Join("testdata", "nothing-fits.txtar"), archive(nothingFits(t), "What CloudFormation cannot say, and how it is listed.\n", ".yaml"))
}
