package cloudformation

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/drawn"
	"vpcanvas/engine/format/roundtrip"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/template"
)

// readBack writes a design and reads the files.
func readBack(t testing.TB, d *design.Design, ext string) (*design.Design, []exchange.File, []exchange.Loss) {
	t.Helper()
	files, losses := Write(d, ext)
	if len(files) == 0 {
		return nil, nil, losses
	}
	for _, f := range files {
		if !Detect(f) {
			t.Fatalf("%s is not known as a template", f.Name)
		}
	}
	got, notRead, err := Read(files, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range notRead {
		if !l.Note {
			t.Errorf("our own file: %s", l.Text.EN)
		}
	}
	return got, files, losses
}

// A template's stages come back as they were: the same elements with the same properties, and the same
// answer for every pair of ends.
func TestTemplateStagesComeBack(t *testing.T) {
	for _, tmpl := range template.All {
		for stage := range tmpl.Stages {
			for _, ext := range Extensions {
				t.Run(fmt.Sprintf("%s-%d%s", tmpl.ID, stage+1, ext), func(t *testing.T) {
					d, err := tmpl.Build(stage + 1)
					if err != nil {
						t.Fatal(err)
					}
					comesBack(t, d, ext)
				})
			}
		}
	}
}

func TestKnownDesignsComeBack(t *testing.T) {
	for name, d := range map[string]*design.Design{"everything": everything(t), "connected": drawn.Connected(t), "apart": drawn.Apart(t)} {
		for _, ext := range Extensions {
			t.Run(name+ext, func(t *testing.T) { comesBack(t, d, ext) })
		}
	}
}

func comesBack(t *testing.T, d *design.Design, ext string) {
	t.Helper()
	_, files, losses := readBack(t, d, ext)
	if len(files) == 0 {
		return
	}
	r := roundtrip.Check(d, files, losses, Read)
	for _, l := range r.Lines {
		t.Errorf("another verdict: %s", l.EN)
	}
	isWhole := !slices.ContainsFunc(losses, func(l exchange.Loss) bool { return !l.Note })
	for _, c := range r.Changes {
		if isWhole || !c.Listed {
			t.Error(c.Text.EN)
		}
	}
}

// Whatever is drawn: what was written of it is read, so that writing it again gives the same bytes.
func TestKnownDesignsAreWrittenAgain(t *testing.T) {
	connected := drawn.Connected(t)
	for _, r := range connected.Resources {
		if p, ok := r.Props.(*kind.GatewayEndpoint); ok && p.Policy != "" {
			p.Policy = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}}`
		}
	}
	for i, d := range []*design.Design{everything(t), connected, drawn.Apart(t)} {
		writesAgain(t, fmt.Sprint(i), d)
	}
}

func writesAgain(t interface {
	testing.TB
}, name string, d *design.Design,
) {
	t.Helper()
	for _, ext := range Extensions {
		got, files, _ := readBack(t, d, ext)
		if got == nil {
			return
		}
		again, _ := Write(got, ext)
		if len(again) != len(files) {
			t.Fatalf("%s: %d files became %d", name, len(files), len(again))
		}
		for n := range files {
			if !bytes.Equal(files[n].Data, again[n].Data) {
				t.Errorf("%s: %s is written otherwise after it was read (-first +again):\n%.6000s", name, files[n].Name, cmp.Diff(strings.Split(string(files[n].Data), "\n"), strings.Split(string(again[n].Data), "\n")))
				return
			}
		}
	}
}

// Whatever is drawn: what a template could say of it comes back, and then comes back the same for ever.
func TestRandomDesignsComeBack(t *testing.T) {
	for i, d := range drawn.Examples(samples) {
		once, _, _ := readBack(t, d, Extensions[i%len(Extensions)])
		if once == nil {
			continue
		}
		for _, row := range kind.Sorted(once.Resources) {
			before, isThere := d.Resources[row.Key]
			if !isThere && row.Value.Kind != kind.CorporateNetworkKind || isThere && before.Kind != row.Value.Kind {
				t.Errorf("design %d: %s %s was not drawn", i, row.Value.Kind, row.Key)
			}
		}
		twice, _, _ := readBack(t, once, ".yaml")
		if twice == nil {
			continue
		}
		files, losses := Write(twice, ".json")
		if r := roundtrip.Check(twice, files, losses, Read); !r.SameVerdicts() || len(r.Changes) > 0 {
			t.Errorf("design %d came back otherwise: %s %v %v", i, r.Summary().EN, r.Lines, r.Changes)
		}
	}
}
