package kernel_test

import (
	"errors"
	"time"

	"golang.org/x/sys/unix"
)

// A loop waits for many sockets of many machines at once: a socket belongs to the machine in which it
// was made, whoever reads it.
type loop struct {
	epoll int
	on    map[int]func()
	// dead are closed once the events at hand are dealt with: their numbers may be given out again.
	dead []int
}

func newLoop() (*loop, error) {
	fd, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	return &loop{epoll: fd, on: map[int]func(){}}, err
}

// add calls f whenever fd has something to read, or, for one that connects, can be written.
func (l *loop) add(fd int, events uint32, f func()) error {
	l.on[fd] = f
	return unix.EpollCtl(l.epoll, unix.EPOLL_CTL_ADD, fd, &unix.EpollEvent{Events: events, Fd: int32(fd)})
}

// toRead waits for fd to be readable from now on.
func (l *loop) toRead(fd int) {
	_ = unix.EpollCtl(l.epoll, unix.EPOLL_CTL_MOD, fd, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(fd)})
}

// forget closes fd, if that is not done yet.
func (l *loop) forget(fd int) {
	if l.on[fd] == nil {
		return
	}
	delete(l.on, fd)
	l.dead = append(l.dead, fd)
}

func (l *loop) bury() {
	for _, fd := range l.dead {
		_ = unix.Close(fd)
	}
	l.dead = l.dead[:0]
}

// longest bounds a run, whatever goes on happening; what is outstanding then counts as lost.
const longest = 20 * time.Second

// run goes on until done says so, or nothing has happened for as long as quiet.
func (l *loop) run(done func() bool, quiet time.Duration) error {
	events := make([]unix.EpollEvent, 256)
	begun := time.Now()
	for last := begun; !done() && time.Since(last) < quiet && time.Since(begun) < longest; {
		n, err := unix.EpollWait(l.epoll, events, max(1, int((quiet-time.Since(last)).Milliseconds())))
		if errors.Is(err, unix.EINTR) {
			continue
		}
		if err != nil {
			return err
		}
		for _, e := range events[:n] {
			if f := l.on[int(e.Fd)]; f != nil {
				f()
			}
			last = time.Now()
		}
		l.bury()
	}
	return nil
}

func (l *loop) close() {
	l.bury()
	for fd := range l.on {
		_ = unix.Close(fd)
	}
	_ = unix.Close(l.epoll)
}
