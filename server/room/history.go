package room

import (
	"context"
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
