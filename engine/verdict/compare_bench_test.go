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
