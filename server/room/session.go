package room

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"strings"
	"sync/atomic"

	"vpcanvas/engine/design"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// session is one tab in a room. The last group of fields belongs to the room's goroutine.
type session struct {
	room    *room
	visitor Visitor
	out     *outbox
	// alive asks the other side for a sign of life.
	alive func(context.Context) bool

	// revoked, once set, makes the room drop what the tab sent.
	revoked atomic.Bool

	actor string
	// judged is the revision of the analysis that the client has; none where there is none.
	judged int64
	// asked is the newest question that waits while another one is being answered.
	asked     *wire.Ask
	answering bool
}

// none is no revision: the first one is 0.
const none = -1

// join brings a tab into the room and queues its welcome.
func (r *room) join(ctx context.Context, v Visitor, hello wire.Hello, alive func(context.Context) bool) (*session, error) {
	s := &session{room: r, visitor: v, out: newOutbox(), alive: alive, judged: none}
	for {
		var rival *session
		err := r.call(ctx, func() error {
			if rival = r.present(hello.Actor); rival == nil {
				return r.welcome(s, hello)
			}
			return nil
		})
		if err != nil {
			s.leave() // the welcome may still come
			return nil, err
		}
		if rival == nil {
			return s, nil
		}
		// A duplicated tab has the same actor as the first, and both live. A tab that lost its
		// connection comes back while the old one still looks open. A sign of life tells them apart.
		if rival.alive(ctx) {
			hello.Actor = newActor()
			continue
		}
		rival.leave()
	}
}

// leave takes the tab out of the room. What it sent is still handled.
func (s *session) leave() {
	s.out.end(wire.Bye{})
	s.room.post(func() { s.room.remove(s) })
}

// revoke ends the session's rights at once: what it sent and is not in a commit yet is dropped.
func (s *session) revoke() {
	s.revoked.Store(true)
	s.out.end(wire.Bye{Reason: wire.ByeRevoked})
}

// arrival is an edit as it came in, with what can be found out about it before its turn.
type arrival struct {
	session *session
	edit    wire.Edit
	// fault is in the edit's own text.
	fault  *design.Fault
	digest store.Hash
}

// send hands an edit to the room. It waits only while the room is busy taking others.
func (s *session) send(e wire.Edit, fault *design.Fault) {
	a := &arrival{session: s, edit: e, fault: fault}
	for i, op := range e.Ops {
		e.Ops[i] = respelled(op)
	}
	if sent, err := json.Marshal(e.Ops); err == nil {
		a.digest = sha256.Sum256(append([]byte(e.Label+"\x00"), sent...))
	}
	a.edit.Label = clip(e.Label, wire.TheLimits.Label)
	s.room.post(func() { s.room.arrive(a) })
}

// respelled has the value in its canonical spelling, so that a resend and an edit that was applied
// as sent are known by comparing bytes. What has none is left to the engine to refuse.
func respelled(op design.Op) design.Op {
	switch op := op.(type) {
	case design.Put:
		if v, err := design.CanonicalJSON(op.Value); err == nil {
			op.Value = v
		}
		return op
	case design.Patch:
		if v, err := design.CanonicalJSON(op.Value); err == nil {
			op.Value = v
		}
		return op
	}
	return op
}

func clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}

// ask hands a question to the room. One that still waits is forgotten.
func (s *session) ask(a wire.Ask) {
	s.room.post(func() { s.room.question(s, a) })
}

// tell queues a message for this tab alone.
func (s *session) tell(m wire.Message) {
	if frame, err := wire.Encode(m); err == nil {
		s.out.put(frame)
	} else {
		s.room.hub.opts.Log.Error("message not encoded", "error", err)
	}
}
