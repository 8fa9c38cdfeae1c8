package rule

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

var flowEndEmpty = &Rule{
	Code: "flow-end-empty", Severity: Warning,
	Doc: message.Text{
		EN: "An arrow whose end stands for nothing (an empty group, a deleted resource, an empty block) cannot be judged: it is unknown, never green.",
		JA: "矢印の端が何も指していない場合（空のグループ、削除されたリソース、空のブロック）は判定できません。不明となり、緑にはなりません。",
	},
	Run: func(p *Pass) {
		for _, row := range kind.Sorted(p.Design.Flows) {
			f := row.Value
			ends := []struct {
				name string
				end  design.End
			}{{"from", f.From}, {"to", f.To}, {"via", design.End{Ref: f.Via}}}
			for _, e := range ends {
				if e.name == "via" && f.Via.IsZero() || !p.Net.IsEmpty(e.end) {
					continue
				}
				p.report(row.Key, e.name, nil, "end", p.Net.EndText(e.end))
			}
		}
	},
}
