package room

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"slices"
	"testing/synctest"
	"time"

	"vpcanvas/engine/design"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// This file is a world in which rooms live: clients that edit, lose their connections and send
// again, a network that delays and duplicates, a disk whose commits take as long as the scheduler
// likes, and a server that crashes. Everything that happens is decided by dice, one step after the
// other, so that a failing run can be repeated and shrunk. It runs inside a synctest bubble.

// dice decide; a property test's shrink, a seed's repeat.
type dice interface {
	// roll is 0 to n-1.
	roll(n int) int
}

type seeded struct{ *rand.Rand }

func (s seeded) roll(n int) int { return s.IntN(n) }

// A mutant is a server with one mistake, which the oracles must notice.
type mutant string

const (
	healthy    mutant = ""
	ackFirst   mutant = "acknowledges before the commit"
	forgetful  mutant = "does not know an edit again"
	outOfOrder mutant = "broadcasts out of order"
	losesEdit  mutant = "loses one edit of a group"
)

const simDiagram = "diagram00001"

type world struct {
	dice    dice
	mutant  mutant
	inner   store.Store
	reopen  func(store.Store) store.Store
	gate    *gate
	hub     *Hub
	clients []*simClient
	// acked is what clients were told: the revision of an edit, for ever.
	acked map[numbered]int64
	// labels numbers edits, so that one that happened twice shows.
	labels int
	err    error
	// counts of what happened, to see that a run tests something.
	commits, crashes, resends, rejects, byes, fetches int
}

var errCrash = errors.New("the server crashed")

// gate is the disk: a commit happens when the scheduler says so.
type gate struct {
	store.Store
	w       *world
	waiting []*write
	dead    bool
}

type write struct {
	edits []store.Edit
	fate  chan fate
}

type fate int

const (
	commits fate = iota
	full
	crashBefore
	crashAfter
)

func (g *gate) Append(ctx context.Context, diagram string, edits []store.Edit) ([]store.Receipt, error) {
	if g.dead {
		return nil, errCrash
	}
	w := &write{edits, make(chan fate, 1)}
	g.waiting = append(g.waiting, w)
	if g.w.mutant == ackFirst {
		go func() { _, _ = g.finish(ctx, diagram, w) }()
		receipts := make([]store.Receipt, len(edits))
		for i, e := range edits {
			receipts[i].Rev = e.Rev
		}
		return receipts, nil
	}
	return g.finish(ctx, diagram, w)
}

func (g *gate) finish(ctx context.Context, diagram string, w *write) ([]store.Receipt, error) {
	f := <-w.fate
	switch f {
	case full:
		return nil, store.ErrFull
	case crashBefore:
		return nil, errCrash
	}
	receipts, err := g.Store.Append(ctx, diagram, g.mutated(w.edits))
	if f == crashAfter {
		err = errCrash
	}
	if err == nil && len(receipts) < len(w.edits) {
		receipts = append(receipts, store.Receipt{Rev: w.edits[len(w.edits)-1].Rev})
	}
	return receipts, err
}

func (g *gate) mutated(edits []store.Edit) []store.Edit {
	switch g.w.mutant {
	case forgetful:
		out := slices.Clone(edits)
		for i := range out {
			out[i].Actor = newActor()
		}
		return out
	case losesEdit:
		if len(edits) > 1 {
			return edits[:len(edits)-1]
		}
	}
	return edits
}

func (g *gate) LastSeq(ctx context.Context, diagram, actor string) (int64, error) {
	if g.dead {
		return 0, errCrash
	}
	return g.Store.LastSeq(ctx, diagram, actor)
}

func (g *gate) SaveSnapshot(ctx context.Context, diagram string, rev int64, raw []byte) error {
	if g.dead {
		return errCrash
	}
	return g.Store.SaveSnapshot(ctx, diagram, rev, raw)
}

// simAnalyst judges something that depends on every resource, cheaply.
type simAnalyst struct{}

func (simAnalyst) Judge(d *design.Design, _ Judgement) Judgement {
	j := Judgement{Findings: map[string]wire.Finding{}, Flows: map[string]wire.FlowVerdict{}, Subnets: map[string]wire.SubnetFacts{}}
	for id, r := range d.Resources {
		if len(r.Name)%2 == 1 {
			key := "odd-name/" + id + "/"
			j.Findings[key] = wire.Finding{Key: key, Code: "odd-name", Severity: wire.SeverityInfo, Element: id}
		}
		if r.Kind == "subnet" {
			j.Subnets[id] = wire.SubnetFacts{Public: len(r.Tags)%2 == 1}
		}
	}
	for id := range d.Flows {
		j.Flows[id] = wire.FlowVerdict{Fate: wire.FateUnknown, Outcome: wire.OutcomeUnknown, Reasons: len(d.Resources)}
	}
	return j
}

func (simAnalyst) Explain(*design.Design, wire.Question) wire.Result {
	return wire.Result{Explained: &wire.Explained{Explanations: []wire.Explanation{}}}
}

func (simAnalyst) Compare(*design.Design, *design.Design) *wire.Compared { return emptyCompared() }

func emptyCompared() *wire.Compared {
	return &wire.Compared{Lines: []wire.ComparedLine{}, Flows: []wire.ComparedFlow{}}
}

func newWorld(d dice, m mutant, s store.Store, reopen func(store.Store) store.Store) (*world, error) {
	w := &world{dice: d, mutant: m, inner: s, reopen: reopen, acked: map[numbered]int64{}}
	first, err := design.Encode(firstDesign())
	if err != nil {
		return nil, err
	}
	if err := s.CreateDiagram(context.Background(), store.NewDiagram{ID: simDiagram, Name: "start", At: time.Now(), Design: first}); err != nil {
		return nil, err
	}
	w.start()
	for i := range 3 + d.roll(d.roll(5)+1) {
		w.clients = append(w.clients, newSimClient(w, i))
	}
	return w, nil
}

// firstDesign has something to edit.
func firstDesign() *design.Design {
	d := design.New("start")
	put := func(id, k, parent, cidr string) design.Op {
		props := map[string]any{}
		if cidr != "" {
			props["cidr"] = cidr
		}
		return design.Put{Section: design.Resources, ID: id, Value: raw(map[string]any{"kind": k, "name": k, "parent": parent, "props": props})}
	}
	_, _, err := design.Apply(d, design.Ops{
		put("scoresource0", "scope", "", ""), put("vpcresource0", "vpc", "scoresource0", "10.0.0.0/16"),
		put("subresource0", "subnet", "vpcresource0", "10.0.0.0/24"), put("subresource1", "subnet", "vpcresource0", "10.0.1.0/24"),
		put("insresource0", "instance", "subresource0", ""),
	})
	if err != nil {
		panic(err)
	}
	return d
}

func (w *world) start() {
	w.gate = &gate{Store: w.inner, w: w}
	clock, reads := time.Now(), 0
	w.hub = NewHub(w.gate, simAnalyst{}, Options{
		Idle: time.Second, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		// The wall clock of a server may jump by days; no decision may depend on it.
		Now: func() time.Time {
			reads++ // by the room alone
			clock = clock.Add(time.Duration(reads%5-2) * 24 * time.Hour)
			return clock
		},
	})
}

// fail keeps the first violation.
func (w *world) fail(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf(format, args...)
	}
}

// run takes n steps, lets everything come to rest and checks the whole.
func (w *world) run(n int) error {
	for range n {
		w.step()
		w.look()
		if w.err != nil {
			break
		}
	}
	if w.err == nil {
		w.rest()
	}
	w.stop()
	return w.err
}

func (w *world) step() {
	c := w.clients[w.dice.roll(len(w.clients))]
	if c.link == nil && w.dice.roll(4) > 0 {
		c.connect()
		return
	}
	switch n := w.dice.roll(200); {
	case n < 45:
		c.editSomething()
	case n < 85:
		for range 1 + w.dice.roll(4) {
			c.deliverUp()
		}
	case n < 130:
		c.deliverDown(1 + w.dice.roll(6))
	case n < 175:
		w.commit()
	case n < 186:
		c.resend()
	case n < 190:
		c.disconnect()
	case n < 192:
		w.crash()
	case n < 193:
		w.replace()
	case n < 197:
		c.ask()
	default:
		time.Sleep(1500 * time.Millisecond) // long enough for an empty room to close
	}
}

// commit lets the oldest write reach the disk, or find it full.
func (w *world) commit() {
	if len(w.gate.waiting) == 0 {
		return
	}
	next := w.gate.waiting[0]
	w.gate.waiting = w.gate.waiting[1:]
	f := commits
	if w.dice.roll(30) == 29 {
		f = full
	}
	w.commits++
	next.fate <- f
}

// crash ends the process: what clients were sent but did not get is gone, and so is what was on its
// way to the disk, unless it had just arrived there.
func (w *world) crash() {
	w.crashes++
	f := crashBefore
	if w.dice.roll(2) == 1 {
		f = crashAfter
	}
	old := w.hub
	for _, c := range w.clients {
		c.link = nil
	}
	w.gate.dead = true
	for _, next := range w.gate.waiting {
		next.fate <- f
	}
	w.gate.waiting = nil
	synctest.Wait()
	go old.Close() // it is no more; only its goroutines must end
	synctest.Wait()
	w.inner = w.reopen(w.inner)
	w.start()
	w.checkAcked()
}

// replace puts another design in place, as a restore does.
func (w *world) replace() {
	d := firstDesign()
	d.Name = fmt.Sprintf("replaced %d", w.dice.roll(10))
	hub := w.hub
	go func() {
		_, _ = hub.Replace(context.Background(), simDiagram, Visitor{User: "admin", Role: wire.RoleEditor}, "restore", d)
	}()
}

// look lets everything happen that can, takes what was sent out of the server and checks it.
func (w *world) look() {
	synctest.Wait()
	head := w.head()
	for _, c := range w.clients {
		c.poll(head)
	}
}

func (w *world) head() int64 {
	d, err := w.inner.Diagram(context.Background(), simDiagram)
	if err != nil {
		w.fail("reading the head: %w", err)
	}
	return d.Head
}

// rest connects everybody and delivers everything; then all must see the same.
func (w *world) rest() {
	for range 60 {
		busy := false
		for _, c := range w.clients {
			c.connect()
			synctest.Wait()
			c.deliverAll()
			synctest.Wait()
		}
		for len(w.gate.waiting) > 0 {
			busy = true
			next := w.gate.waiting[0]
			w.gate.waiting = w.gate.waiting[1:]
			next.fate <- commits
			synctest.Wait()
		}
		time.Sleep(100 * time.Millisecond) // analyses may pause
		w.look()
		for _, c := range w.clients {
			c.deliverAll()
			synctest.Wait()
			busy = busy || c.busy()
		}
		if w.err != nil {
			return
		}
		if !busy {
			break
		}
	}
	w.checkLog()
	w.checkClients()
}

func (w *world) stop() {
	w.gate.dead = true
	for _, next := range w.gate.waiting {
		next.fate <- crashBefore
	}
	for _, c := range w.clients {
		c.disconnect()
	}
	synctest.Wait()
	w.hub.Close()
	synctest.Wait()
	_ = w.inner.Close()
}

// checkAcked is I3: what anybody was told is in the log, where they were told.
func (w *world) checkAcked() {
	ctx := context.Background()
	for n, rev := range w.acked {
		e, err := w.inner.Find(ctx, simDiagram, n.actor, n.seq)
		if err != nil || e.Rev != rev {
			w.fail("I3: edit %s %d was acknowledged as rev %d; the log says rev %d, %w", n.actor[:4], n.seq, rev, e.Rev, err)
		}
	}
}

// checkLog is I1, I4, I5 and I7 over the whole log.
func (w *world) checkLog() {
	w.checkAcked()
	edits, err := w.inner.Edits(context.Background(), simDiagram, 0, 0)
	if err != nil {
		w.fail("I1: %w", err)
	}
	last := map[string]int64{}
	labels := map[string]int64{}
	for i, e := range edits {
		if e.Rev != int64(i)+1 {
			w.fail("I1: rev %d stands at place %d", e.Rev, i+1)
		}
		if e.Seq <= last[e.Actor] {
			w.fail("I5: edit %d of %s follows %d", e.Seq, e.Actor[:4], last[e.Actor])
		}
		last[e.Actor] = e.Seq
		if other, twice := labels[e.Label]; twice && e.Label != "restore" {
			w.fail("I4: edit %q is rev %d and rev %d", e.Label, other, e.Rev)
		}
		labels[e.Label] = e.Rev
	}
	w.checkRevisions(edits)
}

// checkRevisions folds the log from its beginning.
func (w *world) checkRevisions(edits []store.Edit) {
	d, err := w.foldedAt(0)
	for _, e := range edits {
		if err != nil {
			break
		}
		if entryOf(e).replace {
			d, err = w.foldedAt(e.Rev)
			continue
		}
		var ops design.Ops
		if err = json.Unmarshal(e.Body, &ops); err == nil {
			_, _, err = design.ApplyTrusted(d, ops)
		}
		if err == nil {
			err = d.Check()
		}
		if err != nil {
			w.fail("I7: rev %d: %w", e.Rev, err)
			return
		}
	}
	head, err2 := w.foldedAt(store.Head)
	if err = errors.Join(err, err2); err != nil {
		w.fail("I6: %w", err)
	} else if encoded(head) != encoded(d) {
		w.fail("I6: the newest snapshot and the log from its beginning make different designs")
	}
}

func (w *world) foldedAt(rev int64) (*design.Design, error) {
	loaded, err := w.inner.Load(context.Background(), simDiagram, rev)
	if err != nil {
		return nil, err
	}
	return fold(loaded)
}

// checkClients is I6 and I8: everybody sees what the log says, and nothing waits any more.
func (w *world) checkClients() {
	d, err := w.foldedAt(store.Head)
	if err != nil {
		w.fail("I6: %w", err)
		return
	}
	head := w.head()
	want := encoded(d)
	judged := simAnalyst{}.Judge(d, Judgement{})
	for _, c := range w.clients {
		if got := encoded(c.doc); got != want {
			w.fail("I6: client %d at rev %d of %d sees\n%sthe log says\n%s", c.number, c.rev, head, got, want)
		}
		if len(c.pending) > 0 {
			w.fail("I8: client %d still waits for %d edits", c.number, len(c.pending))
		}
		if c.judged != head || !sameJudgement(d, c.judgement, judged) {
			w.fail("client %d knows the analysis of rev %d, not of rev %d", c.number, c.judged, head)
		}
	}
}

func sameJudgement(d *design.Design, got, want Judgement) bool {
	for id := range got.Flows {
		if d.Flows[id] == nil {
			delete(got.Flows, id) // a client forgets what is not drawn any more
		}
	}
	for id := range got.Subnets {
		if d.Resources[id] == nil {
			delete(got.Subnets, id)
		}
	}
	a, _ := json.Marshal(got)
	b, _ := json.Marshal(want)
	return string(a) == string(b)
}

func encoded(d *design.Design) string {
	if d == nil {
		return "nothing\n"
	}
	raw, err := design.Encode(d)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}
