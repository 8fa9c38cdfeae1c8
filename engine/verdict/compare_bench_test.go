package verdict_test

import (
	"fmt"
	"net/netip"
	"testing"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

// BenchmarkCompare opens one more port of a tier's group, as an edit does, and compares: both matrices,
// all pairs of classes, and what changed.
func BenchmarkCompare(b *testing.B) {
	for _, size := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			old, now := rivals(size)
			b.ReportAllocs()
			pairs := 0
			for b.Loop() {
				pairs = 0
				for range verdict.Compare(old, now).Pairs() {
					pairs++
				}
			}
			b.ReportMetric(float64(len(old.Interfaces())), "interfaces")
			b.ReportMetric(float64(pairs), "pairs")
		})
	}
}

// BenchmarkConsequence asks the same of an edit that is not made yet, beside what it took to compare the
// whole designs.
func BenchmarkConsequence(b *testing.B) {
	for _, size := range []int{1000, 10000} {
		old, now := rivals(size)
		r := (*verdict.Revision)(nil).Next(old, "")
		lines := map[string]int{}
		b.Run(fmt.Sprint(size, "/whole"), func(b *testing.B) {
			b.ReportAllocs()
			began := processorTime(b)
			for b.Loop() {
				now := reach.Compile(now.Design())
				lines["whole"] = len(verdict.Compare(old, now).Lines())
				verdict.CompareFlows(old, now)
			}
			b.ReportMetric((processorTime(b)-began).Seconds()*1000/float64(b.N), "cpu-ms/op")
		})
		b.Run(fmt.Sprint(size, "/touched"), func(b *testing.B) {
			b.ReportAllocs()
			began := processorTime(b)
			for b.Loop() {
				d, _ := r.Consequence(reach.Recompile(old, now.Design()))
				lines["touched"] = len(d.Lines())
			}
			b.ReportMetric((processorTime(b)-began).Seconds()*1000/float64(b.N), "cpu-ms/op")
		})
		if len(lines) == 2 && lines["whole"] != lines["touched"] {
			b.Errorf("%v lines", lines)
		}
	}
}

// rivals are a network of at least so many interfaces and one in which the first group that is worn
// lets in one more port.
func rivals(interfaces int) (old, now *reach.Network) {
	var n *sample.Net
	for size := interfaces; ; size += max(1, interfaces/20) {
		n = sample.Realistic(1, size)
		if old = reach.Compile(n.D); len(old.Interfaces()) >= interfaces {
			break
		}
	}
	wider := n.Clone()
	rule := kind.SecurityRule{Protocol: netset.TCP, Ports: netset.Ports(9999, 9999), CIDR: netip.MustParsePrefix("0.0.0.0/0")}
	sample.Change(wider, "v0sgweb", func(g *kind.SecurityGroup) {
		rows := map[string]kind.SecurityRule{"opened": rule}
		for k, r := range g.Ingress {
			rows[k] = r
		}
		g.Ingress = rows
	})
	return old, reach.Compile(wider.D)
}
