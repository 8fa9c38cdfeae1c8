package design

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"vpcanvas/engine/internal/atonce"
	"vpcanvas/engine/kind"
)

// The limits of a design file.
const (
	MaxFile  = 64 << 20
	maxDepth = 32
)

// Encode writes the canonical bytes and a newline.
func Encode(d *Design) ([]byte, error) {
	b, err := Canonical(d)
	if err != nil {
		return nil, err
	}
	return append(b, '\n'), nil
}

// Read decodes a design file of at most MaxFile bytes.
func Read(r io.Reader) (*Design, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, err
	}
	return Decode(raw)
}

// Decode reads a design of any released schema and checks every structural rule. The error is a *Fault.
func Decode(raw []byte) (*Design, error) {
	if len(raw) > MaxFile {
		return nil, fault("too-large", "", "", "size", "more than "+itoa(MaxFile), "limit", itoa(MaxFile))
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if err := CheckJSON(raw); err != nil {
		return nil, err
	}
	raw, err := upgraded(raw, Schema, upgrades)
	if err != nil {
		return nil, err
	}
	d, err := decodeDesign(raw)
	if err != nil {
		return nil, err
	}
	if err := d.Check(); err != nil {
		return nil, err
	}
	return d, nil
}

func decodeDesign(raw []byte) (*Design, error) {
	var file struct {
		Schema       int                        `json:"schema"`
		Name         string                     `json:"name"`
		Resources    map[string]json.RawMessage `json:"resources"`
		Flows        map[string]json.RawMessage `json:"flows"`
		Suppressions map[string]json.RawMessage `json:"suppressions"`
		Notes        map[string]json.RawMessage `json:"notes"`
		Views        map[string]json.RawMessage `json:"views"`
	}
	if err := strict(raw, &file); err != nil {
		return nil, fault("not-a-design", "", "", "cause", reason(err))
	}
	// Before anything is decoded: a million elements are refused for their number, in no time.
	if n := len(file.Resources) + len(file.Flows) + len(file.Suppressions) + len(file.Notes) + len(file.Views); n > MaxElements {
		return nil, fault("too-many-elements", "", "", "size", itoa(n), "limit", itoa(MaxElements))
	}
	d := New(file.Name)
	for s, raws := range map[Section]map[string]json.RawMessage{
		Resources: file.Resources, Flows: file.Flows, Suppressions: file.Suppressions, Notes: file.Notes, Views: file.Views,
	} {
		for _, row := range kind.Sorted(raws) {
			element, err := tables[s].decode(row.Value)
			if err != nil {
				return nil, malformed(err, row.Key, "")
			}
			tables[s].set(d, row.Key, element)
		}
	}
	d.nameExports()
	return d, nil
}

// Settled gives a design that was built in memory what Decode gives one that is read: every value in its one
// spelling, names for exports, every structural rule checked. The design itself stays as it is.
func Settled(built *Design) (*Design, error) {
	d := New(built.Name)
	for _, s := range sections {
		ids := tables[s].ids(built)
		spelled := make([]any, len(ids))
		atonce.Each(len(ids), func(i int) { spelled[i] = tables[s].spelled(tables[s].get(built, ids[i])) })
		for i, id := range ids {
			tables[s].set(d, id, spelled[i])
		}
	}
	d.nameExports()
	if err := d.Check(); err != nil {
		return nil, err
	}
	return d, nil
}

// CheckJSON refuses JSON that Go reads but that is not one document to everybody: cut short, nested
// deeper than 32 levels, a key twice in an object, invalid UTF-8, half a surrogate pair.
func CheckJSON(raw []byte) error {
	if !utf8.Valid(raw) || hasLoneSurrogate(raw) {
		return fault("lone-surrogate", "", "")
	}
	if DeeperThan(raw, maxDepth) {
		return fault("too-deep", "", "", "limit", itoa(maxDepth))
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if err := checkTokens(dec); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return fault("not-json", "", "", "cause", "something follows the end of the document")
	}
	return nil
}

// checkTokens reads one value. Each open object keeps the keys it has seen; an array keeps none.
func checkTokens(dec *json.Decoder) error {
	var open []map[string]bool
	atKey := false
	for {
		t, err := dec.Token()
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return fault("not-json", "", "", "cause", reason(err))
		}
		switch t := t.(type) {
		case json.Delim:
			switch t {
			case '{':
				open = append(open, map[string]bool{})
			case '[':
				open = append(open, nil)
			default:
				open = open[:len(open)-1]
			}
			atKey = t != '['
		case string:
			if keys := top(open); keys != nil && atKey {
				if keys[t] {
					return fault("duplicate-key", "", "", "key", t)
				}
				keys[t] = true
				atKey = false
				continue
			}
			atKey = true
		default:
			atKey = true
		}
		if len(open) == 0 {
			return nil
		}
	}
}

func top(open []map[string]bool) map[string]bool {
	if len(open) == 0 {
		return nil
	}
	return open[len(open)-1]
}

// DeeperThan reports whether JSON nests deeper than limit. It counts brackets outside strings and needs no stack, so depth costs an attacker nothing but bytes.
func DeeperThan(raw []byte, limit int) bool {
	depth, inString := 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '{' || c == '[':
			if depth++; depth > limit {
				return true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return false
}

// hasLoneSurrogate finds a \uD800–\uDFFF escape without its other half, which Go would read as U+FFFD.
func hasLoneSurrogate(raw []byte) bool {
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		i++
		hi := surrogateAt(raw, i)
		if hi == 0 {
			continue
		}
		if hi >= 0xDC || i+5 >= len(raw) || raw[i+5] != '\\' || surrogateAt(raw, i+6) < 0xDC {
			return true
		}
		i += 10
	}
	return false
}

// surrogateAt is the first byte (D8 to DF) of the surrogate whose 'u' stands at i, or 0.
func surrogateAt(raw []byte, i int) byte {
	if i+4 >= len(raw) || raw[i] != 'u' || (raw[i+1] != 'd' && raw[i+1] != 'D') {
		return 0
	}
	n := strings.IndexByte("89abcdefABCDEF", raw[i+2])
	if n < 0 {
		return 0
	}
	if n > 7 {
		n -= 6
	}
	return 0xD0 + 8 + byte(n)
}

// An upgrade turns the tree of a design of one schema into the next one's.
type upgrade func(tree map[string]any) error

// upgrades[n-1] goes from schema n to n+1. Every released schema stays readable.
var upgrades = []upgrade{}

func upgraded(raw []byte, to int, steps []upgrade) ([]byte, error) {
	var head struct {
		Schema *int `json:"schema"`
	}
	if err := json.Unmarshal(raw, &head); err != nil || head.Schema == nil || *head.Schema < 1 {
		return nil, fault("not-a-design", "", "", "cause", "it has no schema number")
	}
	from := *head.Schema
	if from > to {
		return nil, fault("newer-schema", "", "schema", "schema", itoa(from), "limit", itoa(to))
	}
	if from == to {
		return raw, nil
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var tree map[string]any
	if err := dec.Decode(&tree); err != nil {
		return nil, fault("not-json", "", "", "cause", reason(err))
	}
	for _, step := range steps[from-1:] {
		if err := step(tree); err != nil {
			return nil, fault("not-a-design", "", "", "cause", err.Error())
		}
	}
	tree["schema"] = to
	return marshal(tree)
}
