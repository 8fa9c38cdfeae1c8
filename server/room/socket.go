package room

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"time"

	"github.com/gorilla/websocket"

	"vpcanvas/engine/design"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

const (
	// helloWithin is how long a socket may stay silent before it says who it is.
	helloWithin = 10 * time.Second
	// pingEvery keeps middle boxes from forgetting the connection; silentFor without any sign ends it.
	pingEvery = 20 * time.Second
	silentFor = 50 * time.Second
	// writeWithin is how long one flush may take.
	writeWithin = 10 * time.Second
	// aliveWithin is how long a tab has to prove that it is still there.
	aliveWithin = 2 * time.Second
)

var actorPattern = regexp.MustCompile(`^[0-9a-f]{32}$`)

// socket is a websocket with what its two goroutines share.
type socket struct {
	conn *websocket.Conn
	cork *corkedConn
	// heard gets a token with each sign of life.
	heard chan struct{}
}

// ServeSocket serves the websocket of a diagram until it ends. The caller has decided who the
// visitor is and that the diagram is theirs to open: nothing is read before that. When the
// request's context ends, the visitor's rights have ended.
func (h *Hub) ServeSocket(w http.ResponseWriter, req *http.Request, id string, v Visitor) {
	upgrader := websocket.Upgrader{
		HandshakeTimeout: writeWithin, ReadBufferSize: 4 << 10, WriteBufferSize: 4 << 10,
		CheckOrigin: h.opts.CheckOrigin,
	}
	corked := &corkedWriter{ResponseWriter: w}
	conn, err := upgrader.Upgrade(corked, req, nil)
	if err != nil {
		return // it has answered
	}
	s := &socket{conn: conn, cork: corked.conn, heard: make(chan struct{}, 1)}
	defer conn.Close()
	conn.SetReadLimit(int64(wire.TheLimits.Frame))
	conn.SetPongHandler(func(string) error { return s.sign() })
	if err := h.serve(req.Context(), s, id, v); err != nil {
		s.end(byeFor(err))
	}
}

// byeFor is what a client hears of an error before it was welcomed.
func byeFor(err error) wire.Bye {
	var refused refusedError
	switch {
	case errors.As(err, &refused):
		return refused.bye
	case errors.Is(err, store.ErrNotFound):
		return wire.Bye{Reason: wire.ByeGone}
	case errors.Is(err, context.Canceled):
		return wire.Bye{Reason: wire.ByeRevoked}
	case errors.Is(err, ErrClosed):
		return wire.Bye{Reason: wire.ByeRestart, RetryAfter: retryRestart}
	}
	return wire.Bye{Reason: wire.ByeFailed, RetryAfter: retryFailed}
}

type refusedError struct{ bye wire.Bye }

func (e refusedError) Error() string { return string(e.bye.Reason) + ": " + e.bye.Detail }

func refused(reason wire.ByeReason, detail string) error {
	return refusedError{wire.Bye{Reason: reason, Detail: detail}}
}

func (h *Hub) serve(ctx context.Context, k *socket, id string, v Visitor) error {
	hello, err := k.hello(id)
	if err != nil {
		return err
	}
	r, slot, err := h.enter(ctx, id)
	if err != nil {
		return err
	}
	defer h.leave(id, slot)
	s, err := r.join(ctx, v, hello, k.alive)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, s.revoke)
	defer stop()
	written := make(chan struct{})
	go func() {
		defer close(written)
		k.write(s.out)
	}()
	k.read(s)
	s.leave()
	<-written
	return nil
}

// hello reads the first message.
func (k *socket) hello(id string) (wire.Hello, error) {
	if err := k.conn.SetReadDeadline(time.Now().Add(helloWithin)); err != nil {
		return wire.Hello{}, err
	}
	_, frame, err := k.conn.ReadMessage()
	if err != nil {
		return wire.Hello{}, refused(wire.ByeProtocol, "no hello came")
	}
	m, err := wire.DecodeClient(frame)
	hello, ok := m.(wire.Hello)
	switch {
	case err != nil:
		return hello, refused(wire.ByeProtocol, err.Error())
	case !ok:
		return hello, refused(wire.ByeProtocol, "the first message is hello")
	case hello.Proto != wire.Protocol || hello.Schema != design.Schema:
		return hello, refused(wire.ByeUpgrade, "the editor is of another version: load the page again")
	case hello.Doc != id:
		return hello, refused(wire.ByeProtocol, "the hello is for another diagram than the address")
	case !actorPattern.MatchString(hello.Actor):
		return hello, refused(wire.ByeProtocol, "an actor is 32 hexadecimal digits")
	}
	return hello, k.sign()
}

// sign notes a sign of life.
func (k *socket) sign() error {
	select {
	case k.heard <- struct{}{}:
	default:
	}
	return k.conn.SetReadDeadline(time.Now().Add(silentFor))
}

// alive asks for a sign of life. It is called by other goroutines.
func (k *socket) alive(ctx context.Context) bool {
	select {
	case <-k.heard: // an old one
	default:
	}
	if k.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(aliveWithin)) != nil {
		return false
	}
	select {
	case <-k.heard:
		return true
	case <-time.After(aliveWithin):
	case <-ctx.Done():
	}
	return false
}

// read takes messages until the connection ends. A client that sends faster than the limits allow
// is read more slowly: what it sends waits on its own machine.
func (k *socket) read(s *session) {
	rate := newBucket(wire.TheLimits.EditsPerSecond, wire.TheLimits.Burst, time.Now())
	for {
		_, frame, err := k.conn.ReadMessage()
		if err != nil || k.sign() != nil {
			return
		}
		time.Sleep(rate.take(time.Now()))
		m, err := wire.DecodeClient(frame)
		fault, _ := design.AsFault(err)
		switch m := m.(type) {
		case wire.Edit:
			s.send(m, fault)
			continue
		case wire.Ask:
			s.ask(m)
			continue
		}
		detail := "hello comes once"
		if err != nil {
			detail = err.Error()
		}
		s.out.end(wire.Bye{Reason: wire.ByeProtocol, Detail: detail})
		return
	}
}

// write sends what the outbox holds until it is closed.
func (k *socket) write(out *outbox) {
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	defer k.conn.Close() // ends read too
	for {
		select {
		case <-ping.C:
			if k.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeWithin)) != nil {
				return
			}
		case <-out.ready:
			frames, ended, bye := out.take()
			if k.send(frames) != nil {
				return
			}
			if ended {
				k.close(bye)
				return
			}
		}
	}
}

func (k *socket) send(frames [][]byte) error {
	if err := k.conn.SetWriteDeadline(time.Now().Add(writeWithin)); err != nil {
		return err
	}
	k.cork.cork()
	for _, frame := range frames {
		if err := k.conn.WriteMessage(websocket.TextMessage, frame); err != nil {
			return err
		}
	}
	return k.cork.uncork()
}

// end says bye to a client that has no session.
func (k *socket) end(bye wire.Bye) {
	if frame, err := wire.Encode(bye); err == nil && k.send([][]byte{frame}) == nil {
		k.close(bye)
	}
}

func (k *socket) close(bye wire.Bye) {
	code := wire.CloseCodes[bye.Reason]
	if code == 0 {
		code = websocket.CloseNormalClosure
	}
	text := websocket.FormatCloseMessage(code, string(bye.Reason))
	_ = k.conn.WriteControl(websocket.CloseMessage, text, time.Now().Add(time.Second)) // the other side may be gone already
}

// bucket is a token bucket.
type bucket struct {
	perSecond, burst, tokens float64
	last                     time.Time
}

func newBucket(perSecond, burst int, now time.Time) *bucket {
	return &bucket{float64(perSecond), float64(burst), float64(burst), now}
}

// take takes a token and tells how long to wait for it.
func (b *bucket) take(now time.Time) time.Duration {
	b.tokens = min(b.burst, b.tokens+now.Sub(b.last).Seconds()*b.perSecond) - 1
	b.last = now
	if b.tokens >= 0 {
		return 0
	}
	return time.Duration(-b.tokens / b.perSecond * float64(time.Second))
}
