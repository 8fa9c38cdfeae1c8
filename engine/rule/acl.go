package rule

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
)

// An aclRow is an entry of a network ACL.
type aclRow struct {
	key string
	kind.ACLEntry
}

// ordered lists entries as AWS looks at them: by number (semantics 68). Half-typed ones are left out.
func ordered(entries map[string]kind.ACLEntry) []aclRow {
	rows := make([]aclRow, 0, len(entries))
	for _, row := range kind.Sorted(entries) {
		if row.Value.CIDR.IsValid() {
			rows = append(rows, aclRow{row.Key, row.Value})
		}
	}
	slices.SortStableFunc(rows, func(a, b aclRow) int { return cmp.Compare(a.RuleNumber, b.RuleNumber) })
	return rows
}

// rowCovers reports that the traffic of row a holds all of row b's.
func rowCovers(a, b netset.Protocol, ports, others netset.PortRange, types, otherTypes netset.Types) bool {
	if a == netset.AllProtocols {
		return true
	}
	if a != b {
		return false
	}
	if a.HasPorts() {
		first, last := ports.Bounds()
		f, l := others.Bounds()
		return first <= f && l <= last
	}
	return !a.HasTypes() || !types.HasType || otherTypes.HasType && types.Type == otherTypes.Type && (!types.HasCode || types == otherTypes)
}

func entryCovers(a, b kind.ACLEntry) bool {
	return a.CIDR.Bits() <= b.CIDR.Bits() && a.CIDR.Contains(b.CIDR.Addr()) && rowCovers(a.Protocol, b.Protocol, a.Ports, b.Ports, a.Types, b.Types)
}

// common is the traffic that is in both entries, as an entry: of two blocks that overlap one holds
// the other, and so with protocols and types.
func common(a, b kind.ACLEntry) (kind.ACLEntry, bool) {
	if !a.CIDR.Overlaps(b.CIDR) {
		return a, false
	}
	if a.CIDR.Bits() < b.CIDR.Bits() {
		a.CIDR = b.CIDR
	}
	switch {
	case a.Protocol == netset.AllProtocols:
		a.Protocol, a.Ports, a.Types = b.Protocol, b.Ports, b.Types
		return a, true
	case b.Protocol == netset.AllProtocols:
		return a, true
	case a.Protocol != b.Protocol:
		return a, false
	case a.Protocol.HasPorts():
		first, last := a.Ports.Bounds()
		f, l := b.Ports.Bounds()
		a.Ports = netset.Ports(max(first, f), max(min(last, l), max(first, f)))
		return a, max(first, f) <= min(last, l)
	case a.Protocol.HasTypes() && b.Types.HasType && (!a.Types.HasType || a.Types.Type == b.Types.Type && !a.Types.HasCode):
		a.Types = b.Types
		return a, true
	}
	return a, !a.Protocol.HasTypes() || !b.Types.HasType || a.Types.Type == b.Types.Type && (!b.Types.HasCode || a.Types.Code == b.Types.Code)
}

var aclNumberDuplicate = &Rule{
	Code: "acl-number-duplicate", Severity: Error, Local: true,
	Doc: message.Text{
		EN: "Entries of a network ACL are read by number, so each number stands once in a direction. AWS refuses the second one; until it is known which that is, the ACL's answer may be unknown.",
		JA: "ネットワーク ACL は番号順に評価されるため、同じ方向に同じ番号は一つだけです。後から作る方が AWS に拒否されます。どちらか決まるまで、判定は不明になることがあります。",
	},
	Run: func(p *Pass) {
		p.eachACL(func(r resource, property string, rows []aclRow) {
			taken := map[int]bool{}
			for _, e := range rows {
				taken[e.RuleNumber] = true
			}
			for i, e := range rows {
				if i == 0 || rows[i-1].RuleNumber != e.RuleNumber {
					continue
				}
				var fix []Fix
				for n := e.RuleNumber + 1; n <= lastEntry; n++ {
					if !taken[n] {
						taken[n], e.ACLEntry.RuleNumber = true, n
						fix = p.fix("renumber", design.Ops{set(r.id, "props."+property+"."+e.key, e.ACLEntry)}, "number", strconv.Itoa(n))
						break
					}
				}
				p.report(r.id, property+"."+e.key, fix, "direction", direction[property], "number", strconv.Itoa(rows[i-1].RuleNumber))
			}
		})
	},
}

// The last number that people can give (semantics 77), and the step that leaves room between.
const (
	lastEntry = 32766
	entryStep = 10
)

var direction = map[string]message.Text{
	ingress: {EN: "inbound", JA: "インバウンド"},
	egress:  {EN: "outbound", JA: "アウトバウンド"},
}

func (p *Pass) eachACL(look func(r resource, property string, rows []aclRow)) {
	for _, r := range p.of(kind.NetworkACLKind) {
		a := r.Props.(*kind.NetworkACL)
		look(r, ingress, ordered(a.Ingress))
		look(r, egress, ordered(a.Egress))
	}
}

// mostEntries bounds what is compared with each other: AWS holds at most 40 entries in a direction.
const mostEntries = 100

var aclEntryShadowed = &Rule{
	Code: "acl-entry-shadowed", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "The lowest number that matches decides. An entry whose traffic is all taken by lower numbers never says anything: a deny there stops nothing, an allow lets nothing in.",
		JA: "最初に一致した小さい番号のルールが決めます。すべてを小さい番号に取られているルールは、何も決めません。そこで拒否しても止まらず、許可しても通りません。",
	},
	Run: func(p *Pass) {
		p.eachACL(func(r resource, property string, rows []aclRow) {
			for i, e := range rows[:min(len(rows), mostEntries)] {
				by := shadowing(rows[:i], e)
				if by == "" {
					continue
				}
				fix := p.fix("remove-entry", design.Ops{remove(r.id, "props."+property+"."+e.key)}, "number", strconv.Itoa(e.RuleNumber))
				p.report(r.id, property+"."+e.key, fix, "direction", direction[property], "number", strconv.Itoa(e.RuleNumber), "rule", entryWords(e.ACLEntry), "by", by)
			}
		})
	},
}

// shadowing lists the numbers that take all of an entry's traffic before it, one if one is enough.
func shadowing(before []aclRow, e aclRow) string {
	var overlapping []aclRow
	for _, b := range before {
		if b.RuleNumber == e.RuleNumber {
			continue // AWS would hold only one of them
		}
		if entryCovers(b.ACLEntry, e.ACLEntry) {
			return strconv.Itoa(b.RuleNumber)
		}
		if _, ok := common(b.ACLEntry, e.ACLEntry); ok {
			overlapping = append(overlapping, b)
		}
	}
	if len(overlapping) < 2 {
		return ""
	}
	rest := packets(e)
	var numbers []string
	for _, b := range overlapping {
		rest = rest.Minus(packets(b))
		numbers = append(numbers, strconv.Itoa(b.RuleNumber))
	}
	if !rest.IsEmpty() {
		return ""
	}
	return strings.Join(numbers, ", ")
}

func packets(e aclRow) netset.Packets {
	return netset.PacketsOf(netset.Box{Src: netset.Prefixes(e.CIDR), Dst: netset.AllAddrs, Traffic: netset.TrafficOf(e.Protocol, e.Ports, e.Types)})
}

func entryWords(e kind.ACLEntry) string {
	return e.Action + " " + traffic(e.Protocol.String(), e.Ports.String()+e.Types.String()) + " " + e.CIDR.String()
}

var aclWithoutReply = &Rule{
	Code: "acl-without-reply", Severity: Warning, Local: true,
	Doc: message.Text{
		EN: "A network ACL remembers nothing: the reply must be allowed on its own, in the other direction, to the client's ephemeral port (1024-65535). What is let through here gets no answer back.",
		JA: "ネットワーク ACL は状態を覚えません。応答は、逆方向でクライアントの一時ポート（1024-65535）宛てに別途許可する必要があります。ここで通したものには、応答が返りません。",
	},
	Run: func(p *Pass) {
		for _, r := range p.of(kind.NetworkACLKind) {
			a := r.Props.(*kind.NetworkACL)
			in, out := ordered(a.Ingress), ordered(a.Egress)
			p.reportUnanswered(r, ingress, in, out)
			p.reportUnanswered(r, egress, out, in)
		}
	},
}

func (p *Pass) reportUnanswered(r resource, property string, these, those []aclRow) {
	if max(len(these), len(those)) > mostEntries {
		return
	}
	for i, e := range these {
		if e.Action != kind.Allow || shadowing(these[:i], e) != "" || answered(e.ACLEntry, those) || carriesReplies(e.ACLEntry, those) {
			continue
		}
		other := egress
		if property == egress {
			other = ingress
		}
		p.report(r.id, property+"."+e.key, p.allowReply(r, other, e.ACLEntry, those),
			"direction", direction[property], "other", direction[other], "number", strconv.Itoa(e.RuleNumber), "rule", entryWords(e.ACLEntry))
	}
}

// The ports that any client may be answered at, and those that every system's clients use
// (semantics 71): an entry without the latter is about a service, not about replies.
var (
	ephemeral   = netset.Ports(1024, 65535)
	everyClient = netset.Ports(49152, 60999)
)

// replies are what answers an entry's traffic, as entries of the other direction (semantics 70, 71).
// Traffic that nobody answers has none.
func replies(e kind.ACLEntry) []kind.ACLEntry {
	reply := func(p netset.Protocol, ports netset.PortRange, types netset.Types) kind.ACLEntry {
		return kind.ACLEntry{Action: kind.Allow, Protocol: p, Ports: ports, Types: types, CIDR: e.CIDR}
	}
	echo := map[netset.Protocol][2]netset.Types{
		netset.ICMP:   {netset.EchoRequest, {HasType: true}},
		netset.ICMPv6: {netset.EchoRequest6, {Type: 129, HasType: true}},
	}
	switch {
	case e.Protocol == netset.AllProtocols:
		return []kind.ACLEntry{
			reply(netset.TCP, ephemeral, netset.Types{}), reply(netset.UDP, ephemeral, netset.Types{}), reply(netset.ICMP, netset.PortRange{}, netset.Types{HasType: true}),
		}
	case e.Protocol.HasPorts():
		return []kind.ACLEntry{reply(e.Protocol, ephemeral, netset.Types{})}
	case e.Protocol.HasTypes():
		pair := echo[e.Protocol]
		if e.Types.HasType && e.Types.Type != pair[0].Type {
			return nil
		}
		return []kind.ACLEntry{reply(e.Protocol, netset.PortRange{}, pair[1])}
	}
	return []kind.ACLEntry{reply(e.Protocol, netset.PortRange{}, netset.Types{})}
}

// answered reports that some reply passes. A deny counts where it takes the whole overlap: with less
// than that, something gets through.
func answered(e kind.ACLEntry, those []aclRow) bool {
	wanted := replies(e)
	for _, reply := range wanted {
		for i, allow := range those {
			passing, ok := common(reply, allow.ACLEntry)
			if !ok || allow.Action != kind.Allow {
				continue
			}
			denied := slices.ContainsFunc(those[:i], func(d aclRow) bool { return d.Action == kind.Deny && entryCovers(d.ACLEntry, passing) })
			if !denied {
				return true
			}
		}
	}
	return len(wanted) == 0
}

// carriesReplies reports an entry that is there for the replies to the other direction: nobody
// expects an answer to them.
func carriesReplies(e kind.ACLEntry, those []aclRow) bool {
	for _, asked := range those {
		if asked.Action != kind.Allow {
			continue
		}
		for _, reply := range replies(asked.ACLEntry) {
			if reply.Protocol.HasPorts() {
				reply.Ports = everyClient
			}
			if both, ok := common(e, reply); ok && (!reply.Protocol.HasPorts() || both.Ports == everyClient) {
				return true
			}
		}
	}
	return false
}

// allowReply offers an entry for the replies, behind all others or before them, whichever works.
func (p *Pass) allowReply(r resource, property string, e kind.ACLEntry, those []aclRow) []Fix {
	add := kind.ACLEntry{Action: kind.Allow, Protocol: e.Protocol, CIDR: e.CIDR}
	if e.Protocol.HasPorts() {
		add.Ports = ephemeral
	}
	numbers := []int{100}
	if len(those) > 0 {
		numbers = []int{those[len(those)-1].RuleNumber + entryStep, those[0].RuleNumber - 1}
	}
	rows := r.Props.(*kind.NetworkACL).Egress
	if property == ingress {
		rows = r.Props.(*kind.NetworkACL).Ingress
	}
	for _, n := range numbers {
		add.RuleNumber = n
		changed := maps.Clone(rows)
		if changed == nil {
			changed = map[string]kind.ACLEntry{}
		}
		key := freeKey(rows, "reply")
		changed[key] = add
		if n >= 1 && n <= lastEntry && answered(e, ordered(changed)) {
			return p.fix("allow-reply", design.Ops{set(r.id, "props."+property+"."+key, add)}, "direction", direction[property], "number", strconv.Itoa(n), "rule", entryWords(add))
		}
	}
	return nil
}
