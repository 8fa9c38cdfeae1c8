package reach

// Filter names one of the six permits between two interfaces: two of groups, four of network ACLs.
type Filter string

// The filters, in the order in which a conversation meets them.
const (
	SGOut    Filter = "sg-out"
	ACLOut   Filter = "acl-out"
	ACLIn    Filter = "acl-in"
	SGIn     Filter = "sg-in"
	ReplyOut Filter = "acl-reply-out"
	ReplyIn  Filter = "acl-reply-in"
)

// Filters lists them.
var Filters = [6]Filter{SGOut, ACLOut, ACLIn, SGIn, ReplyOut, ReplyIn}

// Light is the colour of a lamp.
type Light string

// The colours. A filter that is not on the way is grey, never green: it says nothing.
const (
	Grey  Light = "grey"
	Green Light = "green"
	Red   Light = "red"
	// Amber: it lets some of what was asked pass, or it is not known.
	Amber Light = "amber"
)

// Lamp is what one filter said, and the network ACL or the owner of the groups that said it.
type Lamp struct {
	Filter   Filter `json:"filter"`
	Light    Light  `json:"light"`
	Resource string `json:"resource,omitzero"`
}

// Lamps is the strip of six.
type Lamps [6]Lamp

// light lights one lamp; "" is none.
func (w *walk) light(f Filter, l Light, resource string) {
	for i := range Filters {
		if Filters[i] == f {
			w.lamps[i] = Lamp{f, l, resource}
		}
	}
}

// beside joins what the filters said to two parts of one question.
func (l Lamps) beside(o Lamps) Lamps {
	for i := range l {
		if o[i].Light != l[i].Light && o[i].Light != Grey && l[i].Light != Grey {
			l[i].Light = Amber
		}
	}
	return l
}

// complete names the lamps that no filter lit.
func (l Lamps) complete() Lamps {
	for i := range l {
		if l[i].Light == "" {
			l[i] = Lamp{Filter: Filters[i], Light: Grey}
		}
	}
	return l
}
