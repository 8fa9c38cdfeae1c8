// Package design is the document: a network of resources with the flows that are expected of it,
// the operations that edit it, its one canonical spelling, and the structural rules that every
// revision satisfies.
//
// A Design's elements are never changed in place: an operation replaces the pointer. A Clone is
// therefore a snapshot that may be read while the original goes on changing.
package design

import (
	"maps"
	"net/netip"

	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
)

// Schema is the number of the document format that this program writes. It reads all up to it.
const Schema = 1

// Design is one network. Every map is keyed by element id.
type Design struct {
	Schema       int                     `json:"schema"`
	Name         string                  `json:"name"`
	Resources    map[string]*Resource    `json:"resources"`
	Flows        map[string]*Flow        `json:"flows"`
	Suppressions map[string]*Suppression `json:"suppressions"`
	Notes        map[string]*Note        `json:"notes"`
	Views        map[string]*View        `json:"views"`
}

// Resource is one AWS resource.
type Resource struct {
	Kind   kind.Name         `json:"kind"`
	Name   string            `json:"name"`
	Parent string            `json:"parent,omitzero"`
	Props  kind.Props        `json:"props"`
	Tags   map[string]string `json:"tags"`
	Origin *Origin           `json:"origin,omitempty"`
	// ExportName is the logical id of exports: set at creation, unaffected by renames.
	ExportName string `json:"exportName"`
}

// Origin is the identity that an imported resource has elsewhere.
type Origin struct {
	Source  string `json:"source"`
	ID      string `json:"id"`
	Account string `json:"account,omitzero"`
	Region  string `json:"region,omitzero"`
	Stack   string `json:"stack,omitzero"`
}

// Flow is an arrow: an expectation about who reaches whom.
type Flow struct {
	From     End                `json:"from"`
	To       End                `json:"to"`
	Services map[string]Service `json:"services"`
	Family   string             `json:"family"`
	Expect   string             `json:"expect"`
	// Via is a jump host: the flow is then two conversations.
	Via kind.Ref `json:"via,omitzero"`
	Why string   `json:"why"`
}

// The values of Flow.Expect and Flow.Family.
const (
	Must      = "must"
	MustNot   = "must-not"
	FamilyAny = "any"
	Family4   = "4"
	Family6   = "6"
)

// End is one end of a flow: a resource or group (Ref, with Interface for one of several), the
// internet (Ref "internet"), a block of addresses, or an AWS service in a region.
type End struct {
	Ref       kind.Ref     `json:"ref,omitzero"`
	Interface string       `json:"interface,omitzero"`
	CIDR      netip.Prefix `json:"cidr,omitzero"`
	Service   string       `json:"service,omitzero"`
	Region    string       `json:"region,omitzero"`
}

// Service is what a flow carries.
type Service struct {
	Protocol netset.Protocol  `json:"protocol"`
	Ports    netset.PortRange `json:"ports,omitzero"`
	Types    netset.Types     `json:"types,omitzero"`
}

// Suppression silences one finding, with a reason that stays in the design.
type Suppression struct {
	Code    string `json:"code"`
	Element string `json:"element"`
	Row     string `json:"row,omitzero"`
	Reason  string `json:"reason"`
	By      string `json:"by"`
	Until   string `json:"until,omitzero"`
}

// Note is text on the canvas, beside an element where Attached names one.
type Note struct {
	Text     string   `json:"text"`
	Attached kind.Ref `json:"attached,omitzero"`
}

// View is one drawing of the design. An element without a place is laid out automatically.
type View struct {
	Title  string           `json:"title"`
	Places map[string]Place `json:"places"`
}

// Place is in CSS pixels at zoom 1, relative to the parent's top left corner.
type Place struct {
	X      int  `json:"x"`
	Y      int  `json:"y"`
	W      int  `json:"w"`
	H      int  `json:"h"`
	Folded bool `json:"folded,omitzero"`
}

// MainView is the id of the view that every diagram has.
const MainView = "main"

// New is an empty design.
func New(name string) *Design {
	return &Design{
		Schema: Schema, Name: name,
		Resources: map[string]*Resource{}, Flows: map[string]*Flow{},
		Suppressions: map[string]*Suppression{}, Notes: map[string]*Note{},
		Views: map[string]*View{MainView: {Title: "", Places: map[string]Place{}}},
	}
}

// Clone is a snapshot that shares the elements, which never change. It costs one map copy a section.
func (d *Design) Clone() *Design {
	c := *d
	c.Resources = maps.Clone(d.Resources)
	c.Flows = maps.Clone(d.Flows)
	c.Suppressions = maps.Clone(d.Suppressions)
	c.Notes = maps.Clone(d.Notes)
	c.Views = maps.Clone(d.Views)
	return &c
}

// theInternet is what Lookup answers for the reserved id.
var theInternet = &Resource{Kind: kind.InternetKind, Name: "internet", Props: &kind.InternetProps{}, Tags: map[string]string{}, ExportName: "Internet"}

// Lookup finds a resource by id, the reserved "internet" among them; nil when there is none.
func (d *Design) Lookup(id string) *Resource {
	if id == kind.Internet {
		return theInternet
	}
	return d.Resources[id]
}

// NameOf is what people call a resource: its name, or its id where it has none.
func (d *Design) NameOf(id string) string {
	if r := d.Lookup(id); r != nil && r.Name != "" {
		return r.Name
	}
	return id
}

// EndText is what people call an end of a flow or a question.
func (d *Design) EndText(e End) string {
	switch {
	case e.CIDR.IsSingleIP():
		return e.CIDR.Addr().String()
	case e.CIDR.IsValid():
		return e.CIDR.String()
	case e.Service != "":
		return e.Service
	case e.Ref.Gone != nil:
		return e.Ref.Gone.Name
	case e.Ref.External != nil:
		return e.Ref.External.AWSID
	}
	return d.NameOf(e.Ref.ID)
}

// Size is the number of elements: resources, flows, suppressions, notes and views.
func (d *Design) Size() int {
	return len(d.Resources) + len(d.Flows) + len(d.Suppressions) + len(d.Notes) + len(d.Views)
}

// Children lists the ids of the resources that parent owns directly, in order. It reads all resources.
func (d *Design) Children(parent string) []string {
	var ids []string
	for _, row := range kind.Sorted(d.Resources) {
		if row.Value.Parent == parent {
			ids = append(ids, row.Key)
		}
	}
	return ids
}

// Ancestor is the nearest resource of kind k that owns id, or id itself; "" when there is none.
func (d *Design) Ancestor(id string, k kind.Name) string {
	for range maxNesting {
		r := d.Resources[id]
		if r == nil {
			return ""
		}
		if r.Kind == k {
			return id
		}
		id = r.Parent
	}
	return ""
}

// AttachedTo is the VPC on whose border a gateway stands; "" for one that is detached, and for what is no gateway.
func (r *Resource) AttachedTo() string {
	switch g := r.Props.(type) {
	case *kind.InternetGateway:
		return g.VPC.ID
	case *kind.VPNGateway:
		return g.VPC.ID
	case *kind.EgressOnlyInternetGateway:
		return r.Parent
	}
	return ""
}

// maxNesting bounds walks towards the top: scope, VPC, subnet, resource, with room to spare.
const maxNesting = 16
