package room

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vpcanvas/engine/design"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// answerWithin bounds how long a client waits for an answer. The work behind it may go on, but
// keeps its slot, so that hard questions slow down only other questions.
const answerWithin = 2 * time.Second

// question answers at once, or when the one before it is answered. It never touches the log.
func (r *room) question(s *session, a wire.Ask) {
	if s.answering {
		s.asked = &a
		return
	}
	s.answering = true
	r.whenAtRest(func() { r.startAnswer(s, a) })
}

func (r *room) startAnswer(s *session, a wire.Ask) {
	at := r.stateAtRest()
	answer := func() wire.Result { return r.hub.answer(r.id, at, a) }
	rev := at.rev
	if a.At != nil && *a.At != at.rev {
		rev = *a.At
		answer = func() wire.Result {
			return r.hub.about(r.id, rev, func(old *design.Design) wire.Result {
				return r.hub.answer(r.id, &state{old, at.rev}, a)
			})
		}
	}
	go func() {
		result := r.hub.answerInTime(rev, answer)
		r.post(func() { r.answered(s, wire.Answer{ID: a.ID, Rev: rev, Result: result}) })
	}()
}

// answerInTime waits for a slot and for the answer, together no longer than answerWithin.
func (h *Hub) answerInTime(rev int64, answer func() wire.Result) wire.Result {
	late := time.NewTimer(answerWithin)
	defer late.Stop()
	costly := failed("too-costly", "the question takes too long to answer")
	select {
	case h.answers <- struct{}{}:
	case <-late.C:
		return costly
	}
	work := make(chan wire.Result, 1)
	go func() {
		defer func() { <-h.answers }()
		result, err := safely(answer)
		if err != nil {
			h.opts.Log.Error("answer failed", "rev", rev, "error", err)
			result = failed("failed", "the engine failed on this question")
		}
		work <- result
	}()
	select {
	case result := <-work:
		return result
	case <-late.C:
		return costly
	}
}

func (r *room) answered(s *session, a wire.Answer) {
	s.tell(a)
	s.answering = false
	if next := s.asked; next != nil {
		s.asked = nil
		r.question(s, *next)
	}
}

// about answers with an older revision.
func (h *Hub) about(id string, rev int64, answer func(*design.Design) wire.Result) wire.Result {
	ctx, cancel := context.WithTimeout(context.Background(), answerWithin)
	defer cancel()
	old, err := h.At(ctx, id, rev)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return failed("unknown-revision", fmt.Sprintf("there is no revision %d", rev))
	case err != nil:
		h.opts.Log.Error("load for an answer", "rev", rev, "error", err)
		return failed("failed", "the revision cannot be read")
	}
	return answer(old)
}

// answer works on a copy with the tentative operations.
func (h *Hub) answer(id string, at *state, a wire.Ask) wire.Result {
	if h.analyst == nil {
		return failed("not-supported", "this server does not judge")
	}
	d := at.design
	if len(a.Ops) > 0 {
		d = d.Clone()
		if _, _, err := design.Apply(d, a.Ops); err != nil {
			if f, ok := design.AsFault(err); ok {
				return failed(f.Code, f.Error())
			}
			return failed("failed", err.Error())
		}
	}
	switch q := a.Question; {
	case q.Judgement != nil:
		return wire.Result{Changes: &wire.Changes{Difference: h.analyst.Judge(d, Judgement{}).since(Judgement{})}}
	case q.Consequence != nil:
		c := h.analyst.Compare(at.design, d)
		c.Added, c.Removed, c.Changed = []wire.ComparedResource{}, []wire.ComparedResource{}, []wire.ComparedResource{}
		return wire.Result{Compared: c}
	case q.Compare != nil:
		return h.about(id, q.Compare.With, func(old *design.Design) wire.Result {
			return wire.Result{Compared: h.analyst.Compare(old, d)}
		})
	}
	return h.analyst.Explain(d, a.Question)
}

func failed(code, detail string) wire.Result {
	return wire.Result{Failed: &wire.Failed{Code: code, Detail: detail}}
}
