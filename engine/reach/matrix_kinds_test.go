package reach_test

import (
	"maps"
	"net/netip"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// drawPlaced adds to a small network what its VPC owns and what lies beside it: a database, a
// function, tasks, endpoints, services and a network load balancer.
func drawPlaced(t *rapid.T) *sample.Net {
	n := drawNet(t)
	pick := func(label string, from ...string) string { return rapid.SampledFrom(from).Draw(t, label) }
	group := func() string { return pick("group", "sg:sg1", "sg:sg2") }
	subnet := func() string { return pick("subnet", "sub1", "sub2") }
	database := []string{"sub1", "sub2", group()}
	if rapid.Bool().Draw(t, "Multi-AZ") {
		database = append(database, "+multi")
	}
	if rapid.Bool().Draw(t, "publicly accessible") {
		database = append(database, "+public")
	}
	n.Database("db", "vpc", database...).Function("fn", "vpc", "sub1", "sub2", group())
	n.Containers("tasks", "vpc", "sub1", "sub2", group(), pick("tasks' addresses", "+public", "+image"))
	n.Endpoint("ssm", "vpc", "ssm", subnet(), group()).Endpoint("logs", "vpc", "logs", "sub1", "sub2", group(), "+public-name")
	n.GatewayEndpoint("s3gw", "vpc", "s3", pick("table", "rt1", "rt2", "vpc0000000main"))
	n.Targets("nlbtg", "vpc", 85, "i1", "i3:80", pick("targets", "+ip", "+instance"), pick("kept", "+on", "+off"), "+TCP")
	n.Balancer("nlb", "vpc", "network", pick("scheme", "internal", "sg:sg1"), "sub1", "sub2", pick("across zones", "cross", "sg:sg2"), "80:nlbtg")
	n.AWSService("svcssm", "ssm", "").AWSService("svcs3", "s3", "").AWSService("svcfar", "s3", "us-east-1")
	return n
}

// allowedOf is what an answer about all places of both ends lets pass: surely what each does.
func allowedOf(a reach.Answer) netset.Three {
	var sum netset.Three
	for i, p := range a.Pairs {
		if i == 0 {
			sum = p.Allowed
		}
		sum.Surely, sum.Possibly = sum.Surely.Intersect(p.Allowed.Surely), sum.Possibly.Union(p.Allowed.Possibly)
	}
	return sum
}

var placedEnds = []string{"i0", "i2", "db", "fn", "tasks", "ssm", "logs", "svcssm", "svcs3", "svcfar", "nlb", "8.8.8.8", "203.0.113.9"}

// What sets and walk say of databases, functions, tasks, endpoints and services is the same, packet
// by packet (semantics 101 to 112).
func TestSetsAgreeWithTheWalkerOnPlacedKinds(t *testing.T) {
	compared, walked := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		n := drawPlaced(t)
		net := reach.Compile(n.D)
		m := net.Matrix()
		words := rapid.SampledFrom([]string{"tcp/443", "tcp/80", "tcp/40000", "udp/53", "icmp"}).Draw(t, "asked")
		service := sample.Service(words)
		for _, from := range placedEnds {
			for _, to := range placedEnds {
				a, b := sample.ID(from), sample.ID(to)
				_, err := netip.ParseAddr(from)
				fromHost := err == nil
				if fromHost {
					a = partOf(m, from)
				}
				if _, err := netip.ParseAddr(to); err == nil {
					b = partOf(m, to)
				}
				if a == b || fromHost && b != sample.ID(to) || from[:2] == "sv" {
					continue
				}
				if m.IsWalked(a, b) {
					walked++
				} else {
					compared++
				}
				sets, walker := m.Between(a, b), allowedOf(net.Trace(reach.Question{From: sample.End(from), To: sample.End(to), Service: service}))
				for _, sport := range samplePorts(service.Protocol, fromHost) {
					one := onePacket(service, sport)
					surely, possibly := sets.Surely.Covers(&one), sets.Possibly.Covers(&one)
					if surely != walker.Surely.Covers(&one) || possibly != walker.Possibly.Covers(&one) {
						t.Fatalf("%s -> %s %s from port %d: by the sets surely %v, possibly %v; by the walker %v, %v", from, to, words, sport,
							surely, possibly, walker.Surely.Covers(&one), walker.Possibly.Covers(&one))
					}
				}
			}
		}
	})
	t.Logf("compared %d pairs, and %d that come from the walk by class", compared, walked)
	if compared == 0 || walked == 0 {
		t.Error("one of the two ways was never taken")
	}
}

// Compile is total for these kinds too: whatever is missing, questions and the matrix get an answer.
func TestNothingMissingIsAnErrorOnPlacedKinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawPlaced(t)
		n.HostedZone("zone", "example.com", "vpc").Record("name", "zone", "db", "db").Targets("albtg", "vpc", 80, "alb", "+alb", "+TCP").
			Balancer("front", "vpc", "network", "sub1", "443:albtg", "53/TCP_UDP:nlbtg")
		for _, id := range slices.Sorted(maps.Keys(n.D.Resources)) {
			if rapid.IntRange(0, 4).Draw(t, "lost") == 0 {
				delete(n.D.Resources, id)
			}
		}
		net := reach.Compile(n.D)
		for _, from := range []string{"i0", "db", "fn", "ssm", "internet", "sub1", "sg2", "nlb", "10.0.0.0/16", "service:s3"} {
			for _, to := range []string{"tasks", "svcs3", "name", "front", "nlb", "service:ssm", "service:s3@global", "vpc", "10.0.1.0/24"} {
				a := net.Trace(reach.Question{From: sample.End(from), To: sample.End(to), Service: sample.Service("all")})
				if a.Verdict == "" || a.Path == nil || a.Reasons == nil {
					t.Fatalf("%s -> %s: %+v", from, to, a)
				}
			}
		}
		for range net.Matrix().Rows() {
			continue
		}
	})
}
