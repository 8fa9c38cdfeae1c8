// Package aws reads and writes what the describe calls of the AWS command line answer, as JSON.
//
// An account's network is a set of files; what a file is called does not matter, the top-level keys say
// what it holds (Vpcs, Reservations, ...). Folders may say whose it is (accounts/ACCOUNT/REGION), pages
// of an answer may be files of their own, and answers that AWS gives per load balancer, table or zone
// come wrapped in lists that name it. `parts` is the one table of what is understood; each part has its
// shape, its reader and its writer in one file.
//
// Reading never stops at an object that makes no sense: it is named, and the others go on. An AWS id
// becomes the element's id by a hash of account, region and id, so that a newer snapshot meets the
// elements of the older one. AWS's ids have 8 or 17 hexadecimal digits; an element that AWS never saw
// is written with its own id, which is longer than the first and shorter than the second, and keeps it.
package aws

import (
	"bytes"
	"encoding/json"
	"slices"

	"vpcanvas/engine/format/exchange"
)

// Extensions of the files.
var Extensions = []string{".json"}

// The limits of an import, besides those of a design.
const (
	maxObjects = 200_000
	maxDepth   = 64
)

// Detect finds a JSON object with a top-level key that a describe call answers with.
func Detect(file exchange.File) bool {
	raw := bytes.TrimSpace(bytes.TrimPrefix(file.Data, []byte("\xef\xbb\xbf")))
	if len(raw) == 0 || raw[0] != '{' {
		return false
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	if _, err := dec.Token(); err != nil {
		return false
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return false
		}
		if name, ok := key.(string); ok && isKnown(name) {
			return true
		}
		var skip json.RawMessage
		if dec.Decode(&skip) != nil {
			return false
		}
	}
	return false
}

// isKnown takes no key that other files have too: CloudFormation's "Resources", for example.
func isKnown(key string) bool {
	if _, passed := passedOver[key]; passed {
		return true
	}
	if _, is := alone[key]; is {
		return true
	}
	return slices.ContainsFunc(parts, func(p part) bool { return p.key == key })
}
