package verdict_test

import (
	"fmt"
	"testing"

	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

// BenchmarkInsights are the questions about a whole design, each as the panel asks it.
func BenchmarkInsights(b *testing.B) {
	for _, size := range []int{1000, 10000} {
		d := sample.Realistic(1, size).D
		n := reach.Compile(d)
		for _, c := range []struct {
			name string
			ask  func() int
		}{
			{"weights of a group", func() int { return len(verdict.Weigh(d, sample.ID("v0sgapp"))) }},
			{"weights of a table", func() int { return len(verdict.Weigh(d, sample.ID("v0public"))) }},
			{"exposure", func() int { return len(verdict.Exposure(n, n.Matrix())) }},
			{"blast", func() int { _, levels := verdict.Blast(n, n.Matrix(), sample.End("v0i0"), 16); return len(levels) }},
			{"what if a zone fails", func() int {
				f, err := verdict.WhatIf(n, []verdict.Off{{Zone: "a"}, {Resource: sample.ID("v0i0")}})
				if err != nil {
					b.Fatal(err)
				}
				lines, _ := f.Lines()
				return len(lines)
			}},
		} {
			b.Run(fmt.Sprintf("%d/%s", size, c.name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					c.ask()
				}
			})
		}
	}
}
