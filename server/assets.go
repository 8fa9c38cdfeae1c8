package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"vpcanvas/server/auth"
	"vpcanvas/server/page"
	"vpcanvas/web"
)

// types by ending. The system's own table is not asked: it differs from machine to
// machine, and with nosniff a wrong type means a blank page. What is not here is
// not served.
var types = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".map":   "application/json",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".txt":   "text/plain; charset=utf-8",
	".woff2": "font/woff2",
}

// asset is one file of the editor or the pages.
type asset struct {
	body        []byte
	kind        string
	etag, cache string
}

type assets map[string]asset

// loadAssets reads what is embedded: the editor, and the pages' own files in "page/".
func loadAssets() assets {
	all := assets{}
	all.add("", web.Files())
	all.add("page/", page.Static())
	return all
}

func (all assets) add(prefix string, files fs.FS) {
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		kind, known := types[path.Ext(name)]
		if !known || name == "placeholder.txt" {
			return nil
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		hash := sha256.Sum256(body)
		a := asset{body: body, kind: kind, etag: `"` + hex.EncodeToString(hash[:12]) + `"`, cache: "no-cache"}
		if strings.HasPrefix(name, "chunk-") {
			a.cache = "public, max-age=31536000, immutable" // its name is a hash of its content
		}
		all[prefix+name] = a
		return nil
	})
	if err != nil {
		panic(err) // the files are in this program: reading them cannot fail
	}
}

func (s *Server) asset(w http.ResponseWriter, r *http.Request) error {
	a, ok := s.assets[chi.URLParam(r, "*")]
	if !ok {
		return auth.ErrHidden
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Cache-Control", a.cache)
	h.Set("Etag", a.etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.body))
	return nil
}
