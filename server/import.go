package server

import (
	"bytes"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/message"
	"vpcanvas/server/auth"
	"vpcanvas/server/page"
	"vpcanvas/server/store"
	"vpcanvas/server/wire"
)

// maxImport is how much is sent, intake how much that may be unpacked.
const maxImport = 5 << 20

var intake = exchange.Limits{Files: 1000, Bytes: 16 << 20, File: 16 << 20, Folders: 16}

// The sentences of an import that cannot be.
var (
	textNoFile   = message.Text{EN: "choose a file to import", JA: "取り込むファイルを選んでください"}
	textTooMuch  = message.Text{EN: "the files are larger than an import may be: 5 MiB sent, 16 MiB unpacked, 1,000 files", JA: "取り込めるのは送信 5 MiB、展開後 16 MiB、1,000 ファイルまでです"}
	textNotKnown = message.Text{EN: "none of the files is a design, a CloudFormation template, Terraform or a draw.io drawing of ours", JA: "設計ファイル、CloudFormation テンプレート、Terraform、vpcanvas が書き出した draw.io 図面のいずれでもありません"}
	textIgnored  = message.Text{EN: "{file} was not understood", JA: "{file} は理解できませんでした"}
	textUnread   = message.Text{EN: "the file cannot be read: {cause}", JA: "ファイルを読み取れません: {cause}"}
	textImported = message.Text{EN: "Import {file}", JA: "{file} を取り込み"}
)

// unreadable is why files became no diagram, in one sentence that people can act on.
type unreadable struct {
	text  message.Text
	large bool
}

func (u unreadable) Error() string { return u.text.EN }

// importNew makes a diagram of files. People see what was not understood before they open it.
func (s *Server) importNew(w http.ResponseWriter, r *http.Request, _ auth.Visit) error {
	d, losses, _, err := s.imported(r)
	if err != nil {
		return s.notImported(w, r, err)
	}
	id, err := s.rooms.Create(r.Context(), d)
	if err != nil {
		return err
	}
	if wantsPage(r) && len(losses) == 0 {
		http.Redirect(w, r, s.base+"d/"+id, http.StatusSeeOther)
		return nil
	}
	s.tellImport(w, r, http.StatusOK, wire.Imported{Diagram: id, Name: d.Name, Losses: losses})
	return nil
}

// importInto replaces a diagram by what files say, as one entry of its log. Its name stays.
func (s *Server) importInto(w http.ResponseWriter, r *http.Request, v auth.Visit, to store.Diagram) error {
	d, losses, file, err := s.imported(r)
	if err != nil {
		return s.notImported(w, r, err)
	}
	d.Name = to.Name
	label := textImported.Format(s.lang(r), message.Args{"file": file})
	if _, err := s.rooms.Replace(r.Context(), to.ID, s.visitor(v, to.ID), label, d); err != nil {
		return err
	}
	s.tellImport(w, r, http.StatusOK, wire.Imported{Diagram: to.ID, Name: d.Name, Losses: losses})
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

// imported reads the files of a request: nothing of it is on disk, and nothing is taken over by half.
func (s *Server) imported(r *http.Request) (*design.Design, []wire.ExportLoss, string, error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, nil, "", unreadable{text: textNoFile}
	}
	files, err := received(parts)
	if err != nil {
		return nil, nil, "", err
	}
	if len(files) == 0 {
		return nil, nil, "", unreadable{text: textNoFile}
	}
	d, found, err := understood(files)
	if err != nil {
		return nil, nil, "", err
	}
	if d.Name == "" {
		d.Name = strings.TrimSuffix(path.Base(files[0].Name), path.Ext(files[0].Name))
	}
	d.Name = string([]rune(d.Name)[:min(len([]rune(d.Name)), maxName)])
	losses := []wire.ExportLoss{}
	for _, l := range found {
		losses = append(losses, wire.ExportLoss{Element: l.Element, Note: l.Note, Text: l.Text})
	}
	return d, losses, files[0].Name, nil
}

// received are the files of a form, those of archives among them.
func received(parts *multipart.Reader) ([]exchange.File, error) {
	in := exchange.NewIntake(intake)
	for {
		p, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return in.Files(), nil
		}
		if err == nil && p.FileName() == "" {
			continue
		}
		var data []byte
		if err == nil {
			data, err = io.ReadAll(p)
		}
		var large *http.MaxBytesError
		switch {
		case errors.As(err, &large):
			return nil, err
		case err != nil:
			return nil, unreadable{text: textNoFile}
		}
		if err := in.Add(path.Base(p.FileName()), data); err != nil {
			return nil, asUnreadable(err)
		}
	}
}

// understood finds the format of files by their content and reads them. What no format understands is
// listed.
func understood(files []exchange.File) (*design.Design, []exchange.Loss, error) {
	if d, err := ownDesign(files); d != nil || err != nil {
		return d, nil, err
	}
	for _, f := range format.All {
		if f.Detect == nil {
			continue
		}
		known := slices.DeleteFunc(slices.Clone(files), func(file exchange.File) bool { return !f.Detect(file) })
		if len(known) == 0 {
			continue
		}
		d, losses, err := f.Read(known, exchange.Options{})
		if err != nil {
			return nil, nil, asUnreadable(err)
		}
		for _, file := range files {
			if !slices.ContainsFunc(known, func(k exchange.File) bool { return k.Name == file.Name }) {
				args := message.Args{"file": file.Name}
				losses = append(losses, exchange.Loss{Text: message.Text{EN: textIgnored.Format(message.EN, args), JA: textIgnored.Format(message.JA, args)}})
			}
		}
		return d, losses, nil
	}
	return nil, nil, unreadable{text: textNotKnown}
}

// ownDesign reads a single file in our own format; nil where it is none.
func ownDesign(files []exchange.File) (*design.Design, error) {
	if len(files) != 1 || !bytes.Contains(files[0].Data, []byte(`"schema"`)) || !bytes.Contains(files[0].Data, []byte(`"resources"`)) {
		return nil, nil
	}
	d, err := design.Decode(files[0].Data)
	if err != nil {
		return nil, asUnreadable(err)
	}
	return d, nil
}

// asUnreadable keeps the languages of an error that has both.
func asUnreadable(err error) error {
	var refusal *exchange.Refusal
	if errors.As(err, &refusal) {
		return unreadable{refusal.Text, refusal.TooLarge}
	}
	var says interface{ In(message.Lang) string }
	if errors.As(err, &says) {
		return unreadable{text: message.Text{EN: says.In(message.EN), JA: says.In(message.JA)}}
	}
	args := message.Args{"cause": err.Error()}
	return unreadable{text: message.Text{EN: textUnread.Format(message.EN, args), JA: textUnread.Format(message.JA, args)}}
}
