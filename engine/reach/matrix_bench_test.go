package reach_test

import (
	"fmt"
	"testing"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/reach"
)

// networkOf has at least the given number of interfaces.
func networkOf(interfaces int) *reach.Network {
	for size := interfaces; ; size += max(1, interfaces/20) {
		if n := reach.Compile(sample.Realistic(1, size).D); len(n.Interfaces()) >= interfaces {
			return n
		}
	}
}

// BenchmarkMatrix is all pairs: the classes, and every pair of them once.
func BenchmarkMatrix(b *testing.B) {
	for _, size := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			n := networkOf(size)
			b.ReportAllocs()
			pairs := 0
			for b.Loop() {
				pairs = n.Matrix().Count()
			}
			b.ReportMetric(float64(pairs), "pairs")
		})
	}
}

// BenchmarkMatrixRows visits every pair of resources by itself, as the command does.
func BenchmarkMatrixRows(b *testing.B) {
	for _, size := range []int{100, 1000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			n := networkOf(size)
			b.ReportAllocs()
			rows := 0
			for b.Loop() {
				rows = 0
				for range n.Matrix().Rows() {
					rows++
				}
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// BenchmarkMatrixWithoutClasses is the worst case: no two interfaces filter alike.
func BenchmarkMatrixWithoutClasses(b *testing.B) {
	n := sample.New().VPC("vpc", "10.0.0.0/16").Subnet("sub", "vpc", "10.0.0.0/20").Subnet("other", "vpc", "10.0.16.0/20")
	for i := range 1000 {
		n.Group(fmt.Sprintf("sg%d", i), "vpc", fmt.Sprintf("in tcp/%d sg:sg%d", 1000+i, i/2), "out all 0.0.0.0/0")
		n.Instance(fmt.Sprintf("i%d", i), []string{"sub", "other"}[i%2], fmt.Sprintf("sg:sg%d", i))
	}
	net := reach.Compile(n.D)
	b.ReportAllocs()
	for b.Loop() {
		net.Matrix().Count()
	}
}
