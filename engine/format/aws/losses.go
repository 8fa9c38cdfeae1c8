package aws

import (
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/message"
)

// sentences are what the reader did not understand, and what the writer cannot say.
var sentences = map[string]message.Text{
	"not-json":        {EN: "{file} is not JSON: {cause}", JA: "{file} は JSON ではありません: {cause}"},
	"unknown-key":     {EN: "{file}: {key} is nothing that is understood here", JA: "{file}: {key} は読み取れません"},
	"passed-over":     {EN: "{key} ({count}) is passed over: {why}", JA: "{key}（{count} 件）は読み取られません: {why}"},
	"not-a-list":      {EN: "{file}: {key} is not a list", JA: "{file}: {key} がリストではありません"},
	"bad-object":      {EN: "{key}: {element} is left out: {cause}", JA: "{key}: {element} は読み取れないため省かれます: {cause}"},
	"bad-field":       {EN: "{element}: {cause}; the rest is taken", JA: "{element}: {cause}。残りは読み取られました"},
	"no-id":           {EN: "{key}: an object without an id is left out", JA: "{key}: ID のないオブジェクトは省かれます"},
	"no-owner":        {EN: "{element} is left out: {owner}, which owns it, is not among the files", JA: "{element} は省かれます。それを含む {owner} がファイルにありません"},
	"bad-value":       {EN: "{element}: {what} {value} is not understood and left out", JA: "{element}: {what} {value} は読み取れないため省かれます"},
	"no-peer":         {EN: "{element}: a rule without a block, group or prefix list is left out", JA: "{element}: ブロック、グループ、プレフィックスリストのないルールは省かれます"},
	"default-vpc":     {EN: "{element} is left out: it is AWS's default VPC, and nothing runs in it", JA: "{element} は何も動いていないデフォルト VPC のため省かれます"},
	"aws-tags":        {EN: "tags that AWS sets itself (aws:...) are left out, of {count} elements", JA: "AWS が付けるタグ（aws:...）は省かれます（{count} 要素）"},
	"route-target":    {EN: "{element}: the route to {destination} leads to {target}, which the model lacks: it is kept as a reference to the outside", JA: "{element}: {destination} へのルートのターゲット {target} はモデルにないため、外部参照になります"},
	"route-none":      {EN: "{element}: the route to {destination} has no target", JA: "{element}: {destination} へのルートにターゲットがありません"},
	"engine":          {EN: "{element} is left out: the engine {value} is not modelled", JA: "{element} は、エンジン {value} がモデルにないため省かれます"},
	"balancer-type":   {EN: "{element} is left out: load balancers of type {value} are not modelled", JA: "{element} は、種類 {value} のロードバランサーがモデルにないため省かれます"},
	"listener-action": {EN: "{element}: the listener on port {port} hands on to no target group; its action {value} is not modelled", JA: "{element}: ポート {port} のリスナーのアクション {value} はモデルにありません"},
	"listener-more":   {EN: "{element}: the listener on port {port} has several target groups; the first is taken", JA: "{element}: ポート {port} のリスナーには複数のターゲットグループがあり、最初のものだけが使われます"},
	"protocol":        {EN: "{element}: the protocol {value} is not modelled", JA: "{element}: プロトコル {value} はモデルにありません"},
	"target":          {EN: "{element}: the target {target} is nothing among the files", JA: "{element}: ターゲット {target} がファイルにありません"},
	"group-vpc":       {EN: "{element} is left out: it belongs to no VPC", JA: "{element} は VPC に属していないため省かれます"},
	"group-type":      {EN: "{element} is left out: target groups of type {value} are not modelled", JA: "{element} は、ターゲットタイプ {value} がモデルにないため省かれます"},
	"endpoint-type":   {EN: "{element} is left out: endpoints of type {value} are not modelled", JA: "{element} は、種類 {value} のエンドポイントがモデルにないため省かれます"},
	"endpoint-for":    {EN: "{element} is left out: a gateway endpoint for {value} is not modelled", JA: "{element} は、{value} のゲートウェイエンドポイントがモデルにないため省かれます"},
	"managed":         {EN: "{element}: AWS runs it ({what}); it is drawn as an interface that stands alone", JA: "{element}: AWS が管理しています（{what}）。単独のインターフェイスとして描かれます"},
	"attached":        {EN: "{element} is attached to {target}, which is not among the files; it is drawn as an interface that stands alone", JA: "{element} のアタッチ先 {target} がファイルにないため、単独のインターフェイスとして描かれます"},
	"nat-role":        {EN: "{element} is taken for a NAT instance: a default route leads to it, and its source/destination check is off", JA: "{element} は、デフォルトルートのターゲットで送信元/送信先チェックが無効なため、NAT インスタンスとみなされます"},
	"transit":         {EN: "{element}: it ends at {target}, which is not modelled", JA: "{element}: 接続先の {target} はモデルにありません"},
	"interface-type":  {EN: "{element} is left out: virtual interfaces of type {value} are not modelled", JA: "{element} は、種類 {value} の仮想インターフェイスがモデルにないため省かれます"},
	"record-type":     {EN: "{element}: {count} records of the types {value} are left out", JA: "{element}: タイプ {value} のレコード {count} 件は省かれます"},
	"flow-log":        {EN: "{element} is left out: it records {target}, which is not among the files", JA: "{element} は、記録の対象 {target} がファイルにないため省かれます"},
	"far-network":     {EN: "{element} stands for the network behind {link}: AWS knows only its routes", JA: "{element} は {link} の先のネットワークです。AWS からはルートだけがわかります"},
	"dns-unknown":     {EN: "{element}: its DNS switches are not among the files (VpcAttributes); AWS's defaults are taken", JA: "{element} の DNS 設定（VpcAttributes）がファイルにないため、AWS の既定値を使います"},
	"edge-table":      {EN: "{element}: its association with {gateway} is left out: gateway route tables are not modelled", JA: "{element}: {gateway} との関連付けは省かれます。ゲートウェイルートテーブルはモデルにありません"},
	"list-owner":      {EN: "{element} ({value}) is AWS's own list, whose blocks are not modelled; it is kept as a reference to the outside", JA: "{element}（{value}）は AWS のリストで、ブロックがモデルにないため外部参照になります"},
	"kept":            {EN: "what the file keeps of {element} is damaged and passed over", JA: "ファイルに控えられた {element} の情報は壊れているため読み飛ばされます"},
	"cluster":         {EN: "{element}: its subnet group {value} is not among the files", JA: "{element} のサブネットグループ {value} がファイルにありません"},

	"outside-aws":    {EN: "{element} is outside AWS; the file only remembers it", JA: "{element} は AWS の外にあるため、ファイルに控えるだけです"},
	"scope-account":  {EN: "{element}: {value} is no account, or no region, that a folder can be named by", JA: "{element}: {value} はフォルダー名になるアカウントやリージョンではありません"},
	"tag-name":       {EN: "{element}: the tag Name is the element's name, not {value}", JA: "{element}: Name タグは要素の名前になり、{value} は失われます"},
	"own-tag":        {EN: "{element}: the tag {key} is left out: AWS keeps such names to itself", JA: "{element}: タグ {key} は AWS の予約名のため省かれます"},
	"no-tags":        {EN: "{element}: it has no name and no tags in AWS's answers; the file only remembers them", JA: "{element}: AWS の応答には名前とタグがないため、ファイルに控えるだけです"},
	"route-both":     {EN: "{element}: a route that names a block and a prefix list is written with the block", JA: "{element}: ブロックとプレフィックスリストの両方があるルートは、ブロックで書き出されます"},
	"rule-several":   {EN: "{element}: a rule that names several peers is written with the first", JA: "{element}: 複数の相手を指定したルールは、最初の相手で書き出されます"},
	"rule-empty":     {EN: "{element}: the row {row} says nothing that AWS could hold and is left out", JA: "{element}: 行 {row} は書き出せる内容がないため省かれます"},
	"not-there":      {EN: "{element}: {what} leads to something deleted and is not written", JA: "{element}: {what} は削除されたものを指すため書き出されません"},
	"several-places": {EN: "{element}: AWS has one interface there; the others are not written", JA: "{element}: AWS ではインターフェイスは一つのため、他は書き出されません"},
	"place":          {EN: "{element}: a row without a subnet is not written", JA: "{element}: サブネットのない行は書き出されません"},
	"record-alias":   {EN: "{element}: an alias has no value and no TTL of its own", JA: "{element}: エイリアスには値も TTL もありません"},
	"image":          {EN: "{element}: its image is in the task definition, which is not written", JA: "{element}: イメージはタスク定義にあるため書き出されません"},
	"detail":         {EN: "{element}: AWS's answers do not hold its {what}", JA: "{element}: AWS の応答には {what} がありません"},
}

// maxLosses bounds the list; hostile files cannot make a report longer than anybody reads.
const maxLosses = 2_000

func loss(code, element string, args message.Args) exchange.Loss {
	for k, v := range args {
		args[k] = exchange.Shown(v, mostShown)
	}
	return exchange.Told(sentences, code, element, args)
}

func note(code, element string, args message.Args) exchange.Loss {
	l := loss(code, element, args)
	l.Note = true
	return l
}

// mostShown is how much of a value a sentence shows.
const mostShown = 120

// refusals are why files are not read at all.
var refusals = map[string]message.Text{
	"too-many": {EN: "the files hold {count} objects; {limit} are read at most", JA: "ファイルには {count} 個のオブジェクトがあり、読み込めるのは {limit} 個までです"},
	"nothing":  {EN: "{file}: there is no element of a network in what was read", JA: "{file}: ネットワークの要素がありません"},
	"too-deep": {EN: "it is nested too deep", JA: "入れ子が深すぎます"},
}
