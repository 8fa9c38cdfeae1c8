package store

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"
)

// Memory is the store for tests of what stands on top of it. It forgets all when
// the process ends.
type Memory struct {
	mu       sync.Mutex
	closed   bool
	instance string
	diagrams map[string]*memoryDiagram
	sessions map[Hash]Session
	// summaries by diagram.
	summaries map[string]Summary
	audit     []AuditRow
}

var _ Store = (*Memory)(nil)

type memoryDiagram struct {
	Diagram
	edits     []Edit // edits[i] has rev i+1
	sent      map[actorSeq]int
	snapshots map[int64][]byte
	versions  []Version
}

// NewMemory is an empty store.
func NewMemory() *Memory {
	return &Memory{instance: "00000000", diagrams: map[string]*memoryDiagram{}, sessions: map[Hash]Session{}, summaries: map[string]Summary{}}
}

// Instance is the name of this installation.
func (m *Memory) Instance() string { return m.instance }

// Ping fails only after Close.
func (m *Memory) Ping(context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.open()
}

// Close makes all further calls fail.
func (m *Memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	return nil
}

func (m *Memory) open() error {
	if m.closed {
		return ErrClosed
	}
	return nil
}

func (m *Memory) find(id string) (*memoryDiagram, error) {
	if m.closed {
		return nil, ErrClosed
	}
	d, ok := m.diagrams[id]
	if !ok {
		return nil, fmt.Errorf("diagram %s: %w", id, ErrNotFound)
	}
	return d, nil
}

// CreateDiagram starts a log.
func (m *Memory) CreateDiagram(_ context.Context, n NewDiagram) error {
	n, err := checkNewDiagram(n)
	if err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return ErrClosed
	}
	if _, ok := m.diagrams[n.ID]; ok {
		return fmt.Errorf("diagram %s: %w", n.ID, ErrExists)
	}
	at := millis(n.At)
	d := &memoryDiagram{
		Diagram:   Diagram{ID: n.ID, Name: n.Name, Epoch: rand.Text(), Created: at, Changed: at},
		sent:      map[actorSeq]int{},
		snapshots: map[int64][]byte{0: bytes.Clone(n.Design)},
	}
	if _, err := d.append(n.Edits); err != nil {
		return err
	}
	for _, v := range n.Versions {
		v.Diagram, v.At = n.ID, millis(v.At)
		d.versions = append(d.versions, v)
	}
	m.diagrams[n.ID] = d
	return nil
}

// Diagram is one row of the list.
func (m *Memory) Diagram(_ context.Context, id string) (Diagram, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := m.find(id)
	if err != nil {
		return Diagram{}, err
	}
	return d.Diagram, nil
}

// ListDiagrams is sorted by last change.
func (m *Memory) ListDiagrams(context.Context) ([]Diagram, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	list := []Diagram{}
	for _, d := range m.diagrams {
		list = append(list, d.Diagram)
	}
	slices.SortFunc(list, func(a, b Diagram) int {
		return cmp.Or(b.Changed.Compare(a.Changed), cmp.Compare(a.ID, b.ID))
	})
	return list, m.open()
}

// SetDeleted hides a diagram, or shows it again.
func (m *Memory) SetDeleted(_ context.Context, id string, at time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := m.find(id)
	if err == nil && d.Deleted.IsZero() != at.IsZero() {
		d.Deleted = fromMillisOrZero(millisOrZero(at))
	}
	return err
}

// Purge removes a diagram that was deleted before a time.
func (m *Memory) Purge(_ context.Context, id string, before time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if d, ok := m.diagrams[id]; ok && !d.Deleted.IsZero() && d.Deleted.Before(before) {
		delete(m.diagrams, id)
		delete(m.summaries, id)
	}
	return m.open()
}

// SaveSummary keeps what is known about a rev.
func (m *Memory) SaveSummary(_ context.Context, s Summary) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := m.find(s.Diagram)
	if err == nil {
		err = d.hasRev(s.Rev)
	}
	if err == nil {
		m.summaries[s.Diagram] = s
	}
	return err
}

// Summaries are those that an engine made.
func (m *Memory) Summaries(_ context.Context, engine string) (map[string]Summary, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := maps.Clone(m.summaries)
	maps.DeleteFunc(all, func(_ string, s Summary) bool { return s.Engine != engine })
	return all, m.open()
}

// Append adds edits to the log of a diagram.
func (m *Memory) Append(_ context.Context, diagram string, edits []Edit) ([]Receipt, error) {
	edits, err := checkEdits(diagram, edits)
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := m.find(diagram)
	if err != nil {
		return nil, err
	}
	return d.append(edits)
}

// append works on a copy of the log's header, so that all or none are added.
func (d *memoryDiagram) append(edits []Edit) ([]Receipt, error) {
	draft := memoryDiagram{Diagram: d.Diagram, edits: slices.Clip(d.edits), sent: d.sent}
	fresh := map[actorSeq]int{}
	var receipts []Receipt
	for _, e := range edits {
		r, err := receiptFor(d.ID, draft.Head, e, draft.old(fresh, e))
		if err != nil {
			return nil, err
		}
		receipts = append(receipts, r)
		if !r.Again {
			draft.add(fresh, e, r.Rev)
		}
	}
	d.Diagram, d.edits = draft.Diagram, draft.edits
	for key, at := range fresh {
		d.sent[key] = at
		if snapshot := d.edits[at].Snapshot; snapshot != nil {
			d.snapshots[int64(at)+1] = snapshot
		}
	}
	return receipts, nil
}

func (d *memoryDiagram) old(fresh map[actorSeq]int, e Edit) *Edit {
	key := actorSeq{e.Actor, e.Seq}
	if at, ok := d.sent[key]; ok {
		return &d.edits[at]
	}
	if at, ok := fresh[key]; ok {
		return &d.edits[at]
	}
	return nil
}

func (d *memoryDiagram) add(fresh map[actorSeq]int, e Edit, rev int64) {
	e.Rev, e.Body, e.Snapshot = rev, bytes.Clone(e.Body), bytes.Clone(e.Snapshot)
	fresh[actorSeq{e.Actor, e.Seq}] = len(d.edits)
	d.edits = append(d.edits, e)
	d.Head, d.Changed = rev, e.At
	if e.Name != "" {
		d.Name = e.Name
	}
}

// Find is the edit that an actor sent under a number.
func (m *Memory) Find(_ context.Context, diagram, actor string, seq int64) (Edit, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := m.find(diagram)
	if err != nil {
		return Edit{}, err
	}
	at, ok := d.sent[actorSeq{actor, seq}]
	if !ok {
		return Edit{}, fmt.Errorf("diagram %s: %w", diagram, ErrNotFound)
	}
	return stored(d.edits[at]), nil
}

// stored is an edit as it comes back: without what is kept elsewhere.
func stored(e Edit) Edit {
	e.Name, e.Snapshot = "", nil
	return e
}

// LastSeq is the highest number of an actor.
func (m *Memory) LastSeq(_ context.Context, diagram, actor string) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var last int64
	if d, ok := m.diagrams[diagram]; ok {
		for key := range d.sent {
			if key.actor == actor {
				last = max(last, key.seq)
			}
		}
	}
	return last, m.open()
}

// Edits returns the log after a rev.
func (m *Memory) Edits(_ context.Context, diagram string, after int64, limit int) ([]Edit, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := m.find(diagram)
	if err != nil {
		return nil, err
	}
	after = max(after, 0)
	upto := d.Head
	if limit > 0 {
		upto = min(upto, after+int64(limit))
	}
	return d.between(after, upto), nil
}

func (d *memoryDiagram) between(after, upto int64) []Edit {
	edits := []Edit{}
	for rev := after + 1; rev <= upto; rev++ {
		edits = append(edits, stored(d.edits[rev-1]))
	}
	return edits
}

// SaveSnapshot stores the design as of a rev.
func (m *Memory) SaveSnapshot(_ context.Context, diagram string, rev int64, design []byte) error {
	if err := checkSnapshot(diagram, rev, design); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := m.find(diagram)
	if err != nil {
		return err
	}
	if err := d.hasRev(rev); err != nil {
		return err
	}
	if _, ok := d.snapshots[rev]; !ok {
		d.snapshots[rev] = bytes.Clone(design)
	}
	return nil
}

// Load returns a snapshot and the edits after it.
func (m *Memory) Load(_ context.Context, diagram string, rev int64) (Loaded, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := m.find(diagram)
	if err != nil {
		return Loaded{}, err
	}
	if rev == Head {
		rev = d.Head
	}
	if err := d.hasRev(rev); err != nil {
		return Loaded{}, err
	}
	var at int64
	for have := range d.snapshots {
		if have <= rev {
			at = max(at, have)
		}
	}
	return Loaded{Diagram: d.Diagram, SnapshotRev: at, Snapshot: bytes.Clone(d.snapshots[at]), Edits: d.between(at, rev)}, nil
}

// Pin names a rev.
func (m *Memory) Pin(_ context.Context, v Version) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := m.find(v.Diagram)
	if err != nil {
		return err
	}
	if err := d.hasRev(v.Rev); err != nil {
		return err
	}
	for _, old := range d.versions {
		if old.Rev == v.Rev && old.Name == v.Name {
			return fmt.Errorf("diagram %s: version %q of rev %d: %w", v.Diagram, v.Name, v.Rev, ErrExists)
		}
	}
	v.At = millis(v.At)
	d.versions = append(d.versions, v)
	return nil
}

// Versions is sorted by rev, then by name.
func (m *Memory) Versions(_ context.Context, diagram string) ([]Version, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := m.find(diagram)
	if err != nil {
		return nil, err
	}
	list := append([]Version{}, d.versions...)
	slices.SortFunc(list, func(a, b Version) int {
		return cmp.Or(cmp.Compare(a.Rev, b.Rev), cmp.Compare(a.Name, b.Name))
	})
	return list, nil
}
