package server

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"vpcanvas/server/store"
)

// What the audit tells. Sharing and roles come with accounts.
const (
	auditLogin   = "login"
	auditExport  = "export"
	auditImport  = "import"
	auditDelete  = "delete"
	auditRestore = "restore" // of a version
	auditReturn  = "undelete"
	auditPurge   = "purge"
)

// keepDeleted is how long a deleted diagram can be brought back.
const keepDeleted = 30 * 24 * time.Hour

// maxDetail bounds a row's text, in characters: a diagram may be called by a text of 64 KiB.
const maxDetail = 1000

// audited writes the row before the act, and refuses the act without it: what was done
// cannot be denied, though a row may speak of something that failed right after.
func (s *Server) audited(ctx context.Context, user, action string, d store.Diagram, detail string) error {
	if detail == "" {
		detail = d.Name
	}
	row := store.AuditRow{At: s.now(), User: user, Action: action, Diagram: d.ID, Detail: clipped(detail, maxDetail)}
	if err := s.store.Record(ctx, row); err != nil {
		return fmt.Errorf("the audit row for %s: %w", action, err)
	}
	return nil
}

// purge removes for good what was deleted long ago.
func (s *Server) purge(ctx context.Context) error {
	list, err := s.store.ListDiagrams(ctx)
	if err != nil {
		return err
	}
	before := s.now().Add(-keepDeleted)
	for _, d := range list {
		if d.Deleted.IsZero() || !d.Deleted.Before(before) {
			continue
		}
		if err := s.audited(ctx, "", auditPurge, d, ""); err != nil {
			return err
		}
		if err := s.store.Purge(ctx, d.ID, before); err != nil {
			return err
		}
		s.log.Info("a deleted diagram was removed for good", "diagram", d.ID)
	}
	return nil
}

// tidy forgets what ran out.
func (s *Server) tidy(ctx context.Context) {
	for _, task := range []struct {
		run    func(context.Context) error
		failed string
	}{
		{s.gate.Sweep, "old sessions were not removed"},
		{s.purge, "deleted diagrams were not removed"},
	} {
		if err := task.run(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn(task.failed, "error", err)
		}
	}
}

// PrintAudit writes the audit as JSON lines: one row a line, for people with jq and for collectors.
func PrintAudit(ctx context.Context, dir string, w io.Writer) error {
	rows, err := Audit(ctx, dir)
	if err != nil {
		return err
	}
	lines := json.NewEncoder(w)
	for _, r := range rows {
		if err := lines.Encode(auditLine{r.Serial, r.At, r.User, r.Action, r.Diagram, r.Detail}); err != nil {
			return err
		}
	}
	return nil
}

// auditLine is a row as the command prints it.
type auditLine struct {
	Serial  int64     `json:"serial"`
	At      time.Time `json:"at"`
	User    string    `json:"user"`
	Action  string    `json:"action"`
	Diagram string    `json:"diagram"`
	Detail  string    `json:"detail"`
}

// Audit is the audit of a data folder, whether a server runs on it or not.
func Audit(ctx context.Context, dir string) ([]store.AuditRow, error) {
	return store.ReadAudit(ctx, dir)
}
