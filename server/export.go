package server

import (
	"archive/zip"
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/go-chi/chi/v5"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/roundtrip"
	"vpcanvas/engine/message"
	"vpcanvas/server/auth"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// designFormat is our own format among the exports.
var designFormat = &format.Format{
	Name: "design", Title: message.Text{EN: "Design file", JA: "設計ファイル"}, Extensions: []string{".vpc.json"},
	Write: func(d *design.Design, extension string) ([]exchange.File, []exchange.Loss) {
		raw, err := design.Encode(d)
		if err != nil {
			panic(err) // every design that was stored was encoded before
		}
		return []exchange.File{{Name: "design" + extension, Data: raw}}, nil
	},
}

// exports are the formats that a browser is offered, in their order.
func exports() []*format.Format {
	written := slices.DeleteFunc(slices.Clone(format.All), func(f *format.Format) bool { return f.Write == nil })
	return append(written, designFormat)
}

// exportChoices tells which formats there are.
func (s *Server) exportChoices(w http.ResponseWriter, _ *http.Request, _ auth.Visit, _ store.Diagram) error {
	choices := []wire.ExportChoice{}
	for _, f := range exports() {
		choices = append(choices, wire.ExportChoice{Name: f.Name, Title: f.Title, Extensions: f.Extensions, Paths: f.WritePaths != nil})
	}
	s.writeJSON(w, http.StatusOK, choices)
	return nil
}

// exportContents tells what an export would hold and what it would not say, before anybody takes it.
func (s *Server) exportContents(w http.ResponseWriter, r *http.Request, _ auth.Visit, d store.Diagram) error {
	e, err := s.written(r, d)
	if err != nil {
		return err
	}
	answer := wire.ExportContents{Files: []wire.ExportFile{}, Losses: lossLines(e.losses)}
	for _, f := range e.files {
		answer.Files = append(answer.Files, wire.ExportFile{Name: f.Name, Size: len(f.Data)})
	}
	s.writeJSON(w, http.StatusOK, answer)
	return nil
}

// lossLines are losses as a browser is told of them.
func lossLines(losses []exchange.Loss) []wire.ExportLoss {
	lines := []wire.ExportLoss{}
	for _, l := range exchange.Lines(losses) {
		line := wire.ExportLoss{Element: l.Element, Note: l.Note, Text: l.Text}
		for _, o := range l.Others {
			line.Others = append(line.Others, wire.LossElement{Element: o.Element, Name: o.Name})
		}
		lines = append(lines, line)
	}
	return lines
}

// export sends a design as one file to save; several come as an archive. Its name comes from the
// diagram: FormatMediaType encodes it as RFC 6266 wants, so that no name can end the header.
func (s *Server) export(w http.ResponseWriter, r *http.Request, v auth.Visit, d store.Diagram) error {
	e, err := s.written(r, d)
	if err != nil {
		return err
	}
	detail := fmt.Sprintf("%s: %s %s", e.design.Name, e.format, e.extension)
	if err := s.audited(r.Context(), v.User.ID, auditExport, d, detail); err != nil {
		return err
	}
	file := exchange.File{Name: fileName(e.design.Name, e.ending), Data: e.files[0].Data}
	if len(e.files) > 1 {
		if file, err = archived(fileName(e.design.Name, ".zip"), e.files); err != nil {
			return err
		}
	}
	h := w.Header()
	h.Set("Content-Security-Policy", policyFile)
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": file.Name}))
	_, _ = w.Write(file.Data) // a client that went away is no error
	return nil
}

// written is a design in the format that a request names.
type written struct {
	design            *design.Design
	format, extension string
	// ending is that of the file, when there is only one.
	ending string
	files  []exchange.File
	losses []exchange.Loss
	// read is the format's reader; nil where there is none.
	read roundtrip.Reader
}

func (s *Server) written(r *http.Request, d store.Diagram) (written, error) {
	formats := exports()
	at := slices.IndexFunc(formats, func(f *format.Format) bool { return f.Name == chi.URLParam(r, "format") })
	if at < 0 {
		return written{}, auth.ErrHidden
	}
	f, extension := formats[at], r.FormValue("as")
	if extension == "" {
		extension = f.Extensions[0]
	}
	if !slices.Contains(f.Extensions, extension) {
		return written{}, badRequest{fmt.Sprintf("as: %s has %s", f.Name, strings.Join(f.Extensions, ", "))}
	}
	asked, err := s.revision(r, d)
	if err != nil {
		return written{}, err
	}
	write := f.Write
	if r.FormValue("paths") != "" && f.WritePaths != nil {
		write = f.WritePaths
	}
	files, losses := write(asked, extension)
	if len(files) == 0 {
		return written{}, fmt.Errorf("the format %s wrote no file", f.Name)
	}
	ending := path.Ext(files[0].Name)
	if strings.HasSuffix(files[0].Name, extension) {
		ending = extension // which may have more than one dot
	}
	return written{design: asked, format: f.Name, extension: extension, ending: ending, files: files, losses: losses, read: f.Read}, nil
}

// revision is the design at the rev that a request names, or the newest.
func (s *Server) revision(r *http.Request, d store.Diagram) (*design.Design, error) {
	text := r.FormValue("rev")
	if text == "" {
		newest, _, err := s.rooms.Head(r.Context(), d.ID)
		return newest, err
	}
	rev, err := strconv.ParseInt(text, 10, 64)
	if err != nil || rev < 0 {
		return nil, badRequest{"rev: a revision's number is expected"}
	}
	return s.rooms.At(r.Context(), d.ID, rev)
}

func archived(name string, files []exchange.File) (exchange.File, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.Name)
		if err == nil {
			_, err = w.Write(f.Data)
		}
		if err != nil {
			return exchange.File{}, fmt.Errorf("packing %s: %w", f.Name, err)
		}
	}
	// The end of the archive is its table of contents: its bytes are complete only now.
	err := z.Close()
	return exchange.File{Name: name, Data: b.Bytes()}, err
}

// fileName is a name for a file on anybody's disk: no folders, no control
// characters, nothing that turns the direction of an ending, nothing hidden, not endless.
func fileName(stem, ending string) string {
	stem = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) || c == unicode.ReplacementChar || strings.ContainsRune(`/\:*?"<>|`, c) {
			return '-'
		}
		return c
	}, stem)
	if runes := []rune(stem); len(runes) > 100 {
		stem = string(runes[:100])
	}
	stem = strings.Trim(stem, ". ")
	if stem == "" {
		stem = "diagram"
	}
	return stem + ending
}
