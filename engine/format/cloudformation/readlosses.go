package cloudformation

import (
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/message"
)

// readSentences are what a design does not take over from a template, or takes in another way.
var readSentences = map[string]message.Text{
	"no-template":     {EN: "{template} is no template and is passed over: {why}", JA: "{template} はテンプレートではないため読み飛ばします: {why}"},
	"type":            {EN: "{element} is passed over: the model has no {type}", JA: "{element} は読み飛ばします。{type} はモデルにありません"},
	"macro":           {EN: "{template}: what the macro {macro} makes of it is not known", JA: "{template}: マクロ {macro} による変更は分かりません"},
	"sort":            {EN: "{element} is passed over: the model has no {type} of its sort", JA: "{element} は読み飛ばします。この種類の {type} はモデルにありません"},
	"no-type":         {EN: "{template}: {element} has no type and is passed over", JA: "{template}: {element} にはタイプがないため読み飛ばします"},
	"besides":         {EN: "{element} ({type}) is not drawn: packets do not meet it", JA: "{element}（{type}）は通信に関わらないため描かれません"},
	"outside-vpcs":    {EN: "{element} is not drawn: the function runs outside of every VPC", JA: "{element} は描かれません。関数はどの VPC にも属さずに動きます"},
	"no-parent":       {EN: "{element} ({type}) is left out: what it lies in is not in the import", JA: "{element}（{type}）は、置かれる場所が読み込んだファイルにないため省かれます"},
	"joins-nothing":   {EN: "{element} ({type}) is left out: what it joins is not in the import", JA: "{element}（{type}）は、つなぐ相手が読み込んだファイルにないため省かれます"},
	"kept":            {EN: "what the metadata keeps of {element} is damaged and passed over", JA: "メタデータに控えられた {element} の情報は壊れているため読み飛ばされます"},
	"twice":           {EN: "{element} is a copy: its id stands for another element already", JA: "{element} の ID は既に別の要素のものなので、コピーとして読み込みます"},
	"condition":       {EN: "{element} is left out: the condition {condition} does not hold", JA: "{element} は、条件 {condition} が成り立たないため省かれます"},
	"undecided":       {EN: "{template}: conditions take {parameter} as different from everything, as it has no value", JA: "{template}: {parameter} に値がないため、条件ではどの値とも異なるとみなします"},
	"allowed":         {EN: "{template}: {parameter} has no value; {value} is taken", JA: "{template}: {parameter} に値がないため、{value} とみなします"},
	"symbolic":        {EN: "{element}: {parameter} has no value and stays outside", JA: "{element}: {parameter} に値がないため、外部のものとして扱います"},
	"region":          {EN: "{template} does not say its region; {region} is taken (give AWS::Region as a parameter)", JA: "{template} のリージョンが分からないため {region} とみなします（パラメーター AWS::Region で指定できます）"},
	"any-block":       {EN: "{element}: its block is not known; {block} is taken", JA: "{element}: ブロックが分からないため {block} とみなします"},
	"stand-in-vpc":    {EN: "the VPC {element} is made elsewhere; one with the block {block} stands in for it", JA: "VPC {element} は別の場所で作られるため、ブロック {block} の VPC で代用します"},
	"stand-in-subnet": {EN: "the subnet {element} is made elsewhere; one with the block {block} stands in for it", JA: "サブネット {element} は別の場所で作られるため、ブロック {block} のサブネットで代用します"},
	"names-nothing":   {EN: "{template}: {name} is named, but is not there", JA: "{template}: {name} が参照されていますが、存在しません"},
	"function":        {EN: "{template}: {function} is not computed", JA: "{template}: {function} は計算できません"},
	"computed":        {EN: "{template}: a function makes a text that is too long", JA: "{template}: 関数の結果が長すぎます"},
	"too-few":         {EN: "{template}: a list has no place {place}", JA: "{template}: リストに {place} 番目がありません"},
	"cidr":            {EN: "{template}: {block} cannot be cut as Fn::Cidr asks", JA: "{template}: {block} を Fn::Cidr の指定どおりに分割できません"},
	"mapping":         {EN: "{template}: the mappings have no {keys}", JA: "{template}: マッピングに {keys} がありません"},
	"export-near":     {EN: "{template}: {name} is taken for the export whose end is the same", JA: "{template}: {name} は、末尾が一致するエクスポートとみなします"},
	"nested":          {EN: "{element}: its template {file} is not in the import, or nests too deep", JA: "{element}: テンプレート {file} が読み込んだファイルにないか、入れ子が深すぎます"},
	"block":           {EN: "{element}: {value} is no address or block", JA: "{element}: {value} はアドレスでもブロックでもありません"},
	"empty":           {EN: "{element}: {property} is not known and stays empty", JA: "{element}: {property} が分からないため空のままです"},
	"group":           {EN: "{element}: the security group {group} is not in the import", JA: "{element}: セキュリティグループ {group} が読み込んだファイルにありません"},
	"subnet":          {EN: "{element}: the subnet {subnet} is not in the import", JA: "{element}: サブネット {subnet} が読み込んだファイルにありません"},
	"table":           {EN: "{element}: the route table {table} is not in the import", JA: "{element}: ルートテーブル {table} が読み込んだファイルにありません"},
	"rule":            {EN: "{element}: the rule {rule} cannot be read and allows nothing", JA: "{element}: ルール {rule} は読み取れないため、何も許可しません"},
	"entry":           {EN: "{element}: the entry cannot be read and is left out", JA: "{element}: エントリを読み取れないため省かれます"},
	"route-to":        {EN: "{element}: the route leads to something that the model does not have", JA: "{element}: ルートの送信先がモデルにないものです"},
	"target-unknown":  {EN: "{element}: the target {target} is not in the import", JA: "{element}: ターゲット {target} が読み込んだファイルにありません"},
	"target-group":    {EN: "{element}: a target group is not in the import", JA: "{element}: ターゲットグループが読み込んだファイルにありません"},
	"listener":        {EN: "{element} is left out: its load balancer, protocol or port is not one of the model", JA: "{element} は、ロードバランサー、プロトコル、ポートのいずれかがモデルにないため省かれます"},
	"listener-action": {EN: "{element}: the model has one target group a listener; other actions are left out", JA: "{element}: リスナーのターゲットグループは一つだけで、ほかのアクションは省かれます"},
	"engine":          {EN: "{element}: {value} is drawn as {written}", JA: "{element}: {value} は {written} として描きます"},
	"nat-role":        {EN: "{element} is taken for a NAT instance, by its name or script", JA: "{element} は、名前またはスクリプトから NAT インスタンスとみなします"},
	"network":         {EN: "{element}: the network behind it is drawn by what is routed there", JA: "{element}: 背後のネットワークは、経路から描きます"},
	"peering-taken":   {EN: "{element} is taken as accepted by the other VPC's owner", JA: "{element} は、もう一方の VPC の所有者が承諾済みとみなします"},
	"zone-of":         {EN: "{element}: the VPC {vpc} is not in the import", JA: "{element}: VPC {vpc} が読み込んだファイルにありません"},
	"record-values":   {EN: "{element}: only the first of its values is read", JA: "{element}: 値は最初の一つだけを読み込みます"},
	"record-of":       {EN: "{element}: {value} is not in the import and stays a value", JA: "{element}: {value} が読み込んだファイルにないため、値として扱います"},
}

// refusals are why templates are not read at all.
var refusals = map[string]message.Text{
	"no-template":    {EN: "{template} is no template: {cause}", JA: "{template} はテンプレートではありません: {cause}"},
	"none":           {EN: "there is no template", JA: "テンプレートがありません"},
	"too-many-files": {EN: "{count} files are more than the {limit} of one import", JA: "{count} 個のファイルは、一度に読み込める {limit} 個を超えています"},
	"too-many":       {EN: "the templates hold more than {limit} elements", JA: "テンプレートの要素が {limit} 個を超えています"},
	"too-large":      {EN: "it is larger than a template can be", JA: "テンプレートとして大きすぎます"},
	"too-deep":       {EN: "it nests deeper than a template can", JA: "テンプレートとして入れ子が深すぎます"},
	"no-object":      {EN: "it is no object", JA: "オブジェクトではありません"},
	"no-resources":   {EN: "it has no resources", JA: "リソースがありません"},
	"not-utf8":       {EN: "it is not UTF-8", JA: "UTF-8 ではありません"},
	"yaml":           {EN: "it is no YAML: {cause}", JA: "YAML として正しくありません: {cause}"},
	"alias":          {EN: "the alias {alias} names nothing", JA: "エイリアス {alias} の参照先がありません"},
	"node":           {EN: "a template has no {type}", JA: "テンプレートに {type} は使えません"},
	"key":            {EN: "a key is no text", JA: "キーがテキストではありません"},
}

func readLoss(code, element string, args message.Args) exchange.Loss {
	return exchange.Told(readSentences, code, element, args)
}
