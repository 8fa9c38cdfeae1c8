package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
	"vpcanvas/engine/template"
)

// call sends JSON as the editor does and decodes what comes back.
func (s *studio) call(status int, method, path, body string, answer any, headers ...string) {
	s.t.Helper()
	r := s.want(status, s.send(method, path, body, append(headers, "Content-Type", "application/json", "Origin", s.origin())...))
	if err := json.Unmarshal([]byte(text(s.t, r)), answer); err != nil {
		s.t.Fatal(err)
	}
}

type versionList struct {
	Head     int64
	Versions []versionJSON
}

func (s *studio) versionsOf(diagram string) versionList {
	s.t.Helper()
	var list versionList
	s.call(200, "GET", diagram+"/versions", "", &list)
	return list
}

func (s *studio) designAt(diagram string, query string) *design.Design {
	s.t.Helper()
	var at struct{ Design json.RawMessage }
	s.call(200, "GET", diagram+"/snapshot"+query, "", &at)
	d, err := design.Decode(at.Design)
	if err != nil {
		s.t.Fatal(err)
	}
	return d
}

func (s *studio) fromTemplate(id, lang string) string {
	s.t.Helper()
	r := s.send("POST", "/diagrams", "template="+id, "Content-Type", "application/x-www-form-urlencoded", "Origin", s.origin(), "Accept-Language", lang)
	return s.want(303, r).Header.Get("Location")
}

func TestATemplateComesWithAVersionForEachStage(t *testing.T) {
	s := start(t, Options{})
	s.login()
	for _, lang := range []message.Lang{message.EN, message.JA} {
		for _, tpl := range template.All {
			diagram := s.fromTemplate(tpl.ID, string(lang))
			list := s.versionsOf(diagram)
			if list.Head != int64(len(tpl.Stages)) || len(list.Versions) != len(tpl.Stages) {
				t.Fatalf("%s: %+v", tpl.ID, list)
			}
			for i, stage := range tpl.Stages {
				v := list.Versions[len(tpl.Stages)-1-i] // newest first
				if v.Rev != int64(i+1) || v.Name != stage.Title.In(lang) || v.By != "owner" || time.Since(v.At) > time.Hour {
					t.Errorf("%s, stage %d: %+v", tpl.ID, i+1, v)
				}
				want, err := tpl.Build(i + 1)
				if err != nil {
					t.Fatal(err)
				}
				want.Name = tpl.Title.In(lang)
				if same, err := equal(want, s.designAt(diagram, fmt.Sprint("?rev=", i+1))); !same || err != nil {
					t.Errorf("%s: rev %d is not stage %d (%v)", tpl.ID, i+1, i+1, err)
				}
			}
			if empty := s.designAt(diagram, "?rev=0"); len(empty.Resources) != 0 {
				t.Errorf("%s does not begin empty", tpl.ID)
			}
		}
	}
}

func TestNameAVersion(t *testing.T) {
	s := start(t, Options{})
	diagram := s.login()
	head := s.versionsOf(diagram).Head
	var made, again, older versionJSON
	s.call(201, "POST", diagram+"/versions", `{"name":"  approved\n"}`, &made)
	if made.Rev != head || made.Name != "approved" || made.By != "owner" {
		t.Errorf("%+v", made)
	}
	s.call(200, "POST", diagram+"/versions", `{"name":"approved"}`, &again)
	if again != made {
		t.Errorf("the second time %+v, the first %+v", again, made)
	}
	s.call(201, "POST", diagram+"/versions", `{"name":"early","rev":0}`, &older)
	if list := s.versionsOf(diagram); older.Rev != 0 || list.Versions[len(list.Versions)-1] != older {
		t.Errorf("%+v is not the last of %+v", older, list)
	}
	count := len(s.versionsOf(diagram).Versions)
	json := []string{"Content-Type", "application/json", "Origin", s.origin()}
	for body, code := range map[string]int{
		`{"name":""}`: 400, `{}`: 400, `[]`: 400, `{`: 400, `{"name":" \t "}`: 400, `{"name":7}`: 400, `{"name":"x","rev":"y"}`: 400,
		`{"name":"` + strings.Repeat("長", 201) + `"}`: 400,
		`{"name":"x","rev":999}`:                      404, `{"name":"x","rev":-1}`: 404,
		`{"name":"` + strings.Repeat("x", 1<<20) + `"}`: 413,
	} {
		s.want(code, s.send("POST", diagram+"/versions", body, json...))
	}
	if now := len(s.versionsOf(diagram).Versions); now != count {
		t.Errorf("a refused name left %d versions of %d", now, count)
	}
}

func TestRestoreAVersion(t *testing.T) {
	s := start(t, Options{})
	s.login()
	diagram := s.fromTemplate("web-and-db", "ja")
	before := s.versionsOf(diagram)
	var at struct{ Rev int64 }
	ja := []string{"Accept-Language", "ja"}
	for range 2 { // the second time there is nothing to do
		s.call(200, "POST", diagram+"/versions/2/restore", "", &at, ja...)
		if at.Rev != before.Head+1 {
			t.Fatalf("restored as rev %d after %d", at.Rev, before.Head)
		}
	}
	if same, err := equal(s.designAt(diagram, ""), s.designAt(diagram, "?rev=2")); !same || err != nil {
		t.Errorf("the newest revision is not the version (%v)", err)
	}
	if now := s.versionsOf(diagram); now.Head != before.Head+1 || len(now.Versions) != len(before.Versions) {
		t.Errorf("%+v after %+v: what was there had a name already", now, before)
	}
	// What has no name gets one when it is replaced.
	s.call(200, "POST", diagram+"/versions/1/restore", "", &at, ja...)
	list := s.versionsOf(diagram)
	if v := list.Versions[0]; list.Head != before.Head+2 || v.Rev != before.Head+1 || v.Name != "「"+before.Versions[len(before.Versions)-1].Name+"」を復元する前" {
		t.Errorf("%+v", list)
	}
	for _, rev := range []string{"0", "999", "-1", "x", "1e0", "99999999999999999999"} {
		s.want(404, s.send("POST", diagram+"/versions/"+rev+"/restore", "", "Origin", s.origin()))
	}
	if now := s.versionsOf(diagram); now.Head != list.Head {
		t.Errorf("a refused restore moved the log to %d", now.Head)
	}
}

func TestVersionsOfAbsentDiagrams(t *testing.T) {
	s := start(t, Options{})
	s.login()
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		s.want(404, s.send(method, "/d/diagramzzzz/versions", `{"name":"x"}`, "Origin", s.origin()))
	}
	s.want(404, s.send("POST", "/d/diagramzzzz/versions/1/restore", "", "Origin", s.origin()))
}
