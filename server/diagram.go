package server

import (
	"net/http"

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
