package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/go-chi/chi/v5"

	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
	"vpcanvas/server/auth"
	"vpcanvas/server/room"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// maxName bounds the names of diagrams and versions, in characters.
const maxName = 200

var (
	textRestored = message.Text{EN: "Restore {name}", JA: "「{name}」を復元"}
	textReplaced = message.Text{EN: "Before restoring {name}", JA: "「{name}」を復元する前"}
)

// versionJSON is a version as clients get it.
type versionJSON struct {
	Rev  int64     `json:"rev"`
	Name string    `json:"name"`
	By   string    `json:"by"`
	At   time.Time `json:"at"`
}

func versionOf(v store.Version) versionJSON { return versionJSON{v.Rev, v.Name, v.By, v.At} }

// versions lists the named revisions, newest first.
func (s *Server) versions(w http.ResponseWriter, r *http.Request, _ auth.Visit, d store.Diagram) error {
	list, err := s.store.Versions(r.Context(), d.ID)
	if err != nil {
		return err
	}
	answer := struct {
		Head     int64         `json:"head"`
		Versions []versionJSON `json:"versions"`
	}{d.Head, []versionJSON{}}
	for _, v := range slices.Backward(list) {
		answer.Versions = append(answer.Versions, versionOf(v))
	}
	s.writeJSON(w, http.StatusOK, answer)
	return nil
}

// nameVersion names the newest revision, or the one that the client has on its screen.
func (s *Server) nameVersion(w http.ResponseWriter, r *http.Request, v auth.Visit, d store.Diagram) error {
	body := struct {
		Name string `json:"name"`
		Rev  *int64 `json:"rev"`
	}{Rev: &d.Head}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		return formError(err)
	}
	name, err := cleanName(body.Name)
	if err != nil {
		return err
	}
	if body.Rev == nil {
		body.Rev = &d.Head
	}
	version := store.Version{Diagram: d.ID, Rev: *body.Rev, Name: name, By: v.User.ID, At: s.now()}
	code := http.StatusCreated
	err = s.store.Pin(r.Context(), version)
	if errors.Is(err, store.ErrExists) { // the request came twice, or two people had one thought
		code = http.StatusOK
		version, err = s.findVersion(r.Context(), d.ID, func(old store.Version) bool { return old.Rev == version.Rev && old.Name == name })
	}
	if err != nil {
		return err
	}
	version.At = version.At.UTC().Truncate(time.Millisecond)
	s.writeJSON(w, code, versionOf(version))
	return nil
}

// cleanName is a name as it is kept: one line, without spaces around it.
func cleanName(name string) (string, error) {
	name = oneLine(name)
	if name == "" || !utf8.ValidString(name) || utf8.RuneCountInString(name) > maxName {
		return "", badRequest{fmt.Sprintf("name: 1 to %d characters are expected", maxName)}
	}
	return name, nil
}

func oneLine(name string) string {
	return strings.TrimSpace(strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return ' '
		}
		return c
	}, name))
}

// clipName makes a name of what may be too long for one.
func clipName(name string) string { return clipped(name, maxName) }

// clipped is the beginning of a text, on one line.
func clipped(s string, most int) string {
	runes := []rune(oneLine(strings.ToValidUTF8(s, "?")))
	return string(runes[:min(len(runes), most)])
}

func (s *Server) findVersion(ctx context.Context, id string, is func(store.Version) bool) (store.Version, error) {
	list, err := s.store.Versions(ctx, id)
	if err != nil {
		return store.Version{}, err
	}
	at := slices.IndexFunc(list, is)
	if at < 0 {
		return store.Version{}, fmt.Errorf("diagram %s: there is no such version: %w", id, store.ErrNotFound)
	}
	return list[at], nil
}

// restore makes a version the newest revision. The name of the diagram stays: it says
// which diagram this is, and a version has a name of its own. Whoever goes back and forth between two
// versions says which one is left: where it is what is here, that needs no other name.
func (s *Server) restore(w http.ResponseWriter, r *http.Request, v auth.Visit, d store.Diagram) error {
	rev, err := strconv.ParseInt(chi.URLParam(r, "rev"), 10, 64)
	if err != nil {
		return auth.ErrHidden
	}
	version, err := s.findVersion(r.Context(), d.ID, func(old store.Version) bool { return old.Rev == rev })
	if err != nil {
		return err
	}
	old, err := s.rooms.At(r.Context(), d.ID, rev)
	if err != nil {
		return err
	}
	newest, head, err := s.rooms.Head(r.Context(), d.ID)
	if err != nil {
		return err
	}
	old.Name = newest.Name
	same, err := equal(old, newest)
	if err != nil {
		return err
	}
	if !same {
		detail := fmt.Sprintf("%s: revision %d, %s", newest.Name, version.Rev, version.Name)
		if err := s.audited(r.Context(), v.User.ID, auditRestore, d, detail); err != nil {
			return err
		}
		if head, err = s.replace(r, v, d.ID, version, old, s.leaves(r, d.ID, newest)); err != nil {
			return err
		}
	}
	s.writeJSON(w, http.StatusOK, map[string]int64{"rev": head})
	return nil
}

// leaves reports whether a request names, as leaving, a version that is what a diagram holds.
func (s *Server) leaves(r *http.Request, id string, newest *design.Design) bool {
	rev, err := strconv.ParseInt(r.URL.Query().Get("leaving"), 10, 64)
	if err != nil {
		return false
	}
	if _, err := s.findVersion(r.Context(), id, func(have store.Version) bool { return have.Rev == rev }); err != nil {
		return false
	}
	left, err := s.rooms.At(r.Context(), id, rev)
	if err != nil {
		return false
	}
	left.Name = newest.Name
	same, err := equal(left, newest)
	return err == nil && same
}

// replace restores, and names what was there before, when it has no name yet: that
// is the way back.
func (s *Server) replace(r *http.Request, v auth.Visit, id string, to store.Version, old *design.Design, named bool) (int64, error) {
	lang, args := s.lang(r), message.Args{"name": to.Name}
	rev, err := s.rooms.Replace(r.Context(), id, s.visitor(v, id), textRestored.Format(lang, args), old)
	if err != nil || named {
		return rev, err
	}
	return rev, s.pinUnnamed(r, v, id, rev-1, textReplaced.Format(lang, args))
}

// pinUnnamed names a revision that has no name yet.
func (s *Server) pinUnnamed(r *http.Request, v auth.Visit, id string, rev int64, name string) error {
	_, err := s.findVersion(r.Context(), id, func(have store.Version) bool { return have.Rev == rev })
	if !errors.Is(err, store.ErrNotFound) {
		return err
	}
	return s.store.Pin(r.Context(), store.Version{Diagram: id, Rev: rev, Name: clipName(name), By: v.User.ID, At: s.now()})
}

// visitor is who asks, as the rooms know people.
func (s *Server) visitor(v auth.Visit, id string) room.Visitor {
	role := wire.RoleViewer
	if auth.Authorise(v.User, id, auth.Edit) == nil {
		role = wire.RoleEditor
	}
	return room.Visitor{User: v.User.ID, Role: role}
}

func equal(a, b *design.Design) (bool, error) {
	x, err := design.Encode(a)
	if err != nil {
		return false, err
	}
	y, err := design.Encode(b)
	return bytes.Equal(x, y), err
}
