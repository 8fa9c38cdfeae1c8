package verdict_test

import (
	"fmt"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
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

// The same of whatever is asked of many of them: what a fix does elsewhere is computed from what it touched.
func TestEffectsOfFixesAreThoseOfTheWholeDesign(t *testing.T) {
	offered := 0
	rapid.Check(t, func(t *rapid.T) {
		d := sample.Realistic(rapid.Uint64Range(0, 1<<20).Draw(t, "seed"), rapid.IntRange(60, 200).Draw(t, "size")).D
		ends := []string{kind.Internet, "service:s3", "203.0.113.0/24"}
		for _, row := range kind.Sorted(d.Resources) {
			switch row.Value.Kind {
			case kind.InstanceKind, kind.SubnetKind, kind.SecurityGroupKind, kind.DatabaseKind:
				ends = append(ends, row.Key)
			}
		}
		draw := func(label string) string { return rapid.SampledFrom(ends).Draw(t, label) }
		ask := draw("from") + " " + draw("to") + " " + rapid.SampledFrom([]string{"tcp/22", "tcp/443", "tcp/5432", "icmp"}).Draw(t, "asked")
		f := question(rapid.SampledFrom([]string{design.Must, design.MustNot}).Draw(t, "expect"), ask)
		for _, x := range verdict.Fixes(reach.Compile(d), f) {
			offered++
			proven(t, d, f, x)
		}
	})
	if offered == 0 {
		t.Error("nothing was offered")
	}
	t.Logf("%d fixes", offered)
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
