package room

import (
	"context"
	"encoding/json"
	"fmt"

	"vpcanvas/engine/design"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// Stage is a step of a diagram that begins with a history: a version and its content.
type Stage struct {
	Name   string
	Design *design.Design
}

// CreateStaged starts a diagram empty; each stage is one entry of its log and a version that pins it.
func (h *Hub) CreateStaged(ctx context.Context, v Visitor, stages []Stage) (id string, err error) {
	now, actor := h.opts.Now(), newActor()
	n := store.NewDiagram{ID: design.NewID(), At: now}
	for i, stage := range stages {
		raw, err := design.Encode(stage.Design)
		if err != nil {
			return "", fmt.Errorf("stage %q: %w", stage.Name, err)
		}
		n.Name = stage.Design.Name
		n.Edits = append(n.Edits, store.Edit{
			Actor: actor, Seq: int64(i) + 1, By: v.User, At: now,
			Label: clip(stage.Name, wire.TheLimits.Label), Body: replaceBody, Name: n.Name, Snapshot: raw,
		})
		n.Versions = append(n.Versions, store.Version{Rev: int64(i) + 1, Name: stage.Name, By: v.User, At: now})
	}
	if n.Design, err = design.Encode(design.New(n.Name)); err != nil {
		return "", err
	}
	return n.ID, h.store.CreateDiagram(ctx, n)
}

// At is the design at a revision that was committed; store.Head is the newest. It opens no room. The
// caller may change it.
func (h *Hub) At(ctx context.Context, id string, rev int64) (*design.Design, error) {
	loaded, err := h.store.Load(ctx, id, rev)
	if err != nil {
		return nil, err
	}
	return fold(loaded)
}

// Amend commits operations that no tab sent, such as a renaming from the list of diagrams.
func (h *Hub) Amend(ctx context.Context, id string, v Visitor, label string, ops design.Ops) (int64, error) {
	if v.Role != wire.RoleEditor {
		return 0, fmt.Errorf("amend %s: a %s may not", id, v.Role)
	}
	r, s, err := h.enter(ctx, id)
	if err != nil {
		return 0, err
	}
	defer h.leave(id, s)
	result := make(chan error, 1)
	var made int64
	r.post(func() {
		r.whenAtRest(func() { made = r.startAmend(v, label, ops, result) })
	})
	select {
	case err := <-result:
		return made, err
	case <-r.ended:
		return 0, ErrClosed
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func (r *room) startAmend(v Visitor, label string, ops design.Ops, result chan<- error) int64 {
	applied, inverse, err := design.Apply(r.design, ops)
	if err != nil {
		result <- err
		return 0
	}
	body, err := json.Marshal(applied)
	if err != nil {
		panic("room: applied operations are JSON: " + err.Error())
	}
	made := entry{rev: r.rev + 1, actor: newActor(), seq: 1, body: body}
	kept := store.Edit{
		Rev: made.rev, Actor: made.actor, Seq: made.seq, By: v.User, At: r.hub.opts.Now(),
		Label: clip(label, wire.TheLimits.Label), Body: body,
	}
	if renames(applied) {
		kept.Name = r.design.Name
	}
	b := &batch{edits: []store.Edit{kept}, inverses: []design.Ops{inverse}, rev: made.rev}
	b.outcomes = append(b.outcomes, outcome{
		told: func() {
			r.recent.add(made)
			frame := wire.CommitFrame(made.rev, made.actor, made.seq, body)
			r.broadcast(frame, made.actor, frame)
			result <- nil
		},
		refused: func() { result <- fmt.Errorf("amend %s: %w", r.id, store.ErrFull) },
	})
	r.write(b)
	return made.rev
}

// Dismiss ends the room of a diagram that was deleted; its visitors hear that it is gone.
func (h *Hub) Dismiss(id string) {
	h.mu.Lock()
	s := h.rooms[id]
	h.mu.Unlock()
	if s != nil {
		h.shut(id, s, wire.Bye{Reason: wire.ByeGone})
	}
}
