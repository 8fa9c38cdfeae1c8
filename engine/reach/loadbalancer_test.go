package reach_test

import (
	"fmt"
	"strings"
	"testing"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
)

// balancedApp is an ALB in two public subnets of two zones, with a target in a private subnet of
// each zone that admits the ALB's group only.
func balancedApp() *sample.Net {
	return sample.New().VPC("vpc", "10.0.0.0/16").Gateway("igw", "vpc").Table("pubrt", "vpc", "0.0.0.0/0 igw").
		Subnet("puba", "vpc", "10.0.0.0/24", "pubrt").Zone("puba", "a").Subnet("pubc", "vpc", "10.0.1.0/24", "pubrt").Zone("pubc", "c").
		Subnet("priva", "vpc", "10.0.10.0/24").Zone("priva", "a").Subnet("privc", "vpc", "10.0.11.0/24").Zone("privc", "c").
		Group("sgalb", "vpc", "in tcp/443 0.0.0.0/0", "out all 0.0.0.0/0").
		Group("sgap", "vpc", "in tcp/8080 sg:sgalb", "out all 0.0.0.0/0").
		Instance("AP-1", "priva", "sg:sgap").Instance("AP-2", "privc", "sg:sgap").
		Targets("tg", "vpc", 8080, "AP-1", "AP-2").
		Balancer("ALB", "vpc", "puba", "pubc", "sg:sgalb", "443:tg")
}

func TestLoadBalancer(t *testing.T) {
	const wide = "in tcp/8080 sg:sgalb"
	oneZone := balancedApp().Instance("AP-3", "priva", "sg:sgap").Balancer("ALB", "vpc", "puba", "priva", "sg:sgalb", "443:tg")
	third := balancedApp().Subnet("privd", "vpc", "10.0.12.0/24").Zone("privd", "d").Instance("AP-2", "privd", "sg:sgap")
	private := balancedApp().Balancer("ALB", "vpc", "priva", "privc", "sg:sgalb", "443:tg")
	halfPublic := balancedApp().Balancer("ALB", "vpc", "puba", "privc", "sg:sgalb", "443:tg")
	check(t, []reachCase{
		{"C0-6: to the ALB", balancedApp(), "internet ALB tcp/443", "reachable"},
		{"C0-6: from the ALB", balancedApp(), "ALB AP-1 tcp/8080", "reachable"},
		{"C0-6: not to the instance", balancedApp(), "internet AP-1 tcp/8080", "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS@AP-1 ENI_SG_RULES_MISMATCH@sgap NO_ROUTE_TO_DESTINATION@vpc0000000main<"},
		{"semantics 124: two zones or none", oneZone, "internet ALB tcp/443", "blocked ELB_ZONES@ALB ELB_INSTALLED_AZ_RESTRICTION@ALB"},
		{"semantics 124: one subnet", balancedApp().Balancer("ALB", "vpc", "puba", "sg:sgalb", "443:tg"), "internet ALB tcp/443", "blocked ELB_ZONES@ALB ELB_INSTALLED_AZ_RESTRICTION@ALB"},
		{"semantics 125: the client must pass the ALB's group", balancedApp().Group("sgalb", "vpc", "in tcp/80 0.0.0.0/0", "out all 0.0.0.0/0"), "internet ALB tcp/443", "blocked ENI_SG_RULES_MISMATCH@sgalb"},
		{"semantics 125: the target sees the ALB, not the client", balancedApp().Group("sgap", "vpc", "in tcp/8080 203.0.113.0/24"), "203.0.113.5 ALB tcp/443", "blocked ENI_SG_RULES_MISMATCH@sgap"},
		{"semantics 125: by the ALB's addresses", balancedApp().Group("sgap", "vpc", "in tcp/8080 10.0.0.0/23"), "internet ALB tcp/443", "reachable"},
		{"semantics 126: the ALB's own outbound rules", balancedApp().Group("sgalb", "vpc", "in tcp/443 0.0.0.0/0", "out tcp/80 10.0.0.0/16"), "internet ALB tcp/443", "blocked ENI_SG_RULES_MISMATCH@sgalb"},
		{"semantics 127: a zone that is not enabled", third, "internet ALB tcp/443", "partly ELB_INSTALLED_AZ_RESTRICTION@ALB"},
		{"semantics 128: each node asks the targets of every zone", balancedApp().Targets("tg", "vpc", 8080, "AP-2"), "internet ALB tcp/443", "reachable"},
		{"semantics 134: no subnet leads out", private, "internet ALB tcp/443", "blocked NO_ROUTE_TO_DESTINATION@vpc0000000main<"},
		{"semantics 134: one of them does not", halfPublic, "internet ALB tcp/443", "partly NO_ROUTE_TO_DESTINATION@vpc0000000main<"},
		{"semantics 135: no such listener", balancedApp(), "internet ALB tcp/80", "blocked ENI_SG_RULES_MISMATCH@sgalb ELBV2_LISTENERS_MISMATCH@ALB"},
		{"semantics 135: UDP", balancedApp(), "internet ALB udp/443", "blocked ENI_SG_RULES_MISMATCH@sgalb ELBV2_LISTENERS_MISMATCH@ALB"},
		{"semantics 135: a listener without a group", balancedApp().Balancer("ALB", "vpc", "puba", "pubc", "sg:sgalb", "443:"), "internet ALB tcp/443", "blocked ELBV2_LISTENER_HAS_NO_TG@ALB"},
		{"semantics 135: a group without targets", balancedApp().Targets("tg", "vpc", 8080), "internet ALB tcp/443", "blocked ELBV2_NO_TARGETS_IN_AZ@tg"},
		{"semantics 135: a target that is gone", balancedApp().Targets("tg", "vpc", 8080, "AP-1"), "internet ALB tcp/443", "reachable"},
		{"semantics 154: a stopped target", balancedApp().Instance("AP-2", "privc", "sg:sgap", "stopped"), "internet ALB tcp/443", "partly BAD_STATE@AP-2"},
		{"no target works", balancedApp().Group("sgap", "vpc", "out all 0.0.0.0/0"), "internet ALB tcp/443", "blocked SG_HAS_NO_RULES@sgap"},
		{"some target works", balancedApp().Group("other", "vpc").Instance("AP-2", "privc", "sg:other"), "internet ALB tcp/443", "partly SG_HAS_NO_RULES@other"},
		{"a target's own port", balancedApp().Targets("tg", "vpc", 8080, "AP-1:80"), "internet ALB tcp/443", "blocked ENI_SG_RULES_MISMATCH@sgap"},
		{"every blocker, on both legs", balancedApp().Group("sgalb", "vpc", "out all 0.0.0.0/0").Group("sgap", "vpc"), "internet ALB tcp/443", "blocked SG_HAS_NO_RULES@sgalb SG_HAS_NO_RULES@sgap"},
		{"an open port is enough where none is named", balancedApp().Balancer("ALB", "vpc", "puba", "pubc", "sg:sgalb", "443:tg", "8443:"), "internet ALB tcp", "reachable"},
		{"it asks nobody but its targets", balancedApp().Instance("DB", "priva"), "ALB DB tcp/8080", "blocked TARGET_ADDRESS_RESTRICTION@ALB"},
		{"and those on their ports", balancedApp(), "ALB AP-1 tcp/22", "blocked TARGET_PORT_RESTRICTION@ALB ENI_SG_RULES_MISMATCH@sgap"},
		{"an internal one from outside", balancedApp().Balancer("ALB", "vpc", "internal", "puba", "pubc", "sg:sgalb", "443:tg"), "internet ALB tcp/443", "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS@ALB"},
		{"an internal one from inside", balancedApp().Balancer("ALB", "vpc", "internal", "priva", "privc", "sg:sgalb", "443:tg"), "AP-1 ALB tcp/443", "reachable"},
		{"a listener that AWS refuses on that type", balancedApp().Balancer("ALB", "vpc", "puba", "pubc", "sg:sgalb", "443/TCP:tg"), "internet ALB tcp/443", "blocked ELBV2_LISTENERS_MISMATCH@ALB"},
		{"two listeners on one port", balancedApp().Targets("dead", "vpc", 8080).Balancer("ALB", "vpc", "puba", "pubc", "sg:sgalb", "443:tg", "443:dead"), "internet ALB tcp/443", "unknown ELBV2_NO_TARGETS_IN_AZ@dead"},
		{"a group whose members ask their targets", balancedApp(), "sgalb sgap tcp/8080", "reachable"},
		{"a subnet with an ALB", balancedApp().Instance("Bastion", "puba", "sg:sgalb", "public"), "puba internet tcp/443", "reachable"},
		{"a VPC is open where its ALB is", balancedApp(), "internet vpc tcp/443", "partly " + strings.TrimPrefix(exposed, "blocked ")},
		{wide, balancedApp().Group("sgap", "vpc", wide), "internet ALB tcp/443", "reachable"},
	})
}

const exposed = "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS@AP-1 ENI_SG_RULES_MISMATCH@sgap NO_ROUTE_TO_DESTINATION@vpc0000000main<"

// semantics 71, 70: a load balancer's own ports are 1024 to 65535, on the way to a target too.
func TestTargetLegPorts(t *testing.T) {
	n := balancedApp().ACL("acl", "vpc", "in 100 allow all 0.0.0.0/0", "out 100 allow tcp/32768-61000 0.0.0.0/0").
		Subnet("priva", "vpc", "10.0.10.0/24", "acl").Zone("priva", "a")
	a := ask(n, "internet ALB tcp/443")
	if got := told(n, a); got != "partly SUBNET_ACL_RESTRICTION@acl<" {
		t.Errorf("the reply of AP-1 comes back on some ports only: %s", got)
	}
	if a.ClientText() != "1024-65535" {
		t.Errorf("the client's ports: %s", a.ClientText())
	}
}

// The answer is told as the listener's conversation and one with each target. Whether targets are well is
// not in the verdict: legs say whether the checks get through (semantics 153).
func TestLegs(t *testing.T) {
	n := balancedApp().Targets("tg", "vpc", 8080, "AP-1", "AP-2", "health:9000")
	var got []string
	whole := ask(n, "internet ALB tcp/443")
	if whole.Verdict != reach.Reachable {
		t.Errorf("checks that fail make it %s", whole.Verdict)
	}
	for _, l := range whole.Balanced {
		reasons := ""
		for _, r := range l.Reasons {
			reasons += " " + r.Text("en")
		}
		got = append(got, fmt.Sprintf("%s %s>%s %s %s%s", l.Role, l.From, l.To, l.Service, l.Verdict, reasons))
		if len(l.Path) == 0 || len(l.Return) == 0 {
			t.Errorf("the leg to %s has no path", l.To)
		}
	}
	closed := " no inbound rule of sgap admits tcp/9000 from ALB"
	want := []string{
		"listener internet>alb0000000 tcp/443 reachable",
		"target alb0000000>ap10000000 tcp/8080 reachable", "health alb0000000>ap10000000 tcp/9000 blocked" + closed,
		"target alb0000000>ap20000000 tcp/8080 reachable", "health alb0000000>ap20000000 tcp/9000 blocked" + closed,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the legs are\n%s", strings.Join(got, "\n"))
	}
	if n := len(reach.Compile(n.D).LegsOf(sample.ID("ALB"))); n != 8 {
		t.Errorf("two nodes ask two targets for service and health: %d legs", n)
	}
	if legs := ask(n, "AP-1 AP-2 tcp/8080").Balanced; legs != nil {
		t.Errorf("there is no load balancer between instances: %v", legs)
	}
}

// What stands in another VPC is not there for the load balancer.
func TestLoadBalancerOfOneVPC(t *testing.T) {
	n := balancedApp().VPC("vpc2", "10.9.0.0/16").Subnet("far", "vpc2", "10.9.0.0/24").Zone("far", "c").
		Instance("Stray", "far").Targets("fartg", "vpc2", 80, "Stray")
	check(t, []reachCase{
		{"a target group", n.Clone().Balancer("ALB", "vpc", "puba", "pubc", "sg:sgalb", "443:fartg"), "internet ALB tcp/443", "blocked ELBV2_LISTENER_HAS_NO_TG@ALB"},
		{"a target", n.Clone().Targets("tg", "vpc", 8080, "Stray"), "internet ALB tcp/443", "blocked ELBV2_NO_TARGETS_IN_AZ@tg"},
		{"a lone interface among instances", n.Clone().Alone("Spare", "priva").Targets("tg", "vpc", 8080, "Spare"), "internet ALB tcp/443", "blocked ELBV2_NO_TARGETS_IN_AZ@tg"},
	})
	other := n.Clone().Balancer("ALB", "vpc", "puba", "far", "sg:sgalb", "443:tg")
	if got := ask(other, "internet ALB tcp/443").Verdict; got != reach.Blocked {
		t.Errorf("with a subnet of another VPC AWS would refuse it: %s", got)
	}
	ip := n.Clone().Alone("Spare", "priva").Targets("tg", "vpc", 8080, "Spare")
	sample.Change(ip, "tg", func(p *kind.TargetGroup) { p.TargetType = kind.TargetIP })
	if got := told(ip, ask(ip, "internet ALB tcp/443")); !strings.HasPrefix(got, "blocked BAD_STATE@Spare") {
		t.Errorf("an address with nothing behind it: %s", got)
	}
}
