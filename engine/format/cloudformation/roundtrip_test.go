package cloudformation

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/drawn"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/template"
	"vpcanvas/engine/verdict"
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
	got, _, losses := readBack(t, d, ext)
	if got == nil {
		return
	}
	diff := cmp.Diff(spelled(t, d), spelled(t, got))
	isWhole := !slices.ContainsFunc(losses, func(l exchange.Loss) bool { return !l.Note })
	if diff != "" && isWhole {
		t.Errorf("came back otherwise (-drawn +read):\n%s", diff)
	}
	for _, row := range kind.Sorted(d.Resources) {
		if isOutside(row.Value.Kind) { // no template makes it: whoever compares puts it back
			got.Resources[row.Key] = row.Value
		}
	}
	if diff := verdict.Compare(reach.Compile(d), reach.Compile(got)); !diff.IsEmpty() {
		for pair := range diff.Pairs() {
			t.Errorf("another verdict: %+v", pair)
		}
	}
}

// spelled are the elements that are deployed, as lines. What a template cannot tell apart is spelled one
// way: AWS's objects by their VPC, a port that is the group's, a subnet that is the owner's.
func spelled(t *testing.T, d *design.Design) []string {
	t.Helper()
	lines := []string{}
	for _, row := range kind.Sorted(d.Resources) {
		r := *row.Value
		switch {
		case isOutside(r.Kind):
			continue
		case r.Kind == kind.ScopeKind:
			r.ExportName = ""
		}
		if d.MadeByAWS(row.Key) {
			r.Name, r.ExportName = "", ""
		}
		raw, err := json.Marshal(&r)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, row.Key+" "+oneSpelling(t, d, row.Key, raw))
	}
	return lines
}

func isOutside(k kind.Name) bool {
	return k == kind.ClientKind || k == kind.CorporateNetworkKind || k == kind.AWSServiceKind
}

// asTexts makes texts of true, false and numbers, which IAM takes for the same.
func asTexts(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, item := range v {
			v[key] = asTexts(item)
		}
	case []any:
		for i, item := range v {
			v[i] = asTexts(item)
		}
	case bool, float64:
		return fmt.Sprint(v)
	}
	return v
}

func oneSpelling(t *testing.T, d *design.Design, id string, raw []byte) string {
	t.Helper()
	var r map[string]any
	if err := json.Unmarshal(raw, &r); err != nil {
		t.Fatal(err)
	}
	props := r["props"].(map[string]any)
	parent, _ := r["parent"].(string)
	for _, field := range []string{"interfaces", "targets"} {
		rows, _ := props[field].(map[string]any)
		for _, row := range rows {
			row := row.(map[string]any)
			if row["subnet"] == parent {
				delete(row, "subnet")
			}
			if row["port"] == props["port"] {
				delete(row, "port")
			}
			if props["connectivity"] == kind.ConnectivityPrivate {
				delete(row, "public")
			}
		}
	}
	if text, _ := props["policy"].(string); text != "" {
		var policy any
		if json.Unmarshal([]byte(text), &policy) == nil {
			props["policy"] = asTexts(policy)
		}
	}
	if protocol := props["protocol"]; protocol == kind.ProtocolUDP || protocol == kind.ProtocolTCPUDP {
		delete(props, "preserveClientIp") // always on (semantics 130)
	}
	if target, _ := props["target"].(string); target != "" && d.Resources[target].Kind == kind.InstanceKind {
		for _, row := range kind.Sorted(d.Resources[target].Props.(*kind.Instance).Interfaces)[:1] {
			if address := d.Resources[row.Value.Public.ID]; address != nil && !d.Resources[parent].Props.(*kind.HostedZone).Private {
				props["target"] = row.Value.Public.ID // a record of an instance names its fixed address
			}
		}
	}
	if props["mainRouteTable"] == design.MainRouteTableID(id) {
		delete(props, "mainRouteTable")
	}
	out, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
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
		third, _, _ := readBack(t, twice, ".json")
		if diff := cmp.Diff(spelled(t, twice), spelled(t, third)); diff != "" {
			t.Errorf("design %d came back otherwise (-read +read again):\n%.3000s", i, diff)
		}
		if diff := verdict.Compare(reach.Compile(twice), reach.Compile(third)); !diff.IsEmpty() {
			t.Errorf("design %d has other verdicts after it came back", i)
		}
	}
}
