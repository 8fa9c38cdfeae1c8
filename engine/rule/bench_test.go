package rule_test

import (
	"fmt"
	"testing"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/rule"
)

// BenchmarkRun is what every edit pays for the rules: of a network as people build them, and of one
// where nearly everything is wrong.
func BenchmarkRun(b *testing.B) {
	for _, size := range []int{1000, 10000} {
		bench(b, fmt.Sprint("realistic/", size), sample.Realistic(1, size))
	}
	for _, size := range []int{200, 400, 800} {
		bench(b, fmt.Sprint("wrong/", size), wrong(size))
	}
}

func bench(b *testing.B, name string, n *sample.Net) {
	net := reach.Compile(n.D)
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		findings := 0
		for b.Loop() {
			findings = len(rule.Run(net, ""))
		}
		b.ReportMetric(float64(findings), "findings")
		b.ReportMetric(float64(len(n.D.Resources)), "resources")
	})
}

// wrong has subnets under one that covers them all, VPCs with one block, and tables of blackholes.
func wrong(size int) *sample.Net {
	n := sample.New().VPC("vpc", "10.0.0.0/16").Subnet("wide", "vpc", "10.0.0.0/16")
	for i := range size {
		name := func(prefix string) string { return fmt.Sprint(prefix, i) }
		n.Subnet(name("part"), "vpc", fmt.Sprintf("10.0.%d.%d/26", i/4, i%4*64)).Instance(name("web"), name("part"), "public")
		n.VPC(name("twin"), "10.0.0.0/16").Gateway(name("gate"), name("twin"))
		n.Table(name("table"), "vpc", "0.0.0.0/0 gone:nat", "10.0.0.0/16 gate0")
	}
	return n
}
