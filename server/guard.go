package server

import (
	"crypto/rand"
	"errors"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/go-chi/chi/v5"

	"vpcanvas/server/auth"
	"vpcanvas/server/page"
	"vpcanvas/server/store"
)

// maxBody bounds every request body but an import's: a form or a token. Edits come by the socket.
const maxBody = 64 << 10

// The content security policies, each built up from nothing.
const (
	// policyData is for what is no page: nothing in it may load or run anything.
	policyData = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	// policyFile is for exports, which hold other people's text: if a browser shows
	// one at all, then without scripts, forms and our origin.
	policyFile = policyData + "; sandbox"
	policyPage = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
		"form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)

// policyEditor is a page's policy, with the editor's styles made at run time and its
// websocket, which older browsers do not count as 'self'.
func policyEditor(origin, nonce string) string {
	return strings.NewReplacer(
		"style-src 'self'", "style-src 'self' 'nonce-"+nonce+"'",
		"connect-src 'self'", "connect-src 'self' ws"+strings.TrimPrefix(origin, "http"), // https gives wss
	).Replace(policyPage)
}

// strict sets the headers of every answer; what a page needs more, it says itself.
func strict(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policyData)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

func (s *Server) knownHost(next http.Handler) http.Handler {
	return s.guard(next, s.gate.KnownHost)
}

func (s *Server) sameOrigin(next http.Handler) http.Handler {
	return s.guard(next, s.gate.SameOrigin)
}

func (s *Server) guard(next http.Handler, check func(*http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := check(r); err != nil {
			s.fail(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func limitBody(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		most := int64(maxBody)
		if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/import") {
			most = maxImport
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		next.ServeHTTP(w, r)
	})
}

// survive turns a panic into an answer and a line in the log with its stack.
func (s *Server) survive(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				s.log.Error("a request failed", "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
				http.Error(w, "internal error", http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// handler is a route that may fail; try turns its error into an answer.
type handler func(w http.ResponseWriter, r *http.Request) error

func (s *Server) try(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	}
}

// visited is a handler for a visitor with a session who may do the action.
func (s *Server) visited(a auth.Action, h func(http.ResponseWriter, *http.Request, auth.Visit) error) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		v, err := s.gate.Visit(r)
		if err != nil {
			return err
		}
		if err := auth.Authorise(v.User, "", a); err != nil {
			return err
		}
		return h(w, r, v)
	}
}

// opened is a handler for a diagram that exists, is not deleted, and that the visitor may use so.
func (s *Server) opened(a auth.Action, h func(http.ResponseWriter, *http.Request, auth.Visit, store.Diagram) error) handler {
	return s.found(a, func(w http.ResponseWriter, r *http.Request, v auth.Visit, d store.Diagram) error {
		if !d.Deleted.IsZero() {
			return auth.ErrHidden
		}
		return h(w, r, v, d)
	})
}

// found is opened for deleted diagrams too.
func (s *Server) found(a auth.Action, h func(http.ResponseWriter, *http.Request, auth.Visit, store.Diagram) error) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		v, err := s.gate.Visit(r)
		if err != nil {
			return err
		}
		id := chi.URLParam(r, "id")
		if err := auth.Authorise(v.User, id, a); err != nil {
			return err
		}
		d, err := s.store.Diagram(r.Context(), id)
		if errors.Is(err, store.ErrNotFound) {
			return auth.ErrHidden
		}
		if err != nil {
			return err
		}
		return h(w, r, v, d)
	}
}

// upgrade checks the origin before anything else is looked at.
func (s *Server) upgrade(h handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if err := s.gate.CheckUpgrade(r); err != nil {
			return err
		}
		return h(w, r)
	}
}

// badRequest is a fault of the request that people can mend; its text says how.
type badRequest struct{ text string }

func (b badRequest) Error() string { return b.text }

// status is the one place that maps errors to HTTP.
func status(err error) int {
	var bad badRequest
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return http.StatusRequestEntityTooLarge
	case errors.As(err, &bad):
		return http.StatusBadRequest
	case errors.Is(err, store.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, store.ErrFull):
		return http.StatusInsufficientStorage
	}
	return auth.Status(err)
}

// fail answers with what went wrong: a page to people, JSON to programs. The text of
// an internal error stays in the log.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	code := status(err)
	text := err.Error()
	if code == http.StatusInternalServerError {
		s.log.Error("a request failed", "method", r.Method, "path", r.URL.Path, "error", err)
		text = "internal error: the server's log says what"
	}
	if !strings.Contains(r.Header.Get("Accept"), "text/html") {
		s.writeJSON(w, code, map[string]string{"error": text})
		return
	}
	f := s.frame(w, r)
	if errors.Is(err, auth.ErrNoSession) && r.Method == http.MethodGet {
		if r.URL.Path == s.base {
			code = http.StatusOK // the front door, where the login URL leads: nothing is wrong
		}
		s.show(w, r, code, page.Landing(f))
		return
	}
	s.show(w, r, code, page.Problem(f, code))
}

func newNonce() string { return rand.Text() }
