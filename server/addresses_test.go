package server

import (
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"
)

// A page's link to itself stays on this server, whatever stands in the address that somebody was led to.
func TestLinksToThePageItselfStayHere(t *testing.T) {
	s := start(t, Options{})
	for path, want := range map[string]string{
		"/d/nothing":              "/d/nothing?lang=ja",
		"//evil.example/x":        "/evil.example/x?lang=ja",
		"///evil.example/x":       "/evil.example/x?lang=ja",
		"/%5Cevil.example/x":      "/%5Cevil.example/x?lang=ja",
		"/%2F/evil.example/x":     "/%2F/evil.example/x?lang=ja",
		"/a%3Fb%23c":              "/a%3Fb%23c?lang=ja",
		"//evil.example?lang=en":  "/evil.example?lang=ja",
		"/%22%3E%3Cscript%3E.com": "/%22%3E%3Cscript%3E.com?lang=ja",
	} {
		r, err := http.NewRequestWithContext(t.Context(), "GET", s.origin()+path, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept", "text/html")
		answer, err := s.client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || !strings.Contains(string(page), `<a id="lang" href="`+want+`"`) {
			t.Errorf("%s: %d, %v, %s is not in\n%s", path, answer.StatusCode, err, want, page)
		}
	}
	page := text(t, s.want(401, s.send("POST", "/login", "token=x", "Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html", "Origin", s.origin())))
	if !strings.Contains(page, `<a id="lang" href="/?lang=ja"`) {
		t.Errorf("the answer to a form has a link that cannot be followed:\n%s", page)
	}
	large := text(t, s.want(413, s.send("POST", "/login", "token="+strings.Repeat("x", maxBody), "Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html", "Origin", s.origin())))
	if !strings.Contains(large, "too large") {
		t.Errorf("what is too large is said to be something else:\n%s", large)
	}
}

// Every address stands in the document that other people's programs are written after.
func TestEveryRouteIsDocumented(t *testing.T) {
	s := start(t, Options{})
	text, err := os.ReadFile("../docs/http.md")
	if err != nil {
		t.Fatal(err)
	}
	err = chi.Walk(s.tree(), func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		said := []string{"`" + method + " " + route + "`", "`" + method + " " + route + "?", "`" + strings.TrimSuffix(route, "*") + "`"}
		if !slices.ContainsFunc(said, func(words string) bool { return strings.Contains(string(text), words) }) {
			t.Errorf("docs/http.md does not tell of %s %s", method, route)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
