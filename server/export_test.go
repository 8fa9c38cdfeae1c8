package server

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format"
	"vpcanvas/server/wire"
)

// TestExportsAreWhole takes every format in every spelling, as the dialog of the editor does, and reads
// back what came.
func TestExportsAreWhole(t *testing.T) {
	s := start(t, Options{})
	at := s.login() + "/export"
	var choices []wire.ExportChoice
	decode(t, text(t, s.want(200, s.send("GET", at, ""))), &choices)
	if len(choices) != len(exports()) || len(choices) <= len(format.All)/2 {
		t.Fatalf("%d formats are offered", len(choices))
	}
	for _, c := range choices {
		for _, as := range c.Extensions {
			t.Run(c.Name+as, func(t *testing.T) {
				var told wire.ExportContents
				decode(t, text(t, s.want(200, s.send("GET", at+"/"+c.Name+"/contents?as="+as, ""))), &told)
				answer := s.want(200, s.send("GET", at+"/"+c.Name+"?as="+as, ""))
				disposition, body := answer.Header.Get("Content-Disposition"), text(t, answer)
				got := map[string]int{told.Files[0].Name: len(body)}
				ending := as
				if len(told.Files) > 1 {
					got, ending = unpacked(t, body), ".zip"
				}
				if !strings.Contains(disposition, ending) {
					t.Errorf("the file is called %s, which does not end with %s", disposition, ending)
				}
				for _, f := range told.Files {
					if got[f.Name] != f.Size || f.Size == 0 {
						t.Errorf("%s: %d bytes were told, %d came", f.Name, f.Size, got[f.Name])
					}
				}
			})
		}
	}
	for name, want := range map[string]wire.CheckVerdict{
		"cloudformation": wire.CheckUnchanged, "terraform?paths=1": wire.CheckUnchanged, "drawio": wire.CheckUnchanged, "aws": wire.CheckUnchanged, "svg": wire.CheckNone, "design": wire.CheckNone,
	} {
		name, query, _ := strings.Cut(name, "?")
		var check wire.ExportCheck
		decode(t, text(t, s.want(200, s.send("GET", at+"/"+name+"/check?"+query, ""))), &check)
		if check.Verdict != want || want != wire.CheckNone && check.Summary.JA == "" {
			t.Errorf("%s is %+v", name, check)
		}
	}
	if got := text(t, s.want(200, s.send("GET", at+"/cloudformation?as=.yaml&paths=1", ""))); !strings.Contains(got, "AWS::EC2::NetworkInsightsPath") {
		t.Error("the template has no paths")
	}
	s.want(400, s.send("GET", at+"/svg?as=.exe", ""))
	s.want(404, s.send("GET", at+"/nothing/contents", ""))
}

// unpacked is the size of each file of an archive, read to its end: the sums are checked on the way.
func unpacked(t *testing.T, body string) map[string]int {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	sizes := map[string]int{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := io.Copy(&b, r); err != nil {
			t.Fatal(err)
		}
		sizes[f.Name] = b.Len()
	}
	return sizes
}

// TestExportOfAVersion: what somebody looks at is what leaves.
func TestExportOfAVersion(t *testing.T) {
	s := start(t, Options{})
	at := s.login() + "/export/design"
	then, err := design.Decode([]byte(text(t, s.want(200, s.send("GET", at+"?rev=1", "")))))
	if err != nil {
		t.Fatal(err)
	}
	now, err := design.Decode([]byte(text(t, s.want(200, s.send("GET", at, "")))))
	if err != nil {
		t.Fatal(err)
	}
	if len(then.Resources) >= len(now.Resources) {
		t.Errorf("the first stage has %d resources, the newest %d", len(then.Resources), len(now.Resources))
	}
	for _, rev := range []string{"9999", "-1", "x"} {
		if code := s.send("GET", at+"?rev="+rev, "").StatusCode; !slices.Contains([]int{400, 404}, code) {
			t.Errorf("revision %s: %d", rev, code)
		}
	}
}

func decode(t *testing.T, text string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
}
