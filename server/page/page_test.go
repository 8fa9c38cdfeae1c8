package page

import (
	"bytes"
	"go/format"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/a-h/templ/generator"
	parser "github.com/a-h/templ/parser/v2"

	"vpcanvas/engine/handbook"
	"vpcanvas/engine/message"
)

// The generated files are committed, so that building needs no generator; this
// holds them to their sources.
func TestGeneratedPagesAreFresh(t *testing.T) {
	sources, err := filepath.Glob("*.templ")
	if err != nil || len(sources) == 0 {
		t.Fatalf("no sources: %v", err)
	}
	for _, source := range sources {
		parsed, err := parser.Parse(source)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		// The generator writes the name as seen from the folder that it runs in: the root.
		if _, err := generator.Generate(parsed, &b, generator.WithVersion(templ.Version()), generator.WithFileName("server/page/"+source)); err != nil {
			t.Fatal(err)
		}
		want, err := format.Source(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(strings.TrimSuffix(source, ".templ") + "_templ.go")
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is stale: run go tool templ generate in the root of the project (%v)", source, err)
		}
	}
}

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func allPages(t *testing.T, f Frame) map[string]string {
	t.Helper()
	const evil = `<img src=x onerror=alert(1)>"'`
	rows := []Diagram{
		{ID: "diagramaaaa", Name: evil, Changed: time.Unix(0, 0), Flows: &Flows{All: 3, Broken: 1, Unknown: 1}},
		{ID: "diagrambbbb"},
		{ID: "diagramcccc", Flows: &Flows{All: 3, Unknown: 2}},
		{ID: "diagramdddd", Flows: &Flows{All: 3}},
		{ID: "diagrameeee", Flows: &Flows{}},
	}
	pages := map[string]string{
		"landing": render(t, Landing(f)),
		"home":    render(t, Home(f, Listing{Total: 4, Rows: rows, Query: evil, Deleted: rows, JustDeleted: &rows[0]})),
		"search":  render(t, Home(f, Listing{Total: 4, Query: evil})),
		"empty":   render(t, Home(f, Listing{})),
		"editor":  render(t, Editor(f, rows[0].ID, rows[0].Name)),
		"unbuilt": render(t, Unbuilt(f)),
	}
	pages["rules"], pages["reasons"] = render(t, Rules(f)), render(t, Reasons(f))
	for _, r := range handbook.Rules() {
		pages[r.Code] = render(t, Rule(f, r))
	}
	for _, r := range handbook.Reasons() {
		pages[r.Code] = render(t, Reason(f, r))
	}
	for code := range problems {
		pages["problem "+count(code)] = render(t, Problem(f, code))
	}
	return pages
}

// What the policy forbids must not be in a page: it would fail in silence there.
func TestPagesLiveUnderTheirPolicy(t *testing.T) {
	forbidden := regexp.MustCompile(`(?i)<style|\sstyle=|<script(>|[^>]*>[^<])|\son[a-z]+="|javascript:|https?://|<iframe|<object|<base`)
	for _, lang := range []message.Lang{message.EN, message.JA} {
		for name, text := range allPages(t, Frame{Lang: lang, Base: "/canvas/", Path: "/canvas/", Nonce: "n0nce", LoggedIn: true}) {
			if found := forbidden.FindString(text); found != "" {
				t.Errorf("%s holds %q", name, found)
			}
			if strings.Contains(text, "<img src=x") {
				t.Errorf("%s: a name became markup", name)
			}
			if !strings.Contains(text, `<html lang="`+string(lang)+`">`) {
				t.Errorf("%s does not say its language", name)
			}
			for _, address := range regexp.MustCompile(`(?:href|src|action)="([^"]*)"`).FindAllStringSubmatch(text, -1) {
				if !strings.HasPrefix(address[1], "/canvas/") {
					t.Errorf("%s leads to %q, outside of the base path", name, address[1])
				}
			}
		}
	}
}

func TestEverySentenceIsInBothLanguages(t *testing.T) {
	japanese := regexp.MustCompile(`[\p{Hiragana}\p{Katakana}\p{Han}]`)
	english := allPages(t, Frame{Lang: message.EN, Base: "/", Path: "/"})
	for name, text := range allPages(t, Frame{Lang: message.JA, Base: "/", Path: "/"}) {
		if text == english[name] || !japanese.MatchString(text) {
			t.Errorf("%s is not Japanese", name)
		}
		plain := strings.ReplaceAll(english[name], textOther.EN, "")
		if japanese.MatchString(plain) && name != "name-contradicts-routes" { // a name of its example is Japanese
			t.Errorf("%s is not English", name)
		}
	}
	for code, p := range problems {
		for _, text := range []message.Text{p.title, p.text} {
			if text.EN == "" || !japanese.MatchString(text.JA) {
				t.Errorf("problem %d: %+v", code, text)
			}
		}
	}
}

func TestChoose(t *testing.T) {
	for _, c := range []struct {
		query, cookie, accept string
		want                  message.Lang
	}{
		{"", "", "", message.EN},
		{"", "", "ja", message.JA},
		{"", "", "ja-JP,ja;q=0.9,en;q=0.8", message.JA},
		{"", "", "de-DE, JA;q=0.5, en;q=0.4", message.JA},
		{"", "", "en-GB,ja;q=0.9", message.EN},
		{"", "", "ja;q=0, en", message.EN},
		{"", "", "jam, de", message.EN},
		{"", "ja", "en", message.JA},
		{"", "tlh", "ja", message.JA},
		{"?lang=en", "ja", "ja", message.EN},
		{"?lang=<script>", "", "ja", message.JA},
	} {
		r := httptest.NewRequest("GET", "/"+c.query, nil)
		r.Header.Set("Accept-Language", c.accept)
		if c.cookie != "" {
			r.Header.Set("Cookie", langCookie+"="+c.cookie)
		}
		w := httptest.NewRecorder()
		if got := Choose(w, r, "/canvas/"); got != c.want {
			t.Errorf("%+v: got %s", c, got)
		}
		if kept := w.Header().Get("Set-Cookie"); (kept != "") != (c.query == "?lang=en") {
			t.Errorf("%+v: cookie %q", c, kept)
		}
	}
}
