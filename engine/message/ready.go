package message

// Ready are the titles of readiness lists, by their ids, and of their ticks.
var Ready = map[string]Text{
	"ssm":     {EN: "Session Manager", JA: "セッションマネージャー"},
	"s3":      {EN: "Private access to Amazon S3", JA: "Amazon S3 へのプライベートアクセス"},
	"peering": {EN: "Peering", JA: "ピアリング"},
	"alb":     {EN: "Load balancer", JA: "ロードバランサー"},

	"running":       {EN: "{element} is running", JA: "{element} が実行中"},
	"role":          {EN: "{element} has an IAM role", JA: "{element} に IAM ロールがある"},
	"names":         {EN: "{vpc} resolves names", JA: "{vpc} で名前を解決できる"},
	"reaches":       {EN: "{service} is reached on tcp/443", JA: "{service} に tcp/443 で届く"},
	"reaches-older": {EN: "{service} is reached on tcp/443, which older agents want", JA: "{service} に tcp/443 で届く（古いエージェントで必要）"},
	"stays-private": {EN: "the way to {service} does not leave AWS's network by the internet gateway", JA: "{service} への経路がインターネットゲートウェイを通らない"},
	"ends":          {EN: "{element} joins two VPCs", JA: "{element} が二つの VPC をつないでいる"},
	"blocks":        {EN: "the blocks of both VPCs are apart", JA: "両方の VPC のブロックが重なっていない"},
	"active":        {EN: "{element} is accepted", JA: "{element} が承諾されている"},
	"route":         {EN: "a subnet of {vpc} has a route to {other}", JA: "{vpc} のサブネットに {other} へのルートがある"},
	"filters":       {EN: "something passes between {vpc} and {other}, replies included", JA: "{vpc} と {other} の間で、応答も含めて何かが通る"},
	"zones":         {EN: "{element} has a subnet in each of two zones", JA: "{element} に二つのゾーンのサブネットがある"},
	"public":        {EN: "its subnets are public", JA: "サブネットがパブリックである"},
	"listens":       {EN: "each listener has a target group with targets", JA: "どのリスナーにも、ターゲットのあるターゲットグループがある"},
	"two-targets":   {EN: "each target group has two targets or more", JA: "どのターゲットグループにも二つ以上のターゲットがある"},
	"targets":       {EN: "every target is reached on its port", JA: "どのターゲットにもポートに届く"},
	"health":        {EN: "health checks reach every target", JA: "ヘルスチェックがどのターゲットにも届く"},
	"clients":       {EN: "{from} reaches its listeners", JA: "{from} からリスナーに届く"},
}

// Lacking are the sentences that say why a tick is missing, where no reason of the core does.
var Lacking = map[string]Text{
	"stopped":     {EN: "{element} is stopped", JA: "{element} は停止しています"},
	"no-role":     {EN: "{element} has no IAM role; Session Manager wants one with AmazonSSMManagedInstanceCore", JA: "{element} に IAM ロールがありません。AmazonSSMManagedInstanceCore を含むロールが必要です"},
	"no-names":    {EN: "DNS resolution or DNS hostnames of {vpc} are off, so that no name leads to an endpoint", JA: "{vpc} の DNS 解決か DNS ホスト名が無効なため、名前からエンドポイントに届きません"},
	"no-endpoint": {EN: "{vpc} has no endpoint for {service}", JA: "{vpc} に {service} のエンドポイントがありません"},
	"by-internet": {EN: "the way leads through {gateway}: add an endpoint for {service}", JA: "経路が {gateway} を通ります。{service} のエンドポイントを追加してください"},
	"no-ends":     {EN: "{element} does not name two VPCs of this design", JA: "{element} に、この設計の二つの VPC が指定されていません"},
	"overlap":     {EN: "{vpc} and {other} have addresses in common, so that AWS refuses the peering", JA: "{vpc} と {other} のアドレスが重なるため、AWS にピアリングを拒否されます"},
	"not-active":  {EN: "{element} is {state}", JA: "{element} の状態は {state} です"},
	"no-route":    {EN: "no route table of a subnet of {vpc} leads to {element}", JA: "{vpc} のサブネットのルートテーブルに {element} へのルートがありません"},
	"few-zones":   {EN: "its subnets lie in fewer than two zones, or two of them in one", JA: "サブネットが二つ以上のゾーンに一つずつ分かれていません"},
	"not-public":  {EN: "{subnet} has no route to an internet gateway", JA: "{subnet} にインターネットゲートウェイへのルートがありません"},
	"no-listener": {EN: "it has no listener", JA: "リスナーがありません"},
	"no-targets":  {EN: "a listener has no target group, or an empty one", JA: "ターゲットグループがないか、空のリスナーがあります"},
	"one-target":  {EN: "{group} has a single target", JA: "{group} のターゲットが一つだけです"},
}
