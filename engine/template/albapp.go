package template

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
)

// albApp is an application behind an application load balancer, as its source first drew it, with a
// single target, and as it was corrected: two targets in two zones.
var albApp = &Template{
	ID:    "alb-app",
	Title: message.Text{EN: "Application behind a load balancer", JA: "ロードバランサー配下のアプリケーション"},
	Description: message.Text{
		EN: "An application load balancer in two public subnets, its targets in private ones: first with a single target, then corrected.",
		JA: "パブリックサブネット二つの ALB と、プライベートサブネットのターゲット。まずターゲット一つの誤り、次に修正版。",
	},
	Stages: []Stage{
		{message.Text{EN: "A single target", JA: "ターゲットが一つ"}, albSingle},
		{message.Text{EN: "Two targets in two zones", JA: "二つのゾーンに二つのターゲット"}, albCorrected},
	},
}

var albSingle = design.Ops{
	resource("scopealbapp", `{"kind":"scope","name":"Tokyo","exportName":"Scope","props":{"region":"ap-northeast-1"}}`),
	resource("vpcalbapp00", `{"kind":"vpc","name":"alb-app","parent":"scopealbapp","exportName":"Vpc","props":{"cidr":"10.0.0.0/16"}}`),
	resource("subnetpublica", `{"kind":"subnet","name":"public-a","parent":"vpcalbapp00","exportName":"PublicSubnetA","props":{"cidr":"10.0.1.0/24","availabilityZone":"ap-northeast-1a"}}`),
	resource("subnetpublicc", `{"kind":"subnet","name":"public-c","parent":"vpcalbapp00","exportName":"PublicSubnetC","props":{"cidr":"10.0.2.0/24","availabilityZone":"ap-northeast-1c"}}`),
	resource("subnetprivatea", `{"kind":"subnet","name":"private-a","parent":"vpcalbapp00","exportName":"PrivateSubnetA","props":{"cidr":"10.0.11.0/24","availabilityZone":"ap-northeast-1a"}}`),
	resource("subnetprivatec", `{"kind":"subnet","name":"private-c","parent":"vpcalbapp00","exportName":"PrivateSubnetC","props":{"cidr":"10.0.12.0/24","availabilityZone":"ap-northeast-1c"}}`),
	resource("gatewayinternet", `{"kind":"internetGateway","name":"igw","parent":"scopealbapp","exportName":"InternetGateway","props":{"vpc":"vpcalbapp00"}}`),
	resource("routespublic", `{"kind":"routeTable","name":"public","parent":"vpcalbapp00","exportName":"PublicRouteTable","props":{"routes":{"default":{"destination":"0.0.0.0/0","target":"gatewayinternet"}}}}`),
	set("subnetpublica", "props.routeTable", `"routespublic"`),
	set("subnetpublicc", "props.routeTable", `"routespublic"`),
	resource("addressnata", `{"kind":"elasticIp","name":"nat-a","parent":"scopealbapp","exportName":"NatAddressA"}`),
	resource("gatewaynata", `{"kind":"natGateway","name":"nat-a","parent":"subnetpublica","exportName":"NatGatewayA","props":{"interfaces":{"eth0":{"public":"addressnata"}}}}`),
	resource("routesprivatea", `{"kind":"routeTable","name":"private-a","parent":"vpcalbapp00","exportName":"PrivateRouteTableA","props":{"routes":{"default":{"destination":"0.0.0.0/0","target":"gatewaynata"}}}}`),
	set("subnetprivatea", "props.routeTable", `"routesprivatea"`),
	resource("securityalb", `{"kind":"securityGroup","name":"alb","parent":"vpcalbapp00","exportName":"AlbSecurityGroup","props":{"description":"Load balancer","ingress":{"https":{"protocol":"tcp","ports":"443","cidr":"0.0.0.0/0","description":"HTTPS"},"http":{"protocol":"tcp","ports":"80","cidr":"0.0.0.0/0","description":"HTTP"}},"egress":{"all":{"protocol":"all","cidr":"0.0.0.0/0"}}}}`),
	resource("securityapp", `{"kind":"securityGroup","name":"app","parent":"vpcalbapp00","exportName":"AppSecurityGroup","props":{"description":"Application","ingress":{"alb":{"protocol":"tcp","ports":"80","group":"securityalb","description":"From the load balancer"}},"egress":{"all":{"protocol":"all","cidr":"0.0.0.0/0"}}}}`),
	resource("instanceap1", `{"kind":"instance","name":"AP-1","parent":"subnetprivatea","exportName":"Ap1Instance","props":{"interfaces":{"eth0":{"groups":{"securityapp":true}}}}}`),
	resource("targetsapp", `{"kind":"targetGroup","name":"app","parent":"vpcalbapp00","exportName":"AppTargetGroup","props":{"targets":{"ap1":{"target":"instanceap1"}}}}`),
	resource("balanceralb", `{"kind":"loadBalancer","name":"ALB","parent":"vpcalbapp00","exportName":"Alb","props":{"subnets":{"a":{"subnet":"subnetpublica"},"c":{"subnet":"subnetpublicc"}},"securityGroups":{"securityalb":true},"listeners":{"https":{"protocol":"HTTPS","port":443,"targetGroup":"targetsapp"},"http":{"protocol":"HTTP","port":80,"targetGroup":"targetsapp"}}}}`),
	resource("clientpc00", `{"kind":"client","name":"PC","exportName":"Pc"}`),
	flow("flowvisitors", `{"from":{"ref":"internet"},"to":{"ref":"balanceralb"},"expect":"must","services":{"https":{"protocol":"tcp","ports":"443"},"http":{"protocol":"tcp","ports":"80"}},"why":"Visitors use the application."}`),
	flow("flowpcalb0", `{"from":{"ref":"clientpc00"},"to":{"ref":"balanceralb"},"expect":"must","services":{"https":{"protocol":"tcp","ports":"443"}},"why":"A PC opens the application."}`),
	flow("flowdirect1", `{"from":{"ref":"internet"},"to":{"ref":"instanceap1"},"expect":"must-not","services":{"all":{"protocol":"all"}},"why":"The application is entered through the load balancer only."}`),
	flow("flowupdate1", `{"from":{"ref":"instanceap1"},"to":{"ref":"internet"},"expect":"must","services":{"https":{"protocol":"tcp","ports":"443"}},"why":"The servers fetch their updates."}`),
}

var albCorrected = design.Ops{
	resource("addressnatc", `{"kind":"elasticIp","name":"nat-c","parent":"scopealbapp","exportName":"NatAddressC"}`),
	resource("gatewaynatc", `{"kind":"natGateway","name":"nat-c","parent":"subnetpublicc","exportName":"NatGatewayC","props":{"interfaces":{"eth0":{"public":"addressnatc"}}}}`),
	resource("routesprivatec", `{"kind":"routeTable","name":"private-c","parent":"vpcalbapp00","exportName":"PrivateRouteTableC","props":{"routes":{"default":{"destination":"0.0.0.0/0","target":"gatewaynatc"}}}}`),
	set("subnetprivatec", "props.routeTable", `"routesprivatec"`),
	resource("instanceap2", `{"kind":"instance","name":"AP-2","parent":"subnetprivatec","exportName":"Ap2Instance","props":{"interfaces":{"eth0":{"groups":{"securityapp":true}}}}}`),
	set("targetsapp", "props.targets.ap2", `{"target":"instanceap2"}`),
	flow("flowdirect2", `{"from":{"ref":"internet"},"to":{"ref":"instanceap2"},"expect":"must-not","services":{"all":{"protocol":"all"}},"why":"The application is entered through the load balancer only."}`),
	flow("flowupdate2", `{"from":{"ref":"instanceap2"},"to":{"ref":"internet"},"expect":"must","services":{"https":{"protocol":"tcp","ports":"443"}},"why":"The servers fetch their updates."}`),
}
