package template

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
)

// vpcPeering is the exercise of two private VPCs and one peering, step by step: also with the outbound
// rules as its source writes them, with which the ping never leaves.
var vpcPeering = &Template{
	ID:    "vpc-peering",
	Title: message.Text{EN: "Two VPCs and a peering", JA: "二つの VPC とピアリング"},
	Description: message.Text{
		EN: "Accepting is not enough: a ping needs routes on both sides, and outbound rules that let it leave.",
		JA: "承諾だけでは足りません。ping には両側のルートと、外へ出すアウトバウンドルールが必要です。",
	},
	Stages: []Stage{
		{message.Text{EN: "Two VPCs without a peering", JA: "ピアリングのない二つの VPC"}, peeringBare},
		{message.Text{EN: "Peering requested", JA: "ピアリングのリクエスト"}, design.Ops{
			resource("peeringatob", `{"kind":"peering","name":"VPC-A-to-B-Peering","parent":"scopepeers","exportName":"Peering","props":{"requester":"vpcaaaaaaa","accepter":"vpcbbbbbbb","status":"pending-acceptance"}}`),
			place("peeringatob", "scopepeers", 728, 136, 128, 72),
		}},
		{message.Text{EN: "Peering accepted", JA: "ピアリングの承諾"}, design.Ops{set("peeringatob", "props.status", `"active"`)}},
		{message.Text{EN: "Route in VPC-A", JA: "VPC-A のルート"}, design.Ops{
			set("routesaaaa", "props.routes.peer", `{"destination":"10.2.0.0/16","target":"peeringatob"}`),
		}},
		{message.Text{EN: "Route in VPC-B; outbound rules as written", JA: "VPC-B のルート（アウトバウンドは原文どおり）"}, design.Ops{
			set("routesbbbb", "props.routes.peer", `{"destination":"10.1.0.0/16","target":"peeringatob"}`),
		}},
		{message.Text{EN: "Outbound rules corrected", JA: "アウトバウンドルールの修正"}, design.Ops{
			set("securityaa", "props.egress.ping", `{"protocol":"icmp","cidr":"10.2.0.0/16","description":"Ping to VPC-B"}`),
			set("securitybb", "props.egress.ping", `{"protocol":"icmp","cidr":"10.1.0.0/16","description":"Ping to VPC-A"}`),
		}},
	},
}

var peeringBare = design.Ops{
	resource("scopepeers", `{"kind":"scope","name":"Tokyo","exportName":"Scope","props":{"region":"ap-northeast-1"}}`),
	resource("vpcaaaaaaa", `{"kind":"vpc","name":"VPC-A","parent":"scopepeers","exportName":"VpcA","props":{"cidr":"10.1.0.0/16"}}`),
	resource("routesaaaa", `{"kind":"routeTable","name":"VPC-A-Private","parent":"vpcaaaaaaa","exportName":"RouteTableA","props":{}}`),
	resource("subnetaaaa", `{"kind":"subnet","name":"VPC-A-PrivateSubnet-AZ1a","parent":"vpcaaaaaaa","exportName":"SubnetA","props":{"cidr":"10.1.1.0/24","availabilityZone":"ap-northeast-1a","routeTable":"routesaaaa"}}`),
	resource("vpcbbbbbbb", `{"kind":"vpc","name":"VPC-B","parent":"scopepeers","exportName":"VpcB","props":{"cidr":"10.2.0.0/16"}}`),
	place("vpcaaaaaaa", "scopepeers", 24, 96, 640, 400),
	place("vpcbbbbbbb", "scopepeers", 920, 96, 640, 400), // a peering will stand between them
	resource("routesbbbb", `{"kind":"routeTable","name":"VPC-B-Private","parent":"vpcbbbbbbb","exportName":"RouteTableB","props":{}}`),
	resource("subnetbbbb", `{"kind":"subnet","name":"VPC-B-PrivateSubnet-AZ1a","parent":"vpcbbbbbbb","exportName":"SubnetB","props":{"cidr":"10.2.1.0/24","availabilityZone":"ap-northeast-1a","routeTable":"routesbbbb"}}`),
	resource("securityvpce", `{"kind":"securityGroup","name":"endpoints","parent":"vpcaaaaaaa","exportName":"EndpointSecurityGroup","props":{"description":"Interface endpoints"}}`),
	resource("securityaa", `{"kind":"securityGroup","name":"EC2-A","parent":"vpcaaaaaaa","exportName":"SecurityGroupA","props":{"description":"EC2-A","egress":{"https":{"protocol":"tcp","ports":"443","group":"securityvpce","description":"Session Manager"}}}}`),
	resource("securitybb", `{"kind":"securityGroup","name":"EC2-B","parent":"vpcbbbbbbb","exportName":"SecurityGroupB","props":{"description":"EC2-B","egress":{"https":{"protocol":"tcp","ports":"443","group":"securityvpce","description":"Session Manager"}}}}`),
	set("securityaa", "props.ingress.ping", `{"protocol":"icmp","group":"securitybb","description":"All ICMP from EC2-B"}`),
	set("securitybb", "props.ingress.ping", `{"protocol":"icmp","group":"securityaa","description":"All ICMP from EC2-A"}`),
	set("securityvpce", "props.ingress.https", `{"protocol":"tcp","ports":"443","group":"securityaa","description":"HTTPS from EC2-A"}`),
	resource("instanceaa", `{"kind":"instance","name":"EC2-A","parent":"subnetaaaa","exportName":"InstanceA","props":{"instanceType":"t2.micro","instanceProfile":"ssm-role","interfaces":{"eth0":{"groups":{"securityaa":true}}}}}`),
	resource("instancebb", `{"kind":"instance","name":"EC2-B","parent":"subnetbbbb","exportName":"InstanceB","props":{"instanceType":"t2.micro","instanceProfile":"ssm-role","interfaces":{"eth0":{"addresses":{"10.2.1.10":true},"groups":{"securitybb":true}}}}}`),
	resource("endpointssm", `{"kind":"interfaceEndpoint","name":"ssm","parent":"vpcaaaaaaa","exportName":"SsmEndpoint","props":{"service":"ssm","subnets":{"a":{"subnet":"subnetaaaa"}},"securityGroups":{"securityvpce":true}}}`),
	resource("endpointmessages", `{"kind":"interfaceEndpoint","name":"ssmmessages","parent":"vpcaaaaaaa","exportName":"SsmMessagesEndpoint","props":{"service":"ssmmessages","subnets":{"a":{"subnet":"subnetaaaa"}},"securityGroups":{"securityvpce":true}}}`),
	resource("endpointec2", `{"kind":"interfaceEndpoint","name":"ec2messages","parent":"vpcaaaaaaa","exportName":"Ec2MessagesEndpoint","props":{"service":"ec2messages","subnets":{"a":{"subnet":"subnetaaaa"}},"securityGroups":{"securityvpce":true}}}`),
	flow("flowpingab", `{"from":{"ref":"instanceaa"},"to":{"ref":"instancebb"},"expect":"must","services":{"ping":{"protocol":"icmp"}},"why":"EC2-A pings EC2-B through the peering."}`),
	flow("flowpingba", `{"from":{"ref":"instancebb"},"to":{"ref":"instanceaa"},"expect":"must","services":{"ping":{"protocol":"icmp"}},"why":"And EC2-B pings EC2-A."}`),
	flow("flowssm000", `{"from":{"ref":"instanceaa"},"to":{"ref":"endpointssm"},"expect":"must","services":{"https":{"protocol":"tcp","ports":"443"}},"why":"EC2-A is entered by Session Manager."}`),
	flow("flownossh0", `{"from":{"ref":"instanceaa"},"to":{"ref":"instancebb"},"expect":"must-not","services":{"ssh":{"protocol":"tcp","ports":"22"}},"why":"Only ping is admitted."}`),
	flow("flownoweb0", `{"from":{"ref":"instanceaa"},"to":{"ref":"internet"},"expect":"must-not","services":{"all":{"protocol":"all"}},"why":"Neither VPC has a way to the internet."}`),
}

// threeVPCs is a chain of peerings, which does not lead from its first VPC to its last.
var threeVPCs = &Template{
	ID:    "three-vpcs",
	Title: message.Text{EN: "Three VPCs in a chain", JA: "一列につないだ三つの VPC"},
	Description: message.Text{
		EN: "Peering is not transitive: the first and the last VPC cannot talk, whatever the routes say, until they peer.",
		JA: "ピアリングは推移しません。直接ピアリングするまで、ルートがどうあれ両端の VPC は通信できません。",
	},
	Stages: []Stage{
		{message.Text{EN: "Peerings 1-2 and 2-3", JA: "1-2 と 2-3 のピアリング"}, chain},
		{message.Text{EN: "A direct peering 1-3", JA: "1-3 の直接ピアリング"}, design.Ops{
			resource("peering13a", `{"kind":"peering","name":"1-3","parent":"scopechain","exportName":"Peering13","props":{"requester":"vpcone0000","accepter":"vpcthree00"}}`),
			place("peering13a", "scopechain", 1176, 560, 128, 72),
			set("routesone0", "props.routes.three", `{"destination":"10.3.0.0/16","target":"peering13a"}`),
			set("routesthree", "props.routes.one", `{"destination":"10.1.0.0/16","target":"peering13a"}`),
			design.Patch{Section: design.Flows, ID: "flow13aaaa", Path: "expect", Value: []byte(`"must"`)},
			design.Patch{Section: design.Flows, ID: "flow13aaaa", Path: "why", Value: []byte(`"The direct peering joins them."`)},
		}},
	},
}

var chain = design.Ops{
	resource("scopechain", `{"kind":"scope","name":"Tokyo","exportName":"Scope","props":{"region":"ap-northeast-1"}}`),
	resource("vpcone0000", `{"kind":"vpc","name":"vpc-1","parent":"scopechain","exportName":"Vpc1","props":{"cidr":"10.1.0.0/16"}}`),
	resource("vpctwo0000", `{"kind":"vpc","name":"vpc-2","parent":"scopechain","exportName":"Vpc2","props":{"cidr":"10.2.0.0/16"}}`),
	resource("vpcthree00", `{"kind":"vpc","name":"vpc-3","parent":"scopechain","exportName":"Vpc3","props":{"cidr":"10.3.0.0/16"}}`),
	resource("peering12a", `{"kind":"peering","name":"1-2","parent":"scopechain","exportName":"Peering12","props":{"requester":"vpcone0000","accepter":"vpctwo0000"}}`),
	resource("peering23a", `{"kind":"peering","name":"2-3","parent":"scopechain","exportName":"Peering23","props":{"requester":"vpctwo0000","accepter":"vpcthree00"}}`),
	resource("routesone0", `{"kind":"routeTable","name":"vpc-1","parent":"vpcone0000","exportName":"RouteTable1","props":{"routes":{"two":{"destination":"10.2.0.0/16","target":"peering12a"},"three":{"destination":"10.3.0.0/16","target":"peering12a"}}}}`),
	resource("routestwo0", `{"kind":"routeTable","name":"vpc-2","parent":"vpctwo0000","exportName":"RouteTable2","props":{"routes":{"one":{"destination":"10.1.0.0/16","target":"peering12a"},"three":{"destination":"10.3.0.0/16","target":"peering23a"}}}}`),
	resource("routesthree", `{"kind":"routeTable","name":"vpc-3","parent":"vpcthree00","exportName":"RouteTable3","props":{"routes":{"two":{"destination":"10.2.0.0/16","target":"peering23a"},"one":{"destination":"10.1.0.0/16","target":"peering23a"}}}}`),
	resource("subnetone0", `{"kind":"subnet","name":"subnet-1","parent":"vpcone0000","exportName":"Subnet1","props":{"cidr":"10.1.1.0/24","availabilityZone":"ap-northeast-1a","routeTable":"routesone0"}}`),
	resource("subnettwo0", `{"kind":"subnet","name":"subnet-2","parent":"vpctwo0000","exportName":"Subnet2","props":{"cidr":"10.2.1.0/24","availabilityZone":"ap-northeast-1a","routeTable":"routestwo0"}}`),
	resource("subnetthree", `{"kind":"subnet","name":"subnet-3","parent":"vpcthree00","exportName":"Subnet3","props":{"cidr":"10.3.1.0/24","availabilityZone":"ap-northeast-1a","routeTable":"routesthree"}}`),
	resource("securityone", `{"kind":"securityGroup","name":"hosts-1","parent":"vpcone0000","exportName":"SecurityGroup1","props":{"description":"Hosts","ingress":{"https":{"protocol":"tcp","ports":"443","cidr":"10.0.0.0/8","description":"HTTPS from our VPCs"}}}}`),
	resource("securitytwo", `{"kind":"securityGroup","name":"hosts-2","parent":"vpctwo0000","exportName":"SecurityGroup2","props":{"description":"Hosts","ingress":{"https":{"protocol":"tcp","ports":"443","cidr":"10.0.0.0/8","description":"HTTPS from our VPCs"}}}}`),
	resource("securitythree", `{"kind":"securityGroup","name":"hosts-3","parent":"vpcthree00","exportName":"SecurityGroup3","props":{"description":"Hosts","ingress":{"https":{"protocol":"tcp","ports":"443","cidr":"10.0.0.0/8","description":"HTTPS from our VPCs"}}}}`),
	resource("instanceone", `{"kind":"instance","name":"host-1","parent":"subnetone0","exportName":"Host1","props":{"interfaces":{"eth0":{"groups":{"securityone":true}}}}}`),
	resource("instancetwo", `{"kind":"instance","name":"host-2","parent":"subnettwo0","exportName":"Host2","props":{"interfaces":{"eth0":{"groups":{"securitytwo":true}}}}}`),
	resource("instancethree", `{"kind":"instance","name":"host-3","parent":"subnetthree","exportName":"Host3","props":{"interfaces":{"eth0":{"groups":{"securitythree":true}}}}}`),
	flow("flow12aaaa", `{"from":{"ref":"instanceone"},"to":{"ref":"instancetwo"},"expect":"must","services":{"https":{"protocol":"tcp","ports":"443"}},"why":"Neighbours talk."}`),
	flow("flow23aaaa", `{"from":{"ref":"instancetwo"},"to":{"ref":"instancethree"},"expect":"must","services":{"https":{"protocol":"tcp","ports":"443"}},"why":"Neighbours talk."}`),
	flow("flow13aaaa", `{"from":{"ref":"instanceone"},"to":{"ref":"instancethree"},"expect":"must-not","services":{"https":{"protocol":"tcp","ports":"443"}},"why":"The ends of the chain are kept apart."}`),
}
