// Written from the Go types of engine and server by "go generate ./server/wire". Do not edit.

/** A sentence or label in every language; placeholders stand in braces. */
export interface Words {
  en: string;
  ja: string;
}

/** Rows by key: the unit of an edit is one whole row. */
export type Rows<T> = { [key: string]: T };

/** A set: its members are the keys, every value is true. */
export type SetOf = { [member: string]: boolean };

/** An id or a reserved word, something that was deleted, or something outside the design. */
export type Ref = string | { gone: Gone } | { external: External };

export interface ResourceOf<K extends KindName> {
  kind: K;
  name: string;
  parent?: string;
  props: PropsOf[K];
  tags: { [key: string]: string };
  origin?: Origin;
  exportName: string;
}

export type Resource = { [K in KindName]: ResourceOf<K> }[KindName];

export type KindName =
  | "internet"
  | "scope"
  | "vpc"
  | "subnet"
  | "routeTable"
  | "networkAcl"
  | "securityGroup"
  | "internetGateway"
  | "natGateway"
  | "elasticIp"
  | "instance"
  | "networkInterface"
  | "loadBalancer"
  | "targetGroup"
  | "client";

export type FieldType =
  | "text"
  | "multiline"
  | "int"
  | "bool"
  | "enum"
  | "cidr"
  | "protocol"
  | "ports"
  | "types"
  | "ref"
  | "set"
  | "addresses"
  | "rows";

export type Section = "resources" | "flows" | "suppressions" | "notes" | "views" | "design";

export type Role = "editor" | "viewer";

export type ByeReason = "slow" | "upgrade" | "revoked" | "restart" | "protocol" | "gone" | "failed";

export type Severity = "error" | "warning" | "info";

export type Fate = "reachable" | "partly" | "blocked" | "unknown";

export type Outcome = "holds" | "broken" | "unknown";

export type Direction = "forward" | "return";

export type LampState = "pass" | "drop" | "unknown" | "off";

export type LegRole = "listener" | "target" | "health";

export type Part = "source" | "destination";

export interface PropsOf {
  internet: InternetProps;
  scope: Scope;
  vpc: VPC;
  subnet: Subnet;
  routeTable: RouteTable;
  networkAcl: NetworkACL;
  securityGroup: SecurityGroup;
  internetGateway: InternetGateway;
  natGateway: NATGateway;
  elasticIp: ElasticIP;
  instance: Instance;
  networkInterface: NetworkInterface;
  loadBalancer: LoadBalancer;
  targetGroup: TargetGroup;
  client: Client;
}

export interface Del {
  op: "del";
  section: Section;
  id: string;
}

export interface Move {
  op: "move";
  id: string;
  parent: string;
  view?: string;
  place?: Place;
}

export interface Patch {
  op: "patch";
  section: Section;
  id: string;
  path: string;
  value: unknown;
}

export interface Put {
  op: "put";
  section: Section;
  id: string;
  value: unknown;
}

export type Op = Del | Move | Patch | Put;

export interface Consequence {
  kind: "consequence";
}

export interface Trace {
  kind: "trace";
  from: End;
  to: End;
  service: Service;
  family?: string;
}

export interface Why {
  kind: "why";
  flow: string;
}

export type Question = Consequence | Trace | Why;

export interface Changes {
  kind: "changes";
  added: readonly Finding[];
  removed: readonly string[];
  flows: Rows<FlowVerdict>;
  subnets: Rows<SubnetFacts>;
}

export interface Explained {
  kind: "explained";
  explanations: readonly Explanation[];
}

export interface Failed {
  kind: "failed";
  code: string;
  detail: string;
}

export type Result = Changes | Explained | Failed;

export interface Ask {
  type: "ask";
  id: number;
  rev: number;
  ops?: readonly Op[];
  question: Question;
}

export interface Edit {
  type: "edit";
  seq: number;
  base: number;
  label: string;
  ops: readonly Op[];
}

export interface Hello {
  type: "hello";
  proto: number;
  schema: number;
  doc: string;
  actor: string;
  since?: Since;
}

export type ClientMessage = Ask | Edit | Hello;

export interface Analysis {
  type: "analysis";
  rev: number;
  base: number | null;
  added: readonly Finding[];
  removed: readonly string[];
  flows: Rows<FlowVerdict>;
  subnets: Rows<SubnetFacts>;
}

export interface Answer {
  type: "answer";
  id: number;
  rev: number;
  result: Result;
}

export interface Bye {
  type: "bye";
  reason: ByeReason;
  retryAfter: number;
  detail?: string;
}

export interface Commit {
  type: "commit";
  rev: number;
  actor: string;
  seq: number;
  ops?: readonly Op[];
  replace?: boolean;
}

export interface Reject {
  type: "reject";
  seq: number;
  code: string;
  element: string;
  property: string;
  text: Words;
  rev: number;
}

export interface Welcome {
  type: "welcome";
  epoch: string;
  rev: number;
  actor: string;
  role: Role;
  lastSeq: number;
  limits: Limits;
  commits?: readonly Commit[];
  fetch?: boolean;
}

export type ServerMessage = Analysis | Answer | Bye | Commit | Reject | Welcome;

export type InternetProps = { readonly [none: string]: never };

export interface Scope {
  account: string;
  region: string;
  partition: string;
}

export interface VPC {
  cidr: string;
  secondaryCidrs: Rows<VPCBlock>;
  mainRouteTable?: Ref;
  enableDnsSupport: boolean;
  enableDnsHostnames: boolean;
}

export interface Subnet {
  cidr: string;
  availabilityZone: string;
  routeTable?: Ref;
  networkAcl?: Ref;
  mapPublicIpOnLaunch: boolean;
}

export interface RouteTable {
  routes: Rows<Route>;
}

export interface NetworkACL {
  ingress: Rows<ACLEntry>;
  egress: Rows<ACLEntry>;
}

export interface SecurityGroup {
  description: string;
  ingress: Rows<SecurityRule>;
  egress: Rows<SecurityRule>;
}

export interface InternetGateway {
  vpc?: Ref;
}

export interface NATGateway {
  interfaces: Rows<Interface>;
  connectivity: string;
}

export type ElasticIP = { readonly [none: string]: never };

export interface Instance {
  interfaces: Rows<Interface>;
  instanceType: string;
  imageId: string;
  keyName: string;
  state: string;
}

export interface NetworkInterface {
  interfaces: Rows<Interface>;
  description: string;
}

export interface LoadBalancer {
  type: string;
  scheme: string;
  subnets: Rows<BalancedZone>;
  securityGroups: SetOf;
  listeners: Rows<Listener>;
}

export interface TargetGroup {
  protocol: string;
  port: number;
  targetType: string;
  targets: Rows<Target>;
  healthCheckProtocol: string;
  healthCheckPort: number;
  healthCheckPath: string;
}

export interface Client {
  cidr: string;
}

export interface Design {
  schema: number;
  name: string;
  resources: Rows<Resource>;
  flows: Rows<Flow>;
  suppressions: Rows<Suppression>;
  notes: Rows<Note>;
  views: Rows<View>;
}

export interface Origin {
  source: string;
  id: string;
  account?: string;
  region?: string;
  stack?: string;
}

export interface Gone {
  kind: KindName;
  name: string;
}

export interface External {
  awsId: string;
  account?: string;
  region?: string;
}

export interface Kind {
  name: KindName;
  title: Words;
  parents: readonly KindName[];
  defaults: unknown;
  fields: readonly Field[];
  awsPrefix: string;
  width: number;
  height: number;
  container: boolean;
  hidden: boolean;
}

export interface Rule {
  code: string;
  severity: Severity;
  doc: Words;
}

export interface Fault {
  code: string;
  element: string;
  property: string;
  args: { [name: string]: string };
}

export interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
  folded?: boolean;
}

export interface End {
  ref?: Ref;
  interface?: string;
  cidr?: string;
  service?: string;
  region?: string;
}

export interface Service {
  protocol: string;
  ports?: string;
  types?: string;
}

export interface Finding {
  key: string;
  code: string;
  severity: Severity;
  element: string;
  row?: string;
  text: Words;
  fix?: Fix;
  suppression?: string;
}

export interface FlowVerdict {
  fate: Fate;
  outcome: Outcome;
  reasons: number;
}

export interface SubnetFacts {
  public: boolean;
}

export interface Explanation {
  fate: Fate;
  outcome?: Outcome;
  from: string;
  to: string;
  service: string;
  sourcePorts: string;
  path: readonly Hop[];
  returnPath: readonly Hop[];
  lamps: readonly Lamp[];
  reasons: readonly Reason[];
  legs?: readonly Leg[];
}

export interface Since {
  epoch: string;
  rev: number;
}

export interface Limits {
  frame: number;
  ops: number;
  editsPerSecond: number;
  burst: number;
  label: number;
}

export interface VPCBlock {
  cidr: string;
}

export interface Route {
  destination: string;
  target?: Ref;
  interface?: string;
}

export interface ACLEntry {
  ruleNumber: number;
  action: string;
  protocol: string;
  ports?: string;
  types?: string;
  cidr: string;
}

export interface SecurityRule {
  protocol: string;
  ports?: string;
  types?: string;
  cidr?: string;
  group?: Ref;
  description?: string;
}

export interface Interface {
  subnet?: Ref;
  addresses: SetOf;
  public: Ref;
  groups: SetOf;
  sourceDestCheck: boolean;
}

export interface BalancedZone {
  subnet?: Ref;
}

export interface Listener {
  protocol: string;
  port: number;
  targetGroup?: Ref;
}

export interface Target {
  target?: Ref;
  interface?: string;
  port?: number;
}

export interface Flow {
  from: End;
  to: End;
  services: Rows<Service>;
  family: string;
  expect: string;
  via?: Ref;
  why: string;
}

export interface Suppression {
  code: string;
  element: string;
  row?: string;
  reason: string;
  by: string;
  until?: string;
}

export interface Note {
  text: string;
  attached?: Ref;
}

export interface View {
  title: string;
  places: Rows<Place>;
}

export interface Field {
  name: string;
  label: Words;
  help?: Words;
  type: FieldType;
  options?: readonly Option[];
  refs?: readonly KindName[];
  fields?: readonly Field[];
  min?: number;
  max?: number;
  hidden?: boolean;
}

export interface Fix {
  title: Words;
  ops: readonly Op[];
}

export interface Hop {
  resource: string;
  kind: KindName;
  row?: string;
  decision: string;
  text: Words;
  rewrite?: Rewrite;
}

export interface Lamp {
  filter: string;
  resource?: string;
  state: LampState;
}

export interface Reason {
  code: string;
  resource: string;
  row?: string;
  direction: Direction;
  text: Words;
  fix?: Fix;
}

export interface Leg {
  role: LegRole;
  fate: Fate;
  outcome?: Outcome;
  from: string;
  to: string;
  service: string;
  sourcePorts: string;
  path: readonly Hop[];
  returnPath: readonly Hop[];
  lamps: readonly Lamp[];
  reasons: readonly Reason[];
  legs?: readonly Leg[];
}

export interface Option {
  value: string;
  label: Words;
}

export interface Rewrite {
  of: Part;
  before: string;
  after: string;
}

export const kinds: readonly Kind[] = [
  {
    name: "internet",
    title: {
      en: "Internet",
      ja: "インターネット",
    },
    parents: [],
    defaults: {},
    fields: [],
    awsPrefix: "",
    width: 72,
    height: 72,
    container: false,
    hidden: false,
  },
  {
    name: "scope",
    title: {
      en: "Account and region",
      ja: "アカウントとリージョン",
    },
    parents: [],
    defaults: {
      account: "",
      region: "us-east-1",
      partition: "aws",
    },
    fields: [
      {
        name: "account",
        label: {
          en: "Account",
          ja: "アカウント",
        },
        help: {
          en: "Twelve digits; empty while it does not matter.",
          ja: "12 桁の数字。決まっていなければ空欄。",
        },
        type: "text",
      },
      {
        name: "region",
        label: {
          en: "Region",
          ja: "リージョン",
        },
        help: {
          en: "For example ap-northeast-1.",
          ja: "例: ap-northeast-1",
        },
        type: "text",
      },
      {
        name: "partition",
        label: {
          en: "Partition",
          ja: "パーティション",
        },
        type: "enum",
        options: [
          {
            value: "aws",
            label: {
              en: "AWS",
              ja: "AWS",
            },
          },
          {
            value: "aws-cn",
            label: {
              en: "AWS China",
              ja: "AWS 中国",
            },
          },
          {
            value: "aws-us-gov",
            label: {
              en: "AWS GovCloud (US)",
              ja: "AWS GovCloud (US)",
            },
          },
        ],
      },
    ],
    awsPrefix: "",
    width: 960,
    height: 640,
    container: true,
    hidden: false,
  },
  {
    name: "vpc",
    title: {
      en: "VPC",
      ja: "VPC",
    },
    parents: ["scope"],
    defaults: {
      cidr: "",
      secondaryCidrs: {},
      enableDnsSupport: true,
      enableDnsHostnames: true,
    },
    fields: [
      {
        name: "cidr",
        label: {
          en: "IPv4 block",
          ja: "IPv4 ブロック",
        },
        help: {
          en: "From /16 to /28, for example 10.0.0.0/16.",
          ja: "/16 から /28。例: 10.0.0.0/16",
        },
        type: "cidr",
      },
      {
        name: "secondaryCidrs",
        label: {
          en: "Further blocks",
          ja: "追加のブロック",
        },
        type: "rows",
        fields: [
          {
            name: "cidr",
            label: {
              en: "Block",
              ja: "ブロック",
            },
            type: "cidr",
          },
        ],
      },
      {
        name: "mainRouteTable",
        label: {
          en: "Main route table",
          ja: "メインルートテーブル",
        },
        help: {
          en: "Serves every subnet without a table of its own.",
          ja: "個別のルートテーブルがないサブネットに使われます。",
        },
        type: "ref",
        refs: ["routeTable"],
      },
      {
        name: "enableDnsSupport",
        label: {
          en: "DNS resolution",
          ja: "DNS 解決",
        },
        type: "bool",
      },
      {
        name: "enableDnsHostnames",
        label: {
          en: "DNS hostnames",
          ja: "DNS ホスト名",
        },
        type: "bool",
      },
    ],
    awsPrefix: "vpc-",
    width: 640,
    height: 400,
    container: true,
    hidden: false,
  },
  {
    name: "subnet",
    title: {
      en: "Subnet",
      ja: "サブネット",
    },
    parents: ["vpc"],
    defaults: {
      cidr: "",
      availabilityZone: "",
      mapPublicIpOnLaunch: false,
    },
    fields: [
      {
        name: "cidr",
        label: {
          en: "IPv4 block",
          ja: "IPv4 ブロック",
        },
        help: {
          en: "Inside the VPC's blocks; AWS keeps five addresses.",
          ja: "VPC のブロック内。AWS が 5 個のアドレスを予約します。",
        },
        type: "cidr",
      },
      {
        name: "availabilityZone",
        label: {
          en: "Availability Zone",
          ja: "アベイラビリティーゾーン",
        },
        help: {
          en: "For example ap-northeast-1a.",
          ja: "例: ap-northeast-1a",
        },
        type: "text",
      },
      {
        name: "routeTable",
        label: {
          en: "Route table",
          ja: "ルートテーブル",
        },
        help: {
          en: "Empty: the VPC's main route table.",
          ja: "空欄なら VPC のメインルートテーブル。",
        },
        type: "ref",
        refs: ["routeTable"],
      },
      {
        name: "networkAcl",
        label: {
          en: "Network ACL",
          ja: "ネットワーク ACL",
        },
        help: {
          en: "Empty: the VPC's default network ACL.",
          ja: "空欄なら VPC のデフォルトネットワーク ACL。",
        },
        type: "ref",
        refs: ["networkAcl"],
      },
      {
        name: "mapPublicIpOnLaunch",
        label: {
          en: "Auto-assign public IPv4",
          ja: "パブリック IPv4 の自動割り当て",
        },
        type: "bool",
      },
    ],
    awsPrefix: "subnet-",
    width: 240,
    height: 200,
    container: true,
    hidden: false,
  },
  {
    name: "routeTable",
    title: {
      en: "Route table",
      ja: "ルートテーブル",
    },
    parents: ["vpc"],
    defaults: {
      routes: {},
    },
    fields: [
      {
        name: "routes",
        label: {
          en: "Routes",
          ja: "ルート",
        },
        type: "rows",
        fields: [
          {
            name: "destination",
            label: {
              en: "Destination",
              ja: "送信先",
            },
            type: "cidr",
          },
          {
            name: "target",
            label: {
              en: "Target",
              ja: "ターゲット",
            },
            type: "ref",
            refs: ["internetGateway", "natGateway", "instance", "networkInterface"],
          },
          {
            name: "interface",
            label: {
              en: "Interface",
              ja: "インターフェイス",
            },
            type: "text",
          },
        ],
      },
    ],
    awsPrefix: "rtb-",
    width: 0,
    height: 0,
    container: false,
    hidden: true,
  },
  {
    name: "networkAcl",
    title: {
      en: "Network ACL",
      ja: "ネットワーク ACL",
    },
    parents: ["vpc"],
    defaults: {
      ingress: {},
      egress: {},
    },
    fields: [
      {
        name: "ingress",
        label: {
          en: "Inbound entries",
          ja: "インバウンドルール",
        },
        type: "rows",
        fields: [
          {
            name: "ruleNumber",
            label: {
              en: "Rule",
              ja: "ルール番号",
            },
            type: "int",
            min: 1,
            max: 32766,
          },
          {
            name: "action",
            label: {
              en: "Action",
              ja: "許可/拒否",
            },
            type: "enum",
            options: [
              {
                value: "allow",
                label: {
                  en: "Allow",
                  ja: "許可",
                },
              },
              {
                value: "deny",
                label: {
                  en: "Deny",
                  ja: "拒否",
                },
              },
            ],
          },
          {
            name: "protocol",
            label: {
              en: "Protocol",
              ja: "プロトコル",
            },
            type: "protocol",
          },
          {
            name: "ports",
            label: {
              en: "Ports",
              ja: "ポート",
            },
            help: {
              en: "Empty: all.",
              ja: "空欄ならすべて。",
            },
            type: "ports",
          },
          {
            name: "types",
            label: {
              en: "ICMP type",
              ja: "ICMP タイプ",
            },
            type: "types",
          },
          {
            name: "cidr",
            label: {
              en: "Source",
              ja: "送信元",
            },
            type: "cidr",
          },
        ],
      },
      {
        name: "egress",
        label: {
          en: "Outbound entries",
          ja: "アウトバウンドルール",
        },
        type: "rows",
        fields: [
          {
            name: "ruleNumber",
            label: {
              en: "Rule",
              ja: "ルール番号",
            },
            type: "int",
            min: 1,
            max: 32766,
          },
          {
            name: "action",
            label: {
              en: "Action",
              ja: "許可/拒否",
            },
            type: "enum",
            options: [
              {
                value: "allow",
                label: {
                  en: "Allow",
                  ja: "許可",
                },
              },
              {
                value: "deny",
                label: {
                  en: "Deny",
                  ja: "拒否",
                },
              },
            ],
          },
          {
            name: "protocol",
            label: {
              en: "Protocol",
              ja: "プロトコル",
            },
            type: "protocol",
          },
          {
            name: "ports",
            label: {
              en: "Ports",
              ja: "ポート",
            },
            help: {
              en: "Empty: all.",
              ja: "空欄ならすべて。",
            },
            type: "ports",
          },
          {
            name: "types",
            label: {
              en: "ICMP type",
              ja: "ICMP タイプ",
            },
            type: "types",
          },
          {
            name: "cidr",
            label: {
              en: "Destination",
              ja: "送信先",
            },
            type: "cidr",
          },
        ],
      },
    ],
    awsPrefix: "acl-",
    width: 0,
    height: 0,
    container: false,
    hidden: true,
  },
  {
    name: "securityGroup",
    title: {
      en: "Security group",
      ja: "セキュリティグループ",
    },
    parents: ["vpc"],
    defaults: {
      description: "",
      ingress: {},
      egress: {
        all: {
          protocol: "all",
          cidr: "0.0.0.0/0",
        },
      },
    },
    fields: [
      {
        name: "description",
        label: {
          en: "Description",
          ja: "説明",
        },
        type: "text",
      },
      {
        name: "ingress",
        label: {
          en: "Inbound rules",
          ja: "インバウンドルール",
        },
        type: "rows",
        fields: [
          {
            name: "protocol",
            label: {
              en: "Protocol",
              ja: "プロトコル",
            },
            type: "protocol",
          },
          {
            name: "ports",
            label: {
              en: "Ports",
              ja: "ポート",
            },
            help: {
              en: "Empty: all.",
              ja: "空欄ならすべて。",
            },
            type: "ports",
          },
          {
            name: "types",
            label: {
              en: "ICMP type",
              ja: "ICMP タイプ",
            },
            type: "types",
          },
          {
            name: "cidr",
            label: {
              en: "Source",
              ja: "送信元",
            },
            type: "cidr",
          },
          {
            name: "group",
            label: {
              en: "or group",
              ja: "またはグループ",
            },
            type: "ref",
            refs: ["securityGroup"],
          },
          {
            name: "description",
            label: {
              en: "Description",
              ja: "説明",
            },
            type: "text",
          },
        ],
      },
      {
        name: "egress",
        label: {
          en: "Outbound rules",
          ja: "アウトバウンドルール",
        },
        type: "rows",
        fields: [
          {
            name: "protocol",
            label: {
              en: "Protocol",
              ja: "プロトコル",
            },
            type: "protocol",
          },
          {
            name: "ports",
            label: {
              en: "Ports",
              ja: "ポート",
            },
            help: {
              en: "Empty: all.",
              ja: "空欄ならすべて。",
            },
            type: "ports",
          },
          {
            name: "types",
            label: {
              en: "ICMP type",
              ja: "ICMP タイプ",
            },
            type: "types",
          },
          {
            name: "cidr",
            label: {
              en: "Destination",
              ja: "送信先",
            },
            type: "cidr",
          },
          {
            name: "group",
            label: {
              en: "or group",
              ja: "またはグループ",
            },
            type: "ref",
            refs: ["securityGroup"],
          },
          {
            name: "description",
            label: {
              en: "Description",
              ja: "説明",
            },
            type: "text",
          },
        ],
      },
    ],
    awsPrefix: "sg-",
    width: 0,
    height: 0,
    container: false,
    hidden: true,
  },
  {
    name: "internetGateway",
    title: {
      en: "Internet gateway",
      ja: "インターネットゲートウェイ",
    },
    parents: ["scope"],
    defaults: {},
    fields: [
      {
        name: "vpc",
        label: {
          en: "Attached to",
          ja: "アタッチ先",
        },
        help: {
          en: "A gateway that is not attached carries nothing.",
          ja: "アタッチされていないゲートウェイは何も通しません。",
        },
        type: "ref",
        refs: ["vpc"],
      },
    ],
    awsPrefix: "igw-",
    width: 56,
    height: 56,
    container: false,
    hidden: false,
  },
  {
    name: "natGateway",
    title: {
      en: "NAT gateway",
      ja: "NAT ゲートウェイ",
    },
    parents: ["subnet"],
    defaults: {
      interfaces: {
        eth0: {
          addresses: {},
          public: "auto",
          groups: {},
          sourceDestCheck: true,
        },
      },
      connectivity: "public",
    },
    fields: [
      {
        name: "interfaces",
        label: {
          en: "Network interfaces",
          ja: "ネットワークインターフェイス",
        },
        type: "rows",
        fields: [
          {
            name: "subnet",
            label: {
              en: "Subnet",
              ja: "サブネット",
            },
            type: "ref",
            refs: ["subnet"],
          },
          {
            name: "addresses",
            label: {
              en: "Private addresses",
              ja: "プライベートアドレス",
            },
            help: {
              en: "Empty: AWS picks one in the subnet.",
              ja: "空欄なら AWS がサブネット内から選びます。",
            },
            type: "addresses",
          },
          {
            name: "public",
            label: {
              en: "Public address",
              ja: "パブリックアドレス",
            },
            type: "ref",
            options: [
              {
                value: "none",
                label: {
                  en: "None",
                  ja: "なし",
                },
              },
              {
                value: "auto",
                label: {
                  en: "Automatic",
                  ja: "自動",
                },
              },
            ],
            refs: ["elasticIp"],
          },
          {
            name: "groups",
            label: {
              en: "Security groups",
              ja: "セキュリティグループ",
            },
            help: {
              en: "Empty: the VPC's default group.",
              ja: "空欄なら VPC のデフォルトグループ。",
            },
            type: "set",
            refs: ["securityGroup"],
            hidden: true,
          },
          {
            name: "sourceDestCheck",
            label: {
              en: "Source/destination check",
              ja: "送信元/送信先チェック",
            },
            type: "bool",
            hidden: true,
          },
        ],
      },
      {
        name: "connectivity",
        label: {
          en: "Connectivity",
          ja: "接続タイプ",
        },
        help: {
          en: "Public: out to the internet, with an Elastic IP. Private: to other networks only.",
          ja: "パブリックは Elastic IP を使ってインターネットへ、プライベートは他のネットワークへだけ出ます。",
        },
        type: "enum",
        options: [
          {
            value: "public",
            label: {
              en: "Public",
              ja: "パブリック",
            },
          },
          {
            value: "private",
            label: {
              en: "Private",
              ja: "プライベート",
            },
          },
        ],
      },
    ],
    awsPrefix: "nat-",
    width: 88,
    height: 72,
    container: false,
    hidden: false,
  },
  {
    name: "elasticIp",
    title: {
      en: "Elastic IP",
      ja: "Elastic IP",
    },
    parents: ["scope"],
    defaults: {},
    fields: [],
    awsPrefix: "eipalloc-",
    width: 0,
    height: 0,
    container: false,
    hidden: true,
  },
  {
    name: "instance",
    title: {
      en: "EC2 instance",
      ja: "EC2 インスタンス",
    },
    parents: ["subnet"],
    defaults: {
      interfaces: {},
      instanceType: "t3.micro",
      imageId: "",
      keyName: "",
      state: "running",
    },
    fields: [
      {
        name: "interfaces",
        label: {
          en: "Network interfaces",
          ja: "ネットワークインターフェイス",
        },
        type: "rows",
        fields: [
          {
            name: "subnet",
            label: {
              en: "Subnet",
              ja: "サブネット",
            },
            type: "ref",
            refs: ["subnet"],
          },
          {
            name: "addresses",
            label: {
              en: "Private addresses",
              ja: "プライベートアドレス",
            },
            help: {
              en: "Empty: AWS picks one in the subnet.",
              ja: "空欄なら AWS がサブネット内から選びます。",
            },
            type: "addresses",
          },
          {
            name: "public",
            label: {
              en: "Public address",
              ja: "パブリックアドレス",
            },
            type: "ref",
            options: [
              {
                value: "none",
                label: {
                  en: "None",
                  ja: "なし",
                },
              },
              {
                value: "auto",
                label: {
                  en: "Automatic",
                  ja: "自動",
                },
              },
            ],
            refs: ["elasticIp"],
          },
          {
            name: "groups",
            label: {
              en: "Security groups",
              ja: "セキュリティグループ",
            },
            help: {
              en: "Empty: the VPC's default group.",
              ja: "空欄なら VPC のデフォルトグループ。",
            },
            type: "set",
            refs: ["securityGroup"],
          },
          {
            name: "sourceDestCheck",
            label: {
              en: "Source/destination check",
              ja: "送信元/送信先チェック",
            },
            type: "bool",
          },
        ],
      },
      {
        name: "instanceType",
        label: {
          en: "Instance type",
          ja: "インスタンスタイプ",
        },
        type: "text",
      },
      {
        name: "imageId",
        label: {
          en: "AMI",
          ja: "AMI",
        },
        help: {
          en: "Empty: the newest Amazon Linux 2023.",
          ja: "空欄なら最新の Amazon Linux 2023。",
        },
        type: "text",
      },
      {
        name: "keyName",
        label: {
          en: "Key pair",
          ja: "キーペア",
        },
        type: "text",
      },
      {
        name: "state",
        label: {
          en: "State",
          ja: "状態",
        },
        type: "enum",
        options: [
          {
            value: "running",
            label: {
              en: "Running",
              ja: "実行中",
            },
          },
          {
            value: "stopped",
            label: {
              en: "Stopped",
              ja: "停止",
            },
          },
        ],
      },
    ],
    awsPrefix: "i-",
    width: 88,
    height: 72,
    container: false,
    hidden: false,
  },
  {
    name: "networkInterface",
    title: {
      en: "Network interface",
      ja: "ネットワークインターフェイス",
    },
    parents: ["subnet"],
    defaults: {
      interfaces: {
        eth0: {
          addresses: {},
          public: "none",
          groups: {},
          sourceDestCheck: true,
        },
      },
      description: "",
    },
    fields: [
      {
        name: "interfaces",
        label: {
          en: "Network interfaces",
          ja: "ネットワークインターフェイス",
        },
        type: "rows",
        fields: [
          {
            name: "subnet",
            label: {
              en: "Subnet",
              ja: "サブネット",
            },
            type: "ref",
            refs: ["subnet"],
          },
          {
            name: "addresses",
            label: {
              en: "Private addresses",
              ja: "プライベートアドレス",
            },
            help: {
              en: "Empty: AWS picks one in the subnet.",
              ja: "空欄なら AWS がサブネット内から選びます。",
            },
            type: "addresses",
          },
          {
            name: "public",
            label: {
              en: "Public address",
              ja: "パブリックアドレス",
            },
            type: "ref",
            options: [
              {
                value: "none",
                label: {
                  en: "None",
                  ja: "なし",
                },
              },
              {
                value: "auto",
                label: {
                  en: "Automatic",
                  ja: "自動",
                },
              },
            ],
            refs: ["elasticIp"],
          },
          {
            name: "groups",
            label: {
              en: "Security groups",
              ja: "セキュリティグループ",
            },
            help: {
              en: "Empty: the VPC's default group.",
              ja: "空欄なら VPC のデフォルトグループ。",
            },
            type: "set",
            refs: ["securityGroup"],
          },
          {
            name: "sourceDestCheck",
            label: {
              en: "Source/destination check",
              ja: "送信元/送信先チェック",
            },
            type: "bool",
          },
        ],
      },
      {
        name: "description",
        label: {
          en: "Description",
          ja: "説明",
        },
        type: "text",
      },
    ],
    awsPrefix: "eni-",
    width: 88,
    height: 72,
    container: false,
    hidden: false,
  },
  {
    name: "loadBalancer",
    title: {
      en: "Load balancer",
      ja: "ロードバランサー",
    },
    parents: ["vpc"],
    defaults: {
      type: "application",
      scheme: "internet-facing",
      subnets: {},
      securityGroups: {},
      listeners: {},
    },
    fields: [
      {
        name: "type",
        label: {
          en: "Type",
          ja: "タイプ",
        },
        type: "enum",
        options: [
          {
            value: "application",
            label: {
              en: "Application (ALB)",
              ja: "アプリケーション（ALB）",
            },
          },
          {
            value: "network",
            label: {
              en: "Network (NLB)",
              ja: "ネットワーク（NLB）",
            },
          },
        ],
      },
      {
        name: "scheme",
        label: {
          en: "Scheme",
          ja: "スキーム",
        },
        type: "enum",
        options: [
          {
            value: "internet-facing",
            label: {
              en: "Internet-facing",
              ja: "インターネット向け",
            },
          },
          {
            value: "internal",
            label: {
              en: "Internal",
              ja: "内部",
            },
          },
        ],
      },
      {
        name: "subnets",
        label: {
          en: "Subnets",
          ja: "サブネット",
        },
        help: {
          en: "At least two, in different Availability Zones.",
          ja: "異なるアベイラビリティゾーンに二つ以上。",
        },
        type: "rows",
        fields: [
          {
            name: "subnet",
            label: {
              en: "Subnet",
              ja: "サブネット",
            },
            type: "ref",
            refs: ["subnet"],
          },
        ],
      },
      {
        name: "securityGroups",
        label: {
          en: "Security groups",
          ja: "セキュリティグループ",
        },
        help: {
          en: "Empty: the VPC's default group.",
          ja: "空欄なら VPC のデフォルトグループ。",
        },
        type: "set",
        refs: ["securityGroup"],
      },
      {
        name: "listeners",
        label: {
          en: "Listeners",
          ja: "リスナー",
        },
        type: "rows",
        fields: [
          {
            name: "protocol",
            label: {
              en: "Protocol",
              ja: "プロトコル",
            },
            type: "enum",
            options: [
              {
                value: "HTTP",
                label: {
                  en: "HTTP",
                  ja: "HTTP",
                },
              },
              {
                value: "HTTPS",
                label: {
                  en: "HTTPS",
                  ja: "HTTPS",
                },
              },
            ],
          },
          {
            name: "port",
            label: {
              en: "Port",
              ja: "ポート",
            },
            type: "int",
            min: 1,
            max: 65535,
          },
          {
            name: "targetGroup",
            label: {
              en: "Target group",
              ja: "ターゲットグループ",
            },
            type: "ref",
            refs: ["targetGroup"],
          },
        ],
      },
    ],
    awsPrefix: "",
    width: 96,
    height: 72,
    container: false,
    hidden: false,
  },
  {
    name: "targetGroup",
    title: {
      en: "Target group",
      ja: "ターゲットグループ",
    },
    parents: ["vpc"],
    defaults: {
      protocol: "HTTP",
      port: 80,
      targetType: "instance",
      targets: {},
      healthCheckProtocol: "HTTP",
      healthCheckPort: 0,
      healthCheckPath: "/",
    },
    fields: [
      {
        name: "protocol",
        label: {
          en: "Protocol",
          ja: "プロトコル",
        },
        type: "enum",
        options: [
          {
            value: "HTTP",
            label: {
              en: "HTTP",
              ja: "HTTP",
            },
          },
          {
            value: "HTTPS",
            label: {
              en: "HTTPS",
              ja: "HTTPS",
            },
          },
        ],
      },
      {
        name: "port",
        label: {
          en: "Port",
          ja: "ポート",
        },
        type: "int",
        min: 1,
        max: 65535,
      },
      {
        name: "targetType",
        label: {
          en: "Target type",
          ja: "ターゲットタイプ",
        },
        type: "enum",
        options: [
          {
            value: "instance",
            label: {
              en: "Instances",
              ja: "インスタンス",
            },
          },
          {
            value: "ip",
            label: {
              en: "IP addresses",
              ja: "IP アドレス",
            },
          },
        ],
      },
      {
        name: "targets",
        label: {
          en: "Targets",
          ja: "ターゲット",
        },
        type: "rows",
        fields: [
          {
            name: "target",
            label: {
              en: "Target",
              ja: "ターゲット",
            },
            type: "ref",
            refs: ["instance", "networkInterface"],
          },
          {
            name: "interface",
            label: {
              en: "Interface",
              ja: "インターフェイス",
            },
            type: "text",
          },
          {
            name: "port",
            label: {
              en: "Port",
              ja: "ポート",
            },
            help: {
              en: "0: the group's.",
              ja: "0 ならターゲットグループのポート。",
            },
            type: "int",
            max: 65535,
          },
        ],
      },
      {
        name: "healthCheckProtocol",
        label: {
          en: "Health check protocol",
          ja: "ヘルスチェックのプロトコル",
        },
        type: "enum",
        options: [
          {
            value: "HTTP",
            label: {
              en: "HTTP",
              ja: "HTTP",
            },
          },
          {
            value: "HTTPS",
            label: {
              en: "HTTPS",
              ja: "HTTPS",
            },
          },
        ],
      },
      {
        name: "healthCheckPort",
        label: {
          en: "Health check port",
          ja: "ヘルスチェックのポート",
        },
        help: {
          en: "0: the port of the traffic.",
          ja: "0 ならトラフィックのポート。",
        },
        type: "int",
        max: 65535,
      },
      {
        name: "healthCheckPath",
        label: {
          en: "Health check path",
          ja: "ヘルスチェックのパス",
        },
        type: "text",
      },
    ],
    awsPrefix: "",
    width: 0,
    height: 0,
    container: false,
    hidden: true,
  },
  {
    name: "client",
    title: {
      en: "Client",
      ja: "クライアント",
    },
    parents: [],
    defaults: {
      cidr: "",
    },
    fields: [
      {
        name: "cidr",
        label: {
          en: "Public addresses",
          ja: "パブリックアドレス",
        },
        help: {
          en: "What the internet sees of it. Empty: anywhere on the internet.",
          ja: "インターネット側から見えるアドレス。空欄ならインターネットのどこか。",
        },
        type: "cidr",
      },
    ],
    awsPrefix: "",
    width: 88,
    height: 72,
    container: false,
    hidden: false,
  },
];

export const faultWords: Rows<Words> = {
  "bad-end": {
    en: "{element}: {property} must name exactly one of a resource, a block of addresses and a service",
    ja: "{element}: {property} はリソース、アドレスブロック、サービスのうち一つだけを指します",
  },
  "bad-id": {
    en: "{id} is not an id: a letter, then 9 to 15 small letters or digits (a VPC: 9 to 11)",
    ja: "{id} は ID として使えません。英小文字 1 字に英小文字か数字が 9〜15 字（VPC は 9〜11 字）続きます",
  },
  "bad-row-key": {
    en: "{element}: {key} is not a row key: 1 to 32 letters, digits, - or _",
    ja: "{element}: {key} は行のキーとして使えません。英数字と - _ で 1〜32 字です",
  },
  cycle: {
    en: "{element} cannot lie inside itself",
    ja: "{element} を自分自身の中には置けません",
  },
  "duplicate-key": {
    en: "the key {key} stands twice in one object",
    ja: "キー {key} が一つのオブジェクトに二度あります",
  },
  "fixed-property": {
    en: "{element}: {property} cannot be changed",
    ja: "{element}: {property} は変更できません",
  },
  "id-taken": {
    en: "the id {element} is taken",
    ja: "ID {element} は使われています",
  },
  "lone-surrogate": {
    en: "a text holds half of a character (a lone surrogate escape)",
    ja: "文字の半分だけ（孤立サロゲート）を含むテキストがあります",
  },
  "made-by-aws": {
    en: "{element} comes with its VPC and cannot be deleted",
    ja: "{element} は VPC と一緒に作られるもので、削除できません",
  },
  malformed: {
    en: "{element}: {property} cannot be read: {cause}",
    ja: "{element}: {property} を読み取れません: {cause}",
  },
  "newer-schema": {
    en: "the design has schema {schema}; this program reads up to {limit}: use a newer vpcanvas",
    ja: "設計のスキーマは {schema} ですが、このプログラムが読めるのは {limit} までです。新しい vpcanvas を使ってください",
  },
  "no-change-of-owner": {
    en: "{element}: parent is changed by moving",
    ja: "{element}: 親は移動で変更します",
  },
  "not-a-design": {
    en: "this is not a vpcanvas design: {cause}",
    ja: "vpcanvas の設計ではありません: {cause}",
  },
  "not-a-member": {
    en: "{element}: {property}.{value} must be true: it is a set",
    ja: "{element}: {property}.{value} は true でなければなりません（集合です）",
  },
  "not-an-address": {
    en: "{element}: {property} holds {value}, which is not an IP address",
    ja: "{element}: {property} の {value} は IP アドレスではありません",
  },
  "not-an-option": {
    en: "{element}: {property} is {value}; allowed are {allowed}",
    ja: "{element}: {property} の値 {value} は使えません。使えるのは {allowed} です",
  },
  "not-json": {
    en: "the design is not valid JSON: {cause}",
    ja: "設計が正しい JSON ではありません: {cause}",
  },
  "out-of-range": {
    en: "{element}: {property} is {value}; allowed are {min} to {max}",
    ja: "{element}: {property} の値 {value} は範囲外です（{min}〜{max}）",
  },
  reserved: {
    en: "{element} always exists and cannot be added, changed or deleted",
    ja: "{element} は常に存在し、追加・変更・削除できません",
  },
  "service-conflict": {
    en: "{element}: {property} has ports or types that its protocol does not carry",
    ja: "{element}: {property} のプロトコルにはポートまたはタイプがありません",
  },
  "text-too-long": {
    en: "{element}: {property} is longer than {limit} bytes",
    ja: "{element}: {property} が {limit} バイトを超えています",
  },
  "too-deep": {
    en: "the JSON nests deeper than {limit} levels",
    ja: "JSON の入れ子が {limit} 段を超えています",
  },
  "too-large": {
    en: "the design has {size} bytes; the limit is {limit}",
    ja: "設計が {size} バイトあります。上限は {limit} です",
  },
  "too-many-elements": {
    en: "a design holds at most {limit} elements; this one would have {size}",
    ja: "設計の要素は {limit} 個までです（この設計は {size} 個）",
  },
  "too-many-ops": {
    en: "an edit holds at most {limit} operations; this one has {size}",
    ja: "一つの編集の操作は {limit} 個までです（この編集は {size} 個）",
  },
  "unknown-element": {
    en: "{element} does not exist",
    ja: "{element} は存在しません",
  },
  "unknown-kind": {
    en: "{element}: there is no kind {kind}",
    ja: "{element}: 種類 {kind} はありません",
  },
  "unknown-op": {
    en: "there is no operation {op}",
    ja: "操作 {op} はありません",
  },
  "unknown-property": {
    en: "{element}: there is no property {property}",
    ja: "{element}: プロパティ {property} はありません",
  },
  "unknown-reference": {
    en: "{element}: {property} names {ref}, which does not exist",
    ja: "{element}: {property} が指す {ref} は存在しません",
  },
  "unknown-section": {
    en: "there is no section {section}",
    ja: "セクション {section} はありません",
  },
  "wrong-parent": {
    en: "{element}: a {kind} cannot lie in {parent}",
    ja: "{element}: {kind} は {parent} の中に置けません",
  },
  "wrong-reference": {
    en: "{element}: {property} names {ref}, a {kind}, which does not fit there",
    ja: "{element}: {property} が指す {ref} は {kind} で、ここには使えません",
  },
};

export const reasonWords: Rows<Words> = {
  ADDRESS_CONFLICT: {
    en: "{resource} and {detail} claim the same address",
    ja: "{resource} と {detail} が同じアドレスを使っています",
  },
  ADDRESS_UNKNOWN: {
    en: "it depends on the address that AWS will pick for {resource}: pin the address",
    ja: "AWS が {resource} に割り当てるアドレス次第です。アドレスを固定してください",
  },
  BAD_STATE: {
    en: "{resource} is stopped",
    ja: "{resource} は停止しています",
  },
  "BAD_STATE/detail": {
    en: "{resource} is attached to nothing, so nothing sends or receives there",
    ja: "{resource} はどこにもアタッチされていないため、送受信できません",
  },
  BAD_STATE_ROUTE: {
    en: "the route {row} of {resource} leads nowhere: {detail} is detached, stopped or deleted",
    ja: "{resource} のルート {row} の先がありません。{detail} がデタッチ、停止、または削除されています",
  },
  BLOCK_CONFLICT: {
    en: "the blocks of {resource} and {detail} overlap",
    ja: "{resource} と {detail} のブロックが重なっています",
  },
  DISCONNECTED_VPCS: {
    en: "nothing joins {resource} and {detail}",
    ja: "{resource} と {detail} をつなぐものがありません",
  },
  DNS_SUPPORT_OFF: {
    en: "{resource} has DNS resolution switched off",
    ja: "{resource} の DNS 解決が無効です",
  },
  ELBV2_LISTENERS_MISMATCH: {
    en: "{resource} has no listener for {service}",
    ja: "{resource} に {service} のリスナーがありません",
  },
  ELBV2_LISTENER_HAS_NO_TG: {
    en: "the listener of {resource} on port {detail} has no target group",
    ja: "{resource} のポート {detail} のリスナーにターゲットグループがありません",
  },
  ELBV2_NO_TARGETS_IN_AZ: {
    en: "the target group {resource} has no target that could be asked",
    ja: "ターゲットグループ {resource} に、転送できるターゲットがありません",
  },
  ELB_INSTALLED_AZ_RESTRICTION: {
    en: "{resource} has no subnet in {detail}, so the target there gets nothing",
    ja: "{resource} は {detail} にサブネットがないため、そのゾーンのターゲットには転送されません",
  },
  ELB_ZONES: {
    en: "AWS would refuse {resource}: a load balancer needs subnets in at least two zones, one in each",
    ja: "{resource} は AWS に拒否されます。ロードバランサーには、二つ以上のゾーンに一つずつサブネットが必要です",
  },
  EMPTY_GROUP: {
    en: "{detail} stands for nothing that could send or receive",
    ja: "{detail} には、送受信できるものが一つもありません",
  },
  ENI_ADDRESS_RESTRICTION: {
    en: "{resource} has no address that AWS would accept in its subnet",
    ja: "{resource} には、サブネット内で AWS が受け付けるアドレスがありません",
  },
  "ENI_ADDRESS_RESTRICTION/detail": {
    en: "{resource} has no {detail} address",
    ja: "{resource} には {detail} アドレスがありません",
  },
  "ENI_SG_RULES_MISMATCH/in": {
    en: "no inbound rule of {resource} admits {service} from {from}",
    ja: "{resource} のインバウンドルールに、{from} からの {service} を許可するものがありません",
  },
  "ENI_SG_RULES_MISMATCH/out": {
    en: "no outbound rule of {resource} admits {service} to {to}",
    ja: "{resource} のアウトバウンドルールに、{to} への {service} を許可するものがありません",
  },
  ENI_SOURCE_DEST_CHECK_RESTRICTION: {
    en: "{resource} forwards nothing: its source/destination check is on",
    ja: "{resource} は送信元/送信先チェックが有効なため、転送しません",
  },
  ENTRY_CONFLICT: {
    en: "{resource} has two entries with one number ({row})",
    ja: "{resource} に同じ番号のルールが二つあります（{row}）",
  },
  GATEWAY_CONFLICT: {
    en: "{resource} has two internet gateways; AWS attaches one",
    ja: "{resource} にインターネットゲートウェイが二つあります。AWS でアタッチできるのは一つです",
  },
  GATEWAY_REJECTS_SPOOFED_TRAFFIC: {
    en: "the gateway refuses {detail} from outside: it is an address of the VPC itself",
    ja: "{detail} は VPC 自身のアドレスなので、外からの通信はゲートウェイで拒否されます",
  },
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS: {
    en: "the internet gateway refuses the private destination {detail}",
    ja: "インターネットゲートウェイは、プライベートアドレス {detail} 宛てを受け付けません",
  },
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS: {
    en: "the internet gateway refuses the shared destination {detail}",
    ja: "インターネットゲートウェイは、共有アドレス {detail} 宛てを受け付けません",
  },
  IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS: {
    en: "{resource} has no public address that the internet could name",
    ja: "{resource} には、インターネットから指定できるパブリックアドレスがありません",
  },
  IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS: {
    en: "{resource} has no public address, so the internet gateway drops what it sends",
    ja: "{resource} にパブリックアドレスがないため、送信したものはインターネットゲートウェイで破棄されます",
  },
  IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS: {
    en: "the internet gateway refuses the private source {detail}",
    ja: "インターネットゲートウェイは、プライベートアドレス {detail} からの通信を受け付けません",
  },
  IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS: {
    en: "the internet gateway refuses the shared source {detail}",
    ja: "インターネットゲートウェイは、共有アドレス {detail} からの通信を受け付けません",
  },
  NAT_INBOUND: {
    en: "the NAT gateway {resource} passes on only what is started behind it",
    ja: "NAT ゲートウェイ {resource} が通すのは、その内側から始めた通信だけです",
  },
  "NAT_INBOUND/reply": {
    en: "the reply is lost: its route leads to the NAT gateway {resource}, which passes on only what is started behind it",
    ja: "応答が失われます。ルートの先の NAT ゲートウェイ {resource} が通すのは、その内側から始めた通信だけです",
  },
  NAT_LOOP: {
    en: "the route {row} of {resource} leads the NAT gateway {detail} back to itself: it needs a subnet that leads to an internet gateway",
    ja: "{resource} のルート {row} は、NAT ゲートウェイ {detail} 自身に戻ります。インターネットゲートウェイにつながるサブネットに置いてください",
  },
  NO_PATH: {
    en: "{resource} has no internet gateway",
    ja: "{resource} にインターネットゲートウェイがありません",
  },
  NO_POSSIBLE_DESTINATION: {
    en: "in {resource} nobody has that address",
    ja: "{resource} にそのアドレスを持つものがありません",
  },
  NO_ROUTE_TO_DESTINATION: {
    en: "the route table {resource} has no route to {to}",
    ja: "ルートテーブル {resource} に {to} へのルートがありません",
  },
  "NO_ROUTE_TO_DESTINATION/reply": {
    en: "the reply is lost: the route table {resource} has no route back to {from}",
    ja: "応答が失われます。ルートテーブル {resource} に {from} へ戻るルートがありません",
  },
  NO_SOURCE_OR_DESTINATION: {
    en: "{resource} is in no subnet",
    ja: "{resource} はどのサブネットにもありません",
  },
  "NO_SOURCE_OR_DESTINATION/detail": {
    en: "{resource} lies in {detail}, whose block AWS would refuse",
    ja: "{resource} のある {detail} のブロックは、AWS に拒否されます",
  },
  "NO_SOURCE_OR_DESTINATION/outside": {
    en: "neither {from} nor {to} is in this design",
    ja: "{from} も {to} もこの設計にありません",
  },
  PROTOCOL_RESTRICTION: {
    en: "the NAT gateway {resource} translates TCP, UDP and ICMP only",
    ja: "NAT ゲートウェイ {resource} が変換するのは TCP・UDP・ICMP だけです",
  },
  ROUTE_CONFLICT: {
    en: "{resource} has two routes to {row}",
    ja: "{resource} に {row} へのルートが二つあります",
  },
  "SG_HAS_NO_RULES/in": {
    en: "{resource} has no inbound rule at all, so nothing gets in",
    ja: "{resource} にはインバウンドルールが一つもないため、何も入れません",
  },
  "SG_HAS_NO_RULES/out": {
    en: "{resource} has no outbound rule at all, so nothing may be started from there",
    ja: "{resource} にはアウトバウンドルールが一つもないため、そこから通信を始められません",
  },
  "SUBNET_ACL_RESTRICTION/in": {
    en: "the network ACL {resource} denies {service} on its way into the subnet (rule {row})",
    ja: "ネットワーク ACL {resource} が、サブネットに入る {service} を拒否しています（ルール {row}）",
  },
  "SUBNET_ACL_RESTRICTION/out": {
    en: "the network ACL {resource} denies {service} on its way out of the subnet (rule {row})",
    ja: "ネットワーク ACL {resource} が、サブネットから出る {service} を拒否しています（ルール {row}）",
  },
  "SUBNET_ACL_RESTRICTION/reply/in": {
    en: "the network ACL {resource} denies the reply to {service} on its way back into the subnet (rule {row}): replies come to the client's own port",
    ja: "ネットワーク ACL {resource} が、サブネットに戻る {service} の応答を拒否しています（ルール {row}）。応答はクライアント側のポートに届きます",
  },
  "SUBNET_ACL_RESTRICTION/reply/out": {
    en: "the network ACL {resource} denies the reply to {service} on its way out of the subnet (rule {row}): replies go to the client's own port",
    ja: "ネットワーク ACL {resource} が、サブネットから出る {service} の応答を拒否しています（ルール {row}）。応答はクライアント側のポートに戻ります",
  },
  TARGET_ADDRESS_RESTRICTION: {
    en: "{resource} asks its targets only, and {to} is none",
    ja: "{resource} が通信を始める相手はターゲットだけで、{to} はターゲットではありません",
  },
  TARGET_PORT_RESTRICTION: {
    en: "{resource} asks that target on port {detail} only",
    ja: "{resource} がこのターゲットに接続するポートは {detail} だけです",
  },
  TOO_MANY_CASES: {
    en: "the question has too many cases to try them all",
    ja: "場合の数が多すぎて、すべてを調べられません",
  },
  UNASSOCIATED_COMPONENT: {
    en: "the internet gateway {resource} is not attached to {detail}",
    ja: "インターネットゲートウェイ {resource} が {detail} にアタッチされていません",
  },
  UNKNOWN_RESOURCE: {
    en: "{resource} has no block of addresses yet",
    ja: "{resource} のアドレスブロックがまだありません",
  },
  "UNKNOWN_RESOURCE/detail": {
    en: "{detail} lies outside the design, so nothing is known of it",
    ja: "{detail} は設計の外にあるため、何も分かりません",
  },
  UNSUPPORTED_COMPONENT: {
    en: "what {resource} does with the traffic is not modelled",
    ja: "{resource} が通信をどう扱うかはモデル化されていません",
  },
};

export const findingWords: Rows<Words> = {
  "address-duplicate": {
    en: "{element}: {address} belongs to {other} already",
    ja: "{element}: {address} はすでに {other} のものです",
  },
  "address-reserved": {
    en: "{element}: {address} cannot be assigned in {subnet}",
    ja: "{element}: {address} は {subnet} で割り当てられません",
  },
  "cidr-outside-parent": {
    en: "{element}: {cidr} lies outside the blocks of {vpc}",
    ja: "{element}: {cidr} は {vpc} のブロックの外にあります",
  },
  "cidr-overlap": {
    en: "{element}: {cidr} overlaps {other}",
    ja: "{element}: {cidr} が {other} と重なっています",
  },
  "cidr-size": {
    en: "{element}: AWS refuses the block {cidr}; allowed are /16 to /28",
    ja: "{element}: ブロック {cidr} は AWS に拒否されます。使えるのは /16〜/28 です",
  },
  "flow-end-empty": {
    en: "the arrow cannot be judged: {end} stands for nothing that could send or receive",
    ja: "矢印を判定できません。{end} には、送受信できるものが一つもありません",
  },
  "gateway-attached-not-routed": {
    en: "{element} is attached to {vpc}, but no route table leads to it",
    ja: "{element} は {vpc} にアタッチされていますが、そこへのルートがありません",
  },
  "public-instance-without-public-address": {
    en: "{element} is in the public subnet {subnet} but has no public address",
    ja: "{element} はパブリックサブネット {subnet} にありますが、パブリックアドレスがありません",
  },
};

export const rules: readonly Rule[] = [
  {
    code: "cidr-size",
    severity: "error",
    doc: {
      en: "AWS accepts IPv4 blocks from /16 (65,536 addresses) to /28 (16 addresses) for a VPC and for a subnet. What lies in a block of another size counts as absent.",
      ja: "VPC とサブネットの IPv4 ブロックとして AWS が受け付けるのは /16（65,536 個）から /28（16 個）までです。それ以外の大きさのブロックにあるものは、存在しないものとして扱います。",
    },
  },
  {
    code: "cidr-outside-parent",
    severity: "error",
    doc: {
      en: "The block of a subnet must lie inside one block of its VPC. AWS refuses any other, so nothing in such a subnet can work.",
      ja: "サブネットのブロックは、VPC のブロックの一つに収まっている必要があります。それ以外は AWS が拒否するため、そのサブネットでは何も動きません。",
    },
  },
  {
    code: "cidr-overlap",
    severity: "error",
    doc: {
      en: "The subnets of a VPC may not share addresses, nor may the blocks of a VPC. AWS refuses the second one; until it is known which that is, what lies there is unknown.",
      ja: "同じ VPC のサブネットどうし、また VPC のブロックどうしは、アドレスを共有できません。後から作る方が AWS に拒否されます。どちらか決まるまで、そこにあるものの可否は不明です。",
    },
  },
  {
    code: "address-reserved",
    severity: "error",
    doc: {
      en: "An interface's address must be one that its subnet can give: inside the block, and neither one of the first four (network, router, DNS, future use) nor the last. In a /28 that leaves 11 of 16.",
      ja: "インターフェイスのアドレスは、サブネットが割り当てられるものに限ります。ブロック内にあり、先頭の 4 個（ネットワーク、ルーター、DNS、将来用）と末尾の 1 個は使えません。/28 なら 16 個のうち 11 個です。",
    },
  },
  {
    code: "address-duplicate",
    severity: "error",
    doc: {
      en: "Two interfaces of a VPC cannot have the same address. AWS refuses the second; until it is known which that is, verdicts about both are unknown.",
      ja: "同じ VPC の二つのインターフェイスが、同じアドレスを持つことはできません。後から作る方が AWS に拒否されます。どちらか決まるまで、両方の可否は不明です。",
    },
  },
  {
    code: "gateway-attached-not-routed",
    severity: "warning",
    doc: {
      en: "An internet gateway needs two things: to be attached to the VPC, and a route to it in the route table of each public subnet. Attached without a route, it carries nothing.",
      ja: "インターネットゲートウェイには、VPC へのアタッチと、各パブリックサブネットのルートテーブルからのルートの両方が必要です。アタッチしただけでルートがなければ、何も通りません。",
    },
  },
  {
    code: "public-instance-without-public-address",
    severity: "warning",
    doc: {
      en: "An instance in a public subnet without a public address can neither be reached from the internet nor reach it: the internet gateway exchanges a private address for a public one, and there is none.",
      ja: "パブリックサブネットにあってもパブリックアドレスのないインスタンスは、インターネットから届かず、インターネットへも出られません。インターネットゲートウェイはプライベートアドレスをパブリックアドレスに変換しますが、その変換先がないためです。",
    },
  },
  {
    code: "flow-end-empty",
    severity: "warning",
    doc: {
      en: "An arrow whose end stands for nothing (an empty group, a deleted resource, an empty block) cannot be judged: it is unknown, never green.",
      ja: "矢印の端が何も指していない場合（空のグループ、削除されたリソース、空のブロック）は判定できません。不明となり、緑にはなりません。",
    },
  },
];

export const protocolVersion = 1;

export const schemaVersion = 1;

export const limits: Limits = {
  frame: 65536,
  ops: 1000,
  editsPerSecond: 60,
  burst: 120,
  label: 200,
};

export const closeCodes: { readonly [reason in ByeReason]: number } = {
  failed: 4006,
  gone: 4005,
  protocol: 4004,
  restart: 4003,
  revoked: 4002,
  slow: 4000,
  upgrade: 4001,
};
