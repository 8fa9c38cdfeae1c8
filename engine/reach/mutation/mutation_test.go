// Package mutation_test checks the witnesses of the reachability core: a test that cannot fail proves
// nothing. Each mutant is a copy of the core with one mistake in a filter or a router. The copy is
// laid over the source by the compiler (go test -overlay), so the core has no hook for it.
package mutation_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A witness is tests that compare the walk with something else.
type witness struct {
	name string
	// dir is the package, beside this one, and tests the pattern of its tests.
	dir, tests string
	flags      []string
	// says is in the output of one that disagrees, and of none that fails for another reason.
	says string
}

// The seeds are fixed, so that what a witness catches once it always catches.
var (
	oracle = &witness{"oracle", "..", "^TestAgreesWithTheOracle(AcrossVPCs)?$", []string{"-rapid.checks=2000"}, "[rapid] failed after"}
	sets   = &witness{"sets", "..", "^Test(SetsAgreeWithTheWalker|PairsWalkedForOthersHoldForEach$)", []string{"-rapid.checks=150"}, "[rapid] failed after"}
	// revisions ask that an edit makes of an analysis what an analysis of the edited design says.
	revisions = &witness{"revisions", "../../verdict", "^TestRevisionsAgreeWithAnalyses$", []string{"-rapid.checks=400"}, "[rapid] failed after"}
	// recompiled ask that a network which takes over what no edit touched is the one that is compiled whole.
	recompiled = &witness{"recompiled", "..", "^Test(RecompiledNetworksAnswerAsCompiledOnes|NewBlocksTellHostsElsewhereApart)$", []string{"-rapid.checks=2000"}, "--- FAIL: Test"}
	// apart are designs in which one host must not speak for another.
	apart = &witness{"apart", "..", "^Test(TargetsAreToldApartFromTheirNeighbours|AnnouncedBlocksTellHostsApart|OwnBlocksTellHostsElsewhereApart|FamiliesNeverSpeakForEachOther|LinksLeadToNoPublicAddressOfAWS|NewBlocksTellHostsElsewhereApart)$", nil, "--- FAIL: Test"}
	// between are two VPCs that the internet joins over IPv6: chance seldom gives one of them an egress-only gateway alone.
	between = &witness{"between", "..", "^TestEgressOnlyBetweenVPCs$", nil, "--- FAIL: Test"}
	// takenOver are edits of one element that change what is said of another.
	takenOver = &witness{"taken over", "../../verdict", "^Test(EditedComparisonsSeeWhatLeavesTheOutside|FindingsFollowEditsElsewhere|KindsThatFollowEachOtherUnderOneID)$", nil, "--- FAIL: Test"}
	kernel    = &witness{"kernel", "../kernel", "^TestTheKernelAgrees$", nil, "the kernel disagrees"}
)

var witnesses = []*witness{oracle, sets, revisions, recompiled, apart, between, takenOver, kernel}

// usual are the mutants of an ordinary run, for witnesses that are quick. VPCANVAS_MUTANTS chooses others: "each"
// of them, those that a witness must notice by its name ("kernel"), or by a part of their description,
// and "none". With "all" every witness is asked about each.
var usual = []string{
	"network ACL: replies are not asked",
	"sets: neighbours meet the border",
	"internet gateway: private addresses outside are let in",
}

func (m *mutant) source(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", m.file))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(raw), m.old); n != 1 {
		t.Errorf("%s: %s holds %q %d times, not once: let the mutant follow the code", m.mistake, m.file, m.old, n)
	}
	return string(raw)
}

func TestEveryMutantFollowsTheCode(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range mutants {
		m.source(t)
		if seen[m.mistake] || m.by == nil || m.old == m.new {
			t.Errorf("%s: twice, without a witness or without a mistake", m.mistake)
		}
		seen[m.mistake] = true
	}
}

func TestMutantsAreCaught(t *testing.T) {
	if testing.Short() || os.Getenv("VPCANVAS_MUTANTS") == "none" {
		t.Skip("SKIPPED: every mutant is compiled")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("SKIPPED: mutants are compiled by the go command, which is not on the PATH")
	}
	wanted := os.Getenv("VPCANVAS_MUTANTS")
	chosen, caught, begun := 0, 0, time.Now()
	for _, m := range mutants {
		if !m.isChosen(wanted) {
			continue
		}
		chosen++
		by, err := m.witnessed(t, wanted == "all")
		switch {
		case err != nil:
			t.Errorf("%s: %v", m.mistake, err)
		case len(by) == 0:
			t.Errorf("%s: no witness notices", m.mistake)
		default:
			caught++
		}
		fmt.Printf("%-75s -> %s\n", m.mistake, strings.Join(by, ", "))
	}
	fmt.Printf("mutants: %d of %d caught, of %d in all; %.0f s\n", caught, chosen, len(mutants), time.Since(begun).Seconds())
	if chosen == 0 {
		t.Errorf("no mutant is called %q", wanted)
	}
}

func (m *mutant) isChosen(wanted string) bool {
	if wanted == "" {
		for _, u := range usual {
			if u == m.mistake {
				return true
			}
		}
		return false
	}
	return wanted == "all" || wanted == "each" || wanted == m.by.name || strings.Contains(m.mistake, wanted)
}

// witnessed compiles the mutant and lists the witnesses that notice: the one that must, or all of them.
func (m *mutant) witnessed(t *testing.T, all bool) ([]string, error) {
	t.Helper()
	dir := t.TempDir()
	overlay, err := m.overlay(t, dir)
	if err != nil {
		return nil, err
	}
	var by []string
	for _, w := range witnesses {
		if w != m.by && !all {
			continue
		}
		fails, err := w.notices(dir, overlay)
		if err != nil {
			return nil, err
		}
		if fails {
			by = append(by, w.name)
		} else if w == m.by {
			return nil, fmt.Errorf("the %s does not notice", w.name)
		}
	}
	return by, nil
}

// overlay writes the mutant and the file by which the compiler finds it.
func (m *mutant) overlay(t *testing.T, dir string) (string, error) {
	t.Helper()
	mutated := filepath.Join(dir, filepath.Base(m.file))
	if err := os.WriteFile(mutated, []byte(strings.Replace(m.source(t), m.old, m.new, 1)), 0o600); err != nil {
		return "", err
	}
	original, err := filepath.Abs(filepath.Join("..", m.file))
	if err != nil {
		return "", err
	}
	raw, err := json.Marshal(map[string]map[string]string{"Replace": {original: mutated}})
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, raw, 0o600)
}

// notices compiles a witness together with the mutant and reports whether it fails. A program that does
// not compile, or does not run at all, is an error.
func (w *witness) notices(dir, overlay string) (bool, error) {
	binary := filepath.Join(dir, filepath.Base(w.dir)+".test")
	if _, err := os.Stat(binary); err != nil {
		if out, err := exec.Command("go", "test", "-c", "-vet=off", "-ldflags=-s -w", "-overlay", overlay, "-o", binary, w.dir).CombinedOutput(); err != nil {
			return false, fmt.Errorf("it does not compile: %w\n%s", err, out)
		}
	}
	args := append([]string{"-test.v", "-test.timeout=10m", "-test.run=" + w.tests}, w.flags...)
	if w.flags != nil {
		args = append(args, "-rapid.seed=1", "-rapid.nofailfile", "-rapid.shrinktime=0s")
	}
	cmd := exec.Command(binary, args...)
	cmd.Dir = w.dir
	cmd.Env = append(os.Environ(), "VPCANVAS_KERNEL=200", "VPCANVAS_KERNEL_SEED=1")
	out, err := cmd.CombinedOutput()
	switch {
	case bytes.Contains(out, []byte("SKIPPED")):
		return false, fmt.Errorf("the %s cannot be asked here", w.name)
	case err != nil && bytes.Contains(out, []byte(w.says)):
		return true, nil
	case err != nil:
		return false, fmt.Errorf("the %s does not run: %w\n%s", w.name, err, out[max(0, len(out)-2000):])
	}
	return false, nil
}
