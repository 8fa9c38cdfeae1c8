package cloudformation

// A template is a tree of values. It is printed as YAML or as JSON; both say the same.

// value is one node: text, number, boolean, list, *object, or an intrinsic function.
type value interface{ isValue() }

type (
	text    string
	number  int
	boolean bool
	list    []value
	// ref is !Ref to a logical id or a pseudo parameter.
	ref string
	// sub is !Sub. Nothing that people type ever stands in one: ${…} would come alive.
	sub string
)

// getAtt is !GetAtt of an attribute of a resource.
type getAtt struct{ of, attribute string }

// zoneAt is the Availability Zone with that place among the account's zones of the region.
type zoneAt int

// call is a function with arguments, such as !Select [0, …]. One argument stands without brackets.
type call struct {
	name string
	args list
}

// object keeps its keys in the order in which they were set.
type object struct {
	keys   []string
	values map[string]value
}

func (text) isValue()    {}
func (number) isValue()  {}
func (boolean) isValue() {}
func (list) isValue()    {}
func (ref) isValue()     {}
func (sub) isValue()     {}
func (getAtt) isValue()  {}
func (zoneAt) isValue()  {}
func (call) isValue()    {}
func (*object) isValue() {}

func selectAt(n int, of value) value { return call{"Select", list{number(n), of}} }

func newObject() *object { return &object{values: map[string]value{}} }

// set adds or replaces a key; a nil value leaves the object as it is, so that optional parts read in line.
func (o *object) set(key string, v value) *object {
	if v == nil {
		return o
	}
	if _, ok := o.values[key]; !ok {
		o.keys = append(o.keys, key)
	}
	o.values[key] = v
	return o
}

// has reports whether there is a value under a key.
func (o *object) has(key string) bool { return o.values[key] != nil }

func (o *object) empty() bool { return len(o.keys) == 0 }
