package terraform

import (
	"strings"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/internal/drawn"
)

var put, patch = drawn.Put, drawn.Patch

func designOf(t testing.TB, ops ...design.Op) *design.Design {
	t.Helper()
	return drawn.Design(t, "everything", ops...)
}

// everything uses each property of each kind once, as AWS would take it.
func everything(t testing.TB) *design.Design {
	return designOf(t, append(drawn.Ordinary(),
		put("addressnil", `{"kind":"elasticIp","name":"idle","parent":"scope00000","exportName":"Eip"}`),
		put("addressnat", `{"kind":"elasticIp","name":"of the NAT gateway","parent":"scope00000","exportName":"NatAddress"}`),
		put("addresseni", `{"kind":"elasticIp","name":"of the interface","parent":"scope00000","exportName":"Lone"}`),
		put("natdrawn00", `{"kind":"natGateway","name":"out","parent":"subneta000","exportName":"NatGateway","props":{"interfaces":{"eth0":{"public":"addressnat","addresses":{"10.0.1.30":true}}}}}`),
		put("natauto000", `{"kind":"natGateway","name":"by itself","parent":"subneta000","exportName":"Auto","props":{"interfaces":{"eth0":{"public":"auto"}}}}`),
		put("natoutside", `{"kind":"natGateway","name":"address from elsewhere","parent":"subneta000","exportName":"Elsewhere","props":{"interfaces":{"eth0":{"public":{"external":{"awsId":"eipalloc-0123456789abcdef0"}}}}}}`),
		put("natprivate", `{"kind":"natGateway","name":"inside","parent":"subnetc000","exportName":"Inside","props":{"connectivity":"private","interfaces":{"eth0":{"public":"auto","addresses":{"10.1.1.42":true,"10.1.1.41":true,"10.1.1.5":true}}}}}`),
		put("interface0", `{"kind":"networkInterface","name":"alone","parent":"subneta000","exportName":"Alone","props":{"description":"A spare one","interfaces":{"eth0":{"public":"addresseni","addresses":{"10.0.1.50":true,"10.0.1.51":true},"groups":{"groupback0":true},"sourceDestCheck":false}}}}`),
		put("interface1", `{"kind":"networkInterface","name":"named as another's row","parent":"subnetc000","exportName":"TwoEth1"}`),
		put("targetsweb", `{"kind":"targetGroup","name":"web","parent":"vpc0000000","exportName":"WebTargetGroup","props":{"protocol":"HTTPS","port":8443,"healthCheckProtocol":"HTTPS","healthCheckPort":9000,"healthCheckPath":"/healthy?a=${b}","targets":{"one":{"target":"instanceone"},"two":{"target":"instancetwo","interface":"eth0","port":81}}}}`),
		put("targetsips", `{"kind":"targetGroup","name":"addresses","parent":"vpc0000000","exportName":"Addresses","props":{"targetType":"ip","targets":{"a":{"target":"instancetwo"},"b":{"target":"instancetwo","interface":"eth1"},"c":{"target":"interface0"}}}}`),
		put("balancerpub", `{"kind":"loadBalancer","name":"front door","parent":"vpc0000000","exportName":"Alb","props":{"subnets":{"a":{"subnet":"subneta000"},"c":{"subnet":"subnetc000"}},"securityGroups":{"groupfront":true},"listeners":{"web":{"targetGroup":"targetsweb"},"safe":{"protocol":"HTTPS","port":443,"targetGroup":"targetsweb"},"api":{"protocol":"HTTPS","port":8443,"targetGroup":"targetsips"},"old":{"port":81,"targetGroup":{"external":{"awsId":"arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/old/0123456789abcdef"}}}}}}`),
		put("balancerint", `{"kind":"loadBalancer","name":"inner","parent":"vpc0000000","exportName":"InternalDoorsOfAllTheDepartments","props":{"scheme":"internal","subnets":{"a":{"subnet":"subneta000"},"x":{"subnet":{"external":{"awsId":"subnet-0123456789abcdef0"}}}}}}`),
		put("balancernet", `{"kind":"loadBalancer","name":"network","parent":"vpc0000000","exportName":"InternalDoorsOfAllTheDepartmentStores","props":{"type":"network","subnets":{"a":{"subnet":"subneta000"}}}}`),
		put("client0000", `{"kind":"client","name":"office","props":{"cidr":"203.0.113.0/24"}}`),
		patch("tableown00", "props.routes.nat", `{"destination":"0.0.0.0/0","target":"natdrawn00"}`),
		patch("tableown00", "props.routes.nat64", `{"destination":"64:ff9b::/96","target":"natdrawn00"}`),
		patch("tableown00", "props.routes.eni", `{"destination":"192.168.2.0/24","target":"interface0","interface":"eth0"}`),
	)...)
}

// nothingFits uses what Terraform cannot say; each part must be listed.
func nothingFits(t testing.TB) *design.Design {
	return designOf(t, append(drawn.Misfits(),
		put("subnetsame", `{"kind":"subnet","name":"same zone","parent":"vpc0000000","exportName":"Same","props":{"cidr":"10.0.2.0/24","availabilityZone":"us-west-2-lax-1a"}}`),
		put("subnetzone", `{"kind":"subnet","name":"other zone","parent":"vpc0000000","exportName":"Zone","props":{"cidr":"10.0.3.0/24","availabilityZone":"us-west-2-lax-1b"}}`),
		put("address000", `{"kind":"elasticIp","name":"taken","parent":"scope00000"}`),
		put("natfirst00", `{"kind":"natGateway","name":"first user","parent":"subnetok00","exportName":"A","props":{"interfaces":{"eth0":{"public":"address000","addresses":{"10.0.1.8":true,"10.0.1.9":true},"groups":{"group00000":true}},"eth1":{}}}}`),
		put("natshared0", `{"kind":"natGateway","name":"second user","parent":"subnetok00","exportName":"B","props":{"interfaces":{"eth0":{"public":"address000"}}}}`),
		put("natnothing", `{"kind":"natGateway","name":"of no block","parent":"subnetnoblock"}`),
		patch("table00000", "props.routes.e", `{"destination":"10.7.0.0/16","target":"natnone000"}`),
		patch("table00000", "props.routes.f", `{"destination":"2001:db8::/56","target":"natfirst00"}`),
		patch("table00000", "props.routes.g", `{"destination":"10.6.0.0/16","target":"interface0","interface":"eth9"}`),
		put("interface0", `{"kind":"networkInterface","name":"alone","parent":"subnetok00","exportName":"Alone","props":{"description":"説明","interfaces":{"eth0":{"public":"auto"},"eth1":{"public":"address000"}}}}`),
		put("targets000", `{"kind":"targetGroup","name":"targets","parent":"vpc0000000","exportName":"Targets","props":{"healthCheckPath":"no path","targets":{"a":{"target":"instance00"},"b":{"target":"instance00","port":80},"c":{"target":"instance00","interface":"eth1"},"d":{"target":"interface0"},"e":{"target":"instancenovpc"},"f":{}}}}`),
		put("targets001", `{"kind":"targetGroup","name":"elsewhere","parent":"vpcnoblock"}`),
		put("balancer00", `{"kind":"loadBalancer","name":"one zone","parent":"vpc0000000","props":{"subnets":{"a":{"subnet":"subnetok00"},"b":{"subnet":"subnetsame"},"c":{}}}}`),
		put("balancer01", `{"kind":"loadBalancer","name":"fits","parent":"vpc0000000","exportName":"Fits","props":{"subnets":{"a":{"subnet":"subnetok00"},"b":{"subnet":"subnetzone"},"c":{"subnet":"subnetsame"},"d":{"subnet":"subnetnovpc"}},"securityGroups":{"groupother":true},"listeners":{"a":{"targetGroup":"targets000"},"b":{"targetGroup":"targets000"},"c":{"port":81,"targetGroup":"targets001"},"d":{"port":82}}}}`),
		put("balancer02", `{"kind":"loadBalancer","name":"later","parent":"vpc0000000","exportName":"Later","props":{"scheme":"internal","subnets":{"a":{"subnet":"subnetok00"},"b":{"subnet":"subnetzone"}},"listeners":{"a":{"targetGroup":"targets000"}}}}`),
		put("balancer03", `{"kind":"loadBalancer","name":"network","parent":"vpc0000000","exportName":"Network","props":{"type":"network","subnets":{"a":{"subnet":"subnetok00"}},"securityGroups":{"group00000":true},"listeners":{"a":{"targetGroup":"targets000"}}}}`),
	)...)
}

// oddities are what is rare but right: another main table, a default group that is closed, groups
// without egress, an interface with several addresses; and a few more things that cannot be said.
func oddities(t testing.TB) *design.Design {
	return designOf(t,
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
