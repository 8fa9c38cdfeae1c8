package exchange

import (
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// OnePeer reports whether a rule names one peer, as AWS wants.
func OnePeer(r kind.SecurityRule) bool {
	n := 0
	for _, is := range []bool{r.CIDR.IsValid(), !r.Group.IsZero(), !r.PrefixList.IsZero()} {
		if is {
			n++
		}
	}
	return n == 1
}

// Sameness is what AWS compares to call two rules duplicates: all but the description.
func Sameness(r kind.SecurityRule) string {
	s := r.Protocol.String() + " " + r.Ports.String() + " " + r.Types.String() + " " + r.CIDR.String() + " " + r.Group.ID + " " + r.PrefixList.ID
	for _, e := range []*kind.External{r.Group.External, r.PrefixList.External} {
		if e != nil {
			s += e.AWSID
		}
	}
	return s
}

// ICMP is a type and code with -1 for every one, as AWS writes them.
func ICMP(t netset.Types) (typ, code int) {
	typ, code = -1, -1
	if t.HasType {
		typ = int(t.Type)
	}
	if t.HasCode {
		code = int(t.Code)
	}
	return typ, code
}

// PeeredOver is the connection over which a rule of a VPC's group names a group of another VPC.
func (m *Making) PeeredOver(vpc string, r kind.SecurityRule) string {
	other := m.D.Ancestor(r.Group.ID, kind.VPCKind)
	if vpc == other {
		return ""
	}
	return m.PeeredGroup(vpc, other)
}
