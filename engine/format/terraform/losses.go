package terraform

import (
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/message"
)

// sentences are what Terraform cannot say, or says in another way.
var sentences = map[string]message.Text{
	"nothing":           {EN: "the design draws no account and region, so there are no resources", JA: "アカウントとリージョンがないため、リソースはありません"},
	"credentials":       {EN: "{element}: its provider needs credentials of the account {account}", JA: "{element}: プロバイダーにはアカウント {account} の認証情報が必要です"},
	"account":           {EN: "{element}: {value} is not an account id of twelve digits and is left out", JA: "{element}: {value} は 12 桁のアカウント ID ではないため省かれます"},
	"scope-tags":        {EN: "{element}: an account has no tags in Terraform; they are only remembered", JA: "{element}: Terraform ではアカウントにタグを付けられないため、コメントに残すだけです"},
	"name-cut":          {EN: "{element}: the Name tag holds the first {limit} characters; a comment has the whole name", JA: "{element}: Name タグは先頭 {limit} 文字です。全体はコメントにあります"},
	"own-description":   {EN: "{element}: AWS describes a default group itself; the description is left out", JA: "{element}: デフォルトグループの説明は AWS が決めるため省かれます"},
	"not-attached":      {EN: "{element} is attached to something that is not in the module, and stays detached", JA: "{element} のアタッチ先がモジュールにないため、アタッチされません"},
	"no-table":          {EN: "{element} falls to the main route table: its own is not in the module", JA: "{element} のルートテーブルがモジュールにないため、メインルートテーブルが使われます"},
	"no-main-table":     {EN: "{element} keeps the main route table that AWS makes: the drawn one is not in the module", JA: "{element} のメインルートテーブルがモジュールにないため、AWS が作るものが使われます"},
	"own-table":         {EN: "{element} is written as a table of its own: it came with the VPC, but another one is main", JA: "{element} は VPC と共に作られますが、別のテーブルがメインのため、独立したテーブルとして書かれます"},
	"no-acl":            {EN: "{element} falls to the default network ACL: its own is not in the module", JA: "{element} のネットワーク ACL がモジュールにないため、デフォルトが使われます"},
	"stopped":           {EN: "{element} is stopped; Terraform starts every instance", JA: "{element} は停止中ですが、Terraform では起動します"},
	"public-of-several": {EN: "{element}: AWS gives a public address by itself only to the first interface, not to {interface}", JA: "{element}: パブリックアドレスが自動で付くのは最初のインターフェイスだけで、{interface} には付きません"},
	"public-address":    {EN: "{element}: its public address is not in the module", JA: "{element}: パブリックアドレスはモジュールにありません"},
	"nat-group":         {EN: "{element}: the group {group} is left out: AWS has none on NAT gateways", JA: "{element}: NAT ゲートウェイにはセキュリティグループがないため、グループ {group} は省かれます"},
	"target":            {EN: "{element}: the target {target} is left out: AWS could not register it in this group", JA: "{element}: ターゲット {target} はこのグループに登録できないため省かれます"},
	"target-twice":      {EN: "{element}: the target {target} is written once: AWS takes no two alike", JA: "{element}: ターゲット {target} は重複しているため一度だけ書かれます"},
	"balancer-subnet":   {EN: "{element}: the subnet {subnet} is left out: it is not in this VPC, or its zone has one already", JA: "{element}: サブネット {subnet} は、この VPC にないか、同じゾーンに既にあるため省かれます"},
	"certificate":       {EN: "{element}: the variable {variable} must name the certificate of the listener on port {port}", JA: "{element}: ポート {port} のリスナーの証明書を変数 {variable} で指定してください"},
	"interface-subnet":  {EN: "{element}: an interface's subnet is not in the module; the element's own is written", JA: "{element}: インターフェイスのサブネットがないため、要素自身のサブネットを書きます"},
	"interface-group":   {EN: "{element}: the group {group} is not in this VPC and is left out", JA: "{element}: グループ {group} はこの VPC にないため省かれます"},
}

func loss(code, element string, args message.Args) exchange.Loss {
	return exchange.Told(sentences, code, element, args)
}
