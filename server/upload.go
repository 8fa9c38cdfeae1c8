package server

import (
	"cmp"
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
	"vpcanvas/server/wire"
)

// An upload is what a request to import holds: files, those of archives among them, and what somebody
// says besides.
type upload struct {
	in *exchange.Intake
	// name is that of the first file that was sent, an archive's in place of what is in it.
	name string
	// refresh asks to bring a diagram up to date instead of replacing it.
	refresh bool
	params  map[string]string
	only    exchange.Selection
}

// maxField bounds what is said besides files.
const maxField = 64 << 10

// receive takes the files of a request: nothing of them is on disk, and nothing is taken over by half.
func receive(r *http.Request) (*upload, error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, unreadable{text: textNoFile}
	}
	u := &upload{in: exchange.NewIntake(intake), params: map[string]string{}, only: exchange.Selection{Tags: map[string]string{}}}
	for {
		p, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = u.take(p)
		}
		if err != nil {
			return nil, asUpload(err)
		}
	}
	if len(u.in.Files()) == 0 {
		return nil, unreadable{text: textNoFile}
	}
	return u, nil
}

// asUpload is why a form cannot be taken: too large, cut off, or what its parts say of themselves.
func asUpload(err error) error {
	var large *http.MaxBytesError
	var bad unreadable
	if errors.As(err, &large) || errors.As(err, &bad) {
		return err
	}
	return unreadable{text: textNoFile}
}

// take adds a part of the form: a file, what is in an archive, or lines of a field.
func (u *upload) take(p *multipart.Part) error {
	if p.FileName() == "" {
		text, err := io.ReadAll(io.LimitReader(p, maxField))
		if err != nil {
			return err
		}
		return u.field(p.FormName(), string(text))
	}
	data, err := io.ReadAll(p)
	if err != nil {
		return err
	}
	name := path.Base(p.FileName())
	u.name = cmp.Or(u.name, clipName(name)) // it stands in the log, the audit and names of versions
	if err := u.in.Add(name, data); err != nil {
		return asUnreadable(err)
	}
	return nil
}

// field takes what is said besides files, one value a line.
func (u *upload) field(name, text string) error {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case name == "refresh":
			u.refresh = true
		case name == "vpc":
			u.only.VPCs = append(u.only.VPCs, line)
		case name == "region":
			u.only.Regions = append(u.only.Regions, line)
		case name == "tag" || name == "param":
			key, value, ok := strings.Cut(line, "=")
			if !ok || key == "" {
				return asUnreadable(exchange.Refuse(textBadField, "line", line))
			}
			into := u.params
			if name == "tag" {
				into = u.only.Tags
			}
			into[strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
	}
	return nil
}

// read makes a design of the files, with a name, and lists what was not understood.
func (u *upload) read() (*design.Design, []wire.ExportLoss, error) {
	d, found, err := understood(u.in.Files(), exchange.Options{Params: u.params})
	if err != nil {
		return nil, nil, err
	}
	if d, err = exchange.Select(d, u.only); err != nil {
		return nil, nil, asUnreadable(err)
	}
	if d.Name == "" {
		d.Name = strings.TrimSuffix(u.name, path.Ext(u.name))
	}
	d.Name = clipName(d.Name)
	return d, lossLines(found), nil
}

// understood finds the format of files by their content and reads them. What no format understands is
// listed.
func understood(files []exchange.File, options exchange.Options) (*design.Design, []exchange.Loss, error) {
	if d, err := exchange.Own(files); err != nil {
		return nil, nil, asUnreadable(err)
	} else if d != nil {
		return d, nil, nil
	}
	for _, f := range format.All {
		if f.Detect == nil {
			continue
		}
		known := slices.DeleteFunc(slices.Clone(files), func(file exchange.File) bool { return !f.Detect(file) })
		if len(known) == 0 {
			continue
		}
		d, losses, err := f.Read(known, options)
		if err != nil {
			return nil, nil, asUnreadable(err)
		}
		for _, file := range files {
			if !slices.ContainsFunc(known, func(k exchange.File) bool { return k.Name == file.Name }) {
				losses = append(losses, exchange.Unknown(file.Name))
			}
		}
		return d, losses, nil
	}
	return nil, nil, unreadable{text: textNotKnown}
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
	return unreadable{text: textUnread.With(args)}
}
