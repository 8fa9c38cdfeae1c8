// Package page draws the few pages around the editor: the login landing, the list
// of diagrams, the shell that the editor fills, and problems. Pages show; they
// decide nothing.
package page

import (
	"embed"
	"io/fs"
	"net/http"
	"strings"
	"time"

	"vpcanvas/engine/message"
	"vpcanvas/server/wire"
)

//go:embed static
var static embed.FS

// Static is the style, script and icon of the pages.
func Static() fs.FS {
	sub, err := fs.Sub(static, "static")
	if err != nil {
		panic(err) // the folder is embedded above: only a misspelt name can fail
	}
	return sub
}

// langCookie keeps the language that was chosen with ?lang.
const langCookie = "vpcanvas_lang"

// Frame is what every page needs.
type Frame struct {
	Lang message.Lang
	// Base is the path that the server lives under, with a slash at both ends.
	Base string
	// Path is the page's own, for the switch of language.
	Path string
	// Nonce allows the styles that the editor makes at run time.
	Nonce string
	// LoggedIn shows the way out.
	LoggedIn bool
}

// Listing is what the home page shows.
type Listing struct {
	// Query is what was searched for; Total counts all diagrams, found or not.
	Query string
	Total int
	Rows  []Diagram
	// Deleted are those that can be brought back; their Changed is when they went.
	Deleted []Diagram
	// KeptDays is for how long they can.
	KeptDays int
	// JustDeleted is the one whose deletion led here, if any.
	JustDeleted *Diagram
}

// Diagram is a line of the home page.
type Diagram struct {
	ID, Name string
	Changed  time.Time
	// Flows is nil while nobody has judged them.
	Flows *Flows
}

// Flows counts those of a diagram.
type Flows struct{ All, Broken, Unknown int }

// Choose picks the language of a page as Chosen does, and keeps what the link says.
func Choose(w http.ResponseWriter, r *http.Request, base string) message.Lang {
	if asked := r.URL.Query().Get("lang"); known(asked) {
		http.SetCookie(w, &http.Cookie{
			Name: langCookie, Value: asked, Path: base, MaxAge: 365 * 24 * 3600,
			HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil,
		})
	}
	return Chosen(r)
}

// Chosen is the language of a request: what the link says, what was chosen before,
// what the browser prefers; English when none of them says anything.
func Chosen(r *http.Request) message.Lang {
	if asked := r.URL.Query().Get("lang"); known(asked) {
		return message.Lang(asked)
	}
	if kept, err := r.Cookie(langCookie); err == nil && known(kept.Value) {
		return message.Lang(kept.Value)
	}
	return accepted(r.Header.Get("Accept-Language"))
}

func known(lang string) bool { return lang == string(message.EN) || lang == string(message.JA) }

// accepted takes the first language that we have. Browsers send them in order of
// preference, so the weights need no reading, but for one that is refused.
func accepted(header string) message.Lang {
	for part := range strings.SplitSeq(header, ",") {
		tag, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		primary, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
		if known(primary) && !strings.HasPrefix(strings.TrimSpace(weight), "q=0.0") && strings.TrimSpace(weight) != "q=0" {
			return message.Lang(primary)
		}
	}
	return message.EN
}

// when shows a time as people of the language write it, in the server's zone: the
// server runs where its people are.
func when(lang message.Lang, t time.Time) string {
	if lang == message.JA {
		return t.Local().Format("2006年1月2日 15:04")
	}
	return t.Local().Format("2 Jan 2006, 15:04")
}

// elements counts what losses tell of.
func elements(losses []wire.ExportLoss) int {
	n := 0
	for _, l := range losses {
		n += 1 + len(l.Others)
	}
	return n
}

// sorted parts what was not understood from what was read in another way.
func sorted(all []wire.ExportLoss) (lost, noted []wire.ExportLoss) {
	for _, l := range all {
		if l.Note {
			noted = append(noted, l)
		} else {
			lost = append(lost, l)
		}
	}
	return lost, noted
}
