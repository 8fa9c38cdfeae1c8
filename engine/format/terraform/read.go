package terraform

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/message"
)

// The limits of what is read: a file is refused before it can cost more than it says.
const (
	maxHCL       = 16 << 20
	maxJSON      = 64 << 20
	maxResources = 50_000
	// maxNesting bounds the brackets of a file, since its parser calls itself for each.
	maxNesting = 60
)

// blockPattern is how a block of Terraform's language begins.
var blockPattern = regexp.MustCompile(`(?m)^[ \t]*(terraform|locals|(variable|output|provider|module)[ \t]+"[^"\n]*"|(resource|data)[ \t]+"[^"\n]*"[ \t]+"[^"\n]*")[ \t]*\{`)

// Detect reports whether a file is what `terraform show -json` prints, a state, or Terraform's language.
func Detect(file exchange.File) bool {
	text := bytes.TrimLeft(bytes.TrimPrefix(file.Data, []byte("\ufeff")), " \t\r\n")
	if !bytes.HasPrefix(text, []byte("{")) {
		return path.Ext(file.Name) == ".tf" || blockPattern.Match(text)
	}
	if bytes.Contains(text, []byte("AWSTemplateFormatVersion")) {
		return false
	}
	return bytes.Contains(text, []byte(`"format_version"`)) || bytes.Contains(text, []byte(`"lineage"`)) && bytes.Contains(text, []byte(`"serial"`))
}

// Read makes a design of a plan, a state or the files of one module. What it does not understand is in the
// losses; it fails only where a file is none of these, or too large.
func Read(files []exchange.File, options exchange.Options) (*design.Design, []exchange.Loss, error) {
	r := newReader()
	hcl := []exchange.File{}
	for _, f := range files {
		text := bytes.TrimLeft(bytes.TrimPrefix(f.Data, []byte("\ufeff")), " \t\r\n")
		if !bytes.HasPrefix(text, []byte("{")) {
			hcl = append(hcl, f)
			continue
		}
		if r.name == "" {
			r.name = strings.TrimSuffix(path.Base(f.Name), path.Ext(f.Name))
		}
		if err := r.readJSON(f.Name, text); err != nil {
			return nil, nil, err
		}
	}
	hcl = r.oneModule(hcl)
	if len(hcl) > 0 {
		if err := r.readHCL(hcl, options.Params); err != nil {
			return nil, nil, err
		}
	}
	if len(r.items) == 0 && len(r.providers) == 0 && !r.named {
		return nil, nil, refuse("empty", "file", exchange.NameOf(files))
	}
	d, err := r.build()
	if err != nil {
		return nil, nil, err
	}
	d, damaged := r.kept.Restore(d)
	for _, id := range damaged {
		r.lose("outside-mark", "", "address", id)
	}
	return d, r.losses, nil
}

// oneModule keeps the files of the outermost folder: a folder is a module, and one below is called by it.
func (r *reader) oneModule(files []exchange.File) []exchange.File {
	if len(files) == 0 {
		return files
	}
	depth := func(f exchange.File) int { return strings.Count(path.Clean(f.Name), "/") }
	root := files[0]
	for _, f := range files {
		if depth(f) < depth(root) {
			root = f
		}
	}
	kept := []exchange.File{}
	for _, f := range files {
		if path.Dir(f.Name) == path.Dir(root.Name) {
			kept = append(kept, f)
		} else {
			r.lose("folder", "", "folder", path.Dir(f.Name))
		}
	}
	return kept
}

var refusals = map[string]message.Text{
	"empty":             {EN: "{file}: there is nothing of Terraform in it", JA: "{file}: Terraform の内容がありません"},
	"too-large":         {EN: "{file} is larger than {limit} bytes", JA: "{file} は {limit} バイトを超えています"},
	"too-many":          {EN: "{file} has more than {limit} resources", JA: "{file} のリソースは {limit} 個を超えています"},
	"too-many-elements": {EN: "the files make {count} elements; a design holds at most {limit}", JA: "要素が {count} 個になり、設計の上限 {limit} 個を超えます"},
	"too-deep":          {EN: "{file} nests brackets or operators too deeply", JA: "{file} は括弧または演算子の入れ子が深すぎます"},
	"too-pieced":        {EN: "{file} has texts of too many lines or escapes", JA: "{file} のテキストは行またはエスケープが多すぎます"},
	"syntax":            {EN: "{file} is not valid: {cause}", JA: "{file} は正しくありません: {cause}"},
	"hcl":               {EN: "{file} is not valid in line {line}: {cause}", JA: "{file} の {line} 行目が正しくありません: {cause}"},
	"state":             {EN: "{file} is neither a state of version {version} nor what terraform show -json prints", JA: "{file} はバージョン {version} のステートでも、terraform show -json の出力でもありません"},
}

func refuse(code string, pairs ...string) *exchange.Refusal {
	r := exchange.Refuse(refusals[code], pairs...)
	r.TooLarge = strings.HasPrefix(code, "too-")
	return r
}
