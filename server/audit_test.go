package server

import (
	"bytes"
	"encoding/json"
	"path"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/gorilla/websocket"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// clock is moved by hand.
type clock struct{ at atomic.Int64 }

func newClock(t time.Time) *clock {
	c := &clock{}
	c.at.Store(t.UnixMilli())
	return c
}

func (c *clock) now() time.Time          { return time.UnixMilli(c.at.Load()).UTC() }
func (c *clock) advance(d time.Duration) { c.at.Add(d.Milliseconds()) }

// TestEachActionLeavesOneRow does everything that the audit tells of, and some of it twice.
func TestEachActionLeavesOneRow(t *testing.T) {
	began := time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)
	dir := t.TempDir()
	s := start(t, Options{Dir: dir, Now: newClock(began).now})
	diagram := s.login()
	id := path.Base(diagram)
	d, err := s.store.Diagram(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	s.want(200, s.send("GET", diagram+"/export/terraform", ""))
	s.want(200, s.send("GET", diagram+"/export/terraform/contents", "")) // looking takes nothing home
	for range 2 {                                                        // the second time nothing changes
		s.want(200, s.send("POST", diagram+"/versions/2/restore", ""))
	}
	for range 2 {
		s.want(303, s.submit(diagram+"/delete"))
	}
	for range 2 {
		s.want(303, s.submit(diagram+"/undelete"))
	}
	s.want(401, s.send("POST", "/login", `{"token":"wrong"}`, "Content-Type", "application/json")) // nobody came in

	row := func(serial int64, action, detail string) store.AuditRow {
		return store.AuditRow{Serial: serial, At: began, User: "owner", Action: action, Diagram: id, Detail: detail}
	}
	want := []store.AuditRow{
		{Serial: 1, At: began, User: "owner", Action: "login"},
		row(2, "export", d.Name+": terraform .tf"),
		row(3, "restore", d.Name+": revision 2, Internet gateway"),
		row(4, "delete", d.Name),
		row(5, "undelete", d.Name),
	}
	got, err := Audit(t.Context(), dir) // while the server runs, as the command does
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) {
		t.Fatalf("%d rows: %+v", len(got), got)
	}
	for i, r := range want {
		if got[i] != r {
			t.Errorf("row %d: %+v, want %+v", i, got[i], r)
		}
	}
	var out bytes.Buffer
	if err := PrintAudit(t.Context(), dir, &out); err != nil || strings.Count(out.String(), "\n") != len(want) ||
		!strings.Contains(out.String(), `"action":"undelete"`) {
		t.Errorf("%v\n%s", err, out.String())
	}
}

// TestDeletedDiagramsGoAfterAMonth: not a moment earlier, and with a row that says so.
func TestDeletedDiagramsGoAfterAMonth(t *testing.T) {
	c := newClock(time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC))
	s := start(t, Options{Now: c.now})
	diagram := s.login()
	id := path.Base(diagram)
	s.want(303, s.submit(diagram+"/delete"))
	c.advance(keepDeleted)
	s.tidy(t.Context())
	if _, err := s.store.Diagram(t.Context(), id); err != nil {
		t.Fatalf("it went too early: %v", err)
	}
	c.advance(time.Millisecond)
	s.tidy(t.Context())
	s.tidy(t.Context())
	if _, err := s.store.Diagram(t.Context(), id); err == nil {
		t.Fatal("it is still there")
	}
	rows, err := s.store.AuditRows(t.Context(), 2, 0)
	if err != nil || len(rows) != 1 || rows[0].Action != auditPurge || rows[0].User != "" || rows[0].Diagram != id {
		t.Errorf("%+v, %v", rows, err)
	}
}

// Names that people send are of any length; what the log and the audit keep of them is not.
func TestAuditRowsAreBounded(t *testing.T) {
	dir := t.TempDir()
	s := start(t, Options{Dir: dir})
	diagram := s.login()
	long := strings.Repeat("長", 30_000)
	s.want(200, s.upload(diagram+"/import", []exchange.File{{Name: long + ".json", Data: []byte(`{"schema":1,"resources":{}}`)}}))
	conn := s.join(diagram)
	ops := design.Ops{design.Patch{Section: design.Itself, Path: "name", Value: json.RawMessage(`"` + long[:60_000] + `"`)}}
	frame, err := wire.Encode(wire.Edit{Seq: 1, Ops: ops})
	if err == nil {
		err = conn.WriteMessage(websocket.TextMessage, frame)
	}
	if err != nil {
		t.Fatal(err)
	}
	hear(t, conn, `"commit"`)
	s.want(200, s.send("GET", diagram+"/export/design", ""))
	s.want(303, s.submit(diagram+"/delete"))
	rows, err := Audit(t.Context(), dir)
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, r := range rows {
		if n := utf8.RuneCountInString(r.Detail); n > maxDetail || r.Action != auditLogin && n < 100 {
			t.Errorf("%s: %d characters", r.Action, n)
		}
	}
}
