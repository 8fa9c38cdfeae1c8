package terraform

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/drawn"
	"vpcanvas/engine/format/internal/promise"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/template"
	"vpcanvas/internal/golden"
)

// Each file of testdata holds a stage of a template as a module, with what is lost.
func TestTemplateStages(t *testing.T) {
	for _, tmpl := range template.All {
		for stage := range tmpl.Stages {
			if stage < len(tmpl.Stages)-1 && tmpl.ID != "web-and-db" && tmpl.ID != "alb-app" {
				continue // the last holds what the others made; two templates show every step
			}
			name := fmt.Sprintf("%s-%d", tmpl.ID, stage+1)
			t.Run(name, func(t *testing.T) {
				d, err := tmpl.Build(stage + 1)
				if err != nil {
					t.Fatal(err)
				}
				holds(t, name, d, "")
			})
		}
	}
}

func TestEverything(t *testing.T) {
	holds(t, "everything", everything(t), "Each property of each kind once.\n")
}

func TestNothingFits(t *testing.T) {
	holds(t, "nothing-fits", nothingFits(t), "What Terraform cannot say, and how it is listed.\n")
}

func TestTwoScopes(t *testing.T) {
	holds(t, "two-scopes", twoScopes(t), "Two accounts: a provider for each.\n")
}

// Two VPCs with each other, with a corporate network and with services of AWS, over both families.
func TestConnected(t *testing.T) {
	holds(t, "connected", drawn.Connected(t), "Each property of the kinds that connect a network, once.\n")
}

func TestRefused(t *testing.T) {
	holds(t, "refused", drawn.Refused(t), "What AWS would not make, and how it is listed.\n")
}

func TestApart(t *testing.T) {
	holds(t, "apart", drawn.Apart(t), "Two accounts that are joined: each with its provider.\n")
}

func TestOddities(t *testing.T) {
	holds(t, "oddities", oddities(t), "Another main table, closed default group, lengths and leftovers.\n")
}

func holds(t *testing.T, name string, d *design.Design, comment string) {
	t.Helper()
	files, losses := Write(d, ".tf")
	a := &txtar.Archive{Comment: []byte(comment)}
	for _, f := range files {
		a.Files = append(a.Files, txtar.File{Name: f.Name, Data: f.Data})
	}
	a.Files = append(a.Files, txtar.File{Name: "losses", Data: []byte(promise.Listed(losses))})
	golden.Archive(t, filepath.Join("testdata", name+".txtar"), a)
}

func TestEveryKindHasItsRow(t *testing.T) {
	rows := map[kind.Name]int{}
	for _, m := range Table {
		rows[m.Kind]++
		if m.write == nil {
			t.Errorf("the row of %s does not write", m.Kind)
		}
		if len(m.Types) > 0 && (m.title == "" || len(m.words) == 0) {
			t.Errorf("the row of %s lacks a title or the words of its type", m.Kind)
		}
	}
	for _, k := range kind.All {
		if rows[k.Name] != 1 {
			t.Errorf("%s has %d rows in the mapping table, want one", k.Name, rows[k.Name])
		}
	}
}

// Between them the designs of these tests need every sentence: none is dead, none lacks a language.
func TestEverySentenceIsSaid(t *testing.T) {
	losses := []exchange.Loss{}
	for _, d := range known(t) {
		_, said := Write(d, ".tf")
		losses = append(losses, said...)
	}
	promise.AllSaid(t, losses, sentences, exchange.Sentences)
}

func TestNames(t *testing.T) {
	subnet, group := [][]string{{"subnet"}}, [][]string{{"security", "group"}}
	for _, c := range []struct {
		export string
		words  [][]string
		want   string
	}{
		{"PublicSubnet", subnet, "public"},
		{"PublicSubnet1a", subnet, "public_1a"},
		{"Subnet1a", subnet, "subnet_1a"},
		{"SubnetA", subnet, "a"},
		{"Subnet", subnet, "main"},
		{"Subnetwork", subnet, "subnetwork"},
		{"WebSecurityGroup", group, "web"},
		{"HTTPServerGroup", group, "http_server_group"},
		{"WebAndDbDefaultACL", group, "web_and_db_default_acl"},
		{"public_subnet", subnet, "public_subnet"}, // came from a module
		{"東京", subnet, "main"},
		{`a" {} ${x}`, subnet, "a_x"},
		{"", subnet, "main"},
		{strings.Repeat("Ab", 500), subnet, strings.Repeat("ab_", 33) + "a"},
	} {
		if got := name(c.export, c.words); got != c.want {
			t.Errorf("%q became %q, want %q", c.export, got, c.want)
		}
	}
}

// Between them the designs of these tests set every property of every kind to something else than its default,
// and use every column of every row: what is not drawn cannot be seen to be written.
func TestEveryPropertyIsDrawn(t *testing.T) {
	drawnAs := map[kind.Name]map[string]bool{}
	for _, d := range known(t) {
		for _, row := range kind.Sorted(d.Resources) {
			k := row.Value.Kind
			if drawnAs[k] == nil {
				drawnAs[k] = map[string]bool{}
			}
			usual := properties(t, kind.Get(k).New())
			for name, value := range properties(t, row.Value.Props) {
				drawnAs[k][name] = drawnAs[k][name] || !cmp.Equal(value, usual[name])
				rows, _ := value.(map[string]any)
				for _, r := range rows {
					columns, _ := r.(map[string]any)
					for column := range columns {
						drawnAs[k][name+"."+column] = true
					}
				}
			}
		}
	}
	for _, k := range kind.All {
		for _, f := range k.Fields {
			if !drawnAs[k.Name][f.Name] {
				t.Errorf("no design sets %s of %s", f.Name, k.Name)
			}
			for _, column := range f.Fields {
				if !column.Hidden && !drawnAs[k.Name][f.Name+"."+column.Name] {
					t.Errorf("no design uses the column %s.%s of %s", f.Name, column.Name, k.Name)
				}
			}
		}
	}
}

func properties(t *testing.T, p kind.Props) map[string]any {
	t.Helper()
	raw, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]any{}
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTheSameDesignGivesTheSameBytes(t *testing.T) {
	room.SameBytes(t, everything(t), 20)
}
