package server

import (
	"strings"
	"testing"

	"vpcanvas/engine/handbook"
)

// Every code that a finding or a reason shows leads to a page, in the reader's language; what is no code
// does not.
func TestHandbookPages(t *testing.T) {
	s := start(t, Options{})
	s.login()
	for _, r := range handbook.Rules() {
		if text := s.handbook(200, "/docs/rules/"+r.Code+"?lang=en"); !strings.Contains(text, r.Code) || !strings.Contains(text, "What it says") {
			t.Errorf("%s has no page", r.Code)
		}
	}
	for _, r := range handbook.Reasons() {
		if text := s.handbook(200, "/docs/reasons/"+r.Code+"?lang=ja"); !strings.Contains(text, r.Code) || !strings.Contains(text, "直し方") {
			t.Errorf("%s has no page", r.Code)
		}
	}
	if list := s.handbook(200, "/docs/rules?lang=en"); strings.Count(list, "docs/rules/") != len(handbook.Rules()) {
		t.Errorf("the list has %d rules", strings.Count(list, "docs/rules/"))
	}
	s.handbook(200, "/docs/reasons")
	s.handbook(404, "/docs/rules/nothing")
	s.handbook(404, "/docs/reasons/nothing")
}

func (s *studio) handbook(status int, path string) string {
	s.t.Helper()
	return text(s.t, s.want(status, s.send("GET", path, "")))
}
