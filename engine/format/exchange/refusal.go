package exchange

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"vpcanvas/engine/message"
)

// Refusal is why files are not read, in one sentence. Nothing of them is taken over.
type Refusal struct {
	// TooLarge tells a file beyond a limit from one that is no such file.
	TooLarge bool
	Text     message.Text
}

// Error is the English sentence.
func (r *Refusal) Error() string { return r.Text.EN }

// In is the sentence in a language.
func (r *Refusal) In(lang message.Lang) string { return r.Text.In(lang) }

// Refuse fills the placeholders of a sentence with pairs of name and value. What somebody else wrote
// neither floods the sentence nor breaks its line.
func Refuse(t message.Text, pairs ...string) *Refusal {
	args := message.Args{}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i]] = Shown(pairs[i+1], mostShown)
	}
	return &Refusal{Text: t.With(args)}
}

// RefuseFor is Refuse with a placeholder {cause} that an error fills, in each language that it speaks.
func RefuseFor(t message.Text, cause error, pairs ...string) *Refusal {
	said := Say(cause)
	return &Refusal{Text: message.Text{
		EN: Refuse(t, append(pairs, "cause", said.EN)...).Text.EN,
		JA: Refuse(t, append(pairs, "cause", said.JA)...).Text.JA,
	}}
}

// causes are what is wrong with JSON, which is what most files are.
var causes = map[string]message.Text{
	"type":   {EN: "{field} cannot be a {value}", JA: "{field} の値の種類（{value}）が正しくありません"},
	"syntax": {EN: "it is not valid at byte {offset}", JA: "{offset} バイト目が正しくありません"},
	"end":    {EN: "it ends too soon", JA: "途中で終わっています"},
}

// Say is an error in the languages that it speaks; that of a library is English in both.
func Say(err error) message.Text {
	if says, ok := errors.AsType[interface {
		error
		In(message.Lang) string
	}](err); ok {
		return message.Text{EN: says.In(message.EN), JA: says.In(message.JA)}
	}
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return Refuse(causes["type"], "field", cmp.Or(wrong.Field, "it"), "value", wrong.Value).Text
	}
	if wrong, ok := errors.AsType[*json.SyntaxError](err); ok && !strings.HasPrefix(wrong.Error(), "unexpected end") {
		return Refuse(causes["syntax"], "offset", strconv.FormatInt(wrong.Offset, 10)).Text
	} else if ok || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return causes["end"]
	}
	return message.Text{EN: err.Error(), JA: err.Error()}
}

const mostShown = 200

// Shown is a value of a file as a sentence shows it: at most so many characters, on one line. So a hostile
// value neither floods a sentence, nor moves a cursor, nor turns the text around.
func Shown(value string, most int) string {
	runes := []rune(value[:min(len(value), utf8.UTFMax*(most+1))])
	if len(runes) > most {
		runes = append(runes[:most], '…')
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, string(runes))
}
