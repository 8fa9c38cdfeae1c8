package design

import (
	"vpcanvas/engine/kind"
)

type object = map[string]any

// JSONSchema describes the design file (JSON Schema 2020-12). It is made from the kinds' fields,
// so that it cannot fall behind them; cross references are beyond it and stay Check's.
func JSONSchema() map[string]any {
	kinds := []any{}
	for _, k := range kind.All {
		if k.Name != kind.InternetKind {
			kinds = append(kinds, resourceSchema(k))
		}
	}
	text, id := object{"type": "string", "maxLength": MaxText}, object{"type": "string"}
	integer := object{"type": "integer"}
	traffic := object{"protocol": fieldSchema(&kind.Field{Type: kind.Protocol}), "ports": fieldSchema(&kind.Field{Type: kind.Ports}), "types": fieldSchema(&kind.Field{Type: kind.Types})}
	end := closed(object{"ref": object{"$ref": "#/$defs/ref"}, "interface": text, "cidr": fieldSchema(&kind.Field{Type: kind.CIDR}), "service": text, "region": text})
	return object{
		"$schema":  "https://json-schema.org/draft/2020-12/schema",
		"title":    "vpcanvas design",
		"type":     "object",
		"required": []string{"schema"},
		"properties": object{
			"schema":    object{"const": Schema},
			"name":      text,
			"resources": elements(object{"oneOf": kinds}),
			"flows": elements(closed(object{
				"from": end, "to": end, "services": rows(closed(traffic)), "via": object{"$ref": "#/$defs/ref"}, "why": text,
				"family": object{"enum": []string{FamilyAny, Family4, Family6}}, "expect": object{"enum": []string{Must, MustNot}},
			}, "from", "to")),
			"suppressions": elements(closed(object{"code": text, "element": id, "row": text, "reason": text, "by": text, "until": text}, "code", "element")),
			"notes":        elements(closed(object{"text": text, "attached": object{"$ref": "#/$defs/ref"}}, "text")),
			"views": object{"type": "object", "additionalProperties": closed(object{"title": text, "places": object{
				"type":                 "object",
				"additionalProperties": closed(object{"x": integer, "y": integer, "w": integer, "h": integer, "folded": object{"type": "boolean"}}),
			}})},
		},
		"additionalProperties": false,
		"$defs": object{"ref": object{"oneOf": []any{
			object{"type": "string"},
			closed(object{"gone": closed(object{"kind": text, "name": text})}, "gone"),
			closed(object{"external": closed(object{"awsId": text, "account": text, "region": text}, "awsId")}, "external"),
		}}},
	}
}

func closed(properties object, required ...string) object {
	o := object{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		o["required"] = required
	}
	return o
}

func elements(value object) object {
	return object{"type": "object", "propertyNames": object{"pattern": idPattern}, "additionalProperties": value}
}

func rows(value object) object {
	return object{"type": "object", "propertyNames": object{"pattern": keyPattern}, "additionalProperties": value}
}

func resourceSchema(k *kind.Kind) object {
	text := object{"type": "string", "maxLength": MaxText}
	return object{
		"title": k.Title.EN, "type": "object", "required": []string{"kind"}, "additionalProperties": false,
		"properties": object{
			"kind": object{"const": k.Name}, "name": text, "parent": object{"type": "string"}, "exportName": text,
			"props":  fieldsSchema(k.Fields),
			"tags":   object{"type": "object", "additionalProperties": text},
			"origin": closed(object{"source": text, "id": text, "account": text, "region": text, "stack": text}, "source", "id"),
		},
	}
}

func fieldsSchema(fields []kind.Field) object {
	properties := object{}
	for i := range fields {
		properties[fields[i].Name] = fieldSchema(&fields[i])
	}
	return closed(properties)
}

func fieldSchema(f *kind.Field) object {
	s := object{}
	if f.Label.EN != "" {
		s["description"] = f.Label.EN
	}
	switch f.Type {
	case kind.Int:
		s["type"] = "integer"
		if f.Min != 0 || f.Max != 0 {
			s["minimum"], s["maximum"] = f.Min, f.Max
		}
	case kind.Bool:
		s["type"] = "boolean"
	case kind.Enum:
		values := []string{}
		for _, o := range f.Options {
			values = append(values, o.Value)
		}
		s["enum"] = values
	case kind.Reference:
		s["$ref"] = "#/$defs/ref"
	case kind.Set, kind.Addresses:
		s["type"], s["additionalProperties"] = "object", object{"const": true}
	case kind.Rows:
		for k, v := range rows(fieldsSchema(f.Fields)) {
			s[k] = v
		}
	case kind.Ports:
		s["type"], s["pattern"] = "string", `^([0-9]{1,5}(-[0-9]{1,5})?)?$`
	case kind.Types:
		s["type"], s["pattern"] = "string", `^([0-9]{1,3}(:[0-9]{1,3})?)?$`
	default:
		s["type"] = "string"
	}
	return s
}
