// Package room is where a diagram is edited by several people at once. Each open diagram has one
// goroutine that orders its edits, applies them, keeps them on disk and only then tells everybody.
// Analysis and questions run beside it and never hold up a commit.
package room

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"sync"
	"time"

	"vpcanvas/engine/design"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// ErrClosed: the server is going down.
var ErrClosed = errors.New("the rooms are closed")

// Visitor is who joins, as the request's cookie says.
type Visitor struct {
	User string
	Role wire.Role
}

// Options of a Hub; zero values are for production.
type Options struct {
	// CheckOrigin decides on the Origin of an upgrade. Nil asks for the request's own host.
	CheckOrigin func(*http.Request) bool
	// Idle is how long a room stays open after its last visitor left.
	Idle time.Duration
	// Log gets what operators want to know.
	Log *slog.Logger
	// Now stamps the log; nothing is decided by it.
	Now func() time.Time
}

// Hub opens the rooms. A room is open while somebody is in it, and a while longer.
type Hub struct {
	store   store.Store
	analyst Analyst
	opts    Options
	// analyses and answers are slots that bound the CPU each takes, over all rooms.
	analyses, answers chan struct{}

	mu     sync.Mutex
	rooms  map[string]*slot
	closed bool
}

// slot is a room that is opening, open or closing.
type slot struct {
	ready chan struct{} // closed when room or err is set
	gone  chan struct{} // closed when the room has ended
	room  *room
	err   error
	users int
	// closing: the room takes nobody any more; wait for gone and open another one.
	closing bool
	idle    *time.Timer
}

// NewHub opens rooms over the log of s. The analyst judges; nil judges nothing.
func NewHub(s store.Store, analyst Analyst, opts Options) *Hub {
	if opts.Idle == 0 {
		opts.Idle = time.Minute
	}
	if opts.Log == nil {
		opts.Log = slog.Default()
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	return &Hub{
		store: s, analyst: analyst, opts: opts,
		analyses: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2)),
		answers:  make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2)),
		rooms:    map[string]*slot{},
	}
}

// enter gives the room of a diagram, opened if need be. leave must follow.
func (h *Hub) enter(ctx context.Context, id string) (*room, *slot, error) {
	return h.enterBy(ctx, id, func() (*room, error) { return openRoom(h, id) })
}

func (h *Hub) enterBy(ctx context.Context, id string, open func() (*room, error)) (*room, *slot, error) {
	s, first, err := h.slotOf(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	if first {
		s.room, s.err = open()
		close(s.ready)
	}
	select {
	case <-s.ready:
	case <-ctx.Done():
		h.leave(id, s)
		return nil, nil, ctx.Err()
	}
	if s.err == nil {
		return s.room, s, nil
	}
	h.forget(id, s)
	return nil, nil, s.err
}

// slotOf finds or makes a slot; first tells the caller to open its room.
func (h *Hub) slotOf(ctx context.Context, id string) (s *slot, first bool, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for {
		if h.closed {
			return nil, false, ErrClosed
		}
		s = h.rooms[id]
		if s == nil || !s.closing {
			break
		}
		h.mu.Unlock()
		select {
		case <-s.gone:
		case <-ctx.Done():
		}
		h.mu.Lock()
		if ctx.Err() != nil {
			return nil, false, ctx.Err()
		}
	}
	if s == nil {
		s, first = &slot{ready: make(chan struct{}), gone: make(chan struct{})}, true
		h.rooms[id] = s
	}
	s.users++
	if s.idle != nil {
		s.idle.Stop()
		s.idle = nil
	}
	return s, first, nil
}

// forget drops a slot whose room did not open.
func (h *Hub) forget(id string, s *slot) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.rooms[id] == s {
		delete(h.rooms, id)
	}
}

// leave lets the room close when nobody comes for a while.
func (h *Hub) leave(id string, s *slot) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s.users--
	if s.users == 0 && !s.closing && !h.closed {
		s.idle = time.AfterFunc(h.opts.Idle, func() { h.shut(id, s, wire.Bye{}) })
	}
}

// shut ends a room when it is empty, or with a bye for everybody in it.
func (h *Hub) shut(id string, s *slot, bye wire.Bye) {
	h.mu.Lock()
	if s.closing || (bye.Reason == "" && s.users > 0) {
		h.mu.Unlock()
		return
	}
	s.closing = true
	h.mu.Unlock()
	<-s.ready
	if s.room != nil {
		s.room.end(bye)
		<-s.room.ended
	}
	h.forget(id, s)
	close(s.gone)
}

// failed closes a room that cannot go on; the next visitor opens it anew from the log.
func (h *Hub) failed(r *room, err error) {
	h.opts.Log.Error("room failed", "diagram", r.id, "rev", r.rev, "error", err)
	h.mu.Lock()
	s := h.rooms[r.id]
	h.mu.Unlock()
	if s != nil && s.room == r {
		h.shut(r.id, s, wire.Bye{Reason: wire.ByeFailed, RetryAfter: retryFailed})
	}
}

// Close tells everybody that the server goes down, keeps what was sent so far, and ends all rooms.
func (h *Hub) Close() {
	h.mu.Lock()
	h.closed = true
	open := make(map[string]*slot, len(h.rooms))
	for id, s := range h.rooms {
		open[id] = s
	}
	h.mu.Unlock()
	var all sync.WaitGroup
	for id, s := range open {
		all.Go(func() {
			h.shut(id, s, wire.Bye{Reason: wire.ByeRestart, RetryAfter: retryRestart})
			<-s.gone
		})
	}
	all.Wait()
}

// Create starts a diagram with a design as its revision 0.
func (h *Hub) Create(ctx context.Context, d *design.Design) (id string, err error) {
	id, _, err = h.create(ctx, d)
	return id, err
}

// CreateOpen is Create for somebody who opens the diagram next.
func (h *Hub) CreateOpen(ctx context.Context, d *design.Design) (id string, err error) {
	id, raw, err := h.create(ctx, d)
	if err == nil {
		h.prepare(ctx, id, d.Clone(), raw)
	}
	return id, err
}

func (h *Hub) create(ctx context.Context, d *design.Design) (id string, raw []byte, err error) {
	if raw, err = design.Encode(d); err != nil {
		return "", nil, err
	}
	id = design.NewID()
	return id, raw, h.store.CreateDiagram(ctx, store.NewDiagram{ID: id, Name: d.Name, At: h.opts.Now(), Design: raw})
}

// prepare opens the room of a diagram that was just made, and begins what its first visitor waits for: the snapshot
// and the analysis. Nothing is read back that is in hand. A failure costs time only.
func (h *Hub) prepare(ctx context.Context, id string, d *design.Design, raw []byte) {
	r, s, err := h.enterBy(ctx, id, func() (*room, error) {
		made, err := h.store.Diagram(ctx, id)
		if err != nil {
			return nil, err
		}
		r := newRoom(h, made, d, made.Head)
		r.judge.expected = true
		go r.loop()
		return r, nil
	})
	if err != nil {
		h.opts.Log.Warn("a new diagram's room was not opened", "diagram", id, "error", err)
		return
	}
	go func() {
		defer h.leave(id, s)
		r.post(func() {}) // a room judges when something came in
		if _, err := r.copies.get(r.epoch, 0, func() ([]byte, error) { return raw, nil }); err != nil {
			h.opts.Log.Warn("snapshot not made", "diagram", id, "error", err)
		}
	}()
}

// Head is a snapshot of the newest revision, for exports. The caller may change it.
func (h *Hub) Head(ctx context.Context, id string) (d *design.Design, rev int64, err error) {
	r, s, err := h.enter(ctx, id)
	if err != nil {
		return nil, 0, err
	}
	defer h.leave(id, s)
	state, err := r.settledState(ctx)
	if err != nil {
		return nil, 0, err
	}
	return state.design.Clone(), state.rev, nil
}

// Replace makes d the design as one revision: a template, an import or a restore.
func (h *Hub) Replace(ctx context.Context, id string, v Visitor, label string, d *design.Design) (rev int64, err error) {
	if v.Role != wire.RoleEditor {
		return 0, fmt.Errorf("replace %s: a %s may not", id, v.Role)
	}
	if err := d.Check(); err != nil {
		return 0, err
	}
	r, s, err := h.enter(ctx, id)
	if err != nil {
		return 0, err
	}
	defer h.leave(id, s)
	return r.replace(ctx, v, label, d.Clone())
}

// newActor is 128 random bits, as a tab makes them.
func newActor() string {
	var b [16]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}
