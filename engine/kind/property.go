package kind

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"net/netip"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// Row is one entry of a map of rows, with its key.
type Row[T any] struct {
	Key   string
	Value T
}

// Sorted lists a map's rows in the order of their keys: nothing may depend on the order of a map.
func Sorted[T any](m map[string]T) []Row[T] {
	rows := make([]Row[T], 0, len(m))
	for k, v := range m {
		rows = append(rows, Row[T]{k, v})
	}
	if len(rows) < 2 {
		return rows
	}
	slices.SortFunc(rows, func(a, b Row[T]) int { return cmp.Compare(a.Key, b.Key) })
	return rows
}

// Ordered goes through a map's rows in the order of their keys, as Sorted lists them. It copies no row and
// allocates nothing for a map of one, which is what most interfaces, addresses and groups are.
func Ordered[T any](m map[string]T) iter.Seq2[string, T] {
	return func(yield func(string, T) bool) {
		if len(m) < 2 {
			for key, row := range m {
				yield(key, row)
			}
			return
		}
		for _, key := range slices.Sorted(maps.Keys(m)) {
			if !yield(key, m[key]) {
				return
			}
		}
	}
}

// Decode reads properties of kind k over AWS's defaults. Unknown properties are errors.
func (k *Kind) Decode(raw json.RawMessage) (Props, error) {
	p := k.New()
	if len(raw) == 0 {
		return p, nil
	}
	clearGiven(raw, p)
	if err := strict(raw, p); err != nil {
		return nil, err
	}
	return Normal(p).(Props), nil
}

// clearGiven empties the default rows that raw has its own of: encoding/json adds to a map, and a
// group without outbound rules would read back with the default one that allows everything.
func clearGiven(raw json.RawMessage, p Props) {
	given := map[string]json.RawMessage{}
	if json.Unmarshal(raw, &given) != nil {
		return // the strict reading says what is wrong
	}
	v := reflect.ValueOf(p).Elem()
	for name, i := range indexes(v.Type()) {
		for key := range given {
			if v.Field(i).Kind() == reflect.Map && strings.EqualFold(key, name) {
				v.Field(i).SetZero()
			}
		}
	}
}

// strict decodes one JSON value and refuses properties that the Go type does not have.
func strict(raw []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	return dec.Decode(into)
}

// With gives a copy of the struct that v points to, in which the property at path has the JSON
// value raw. A path is one JSON name, or the name of a map and a key. A null, or nothing, removes
// the row, and sets a scalar to what defaults has there.
func With(v any, path []string, raw json.RawMessage, defaults any) (any, error) {
	old := reflect.ValueOf(v).Elem()
	i, ok := indexes(old.Type())[path[0]]
	if !ok {
		return nil, fmt.Errorf("there is no property %q", path[0])
	}
	out := reflect.New(old.Type())
	out.Elem().Set(old)
	field := out.Elem().Field(i)
	remove := len(raw) == 0 || string(raw) == "null"
	isMap := field.Kind() == reflect.Map
	switch {
	case isMap != (len(path) == 2) || len(path) > 2:
		return nil, fmt.Errorf("%q is changed one row at a time", path[0])
	case isMap:
		return out.Interface(), setRow(field, path[1], raw, remove)
	case remove:
		field.Set(reflect.ValueOf(defaults).Elem().Field(i))
		return out.Interface(), nil
	}
	fresh := reflect.New(field.Type())
	if err := strict(raw, fresh.Interface()); err != nil {
		return nil, err
	}
	field.Set(normal(fresh.Elem()))
	return out.Interface(), nil
}

func setRow(field reflect.Value, key string, raw json.RawMessage, remove bool) error {
	clone := reflect.MakeMapWithSize(field.Type(), field.Len()+1)
	for it := field.MapRange(); it.Next(); {
		clone.SetMapIndex(it.Key(), it.Value())
	}
	field.Set(clone)
	if remove {
		clone.SetMapIndex(reflect.ValueOf(key), reflect.Value{})
		return nil
	}
	row := reflect.New(field.Type().Elem())
	if err := strict(raw, row.Interface()); err != nil {
		return err
	}
	clone.SetMapIndex(reflect.ValueOf(key), normal(row.Elem()))
	return nil
}

// At is the JSON of the property at path; null when the row or property is not there.
func At(v any, path []string) (json.RawMessage, error) {
	val := reflect.ValueOf(v).Elem()
	i, ok := indexes(val.Type())[path[0]]
	if !ok {
		return nil, fmt.Errorf("there is no property %q", path[0])
	}
	field := val.Field(i)
	if len(path) == 2 && field.Kind() == reflect.Map {
		if field = field.MapIndex(reflect.ValueOf(path[1])); !field.IsValid() {
			return json.RawMessage("null"), nil
		}
	}
	return json.Marshal(field.Interface())
}

// A RefAt is one reference inside properties: where it stands and what its field allows.
type RefAt struct {
	// Path is the property, or the property and the row key.
	Path  []string
	Field *Field
	Ref   Ref
}

// Refs lists every reference of p in a fixed order.
func (k *Kind) Refs(p Props) []RefAt {
	var found []RefAt
	walkFields(reflect.ValueOf(p).Elem(), k.Fields, nil, func(path []string, f *Field, v reflect.Value) {
		switch f.Type {
		case Reference:
			if r := v.Interface().(Ref); !r.IsZero() {
				found = append(found, RefAt{path, f, r})
			}
		case Set:
			for _, row := range Sorted(v.Interface().(map[string]bool)) {
				found = append(found, RefAt{path, f, To(row.Key)})
			}
		}
	})
	return found
}

// walkFields calls visit for each scalar and set, with the path of the property or row it stands in.
func walkFields(v reflect.Value, fields []Field, row []string, visit func([]string, *Field, reflect.Value)) {
	for i := range fields {
		f := &fields[i]
		at := v.Field(indexes(v.Type())[f.Name])
		path := row
		if path == nil {
			path = []string{f.Name}
		}
		if f.Type != Rows {
			visit(path, f, at)
			continue
		}
		for _, key := range mapKeys(at) {
			walkFields(at.MapIndex(reflect.ValueOf(key)), f.Fields, []string{f.Name, key}, visit)
		}
	}
}

func mapKeys(m reflect.Value) []string {
	keys := make([]string, 0, m.Len())
	for it := m.MapRange(); it.Next(); {
		keys = append(keys, it.Key().String())
	}
	slices.Sort(keys)
	return keys
}

// Visit calls fn for each scalar, set and map key of p with its path and description.
func (k *Kind) Visit(p Props, fn func(path []string, f *Field, v any)) {
	walkFields(reflect.ValueOf(p).Elem(), k.Fields, nil, func(path []string, f *Field, v reflect.Value) {
		fn(path, f, v.Interface())
	})
}

// WithoutRef gives a copy of p in which no reference names id any more: a reference becomes gone,
// a member leaves its set. The paths of the changed properties and rows come with it.
func (k *Kind) WithoutRef(p Props, id string, gone Gone) (Props, [][]string) {
	return k.Redirected(p, id, Ref{Gone: &gone})
}

// Redirected is WithoutRef for references that lead somewhere else instead.
func (k *Kind) Redirected(p Props, id string, to Ref) (Props, [][]string) {
	var paths [][]string
	for _, at := range k.Refs(p) {
		if at.Ref.ID == id && !slices.ContainsFunc(paths, func(q []string) bool { return slices.Equal(q, at.Path) }) {
			paths = append(paths, at.Path)
		}
	}
	if len(paths) == 0 {
		return p, nil
	}
	out := reflect.New(reflect.TypeOf(p).Elem())
	out.Elem().Set(rewrite(reflect.ValueOf(p).Elem(), id, to))
	return out.Interface().(Props), paths
}

func rewrite(v reflect.Value, id string, to Ref) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch {
	case v.Type() == reflect.TypeFor[Ref]():
		if v.Interface().(Ref).ID == id {
			out.Set(reflect.ValueOf(to))
		}
	case isStruct(v.Type()):
		for i := range v.NumField() {
			out.Field(i).Set(rewrite(v.Field(i), id, to))
		}
	case v.Kind() == reflect.Map && !v.IsNil():
		m := reflect.MakeMapWithSize(v.Type(), v.Len())
		for it := v.MapRange(); it.Next(); {
			if v.Type().Elem().Kind() != reflect.Bool || it.Key().String() != id {
				m.SetMapIndex(it.Key(), rewrite(it.Value(), id, to))
			}
		}
		out.Set(m)
	}
	return out
}

// isStruct tells a struct of ours from a value type with its own text form.
func isStruct(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t != reflect.TypeFor[Ref]() && strings.HasPrefix(t.PkgPath(), "vpcanvas/engine/") && !strings.HasSuffix(t.PkgPath(), "/netset")
}

// Normal gives a copy of the struct that v points to with every value in its one spelling: blocks
// without host bits, addresses in their short form, text in NFC, empty maps instead of none.
func Normal(v any) any {
	out := reflect.New(reflect.TypeOf(v).Elem())
	out.Elem().Set(normal(reflect.ValueOf(v).Elem()))
	return out.Interface()
}

func normal(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch {
	case v.Type() == reflect.TypeFor[netip.Prefix]():
		out.Set(reflect.ValueOf(v.Interface().(netip.Prefix).Masked()))
	case v.Kind() == reflect.String:
		out.SetString(norm.NFC.String(v.String()))
	case isStruct(v.Type()):
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				out.Field(i).Set(normal(v.Field(i)))
			}
		}
	case v.Kind() == reflect.Map:
		m := reflect.MakeMapWithSize(v.Type(), v.Len())
		for it := v.MapRange(); it.Next(); {
			m.SetMapIndex(normalKey(it.Key()), normal(it.Value()))
		}
		out.Set(m)
	}
	return out
}

// normalKey spells an IP address in a set the one way that netip does.
func normalKey(k reflect.Value) reflect.Value {
	if a, err := netip.ParseAddr(k.String()); err == nil {
		return reflect.ValueOf(a.Unmap().WithZone("").String()).Convert(k.Type())
	}
	return reflect.ValueOf(norm.NFC.String(k.String())).Convert(k.Type())
}

var indexCache sync.Map // reflect.Type -> map[string]int

// indexes maps the JSON names of a struct's fields to their places.
func indexes(t reflect.Type) map[string]int {
	if m, ok := indexCache.Load(t); ok {
		return m.(map[string]int)
	}
	m := make(map[string]int, t.NumField())
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name != "" && name != "-" {
			m[name] = i
		}
	}
	indexCache.Store(t, m)
	return m
}
