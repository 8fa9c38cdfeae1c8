package message

// Findings are the sentences of the rules, by code. {element} is the element's name.
var Findings = map[string]Text{
	"endpoint-private-dns":        {EN: "{element} has private DNS, but {vpc} lacks DNS resolution or DNS hostnames", JA: "{element} はプライベート DNS が有効ですが、{vpc} の DNS 解決か DNS ホスト名が無効です"},
	"endpoint-closed":             {EN: "no security group of {element} lets anybody in on tcp/{port}", JA: "{element} のセキュリティグループに、tcp/{port} を許可するルールがありません"},
	"endpoint-companion":          {EN: "{element} ({service}) is of little use without an endpoint for {other}", JA: "{element}（{service}）は、{other} のエンドポイントがないと役に立ちません"},
	"gateway-endpoint-unused":     {EN: "no subnet uses {element}: no table of one is associated with it", JA: "{element} を使うサブネットがありません。関連付けられたルートテーブルがないためです"},
	"endpoint-full-access":        {EN: "{element} lets every call through: its policy is full access", JA: "{element} はすべての呼び出しを通します（ポリシーがフルアクセス）"},
	"database-zones":              {EN: "{element} has subnets in fewer than two zones", JA: "{element} のサブネットが二つ以上のゾーンに分かれていません"},
	"database-single-zone":        {EN: "{element} runs in one zone only", JA: "{element} は一つのゾーンだけで動きます"},
	"database-public":             {EN: "{element} has a public address", JA: "{element} にパブリックアドレスが付きます"},
	"database-open":               {EN: "{element}: {group} opens its port {port} to everybody ({rule})", JA: "{element}: {group} がポート {port} を全世界に開いています（{rule}）"},
	"database-closed":             {EN: "no security group of {element} lets anybody in on its port {port}", JA: "{element} のセキュリティグループに、ポート {port} を許可するルールがありません"},
	"function-public-subnet":      {EN: "{element} is in the public subnet {subnet}, but a function never has a public address", JA: "{element} はパブリックサブネット {subnet} にありますが、Lambda 関数にパブリックアドレスは付きません"},
	"container-without-image":     {EN: "{element} cannot pull {image}: {source} is not reached from every subnet", JA: "{element} は {image} を取得できません。{source} に届かないサブネットがあります"},
	"listener-protocol":           {EN: "{element} does not speak {protocol}, which its listener on {port} names", JA: "{element} のポート {port} のリスナーのプロトコル {protocol} は、この種類では使えません"},
	"target-type":                 {EN: "{target} is no target of the type {type}, which {element} holds", JA: "{target} は、{element} のターゲットタイプ {type} に登録できません"},
	"nlb-single-zone":             {EN: "{element} stands in the zone {zone} only", JA: "{element} はゾーン {zone} だけにあります"},
	"nlb-target-zone":             {EN: "{element} has no node in {zone}, so {target} is never asked", JA: "{element} のノードが {zone} にないため、{target} には何も届きません"},
	"nlb-target-closed":           {EN: "{element} keeps the clients' addresses, but the security groups of {target} do not let the internet in", JA: "{element} はクライアントのアドレスを保持しますが、{target} のセキュリティグループがインターネットからの通信を許可していません"},
	"load-balancer-internal":      {EN: "{element} is internal, so {from} cannot reach it", JA: "{element} は内部向けのため、{from} からは届きません"},
	"peering-overlap":             {EN: "AWS refuses {element}: the blocks of {one} and {other} overlap in {cidr}", JA: "{element} は AWS に拒否されます。{one} と {other} のブロックが {cidr} で重なっています"},
	"peering-twice":               {EN: "{element} joins VPCs that {other} joins already", JA: "{element} は、{other} がすでにつないでいる VPC どうしのピアリングです"},
	"peering-not-active":          {EN: "{element} carries nothing: its state is {status}", JA: "{element} は通信を通しません。状態は {status} です"},
	"peering-one-sided":           {EN: "{element}: no route of {vpc} leads to it", JA: "{element}: {vpc} にここへのルートがありません"},
	"route-family":                {EN: "{element}: {target} does not carry {destination}, and AWS refuses the route", JA: "{element}: {target} は {destination} を通せず、このルートは AWS に拒否されます"},
	"nat-instance-checked":        {EN: "{element} is a NAT instance, but its source/destination check is on", JA: "{element} は NAT インスタンスですが、送信元/送信先チェックが有効です"},
	"vpn-gateway-not-routed":      {EN: "{element} is attached to {vpc}, but none of its route tables leads there", JA: "{element} は {vpc} にアタッチされていますが、どのルートテーブルからも指されていません"},
	"vpn-tunnel-down":             {EN: "{element}: tunnel {tunnels} is down", JA: "{element}: トンネル {tunnels} が停止しています"},
	"prefix-list-overfull":        {EN: "{element} has {count} entries, and was made for {most}", JA: "{element} のエントリは {count} 個で、最大数 {most} を超えています"},
	"quota-exceeded":              {EN: "{element} has {count} {what}; AWS's default quota is {most}", JA: "{element} の{what}は {count} 個です。AWS のデフォルトのクォータは {most} 個です"},
	"cidr-family-mixed":           {EN: "{element}: {cidr} cannot be added to a VPC whose first block lies in {range}", JA: "{element}: 最初のブロックが {range} にある VPC には {cidr} を追加できません"},
	"cidr-holds-route":            {EN: "{element}: {destination} lies in the block {cidr} of {vpc}, which AWS refuses while this route is there", JA: "{element}: {destination} は {vpc} のブロック {cidr} の中です。このルートがある限り、AWS はそのブロックを拒否します"},
	"vpc-without-flow-log":        {EN: "{element} is of production and has no flow log", JA: "{element} は本番用ですが、フローログがありません"},
	"cidr-size":                   {EN: "{element}: AWS refuses the block {cidr}; allowed are /16 to /28", JA: "{element}: ブロック {cidr} は AWS に拒否されます。使えるのは /16〜/28 です"},
	"cidr-outside-parent":         {EN: "{element}: {cidr} lies outside the blocks of {vpc}", JA: "{element}: {cidr} は {vpc} のブロックの外にあります"},
	"cidr-overlap":                {EN: "{element}: {cidr} overlaps {other}", JA: "{element}: {cidr} が {other} と重なっています"},
	"address-reserved":            {EN: "{element}: {address} cannot be assigned in {subnet}", JA: "{element}: {address} は {subnet} で割り当てられません"},
	"address-duplicate":           {EN: "{element}: {address} belongs to {other} already", JA: "{element}: {address} はすでに {other} のものです"},
	"gateway-attached-not-routed": {EN: "{element} is attached to {vpc}, but no route table leads to it", JA: "{element} は {vpc} にアタッチされていますが、そこへのルートがありません"},
	"public-instance-without-public-address": {
		EN: "{element} is in the public subnet {subnet} but has no public address",
		JA: "{element} はパブリックサブネット {subnet} にありますが、パブリックアドレスがありません",
	},
	"vpc-overlap": {
		EN: "{element}: {cidr} overlaps {other}, so the two VPCs can never be joined",
		JA: "{element}: {cidr} が {other} と重なっているため、二つの VPC はつなげません",
	},
	"zone-outside-region": {
		EN: "{element}: the zone {zone} is not one of the region {region}",
		JA: "{element}: ゾーン {zone} はリージョン {region} のものではありません",
	},
	"subnet-overfull": {
		EN: "{element}: {need} addresses are needed, but {cidr} can give only {can} of its {total}",
		JA: "{element}: {need} 個のアドレスが必要ですが、{cidr} で使えるのは {total} 個のうち {can} 個です",
	},
	"subnet-full": {
		EN: "{element}: no address is free: {need} of the {can} that {cidr} can give are taken",
		JA: "{element}: 空きアドレスがありません。{cidr} で使える {can} 個のうち {need} 個を使っています",
	},
	"association-of-other-vpc": {
		EN: "{element} uses {other}, which belongs to {vpc}",
		JA: "{element} が使う {other} は {vpc} のものです",
	},
	"group-of-other-vpc": {
		EN: "{element} has {groups}, which does not belong to its VPC {vpc}",
		JA: "{element} に付いた {groups} は、その VPC {vpc} のものではありません",
	},
	"duplicate-name": {
		EN: "another {kind} of {vpc} is called {element} too",
		JA: "{vpc} には {element} という名前の{kind}がほかにもあります",
	},
	"several-gateways": {
		EN: "{element} is the second internet gateway of {vpc}, beside {other}",
		JA: "{element} は {other} に続く、{vpc} の二つ目のインターネットゲートウェイです",
	},
	"route-duplicate": {
		EN: "{element} has a second route to {destination} (target {target})",
		JA: "{element} に {destination} へのルートがもう一つあります（ターゲット {target}）",
	},
	"route-of-other-vpc": {
		EN: "{element}: the route {destination} leads to {target}, which belongs to {vpc}",
		JA: "{element}: ルート {destination} のターゲット {target} は {vpc} のものです",
	},
	"route-inside-vpc": {
		EN: "{element}: the route {destination} to {target} lies inside {vpc}'s own block",
		JA: "{element}: {target} へのルート {destination} は {vpc} 自身のブロックの内側です",
	},
	"route-private-to-gateway": {
		EN: "{element}: the route sends the private block {destination} to the internet gateway {target}, which drops it",
		JA: "{element}: プライベートアドレス {destination} をインターネットゲートウェイ {target} へ送っています。そこで破棄されます",
	},
	"blackhole-route": {
		EN: "{element}: the route {destination} is a blackhole: {target} is {state}",
		JA: "{element}: ルート {destination} はブラックホールです。{target} は{state}",
	},
	"main-table-internet-route": {
		EN: "{element} is the main table of {vpc} and sends {destination} to {target}: every subnet without a table of its own is public",
		JA: "{element} は {vpc} のメインルートテーブルで、{destination} を {target} へ送ります。個別のテーブルがないサブネットはすべてパブリックになります",
	},
	"subnet-on-main-table": {
		EN: "{element} has no route table of its own and follows the main one, {table}",
		JA: "{element} には個別のルートテーブルがなく、メインの {table} に従っています",
	},
	"name-contradicts-routes": {
		EN: "{element} says that it is {word}, but its route table {table} makes it {role}",
		JA: "{element} は「{word}」と示されていますが、ルートテーブル {table} により実際は{role}です",
	},
	"volatile-address": {
		EN: "{element} must be reached from {from}, but its public address changes at each stop and start",
		JA: "{element} には{from}から届く必要がありますが、パブリックアドレスは停止・起動のたびに変わります",
	},
	"elastic-ip-shared": {
		EN: "{element} uses the Elastic IP {address}, which {other} has already",
		JA: "{element} が使う Elastic IP {address} は、すでに {other} に付いています",
	},
	"elastic-ip-unassociated": {
		EN: "nothing uses the Elastic IP {element}",
		JA: "Elastic IP {element} はどこにも使われていません",
	},
	"dns-hostnames-off": {
		EN: "{element} gives no public DNS names, though {instance} has a public address",
		JA: "{element} では、パブリックアドレスのある {instance} にもパブリック DNS 名が付きません",
	},
	"group-rule-without-peer": {
		EN: "{element}: the rule {rule} names nobody",
		JA: "{element}: ルール {rule} に相手がありません",
	},
	"group-rule-two-peers": {
		EN: "{element}: the rule {rule} names a block and a group",
		JA: "{element}: ルール {rule} がブロックとグループの両方を指定しています",
	},
	"group-rule-duplicate": {
		EN: "{element} has the rule {rule} twice",
		JA: "{element} にルール {rule} が二つあります",
	},
	"group-rule-redundant": {
		EN: "{element}: the rule {rule} lies inside {other} and changes nothing",
		JA: "{element}: ルール {rule} は {other} に含まれていて、何も変えません",
	},
	"group-reference-stale": {
		EN: "{element}: the rule {rule} names {group}, which was deleted",
		JA: "{element}: ルール {rule} の相手 {group} は削除されています",
	},
	"group-reference-other-vpc": {
		EN: "{element}: the rule {rule} names {group} of {vpc} and matches nobody",
		JA: "{element}: ルール {rule} の相手 {group} は {vpc} のもので、誰にも当てはまりません",
	},
	"open-to-anyone": {
		EN: "{element} opens every port to {cidr} ({rule})",
		JA: "{element} は {cidr} に全ポートを開いています（{rule}）",
	},
	"open-admin-port": {
		EN: "{element} opens {ports} to {cidr}",
		JA: "{element} は {ports} を {cidr} に開いています",
	},
	"open-data-port": {
		EN: "{element} opens {ports} to {cidr}",
		JA: "{element} は {ports} を {cidr} に開いています",
	},
	"clear-text-port": {
		EN: "{element} opens {ports}, which is not encrypted, to {cidr}",
		JA: "{element} は暗号化されない {ports} を {cidr} に開いています",
	},
	"http-without-tls": {
		EN: "{element} opens 80 (HTTP) to {cidr}, but not 443 (HTTPS)",
		JA: "{element} は {cidr} に 80 (HTTP) を開いていますが、443 (HTTPS) は開いていません",
	},
	"default-group-used": {
		EN: "{element} is in the default group {group}",
		JA: "{element} はデフォルトグループ {group} に入っています",
	},
	"group-unused": {
		EN: "no interface has the security group {element}",
		JA: "セキュリティグループ {element} はどのインターフェイスにも使われていません",
	},
	"acl-number-duplicate": {
		EN: "{element}: the {direction} number {number} stands twice",
		JA: "{element}: {direction}の番号 {number} が二つあります",
	},
	"acl-entry-shadowed": {
		EN: "{element}: the {direction} entry {number} ({rule}) is never reached: all of it is decided before, by {by}",
		JA: "{element}: {direction}のルール {number}（{rule}）には届きません。先に {by} が決めます",
	},
	"acl-without-reply": {
		EN: "{element}: the {direction} entry {number} ({rule}) gets no reply: no {other} entry lets one pass",
		JA: "{element}: {direction}のルール {number}（{rule}）への応答を、{other}側のどのルールも通しません",
	},
	"nat-without-way-out": {
		EN: "{element} is in {subnet}, whose route table {table} leads to no internet gateway",
		JA: "{element} のあるサブネット {subnet} のルートテーブル {table} に、インターネットゲートウェイへのルートがありません",
	},
	"nat-without-public-address": {
		EN: "{element} is a public NAT gateway but has no Elastic IP",
		JA: "{element} はパブリック NAT ゲートウェイですが、Elastic IP がありません",
	},
	"nat-own-subnet": {
		EN: "{element}: the route {destination} leads to {target}, whose own subnet {subnet} uses this table",
		JA: "{element}: ルート {destination} のターゲット {target} は、このテーブルを使うサブネット {subnet} の中にあります",
	},
	"nat-unused": {
		EN: "no subnet routes to {element}",
		JA: "{element} へのルートがあるサブネットがありません",
	},
	"single-nat-for-zones": {
		EN: "{element} serves subnets of several zones: {zones}",
		JA: "{element} が複数のゾーン（{zones}）のサブネットを受け持っています",
	},
	"target-of-other-vpc": {
		EN: "{element} uses {other}, which belongs to {vpc}",
		JA: "{element} が使う {other} は {vpc} のものです",
	},
	"load-balancer-zones": {
		EN: "{element}: its subnets {problem}",
		JA: "{element} のサブネットが、{problem}",
	},
	"load-balancer-private-subnet": {
		EN: "{element} faces the internet, but the route table {table} of its subnet {subnet} leads to no internet gateway",
		JA: "{element} はインターネット向けですが、サブネット {subnet} のルートテーブル {table} にインターネットゲートウェイへのルートがありません",
	},
	"load-balancer-small-subnet": {
		EN: "{element} needs a /27 with 8 free addresses; {subnet} is {cidr} with {free}",
		JA: "{element} には 8 個の空きがある /27 以上のサブネットが必要ですが、{subnet} は {cidr}、空きは {free} 個です",
	},
	"listener-without-target": {
		EN: "{element}: the listener {listener} {problem}",
		JA: "{element}: リスナー {listener} {problem}",
	},
	"health-check-closed": {
		EN: "{element}: the security groups of {target} do not let the health checks of {balancer} in on port {port}",
		JA: "{element}: {target} のセキュリティグループが、{balancer} からのヘルスチェック（ポート {port}）を許可していません",
	},
	"load-balancer-single-target": {
		EN: "{element} has a single target, {target} (target group {group})",
		JA: "{element} のターゲットは {target} だけです（ターゲットグループ {group}）",
	},
	"load-balancer-single-zone": {
		EN: "{element}: every target of {group} is in the zone {zone}",
		JA: "{element}: {group} のターゲットがすべてゾーン {zone} にあります",
	},
	"flow-end-empty": {EN: "the arrow cannot be judged: {end} stands for nothing that could send or receive", JA: "矢印を判定できません。{end} には、送受信できるものが一つもありません"},
}

// Fixes are the titles of edits that mend a finding.
var Fixes = map[string]Text{
	"twin-endpoint":   {EN: "Add an endpoint for {service} beside {element}", JA: "{element} と同じ場所に {service} のエンドポイントを追加"},
	"associate-table": {EN: "Associate {element} with {table}", JA: "{element} を {table} に関連付ける"},
	"multi-az":        {EN: "Make {element} Multi-AZ", JA: "{element} をマルチ AZ にする"},
	"make-private":    {EN: "Take the public address off {element}", JA: "{element} のパブリックアクセスを無効にする"},
	"use-protocol":    {EN: "Use {protocol}", JA: "{protocol} にする"},
	"target-type":     {EN: "Make {type} the target type of {element}", JA: "{element} のターゲットタイプを {type} にする"},
	"face-internet":   {EN: "Let {element} face the internet", JA: "{element} をインターネット向けにする"},
	"move-block":      {EN: "Use the free block {cidr}", JA: "空いているブロック {cidr} を使う"},
	"remove-block":    {EN: "Remove the block {cidr}", JA: "ブロック {cidr} を削除"},
	"other-address":   {EN: "Use the free address {address}", JA: "空いているアドレス {address} を使う"},
	"add-route":       {EN: "Add the route 0.0.0.0/0 to {gateway} to {table}", JA: "{table} に {gateway} への 0.0.0.0/0 ルートを追加"},
	"public-address":  {EN: "Give {element} a public address", JA: "{element} にパブリックアドレスを割り当てる"},
	"use-zone": {
		EN: "Use the zone {zone}",
		JA: "ゾーン {zone} を使う",
	},
	"use-vpc-own": {
		EN: "Use what {vpc} has by default",
		JA: "{vpc} のデフォルトを使う",
	},
	"leave-groups": {
		EN: "Take off {groups}",
		JA: "{groups} を外す",
	},
	"rename": {
		EN: "Rename to {name}",
		JA: "名前を {name} に変える",
	},
	"detach": {
		EN: "Detach {gateway} from {vpc}",
		JA: "{gateway} を {vpc} からデタッチ",
	},
	"attach": {
		EN: "Attach {gateway} to {vpc}",
		JA: "{gateway} を {vpc} にアタッチ",
	},
	"own-table": {
		EN: "Give {subnet} a route table with 0.0.0.0/0 to {gateway}",
		JA: "{subnet} に、{gateway} への 0.0.0.0/0 ルートがあるルートテーブルを付ける",
	},
	"remove-route": {
		EN: "Remove the route {destination}",
		JA: "ルート {destination} を削除",
	},
	"accept-peering":    {EN: "Accept {element}", JA: "{element} を承諾"},
	"delete-element":    {EN: "Delete {element}", JA: "{element} を削除"},
	"add-peer-route":    {EN: "Add the route {destination} to {target} to {table}", JA: "{table} に {target} への {destination} ルートを追加"},
	"check-off":         {EN: "Switch the check off", JA: "チェックを無効にする"},
	"propagate-routes":  {EN: "Propagate its routes into the route tables of {vpc}", JA: "{vpc} のルートテーブルにルートを伝播"},
	"raise-max-entries": {EN: "Raise the maximum", JA: "最大数を引き上げる"},
	"retarget-route": {
		EN: "Send {destination} to {gateway}",
		JA: "{destination} を {gateway} へ送る",
	},
	"clear-main": {
		EN: "Remove the route to the internet from the main table",
		JA: "メインルートテーブルからインターネットへのルートを削除",
	},
	"move-out-of-main": {
		EN: "Give the subnets that follow it ({count}) a table of their own, and clear it",
		JA: "従っているサブネット（{count} 個）に専用のテーブルを付け、メインから除く",
	},
	"allow-in": {
		EN: "Add the inbound rule {rule} to {group}",
		JA: "{group} にインバウンドルール {rule} を追加",
	},
	"use-subnet": {
		EN: "Use the subnet {subnet}",
		JA: "サブネット {subnet} を使う",
	},
	"remove-target": {
		EN: "Take {target} out of {element}",
		JA: "{target} を {element} から外す",
	},
	"use-table": {
		EN: "Use the route table {table}",
		JA: "ルートテーブル {table} を使う",
	},
	"elastic-ip": {
		EN: "Give {element} an Elastic IP",
		JA: "{element} に Elastic IP を付ける",
	},
	"delete": {
		EN: "Delete {element}",
		JA: "{element} を削除",
	},
	"dns-names": {
		EN: "Turn on DNS names in {vpc}",
		JA: "{vpc} の DNS 名を有効にする",
	},
	"remove-rule": {
		EN: "Remove the rule {rule}",
		JA: "ルール {rule} を削除",
	},
	"keep-group": {
		EN: "Keep {rule} only",
		JA: "{rule} だけを残す",
	},
	"narrow-rule": {
		EN: "Allow only the VPC's block {cidr}",
		JA: "VPC のブロック {cidr} だけを許可",
	},
	"renumber": {
		EN: "Give it the number {number}",
		JA: "番号を {number} に変える",
	},
	"remove-entry": {
		EN: "Remove the entry {number}",
		JA: "ルール {number} を削除",
	},
	"allow-reply": {
		EN: "Add the {direction} entry {number} {rule}",
		JA: "{direction}に {number} {rule} を追加",
	},
}
