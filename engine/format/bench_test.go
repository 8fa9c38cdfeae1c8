package format_test

import (
	"testing"

	"vpcanvas/engine/format"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/promise"
	"vpcanvas/engine/internal/sample"
)

// BenchmarkWrite exports a realistic network of 1,000 resources: 100 ms of the processor are allowed.
func BenchmarkWrite(b *testing.B) { writeAll(b, 1000) }

// BenchmarkTenThousand exports one of 10,000 with 777 arrows, most of them from or to the internet.
func BenchmarkTenThousand(b *testing.B) { writeAll(b, 10_000) }

func writeAll(b *testing.B, resources int) {
	d := sample.Realistic(1, resources).D
	for _, f := range format.All {
		b.Run(f.Name+f.Extensions[0], func(b *testing.B) {
			b.ReportAllocs()
			before := promise.Spent()
			for b.Loop() {
				f.Write(d, f.Extensions[0])
			}
			b.ReportMetric(float64((promise.Spent()-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
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
