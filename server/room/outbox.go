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
	bytes  int
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
	if o.bytes+len(frame) > maxQueued {
		o.frames, o.bytes = nil, 0
		o.shut(wire.Bye{Reason: wire.ByeSlow, RetryAfter: retrySlow})
		return false
	}
	o.frames = append(o.frames, frame)
	o.bytes += len(frame)
	o.signal()
	return true
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
	frames, o.frames, o.bytes = o.frames, nil, 0
	return frames, o.closed, o.bye
}

func (o *outbox) isClosed() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.closed
}
