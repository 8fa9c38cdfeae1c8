package room

import (
	"context"
	"fmt"

	"vpcanvas/engine/design"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// replace commits a whole design as one revision.
func (r *room) replace(ctx context.Context, v Visitor, label string, d *design.Design) (int64, error) {
	raw, err := design.Encode(d)
	if err != nil {
		return 0, err
	}
	result := make(chan error, 1)
	var made entry
	r.post(func() {
		r.whenAtRest(func() { made = r.startReplace(v, label, d, raw, result) })
	})
	select {
	case err := <-result:
		return made.rev, err
	case <-r.ended:
		return 0, ErrClosed
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func (r *room) startReplace(v Visitor, label string, d *design.Design, raw []byte, result chan<- error) entry {
	made := entry{rev: r.rev + 1, actor: newActor(), seq: 1, body: replaceBody, replace: true}
	kept := store.Edit{
		Rev: made.rev, Actor: made.actor, Seq: made.seq, By: v.User, At: r.hub.opts.Now(),
		Label: clip(label, wire.TheLimits.Label), Body: replaceBody, Name: d.Name, Snapshot: raw,
	}
	b := &batch{edits: []store.Edit{kept}, rev: made.rev, replaced: r.design}
	r.design = d
	b.outcomes = append(b.outcomes, outcome{
		told: func() {
			r.saved = made.rev
			r.recent.add(made)
			frame := wire.ReplaceFrame(made.rev, made.actor, made.seq)
			r.broadcast(frame, made.actor, frame)
			for _, s := range r.sessions {
				s.judged = none // clients start over, with their analysis too
			}
			result <- nil
		},
		refused: func() { result <- fmt.Errorf("replace %s: %w", r.id, store.ErrFull) },
	})
	r.write(b)
	return made
}
