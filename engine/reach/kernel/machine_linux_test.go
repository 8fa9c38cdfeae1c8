package kernel_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// A machine is a network namespace and what is to be set up in it.
type machine struct {
	name string
	ns   int
	// forwards: it passes on packets that are not for itself.
	forwards bool
	// ip and nft are the scripts of the two tools; ip6 is what ip must be told to mean IPv6 by.
	ip, ip6, nft strings.Builder
	// links counts what has an address of its link.
	links int
}

// A lab is the machines of one design. The goroutine that makes it must be locked to its thread: the
// namespace belongs to the thread.
type lab struct {
	// six: its machines speak IPv6 as well.
	six      bool
	machines []*machine
}

// machine makes a namespace, and enters it.
func (l *lab) machine(name string, forwards bool) (*machine, error) {
	if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
		return nil, fmt.Errorf("a network namespace for %s: %w", name, err)
	}
	ns, err := unix.Open("/proc/thread-self/ns/net", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("the network namespace of %s: %w", name, err)
	}
	m := &machine{name: name, ns: ns, forwards: forwards}
	l.machines = append(l.machines, m)
	return m, m.quiet(l.six)
}

// quiet must come before anything is plugged in: an interface begins with the settings that it finds.
func (m *machine) quiet(six bool) error {
	all := settings
	if !six {
		all = slices.Concat(settings, []setting{{"ipv6/conf/all/disable_ipv6", "1"}, {"ipv6/conf/default/disable_ipv6", "1"}})
	}
	if m.forwards {
		all = slices.Concat(all, []setting{{"ipv4/ip_forward", "1"}, {"ipv6/conf/all/forwarding", "1"}})
	}
	for _, s := range all {
		if err := set(s.name, s.value); err != nil && !os.IsNotExist(err) {
			return fmt.Errorf("%s: %w", m.name, err)
		}
	}
	return nil
}

func (l *lab) close() {
	for _, m := range l.machines {
		_ = unix.Close(m.ns)
	}
	l.machines = nil
}

func (m *machine) enter() error {
	if err := unix.Setns(m.ns, unix.CLONE_NEWNET); err != nil {
		return fmt.Errorf("entering %s: %w", m.name, err)
	}
	return nil
}

// wire joins two machines by a pair of interfaces. It is part of the script of the first, which must
// run before the second's.
func (m *machine) wire(own string, peer *machine, theirs string) {
	fmt.Fprintf(&m.ip, "link add %s type veth peer name %s netns /proc/%d/fd/%d\n", own, theirs, os.Getpid(), peer.ns)
}

// kernelSpeaks6 is false where Linux was started without IPv6: then no design is drawn with it.
func kernelSpeaks6() bool {
	_, err := os.Stat("/proc/sys/net/ipv6")
	return err == nil
}

type setting struct{ name, value string }

// settings keep what the kernel does of its own accord out of the way: filters on bridges, checks of
// the sender's route, redirects, addresses that it makes up, and waiting for somebody who has the same one.
var settings = []setting{
	{"bridge/bridge-nf-call-iptables", "0"},
	{"bridge/bridge-nf-call-ip6tables", "0"},
	{"ipv4/conf/all/rp_filter", "0"},
	{"ipv4/conf/default/rp_filter", "0"},
	{"ipv4/conf/all/send_redirects", "0"},
	{"ipv4/conf/default/send_redirects", "0"},
	{"ipv4/conf/all/accept_redirects", "0"},
	{"ipv6/conf/all/accept_redirects", "0"},
	{"ipv6/conf/default/accept_redirects", "0"},
	{"ipv6/conf/all/accept_ra", "0"},
	{"ipv6/conf/default/accept_ra", "0"},
	{"ipv6/conf/all/accept_dad", "0"},
	{"ipv6/conf/default/accept_dad", "0"},
	{"ipv6/conf/default/addr_gen_mode", "1"},
}

// start runs the machine's scripts.
func (m *machine) start() error {
	if err := m.enter(); err != nil {
		return err
	}
	if err := m.run(m.ip.String(), "ip", "-batch", "-"); err != nil {
		return err
	}
	if m.ip6.Len() > 0 {
		if err := m.run(m.ip6.String(), "ip", "-6", "-batch", "-"); err != nil {
			return err
		}
	}
	if m.nft.Len() == 0 {
		return nil
	}
	return m.run(m.nft.String(), "nft", "-f", "-")
}

// link6 gives an interface an IPv6 address, and one of its link, from which routers ask for neighbours.
func (m *machine) link6(dev, address string) {
	m.links++
	fmt.Fprintf(&m.ip, "addr add %s dev %s nodad\naddr add fe80::%x:%x/64 dev %s nodad\n", address, dev, m.ns, m.links, dev)
}

func set(name, value string) error {
	return os.WriteFile("/proc/sys/net/"+name, []byte(value), 0)
}

func (m *machine) run(script, tool string, args ...string) error {
	cmd := exec.Command(tool, args...)
	cmd.Stdin = strings.NewReader(script)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s in %s: %w\n%s\n%s", tool, m.name, err, bytes.TrimSpace(out), script)
	}
	return nil
}
