package cloudformation

import (
	"cmp"
	"crypto/sha256"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// A reader turns templates into a design. It knows all resources by name before it reads the first: an
// element is made for each that is one, then each is filled, then those that only join or extend others
// are read. So no order of a template matters, and a reference to what comes later is one.
type reader struct {
	options exchange.Options
	d       *design.Design
	stacks  []*stack
	losses  []exchange.Loss
	said    map[string]bool
	scopes  map[kind.Scope]string
	// files are the templates that no stack has taken as a nested one yet.
	files []*templateFile
	// standIns are the elements that parameters without a value stand for.
	standIns map[symbol]string
	// tied are the interfaces that belong to an instance, with the instance.
	tied map[*source]*source
	// index is what many resources ask for.
	index index
	// nextBlock counts the VPCs whose block is not known.
	nextBlock int
	// depth and steps bound the functions of all templates.
	depth, steps int
}

type templateFile struct {
	name   string
	body   *tree
	nested bool
}

// A stack is one template as it is deployed: a file may be nested in several.
type stack struct {
	reader                          *reader
	number                          int
	file, name                      string
	body                            *tree
	own                             bool
	account, partition, knownRegion string
	scope                           string // the id of the element
	resources                       map[string]*source
	order                           []*source
	given                           map[string]any // of a nested stack, by parameter
	values                          map[string]any
	decided                         map[string]bool
	zonePlaces                      map[string]int
	parent                          *stack
}

// A source is one resource of a template.
type source struct {
	*stack
	logical, typ string
	condition    string
	meta         *tree // what a template of ours says besides
	raw          *tree // its properties as they stand there
	props        map[string]any
	kind         kind.Name
	id           string // of the element that it is or belongs to
	nested       *stack
	read         bool
}

// What one import may hold, over all its files.
const (
	maxFiles  = 200
	maxStacks = 100
	maxNested = 8
)

// Detect tells whether a file is a template: an object with resources of which one has a type of CloudFormation's.
func Detect(file exchange.File) bool {
	if !strings.Contains(string(file.Data), "Resources") || !strings.Contains(string(file.Data), "::") {
		return false
	}
	body, err := parse(file.Data)
	return err == nil && isTemplate(body)
}

func isTemplate(body *tree) bool {
	resources := body.values["Resources"]
	for _, name := range keysOf(resources) {
		typ, _ := get(resources, name, "Type").(string)
		if strings.Contains(typ, "::") || isLoop(name) {
			return true
		}
	}
	return false
}

// Read makes a design out of templates: one of ours gives the same elements, another's gets ids that are
// hashes of its stack and logical ids, so that a newer version of it meets the same elements. A template
// that another one nests is read where it is nested. What the design does not say is listed.
func Read(files []exchange.File, options exchange.Options) (*design.Design, []exchange.Loss, error) {
	r := &reader{
		options: options, d: design.New(""), losses: []exchange.Loss{}, said: map[string]bool{}, scopes: map[kind.Scope]string{},
		standIns: map[symbol]string{}, tied: map[*source]*source{}, index: index{attached: map[*source][]*source{}},
	}
	if err := r.open(files); err != nil {
		return nil, nil, err
	}
	r.stack()
	if err := r.elements(); err != nil {
		return nil, nil, err
	}
	r.fill()
	r.finish()
	// The document's own reading spells values the one way and holds the result against every rule.
	raw, err := design.Encode(r.d)
	if err != nil {
		return nil, nil, err
	}
	d, err := design.Decode(raw)
	if err != nil {
		return nil, nil, err
	}
	d, damaged := r.keepsake().Restore(d)
	for _, id := range damaged {
		r.lose("kept", "", "element", id)
	}
	return d, r.losses, nil
}

// keepsake is what our own templates keep of the design.
func (r *reader) keepsake() exchange.Keepsake {
	k := exchange.Keepsake{}
	for _, s := range r.stacks {
		kept := get(s.body, "Metadata", metadataKey, "Kept")
		for _, id := range keysOf(kept) {
			k[id] = rawText(get(kept, id))
		}
	}
	return k
}

// open parses the files. One that is no template is an error when it stands alone, and a loss among others.
func (r *reader) open(files []exchange.File) error {
	if len(files) > maxFiles {
		return exchange.Refuse(refusals["too-many-files"], "count", strconv.Itoa(len(files)), "limit", strconv.Itoa(maxFiles))
	}
	var first *exchange.Refusal
	for _, f := range files {
		body, err := parse(f.Data)
		if err == nil && !isTemplate(body) {
			err = exchange.Refuse(refusals["no-resources"])
		}
		if err != nil {
			first = cmp.Or(first, exchange.RefuseFor(refusals["no-template"], err, "template", f.Name))
			r.passOver(f.Name, err)
			continue
		}
		r.files = append(r.files, &templateFile{name: f.Name, body: body})
	}
	if len(r.files) == 0 {
		return cmp.Or(first, exchange.Refuse(refusals["none"]))
	}
	return nil
}

// passOver lists a file that is no template, with the reason in both languages.
func (r *reader) passOver(file string, err error) {
	why := exchange.Say(err)
	l := readLoss("no-template", "", pairs([]string{"template", file, "why", why.EN}))
	l.Text.JA = readLoss("no-template", "", pairs([]string{"template", file, "why", why.JA})).Text.JA
	r.list(l)
}

// stack makes the stacks: of each file that no other nests, and of what those nest.
func (r *reader) stack() {
	for _, f := range r.files {
		for _, logical := range keysOf(get(f.body, "Resources")) {
			if get(f.body, "Resources", logical, "Type") == typeStack {
				if to := r.nestedFile(rawText(get(f.body, "Resources", logical, "Properties", "TemplateURL"))); to != nil && to != f {
					to.nested = true
				}
			}
		}
	}
	roots := []*templateFile{}
	for _, f := range r.files {
		if !f.nested {
			roots = append(roots, f)
		}
	}
	if len(roots) == 0 {
		roots = r.files[:1] // a circle: it has to begin somewhere
	}
	names := map[string]bool{}
	for _, f := range roots {
		r.addStack(f, unused(stem(f.name), names), nil, nil)
	}
	// Conditions may ask what other templates have, and nested stacks come behind the list that grows.
	for i := 0; i < len(r.stacks); i++ {
		s := r.stacks[i]
		s.dropFalse()
		for _, src := range s.order {
			if src.typ == typeStack {
				src.nest()
			}
		}
	}
}

// stem is a file's name without folders and endings: the name of its stack, for want of another.
func stem(file string) string {
	base := path.Base(strings.ReplaceAll(file, `\`, "/"))
	for _, ext := range []string{".json", ".yaml", ".yml", ".template"} {
		base = strings.TrimSuffix(base, ext)
	}
	return base
}

// rawText is what can be read of a text before anything is computed: a URL's end mostly stands there.
func rawText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		all := ""
		for _, item := range v {
			all += rawText(item)
		}
		return all
	case *tree:
		if len(v.keys) == 1 {
			return rawText(v.values[v.keys[0]])
		}
	}
	return ""
}

// nestedFile is the file of the import that a template's URL ends with.
func (r *reader) nestedFile(url string) *templateFile {
	base := path.Base(strings.TrimSpace(url))
	for _, f := range r.files {
		if base != "." && path.Base(strings.ReplaceAll(f.name, `\`, "/")) == base {
			return f
		}
	}
	return nil
}

func (r *reader) addStack(f *templateFile, name string, parent *stack, given map[string]any) *stack {
	s := &stack{
		reader: r, number: len(r.stacks), file: f.name, name: name, body: f.body, parent: parent, given: given,
		resources: map[string]*source{}, values: map[string]any{}, decided: map[string]bool{},
	}
	r.stacks = append(r.stacks, s)
	own, _ := get(f.body, "Metadata", metadataKey).(*tree)
	s.own = own != nil
	s.locate(own)
	s.macros()
	s.declare(get(f.body, "Resources"), 0)
	return s
}

// computedHere are the macros that the reader knows: functions of SAM, and loops.
var computedHere = []string{"AWS::Serverless-2016-10-31", "AWS::LanguageExtensions"}

// macros names those that may make another template of this one.
func (s *stack) macros() {
	for _, item := range asList(get(s.body, "Transform")) {
		name, isText := item.(string)
		if !isText {
			name = rawText(get(item, "Name"))
		}
		if !slices.Contains(computedHere, name) {
			s.reader.lose("macro", "", "template", s.file, "macro", name)
		}
	}
}

// dropFalse takes out what a condition keeps from being made.
func (s *stack) dropFalse() {
	kept := []*source{}
	for _, src := range s.order {
		if src.condition != "" && !s.condition(src.condition) {
			s.reader.remark("condition", "", "element", src.logical, "condition", src.condition)
			continue
		}
		kept = append(kept, src)
	}
	s.order = kept
	clear(s.resources)
	for _, src := range kept {
		s.resources[src.logical] = src
	}
}

const typeStack = "AWS::CloudFormation::Stack"

func (src *source) nest() {
	r, depth := src.reader, 0
	for s := src.stack; s != nil; s = s.parent {
		depth++
	}
	src.read = true
	f := r.nestedFile(joined(src.prop("TemplateURL"), ""))
	if f == nil || depth > maxNested || len(r.stacks) >= maxStacks {
		r.lose("nested", "", "element", src.logical, "file", path.Base(shown(src.text("TemplateURL"))))
		return
	}
	given := map[string]any{}
	if parameters, ok := src.prop("Parameters").(*tree); ok {
		given = parameters.values
	}
	src.nested = r.addStack(f, src.name+"-"+src.logical, src.stack, given)
}

// zoneName finds the region in the names of zones that a template spells out.
var zoneName = regexp.MustCompile(`^([a-z]{2}(?:-gov|-iso[a-z]?)?-(?:north|south|east|west|central)[a-z]*-[0-9])[a-f]$`)

// locate tells where a stack is deployed: what a template of ours says, what is given, where its file
// lies (accounts/123456789012/eu-west-1/…), else a zone that it names.
func (s *stack) locate(own *tree) {
	s.partition = "aws"
	if s.parent != nil {
		s.account, s.partition, s.knownRegion, s.scope = s.parent.account, s.parent.partition, s.parent.knownRegion, s.parent.scope
		return
	}
	for _, part := range strings.Split(strings.ReplaceAll(s.file, `\`, "/"), "/") {
		switch {
		case exchange.IsAccount(part):
			s.account = part
		case exchange.IsRegion(part):
			s.knownRegion = part
		}
	}
	if v := s.reader.options.Params["AWS::AccountId"]; v != "" {
		s.account = v
	}
	if v := s.reader.options.Params["AWS::Region"]; v != "" {
		s.knownRegion = v
	}
	if own != nil {
		s.account, s.knownRegion = rawText(get(own, "Scope", "Account")), rawText(get(own, "Scope", "Region"))
		s.partition = rawText(get(own, "Scope", "Partition"))
	}
	if s.knownRegion == "" && own == nil {
		s.knownRegion = regionIn(s.body, 0)
	}
	if strings.HasPrefix(s.knownRegion, "cn-") {
		s.partition = "aws-cn"
	} else if strings.HasPrefix(s.knownRegion, "us-gov-") {
		s.partition = "aws-us-gov"
	}
}

func regionIn(v any, depth int) string {
	if depth > maxDepth {
		return ""
	}
	switch v := v.(type) {
	case string:
		if m := zoneName.FindStringSubmatch(v); m != nil {
			return m[1]
		}
	case []any:
		for _, item := range v {
			if found := regionIn(item, depth+1); found != "" {
				return found
			}
		}
	case *tree:
		for _, key := range v.keys {
			if key == "Mappings" || key == "Rules" {
				continue // a table of all regions says nothing
			}
			if found := regionIn(v.values[key], depth+1); found != "" {
				return found
			}
		}
	}
	return ""
}

// region is where the stack is; where nobody says, the first one.
func (s *stack) region() string {
	if s.knownRegion == "" && !s.own {
		s.knownRegion = kind.Get(kind.ScopeKind).New().(*kind.Scope).Region
		s.reader.remark("region", "", "template", s.file, "region", s.knownRegion)
	}
	return s.knownRegion
}

func keysOf(v any) []string {
	if t, ok := v.(*tree); ok {
		return t.keys
	}
	return nil
}

// hashed is the id of an element that no template of ours names: the same for the same stack and resource.
func hashed(parts ...string) string {
	sum := sha256.Sum256([]byte("cloudformation\x00" + strings.Join(parts, "\x00")))
	const letters, all = "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz0123456789"
	id := []byte{letters[int(sum[0])%len(letters)]}
	for _, b := range sum[1:idLength] {
		id = append(id, all[int(b)%len(all)])
	}
	return string(id)
}

// idLength is that of every id that the reader makes: a VPC's leaves room for what comes with it.
const idLength = 12

// lose lists what the design does not say; remark what it says in another way. Once says the same only once.
func (r *reader) lose(code, element string, args ...string) {
	r.list(readLoss(code, element, pairs(args)))
}

func (r *reader) remark(code, element string, args ...string) {
	l := readLoss(code, element, pairs(args))
	l.Note = true
	r.list(l)
}

func (r *reader) once(code, element string, args ...string) { r.remark(code, element, args...) }

// maxLosses bounds the list, which a hostile file would make long.
const maxLosses = 5000

func (r *reader) list(l exchange.Loss) {
	key := l.Element + l.Text.EN
	if r.said[key] || len(r.losses) >= maxLosses {
		return
	}
	r.said[key] = true
	r.losses = append(r.losses, l)
}

func pairs(args []string) message.Args {
	named := message.Args{}
	for i := 0; i+1 < len(args); i += 2 {
		named[args[i]] = exchange.Shown(shown(args[i+1]), mostShown)
	}
	return named
}

// parameter is a parameter's value: what is given, else its default, else one that it allows. One without
// any stays a symbol, which the property that it ends in makes the best of.
func (s *stack) parameter(name string) any {
	if v, ok := s.values[name]; ok {
		return v
	}
	s.values[name] = nil // one that waits for itself has no value
	s.values[name] = s.valueOf(name)
	return s.values[name]
}

func (s *stack) valueOf(name string) any {
	declared := get(s.body, "Parameters", name)
	typ := rawText(get(declared, "Type"))
	if s.own {
		if v := s.elsewhere(name); v != nil {
			return v
		}
	}
	v, ok := s.given[name]
	if !ok && s.parent == nil {
		if text, given := s.reader.options.Params[name]; given {
			v, ok = plain(text), true
		}
	}
	if !ok {
		v = get(declared, "Default")
		ok = v != nil
	}
	if !ok {
		if allowed, _ := get(declared, "AllowedValues").([]any); len(allowed) > 0 {
			v, ok = allowed[0], true
			s.reader.remark("allowed", "", "template", s.file, "parameter", name, "value", rawText(v))
		}
	}
	if !ok || v == "" && strings.HasPrefix(typ, "AWS::EC2::") {
		return s.plausible(name, typ)
	}
	text := joined(v, ",")
	if _, isSymbol := symbolOf(text); isSymbol || !strings.HasPrefix(typ, "List<") && typ != "CommaDelimitedList" {
		return text
	}
	list := []any{}
	for _, part := range strings.Split(text, ",") {
		list = append(list, strings.TrimSpace(part))
	}
	return list
}

// typeZoneName is the type of a parameter that asks for one zone.
const typeZoneName = "AWS::EC2::AvailabilityZone::Name"

// plausible stands in for a value that nobody gave. Who asks for one zone after the other means different ones.
func (s *stack) plausible(name, typ string) any {
	region := s.region()
	switch typ {
	case typeZoneName:
		zone := region + string(zoneLetters[s.placeOfZone(name)%len(zoneLetters)])
		s.reader.remark("allowed", "", "template", s.file, "parameter", name, "value", zone)
		return zone
	case "List<AWS::EC2::AvailabilityZone::Name>":
		all := s.zones("")
		s.reader.remark("allowed", "", "template", s.file, "parameter", name, "value", joined(all, ", "))
		return all
	}
	return symbol{stack: s.number, logical: name, parameter: true}.String()
}

// placeOfZone is the place of a parameter among those that ask for a zone.
func (s *stack) placeOfZone(name string) int {
	if s.zonePlaces == nil {
		s.zonePlaces = map[string]int{}
		for _, other := range keysOf(get(s.body, "Parameters")) {
			if get(s.body, "Parameters", other, "Type") == typeZoneName {
				s.zonePlaces[other] = len(s.zonePlaces)
			}
		}
	}
	return s.zonePlaces[name]
}

// elsewhere is what a parameter of ours stands for: an element of another template of the import.
func (s *stack) elsewhere(name string) any {
	logical, ok := strings.CutPrefix(name, "Outside")
	if !ok {
		return nil
	}
	for _, other := range s.reader.stacks {
		if _, has := other.resources[logical]; has && other != s && other.own {
			return symbol{stack: other.number, logical: logical}.String()
		}
	}
	return nil
}

// exported finds what another stack exports under a name.
func (r *reader) exported(by *stack, name string) (any, bool) {
	var near []any
	for _, s := range r.stacks {
		for _, output := range keysOf(get(s.body, "Outputs")) {
			body := get(s.body, "Outputs", output)
			export := joined(s.eval(get(body, "Export", "Name")), "")
			if export == "" || s == by {
				continue
			}
			if export == name {
				return s.eval(get(body, "Value")), true
			}
			if suffix, ok := strings.CutPrefix(export, s.name); ok && len(suffix) > 1 && strings.HasSuffix(name, suffix) {
				near = append(near, s.eval(get(body, "Value")))
			}
		}
	}
	if len(near) == 1 {
		r.remark("export-near", "", "template", by.file, "name", name)
		return near[0], true
	}
	return nil, false
}

// numberOr is a value as a number, or otherwise.
func numberOr(v any, or int) int {
	text, _ := v.(string)
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		return or
	}
	return n
}
