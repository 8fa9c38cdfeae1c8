package template

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
)

// webAndDB is a web server in a public subnet and a database server in a private one, in the order
// in which its source builds them. What is expected of it stands from the first stage on, so that
// each stage shows which arrows it turns.
var webAndDB = &Template{
	ID:    "web-and-db",
	Title: message.Text{EN: "Web and database server", JA: "Web サーバーと DB サーバー"},
	Description: message.Text{
		EN: "A web server in a public subnet and a database server in a private one, built step by step.",
		JA: "パブリックサブネットの Web サーバーとプライベートサブネットの DB サーバーを、順を追って作ります。",
	},
	Stages: []Stage{
		{message.Text{EN: "VPC, subnets and instances", JA: "VPC・サブネット・インスタンス"}, design.Ops{
			resource("scopewebanddb", `{"kind":"scope","name":"Tokyo","exportName":"Scope","props":{"region":"ap-northeast-1"}}`),
			resource("vpcwebanddb", `{"kind":"vpc","name":"web-and-db","parent":"scopewebanddb","exportName":"Vpc","props":{"cidr":"10.0.0.0/16"}}`),
			resource("subnetpublic", `{"kind":"subnet","name":"public","parent":"vpcwebanddb","exportName":"PublicSubnet","props":{"cidr":"10.0.1.0/24","availabilityZone":"ap-northeast-1a"}}`),
			resource("subnetprivate", `{"kind":"subnet","name":"private","parent":"vpcwebanddb","exportName":"PrivateSubnet","props":{"cidr":"10.0.2.0/24","availabilityZone":"ap-northeast-1a"}}`),
			resource("securityweb", `{"kind":"securityGroup","name":"web","parent":"vpcwebanddb","exportName":"WebSecurityGroup","props":{"description":"Web server","egress":{"all":{"protocol":"all","cidr":"0.0.0.0/0"}}}}`),
			resource("securitydb", `{"kind":"securityGroup","name":"db","parent":"vpcwebanddb","exportName":"DbSecurityGroup","props":{"description":"Database server","egress":{"all":{"protocol":"all","cidr":"0.0.0.0/0"}}}}`),
			resource("instanceweb", `{"kind":"instance","name":"Web","parent":"subnetpublic","exportName":"WebInstance","props":{"instanceType":"t2.micro","interfaces":{"eth0":{"groups":{"securityweb":true}}}}}`),
			resource("instancedb", `{"kind":"instance","name":"DB","parent":"subnetprivate","exportName":"DbInstance","props":{"instanceType":"t2.micro","interfaces":{"eth0":{"groups":{"securitydb":true}}}}}`),
			flow("flowwebhttp", `{"from":{"ref":"internet"},"to":{"ref":"instanceweb"},"expect":"must","services":{"http":{"protocol":"tcp","ports":"80"}},"why":"Visitors read the site."}`),
			flow("flowwebssh", `{"from":{"ref":"internet"},"to":{"ref":"instanceweb"},"expect":"must","services":{"ssh":{"protocol":"tcp","ports":"22"}},"why":"Administrators log in."}`),
			flow("flowdbssh0", `{"from":{"ref":"internet"},"to":{"ref":"instancedb"},"expect":"must-not","services":{"ssh":{"protocol":"tcp","ports":"22"}},"why":"The database server is entered through the web server only."}`),
		}},
		{message.Text{EN: "Internet gateway", JA: "インターネットゲートウェイ"}, design.Ops{
			resource("gatewayinternet", `{"kind":"internetGateway","name":"igw","parent":"scopewebanddb","exportName":"InternetGateway","props":{"vpc":"vpcwebanddb"}}`),
		}},
		{message.Text{EN: "Route, public address and SSH", JA: "ルート・パブリック IP・SSH"}, design.Ops{
			resource("routespublic", `{"kind":"routeTable","name":"public","parent":"vpcwebanddb","exportName":"PublicRouteTable","props":{"routes":{"default":{"destination":"0.0.0.0/0","target":"gatewayinternet"}}}}`),
			set("subnetpublic", "props.routeTable", `"routespublic"`),
			set("instanceweb", "props.interfaces.eth0", `{"groups":{"securityweb":true},"public":"auto"}`),
			set("securityweb", "props.ingress.ssh", `{"protocol":"tcp","ports":"22","cidr":"0.0.0.0/0","description":"SSH"}`),
		}},
		{message.Text{EN: "HTTP", JA: "HTTP"}, design.Ops{
			set("securityweb", "props.ingress.http", `{"protocol":"tcp","ports":"80","cidr":"0.0.0.0/0","description":"HTTP"}`),
		}},
		{message.Text{EN: "Database rules", JA: "データベースのルール"}, design.Ops{
			set("securitydb", "props.ingress.mysql", `{"protocol":"tcp","ports":"3306","group":"securityweb","description":"MariaDB"}`),
			set("securitydb", "props.ingress.ssh", `{"protocol":"tcp","ports":"22","group":"securityweb","description":"SSH from the web server"}`),
			set("securitydb", "props.ingress.ping", `{"protocol":"icmp","group":"securityweb","description":"ping"}`),
			flow("flowupdates0", `{"from":{"ref":"instancedb"},"to":{"ref":"internet"},"expect":"must","services":{"https":{"protocol":"tcp","ports":"443"},"http":{"protocol":"tcp","ports":"80"}},"why":"The database server fetches its packages."}`),
			flow("flowmysql0", `{"from":{"ref":"instanceweb"},"to":{"ref":"instancedb"},"expect":"must","services":{"mysql":{"protocol":"tcp","ports":"3306"}},"why":"The site reads its data."}`),
			flow("flowping00", `{"from":{"ref":"instanceweb"},"to":{"ref":"instancedb"},"expect":"must","services":{"ping":{"protocol":"icmp","types":"8"}},"why":"The link can be tested."}`),
		}},
		{message.Text{EN: "NAT gateway", JA: "NAT ゲートウェイ"}, design.Ops{
			resource("addressnat0", `{"kind":"elasticIp","name":"nat","parent":"scopewebanddb","exportName":"NatAddress"}`),
			resource("gatewaynat0", `{"kind":"natGateway","name":"nat","parent":"subnetpublic","exportName":"NatGateway","props":{"interfaces":{"eth0":{"public":"addressnat0"}}}}`),
			resource("routesprivate", `{"kind":"routeTable","name":"private","parent":"vpcwebanddb","exportName":"PrivateRouteTable","props":{"routes":{"default":{"destination":"0.0.0.0/0","target":"gatewaynat0"}}}}`),
			set("subnetprivate", "props.routeTable", `"routesprivate"`),
		}},
	},
}
