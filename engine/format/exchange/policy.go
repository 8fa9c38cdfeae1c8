package exchange

import (
	"encoding/json"
	"strconv"
	"strings"
)

// JSON is one value of a policy, with the keys of objects in their order.
type JSON struct {
	// Keys are an object's, Values those of an object or a list; Scalar is a string, bool or int.
	Keys   []string
	Values []*JSON
	Scalar any
	IsList bool
}

// deepest is how far a policy may nest.
const deepest = 20

// Policy reads the text of a policy; false where it is no JSON object, or one that a file could not hold
// without a part of it coming alive: CloudFormation takes an object with the key Ref or Fn::… for a function.
func Policy(text string) (*JSON, bool) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	v, ok := readJSON(d, 0)
	if !ok || v.Keys == nil {
		return nil, false
	}
	_, err := d.Token()
	return v, err != nil // nothing may follow
}

func readJSON(d *json.Decoder, depth int) (*JSON, bool) {
	token, err := d.Token()
	if err != nil || depth > deepest {
		return nil, false
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '{' {
			return readObject(d, depth)
		}
		return readList(d, depth)
	case string, bool:
		return &JSON{Scalar: t}, true
	case json.Number:
		n, err := strconv.Atoi(string(t))
		return &JSON{Scalar: n}, err == nil
	}
	return nil, false
}

func readList(d *json.Decoder, depth int) (*JSON, bool) {
	v := &JSON{IsList: true}
	for d.More() {
		item, ok := readJSON(d, depth+1)
		if !ok {
			return nil, false
		}
		v.Values = append(v.Values, item)
	}
	_, err := d.Token()
	return v, err == nil
}

func readObject(d *json.Decoder, depth int) (*JSON, bool) {
	v := &JSON{Keys: []string{}}
	seen := map[string]bool{}
	for d.More() {
		token, err := d.Token()
		key, isText := token.(string)
		if err != nil || !isText || seen[key] || key == "Ref" || strings.HasPrefix(key, "Fn::") || strings.Contains(key, "{{resolve:") {
			return nil, false
		}
		seen[key] = true
		item, ok := readJSON(d, depth+1)
		if !ok {
			return nil, false
		}
		if _, isName := item.Scalar.(string); isName && key == "Condition" {
			return nil, false
		}
		v.Keys, v.Values = append(v.Keys, key), append(v.Values, item)
	}
	_, err := d.Token()
	return v, err == nil
}
