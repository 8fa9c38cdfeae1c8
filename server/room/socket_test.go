package room

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"vpcanvas/engine/design"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// studio is a hub behind a real HTTP server.
type studio struct {
	hub    *Hub
	server *httptest.Server
	doc    string
	store  store.Store
}

func newStudio(t testing.TB, s store.Store, first *design.Design, analyst Analyst) *studio {
	t.Helper()
	h := NewHub(s, analyst, Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), CheckOrigin: func(*http.Request) bool { return true }})
	doc, err := h.Create(context.Background(), first)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /d/{id}/snapshot", func(w http.ResponseWriter, r *http.Request) { h.ServeSnapshot(w, r, r.PathValue("id")) })
	mux.HandleFunc("GET /d/{id}/socket", func(w http.ResponseWriter, r *http.Request) {
		role := wire.Role(r.URL.Query().Get("role"))
		if role == "" {
			role = wire.RoleEditor
		}
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		if until := r.URL.Query().Get("revokeAfter"); until != "" {
			wait, _ := time.ParseDuration(until)
			defer time.AfterFunc(wait, cancel).Stop()
		}
		h.ServeSocket(w, r.WithContext(ctx), r.PathValue("id"), Visitor{User: "someone", Role: role})
	})
	st := &studio{hub: h, server: httptest.NewServer(mux), doc: doc, store: s}
	t.Cleanup(func() { h.Close(); st.server.Close(); s.Close() })
	return st
}

// tab is a client on a real websocket.
type tab struct {
	t     testing.TB
	conn  *websocket.Conn
	actor string
	seq   int64
}

func (st *studio) dial(t testing.TB, query string) *tab {
	t.Helper()
	url := strings.Replace(st.server.URL, "http", "ws", 1) + "/d/" + st.doc + "/socket" + query
	conn, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return &tab{t: t, conn: conn, actor: newActor()}
}

// join says hello and gives the welcome.
func (st *studio) join(t testing.TB, query string) (*tab, wire.Welcome) {
	t.Helper()
	c := st.dial(t, query)
	c.hello(st.doc, nil)
	return c, hear[wire.Welcome](c)
}

func (c *tab) hello(doc string, since *wire.Since) {
	c.send(wire.Hello{Proto: wire.Protocol, Schema: design.Schema, Doc: doc, Actor: c.actor, Since: since})
}

func (c *tab) send(m wire.Message) {
	c.t.Helper()
	frame, err := wire.Encode(m)
	if err == nil {
		err = c.conn.WriteMessage(websocket.TextMessage, frame)
	}
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *tab) rename(id, name string) {
	c.seq++
	c.send(wire.Edit{Seq: c.seq, Label: "rename", Ops: design.Ops{
		design.Patch{Section: design.Resources, ID: id, Path: "name", Value: raw(name)},
	}})
}

// hear waits for the next message of a type; others pass by.
func hear[T wire.Message](c *tab) T {
	c.t.Helper()
	for {
		if err := c.conn.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
			c.t.Fatal(err)
		}
		_, frame, err := c.conn.ReadMessage()
		if err != nil {
			var none T
			c.t.Fatalf("waiting for %T: %v", none, err)
		}
		m, err := wire.DecodeServer(frame)
		if err != nil {
			c.t.Fatal(err)
		}
		if want, ok := m.(T); ok {
			return want
		}
	}
}

// closed waits for the end of the connection and gives its close code.
func (c *tab) closed() int {
	c.t.Helper()
	for {
		_, _, err := c.conn.ReadMessage()
		if e, ok := err.(*websocket.CloseError); ok {
			return e.Code
		}
		if err != nil {
			c.t.Fatal(err)
		}
	}
}

func TestTwoTabsSeeEachOther(t *testing.T) {
	st := newStudio(t, store.NewMemory(), firstDesign(), &Engine{})
	a, welcome := st.join(t, "")
	b, _ := st.join(t, "")
	if !welcome.Fetch || welcome.Rev != 0 || welcome.Role != wire.RoleEditor || welcome.Limits != wire.TheLimits {
		t.Errorf("welcome %+v", welcome)
	}

	a.rename("insresource0", "Web")
	mine, theirs := hear[wire.Commit](a), hear[wire.Commit](b)
	if mine.Rev != 1 || mine.Seq != 1 || mine.Ops != nil {
		t.Errorf("the author was told %+v", mine)
	}
	if theirs.Rev != 1 || theirs.Actor != a.actor || len(theirs.Ops) != 1 {
		t.Errorf("the other was told %+v", theirs)
	}

	// What the engine adds reaches the author too.
	a.seq++
	a.send(wire.Edit{Seq: a.seq, Label: "add", Ops: design.Ops{design.Put{
		Section: design.Resources, ID: "vpcresource9",
		Value: raw(map[string]any{"kind": "vpc", "name": "other", "parent": "scoresource0", "props": map[string]any{"cidr": "10.9.0.0/16"}}),
	}}})
	if c := hear[wire.Commit](a); len(c.Ops) != 4 {
		t.Errorf("adding a VPC came back as %d operations", len(c.Ops))
	}

	b.seq = 4
	b.rename("nosuchthing1", "x")
	reject := hear[wire.Reject](b)
	if reject.Seq != 5 || reject.Code != "unknown-element" || reject.Element != "nosuchthing1" || reject.Text.JA == "" || reject.Rev != 2 {
		t.Errorf("rejected with %+v", reject)
	}
}

func TestResendIsAcknowledgedAgain(t *testing.T) {
	st := newStudio(t, store.NewMemory(), firstDesign(), nil)
	a, _ := st.join(t, "")
	a.rename("insresource0", "Web")
	hear[wire.Commit](a)
	a.rename("insresource0", "Web 2")
	hear[wire.Commit](a)
	a.seq = 0
	a.rename("insresource0", "Web")
	if c := hear[wire.Commit](a); c.Rev != 1 || c.Seq != 1 {
		t.Errorf("sent again: %+v", c)
	}
	a.seq = 0
	a.rename("insresource0", "another")
	if bye := hear[wire.Bye](a); bye.Reason != wire.ByeProtocol {
		t.Errorf("another edit under a used number: %+v", bye)
	}
	if code := a.closed(); code != wire.CloseCodes[wire.ByeProtocol] {
		t.Errorf("closed with %d", code)
	}
}

func TestComingBack(t *testing.T) {
	st := newStudio(t, store.NewMemory(), firstDesign(), nil)
	a, first := st.join(t, "")
	for i := range 3 {
		a.rename("insresource0", fmt.Sprint("name ", i))
		hear[wire.Commit](a)
	}
	b := st.dial(t, "")
	b.hello(st.doc, &wire.Since{Epoch: first.Epoch, Rev: 1})
	w := hear[wire.Welcome](b)
	if w.Fetch || len(w.Commits) != 2 || w.Commits[0].Rev != 2 || len(w.Commits[0].Ops) != 1 {
		t.Errorf("missed commits: %+v", w)
	}
	c := st.dial(t, "")
	c.hello(st.doc, &wire.Since{Epoch: "another", Rev: 1})
	if w := hear[wire.Welcome](c); !w.Fetch {
		t.Errorf("of another epoch: %+v", w)
	}
	// The tab itself comes back after its connection was lost without a word.
	a.conn.NetConn().Close()
	again := st.dial(t, "")
	again.actor = a.actor
	again.hello(st.doc, &wire.Since{Epoch: first.Epoch, Rev: 3})
	if w := hear[wire.Welcome](again); w.Actor != a.actor || w.LastSeq != 3 || w.Fetch {
		t.Errorf("back again: %+v", w)
	}
}

func TestDuplicatedTabGetsAnotherActor(t *testing.T) {
	st := newStudio(t, store.NewMemory(), firstDesign(), nil)
	a, _ := st.join(t, "")
	go func() { // the first tab lives: it answers pings while it reads
		for {
			if _, _, err := a.conn.ReadMessage(); err != nil {
				return
			}
		}
	}()
	b := st.dial(t, "")
	b.actor = a.actor
	b.hello(st.doc, nil)
	if w := hear[wire.Welcome](b); w.Actor == a.actor || !actorPattern.MatchString(w.Actor) {
		t.Errorf("welcomed as %s", w.Actor)
	}
}

func TestWhatNoClientSends(t *testing.T) {
	st := newStudio(t, store.NewMemory(), firstDesign(), nil)
	hello := func(change func(*wire.Hello)) []byte {
		h := wire.Hello{Proto: wire.Protocol, Schema: design.Schema, Doc: st.doc, Actor: newActor()}
		change(&h)
		frame, err := wire.Encode(h)
		if err != nil {
			t.Fatal(err)
		}
		return frame
	}
	for name, c := range map[string]struct {
		frames [][]byte
		want   wire.ByeReason
	}{
		"older protocol":  {[][]byte{hello(func(h *wire.Hello) { h.Proto = 0 })}, wire.ByeUpgrade},
		"newer schema":    {[][]byte{hello(func(h *wire.Hello) { h.Schema++ })}, wire.ByeUpgrade},
		"another diagram": {[][]byte{hello(func(h *wire.Hello) { h.Doc = "diagram99999" })}, wire.ByeProtocol},
		"short actor":     {[][]byte{hello(func(h *wire.Hello) { h.Actor = "me" })}, wire.ByeProtocol},
		"no hello":        {[][]byte{[]byte(`{"type":"edit","seq":1,"base":0,"label":"","ops":[]}`)}, wire.ByeProtocol},
		"not JSON":        {[][]byte{hello(func(*wire.Hello) {}), []byte(`{`)}, wire.ByeProtocol},
		"too deep":        {[][]byte{hello(func(*wire.Hello) {}), []byte(strings.Repeat(`[`, 40) + strings.Repeat(`]`, 40))}, wire.ByeProtocol},
		"unknown type":    {[][]byte{hello(func(*wire.Hello) {}), []byte(`{"type":"sudo"}`)}, wire.ByeProtocol},
		"unknown member":  {[][]byte{hello(func(*wire.Hello) {}), []byte(`{"type":"edit","seq":1,"base":0,"label":"","ops":[],"user":"root"}`)}, wire.ByeProtocol},
		"hello twice":     {[][]byte{hello(func(*wire.Hello) {}), hello(func(*wire.Hello) {})}, wire.ByeProtocol},
		"seq 0":           {[][]byte{hello(func(*wire.Hello) {}), []byte(`{"type":"edit","seq":0,"base":0,"label":"","ops":[]}`)}, wire.ByeProtocol},
	} {
		t.Run(name, func(t *testing.T) {
			tab := st.dial(t, "")
			for _, frame := range c.frames {
				if err := tab.conn.WriteMessage(websocket.TextMessage, frame); err != nil {
					t.Fatal(err)
				}
			}
			if bye := hear[wire.Bye](tab); bye.Reason != c.want || bye.Detail == "" {
				t.Errorf("bye %+v", bye)
			}
			if code := tab.closed(); code != wire.CloseCodes[c.want] {
				t.Errorf("closed with %d", code)
			}
		})
	}
	t.Run("too large", func(t *testing.T) {
		tab, _ := st.join(t, "")
		_ = tab.conn.WriteMessage(websocket.TextMessage, []byte(strings.Repeat(" ", wire.TheLimits.Frame+1)))
		if code := tab.closed(); code != websocket.CloseMessageTooBig {
			t.Errorf("closed with %d", code)
		}
	})
	t.Run("unknown operation is only rejected", func(t *testing.T) {
		tab, _ := st.join(t, "")
		frame := []byte(`{"type":"edit","seq":1,"base":0,"label":"","ops":[{"op":"explode","id":"x"}]}`)
		if err := tab.conn.WriteMessage(websocket.TextMessage, frame); err != nil {
			t.Fatal(err)
		}
		if r := hear[wire.Reject](tab); r.Code != "unknown-op" || r.Seq != 1 {
			t.Errorf("rejected with %+v", r)
		}
	})
}

func TestViewerMayLookAndAsk(t *testing.T) {
	st := newStudio(t, store.NewMemory(), firstDesign(), &Engine{})
	v, w := st.join(t, "?role=viewer")
	if w.Role != wire.RoleViewer {
		t.Errorf("welcomed as %s", w.Role)
	}
	v.rename("insresource0", "mine")
	if r := hear[wire.Reject](v); r.Code != "read-only" || r.Text.EN == "" || r.Text.JA == "" {
		t.Errorf("rejected with %+v", r)
	}
	v.send(wire.Ask{ID: 7, Question: wire.Question{Trace: &wire.Trace{}}})
	if a := hear[wire.Answer](v); a.ID != 7 || a.Result.Explained == nil {
		t.Errorf("answered %+v", a)
	}
}

// A tab whose request was let in just before its diagram was deleted edits nothing that nobody sees.
func TestADeletedDiagramIsNotEntered(t *testing.T) {
	st := newStudio(t, store.NewMemory(), firstDesign(), nil)
	if err := st.store.SetDeleted(t.Context(), st.doc, time.Now()); err != nil {
		t.Fatal(err)
	}
	c := st.dial(t, "")
	c.hello(st.doc, nil)
	if bye := hear[wire.Bye](c); bye.Reason != wire.ByeGone {
		t.Errorf("%+v", bye)
	}
	if err := st.store.SetDeleted(t.Context(), st.doc, time.Time{}); err != nil {
		t.Fatal(err)
	}
	st.join(t, "")
}

func TestRevokedVisitorIsSentAway(t *testing.T) {
	st := newStudio(t, store.NewMemory(), firstDesign(), nil)
	c, _ := st.join(t, "?revokeAfter=50ms")
	if bye := hear[wire.Bye](c); bye.Reason != wire.ByeRevoked || bye.RetryAfter != 0 {
		t.Errorf("bye %+v", bye)
	}
}

func TestRestartSaysByeAndKeepsWhatWasSent(t *testing.T) {
	s := store.NewMemory()
	st := newStudio(t, s, firstDesign(), nil)
	c, _ := st.join(t, "")
	c.rename("insresource0", "last words")
	hear[wire.Commit](c)
	go st.hub.Close()
	if bye := hear[wire.Bye](c); bye.Reason != wire.ByeRestart || bye.RetryAfter == 0 {
		t.Errorf("bye %+v", bye)
	}
	if code := c.closed(); code != wire.CloseCodes[wire.ByeRestart] {
		t.Errorf("closed with %d", code)
	}
}

func TestUnknownDiagram(t *testing.T) {
	st := newStudio(t, store.NewMemory(), firstDesign(), nil)
	st.doc = "diagram00000"
	c := st.dial(t, "")
	c.hello(st.doc, nil)
	if bye := hear[wire.Bye](c); bye.Reason != wire.ByeGone {
		t.Errorf("bye %+v", bye)
	}
	res, err := http.Get(st.server.URL + "/d/" + st.doc + "/snapshot")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusNotFound {
		t.Errorf("status %d", res.StatusCode)
	}
}

// body is a snapshot as clients read it.
type body struct {
	Epoch  string          `json:"epoch"`
	Rev    int64           `json:"rev"`
	Design json.RawMessage `json:"design"`
}

func TestSnapshot(t *testing.T) {
	st := newStudio(t, store.NewMemory(), firstDesign(), nil)
	c, w := st.join(t, "")
	for i := range 3 {
		c.rename("insresource0", fmt.Sprint("name ", i))
		hear[wire.Commit](c)
	}
	get := func(query, encoding, tag string) (*http.Response, body) {
		t.Helper()
		req, err := http.NewRequest(http.MethodGet, st.server.URL+"/d/"+st.doc+"/snapshot"+query, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Accept-Encoding", encoding)
		req.Header.Set("If-None-Match", tag)
		res, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		var r io.Reader = res.Body
		if res.Header.Get("Content-Encoding") == "gzip" {
			if r, err = gzip.NewReader(res.Body); err != nil {
				t.Fatal(err)
			}
		}
		var b body
		if res.StatusCode == http.StatusOK {
			if err := json.NewDecoder(r).Decode(&b); err != nil {
				t.Fatal(err)
			}
		}
		return res, b
	}
	nameOf := func(b body) string {
		d, err := design.Decode(b.Design)
		if err != nil {
			t.Fatal(err)
		}
		return d.Resources["insresource0"].Name
	}
	res, b := get("", "gzip", "")
	if res.Header.Get("Content-Encoding") != "gzip" || b.Rev != 3 || b.Epoch != w.Epoch || nameOf(b) != "name 2" {
		t.Errorf("newest: %v, %d %s", res.Header, b.Rev, b.Epoch)
	}
	if res, _ := get("", "gzip", res.Header.Get("ETag")); res.StatusCode != http.StatusNotModified {
		t.Errorf("unchanged: %s", res.Status)
	}
	if res, b := get("?rev=1", "gzip;q=0, identity", ""); res.Header.Get("Content-Encoding") != "" || b.Rev != 1 || nameOf(b) != "name 0" {
		t.Errorf("older: %v, %d", res.Header, b.Rev)
	}
	for query, want := range map[string]int{"?rev=4": 404, "?rev=-2": 400, "?rev=x": 400} {
		if res, _ := get(query, "", ""); res.StatusCode != want {
			t.Errorf("%s: %s", query, res.Status)
		}
	}
}

func TestReplaceReachesEverybody(t *testing.T) {
	st := newStudio(t, store.NewMemory(), firstDesign(), &Engine{})
	c, _ := st.join(t, "")
	ctx := context.Background()
	if _, err := st.hub.Replace(ctx, st.doc, Visitor{Role: wire.RoleViewer}, "no", design.New("x")); err == nil {
		t.Error("a viewer replaced the design")
	}
	rev, err := st.hub.Replace(ctx, st.doc, Visitor{User: "admin", Role: wire.RoleEditor}, "import", design.New("imported"))
	if err != nil || rev != 1 {
		t.Fatalf("rev %d, %v", rev, err)
	}
	if commit := hear[wire.Commit](c); !commit.Replace || commit.Rev != 1 {
		t.Errorf("told %+v", commit)
	}
	if a := hear[wire.Analysis](c); a.Base != nil {
		t.Errorf("the analysis after a replace goes on from rev %d", *a.Base)
	}
	d, head, err := st.hub.Head(ctx, st.doc)
	if err != nil || head != 1 || d.Name != "imported" {
		t.Errorf("%v %d %v", d, head, err)
	}
	kept, err := st.store.Diagram(ctx, st.doc)
	if err != nil || kept.Name != "imported" {
		t.Errorf("the list says %q, %v", kept.Name, err)
	}
}
