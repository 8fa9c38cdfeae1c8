// Package kind holds one file per kind of resource: its typed properties, its place in the
// network, and its fields with labels in both languages. All is the list of them.
//
// The fields drive everything that treats kinds alike: the structural rules, the JSON Schema, the
// TypeScript types and the property panel. A property is a scalar, a reference, a set or a map of
// rows; it is never an array, so that two people's edits meet at one property or one row.
package kind

import (
	"vpcanvas/engine/message"
)

// Props are the typed properties of one resource: a pointer to a struct such as *VPC. Once in a
// design they are never changed in place, so a shallow copy of a design is a snapshot.
type Props interface{ Kind() Name }

// Kind describes one kind of resource.
type Kind struct {
	Name  Name
	Title message.Text
	// Parents are the kinds that may own it; none means that it stands at the top.
	Parents []Name
	// New makes properties with AWS's defaults.
	New func() Props
	// Fields describe every property of the struct that New makes, in the panel's order.
	Fields []Field
	// AWSPrefix is how AWS's own ids of this kind begin; "" where AWS has none.
	AWSPrefix string
	// Size of a new one on the canvas, in CSS pixels at zoom 1.
	Width, Height int
	// Container kinds hold others on the canvas.
	Container bool
	// Hidden kinds are never drawn as a node: they are seen through others (a route table, a group).
	Hidden bool
}

// FieldType says how a property is edited, checked and exported to TypeScript.
type FieldType string

// The field types. Rows holds a map of rows, Set a map of true by id, Addresses one by IP address.
const (
	Text      FieldType = "text"
	Multiline FieldType = "multiline"
	Int       FieldType = "int"
	Bool      FieldType = "bool"
	Enum      FieldType = "enum"
	CIDR      FieldType = "cidr"
	Protocol  FieldType = "protocol"
	Ports     FieldType = "ports"
	Types     FieldType = "types"
	Reference FieldType = "ref"
	Set       FieldType = "set"
	Addresses FieldType = "addresses"
	Rows      FieldType = "rows"
)

// Option is one value of an Enum, or one reserved word of a Reference.
type Option struct {
	Value string       `json:"value"`
	Label message.Text `json:"label"`
}

// Field describes one property, or one column of a row.
type Field struct {
	// Name is the JSON key.
	Name  string       `json:"name"`
	Label message.Text `json:"label"`
	// Help is a sentence for people who meet the property for the first time.
	Help message.Text `json:"help,omitzero"`
	Type FieldType    `json:"type"`
	// Options of an Enum, or the reserved words that a Reference allows besides ids.
	Options []Option `json:"options,omitempty"`
	// Refs are the kinds that a Reference or Set may name.
	Refs []Name `json:"refs,omitempty"`
	// Fields are the columns of Rows.
	Fields []Field `json:"fields,omitempty"`
	// Min and Max bound an Int, both included.
	Min int `json:"min,omitzero"`
	Max int `json:"max,omitzero"`
	// Hidden properties are not offered to people: AWS has none there.
	Hidden bool `json:"hidden,omitzero"`
}

// All is the list of kinds. Its order is the palette's.
var All = []*Kind{
	internet, scope, vpc, subnet, routeTable, networkACL, securityGroup, internetGateway, natGateway, elasticIP, instance, networkInterface,
	loadBalancer, targetGroup, client,
	egressOnlyInternetGateway, peering, gatewayEndpoint, interfaceEndpoint, database, function, containerService, awsService,
	corporateNetwork, vpnGateway, customerGateway, vpnConnection, directConnect,
	prefixList, flowLog, hostedZone, record,
}

var byName = func() map[Name]*Kind {
	m := make(map[Name]*Kind, len(All))
	for _, k := range All {
		m[k.Name] = k
	}
	return m
}()

// Get finds a kind by name; nil when there is none.
func Get(n Name) *Kind { return byName[n] }

// Field finds a property's description by its JSON name; nil when there is none.
func (k *Kind) Field(name string) *Field { return findField(k.Fields, name) }

// Field finds a column of a Rows field; nil when there is none.
func (f *Field) Field(name string) *Field { return findField(f.Fields, name) }

func findField(fields []Field, name string) *Field {
	for i := range fields {
		if fields[i].Name == name {
			return &fields[i]
		}
	}
	return nil
}

// AllowsParent reports whether a resource of kind p may own one of kind k; p is "" for the top.
func (k *Kind) AllowsParent(p Name) bool {
	if len(k.Parents) == 0 {
		return p == ""
	}
	for _, q := range k.Parents {
		if q == p {
			return true
		}
	}
	return false
}
