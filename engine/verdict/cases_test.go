package verdict_test

import (
	"slices"
	"strings"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/template"
)

// The acceptance cases of the sources, asked of the templates in their authors' stages. want is
// the verdict with a code that must be among the reasons; "<" marks one of the way back.
func TestAcceptanceCases(t *testing.T) {
	for _, c := range []struct {
		id, template   string
		stage          int
		from, to, via  string
		services, want string
	}{
		{"C2-1", "web-and-db", 1, "internet", "Web", "", "tcp/22", "blocked NO_PATH"},
		{"C2-2", "web-and-db", 2, "internet", "Web", "", "tcp/22", "blocked NO_ROUTE_TO_DESTINATION<"},
		{"C2-3", "web-and-db", 3, "internet", "Web", "", "tcp/22", "reachable"},
		{"C2-4", "web-and-db", 3, "internet", "Web", "", "tcp/80", "blocked ENI_SG_RULES_MISMATCH"},
		{"C2-5", "web-and-db", 4, "internet", "Web", "", "tcp/80", "reachable"},
		{"C2-6", "web-and-db", 5, "Web", "DB", "", "icmp", "reachable"},
		{"C2-7", "web-and-db", 5, "internet", "DB", "", "tcp/22", "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS"},
		{"C2-8", "web-and-db", 5, "internet", "DB", "Web", "tcp/22", "reachable"},
		{"C2-9", "web-and-db", 5, "Web", "DB", "", "tcp/3306", "reachable"},
		{"C2-10", "web-and-db", 5, "DB", "internet", "", "tcp/443 tcp/80", "blocked NO_ROUTE_TO_DESTINATION"},
		{"C2-11", "web-and-db", 6, "DB", "internet", "", "tcp/443 tcp/80", "reachable"},
		{"C2-12", "web-and-db", 6, "internet", "DB", "", "tcp/22 tcp/3306 icmp all", "blocked NAT_INBOUND<"},
		{"C0-1", "web-and-db", 4, "internet", "Web", "", "tcp/80", "reachable"},
		{"C0-2", "alb-app", 2, "internet", "AP-2", "", "tcp/443", "blocked NAT_INBOUND<"},
		{"C0-3", "alb-app", 1, "AP-1", "internet", "", "tcp/443", "reachable"},
		{"C0-6 to the ALB", "alb-app", 2, "internet", "ALB", "", "tcp/443 tcp/80", "reachable"},
		{"C0-6 from a PC", "alb-app", 2, "PC", "ALB", "", "tcp/443", "reachable"},
		{"C0-6 to the targets", "alb-app", 2, "ALB", "AP-1", "", "tcp/80", "reachable"},
		{"C0-6 past the ALB", "alb-app", 2, "internet", "AP-1", "", "tcp/80", "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS"},
		{"C0-6 past the ALB, by its group", "alb-app", 2, "internet", "AP-1", "", "tcp/80", "blocked ENI_SG_RULES_MISMATCH"},
		{"C0-4: one target works as long as it works", "alb-app", 1, "internet", "ALB", "", "tcp/443", "reachable"},

		{"C1-7: out over IPv6", "dual-stack", 2, "App", "internet", "", "tcp/443", "reachable"},
		{"C1-7: and nothing in", "dual-stack", 2, "internet", "App", "", "tcp/443", "blocked EIGW_INBOUND<"},
		{"C1-9", "three-vpcs", 1, "host-1", "host-3", "", "tcp/443 icmp", "blocked PCX_REQUIRES_ADDRESS_IN_VPC_CIDR"},
		{"C1-10", "three-vpcs", 2, "host-1", "host-3", "", "tcp/443", "reachable"},
		{"C1-11", "on-premises", 1, "App", "Office", "", "tcp/443", "reachable"},
		{"C1-11: back", "on-premises", 2, "Office", "App", "", "tcp/443 tcp/22", "reachable"},
		{"C1-12e: the reply", "six-permits", 1, "inst1", "inst2", "", "tcp/443", "blocked SUBNET_ACL_RESTRICTION<"},
		{"C1-12, C1-13", "six-permits", 2, "inst1", "inst2", "", "tcp/443", "reachable"},
		{"C1-12: no more than that", "six-permits", 2, "inst2", "inst1", "", "tcp/443 icmp", "blocked SUBNET_ACL_RESTRICTION"},

		{"C3-3", "small-vpc-ssm", 4, "internet", "EC2-pub", "", "tcp/80", "reachable"},
		{"C3-4: no public address", "small-vpc-ssm", 5, "internet", "EC2-priv", "", "tcp/22", "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS"},
		{"C3-4: no route", "small-vpc-ssm", 5, "internet", "EC2-priv", "", "tcp/22", "blocked NO_ROUTE_TO_DESTINATION<"},
		{"C3-5: ssm", "small-vpc-ssm", 5, "EC2-priv", "ssm", "", "tcp/443", "reachable"},
		{"C3-5: ssmmessages", "small-vpc-ssm", 5, "EC2-priv", "ssmmessages", "", "tcp/443", "reachable"},
		{"C3-5: ec2messages", "small-vpc-ssm", 5, "EC2-priv", "ec2messages", "", "tcp/443", "reachable"},
		{"C3-8, by the name", "small-vpc-ssm", 5, "EC2-priv", "service:s3", "", "tcp/443", "blocked NO_ROUTE_TO_DESTINATION"},
		{"C3-9", "small-vpc-ssm", 6, "EC2-priv", "Amazon S3", "", "tcp/443", "reachable"},
		{"C3-11", "small-vpc-ssm", 6, "EC2-priv", "internet", "", "icmp", "blocked NO_ROUTE_TO_DESTINATION"},
		{"C3-12", "small-vpc-ssm", 7, "EC2-priv", "internet", "", "icmp", "reachable"},

		{"C4-1", "vpc-peering", 1, "EC2-A", "EC2-B", "", "icmp", "blocked NO_ROUTE_TO_DESTINATION"},
		{"C4-2", "vpc-peering", 2, "EC2-A", "EC2-B", "", "icmp", "blocked PEERING_STATE"},
		{"C4-3", "vpc-peering", 3, "EC2-A", "EC2-B", "", "icmp", "blocked NO_ROUTE_TO_DESTINATION"},
		{"C4-4: the reply is lost", "vpc-peering", 4, "EC2-A", "EC2-B", "", "icmp", "blocked NO_ROUTE_TO_DESTINATION<"},
		{"C4-7, T1", "vpc-peering", 5, "EC2-A", "EC2-B", "", "icmp", "blocked ENI_SG_RULES_MISMATCH"},
		{"C4-6", "vpc-peering", 6, "EC2-A", "EC2-B", "", "icmp", "reachable"},
		{"C4-8", "vpc-peering", 6, "EC2-B", "EC2-A", "", "icmp", "reachable"},
		{"C4-9", "vpc-peering", 6, "EC2-A", "EC2-B", "", "tcp/22", "blocked ENI_SG_RULES_MISMATCH"},
		{"C4-10", "vpc-peering", 6, "EC2-A", "internet", "", "tcp/443 icmp", "blocked NO_ROUTE_TO_DESTINATION"},
		{"C4-11", "vpc-peering", 6, "EC2-A", "ssm", "", "tcp/443", "reachable"},
	} {
		t.Run(c.id, func(t *testing.T) {
			d, err := template.Get(c.template).Build(c.stage)
			if err != nil {
				t.Fatal(err)
			}
			n := reach.Compile(d)
			for _, service := range strings.Fields(c.services) {
				q := reach.Question{From: named(t, d, c.from), To: named(t, d, c.to), Service: sample.Service(service)}
				if c.via != "" {
					q.Via = named(t, d, c.via).Ref
				}
				checkAnswer(t, n.Trace(q), c.want)
			}
		})
	}
}

func checkAnswer(t *testing.T, a reach.Answer, want string) {
	t.Helper()
	verdict, code, _ := strings.Cut(want, " ")
	var codes []string
	for _, r := range a.Reasons {
		way := ""
		if r.Direction == reach.Return {
			way = "<"
		}
		codes = append(codes, string(r.Code)+way)
	}
	if string(a.Verdict) != verdict || code != "" && !slices.Contains(codes, code) {
		t.Errorf("%s %v, want %s", a.Verdict, codes, want)
	}
}

func named(t testing.TB, d *design.Design, name string) design.End {
	t.Helper()
	if name == kind.Internet {
		return design.End{Ref: kind.To(name)}
	}
	if service, ok := strings.CutPrefix(name, "service:"); ok {
		return design.End{Service: service}
	}
	for id, r := range d.Resources {
		if r.Name == name {
			return design.End{Ref: kind.To(id)}
		}
	}
	t.Fatalf("nothing is called %s", name)
	return design.End{}
}
