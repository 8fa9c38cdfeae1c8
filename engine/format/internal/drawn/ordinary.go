package drawn

import (
	"encoding/json"

	"vpcanvas/engine/design"
)

// Ordinary uses each property of the kinds that most networks have, as AWS would take it.
func Ordinary() []design.Op {
	return []design.Op{
		Put("scope00000", `{"kind":"scope","name":"Tokyo","props":{"region":"ap-northeast-1","account":"123456789012"}}`),
		Put("vpc0000000", `{"kind":"vpc","name":"main","parent":"scope00000","exportName":"Vpc","tags":{"Environment":"dev"},"props":{"cidr":"10.0.0.0/16","secondaryCidrs":{"more":{"cidr":"10.1.0.0/16"}},"enableDnsHostnames":false}}`),
		Put("gateway000", `{"kind":"internetGateway","name":"igw","parent":"scope00000","exportName":"Gateway","props":{"vpc":"vpc0000000"}}`),
		Patch("vpc0000000main", "props.routes.out", `{"destination":"0.0.0.0/0","target":"gateway000"}`),
		Put("tableown00", `{"kind":"routeTable","name":"middle","parent":"vpc0000000","exportName":"Middle"}`),
		Put("subneta000", `{"kind":"subnet","name":"falls to main","parent":"vpc0000000","exportName":"SubnetA","props":{"cidr":"10.0.1.0/24","availabilityZone":"ap-northeast-1a","mapPublicIpOnLaunch":true}}`),
		Put("subnetc000", `{"kind":"subnet","name":"in the second block","parent":"vpc0000000","exportName":"SubnetC","props":{"cidr":"10.1.1.0/24","availabilityZone":"ap-northeast-1c","routeTable":"tableown00","networkAcl":"aclown0000"}}`),
		Put("aclown0000", `{"kind":"networkAcl","name":"strict","parent":"vpc0000000","exportName":"Strict","props":{
			"ingress":{"a":{"ruleNumber":100,"action":"allow","protocol":"tcp","ports":"443","cidr":"0.0.0.0/0"},"b":{"ruleNumber":90,"action":"deny","protocol":"icmp","types":"8:0","cidr":"10.0.0.0/8"}},
			"egress":{"a":{"ruleNumber":100,"action":"allow","cidr":"0.0.0.0/0"},"b":{"ruleNumber":110,"action":"allow","protocol":"icmpv6","cidr":"::/0"},"c":{"ruleNumber":120,"action":"allow","protocol":"47","cidr":"10.0.0.0/8"}}}}`),
		Patch("vpc0000000nacl", "props.ingress.deny", `{"ruleNumber":50,"action":"deny","protocol":"udp","ports":"1000-2000","cidr":"192.0.2.0/24"}`),
		Patch("vpc0000000sg", "props.ingress.ssh", `{"protocol":"tcp","ports":"22","cidr":"192.0.2.0/24"}`),
		Put("groupfront", `{"kind":"securityGroup","name":"front","parent":"vpc0000000","exportName":"Front","props":{"description":"Front",
			"ingress":{"web":{"protocol":"tcp","ports":"80","cidr":"0.0.0.0/0"},"web6":{"protocol":"tcp","ports":"80","cidr":"::/0","description":"IPv6"},"any":{"protocol":"udp","cidr":"10.0.0.0/8"},"gre":{"protocol":"47","cidr":"10.0.0.0/8"}},
			"egress":{"db":{"protocol":"tcp","ports":"3306","group":"groupback0"}}}}`),
		Put("groupback0", `{"kind":"securityGroup","name":"back","parent":"vpc0000000","exportName":"Back","props":{
			"ingress":{"db":{"protocol":"tcp","ports":"3306","group":"groupfront","description":"from the front"},"self":{"group":"groupback0"},"ping":{"protocol":"icmp","types":"8","group":"vpc0000000sg"}},"egress":{}}}`),
		Put("instanceone", `{"kind":"instance","name":"one","parent":"subneta000","exportName":"One","props":{"instanceType":"t4g.nano","keyName":"ops","interfaces":{"eth0":{"addresses":{"10.0.1.20":true,"10.0.1.10":true},"groups":{"groupfront":true,"vpc0000000sg":true},"public":"auto","sourceDestCheck":false}}}}`),
		Put("instancetwo", `{"kind":"instance","name":"two","parent":"subnetc000","exportName":"Two","props":{"imageId":"ami-0123456789abcdef0","keyName":"dev","interfaces":{"eth0":{"addresses":{"10.1.1.10":true}},"eth1":{"subnet":"subneta000","groups":{"groupback0":true}}}}}`),
		Put("instancenil", `{"kind":"instance","name":"bare","parent":"subnetc000","exportName":"Bare"}`),
		Put("addressone", `{"kind":"elasticIp","name":"fixed","parent":"scope00000","exportName":"Fixed"}`),
		Put("addresstwo", `{"kind":"elasticIp","name":"of two","parent":"scope00000","exportName":"OfTwo"}`),
		Patch("instancenil", "props.interfaces.eth0", `{"public":"addressone"}`),
		Patch("instancetwo", "props.interfaces.eth1", `{"subnet":"subneta000","groups":{"groupback0":true},"public":"addresstwo"}`),
		Patch("tableown00", "props.routes.one", `{"destination":"192.168.0.0/16","target":"instanceone"}`),
		Patch("tableown00", "props.routes.two", `{"destination":"192.168.1.0/24","target":"instancetwo","interface":"eth1"}`),
		Patch("tableown00", "props.routes.peer", `{"destination":"10.9.0.0/16","target":{"external":{"awsId":"pcx-0123456789abcdef0"}}}`),
		Patch("tableown00", "props.routes.six", `{"destination":"::/0","target":"gateway000"}`),
	}
}

// Misfits are the same kinds as no file can say them, beside a little that fits.
func Misfits() []design.Op {
	return []design.Op{
		Put("scope00000", `{"kind":"scope","name":"Tokyo","props":{"region":"ap-northeast-1"}}`),
		Put("vpc0000000", `{"kind":"vpc","name":"main","parent":"scope00000","exportName":"Vpc","props":{"cidr":"10.0.0.0/16","secondaryCidrs":{"six":{"cidr":"2001:db8::/56"}}}}`),
		Put("vpcnoblock", `{"kind":"vpc","name":"undecided","parent":"scope00000","exportName":"Undecided"}`),
		Put("subnetnovpc", `{"kind":"subnet","name":"in nothing","parent":"vpcnoblock","props":{"cidr":"10.5.0.0/24"}}`),
		Put("instancenovpc", `{"kind":"instance","name":"lost","parent":"subnetnovpc"}`),
		Put("subnetnoblock", `{"kind":"subnet","name":"undecided subnet","parent":"vpc0000000"}`),
		Put("subnetok00", `{"kind":"subnet","name":"fine","parent":"vpc0000000","exportName":"Fine","props":{"cidr":"10.0.1.0/24","availabilityZone":"us-west-2-lax-1a","routeTable":"tablegone0"}}`),
		Put("gateway001", `{"kind":"internetGateway","name":"first","parent":"scope00000","exportName":"First","props":{"vpc":"vpc0000000"}}`),
		Put("gateway002", `{"kind":"internetGateway","name":"second","parent":"scope00000","exportName":"Second","props":{"vpc":"vpc0000000"}}`),
		Put("gateway003", `{"kind":"internetGateway","name":"third","parent":"scope00000","exportName":"Third","props":{"vpc":"vpcnoblock"}}`),
		Put("tablegone0", `{"kind":"routeTable","name":"goes","parent":"vpc0000000"}`),
		Put("table00000", `{"kind":"routeTable","name":"routes","parent":"vpc0000000","exportName":"Routes","props":{"routes":{"a":{"destination":"0.0.0.0/0","target":"gateway002"},"b":{"destination":"10.9.0.0/16","target":"gateway001"},"c":{"destination":"10.9.0.0/16","target":"gateway001"},"d":{"destination":"10.8.0.0/16","target":"gatewaygone"}}}}`),
		Put("gatewaygone", `{"kind":"internetGateway","name":"goes too","parent":"scope00000"}`),
		Put("group00000", `{"kind":"securityGroup","name":"rules","parent":"vpc0000000","exportName":"Rules","tags":{"aws:owned":"x","Name":"another"},"props":{"description":"説明 <b>","ingress":{"a":{"protocol":"tcp","ports":"80","cidr":"0.0.0.0/0"},"b":{"protocol":"tcp","ports":"80","cidr":"0.0.0.0/0","description":"again"},"c":{"protocol":"tcp"},"d":{"protocol":"tcp","cidr":"10.0.0.0/8","group":"group00000"},"e":{"group":"groupother"}}}}`),
		Put("groupother", `{"kind":"securityGroup","name":"of another VPC","parent":"vpcnoblock"}`),
		Patch("vpc0000000sg", "props.ingress.self", `null`),
		Patch("vpc0000000sg", "tags.Owner", `"me"`),
		Patch("vpc0000000nacl", "props.egress.r100", `{"ruleNumber":100,"action":"deny","cidr":"0.0.0.0/0"}`),
		Patch("vpc0000000nacl", "props.ingress.none", `{"ruleNumber":7,"action":"allow"}`),
		Put("instance00", `{"kind":"instance","name":"odd","parent":"subnetok00","exportName":"Odd","props":{"state":"stopped","instanceType":"!Ref x","imageId":"${x}","interfaces":{"eth0":{"public":"auto","groups":{"groupother":true}},"eth1":{"subnet":"subnetnovpc","addresses":{"2001:db8::1":true},"public":{"external":{"awsId":"eipalloc-1"}}}}}}`),
		Put("natnone000", `{"kind":"natGateway","name":"no address","parent":"subnetok00","props":{"interfaces":{"eth0":{}}}}`),
		design.Put{Section: design.Notes, ID: "note000000", Value: json.RawMessage(`{"text":"here"}`)},
		design.Del{Section: design.Resources, ID: "tablegone0"},
		design.Del{Section: design.Resources, ID: "gatewaygone"},
	}
}
