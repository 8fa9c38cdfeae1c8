package design

import (
	"crypto/rand"
	"strings"
	"unicode"

	"vpcanvas/engine/kind"
)

// What ids of elements and keys of rows look like. The checks of a design ask isID and isKey some ten thousand
// times, for which an expression is slow.
const (
	idPattern  = `^[a-z][a-z0-9]{9,15}$`
	keyPattern = `^[a-zA-Z0-9][a-zA-Z0-9_-]{0,31}$`
)

func isID(s string) bool {
	if len(s) < 10 || len(s) > 16 || !isLower(s[0]) {
		return false
	}
	for i := range len(s) {
		if !isLower(s[i]) && !isDigit(s[i]) {
			return false
		}
	}
	return true
}

func isKey(s string) bool {
	if s == "" || len(s) > 32 || s[0] == '_' || s[0] == '-' {
		return false
	}
	for i := range len(s) {
		if c := s[i]; !isLower(c|0x20) && !isDigit(c) && c != '_' && c != '-' {
			return false
		}
	}
	return true
}

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// The suffixes of the objects that AWS makes with each VPC.
const (
	suffixMain = "main"
	suffixACL  = "nacl"
	suffixSG   = "sg"
)

// longestVPCID leaves room for the suffixes in an id of 16 characters.
const longestVPCID = 12

// MainRouteTableID is the id of the route table that comes with a VPC.
func MainRouteTableID(vpc string) string { return vpc + suffixMain }

// DefaultNetworkACLID is the id of the network ACL that comes with a VPC.
func DefaultNetworkACLID(vpc string) string { return vpc + suffixACL }

// DefaultSecurityGroupID is the id of the security group that comes with a VPC.
func DefaultSecurityGroupID(vpc string) string { return vpc + suffixSG }

// MadeByAWS reports whether id is one of the objects that come and go with their VPC.
func (d *Design) MadeByAWS(id string) bool {
	r := d.Resources[id]
	if r == nil {
		return false
	}
	switch r.Kind {
	case kind.RouteTableKind:
		return id == MainRouteTableID(r.Parent)
	case kind.NetworkACLKind:
		return id == DefaultNetworkACLID(r.Parent)
	case kind.SecurityGroupKind:
		return id == DefaultSecurityGroupID(r.Parent)
	}
	return false
}

// NewID is a fresh random id of 12 characters, 56 bits strong.
func NewID() string {
	const letters, all = "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz0123456789"
	b := make([]byte, longestVPCID)
	if _, err := rand.Read(b); err != nil {
		panic(err) // crypto/rand never fails on a supported system
	}
	for i := range b {
		b[i] = all[int(b[i])%len(all)]
	}
	b[0] = letters[int(b[0])%len(letters)]
	return string(b)
}

// maxExportName is what CloudFormation allows a logical id.
const maxExportName = 255

// exportName turns a display name into PascalCase letters and digits; the kind stands in for a name without any.
func exportName(name string, k kind.Name) string {
	var b strings.Builder
	up := true
	for _, r := range name {
		if r > unicode.MaxASCII || !(unicode.IsLetter(r) || unicode.IsDigit(r)) {
			up = true
			continue
		}
		if up {
			r = unicode.ToUpper(r)
		}
		up = false
		b.WriteRune(r)
		if b.Len() == maxExportName-longestVPCID {
			break
		}
	}
	if s := b.String(); s != "" && !unicode.IsDigit(rune(s[0])) {
		return s
	}
	k0 := strings.ToUpper(string(k[:1])) + string(k[1:])
	return k0 + b.String()
}

// uniqueExportName adds the id where another resource has the name already.
func (d *Design) uniqueExportName(id string, r *Resource) string {
	want := exportName(r.Name, r.Kind)
	for other, o := range d.Resources {
		if other != id && strings.EqualFold(o.ExportName, want) {
			return want + upperFirst(id)
		}
	}
	return want
}

// DerivedExportNames are the export names that elements get from their names, as far as no two would get the
// same: those a reader finds again by itself.
func (d *Design) DerivedExportNames() map[string]string {
	names, users := make(map[string]string, len(d.Resources)), make(map[string]int, len(d.Resources))
	for id, r := range d.Resources {
		names[id] = exportName(r.Name, r.Kind)
		users[strings.ToLower(names[id])]++
		if !strings.EqualFold(r.ExportName, names[id]) {
			users[strings.ToLower(r.ExportName)]++
		}
	}
	for id, name := range names {
		if users[strings.ToLower(name)] > 1 {
			delete(names, id)
		}
	}
	return names
}

// nameExports gives an export name to every resource that has none, in one pass over all of them.
func (d *Design) nameExports() {
	taken := make(map[string]bool, len(d.Resources))
	for _, r := range d.Resources {
		taken[strings.ToLower(r.ExportName)] = true
	}
	for _, row := range kind.Sorted(d.Resources) {
		r := row.Value
		if r.ExportName != "" {
			continue
		}
		r.ExportName = exportName(r.Name, r.Kind)
		if taken[strings.ToLower(r.ExportName)] {
			r.ExportName += upperFirst(row.Key)
		}
		taken[strings.ToLower(r.ExportName)] = true
	}
}

// upperFirst takes any id: a bad one is named by the checks that follow.
func upperFirst(id string) string {
	if id == "" {
		return ""
	}
	return strings.ToUpper(id[:1]) + id[1:]
}
