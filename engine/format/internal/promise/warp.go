package promise

import "regexp"

// tokens are what a text is made of: bytes that are mutated alone seldom leave it well-formed.
var tokens = regexp.MustCompile(`(?s)"(?:[^"\\\n]|\\.)*"|[A-Za-z0-9_.:/!&*$#-]+|[ \t]+|.`)

// odd are values that somebody might not have thought of.
var odd = []string{
	`""`, `"0.0.0.0/0"`, `"::/0"`, `"10.0.0.0/33"`, `"fd00::/8"`, `"::ffff:10.0.0.1"`, `0`, `-1`, `65536`, `1e99`, `9007199254740993`, `null`, `true`,
	`[]`, `{}`, `{"Ref":"AWS::NoValue"}`, `"internet"`, `"` + "\u202e\\u0000" + `"`, `"\ud800"`, `"all"`, `"-1"`, `"arn:aws:iam::123456789012:role/x"`, "\n", "\x00",
	`"A"`, `"a b"`, `"123456789012"`, `"us-gov-west-1"`, `"${a}"`, `"%{if true}"`, `!Ref A`, `*a`, `&#0;`, `]]>`,
}

// Warp moves the tokens of a text about, as the moves say: three bytes each pick a token, what is done with
// it, and with what. Words change with words, so that most of what comes out is well-formed still.
func Warp(text, moves []byte) []byte {
	if len(moves) < 3 || len(text) > 64<<10 {
		return text
	}
	parts := tokens.FindAllString(string(text), -1)
	for ; len(moves) >= 3 && len(parts) > 0; moves = moves[3:] {
		at := word(parts, int(moves[0])<<8|int(moves[1]))
		with := int(moves[2])
		other := word(parts, at+1+with)
		switch with % 4 {
		case 0:
			parts[at] = odd[with/4%len(odd)]
		case 1:
			parts[at] = parts[other]
		case 2:
			parts[at], parts[other] = parts[other], parts[at]
		case 3:
			last := min(len(parts), at+with/4)
			again := append([]string{}, parts[at:last]...)
			parts = append(parts[:last:last], append(again, parts[last:]...)...)
		}
		if len(parts) > 64<<10 {
			break
		}
	}
	warped := []byte{}
	for _, p := range parts {
		warped = append(warped, p...)
	}
	return warped
}

// word is the first token from a place on that is more than a bracket or a space; the place where none is.
func word(parts []string, at int) int {
	at %= len(parts)
	for n := range parts {
		if i := (at + n) % len(parts); len(parts[i]) > 1 && parts[i][0] > ' ' {
			return i
		}
	}
	return at
}
