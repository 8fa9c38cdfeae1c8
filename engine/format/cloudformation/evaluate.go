package cloudformation

import (
	"math/big"
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"vpcanvas/engine/format/exchange"
)

// This file computes a template's functions. What only a deployment knows, such as the id of a resource,
// is a symbol: a piece of text between two control characters, which joins, splits and substitutes like
// any other text. A property whose whole text is one symbol is a reference.

// The characters that open and close a symbol; parse takes them out of templates.
const (
	opening = "\x02"
	closing = "\x03"
	between = "\x1f"
)

// A symbol is what a text stands for until it is deployed: an attribute of a resource ("" is its id), or,
// where parameter is set, a value that nobody gave.
type symbol struct {
	stack              int
	logical, attribute string
	parameter          bool
}

func (s symbol) String() string {
	mark := "r"
	if s.parameter {
		mark = "p"
	}
	return opening + mark + strconv.Itoa(s.stack) + between + s.logical + between + s.attribute + closing
}

// symbolOf reads a text that is one symbol and nothing else.
func symbolOf(v any) (symbol, bool) {
	s, ok := v.(string)
	if !ok || !strings.HasPrefix(s, opening) || strings.Index(s, closing) != len(s)-1 || strings.Count(s, opening) != 1 {
		return symbol{}, false
	}
	parts := strings.Split(s[len(opening)+1:len(s)-1], between)
	if len(parts) != 3 {
		return symbol{}, false
	}
	n, err := strconv.Atoi(parts[0])
	return symbol{stack: n, logical: parts[1], attribute: parts[2], parameter: s[1] == 'p'}, err == nil
}

var symbols = regexp.MustCompile(opening + "[rp][0-9]+" + between + "([^" + closing + "]*)" + closing)

// shown is a text for people: a symbol is called by what it names.
func shown(s string) string {
	return symbols.ReplaceAllStringFunc(s, func(one string) string {
		sym, _ := symbolOf(one)
		if sym.attribute == "" {
			return sym.logical
		}
		return sym.logical + "." + sym.attribute
	})
}

// deepest evaluation: functions in functions, parameters of stacks of stacks.
const maxEvaluation = 200

// maxComputed bounds the text that functions can make of a small template.
const maxComputed = 1 << 20

// steps bounds all functions of one import.
const maxSteps = 2_000_000

// eval is a value with its functions computed. AWS::NoValue and what cannot be computed are nil.
func (s *stack) eval(v any) any {
	r := s.reader
	r.steps++
	if r.depth >= maxEvaluation || r.steps > maxSteps {
		return nil
	}
	r.depth++
	defer func() { r.depth-- }()
	switch v := v.(type) {
	case []any:
		all := []any{}
		for _, item := range v {
			if got := s.eval(item); got != nil {
				all = append(all, got)
			}
		}
		return all
	case *tree:
		if len(v.keys) == 1 {
			if got, ok := s.function(v.keys[0], v.values[v.keys[0]]); ok {
				return got
			}
		}
		return s.evalObject(v)
	}
	return v
}

func (s *stack) evalObject(v *tree) any {
	t := newTree()
	for _, key := range v.keys {
		if isLoop(key) {
			s.reader.once("function", "", "template", s.file, "function", strings.TrimSuffix(loopKey, "::"))
			continue
		}
		if got := s.eval(v.values[key]); got != nil {
			t.set(key, got)
		}
	}
	return t
}

// call computes one function of CloudFormation; false for what is none.
func (s *stack) call(name string, arg any) (any, bool) {
	switch name {
	case "Ref":
		return s.ref(arg), true
	case "Fn::GetAtt":
		return s.getAtt(arg), true
	case "Fn::Sub":
		return s.sub(arg), true
	case "Fn::Join":
		return s.join(arg), true
	case "Fn::Split":
		return s.split(arg), true
	case "Fn::Select":
		return s.pick(arg), true
	case "Fn::GetAZs":
		return s.zones(arg), true
	case "Fn::Cidr":
		return s.cidr(arg), true
	case "Fn::FindInMap":
		return s.findInMap(arg), true
	case "Fn::ImportValue":
		return s.importValue(arg), true
	case "Fn::If":
		return s.ifElse(arg), true
	case "Fn::Base64":
		return s.eval(arg), true
	case "Fn::Length":
		all, _ := s.eval(arg).([]any)
		return strconv.Itoa(len(all)), true
	case "Fn::ToJsonString":
		return asPolicy(s.eval(arg)), true
	}
	return nil, false
}

func (s *stack) function(name string, arg any) (any, bool) {
	if got, ok := s.call(name, arg); ok {
		if text, ok := got.(string); ok && len(text) > maxComputed {
			s.reader.lose("computed", "", "template", s.file)
			return nil, true
		}
		return got, true
	}
	if strings.HasPrefix(name, "Fn::") {
		s.reader.once("function", "", "template", s.file, "function", name)
		return nil, true
	}
	return nil, false
}

func (s *stack) ref(arg any) any {
	name, _ := arg.(string)
	if _, ok := s.resources[name]; ok {
		return symbol{stack: s.number, logical: name}.String()
	}
	if v, ok := s.pseudo(name); ok {
		return v
	}
	if get(s.body, "Parameters", name) != nil {
		return s.parameter(name)
	}
	s.reader.once("names-nothing", "", "template", s.file, "name", name)
	return nil
}

func (s *stack) pseudo(name string) (any, bool) {
	if !strings.HasPrefix(name, "AWS::") {
		return nil, false
	}
	if v, ok := s.reader.options.Params[name]; ok {
		return plain(v), true
	}
	switch name {
	case "AWS::Region":
		return s.region(), true
	case "AWS::AccountId":
		return s.account, true
	case "AWS::Partition":
		return s.partition, true
	case "AWS::StackName":
		return s.name, true
	case "AWS::URLSuffix":
		return "amazonaws.com", true
	case "AWS::StackId":
		return "arn:" + s.partition + ":cloudformation:" + s.region() + ":" + s.account + ":stack/" + s.name, true
	}
	return nil, true // AWS::NoValue, AWS::NotificationARNs
}

func (s *stack) getAtt(arg any) any {
	parts := []string{}
	switch arg := s.eval(arg).(type) {
	case []any:
		for _, part := range arg {
			text, _ := part.(string)
			parts = append(parts, text)
		}
	case string:
		parts = strings.SplitN(arg, ".", 2)
	}
	if len(parts) < 2 {
		return nil
	}
	return s.attribute(parts[0], strings.Join(parts[1:], "."))
}

// attribute is one of a resource; what the template itself says of it is known already.
func (s *stack) attribute(logical, attribute string) any {
	r, ok := s.resources[logical]
	if !ok {
		s.reader.once("names-nothing", "", "template", s.file, "name", logical)
		return nil
	}
	if output, ok := strings.CutPrefix(attribute, "Outputs."); ok {
		if r.nested == nil {
			return nil
		}
		return r.nested.eval(get(r.nested.body, "Outputs", output, "Value"))
	}
	switch {
	case attribute == "CidrBlock" && (r.typ == typeVPC || r.typ == typeSubnet):
		return r.prop("CidrBlock")
	case attribute == "AvailabilityZone" && r.typ == typeSubnet:
		return r.prop("AvailabilityZone")
	case attribute == "VpcId" && r.typ == typeSubnet:
		return r.prop("VpcId")
	}
	return symbol{stack: s.number, logical: logical, attribute: attribute}.String()
}

var dollarBrace = regexp.MustCompile(`\$\{[^}]*\}`)

func (s *stack) sub(arg any) any {
	own := map[string]any{}
	if all, ok := arg.([]any); ok {
		if len(all) == 2 {
			if t, ok := all[1].(*tree); ok {
				own = t.values
			}
		}
		arg = nil
		if len(all) > 0 {
			arg = all[0]
		}
	}
	format, ok := arg.(string)
	if !ok {
		return nil
	}
	size := 0
	return dollarBrace.ReplaceAllStringFunc(format, func(one string) string {
		name := strings.TrimSpace(one[2 : len(one)-1])
		if size > maxComputed {
			return ""
		}
		if literal, ok := strings.CutPrefix(name, "!"); ok {
			return "${" + literal + "}"
		}
		var got any
		if v, ok := own[name]; ok {
			got = s.eval(v)
		} else if of, attribute, dotted := strings.Cut(name, "."); dotted {
			got = s.attribute(of, attribute)
		} else {
			got = s.ref(name)
		}
		text := joined(got, ",")
		size += len(text)
		return text
	})
}

// joined is a value as one text.
func joined(v any, by string) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		var b strings.Builder
		for i, item := range v {
			if i > 0 {
				b.WriteString(by)
			}
			if text, ok := item.(string); ok && b.Len() <= maxComputed {
				b.WriteString(text)
			}
		}
		return b.String()
	}
	return ""
}

// args are a function's, at least n of them.
func args(v any, n int) ([]any, bool) {
	all, ok := v.([]any)
	return all, ok && len(all) >= n
}

func (s *stack) join(arg any) any {
	all, ok := args(arg, 2)
	if !ok {
		return nil
	}
	by, _ := s.eval(all[0]).(string)
	return joined(s.eval(all[1]), by)
}

func (s *stack) split(arg any) any {
	all, ok := args(arg, 2)
	if !ok {
		return nil
	}
	by, _ := s.eval(all[0]).(string)
	text, isText := s.eval(all[1]).(string)
	if by == "" || !isText {
		return nil
	}
	parts := []any{}
	for _, part := range strings.Split(text, by) {
		parts = append(parts, part)
	}
	return parts
}

// pick is Fn::Select. A list that only a deployment knows is one symbol; its n-th is a symbol too.
func (s *stack) pick(arg any) any {
	all, ok := args(arg, 2)
	if !ok {
		return nil
	}
	place, _ := s.eval(all[0]).(string)
	n, err := strconv.Atoi(place)
	from := s.eval(all[1])
	if sym, ok := symbolOf(from); ok {
		return sym.at(place)
	}
	if text, ok := from.(string); ok {
		from = s.split([]any{",", text})
	}
	list, _ := from.([]any)
	switch {
	case err != nil || n < 0 || len(list) == 0:
		return nil
	case n < len(list):
		return list[n]
	}
	if sym, ok := symbolOf(list[0]); ok {
		return sym.at(place) // a part of what only a deployment knows
	}
	s.reader.once("too-few", "", "template", s.file, "place", place)
	return nil
}

// at is an item of the list that a symbol stands for.
func (s symbol) at(place string) string {
	s.attribute += "[" + place + "]"
	return s.String()
}

// zoneLetters are the zones that a region is taken to have: most have three, and a template that asks for
// more gets letters that its region may not have.
const zoneLetters = "abcdef"

func (s *stack) zones(arg any) any {
	region, _ := s.eval(arg).(string)
	if region == "" {
		region = s.region()
	}
	all := []any{}
	for _, letter := range zoneLetters {
		all = append(all, region+string(letter))
	}
	return all
}

// most blocks that Fn::Cidr makes.
const maxBlocks = 256

func (s *stack) cidr(arg any) any {
	all, ok := args(arg, 2)
	if !ok {
		return nil
	}
	count, bits := 0, 0
	number := func(v any) int {
		text, _ := s.eval(v).(string)
		n, err := strconv.Atoi(text)
		if err != nil {
			return 0
		}
		return n
	}
	count = number(all[1])
	if len(all) > 2 {
		bits = number(all[2])
	}
	from := s.eval(all[0])
	if list, ok := from.([]any); ok && len(list) > 0 {
		from = list[0]
	}
	if sym, ok := symbolOf(from); ok {
		return placesIn(sym, count)
	}
	text, _ := from.(string)
	blocks, ok := cut(text, count, bits)
	if !ok {
		s.reader.once("cidr", "", "template", s.file, "block", text)
		return nil
	}
	return blocks
}

// placesIn are the places of a block that AWS picks.
func placesIn(sym symbol, count int) any {
	list := []any{}
	for n := range min(count, maxBlocks) {
		at := sym
		at.attribute += "#" + strconv.Itoa(n)
		list = append(list, at.String())
	}
	return list
}

// cut makes the first blocks of a block, each with so many bits for hosts.
func cut(text string, count, hostBits int) ([]any, bool) {
	block, err := netip.ParsePrefix(strings.TrimSpace(text))
	if err != nil || count < 1 || count > maxBlocks {
		return nil, false
	}
	block = block.Masked()
	bits := block.Addr().BitLen() - hostBits
	if hostBits < 1 || bits < block.Bits() || bits > block.Addr().BitLen() || bits-block.Bits() < 8 && count > 1<<(bits-block.Bits()) {
		return nil, false
	}
	at := new(big.Int).SetBytes(block.Addr().AsSlice())
	step := new(big.Int).Lsh(big.NewInt(1), uint(hostBits))
	list := []any{}
	for range count {
		raw := at.FillBytes(make([]byte, block.Addr().BitLen()/8))
		addr, _ := netip.AddrFromSlice(raw)
		list = append(list, netip.PrefixFrom(addr, bits).String())
		at.Add(at, step)
	}
	return list, true
}

func (s *stack) findInMap(arg any) any {
	all, ok := args(arg, 3)
	if !ok {
		return nil
	}
	keys := []string{}
	for _, key := range all[:3] {
		text, _ := s.eval(key).(string)
		keys = append(keys, text)
	}
	v := get(s.body, append([]string{"Mappings"}, keys...)...)
	if v == nil && len(all) > 3 {
		return s.eval(get(all[3], "DefaultValue"))
	}
	if v == nil {
		s.reader.once("mapping", "", "template", s.file, "keys", shown(strings.Join(keys, " / ")))
	}
	return s.eval(v)
}

// importValue is what another template of the same import exports under that name. Where the stacks are
// called otherwise than their files, the part of the name behind the stack's tells.
func (s *stack) importValue(arg any) any {
	name, _ := s.eval(arg).(string)
	if name == "" {
		return nil
	}
	if v, ok := s.reader.exported(s, name); ok {
		return v
	}
	// the name cannot be read as a parameter's, but its type is asked for in the same way
	return symbol{stack: s.number, logical: exchange.Clip(shown(name), maxShownName), attribute: "", parameter: true}.String()
}

const maxShownName = 100

func (s *stack) ifElse(arg any) any {
	all, ok := args(arg, 3)
	if !ok {
		return nil
	}
	name, _ := all[0].(string)
	if s.condition(name) {
		return s.eval(all[1])
	}
	return s.eval(all[2])
}

// condition decides a named condition, each once; one that waits for itself is false.
func (s *stack) condition(name string) bool {
	if decided, ok := s.decided[name]; ok {
		return decided
	}
	s.decided[name] = false
	v := get(s.body, "Conditions", name)
	if v == nil {
		s.reader.once("names-nothing", "", "template", s.file, "name", name)
		return false
	}
	s.decided[name] = s.holds(v)
	return s.decided[name]
}

func (s *stack) holds(v any) bool {
	s.reader.steps++
	t, ok := v.(*tree)
	if !ok || len(t.keys) != 1 || s.reader.depth >= maxEvaluation || s.reader.steps > maxSteps {
		return v == "true"
	}
	s.reader.depth++
	defer func() { s.reader.depth-- }()
	arg := t.values[t.keys[0]]
	all, _ := arg.([]any)
	switch t.keys[0] {
	case "Condition":
		name, _ := arg.(string)
		return s.condition(name)
	case "Fn::Equals":
		return len(all) == 2 && s.equals(all[0], all[1])
	case "Fn::Not":
		return len(all) == 1 && !s.holds(all[0])
	case "Fn::And":
		for _, one := range all {
			if !s.holds(one) {
				return false
			}
		}
		return len(all) > 0
	case "Fn::Or":
		for _, one := range all {
			if s.holds(one) {
				return true
			}
		}
		return false
	}
	s.reader.once("function", "", "template", s.file, "function", t.keys[0])
	return false
}

func (s *stack) equals(a, b any) bool {
	one, other := s.eval(a), s.eval(b)
	for _, v := range []any{one, other} {
		if sym, ok := symbolOf(v); ok && sym.parameter {
			s.reader.once("undecided", "", "template", s.file, "parameter", sym.logical)
		}
	}
	return joined(one, ",") == joined(other, ",")
}
