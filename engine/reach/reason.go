package reach

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// Reason is one blocker, or one thing that is not known.
type Reason struct {
	Code Code `json:"code"`
	// Resource is the element to look at, Row its rule, entry, route or interface where one is meant.
	Resource  string    `json:"resource"`
	Row       string    `json:"row,omitzero"`
	Direction Direction `json:"direction"`
	// Message is the key of the sentence in message.Reasons, with its Args.
	Message string       `json:"message"`
	Args    message.Args `json:"args"`
	// Stop is what was stopped, for who would mend it.
	Stop Stop `json:"-"`
}

// Text is the sentence in one language.
func (r Reason) Text(lang message.Lang) string {
	args := maps.Clone(r.Args)
	for _, key := range []string{"from", "to", "service"} {
		if word := message.Word(args[key], lang); word != args[key] {
			args[key] = seam + word + seam
		}
	}
	return seams.Replace(message.Reasons[r.Message].Format(lang, args))
}

// seam marks, while a sentence is made, a word of the language itself, around which that leaves no room as it
// does around names; seams takes the marks and the room away.
const seam = "\x00"

var seams = strings.NewReplacer(" "+seam, "", seam+" ", "", seam, "")

// Sentence is the sentence in every language.
func (r Reason) Sentence() message.Text {
	return message.Text{EN: r.Text(message.EN), JA: r.Text(message.JA)}
}

// words turns what a walk noted into reasons.
func (n *Network) words(q *Question, keys []reasonKey) []Reason {
	reasons := make([]Reason, 0, len(keys))
	from, to, service := n.endText(q.From), n.endText(q.To), ServiceText(q.Service)
	slices.SortStableFunc(keys, func(a, b reasonKey) int { return cmp.Compare(a.dir, b.dir) }) // the way there first
	for _, k := range keys {
		name := n.name(k.resource)
		if name == "" {
			name = k.detail // what is not an element of the design: a service, an address
		}
		reasons = append(reasons, Reason{
			Code: k.code, Resource: k.resource, Row: k.row, Direction: k.dir, Message: k.message(),
			Args: message.Args{"resource": name, "from": from, "to": to, "service": service, "detail": k.detail, "row": n.rowText(k.resource, k.row)},
		})
	}
	return reasons
}

// message is the key of the sentence: filters and routes read differently on the way back.
func (k reasonKey) message() string {
	key := string(k.code)
	switch k.code {
	case ENISGRulesMismatch, SGHasNoRules:
		return key + "/" + listName(k.egress)
	case SubnetACLRestriction:
		if k.dir == Return {
			key += "/reply"
		}
		return key + "/" + listName(k.egress)
	case NoRouteToDestination:
		if k.dir == Return {
			return key + "/reply"
		}
	case NoPossibleDest:
		switch {
		case k.resource == "" && k.detail == "":
			return key + "/loop"
		case k.resource == "":
			return key + "/outside"
		case k.detail != "":
			return key + "/private"
		}
	case NATInbound:
		if k.dir == Return {
			return key + "/reply"
		}
	case EmptyGroup:
		if k.detail == "" {
			return key + "/itself"
		}
	case BalancerZones, BadState, NoSourceOrDest, ENIAddress, UnknownResource, IGWPrivateForIngress:
		if k.resource == "" && k.code == NoSourceOrDest {
			return key + "/outside"
		}
		if k.detail != "" {
			return key + "/detail"
		}
	}
	return key
}

func listName(egress bool) string {
	if egress {
		return "out"
	}
	return "in"
}

// rowText is how people name a row: a route by its destination, an entry by its number, "*" for
// what no row decided.
func (n *Network) rowText(resource, row string) string {
	r := n.design.Lookup(resource)
	if row == "" || r == nil {
		return "*"
	}
	switch p := r.Props.(type) {
	case *kind.RouteTable:
		if route, ok := p.Routes[row]; ok {
			return route.Destination.String()
		}
	case *kind.NetworkACL:
		for _, rows := range []map[string]kind.ACLEntry{p.Ingress, p.Egress} {
			if e, ok := rows[row]; ok {
				return strconv.Itoa(e.RuleNumber)
			}
		}
	}
	return row
}
