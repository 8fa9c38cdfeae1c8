package template

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
)

// dualStack is a network that gets IPv6 beside IPv4: what NAT does for the one, an egress-only gateway
// does for the other.
var dualStack = &Template{
	ID:    "dual-stack",
	Title: message.Text{EN: "IPv4 and IPv6 side by side", JA: "IPv4 と IPv6 のデュアルスタック"},
	Description: message.Text{
		EN: "A web server for both families, and an application server that reaches out by an egress-only internet gateway.",
		JA: "両方のアドレスで公開する Web サーバーと、Egress-only ゲートウェイで外へ出るアプリケーションサーバー。",
	},
	Stages: []Stage{
		{message.Text{EN: "IPv4 only", JA: "IPv4 のみ"}, onlyIPv4},
		{message.Text{EN: "IPv6 beside it", JA: "IPv6 を追加"}, withIPv6},
	},
}

var onlyIPv4 = design.Ops{
	resource("scopedual0", `{"kind":"scope","name":"Tokyo","exportName":"Scope","props":{"region":"ap-northeast-1"}}`),
	resource("vpcdual000", `{"kind":"vpc","name":"dual-stack","parent":"scopedual0","exportName":"Vpc","props":{"cidr":"10.0.0.0/16"}}`),
	resource("gatewaydual", `{"kind":"internetGateway","name":"igw","parent":"scopedual0","exportName":"InternetGateway","props":{"vpc":"vpcdual000"}}`),
	resource("tablepublic", `{"kind":"routeTable","name":"public","parent":"vpcdual000","exportName":"PublicRouteTable","props":{"routes":{"default":{"destination":"0.0.0.0/0","target":"gatewaydual"}}}}`),
	resource("tableprivate", `{"kind":"routeTable","name":"private","parent":"vpcdual000","exportName":"PrivateRouteTable","props":{}}`),
	resource("subnetpubl", `{"kind":"subnet","name":"public","parent":"vpcdual000","exportName":"PublicSubnet","props":{"cidr":"10.0.0.0/24","availabilityZone":"ap-northeast-1a","routeTable":"tablepublic"}}`),
	resource("subnetpriv", `{"kind":"subnet","name":"private","parent":"vpcdual000","exportName":"PrivateSubnet","props":{"cidr":"10.0.1.0/24","availabilityZone":"ap-northeast-1a","routeTable":"tableprivate"}}`),
	resource("securityweb", `{"kind":"securityGroup","name":"web","parent":"vpcdual000","exportName":"WebSecurityGroup","props":{"description":"Web server","ingress":{"https4":{"protocol":"tcp","ports":"443","cidr":"0.0.0.0/0","description":"HTTPS over IPv4"}}}}`),
	resource("securityapp", `{"kind":"securityGroup","name":"app","parent":"vpcdual000","exportName":"AppSecurityGroup","props":{"description":"Application","ingress":{"web":{"protocol":"tcp","ports":"8080","group":"securityweb","description":"From the web server"}}}}`),
	resource("instanceweb", `{"kind":"instance","name":"Web","parent":"subnetpubl","exportName":"WebInstance","props":{"interfaces":{"eth0":{"public":"auto","groups":{"securityweb":true}}}}}`),
	resource("instanceapp", `{"kind":"instance","name":"App","parent":"subnetpriv","exportName":"AppInstance","props":{"interfaces":{"eth0":{"groups":{"securityapp":true}}}}}`),
	flow("flowweb4aa", `{"from":{"ref":"internet"},"to":{"ref":"instanceweb"},"family":"4","expect":"must","services":{"https":{"protocol":"tcp","ports":"443"}},"why":"Visitors come over IPv4."}`),
	flow("flowwebapp", `{"from":{"ref":"instanceweb"},"to":{"ref":"instanceapp"},"expect":"must","services":{"app":{"protocol":"tcp","ports":"8080"}},"why":"The web server asks the application."}`),
	flow("flownotapp", `{"from":{"ref":"internet"},"to":{"ref":"instanceapp"},"expect":"must-not","services":{"all":{"protocol":"all"}},"why":"Nobody comes in to the application from the internet."}`),
}

var withIPv6 = design.Ops{
	set("vpcdual000", "props.ipv6Cidrs.amazon", `{}`),
	set("subnetpubl", "props.ipv6Index", `"00"`),
	set("subnetpubl", "props.assignIpv6AddressOnCreation", `true`),
	set("subnetpriv", "props.ipv6Index", `"01"`),
	set("subnetpriv", "props.assignIpv6AddressOnCreation", `true`),
	set("tablepublic", "props.routes.default6", `{"destination":"::/0","target":"gatewaydual"}`),
	resource("gatewayegress", `{"kind":"egressOnlyInternetGateway","name":"eigw","parent":"vpcdual000","exportName":"EgressOnlyGateway"}`),
	set("tableprivate", "props.routes.default6", `{"destination":"::/0","target":"gatewayegress"}`),
	set("securityweb", "props.ingress.https6", `{"protocol":"tcp","ports":"443","cidr":"::/0","description":"HTTPS over IPv6"}`),
	set("securityweb", "props.egress.all6", `{"protocol":"all","cidr":"::/0"}`),
	set("securityapp", "props.egress.all6", `{"protocol":"all","cidr":"::/0"}`),
	flow("flowweb6aa", `{"from":{"ref":"internet"},"to":{"ref":"instanceweb"},"family":"6","expect":"must","services":{"https":{"protocol":"tcp","ports":"443"}},"why":"Visitors come over IPv6 as well."}`),
	flow("flowupdate", `{"from":{"ref":"instanceapp"},"to":{"ref":"internet"},"family":"6","expect":"must","services":{"https":{"protocol":"tcp","ports":"443"}},"why":"The application fetches updates over IPv6."}`),
}

// onPremises joins a VPC and the network of a company: over the internet first, then by a line of its own.
var onPremises = &Template{
	ID:    "on-premises",
	Title: message.Text{EN: "A VPC and the corporate network", JA: "VPC と社内ネットワーク"},
	Description: message.Text{
		EN: "A VPN over the internet, then Direct Connect beside it, whose routes are preferred while it is up.",
		JA: "まずインターネット経由の VPN、次に Direct Connect。稼働中は Direct Connect のルートが優先されます。",
	},
	Stages: []Stage{
		{message.Text{EN: "VPN with a static route", JA: "VPN と静的ルート"}, withVPN},
		{message.Text{EN: "Direct Connect and route propagation", JA: "Direct Connect とルート伝播"}, design.Ops{
			resource("directline", `{"kind":"directConnect","name":"dx","parent":"scopeoffice","exportName":"DirectConnect","props":{"vpnGateway":"gatewayvpn","network":"officetokyo"}}`),
			place("directline", "scopeoffice", 520, 720, 112, 72),
			set("tableoffice", "props.routes.office", `null`),
			set("tableoffice", "props.propagations.gatewayvpn", `true`),
		}},
	},
}

var withVPN = design.Ops{
	resource("scopeoffice", `{"kind":"scope","name":"Tokyo","exportName":"Scope","props":{"region":"ap-northeast-1"}}`),
	resource("vpcoffice0", `{"kind":"vpc","name":"app","parent":"scopeoffice","exportName":"Vpc","props":{"cidr":"10.0.0.0/16"}}`),
	resource("officetokyo", `{"kind":"corporateNetwork","name":"Office","exportName":"Office","props":{"cidrs":{"lan":{"cidr":"192.168.0.0/16"}}}}`),
	resource("gatewayvpn", `{"kind":"vpnGateway","name":"vgw","parent":"scopeoffice","exportName":"VpnGateway","props":{"vpc":"vpcoffice0"}}`),
	resource("gatewaycust", `{"kind":"customerGateway","name":"cgw","parent":"scopeoffice","exportName":"CustomerGateway","props":{"ipAddress":"203.0.113.10","network":"officetokyo"}}`),
	resource("vpnoffice0", `{"kind":"vpnConnection","name":"vpn","parent":"scopeoffice","exportName":"VpnConnection","props":{"vpnGateway":"gatewayvpn","customerGateway":"gatewaycust","routes":{"lan":{"cidr":"192.168.0.0/16"}}}}`),
	resource("tableoffice", `{"kind":"routeTable","name":"private","parent":"vpcoffice0","exportName":"RouteTable","props":{"routes":{"office":{"destination":"192.168.0.0/16","target":"gatewayvpn"}}}}`),
	resource("subnetapp0", `{"kind":"subnet","name":"private","parent":"vpcoffice0","exportName":"Subnet","props":{"cidr":"10.0.1.0/24","availabilityZone":"ap-northeast-1a","routeTable":"tableoffice"}}`),
	resource("securityapp", `{"kind":"securityGroup","name":"app","parent":"vpcoffice0","exportName":"SecurityGroup","props":{"description":"Application","ingress":{"https":{"protocol":"tcp","ports":"443","cidr":"192.168.0.0/16","description":"HTTPS from the office"},"ssh":{"protocol":"tcp","ports":"22","cidr":"192.168.0.0/16","description":"SSH from the office"}}}}`),
	resource("instanceapp", `{"kind":"instance","name":"App","parent":"subnetapp0","exportName":"Instance","props":{"interfaces":{"eth0":{"groups":{"securityapp":true}}}}}`),
	flow("flowoffice", `{"from":{"ref":"officetokyo"},"to":{"ref":"instanceapp"},"expect":"must","services":{"https":{"protocol":"tcp","ports":"443"},"ssh":{"protocol":"tcp","ports":"22"}},"why":"The office uses the application."}`),
	flow("flowtohome", `{"from":{"ref":"instanceapp"},"to":{"ref":"officetokyo"},"expect":"must","services":{"https":{"protocol":"tcp","ports":"443"}},"why":"The application asks a server in the office."}`),
	flow("flownotnet", `{"from":{"ref":"internet"},"to":{"ref":"instanceapp"},"expect":"must-not","services":{"all":{"protocol":"all"}},"why":"Nothing comes in from the internet."}`),
}
