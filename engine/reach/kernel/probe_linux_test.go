package kernel_test

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"slices"
	"time"

	"golang.org/x/sys/unix"

	"vpcanvas/engine/design"
	"vpcanvas/engine/netset"
)

// A probe is one conversation: a request from an address and port, and what came of it.
type probe struct {
	from     *machine
	src, dst netip.Addr
	service  design.Service
	sport    uint16

	id uint32
	// fd is its socket; -1 where it could not even be sent.
	fd        int
	connected bool
	// arrived: the request came to somebody who answers it; of TCP that is known only of a whole
	// connection, of an echo request not at all.
	arrived bool
	// answered: the answer came back.
	answered bool
}

func (p *probe) String() string {
	return fmt.Sprintf("%s port %d -> %s %s", p.src, p.sport, p.dst, serviceText(p.service))
}

func (p *probe) payload() []byte { return binary.BigEndian.AppendUint32(nil, p.id) }

// A session is the answering sockets of a world, and the probes that are under way.
type session struct {
	*loop
	probes []*probe
	left   int
}

// ports are where everybody answers. No client uses one of them as its source port: the other way
// round its conversations would be taken for replies.
var ports = []uint16{22, 53, 80, 85, 40500}

// answers opens every answering socket: who would not answer would seem to be blocked.
func (w *world) answers() (*session, error) {
	l, err := newLoop()
	if err != nil {
		return nil, err
	}
	s := &session{loop: l}
	at := func(m *machine, a netip.Addr) {
		if err == nil {
			err = s.answer(m, a)
		}
	}
	for id, m := range w.hosts {
		for _, six := range []bool{false, true} {
			if a, some := w.address(id, six); some {
				at(m, a)
			}
		}
	}
	for _, a := range slices.Concat(outsiders, w.outsiders6) {
		at(w.internet, netip.MustParseAddr(a))
	}
	return s, err
}

func (s *session) answer(m *machine, a netip.Addr) error {
	if err := m.enter(); err != nil {
		return err
	}
	for _, port := range ports {
		for _, kind := range []int{unix.SOCK_STREAM, unix.SOCK_DGRAM} {
			fd, err := bound(kind, 0, a, port)
			if err != nil {
				return fmt.Errorf("%s answers on %s port %d: %w", m.name, a, port, err)
			}
			answer := func() { s.echo(fd) }
			if kind == unix.SOCK_STREAM {
				answer = func() { s.accept(fd) }
				if err := unix.Listen(fd, 128); err != nil {
					return err
				}
			}
			if err := s.add(fd, unix.EPOLLIN, answer); err != nil {
				return err
			}
		}
	}
	return nil
}

// bound is a socket with an address of its own, which may be one that is not there (an unplugged host).
func bound(kind, protocol int, a netip.Addr, port uint16) (int, error) {
	family := unix.AF_INET
	if a.Is6() {
		family = unix.AF_INET6
	}
	fd, err := unix.Socket(family, kind|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, protocol)
	if err != nil {
		return -1, err
	}
	_ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1)
	if a.Is6() {
		_ = unix.SetsockoptInt(fd, unix.SOL_IPV6, unix.IPV6_FREEBIND, 1)
	} else {
		_ = unix.SetsockoptInt(fd, unix.SOL_IP, unix.IP_FREEBIND, 1)
	}
	if kind == unix.SOCK_STREAM { // closing forgets the connection at once
		_ = unix.SetsockoptLinger(fd, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1})
	}
	if err := unix.Bind(fd, sockaddr(a, port)); err != nil {
		_ = unix.Close(fd)
		return -1, err
	}
	return fd, nil
}

func sockaddr(a netip.Addr, port uint16) unix.Sockaddr {
	if a.Is6() {
		return &unix.SockaddrInet6{Addr: a.As16(), Port: int(port)}
	}
	return &unix.SockaddrInet4{Addr: a.As4(), Port: int(port)}
}

func (s *session) accept(listener int) {
	fd, _, err := unix.Accept4(listener, unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC)
	if err != nil {
		return
	}
	_ = unix.SetsockoptLinger(fd, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1})
	_ = s.add(fd, unix.EPOLLIN, func() { s.echo(fd) })
}

// echo answers with what came.
func (s *session) echo(fd int) {
	var b [16]byte
	n, from, err := unix.Recvfrom(fd, b[:], 0)
	if err != nil || n == 0 {
		if err != unix.EAGAIN {
			s.forget(fd)
		}
		return
	}
	if n == 4 {
		if id := int(binary.BigEndian.Uint32(b[:])); id < len(s.probes) {
			s.probes[id].arrived = true
		}
	}
	if from == nil {
		_, _ = unix.Write(fd, b[:n])
		return
	}
	_ = unix.Sendto(fd, b[:n], 0, from)
}

// ask sends the probes and waits until each has its answer, or nothing has come for as long as quiet.
func (s *session) ask(probes []*probe, quiet time.Duration) error {
	s.left = len(probes)
	var at *machine
	for _, p := range probes {
		if p.from != at {
			if err := p.from.enter(); err != nil {
				return err
			}
			at = p.from
		}
		p.id, p.connected = uint32(len(s.probes)), false
		s.probes = append(s.probes, p)
		if err := s.start(p); err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
	}
	err := s.run(func() bool { return s.left == 0 }, quiet)
	for _, p := range probes {
		s.forget(p.fd)
	}
	s.bury()
	return err
}

// start sends one request. What the machine itself refuses to send is no error: it does not arrive.
func (s *session) start(p *probe) error {
	switch p.service.Protocol {
	case netset.TCP:
		return s.dial(p, unix.SOCK_STREAM, 0, unix.EPOLLOUT, p.sport, p.payload())
	case netset.UDP:
		return s.dial(p, unix.SOCK_DGRAM, 0, unix.EPOLLIN, p.sport, p.payload())
	case netset.ICMPv6:
		return s.dial(p, unix.SOCK_RAW, unix.IPPROTO_ICMPV6, unix.EPOLLIN, 0, echoRequest(p, 128))
	}
	return s.dial(p, unix.SOCK_RAW, unix.IPPROTO_ICMP, unix.EPOLLIN, 0, echoRequest(p, 8))
}

func (s *session) dial(p *probe, kind, protocol int, events uint32, sport uint16, request []byte) error {
	fd, err := bound(kind, protocol, p.src, sport)
	if err != nil {
		return err
	}
	port, _ := p.service.Ports.Bounds()
	if err := unix.Connect(fd, sockaddr(p.dst, port)); err != nil && err != unix.EINPROGRESS {
		s.left--
		p.fd = -1
		return unix.Close(fd)
	}
	p.fd = fd
	if kind != unix.SOCK_STREAM {
		_, _ = unix.Write(fd, request)
	}
	return s.add(fd, events, func() { s.listen(p, request) })
}

// listen takes the answer: of TCP first that the connection is there.
func (s *session) listen(p *probe, request []byte) {
	fd := p.fd
	if p.service.Protocol == netset.TCP && !p.connected {
		if e, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_ERROR); err != nil || e != 0 {
			s.forget(fd)
			s.left--
			return
		}
		p.connected = true
		_, _ = unix.Write(fd, request)
		s.toRead(fd)
		return
	}
	var b [128]byte
	n, err := unix.Read(fd, b[:])
	switch {
	case err == unix.EAGAIN:
	case err != nil || n == 0:
		s.forget(fd)
		s.left--
	case answers(p, b[:n]):
		p.arrived, p.answered = true, true
		s.forget(fd)
		s.left--
	}
}

// answers reports whether what came is the answer to the probe: a raw socket hears every ICMP message, one
// of IPv4 with its packet's head.
func answers(p *probe, b []byte) bool {
	if p.service.Protocol.HasTypes() {
		head, reply := 0, byte(129)
		if p.service.Protocol == netset.ICMP {
			head, reply = int(b[0]&15)*4, 0
		}
		if len(b) < head+8+4 || b[head] != reply {
			return false
		}
		b = b[head+8:]
	}
	return len(b) == 4 && binary.BigEndian.Uint32(b) == p.id
}

// echoRequest is one with its sum, which the kernel writes anew where it is one of IPv6.
func echoRequest(p *probe, kind byte) []byte {
	b := append([]byte{kind, 0, 0, 0}, byte(p.id>>8), byte(p.id), 0, 1)
	b = append(b, p.payload()...)
	var sum uint32
	for i := 0; i < len(b); i += 2 {
		sum += uint32(b[i])<<8 | uint32(b[i+1])
	}
	for sum > 0xffff {
		sum = sum>>16 + sum&0xffff
	}
	binary.BigEndian.PutUint16(b[2:], ^uint16(sum))
	return b
}
