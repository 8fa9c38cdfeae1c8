package kernel_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"vpcanvas/engine/design"
	"vpcanvas/engine/reach"
)

// usualDesigns is how many designs a run builds unless VPCANVAS_KERNEL names another number;
// VPCANVAS_KERNEL_SEED is the seed of the first, 1 unless named.
//
// A usual run builds no further design after usualTime: a machine that is busy takes fewer.
const (
	usualDesigns = 40
	usualTime    = 35 * time.Second
)

// quiet is how long nothing comes before what is outstanding counts as lost. On a machine that is busy
// with something else that may be too early: what contradicts the core is asked again, with patience.
const (
	quiet    = 120 * time.Millisecond
	patience = 2 * time.Second
)

// A tally counts what was compared.
type tally struct {
	designs, probes, retried int
	// sixes are the probes over IPv6, and answered6 those of them with an answer.
	sixes, answered6 int
	// directions are the blocked datagrams of which the way there was told from the way back.
	directions int
	came, lost map[reach.Verdict]int
}

func newTally() *tally { return &tally{came: map[reach.Verdict]int{}, lost: map[reach.Verdict]int{}} }

func (c *tally) add(v reach.Verdict, came bool) {
	if came {
		c.came[v]++
	} else {
		c.lost[v]++
	}
}

func (c *tally) join(o *tally) {
	c.designs, c.probes, c.retried, c.directions = c.designs+o.designs, c.probes+o.probes, c.retried+o.retried, c.directions+o.directions
	c.sixes, c.answered6 = c.sixes+o.sixes, c.answered6+o.answered6
	for _, v := range verdicts {
		c.came[v] += o.came[v]
		c.lost[v] += o.lost[v]
	}
}

var verdicts = []reach.Verdict{reach.Reachable, reach.Partly, reach.Blocked, reach.Unknown}

func (c *tally) String() string {
	s := fmt.Sprintf("%d designs, %d probes (%d asked twice), %d of them over IPv6 (%d answered), %d blocked datagrams with their direction", c.designs, c.probes, c.retried, c.sixes, c.answered6, c.directions)
	for _, v := range verdicts {
		s += fmt.Sprintf("; %s: %d answered, %d not", v, c.came[v], c.lost[v])
	}
	return s
}

// semantics 1, 2, 8, 9, 11, 14, 15, 22 to 29, 31, 32, 34 to 39, 42, 45 to 57, 63 to 66, 68 to 70, 72 to 76, 148, 151, 154
func TestTheKernelAgrees(t *testing.T) {
	needsKernel(t)
	count, first := numberFrom(t, "VPCANVAS_KERNEL", usualDesigns), numberFrom(t, "VPCANVAS_KERNEL_SEED", 1)
	seeds := make(chan uint64)
	var wg sync.WaitGroup
	var mu sync.Mutex
	all, begun := newTally(), time.Now()
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			runtime.LockOSThread() // for good: the thread ends in another namespace, and with the goroutine
			for seed := range seeds {
				one, err := examine(seed)
				mu.Lock()
				all.join(one)
				if err != nil {
					t.Errorf("seed %d: %v", seed, err)
				}
				mu.Unlock()
			}
		})
	}
	for i := range count {
		if t.Failed() || os.Getenv("VPCANVAS_KERNEL") == "" && time.Since(begun) > usualTime {
			break // one failure is enough to look into
		}
		seeds <- uint64(first + i)
	}
	close(seeds)
	wg.Wait()
	fmt.Printf("the kernel: %s; %.1f s\n", all, time.Since(begun).Seconds())
	if !t.Failed() && all.designs >= usualDesigns && (kernelSpeaks6() && all.answered6 == 0 || all.came[reach.Reachable] == 0 || all.came[reach.Partly] == 0 || all.lost[reach.Partly] == 0 || all.lost[reach.Blocked] == 0) {
		t.Error("some verdict was never put to the test")
	}
}

// needsKernel skips aloud where namespaces cannot be made.
func needsKernel(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("SKIPPED: the kernel as a witness needs root, to make network namespaces")
	}
	for _, tool := range []string{"ip", "nft"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("SKIPPED: the kernel as a witness needs %s (Debian's packages iproute2 and nftables)", tool)
		}
	}
	refused := make(chan error)
	go func() {
		runtime.LockOSThread()
		l := &lab{}
		defer l.close()
		m, err := l.machine("a try", true)
		if err == nil {
			m.ip.WriteString("link add b0 type bridge\nlink add v0 type veth peer name v1\n")
			m.nft.WriteString("table ip try {\nchain c {\ntype nat hook postrouting priority srcnat\nct state new accept\n}\n}\n")
			err = m.start()
		}
		refused <- err
	}()
	if err := <-refused; err != nil {
		t.Skipf("SKIPPED: the kernel as a witness needs namespaces, bridges, veth and nftables: %v", err)
	}
}

func numberFrom(t *testing.T, name string, usual int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// examine builds one design and compares every answer with what came back.
func examine(seed uint64) (*tally, error) {
	count := newTally()
	p := draw(seed)
	l := &lab{six: p.speaks6()}
	defer l.close()
	w, err := build(p, l)
	if err != nil {
		return count, err
	}
	s, err := w.answers()
	if err != nil {
		return count, err
	}
	defer s.close()
	all := w.encounters(chance{Rand: rand.New(rand.NewPCG(seed, 1))})
	if err := s.ask(probesOf(all), quiet); err != nil {
		return count, err
	}
	count.designs, count.probes = 1, len(probesOf(all))
	net := reach.Compile(p.net.D)
	c := &court{w: w, net: net, matrix: net.Matrix(), count: newTally()}
	for _, e := range all {
		if d := c.judge(e); d != nil {
			count.retried += len(d.probes)
			if err := s.ask(d.probes, patience); err != nil {
				return count, err
			}
			if d := c.judge(e); d != nil {
				return count, errors.Join(d, errors.New(described(p)))
			}
		}
	}
	for _, p := range probesOf(all) {
		if p.dst.Is6() {
			count.sixes++
			if p.answered {
				count.answered6++
			}
		}
	}
	c.count.join(count)
	return c.count, nil
}

func probesOf(all []*encounter) []*probe {
	var probes []*probe
	for _, e := range all {
		probes = append(probes, e.private...)
		probes = append(probes, e.public...)
	}
	return probes
}

func described(p *plan) string {
	raw, err := design.Encode(p.net.D)
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("public addresses %v, ports of NAT gateways %d-%d, design %s", p.public, p.natFirst, p.natLast, raw)
}
