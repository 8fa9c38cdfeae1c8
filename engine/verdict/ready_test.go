package verdict_test

import (
	"slices"
	"strings"
	"testing"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

// entered is a private instance that is entered by Session Manager, with its three endpoints.
func entered() *sample.Net {
	n := sample.New().VPC("vpc", "10.0.0.0/27").Table("rt", "vpc").Subnet("priv", "vpc", "10.0.0.0/28", "rt").
		Group("sgec2", "vpc", "out all 0.0.0.0/0").Group("sgep", "vpc", "in tcp/443 10.0.0.0/27").
		Instance("EC2", "priv", "sg:sgec2")
	sample.Change(n, "EC2", func(p *kind.Instance) { p.InstanceProfile = "private-ec2-role" })
	for _, s := range []string{"ssm", "ssmmessages", "ec2messages"} {
		n.Endpoint(s, "vpc", s, "priv", "sg:sgep")
	}
	return n
}

func without(n *sample.Net, name string) *sample.Net {
	delete(n.D.Resources, sample.ID(name))
	return n
}

// missing is what a list lacks, as "no title (why; why), title", or "yes".
func missing(n *sample.Net, item, element string) string {
	lists := verdict.ReadyAll(reach.Compile(n.D), item, sample.ID(element))
	if len(lists) != 1 {
		return "no list"
	}
	var lacks []string
	for _, t := range lists[0].Ticks {
		if t.Holds != verdict.Yes && !t.Optional {
			var why []string
			for _, w := range t.Why {
				why = append(why, w.EN)
			}
			lacks = append(lacks, t.Title.EN+" ("+strings.Join(why, "; ")+")")
		}
	}
	return strings.TrimSpace(string(lists[0].Holds) + " " + strings.Join(lacks, ", "))
}

// Cases C3-5a to c: of three endpoints, the one that is missing is named (semantics 114, 115, 116).
func TestSSMReady(t *testing.T) {
	const noWay = "; the route table rt has no route to "
	for _, c := range []struct {
		name string
		net  *sample.Net
		want []string
	}{
		{"all is there", entered(), []string{"yes"}},
		{"C3-5a", without(entered(), "ssm"), []string{"no ssm is reached", "vpc has no endpoint for ssm" + noWay}},
		{"C3-5b", without(entered(), "ssmmessages"), []string{"no ssmmessages is reached", "vpc has no endpoint for ssmmessages"}},
		{"C3-5c", without(entered(), "ec2messages"), []string{"no ec2messages is reached", "vpc has no endpoint for ec2messages"}},
		{"no role", entered().Instance("EC2", "priv", "sg:sgec2"), []string{"no EC2 has an IAM role"}},
		{"the endpoints are closed", entered().Group("sgep", "vpc", "in tcp/80 10.0.0.0/27"), []string{"no ssm is reached", "no inbound rule of sgep"}},
	} {
		got := missing(c.net, "ssm", "EC2")
		for _, part := range c.want {
			if !strings.Contains(got, part) {
				t.Errorf("%s: %q lacks %q", c.name, got, part)
			}
		}
		if strings.HasPrefix(c.name, "C3") && strings.Count(got, "is reached") != 1 {
			t.Errorf("%s names more than the one that is missing: %s", c.name, got)
		}
	}
}

// Cases C4: accepted, two routes, two groups (semantics 81, 85, 87).
func TestPeeringReady(t *testing.T) {
	build := func(state string, routes ...string) *sample.Net {
		n := sample.New().VPC("vpca", "10.1.0.0/16").VPC("vpcb", "10.2.0.0/16").Peering("pcx", "vpca", "vpcb", state).
			Table("rta", "vpca").Table("rtb", "vpcb").Subnet("suba", "vpca", "10.1.1.0/24", "rta").Subnet("subb", "vpcb", "10.2.1.0/24", "rtb").
			Group("sga", "vpca", "in icmp sg:sgb", "out all 0.0.0.0/0").Group("sgb", "vpcb", "in icmp sg:sga", "out all 0.0.0.0/0").
			Instance("EC2-A", "suba", "sg:sga").Instance("EC2-B", "subb", "sg:sgb")
		for _, r := range routes {
			table, route, _ := strings.Cut(r, " ")
			n.Route(table, route)
		}
		return n
	}
	const toB, toA = "rta 10.2.0.0/16 pcx", "rtb 10.1.0.0/16 pcx"
	literal := build(kind.PeeringActive, toA, toB).Group("sga", "vpca", "out tcp/443 10.1.1.0/24").Group("sgb", "vpcb", "out tcp/443 10.2.1.0/24")
	for _, c := range []struct {
		name, want string
		net        *sample.Net
	}{
		{"C4-6", "yes", build(kind.PeeringActive, toA, toB)},
		{"C4-2", "no pcx is accepted (pcx is pending-acceptance)", build(kind.PeeringPending, toA, toB)},
		{"C4-5", "no a subnet of vpca has a route to vpcb (no route table of a subnet of vpca leads to pcx)", build(kind.PeeringActive, toA)},
		{"C4-3", "no a subnet of vpca has a route to vpcb", build(kind.PeeringActive)},
		{"C4-7: the groups as written let nothing through", "no something passes between vpca and vpcb", literal},
	} {
		if got := missing(c.net, "peering", "pcx"); !strings.HasPrefix(got, c.want) || c.want == "yes" && got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
	same := build(kind.PeeringActive, toA, toB).VPC("vpcb", "10.1.0.0/16")
	if got := missing(same, "peering", "pcx"); !strings.Contains(got, "have addresses in common") {
		t.Errorf("C4-14: %s", got)
	}
}

func TestS3Ready(t *testing.T) {
	outside := entered().Gateway("igw", "vpc").Subnet("pub", "vpc", "10.0.0.16/28").NAT("natgw", "pub").Route("vpc0000000main", "0.0.0.0/0 igw").Route("rt", "0.0.0.0/0 natgw")
	for _, c := range []struct {
		name, want string
		net        *sample.Net
	}{
		{"C3-9", "yes", entered().GatewayEndpoint("s3gw", "vpc", "s3", "rt")},
		{"C3-8", "no s3 is reached on tcp/443 (vpc has no endpoint for s3; the route table rt has no route to s3", entered()},
		{"not associated", "no s3 is reached on tcp/443 (the route table rt has no route to s3; the gateway endpoint s3gw is not associated", entered().GatewayEndpoint("s3gw", "vpc", "s3")},
		{"by the internet", "no the way to s3 does not leave AWS's network by the internet gateway (the way leads through igw", outside},
	} {
		if got := missing(c.net, "s3", "EC2"); !strings.HasPrefix(got, c.want) || c.want == "yes" && got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

func TestBalancerReady(t *testing.T) {
	build := func(rule string, words ...string) *sample.Net {
		return sample.New().VPC("vpc", "10.0.0.0/16").Gateway("igw", "vpc").Table("pubrt", "vpc", "0.0.0.0/0 igw").
			Subnet("puba", "vpc", "10.0.0.0/24", "pubrt").Zone("puba", "a").Subnet("pubc", "vpc", "10.0.1.0/24", "pubrt").Zone("pubc", "c").
			Subnet("priva", "vpc", "10.0.10.0/24").Zone("priva", "a").
			Group("sgalb", "vpc", "in tcp/443 0.0.0.0/0", "out all 0.0.0.0/0").Group("sgap", "vpc", rule).
			Instance("AP-1", "priva", "sg:sgap").Instance("AP-2", "priva", "sg:sgap").Targets("tg", "vpc", 8080, "AP-1", "AP-2", "health:9000").
			Balancer("ALB", "vpc", append([]string{"puba", "pubc", "sg:sgalb", "443:tg"}, words...)...)
	}
	const open = "in tcp/8080-9000 sg:sgalb"
	for _, c := range []struct {
		name, want string
		net        *sample.Net
	}{
		{"all is there", "yes", build(open)},
		{"the health check is closed", "no health checks reach every target (no inbound rule of sgap admits tcp/9000", build("in tcp/8080 sg:sgalb")},
		{"one zone", "no ALB has a subnet in each of two zones", build(open).Balancer("ALB", "vpc", "puba", "sg:sgalb", "443:tg")},
		{"a private subnet", "no its subnets are public (priva has no route", build(open).Balancer("ALB", "vpc", "priva", "pubc", "sg:sgalb", "443:tg")},
		{"no target", "no each listener has a target group with targets", build(open).Targets("tg", "vpc", 8080)},
	} {
		if got := missing(c.net, "alb", "ALB"); !strings.HasPrefix(got, c.want) || c.want == "yes" && got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

// Each list and tick reads in both languages, and no word of the catalogue is without a use.
func TestReadyTextsAreComplete(t *testing.T) {
	for _, catalogue := range []map[string]message.Text{message.Ready, message.Lacking} {
		for key, text := range catalogue {
			if text.EN == "" || text.JA == "" || strings.Count(text.EN, "{") != strings.Count(text.JA, "{") {
				t.Errorf("%s: %+v", key, text)
			}
		}
	}
	seen := map[string]bool{}
	for _, i := range verdict.ReadyItems {
		if seen[i.ID] || i.Title().EN == "" || len(i.For) == 0 {
			t.Errorf("the item %s is told twice or not at all", i.ID)
		}
		seen[i.ID] = true
	}
	lists := verdict.ReadyAll(reach.Compile(without(entered(), "ssm").D), "", "")
	for _, l := range lists {
		for _, tick := range l.Ticks {
			texts := append([]message.Text{l.Title, tick.Title}, tick.Why...)
			if slices.ContainsFunc(texts, func(t message.Text) bool { return strings.ContainsAny(t.EN+t.JA, "{}") || t.EN == "" || t.JA == "" }) {
				t.Errorf("%s: %+v", l.Item, tick)
			}
		}
	}
	if len(lists) != 2 { // ssm and s3 for the one instance
		t.Errorf("%d lists", len(lists))
	}
}
