package room

import (
	"time"

	"vpcanvas/engine/design"
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
	go func() {
		result := r.hub.answerInTime(at, a, known)
		r.post(func() { r.answered(s, wire.Answer{ID: a.ID, Rev: at.rev, Result: result}) })
	}()
}

// answerInTime waits for a slot and for the answer, together no longer than answerWithin.
func (h *Hub) answerInTime(at *state, a wire.Ask, known *Judgement) wire.Result {
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
		result, err := safely(func() wire.Result { return h.answer(at, a, known) })
		if err != nil {
			h.opts.Log.Error("answer failed", "rev", at.rev, "error", err)
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
	if a.Question.Consequence == nil {
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
