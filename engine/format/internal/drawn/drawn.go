// Package drawn holds designs for the tests of formats that make things: between them they use every kind
// and property of the model, as AWS would take it and as it would not.
package drawn

import (
	"encoding/json"
	"testing"

	"vpcanvas/engine/design"
)

// Put writes a resource.
func Put(id, body string) design.Op {
	return design.Put{Section: design.Resources, ID: id, Value: json.RawMessage(body)}
}

// Patch writes a property of a resource.
func Patch(id, path, body string) design.Op {
	return design.Patch{Section: design.Resources, ID: id, Path: path, Value: json.RawMessage(body)}
}

// Design is a new design after some operations.
func Design(t testing.TB, name string, ops ...design.Op) *design.Design {
	t.Helper()
	d := design.New(name)
	if _, _, err := design.Apply(d, ops); err != nil {
		t.Fatal(err)
	}
	return d
}

// Connected joins two VPCs with each other, with a corporate network and with services of AWS, over both
// address families; each property is one that AWS takes.
func Connected(t testing.TB) *design.Design {
	t.Helper()
	ops := append(base(), network()...)
	ops = append(ops, services()...)
	return Design(t, "connected", append(ops, balanced()...)...)
}

func base() []design.Op {
	return []design.Op{
		Put("scope00000", `{"kind":"scope","name":"Tokyo","exportName":"Tokyo","props":{"region":"ap-northeast-1","account":"123456789012"}}`),
		Put("vpc0000000", `{"kind":"vpc","name":"app","parent":"scope00000","exportName":"App","props":{"cidr":"10.0.0.0/16","ipv6Cidrs":{"amazon":{},"own":{"cidr":"2001:db8:1000::/56"}},"tenancy":"dedicated"}}`),
		Put("vpc0000001", `{"kind":"vpc","name":"shared","parent":"scope00000","exportName":"Shared","props":{"cidr":"10.1.0.0/16"}}`),
		Put("gateway000", `{"kind":"internetGateway","name":"igw","parent":"scope00000","exportName":"Gateway","props":{"vpc":"vpc0000000"}}`),
		Put("egressonly", `{"kind":"egressOnlyInternetGateway","name":"out only","parent":"vpc0000000","exportName":"OutOnly"}`),
		Put("subneta000", `{"kind":"subnet","name":"a","parent":"vpc0000000","exportName":"SubnetA","props":{"cidr":"10.0.1.0/24","availabilityZone":"ap-northeast-1a","ipv6Index":"0a","assignIpv6AddressOnCreation":true,"routeTable":"table00000"}}`),
		Put("subnetc000", `{"kind":"subnet","name":"c","parent":"vpc0000000","exportName":"SubnetC","props":{"cidr":"10.0.2.0/24","availabilityZone":"ap-northeast-1c","ipv6Cidr":"2001:db8:1000:1::/64"}}`),
		Put("subnetpeer", `{"kind":"subnet","name":"of the other","parent":"vpc0000001","exportName":"SubnetPeer","props":{"cidr":"10.1.1.0/24","availabilityZone":"ap-northeast-1a"}}`),
		Put("group00000", `{"kind":"securityGroup","name":"app","parent":"vpc0000000","exportName":"AppGroup","props":{
			"ingress":{"far":{"protocol":"tcp","ports":"443","group":"grouppeer0"},"offices":{"protocol":"tcp","ports":"22","prefixList":"listoffice","description":"offices"}},
			"egress":{"s3":{"protocol":"tcp","ports":"443","prefixList":"lists30000"},"mysql":{"protocol":"tcp","ports":"3306","prefixList":{"external":{"awsId":"pl-0123456789abcdef0"}}}}}}`),
		Put("grouppeer0", `{"kind":"securityGroup","name":"peer","parent":"vpc0000001","exportName":"PeerGroup"}`),
		Put("instance00", `{"kind":"instance","name":"managed","parent":"subneta000","exportName":"Managed","props":{"instanceProfile":"SSM role","interfaces":{"eth0":{"ipv6":true,"groups":{"group00000":true}}}}}`),
		Put("instance01", `{"kind":"instance","name":"fixed IPv6","parent":"subnetc000","exportName":"FixedSix","props":{"instanceProfile":"arn:aws:iam::123456789012:instance-profile/ops/Existing","interfaces":{"eth0":{"addresses":{"2001:db8:1000:1::10":true,"10.0.2.10":true}}}}}`),
		Put("instancenat", `{"kind":"instance","name":"nat","parent":"subneta000","exportName":"NatInstance","props":{"role":"nat","interfaces":{"eth0":{"public":"auto","sourceDestCheck":false}}}}`),
		Put("instance02", `{"kind":"instance","name":"two legs","parent":"subneta000","exportName":"TwoLegs","props":{"role":"nat","imageId":"ami-0123456789abcdef0","interfaces":{"eth0":{"ipv6":true,"public":"addressone"},"eth1":{"subnet":"subnetc000"}}}}`),
		Put("interface0", `{"kind":"networkInterface","name":"alone","parent":"subneta000","exportName":"Alone","props":{"interfaces":{"eth0":{"subnet":"subneta000","ipv6":true}}}}`),
		Put("addressone", `{"kind":"elasticIp","name":"fixed","parent":"scope00000","exportName":"Fixed"}`),
	}
}

func network() []design.Op {
	return []design.Op{
		Put("listoffice", `{"kind":"prefixList","name":"offices","parent":"scope00000","exportName":"Offices","tags":{"Owner":"me"},"props":{"maxEntries":5,"entries":{"a":{"cidr":"203.0.113.0/24","description":"head office"},"b":{"cidr":"198.51.100.0/24"}}}}`),
		Put("lists30000", `{"kind":"prefixList","name":"S3","parent":"scope00000","exportName":"S3List","props":{"owner":"aws","service":"s3"}}`),
		Put("listempty0", `{"kind":"prefixList","name":"empty","parent":"scope00000","exportName":"EmptyList"}`),
		Put("listsix000", `{"kind":"prefixList","name":"IPv6","parent":"scope00000","exportName":"SixList","props":{"entries":{"a":{"cidr":"2001:db8:2::/48"}}}}`),
		Put("peering000", `{"kind":"peering","name":"app to shared","parent":"scope00000","exportName":"AppToShared","props":{"requester":"vpc0000000","accepter":"vpc0000001"}}`),
		Put("peering001", `{"kind":"peering","name":"to a partner","parent":"scope00000","exportName":"ToPartner","props":{"status":"pending-acceptance","requester":"vpc0000000","accepter":{"external":{"awsId":"vpc-0123456789abcdef0","account":"210987654321","region":"us-east-1"}}}}`),
		Put("corporate0", `{"kind":"corporateNetwork","name":"office","props":{"cidrs":{"a":{"cidr":"192.168.0.0/16"},"b":{"cidr":"172.16.0.0/12"}}}}`),
		Put("vpngateway", `{"kind":"vpnGateway","name":"vgw","parent":"scope00000","exportName":"Vgw","props":{"vpc":"vpc0000000","asn":64512}}`),
		Put("customer00", `{"kind":"customerGateway","name":"router","parent":"scope00000","exportName":"Router","props":{"ipAddress":"203.0.113.9","asn":65010,"network":"corporate0"}}`),
		Put("customer01", `{"kind":"customerGateway","name":"second router","parent":"scope00000","exportName":"Router2","props":{"asn":4200000000}}`),
		Put("vpn0000000", `{"kind":"vpnConnection","name":"static","parent":"scope00000","exportName":"StaticVpn","props":{"vpnGateway":"vpngateway","customerGateway":"customer00","routes":{"a":{"cidr":"192.168.1.0/24"}},"tunnel2":"down"}}`),
		Put("vpn0000001", `{"kind":"vpnConnection","name":"static by its network","parent":"scope00000","exportName":"NetworkVpn","props":{"vpnGateway":"vpngateway","customerGateway":"customer00"}}`),
		Put("vpn0000002", `{"kind":"vpnConnection","name":"dynamic","parent":"scope00000","exportName":"BgpVpn","props":{"vpnGateway":"vpngateway","customerGateway":"customer01","staticRoutesOnly":false,"tunnel1":"down","routes":{"a":{"cidr":"192.168.9.0/24"}}}}`),
		Put("line000000", `{"kind":"directConnect","name":"line","parent":"scope00000","exportName":"Line","props":{"vpnGateway":"vpngateway","network":"corporate0","vlan":101,"asn":65020,"state":"down","routes":{"a":{"cidr":"192.168.2.0/24"}}}}`),
		Put("table00000", `{"kind":"routeTable","name":"app","parent":"vpc0000000","exportName":"AppTable","props":{"propagations":{"vpngateway":true},"routes":{
			"six":{"destination":"::/0","target":"egressonly"},"peer":{"destination":"10.1.0.0/16","target":"peering000"},"partner":{"destination":"10.200.0.0/16","target":"peering001"},
			"office":{"destination":"192.168.0.0/16","target":"vpngateway"},"list":{"prefixList":"listoffice","target":"instancenat"},"lists6":{"prefixList":"listsix000","target":"egressonly"},
			"s3":{"prefixList":"lists30000","target":"gateway000"},"leg":{"destination":"172.31.0.0/16","target":"instance02","interface":"eth1"},"outside":{"prefixList":{"external":{"awsId":"pl-0fedcba9876543210"}},"target":"gateway000"}}}}`),
		Put("tablepeer0", `{"kind":"routeTable","name":"shared","parent":"vpc0000001","exportName":"SharedTable","props":{"routes":{"back":{"destination":"10.0.0.0/16","target":"peering000"}}}}`),
		Put("endpoints3", `{"kind":"gatewayEndpoint","name":"S3","parent":"vpc0000000","exportName":"S3Endpoint","props":{"routeTables":{"table00000":true},"policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::${aws:username}/*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":true},\"NumericLessThan\":{\"s3:max-keys\":10}}}]}"}}`),
		Put("endpointdb", `{"kind":"gatewayEndpoint","name":"DynamoDB","parent":"vpc0000001","exportName":"DynamoEndpoint","props":{"service":"dynamodb","routeTables":{"vpc0000001main":true}}}`),
		Put("endpointssm", `{"kind":"interfaceEndpoint","name":"SSM","parent":"vpc0000000","exportName":"SsmEndpoint","props":{"subnets":{"a":{"subnet":"subneta000"},"c":{"subnet":"subnetc000"}},"securityGroups":{"group00000":true},"policy":"{\"Statement\":[]}"}}`),
		Put("endpointkms", `{"kind":"interfaceEndpoint","name":"elsewhere","parent":"vpc0000000","exportName":"PartnerEndpoint","props":{"service":"com.amazonaws.vpce.ap-northeast-1.vpce-svc-0123456789abcdef0","privateDns":false,"subnets":{"a":{"subnet":"subneta000"}}}}`),
		Put("service000", `{"kind":"awsService","name":"DynamoDB of Tokyo","parent":"scope00000","props":{"service":"dynamodb","region":"ap-northeast-1"}}`),
	}
}

func services() []design.Op {
	both := `"subnets":{"a":{"subnet":"subneta000"},"c":{"subnet":"subnetc000"}},"securityGroups":{"group00000":true}`
	return []design.Op{
		Put("dbmysql000", `{"kind":"database","name":"orders","parent":"vpc0000000","exportName":"Orders","tags":{"Data":"orders"},"props":{"multiAz":true,`+both+`}}`),
		Put("dboracle00", `{"kind":"database","name":"legacy","parent":"vpc0000000","exportName":"Legacy","props":{"engine":"oracle-ee","instanceClass":"db.m5.large","port":1522,"publiclyAccessible":true,`+both+`}}`),
		Put("dbsqlserve", `{"kind":"database","name":"reports","parent":"vpc0000000","exportName":"Reports","props":{"engine":"sqlserver-se",`+both+`}}`),
		Put("dbaurora00", `{"kind":"database","name":"accounts","parent":"vpc0000000","exportName":"Accounts","props":{"engine":"aurora-postgresql","multiAz":true,"port":5433,`+both+`}}`),
		Put("dbaurora01", `{"kind":"database","name":"one member","parent":"vpc0000000","exportName":"OneMember","props":{"engine":"aurora-mysql","instanceClass":"db.r6g.large",`+both+`}}`),
		Put("dbredshift", `{"kind":"database","name":"warehouse","parent":"vpc0000000","exportName":"Warehouse","props":{"engine":"redshift","instanceClass":"ra3.xlplus","multiAz":true,`+both+`}}`),
		Put("dbredshif1", `{"kind":"database","name":"small warehouse","parent":"vpc0000000","exportName":"SmallWarehouse","props":{"engine":"redshift","port":5440,`+both+`}}`),
		Put("dbredis000", `{"kind":"database","name":"sessions","parent":"vpc0000000","exportName":"Sessions","props":{"engine":"redis","instanceClass":"cache.t4g.small","multiAz":true,`+both+`}}`),
		Put("dbmemcache", `{"kind":"database","name":"cache","parent":"vpc0000000","exportName":"Cache","props":{"engine":"memcached","multiAz":true,"port":11212,`+both+`}}`),
		Put("function00", `{"kind":"function","name":"worker","parent":"vpc0000000","exportName":"Worker","props":{"runtime":"nodejs22.x",`+both+`}}`),
		Put("function01", `{"kind":"function","name":"compiled","parent":"vpc0000000","exportName":"Compiled","props":{"runtime":"java21","subnets":{"a":{"subnet":"subneta000"}}}}`),
		Put("containers", `{"kind":"containerService","name":"api","parent":"vpc0000000","exportName":"Api","props":{"assignPublicIp":true,"image":"public.ecr.aws/docker/library/httpd:2.4","containerPort":8080,"desiredCount":3,`+both+`}}`),
		Put("container1", `{"kind":"containerService","name":"on instances","parent":"vpc0000000","exportName":"OnInstances","props":{"launchType":"EC2",`+both+`}}`),
		Put("flowvpc000", `{"kind":"flowLog","name":"all","parent":"vpc0000000","exportName":"AllFlows","props":{"logGroup":"/vpc/flows"}}`),
		Put("flowsame00", `{"kind":"flowLog","name":"same group","parent":"vpc0000001","exportName":"SharedFlows","props":{"logGroup":"/vpc/flows"}}`),
		Put("flowsubnet", `{"kind":"flowLog","name":"rejected","parent":"vpc0000000","exportName":"RejectedFlows","props":{"watches":"subneta000","trafficType":"REJECT"}}`),
		Put("flowleg000", `{"kind":"flowLog","name":"both legs","parent":"vpc0000000","exportName":"LegFlows","props":{"watches":"instance02","trafficType":"ACCEPT","destination":"s3","logGroup":"flows-of-the-legs"}}`),
		Put("flowbucket", `{"kind":"flowLog","name":"a bucket","parent":"vpc0000000","exportName":"BucketFlows","props":{"destination":"s3"}}`),
		Put("flowout000", `{"kind":"flowLog","name":"from elsewhere","parent":"vpc0000000","exportName":"OutsideFlows","props":{"watches":{"external":{"awsId":"eni-0123456789abcdef0"}},"destination":"s3","logGroup":"flows-of-the-legs"}}`),
		Put("zonepublic", `{"kind":"hostedZone","name":"example.com","parent":"scope00000","exportName":"PublicZone","props":{"domain":"example.com"}}`),
		Put("zoneinside", `{"kind":"hostedZone","name":"internal","parent":"scope00000","exportName":"InsideZone","props":{"domain":"app.internal","private":true,"vpcs":{"vpc0000000":true,"vpc0000001":true}}}`),
		Put("recordwww0", `{"kind":"record","name":"www","parent":"zonepublic","exportName":"Www","props":{"recordName":"www","target":"balancernet"}}`),
		Put("recordwww6", `{"kind":"record","name":"www IPv6","parent":"zonepublic","exportName":"Www6","props":{"recordName":"www","type":"AAAA","target":"balancernet"}}`),
		Put("recordapex", `{"kind":"record","name":"apex","parent":"zonepublic","exportName":"Apex","props":{"target":"addressone","ttl":60}}`),
		Put("recordnat0", `{"kind":"record","name":"nat","parent":"zonepublic","exportName":"NatName","props":{"recordName":"nat","target":"instancenat"}}`),
		Put("recordlegs", `{"kind":"record","name":"legs","parent":"zonepublic","exportName":"LegsName","props":{"recordName":"legs","target":"instance02"}}`),
		Put("recordold0", `{"kind":"record","name":"old","parent":"zonepublic","exportName":"Old","props":{"recordName":"old","type":"CNAME","value":"www.example.org"}}`),
		Put("recordsix0", `{"kind":"record","name":"six","parent":"zonepublic","exportName":"Six","props":{"recordName":"six","type":"AAAA","value":"2001:db8::1"}}`),
		Put("recordany0", `{"kind":"record","name":"anything","parent":"zonepublic","exportName":"Any","props":{"recordName":"*","value":"203.0.113.7"}}`),
		Put("recorddb00", `{"kind":"record","name":"db","parent":"zoneinside","exportName":"DbName","props":{"recordName":"db","type":"CNAME","target":"dbmysql000"}}`),
		Put("recordred0", `{"kind":"record","name":"redis","parent":"zoneinside","exportName":"RedisName","props":{"recordName":"redis","type":"CNAME","target":"dbredis000"}}`),
		Put("recordalb0", `{"kind":"record","name":"alb","parent":"zoneinside","exportName":"AlbName","props":{"recordName":"alb","type":"CNAME","target":"balanceralb"}}`),
		Put("recordssm0", `{"kind":"record","name":"ssm","parent":"zoneinside","exportName":"SsmName","props":{"recordName":"ssm","target":"endpointssm"}}`),
		Put("recordssmc", `{"kind":"record","name":"ssm by name","parent":"zoneinside","exportName":"SsmCname","props":{"recordName":"ssm2","type":"CNAME","target":"endpointssm"}}`),
		Put("recordhost", `{"kind":"record","name":"host","parent":"zoneinside","exportName":"HostName","props":{"recordName":"host","target":"instance00"}}`),
		Put("recordleg0", `{"kind":"record","name":"leg","parent":"zoneinside","exportName":"LegName","props":{"recordName":"leg","target":"instance02"}}`),
	}
}

func balanced() []design.Op {
	return []design.Op{
		Put("addressnlb", `{"kind":"elasticIp","name":"of the node","parent":"scope00000","exportName":"NodeAddress"}`),
		Put("groupsapi0", `{"kind":"targetGroup","name":"api","parent":"vpc0000000","exportName":"ApiTargets","props":{"targetType":"ip","port":8080,"targets":{"tasks":{"target":"containers"}}}}`),
		Put("groupstcp0", `{"kind":"targetGroup","name":"tcp","parent":"vpc0000000","exportName":"TcpTargets","props":{"protocol":"TCP","port":443,"targetType":"ip","preserveClientIp":"on","healthCheckProtocol":"TCP","targets":{"host":{"target":"instance00"}}}}`),
		Put("groupstls0", `{"kind":"targetGroup","name":"tls","parent":"vpc0000000","exportName":"TlsTargets","props":{"protocol":"TLS","port":443,"preserveClientIp":"off","healthCheckProtocol":"HTTPS","targets":{"host":{"target":"instance00"}}}}`),
		Put("groupsudp0", `{"kind":"targetGroup","name":"dns","parent":"vpc0000000","exportName":"DnsTargets","props":{"protocol":"TCP_UDP","port":53,"healthCheckProtocol":"TCP","preserveClientIp":"on","targets":{"host":{"target":"instance00"}}}}`),
		Put("groupslog0", `{"kind":"targetGroup","name":"syslog","parent":"vpc0000000","exportName":"LogTargets","props":{"protocol":"UDP","port":514,"healthCheckProtocol":"TCP","healthCheckPort":80,"targets":{"host":{"target":"instance00","port":1514}}}}`),
		Put("groupsalb0", `{"kind":"targetGroup","name":"alb","parent":"vpc0000000","exportName":"AlbTargets","props":{"protocol":"TCP","port":80,"targetType":"alb","targets":{"alb":{"target":"balanceralb"}}}}`),
		Put("balanceralb", `{"kind":"loadBalancer","name":"inner","parent":"vpc0000000","exportName":"InnerAlb","props":{"scheme":"internal","subnets":{"a":{"subnet":"subneta000"},"c":{"subnet":"subnetc000"}},"securityGroups":{"group00000":true},"listeners":{"web":{"targetGroup":"groupsapi0"}}}}`),
		Put("balancernet", `{"kind":"loadBalancer","name":"front","parent":"vpc0000000","exportName":"FrontNlb","props":{"type":"network","crossZone":true,"subnets":{"a":{"subnet":"subneta000","elasticIp":"addressnlb"},"c":{"subnet":"subnetc000","elasticIp":{"external":{"awsId":"eipalloc-0123456789abcdef0"}}}},"listeners":{
			"tcp":{"protocol":"TCP","port":443,"targetGroup":"groupstcp0"},"tls":{"protocol":"TLS","port":8443,"targetGroup":"groupstls0"},"dns":{"protocol":"TCP_UDP","port":53,"targetGroup":"groupsudp0"},
			"udp":{"protocol":"UDP","port":514,"targetGroup":"groupslog0"},"web":{"protocol":"TCP","port":80,"targetGroup":"groupsalb0"}}}}`),
		Put("balancerin0", `{"kind":"loadBalancer","name":"inner network","parent":"vpc0000000","exportName":"InnerNlb","props":{"type":"network","scheme":"internal","securityGroups":{"group00000":true},"subnets":{"a":{"subnet":"subneta000"}},"listeners":{}}}`),
	}
}
