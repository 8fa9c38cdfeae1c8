package terraform

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/drawn"
	"vpcanvas/engine/format/internal/promise"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/template"
)

// A module is what an HCL parser made of the files.
type module struct {
	// blocks are by address: aws_vpc.main, var.region, data.aws_ssm_parameter.x, output.y, aws.
	blocks map[string]*hclsyntax.Block
	order  []string
}

// parse fails where a file is not HCL or an address stands twice.
func parse(t rapid.TB, files []exchange.File) module {
	m := module{blocks: map[string]*hclsyntax.Block{}}
	for _, f := range files {
		parsed, diags := hclsyntax.ParseConfig(f.Data, f.Name, hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatalf("%s: %v\n%s", f.Name, diags, f.Data)
		}
		body := parsed.Body.(*hclsyntax.Body)
		if len(body.Attributes) > 0 {
			t.Fatalf("%s has arguments at the top:\n%s", f.Name, f.Data)
		}
		for _, b := range body.Blocks {
			at := address(b)
			if m.blocks[at] != nil {
				t.Fatalf("%s stands twice", at)
			}
			m.blocks[at] = b
			m.order = append(m.order, at)
		}
	}
	return m
}

func address(b *hclsyntax.Block) string {
	switch b.Type {
	case "resource":
		return strings.Join(b.Labels, ".")
	case "variable":
		return "var." + b.Labels[0]
	case "provider":
		if alias := b.Body.Attributes["alias"]; alias != nil {
			v, _ := alias.Expr.Value(nil)
			return "aws." + v.AsString()
		}
		return "aws"
	}
	return strings.Join(append([]string{b.Type}, b.Labels...), ".")
}

// functions are those that modules call; what people typed is never more than a literal in them.
var functions = []string{"cidrsubnet", "jsonencode"}

// check holds what must be so of every module: references name what is there, nothing calls another
// function, no resource waits for itself.
func (m module) check(t rapid.TB) {
	needs := map[string][]string{}
	for _, at := range m.order {
		b := m.blocks[at]
		for _, expr := range expressions(b.Body) {
			hclsyntax.VisitAll(expr, func(n hclsyntax.Node) hcl.Diagnostics {
				if call, ok := n.(*hclsyntax.FunctionCallExpr); ok && !slices.Contains(functions, call.Name) {
					t.Fatalf("%s calls the function %s", at, call.Name)
				}
				return nil
			})
			for _, tr := range expr.Variables() {
				to := named(tr)
				if to == "string" && b.Type == "variable" || to == "ami" || to == "subnet_ids" || to == "path.module" {
					continue
				}
				if m.blocks[to] == nil {
					t.Fatalf("%s names %s, which is not there", at, to)
				}
				needs[at] = append(needs[at], to)
			}
		}
	}
	promise.NoCircle(t, needs)
}

func named(tr hcl.Traversal) string {
	parts := []string{tr.RootName()}
	most := 2
	if parts[0] == "data" {
		most = 3
	}
	for _, step := range tr[1:] {
		if a, ok := step.(hcl.TraverseAttr); ok && len(parts) < most {
			parts = append(parts, a.Name)
		}
	}
	return strings.Join(parts, ".")
}

func expressions(b *hclsyntax.Body) []hclsyntax.Expression {
	all := []hclsyntax.Expression{}
	for _, name := range slices.Sorted(maps.Keys(b.Attributes)) {
		all = append(all, b.Attributes[name].Expr)
	}
	for _, n := range b.Blocks {
		all = append(all, expressions(n.Body)...)
	}
	return all
}

// literal is the value of an argument that has no references.
func (m module) literal(t rapid.TB, at, name string) cty.Value {
	b := m.blocks[at]
	if b == nil || b.Body.Attributes[name] == nil {
		t.Fatalf("%s has no %s", at, name)
	}
	v, diags := b.Body.Attributes[name].Expr.Value(nil)
	if diags.HasErrors() {
		t.Fatalf("%s.%s is no literal: %v", at, name, diags)
	}
	return v
}

func TestKnownDesignsAreSound(t *testing.T) {
	for _, d := range known(t) {
		files, _ := Write(d, ".tf")
		parse(t, files).check(t)
	}
}

// known are the designs that this package's tests and the templates draw.
func known(t testing.TB) []*design.Design {
	all := []*design.Design{
		everything(t), nothingFits(t), oddities(t), twoScopes(t), design.New("empty"), drawn.Connected(t), drawn.Refused(t), drawn.Apart(t),
	}
	for _, tmpl := range template.All {
		for stage := range tmpl.Stages {
			d, err := tmpl.Build(stage + 1)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, d)
		}
	}
	return all
}

// TestTypedTextsAreLiterals draws designs full of texts that would like to be expressions, blocks
// or comments, and reads them back from the parsed module as what was typed.
func TestTypedTextsAreLiterals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawn.Draw(t)
		files, _ := Write(d, ".tf")
		m := parse(t, files)
		m.check(t)
		for _, f := range files {
			for _, r := range string(f.Data) {
				if r == '\u202e' || r == '\u200f' || r == '\u2066' || r == '\u2028' || r == '\x00' || r == '\r' {
					t.Fatalf("%s holds %q, which hides or breaks a line", f.Name, r)
				}
			}
		}
		w := newWriter(d)
		for id, r := range d.Resources {
			if typ := w.typeOfAny(id); typ != "" && w.made[id] && w.d.Ancestor(id, kind.ScopeKind) != "" {
				checkTags(t, m.literal(t, typ+"."+w.names[id], "tags"), w.names[id], r)
			}
		}
		again, _ := Write(d, ".tf")
		for i, f := range files {
			if string(f.Data) != string(again[i].Data) {
				t.Fatalf("%s differs from run to run", f.Name)
			}
		}
	})
}

// typeOfAny is typeOf for every kind, "" for those that become no resource with tags.
func (w *writer) typeOfAny(id string) string {
	if k := w.d.Resources[id].Kind; len(w.table[k].Types) == 0 || k == kind.RecordKind || !w.made[id] {
		return ""
	}
	return w.typeOf(id)
}

func checkTags(t rapid.TB, tags cty.Value, called string, r *design.Resource) {
	want := r.Name
	if want == "" {
		want = called
	}
	if got := tags.GetAttr("Name").AsString(); got != exchange.ClipRunes(want, exchange.MaxTagValue) {
		t.Fatalf("the name %q came back as %q", want, got)
	}
	for key, value := range r.Tags {
		if key == "Name" || !exchange.IsTag(key, value) {
			continue
		}
		if !tags.Type().HasAttribute(key) || tags.GetAttr(key).AsString() != value {
			t.Fatalf("the tag %q = %q came back as %#v", key, value, tags)
		}
	}
}

// Each drawn.Typed text in every property of the kinds that connect a network: nothing that somebody typed becomes an
// expression, and whatever is still written is what was typed.
func TestHostileTextsEverywhere(t *testing.T) {
	for _, s := range append(slices.Clone(drawn.Typed), `{"a":"${x}"}`, "com.amazonaws.${x}", "www", "db.${x}") {
		const enough = 300 // longer ones stand in TestHostileTexts
		d := drawn.Everywhere(t, drawn.Connected(t), exchange.ClipRunes(s, enough))
		files, _ := Write(d, ".tf")
		m := parse(t, files)
		m.check(t)
		w := newWriter(d)
		for id, r := range d.Resources {
			if typ := w.typeOfAny(id); typ != "" && d.Ancestor(id, kind.ScopeKind) != "" {
				checkTags(t, m.literal(t, typ+"."+w.names[id], "tags"), w.names[id], r)
			}
		}
	}
}

// Each drawn.Typed text alone, in every place where people type.
func TestHostileTexts(t *testing.T) {
	for _, s := range append(slices.Clone(drawn.Typed), strings.Repeat("${x}\"\n", 2000)) {
		d := everything(t)
		d.Name = s
		for id, r := range d.Resources {
			c := *r
			c.Name, c.ExportName, c.Tags = s, s, map[string]string{"key" + exchange.ClipRunes(s, 100): exchange.ClipRunes(s, exchange.MaxTagValue)}
			d.Resources[id] = &c
		}
		scope := d.Resources["scope00000"]
		scope.Props = &kind.Scope{Account: s, Region: s, Partition: "aws"}
		d.Resources["instanceone"].Props.(*kind.Instance).KeyName = s
		d.Resources["groupfront"].Props.(*kind.SecurityGroup).Description = s
		d.Resources["interface0"].Props.(*kind.NetworkInterface).Description = s
		d.Resources["targetsweb"].Props.(*kind.TargetGroup).HealthCheckPath = "/" + s
		raw, err := design.Encode(d)
		if err != nil {
			t.Fatal(err)
		}
		if d, err = design.Decode(raw); err != nil {
			t.Fatal(err)
		}
		files, _ := Write(d, ".tf")
		m := parse(t, files)
		m.check(t)
		region := d.Resources["scope00000"].Props.(*kind.Scope).Region
		if region != "" && m.literal(t, "var.region", "default").AsString() != region {
			t.Errorf("the region %q came back as another", region)
		}
		key := d.Resources["instanceone"].Props.(*kind.Instance).KeyName
		if key != "" && m.literal(t, "var.key_name", "default").AsString() != exchange.ClipRunes(key, exchange.MaxKeyName) {
			t.Errorf("the key %q came back as another", key)
		}
		w := newWriter(d)
		for id, r := range d.Resources {
			if typ := w.typeOfAny(id); typ != "" {
				checkTags(t, m.literal(t, typ+"."+w.names[id], "tags"), w.names[id], r)
			}
		}
	}
}
