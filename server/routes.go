package server

import (
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"vpcanvas/server/auth"
)

// routes is every address of the server. What stands in Use guards all of them,
// also those that do not exist.
func (s *Server) routes() http.Handler {
	root := chi.NewRouter()
	root.Use(s.survive, strict, s.knownHost, s.sameOrigin, limitBody)
	root.NotFound(s.try(s.notFound))
	if bare := strings.TrimSuffix(s.base, "/"); bare != "" {
		// People leave the last slash away.
		root.Get(bare, http.RedirectHandler(s.base, http.StatusPermanentRedirect).ServeHTTP)
	}
	root.Mount(s.base, s.tree())
	return root
}

func (s *Server) tree() chi.Router {
	r := chi.NewRouter()
	r.NotFound(s.try(s.notFound))
	packed := middleware.Compress(5, "application/json", "text/javascript", "text/css", "image/svg+xml")

	// Open to everybody who knows the host's name.
	r.Get("/healthz", s.try(s.healthz))
	r.With(packed).Get("/assets/*", s.try(s.asset))
	r.Post("/login", s.try(s.login))
	r.Post("/logout", s.try(s.logout))

	// With a session. Every handler behind these asks auth.Authorise first.
	r.Get("/", s.try(s.visited(auth.List, s.home)))
	r.With(packed).Get("/templates/{template}/picture", s.try(s.visited(auth.List, s.templatePicture)))
	r.Get("/docs/rules", s.try(s.visited(auth.List, s.rules)))
	r.Get("/docs/rules/{code}", s.try(s.visited(auth.List, s.rulePage)))
	r.Get("/docs/reasons", s.try(s.visited(auth.List, s.reasons)))
	r.Get("/docs/reasons/{code}", s.try(s.visited(auth.List, s.reasonPage)))
	r.Post("/diagrams", s.try(s.visited(auth.Create, s.create)))
	r.Post("/import", s.try(s.visited(auth.Create, s.importNew)))
	r.Get("/d/{id}", s.try(s.opened(auth.View, s.editor)))
	r.Get("/d/{id}/socket", s.try(s.upgrade(s.opened(auth.View, s.socket))))
	r.Get("/d/{id}/snapshot", s.try(s.opened(auth.View, s.snapshot)))
	r.Get("/d/{id}/versions", s.try(s.opened(auth.View, s.versions)))
	r.Post("/d/{id}/versions", s.try(s.opened(auth.Edit, s.nameVersion)))
	r.Post("/d/{id}/versions/{rev}/restore", s.try(s.opened(auth.Edit, s.restore)))
	r.Post("/d/{id}/rename", s.try(s.opened(auth.Edit, s.rename)))
	r.Post("/d/{id}/import", s.try(s.opened(auth.Edit, s.importInto)))
	r.Post("/d/{id}/duplicate", s.try(s.opened(auth.View, s.duplicate)))
	r.Post("/d/{id}/delete", s.try(s.found(auth.Delete, s.remove)))
	r.Post("/d/{id}/undelete", s.try(s.found(auth.Delete, s.bringBack)))
	r.Get("/d/{id}/export", s.try(s.opened(auth.View, s.exportChoices)))
	r.Get("/d/{id}/export/{format}", s.try(s.opened(auth.View, s.export)))
	r.Get("/d/{id}/export/{format}/contents", s.try(s.opened(auth.View, s.exportContents)))
	r.Get("/d/{id}/export/{format}/check", s.try(s.opened(auth.View, s.exportCheck)))
	return r
}
