package aws

import (
	"crypto/sha256"
	"encoding/hex"
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// ownID is what stands behind the prefix of an AWS id where the element has no AWS id: its own.
var ownID = regexp.MustCompile(`^[a-z][a-z0-9]{9,15}$`)

// idLength leaves room for the suffixes of the objects that come with a VPC.
const idLength = 12

// hashID is an element's id made from what identifies it elsewhere.
func hashID(parts ...string) string {
	const digits = "abcdefghijklmnopqrstuvwxyz234567"
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	b := make([]byte, idLength)
	for i := range b {
		b[i] = digits[sum[i]%32]
	}
	b[0] = digits[sum[0]%26]
	return string(b)
}

// hexOf are the 17 digits of an AWS id for something that has none.
func hexOf(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return hex.EncodeToString(sum[:])[:17]
}

// rowKey makes the key of a row from the words that identify it in AWS.
func rowKey(words ...string) string {
	key := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		}
		return '-'
	}, strings.Join(words, "-"))
	key = strings.Trim(key, "-")
	const longest = 28 // leaves room for what tells rows apart that are alike
	if key == "" || len(key) > longest {
		return "k" + hexOf(words...)
	}
	return key
}

// addRow puts a row under its key, or the next free one where two are alike.
func addRow[T any](rows map[string]T, key string, row T) {
	at := key
	for n := 2; ; n++ {
		if _, taken := rows[at]; !taken {
			rows[at] = row
			return
		}
		at = key + "-" + strconv.Itoa(n)
	}
}

func block(text string) (netip.Prefix, bool) {
	p, err := netip.ParsePrefix(strings.TrimSpace(text))
	return p.Masked(), err == nil
}

func textOf(p netip.Prefix) string {
	if !p.IsValid() {
		return ""
	}
	return p.String()
}

// traffic reads protocol and ports as filters of AWS have them: of ICMP they are type and code (semantics 63).
func traffic(protocol string, from, to *int) (p netset.Protocol, ports netset.PortRange, types netset.Types, ok bool) {
	if p.UnmarshalText([]byte(protocol)) != nil {
		return p, ports, types, false
	}
	switch {
	case p.HasTypes() && from != nil && *from >= 0:
		if *from > 255 || to != nil && *to > 255 {
			return p, ports, types, false
		}
		types = netset.Types{Type: uint8(*from), HasType: true}
		if to != nil && *to >= 0 {
			types.Code, types.HasCode = uint8(*to), true
		}
	case p.HasPorts() && from != nil && to != nil && *from >= 0 && *to >= 0:
		if *from > *to || *to > 65535 {
			return p, ports, types, false
		}
		if *from != 0 || *to != 65535 {
			ports = netset.Ports(uint16(*from), uint16(*to))
		}
	}
	return p, ports, types, true
}

// bounds writes them.
func bounds(p netset.Protocol, ports netset.PortRange, types netset.Types) (from, to *int) {
	pair := func(a, b int) (*int, *int) { return &a, &b }
	switch {
	case p.HasTypes() && types.HasType && types.HasCode:
		return pair(int(types.Type), int(types.Code))
	case p.HasTypes() && types.HasType:
		return pair(int(types.Type), -1)
	case p.HasTypes():
		return pair(-1, -1)
	case p.HasPorts():
		first, last := ports.Bounds()
		return pair(int(first), int(last))
	}
	return nil, nil
}

// kindOf is the kind that an AWS id names by its prefix; "" for what the model lacks.
func kindOf(awsID string) kind.Name {
	if strings.HasPrefix(awsID, "vpce-") {
		return kind.InterfaceEndpointKind
	}
	for _, k := range kind.All {
		if k.AWSPrefix != "" && strings.HasPrefix(awsID, k.AWSPrefix) {
			return k.Name
		}
	}
	return ""
}

var (
	accountPattern = regexp.MustCompile(`^[0-9]{12}$`)
	regionPattern  = regexp.MustCompile(`^[a-z]{2}(-[a-z]+)+-[0-9]{1,2}$`)
)

// partition is the part of the world that a region belongs to.
func partition(region string) string {
	switch {
	case strings.HasPrefix(region, "cn-"):
		return "aws-cn"
	case strings.HasPrefix(region, "us-gov-"):
		return "aws-us-gov"
	}
	return "aws"
}
