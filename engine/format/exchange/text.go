package exchange

import (
	"strings"
	"unicode/utf8"
)

// AWS's limits of tags, names of key pairs, and descriptions of groups and rules.
const (
	MaxTags        = 50
	maxTagKey      = 128
	MaxTagValue    = 256
	MaxKeyName     = 255
	maxDescription = 255
)

// IsTag reports whether AWS takes a tag. It keeps keys that begin with aws: to itself.
func IsTag(key, value string) bool {
	return key != "" && utf8.RuneCountInString(key) <= maxTagKey && utf8.RuneCountInString(value) <= MaxTagValue && !strings.HasPrefix(strings.ToLower(key), "aws:")
}

// Clip cuts to at most n bytes, between characters.
func Clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

// ClipRunes cuts to at most n characters.
func ClipRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// Describable replaces what AWS refuses in the descriptions of groups and rules.
func Describable(s string) string {
	const allowed = " ._-:/()#,@[]+=&;{}!$*"
	clean := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(allowed, r) {
			return r
		}
		return '_'
	}, s)
	return Clip(clean, maxDescription)
}
