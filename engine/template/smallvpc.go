package template

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
)

// smallVPC is the smallest VPC that does something, step by step as its source builds it: two subnets of
// sixteen addresses, a web server in one, and in the other a server that is entered by Session Manager.
var smallVPC = &Template{
	ID:    "small-vpc-ssm",
	Title: message.Text{EN: "Small VPC with Session Manager", JA: "セッションマネージャーで入る小さな VPC"},
	Description: message.Text{
		EN: "A /27 in two halves: a public web server, and a private server that is entered through interface endpoints.",
		JA: "/27 を二つに分け、パブリックに Web サーバー、プライベートにはエンドポイント経由で入るサーバーを置きます。",
	},
	Stages: []Stage{
		{message.Text{EN: "VPC and two subnets", JA: "VPC とサブネット二つ"}, smallBare},
		{message.Text{EN: "Internet gateway, routed by the main table", JA: "インターネットゲートウェイ（メインルートテーブル）"}, smallMainRoute},
		{message.Text{EN: "A route table for each subnet", JA: "サブネットごとのルートテーブル"}, smallTables},
		{message.Text{EN: "Web server in the public subnet", JA: "パブリックサブネットの Web サーバー"}, smallWeb},
		{message.Text{EN: "Private server and endpoints for Session Manager", JA: "プライベートサーバーと SSM エンドポイント"}, smallEndpoints},
		{message.Text{EN: "Gateway endpoint for Amazon S3", JA: "Amazon S3 のゲートウェイエンドポイント"}, smallS3},
		{message.Text{EN: "NAT gateway", JA: "NAT ゲートウェイ"}, smallNAT},
	},
}

var smallBare = design.Ops{
	resource("scopesmall", `{"kind":"scope","name":"Tokyo","exportName":"Scope","props":{"region":"ap-northeast-1"}}`),
	resource("vpcsmall00", `{"kind":"vpc","name":"vpc-02","parent":"scopesmall","exportName":"Vpc","props":{"cidr":"10.0.0.0/27"}}`),
	resource("subnetpriv", `{"kind":"subnet","name":"private","parent":"vpcsmall00","exportName":"PrivateSubnet","props":{"cidr":"10.0.0.0/28","availabilityZone":"ap-northeast-1a"}}`),
	resource("subnetpubl", `{"kind":"subnet","name":"public","parent":"vpcsmall00","exportName":"PublicSubnet","props":{"cidr":"10.0.0.16/28","availabilityZone":"ap-northeast-1a"}}`),
}

var smallMainRoute = design.Ops{
	resource("gatewaysmall", `{"kind":"internetGateway","name":"igw","parent":"scopesmall","exportName":"InternetGateway","props":{"vpc":"vpcsmall00"}}`),
	set("vpcsmall00main", "props.routes.default", `{"destination":"0.0.0.0/0","target":"gatewaysmall"}`),
}

var smallTables = design.Ops{
	resource("tablepublic", `{"kind":"routeTable","name":"public","parent":"vpcsmall00","exportName":"PublicRouteTable","props":{"routes":{"default":{"destination":"0.0.0.0/0","target":"gatewaysmall"}}}}`),
	resource("tableprivate", `{"kind":"routeTable","name":"private","parent":"vpcsmall00","exportName":"PrivateRouteTable","props":{}}`),
	set("subnetpubl", "props.routeTable", `"tablepublic"`),
	set("subnetpriv", "props.routeTable", `"tableprivate"`),
	set("vpcsmall00main", "props.routes.default", `null`),
}

var smallWeb = design.Ops{
	resource("securityweb", `{"kind":"securityGroup","name":"web","parent":"vpcsmall00","exportName":"WebSecurityGroup","props":{"description":"Web server","ingress":{"http":{"protocol":"tcp","ports":"80","cidr":"0.0.0.0/0","description":"HTTP from anywhere"}},"egress":{"all":{"protocol":"all","cidr":"0.0.0.0/0"}}}}`),
	resource("instancepub", `{"kind":"instance","name":"EC2-pub","parent":"subnetpubl","exportName":"PublicInstance","props":{"instanceType":"t2.micro","interfaces":{"eth0":{"public":"auto","groups":{"securityweb":true}}}}}`),
	flow("flowbrowser", `{"from":{"ref":"internet"},"to":{"ref":"instancepub"},"expect":"must","services":{"http":{"protocol":"tcp","ports":"80"}},"why":"A browser shows the page."}`),
}

var smallEndpoints = design.Ops{
	resource("securityvpce", `{"kind":"securityGroup","name":"endpoints","parent":"vpcsmall00","exportName":"EndpointSecurityGroup","props":{"description":"Interface endpoints","ingress":{"https":{"protocol":"tcp","ports":"443","cidr":"10.0.0.0/27","description":"HTTPS from the VPC"}},"egress":{"all":{"protocol":"all","cidr":"0.0.0.0/0"}}}}`),
	resource("securityec2", `{"kind":"securityGroup","name":"SG-for-ec2-in-vpc-02","parent":"vpcsmall00","exportName":"PrivateSecurityGroup","props":{"description":"Private server","egress":{"all":{"protocol":"all","cidr":"0.0.0.0/0"}}}}`),
	resource("instancepriv", `{"kind":"instance","name":"EC2-priv","parent":"subnetpriv","exportName":"PrivateInstance","props":{"instanceType":"t2.micro","instanceProfile":"private-ec2-role","interfaces":{"eth0":{"groups":{"securityec2":true}}}}}`),
	resource("endpointssm", `{"kind":"interfaceEndpoint","name":"ssm","parent":"vpcsmall00","exportName":"SsmEndpoint","props":{"service":"ssm","subnets":{"a":{"subnet":"subnetpriv"}},"securityGroups":{"securityvpce":true}}}`),
	resource("endpointmessages", `{"kind":"interfaceEndpoint","name":"ssmmessages","parent":"vpcsmall00","exportName":"SsmMessagesEndpoint","props":{"service":"ssmmessages","subnets":{"a":{"subnet":"subnetpriv"}},"securityGroups":{"securityvpce":true}}}`),
	resource("endpointec2", `{"kind":"interfaceEndpoint","name":"ec2messages","parent":"vpcsmall00","exportName":"Ec2MessagesEndpoint","props":{"service":"ec2messages","subnets":{"a":{"subnet":"subnetpriv"}},"securityGroups":{"securityvpce":true}}}`),
	flow("flowssm000", `{"from":{"ref":"instancepriv"},"to":{"ref":"endpointssm"},"expect":"must","services":{"https":{"protocol":"tcp","ports":"443"}},"why":"The agent registers."}`),
	flow("flowmessages", `{"from":{"ref":"instancepriv"},"to":{"ref":"endpointmessages"},"expect":"must","services":{"https":{"protocol":"tcp","ports":"443"}},"why":"The session runs here."}`),
	flow("flowec2msg", `{"from":{"ref":"instancepriv"},"to":{"ref":"endpointec2"},"expect":"must","services":{"https":{"protocol":"tcp","ports":"443"}},"why":"Older agents ask here."}`),
	flow("flownossh0", `{"from":{"ref":"internet"},"to":{"ref":"instancepriv"},"expect":"must-not","services":{"all":{"protocol":"all"}},"why":"Nobody comes in from the internet."}`),
}

var smallS3 = design.Ops{
	resource("services300", `{"kind":"awsService","name":"Amazon S3","parent":"scopesmall","exportName":"S3","props":{"service":"s3"}}`),
	resource("endpoints300", `{"kind":"gatewayEndpoint","name":"s3","parent":"vpcsmall00","exportName":"S3Endpoint","props":{"service":"s3","routeTables":{"tableprivate":true}}}`),
	place("vpcsmall00", "scopesmall", 24, 96, 640, 704),
	place("endpoints300", "vpcsmall00", 496, 608, 120, 72),
	flow("flowtos300", `{"from":{"ref":"instancepriv"},"to":{"ref":"services300"},"expect":"must","services":{"https":{"protocol":"tcp","ports":"443"}},"why":"Files and packages come from Amazon S3."}`),
}

var smallNAT = design.Ops{
	resource("addressnat", `{"kind":"elasticIp","name":"nat","parent":"scopesmall","exportName":"NatAddress"}`),
	resource("gatewaynat", `{"kind":"natGateway","name":"nat","parent":"subnetpubl","exportName":"NatGateway","props":{"interfaces":{"eth0":{"public":"addressnat"}}}}`),
	set("tableprivate", "props.routes.default", `{"destination":"0.0.0.0/0","target":"gatewaynat"}`),
	flow("flowpingout", `{"from":{"ref":"instancepriv"},"to":{"ref":"internet"},"expect":"must","services":{"ping":{"protocol":"icmp"},"https":{"protocol":"tcp","ports":"443"}},"why":"The private server pings a host on the internet."}`),
}
