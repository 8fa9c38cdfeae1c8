package scene

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Visible is a text as a label may show it: one line, without what XML cannot hold, without
// characters that do not show, and without those that turn the direction of what stands around.
func Visible(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = true
		case !unicode.IsPrint(r) && !joiner(r), r == unicode.ReplacementChar:
		default:
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		}
	}
	return b.String()
}

// joiner tells the joiners, which scripts and composed pictures need inside words.
func joiner(r rune) bool { return r == '\u200c' || r == '\u200d' }

// Clip cuts a text to a width in pixels, with an ellipsis.
func Clip(s string, size float64, room int) string {
	if Width(s, size) <= float64(room) {
		return s
	}
	used := Width("…", size)
	for i, r := range s {
		used += advance(r) * size
		if used > float64(room) {
			return strings.TrimRight(s[:i], " ") + "…"
		}
	}
	return s
}

// Width is about as wide as the text shows in a proportional face of that size. No reader's face is
// known, so it errs to the wide side.
func Width(s string, size float64) float64 {
	ems := 0.0
	for _, r := range s {
		ems += advance(r)
	}
	return ems * size
}

func advance(r rune) float64 {
	switch {
	case unicode.Is(unicode.Mn, r) || joiner(r):
		return 0
	case r >= utf8Wide:
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			return 1
		}
		return 0.75
	case strings.ContainsRune("iljI.,:;'|!()[] /", r):
		return 0.34
	case strings.ContainsRune("mwMW@%", r):
		return 0.92
	case r >= 'A' && r <= 'Z':
		return 0.7
	}
	return 0.58
}

// monoWidth is about as wide as a text shows in a face whose letters are all alike.
func monoWidth(s string, size float64) float64 {
	ems := 0.0
	for _, r := range s {
		if a := advance(r); a > 0 {
			ems += max(0.62, float64(int(a)))
		}
	}
	return ems * size
}

// utf8Wide is from where characters may be as wide as they are high.
const utf8Wide = 0x1100

// joined puts two spaces between the parts that are not empty.
func joined(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "  ")
}
