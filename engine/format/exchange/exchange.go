// Package exchange is what every format shares: files, and the list of what a format could not
// carry. It is apart from the list of formats so that each format can speak of both.
package exchange

import (
	"maps"
	"strings"

	"vpcanvas/engine/message"
)

// File is one file that a format writes or reads. Name is its path below the chosen folder.
type File struct {
	Name string
	Data []byte
}

// NameOf names files in a sentence.
func NameOf(files []File) string {
	names := []string{}
	for _, f := range files {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// Loss is something of the design that a written file does not carry, or something of a file that
// the design does not.
type Loss struct {
	// Element is the id of a resource or a flow, "" for the whole design.
	Element string
	// Note tells that nothing is missing: it is said in another way, or lives elsewhere.
	Note bool
	Text message.Text
	// Name is what Text calls the element, and Rest is Text with a placeholder for it; both are empty where the
	// sentence names none. What has the same Rest says the same of several elements.
	Name string
	Rest message.Text
}

// Told is the loss that a format's sentence for a code, or else the one that formats share, says of an element. It
// panics where there is none: a loss without words would be a silent one.
func Told(sentences map[string]message.Text, code, element string, args message.Args) Loss {
	s, ok := sentences[code]
	if !ok {
		s, ok = Sentences[code]
	}
	if !ok {
		panic("no sentence for " + code)
	}
	return TellEach(s, element, func(message.Lang) message.Args { return args })
}

// TellEach is the loss that a sentence says of an element, for values that differ from language to language.
func TellEach(s message.Text, element string, args func(message.Lang) message.Args) Loss {
	l := Loss{Element: element, Text: s.WithEach(args)}
	if strings.Contains(s.EN, "{element}") {
		l.Name = args(message.EN)["element"]
		l.Rest = s.WithEach(func(lang message.Lang) message.Args {
			others := maps.Clone(args(lang))
			delete(others, "element")
			return others
		})
	}
	return l
}

// A Line is what people are told at once: a loss, and those that say the same of other elements.
type Line struct {
	Loss
	Others []Loss
}

// Lines are losses for people: what several elements have in common is one line, where the first of them stood.
func Lines(losses []Loss) []Line {
	type sentence struct {
		note bool
		rest message.Text
	}
	lines, at := []Line{}, map[sentence]int{}
	for _, l := range losses {
		key := sentence{l.Note, l.Rest}
		if n, said := at[key]; said {
			lines[n].Others = append(lines[n].Others, l)
			continue
		}
		if l.Rest != (message.Text{}) {
			at[key] = len(lines)
		}
		lines = append(lines, Line{Loss: l, Others: []Loss{}})
	}
	return lines
}
