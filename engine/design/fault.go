package design

import (
	"errors"
	"strings"

	"vpcanvas/engine/message"
)

// Fault is why an edit or a file is refused: a structural rule, the element and property that break
// it, and the sentence. Design mistakes are findings and never faults.
type Fault struct {
	Code     string       `json:"code"`
	Element  string       `json:"element"`
	Property string       `json:"property"`
	Args     message.Args `json:"args"`
}

// Error is the English sentence.
func (f *Fault) Error() string { return f.In(message.EN) }

// In is the sentence in a language.
func (f *Fault) In(lang message.Lang) string {
	args := message.Args{"element": orThis(f.Element), "property": f.Property}
	for k, v := range f.Args {
		args[k] = clip(v)
	}
	t, ok := message.Faults[f.Code]
	if !ok {
		return f.Code
	}
	return t.Format(lang, args)
}

func orThis(element string) string {
	if element == "" {
		return "design"
	}
	return clip(element)
}

// clip keeps a hostile value from flooding a sentence.
func clip(s string) string {
	const most = 200
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
}

func fault(code, element, property string, args ...string) *Fault {
	f := &Fault{Code: code, Element: element, Property: property, Args: message.Args{}}
	for i := 0; i+1 < len(args); i += 2 {
		f.Args[args[i]] = args[i+1]
	}
	return f
}

// AsFault finds the Fault in an error.
func AsFault(err error) (*Fault, bool) {
	var f *Fault
	ok := errors.As(err, &f)
	return f, ok
}
