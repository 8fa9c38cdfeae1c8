package handbook

import (
	"bytes"
	"fmt"
	"strings"

	"vpcanvas/engine/message"
)

// Markdown is the whole handbook in one language, for the folder docs.
func Markdown(lang message.Lang) []byte {
	m := &markdown{lang: lang}
	m.line("<!-- Written by \"go generate ./engine/handbook\". Do not edit. -->")
	m.line("# %s", TitleRules.In(lang)+" · "+TitleReasons.In(lang))
	m.section(TitleRules, IntroRules)
	for _, r := range Rules() {
		m.rule(&r)
	}
	m.section(TitleReasons, IntroReasons)
	for _, r := range Reasons() {
		m.reason(&r)
	}
	return m.b.Bytes()
}

type markdown struct {
	b    bytes.Buffer
	lang message.Lang
}

func (m *markdown) line(format string, args ...any) { fmt.Fprintf(&m.b, format+"\n", args...) }

// text is what people wrote, with Markdown's own signs made harmless.
func (m *markdown) text(t message.Text) string {
	return strings.NewReplacer("<", "&lt;", "*", "\\*", "_", "\\_", "`", "\\`").Replace(t.In(m.lang))
}

func (m *markdown) section(title, intro message.Text) {
	m.line("\n## %s\n\n%s", title.In(m.lang), m.text(intro))
}

func (m *markdown) rule(r *Rule) {
	m.line("\n### %s\n\n**%s** — %s\n", r.Code, SeverityWords[r.Severity].In(m.lang), m.text(r.Doc))
	m.line("- %s: %s", LabelSays.In(m.lang), m.text(r.Finds))
	if len(r.Fixes) == 0 {
		m.line("- %s", LabelNoFix.In(m.lang))
	}
	for _, fix := range r.Fixes {
		m.line("- %s: %s", LabelFix.In(m.lang), m.text(fix))
	}
	m.line("- [%s](../engine/rule/testdata/%s.txtar)", LabelExample.In(m.lang), r.Code)
}

func (m *markdown) reason(r *Reason) {
	m.line("\n### %s\n\n%s\n", r.Code, m.text(r.Means))
	m.line("- %s: %s", LabelMend.In(m.lang), m.text(r.Mend))
	m.line("- %s: %s", LabelWhose.In(m.lang), whose(r).In(m.lang))
	if r.IsDoubt {
		m.line("- %s", IsDoubt.In(m.lang))
	}
	for _, s := range r.Sentences {
		m.line("- %s: %s", LabelSays.In(m.lang), m.text(s))
	}
}

func whose(r *Reason) message.Text {
	if r.IsAWS {
		return WhoseAWS
	}
	return WhoseOurs
}

// Whose says where the code of a reason comes from.
func (r *Reason) Whose() message.Text { return whose(r) }

// Plain is a rule's page in a few lines of Markdown without a title, for reports of checks.
func (r *Rule) Plain(lang message.Lang) string {
	m := &markdown{lang: lang}
	m.line("%s\n", m.text(r.Doc))
	m.line("%s: %s", LabelSays.In(lang), m.text(r.Finds))
	for _, fix := range r.Fixes {
		m.line("\n%s: %s", LabelFix.In(lang), m.text(fix))
	}
	return strings.TrimSpace(m.b.String())
}
