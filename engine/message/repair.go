package message

// Repairs are the sentences of the edits that fixes of flows are made of. {list} is "inbound" or
// "outbound", {rule} a rule as people write it.
var Repairs = map[string]Text{
	"add-rule":     {EN: "Add the {list} rule {rule} to {group}", JA: "{group} に{list}ルール {rule} を追加"},
	"loosen-rule":  {EN: "Change the {list} rule {before} of {group} to {after}", JA: "{group} の{list}ルール {before} を {after} に変更"},
	"narrow-rule":  {EN: "Narrow the {list} rule {before} of {group} to {after}", JA: "{group} の{list}ルール {before} を {after} に狭める"},
	"remove-rule":  {EN: "Remove the {list} rule {rule} from {group}", JA: "{group} から{list}ルール {rule} を削除"},
	"allow-entry":  {EN: "Add the {list} entry {number} allow {rule} to {acl}", JA: "{acl} に{list}ルール {number} allow {rule} を追加"},
	"deny-entry":   {EN: "Add the {list} entry {number} deny {rule} to {acl}", JA: "{acl} に{list}ルール {number} deny {rule} を追加"},
	"widen-entry":  {EN: "Widen the {list} entry {number} of {acl} from {before} to {after}", JA: "{acl} の{list}ルール {number} を {before} から {after} に広げる"},
	"remove-entry": {EN: "Remove the {list} entry {number} (deny {rule}) from {acl}", JA: "{acl} から{list}ルール {number}（deny {rule}）を削除"},

	"add-route":       {EN: "Add the route {destination} → {target} to {table}", JA: "{table} に {target} への {destination} ルートを追加"},
	"retarget-route":  {EN: "Lead the route {destination} of {table} to {target}", JA: "{table} のルート {destination} を {target} へ向ける"},
	"remove-route":    {EN: "Remove the route {destination} from {table}", JA: "{table} からルート {destination} を削除"},
	"own-table":       {EN: "Give {subnet} a route table of its own, with {destination} to {target}", JA: "{subnet} に、{target} への {destination} ルートがある専用のルートテーブルを付ける"},
	"associate-table": {EN: "Let {subnet} use the route table {table}", JA: "{subnet} でルートテーブル {table} を使う"},
	"create-gateway":  {EN: "Create an internet gateway and attach it to {vpc}", JA: "インターネットゲートウェイを作成して {vpc} にアタッチ"},
	"attach-gateway":  {EN: "Attach {gateway} to {vpc}", JA: "{gateway} を {vpc} にアタッチ"},
	"detach-gateway":  {EN: "Detach {gateway} from {vpc}", JA: "{gateway} を {vpc} からデタッチ"},
	"create-nat":      {EN: "Create a NAT gateway in {subnet}", JA: "{subnet} に NAT ゲートウェイを作成"},

	"create-eigw":        {EN: "Create an egress-only internet gateway in {vpc}", JA: "{vpc} に Egress-only インターネットゲートウェイを作成"},
	"create-peering":     {EN: "Create a peering connection between {vpc} and {other}", JA: "{vpc} と {other} のピアリング接続を作成"},
	"accept-peering":     {EN: "Accept the peering connection {element}", JA: "ピアリング接続 {element} を承諾"},
	"propagate":          {EN: "Let {table} take the routes of {element} (route propagation)", JA: "{table} に {element} のルートを伝播する"},
	"link-up":            {EN: "Bring {element} up", JA: "{element} を復旧する"},
	"create-s3-endpoint": {EN: "Create a gateway endpoint for {service}, for {table}", JA: "{table} に {service} のゲートウェイエンドポイントを作成"},
	"associate-endpoint": {EN: "Associate the endpoint {element} with {table}", JA: "エンドポイント {element} を {table} に関連付ける"},
	"create-endpoint":    {EN: "Create an interface endpoint for {service} in {subnet}", JA: "{subnet} に {service} のインターフェイスエンドポイントを作成"},
	"endpoint-group":     {EN: "Create a security group for it that admits tcp/443 from {subnet}", JA: "{subnet} からの tcp/443 を許可するセキュリティグループをそのために作成"},
	"private-dns":        {EN: "Switch private DNS of {element} on", JA: "{element} のプライベート DNS を有効にする"},
	"hostnames-on":       {EN: "Switch DNS hostnames of {vpc} on", JA: "{vpc} の DNS ホスト名を有効にする"},

	"public-auto":        {EN: "Give {element} a public address", JA: "{element} にパブリックアドレスを割り当てる"},
	"public-elastic":     {EN: "Give {element} the Elastic IP {address}", JA: "{element} に Elastic IP {address} を関連付ける"},
	"public-new-elastic": {EN: "Give {element} a new Elastic IP", JA: "{element} に新しい Elastic IP を関連付ける"},
	"public-none":        {EN: "Take the public address from {element}", JA: "{element} のパブリックアドレスを外す"},
	"internet-facing":    {EN: "Make {element} internet-facing", JA: "{element} をインターネット向けにする"},
	"pin-address":        {EN: "Pin the address of {element} to {address}", JA: "{element} のアドレスを {address} に固定"},
	"address-auto":       {EN: "Let AWS pick the address of {element}", JA: "{element} のアドレスを AWS に任せる"},

	"start":     {EN: "Start {element}", JA: "{element} を起動"},
	"check-off": {EN: "Switch the source/destination check of {element} off", JA: "{element} の送信元/送信先チェックを無効にする"},
	"dns-on":    {EN: "Switch DNS resolution of {vpc} on", JA: "{vpc} の DNS 解決を有効にする"},

	"add-listener":      {EN: "Add a listener on port {port} to {element}, for the target group {group}", JA: "{element} に、ターゲットグループ {group} へ転送するポート {port} のリスナーを追加"},
	"remove-listener":   {EN: "Remove the listener on port {port} from {element}", JA: "{element} からポート {port} のリスナーを削除"},
	"give-target-group": {EN: "Let the listener of {element} on port {port} use the target group {group}", JA: "{element} のポート {port} のリスナーでターゲットグループ {group} を使う"},
	"register-target":   {EN: "Register {element} in the target group {group}", JA: "ターゲットグループ {group} に {element} を登録"},
	"enable-zone":       {EN: "Add {subnet} ({zone}) to the subnets of {element}", JA: "{element} のサブネットに {subnet}（{zone}）を追加"},
}
