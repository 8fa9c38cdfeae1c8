package design

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Canonical is the one spelling of a JSON value: RFC 8785 with integers only. Equal values have
// equal bytes, in Go and in the browser; the shared vectors are testdata/canonical.json.
func Canonical(v any) ([]byte, error) {
	raw, err := marshal(v)
	if err != nil {
		return nil, err
	}
	return CanonicalJSON(raw)
}

// CanonicalJSON respells JSON text. It refuses fractions, exponents, integers beyond 2^53, invalid
// UTF-8 and lone surrogates, and normalises nothing else.
func CanonicalJSON(raw []byte) ([]byte, error) {
	if !utf8.Valid(raw) || hasLoneSurrogate(raw) {
		return nil, fault("lone-surrogate", "", "")
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var tree any
	if err := dec.Decode(&tree); err != nil {
		return nil, fault("not-json", "", "", "cause", reason(err))
	}
	return appendCanonical(make([]byte, 0, len(raw)), tree)
}

func appendCanonical(b []byte, v any) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...), nil
	case bool:
		return strconv.AppendBool(b, v), nil
	case json.Number:
		return appendInteger(b, v)
	case string:
		return appendString(b, v), nil
	case []any:
		return appendArray(b, v)
	case map[string]any:
		return appendObject(b, v)
	}
	return nil, fmt.Errorf("canonical JSON of %T", v)
}

const largestExact = 1<<53 - 1

func appendInteger(b []byte, n json.Number) ([]byte, error) {
	i, err := strconv.ParseInt(string(n), 10, 64)
	if err != nil || i > largestExact || i < -largestExact {
		return nil, fault("malformed", "", string(n), "cause", "numbers are integers up to 2^53")
	}
	return strconv.AppendInt(b, i, 10), nil
}

func appendArray(b []byte, list []any) ([]byte, error) {
	b = append(b, '[')
	var err error
	for i, v := range list {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = appendCanonical(b, v); err != nil {
			return nil, err
		}
	}
	return append(b, ']'), nil
}

func appendObject(b []byte, m map[string]any) ([]byte, error) {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, compareUTF16)
	b = append(b, '{')
	var err error
	for i, k := range keys {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendString(b, k), ':')
		if b, err = appendCanonical(b, m[k]); err != nil {
			return nil, err
		}
	}
	return append(b, '}'), nil
}

// compareUTF16 orders as RFC 8785 asks and as JavaScript does: by UTF-16 code units.
func compareUTF16(a, b string) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] >= utf8.RuneSelf || b[i] >= utf8.RuneSelf {
			return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
		}
		if a[i] != b[i] {
			return cmp.Compare(a[i], b[i])
		}
	}
	return cmp.Compare(len(a), len(b))
}

func appendString(b []byte, s string) []byte {
	const hexDigits = "0123456789abcdef"
	b = append(b, '"')
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c >= ' ':
			b = append(b, c)
		default:
			if j := strings.IndexByte("\b\t\n\f\r", c); j >= 0 {
				b = append(b, '\\', "btnfr"[j])
			} else {
				b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
			}
		}
	}
	return append(b, '"')
}

// marshal is json.Marshal without the escapes meant for HTML.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Digest is the SHA-256 of one element: section, id and canonical bytes, each ended by a newline.
// A design's hashes are made from its elements' digests, so that a check costs what changed.
func Digest(s Section, id string, element any) ([sha256.Size]byte, error) {
	body, err := Canonical(element)
	if err != nil {
		return [sha256.Size]byte{}, err
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n", s, id)
	h.Write(body)
	h.Write([]byte("\n"))
	return [sha256.Size]byte(h.Sum(nil)), nil
}

// Hash identifies everything in the design, in hexadecimal.
func (d *Design) Hash() (string, error) { return d.hashOf(sections) }

// ModelHash identifies what reviewers approve: everything but views and notes.
func (d *Design) ModelHash() (string, error) {
	return d.hashOf([]Section{Resources, Flows, Suppressions})
}

func (d *Design) hashOf(list []Section) (string, error) {
	h := sha256.New()
	head, err := Digest(Itself, "", map[string]any{"schema": d.Schema, "name": d.Name})
	if err != nil {
		return "", err
	}
	h.Write(head[:])
	for _, s := range list {
		for _, id := range tables[s].ids(d) {
			digest, err := Digest(s, id, tables[s].get(d, id))
			if err != nil {
				return "", err
			}
			h.Write(digest[:])
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
