package store

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// BenchmarkAppend is how many edits a second are acknowledged with so many waiting
// at once, in 20 diagrams, each edit on disk before its caller goes on.
func BenchmarkAppend(b *testing.B) {
	body := []byte(`{"ops":[{"op":"patch","section":"resources","value":"` + strings.Repeat("x", 64) + `"}]}`)
	for _, inFlight := range []int{1, 8, 64, 512} {
		b.Run(fmt.Sprint(inFlight), func(b *testing.B) {
			s := openTest(b, b.TempDir(), Options{})
			ids := make([]string, 20)
			for i := range ids {
				ids[i] = fmt.Sprintf("diagram%04d", i)
				create(b, s, ids[i])
			}
			var next atomic.Int64
			var wg sync.WaitGroup
			b.ResetTimer()
			for w := range inFlight {
				wg.Go(func() {
					for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
						e := Edit{Actor: fmt.Sprint("tab", w), Seq: n, By: "owner", At: noon, Body: body}
						if _, err := s.Append(context.Background(), ids[w%len(ids)], []Edit{e}); err != nil {
							b.Error(err)
						}
					}
				})
			}
			wg.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "edits/s")
		})
	}
}
