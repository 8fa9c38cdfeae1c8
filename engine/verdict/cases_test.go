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

// The acceptance cases of the two sources, asked of the templates in their authors' stages. want is
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
	for id, r := range d.Resources {
		if r.Name == name {
			return design.End{Ref: kind.To(id)}
		}
	}
	t.Fatalf("nothing is called %s", name)
	return design.End{}
}
