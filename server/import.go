package server

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/message"
	"vpcanvas/server/auth"
	"vpcanvas/server/page"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// maxImport is how much is sent, intake how much that may be unpacked.
const maxImport = 32 << 20

var intake = exchange.Limits{Files: 1000, Bytes: 64 << 20, File: 64 << 20, Folders: 16}

// The sentences of an import that cannot be.
var (
	textNoFile   = message.Text{EN: "choose a file to import", JA: "取り込むファイルを選んでください"}
	textTooMuch  = message.Text{EN: "the files are larger than an import may be: 32 MiB sent, 64 MiB unpacked, 1,000 files", JA: "取り込めるのは送信 32 MiB、展開後 64 MiB、1,000 ファイルまでです"}
	textNotKnown = message.Text{EN: "none of the files is a design, an account's describe-* answers, a CloudFormation template, Terraform or a draw.io drawing of ours", JA: "設計ファイル、アカウントの describe-* の応答、CloudFormation テンプレート、Terraform、vpcanvas が書き出した draw.io 図面のいずれでもありません"}
	textUnread   = message.Text{EN: "the file cannot be read: {cause}", JA: "ファイルを読み取れません: {cause}"}
	textImported = message.Text{EN: "Import {file}", JA: "{file} を取り込み"}
	textBefore   = message.Text{EN: "Before importing {file}", JA: "{file} を取り込む前"}
	textTaken    = message.Text{EN: "{file}, imported", JA: "{file} の取り込み"}
	textBadField = message.Text{EN: "{line}: NAME=VALUE is expected", JA: "{line}: 「名前=値」の形で指定してください"}
)

// unreadable is why files became no diagram, in one sentence that people can act on.
type unreadable struct {
	text  message.Text
	large bool
}

func (u unreadable) Error() string { return u.text.EN }

// importNew makes a diagram of files. People see what was not understood before they open it.
func (s *Server) importNew(w http.ResponseWriter, r *http.Request, v auth.Visit) error {
	u, err := receive(r)
	if err != nil {
		return s.notImported(w, r, err)
	}
	d, losses, err := u.read()
	if err != nil {
		return s.notImported(w, r, err)
	}
	id, err := s.rooms.CreateOpen(r.Context(), d)
	if err != nil {
		return err
	}
	if err := s.audited(r.Context(), v.User.ID, auditImport, store.Diagram{ID: id}, fmt.Sprintf("%s: from %s", d.Name, u.name)); err != nil {
		return err
	}
	if wantsPage(r) && len(losses) == 0 {
		http.Redirect(w, r, s.base+"d/"+id, http.StatusSeeOther)
		return nil
	}
	s.tellImport(w, r, http.StatusOK, wire.Imported{Diagram: id, Name: d.Name, Losses: losses})
	return nil
}

// importInto brings a diagram up to date by what files say, or replaces it, as one entry of its log. Its
// name stays. What was there before and what is there now are versions: snapshots of an account can be compared.
func (s *Server) importInto(w http.ResponseWriter, r *http.Request, v auth.Visit, to store.Diagram) error {
	u, err := receive(r)
	if err != nil {
		return s.notImported(w, r, err)
	}
	d, losses, err := u.read()
	if err != nil {
		return s.notImported(w, r, err)
	}
	old, _, err := s.rooms.Head(r.Context(), to.ID)
	if err != nil {
		return err
	}
	if u.refresh {
		if d, err = exchange.Refresh(old, d, u.only); err != nil {
			return s.notImported(w, r, asUnreadable(err))
		}
	}
	d.Name = old.Name
	lang, args := s.lang(r), message.Args{"file": u.name}
	if err := s.audited(r.Context(), v.User.ID, auditImport, to, fmt.Sprintf("%s: from %s", old.Name, u.name)); err != nil {
		return err
	}
	rev, err := s.rooms.Replace(r.Context(), to.ID, s.visitor(v, to.ID), textImported.Format(lang, args), d)
	if err != nil {
		return err
	}
	if err := s.pinUnnamed(r, v, to.ID, rev-1, textBefore.Format(lang, args)); err != nil {
		return err
	}
	if err := s.pinUnnamed(r, v, to.ID, rev, textTaken.Format(lang, args)); err != nil {
		return err
	}
	s.tellImport(w, r, http.StatusOK, wire.Imported{Diagram: to.ID, Name: d.Name, Rev: rev, Losses: losses})
	return nil
}

func wantsPage(r *http.Request) bool { return strings.Contains(r.Header.Get("Accept"), "text/html") }

// tellImport answers a form with a page and a script with JSON.
func (s *Server) tellImport(w http.ResponseWriter, r *http.Request, code int, done wire.Imported) {
	if !wantsPage(r) {
		s.writeJSON(w, code, done)
		return
	}
	f := s.frame(w, r)
	f.LoggedIn = true
	s.show(w, r, code, page.Imported(f, done))
}

func (s *Server) notImported(w http.ResponseWriter, r *http.Request, err error) error {
	var bad unreadable
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		bad = unreadable{textTooMuch, true}
	case !errors.As(err, &bad):
		return err
	}
	code := http.StatusUnprocessableEntity
	if bad.large {
		code = http.StatusRequestEntityTooLarge
	}
	s.tellImport(w, r, code, wire.Imported{Losses: []wire.ExportLoss{}, Error: &bad.text})
	return nil
}
