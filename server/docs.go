package server

import (
	"net/http"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"vpcanvas/engine/handbook"
	"vpcanvas/server/auth"
	"vpcanvas/server/page"
)

// This file serves the handbook: what each rule and each reason means.

func (s *Server) rules(w http.ResponseWriter, r *http.Request, _ auth.Visit) error {
	return s.leaf(w, r, page.Rules)
}

func (s *Server) reasons(w http.ResponseWriter, r *http.Request, _ auth.Visit) error {
	return s.leaf(w, r, page.Reasons)
}

func (s *Server) rulePage(w http.ResponseWriter, r *http.Request, _ auth.Visit) error {
	rule, ok := handbook.RuleOf(chi.URLParam(r, "code"))
	if !ok {
		return auth.ErrHidden
	}
	return s.leaf(w, r, func(f page.Frame) templ.Component { return page.Rule(f, rule) })
}

func (s *Server) reasonPage(w http.ResponseWriter, r *http.Request, _ auth.Visit) error {
	reason, ok := handbook.ReasonOf(chi.URLParam(r, "code"))
	if !ok {
		return auth.ErrHidden
	}
	return s.leaf(w, r, func(f page.Frame) templ.Component { return page.Reason(f, reason) })
}

// leaf shows a page of the handbook.
func (s *Server) leaf(w http.ResponseWriter, r *http.Request, draw func(page.Frame) templ.Component) error {
	f := s.frame(w, r)
	f.LoggedIn = true
	s.show(w, r, http.StatusOK, draw(f))
	return nil
}
