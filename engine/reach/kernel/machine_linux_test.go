package kernel_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"golang.org/x/sys/unix"
)

// A machine is a network namespace and what is to be set up in it.
type machine struct {
	name string
	ns   int
	// forwards: it passes on packets that are not for itself.
	forwards bool
	// ip and nft are the scripts of the two tools.
	ip, nft strings.Builder
}

// A lab is the machines of one design. The goroutine that makes it must be locked to its thread: the
// namespace belongs to the thread.
type lab struct{ machines []*machine }

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
	return m, nil
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

// settings keep what the kernel does of its own accord out of the way: filters on bridges, checks of
// the sender's route, redirects, and IPv6.
var settings = []struct{ name, value string }{
	{"bridge/bridge-nf-call-iptables", "0"},
	{"ipv4/conf/all/rp_filter", "0"},
	{"ipv4/conf/default/rp_filter", "0"},
	{"ipv4/conf/all/send_redirects", "0"},
	{"ipv4/conf/default/send_redirects", "0"},
	{"ipv4/conf/all/accept_redirects", "0"},
	{"ipv6/conf/all/disable_ipv6", "1"},
	{"ipv6/conf/default/disable_ipv6", "1"},
}

// start runs the machine's scripts.
func (m *machine) start() error {
	if err := m.enter(); err != nil {
		return err
	}
	for _, s := range settings {
		if err := set(s.name, s.value); err != nil && !os.IsNotExist(err) {
			return fmt.Errorf("%s: %w", m.name, err)
		}
	}
	if m.forwards {
		if err := set("ipv4/ip_forward", "1"); err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
	}
	if err := m.run(m.ip.String(), "ip", "-batch", "-"); err != nil {
		return err
	}
	if m.nft.Len() == 0 {
		return nil
	}
	return m.run(m.nft.String(), "nft", "-f", "-")
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
