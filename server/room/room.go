package room

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"vpcanvas/engine/design"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// How long clients wait before they come back, in milliseconds; they add a random part themselves.
const (
	retrySlow    = 1000
	retryRestart = 500
	retryFailed  = 2000
)

const (
	// maxWaiting is how many edits may wait for their turn; then the room takes nothing in, and
	// those who send more wait in their sockets.
	maxWaiting = 4096
	// maxBatch bounds one commit, and with it how long its first author waits.
	maxBatch = 512
	// maxMissed is how much a welcome brings of what a client missed; beyond it a snapshot is cheaper.
	maxMissed = 512 << 10
	// openTimeout bounds reading a diagram.
	openTimeout = 30 * time.Second
)

// state is a committed revision. The design is shared: who wants to change it clones it.
type state struct {
	design *design.Design
	rev    int64
}

// room is one open diagram. Everything below inbox belongs to its goroutine.
//
// The room is at rest when design is the committed revision. While a batch is being committed,
// design is ahead of the disk, and nothing of it may be seen: whoever needs it waits for rest.
type room struct {
	hub    *Hub
	id     string
	epoch  string
	ended  chan struct{}
	copies snapshots

	inbox chan func()

	design *design.Design
	rev    int64 // of the newest commit, not of the batch under way
	actors map[string]*actor
	recent recent
	// resting caches the state at rest.
	resting *state

	sessions []*session
	waiting  []*arrival
	batch    *batch
	done     chan commitResult
	atRest   []func()

	judge judge
	// saved is the revision of the newest snapshot in the store.
	saved  int64
	saving bool
	// bye, once set, ends the room as soon as nothing waits any more.
	bye *wire.Bye
}

func openRoom(h *Hub, id string) (*room, error) {
	ctx, cancel := context.WithTimeout(context.Background(), openTimeout)
	defer cancel()
	loaded, err := h.store.Load(ctx, id, store.Head)
	if err != nil {
		return nil, err
	}
	if !loaded.Diagram.Deleted.IsZero() {
		// Deleted since the request was let in: what would be edited here, nobody sees again.
		return nil, fmt.Errorf("diagram %s is deleted: %w", id, store.ErrNotFound)
	}
	d, err := fold(loaded)
	if err != nil {
		return nil, err
	}
	r := newRoom(h, loaded.Diagram, d, loaded.SnapshotRev)
	edits, err := h.store.Edits(ctx, id, max(0, r.rev-snapshotEvery), 0)
	if err != nil {
		return nil, err
	}
	for _, e := range edits {
		r.recent.add(entryOf(e))
	}
	go r.loop()
	return r, nil
}

// newRoom is the room of a diagram whose newest design is d; its loop is not running yet.
func newRoom(h *Hub, of store.Diagram, d *design.Design, saved int64) *room {
	return &room{
		hub: h, id: of.ID, epoch: of.Epoch, ended: make(chan struct{}),
		inbox: make(chan func(), 256), done: make(chan commitResult, 1),
		design: d, rev: of.Head, saved: saved,
		actors: map[string]*actor{}, judge: judge{rev: none, tried: none},
	}
}

// fold is the design that a snapshot and the edits after it make.
func fold(loaded store.Loaded) (*design.Design, error) {
	d, err := design.Decode(loaded.Snapshot)
	if err != nil {
		return nil, fmt.Errorf("diagram %s: the snapshot of rev %d: %w", loaded.Diagram.ID, loaded.SnapshotRev, err)
	}
	for _, e := range loaded.Edits {
		var ops design.Ops
		if err = json.Unmarshal(e.Body, &ops); err == nil {
			_, _, err = design.ApplyTrusted(d, ops)
		}
		if err != nil {
			return nil, fmt.Errorf("diagram %s: rev %d cannot be applied: %w", loaded.Diagram.ID, e.Rev, err)
		}
	}
	return d, nil
}

func (r *room) loop() {
	defer close(r.ended)
	for r.bye == nil || r.batch != nil || len(r.waiting)+len(r.atRest) > 0 {
		inbox := r.inbox
		if len(r.waiting) >= maxWaiting {
			inbox = nil
		}
		select {
		case run := <-inbox:
			run()
			r.drain()
		case result := <-r.done:
			if err := r.settle(result); err != nil {
				r.fail(err)
				return
			}
		}
		r.next()
	}
	r.farewell()
}

// drain takes what came in meanwhile, so that edits that arrive together are committed together.
func (r *room) drain() {
	for len(r.waiting) < maxWaiting {
		select {
		case run := <-r.inbox:
			run()
		default:
			return
		}
	}
}

// next goes on when the room is at rest.
func (r *room) next() {
	if r.batch != nil {
		return
	}
	for r.batch == nil && len(r.atRest) > 0 {
		run := r.atRest[0]
		r.atRest = r.atRest[1:]
		run() // it may start a batch of its own
	}
	for r.batch == nil && len(r.waiting) > 0 {
		r.startBatch()
	}
	if r.batch == nil {
		r.startAnalysis()
	}
}

// whenAtRest runs f while design is the committed revision.
func (r *room) whenAtRest(f func()) {
	if r.batch == nil {
		f()
		return
	}
	r.atRest = append(r.atRest, f)
}

// stateAtRest is a snapshot of the committed revision; call it at rest.
func (r *room) stateAtRest() *state {
	if r.resting == nil {
		r.resting = &state{r.design.Clone(), r.rev}
	}
	return r.resting
}

// post runs f in the room's goroutine, sometime; never, when the room has ended.
func (r *room) post(f func()) {
	select {
	case r.inbox <- f:
	case <-r.ended:
	}
}

// call runs f in the room's goroutine and waits for it.
func (r *room) call(ctx context.Context, f func() error) error {
	done := make(chan error, 1)
	r.post(func() { done <- f() })
	select {
	case err := <-done:
		return err
	case <-r.ended:
		return ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
}

// settledState is the committed revision, for those outside the room's goroutine.
func (r *room) settledState(ctx context.Context) (*state, error) {
	got := make(chan *state, 1)
	r.post(func() { r.whenAtRest(func() { got <- r.stateAtRest() }) })
	select {
	case s := <-got:
		return s, nil
	case <-r.ended:
		return nil, ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// present is the session of an actor that is connected.
func (r *room) present(actor string) *session {
	for _, s := range r.sessions {
		if s.actor == actor && !s.out.isClosed() {
			return s
		}
	}
	return nil
}

// welcome makes a tab one of the room's. What it missed comes with it, or it fetches a snapshot.
func (r *room) welcome(s *session, hello wire.Hello) error {
	if r.bye != nil {
		return ErrClosed
	}
	a, err := r.actor(hello.Actor)
	if err == nil && a.user != "" && a.user != s.visitor.User {
		hello.Actor = newActor() // an actor belongs to the user who used it first
		a, err = r.actor(hello.Actor)
	}
	if err != nil {
		return err
	}
	s.actor = hello.Actor
	w := wire.Welcome{Epoch: r.epoch, Rev: r.rev, Actor: s.actor, Role: s.visitor.Role, LastSeq: a.last, Limits: wire.TheLimits}
	missed, ok := r.missed(hello.Since)
	w.Fetch = !ok
	for _, e := range missed {
		w.Commits = append(w.Commits, e.commit())
	}
	s.tell(w)
	r.sessions = append(r.sessions, s)
	r.tellJudgement(s)
	return nil
}

// missed are the commits that a client lacks; not ok when a snapshot serves it better.
func (r *room) missed(since *wire.Since) ([]entry, bool) {
	if since == nil || since.Epoch != r.epoch {
		return nil, false
	}
	entries, ok := r.recent.after(since.Rev, r.rev)
	size := 0
	for _, e := range entries {
		size += len(e.body)
		if e.replace {
			return nil, false
		}
	}
	return entries, ok && size <= maxMissed
}

func (r *room) remove(s *session) {
	if i := slices.Index(r.sessions, s); i >= 0 {
		r.sessions = slices.Delete(r.sessions, i, i+1)
	}
}

// broadcast queues a frame for everybody, but for the author its own one.
func (r *room) broadcast(frame []byte, author string, own []byte) {
	for _, s := range r.sessions {
		if s.actor == author {
			s.out.put(own)
		} else {
			s.out.put(frame)
		}
	}
}

// end lets what was sent be committed, then says bye to all.
func (r *room) end(bye wire.Bye) {
	r.post(func() { r.bye = &bye })
}

func (r *room) farewell() {
	for _, s := range r.sessions {
		s.out.end(*r.bye)
	}
	if r.rev-r.saved >= worthSaving {
		r.save(r.stateAtRest())
	}
}

// fail ends the room without another word to the disk: nobody knows what it holds.
func (r *room) fail(err error) {
	for _, s := range r.sessions {
		s.out.end(wire.Bye{Reason: wire.ByeFailed, RetryAfter: retryFailed})
	}
	go r.hub.failed(r, err)
}

// actor is what the room remembers of an actor: who it is and how far it has counted.
type actor struct {
	user string
	last int64
	// rejected are the newest refusals, to say the same again when the edit is sent again.
	rejected map[int64]wire.Reject
}

// maxRejected bounds an actor's memory of refusals.
const maxRejected = 256

func (r *room) actor(name string) (*actor, error) {
	if a := r.actors[name]; a != nil {
		return a, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), openTimeout)
	defer cancel()
	a := &actor{}
	var err error
	if a.last, err = r.hub.store.LastSeq(ctx, r.id, name); err != nil {
		return nil, err
	}
	if a.last > 0 {
		e, err := r.hub.store.Find(ctx, r.id, name, a.last)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return nil, err
		}
		a.user = e.By
	}
	r.actors[name] = a
	return a, nil
}
