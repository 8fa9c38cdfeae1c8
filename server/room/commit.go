package room

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"vpcanvas/engine/design"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// A batch is what goes to disk together. Its outcomes, refusals among them, are told after the
// commit and in order: a refusal too may rest on what only the batch holds.
type batch struct {
	edits    []store.Edit
	outcomes []outcome
	// inverses take the batch back when the disk refuses it.
	inverses []design.Ops
	// fresh are the edits of this batch by number, for those that were sent twice.
	fresh map[numbered]entry
	rev   int64
	// replaced is the design before a replace.
	replaced *design.Design
}

// outcome is what an author hears of an edit: told when the batch is on disk, refused when the disk
// was full.
type outcome struct{ told, refused func() }

// say adds an outcome that does not depend on the disk.
func (b *batch) say(f func()) { b.outcomes = append(b.outcomes, outcome{f, f}) }

type numbered struct {
	actor string
	seq   int64
}

type commitResult struct {
	receipts []store.Receipt
	err      error
}

// arrive queues an edit for the next batch.
func (r *room) arrive(a *arrival) { r.waiting = append(r.waiting, a) }

// startBatch applies what waits and sends it to disk.
func (r *room) startBatch() {
	n := min(len(r.waiting), maxBatch)
	todo := r.waiting[:n]
	r.waiting = slices.Clone(r.waiting[n:])
	b := &batch{fresh: map[numbered]entry{}, rev: r.rev}
	for _, a := range todo {
		r.take(b, a)
	}
	r.write(b)
}

// write commits the batch; the room goes on taking messages meanwhile.
func (r *room) write(b *batch) {
	if len(b.edits) == 0 {
		r.conclude(b)
		return
	}
	r.batch, r.resting = b, nil
	go func() {
		// A commit under way is never given up: its outcome must be known.
		receipts, err := r.hub.store.Append(context.Background(), r.id, b.edits)
		r.done <- commitResult{receipts, err}
	}()
}

// take decides about one edit.
func (r *room) take(b *batch, a *arrival) {
	s, e := a.session, a.edit
	if s.revoked.Load() {
		return
	}
	if s.visitor.Role != wire.RoleEditor {
		b.say(func() { s.tell(refusal("read-only", e.Seq, r.rev)) })
		return
	}
	who, err := r.actor(s.actor)
	if err != nil || e.Seq < 1 {
		b.bye(s, fmt.Sprintf("an edit has a number from 1, not %d", e.Seq))
		return
	}
	if e.Seq <= who.last {
		r.again(b, a, who)
		return
	}
	who.last = e.Seq
	who.user = s.visitor.User
	applied, inverse, err := r.apply(a)
	if err != nil {
		reject := rejection(err, e.Seq, b.rev)
		told := func() { who.remember(reject); s.tell(reject) }
		// Without the batch nobody knows whether it would have fitted.
		b.outcomes = append(b.outcomes, outcome{told, r.noRoomFor(s, who, e.Seq)})
		return
	}
	r.accept(b, a, applied, inverse, r.noRoomFor(s, who, e.Seq))
}

// noRoomFor tells that the disk was full.
func (r *room) noRoomFor(s *session, who *actor, seq int64) func() {
	return func() {
		reject := refusal("storage-full", seq, r.rev)
		who.remember(reject)
		s.tell(reject)
	}
}

func (r *room) apply(a *arrival) (applied, inverse design.Ops, err error) {
	if a.fault != nil {
		return nil, nil, a.fault
	}
	return design.Apply(r.design, a.edit.Ops)
}

// accept gives the edit its revision.
func (r *room) accept(b *batch, a *arrival, applied, inverse design.Ops, refused func()) {
	body, err := json.Marshal(applied)
	if err != nil {
		panic("room: applied operations are JSON: " + err.Error())
	}
	s, e := a.session, a.edit
	b.rev++
	made := entry{b.rev, s.actor, e.Seq, a.digest, body, false}
	kept := store.Edit{
		Rev: b.rev, Actor: s.actor, Seq: e.Seq, By: s.visitor.User, At: r.hub.opts.Now(),
		Label: e.Label, Digest: a.digest, Body: body,
	}
	if renames(applied) {
		kept.Name = r.design.Name
	}
	b.edits = append(b.edits, kept)
	b.inverses = append(b.inverses, inverse)
	b.fresh[numbered{s.actor, e.Seq}] = made
	frame := wire.CommitFrame(made.rev, made.actor, made.seq, body)
	own := frame
	if verbatim(e.Ops, applied) {
		own = wire.CommitFrame(made.rev, made.actor, made.seq, nil)
	}
	told := func() {
		r.recent.add(made)
		r.broadcast(frame, made.actor, own)
	}
	b.outcomes = append(b.outcomes, outcome{told, refused})
}

func renames(ops design.Ops) bool {
	return slices.ContainsFunc(ops, func(op design.Op) bool {
		p, ok := op.(design.Patch)
		return ok && p.Section == design.Itself
	})
}

// again answers an edit whose number was used before.
func (r *room) again(b *batch, a *arrival, who *actor) {
	s, seq := a.session, a.edit.Seq
	old, found, err := r.find(b, s.actor, seq)
	switch reject, rejected := who.rejected[seq]; {
	case err != nil:
		b.say(func() { s.out.end(wire.Bye{Reason: wire.ByeFailed, RetryAfter: retryFailed}) })
	case found && old.digest == a.digest:
		ack := func() { s.out.put(wire.CommitFrame(old.rev, s.actor, seq, nil)) }
		if old.rev > r.rev { // it is in this very batch; who sent it first may have lost the connection since
			b.outcomes = append(b.outcomes, outcome{ack, r.noRoomFor(s, who, seq)})
			break
		}
		b.say(ack)
	case found:
		b.bye(s, fmt.Sprintf("edit %d was another one before", seq))
	case rejected:
		b.say(func() { s.tell(reject) })
	default:
		b.say(func() { s.tell(refusal("used-number", seq, r.rev)) })
	}
}

// find looks for an edit in the batch, among the newest and in the log.
func (r *room) find(b *batch, actor string, seq int64) (entry, bool, error) {
	if e, ok := b.fresh[numbered{actor, seq}]; ok {
		return e, true, nil
	}
	if e, ok := r.recent.find(actor, seq); ok {
		return e, true, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), openTimeout)
	defer cancel()
	e, err := r.hub.store.Find(ctx, r.id, actor, seq)
	if errors.Is(err, store.ErrNotFound) {
		return entry{}, false, nil
	}
	return entryOf(e), err == nil, err
}

func (b *batch) bye(s *session, detail string) {
	b.say(func() { s.out.end(wire.Bye{Reason: wire.ByeProtocol, Detail: detail}) })
}

// settle ends the batch under way. An error means that the room cannot go on.
func (r *room) settle(result commitResult) error {
	b := r.batch
	r.batch = nil
	switch {
	case errors.Is(result.err, store.ErrFull):
		return r.takeBack(b)
	case result.err != nil:
		return result.err
	}
	for i, receipt := range result.receipts {
		if receipt.Again || receipt.Rev != b.edits[i].Rev {
			return fmt.Errorf("edit %s %d is in the log as rev %d, not %d: %w",
				b.edits[i].Actor, b.edits[i].Seq, receipt.Rev, b.edits[i].Rev, store.ErrConflict)
		}
	}
	r.conclude(b)
	return nil
}

// conclude tells what became of the batch, now that it is on disk.
func (r *room) conclude(b *batch) {
	r.rev = b.rev
	for _, o := range b.outcomes {
		o.told()
	}
	if r.rev/snapshotEvery > r.saved/snapshotEvery {
		r.saveInBackground()
	}
}

// takeBack undoes a batch that found the disk full. Its numbers stay used.
func (r *room) takeBack(b *batch) error {
	if b.replaced != nil {
		r.design = b.replaced
	}
	for _, inverse := range slices.Backward(b.inverses) {
		if _, _, err := design.ApplyTrusted(r.design, inverse); err != nil {
			return fmt.Errorf("taking back: %w", err)
		}
	}
	for _, o := range b.outcomes {
		o.refused()
	}
	return nil
}

func (a *actor) remember(reject wire.Reject) {
	if a.rejected == nil || len(a.rejected) >= maxRejected {
		a.rejected = map[int64]wire.Reject{}
	}
	a.rejected[reject.Seq] = reject
}

// verbatim tells whether the operations were applied exactly as sent, nothing added.
func verbatim(sent, applied design.Ops) bool {
	return slices.EqualFunc(sent, applied, func(a, b design.Op) bool {
		switch a := a.(type) {
		case design.Put:
			b, ok := b.(design.Put)
			return ok && a.Section == b.Section && a.ID == b.ID && bytes.Equal(a.Value, b.Value)
		case design.Patch:
			b, ok := b.(design.Patch)
			return ok && a.Section == b.Section && a.ID == b.ID && a.Path == b.Path && bytes.Equal(a.Value, b.Value)
		case design.Del:
			return a == b
		case design.Move:
			b, ok := b.(design.Move)
			return ok && a.ID == b.ID && a.Parent == b.Parent && a.View == b.View && samePlace(a.Place, b.Place)
		}
		return false
	})
}

func samePlace(a, b *design.Place) bool {
	return (a == nil) == (b == nil) && (a == nil || *a == *b)
}
