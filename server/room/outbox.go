package room

import (
	"sync"

	"vpcanvas/server/wire"
)

// maxQueued is how many bytes may wait for one connection. Who reads more slowly than others write
// is cut off: it comes back and asks for what it missed, which costs less than keeping it.
const maxQueued = 1 << 20

// outbox is the queue of frames towards one connection. Nobody ever waits to put something in.
type outbox struct {
	// ready has a token while there is something to take.
	ready chan struct{}

	mu     sync.Mutex
	frames [][]byte
	// bytes are those of frames, but for one that is larger than maxQueued by itself: what the engine says of a large
	// account. All connections share it, so it is no memory of this one, and nobody who reads is too slow for it.
	bytes  int
	large  bool
	bye    wire.Bye
	closed bool
}

func newOutbox() *outbox { return &outbox{ready: make(chan struct{}, 1)} }

// put queues a frame, which must not change any more. It reports false when the box is closed, also
// by this very frame.
func (o *outbox) put(frame []byte) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return false
	}
	if !o.hasRoom(len(frame)) {
		o.frames, o.bytes = nil, 0
		o.shut(wire.Bye{Reason: wire.ByeSlow, RetryAfter: retrySlow})
		return false
	}
	o.frames = append(o.frames, frame)
	o.signal()
	return true
}

// hasRoom takes up the room for a frame where there is some.
func (o *outbox) hasRoom(size int) bool {
	if size > maxQueued {
		first := !o.large
		o.large = true
		return first
	}
	o.bytes += size
	return o.bytes <= maxQueued
}

// end lets what is queued go out, then the bye.
func (o *outbox) end(bye wire.Bye) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.closed {
		o.shut(bye)
	}
}

func (o *outbox) shut(bye wire.Bye) {
	o.closed, o.bye = true, bye
	if frame, err := wire.Encode(bye); err == nil && bye.Reason != "" {
		o.frames = append(o.frames, frame)
	}
	o.signal()
}

func (o *outbox) signal() {
	select {
	case o.ready <- struct{}{}:
	default:
	}
}

// take empties the box. After the last frames, ended is true and bye says why.
func (o *outbox) take() (frames [][]byte, ended bool, bye wire.Bye) {
	o.mu.Lock()
	defer o.mu.Unlock()
	frames, o.frames, o.bytes, o.large = o.frames, nil, 0, false
	return frames, o.closed, o.bye
}

func (o *outbox) isClosed() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.closed
}
