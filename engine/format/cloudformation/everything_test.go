package cloudformation

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/internal/golden"
)

func put(id, body string) design.Op {
	return design.Put{Section: design.Resources, ID: id, Value: json.RawMessage(body)}
}

func patch(id, path, body string) design.Op {
	return design.Patch{Section: design.Resources, ID: id, Path: path, Value: json.RawMessage(body)}
}

func designOf(t testing.TB, ops ...design.Op) *design.Design {
	t.Helper()
	d := design.New("everything")
	if _, _, err := design.Apply(d, ops); err != nil {
		t.Fatal(err)
	}
	return d
}

// everything uses each property of each kind once, as AWS would take it.
func everything(t testing.TB) *design.Design {
	return designOf(t,
		put("scope00000", `{"kind":"scope","name":"Tokyo","props":{"region":"ap-northeast-1","account":"123456789012"}}`),
		put("vpc0000000", `{"kind":"vpc","name":"main","parent":"scope00000","exportName":"Vpc","tags":{"Environment":"dev"},"props":{"cidr":"10.0.0.0/16","secondaryCidrs":{"more":{"cidr":"10.1.0.0/16"}},"enableDnsHostnames":false}}`),
		put("gateway000", `{"kind":"internetGateway","name":"igw","parent":"scope00000","exportName":"Gateway","props":{"vpc":"vpc0000000"}}`),
		patch("vpc0000000main", "props.routes.out", `{"destination":"0.0.0.0/0","target":"gateway000"}`),
		put("tableown00", `{"kind":"routeTable","name":"middle","parent":"vpc0000000","exportName":"Middle"}`),
		put("subneta000", `{"kind":"subnet","name":"falls to main","parent":"vpc0000000","exportName":"SubnetA","props":{"cidr":"10.0.1.0/24","availabilityZone":"ap-northeast-1a","mapPublicIpOnLaunch":true}}`),
		put("subnetc000", `{"kind":"subnet","name":"in the second block","parent":"vpc0000000","exportName":"SubnetC","props":{"cidr":"10.1.1.0/24","availabilityZone":"ap-northeast-1c","routeTable":"tableown00","networkAcl":"aclown0000"}}`),
		put("aclown0000", `{"kind":"networkAcl","name":"strict","parent":"vpc0000000","exportName":"Strict","props":{
			"ingress":{"a":{"ruleNumber":100,"action":"allow","protocol":"tcp","ports":"443","cidr":"0.0.0.0/0"},"b":{"ruleNumber":90,"action":"deny","protocol":"icmp","types":"8:0","cidr":"10.0.0.0/8"}},
			"egress":{"a":{"ruleNumber":100,"action":"allow","cidr":"0.0.0.0/0"},"b":{"ruleNumber":110,"action":"allow","protocol":"icmpv6","cidr":"::/0"},"c":{"ruleNumber":120,"action":"allow","protocol":"47","cidr":"10.0.0.0/8"}}}}`),
		patch("vpc0000000nacl", "props.ingress.deny", `{"ruleNumber":50,"action":"deny","protocol":"udp","ports":"1000-2000","cidr":"192.0.2.0/24"}`),
		patch("vpc0000000sg", "props.ingress.ssh", `{"protocol":"tcp","ports":"22","cidr":"192.0.2.0/24"}`),
		put("groupfront", `{"kind":"securityGroup","name":"front","parent":"vpc0000000","exportName":"Front","props":{"description":"Front",
			"ingress":{"web":{"protocol":"tcp","ports":"80","cidr":"0.0.0.0/0"},"web6":{"protocol":"tcp","ports":"80","cidr":"::/0","description":"IPv6"},"any":{"protocol":"udp","cidr":"10.0.0.0/8"},"gre":{"protocol":"47","cidr":"10.0.0.0/8"}},
			"egress":{"db":{"protocol":"tcp","ports":"3306","group":"groupback0"}}}}`),
		put("groupback0", `{"kind":"securityGroup","name":"back","parent":"vpc0000000","exportName":"Back","props":{
			"ingress":{"db":{"protocol":"tcp","ports":"3306","group":"groupfront","description":"from the front"},"self":{"group":"groupback0"},"ping":{"protocol":"icmp","types":"8","group":"vpc0000000sg"}},"egress":{}}}`),
		put("instanceone", `{"kind":"instance","name":"one","parent":"subneta000","exportName":"One","props":{"instanceType":"t4g.nano","keyName":"ops","interfaces":{"eth0":{"addresses":{"10.0.1.20":true,"10.0.1.10":true},"groups":{"groupfront":true,"vpc0000000sg":true},"public":"auto","sourceDestCheck":false}}}}`),
		put("instancetwo", `{"kind":"instance","name":"two","parent":"subnetc000","exportName":"Two","props":{"imageId":"ami-0123456789abcdef0","keyName":"dev","interfaces":{"eth0":{"addresses":{"10.1.1.10":true}},"eth1":{"subnet":"subneta000","groups":{"groupback0":true}}}}}`),
		put("instancenil", `{"kind":"instance","name":"bare","parent":"subnetc000","exportName":"Bare"}`),
		put("addressone", `{"kind":"elasticIp","name":"fixed","parent":"scope00000","exportName":"Fixed"}`),
		put("addresstwo", `{"kind":"elasticIp","name":"of two","parent":"scope00000","exportName":"OfTwo"}`),
		put("addressnil", `{"kind":"elasticIp","name":"idle","parent":"scope00000","exportName":"Idle"}`),
		patch("instancenil", "props.interfaces.eth0", `{"public":"addressone"}`),
		patch("instancetwo", "props.interfaces.eth1", `{"subnet":"subneta000","groups":{"groupback0":true},"public":"addresstwo"}`),
		patch("tableown00", "props.routes.one", `{"destination":"192.168.0.0/16","target":"instanceone"}`),
		patch("tableown00", "props.routes.two", `{"destination":"192.168.1.0/24","target":"instancetwo","interface":"eth1"}`),
		patch("tableown00", "props.routes.peer", `{"destination":"10.9.0.0/16","target":{"external":{"awsId":"pcx-0123456789abcdef0"}}}`),
		patch("tableown00", "props.routes.six", `{"destination":"::/0","target":"gateway000"}`),
	)
}

// nothingFits uses what CloudFormation cannot say; each part must be listed.
func nothingFits(t testing.TB) *design.Design {
	d := designOf(t,
		put("scope00000", `{"kind":"scope","name":"Tokyo","props":{"region":"ap-northeast-1"}}`),
		put("vpc0000000", `{"kind":"vpc","name":"main","parent":"scope00000","exportName":"Vpc","props":{"cidr":"10.0.0.0/16","secondaryCidrs":{"six":{"cidr":"2001:db8::/56"}}}}`),
		put("vpcnoblock", `{"kind":"vpc","name":"undecided","parent":"scope00000","exportName":"Undecided"}`),
		put("subnetnovpc", `{"kind":"subnet","name":"in nothing","parent":"vpcnoblock","props":{"cidr":"10.5.0.0/24"}}`),
		put("instancenovpc", `{"kind":"instance","name":"lost","parent":"subnetnovpc"}`),
		put("subnetnoblock", `{"kind":"subnet","name":"undecided subnet","parent":"vpc0000000"}`),
		put("subnetok00", `{"kind":"subnet","name":"fine","parent":"vpc0000000","exportName":"Fine","props":{"cidr":"10.0.1.0/24","availabilityZone":"us-west-2-lax-1a","routeTable":"tablegone0"}}`),
		put("gateway001", `{"kind":"internetGateway","name":"first","parent":"scope00000","exportName":"First","props":{"vpc":"vpc0000000"}}`),
		put("gateway002", `{"kind":"internetGateway","name":"second","parent":"scope00000","exportName":"Second","props":{"vpc":"vpc0000000"}}`),
		put("gateway003", `{"kind":"internetGateway","name":"third","parent":"scope00000","exportName":"Third","props":{"vpc":"vpcnoblock"}}`),
		put("tablegone0", `{"kind":"routeTable","name":"goes","parent":"vpc0000000"}`),
		put("table00000", `{"kind":"routeTable","name":"routes","parent":"vpc0000000","exportName":"Routes","props":{"routes":{"a":{"destination":"0.0.0.0/0","target":"gateway002"},"b":{"destination":"10.9.0.0/16","target":"gateway001"},"c":{"destination":"10.9.0.0/16","target":"gateway001"},"d":{"destination":"10.8.0.0/16","target":"gatewaygone"}}}}`),
		put("gatewaygone", `{"kind":"internetGateway","name":"goes too","parent":"scope00000"}`),
		put("group00000", `{"kind":"securityGroup","name":"rules","parent":"vpc0000000","exportName":"Rules","tags":{"aws:owned":"x","Name":"another"},"props":{"description":"説明 <b>","ingress":{"a":{"protocol":"tcp","ports":"80","cidr":"0.0.0.0/0"},"b":{"protocol":"tcp","ports":"80","cidr":"0.0.0.0/0","description":"again"},"c":{"protocol":"tcp"},"d":{"protocol":"tcp","cidr":"10.0.0.0/8","group":"group00000"},"e":{"group":"groupother"}}}}`),
		put("groupother", `{"kind":"securityGroup","name":"of another VPC","parent":"vpcnoblock"}`),
		patch("vpc0000000sg", "props.ingress.self", `null`),
		patch("vpc0000000sg", "tags.Owner", `"me"`),
		patch("vpc0000000nacl", "props.egress.r100", `{"ruleNumber":100,"action":"deny","cidr":"0.0.0.0/0"}`),
		patch("vpc0000000nacl", "props.ingress.none", `{"ruleNumber":7,"action":"allow"}`),
		put("instance00", `{"kind":"instance","name":"odd","parent":"subnetok00","exportName":"Odd","props":{"state":"stopped","instanceType":"!Ref x","imageId":"${x}","interfaces":{"eth0":{"public":"auto","groups":{"groupother":true}},"eth1":{"subnet":"subnetnovpc","addresses":{"2001:db8::1":true},"public":{"external":{"awsId":"eipalloc-1"}}}}}}`),
		put("aclgone000", `{"kind":"networkAcl","name":"goes as well","parent":"vpc0000000"}`),
		put("subnetlong", `{"kind":"subnet","name":"`+strings.Repeat("長", 300)+`","parent":"vpc0000000","exportName":"Long","tags":{"secret":"{{resolve:ssm:x}}"},"props":{"cidr":"10.0.2.0/24","availabilityZone":"us-west-2-lax-1b","networkAcl":"aclgone000"}}`),
		put("subnetsame", `{"kind":"subnet","name":"same zone","parent":"vpc0000000","exportName":"SameZone","props":{"cidr":"10.0.3.0/24","availabilityZone":"us-west-2-lax-1a"}}`),
		put("interface0", `{"kind":"networkInterface","name":"alone","parent":"subnetok00","exportName":"Alone","props":{"interfaces":{"eth0":{"public":"auto"},"eth1":{}}}}`),
		put("natnone000", `{"kind":"natGateway","name":"no address","parent":"subnetok00","props":{"interfaces":{"eth0":{}}}}`),
		put("nattwo0000", `{"kind":"natGateway","name":"two addresses","parent":"subnetok00","exportName":"TwoAddresses","props":{"interfaces":{"eth0":{"public":"auto","addresses":{"10.0.1.7":true,"10.0.1.8":true}}}}}`),
		put("natprivate", `{"kind":"natGateway","name":"inside","parent":"subnetok00","exportName":"Inside","props":{"connectivity":"private","interfaces":{"eth0":{"addresses":{"10.0.1.90":true,"10.0.1.9":true}}}}}`),
		put("balancer00", `{"kind":"loadBalancer","name":"one zone","parent":"vpc0000000","props":{"subnets":{"a":{"subnet":"subnetok00"}}}}`),
		put("balancer01", `{"kind":"loadBalancer","name":"two zones","parent":"vpc0000000","exportName":"TwoZones","props":{"scheme":"internal","subnets":{"a":{"subnet":"subnetok00"},"b":{"subnet":"subnetlong"},"c":{"subnet":"subnetsame"}}}}`),
		design.Put{Section: design.Notes, ID: "note000000", Value: json.RawMessage(`{"text":"here"}`)},
	)
	if _, _, err := design.Apply(d, design.Ops{
		design.Del{Section: design.Resources, ID: "tablegone0"},
		design.Del{Section: design.Resources, ID: "gatewaygone"},
		design.Del{Section: design.Resources, ID: "aclgone000"},
	}); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestEverything(t *testing.T) {
	golden.Archive(t, filepath.Join("testdata", "everything.txtar"), archive(everything(t), "Each property of each kind once.\n", ".yaml"))
}

func TestNothingFits(t *testing.T) {
	golden.Archive(t, filepath.Join("testdata", "nothing-fits.txtar"), archive(nothingFits(t), "What CloudFormation cannot say, and how it is listed.\n", ".yaml"))
}
