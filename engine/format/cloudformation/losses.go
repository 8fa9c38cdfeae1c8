package cloudformation

import (
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/message"
)

// sentences are what CloudFormation cannot say, or says in another way.
var sentences = map[string]message.Text{
	"nothing":            {EN: "the design has nothing that a template could make", JA: "テンプレートにできるものが設計にありません"},
	"too-many-resources": {EN: "the template has {size} resources; CloudFormation takes {limit}", JA: "テンプレートのリソースは {size} 個です。CloudFormation の上限は {limit} 個です"},
	"too-many-outputs":   {EN: "only the first {limit} outputs are written", JA: "出力は最初の {limit} 個だけです"},
	"without-owner":      {EN: "{element} is left out with what it lies in", JA: "{element} は親と一緒に省かれます"},
	"no-block":           {EN: "{element} has no IPv4 block and is left out", JA: "{element} は IPv4 ブロックがないため省かれます"},
	"bad-block":          {EN: "{element}: the further block {block} is not IPv4 and is left out", JA: "{element}: 追加ブロック {block} は IPv4 ではないため省かれます"},
	"name-cut":           {EN: "{element}: the Name tag holds the first {limit} characters; the metadata has the whole name", JA: "{element}: Name タグは先頭 {limit} 文字です。全体はメタデータにあります"},
	"tag-name":           {EN: "{element}: the tag Name is the element's name, not {value}", JA: "{element}: Name タグは要素の名前になり、{value} は失われます"},
	"tag":                {EN: "{element}: AWS does not take the tag {key}", JA: "{element}: タグ {key} は AWS で使えません"},
	"dynamic":            {EN: "{element}: {{resolve:…}} in a text is split, so that CloudFormation does not resolve it", JA: "{element}: テキスト中の {{resolve:…}} は、CloudFormation に解決されないよう分割しました"},
	"description":        {EN: "{element}: characters that AWS refuses in a description became _: {text}", JA: "{element}: 説明に使えない文字を _ に置き換えました: {text}"},
	"not-attached":       {EN: "{element} is attached to something that is not in the template, and stays detached", JA: "{element} のアタッチ先がテンプレートにないため、アタッチされません"},
	"second-gateway":     {EN: "{element} stays detached: the VPC has {other} already, and AWS attaches one", JA: "{element} はアタッチされません。VPC には既に {other} があり、AWS では一つだけです"},
	"zone-order":         {EN: "{element}: {zone} is written as the account's zone number {place}", JA: "{element}: {zone} はアカウントの {place} 番目のゾーンとして書かれます"},
	"no-table":           {EN: "{element} falls to AWS's main route table: its own is not in the template", JA: "{element} のルートテーブルがテンプレートにないため、AWS のメインルートテーブルが使われます"},
	"no-acl":             {EN: "{element} falls to the default network ACL: its own is not in the template", JA: "{element} のネットワーク ACL がテンプレートにないため、デフォルトが使われます"},
	"main-table":         {EN: "{element}: a template cannot change a VPC's main route table, so this one is associated with each subnet that falls to it", JA: "{element}: テンプレートではメインルートテーブルを変更できないため、該当する各サブネットに関連付けます"},
	"route-nowhere":      {EN: "{element}: the route {route} has no destination and is left out", JA: "{element}: ルート {route} は送信先がないため省かれます"},
	"route-twice":        {EN: "{element}: a second route to {destination} is left out: AWS has one each", JA: "{element}: {destination} への二つ目のルートは省かれます。AWS では送信先ごとに一つです"},
	"route-target":       {EN: "{element}: the route to {destination} is left out: AWS has no such target in this VPC", JA: "{element}: {destination} へのルートは、この VPC にそのターゲットがないため省かれます"},
	"rule-peer":          {EN: "{element}: the rule {rule} is left out: AWS wants one block, group or prefix list of this VPC", JA: "{element}: ルール {rule} は省かれます。AWS ではブロック、この VPC のグループ、プレフィックスリストのどれか一つを指定します"},
	"rule-twice":         {EN: "{element}: the rule {rule} is written once: AWS takes no two alike", JA: "{element}: ルール {rule} は重複しているため一度だけ書かれます"},
	"default-rule":       {EN: "{element}: a template cannot remove the {direction} rule that AWS puts into a default group", JA: "{element}: デフォルトグループの {direction} ルールはテンプレートでは削除できません"},
	"default-entry":      {EN: "{element}: a template cannot change the {direction} entry 100 that AWS puts into a default network ACL", JA: "{element}: デフォルトネットワーク ACL の {direction} ルール 100 はテンプレートでは変更できません"},
	"entry-number":       {EN: "{element}: a second {direction} entry {rule} is left out: AWS has one each", JA: "{element}: {direction} ルール {rule} は重複しているため省かれます"},
	"entry-block":        {EN: "{element}: the {direction} entry {rule} has no block and is left out", JA: "{element}: {direction} ルール {rule} はブロックがないため省かれます"},
	"instance-type":      {EN: "{element}: {value} is not an instance type; the default is written", JA: "{element}: {value} はインスタンスタイプではないため、既定値を書きます"},
	"image":              {EN: "{element}: {value} is not the id of an image; the newest Amazon Linux 2023 is written", JA: "{element}: {value} は AMI ID ではないため、最新の Amazon Linux 2023 を書きます"},
	"stopped":            {EN: "{element} is stopped; a template starts every instance", JA: "{element} は停止中ですが、テンプレートでは起動します"},
	"public-of-several":  {EN: "{element}: AWS gives no automatic public address to an instance with several interfaces ({interface})", JA: "{element}: インターフェイスが複数あるとパブリックアドレスは自動で付きません（{interface}）"},
	"public-address":     {EN: "{element}: its public address is not in the template", JA: "{element}: パブリックアドレスはテンプレートにありません"},
	"address-shared":     {EN: "{element}: {address} is written for another interface: AWS ties an Elastic IP to one", JA: "{element}: {address} は別のインターフェイスに割り当てられます。Elastic IP は一つにしか割り当てられません"},
	"one-interface":      {EN: "{element}: AWS has one interface there; {interface} is left out", JA: "{element} のインターフェイスは AWS では一つのため、{interface} は省かれます"},
	"nat-address":        {EN: "{element} is left out: AWS makes no public NAT gateway without an Elastic IP of its own", JA: "{element} は省かれます。パブリック NAT ゲートウェイには専用の Elastic IP が必要です"},
	"public-alone":       {EN: "{element}: AWS gives no automatic public address to an interface that stands alone", JA: "{element}: 単独のインターフェイスにはパブリックアドレスが自動で付きません"},
	"target":             {EN: "{element}: the target {target} is left out: AWS would not register it", JA: "{element}: ターゲット {target} は AWS に登録できないため省かれます"},
	"balancer-subnets":   {EN: "{element} is left out: AWS wants subnets of its VPC, and for an application load balancer two or more in different zones", JA: "{element} は省かれます。VPC のサブネットが必要です（ALB では異なるゾーンに二つ以上）"},
	"balancer-subnet":    {EN: "{element}: the subnet {row} is left out: it is not in this VPC, or its zone has one already", JA: "{element}: サブネット {row} は、この VPC にないか、同じゾーンに既にあるため省かれます"},
	"certificate":        {EN: "{element}: the parameter {parameter} must name the certificate of the listener on port {port}", JA: "{element}: ポート {port} のリスナーの証明書をパラメーター {parameter} で指定してください"},
	"bad-six":            {EN: "{element}: the IPv6 block {block} is IPv4 and is left out", JA: "{element}: IPv6 ブロック {block} は IPv4 のため省かれます"},
	"prefix-list":        {EN: "{element}: {parameter} must give the id of the list in the region", JA: "{element}: リージョンのリスト ID を {parameter} で指定してください"},
	"peering-apart":      {EN: "{element}: the other VPC is made by another template; {parameter} must give its id", JA: "{element}: もう一方の VPC は別のテンプレートで作られます。ID を {parameter} で指定してください"},
	"peering-back":       {EN: "{element} is made by another template; its routes back come once {parameter} gives its id", JA: "{element} は別のテンプレートで作られます。ID を {parameter} で指定すると戻りのルートが書かれます"},
	"peering-accepted":   {EN: "{element} is pending; a template accepts a connection within one account and region", JA: "{element} は承諾待ちですが、同じアカウントとリージョンではテンプレートが承諾します"},
	"flow-interface":     {EN: "{element} is left out: a template cannot name the interface inside an instance", JA: "{element} は省かれます。テンプレートではインスタンス内のインターフェイスを指定できません"},
	"interface-subnet":   {EN: "{element}: an interface's subnet is not in the template; the instance's own is written", JA: "{element}: インターフェイスのサブネットがないため、インスタンスのサブネットを書きます"},
	"interface-group":    {EN: "{element}: {group} is left out: it is not a group of this VPC", JA: "{element}: {group} はこの VPC のグループではないため省かれます"},
	"address":            {EN: "{element}: the address {address} is left out: the VPC has no IPv6 block", JA: "{element}: VPC に IPv6 ブロックがないため、アドレス {address} は省かれます"},
}

func loss(code, element string, args message.Args) exchange.Loss {
	if _, own := sentences[code]; !own {
		return exchange.Told(exchange.Sentences, code, element, args)
	}
	return exchange.Told(sentences, code, element, args)
}

func note(code, element string, args message.Args) exchange.Loss {
	l := loss(code, element, args)
	l.Note = true
	return l
}
