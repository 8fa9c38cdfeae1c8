package main

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// end finds what somebody calls s: a reserved word, then an id, an origin's id, a name, an address
// or block. The prefixes name:, id: and ip: force one of them. A name of several is refused with
// their ids: a guess could answer for the wrong machine.
func end(d *design.Design, s string) (design.End, error) {
	how, rest, forced := strings.Cut(s, ":")
	switch {
	case s == kind.Internet:
		return design.End{Ref: kind.To(kind.Internet)}, nil
	case how == "service" && rest != "":
		name, region, _ := strings.Cut(rest, "@")
		return design.End{Service: name, Region: region}, nil
	case how == "id" && forced:
		return one(s, byID(d, rest, canBeEnd))
	case how == "name" && forced:
		return one(s, byName(d, rest, canBeEnd))
	case how == "ip" && forced:
		return byAddress(rest)
	}
	if ids := found(d, s, canBeEnd); len(ids) > 0 {
		return one(s, ids)
	}
	if ids := byDomain(d, s); len(ids) > 0 {
		return one(s, ids)
	}
	if e, err := byAddress(s); err == nil {
		return e, nil
	}
	return one(s, nil)
}

func one(s string, ids []string) (design.End, error) {
	switch len(ids) {
	case 0:
		return design.End{}, fmt.Errorf("%s is no reserved word, id, name, address or block of this design", clipped(s))
	case 1:
		return design.End{Ref: kind.To(ids[0])}, nil
	}
	const most = 10
	more := ""
	if len(ids) > most {
		more = fmt.Sprintf(" and %d more", len(ids)-most)
		ids = ids[:most]
	}
	return design.End{}, fmt.Errorf("%s fits several: %s%s; name one as id:ID", clipped(s), strings.Join(ids, ", "), more)
}

// element finds the resource that somebody calls s: an id, an origin's id, a name. Only those that fit
// count; what fits first is meant before what fits later.
func element(d *design.Design, s string, fits ...func(*design.Resource) bool) (string, error) {
	var ids []string
	how, rest, _ := strings.Cut(s, ":")
	for _, fit := range fits {
		switch {
		case len(ids) > 0:
		case how == "id":
			ids = byID(d, rest, fit)
		case how == "name":
			ids = byName(d, rest, fit)
		default:
			ids = found(d, s, fit)
		}
	}
	if len(ids) == 0 {
		return "", fmt.Errorf("%s is no id or name of an element here that fits", clipped(s))
	}
	e, err := one(s, ids)
	return e.Ref.ID, err
}

// found lists what is called s, by the first way that finds anything.
func found(d *design.Design, s string, fits func(*design.Resource) bool) []string {
	for _, find := range []func(*design.Design, string, func(*design.Resource) bool) []string{byID, byOrigin, byName} {
		if ids := find(d, s, fits); len(ids) > 0 {
			return ids
		}
	}
	return nil
}

func byID(d *design.Design, s string, fits func(*design.Resource) bool) []string {
	if r := d.Lookup(s); r != nil && fits(r) {
		return []string{s}
	}
	return nil
}

func byOrigin(d *design.Design, s string, fits func(*design.Resource) bool) []string {
	return matching(d, func(r *design.Resource) bool { return r.Origin != nil && r.Origin.ID == s && fits(r) })
}

func byName(d *design.Design, s string, fits func(*design.Resource) bool) []string {
	return matching(d, func(r *design.Resource) bool { return r.Name == s && s != "" && fits(r) })
}

// byDomain finds the records that give a name: www.example.com. Which of them is meant depends on who
// asks, so that any of them stands for all.
func byDomain(d *design.Design, s string) []string {
	ids := matching(d, func(r *design.Resource) bool {
		record, isRecord := r.Props.(*kind.Record)
		if !isRecord || d.Resources[r.Parent] == nil {
			return false
		}
		zone, isZone := d.Resources[r.Parent].Props.(*kind.HostedZone)
		return isZone && record.FullName(zone) == kind.Domain(s)
	})
	return ids[:min(1, len(ids))]
}

func matching(d *design.Design, is func(*design.Resource) bool) []string {
	var ids []string
	for _, row := range kind.Sorted(d.Resources) {
		if is(row.Value) {
			ids = append(ids, row.Key)
		}
	}
	return ids
}

// canBeEnd tells what sends or receives, alone or as a group, from what only decides on the way: a
// route table may have the name of its subnet.
func canBeEnd(r *design.Resource) bool {
	if _, ok := r.Props.(kind.Addressed); ok {
		return true
	}
	return slices.Contains([]kind.Name{kind.InternetKind, kind.ScopeKind, kind.VPCKind, kind.SubnetKind, kind.SecurityGroupKind, kind.AWSServiceKind, kind.RecordKind}, r.Kind)
}

func byAddress(s string) (design.End, error) {
	if a, err := netip.ParseAddr(s); err == nil && a.Zone() == "" {
		a = a.Unmap()
		return design.End{CIDR: netip.PrefixFrom(a, a.BitLen())}, nil
	}
	p, err := netip.ParsePrefix(s)
	if err != nil {
		return design.End{}, fmt.Errorf("%s is no IP address or block of addresses", clipped(s))
	}
	return design.End{CIDR: p.Masked()}, nil
}

func clipped(s string) string {
	const most = 80
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return fmt.Sprintf("%q", s)
}
