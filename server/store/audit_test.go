package store

import (
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func testPurge(t *testing.T, s Store) {
	then := millis(noon)
	create(t, s, diagramA)
	create(t, s, diagramB)
	mustAppend(t, s, diagramA, edit("tab", 1))
	for _, err := range []error{
		s.Pin(t.Context(), Version{Diagram: diagramA, Rev: 1, Name: "kept", By: "owner", At: then}),
		s.SaveSnapshot(t.Context(), diagramA, 1, []byte(`{"rev":1}`)),
		s.SaveSummary(t.Context(), Summary{Diagram: diagramA, Rev: 1, Engine: "one"}),
		s.Purge(t.Context(), diagramA, then.Add(time.Hour)), // not deleted at all
		s.SetDeleted(t.Context(), diagramA, then),
		s.Purge(t.Context(), diagramA, then), // not before
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Diagram(t.Context(), diagramA); err != nil {
		t.Fatalf("it went too early: %v", err)
	}
	for range 2 { // the second time there is nothing left, and that is fine
		if err := s.Purge(t.Context(), diagramA, then.Add(time.Millisecond)); err != nil {
			t.Fatal(err)
		}
	}
	_, err := s.Diagram(t.Context(), diagramA)
	wantError(t, err, ErrNotFound)
	_, err = s.Load(t.Context(), diagramA, Head)
	wantError(t, err, ErrNotFound)
	if known, err := s.Summaries(t.Context(), "one"); err != nil || len(known) != 0 {
		t.Errorf("%v, %v", known, err)
	}
	wantHead(t, s, diagramB, 0)
	create(t, s, diagramA) // nothing of the old one stands in the way
	wantHead(t, s, diagramA, 0)
}

func testAudit(t *testing.T, s Store) {
	create(t, s, diagramA)
	rows := []AuditRow{
		{At: noon, User: "owner", Action: "login"},
		{At: noon.Add(time.Second), User: "owner", Action: "delete", Diagram: diagramA, Detail: "Web \u202e and DB"},
		{At: noon, Action: "purge", Diagram: diagramA},
	}
	for i := range rows {
		if err := s.Record(t.Context(), rows[i]); err != nil {
			t.Fatal(err)
		}
		rows[i].Serial, rows[i].At = int64(i)+1, millis(rows[i].At)
	}
	wantError(t, s.Record(t.Context(), AuditRow{At: noon}), ErrInvalid)
	for _, err := range []error{s.SetDeleted(t.Context(), diagramA, noon), s.Purge(t.Context(), diagramA, noon.Add(time.Hour))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		after int64
		limit int
		want  []AuditRow
	}{{0, 0, rows}, {1, 1, rows[1:2]}, {3, 0, []AuditRow{}}} {
		got, err := s.AuditRows(t.Context(), c.after, c.limit)
		if err != nil {
			t.Fatal(err)
		}
		wantSame(t, got, c.want)
	}
}

// TestAuditRowsStay: neither a mistake of this program nor another one passes unseen.
func TestAuditRowsStay(t *testing.T) {
	dir := t.TempDir()
	s := openTest(t, dir, Options{})
	if err := s.Record(t.Context(), AuditRow{At: noon, User: "owner", Action: "export"}); err != nil {
		t.Fatal(err)
	}
	db, err := openDB(filepath.Join(dir, dbFile), "mode=rw")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, change := range []string{"UPDATE audit SET user = 'nobody'", "DELETE FROM audit"} {
		if _, err := db.Exec(change); err == nil {
			t.Errorf("%s: nothing kept it", change)
		}
	}
	for _, forced := range []string{"DROP TRIGGER audit_stays", "UPDATE audit SET user = 'nobody'"} {
		if _, err := db.Exec(forced); err != nil {
			t.Fatal(err)
		}
	}
	_, err = s.AuditRows(t.Context(), 0, 0)
	wantError(t, err, ErrCorrupt)
	_, err = ReadAudit(t.Context(), dir)
	wantError(t, err, ErrCorrupt)
	_, err = ReadAudit(t.Context(), t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "no database") {
		t.Errorf("an empty folder: %v", err)
	}
}
