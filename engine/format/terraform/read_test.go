package terraform

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/drawn"
	"vpcanvas/engine/format/roundtrip"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/template"
)

// examples is how many random designs are read back.
var examples = flag.Int("read-examples", 60, "random designs that are written and read back")

// readBack is a design that was written and read.
func readBack(t rapid.TB, d *design.Design) (*design.Design, []exchange.File, []exchange.Loss) {
	files, losses := Write(d, ".tf")
	for _, f := range files {
		if len(f.Data) > 0 && !Detect(exchange.File{Name: "-", Data: f.Data}) && f.Name == "main.tf" && strings.Contains(string(f.Data), "resource") {
			t.Fatalf("%s is not detected", f.Name)
		}
	}
	back, unread, err := Read(files, exchange.Options{})
	if err != nil {
		t.Fatalf("%v\n%s", err, files[0].Data)
	}
	return back, files, append(losses, unread...)
}

// Each stage of each template, and a design with each property of each kind, comes back as it was.
func TestWhatIsWrittenComesBack(t *testing.T) {
	for _, tmpl := range template.All {
		for stage := range tmpl.Stages {
			d, err := tmpl.Build(stage + 1)
			if err != nil {
				t.Fatal(err)
			}
			t.Run(fmt.Sprintf("%s-%d", tmpl.ID, stage+1), func(t *testing.T) { comesBack(t, d) })
		}
	}
	for name, d := range map[string]*design.Design{"everything": everything(t), "two scopes": twoScopes(t), "connected": drawn.Connected(t), "apart": drawn.Apart(t), "refused": drawn.Refused(t), "oddities": oddities(t), "nothing fits": nothingFits(t)} {
		t.Run(name, func(t *testing.T) { comesBack(t, d) })
	}
}

// comesBack holds a design against what its module is read as: the same elements but for those that the
// losses list, and the same module when it is written again.
func comesBack(t rapid.TB, d *design.Design) {
	back, files, losses := readBack(t, d)
	r := roundtrip.Check(d, files, losses, Read)
	for _, c := range r.Changes {
		if !c.Listed {
			t.Errorf("%s, and no loss says so (%s)", c.Text.EN, c.Element)
		}
	}
	again, _ := Write(back, ".tf")
	if !slices.ContainsFunc(losses, func(l exchange.Loss) bool { return !l.Note }) {
		for i, f := range files {
			if diff := cmp.Diff(string(f.Data), string(again[i].Data)); diff != "" {
				t.Errorf("%s is written anew in another way: %s", f.Name, diff)
			}
		}
	}
}

// Random designs, sound or not, come back as far as their modules say them.
func TestRandomDesignsComeBack(t *testing.T) {
	for n, d := range drawn.Examples(*examples) {
		t.Run(fmt.Sprint(n), func(t *testing.T) { comesBack(t, d) })
	}
}

// The matrix of verdicts is the same before and after, for every template and stage.
func TestVerdictsComeBack(t *testing.T) {
	for _, tmpl := range template.All {
		for stage := range tmpl.Stages {
			d, err := tmpl.Build(stage + 1)
			if err != nil {
				t.Fatal(err)
			}
			sameVerdicts(t, fmt.Sprintf("%s-%d", tmpl.ID, stage+1), d)
		}
	}
	for name, d := range map[string]*design.Design{"everything": everything(t), "two scopes": twoScopes(t), "connected": drawn.Connected(t), "apart": drawn.Apart(t)} {
		sameVerdicts(t, name, d)
	}
}

func sameVerdicts(t rapid.TB, name string, d *design.Design) {
	t.Helper()
	_, files, losses := readBack(t, d)
	r := roundtrip.Check(d, files, losses, Read)
	for _, l := range r.Lines {
		t.Errorf("%s: another verdict: %s", name, l.EN)
	}
}

// Networks as companies build them have the same verdicts when they come back.
func TestVerdictsOfRealisticNetworks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := sample.Realistic(rapid.Uint64().Draw(t, "seed"), rapid.IntRange(10, 30).Draw(t, "resources")).D
		sameVerdicts(t, "realistic", d)
	})
}
