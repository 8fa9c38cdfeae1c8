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
	var known *Judgement
	if r.judge.rev == at.rev {
		now := r.judge.judgement // its maps never change
		known = &now
	}
	answer := func() wire.Result { return r.hub.answer(at, a, known) }
	rev := at.rev
	if a.At != 0 && a.At != at.rev {
		rev = a.At
		answer = func() wire.Result { return r.hub.answerAbout(r.id, a) }
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

// answerAbout answers a question about an older revision.
func (h *Hub) answerAbout(id string, a wire.Ask) wire.Result {
	ctx, cancel := context.WithTimeout(context.Background(), answerWithin)
	defer cancel()
	old, err := h.At(ctx, id, a.At)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return failed("unknown-revision", fmt.Sprintf("there is no revision %d", a.At))
	case err != nil:
		h.opts.Log.Error("load for an answer", "rev", a.At, "error", err)
		return failed("failed", "the revision cannot be read")
	}
	return h.answer(&state{old, a.At}, a, nil)
}

// answer works on a copy with the tentative operations.
func (h *Hub) answer(at *state, a wire.Ask, known *Judgement) wire.Result {
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
	switch {
	case a.Question.Judgement != nil:
		return wire.Result{Changes: &wire.Changes{Difference: h.analyst.Judge(d).since(Judgement{})}}
	case a.Question.Consequence == nil:
		return h.analyst.Explain(d, a.Question)
	}
	if known == nil {
		now := h.analyst.Judge(at.design)
		known = &now
	}
	return wire.Result{Changes: &wire.Changes{Difference: h.analyst.Judge(d).since(*known)}}
}

func failed(code, detail string) wire.Result {
	return wire.Result{Failed: &wire.Failed{Code: code, Detail: detail}}
}
