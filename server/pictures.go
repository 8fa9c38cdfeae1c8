package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"sync"
	"time"

	"github.com/go-chi/chi/v5"

	"vpcanvas/engine/format/svg"
	"vpcanvas/engine/template"
	"vpcanvas/server/auth"
)

// templatePictures are drawn at most once each: they change with the program only.
var templatePictures = func() map[string]func() ([]byte, error) {
	all := map[string]func() ([]byte, error){}
	for _, t := range template.All {
		all[t.ID] = sync.OnceValues(func() ([]byte, error) {
			d, err := t.Build(len(t.Stages))
			if err != nil {
				return nil, err
			}
			files, _ := svg.Write(d, svg.Extensions[0])
			return files[0].Data, nil
		})
	}
	return all
}()

// templatePicture shows the last stage of a template.
func (s *Server) templatePicture(w http.ResponseWriter, r *http.Request, _ auth.Visit) error {
	picture, ok := templatePictures[chi.URLParam(r, "template")]
	if !ok {
		return auth.ErrHidden
	}
	body, err := picture()
	if err != nil {
		return err
	}
	hash := sha256.Sum256(body)
	h := w.Header()
	h.Set("Content-Security-Policy", policyFile)
	h.Set("Content-Type", "image/svg+xml")
	h.Set("Cache-Control", "private, no-cache")
	h.Set("Etag", `"`+hex.EncodeToString(hash[:12])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
	return nil
}
