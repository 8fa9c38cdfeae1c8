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
	"without-owner":     {EN: "{element} is left out with what it lies in", JA: "{element} は親と一緒に省かれます"},
	"no-block":          {EN: "{element} has no IPv4 block and is left out", JA: "{element} は IPv4 ブロックがないため省かれます"},
	"bad-block":         {EN: "{element}: the further block {block} is not IPv4 and is left out", JA: "{element}: 追加ブロック {block} は IPv4 ではないため省かれます"},
	"name-cut":          {EN: "{element}: the Name tag holds the first {limit} characters; a comment has the whole name", JA: "{element}: Name タグは先頭 {limit} 文字です。全体はコメントにあります"},
	"tag-name":          {EN: "{element}: the tag Name is the element's name, not {value}", JA: "{element}: Name タグは要素の名前になり、{value} は失われます"},
	"tag":               {EN: "{element}: AWS does not take the tag {key}", JA: "{element}: タグ {key} は AWS で使えません"},
	"description":       {EN: "{element}: characters that AWS refuses in a description became _: {text}", JA: "{element}: 説明に使えない文字を _ に置き換えました: {text}"},
	"own-description":   {EN: "{element}: AWS describes a default group itself; the description is left out", JA: "{element}: デフォルトグループの説明は AWS が決めるため省かれます"},
	"not-attached":      {EN: "{element} is attached to something that is not in the module, and stays detached", JA: "{element} のアタッチ先がモジュールにないため、アタッチされません"},
	"second-gateway":    {EN: "{element} stays detached: the VPC has {other} already, and AWS attaches one", JA: "{element} はアタッチされません。VPC には既に {other} があり、AWS では一つだけです"},
	"no-table":          {EN: "{element} falls to the main route table: its own is not in the module", JA: "{element} のルートテーブルがモジュールにないため、メインルートテーブルが使われます"},
	"no-main-table":     {EN: "{element} keeps the main route table that AWS makes: the drawn one is not in the module", JA: "{element} のメインルートテーブルがモジュールにないため、AWS が作るものが使われます"},
	"own-table":         {EN: "{element} is written as a table of its own: it came with the VPC, but another one is main", JA: "{element} は VPC と共に作られますが、別のテーブルがメインのため、独立したテーブルとして書かれます"},
	"no-acl":            {EN: "{element} falls to the default network ACL: its own is not in the module", JA: "{element} のネットワーク ACL がモジュールにないため、デフォルトが使われます"},
	"route-nowhere":     {EN: "{element}: the route {route} has no destination and is left out", JA: "{element}: ルート {route} は送信先がないため省かれます"},
	"route-twice":       {EN: "{element}: a second route to {destination} is left out: AWS has one each", JA: "{element}: {destination} への二つ目のルートは省かれます。AWS では送信先ごとに一つです"},
	"route-target":      {EN: "{element}: the route to {destination} is left out: AWS has no such target in this VPC", JA: "{element}: {destination} へのルートは、この VPC にそのターゲットがないため省かれます"},
	"rule-peer":         {EN: "{element}: the rule {rule} is left out: AWS wants one block, group or prefix list of this VPC", JA: "{element}: ルール {rule} は省かれます。AWS ではブロック、この VPC のグループ、プレフィックスリストのどれか一つを指定します"},
	"rule-twice":        {EN: "{element}: the rule {rule} is written once: AWS takes no two alike", JA: "{element}: ルール {rule} は重複しているため一度だけ書かれます"},
	"entry-number":      {EN: "{element}: a second {direction} entry {rule} is left out: AWS has one each", JA: "{element}: {direction} ルール {rule} は重複しているため省かれます"},
	"entry-block":       {EN: "{element}: the {direction} entry {rule} has no block and is left out", JA: "{element}: {direction} ルール {rule} はブロックがないため省かれます"},
	"instance-type":     {EN: "{element}: {value} is not an instance type; the default is written", JA: "{element}: {value} はインスタンスタイプではないため、既定値を書きます"},
	"image":             {EN: "{element}: {value} is not the id of an image; the newest Amazon Linux 2023 is written", JA: "{element}: {value} は AMI ID ではないため、最新の Amazon Linux 2023 を書きます"},
	"stopped":           {EN: "{element} is stopped; Terraform starts every instance", JA: "{element} は停止中ですが、Terraform では起動します"},
	"public-of-several": {EN: "{element}: AWS gives a public address by itself only to the first interface, not to {interface}", JA: "{element}: パブリックアドレスが自動で付くのは最初のインターフェイスだけで、{interface} には付きません"},
	"public-address":    {EN: "{element}: its public address is not in the module", JA: "{element}: パブリックアドレスはモジュールにありません"},
	"public-alone":      {EN: "{element}: AWS gives no automatic public address to an interface that stands alone", JA: "{element}: 単独のインターフェイスにはパブリックアドレスが自動で付きません"},
	"one-interface":     {EN: "{element}: AWS has one interface there; {interface} is left out", JA: "{element} のインターフェイスは AWS では一つのため、{interface} は省かれます"},
	"nat-address":       {EN: "{element} is left out: AWS makes no public NAT gateway without an Elastic IP of its own", JA: "{element} は省かれます。パブリック NAT ゲートウェイには専用の Elastic IP が必要です"},
	"nat-group":         {EN: "{element}: the group {group} is left out: AWS has none on NAT gateways", JA: "{element}: NAT ゲートウェイにはセキュリティグループがないため、グループ {group} は省かれます"},
	"target":            {EN: "{element}: the target {target} is left out: AWS could not register it in this group", JA: "{element}: ターゲット {target} はこのグループに登録できないため省かれます"},
	"target-twice":      {EN: "{element}: the target {target} is written once: AWS takes no two alike", JA: "{element}: ターゲット {target} は重複しているため一度だけ書かれます"},
	"balancer-subnets":  {EN: "{element} is left out: AWS wants subnets of its VPC, and for an application load balancer two or more in different zones", JA: "{element} は省かれます。VPC のサブネットが必要です（ALB では異なるゾーンに二つ以上）"},
	"balancer-subnet":   {EN: "{element}: the subnet {subnet} is left out: it is not in this VPC, or its zone has one already", JA: "{element}: サブネット {subnet} は、この VPC にないか、同じゾーンに既にあるため省かれます"},
	"certificate":       {EN: "{element}: the variable {variable} must name the certificate of the listener on port {port}", JA: "{element}: ポート {port} のリスナーの証明書を変数 {variable} で指定してください"},
	"address-shared":    {EN: "{element}: {address} is written for another interface: AWS ties an Elastic IP to one", JA: "{element}: {address} は別のインターフェイスに割り当てられます。Elastic IP は一つにしか割り当てられません"},
	"bad-six":           {EN: "{element}: the IPv6 block {block} is IPv4 and is left out", JA: "{element}: IPv6 ブロック {block} は IPv4 のため省かれます"},
	"interface-subnet":  {EN: "{element}: an interface's subnet is not in the module; the element's own is written", JA: "{element}: インターフェイスのサブネットがないため、要素自身のサブネットを書きます"},
	"interface-group":   {EN: "{element}: the group {group} is not in this VPC and is left out", JA: "{element}: グループ {group} はこの VPC にないため省かれます"},
	"address":           {EN: "{element}: the address {address} is left out: the VPC has no IPv6 block", JA: "{element}: VPC に IPv6 ブロックがないため、アドレス {address} は省かれます"},
}

func loss(code, element string, args message.Args) exchange.Loss {
	if _, own := sentences[code]; !own {
		return exchange.Told(exchange.Sentences, code, element, args)
	}
	return exchange.Told(sentences, code, element, args)
}
