package server

import (
	"net/http"

	"vpcanvas/engine/format/roundtrip"
	"vpcanvas/server/auth"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// mostTold is how many differences a browser is told one by one.
const mostTold = 100

// exportCheck reads an export again and tells whether it is the design that it was. It is asked apart from
// what an export holds: two matrices take longer than a file.
func (s *Server) exportCheck(w http.ResponseWriter, r *http.Request, _ auth.Visit, d store.Diagram) error {
	e, err := s.written(r, d)
	if err != nil {
		return err
	}
	answer := wire.ExportCheck{Verdict: wire.CheckNone, Lines: []wire.ExportLoss{}}
	if e.read == nil {
		s.writeJSON(w, http.StatusOK, answer)
		return nil
	}
	report := roundtrip.Check(e.design, e.files, e.losses, e.read)
	answer.Verdict = wire.CheckDiffers
	switch {
	case report.Unchanged():
		answer.Verdict = wire.CheckUnchanged
	case !report.Surprises():
		answer.Verdict = wire.CheckKnown
	}
	answer.Summary = report.Summary()
	for _, l := range report.Lines {
		answer.Lines = append(answer.Lines, wire.ExportLoss{Text: l})
	}
	for _, c := range report.Changes {
		answer.Lines = append(answer.Lines, wire.ExportLoss{Element: c.Element, Note: c.Listed, Text: c.Text})
	}
	answer.More = max(len(answer.Lines)-mostTold, 0)
	answer.Lines = answer.Lines[:min(len(answer.Lines), mostTold)]
	s.writeJSON(w, http.StatusOK, answer)
	return nil
}
