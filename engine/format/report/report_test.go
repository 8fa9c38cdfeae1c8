package report

import (
	"bytes"
	"encoding/xml"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/internal/randomdesign"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/template"
	"vpcanvas/internal/golden"
)

// Two templates, in every spelling: a working network, and one with a dedicated line and no route back.
func TestReports(t *testing.T) {
	for id, stages := range map[string]int{"web-and-db": 3, "on-premises": 1} {
		d, err := template.Get(id).Build(stages)
		if err != nil {
			t.Fatal(err)
		}
		got := &txtar.Archive{}
		for _, ext := range Extensions {
			files, losses := Write(d, ext)
			if len(losses) > 0 {
				t.Errorf("a report loses %v", losses)
			}
			got.Files = append(got.Files, txtar.File{Name: files[0].Name, Data: files[0].Data})
		}
		golden.Archive(t, filepath.Join("testdata", id+".txtar"), got)
	}
}

func TestEveryWordIsSaidTwice(t *testing.T) {
	for key, w := range words {
		if w.EN == "" || w.JA == "" {
			t.Errorf("%s lacks a language", key)
		}
	}
}

var (
	tags      = regexp.MustCompile(`<[a-z!/]`)
	mermaidOK = regexp.MustCompile(`^(sequenceDiagram|  participant p\d+ as [\pL\d #;./-]*|  p\d+->>p\d+: [\pL\d #;./-]*)$`)
)

// No name breaks out of what it is written into.
func TestNamesAreText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := randomdesign.Draw(t)
		page := only(t, d, ".html")
		if !bytes.Equal(page, only(t, d, ".html")) {
			t.Fatal("two reports of one design differ")
		}
		allowed := map[string]bool{
			"html": true, "head": true, "meta": true, "title": true, "style": true, "body": true, "h1": true, "h2": true, "h3": true,
			"div": true, "table": true, "thead": true, "tbody": true, "tr": true, "th": true, "td": true, "ol": true, "li": true, "p": true,
			"figure": true, "svg": true, "desc": true, "rect": true, "g": true, "path": true, "text": true,
		}
		dec := xml.NewDecoder(bytes.NewReader(page))
		dec.Strict, dec.AutoClose, dec.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
		for {
			tok, err := dec.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("the page is not well-formed: %v", err)
			}
			if e, ok := tok.(xml.StartElement); ok && !allowed[e.Name.Local] {
				t.Errorf("a name became the element %s", e.Name.Local)
			}
		}
		inMermaid := false
		for _, line := range strings.Split(string(only(t, d, ".md")), "\n") {
			switch {
			case strings.HasPrefix(line, "```"):
				inMermaid = line == "```mermaid"
			case inMermaid && !mermaidOK.MatchString(line):
				t.Errorf("a name broke out of the diagram: %q", line)
			case !inMermaid && tags.MatchString(strings.ReplaceAll(line, `\<`, "")):
				t.Errorf("a name became markup: %q", line)
			}
		}
	})
}

func only(t *rapid.T, d *design.Design, ext string) []byte {
	files, _ := Write(d, ext)
	if len(files) != 1 {
		t.Fatalf("%d files", len(files))
	}
	return files[0].Data
}

// In an account many elements share a name: what belongs to a VPC stands together, under its name.
func TestElementsStandWithTheirVPC(t *testing.T) {
	d, err := template.Get("three-vpcs").Build(1)
	if err != nil {
		t.Fatal(err)
	}
	tables := 0
	for _, s := range write(d, message.EN).sections {
		if len(s.header) == 0 || s.header[0] != "VPC" {
			continue
		}
		tables++
		var vpcs []string
		for _, row := range s.rows {
			vpcs = append(vpcs, row[0])
		}
		if !slices.IsSorted(vpcs) || len(slices.Compact(vpcs)) != 3 {
			t.Errorf("%s: the rows are of %q", s.title, vpcs)
		}
	}
	if tables != 5 {
		t.Errorf("%d tables name VPCs", tables)
	}
}

// What the engine calls by a word of its own is said in the reader's language.
func TestNoCellIsInTheOtherLanguage(t *testing.T) {
	for _, tmpl := range template.All {
		d, err := tmpl.Build(len(tmpl.Stages))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range write(d, message.JA).sections {
			for _, row := range s.rows {
				for _, cell := range row {
					if slices.Contains([]string{"internet", "all", kind.Allow, kind.Deny}, cell) || strings.HasPrefix(cell, "internet →") {
						t.Errorf("%s, %s: %q", tmpl.ID, s.title, cell)
					}
				}
			}
		}
	}
}
