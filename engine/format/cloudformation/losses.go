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
	"name-cut":           {EN: "{element}: the Name tag holds the first {limit} characters; the metadata has the whole name", JA: "{element}: Name タグは先頭 {limit} 文字です。全体はメタデータにあります"},
	"dynamic":            {EN: "{element}: {{resolve:…}} in a text is split, so that CloudFormation does not resolve it", JA: "{element}: テキスト中の {{resolve:…}} は、CloudFormation に解決されないよう分割しました"},
	"not-attached":       {EN: "{element} is attached to something that is not in the template, and stays detached", JA: "{element} のアタッチ先がテンプレートにないため、アタッチされません"},
	"zone-order":         {EN: "{element}: {zone} is written as the account's zone number {place}", JA: "{element}: {zone} はアカウントの {place} 番目のゾーンとして書かれます"},
	"no-table":           {EN: "{element} falls to AWS's main route table: its own is not in the template", JA: "{element} のルートテーブルがテンプレートにないため、AWS のメインルートテーブルが使われます"},
	"no-acl":             {EN: "{element} falls to the default network ACL: its own is not in the template", JA: "{element} のネットワーク ACL がテンプレートにないため、デフォルトが使われます"},
	"main-table":         {EN: "{element}: a template cannot change a VPC's main route table, so this one is associated with each subnet that falls to it", JA: "{element}: テンプレートではメインルートテーブルを変更できないため、該当する各サブネットに関連付けます"},
	"default-rule":       {EN: "{element}: a template cannot remove the {direction} rule that AWS puts into a default group", JA: "{element}: デフォルトグループの {direction} ルールはテンプレートでは削除できません"},
	"default-entry":      {EN: "{element}: a template cannot change the {direction} entry 100 that AWS puts into a default network ACL", JA: "{element}: デフォルトネットワーク ACL の {direction} ルール 100 はテンプレートでは変更できません"},
	"stopped":            {EN: "{element} is stopped; a template starts every instance", JA: "{element} は停止中ですが、テンプレートでは起動します"},
	"public-of-several":  {EN: "{element}: AWS gives no automatic public address to an instance with several interfaces ({interface})", JA: "{element}: インターフェイスが複数あるとパブリックアドレスは自動で付きません（{interface}）"},
	"public-address":     {EN: "{element}: its public address is not in the template", JA: "{element}: パブリックアドレスはテンプレートにありません"},
	"target":             {EN: "{element}: the target {target} is left out: AWS would not register it", JA: "{element}: ターゲット {target} は AWS に登録できないため省かれます"},
	"balancer-subnet":    {EN: "{element}: the subnet {row} is left out: it is not in this VPC, or its zone has one already", JA: "{element}: サブネット {row} は、この VPC にないか、同じゾーンに既にあるため省かれます"},
	"certificate":        {EN: "{element}: the parameter {parameter} must name the certificate of the listener on port {port}", JA: "{element}: ポート {port} のリスナーの証明書をパラメーター {parameter} で指定してください"},
	"prefix-list":        {EN: "{element}: {parameter} must give the id of the list in the region", JA: "{element}: リージョンのリスト ID を {parameter} で指定してください"},
	"peering-apart":      {EN: "{element}: the other VPC is made by another template; {parameter} must give its id", JA: "{element}: もう一方の VPC は別のテンプレートで作られます。ID を {parameter} で指定してください"},
	"peering-back":       {EN: "{element} is made by another template; its routes back come once {parameter} gives its id", JA: "{element} は別のテンプレートで作られます。ID を {parameter} で指定すると戻りのルートが書かれます"},
	"peering-accepted":   {EN: "{element} is pending; a template accepts a connection within one account and region", JA: "{element} は承諾待ちですが、同じアカウントとリージョンではテンプレートが承諾します"},
	"flow-interface":     {EN: "{element} is left out: a template cannot name the interface inside an instance", JA: "{element} は省かれます。テンプレートではインスタンス内のインターフェイスを指定できません"},
	"interface-subnet":   {EN: "{element}: an interface's subnet is not in the template; the instance's own is written", JA: "{element}: インターフェイスのサブネットがないため、インスタンスのサブネットを書きます"},
	"interface-group":    {EN: "{element}: {group} is left out: it is not a group of this VPC", JA: "{element}: {group} はこの VPC のグループではないため省かれます"},
}

func loss(code, element string, args message.Args) exchange.Loss {
	return exchange.Told(sentences, code, element, args)
}

func note(code, element string, args message.Args) exchange.Loss {
	l := loss(code, element, args)
	l.Note = true
	return l
}
