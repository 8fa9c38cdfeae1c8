package format_test

import (
	"testing"

	"vpcanvas/engine/format"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/internal/sample"
)

// BenchmarkWrite exports a realistic network of 1,000 resources.
func BenchmarkWrite(b *testing.B) {
	d := sample.Realistic(1, 1000).D
	for _, f := range format.All {
		b.Run(f.Name+f.Extensions[0], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f.Write(d, f.Extensions[0])
			}
		})
	}
}

// BenchmarkRead imports what such a network of 10,000 resources was exported as.
func BenchmarkRead(b *testing.B) {
	d := sample.Realistic(1, 10_000).D
	for _, f := range format.All {
		if f.Read == nil {
			continue
		}
		files, _ := f.Write(d, f.Extensions[0])
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := f.Read(files, exchange.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
