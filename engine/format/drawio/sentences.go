package drawio

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/message"
)

// refusals are the reasons for which a file is not read at all.
var refusals = map[string]message.Text{
	"one-file":   {EN: "a drawing is one .drawio file; choose a single one", JA: "図面は .drawio ファイル 1 つです。1 つだけ選んでください"},
	"too-big":    {EN: "the drawing is larger than 16 MiB", JA: "図面が 16 MiB を超えています"},
	"too-many":   {EN: "the drawing has more than 50,000 elements, or nests deeper than 64 levels", JA: "図面の要素が 50,000 を超えるか、入れ子が 64 段を超えています"},
	"bomb":       {EN: "a page of the drawing unpacks to more than a drawing ever does, and is not read", JA: "図面のページを展開すると図面としてありえない大きさになるため、読み込みません"},
	"not-xml":    {EN: "the drawing is not well-formed XML", JA: "図面が正しい XML ではありません"},
	"doctype":    {EN: "the drawing declares a document type, which draw.io never writes, and is not read", JA: "draw.io が書かない文書型宣言があるため、読み込みません"},
	"not-packed": {EN: "a page of the drawing is packed in a way that draw.io does not use", JA: "図面のページの圧縮形式が draw.io のものではありません"},
	"empty-page": {EN: "the page of the drawing is empty", JA: "図面のページが空です"},
	"foreign":    {EN: "this drawing was not exported by vpcanvas: only its shapes are known, not what they stand for; export a design as draw.io to edit it there", JA: "この図面は vpcanvas から書き出されたものではなく、図形が何を表すか分かりません。draw.io で編集するには、設計を draw.io 形式で書き出してください"},
	"no-data":    {EN: "the hidden layer \"vpcanvas data\", which holds rules and tables, was deleted from the drawing; undo that in draw.io and save again", JA: "ルールやテーブルを持つ非表示レイヤー「vpcanvas data」が削除されています。draw.io で元に戻して保存し直してください"},
	"copies":     {EN: "the copies in the drawing make a design of more than 20,000 elements", JA: "図面のコピーにより、設計の要素が 20,000 個を超えます"},
	"damaged":    {EN: "the data that vpcanvas put into the drawing was changed and cannot be read: {cause}", JA: "vpcanvas が図面に入れたデータが変更され、読み取れません: {cause}"},
}

// losses are what somebody changed in draw.io and the design does not take over.
var losses = map[string]message.Text{
	"pages":      {EN: "the page {element} was not read: a design is one page", JA: "ページ {element} は読み込みませんでした。設計は 1 ページです"},
	"shape":      {EN: "the shape {element} is not one of ours and stands for nothing", JA: "図形 {element} は vpcanvas のものではなく、何も表しません"},
	"noted":      {EN: "the shape {element} is not one of ours and became a note", JA: "図形 {element} は vpcanvas のものではないため、メモにしました"},
	"line":       {EN: "the line {element} does not join two elements and was left out", JA: "線 {element} は 2 つの要素を結んでいないため、取り込みませんでした"},
	"unlabelled": {EN: "the new arrow {element} names no service that can be read, and carries tcp/443", JA: "新しい矢印 {element} のサービスが読み取れないため、tcp/443 としました"},
	"loose-end":  {EN: "the arrow {element} is no longer tied at both ends and keeps its former ones", JA: "矢印 {element} の端が外れているため、元の両端のままにします"},
	"arrow-text": {EN: "the label of the arrow {element} was edited, but what it carries was not taken over", JA: "矢印 {element} のラベルが編集されましたが、内容は取り込みませんでした"},
	"second":     {EN: "{element}: the second line of a label is drawn from the properties; its change was not taken over", JA: "{element}: ラベルの 2 行目はプロパティから描かれるため、変更を取り込みませんでした"},
	"parent":     {EN: "{element} cannot lie in {parent} and stays where it was", JA: "{element} は {parent} の中に置けないため、元の場所のままにします"},
	"nowhere":    {EN: "the copy of {element} lies where no {kind} can be, and was left out", JA: "{element} のコピーは {kind} を置けない場所にあるため、取り込みませんでした"},
	"refused":    {EN: "{element} was not taken over: {cause}", JA: "{element} は取り込みませんでした: {cause}"},
	"restored":   {EN: "{element} comes with its VPC: its deletion was not taken over, and it is as AWS makes it", JA: "{element} は VPC と一緒に作られるため削除せず、AWS の既定の内容に戻しました"},
	"link":       {EN: "the line between {element} and {other} follows from properties; its change was not taken over", JA: "{element} と {other} の間の線はプロパティから描かれるため、変更を取り込みませんでした"},
}

func refuse(code string) *exchange.Refusal { return &exchange.Refusal{Text: refusals[code]} }

func tooLarge(code string) *exchange.Refusal {
	return &exchange.Refusal{TooLarge: true, Text: refusals[code]}
}

// damaged is a refusal with the structural rule that the data breaks.
func damaged(err error) *exchange.Refusal {
	return &exchange.Refusal{Text: refusals["damaged"].WithEach(func(lang message.Lang) message.Args { return message.Args{"cause": sentence(err, lang)} })}
}

func sentence(err error, lang message.Lang) string {
	if f, ok := design.AsFault(err); ok {
		return f.In(lang)
	}
	return err.Error()
}
