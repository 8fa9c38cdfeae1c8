package cloudformation

import (
	"strings"

	"vpcanvas/engine/kind"
)

// This file finds the resources of a template: those that it spells out, and those that loops and groups stand for.

// declare adds resources to a stack. What has no type is named, and loses nothing else.
func (s *stack) declare(resources any, depth int) {
	for _, logical := range keysOf(resources) {
		body, _ := get(resources, logical).(*tree)
		typ, _ := get(body, "Type").(string)
		switch {
		case isLoop(logical):
			s.loop(get(resources, logical), depth)
		case typ == "":
			s.reader.lose("no-type", "", "template", s.file, "element", logical)
		case typ == typeRecordGroup:
			s.recordGroup(logical, body)
		default:
			s.resource(logical, typ, body)
		}
	}
}

func (s *stack) resource(logical, typ string, body *tree) {
	src := &source{stack: s, logical: logical, typ: typ}
	src.condition, _ = get(body, "Condition").(string)
	src.meta, _ = get(body, "Metadata", metadataKey).(*tree)
	src.raw, _ = get(body, "Properties").(*tree)
	if src.meta == nil {
		src.meta = newTree()
	}
	if src.raw == nil {
		src.raw = newTree()
	}
	if typ == typeServerless {
		src.typ, src.raw = typeFunction, s.serverless(src.raw)
	}
	if s.resources[logical] == nil {
		s.order = append(s.order, src)
	}
	s.resources[logical] = src
}

// loopKey begins the key of a loop of AWS::LanguageExtensions; its name follows.
const loopKey = "Fn::ForEach::"

func isLoop(key string) bool { return strings.HasPrefix(key, loopKey) }

// loop declares what [identifier, values, {resources}] repeats. It runs before there are resources, as in
// CloudFormation: its values come from parameters and mappings.
func (s *stack) loop(v any, depth int) {
	parts, ok := args(v, 3)
	var name string
	if ok {
		name, ok = parts[0].(string)
	}
	if !ok || depth > maxNested {
		s.reader.once("function", "", "template", s.file, "function", strings.TrimSuffix(loopKey, "::"))
		return
	}
	values := s.eval(parts[1])
	if text, isText := values.(string); isText {
		values = s.split([]any{",", text})
	}
	for _, value := range asList(values) {
		if text, isText := value.(string); isText {
			spell := strings.NewReplacer("${"+name+"}", text, "&{"+name+"}", alphanumeric(text, ""))
			s.declare(s.inLoop(parts[2], name, text, spell), depth+1)
		}
	}
}

// inLoop is a value of a loop's body: its identifier is replaced as a reference and inside of texts and keys, where
// &{…} stands for its letters and digits only (spell).
func (s *stack) inLoop(v any, name, value string, spell *strings.Replacer) any {
	r := s.reader
	if r.steps++; r.steps > maxSteps {
		return nil
	}
	switch v := v.(type) {
	case string:
		return spell.Replace(v)
	case []any:
		all := []any{}
		for _, item := range v {
			all = append(all, s.inLoop(item, name, value, spell))
		}
		return all
	case *tree:
		if len(v.keys) == 1 && v.values["Ref"] == name {
			return value
		}
		t := newTree()
		for _, key := range v.keys {
			t.set(spell.Replace(key), s.inLoop(v.values[key], name, value, spell))
		}
		return t
	}
	return v
}

const typeRecordGroup = "AWS::Route53::RecordSetGroup"

// recordGroup declares the records of a group, which say all but their zone themselves.
func (s *stack) recordGroup(logical string, body *tree) {
	for n, item := range asList(get(body, "Properties", "RecordSets")) {
		own, ok := item.(*tree)
		if !ok || isFunction(own) {
			s.reader.lose("type", "", "element", logical, "type", typeRecordGroup)
			continue
		}
		raw, of := newTree(), newTree()
		for _, key := range own.keys {
			raw.set(key, own.values[key])
		}
		for _, key := range []string{"HostedZoneId", "HostedZoneName"} {
			if v := get(body, "Properties", key); v != nil {
				raw.set(key, v)
			}
		}
		of.set("Condition", get(body, "Condition"))
		of.set("Properties", raw)
		s.resource(logical+itoa(n+1), typeRecord, of)
	}
}

// passedOver is the code of what nothing reads: the model has the type, but not of this sort, or has it not at all.
func passedOver(typ string) string {
	for _, m := range Table {
		for _, how := range m.read {
			if how.typ == typ && m.Kind != kind.AWSServiceKind {
				return "sort"
			}
		}
	}
	return "type"
}
