package server

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
	"vpcanvas/engine/template"
	"vpcanvas/server/auth"
	"vpcanvas/server/page"
	"vpcanvas/server/room"
	"vpcanvas/server/store"
)

// firstTemplate is what a first start draws.
const firstTemplate = "web-and-db"

var (
	textCopy    = message.Text{EN: "{name} (copy)", JA: "{name} のコピー"}
	textRenamed = message.Text{EN: "Rename to {name}", JA: "名前を「{name}」に変更"}
)

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

// create starts a diagram from a template and leads to it.
func (s *Server) create(w http.ResponseWriter, r *http.Request, v auth.Visit) error {
	if err := r.ParseForm(); err != nil {
		return formError(err)
	}
	id, err := s.createFrom(r.Context(), room.Visitor{User: v.User.ID}, r.PostForm.Get("template"), s.lang(r))
	if err != nil {
		return err
	}
	http.Redirect(w, r, s.base+"d/"+id, http.StatusSeeOther)
	return nil
}

// present are the diagrams that are not deleted, the last changed first.
func (s *Server) present(ctx context.Context) ([]store.Diagram, error) {
	list, err := s.store.ListDiagrams(ctx)
	return slices.DeleteFunc(list, isDeleted), err
}

func isDeleted(d store.Diagram) bool { return !d.Deleted.IsZero() }

// home lists the diagrams, those whose name holds ?q when it is there.
func (s *Server) home(w http.ResponseWriter, r *http.Request, _ auth.Visit) error {
	all, err := s.store.ListDiagrams(r.Context())
	if err != nil {
		return err
	}
	l := page.Listing{Query: r.URL.Query().Get("q"), KeptDays: int(keepDeleted.Hours() / 24)}
	shown, wanted, gone := []store.Diagram{}, folded(l.Query), r.URL.Query().Get("deleted")
	for _, d := range all {
		switch {
		case isDeleted(d):
			row := page.Diagram{ID: d.ID, Name: d.Name, Changed: d.Deleted}
			l.Deleted = append(l.Deleted, row)
			if d.ID == gone {
				l.JustDeleted = &row
			}
			continue
		case strings.Contains(folded(d.Name), wanted):
			shown = append(shown, d)
		}
		l.Total++
	}
	known, err := s.summaries(r.Context(), shown)
	if err != nil {
		return err
	}
	for _, d := range shown {
		l.Rows = append(l.Rows, page.Diagram{ID: d.ID, Name: d.Name, Changed: d.Changed, Flows: flowsOf(known, d)})
	}
	slices.SortStableFunc(l.Deleted, func(a, b page.Diagram) int { return cmp.Compare(b.Changed.UnixMilli(), a.Changed.UnixMilli()) })
	f := s.frame(w, r)
	f.LoggedIn = true
	s.show(w, r, http.StatusOK, page.Home(f, l))
	return nil
}

// folded is a name as the search compares it: full-width and half-width forms, upper
// and lower case are the same.
func folded(name string) string { return strings.ToLower(norm.NFKC.String(strings.TrimSpace(name))) }

func flowsOf(known map[string]store.Summary, d store.Diagram) *page.Flows {
	m, ok := known[d.ID]
	if !ok || m.Rev != d.Head {
		return nil
	}
	return &page.Flows{All: m.Flows, Broken: m.Broken, Unknown: m.Unknown}
}

// rename is an edit like any other: whoever has the diagram open sees it.
func (s *Server) rename(w http.ResponseWriter, r *http.Request, v auth.Visit, d store.Diagram) error {
	if err := r.ParseForm(); err != nil {
		return formError(err)
	}
	name, err := cleanName(r.PostForm.Get("name"))
	if err != nil {
		return err
	}
	if name != d.Name {
		value, err := json.Marshal(name)
		if err != nil {
			return err
		}
		ops := design.Ops{design.Patch{Section: design.Itself, Path: "name", Value: value}}
		label := textRenamed.Format(s.lang(r), message.Args{"name": name})
		if _, err := s.rooms.Amend(r.Context(), d.ID, s.visitor(v, d.ID), label, ops); err != nil {
			return err
		}
	}
	return s.backHome(w, r, "")
}

// duplicate copies the newest revision with its ids, so that the two can be compared.
func (s *Server) duplicate(w http.ResponseWriter, r *http.Request, v auth.Visit, d store.Diagram) error {
	if err := auth.Authorise(v.User, "", auth.Create); err != nil {
		return err
	}
	newest, err := s.rooms.At(r.Context(), d.ID, store.Head)
	if err != nil {
		return err
	}
	name := []rune(newest.Name)
	newest.Name = textCopy.Format(s.lang(r), message.Args{"name": string(name[:min(len(name), maxName-20)])})
	if _, err := s.rooms.Create(r.Context(), newest); err != nil {
		return err
	}
	return s.backHome(w, r, "")
}

// remove hides a diagram; bringBack shows it again. Nothing of it is lost in between, and
// keepDeleted is how long that goes.
func (s *Server) remove(w http.ResponseWriter, r *http.Request, v auth.Visit, d store.Diagram) error {
	if d.Deleted.IsZero() {
		if err := s.audited(r.Context(), v.User.ID, auditDelete, d, ""); err != nil {
			return err
		}
	}
	if err := s.store.SetDeleted(r.Context(), d.ID, s.now()); err != nil {
		return err
	}
	s.rooms.Dismiss(d.ID)
	return s.backHome(w, r, "?deleted="+d.ID)
}

func (s *Server) bringBack(w http.ResponseWriter, r *http.Request, v auth.Visit, d store.Diagram) error {
	if !d.Deleted.IsZero() {
		if err := s.audited(r.Context(), v.User.ID, auditReturn, d, ""); err != nil {
			return err
		}
	}
	if err := s.store.SetDeleted(r.Context(), d.ID, time.Time{}); err != nil {
		return err
	}
	return s.backHome(w, r, "")
}

// backHome is a redirect that makes a reload harmless.
func (s *Server) backHome(w http.ResponseWriter, r *http.Request, query string) error {
	http.Redirect(w, r, s.base+query, http.StatusSeeOther)
	return nil
}
