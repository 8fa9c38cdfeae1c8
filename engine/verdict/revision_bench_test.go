package verdict_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"testing"
	"time"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

// edits are what people do while they draw; each is one of several, at another place each time.
var edits = []struct {
	name string
	make func(d *design.Design, place func(k kind.Name) string, n int) design.Op
}{
	{"rule", func(d *design.Design, place func(kind.Name) string, n int) design.Op {
		row := fmt.Sprintf(`{"protocol":"tcp","ports":"%d","cidr":"198.51.%d.0/24"}`, 1024+n, n%256)
		return design.Patch{Section: design.Resources, ID: place(kind.SecurityGroupKind), Path: "props.ingress.bench", Value: json.RawMessage(row)}
	}},
	{"move", func(d *design.Design, place func(kind.Name) string, n int) design.Op {
		id := place(kind.InstanceKind) // to another subnet of its VPC
		home := d.Children(d.Ancestor(id, kind.VPCKind))
		for i := range home {
			if to := home[(i+n)%len(home)]; d.Resources[to].Kind == kind.SubnetKind {
				return design.Move{ID: id, Parent: to}
			}
		}
		panic("a VPC without a subnet")
	}},
	{"rename", func(d *design.Design, place func(kind.Name) string, n int) design.Op {
		return design.Patch{Section: design.Resources, ID: place(kind.InstanceKind), Path: "name", Value: json.RawMessage(fmt.Sprintf(`"renamed %d"`, n))}
	}},
	{"instance", func(d *design.Design, place func(kind.Name) string, n int) design.Op {
		twin := *d.Resources[place(kind.InstanceKind)]
		twin.Name, twin.ExportName = fmt.Sprint("twin ", n), ""
		props := *twin.Props.(*kind.Instance)
		props.Interfaces = maps.Clone(props.Interfaces)
		for key, row := range props.Interfaces { // an address of its own: AWS picks it
			row.Addresses = map[string]bool{}
			props.Interfaces[key] = row
		}
		twin.Props = &props
		raw, err := design.Canonical(&twin)
		if err != nil {
			panic(err)
		}
		return design.Put{Section: design.Resources, ID: sample.ID(fmt.Sprintf("twin%05d", n)), Value: raw}
	}},
	{"route", func(d *design.Design, place func(kind.Name) string, n int) design.Op {
		table := place(kind.RouteTableKind)
		op := design.Patch{Section: design.Resources, ID: table, Path: "props.routes.bench"}
		if _, ok := d.Resources[table].Props.(*kind.RouteTable).Routes["bench"]; !ok { // so that one can go the next time
			op.Value = json.RawMessage(`{"destination":"203.0.113.0/24","target":{"gone":{"name":"bench","kind":"natGateway"}}}`)
		}
		return op
	}},
}

// BenchmarkEditAnalysed is what an edit costs until it is known what it changed: the network, the
// findings, the flows, and the difference from the revision before, for a mix of edits.
func BenchmarkEditAnalysed(b *testing.B) {
	if os.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(400)) // as the server runs (cmd/vpcanvas/serve.go)
		defer runtime.KeepAlive(make([]byte, 24<<20))
	}
	for _, size := range []int{1000, 10000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			d := sample.Realistic(1, size).D
			last := (*verdict.Revision)(nil).Next(reach.Compile(d.Clone()), "")
			ids := map[kind.Name][]string{}
			for _, row := range kind.Sorted(d.Resources) {
				ids[row.Value.Kind] = append(ids[row.Value.Kind], row.Key)
			}
			n := 0
			place := func(k kind.Name) string { return ids[k][n*7919%len(ids[k])] }
			took := []time.Duration{}
			b.ReportAllocs()
			// The clock of the benchmark is not stopped for the edit itself: that reads the state of all memory, after
			// which what is measured here would begin with cold caches.
			for b.Loop() {
				op := edits[n%len(edits)].make(d, place, n)
				if _, _, err := design.Apply(d, design.Ops{op}); err != nil {
					b.Fatal(edits[n%len(edits)].name, err)
				}
				now := d.Clone()
				n++
				began := time.Now()
				next := last.Next(reach.Recompile(last.Network(), now), "")
				next.Since(last.Analysis)
				took = append(took, time.Since(began))
				last = next
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}
