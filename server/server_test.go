package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/gorilla/websocket"

	"vpcanvas/engine/design"
	"vpcanvas/server/wire"
	"vpcanvas/web"
)

// studio is a running server with a browser beside it.
type studio struct {
	*Server
	t      *testing.T
	client *http.Client
	log    *safeBuffer
}

// safeBuffer is a log that several goroutines write.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func start(t *testing.T, o Options) *studio {
	t.Helper()
	if o.Dir == "" {
		o.Dir = t.TempDir()
	}
	if o.Listen == "" {
		o.Listen = "127.0.0.1:0"
	}
	log := &safeBuffer{}
	o.Log = slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	s, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Shutdown(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	return &studio{Server: s, t: t, log: log, client: newBrowser(t)}
}

func newBrowser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// send makes a request; path is below the base. Headers come in pairs; "Host" is the host.
func (s *studio) send(method, path, body string, headers ...string) *http.Response {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.Address()+strings.TrimPrefix(path, "/"), strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := s.client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	body2, err := io.ReadAll(answer.Body)
	answer.Body.Close()
	if err != nil {
		s.t.Fatal(err)
	}
	answer.Body = io.NopCloser(bytes.NewReader(body2))
	return answer
}

func text(t *testing.T, r *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func (s *studio) want(status int, r *http.Response) *http.Response {
	s.t.Helper()
	if r.StatusCode != status {
		s.t.Fatalf("%s %s: %d, want %d: %s", r.Request.Method, r.Request.URL, r.StatusCode, status, text(s.t, r))
	}
	return r
}

// login trades a fresh URL and returns where it leads.
func (s *studio) login() string {
	s.t.Helper()
	login, err := s.LoginURL()
	if err != nil {
		s.t.Fatal(err)
	}
	_, token, _ := strings.Cut(login, "#token=")
	r := s.want(200, s.send("POST", "/login", `{"token":"`+token+`"}`, "Content-Type", "application/json", "Origin", s.origin()))
	var answer struct{ Next string }
	if err := json.Unmarshal([]byte(text(s.t, r)), &answer); err != nil {
		s.t.Fatal(err)
	}
	return answer.Next
}

func (s *studio) origin() string { return strings.TrimSuffix(s.Address(), s.base) }

func (s *studio) cookie() *http.Cookie {
	s.t.Helper()
	at, err := url.Parse(s.Address())
	if err != nil {
		s.t.Fatal(err)
	}
	for _, c := range s.client.Jar.Cookies(at) {
		if strings.HasPrefix(c.Name, "vpcanvas_"+s.store.Instance()) {
			return c
		}
	}
	s.t.Fatal("no session cookie")
	return nil
}

func TestFirstStartLeadsToTheTemplate(t *testing.T) {
	s := start(t, Options{})
	next := s.login()
	if !strings.HasPrefix(next, "/d/") {
		t.Fatalf("the login leads to %s", next)
	}
	page := text(t, s.want(200, s.send("GET", next, "")))
	if web.Built() != strings.Contains(page, `id="editor"`) || web.Built() == strings.Contains(page, "npm start") {
		t.Errorf("the editor is built: %v, but the page is %s", web.Built(), page)
	}
	d, err := design.Decode([]byte(text(t, s.want(200, s.send("GET", next+"/export/design", "")))))
	if err != nil || len(d.Resources) == 0 {
		t.Errorf("the first diagram is empty: %v", err)
	}
	home := text(t, s.want(200, s.send("GET", "/", "")))
	if !strings.Contains(home, `href="`+next+`"`) || !strings.Contains(home, d.Name) {
		t.Errorf("the diagram is not on the home page: %s", home)
	}
	s.want(200, s.send("GET", next+"/snapshot", ""))
}

func TestCreateFromATemplate(t *testing.T) {
	s := start(t, Options{})
	s.login()
	form := []string{"Content-Type", "application/x-www-form-urlencoded", "Origin", "null", "Sec-Fetch-Site", "same-origin", "Accept-Language", "ja"}
	to := s.want(303, s.send("POST", "/diagrams", "template=blank", form...)).Header.Get("Location")
	d, err := design.Decode([]byte(text(t, s.want(200, s.send("GET", to+"/export/design", "")))))
	if err != nil || d.Name != "空の VPC" {
		t.Errorf("%v, %v", d, err)
	}
	s.want(400, s.send("POST", "/diagrams", "template=nothing", form...))
	s.want(400, s.send("POST", "/diagrams", "", form...))
	if next := s.login(); next != "/" {
		t.Errorf("with two diagrams the login leads to %s", next)
	}
}

// Everything about a session must survive the server: browsers go on by themselves.
func TestRestartKeepsSessionsAndTokens(t *testing.T) {
	dir := t.TempDir()
	first := start(t, Options{Dir: dir})
	next := first.login()
	unspent, err := first.LoginURL()
	if err != nil {
		t.Fatal(err)
	}
	listen := strings.TrimSuffix(strings.TrimPrefix(first.Address(), "http://"), "/")
	if err := first.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	second := start(t, Options{Dir: dir, Listen: listen})
	second.client = first.client
	second.want(200, second.send("GET", next, ""))
	second.client = newBrowser(t)
	_, token, _ := strings.Cut(unspent, "#token=")
	second.want(200, second.send("POST", "/login", `{"token":"`+token+`"}`, "Content-Type", "application/json"))
}

func TestLogin(t *testing.T) {
	s := start(t, Options{})
	login, err := s.LoginURL()
	if err != nil {
		t.Fatal(err)
	}
	form := []string{"Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html"}
	s.want(303, s.send("POST", "/login", "token="+url.QueryEscape(login), form...))
	s.want(200, s.send("GET", "/", ""))
	s.client = newBrowser(t)
	again := s.want(401, s.send("POST", "/login", "token="+url.QueryEscape(login), form...))
	if page := text(t, again); !strings.Contains(page, "vpcanvas url") || !strings.Contains(page, "<h1>") {
		t.Errorf("the page for a spent token is %s", page)
	}
	for _, body := range []string{"", "{", `{"token":7}`, `[]`, "null"} {
		if code := s.send("POST", "/login", body, "Content-Type", "application/json").StatusCode; code != 400 && code != 401 {
			t.Errorf("%q: %d", body, code)
		}
	}
	large := s.send("POST", "/login", `{"token":"`+strings.Repeat("x", 1<<20)+`"}`, "Content-Type", "application/json")
	s.want(413, large)
	s.want(413, s.send("POST", "/login", "token="+strings.Repeat("x", 1<<20), form...))
}

func TestLogoutEndsSessionAndSockets(t *testing.T) {
	s := start(t, Options{})
	next := s.login()
	cookie := s.cookie()
	conn, answer, err := websocket.DefaultDialer.DialContext(t.Context(), strings.Replace(s.origin(), "http", "ws", 1)+next+"/socket",
		http.Header{"Origin": {s.origin()}, "Cookie": {cookie.String()}})
	if err != nil {
		t.Fatalf("%v %v", err, answer)
	}
	defer conn.Close()
	hello := wire.Hello{Proto: wire.Protocol, Schema: design.Schema, Doc: path.Base(next), Actor: strings.Repeat("0a", 16)}
	frame, err := wire.Encode(hello)
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.WriteMessage(websocket.TextMessage, frame); err != nil {
		t.Fatal(err)
	}
	if _, welcome, err := conn.ReadMessage(); err != nil || !bytes.Contains(welcome, []byte(`"type":"welcome"`)) {
		t.Fatalf("%s, %v", welcome, err)
	}
	s.want(303, s.send("POST", "/logout", "", "Origin", s.origin()))
	s.want(401, s.send("GET", next, "", "Cookie", cookie.String()))
	if err := conn.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
		t.Fatal(err)
	}
	for {
		_, _, err := conn.ReadMessage()
		var closed *websocket.CloseError
		if errors.As(err, &closed) {
			if closed.Code != wire.CloseCodes[wire.ByeRevoked] {
				t.Errorf("closed with %v", closed)
			}
			return
		}
		if err != nil {
			t.Fatalf("the socket outlived its session: %v", err)
		}
	}
}

// TestEveryRouteIsGuarded goes through the router itself, so that a new route is
// tested from its first day: it must be in the table or it fails.
func TestEveryRouteIsGuarded(t *testing.T) {
	s := start(t, Options{})
	diagram := strings.TrimPrefix(s.login(), "/d/")
	inside := s.client
	open := map[string]bool{"GET /healthz": true, "GET /assets/*": true, "POST /login": true, "POST /logout": true}
	session := map[string]bool{
		"GET /": true, "GET /templates/{template}/picture": true, "POST /diagrams": true, "GET /d/{id}": true, "GET /d/{id}/socket": true,
		"GET /d/{id}/snapshot": true, "GET /d/{id}/export/{format}": true, "GET /d/{id}/export": true, "GET /d/{id}/export/{format}/contents": true, "GET /d/{id}/export/{format}/check": true,
		"POST /import": true, "POST /d/{id}/import": true, "POST /d/{id}/rename": true, "POST /d/{id}/duplicate": true, "POST /d/{id}/delete": true, "POST /d/{id}/undelete": true,
		"GET /docs/rules": true, "GET /docs/rules/{code}": true, "GET /docs/reasons": true, "GET /docs/reasons/{code}": true,
		"GET /d/{id}/versions": true, "POST /d/{id}/versions": true, "POST /d/{id}/versions/{rev}/restore": true,
	}
	fill := strings.NewReplacer("{id}", diagram, "{format}", "design", "{rev}", "1", "{template}", "blank", "*", "page/page.css",
		"rules/{code}", "rules/open-admin-port", "reasons/{code}", "reasons/ENI_SG_RULES_MISMATCH")
	visited := 0
	err := chi.Walk(s.tree(), func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		visited++
		name, path := method+" "+route, fill.Replace(route)
		if open[name] == session[name] {
			t.Errorf("%s is not in the table", name)
		}
		t.Run(name, func(t *testing.T) {
			s := *s
			s.t, s.client = t, inside
			upgrade := []string{}
			if strings.HasSuffix(route, "/socket") {
				upgrade = []string{"Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="}
			}
			send := func(headers ...string) *http.Response {
				return s.send(method, path, "", append(headers, upgrade...)...)
			}
			changes := method != "GET" || len(upgrade) > 0

			s.want(421, send("Host", "evil.example"))
			s.want(421, send("Host", "evil.example", "Origin", "http://evil.example", "Sec-Fetch-Site", "same-origin"))
			if changes {
				s.want(403, send("Origin", "http://evil.example", "Sec-Fetch-Site", "cross-site"))
				s.want(403, send("Origin", "http://evil.example"))
				s.want(403, send("Origin", "null"))
				s.want(403, send("Origin", "http://127.0.0.1:1", "Sec-Fetch-Site", "same-site"))
			}
			if len(upgrade) > 0 {
				s.want(403, send())
			}
			s.client = newBrowser(t)
			without := send("Origin", s.origin())
			if session[name] {
				s.want(401, without)
			} else if without.StatusCode == 403 || without.StatusCode == 404 || without.StatusCode == 421 {
				t.Errorf("an open route answers %d", without.StatusCode)
			}
			checkHeaders(t, without)
		})
		return nil
	})
	if err != nil || visited != len(open)+len(session) {
		t.Errorf("%d routes, the table has %d (%v)", visited, len(open)+len(session), err)
	}
}

func checkHeaders(t *testing.T, r *http.Response) {
	t.Helper()
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"} {
		if got := r.Header.Get(name); got != want {
			t.Errorf("%s: %s = %q", r.Request.URL, name, got)
		}
	}
	policy := r.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("%s: the policy %q lacks %s", r.Request.URL, policy, want)
		}
	}
	if strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
		t.Errorf("%s: the policy %q lets too much through", r.Request.URL, policy)
	}
	if r.Header.Get("Cache-Control") == "" {
		t.Errorf("%s says nothing about caches", r.Request.URL)
	}
}

func TestPoliciesOfPagesAndFiles(t *testing.T) {
	s := start(t, Options{})
	next := s.login()
	html := []string{"Accept", "text/html"}
	home := s.want(200, s.send("GET", "/", "", html...))
	checkHeaders(t, home)
	for _, want := range []string{"script-src 'self';", "object-src 'none'", "form-action 'self'", "require-trusted-types-for 'script'"} {
		if policy := home.Header.Get("Content-Security-Policy"); !strings.Contains(policy, want) {
			t.Errorf("the page's policy %q lacks %s", policy, want)
		}
	}
	editor := s.want(200, s.send("GET", next, "", html...))
	checkHeaders(t, editor)
	if web.Built() {
		policy := editor.Header.Get("Content-Security-Policy")
		nonce := regexp.MustCompile(`'nonce-([A-Z0-9]{26})'`).FindStringSubmatch(policy)
		if nonce == nil || !strings.Contains(text(t, editor), `nonce="`+nonce[1]+`"`) {
			t.Errorf("the nonce of %q is not in the page", policy)
		}
		if !strings.Contains(policy, "connect-src 'self' ws://"+strings.TrimPrefix(s.origin(), "http://")) {
			t.Errorf("the policy %q leaves no socket", policy)
		}
	}
	export := s.want(200, s.send("GET", next+"/export/cloudformation", "", html...))
	checkHeaders(t, export)
	if !strings.HasSuffix(export.Header.Get("Content-Security-Policy"), "; sandbox") || !strings.HasPrefix(export.Header.Get("Content-Disposition"), "attachment;") {
		t.Errorf("an export comes with %v", export.Header)
	}
	missing := s.want(404, s.send("GET", "/nowhere", "", html...))
	checkHeaders(t, missing)
	if !strings.Contains(text(t, missing), "<h1>") {
		t.Error("a person gets no page for a wrong address")
	}
}

// Whether a diagram exists is told to nobody who may not see it, so all absent ones look alike.
func TestAbsentDiagramsAreNotFound(t *testing.T) {
	s := start(t, Options{})
	s.login()
	for _, id := range []string{"diagramzzzz", "x", "..", "%2e%2e", "a%00b", "%ff"} {
		for _, below := range []string{"", "/snapshot", "/export/design"} {
			s.want(404, s.send("GET", "/d/"+id+below, ""))
		}
	}
	s.want(404, s.send("GET", "/d/diagramzzzz/socket", "", "Origin", s.origin()))
	next := s.login()
	s.want(404, s.send("GET", next+"/export/nothing", ""))
}

func TestLandingIsWhereTheLoginIs(t *testing.T) {
	s := start(t, Options{})
	next := s.login()
	s.client = newBrowser(t)
	for path, code := range map[string]int{"/": 200, next: 401} {
		landing := text(t, s.want(code, s.send("GET", path, "", "Accept", "text/html", "Accept-Language", "ja")))
		if !strings.Contains(landing, `id="login"`) || !strings.Contains(landing, "ログイン") {
			t.Errorf("%s: %s", path, landing)
		}
	}
	s.want(401, s.send("GET", "/", ""))
}

func TestAssets(t *testing.T) {
	s := start(t, Options{})
	for file, kind := range map[string]string{"page/page.css": "text/css; charset=utf-8", "page/login.js": "text/javascript; charset=utf-8", "page/icon.svg": "image/svg+xml"} {
		r := s.want(200, s.send("GET", "/assets/"+file, ""))
		if got := r.Header.Get("Content-Type"); got != kind {
			t.Errorf("%s comes as %q", file, got)
		}
		s.want(304, s.send("GET", "/assets/"+file, "", "If-None-Match", r.Header.Get("Etag")))
	}
	for _, path := range []string{"", "page", "page/", "placeholder.txt", "../server.go", "..%2f..%2fgo.mod", "page/../../x"} {
		if r := s.send("GET", "/assets/"+path, ""); r.StatusCode == 200 {
			t.Errorf("/assets/%s is served", path)
		}
	}
}

func TestSecretsStayOutOfLogAndDatabase(t *testing.T) {
	dir := t.TempDir()
	s := start(t, Options{Dir: dir})
	login, err := s.LoginURL()
	if err != nil {
		t.Fatal(err)
	}
	_, token, _ := strings.Cut(login, "#token=")
	s.login()
	s.send("GET", "/?token="+token, "")
	s.send("POST", "/login", `{"token":"`+token+`"}`, "Content-Type", "application/json")
	s.send("POST", "/login", `{"token":"`+token+`"}`, "Content-Type", "application/json")
	secret := s.cookie().Value
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	s.send("GET", "/", "") // fails, and is logged
	if log := s.log.String(); strings.Contains(log, token) || strings.Contains(log, secret) || !strings.Contains(log, "a request failed") {
		t.Errorf("the log holds a secret, or nothing: %s", log)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		if data, err := os.ReadFile(path); err == nil && (bytes.Contains(data, []byte(token)) || bytes.Contains(data, []byte(secret))) {
			t.Errorf("%s holds a secret", path)
		}
	}
}

func TestBasePath(t *testing.T) {
	s := start(t, Options{Base: "team/canvas"})
	if !strings.HasSuffix(s.Address(), "/team/canvas/") {
		t.Errorf("address %s", s.Address())
	}
	next := s.login()
	if !strings.HasPrefix(next, "/team/canvas/d/") {
		t.Errorf("the login leads to %s", next)
	}
	page := text(t, s.want(200, s.send("GET", "", "")))
	if !strings.Contains(page, `href="`+next+`"`) || strings.Contains(page, `href="/d/`) {
		t.Errorf("the home page leaves the base path: %s", page)
	}
	s.want(200, s.send("GET", "assets/page/page.css", ""))
	r, err := s.client.Get(s.origin() + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	s.want(404, r)
	r, err = s.client.Get(s.origin() + "/team/canvas")
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if to := r.Header.Get("Location"); r.StatusCode != http.StatusPermanentRedirect || to != "/team/canvas/" {
		t.Errorf("without the last slash: %d to %q", r.StatusCode, to)
	}
}

func TestFileName(t *testing.T) {
	for name, want := range map[string]string{
		"Web":                           "Web.json",
		"空の VPC":                        "空の VPC.json",
		"../../etc/passwd":              "-..-etc-passwd.json",
		"a\r\nSet-Cookie: x=1":          "a--Set-Cookie- x=1.json",
		`"; filename="x.exe`:            "-; filename=-x.exe.json",
		"":                              "diagram.json",
		"photo\u202egpj":                "photo-gpj.json",
		" . ":                           "diagram.json",
		strings.Repeat("長", 300):        strings.Repeat("長", 100) + ".json",
		"bad \xff\xfe bytes\x00\u009b!": "bad -- bytes--!.json",
	} {
		if got := fileName(name, ".json"); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

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
