package drawn

import (
	"fmt"
	"maps"
	"net/netip"

	"pgregory.net/rapid"

	"vpcanvas/engine/kind"
)

func (t drawing) from(what string, of ...string) string { return rapid.SampledFrom(of).Draw(t.T, what) }

func (t drawing) times(most int, what string, draw func()) {
	for range rapid.IntRange(0, most).Draw(t.T, what) {
		draw()
	}
}

// set draws some of the elements of a kind.
func (t drawing) set(k kind.Name) map[string]bool {
	some := map[string]bool{}
	for _, id := range t.of[k] {
		some[id] = t.yes("one of " + string(k))
	}
	maps.DeleteFunc(some, func(_ string, in bool) bool { return !in })
	return some
}

func (t drawing) placed() map[string]kind.PlacedSubnet {
	return rows(t, "placed", func() kind.PlacedSubnet { return kind.PlacedSubnet{Subnet: t.ref("subnet", kind.SubnetKind)} })
}

func (t drawing) blocks() map[string]kind.Block {
	return rows(t, "blocks", func() kind.Block { return kind.Block{CIDR: t.block("block")} })
}

// outside draws what lies in an account, or nowhere, and needs no VPC.
func (t drawing) outside() {
	t.times(1, "corporate networks", func() { t.put(kind.CorporateNetworkKind, "", &kind.CorporateNetwork{CIDRs: t.blocks()}) })
	t.times(2, "prefix lists", func() {
		t.put(kind.PrefixListKind, t.any(kind.ScopeKind), &kind.PrefixList{
			Owner: t.from("owner", kind.OwnerCustomer, kind.OwnerAWS), Service: t.from("service", kind.ServiceS3, kind.ServiceDynamoDB), MaxEntries: rapid.IntRange(1, 3).Draw(t.T, "most"),
			Entries: rows(t, "entries", func() kind.PrefixListEntry {
				return kind.PrefixListEntry{CIDR: t.block("entry"), Description: drawText(t.T, "entry description")}
			}),
		})
	})
	t.times(1, "services", func() {
		t.put(kind.AWSServiceKind, t.any(kind.ScopeKind), &kind.AWSService{Service: drawText(t.T, "service"), Region: drawText(t.T, "region")})
	})
	t.times(2, "customer gateways", func() {
		t.put(kind.CustomerGatewayKind, t.any(kind.ScopeKind), &kind.CustomerGateway{
			IPAddress: t.from("address", "", "203.0.113.9", drawText(t.T, "odd address")), ASN: rapid.SampledFrom([]int{0, 65000, 4200000000}).Draw(t.T, "asn"), Network: t.ref("network", kind.CorporateNetworkKind),
		})
	})
}

// links draws what joins VPCs with each other and with corporate networks.
func (t drawing) links() {
	state := func(what string) string { return t.from(what, kind.LinkUp, kind.LinkDown) }
	t.times(2, "VPN gateways", func() {
		t.put(kind.VPNGatewayKind, t.any(kind.ScopeKind), &kind.VPNGateway{VPC: t.ref("attached", kind.VPCKind), ASN: rapid.SampledFrom([]int{0, 64512}).Draw(t.T, "asn")})
	})
	t.times(2, "VPN connections", func() {
		t.put(kind.VPNConnectionKind, t.any(kind.ScopeKind), &kind.VPNConnection{
			VPNGateway: t.ref("gateway", kind.VPNGatewayKind), CustomerGateway: t.ref("customer", kind.CustomerGatewayKind),
			StaticRoutesOnly: t.yes("static"), Routes: t.blocks(), Tunnel1: state("tunnel"), Tunnel2: state("tunnel"),
		})
	})
	t.times(1, "lines", func() {
		t.put(kind.DirectConnectKind, t.any(kind.ScopeKind), &kind.DirectConnect{
			VPNGateway: t.ref("gateway", kind.VPNGatewayKind), Network: t.ref("network", kind.CorporateNetworkKind), Routes: t.blocks(), VLAN: 100, ASN: 65000, State: state("line"),
		})
	})
	t.times(3, "peerings", func() {
		t.put(kind.PeeringKind, t.any(kind.ScopeKind), &kind.Peering{
			Requester: t.ref("requester", kind.VPCKind), Accepter: t.ref("accepter", kind.VPCKind),
			Status: t.from("status", kind.PeeringActive, kind.PeeringActive, kind.PeeringPending, kind.PeeringExpired),
		})
	})
	t.times(2, "hosted zones", func() {
		t.put(kind.HostedZoneKind, t.any(kind.ScopeKind), &kind.HostedZone{Domain: t.from("domain", "example.com", drawText(t.T, "odd domain")), Private: t.yes("private"), VPCs: t.set(kind.VPCKind)})
	})
}

// services draws what AWS runs in VPCs.
func (t drawing) services() {
	t.times(2, "egress-only gateways", func() {
		t.put(kind.EgressOnlyInternetGatewayKind, t.any(kind.VPCKind), &kind.EgressOnlyInternetGateway{})
	})
	policy := func() string {
		return t.from("policy", "", `{"a":["b",1,true,{}]}`, `{"Ref":"x"}`, fmt.Sprintf(`{"for":{%q:"${x} {{resolve:y}}"}}`, "k"), drawText(t.T, "odd policy"))
	}
	t.times(2, "gateway endpoints", func() {
		t.put(kind.GatewayEndpointKind, t.any(kind.VPCKind), &kind.GatewayEndpoint{Service: kind.ServiceS3, RouteTables: t.set(kind.RouteTableKind), Policy: policy()})
	})
	t.times(2, "interface endpoints", func() {
		t.put(kind.InterfaceEndpointKind, t.any(kind.VPCKind), &kind.InterfaceEndpoint{
			Service: t.from("service", "ssm", "com.amazonaws.x.y", drawText(t.T, "odd service")), Subnets: t.placed(), SecurityGroups: t.set(kind.SecurityGroupKind), PrivateDNS: t.yes("private DNS"), Policy: policy(),
		})
	})
	t.times(2, "databases", func() {
		engine := t.from("engine", kind.EngineMySQL, kind.EngineOracle, kind.EngineSQLServer, kind.EngineAuroraMySQL, kind.EngineRedshift, kind.EngineRedis, kind.EngineMemcached)
		t.put(kind.DatabaseKind, t.any(kind.VPCKind), &kind.Database{
			Engine: engine, Port: rapid.IntRange(0, 1).Draw(t.T, "port") * 5000, Subnets: t.placed(), SecurityGroups: t.set(kind.SecurityGroupKind),
			MultiAZ: t.yes("several zones"), PubliclyAccessible: t.yes("public"), InstanceClass: t.from("class", "db.t4g.micro", drawText(t.T, "odd class")),
		})
	})
	t.times(2, "functions", func() {
		t.put(kind.FunctionKind, t.any(kind.VPCKind), &kind.Function{Subnets: t.placed(), SecurityGroups: t.set(kind.SecurityGroupKind), Runtime: t.from("runtime", "python3.13", "java21", drawText(t.T, "odd runtime"))})
	})
	t.times(2, "container services", func() {
		t.put(kind.ContainerServiceKind, t.any(kind.VPCKind), &kind.ContainerService{
			LaunchType: t.from("launch type", kind.LaunchFargate, kind.LaunchEC2), Subnets: t.placed(), SecurityGroups: t.set(kind.SecurityGroupKind), AssignPublicIP: t.yes("public"),
			Image: t.from("image", "nginx", drawText(t.T, "odd image")), ContainerPort: rapid.IntRange(1, 3).Draw(t.T, "port"), DesiredCount: 1,
		})
	})
	t.times(2, "flow logs", func() {
		t.put(kind.FlowLogKind, t.any(kind.VPCKind), &kind.FlowLog{
			Watches: t.ref("watched", kind.SubnetKind, kind.InstanceKind, kind.NetworkInterfaceKind), TrafficType: kind.LogAll,
			Destination: t.from("destination", kind.LogToCloudWatch, kind.LogToS3), LogGroup: t.from("group", "", "flows", drawText(t.T, "odd group")),
		})
	})
}

// names draws records, which stand for what was drawn before.
func (t drawing) names() {
	for _, zone := range t.of[kind.HostedZoneKind] {
		t.times(3, "records", func() {
			t.put(kind.RecordKind, zone, &kind.Record{
				RecordName: t.from("record", "", "www", "db", drawText(t.T, "odd record")), Type: t.from("type", kind.RecordA, kind.RecordAAAA, kind.RecordCNAME),
				Target: t.ref("stands for", kind.InstanceKind, kind.LoadBalancerKind, kind.DatabaseKind, kind.InterfaceEndpointKind, kind.ElasticIPKind),
				Value:  t.from("value", "", "192.0.2.1", "2001:db8::1", "example.org", drawText(t.T, "odd value")), TTL: 60,
			})
		})
	}
}

// six are the IPv6 blocks of a VPC.
func (t drawing) six() map[string]kind.Block {
	return rows(t, "IPv6 blocks", func() kind.Block {
		return kind.Block{CIDR: rapid.SampledFrom([]netip.Prefix{{}, netip.MustParsePrefix("2001:db8::/56"), netip.MustParsePrefix("10.0.0.0/16")}).Draw(t.T, "IPv6 block")}
	})
}
