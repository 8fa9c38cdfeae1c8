package server

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"vpcanvas/engine/design"
	"vpcanvas/engine/template"
	"vpcanvas/engine/verdict"
	"vpcanvas/server/wire"
)

// submit sends a form as a browser does that runs no script.
func (s *studio) submit(path string, pairs ...string) *http.Response {
	s.t.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return s.send("POST", path, form.Encode(), "Content-Type", "application/x-www-form-urlencoded", "Origin", "null",
		"Sec-Fetch-Site", "same-origin", "Accept", "text/html")
}

func (s *studio) homePage(query string) string {
	s.t.Helper()
	return text(s.t, s.want(200, s.send("GET", "/"+query, "", "Accept", "text/html")))
}

// listed are the names on the home page, from the top.
func (s *studio) listed(query string) []string {
	s.t.Helper()
	names := []string{}
	for _, m := range regexp.MustCompile(`<td class="name"><a href="[^"]*">([^<]*)</a>`).FindAllStringSubmatch(s.homePage(query), -1) {
		names = append(names, m[1])
	}
	return names
}

func (s *studio) wantListed(query string, names ...string) {
	s.t.Helper()
	if got := s.listed(query); strings.Join(got, "|") != strings.Join(names, "|") {
		s.t.Errorf("%q lists %q, want %q", query, got, names)
	}
}

// join opens the socket of a diagram and reads its welcome.
func (s *studio) join(diagram string) *websocket.Conn {
	s.t.Helper()
	conn, answer, err := websocket.DefaultDialer.DialContext(s.t.Context(), strings.Replace(s.origin(), "http", "ws", 1)+diagram+"/socket",
		http.Header{"Origin": {s.origin()}, "Cookie": {s.cookie().String()}})
	if err != nil {
		s.t.Fatalf("%v %v", err, answer)
	}
	s.t.Cleanup(func() { conn.Close() })
	frame, err := wire.Encode(wire.Hello{Proto: wire.Protocol, Schema: design.Schema, Doc: path.Base(diagram), Actor: strings.Repeat("0b", 16)})
	if err == nil {
		err = conn.WriteMessage(websocket.TextMessage, frame)
	}
	if err == nil {
		err = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	}
	if err != nil {
		s.t.Fatal(err)
	}
	hear(s.t, conn, `"type":"welcome"`)
	return conn
}

// hear reads until a frame holds the text.
func hear(t *testing.T, conn *websocket.Conn, want string) {
	t.Helper()
	for {
		_, frame, err := conn.ReadMessage()
		if err != nil {
			t.Fatalf("waiting for %s: %v", want, err)
		}
		if bytes.Contains(frame, []byte(want)) {
			return
		}
	}
}

func TestSearch(t *testing.T) {
	s := start(t, Options{})
	first := s.login()
	s.submit(first+"/rename", "name", "本番 ＶＰＣ & <Test>")
	s.submit("/diagrams", "template", "blank")
	const found = "本番 ＶＰＣ &amp; &lt;Test&gt;"
	s.wantListed("", "Empty VPC", found)
	s.wantListed("?q=vpc", "Empty VPC", found)
	s.wantListed("?q=+%EF%BD%96%EF%BD%90%EF%BD%83+%26", found) // full-width letters, spaces around
	s.wantListed("?q=%E6%9C%AC%E7%95%AA", found)
	s.wantListed("?q=%25", []string{}...)
	if page := s.homePage("?q=%3Cb%3E"); !strings.Contains(page, "“&lt;b&gt;”") || !strings.Contains(page, "Show all 2") {
		t.Errorf("nothing found looks like %s", page)
	}
}

func TestRenameIsAnEditThatOthersSee(t *testing.T) {
	s := start(t, Options{})
	diagram := s.login()
	head := s.versionsOf(diagram).Head
	conn := s.join(diagram)
	for range 2 { // the second time there is nothing to do
		s.want(303, s.submit(diagram+"/rename", "name", " Tokyo\tnet "))
	}
	hear(t, conn, `"value":"Tokyo net"`)
	if now := s.versionsOf(diagram).Head; now != head+1 {
		t.Errorf("the log went from %d to %d", head, now)
	}
	s.wantListed("", "Tokyo net")
	if d := s.designAt(diagram, ""); d.Name != "Tokyo net" {
		t.Errorf("the design is called %q", d.Name)
	}
	for _, bad := range []string{"", "  ", strings.Repeat("x", 201)} {
		s.want(400, s.submit(diagram+"/rename", "name", bad))
	}
	s.wantListed("", "Tokyo net")
}

func TestDuplicateKeepsTheIDs(t *testing.T) {
	s := start(t, Options{})
	diagram := s.login()
	s.want(303, s.submit(diagram+"/duplicate"))
	s.wantListed("", "Web and database server (copy)", "Web and database server")
	href := regexp.MustCompile(`<td class="name"><a href="([^"]*)">`).FindStringSubmatch(s.homePage(""))
	if href == nil || href[1] == diagram {
		t.Fatalf("the copy is at %v", href)
	}
	original, twin := s.designAt(diagram, ""), s.designAt(href[1], "")
	twin.Name = original.Name
	if same, err := equal(original, twin); !same || err != nil {
		t.Errorf("the copy differs (%v)", err)
	}
	s.submit(diagram+"/rename", "name", strings.Repeat("長", 200))
	s.want(303, s.submit(diagram+"/duplicate"))
	if d := s.listed(""); len([]rune(d[0])) > maxName {
		t.Errorf("a name of %d characters", len([]rune(d[0])))
	}
}

func TestDeleteAndUndo(t *testing.T) {
	s := start(t, Options{})
	diagram := s.login()
	before := s.designAt(diagram, "")
	conn := s.join(diagram)
	var to string
	for range 2 {
		to = s.want(303, s.submit(diagram+"/delete")).Header.Get("Location")
	}
	for {
		_, _, err := conn.ReadMessage()
		var closed *websocket.CloseError
		if errors.As(err, &closed) {
			if closed.Code != wire.CloseCodes[wire.ByeGone] {
				t.Errorf("closed with %v", closed)
			}
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, below := range []string{"", "/snapshot", "/versions", "/export/design"} {
		s.want(404, s.send("GET", diagram+below, ""))
	}
	for _, below := range []string{"/rename", "/duplicate", "/versions", "/versions/1/restore"} {
		s.want(404, s.submit(diagram+below, "name", "x"))
	}
	if page := s.homePage(strings.TrimPrefix(to, "/")); !strings.Contains(page, "was deleted") || !strings.Contains(page, "No diagrams yet") {
		t.Errorf("after the last one was deleted: %s", page)
	}
	if next := s.login(); next != "/" {
		t.Errorf("the login leads to %s", next)
	}
	for range 2 {
		s.want(303, s.submit(diagram+"/undelete"))
	}
	if same, err := equal(before, s.designAt(diagram, "")); !same || err != nil {
		t.Errorf("what came back is something else (%v)", err)
	}
	if page := s.homePage(strings.TrimPrefix(to, "/")); strings.Contains(page, "was deleted") {
		t.Error("an old link says that the diagram is deleted")
	}
	s.join(diagram)
}

// A server that was emptied by hand must not fill itself again.
func TestDeletedDiagramsAreNotReplacedByTheFirst(t *testing.T) {
	dir := t.TempDir()
	first := start(t, Options{Dir: dir})
	first.submit(first.login() + "/delete")
	if err := first.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	second := start(t, Options{Dir: dir})
	second.login()
	second.wantListed("", []string{}...)
}

func TestHomeCountsBrokenFlows(t *testing.T) {
	s := start(t, Options{})
	diagram := s.login()
	seen := map[string]bool{}
	for _, v := range s.versionsOf(diagram).Versions {
		var at struct{ Rev int64 }
		s.call(200, "POST", fmt.Sprint(diagram, "/versions/", v.Rev, "/restore"), "", &at)
		all, broken := 0, 0
		for _, f := range verdict.Analyse(s.designAt(diagram, "")).Flows {
			all++
			if f.Holds == verdict.No {
				broken++
			}
		}
		want := fmt.Sprintf(`class="flows hold">all %d hold<`, all)
		if broken > 0 {
			want = fmt.Sprintf(`class="flows broken">%d of %d broken<`, broken, all)
		}
		seen[want] = true
		if page := s.judgedPage(); !strings.Contains(page, want) {
			t.Errorf("%s: %s is not in %s", v.Name, want, page)
		}
		known, err := s.store.Summaries(t.Context(), s.judge.engine)
		if err != nil || known[path.Base(diagram)].Rev != at.Rev {
			t.Errorf("%v, %v", known, err)
		}
	}
	if len(seen) < 3 {
		t.Errorf("the stages show only %v", seen)
	}
	s.submit("/diagrams", "template", "blank")
	if page := s.judgedPage(); !strings.Contains(page, `class="flows">none<`) {
		t.Errorf("the empty VPC has flows: %s", page)
	}
}

// judgedPage is the home page once everything on it is judged.
func (s *studio) judgedPage() string {
	s.t.Helper()
	for range 50 {
		if page := s.homePage(""); !strings.Contains(page, "being checked") {
			return page
		}
	}
	s.t.Fatal("the flows are never judged")
	return ""
}

func TestTemplatePictures(t *testing.T) {
	s := start(t, Options{})
	s.login()
	page := s.homePage("")
	for _, tpl := range template.All {
		at := "/templates/" + tpl.ID + "/picture"
		if !strings.Contains(page, `src="`+at+`"`) {
			t.Errorf("%s is not in the gallery", tpl.ID)
		}
		r := s.want(200, s.send("GET", at, ""))
		checkHeaders(t, r)
		if got := r.Header.Get("Content-Type"); got != "image/svg+xml" || !strings.HasPrefix(text(t, r), "<svg") && !strings.HasPrefix(text(t, r), "<?xml") {
			t.Errorf("%s comes as %q", tpl.ID, got)
		}
		s.want(304, s.send("GET", at, "", "If-None-Match", r.Header.Get("Etag")))
	}
	s.want(404, s.send("GET", "/templates/nothing/picture", ""))
}
