package terraform

import "vpcanvas/engine/message"

// readSentences are what a design does not hold of the files, or holds in another way.
var readSentences = map[string]message.Text{
	"type":          {EN: "{type} ({count}) is not part of the model and is passed over", JA: "{type}（{count} 件）はモデルの対象外のため読み飛ばされます"},
	"type-beside":   {EN: "{type} ({count}) has no part in what reaches what and is passed over", JA: "{type}（{count} 件）は到達性に関わらないため読み飛ばされます"},
	"unsupported":   {EN: "{address} is of a sort that is not part of the model and is passed over", JA: "{address} はモデルにない種類のため読み飛ばされます"},
	"no-owner":      {EN: "{address} is left out: the VPC or subnet that it lies in is not in the files", JA: "{address} は、置かれている VPC またはサブネットがファイルにないため省かれます"},
	"part":          {EN: "{address} is left out: it is about {value}, which is not in the files", JA: "{address} は、対象の {value} がファイルにないため省かれます"},
	"folder":        {EN: "the folder {folder} is passed over: only a plan or a state holds what a module makes", JA: "フォルダー {folder} は読み飛ばされます。モジュールの中身はプランまたはステートにだけあります"},
	"module-call":   {EN: "the module {name} is passed over: only a plan or a state holds what a module makes", JA: "モジュール {name} は読み飛ばされます。モジュールの中身はプランまたはステートにだけあります"},
	"local":         {EN: "{argument} is {name} there, of which a plan does not tell the value; {value} is taken", JA: "{argument} の値 {name} はプランに含まれないため、{value} とみなします"},
	"variable":      {EN: "the variable {name} has no default and no value was given", JA: "変数 {name} には既定値も指定された値もありません"},
	"repeats":       {EN: "{address}: how often it is repeated is not known before Terraform runs", JA: "{address}: 繰り返しの数は Terraform の実行前には分かりません"},
	"unknown-value": {EN: "{element}: {value} is not in the files or not known yet, and is left empty", JA: "{element}: {value} はファイルにないか、まだ決まっていないため空になります"},
	"unknown-block": {EN: "{element}: its block is not known: {value}", JA: "{element}: アドレスブロックが分かりません: {value}"},
	"unknown-zone":  {EN: "{element}: its Availability Zone is not known: {value}", JA: "{element}: アベイラビリティゾーンが分かりません: {value}"},
	"bad-value":     {EN: "{element}: {property} cannot be {value} and is set back", JA: "{element}: {property} の値 {value} は使えないため既定に戻されます"},
	"route":         {EN: "{element}: a route is left out, since its destination is not known: {value}", JA: "{element}: 送信先が分からないルートは省かれます: {value}"},
	"route-to":      {EN: "{element}: the route to {value} leads to something that is not known", JA: "{element}: {value} へのルートの行き先が分かりません"},
	"inline":        {EN: "{element}: {property} is left out: a plan does not tell the blocks that name {value} (a state does)", JA: "{element}: {property} は省かれます。{value} を参照するブロックの内容はプランに含まれません（ステートにはあります）"},
	"rule":          {EN: "{element}: the rule {rule} is left out, since its traffic or its peer is not known", JA: "{element}: ルール {rule} は、通信または相手が分からないため省かれます"},
	"entry":         {EN: "{element}: the {direction} entry {rule} is left out, since its number, traffic or block is not known", JA: "{element}: {direction} ルール {rule} は、番号、通信、ブロックのどれかが分からないため省かれます"},
	"group-outside": {EN: "{element}: the group {value} is not in the files and is left out", JA: "{element}: グループ {value} はファイルにないため省かれます"},
	"gateway-table": {EN: "{address} is left out: route tables of gateways are not part of the model", JA: "{address} は省かれます。ゲートウェイのルートテーブルはモデルの対象外です"},
	"listener":      {EN: "{element}: the listener on port {port} forwards to no target group", JA: "{element}: ポート {port} のリスナーはターゲットグループに転送しません"},
	"listener-rule": {EN: "{address} is left out: a listener has its default action only", JA: "{address} は省かれます。リスナーはデフォルトアクションだけを持ちます"},
	"record-values": {EN: "{element}: only the first of its values is kept", JA: "{element}: 最初の値だけが残ります"},
	"path":          {EN: "{address} is passed over: only paths that vpcanvas wrote are taken as flows", JA: "{address} は読み飛ばします。フローとして読むのは vpcanvas が書いたパスだけです"},
	"outside-mark":  {EN: "the comment about {address}, which is not deployed, is damaged and passed over", JA: "デプロイの対象外である {address} についてのコメントは壊れているため読み飛ばされます"},
	"network":       {EN: "{element}: the network at the far end is drawn anew from the routes to it", JA: "{element}: 接続先のネットワークは、そこへのルートから描き直されます"},
	"transit":       {EN: "{element} ends at a transit gateway, which is not part of the model", JA: "{element} はモデルの対象外である Transit Gateway に接続しています"},
	"line-gateway":  {EN: "{element} ends at a Direct Connect gateway, which is not part of the model", JA: "{element} はモデルの対象外である Direct Connect ゲートウェイに接続しています"},
}
