package room

import (
	"bufio"
	"net"
	"net/http"
	"sync"
)

// maxCorked is how much is put together before it is written.
const maxCorked = 32 << 10

// corkedConn puts the frames of one flush into few writes. The websocket library writes each frame
// by itself, and with ten people in a room the system calls cost more than all else.
type corkedConn struct {
	net.Conn
	mu     sync.Mutex
	corked bool
	held   []byte
}

// Write keeps what it gets while the conn is corked.
func (c *corkedConn) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.corked {
		return c.Conn.Write(p)
	}
	c.held = append(c.held, p...)
	if len(c.held) < maxCorked {
		return len(p), nil
	}
	return len(p), c.flush()
}

func (c *corkedConn) cork() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.corked = true
}

// uncork writes what was kept.
func (c *corkedConn) uncork() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.corked = false
	return c.flush()
}

func (c *corkedConn) flush() error {
	if len(c.held) == 0 {
		return nil
	}
	_, err := c.Conn.Write(c.held)
	if c.held = c.held[:0]; cap(c.held) > 2*maxCorked {
		c.held = nil // a large frame must not keep its memory for ever
	}
	return err
}

// corkedWriter hands out corked connections to who takes the request over.
type corkedWriter struct {
	http.ResponseWriter
	conn *corkedConn
}

// Hijack makes it an http.Hijacker.
func (w *corkedWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, buffered, err := http.NewResponseController(w.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	w.conn = &corkedConn{Conn: conn}
	return w.conn, buffered, nil
}
