package handbook

import (
	"vpcanvas/engine/message"
	"vpcanvas/engine/rule"
)

// The words of pages and documents.
var (
	TitleRules   = message.Text{EN: "Rules", JA: "ルール"}
	TitleReasons = message.Text{EN: "Reasons", JA: "理由"}
	IntroRules   = message.Text{EN: "A rule names a mistake that no arrow shows. A finding never stops an edit; it can be mended, or suppressed with a reason that stays in the design.", JA: "ルールは、矢印だけでは分からない間違いを見つけます。指摘が編集を止めることはありません。修正するか、理由を添えて抑制できます。理由は設計に残ります。"}
	IntroReasons = message.Text{EN: "A reason says why traffic does not pass, or what a verdict depends on. All of them are listed at once, there and back.", JA: "理由は、通信が通らないわけ、または判定が何に左右されるかを示します。行きと帰りのすべてが一度に並びます。"}
	LabelSays    = message.Text{EN: "What it says", JA: "表示される文"}
	LabelFix     = message.Text{EN: "The fix that it offers", JA: "提案される修正"}
	LabelNoFix   = message.Text{EN: "It offers no fix: what is meant, only people know.", JA: "修正は提案されません。意図は人にしか分からないためです。"}
	LabelExample = message.Text{EN: "Example: the operations that make a design with this mistake", JA: "例: この間違いを含む設計を作る操作"}
	LabelMeans   = message.Text{EN: "What it means", JA: "意味"}
	LabelMend    = message.Text{EN: "How to mend it", JA: "直し方"}
	LabelWhose   = message.Text{EN: "Whose code", JA: "コードの出どころ"}
	WhoseAWS     = message.Text{EN: "AWS's own: the Reachability Analyzer says the same.", JA: "AWS の Reachability Analyzer と同じコードです。"}
	WhoseOurs    = message.Text{EN: "Ours: AWS's Reachability Analyzer has no code for it.", JA: "vpcanvas 独自のコードです。Reachability Analyzer にはありません。"}
	IsDoubt      = message.Text{EN: "It makes a verdict unknown, never blocked.", JA: "判定を「不明」にします。「遮断」にはしません。"}
)

// SeverityWords are the severities as people read them.
var SeverityWords = map[rule.Severity]message.Text{
	rule.Error:   {EN: "error", JA: "エラー"},
	rule.Warning: {EN: "warning", JA: "警告"},
	rule.Info:    {EN: "hint", JA: "ヒント"},
}
