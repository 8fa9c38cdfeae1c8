package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	// childDir makes the test binary a server under load instead of a test run.
	childDir = "VPCANVAS_TEST_KILL_DIR"
	// childRound keeps the actors of one child apart from those before it.
	childRound = "VPCANVAS_TEST_KILL_ROUND"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		load(dir, os.Getenv(childRound))
		return
	}
	os.Exit(m.Run())
}

// load appends without end and prints each edit once it is acknowledged.
func load(dir, round string) {
	s, err := Open(context.Background(), dir, Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for w := range 12 {
		go func() {
			diagram, actor := []string{diagramA, diagramB}[w%2], fmt.Sprintf("round%s-%d", round, w)
			for seq := int64(1); ; seq++ {
				e := edit(actor, seq)
				if seq%7 == 0 {
					e.Snapshot = []byte(`{"replaced":true}`)
				}
				receipts, err := s.Append(context.Background(), diagram, []Edit{e})
				if err != nil {
					fmt.Fprintln(os.Stderr, err)
					os.Exit(1)
				}
				os.Stdout.WriteString(fmt.Sprintf("%s %s %d %d\n", diagram, actor, seq, receipts[0].Rev))
			}
		}()
	}
	select {}
}

type acked struct {
	diagram, actor string
	seq, rev       int64
}

// TestNothingAcknowledgedIsLost kills a real process in the midst of its commits,
// again and again on the same data, and looks for every edit that it acknowledged.
func TestNothingAcknowledgedIsLost(t *testing.T) {
	const kills = 10
	dir := t.TempDir()
	s := openTest(t, dir, Options{})
	create(t, s, diagramA)
	create(t, s, diagramB)
	s.Close()
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	var all []acked
	for round := range kills {
		got := killUnderLoad(t, dir, round, 1+rng.IntN(150), time.Duration(rng.IntN(8000))*time.Microsecond)
		all = append(all, got...)
		verify(t, dir, all)
	}
	t.Logf("%d edits were acknowledged before %d kills", len(all), kills)
	if len(all) < kills {
		t.Errorf("only %d edits in %d rounds: the load was none", len(all), kills)
	}
}

// killUnderLoad ends a child a moment after its n-th acknowledged edit.
func killUnderLoad(t *testing.T, dir string, round, n int, moment time.Duration) []acked {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childDir+"="+dir, fmt.Sprintf("%s=%d", childRound, round))
	var complaint strings.Builder
	child.Stderr = &complaint
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var once sync.Once
	kill := func() { once.Do(func() { time.AfterFunc(moment, func() { child.Process.Kill() }) }) }
	var got []acked
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			break // the rest of a line cut by the kill was never received
		}
		var a acked
		if _, err := fmt.Sscanf(line, "%s %s %d %d", &a.diagram, &a.actor, &a.seq, &a.rev); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if got = append(got, a); len(got) >= n {
			kill()
		}
	}
	if err := child.Wait(); err == nil || complaint.Len() > 0 {
		t.Fatalf("the child ended by itself: %v %s", err, complaint.String())
	}
	return got
}

func verify(t *testing.T, dir string, all []acked) {
	t.Helper()
	s := openTest(t, dir, Options{})
	defer s.Close()
	var verdict string
	if err := s.readers.QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Fatalf("integrity: %s, %v", verdict, err)
	}
	logs := map[string][]Edit{}
	for _, diagram := range []string{diagramA, diagramB} {
		edits, err := s.Edits(t.Context(), diagram, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		wantHead(t, s, diagram, int64(len(edits)))
		if _, err := s.Load(t.Context(), diagram, Head); err != nil {
			t.Fatal(err)
		}
		logs[diagram] = edits
	}
	for _, a := range all {
		log := logs[a.diagram]
		if a.rev > int64(len(log)) || log[a.rev-1].Actor != a.actor || log[a.rev-1].Seq != a.seq {
			t.Fatalf("lost: %+v", a)
		}
	}
	if len(all) > 0 {
		last := all[len(all)-1]
		receipts := mustAppend(t, s, last.diagram, edit(last.actor, last.seq))
		wantSame(t, receipts, []Receipt{{Rev: last.rev, Again: true}})
	}
}
