package server

import (
	"context"
	"fmt"

	"vpcanvas/engine/message"
	"vpcanvas/engine/template"
	"vpcanvas/server/auth"
	"vpcanvas/server/room"
)

// firstTemplate is what a first start draws.
const firstTemplate = "web-and-db"

// firstDiagram gives an empty data folder something to look at.
func (s *Server) firstDiagram(ctx context.Context) error {
	list, err := s.store.ListDiagrams(ctx)
	if err != nil || len(list) > 0 {
		return err
	}
	_, err = s.createFrom(ctx, room.Visitor{User: auth.Owner.ID}, firstTemplate, message.EN)
	return err
}

// createFrom makes a diagram from a template, with a version for each stage.
func (s *Server) createFrom(ctx context.Context, v room.Visitor, templateID string, lang message.Lang) (id string, err error) {
	t := template.Get(templateID)
	if t == nil {
		return "", badRequest{fmt.Sprintf("there is no template %q", templateID)}
	}
	stages := []room.Stage{}
	for i, stage := range t.Stages {
		d, err := t.Build(i + 1)
		if err != nil {
			return "", fmt.Errorf("template %s: %w", t.ID, err)
		}
		d.Name = t.Title.In(lang)
		stages = append(stages, room.Stage{Name: stage.Title.In(lang), Design: d})
	}
	return s.rooms.CreateStaged(ctx, v, stages)
}
