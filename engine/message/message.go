// Package message is the catalogue of sentences that the engine says, in English and Japanese.
// The server hands the same catalogue to the browser, so that a finding reads alike everywhere.
package message

import "strings"

// Lang is a language of the catalogue.
type Lang string

// The languages that every Text has.
const (
	EN Lang = "en"
	JA Lang = "ja"
)

// Text is one sentence or label in every language. Placeholders stand in braces: "{cidr}".
type Text struct {
	EN string `json:"en"`
	JA string `json:"ja"`
}

// Args are the values of a sentence's placeholders.
type Args map[string]string

// In picks a language; an unknown one reads English.
func (t Text) In(lang Lang) string {
	if lang == JA {
		return t.JA
	}
	return t.EN
}

// With puts args into the sentence of every language, as Format does.
func (t Text) With(args Args) Text { return Text{EN: t.Format(EN, args), JA: t.Format(JA, args)} }

// WithEach is With for values that differ from language to language.
func (t Text) WithEach(args func(Lang) Args) Text {
	return Text{EN: t.Format(EN, args(EN)), JA: t.Format(JA, args(JA))}
}

// Format puts args into the sentence. A placeholder without an argument stays as it is, so that a
// mistake shows; values are inserted once, never searched again for placeholders.
func (t Text) Format(lang Lang, args Args) string {
	s := t.In(lang)
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '{')
		if open < 0 {
			break
		}
		end := strings.IndexByte(s[open:], '}')
		if end < 0 {
			break
		}
		b.WriteString(s[:open])
		if v, ok := args[s[open+1:open+end]]; ok {
			b.WriteString(v)
		} else {
			b.WriteString(s[open : open+end+1])
		}
		s = s[open+end+1:]
	}
	b.WriteString(s)
	return b.String()
}
