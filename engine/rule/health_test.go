package rule_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/rule"
)

// The rule reads the security groups, the core sends packets: where nothing else is in the way, both
// agree about whether a load balancer can ask a target how it is.
func TestHealthCheckAgreesWithTheCore(t *testing.T) {
	shut, open := 0, 0
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 3))
		net := reach.Compile(balanced(r).D)
		closed := false
		for _, f := range rule.Run(net, "") {
			closed = closed || f.Code == "health-check-closed"
		}
		blocked := false
		for _, leg := range net.LegsOf(sample.ID("lb")) {
			blocked = blocked || strings.HasSuffix(leg.Service, "8081") && leg.Verdict == reach.Blocked
		}
		if closed != blocked {
			t.Errorf("seed %d: the rule says closed %v, the core blocked %v", seed, closed, blocked)
		}
		if closed {
			shut++
		} else {
			open++
		}
	}
	if shut < 20 || open < 20 {
		t.Errorf("%d closed, %d open: one of them was hardly tried", shut, open)
	}
}

// balanced is a load balancer with one target, and random rules between them.
func balanced(r *rand.Rand) *sample.Net {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	n := sample.New().VPC("vpc", "10.0.0.0/16").Gateway("igw", "vpc").Table("rt", "vpc", "0.0.0.0/0 igw")
	n.Subnet("a", "vpc", "10.0.1.0/24", "rt").Subnet("c", "vpc", "10.0.2.0/24", "rt").Zone("c", "ap-northeast-1c")
	n.Group("front", "vpc", "out all 0.0.0.0/0").Group("other", "vpc", "out all 0.0.0.0/0")
	var rules []string
	for range r.IntN(4) {
		rules = append(rules, fmt.Sprintf("in %s %s", pick("all", "tcp", "tcp/8081", "tcp/8000-8080", "udp", "tcp/8000-9000"),
			pick("sg:front", "sg:other", "10.0.1.0/24", "10.0.2.0/24", "10.0.0.0/22", "10.9.0.0/16")))
	}
	n.Group("app", "vpc", rules...).Instance("one", "a", pick("sg:app", "sg:app", "sg:app", "sg:other"))
	return n.Targets("tg", "vpc", 80, "one", "health:8081").Balancer("lb", "vpc", "a", "c", "sg:"+pick("front", "front", "other"), "443:tg")
}
