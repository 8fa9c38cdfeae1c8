package server

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"vpcanvas/engine/message"
	"vpcanvas/server/auth"
	"vpcanvas/server/page"
	"vpcanvas/server/store"
	"vpcanvas/web"
)

func (s *Server) frame(w http.ResponseWriter, r *http.Request) page.Frame {
	return page.Frame{Lang: page.Choose(w, r, s.base), Base: s.base, Path: s.here(r)}
}

// here is the address of the page that a request gets, for its link to itself; the answer to a form has none. A path
// that begins with two slashes, or a slash and a backslash, would be another host's.
func (s *Server) here(r *http.Request) string {
	if r.Method != http.MethodGet {
		return s.base
	}
	return "/" + strings.TrimLeft(r.URL.EscapedPath(), "/")
}

// lang is the language of what is written on behalf of a request.
func (s *Server) lang(r *http.Request) message.Lang { return page.Chosen(r) }

// show renders first and writes then, so that a failure is not half a page.
func (s *Server) show(w http.ResponseWriter, r *http.Request, code int, c templ.Component) {
	var b bytes.Buffer
	if err := c.Render(r.Context(), &b); err != nil {
		s.log.Error("a page was not drawn", "path", r.URL.Path, "error", err)
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Vary", "Accept-Language, Cookie")
	if h.Get("Content-Security-Policy") == policyData {
		h.Set("Content-Security-Policy", policyPage)
	}
	w.WriteHeader(code)
	_, _ = w.Write(b.Bytes()) // a client that went away is no error
}

func (s *Server) writeJSON(w http.ResponseWriter, code int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		s.log.Error("an answer was not written", "error", err)
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_, _ = w.Write(body)
}

func (s *Server) notFound(http.ResponseWriter, *http.Request) error { return auth.ErrHidden }

func (s *Server) healthz(w http.ResponseWriter, r *http.Request) error {
	if err := s.store.Ping(r.Context()); err != nil {
		return err
	}
	s.writeJSON(w, http.StatusOK, map[string]string{"status": "ok"})
	return nil
}

// login trades a token, as JSON from the landing page's script or as a form. A form
// may hold the whole URL: that is what people have in their hands.
func (s *Server) login(w http.ResponseWriter, r *http.Request) error {
	var body struct {
		Token string `json:"token"`
	}
	byForm := !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json")
	if byForm {
		if err := r.ParseForm(); err != nil {
			return formError(err)
		}
		body.Token = strings.TrimSpace(r.PostForm.Get("token"))
	} else if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		return formError(err)
	}
	if _, token, found := strings.Cut(body.Token, "#token="); found {
		body.Token = token
	}
	if err := s.gate.Login(w, r, body.Token); err != nil {
		return err
	}
	if err := s.audited(r.Context(), auth.Owner.ID, auditLogin, store.Diagram{}, ""); err != nil {
		w.Header().Del("Set-Cookie") // nobody gets in unseen
		return err
	}
	next, err := s.next(r)
	if err != nil {
		return err
	}
	if byForm {
		http.Redirect(w, r, next, http.StatusSeeOther)
		return nil
	}
	s.writeJSON(w, http.StatusOK, map[string]string{"next": next})
	return nil
}

// next is where a login leads: to the diagram when there is one, else to the list.
func (s *Server) next(r *http.Request) (string, error) {
	list, err := s.present(r.Context())
	if err != nil || len(list) != 1 {
		return s.base, err
	}
	return s.base + "d/" + list[0].ID, nil
}

// formError keeps the error of a body that is too large; all else is bad input.
func formError(err error) error {
	if status(err) == http.StatusRequestEntityTooLarge {
		return err
	}
	return badRequest{"the request's body cannot be read"}
}

func (s *Server) logout(w http.ResponseWriter, r *http.Request) error {
	if err := s.gate.Logout(w, r); err != nil {
		return err
	}
	http.Redirect(w, r, s.base, http.StatusSeeOther)
	return nil
}

func (s *Server) editor(w http.ResponseWriter, r *http.Request, _ auth.Visit, d store.Diagram) error {
	f := s.frame(w, r)
	f.LoggedIn = true
	if !web.Built() {
		s.show(w, r, http.StatusOK, page.Unbuilt(f))
		return nil
	}
	f.Nonce = newNonce()
	w.Header().Set("Content-Security-Policy", policyEditor(s.gate.Origin(r), f.Nonce))
	s.show(w, r, http.StatusOK, page.Editor(f, d.ID, d.Name))
	return nil
}
