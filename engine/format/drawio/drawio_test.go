package drawio

import (
	"encoding/xml"
	"fmt"
	"html"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

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
		if _, ok := rows[m.Kind]; ok {
			t.Errorf("%s has two rows", m.Kind)
		}
		rows[m.Kind] = m
	}
	for _, k := range kind.All {
		m, ok := rows[k.Name]
		if !ok {
			t.Errorf("%s has no row in Table", k.Name)
		}
		if (m.Look == nil) != k.Hidden || (m.Look == nil) != (len(m.Stencils) == 0) {
			t.Errorf("%s: a kind that is drawn has a look and its stencils, a hidden one neither", k.Name)
		}
	}
}

// oldStencils are the names that the editor has had since 2021 at least: an unknown one is drawn as
// a solid block, without a word.
var oldStencils = strings.Fields(`group_aws_cloud_alt group_aws_cloud group_region group_vpc group_security_group group_auto_scaling_group
	group_ec2_instance_contents group_corporate_data_center group_on_premise instance2 instances elastic_network_interface elastic_ip_address
	internet_gateway nat_gateway vpn_gateway customer_gateway vpn_connection peering endpoint endpoints route_table router network_access_control_list
	flow_logs application_load_balancer network_load_balancer gateway_load_balancer classic_load_balancer rds_instance lambda_function ecs_task
	ecs_service redshift elasticache s3 dynamodb general direct_connect bucket hosted_zone corporate_data_center internet internet_alt2 user users client traditional_server generic_firewall`)

func TestShapesExistInOldEditors(t *testing.T) {
	names := regexp.MustCompile(`mxgraph\.aws4\.(\w+)`)
	for _, m := range Table {
		if m.Look == nil {
			continue
		}
		for _, found := range names.FindAllStringSubmatch(m.Look(scene.Item{Kind: m.Kind, Shape: scene.Node}).String(), -1) {
			if found[1] != "group" && found[1] != "resourceIcon" && !slices.Contains(m.Stencils, found[1]) {
				t.Errorf("%s: the look uses %s, which its row does not list", m.Kind, found[1])
			}
		}
		for _, name := range m.Stencils {
			if !slices.Contains(oldStencils, name) {
				t.Errorf("%s: %s is not known to be in every editor", m.Kind, name)
			}
		}
	}
}

// 4.5 to 1 is the least contrast of text that people are said to read.
func TestLabelsCanBeRead(t *testing.T) {
	for _, c := range [][2]string{
		{purpleDark, white},
		{tealDark, white},
		{publicDark, publicFill},
		{blueDark, privateFill},
		{blueDark, white},
		{ink, white},
		{ink, publicFill},
		{ink, privateFill},
		{ink, noteFill},
		{red, white},
	} {
		if got := contrast(c[0], c[1]); got < 4.5 {
			t.Errorf("%s on %s has a contrast of %.2f", c[0], c[1], got)
		}
	}
}

func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(colour string) float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			panic(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// Each template's golden file has the export of every stage.
func TestStages(t *testing.T) {
	for _, tmpl := range template.All {
		t.Run(tmpl.ID, func(t *testing.T) {
			golden.Archive(t, filepath.Join("testdata", tmpl.ID+".txtar"), promise.Stages(t, tmpl.ID+" as draw.io", len(tmpl.Stages), tmpl.Build, Write))
		})
	}
}

func TestFilesHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := randomdesign.Draw(t)
		files, _ := Write(d, Extensions[0])
		if again, _ := Write(d, Extensions[0]); string(again[0].Data) != string(files[0].Data) {
			t.Fatal("two exports of one design differ")
		}
		var f mxFile
		if err := xml.Unmarshal(files[0].Data, &f); err != nil {
			t.Fatalf("the file is not XML: %v", err)
		}
		cells := structure(t, f)
		geometryHolds(t, d, cells)
		labelsAreText(t, cells)
		readsBack(t, d, files[0].Data)
	})
}

type tester interface {
	Errorf(string, ...any)
	Fatalf(string, ...any)
}

// structure checks ids, parents, ends and the order of painting.
func structure(t tester, f mxFile) map[string]object {
	cells := map[string]object{}
	for _, bare := range f.Diagram.Model.Root.Bare {
		cells[bare.ID] = object{ID: bare.ID, Cell: bare}
	}
	arrows := false
	for _, o := range f.Diagram.Model.Root.Objects {
		if _, ok := cells[o.ID]; ok {
			t.Errorf("the id %s stands twice", o.ID)
		}
		if _, ok := cells[o.Cell.Parent]; !ok {
			t.Errorf("%s: its parent %q does not stand before it", o.ID, o.Cell.Parent)
		}
		cells[o.ID] = o
		if o.Cell.Edge == "1" {
			arrows = true
			if cells[o.Cell.Source].Cell.Vertex == "" || cells[o.Cell.Target].Cell.Vertex == "" {
				t.Errorf("%s: its ends %q and %q are no shapes", o.ID, o.Cell.Source, o.Cell.Target)
			}
		} else if arrows {
			t.Errorf("%s comes behind an arrow and would be painted over it", o.ID)
		}
		if (o.Cell.Geometry == nil) != (o.ID == dataID) {
			t.Errorf("%s: every cell but a layer has a geometry", o.ID)
		}
		if id := attribute(o, "id"); o.ID != dataID && id != o.ID {
			t.Errorf("%s says that its id is %q", o.ID, id)
		}
	}
	return cells
}

func attribute(o object, name string) string {
	for _, a := range o.Own {
		if a.Name.Local == prefix+name {
			return a.Value
		}
	}
	return ""
}

// geometryHolds checks that shapes lie inside their parents, and apart from each other where nobody
// placed them.
func geometryHolds(t tester, d *design.Design, cells map[string]object) {
	byParent := map[string][]string{}
	for _, row := range kind.Sorted(cells) {
		o := row.Value
		if o.Cell.Vertex == "" {
			continue
		}
		byParent[o.Cell.Parent] = append(byParent[o.Cell.Parent], o.ID)
		owner := cells[o.Cell.Parent]
		if owner.Cell.Vertex == "" {
			continue
		}
		in, out := rectOf(o), rectOf(owner)
		if !(scene.Rect{W: out.W, H: out.H}).Holds(in) {
			t.Errorf("%s %+v is outside %s %+v", o.ID, in, owner.ID, out)
		}
		if !strings.Contains(owner.Cell.Style, "container=1;") || !strings.Contains(owner.Cell.Style, "pointerEvents=0;") {
			t.Errorf("%s holds %s but is no container, or catches the clicks inside it", owner.ID, o.ID)
		}
	}
	if len(d.Views[design.MainView].Places) > 0 {
		return
	}
	for _, ids := range byParent {
		for i, a := range ids {
			for _, b := range ids[i+1:] {
				if overlap(rectOf(cells[a]), rectOf(cells[b])) && !gateOf(d, a, b) && !gateOf(d, b, a) {
					t.Errorf("%s overlaps %s", a, b)
				}
			}
		}
	}
}

func gateOf(d *design.Design, gateway, vpc string) bool {
	r := d.Resources[gateway]
	return r != nil && vpc != "" && r.AttachedTo() == vpc
}

func overlap(a, b scene.Rect) bool {
	return a.X < b.Right() && b.X < a.Right() && a.Y < b.Bottom() && b.Y < a.Bottom()
}

func rectOf(o object) scene.Rect {
	number := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil {
			panic(err)
		}
		return n
	}
	g := o.Cell.Geometry
	return scene.Rect{X: number(g.X), Y: number(g.Y), W: g.Width, H: g.Height}
}

var ownMarkup = regexp.MustCompile(`</?b>|<br>`)

// labelsAreText checks that a label holds no markup but ours, and that styles hold nothing of a name.
func labelsAreText(t tester, cells map[string]object) {
	for _, row := range kind.Sorted(cells) {
		o := row.Value
		if rest := ownMarkup.ReplaceAllString(o.Label, ""); strings.ContainsAny(rest, "<>\"'") {
			t.Errorf("%s: the label %q holds markup", o.ID, o.Label)
		}
		name := attribute(o, "name")
		if shown := html.UnescapeString(ownMarkup.ReplaceAllString(o.Label, "\n")); name != "" && o.Cell.Parent != dataID &&
			!strings.Contains(shown, name) && !strings.Contains(shown, "…") {
			t.Errorf("%s is called %q but is labelled %q", o.ID, name, shown)
		}
		if strings.Contains(o.Cell.Style, "javascript") || strings.Contains(o.Cell.Style, "image=") {
			t.Errorf("%s: a name stands in the style %q", o.ID, o.Cell.Style)
		}
	}
}

// readsBack reads the file: it must give the same bytes, and nothing to say.
func readsBack(t tester, d *design.Design, data []byte) {
	back, said := read(t, string(data))
	if len(said) > 0 {
		t.Errorf("an untouched file loses %q", said)
	}
	same(t, d, back)
}

// A shape that a person moved shows: its place is no longer the one that it was written with.
func TestPlacesAreWrittenBesideTheGeometry(t *testing.T) {
	d, err := template.Get("web-and-db").Build(1)
	if err != nil {
		t.Fatal(err)
	}
	files, _ := Write(d, Extensions[0])
	var f mxFile
	if err := xml.Unmarshal(files[0].Data, &f); err != nil {
		t.Fatal(err)
	}
	for _, o := range f.Diagram.Model.Root.Objects {
		if o.Cell.Vertex == "" || o.Cell.Parent == dataID {
			continue
		}
		r := rectOf(o)
		if want := fmt.Sprintf("%d %d %d %d", r.X, r.Y, r.W, r.H); attribute(o, "place") != want {
			t.Errorf("%s: the place is %q, the geometry %q", o.ID, attribute(o, "place"), want)
		}
		if attribute(o, "label") != o.Label {
			t.Errorf("%s: the label is kept as %q, shown as %q", o.ID, attribute(o, "label"), o.Label)
		}
	}
}
