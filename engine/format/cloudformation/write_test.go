package cloudformation

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/internal/promise"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/template"
	"vpcanvas/internal/golden"
)

// Each file of testdata holds a stage of a template as YAML, with what is lost; the last of them as
// JSON too.
func TestTemplateStages(t *testing.T) {
	for _, tmpl := range template.All {
		for stage := range tmpl.Stages {
			isFirst := tmpl.ID == "web-and-db" || tmpl.ID == "alb-app"
			if stage < len(tmpl.Stages)-1 && !isFirst {
				continue // the last holds what the others made; two templates show every step
			}
			name := fmt.Sprintf("%s-%d", tmpl.ID, stage+1)
			t.Run(name, func(t *testing.T) {
				d, err := tmpl.Build(stage + 1)
				if err != nil {
					t.Fatal(err)
				}
				got := archive(d, "", ".yaml")
				if stage == len(tmpl.Stages)-1 && isFirst {
					got.Files = append(got.Files, archive(d, "", ".json").Files...)
				}
				golden.Archive(t, filepath.Join("testdata", name+".txtar"), got)
			})
		}
	}
}

// archive is what a design is written as.
func archive(d *design.Design, comment, ext string) *txtar.Archive {
	files, losses := Write(d, ext)
	a := &txtar.Archive{Comment: []byte(comment)}
	for _, f := range files {
		a.Files = append(a.Files, txtar.File{Name: f.Name, Data: f.Data})
	}
	if ext == ".yaml" {
		a.Files = append(a.Files, txtar.File{Name: "losses", Data: []byte(promise.Listed(losses))})
	}
	return a
}

func TestEveryKindHasItsRow(t *testing.T) {
	rows := map[kind.Name]int{}
	for _, m := range Table {
		rows[m.Kind]++
		if m.write == nil {
			t.Errorf("the row of %s does not write", m.Kind)
		}
	}
	for _, k := range kind.All {
		if rows[k.Name] != 1 {
			t.Errorf("%s has %d rows in the mapping table, want one", k.Name, rows[k.Name])
		}
	}
}

func TestEachScopeIsATemplateOfItsOwn(t *testing.T) {
	d := designOf(t,
		put("scope00000", `{"kind":"scope","name":"Tokyo","exportName":"Tokyo","props":{"region":"ap-northeast-1"}}`),
		put("scope00001", `{"kind":"scope","name":"Osaka","exportName":"Osaka","props":{"region":"ap-northeast-3"}}`),
		put("scope00002", `{"kind":"scope","name":"empty","exportName":"Empty"}`),
		put("vpc0000000", `{"kind":"vpc","name":"a","parent":"scope00000","exportName":"A","props":{"cidr":"10.0.0.0/16"}}`),
		put("vpc0000001", `{"kind":"vpc","name":"b","parent":"scope00001","exportName":"B","props":{"cidr":"10.1.0.0/16"}}`),
		put("group00000", `{"kind":"securityGroup","name":"g","parent":"vpc0000000","props":{"ingress":{"far":{"protocol":"tcp","group":"vpc0000001sg"}}}}`),
	)
	files, losses := Write(d, ".yaml")
	if len(files) != 2 || files[0].Name != "Tokyo.yaml" || files[1].Name != "Osaka.yaml" {
		t.Fatalf("got the files %v", files)
	}
	if bytes.Contains(files[0].Data, []byte("10.1.0.0")) || !bytes.Contains(files[1].Data, []byte("10.1.0.0")) {
		t.Error("a VPC stands in the template of another scope")
	}
	if len(losses) != 1 || losses[0].Element != "group00000" {
		t.Errorf("the rule with a group of another scope is not the one loss: %v", losses)
	}
}

func TestADesignWithoutResourcesIsListedAsALoss(t *testing.T) {
	files, losses := Write(design.New("empty"), ".json")
	if len(files) != 0 || len(losses) != 1 || losses[0].Note {
		t.Errorf("got %d files and the losses %v", len(files), losses)
	}
}

// full has more resources than a template takes.
func full(t testing.TB) *design.Design {
	ops := []design.Op{
		put("scope00000", `{"kind":"scope"}`),
		put("vpc0000000", `{"kind":"vpc","name":"v","parent":"scope00000","props":{"cidr":"10.0.0.0/16"}}`),
	}
	for i := range mostResources {
		ops = append(ops, put(fmt.Sprintf("subnet%06d", i), fmt.Sprintf(`{"kind":"subnet","parent":"vpc0000000","props":{"cidr":"10.0.%d.%d/28"}}`, i/16, i%16*16)))
	}
	return designOf(t, ops...)
}

func TestTooLargeATemplateIsListedAsALoss(t *testing.T) {
	files, losses := Write(full(t), ".yaml")
	if len(files) != 1 || !strings.Contains(promise.Listed(losses), "501 resources") || strings.Count(promise.Listed(losses), "first 200 outputs") != 1 {
		t.Errorf("%d files, losses:\n%s", len(files), promise.Listed(losses))
	}
}

func TestTheSameDesignGivesTheSameBytes(t *testing.T) {
	target.SameBytes(t, everything(t), 20)
}
