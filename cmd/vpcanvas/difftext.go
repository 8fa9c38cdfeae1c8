package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/verdict"
)

func (r *diffReport) word(key string) string { return message.Diff[key].In(r.lang) }

// A diffSection is a heading with its lines; the text and the Markdown format them.
type diffSection struct {
	title string
	lines []diffLine
}

type diffLine struct {
	sign byte
	// what is the subject, which names from and to may make; more says what about it.
	from, to, what, more string
}

// sections are what people read, the gravest first; those without a line are left out.
func (r *diffReport) sections() []diffSection {
	lines := r.diff.Lines()
	namer := r.diff.Namer()
	of := func(title string, whats ...verdict.What) diffSection {
		s := diffSection{title: r.word(title)}
		for _, l := range lines {
			for _, w := range whats {
				if l.What == w {
					s.lines = append(s.lines, r.pairLine(l, namer))
				}
			}
		}
		return s
	}
	all := []diffSection{
		of("opened", verdict.Opened), of("closed", verdict.Closed), of("unknown", verdict.Doubted, verdict.Settled),
		r.flowSection(), r.resourceSection(),
	}
	some := all[:0]
	for _, s := range all {
		if len(s.lines) > 0 {
			some = append(some, s)
		}
	}
	return some
}

var signs = map[verdict.What]byte{verdict.Opened: '+', verdict.Closed: '-', verdict.Doubted: '?', verdict.Settled: '!'}

func (r *diffReport) pairLine(l verdict.Line, n *verdict.Namer) diffLine {
	line := diffLine{sign: signs[l.What], from: n.Called(l.From).In(r.lang), to: n.Called(l.To).In(r.lang), more: netset.EntriesText(l.Allowed)}
	if l.What == verdict.Opened || l.What == verdict.Closed {
		return line
	}
	tense := map[verdict.What]string{verdict.Doubted: "was ", verdict.Settled: "is "}[l.What]
	var parts []string
	for _, p := range []struct {
		word    string
		entries []netset.Entry
	}{{"allowed", l.Allowed}, {"blocked", l.Blocked}} {
		if len(p.entries) > 0 {
			parts = append(parts, message.Diff[tense+p.word].Format(r.lang, message.Args{"services": netset.EntriesText(p.entries)}))
		}
	}
	line.more = r.word(string(l.What)) + ": " + strings.Join(parts, r.word("list separator"))
	return line
}

func (r *diffReport) flowSection() diffSection {
	s := diffSection{title: r.word("flows")}
	for _, f := range r.flows {
		sign := map[verdict.Holds]byte{verdict.Yes: '+', verdict.No: '-', verdict.Unknown: '?', "": '-'}[f.Now]
		how := "holds/was"
		switch "" {
		case string(f.Was):
			how = "holds/new"
		case string(f.Now):
			how = "holds/"
		}
		s.lines = append(s.lines, diffLine{sign: sign, what: r.flowTitle(f), more: message.Diff[how].Format(r.lang, message.Args{
			"was": r.word("holds/" + string(f.Was)), "now": r.word("holds/" + string(f.Now)),
		})})
	}
	return s
}

func (r *diffReport) resourceSection() diffSection {
	s := diffSection{title: r.word("resources/all")}
	for _, list := range []struct {
		sign    byte
		word    string
		changes []verdict.ResourceChange
	}{{'+', "added", r.resources.Added}, {'-', "removed", r.resources.Removed}, {'~', "changed", r.resources.Changed}} {
		for _, c := range list.changes {
			line := diffLine{sign: list.sign, what: kind.Get(c.Kind).Title.In(r.lang) + " " + c.Name, more: r.word(list.word)}
			var parts []string
			for _, p := range c.Properties {
				parts = append(parts, r.propertyText(p, c.Kind))
			}
			if len(parts) > 0 {
				line.more = strings.Join(parts, "; ")
			}
			s.lines = append(s.lines, line)
		}
	}
	return s
}

func (r *diffReport) propertyText(p verdict.PropertyChange, k kind.Name) string {
	w := p.Words(k, r.old.d, r.now.d)
	was, now, label := w.Was.In(r.lang), w.Now.In(r.lang), w.Label.In(r.lang)
	isRow := strings.Count(p.Path, ".") > 1
	switch {
	case isRow && was == "":
		return fmt.Sprintf("%s + (%s)", label, now)
	case isRow && now == "":
		return fmt.Sprintf("%s - (%s)", label, was)
	case isRow:
		return fmt.Sprintf("%s (%s) -> (%s)", label, was, now)
	}
	return fmt.Sprintf("%s %s -> %s", label, cmp.Or(was, r.word("none")), cmp.Or(now, r.word("none")))
}

func (r *diffReport) headline() string {
	return verdict.Headline(r.diff.Lines(), r.flows).In(r.lang)
}

func diffText(w io.Writer, r *diffReport) error {
	p := &printer{w: w}
	p.line("%s", r.headline())
	for _, s := range r.sections() {
		p.line("")
		p.line("%s", s.title)
		for _, l := range s.lines {
			what := l.what
			if what == "" {
				what = l.from + " -> " + l.to
			}
			p.line("  %c %s: %s", l.sign, what, l.more)
		}
	}
	return p.err
}

// diffMarkdown is a comment under a pull request.
func diffMarkdown(w io.Writer, r *diffReport) error {
	p := &printer{w: w}
	p.line("**%s**", plain(r.headline()))
	for _, s := range r.sections() {
		p.line("")
		p.line("### %s", plain(s.title))
		p.line("")
		for _, l := range s.lines {
			what := "**" + plain(l.what) + "**"
			if l.what == "" {
				what = "**" + plain(l.from) + "** → **" + plain(l.to) + "**"
			}
			p.line("- `%c` %s: %s", l.sign, what, plain(l.more))
		}
	}
	return p.err
}
