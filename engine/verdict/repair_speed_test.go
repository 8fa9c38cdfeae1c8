package verdict_test

import (
	"fmt"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

// broken are flows of realistic networks that do not hold, each for other reasons.
var broken = []struct{ name, expect, ask string }{
	{"filters", design.Must, "v0i1 v0i2 tcp/3389"},
	{"groups", design.Must, "v0sgcache v0sgdb tcp/22"},
	{"from the internet", design.Must, "internet v0i1 tcp/3389"},
	{"to the internet", design.Must, "v0sgdb internet tcp/443"},
	{"across VPCs", design.Must, "v0i1 v2i2 tcp/443"},
	{"to a service", design.Must, "v0sgapp service:s3 tcp/443"},
	{"whole VPCs", design.Must, "v0vpc v1vpc tcp/22"},
	{"from a block", design.Must, "10.0.0.0/8 v0sgdb tcp/22"},
	{"closing a group", design.MustNot, "v0sgapp v0sgdb tcp/5432"},
	{"closing the way out", design.MustNot, "v0sgweb internet tcp/443"},
}

// What is offered is true of the whole design, also where a search takes most of it over.
func TestFixesOfRealisticNetworks(t *testing.T) {
	d := sample.Realistic(1, 470).D
	for _, c := range broken {
		if c.expect == design.MustNot || !strings.Contains(c.ask, "vpc ") && !strings.Contains(c.ask, "/8 ") {
			t.Run(c.name, func(t *testing.T) {
				if len(fixesFor(t, d, question(c.expect, c.ask))) == 0 {
					t.Error("nothing is offered")
				}
			})
		}
	}
}

// BenchmarkFixes is how long somebody waits who asks for fixes of a broken flow.
func BenchmarkFixes(b *testing.B) {
	for _, size := range []int{1000, 10000} {
		n := reach.Compile(sample.Realistic(1, size).D)
		for _, c := range broken {
			b.Run(fmt.Sprintf("%d/%s", size, c.name), func(b *testing.B) {
				f := question(c.expect, c.ask)
				var fixes []verdict.Fix
				var took []time.Duration
				b.ReportAllocs()
				for b.Loop() {
					began := processorTime(b)
					fixes = verdict.Fixes(n, f)
					took = append(took, processorTime(b)-began)
				}
				b.ReportMetric(float64(slices.Max(took).Milliseconds()), "worst-cpu-ms")
				b.ReportMetric(float64(len(fixes)), "fixes")
			})
		}
	}
}

// processorTime is what all threads have taken so far: on a busy machine the clock tells of its neighbours.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
