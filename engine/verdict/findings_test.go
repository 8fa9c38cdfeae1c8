package verdict_test

import (
	"encoding/json"
	"net/netip"
	"slices"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/template"
	"vpcanvas/engine/verdict"
)

// What the rules say of the templates, stage by stage: the mistakes that their sources make on
// purpose, and no others.
func TestTemplateFindings(t *testing.T) {
	const (
		unnamed  = "name-contradicts-routes subnetpublic routeTable"
		onMain   = "subnet-on-main-table subnetprivate routeTable"
		volatile = "volatile-address instanceweb eth0"
		ssh      = "open-admin-port securityweb ingress.ssh"
		http     = "http-without-tls securityweb ingress.http"
	)
	smallWeb := []string{"volatile-address instancepub eth0", "http-without-tls securityweb ingress.http"}
	smallEndpoints := []string{"endpoint-full-access endpointec2 policy", "endpoint-full-access endpointmessages policy", "endpoint-full-access endpointssm policy"}
	peerEndpoints := smallEndpoints
	for id, want := range map[string][][]string{
		"web-and-db": {
			{unnamed},
			{"gateway-attached-not-routed gatewayinternet", unnamed},
			{onMain, volatile, ssh},
			{onMain, volatile, ssh, http},
			{onMain, volatile, ssh, http},
			{volatile, ssh, http},
		},
		"alb-app": {
			{"subnet-on-main-table subnetprivatec routeTable", "load-balancer-single-target balanceralb listeners.http"},
			{},
		},
		"small-vpc-ssm": { // C3-1, C3-2: both subnets are public while they use the main table
			{"name-contradicts-routes subnetpubl routeTable"},
			{"main-table-internet-route vpcsmall00main routes.default", "name-contradicts-routes subnetpriv routeTable"},
			{},
			smallWeb,
			slices.Concat(smallEndpoints, smallWeb),
			slices.Concat([]string{"endpoint-full-access endpoints300 policy"}, smallEndpoints, smallWeb),
			slices.Concat([]string{"endpoint-full-access endpoints300 policy"}, smallEndpoints, smallWeb),
		},
		"vpc-peering": {
			slices.Concat(peerEndpoints, []string{"group-reference-other-vpc securityaa ingress.ping", "group-reference-other-vpc securitybb ingress.ping", "group-reference-other-vpc securitybb egress.https"}),
			slices.Concat([]string{"peering-not-active peeringatob"}, peerEndpoints),
			slices.Concat([]string{"peering-one-sided peeringatob"}, peerEndpoints),
			slices.Concat([]string{"peering-one-sided peeringatob"}, peerEndpoints),
			peerEndpoints, peerEndpoints,
		},
		"three-vpcs":  {{}, {}},
		"six-permits": {{"acl-without-reply acltwo0000 ingress.request"}, {}},
		"dual-stack":  {{"volatile-address instanceweb eth0"}, {"volatile-address instanceweb eth0"}},
		"on-premises": {{}, {}},
	} {
		for i, keys := range want {
			d, err := template.Get(id).Build(i + 1)
			if err != nil {
				t.Fatal(err)
			}
			got := []string{}
			for _, f := range verdict.Analyse(d).Findings {
				got = append(got, f.Key)
			}
			if !slices.Equal(got, keys) {
				t.Errorf("%s, stage %d: %q, want %q", id, i+1, got, keys)
			}
		}
	}
}

// findingsOf are the codes of what the rules say of one element of a template's stage after an edit.
func findingsOf(t *testing.T, id string, stage int, element string, ops ...design.Op) []string {
	t.Helper()
	d, err := template.Get(id).Build(stage)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := design.Apply(d, ops); err != nil {
		t.Fatal(err)
	}
	codes := []string{}
	for _, f := range verdict.Analyse(d).Findings {
		if f.Element == element {
			codes = append(codes, f.Code)
		}
	}
	return codes
}

func put(id, value string) design.Op {
	return design.Put{Section: design.Resources, ID: id, Value: json.RawMessage(value)}
}

func patch(id, path, value string) design.Op {
	return design.Patch{Section: design.Resources, ID: id, Path: path, Value: json.RawMessage(value)}
}

// What the sources get wrong, or what their networks do not bear: each is a finding.
func TestCasesThatAreFindings(t *testing.T) {
	const small, peers, alb, memo = "small-vpc-ssm", "vpc-peering", "alb-app", "web-and-db"
	for _, c := range []struct {
		name, template string
		stage          int
		element, code  string
		ops            []design.Op
	}{
		{"C0-4: one target", alb, 1, "balanceralb", "load-balancer-single-target", nil},
		{"C0-5: two targets in one zone", alb, 2, "balanceralb", "load-balancer-single-zone", []design.Op{design.Move{ID: "instanceap2", Parent: "subnetprivatea"}}},
		{"C1-8: a NAT gateway carries no IPv6", "dual-stack", 2, "tableprivate", "route-family", []design.Op{
			put("gatewaynat0", `{"kind":"natGateway","name":"nat","parent":"subnetpubl","props":{}}`),
			patch("tableprivate", "props.routes.default6", `{"destination":"::/0","target":"gatewaynat0"}`),
		}},
		{"C1-18: a subnet is in one zone", alb, 2, "balanceralb", "load-balancer-zones", []design.Op{patch("subnetpublicc", "props.availabilityZone", `"ap-northeast-1a"`)}},
		{"C3-14: a reserved address", small, 7, "instancepriv", "address-reserved", []design.Op{patch("instancepriv", "props.interfaces.eth0", `{"addresses":{"10.0.0.3":true},"groups":{"securityec2":true}}`)}},
		{"C3-14: the last address", small, 7, "instancepriv", "address-reserved", []design.Op{patch("instancepriv", "props.interfaces.eth0", `{"addresses":{"10.0.0.15":true},"groups":{"securityec2":true}}`)}},
		{"C3-16: no room for a third subnet", small, 7, "subnetthird", "cidr-overlap", []design.Op{put("subnetthird", `{"kind":"subnet","name":"third","parent":"vpcsmall00","props":{"cidr":"10.0.0.16/28","availabilityZone":"ap-northeast-1c"}}`)}},
		{"C3-17: an ALB wants two zones", small, 7, "balancer00", "load-balancer-zones", smallBalancer},
		{"C3-17: and larger subnets", small, 7, "balancer00", "load-balancer-small-subnet", smallBalancer},
		{"C4-12: a stale group reference", peers, 6, "securitybb", "group-reference-stale", []design.Op{design.Del{Section: design.Resources, ID: "securityaa"}}},
		{"C4-12: a group that nothing joins", peers, 6, "securitybb", "group-reference-other-vpc", []design.Op{design.Del{Section: design.Resources, ID: "peeringatob"}}},
		{"C4-14: overlapping blocks", peers, 6, "peeringatob", "peering-overlap", []design.Op{patch("vpcbbbbbbb", "props.cidr", `"10.1.0.0/16"`)}},
		{"T6: a private range at the internet gateway", memo, 6, "routespublic", "route-private-to-gateway", []design.Op{patch("routespublic", "props.routes.odd", `{"destination":"192.168.0.0/28","target":"gatewayinternet"}`)}},
		{"T7: one NAT gateway for two zones", alb, 2, "gatewaynata", "single-nat-for-zones", []design.Op{patch("subnetprivatec", "props.routeTable", `"routesprivatea"`)}},
		{"T13: a rule says whom it admits", memo, 6, "securityweb", "group-rule-without-peer", []design.Op{patch("securityweb", "props.ingress.odd", `{"protocol":"tcp","ports":"8080"}`)}},
		{"T13: and anywhere is said", memo, 6, "securityweb", "open-admin-port", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := findingsOf(t, c.template, c.stage, c.element, c.ops...); !slices.Contains(got, c.code) {
				t.Errorf("%s has %q, want %s among them", c.element, got, c.code)
			}
		})
	}
}

var smallBalancer = []design.Op{
	put("balancer00", `{"kind":"loadBalancer","name":"alb","parent":"vpcsmall00","props":{"subnets":{"a":{"subnet":"subnetpubl"},"b":{"subnet":"subnetpriv"}}}}`),
}

// T2, T3: AWS's own group and network ACL come with rules of their own; new ones do not.
func TestDefaultsOfAWS(t *testing.T) {
	own, fresh := kind.DefaultSecurityGroup("self"), kind.NewSecurityGroup()
	if len(own.Ingress) != 1 || own.Ingress["self"].Group.ID != "self" || len(own.Egress) != 1 {
		t.Errorf("T2: the default group is %+v", own)
	}
	if len(fresh.Ingress) != 0 || len(fresh.Egress) != 1 {
		t.Errorf("T2: a new group is %+v", fresh)
	}
	made := kind.Get(kind.NetworkACLKind).New().(*kind.NetworkACL)
	if acl := kind.DefaultNetworkACL(); len(acl.Ingress) != 1 || len(made.Ingress)+len(made.Egress) != 0 {
		t.Errorf("T3: the default network ACL is %+v, a new one %+v", acl, made)
	}
}

// T5, C3-15: of the /27's 32 addresses each /28 keeps five for AWS, and eleven are left.
func TestAddressesThatAreLeft(t *testing.T) {
	r := netset.Assignable(netip.MustParsePrefix("10.0.0.0/28")).Ranges()[0]
	if r.Lo.String() != "10.0.0.4" || r.Hi.String() != "10.0.0.14" {
		t.Errorf("assignable are %s to %s", r.Lo, r.Hi)
	}
}

// T10: a protocol is a number of its own, and ICMP has no ports.
func TestProtocolsAreNotPorts(t *testing.T) {
	if netset.TCP.Number() != 6 || netset.UDP.Number() != 17 || netset.ICMP.Number() != 1 || netset.ICMP.HasPorts() {
		t.Error("protocol numbers are not IANA's")
	}
}

// T11: nobody deletes a local route, since none is stored; its target may be replaced. T12: a VPC has no zone.
func TestLocalRoutesAreDerived(t *testing.T) {
	d, err := template.Get("small-vpc-ssm").Build(1)
	if err != nil {
		t.Fatal(err)
	}
	if routes := d.Resources["vpcsmall00main"].Props.(*kind.RouteTable).Routes; len(routes) != 0 {
		t.Errorf("T11: stored routes: %v", routes)
	}
	if f := kind.Get(kind.VPCKind).Field("availabilityZone"); f != nil {
		t.Error("T12: a VPC has a zone")
	}
}
