package terraform

import (
	"encoding/json"
	"strings"
	"testing"

	"vpcanvas/engine/design"
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
		put("addressnil", `{"kind":"elasticIp","name":"idle","parent":"scope00000","exportName":"Eip"}`),
		patch("instancenil", "props.interfaces.eth0", `{"public":"addressone"}`),
		patch("instancetwo", "props.interfaces.eth1", `{"subnet":"subneta000","groups":{"groupback0":true},"public":"addresstwo"}`),
		patch("tableown00", "props.routes.one", `{"destination":"192.168.0.0/16","target":"instanceone"}`),
		patch("tableown00", "props.routes.two", `{"destination":"192.168.1.0/24","target":"instancetwo","interface":"eth1"}`),
		patch("tableown00", "props.routes.peer", `{"destination":"10.9.0.0/16","target":{"external":{"awsId":"pcx-0123456789abcdef0"}}}`),
		patch("tableown00", "props.routes.six", `{"destination":"::/0","target":"gateway000"}`),
	)
}

// nothingFits uses what Terraform cannot say; each part must be listed.
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
		design.Put{Section: design.Notes, ID: "note000000", Value: json.RawMessage(`{"text":"here"}`)},
	)
	if _, _, err := design.Apply(d, design.Ops{
		design.Del{Section: design.Resources, ID: "tablegone0"},
		design.Del{Section: design.Resources, ID: "gatewaygone"},
	}); err != nil {
		t.Fatal(err)
	}
	return d
}

// oddities are what is rare but right: another main table, a default group that is closed, groups
// without egress, an interface with several addresses; and a few more things that cannot be said.
func oddities(t testing.TB) *design.Design {
	d := designOf(t,
		put("scope00000", `{"kind":"scope","name":"Tokyo","props":{"region":""}}`),
		put("vpc0000000", `{"kind":"vpc","name":"one","parent":"scope00000","props":{"cidr":"10.0.0.0/16"}}`),
		put("vpc0000001", `{"kind":"vpc","name":"two","parent":"scope00000","props":{"cidr":"10.1.0.0/16"}}`),
		put("tablemain0", `{"kind":"routeTable","name":"main now","parent":"vpc0000000","exportName":"MainNow"}`),
		put("tableother", `{"kind":"routeTable","name":"elsewhere","parent":"vpc0000001","exportName":"Elsewhere","props":{"routes":{"a":{"target":"instance00"},"b":{"destination":"10.0.0.0/16","target":"instance00"}}}}`),
		patch("vpc0000000", "props.mainRouteTable", `"tablemain0"`),
		patch("vpc0000001", "props.mainRouteTable", `"tablemain0"`),
		put("acl0000000", `{"kind":"networkAcl","name":"acl","parent":"vpc0000001","props":{"ingress":{"a":{"ruleNumber":7,"action":"allow","cidr":"0.0.0.0/0"},"b":{"ruleNumber":7,"action":"deny","cidr":"0.0.0.0/0"}}}}`),
		put("subnet0000", `{"kind":"subnet","name":"`+strings.Repeat("長", 300)+`","parent":"vpc0000000","exportName":"Subnet","props":{"cidr":"10.0.1.0/24","routeTable":"vpc0000000main","networkAcl":"acl0000000"}}`),
		put("subnet0001", `{"kind":"subnet","name":"","parent":"vpc0000000","exportName":"Subnet","props":{"cidr":"10.0.2.0/24","routeTable":"tableother","networkAcl":"vpc0000000nacl"}}`),
		patch("vpc0000000sg", "props.ingress.self", `null`),
		patch("vpc0000000sg", "props.egress.all", `null`),
		patch("vpc0000000sg", "props.description", `"mine"`),
		put("default000", `{"kind":"securityGroup","name":"default","parent":"vpc0000000"}`),
		patch("default000", "props.egress.all", `null`),
		put("address000", `{"kind":"elasticIp","name":"shared","parent":"scope00000"}`),
		put("instance01", `{"kind":"instance","name":"j","parent":"subnet0000","props":{"interfaces":{"eth0":{"public":"address000"}}}}`),
		put("instance02", `{"kind":"instance","name":"k","parent":"subnet0000","props":{"interfaces":{"eth0":{"public":"address000"}}}}`),
		put("instance00", `{"kind":"instance","name":"i","parent":"subnet0000","exportName":"already_snake","props":{"interfaces":{
			"a":{"public":"auto","groups":{"default000":true}},
			"B-2":{"subnet":"subnet0001","public":{"external":{"awsId":"eipalloc-1"}},"addresses":{"10.0.2.20":true,"10.0.2.9":true},"sourceDestCheck":false}}}}`),
	)
	return d
}

// twoScopes are two accounts, with a name that both use.
func twoScopes(t testing.TB) *design.Design {
	return designOf(t,
		put("scope00001", `{"kind":"scope","name":"Tokyo","props":{"region":"ap-northeast-1","account":"123456789012"}}`),
		put("scope00002", `{"kind":"scope","name":"Osaka","tags":{"Owner":"me"},"props":{"region":"ap-northeast-3","account":"12"}}`),
		put("vpc0000001", `{"kind":"vpc","name":"main","parent":"scope00001","exportName":"Vpc","props":{"cidr":"10.1.0.0/16"}}`),
		put("vpc0000002", `{"kind":"vpc","name":"main","parent":"scope00002","exportName":"VPC","props":{"cidr":"10.2.0.0/16"}}`),
		put("subnet0001", `{"kind":"subnet","name":"a","parent":"vpc0000001","props":{"cidr":"10.1.1.0/24","availabilityZone":"ap-northeast-1a"}}`),
		put("subnet0002", `{"kind":"subnet","name":"a","parent":"vpc0000002","props":{"cidr":"10.2.1.0/24","availabilityZone":"ap-northeast-3b"}}`),
		put("instance01", `{"kind":"instance","name":"web","parent":"subnet0001"}`),
		put("instance02", `{"kind":"instance","name":"web","parent":"subnet0002"}`),
	)
}
