package format

import (
	"vpcanvas/engine/format/roundtrip"
	"vpcanvas/engine/message"
)

// The words of the pages about formats.
var (
	wordNone       = message.Text{EN: "–", JA: "–"}
	wordYes        = message.Text{EN: "yes", JA: "あり"}
	wordRemembered = message.Text{EN: "remembered", JA: "控え"}
	wordOwn        = message.Text{EN: "own files", JA: "自作ファイルのみ"}
	wordWhole      = message.Text{EN: "whole", JA: "すべて"}
	wordBut        = message.Text{EN: "all but {what}", JA: "{what}以外"}
	wordSome       = message.Text{EN: "some: {what}", JA: "一部: {what}"}
	wordComma      = message.Text{EN: ", ", JA: "、"}
	proofDeployed  = message.Text{EN: "deployed, cfn-lint", JA: "デプロイ、cfn-lint"}
	proofLint      = message.Text{EN: "cfn-lint", JA: "cfn-lint"}
	proofArguments = message.Text{EN: "arguments, `terraform fmt`", JA: "引数、`terraform fmt`"}
)

// degreeWords are how an element comes back.
var degreeWords = []message.Text{
	roundtrip.Exact:     {EN: "exact", JA: "完全一致"},
	roundtrip.Rekeyed:   {EN: "new row keys", JA: "行キーのみ変化"},
	roundtrip.Respelled: {EN: "said otherwise", JA: "別表現"},
	roundtrip.Renamed:   {EN: "other names in exports", JA: "書き出し名が変化"},
	roundtrip.Changed:   {EN: "listed losses", JA: "一覧に示す欠落あり"},
}

var documentColumns = message.Text{
	EN: "| kind | exported | imported | there and back | proof |\n|---|---|---|---|---|\n",
	JA: "| 種類 | 書き出し | 取り込み | 往復 | 検証 |\n|---|---|---|---|---|\n",
}

var documentHead = message.Text{EN: `<!-- Written by "go generate ./engine/format". Do not edit. -->
# What each format says of each kind

All of it is measured by the tests, on random designs that AWS takes; a test fails when this page is stale.

**Exported**: the resources that an element of the kind is written as.

**Imported**: what the reader makes of files that others wrote. Our own files are read without all that only vpcanvas
writes into them (metadata, comments, a key of our own), and compared with what was drawn:

- *whole*: every property comes. *All but …*: these properties came otherwise in some element: the format has no word for
  them, or AWS's own words do not tell two drawings apart (an automatic address, a role without its reason).
- *some*: not each element of the kind is one there. AWS's own prefix lists are references to the outside in templates; behind
  a customer gateway AWS knows only routes.
- *own files*: files of others are refused.

**There and back**: our own files, written and read; the cell is the worst that happened to an element of the kind:

- *exact*: it comes back as it was drawn, every property, name, tag and place in exports.
- *new row keys*: the rows of a list (rules, routes, listeners) come back under other keys.
- *said otherwise*: AWS tells it in another way that means the same: the routes of a connection, the usual port of a
  database, an alias, which has neither value nor TTL.
- *listed losses*: the format has no place for some property, and the export names it.
- *remembered*: nobody deploys it; the file keeps it in metadata, a comment or a key of our own.

Verdicts are the same afterwards in all four formats. SVG, the report and the test script are not read.

**Proof** besides. *Deployed*: the CloudFormation of random designs and of every template is deployed to a mock account, and
what is there then is what the design says (` + "`npm run test:deploy`" + `). *cfn-lint*: its resources satisfy AWS's schemas.
*Arguments*: every argument and block is one that the provider's schema has, and those that it wants are there.
`, JA: `<!-- Written by "go generate ./engine/format". Do not edit. -->
# 各形式が扱う種類

すべてテストによる測定結果です。AWS が受け付けるランダムな設計で測り、このページが古くなるとテストが失敗します。

**書き出し**: その種類の要素を表すリソースです。

**取り込み**: 他の人が書いたファイルから読み取れる内容です。vpcanvas だけが書く情報（メタデータ、コメント、独自のキー）を
書き出したファイルから取り除いて読み込み、元の設計と比べます。

- *すべて*: すべてのプロパティを読み取ります。*…以外*: その項目が異なる要素がありました。形式に表す言葉がないか、
  AWS の表現では二つの描き方を区別できません（自動割り当てのアドレス、用途の書かれていないロールなど）。
- *一部*: 要素にならないものがあります。AWS のプレフィックスリストはテンプレートでは外部参照になり、
  カスタマーゲートウェイの先についてわかるのはルートだけです。
- *自作ファイルのみ*: 他の人のファイルは受け付けません。

**往復**: vpcanvas が書き出したファイルを読み戻した結果で、その種類の要素のうち最も悪いものです。

- *完全一致*: プロパティ、名前、タグ、書き出し名のすべてが元どおりに戻ります。
- *行キーのみ変化*: ルールやルートなどの行のキーだけが変わります。
- *別表現*: 同じ意味を AWS が別の形で表すものです（接続のルート、データベースの既定ポート、値も TTL もないエイリアス）。
- *一覧に示す欠落あり*: 形式に表す場所がない項目で、書き出し時に一覧に示されます。
- *控え*: デプロイの対象ではなく、メタデータ、コメント、独自のキーに控えられます。

どの形式でも、往復後の判定は同じです。SVG、レポート、テストスクリプトは読み込みません。

**検証**: *デプロイ*: ランダムな設計とすべてのテンプレートの CloudFormation を模擬アカウントにデプロイし、
できあがったものが設計と一致することを確かめます（` + "`npm run test:deploy`" + `）。*cfn-lint*: リソースが AWS のスキーマに従います。
*引数*: 引数とブロックはすべてプロバイダーのスキーマにあり、必須のものがそろっています。
`}

var documentTail = message.Text{EN: `
## What the mock account does not hold

Deployed designs keep to what the mock makes. Left out of templates, aloud: routes of a VPN connection, propagation
of routes, private virtual interfaces. Not drawn there: instances with several interfaces, rules by prefix list or
by protocol number, databases other than MySQL and PostgreSQL, logs to buckets, client addresses of target groups.

## What does not come back

CloudFormation and Terraform hold the network: flows, notes, suppressions and the drawing stay in the design file,
as every export of them says. draw.io holds all of the design. A design that AWS would not take loses what AWS
refuses, element by element, each named by the export; what came back once comes back the same from then on.
`, JA: `
## 模擬アカウントで扱えないもの

デプロイする設計は、模擬アカウントが作れるものに限ります。テンプレートから明示して省くもの: VPN 接続のルート、ルートの伝播、
プライベート仮想インターフェイス。描かないもの: 複数のインターフェイスを持つインスタンス、プレフィックスリストや
プロトコル番号によるルール、MySQL と PostgreSQL 以外のデータベース、バケットへのログ、ターゲットグループのクライアント IP の保持。

## 戻らないもの

CloudFormation と Terraform に入るのはネットワークです。フロー、メモ、抑制、配置は設計ファイルに残り、書き出しのたびにそう表示されます。
draw.io には設計のすべてが入ります。AWS が受け付けない設計では、拒否される要素が失われ、書き出し時に一つずつ示されます。
一度戻った設計は、その後は同じまま戻ります。
`}
