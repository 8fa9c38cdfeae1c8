package verdict_test

import (
	"fmt"
	"testing"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

func BenchmarkCompile(b *testing.B) {
	for _, size := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			n := sample.Realistic(1, size)
			b.ReportAllocs()
			for b.Loop() {
				reach.Compile(n.D)
			}
		})
	}
}

// BenchmarkAnalyse is what an edit costs: compile, every rule, every flow.
func BenchmarkAnalyse(b *testing.B) {
	for _, size := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			n := sample.Realistic(1, size)
			b.ReportAllocs()
			for b.Loop() {
				verdict.Analyse(n.D)
			}
			b.ReportMetric(float64(len(n.D.Flows)), "flows")
		})
	}
}

func BenchmarkTrace(b *testing.B) {
	n := sample.Realistic(1, 1000)
	net := reach.Compile(n.D)
	for _, c := range []struct{ name, from, to, service string }{
		{"reachable", "v0i0", "v0i104", "tcp/8443"},
		{"blocked", "v0i1", "v0i2", "tcp/3389"},
		{"from the internet", "internet", "v0i1", "tcp/443"},
		{"everything", "v0i1", "v0i2", "all"},
	} {
		q := reach.Question{From: sample.End(c.from), To: sample.End(c.to), Service: sample.Service(c.service)}
		b.Run(c.name, func(b *testing.B) {
			if got := net.Trace(q).Verdict; string(got) != c.name && (c.name == "reachable" || c.name == "blocked") {
				b.Fatalf("the generator changed: %s -> %s is %s", c.from, c.to, got)
			}
			b.ReportAllocs()
			for b.Loop() {
				net.Trace(q)
			}
		})
	}
}

// BenchmarkWalk is one pair there and back, without words for the way.
func BenchmarkWalk(b *testing.B) {
	net := reach.Compile(sample.Realistic(1, 1000).D)
	q := reach.Question{From: sample.End("v0i0"), To: sample.End("v0i104"), Service: sample.Service("tcp/8443")}
	b.ReportAllocs()
	for b.Loop() {
		net.Decide(q)
	}
}
