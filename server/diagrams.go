package server

import (
	"context"
	"fmt"

	"vpcanvas/engine/message"
	"vpcanvas/engine/template"
)

// firstTemplate is what a first start draws.
const firstTemplate = "web-and-db"

// firstDiagram gives an empty data folder something to look at.
func (s *Server) firstDiagram(ctx context.Context) error {
	list, err := s.store.ListDiagrams(ctx)
	if err != nil || len(list) > 0 {
		return err
	}
	_, err = s.createFrom(ctx, firstTemplate, message.EN)
	return err
}

// createFrom makes a diagram from the last stage of a template.
func (s *Server) createFrom(ctx context.Context, templateID string, lang message.Lang) (id string, err error) {
	t := template.Get(templateID)
	if t == nil {
		return "", badRequest{fmt.Sprintf("there is no template %q", templateID)}
	}
	d, err := t.Build(len(t.Stages))
	if err != nil {
		return "", fmt.Errorf("template %s: %w", t.ID, err)
	}
	d.Name = t.Title.In(lang)
	return s.rooms.Create(ctx, d)
}
