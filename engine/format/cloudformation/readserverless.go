package cloudformation

import "strings"

// typeServerless is what SAM calls a function. It is Lambda's but for its tags, which are an object, and for what
// its template says of all functions at once.
const typeServerless = "AWS::Serverless::Function"

// serverless are the properties of a function of SAM as Lambda would have them.
func (s *stack) serverless(own *tree) *tree {
	f := newTree()
	for _, key := range []string{"VpcConfig", "Runtime", "Tags"} {
		if v := merged(get(s.body, "Globals", "Function", key), own.values[key]); v != nil {
			f.set(key, v)
		}
	}
	if tags, ok := f.values["Tags"].(*tree); ok && !isFunction(tags) {
		list := []any{}
		for _, key := range tags.keys {
			tag := newTree()
			tag.set("Key", key)
			tag.set("Value", tags.values[key])
			list = append(list, tag)
		}
		f.set("Tags", list)
	}
	return f
}

// merged is what is said of all functions with what one says of itself, as SAM merges them: lists and objects are
// joined; a text or a computed value of its own stands instead. Nothing is copied, since a template of many functions
// could ask for that of a long list.
func merged(all, own any) any {
	switch a := all.(type) {
	case []any:
		if o, ok := own.([]any); ok {
			return []any{a, o} // which reads as one list
		}
	case *tree:
		o, ok := own.(*tree)
		if !ok || isFunction(a) || isFunction(o) {
			break
		}
		both := newTree()
		for _, t := range []*tree{a, o} {
			for _, key := range t.keys {
				both.set(key, merged(a.values[key], o.values[key]))
			}
		}
		return both
	}
	if own == nil {
		return all
	}
	return own
}

// isFunction tells a value to be computed from an object.
func isFunction(t *tree) bool {
	return len(t.keys) == 1 && (t.keys[0] == "Ref" || strings.HasPrefix(t.keys[0], "Fn::"))
}
