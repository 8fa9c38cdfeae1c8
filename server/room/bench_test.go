package room

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"vpcanvas/engine/design"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// largeDesign has about n resources: a VPC with subnets full of instances, and an arrow for every
// tenth instance.
func largeDesign(tb testing.TB, n int) *design.Design {
	tb.Helper()
	d := firstDesign()
	ops := design.Ops{}
	put := func(id, kind, parent string, props map[string]any) {
		ops = append(ops, design.Put{Section: design.Resources, ID: id, Value: raw(map[string]any{"kind": kind, "name": id, "parent": parent, "props": props})})
	}
	const perSubnet = 48
	for i := 0; len(ops) < n; i++ {
		subnet := fmt.Sprintf("subnetnumber%d", i)
		put(subnet, "subnet", "vpcresource0", map[string]any{"cidr": fmt.Sprintf("10.0.%d.0/24", 10+i)})
		group := fmt.Sprintf("groupnumber%d", i)
		put(group, "securityGroup", "vpcresource0", map[string]any{"ingress": map[string]any{"r": map[string]any{"protocol": "tcp", "ports": "80", "cidr": "10.0.0.0/16"}}})
		for j := range perSubnet {
			nic := map[string]any{"addresses": map[string]bool{fmt.Sprintf("10.0.%d.%d", 10+i, 10+j): true}, "groups": map[string]bool{group: true}}
			put(fmt.Sprintf("inst%08d", i*perSubnet+j), "instance", subnet, map[string]any{"interfaces": map[string]any{"eth0": nic}})
		}
	}
	for i := 0; i < n/10; i++ {
		end := func(i int) map[string]any { return map[string]any{"ref": fmt.Sprintf("inst%08d", i)} }
		ops = append(ops, design.Put{Section: design.Flows, ID: fmt.Sprintf("flow%08d", i), Value: raw(map[string]any{
			"from": end(i), "to": end(i + n/2), "services": map[string]any{"s": map[string]any{"protocol": "tcp", "ports": "80"}},
		})})
	}
	if _, _, err := design.ApplyTrusted(d, ops); err != nil {
		tb.Fatal(err)
	}
	return d
}

func sqlite(tb testing.TB) store.Store {
	tb.Helper()
	s, err := store.Open(context.Background(), tb.TempDir(), store.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// timings reports the middle and the slow end of what was measured.
func timings(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkEditToSecondTab is from sending an edit to the commit at another tab, disk included.
func BenchmarkEditToSecondTab(b *testing.B) {
	st := newStudio(b, sqlite(b), firstDesign(), nil)
	author, _ := st.join(b, "")
	other, _ := st.join(b, "")
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		began := time.Now()
		author.rename("insresource0", fmt.Sprint("name ", i))
		hear[wire.Commit](other)
		took = append(took, time.Since(began))
		time.Sleep(time.Second / time.Duration(wire.TheLimits.EditsPerSecond)) // or the limit is measured
	}
	timings(b, took)
}

// BenchmarkEditToAnalysis is from sending an edit to its analysis at another tab.
func BenchmarkEditToAnalysis(b *testing.B) {
	for _, n := range []int{100, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			st := newStudio(b, sqlite(b), largeDesign(b, n), &Engine{})
			author, _ := st.join(b, "")
			other, _ := st.join(b, "")
			hear[wire.Analysis](other)
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				rule := map[string]any{"protocol": "tcp", "ports": fmt.Sprint(80 + i%2), "cidr": "10.0.0.0/16"}
				began := time.Now()
				author.seq++
				author.send(wire.Edit{Seq: author.seq, Label: "rule", Ops: design.Ops{
					design.Patch{Section: design.Resources, ID: "groupnumber0", Path: "props.ingress.r", Value: raw(rule)},
				}})
				for hear[wire.Analysis](other).Rev < author.seq {
				}
				took = append(took, time.Since(began))
				time.Sleep(took[i]) // people pause, and so do analyses
			}
			timings(b, took)
		})
	}
}

// BenchmarkTwentyRooms is what one server carries: 20 rooms of 10 tabs, each tab with a few edits
// under way. The tabs run on the same machine.
func BenchmarkTwentyRooms(b *testing.B) {
	const rooms, tabs, window = 20, 10, 4
	s := sqlite(b)
	st := newStudio(b, s, firstDesign(), nil)
	var all []*loadTab
	for i := range rooms {
		if i > 0 {
			var err error
			if st.doc, err = st.hub.Create(context.Background(), firstDesign()); err != nil {
				b.Fatal(err)
			}
		}
		for range tabs {
			t, _ := st.join(b, "")
			all = append(all, &loadTab{tab: t, window: make(chan struct{}, window), sent: map[int64]time.Time{}})
		}
	}
	began := time.Now()
	each := max(1, b.N/len(all))
	var done sync.WaitGroup
	for _, t := range all {
		done.Go(func() { t.write(each) })
		done.Go(func() { t.read(each * tabs) })
	}
	b.ResetTimer()
	done.Wait()
	b.StopTimer()
	elapsed := time.Since(began)
	var took []time.Duration
	for _, t := range all {
		took = append(took, t.took...)
	}
	timings(b, took)
	b.ReportMetric(float64(each*len(all))/elapsed.Seconds(), "edits/s")
}

type loadTab struct {
	*tab
	window chan struct{}
	mu     sync.Mutex
	sent   map[int64]time.Time
	took   []time.Duration
}

func (l *loadTab) write(n int) {
	for i := range n {
		l.window <- struct{}{}
		l.mu.Lock()
		l.sent[l.seq+1] = time.Now()
		l.mu.Unlock()
		l.rename("insresource0", fmt.Sprint("name ", i))
	}
}

// read takes every commit of the room; those of its own edits free the window. It reads the frames
// by hand: two hundred tabs share the machine with the server that is measured.
func (l *loadTab) read(n int) {
	mine := []byte(`"actor":"` + l.actor + `","seq":`)
	for range n {
		_, frame, err := l.conn.ReadMessage()
		if err != nil || !bytes.HasPrefix(frame, []byte(`{"type":"commit"`)) {
			l.t.Errorf("%s: %v", frame, err)
			return
		}
		at := bytes.Index(frame, mine)
		if at < 0 {
			continue
		}
		seq, err := strconv.ParseInt(string(bytes.TrimRight(frame[at+len(mine):], "}")), 10, 64)
		if err != nil {
			l.t.Errorf("%s: %v", frame, err)
			return
		}
		l.mu.Lock()
		l.took = append(l.took, time.Since(l.sent[seq]))
		l.mu.Unlock()
		<-l.window
	}
}
