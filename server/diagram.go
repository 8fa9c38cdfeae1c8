package server

import (
	"archive/zip"
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"path"
	"strings"
	"unicode"

	"github.com/go-chi/chi/v5"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/server/auth"
	"vpcanvas/server/store"
)

// socket hands the request to the rooms, in a context that ends with the session.
func (s *Server) socket(w http.ResponseWriter, r *http.Request, v auth.Visit, d store.Diagram) error {
	ctx, cancel := s.gate.Watch(r.Context(), v)
	defer cancel()
	s.rooms.ServeSocket(w, r.WithContext(ctx), d.ID, s.visitor(v, d.ID))
	return nil
}

func (s *Server) snapshot(w http.ResponseWriter, r *http.Request, _ auth.Visit, d store.Diagram) error {
	s.rooms.ServeSnapshot(w, r, d.ID)
	return nil
}

// designFormat is our own format among the exports.
const designFormat = "design"

// export sends the newest design as a file to save. Its name comes from the diagram:
// FormatMediaType encodes it as RFC 6266 wants, so that no name can end the header.
func (s *Server) export(w http.ResponseWriter, r *http.Request, _ auth.Visit, d store.Diagram) error {
	newest, _, err := s.rooms.Head(r.Context(), d.ID)
	if err != nil {
		return err
	}
	file, err := exported(newest, chi.URLParam(r, "format"))
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Security-Policy", policyFile)
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": file.Name}))
	_, _ = w.Write(file.Data) // a client that went away is no error
	return nil
}

// exported is one file, whatever the format makes: several files come as an archive.
func exported(d *design.Design, name string) (exchange.File, error) {
	if name == designFormat {
		raw, err := design.Encode(d)
		return exchange.File{Name: fileName(d.Name, ".vpc.json"), Data: raw}, err
	}
	f := format.Get(name)
	if f == nil || f.Write == nil {
		return exchange.File{}, auth.ErrHidden
	}
	files, _ := f.Write(d, f.Extensions[0])
	if len(files) == 1 {
		return exchange.File{Name: fileName(d.Name, path.Ext(files[0].Name)), Data: files[0].Data}, nil
	}
	return archived(fileName(d.Name, ".zip"), files)
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
	return exchange.File{Name: name, Data: b.Bytes()}, z.Close()
}

// fileName is a name for a file on anybody's disk: no folders, no control
// characters, nothing hidden, not endless.
func fileName(stem, ending string) string {
	stem = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || c == unicode.ReplacementChar || strings.ContainsRune(`/\:*?"<>|`, c) {
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
