package exchange

import "vpcanvas/engine/message"

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
