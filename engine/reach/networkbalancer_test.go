package reach_test

import (
	"strings"
	"testing"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
)

// passedOn is an NLB without groups in two public subnets, with a target in a private subnet of each
// zone. words are those of its target group, rule is what the targets' group lets in.
func passedOn(rule string, words ...string) *sample.Net {
	n := balancedApp()
	delete(n.D.Resources, sample.ID("ALB"))
	n.Group("sgap", "vpc", rule, "out all 0.0.0.0/0")
	n.Targets("tg", "vpc", 8080, append([]string{"AP-1", "AP-2", "+TCP"}, words...)...)
	return n.Balancer("NLB", "vpc", "network", "puba", "pubc", "443:tg")
}

const (
	anyone = "in tcp/8080 0.0.0.0/0"
	nodes  = "in tcp/8080 10.0.0.0/23"
)

func TestNetworkLoadBalancer(t *testing.T) {
	grouped := func(rule string, words ...string) *sample.Net {
		return passedOn(rule, words...).Group("sgnlb", "vpc", "in tcp/443 203.0.113.0/24", "out tcp/8080 10.0.0.0/16").
			Balancer("NLB", "vpc", "network", "puba", "pubc", "sg:sgnlb", "443:tg")
	}
	acl := func(entries ...string) *sample.Net {
		return passedOn(anyone).ACL("acl", "vpc", entries...).Subnet("priva", "vpc", "10.0.10.0/24", "acl").Zone("priva", "a")
	}
	nodeACL := func(entries ...string) *sample.Net {
		return passedOn(anyone).ACL("acl", "vpc", entries...).Subnet("puba", "vpc", "10.0.0.0/24", "pubrt", "acl").Zone("puba", "a")
	}
	oneZone := func(words ...string) *sample.Net {
		return passedOn(anyone).Balancer("NLB", "vpc", append([]string{"network", "puba", "443:tg"}, words...)...)
	}
	udp := func(words ...string) *sample.Net {
		return passedOn("in udp/53 0.0.0.0/0").Targets("tg", "vpc", 53, append([]string{"AP-1", "AP-2", "+UDP", "+ip"}, words...)...).
			Balancer("NLB", "vpc", "network", "puba", "pubc", "53/UDP:tg")
	}
	inner := func(rule string, words ...string) *sample.Net {
		return passedOn(rule).Group("sgapp", "vpc", "out all 0.0.0.0/0").Instance("App", "priva", "sg:sgapp", "10.0.10.77").
			Balancer("NLB", "vpc", append([]string{"network", "internal", "priva", "privc", "443:tg"}, words...)...)
	}
	check(t, []reachCase{
		{"semantics 130: instances see the client", passedOn(anyone), "internet NLB tcp/443", "reachable"},
		{"semantics 130, 131: so their group must let the client in", passedOn(nodes), "internet NLB tcp/443", "blocked ENI_SG_RULES_MISMATCH@sgap"},
		{"semantics 130: a part of the clients", passedOn("in tcp/8080 203.0.113.0/24"), "203.0.113.7 NLB tcp/443", "reachable"},
		{"semantics 130: switched off, they see the node", passedOn(nodes, "+off"), "internet NLB tcp/443", "reachable"},
		{"semantics 130: switched off, the client does not count", passedOn("in tcp/8080 203.0.113.0/24", "+off"), "203.0.113.7 NLB tcp/443", "blocked ENI_SG_RULES_MISMATCH@sgap"},
		{"semantics 130: addresses over TCP see the node", passedOn(nodes, "+ip"), "internet NLB tcp/443", "reachable"},
		{"semantics 130: addresses over TCP, switched on", passedOn(nodes, "+ip", "+on"), "internet NLB tcp/443", "blocked ENI_SG_RULES_MISMATCH@sgap"},
		{"semantics 130: UDP keeps it, whatever is set", udp("+off"), "internet NLB udp/53", "reachable"},
		{"semantics 130: over UDP the node's address is not enough", udp().Group("sgap", "vpc", "in udp/53 10.0.0.0/23", "out all 0.0.0.0/0"), "internet NLB udp/53", "blocked ENI_SG_RULES_MISMATCH@sgap"},
		{"semantics 131: without groups all clients get in", passedOn(anyone), "203.0.113.7 NLB tcp/443", "reachable"},
		{"semantics 131: with a group, those that it admits", grouped(anyone), "203.0.113.7 NLB tcp/443", "reachable"},
		{"semantics 131: and no other", grouped(anyone), "198.51.100.7 NLB tcp/443", "blocked ENI_SG_RULES_MISMATCH@sgnlb"},
		{"semantics 132: targets may name the NLB's group", grouped("in tcp/8080 sg:sgnlb"), "203.0.113.7 NLB tcp/443", "reachable"},
		{"semantics 132: also where the address is not kept", grouped("in tcp/8080 sg:sgnlb", "+off"), "203.0.113.7 NLB tcp/443", "reachable"},
		{"the NLB's own outbound rules", grouped(anyone).Group("sgnlb", "vpc", "in tcp/443 0.0.0.0/0", "out tcp/80 10.0.0.0/16"), "internet NLB tcp/443", "blocked ENI_SG_RULES_MISMATCH@sgnlb"},
		{"semantics 60: the client's own group does not count behind it", inner("in tcp/8080 sg:sgapp"), "App NLB tcp/443", "blocked ENI_SG_RULES_MISMATCH@sgap"},
		{"semantics 60: its address does", inner("in tcp/8080 10.0.10.77/32"), "App NLB tcp/443", "reachable"},
		{"semantics 128: a node without targets in its zone", passedOn(anyone).Targets("tg", "vpc", 8080, "AP-1", "+TCP"), "internet NLB tcp/443", "partly ELBV2_NO_TARGETS_IN_AZ@tg"},
		{"semantics 128: unless it works across zones", passedOn(anyone).Targets("tg", "vpc", 8080, "AP-1", "+TCP").Balancer("NLB", "vpc", "network", "cross", "puba", "pubc", "443:tg"), "internet NLB tcp/443", "reachable"},
		{"semantics 128: a node asks no target elsewhere", passedOn(anyone), "NLB AP-1 tcp/8080", "partly ELB_NOT_CROSSZONE@NLB"},
		{"semantics 127: a target in a zone that is not enabled", oneZone("cross"), "internet NLB tcp/443", "partly ELB_INSTALLED_AZ_RESTRICTION@NLB"},
		{"semantics 124: one zone is enough", oneZone(), "internet NLB tcp/443", "reachable"},
		{"two subnets of one zone", passedOn(anyone).Balancer("NLB", "vpc", "network", "puba", "priva", "443:tg"), "AP-2 NLB tcp/443", "blocked ELB_ZONES@NLB"},
		{"semantics 129: targets whose checks fail are asked all the same", passedOn(anyone, "health:9000"), "internet NLB tcp/443", "reachable"},
		{"semantics 134: an internal one from outside", passedOn(anyone).Balancer("NLB", "vpc", "network", "internal", "puba", "pubc", "443:tg"), "internet NLB tcp/443", "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS@NLB"},
		{"semantics 134: in private subnets", passedOn(anyone).Balancer("NLB", "vpc", "network", "priva", "privc", "443:tg"), "internet NLB tcp/443", "blocked NO_ROUTE_TO_DESTINATION@vpc0000000main<"},
		{"with Elastic IPs", passedOn(anyone).ElasticIP("eipa").ElasticIP("eipc").Balancer("NLB", "vpc", "network", "puba=eipa", "pubc=eipc", "443:tg"), "internet NLB tcp/443", "reachable"},
		{"semantics 135: no such listener", passedOn(anyone), "internet NLB tcp/80", "blocked ELBV2_LISTENERS_MISMATCH@NLB"},
		{"semantics 135: no such transport", passedOn(anyone), "internet NLB udp/443", "blocked ELBV2_LISTENERS_MISMATCH@NLB"},
		{"semantics 135: no target", passedOn(anyone).Targets("tg", "vpc", 8080, "+TCP"), "internet NLB tcp/443", "blocked ELBV2_NO_TARGETS_IN_AZ@tg"},
		{"a listener that AWS refuses on that type", passedOn(anyone).Balancer("NLB", "vpc", "network", "puba", "pubc", "443/HTTPS:tg"), "internet NLB tcp/443", "blocked ELBV2_LISTENERS_MISMATCH@NLB"},
		{"both transports on one port", udp().Balancer("NLB", "vpc", "network", "puba", "pubc", "53/TCP_UDP:tg"), "internet NLB udp/53", "reachable"},
		{"of which the targets let one in", udp().Balancer("NLB", "vpc", "network", "puba", "pubc", "53/TCP_UDP:tg"), "internet NLB tcp/53", "blocked ENI_SG_RULES_MISMATCH@sgap"},
		{"TLS", passedOn(anyone).Balancer("NLB", "vpc", "network", "puba", "pubc", "443/TLS:tg"), "internet NLB tcp/443", "reachable"},
		{"the target's network ACL sees the client", acl("in 100 allow all 10.0.0.0/16", "out 100 allow all 0.0.0.0/0"), "internet NLB tcp/443", "partly SUBNET_ACL_RESTRICTION@acl"},
		{"semantics 70: and the reply to it", acl("in 100 allow all 0.0.0.0/0", "out 100 allow all 10.0.0.0/16"), "internet NLB tcp/443", "partly SUBNET_ACL_RESTRICTION@acl<"},
		{"semantics 70: on some of the client's ports", acl("in 100 allow all 0.0.0.0/0", "out 100 allow tcp/32768-65535 0.0.0.0/0"), "internet NLB tcp/443", "partly SUBNET_ACL_RESTRICTION@acl<"},
		{"the node's network ACL sees the target", nodeACL("in 100 allow all 0.0.0.0/0", "out 100 deny all 10.0.10.0/24", "out 110 allow all 0.0.0.0/0"), "internet NLB tcp/443", "partly SUBNET_ACL_RESTRICTION@acl"},
		{"and its reply", nodeACL("in 100 deny all 10.0.10.0/24", "in 110 allow all 0.0.0.0/0", "out 110 allow all 0.0.0.0/0"), "internet NLB tcp/443", "partly SUBNET_ACL_RESTRICTION@acl<"},
		{"the target's routes do not matter: the reply goes by the node", passedOn(anyone).Table("dead", "vpc", "0.0.0.0/0 gone:nat").Subnet("priva", "vpc", "10.0.10.0/24", "dead").Zone("priva", "a"), "internet NLB tcp/443", "reachable"},
		{"a target that asks itself", inner(anyone).Targets("tg", "vpc", 8080, "AP-1", "App", "AP-2", "+TCP"), "App NLB tcp/443", "partly ELBV2_SOURCE_ADDRESS_PRESERVATION@NLB SG_HAS_NO_RULES@sgapp"},
		{"a stopped target", passedOn(anyone).Instance("AP-1", "priva", "sg:sgap", "stopped"), "internet NLB tcp/443", "partly BAD_STATE@AP-1"},
		{"every blocker, to the target", grouped("in tcp/22 0.0.0.0/0"), "198.51.100.7 NLB tcp/443", "blocked ENI_SG_RULES_MISMATCH@sgnlb ENI_SG_RULES_MISMATCH@sgap"},
		{"a client behind a NAT gateway", natClient("in tcp/8080 0.0.0.0/0"), "Inner NLB tcp/443", "reachable"},
		{"a client behind a NAT gateway, by addresses that AWS picks", natClient("in tcp/8080 128.0.0.0/1"), "Inner NLB tcp/443", "unknown ADDRESS_UNKNOWN@natgw ENI_SG_RULES_MISMATCH@sgap"},
	})
}

// natClient is an NLB and a client of another VPC, behind its NAT gateway.
func natClient(rule string) *sample.Net {
	return passedOn(rule).VPC("vpc2", "10.9.0.0/16").Gateway("igw2", "vpc2").Table("out2", "vpc2", "0.0.0.0/0 igw2").
		Subnet("edge2", "vpc2", "10.9.0.0/24", "out2").NAT("natgw", "edge2").Table("in2", "vpc2", "0.0.0.0/0 natgw").
		Subnet("inner2", "vpc2", "10.9.1.0/24", "in2").Group("sg2", "vpc2", "out all 0.0.0.0/0").Instance("Inner", "inner2", "sg:sg2")
}

// An NLB in front of an ALB, in front of the targets.
func TestNLBBeforeALB(t *testing.T) {
	build := func(rule string) *sample.Net {
		n := balancedApp().Group("sgalb", "vpc", rule, "out all 0.0.0.0/0").Targets("front", "vpc", 443, "ALB", "+alb", "+TCP")
		return n.Balancer("ALB", "vpc", "internal", "priva", "privc", "sg:sgalb", "443:tg").Balancer("NLB", "vpc", "network", "puba", "pubc", "8443:front")
	}
	check(t, []reachCase{
		{"three conversations in one", build("in tcp/443 0.0.0.0/0"), "internet NLB tcp/8443", "reachable"},
		{"the ALB sees the client", build("in tcp/443 10.0.0.0/16"), "internet NLB tcp/8443", "blocked ENI_SG_RULES_MISMATCH@sgalb"},
		{"and its targets the ALB", build("in tcp/443 0.0.0.0/0").Group("sgap", "vpc", "out all 0.0.0.0/0"), "internet NLB tcp/8443", "blocked SG_HAS_NO_RULES@sgap"},
		{"some of its targets", build("in tcp/443 0.0.0.0/0").Instance("AP-2", "privc", "sg:sgap", "stopped"), "internet NLB tcp/8443", "partly BAD_STATE@AP-2"},
		{"an ALB without that listener", build("in tcp/443 0.0.0.0/0").Targets("front", "vpc", 80, "ALB", "+alb", "+TCP"), "internet NLB tcp/8443", "blocked ENI_SG_RULES_MISMATCH@sgalb ELBV2_LISTENERS_MISMATCH@ALB"},
	})
}

// Where the client's address is kept, the answer is one conversation to the target; else it is two.
func TestOneConversationOrTwo(t *testing.T) {
	n := passedOn(anyone)
	a := ask(n, "203.0.113.7 NLB tcp/443")
	if got := way(n, a); got != "internet igw vpc0000000nacl NLB vpc0000000nacl pubrt vpc0000000nacl sgap AP-1" {
		t.Errorf("the way to the target: %s", got)
	}
	if got := a.Return[0].Resource; got != sample.ID("AP-1") {
		t.Errorf("the reply starts at %s", got)
	}
	if got := roles(a); got != "through health" {
		t.Errorf("the legs: %s", got)
	}
	if got := roles(ask(passedOn(nodes, "+off"), "203.0.113.7 NLB tcp/443")); got != "listener target" {
		t.Errorf("without the client's address: %s", got)
	}
	var before, after string
	for _, h := range a.Path {
		if h.Resource == sample.ID("NLB") {
			before, after = h.Rewrite.Before, h.Rewrite.After
		}
	}
	if before != "10.0.0.0/24" || after != "10.0.10.0/24" {
		t.Errorf("the node changes the destination from %q to %q", before, after)
	}
	for i, l := range a.Lamps { // those of the two ends: the node between them has none
		if want := []string{"", "", "vpc0000000nacl", "ap10000000", "vpc0000000nacl", ""}[i]; l.Resource != want {
			t.Errorf("the lamp %s is of %q, want %q", l.Filter, l.Resource, want)
		}
	}
}

func roles(a reach.Answer) string {
	var all []string
	for _, l := range a.Balanced {
		all = append(all, string(l.Role))
	}
	return strings.Join(all, " ")
}

// The health of a target is asked by the node, not by the client.
func TestHealthOfPreservedTargets(t *testing.T) {
	n := passedOn("in tcp/8080 203.0.113.0/24")
	for _, l := range ask(n, "203.0.113.7 NLB tcp/443").Balanced {
		if want := map[reach.Role]reach.Verdict{reach.ThroughLeg: reach.Reachable, reach.HealthLeg: reach.Blocked}[l.Role]; l.Verdict != want {
			t.Errorf("%s: %s, want %s", l.Role, l.Verdict, want)
		}
	}
	if kind.Get(kind.TargetGroupKind).New().(*kind.TargetGroup).PreservesClientIP() != true {
		t.Error("instances see clients' addresses by default (semantics 130)")
	}
}
