package reach_test

import (
	"slices"
	"strings"
	"testing"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
)

// smallVPC is the /27 network of the step-by-step build: a public and a private subnet, three
// endpoints for Session Manager in the private one, and no way out of it.
func smallVPC() *sample.Net {
	n := sample.New().VPC("vpc", "10.0.0.0/27").Gateway("igw", "vpc").
		Table("pubrt", "vpc", "0.0.0.0/0 igw").Table("privrt", "vpc").
		Subnet("pub", "vpc", "10.0.0.16/28", "pubrt").Subnet("priv", "vpc", "10.0.0.0/28", "privrt").
		Group("sgpub", "vpc", "in tcp/80 0.0.0.0/0", "out all 0.0.0.0/0").
		Group("sgpriv", "vpc", "out all 0.0.0.0/0").
		Group("sgep", "vpc", "in tcp/443 10.0.0.0/27", "out all 0.0.0.0/0").
		Instance("EC2-pub", "pub", "sg:sgpub", "public").Instance("EC2-priv", "priv", "sg:sgpriv")
	for _, s := range []string{"ssm", "ssmmessages", "ec2messages"} {
		n.Endpoint(s, "vpc", s, "priv", "sg:sgep")
	}
	return n
}

func switched(n *sample.Net, support, hostnames bool) *sample.Net {
	sample.Change(n, "vpc", func(p *kind.VPC) { p.EnableDNSSupport, p.EnableDNSHostnames = support, hostnames })
	return n
}

func TestGatewayEndpoint(t *testing.T) {
	with := func() *sample.Net { return smallVPC().GatewayEndpoint("s3gw", "vpc", "s3", "privrt") }
	const closed = "blocked NO_ROUTE_TO_DESTINATION@privrt IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@EC2-priv"
	nat := func() *sample.Net { return smallVPC().NAT("natgw", "pub").Route("privrt", "0.0.0.0/0 natgw") }
	inNAT := nat().GatewayEndpoint("s3gw", "vpc", "s3", "pubrt")
	check(t, []reachCase{
		{"C3-8: no endpoint", smallVPC(), "EC2-priv service:s3 tcp/443", closed},
		{"C3-9, C1-16: with one", with(), "EC2-priv service:s3 tcp/443", "reachable"},
		{"C1-16 semantics 103: another region", with(), "EC2-priv service:s3@us-east-1 tcp/443", strings.Replace(closed, " IGW", " ENDPOINT_REGION@s3gw IGW", 1)},
		{"semantics 103: other regions follow the other routes", nat().GatewayEndpoint("s3gw", "vpc", "s3", "privrt"), "EC2-priv service:s3@us-east-1 tcp/443", "reachable"},
		{"semantics 101: another service", with(), "EC2-priv service:dynamodb tcp/443", closed},
		{"semantics 101: no interface of the VPC, no other host", with(), "EC2-priv internet tcp/443", closed},
		{"semantics 102: another table", smallVPC().GatewayEndpoint("s3gw", "vpc", "s3", "pubrt"), "EC2-priv service:s3 tcp/443", strings.Replace(closed, " IGW", " ENDPOINT_TABLE@s3gw IGW", 1)},
		{"semantics 105: egress to the service's addresses or all", with().Group("sgpriv", "vpc", "out tcp/443 10.0.0.0/27"), "EC2-priv service:s3 tcp/443", "blocked ENI_SG_RULES_MISMATCH@sgpriv"},
		{"semantics 105: a part of the internet may hold them", with().Group("sgpriv", "vpc", "out tcp/443 52.0.0.0/8"), "EC2-priv service:s3 tcp/443", "unknown SERVICE_ADDRESS_UNKNOWN ENI_SG_RULES_MISMATCH@sgpriv"},
		{"semantics 105: a network ACL by blocks", with().ACL("acl", "vpc", "in 100 allow all 0.0.0.0/0", "out 100 allow all 10.0.0.0/27").Subnet("priv", "vpc", "10.0.0.0/28", "privrt", "acl"), "EC2-priv service:s3 tcp/443", "blocked SUBNET_ACL_RESTRICTION@acl"},
		{"semantics 105: and for the reply", with().ACL("acl", "vpc", "in 100 allow all 10.0.0.0/27", "out 100 allow all 0.0.0.0/0").Subnet("priv", "vpc", "10.0.0.0/28", "privrt", "acl"), "EC2-priv service:s3 tcp/443", "blocked SUBNET_ACL_RESTRICTION@acl<"},
		{"semantics 106: the endpoint beats a default route", with().Route("privrt", "0.0.0.0/0 gone:nat"), "EC2-priv service:s3 tcp/443", "reachable"},
		{"semantics 106: and half of the internet", with().Route("privrt", "0.0.0.0/1 gone:nat").Route("privrt", "128.0.0.0/1 gone:nat"), "EC2-priv service:s3 tcp/443", "reachable"},
		{"semantics 106: a more specific route may take it", with().Route("privrt", "52.0.0.0/9 gone:nat"), "EC2-priv service:s3 tcp/443", "unknown SERVICE_ADDRESS_UNKNOWN BAD_STATE_ROUTE@privrt IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@EC2-priv"},
		{"semantics 107: TCP", with(), "EC2-priv service:s3 tcp/80", "reachable"},
		{"semantics 107: ping", with(), "EC2-priv service:s3 icmp", "reachable"},
		{"semantics 107: other ICMP", with(), "EC2-priv service:s3 icmp/13", "blocked VPCE_GATEWAY_PROTOCOL_RESTRICTION@s3gw"},
		{"semantics 107: UDP", with(), "EC2-priv service:s3 udp/443", "blocked VPCE_GATEWAY_PROTOCOL_RESTRICTION@s3gw"},
		{"semantics 108: names", switched(with(), false, true), "EC2-priv service:s3 tcp/443", "blocked DNS_SUPPORT_OFF@vpc"},
		{"T4: the global name may lead to another region", with(), "EC2-priv service:s3@global tcp/443", "unknown REGION_UNKNOWN NO_ROUTE_TO_DESTINATION@privrt ENDPOINT_REGION@s3gw IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@EC2-priv"},
		{"T4: where every region answers, its region does not matter", nat(), "EC2-priv service:s3@global tcp/443", "reachable"},
		{"a NAT gateway goes by an endpoint of its own subnet's table", inNAT, "EC2-priv service:s3 tcp/443", "reachable"},
		{"two endpoints for one table, of which AWS would make one", with().GatewayEndpoint("s3two", "vpc", "s3", "privrt"), "EC2-priv service:s3 tcp/443", "reachable"},
		{"an endpoint of another VPC", smallVPC().VPC("vpc2", "10.9.0.0/16").GatewayEndpoint("s3gw", "vpc2", "s3", "privrt"), "EC2-priv service:s3 tcp/443", closed},
		{"semantics 117: package repositories lie in S3", with(), "EC2-priv service:s3 tcp/443", "reachable"},
		{"drawn", with().AWSService("Bucket", "s3", ""), "EC2-priv Bucket tcp/443", "reachable"},
		{"drawn in another region", with().AWSService("Bucket", "s3", "us-east-1"), "EC2-priv Bucket tcp/443", strings.Replace(closed, " IGW", " ENDPOINT_REGION@s3gw IGW", 1)},
		{"a host outside and a service are both outside", with(), "internet service:s3 tcp/443", "blocked NO_SOURCE_OR_DESTINATION"},
	})
}

func TestInterfaceEndpoint(t *testing.T) {
	const noWay = "blocked NO_ROUTE_TO_DESTINATION@privrt IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@EC2-priv"
	public := func() *sample.Net { return smallVPC().Endpoint("ssm", "vpc", "ssm", "priv", "sg:sgep", "+public-name") }
	twice := smallVPC().Group("shut", "vpc").Subnet("other", "vpc", "10.0.0.16/28", "pubrt").Endpoint("ssm", "vpc", "ssm", "priv", "other", "sg:sgep")
	check(t, []reachCase{
		{"C3-5 semantics 109: to the interface", smallVPC(), "EC2-priv ssm tcp/443", "reachable"},
		{"C3-5: and by the name", smallVPC(), "EC2-priv service:ssmmessages tcp/443", "reachable"},
		{"C3-6 semantics 109, 116: its group must let 443 in", smallVPC().Group("sgep", "vpc", "in tcp/80 10.0.0.0/27"), "EC2-priv service:ssm tcp/443", "blocked ENI_SG_RULES_MISMATCH@sgep"},
		{"semantics 115: the instance needs no inbound rule", smallVPC().Group("sgpriv", "vpc", "out tcp/443 10.0.0.0/27"), "EC2-priv service:ssm tcp/443", "reachable"},
		{"semantics 110: private DNS needs resolution", switched(smallVPC(), false, true), "EC2-priv service:ssm tcp/443", "blocked DNS_SUPPORT_OFF@vpc " + strings.TrimPrefix(noWay, "blocked ")},
		{"semantics 110: and hostnames", switched(smallVPC(), true, false), "EC2-priv service:ssm tcp/443", noWay},
		{"semantics 111: without private DNS the name leads out", public(), "EC2-priv service:ssm tcp/443", noWay},
		{"semantics 111: where there is a way out, it is taken", public().NAT("natgw", "pub").Route("privrt", "0.0.0.0/0 natgw"), "EC2-priv service:ssm tcp/443", "reachable"},
		{"semantics 111: the interface answers all the same", public(), "EC2-priv ssm tcp/443", "reachable"},
		{"semantics 112: it starts nothing", smallVPC(), "ssm EC2-pub tcp/80", "blocked VPCE_INTRA_VPC_TRAFFIC@ssm"},
		{"it answers on its port", smallVPC().Group("sgep", "vpc", "in all 0.0.0.0/0"), "EC2-priv ssm tcp/22", "blocked ENDPOINT_PORT@ssm"},
		{"T9: S3 has interface endpoints too, on 80 as well", smallVPC().Group("sgep", "vpc", "in all 0.0.0.0/0").Endpoint("s3if", "vpc", "s3", "priv", "sg:sgep"), "EC2-priv service:s3 tcp/80", "reachable"},
		{"C4-11: egress to the endpoints' group", smallVPC().Group("sgpriv", "vpc", "out tcp/443 sg:sgep").Group("sgep", "vpc", "in tcp/443 sg:sgpriv"), "EC2-priv service:ssm tcp/443", "reachable"},
		{"its name in another region is not its own", smallVPC(), "EC2-priv service:ssm@us-east-1 tcp/443", noWay},
		{"each of its interfaces counts", twice.Group("sgep", "vpc", "in tcp/443 10.0.0.0/28").ACL("acl", "vpc", "in 100 deny all 10.0.0.0/28").Subnet("other", "vpc", "10.0.0.16/28", "acl"), "EC2-priv service:ssm tcp/443", "partly SUBNET_ACL_RESTRICTION@acl SUBNET_ACL_RESTRICTION@acl<"},
		{"a group of which an endpoint is a member starts what the others start", smallVPC().Instance("EC2-ep", "pub", "sg:sgep", "public"), "sgep internet tcp/443", "reachable"},
		{"a subnet with endpoints", smallVPC(), "priv EC2-pub tcp/80", "reachable"},
	})
}

// What peers and offices can use of a VPC's endpoints, and lists that name a service.
func TestEndpointsAcrossBorders(t *testing.T) {
	peered := func() *sample.Net {
		return smallVPC().GatewayEndpoint("s3gw", "vpc", "s3", "privrt").ServiceList("pls3", "s3").
			VPC("peer", "10.9.0.0/16").Peering("pcx", "vpc", "peer").Route("privrt", "10.9.0.0/16 pcx").
			Table("peerrt", "peer", "10.0.0.0/27 pcx", "pl:pls3 pcx").Subnet("peersub", "peer", "10.9.1.0/24", "peerrt").
			Group("peersg", "peer", "out all 0.0.0.0/0").Instance("Guest", "peersub", "sg:peersg").
			Group("sgep", "vpc", "in tcp/443 0.0.0.0/0").
			VPNGateway("vgw", "vpc").Office("Office", "192.168.0.0/16").VPN("vpn", "vgw", "Office", "192.168.0.0/16").Route("privrt", "192.168.0.0/16 vgw")
	}
	listed := smallVPC().GatewayEndpoint("s3gw", "vpc", "s3", "privrt").ServiceList("pls3", "s3").ServiceList("pldb", "dynamodb")
	list := func(rule string) *sample.Net { n := listed.Clone(); return n.Group("sgpriv", "vpc", rule) }
	check(t, []reachCase{
		{"semantics 84: an endpoint's interface from a peer", peered(), "Guest ssm tcp/443", "reachable"},
		{"semantics 113: and from an office", peered(), "Office ssm tcp/443", "reachable"},
		{"semantics 83, 104: a gateway endpoint is of no use to a peer", peered(), "Guest service:s3 tcp/443", "blocked PCX_REQUIRES_ADDRESS_IN_VPC_CIDR@pcx NO_PATH@peer IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@Guest"},
		{"semantics 84: private DNS is for its own VPC", peered(), "Guest service:ssm tcp/443", "blocked NO_ROUTE_TO_DESTINATION@peerrt NO_PATH@peer IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@Guest"},
		{"semantics 105, 62: egress to the prefix list", list("out tcp/443 pl:pls3"), "EC2-priv service:s3 tcp/443", "reachable"},
		{"semantics 105: the list of another service", list("out tcp/443 pl:pldb"), "EC2-priv service:s3 tcp/443", "blocked ENI_SG_RULES_MISMATCH@sgpriv"},
		{"semantics 105: the list holds no other host", list("out tcp/443 pl:pls3"), "EC2-priv internet tcp/443", "blocked ENI_SG_RULES_MISMATCH@sgpriv NO_ROUTE_TO_DESTINATION@privrt IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@EC2-priv"},
		{"a list's route to a NAT gateway", smallVPC().ServiceList("pls3", "s3").NAT("natgw", "pub").Route("privrt", "pl:pls3 natgw"), "EC2-priv service:s3 tcp/443", "reachable"},
		{"semantics 3: a list's route beside the endpoint's is one too many", smallVPC().ServiceList("pls3", "s3").GatewayEndpoint("s3gw", "vpc", "s3", "privrt").Route("privrt", "pl:pls3 igw"), "EC2-priv service:s3 tcp/443", "unknown ROUTE_CONFLICT@privrt IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@EC2-priv"},
	})
}

// The reasons and the way say which name was resolved, and that identity is another question (C3-9).
func TestNamesAreTold(t *testing.T) {
	n := smallVPC().GatewayEndpoint("s3gw", "vpc", "s3", "privrt")
	a := ask(n, "EC2-priv service:s3 tcp/443")
	if a.Lookup == nil || a.Lookup.Name != "s3.ap-northeast-1.amazonaws.com" || a.Lookup.Answer != "" || a.Lookup.Resolver != sample.ID("vpc") {
		t.Errorf("the name: %+v", a.Lookup)
	}
	if got := notes(a); got != "NAME_IS_PUBLIC IDENTITY_NOT_CHECKED" {
		t.Errorf("the notes: %s", got)
	}
	if got := way(n, a); got != "EC2-priv vpc:s3.ap-northeast-1.amazonaws.com sgpriv "+"vpc0000000nacl privrt s3gw service:s3" {
		t.Errorf("the way: %s", got)
	}
	b := ask(n, "EC2-priv service:ssm tcp/443")
	if b.Lookup == nil || b.Lookup.Answer != sample.ID("ssm") || notes(b) != "NAME_IS_ENDPOINT IDENTITY_NOT_CHECKED" {
		t.Errorf("the endpoint: %+v, %s", b.Lookup, notes(b))
	}
	if c := ask(n, "EC2-priv ssm tcp/443"); c.Lookup != nil || len(c.Notes) > 0 {
		t.Errorf("an address needs no name: %+v", c.Lookup)
	}
	if got := ask(n, "EC2-priv service:ecr.api tcp/443").Lookup.Name; got != "api.ecr.ap-northeast-1.amazonaws.com" {
		t.Errorf("ECR is called %s", got)
	}
}

func notes(a reach.Answer) string {
	var all []string
	for _, r := range a.Notes {
		all = append(all, string(r.Code))
	}
	return strings.Join(all, " ")
}

func way(n *sample.Net, a reach.Answer) string {
	var all []string
	for _, h := range a.Path {
		name := h.Resource
		if r := n.D.Lookup(h.Resource); r != nil {
			name = r.Name
		}
		if h.Name != "" {
			name += ":" + h.Name
		}
		all = append(all, name)
	}
	return strings.Join(all, " ")
}

// Names of records lead to what they stand for, where the zone can be seen.
func TestRecords(t *testing.T) {
	n := memo().Gateway("igw", "vpc").Route("pubrt", "0.0.0.0/0 igw").VPC("vpc2", "10.9.0.0/16").Subnet("away", "vpc2", "10.9.1.0/24").Instance("Far", "away").
		HostedZone("zone", "Example.com.").Record("www", "zone", "www", "Web").Record("alias", "zone", "old", "=www.example.com.").
		Record("loop", "zone", "loop", "=loop.example.com").Record("fixed", "zone", "fixed", "=203.0.113.7").
		HostedZone("inner", "corp.internal", "vpc").Record("dbname", "inner", "db", "DB")
	setPublic(n, "Web")
	check(t, []reachCase{
		{"from outside", n, "internet www tcp/22", "reachable"},
		{"by another name", n, "internet alias tcp/22", "reachable"},
		{"a name of itself", n, "internet loop tcp/22", "blocked NAME_NOT_FOUND@loop"},
		{"a value", n, "Web fixed tcp/443", "reachable"},
		{"a private zone inside its VPC", n, "Web dbname tcp/3306", "reachable"},
		{"a private zone from outside", n, "internet dbname tcp/3306", "blocked NAME_NOT_FOUND@dbname"},
		{"a private zone from another VPC", n, "Far dbname tcp/3306", "blocked NAME_NOT_FOUND@dbname"},
		{"semantics 110: a private zone needs both switches", switched(n.Clone(), true, false), "Web dbname tcp/3306", "blocked NAME_NOT_FOUND@dbname"},
		{"semantics 144: without resolution there is no name", switched(n.Clone(), false, false), "Web dbname tcp/3306", "blocked DNS_SUPPORT_OFF@vpc"},
	})
	a := ask(n, "Web dbname tcp/3306")
	if a.Lookup == nil || a.Lookup.Name != "db.corp.internal" || a.Lookup.Answer != sample.ID("DB") || notes(a) != "NAME_IS_RECORD" {
		t.Errorf("the name: %+v, %s", a.Lookup, notes(a))
	}
	private := n.Clone().HostedZone("split", "example.com", "vpc").Record("inside", "split", "www", "DB")
	if got := ask(private, "Web www tcp/3306"); got.Verdict != reach.Reachable || got.To != sample.ID("DB") {
		t.Errorf("inside, a private zone of the same name goes first: %s to %s", got.Verdict, got.To)
	}
}

// What a database, a function and a container service do in the network.
func TestPlacedResources(t *testing.T) {
	base := func() *sample.Net {
		return sample.New().VPC("vpc", "10.0.0.0/16").Gateway("igw", "vpc").Table("out", "vpc", "0.0.0.0/0 igw").
			ACL("shut", "vpc", "in 100 allow tcp/5432 10.0.1.0/24", "out 100 allow all 0.0.0.0/0").
			Subnet("appa", "vpc", "10.0.1.0/24", "out").Subnet("dba", "vpc", "10.0.2.0/24").Subnet("dbc", "vpc", "10.0.3.0/24", "shut").
			Group("sgapp", "vpc", "out all 0.0.0.0/0").Group("sgdb", "vpc", "in tcp/3306 sg:sgapp", "in tcp/5432 sg:sgapp", "in tcp/80 0.0.0.0/0").
			Instance("App", "appa", "sg:sgapp", "public")
	}
	single, multi := base().Database("DB", "vpc", "dba", "dbc", "sg:sgdb"), base().Database("DB", "vpc", "dba", "dbc", "sg:sgdb", "+multi")
	fn := base().Function("Fn", "vpc", "appa", "dba", "sg:sgapp").Instance("Server", "dbc", "sg:sgdb")
	tasks := base().Containers("Tasks", "vpc", "dba", "dbc", "sg:sgdb").Subnet("appc", "vpc", "10.0.4.0/24", "out").
		Zone("appa", "a").Zone("appc", "c").Zone("dba", "a").Zone("dbc", "c").
		Group("sgalb", "vpc", "in tcp/443 0.0.0.0/0", "out all 0.0.0.0/0").Targets("tg", "vpc", 80, "Tasks").Balancer("ALB", "vpc", "appa", "appc", "sg:sgalb", "443:tg")
	byIP := tasks.Clone()
	sample.Change(byIP, "tg", func(p *kind.TargetGroup) { p.TargetType = kind.TargetIP })
	check(t, []reachCase{
		{"open in both of its subnets", single, "App DB tcp/5432", "reachable"},
		{"it lives in one of them, and which is not known", single, "App DB tcp/3306", "unknown PLACE_UNKNOWN@DB SUBNET_ACL_RESTRICTION@shut"},
		{"closed in both", single, "App DB tcp/22", "blocked ENI_SG_RULES_MISMATCH@sgdb"},
		{"Multi-AZ may fail over to the closed one", multi, "App DB tcp/3306", "partly SUBNET_ACL_RESTRICTION@shut"},
		{"Multi-AZ and open in both", multi, "App DB tcp/5432", "reachable"},
		{"not from outside", single, "internet DB tcp/80", "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS@DB NO_ROUTE_TO_DESTINATION@vpc0000000main<"},
		{"a function starts from each of its subnets", fn, "Fn Server tcp/5432", "partly SUBNET_ACL_RESTRICTION@shut"},
		{"a function answers nobody", fn, "App Fn tcp/443", "blocked SG_HAS_NO_RULES@sgapp FUNCTION_ANSWERS_NOTHING@Fn"},
		{"a function has no public address", fn, "Fn internet tcp/443", "blocked IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@Fn"},
		{"a subnet with a function is open where the others are", fn, "App dba tcp/80", "unknown EMPTY_GROUP@dba"},
		{"tasks answer from every subnet", tasks, "App Tasks tcp/5432", "reachable"},
		{"tasks in a closed subnet count", tasks, "App Tasks tcp/3306", "partly SUBNET_ACL_RESTRICTION@shut"},
		{"tasks are targets by address only", tasks, "internet ALB tcp/443", "blocked ELBV2_NO_TARGETS_IN_AZ@tg"},
		{"tasks as targets, in each place", byIP, "internet ALB tcp/443", "partly SUBNET_ACL_RESTRICTION@shut"},
	})
	for who, want := range map[string]string{"Fn": "1024-65535", "App": "32768-60999"} { // semantics 71
		if got := ask(fn, who+" Server tcp/5432").ClientText(); got != want {
			t.Errorf("%s starts from the ports %s, want %s", who, got, want)
		}
	}
	stray := base().VPC("vpc2", "10.9.0.0/16").Subnet("far", "vpc2", "10.9.1.0/24").Database("DB", "vpc", "far", "sg:sgdb")
	if got := ask(stray, "App DB tcp/3306").Verdict; got != reach.Blocked {
		t.Errorf("AWS would refuse a place in another VPC: %s", got)
	}
	if !slices.ContainsFunc(reach.Compile(single.D).Matrix().Ends(), func(e reach.MatrixEnd) bool { return e.ID == sample.ID("DB") }) {
		t.Error("a database is an end of the matrix")
	}
}
