package drawn

import (
	"encoding/json"
	"testing"

	"vpcanvas/engine/design"
)

// Refused uses what AWS would not make, or not so; each part must be listed.
func Refused(t testing.TB) *design.Design {
	t.Helper()
	d := Design(t, "refused", append(refusedNetwork(), refusedServices()...)...)
	if _, _, err := design.Apply(d, design.Ops{design.Del{Section: design.Resources, ID: "gonegone00"}}); err != nil {
		t.Fatal(err)
	}
	return d
}

func refusedNetwork() []design.Op {
	return []design.Op{
		Put("scope00000", `{"kind":"scope","name":"Tokyo","exportName":"Tokyo","props":{"region":"ap-northeast-1","account":"123456789012"}}`),
		Put("vpc0000000", `{"kind":"vpc","name":"app","parent":"scope00000","exportName":"App","props":{"cidr":"10.0.0.0/16","enableDnsHostnames":false,"ipv6Cidrs":{"four":{"cidr":"10.9.0.0/16"}}}}`),
		Put("vpc0000001", `{"kind":"vpc","name":"same block","parent":"scope00000","exportName":"Same","props":{"cidr":"10.0.0.0/16"}}`),
		Put("vpc0000002", `{"kind":"vpc","name":"other","parent":"scope00000","exportName":"Other","props":{"cidr":"10.2.0.0/16","ipv6Cidrs":{"amazon":{}}}}`),
		Put("vpcnoblock", `{"kind":"vpc","name":"undecided","parent":"scope00000"}`),
		Put("gateway000", `{"kind":"internetGateway","name":"igw","parent":"scope00000","exportName":"Gateway","props":{"vpc":"vpc0000000"}}`),
		Put("subnet0000", `{"kind":"subnet","name":"a","parent":"vpc0000000","exportName":"A","props":{"cidr":"10.0.1.0/24","availabilityZone":"ap-northeast-1a","ipv6Index":"00","assignIpv6AddressOnCreation":true}}`),
		Put("subnet0001", `{"kind":"subnet","name":"of the other","parent":"vpc0000002","exportName":"B","props":{"cidr":"10.2.1.0/24","ipv6Index":"ff"}}`),
		Put("instance01", `{"kind":"instance","name":"two ways","parent":"subnet0001","exportName":"TwoWays","props":{"interfaces":{"eth0":{"ipv6":true,"addresses":{"2001:db8::1":true}}}}}`),
		Put("instance00", `{"kind":"instance","name":"one","parent":"subnet0000","exportName":"One","props":{"interfaces":{"eth0":{"ipv6":true,"addresses":{"2001:db8::1":true}}}}}`),
		Put("nat0000000", `{"kind":"natGateway","name":"of both families","parent":"subnet0001","exportName":"BothFamilies","props":{"connectivity":"private","interfaces":{"eth0":{"subnet":"subnet0001","ipv6":true,"addresses":{"2001:db8::7":true,"10.2.1.7":true}}}}}`),
		Put("egress0000", `{"kind":"egressOnlyInternetGateway","name":"first","parent":"vpc0000000","exportName":"First"}`),
		Put("egress0001", `{"kind":"egressOnlyInternetGateway","name":"second","parent":"vpc0000000","exportName":"Second"}`),
		Put("egress0002", `{"kind":"egressOnlyInternetGateway","name":"of nothing","parent":"vpcnoblock"}`),
		Put("list000000", `{"kind":"prefixList","name":"mixed","parent":"scope00000","exportName":"Mixed","props":{"maxEntries":1,"entries":{"a":{"cidr":"10.0.0.0/8","description":"説明"},"b":{"cidr":"10.0.0.0/8"},"c":{"cidr":"2001:db8::/32"},"d":{},"e":{"cidr":"192.0.2.0/24"}}}}`),
		Put("list000001", `{"kind":"prefixList","name":"AWS's","parent":"scope00000","exportName":"AwsList","tags":{"Owner":"me"},"props":{"owner":"aws","service":"dynamodb"}}`),
		Put("group00000", `{"kind":"securityGroup","name":"rules","parent":"vpc0000000","exportName":"Rules","props":{"ingress":{"a":{"protocol":"tcp","cidr":"10.0.0.0/8","prefixList":"list000000"},"b":{"protocol":"tcp","group":"group00001"},"c":{"prefixList":"gonegone00"}}}}`),
		Put("group00001", `{"kind":"securityGroup","name":"of the other","parent":"vpc0000002","exportName":"OtherRules"}`),
		Put("gonegone00", `{"kind":"prefixList","name":"goes","parent":"scope00000"}`),
		Put("vpngateway", `{"kind":"vpnGateway","name":"vgw","parent":"scope00000","exportName":"Vgw","props":{"vpc":"vpc0000000"}}`),
		Put("vpngatewa1", `{"kind":"vpnGateway","name":"second","parent":"scope00000","exportName":"Vgw2","props":{"vpc":"vpc0000000"}}`),
		Put("vpngatewa2", `{"kind":"vpnGateway","name":"nowhere","parent":"scope00000","exportName":"Vgw3","props":{"vpc":"vpcnoblock"}}`),
		Put("customer00", `{"kind":"customerGateway","name":"router","parent":"scope00000","exportName":"Router","props":{"ipAddress":"${x}"}}`),
		Put("vpn0000000", `{"kind":"vpnConnection","name":"no ends","parent":"scope00000","props":{"vpnGateway":"vpngateway"}}`),
		Put("vpn0000001", `{"kind":"vpnConnection","name":"IPv6","parent":"scope00000","exportName":"Vpn6","props":{"vpnGateway":"vpngateway","customerGateway":"customer00","routes":{"a":{"cidr":"2001:db8::/32"},"b":{"cidr":"192.168.0.0/16"},"c":{"cidr":"192.168.0.0/16"},"d":{}}}}`),
		Put("line000000", `{"kind":"directConnect","name":"to nothing","parent":"scope00000"}`),
		Put("peering000", `{"kind":"peering","name":"same blocks","parent":"scope00000","props":{"requester":"vpc0000000","accepter":"vpc0000001"}}`),
		Put("peering001", `{"kind":"peering","name":"one end","parent":"scope00000","props":{"requester":"vpc0000000"}}`),
		Put("peering002", `{"kind":"peering","name":"over","parent":"scope00000","props":{"status":"deleted","requester":"vpc0000000","accepter":"vpc0000002"}}`),
		Put("peering003", `{"kind":"peering","name":"waits","parent":"scope00000","exportName":"Waits","props":{"status":"pending-acceptance","requester":"vpc0000000","accepter":"vpc0000002"}}`),
		Put("peering004", `{"kind":"peering","name":"again","parent":"scope00000","props":{"requester":"vpc0000002","accepter":"vpc0000000"}}`),
		Put("table00000", `{"kind":"routeTable","name":"routes","parent":"vpc0000000","exportName":"Routes","props":{"propagations":{"vpngatewa1":true},"routes":{
			"a":{"destination":"0.0.0.0/0","target":"egress0000"},"b":{"destination":"::/0","target":"egress0001"},"c":{"destination":"10.3.0.0/16","target":"peering000"},"d":{"destination":"10.4.0.0/16","target":"vpngatewa1"},
			"e":{"destination":"10.5.0.0/16","prefixList":"list000000","target":"gateway000"},"f":{"prefixList":"list000000","target":"gateway000"},"g":{"prefixList":"list000000","target":"vpngateway"},"h":{"prefixList":"gonegone00","target":"gateway000"},
			"i":{"destination":"10.6.0.0/16","target":"peering003"},"j":{"destination":"2001:db8::/32","target":{"external":{"awsId":"what-1"}}}}}}`),
		Put("endpoint00", `{"kind":"gatewayEndpoint","name":"S3","parent":"vpc0000000","exportName":"S3","props":{"routeTables":{"table00000":true,"vpc0000002main":true},"policy":"{\"Fn::Sub\":\"x\"}"}}`),
		Put("endpoint01", `{"kind":"gatewayEndpoint","name":"again","parent":"vpc0000000","exportName":"S3Again","props":{"routeTables":{"table00000":true},"policy":"not JSON"}}`),
		Put("endpoint03", `{"kind":"interfaceEndpoint","name":"SSM","parent":"vpc0000000","exportName":"Ssm","props":{"subnets":{"a":{"subnet":"subnet0000"},"b":{"subnet":"subnet0000"},"c":{"subnet":"subnet0001"}},"securityGroups":{"group00001":true},"policy":"[]"}}`),
		Put("endpoint04", `{"kind":"interfaceEndpoint","name":"no name","parent":"vpc0000000","props":{"service":"${x}"}}`),
		Put("endpoint05", `{"kind":"interfaceEndpoint","name":"logs","parent":"vpc0000002","exportName":"Logs","props":{"service":"logs"}}`),
		Put("endpoint06", `{"kind":"interfaceEndpoint","name":"logs again","parent":"vpc0000002","exportName":"LogsAgain","props":{"service":"logs"}}`),
	}
}

func refusedServices() []design.Op {
	return []design.Op{
		Put("database00", `{"kind":"database","name":"one zone","parent":"vpc0000000","props":{"subnets":{"a":{"subnet":"subnet0000"}}}}`),
		Put("database01", `{"kind":"database","name":"cache","parent":"vpc0000000","exportName":"Cache","props":{"engine":"redis","publiclyAccessible":true,"instanceClass":"${x}","subnets":{"a":{"subnet":"subnet0000"},"b":{"subnet":"subnet0001"}},"securityGroups":{"group00001":true}}}`),
		Put("function00", `{"kind":"function","name":"nowhere","parent":"vpc0000000"}`),
		Put("function01", `{"kind":"function","name":"odd","parent":"vpc0000000","exportName":"Odd","props":{"runtime":"!Ref x","subnets":{"a":{"subnet":"subnet0000"}}}}`),
		Put("container0", `{"kind":"containerService","name":"no subnets","parent":"vpc0000000"}`),
		Put("container1", `{"kind":"containerService","name":"odd","parent":"vpc0000000","exportName":"OddService","props":{"launchType":"EC2","assignPublicIp":true,"image":"${x}","subnets":{"a":{"subnet":"subnet0000"}}}}`),
		Put("flow000000", `{"kind":"flowLog","name":"of another VPC","parent":"vpc0000000","props":{"watches":"subnet0001"}}`),
		Put("flow000001", `{"kind":"flowLog","name":"of an instance","parent":"vpc0000000","exportName":"InstanceFlows","props":{"watches":"instance00"}}`),
		Put("flow000002", `{"kind":"flowLog","name":"odd group","parent":"vpc0000000","exportName":"OddFlows","props":{"logGroup":"${x}"}}`),
		Put("flow000004", `{"kind":"flowLog","name":"into one place","parent":"vpc0000000","exportName":"OneFlows","props":{"logGroup":"/flows"}}`),
		Put("flow000005", `{"kind":"flowLog","name":"into the same place","parent":"vpc0000000","exportName":"SameFlows","props":{"logGroup":"/flows"}}`),
		Put("flow000003", `{"kind":"flowLog","name":"odd bucket","parent":"vpc0000000","exportName":"OddBucket","props":{"destination":"s3","logGroup":"Not A Bucket"}}`),
		Put("zone000000", `{"kind":"hostedZone","name":"no domain","parent":"scope00000"}`),
		Put("zone000001", `{"kind":"hostedZone","name":"no VPC","parent":"scope00000","props":{"domain":"app.internal","private":true,"vpcs":{"vpcnoblock":true}}}`),
		Put("zone000002", `{"kind":"hostedZone","name":"fits","parent":"scope00000","exportName":"Zone","props":{"domain":"example.com.","vpcs":{"vpcnoblock":true,"vpc0000000":true}}}`),
		Put("record0000", `{"kind":"record","name":"of nothing","parent":"zone000000"}`),
		Put("record0001", `{"kind":"record","name":"no name","parent":"zone000002","props":{"recordName":"${x}","value":"192.0.2.1"}}`),
		Put("record0002", `{"kind":"record","name":"apex","parent":"zone000002","props":{"type":"CNAME","value":"www.example.org"}}`),
		Put("record0003", `{"kind":"record","name":"no value","parent":"zone000002","props":{"recordName":"a","value":"${x}"}}`),
		Put("record0004", `{"kind":"record","name":"fits","parent":"zone000002","exportName":"Fits","tags":{"Owner":"me"},"props":{"recordName":"b","value":"192.0.2.1"}}`),
		Put("record0005", `{"kind":"record","name":"twice","parent":"zone000002","props":{"recordName":"B","value":"192.0.2.2"}}`),
		Put("record0006", `{"kind":"record","name":"no public address","parent":"zone000002","props":{"recordName":"c","target":"instance00"}}`),
		Put("record0007", `{"kind":"record","name":"a database has no address","parent":"zone000002","props":{"recordName":"d","target":"database01"}}`),
		Put("address000", `{"kind":"elasticIp","name":"shared","parent":"scope00000","exportName":"SharedAddress"}`),
		Put("groups0000", `{"kind":"targetGroup","name":"http","parent":"vpc0000000","exportName":"Http","props":{"targetType":"ip","healthCheckProtocol":"TCP","preserveClientIp":"on","healthCheckPath":"none","targets":{"tasks":{"target":"container1"},"db":{"target":"database01"}}}}`),
		Put("groups0001", `{"kind":"targetGroup","name":"used","parent":"vpc0000000","exportName":"Used","props":{"targetType":"ip","port":9000,"targets":{"tasks":{"target":"container1"}}}}`),
		Put("groups0002", `{"kind":"targetGroup","name":"HTTP to a load balancer","parent":"vpc0000000","props":{"targetType":"alb"}}`),
		Put("groups0003", `{"kind":"targetGroup","name":"to a load balancer","parent":"vpc0000000","exportName":"ToAlb","props":{"targetType":"alb","protocol":"TCP","port":81,"healthCheckProtocol":"TCP","preserveClientIp":"off","targets":{"a":{"target":"balancer01"},"b":{"target":"instance00"}}}}`),
		Put("groups0004", `{"kind":"targetGroup","name":"udp","parent":"vpc0000000","exportName":"Udp","props":{"protocol":"UDP","healthCheckProtocol":"TCP","preserveClientIp":"off","targets":{"alb":{"target":"balancer01"}}}}`),
		Put("subnetzone", `{"kind":"subnet","name":"c","parent":"vpc0000000","exportName":"C","props":{"cidr":"10.0.3.0/24","availabilityZone":"ap-northeast-1c"}}`),
		Put("balancer00", `{"kind":"loadBalancer","name":"network","parent":"vpc0000000","exportName":"Network","props":{"type":"network","subnets":{"a":{"subnet":"subnet0000","elasticIp":"address000"},"c":{"subnet":"subnetzone","elasticIp":"address000"}},"listeners":{
			"a":{"targetGroup":"groups0000"},"b":{"protocol":"TCP","port":81,"targetGroup":"groups0000"},"c":{"protocol":"UDP","port":53,"targetGroup":"groups0004"},"d":{"protocol":"UDP","port":53,"targetGroup":"groups0004"},"e":{"protocol":"TCP","port":82}}}}`),
		Put("balancer01", `{"kind":"loadBalancer","name":"application","parent":"vpc0000000","exportName":"Application","props":{"subnets":{"a":{"subnet":"subnet0000","elasticIp":"address000"},"c":{"subnet":"subnetzone"}},"listeners":{"a":{"port":80,"targetGroup":"groups0001"},"b":{"protocol":"TCP","port":82,"targetGroup":"groups0001"}}}}`),
		Put("balancer02", `{"kind":"loadBalancer","name":"later","parent":"vpc0000000","exportName":"Later","props":{"subnets":{"a":{"subnet":"subnet0000"},"c":{"subnet":"subnetzone"}},"listeners":{"a":{"port":80,"targetGroup":"groups0001"}}}}`),
	}
}

// Apart joins VPCs of two accounts and regions.
func Apart(t testing.TB) *design.Design {
	t.Helper()
	return Design(t, "apart",
		Put("scope00001", `{"kind":"scope","name":"Tokyo","exportName":"Tokyo","props":{"region":"ap-northeast-1","account":"123456789012"}}`),
		Put("scope00002", `{"kind":"scope","name":"Osaka","exportName":"Osaka","props":{"region":"ap-northeast-3","account":"210987654321"}}`),
		Put("scope00003", `{"kind":"scope","name":"Beijing","exportName":"Beijing","props":{"region":"cn-north-1","partition":"aws-cn"}}`),
		Put("vpc0000003", `{"kind":"vpc","name":"beijing","parent":"scope00003","exportName":"BeijingVpc","props":{"cidr":"10.3.0.0/16"}}`),
		Put("group00003", `{"kind":"securityGroup","name":"both ways","parent":"vpc0000003","exportName":"BothWays","props":{"egress":{"a":{"protocol":"icmp","types":"8","cidr":"10.0.0.0/8","description":"ping"}}}}`),
		Put("acl0000003", `{"kind":"networkAcl","name":"both ways","parent":"vpc0000003","exportName":"BothWaysAcl","props":{"egress":{"a":{"ruleNumber":1,"action":"allow","protocol":"tcp","ports":"443","cidr":"0.0.0.0/0"},"b":{"ruleNumber":2,"action":"allow","protocol":"icmp","types":"0","cidr":"0.0.0.0/0"}}}}`),
		Put("vpc0000001", `{"kind":"vpc","name":"tokyo","parent":"scope00001","exportName":"TokyoVpc","props":{"cidr":"10.1.0.0/16"}}`),
		Put("vpc0000002", `{"kind":"vpc","name":"osaka","parent":"scope00002","exportName":"OsakaVpc","props":{"cidr":"10.2.0.0/16","enableDnsSupport":false}}`),
		Put("peering000", `{"kind":"peering","name":"east west","parent":"scope00001","exportName":"EastWest","props":{"requester":"vpc0000001","accepter":"vpc0000002"}}`),
		Put("peering001", `{"kind":"peering","name":"owned by the wrong side","parent":"scope00001","props":{"requester":"vpc0000002","accepter":"vpc0000001"}}`),
		Put("table00001", `{"kind":"routeTable","name":"there","parent":"vpc0000001","exportName":"There","props":{"routes":{"a":{"destination":"10.2.0.0/16","target":"peering000"}}}}`),
		Put("table00002", `{"kind":"routeTable","name":"back","parent":"vpc0000002","exportName":"Back","props":{"routes":{"a":{"destination":"10.1.0.0/16","target":"peering000"}}}}`),
		Put("zone000000", `{"kind":"hostedZone","name":"shared","parent":"scope00001","exportName":"Shared","props":{"domain":"app.internal","private":true,"vpcs":{"vpc0000001":true,"vpc0000002":true}}}`),
		Put("corporate0", `{"kind":"corporateNetwork","name":"office"}`),
		design.Put{Section: design.Notes, ID: "note000000", Value: json.RawMessage(`{"text":"here"}`)},
	)
}
