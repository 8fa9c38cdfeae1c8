package svg

import (
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/internal/promise"
	"vpcanvas/engine/format/internal/randomdesign"
	"vpcanvas/engine/format/scene"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/template"
	"vpcanvas/internal/golden"
)

func TestEveryKindHasARow(t *testing.T) {
	rows := map[kind.Name]Mapping{}
	for _, m := range Table {
		rows[m.Kind] = m
	}
	if len(rows) != len(Table) {
		t.Error("a kind has two rows")
	}
	for _, k := range kind.All {
		m, ok := rows[k.Name]
		if !ok {
			t.Errorf("%s has no row in Table", k.Name)
			continue
		}
		if drawn := m.tone != nil && len(glyphs[m.glyph]) > 0; drawn == k.Hidden {
			t.Errorf("%s: a kind that is drawn has a tone and an icon, a hidden one neither", k.Name)
		}
	}
}

// The editor's icons are written down in TypeScript, one in each kind's view; the picture's must be
// the same.
func TestIconsAreTheEditors(t *testing.T) {
	icon := regexp.MustCompile(`(?s)glyph: \[(.*?)\]`)
	quoted := regexp.MustCompile(`"([^"]+)"`)
	for name, paths := range glyphs {
		raw, err := os.ReadFile("../../../web/src/views/" + name + ".ts")
		if err != nil {
			t.Fatal(err)
		}
		found := icon.FindStringSubmatch(string(raw))
		if found == nil {
			t.Errorf("the view of %s has no icon", name)
			continue
		}
		var editors []string
		for _, d := range quoted.FindAllStringSubmatch(found[1], -1) {
			editors = append(editors, d[1])
		}
		if diff := cmp.Diff(editors, paths); diff != "" {
			t.Errorf("%s differs from the editor's (-editor +picture):\n%s", name, diff)
		}
	}
}

// Each template's golden file has the picture of every stage.
func TestStages(t *testing.T) {
	for _, tmpl := range template.All {
		t.Run(tmpl.ID, func(t *testing.T) {
			golden.Archive(t, filepath.Join("testdata", tmpl.ID+".txtar"), promise.Stages(t, tmpl.ID+" as SVG", len(tmpl.Stages), tmpl.Build, Write))
		})
	}
}

// Everything that a picture may consist of. There is no script, no style sheet, no foreign content,
// no animation, no link, and no attribute that can name an address or hold code.
var (
	elements   = strings.Fields("svg title desc rect g path text")
	attributes = strings.Fields(`xmlns width height viewBox role font-family font-size font-weight fill stroke stroke-width stroke-dasharray
		stroke-linecap stroke-linejoin transform x y rx d text-anchor opacity`)
	drawing = regexp.MustCompile(`^[A-Za-z0-9#., ()/:-]*$`)
)

func TestPicturesAreInert(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := randomdesign.Draw(t)
		files, _ := Write(d, Extensions[0])
		if again, _ := Write(d, Extensions[0]); string(again[0].Data) != string(files[0].Data) {
			t.Fatal("two pictures of one design differ")
		}
		texts := inert(t, files[0].Data)
		s := scene.Of(d, design.MainView, scene.Style{})
		for _, i := range s.Items {
			if i.Kind != "" && !slices.Contains(texts, words(i)) {
				t.Errorf("%s is not named in the picture: %q", i.ID, words(i))
			}
		}
	})
}

// inert walks the whole picture and returns its texts.
func inert(t *rapid.T, picture []byte) []string {
	var texts []string
	dec := xml.NewDecoder(strings.NewReader(string(picture)))
	for {
		token, err := dec.Token()
		if err == io.EOF {
			return texts
		}
		if err != nil {
			t.Fatalf("the picture is not XML: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if !slices.Contains(elements, token.Name.Local) {
				t.Errorf("the picture has an element %s", token.Name.Local)
			}
			for _, a := range token.Attr {
				if !slices.Contains(attributes, a.Name.Local) || !drawing.MatchString(a.Value) {
					t.Errorf("%s has the attribute %s=%q", token.Name.Local, a.Name.Local, a.Value)
				}
			}
		case xml.CharData:
			texts = append(texts, string(token))
			if strings.TrimSpace(string(token)) != "" && scene.Visible(string(token)) != string(token) {
				t.Errorf("the text %q has characters that do not show", token)
			}
		case xml.Directive, xml.ProcInst, xml.Comment:
			t.Errorf("the picture holds %T", token)
		}
	}
}

func TestNotesAreWrapped(t *testing.T) {
	lines := wrapped("one two three four five six seven eight nine ten", 80, 3)
	if len(lines) != 3 || !strings.HasSuffix(lines[2], "…") {
		t.Errorf("the lines are %q", lines)
	}
	for _, l := range append(lines, wrapped(strings.Repeat("x", 500), 80, 9)...) {
		if scene.Width(l, 13) > 80 {
			t.Errorf("%q is wider than its note", l)
		}
	}
	if got := strings.Join(wrapped("a short note", 200, 4), "|"); got != "a short note" {
		t.Errorf("a short note became %q", got)
	}
}
