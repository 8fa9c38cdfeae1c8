package reach_test

import (
	"strings"
	"testing"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
)

// ask reads "web db tcp/3306": from, to, service.
func ask(n *sample.Net, words string) reach.Answer {
	f := strings.Fields(words)
	return reach.Compile(n.D).Trace(reach.Question{From: sample.End(f[0]), To: sample.End(f[1]), Service: sample.Service(f[2])})
}

// told writes an answer as "blocked NO_ROUTE_TO_DESTINATION@table<" with "<" for the way back.
func told(n *sample.Net, a reach.Answer) string {
	parts := []string{string(a.Verdict)}
	for _, r := range a.Reasons {
		s := string(r.Code)
		if r.Resource != "" {
			s += "@" + n.D.Lookup(r.Resource).Name
		}
		if r.Direction == reach.Return {
			s += "<"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " ")
}

// memo is the network of the web + database memo: one VPC, a public subnet with Web and a private
// one with DB, before anything is opened.
func memo() *sample.Net {
	return sample.New().
		VPC("vpc", "10.0.0.0/16").
		Table("pubrt", "vpc").
		Subnet("pub", "vpc", "10.0.0.0/24", "pubrt").
		Subnet("priv", "vpc", "10.0.1.0/24").
		Group("sgweb", "vpc", "in tcp/22 0.0.0.0/0", "out all 0.0.0.0/0").
		Group("sgdb", "vpc", "in tcp/3306 sg:sgweb", "in tcp/22 sg:sgweb", "in icmp sg:sgweb", "out all 0.0.0.0/0").
		Instance("Web", "pub", "sg:sgweb").
		Instance("DB", "priv", "sg:sgdb")
}

// online is the memo with its gateway, route and public address.
func online() *sample.Net {
	n := memo().Gateway("igw", "vpc").Route("pubrt", "0.0.0.0/0 igw")
	setPublic(n, "Web")
	return n
}

func setPublic(n *sample.Net, name string) {
	sample.Change(n, name, func(p *kind.Instance) {
		i := p.Interfaces["eth0"]
		i.Public = kind.To(kind.PublicAuto)
		p.Interfaces = map[string]kind.Interface{"eth0": i}
	})
}

func open80(n *sample.Net) *sample.Net {
	sample.Change(n, "sgweb", func(p *kind.SecurityGroup) {
		p.Ingress = map[string]kind.SecurityRule{"ssh": p.Ingress["r0"], "http": {Protocol: sample.Service("tcp/80").Protocol, Ports: sample.Service("tcp/80").Ports, CIDR: sample.End("0.0.0.0/0").CIDR}}
	})
	return n
}

type reachCase struct {
	name string
	net  *sample.Net
	ask  string
	want string
}

func check(t *testing.T, cases []reachCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := ask(c.net, c.ask)
			if got := told(c.net, a); got != c.want {
				t.Errorf("%s:\n got %s\nwant %s", c.ask, got, c.want)
			}
			for _, r := range a.Reasons {
				if s := r.Sentence(); s.EN == "" || s.JA == "" || strings.ContainsAny(s.EN+s.JA, "{}") {
					t.Errorf("%s reads %q, %q", r.Code, s.EN, s.JA)
				}
			}
		})
	}
}

// The web + database memo, in its author's order.
func TestMemoStages(t *testing.T) {
	before := memo()
	gateway := memo().Gateway("igw", "vpc")
	check(t, []reachCase{
		{"C2-1", before, "internet Web tcp/22", "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS@Web NO_PATH@vpc NO_ROUTE_TO_DESTINATION@pubrt<"},
		{"C2-2", gateway, "internet Web tcp/22", "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS@Web NO_ROUTE_TO_DESTINATION@pubrt<"},
		{"C2-3", online(), "internet Web tcp/22", "reachable"},
		{"C2-4", online(), "internet Web tcp/80", "blocked ENI_SG_RULES_MISMATCH@sgweb"},
		{"C2-5", open80(online()), "internet Web tcp/80", "reachable"},
		{"C2-6", online(), "Web DB icmp", "reachable"},
		{"C2-7", online(), "internet DB tcp/22", "blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS@DB ENI_SG_RULES_MISMATCH@sgdb NO_ROUTE_TO_DESTINATION@vpc0000000main<"},
		{"C2-9", online(), "Web DB tcp/3306", "reachable"},
		{"C2-10", online(), "DB internet tcp/443", "blocked NO_ROUTE_TO_DESTINATION@vpc0000000main IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@DB"},
		{"C2-2 with the address", withPublic(gateway, "Web"), "internet Web tcp/22", "blocked NO_ROUTE_TO_DESTINATION@pubrt<"},
		{"C1-1 semantics 23", before, "Web internet tcp/443", "blocked NO_ROUTE_TO_DESTINATION@pubrt NO_PATH@vpc IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS@Web"},
		{"C1-2", withPublic(gateway, "Web"), "Web internet tcp/443", "blocked NO_ROUTE_TO_DESTINATION@pubrt"},
	})
}

func withPublic(n *sample.Net, name string) *sample.Net {
	n = n.Clone()
	setPublic(n, name)
	return n
}

func TestJumpHost(t *testing.T) { // C2-8
	n := online()
	a := reach.Compile(n.D).Trace(reach.Question{From: sample.End("internet"), To: sample.End("DB"), Via: kind.To(sample.ID("Web")), Service: sample.Service("tcp/22")})
	if a.Verdict != reach.Reachable || len(a.Legs) != 2 {
		t.Errorf("two hops: %s", told(n, a))
	}
	a = reach.Compile(n.D).Trace(reach.Question{From: sample.End("internet"), To: sample.End("DB"), Via: kind.To(sample.ID("Web")), Service: sample.Service("tcp/3306")})
	if got := told(n, a); got != "blocked ENI_SG_RULES_MISMATCH@sgweb" {
		t.Errorf("the first hop is closed: %s", got)
	}
}
