package drawio

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/promise"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/layout"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/template"
)

func read(t tester, data string) (*design.Design, []string) {
	d, found, err := Read([]exchange.File{{Name: FileName, Data: []byte(data)}}, exchange.Options{})
	if err != nil {
		t.Fatalf("the file is refused: %v", err)
	}
	said := []string{}
	for _, l := range found {
		if l.Text.JA == "" {
			t.Errorf("%q is said in English only", l.Text.EN)
		}
		said = append(said, l.Text.EN)
	}
	return d, said
}

func written(d *design.Design) string {
	files, _ := Write(d, Extensions[0])
	return string(files[0].Data)
}

func same(t tester, want, got *design.Design) {
	a, _ := design.Encode(want)
	b, _ := design.Encode(got)
	if diff := cmp.Diff(string(a), string(b)); diff != "" {
		t.Errorf("the design reads back otherwise (-want +got):\n%s", diff)
	}
}

// sameMatrix compares who may talk to whom, pair by pair.
func sameMatrix(t tester, want, got *design.Design) {
	rows := func(d *design.Design) map[[2]string]netset.Three {
		all := map[[2]string]netset.Three{}
		for row := range reach.Compile(d).Matrix().Rows() {
			all[[2]string{row.From.ID, row.To.ID}] = row.Allowed
		}
		return all
	}
	a, b := rows(want), rows(got)
	if len(a) != len(b) {
		t.Errorf("%d pairs talk, %d before", len(b), len(a))
	}
	for pair, three := range a {
		if !three.Surely.Equal(b[pair].Surely) || !three.Possibly.Equal(b[pair].Possibly) {
			t.Errorf("%v has another verdict", pair)
		}
	}
}

func build(t *testing.T, id string, stage int) *design.Design {
	t.Helper()
	d, err := template.Get(id).Build(stage)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// packed is a file as the editor writes it with compression.
func packed(t tester, data string) string {
	m := regexp.MustCompile(`(?s)<mxGraphModel.*</mxGraphModel>`).FindString(data)
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatalf("%v", err)
	}
	_, _ = w.Write([]byte(strings.ReplaceAll(url.QueryEscape(m), "+", "%20")))
	_ = w.Close()
	return strings.Replace(data, m, base64.StdEncoding.EncodeToString(b.Bytes()), 1)
}

func TestEveryStageComesBack(t *testing.T) {
	for _, tmpl := range template.All {
		for i := range tmpl.Stages {
			d := build(t, tmpl.ID, i+1)
			for name, data := range map[string]string{"plain": written(d), "packed": packed(t, written(d))} {
				back, said := read(t, data)
				if len(said) > 0 {
					t.Errorf("%s, stage %d, %s: an untouched file loses %q", tmpl.ID, i+1, name, said)
				}
				same(t, d, back)
				sameMatrix(t, d, back)
			}
		}
	}
}

// ids are the resources of a kind.
func ids(t *testing.T, d *design.Design, k kind.Name) []string {
	t.Helper()
	var found []string
	for _, row := range kind.Sorted(d.Resources) {
		if row.Value.Kind == k {
			found = append(found, row.Key)
		}
	}
	if len(found) == 0 {
		t.Fatalf("the design has no %s", k)
	}
	return found
}

// object is the text of one object of a file, to be edited as the editor would.
func textOf(t *testing.T, data, id string) string {
	t.Helper()
	m := regexp.MustCompile(`(?s)\s*<object id="` + id + `".*?</object>`).FindString(data)
	if m == "" {
		t.Fatalf("%s is not in the file", id)
	}
	return m
}

func change(t *testing.T, data, id string, pairs ...string) string {
	t.Helper()
	old := textOf(t, data, id)
	now := old
	for i := 0; i < len(pairs); i += 2 {
		m := regexp.MustCompile(pairs[i])
		if !m.MatchString(now) {
			t.Fatalf("%s: %q is not in %s", id, pairs[i], now)
		}
		now = m.ReplaceAllString(now, pairs[i+1])
	}
	return strings.Replace(data, old, now, 1)
}

func TestARenameIsTakenOver(t *testing.T) {
	d := build(t, "web-and-db", 3)
	id := ids(t, d, kind.InstanceKind)[0]
	data := change(t, written(d), id, ` label="[^"]*"`, ` label="&lt;div&gt;&lt;b&gt;Shop &amp;amp; Co&lt;/b&gt;&lt;/div&gt;"`)
	back, said := read(t, data)
	if got := back.Resources[id].Name; got != "Shop & Co" {
		t.Errorf("it is called %q", got)
	}
	if back.Resources[id].ExportName != d.Resources[id].ExportName || len(said) > 0 {
		t.Errorf("a rename changes no more than the name: %q", said)
	}
	subnet := ids(t, d, kind.SubnetKind)[0]
	back, said = read(t, change(t, written(d), subnet, `( label="&lt;b&gt;)[^&]*`, `${1}Front`))
	if got := back.Resources[subnet].Name; got != "Front" || len(said) > 0 {
		t.Errorf("the subnet is called %q: %q", got, said)
	}
	sameMatrix(t, d, back)
}

func TestTheLabelsOfAShape(t *testing.T) {
	for _, c := range []struct {
		written, shown, name string
		changed, second      bool
	}{
		{"web<br>10.0.0.4", "web<br>10.0.0.4", "web", false, false},
		{"web<br>10.0.0.4", "app<br>10.0.0.4", "app", true, false},
		{"web<br>10.0.0.4", "app", "app", true, false},
		{"web<br>10.0.0.4", "web<br>10.0.0.9", "web", false, true},
		{"web<br>10.0.0.4", "", "", true, false},
		{"<br>10.0.0.4", "web<br>10.0.0.4", "web", true, false},
		{"<br>10.0.0.4", "10.0.0.4", "", false, false},
		{"igw (detached)", "gate (detached)", "gate", true, false},
		{"<b>a</b> · Public subnet<br>10.0.0.0/24", "<p>b · Public subnet</p><p>10.0.0.0/24</p>", "b", true, false},
		{"a", "&lt;script&gt;", "<script>", true, false},
	} {
		name, changed, second := renamed(c.written, c.shown)
		if name != c.name || changed != c.changed || second != c.second {
			t.Errorf("%q to %q: %q %v %v", c.written, c.shown, name, changed, second)
		}
	}
}

func TestAMoveIsTakenOver(t *testing.T) {
	d := build(t, "web-and-db", 3)
	id := ids(t, d, kind.InstanceKind)[0]
	var other string
	for _, s := range ids(t, d, kind.SubnetKind) {
		if s != d.Resources[id].Parent {
			other = s
		}
	}
	data := change(t, written(d), id, ` parent="[a-z0-9-]+">`, ` parent="`+other+`">`, `x="\d+" y="\d+"`, `x="70.4" y="90"`)
	back, said := read(t, data)
	if got := back.Resources[id].Parent; got != other || len(said) > 0 {
		t.Errorf("it lies in %s, not %s: %q", got, other, said)
	}
	if p := back.Views[design.MainView].Places[id]; p.X != 70-(p.W-iconSize)/2 || p.Y != 90 {
		t.Errorf("its place is %+v", p)
	}
	// A subnet holds no subnet: it stays, and that is said.
	subnets := ids(t, d, kind.SubnetKind)
	_, said = read(t, change(t, written(d), id, ` parent="[a-z0-9-]+">`, ` parent="1">`))
	if len(said) != 1 || !strings.Contains(said[0], "cannot lie in") {
		t.Errorf("an instance on the canvas: %q", said)
	}
	if len(subnets) > 1 {
		back, _ = read(t, change(t, written(d), subnets[0], ` parent="[a-z0-9-]+">`, ` parent="`+subnets[1]+`">`))
		if back.Resources[subnets[0]].Parent != d.Resources[subnets[0]].Parent {
			t.Error("a subnet lies in a subnet")
		}
	}
}

func TestAPlaceIsTakenOver(t *testing.T) {
	d := build(t, "web-and-db", 3)
	id := ids(t, d, kind.InstanceKind)[0]
	data := written(d)
	var x, y int
	if _, err := fmt.Sscanf(regexp.MustCompile(`vpcanvas.place="([^"]*)"`).FindStringSubmatch(textOf(t, data, id))[1], "%d %d", &x, &y); err != nil {
		t.Fatal(err)
	}
	back, said := read(t, change(t, data, id, `x="\d+" y="\d+"`, fmt.Sprintf(`x="%d" y="%d"`, x+16, y+8)))
	was, is := layout.Fill(d, design.MainView)[id], back.Views[design.MainView].Places[id]
	if is.X != was.X+16 || is.Y != was.Y+8 || is.W != was.W || len(said) > 0 {
		t.Errorf("from %+v to %+v: %q", was, is, said)
	}
	sameMatrix(t, d, back)
}

// What is deleted in draw.io is deleted as in the studio.
func TestADeletionIsTakenOver(t *testing.T) {
	for _, tmpl := range template.All {
		d := build(t, tmpl.ID, len(tmpl.Stages))
		for _, row := range kind.Sorted(d.Resources) {
			id := row.Key
			if d.MadeByAWS(id) || row.Value.Kind == kind.ScopeKind {
				continue
			}
			want := d.Clone()
			if _, _, err := design.ApplyTrusted(want, design.Ops{design.Del{Section: design.Resources, ID: id}}); err != nil {
				t.Fatal(err)
			}
			data := written(d)
			for _, left := range kind.Sorted(d.Resources) {
				// draw.io deletes what lies in it; what is on the hidden layer stays.
				if want.Resources[left.Key] == nil && (left.Key == id || !kind.Get(left.Value.Kind).Hidden) {
					data = strings.Replace(data, textOf(t, data, left.Key), "", 1)
				}
			}
			back, _ := read(t, data)
			same(t, want, back)
		}
	}
}

func TestACopyIsANewElement(t *testing.T) {
	d := build(t, "web-and-db", 3)
	vpc := ids(t, d, kind.VPCKind)[0]
	data := written(d)
	// The editor gives new ids to the cells of a copied container, and keeps our data.
	copied := ""
	for _, m := range regexp.MustCompile(`(?s)\s*<object id="([a-z0-9-]+)".*?</object>`).FindAllStringSubmatch(data, -1) {
		if d.Ancestor(m[1], kind.VPCKind) != vpc && !strings.HasPrefix(m[1], vpc+"-zone") || d.Resources[m[1]] != nil && kind.Get(d.Resources[m[1]].Kind).Hidden {
			continue
		}
		text := strings.Replace(m[0], `<object id="`, `<object id="copy-`, 1)
		if m[1] != vpc {
			text = regexp.MustCompile(` parent="([a-z0-9-]+)">`).ReplaceAllString(text, ` parent="copy-$1">`)
		}
		copied += text
	}
	data = strings.Replace(data, "</root>", copied+"</root>", 1)
	back, said := read(t, data)
	if len(said) > 0 {
		t.Errorf("a copy loses %q", said)
	}
	owned := func(vpc string) map[string]int {
		n := map[string]int{}
		for id, r := range back.Resources {
			if back.Ancestor(id, kind.VPCKind) == vpc {
				n[string(r.Kind)+" "+r.Name]++
			}
		}
		return n
	}
	var second string
	for _, id := range ids(t, back, kind.VPCKind) {
		if id != vpc {
			second = id
		}
	}
	if diff := cmp.Diff(owned(vpc), owned(second)); diff != "" {
		t.Errorf("the copy holds other things (-original +copy):\n%s", diff)
	}
	for id, r := range back.Resources {
		if back.Ancestor(id, kind.VPCKind) != second {
			continue
		}
		for _, at := range kind.Get(r.Kind).Refs(r.Props) {
			if back.Ancestor(at.Ref.ID, kind.VPCKind) == vpc {
				t.Errorf("%s of the copy still names %s of the original", r.Name, at.Ref.ID)
			}
		}
	}
	for id := range d.Resources {
		if !bytes.Equal(rawOf(d.Resources[id]), rawOf(back.Resources[id])) {
			t.Errorf("the original %s changed", id)
		}
	}
	again, _ := read(t, data)
	same(t, back, again)
}

func TestArrowsAreFlows(t *testing.T) {
	d := build(t, "web-and-db", 3)
	at := ids(t, d, kind.InstanceKind)
	arrow := `<mxCell id="x1" value="udp/53, tcp/8000-8080" edge="1" parent="1" source="` + at[0] + `" target="` + at[1] + `"><mxGeometry relative="1" as="geometry"/></mxCell>`
	loose := `<mxCell id="x2" edge="1" parent="1" source="` + at[0] + `"><mxGeometry relative="1" as="geometry"/></mxCell>`
	back, said := read(t, strings.Replace(written(d), "</root>", arrow+loose+"</root>", 1))
	if len(back.Flows) != len(d.Flows)+1 || len(said) != 1 || !strings.Contains(said[0], "does not join") {
		t.Fatalf("%d flows, %d before: %q", len(back.Flows), len(d.Flows), said)
	}
	for id, f := range back.Flows {
		if d.Flows[id] != nil {
			continue
		}
		if f.From.Ref.ID != at[0] || f.To.Ref.ID != at[1] || f.Expect != design.Must || f.Services["sa"].Ports.From != 53 || f.Services["sb"].Ports.To != 8080 {
			t.Errorf("the arrow became %+v", f)
		}
	}
	for id, f := range d.Flows {
		data := written(d)
		back, _ := read(t, strings.Replace(data, textOf(t, data, id), "", 1))
		if back.Flows[id] != nil || len(back.Flows) != len(d.Flows)-1 {
			t.Errorf("the deleted arrow %s is still there", id)
		}
		back, said := read(t, change(t, data, id, ` target="[a-z0-9-]+">`, ` target="internet">`, ` label="[^"]*"`, ` label="tcp/1234"`))
		if got := back.Flows[id]; got.To.Ref.ID != kind.Internet || len(got.Services) != 1 || got.From != f.From || len(said) > 0 {
			t.Errorf("the arrow is now %+v: %q", got, said)
		}
	}
}

func TestTextOfOthersBecomesANote(t *testing.T) {
	d := build(t, "web-and-db", 1)
	text := `<mxCell id="x1" value="ask &lt;b&gt;Ann&lt;/b&gt;" vertex="1" parent="1"><mxGeometry x="100" y="40" width="80" height="30" as="geometry"/></mxCell>`
	back, said := read(t, strings.Replace(written(d), "</root>", text+"</root>", 1))
	if len(back.Notes) != len(d.Notes)+1 || len(said) != 1 {
		t.Fatalf("%d notes: %q", len(back.Notes), said)
	}
	for id, n := range back.Notes {
		if p := back.Views[design.MainView].Places[id]; d.Notes[id] == nil && (n.Text != "ask Ann" || p.W != 80) {
			t.Errorf("the note is %q at %+v", n.Text, p)
		}
	}
}

// What is said of several shapes is one line.
func TestTheSameOfSeveralShapesIsOneLine(t *testing.T) {
	text := ""
	for _, id := range []string{"x1", "x2", "x3"} {
		text += `<mxCell id="` + id + `" value="ask ` + id + `" vertex="1" parent="1"><mxGeometry x="100" y="40" width="80" height="30" as="geometry"/></mxCell>`
	}
	data := strings.Replace(written(build(t, "web-and-db", 1)), "</root>", text+"</root>", 1)
	_, said, err := Read([]exchange.File{{Name: FileName, Data: []byte(data)}}, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	lines := exchange.Lines(said)
	if len(lines) != 1 || lines[0].Name != "ask x1" || len(lines[0].Others) != 2 || lines[0].Others[1].Name != "ask x3" {
		t.Errorf("%+v", lines)
	}
}

func TestRefusals(t *testing.T) {
	d := build(t, "web-and-db", 1)
	ours := written(d)
	model := regexp.MustCompile(`(?s)<mxGraphModel.*</mxGraphModel>`).FindString(ours)
	bomb := func(n int) string {
		var b bytes.Buffer
		w, _ := flate.NewWriter(&b, flate.BestCompression)
		_, _ = w.Write(bytes.Repeat([]byte("a"), n))
		_ = w.Close()
		return strings.Replace(ours, model, base64.StdEncoding.EncodeToString(b.Bytes()), 1)
	}
	for name, c := range map[string]struct {
		data, says string
		large      bool
	}{
		"foreign":       {`<mxfile host="app.diagrams.net"><diagram id="a" name="Page-1">` + model + `</diagram></mxfile>`, "not exported by vpcanvas", false},
		"bare model":    {model, "not exported by vpcanvas", false},
		"entity":        {`<!DOCTYPE mxfile [<!ENTITY a "aaaa">]>` + ours, "document type", false},
		"own entity":    {strings.Replace(ours, `name="`, `name="&a;`, 1), "well-formed", false},
		"cut short":     {ours[:len(ours)/2], "well-formed", false},
		"not XML":       {"\x00\xff", "well-formed", false},
		"no data":       {strings.Replace(ours, textOf(t, ours, dataID), "", 1), "hidden layer", false},
		"nested":        {strings.Repeat("<a>", 200_000), "64 levels", true},
		"many":          {`<mxfile>` + strings.Repeat("<a/>", 60_000) + `</mxfile>`, "50,000", true},
		"huge":          {strings.Repeat(" ", maxFile+1), "16 MiB", true},
		"bomb":          {bomb(100 << 20), "unpacks", true},
		"packed badly":  {strings.Replace(ours, model, "!!!!", 1), "packed", false},
		"packed twice":  {packed(t, strings.Replace(ours, model, "<mxGraphModel/><mxfile><diagram>"+model+"</diagram></mxfile><mxGraphModel></mxGraphModel>", 1)), "XML", false},
		"damaged props": {strings.Replace(ours, `vpcanvas.props="{`, `vpcanvas.props="{{`, 1), "changed", false},
		"newer schema":  {strings.Replace(ours, `vpcanvas.schema="1"`, `vpcanvas.schema="99"`, 1), "newer", false},
	} {
		t.Run(name, func(t *testing.T) {
			begin := time.Now()
			got, _, err := Read([]exchange.File{{Name: FileName, Data: []byte(c.data)}}, exchange.Options{})
			var refusal *exchange.Refusal
			if got != nil || !errors.As(err, &refusal) {
				t.Fatalf("it is read: %v", err)
			}
			if !strings.Contains(refusal.Text.EN, c.says) || refusal.TooLarge != c.large || refusal.Text.JA == "" {
				t.Errorf("%q, too large: %v", refusal.Text.EN, refusal.TooLarge)
			}
			if took := time.Since(begin); took > time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

// BenchmarkBomb is what a decompression bomb costs.
func BenchmarkBomb(b *testing.B) {
	var packed bytes.Buffer
	w, _ := flate.NewWriter(&packed, flate.BestCompression)
	_, _ = w.Write(make([]byte, 100<<20))
	_ = w.Close()
	text := base64.StdEncoding.EncodeToString(packed.Bytes())
	for b.Loop() {
		if _, err := unpack(text); err == nil {
			b.Fatal("it unpacks")
		}
	}
}

// target: whatever a drawing says.
var target = promise.Target{
	Room: promise.Room{Detect: Detect, Read: Read, Write: Write, Ext: Extensions[0]}, Name: "FuzzRead",
	Files: func(data []byte) []exchange.File { return []exchange.File{{Name: FileName, Data: data}} },
}

func FuzzRead(f *testing.F) { target.Fuzz(f) }

func TestWarpedDrawings(t *testing.T) { target.Warped(t) }
