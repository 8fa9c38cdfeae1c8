package server

import (
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vpcanvas/web"
)

// addresses are other sites that may be named in what a browser gets: none of them is ever asked.
var addresses = map[string]string{
	"http://www.w3.org/":        "the names of XML namespaces",
	"https://react.dev/errors/": "a text: where an error's number is explained",
}

var foreign = regexp.MustCompile("(?i)(?:(?:https?|wss?|ftp):)?//[a-z0-9.-]+\\.[a-z]{2,}[^\\s\"'`<>\\\\)]*")

// elsewhere lists the addresses of other sites in a text. Comments, as scripts have them, are no addresses.
func elsewhere(text string) []string {
	found := []string{}
	for _, at := range foreign.FindAllStringIndex(text, -1) {
		address := text[at[0]:at[1]]
		quoted := at[0] > 0 && strings.IndexByte("\"'`(=", text[at[0]-1]) >= 0
		known := slices.ContainsFunc(slices.Collect(maps.Keys(addresses)), func(own string) bool { return strings.HasPrefix(address, own) })
		if (quoted || !strings.HasPrefix(address, "//")) && !known {
			found = append(found, address)
		}
	}
	return found
}

func TestElsewhereSeesAddresses(t *testing.T) {
	for text, want := range map[string]int{
		`<script src="https://cdn.example/x.js">`: 1, `@import url(//fonts.example/a.css)`: 1, `new WebSocket("wss://x.example")`: 1,
		`"http://www.w3.org/2000/svg"`: 0, `a = b // see page.ts`: 0, `"/assets/app.js"`: 0, `"http://127.0.0.1:8080"`: 0,
	} {
		if got := elsewhere(text); len(got) != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// What a browser gets names no other site, and the policy of every page lets it ask none.
func TestPagesNameNoOtherSite(t *testing.T) {
	s := start(t, Options{})
	if !web.Built() {
		t.Log("the editor is not built: only the pages are looked at; the build looks at the editor itself")
	}
	for name, a := range s.assets {
		if strings.HasSuffix(name, ".LEGAL.txt") {
			continue // licences, which no page loads
		}
		if found := elsewhere(string(a.body)); len(found) > 0 {
			t.Errorf("%s names %v", name, found)
		}
	}
	landing := s.send("GET", "/", "", "Accept", "text/html")
	next := s.login()
	for path, r := range map[string]*http.Response{
		"the front door": landing, "home": s.send("GET", "/", "", "Accept", "text/html"),
		"the editor": s.send("GET", next, "", "Accept", "text/html"), "a wrong address": s.send("GET", "/nowhere", "", "Accept", "text/html"),
	} {
		if found := elsewhere(text(t, r)); len(found) > 0 {
			t.Errorf("%s names %v", path, found)
		}
		for directive := range strings.SplitSeq(r.Header.Get("Content-Security-Policy"), ";") {
			for _, source := range strings.Fields(directive)[1:] {
				own := "ws" + strings.TrimPrefix(s.origin(), "http")
				if !strings.HasPrefix(source, "'") && source != "data:" && source != own {
					t.Errorf("%s: the policy lets %s through:%s", path, source, directive)
				}
			}
		}
	}
}
