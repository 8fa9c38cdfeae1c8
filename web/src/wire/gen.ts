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
  | "client"
  | "egressOnlyInternetGateway"
  | "peering"
  | "gatewayEndpoint"
  | "interfaceEndpoint"
  | "database"
  | "function"
  | "containerService"
  | "awsService"
  | "corporateNetwork"
  | "vpnGateway"
  | "customerGateway"
  | "vpnConnection"
  | "directConnect"
  | "prefixList"
  | "flowLog"
  | "hostedZone"
  | "record";

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

export type LegRole = "listener" | "target" | "health" | "through";

export type TickState = "done" | "missing" | "unknown";

export type Part = "source" | "destination";

export type CheckVerdict = "unchanged" | "known" | "differs" | "none";

export type ComparedWhat = "opened" | "closed" | "doubted" | "settled";

export type ExposurePath = "direct" | "load-balancer" | "jump-host";

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
  egressOnlyInternetGateway: EgressOnlyInternetGateway;
  peering: Peering;
  gatewayEndpoint: GatewayEndpoint;
  interfaceEndpoint: InterfaceEndpoint;
  database: Database;
  function: Function;
  containerService: ContainerService;
  awsService: AWSService;
  corporateNetwork: CorporateNetwork;
  vpnGateway: VPNGateway;
  customerGateway: CustomerGateway;
  vpnConnection: VPNConnection;
  directConnect: DirectConnect;
  prefixList: PrefixList;
  flowLog: FlowLog;
  hostedZone: HostedZone;
  record: Record;
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

export interface BlastAsk {
  kind: "blast";
  from: End;
  hops: number;
}

export interface Compare {
  kind: "compare";
  with: number;
}

export interface Consequence {
  kind: "consequence";
}

export interface ExposureAsk {
  kind: "exposure";
}

export interface FixesFor {
  kind: "fixes";
  flow?: string;
  trace?: Conversation;
}

export interface Judgement {
  kind: "judgement";
}

export interface Matrix {
  kind: "matrix";
  from?: string;
  to?: string;
}

export interface ReadyAsk {
  kind: "ready";
  element: string;
}

export interface Trace {
  kind: "trace";
  from: End;
  to: End;
  service: Service;
  family?: string;
}

export interface WeightAsk {
  kind: "weight";
  resource: string;
}

export interface WhatIfAsk {
  kind: "whatif";
  off: readonly Off[];
}

export interface Why {
  kind: "why";
  flow: string;
}

export type Question =
  | BlastAsk
  | Compare
  | Consequence
  | ExposureAsk
  | FixesFor
  | Judgement
  | Matrix
  | ReadyAsk
  | Trace
  | WeightAsk
  | WhatIfAsk
  | Why;

export interface Blast {
  kind: "blast";
  start: Ends;
  levels: readonly BlastLevel[];
}

export interface Changes {
  kind: "changes";
  added: readonly Finding[];
  removed: readonly string[];
  flows: Rows<FlowVerdict>;
  subnets: Rows<SubnetFacts>;
}

export interface Checklists {
  kind: "checklists";
  lists: readonly Checklist[];
}

export interface Compared {
  kind: "compared";
  headline: Words;
  lines: readonly ComparedLine[];
  lineCount: number;
  flows: readonly ComparedFlow[];
  added: readonly ComparedResource[];
  removed: readonly ComparedResource[];
  changed: readonly ComparedResource[];
}

export interface Explained {
  kind: "explained";
  explanations: readonly Explanation[];
}

export interface Exposures {
  kind: "exposures";
  rows: readonly Exposure[];
  count: number;
}

export interface Failed {
  kind: "failed";
  code: string;
  detail: string;
}

export interface Fixes {
  kind: "fixes";
  fixes: readonly FlowFix[];
}

export interface Grid {
  kind: "grid";
  rows: readonly GridRow[];
  to: readonly GridEnd[];
  fromCount: number;
  toCount: number;
}

export interface Weights {
  kind: "weights";
  rows: readonly Weight[];
}

export interface WhatIf {
  kind: "whatif";
  down: readonly string[];
  flows: Rows<FlowVerdict>;
  broken: readonly BrokenFlow[];
  lines: readonly ComparedLine[];
  lineCount: number;
}

export type Result =
  | Blast
  | Changes
  | Checklists
  | Compared
  | Explained
  | Exposures
  | Failed
  | Fixes
  | Grid
  | Weights
  | WhatIf;

export interface Ask {
  type: "ask";
  id: number;
  rev: number;
  at?: number;
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
  ipv6Cidrs: Rows<Block>;
  tenancy: string;
}

export interface Subnet {
  cidr: string;
  availabilityZone: string;
  routeTable?: Ref;
  networkAcl?: Ref;
  mapPublicIpOnLaunch: boolean;
  ipv6Cidr: string;
  ipv6Index: string;
  assignIpv6AddressOnCreation: boolean;
}

export interface RouteTable {
  routes: Rows<Route>;
  propagations: SetOf;
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
  role: string;
  instanceProfile: string;
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
  crossZone: boolean;
}

export interface TargetGroup {
  protocol: string;
  port: number;
  targetType: string;
  targets: Rows<Target>;
  healthCheckProtocol: string;
  healthCheckPort: number;
  healthCheckPath: string;
  preserveClientIp: string;
}

export interface Client {
  cidr: string;
}

export type EgressOnlyInternetGateway = { readonly [none: string]: never };

export interface Peering {
  requester?: Ref;
  accepter?: Ref;
  status: string;
}

export interface GatewayEndpoint {
  service: string;
  routeTables: SetOf;
  policy: string;
}

export interface InterfaceEndpoint {
  service: string;
  subnets: Rows<PlacedSubnet>;
  securityGroups: SetOf;
  privateDns: boolean;
  policy: string;
}

export interface Database {
  engine: string;
  port: number;
  subnets: Rows<PlacedSubnet>;
  securityGroups: SetOf;
  multiAz: boolean;
  publiclyAccessible: boolean;
  instanceClass: string;
}

export interface Function {
  subnets: Rows<PlacedSubnet>;
  securityGroups: SetOf;
  runtime: string;
}

export interface ContainerService {
  launchType: string;
  subnets: Rows<PlacedSubnet>;
  securityGroups: SetOf;
  assignPublicIp: boolean;
  image: string;
  containerPort: number;
  desiredCount: number;
}

export interface AWSService {
  service: string;
  region: string;
}

export interface CorporateNetwork {
  cidrs: Rows<Block>;
}

export interface VPNGateway {
  vpc?: Ref;
  asn: number;
}

export interface CustomerGateway {
  ipAddress: string;
  asn: number;
  network?: Ref;
}

export interface VPNConnection {
  vpnGateway?: Ref;
  customerGateway?: Ref;
  staticRoutesOnly: boolean;
  routes: Rows<Block>;
  tunnel1: string;
  tunnel2: string;
}

export interface DirectConnect {
  vpnGateway?: Ref;
  network?: Ref;
  routes: Rows<Block>;
  vlan: number;
  asn: number;
  state: string;
}

export interface PrefixList {
  owner: string;
  service: string;
  maxEntries: number;
  entries: Rows<PrefixListEntry>;
}

export interface FlowLog {
  watches?: Ref;
  trafficType: string;
  destination: string;
  logGroup: string;
}

export interface HostedZone {
  domain: string;
  private: boolean;
  vpcs: SetOf;
}

export interface Record {
  recordName: string;
  type: string;
  target?: Ref;
  value: string;
  ttl: number;
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

export interface Conversation {
  from: End;
  to: End;
  service: Service;
  family?: string;
}

export interface Service {
  protocol: string;
  ports?: string;
  types?: string;
}

export interface Off {
  resource?: string;
  zone?: string;
}

export interface Ends {
  ids: readonly string[];
  count: number;
}

export interface BlastLevel {
  reached: readonly Reached[];
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

export interface Checklist {
  item: string;
  title: Words;
  state: TickState;
  ticks: readonly Tick[];
}

export interface ComparedLine {
  what: ComparedWhat;
  from: ComparedEnds;
  to: ComparedEnds;
  allowed: string;
  blocked?: string;
  pairs: number;
  was?: Conversation;
  now?: Conversation;
}

export interface ComparedFlow {
  id: string;
  was?: Outcome;
  now?: Outcome;
}

export interface ComparedResource {
  id: string;
  kind: KindName;
  name: string;
  properties: readonly ComparedProperty[];
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
  notes?: readonly Reason[];
  legs?: readonly Leg[];
}

export interface Exposure {
  from: string;
  path: ExposurePath;
  via: Ends;
  to: Ends;
  allowed?: string;
  possible?: string;
  self?: boolean;
}

export interface FlowFix {
  title: Words;
  edits: readonly Words[];
  ops: readonly Op[];
  opens: readonly Shift[];
  closes: readonly Shift[];
  opensCount: number;
  closesCount: number;
  breaks: readonly string[];
  mends: readonly string[];
  added: readonly FixFinding[];
  removed: readonly FixFinding[];
}

export interface GridRow {
  from: GridEnd;
  cells: readonly GridCell[];
}

export interface GridEnd {
  id: string;
  name: string;
  more: readonly string[];
  count: number;
  outside?: boolean;
}

export interface Weight {
  row: string;
  closes: number;
  opens: number;
  flows: readonly string[];
  dead?: boolean;
}

export interface BrokenFlow {
  flow: string;
  reasons: readonly Reason[];
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

export interface ExportChoice {
  name: string;
  title: Words;
  extensions: readonly string[];
  paths: boolean;
}

export interface ExportContents {
  files: readonly ExportFile[];
  losses: readonly ExportLoss[];
}

export interface ExportCheck {
  verdict: CheckVerdict;
  summary: Words;
  lines: readonly ExportLoss[];
  more: number;
}

export interface Imported {
  diagram: string;
  name: string;
  rev?: number;
  losses: readonly ExportLoss[];
  error?: Words;
}

export interface VPCBlock {
  cidr: string;
}

export interface Block {
  cidr?: string;
}

export interface Route {
  destination: string;
  prefixList?: Ref;
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
  prefixList?: Ref;
  description?: string;
}

export interface Interface {
  subnet?: Ref;
  addresses: SetOf;
  public: Ref;
  ipv6?: boolean;
  groups: SetOf;
  sourceDestCheck: boolean;
}

export interface BalancedZone {
  subnet?: Ref;
  elasticIp?: Ref;
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

export interface PlacedSubnet {
  subnet?: Ref;
}

export interface PrefixListEntry {
  cidr?: string;
  description?: string;
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

export interface Reached {
  from: Ends;
  to: Ends;
  sure: boolean;
  allowed?: string;
  possible?: string;
  self?: boolean;
}

export interface Fix {
  title: Words;
  ops: readonly Op[];
}

export interface Tick {
  title: Words;
  state: TickState;
  optional?: boolean;
  element: string;
  why: readonly Words[];
}

export interface ComparedEnds {
  called: Words;
  ends: readonly ComparedEnd[];
  count: number;
}

export interface ComparedProperty {
  path: string;
  label: Words;
  was: Words;
  now: Words;
}

export interface Hop {
  resource: string;
  kind: KindName;
  row?: string;
  decision: string;
  text: Words;
  resolves?: string;
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
  notes?: readonly Reason[];
  legs?: readonly Leg[];
}

export interface Shift {
  from: string;
  to: string;
  text: Words;
}

export interface FixFinding {
  key: string;
  severity: Severity;
  text: Words;
}

export interface GridCell {
  allowed?: string;
  possible?: string;
  self?: boolean;
}

export interface ExportFile {
  name: string;
  size: number;
}

export interface ExportLoss {
  element: string;
  note: boolean;
  text: Words;
  others?: readonly LossElement[];
}

export interface Option {
  value: string;
  label: Words;
}

export interface ComparedEnd {
  id: string;
  name: string;
}

export interface Rewrite {
  of: Part;
  before: string;
  after: string;
}

export interface LossElement {
  element: string;
  name: string;
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
      ipv6Cidrs: {},
      tenancy: "default",
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
        name: "ipv6Cidrs",
        label: {
          en: "IPv6 blocks",
          ja: "IPv6 ブロック",
        },
        help: {
          en: "A row without a block: one that Amazon picks.",
          ja: "ブロックが空欄の行は、Amazon が割り当てます。",
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
      {
        name: "tenancy",
        label: {
          en: "Tenancy",
          ja: "テナンシー",
        },
        type: "enum",
        options: [
          {
            value: "default",
            label: {
              en: "Default",
              ja: "デフォルト",
            },
          },
          {
            value: "dedicated",
            label: {
              en: "Dedicated",
              ja: "専用",
            },
          },
        ],
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
      ipv6Cidr: "",
      ipv6Index: "",
      assignIpv6AddressOnCreation: false,
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
      {
        name: "ipv6Cidr",
        label: {
          en: "IPv6 block",
          ja: "IPv6 ブロック",
        },
        help: {
          en: "A /64 of the VPC's IPv6 block.",
          ja: "VPC の IPv6 ブロックの /64。",
        },
        type: "cidr",
      },
      {
        name: "ipv6Index",
        label: {
          en: "or place in Amazon's block",
          ja: "または Amazon のブロック内の位置",
        },
        help: {
          en: "00 to ff, where Amazon picks the VPC's block.",
          ja: "VPC のブロックを Amazon が割り当てる場合。00 から ff。",
        },
        type: "text",
      },
      {
        name: "assignIpv6AddressOnCreation",
        label: {
          en: "Auto-assign IPv6",
          ja: "IPv6 の自動割り当て",
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
      propagations: {},
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
            name: "prefixList",
            label: {
              en: "or prefix list",
              ja: "またはプレフィックスリスト",
            },
            type: "ref",
            refs: ["prefixList"],
          },
          {
            name: "target",
            label: {
              en: "Target",
              ja: "ターゲット",
            },
            type: "ref",
            refs: ["internetGateway", "egressOnlyInternetGateway", "natGateway", "instance", "networkInterface", "peering", "vpnGateway"],
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
      {
        name: "propagations",
        label: {
          en: "Route propagation",
          ja: "ルート伝播",
        },
        help: {
          en: "VPN gateways whose routes this table takes over.",
          ja: "ルートを伝播させる仮想プライベートゲートウェイ。",
        },
        type: "set",
        refs: ["vpnGateway"],
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
            name: "prefixList",
            label: {
              en: "or prefix list",
              ja: "またはプレフィックスリスト",
            },
            type: "ref",
            refs: ["prefixList"],
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
            name: "prefixList",
            label: {
              en: "or prefix list",
              ja: "またはプレフィックスリスト",
            },
            type: "ref",
            refs: ["prefixList"],
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
            help: {
              en: "Empty: the subnet that the resource lies in.",
              ja: "空欄ならリソースが置かれているサブネット。",
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
            name: "ipv6",
            label: {
              en: "Automatic IPv6 address",
              ja: "IPv6 アドレスの自動割り当て",
            },
            type: "bool",
            hidden: true,
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
              en: "Source / destination check",
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
      role: "server",
      instanceProfile: "",
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
            help: {
              en: "Empty: the subnet that the resource lies in.",
              ja: "空欄ならリソースが置かれているサブネット。",
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
            name: "ipv6",
            label: {
              en: "Automatic IPv6 address",
              ja: "IPv6 アドレスの自動割り当て",
            },
            type: "bool",
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
              en: "Source / destination check",
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
      {
        name: "role",
        label: {
          en: "Role",
          ja: "役割",
        },
        type: "enum",
        options: [
          {
            value: "server",
            label: {
              en: "Server",
              ja: "サーバー",
            },
          },
          {
            value: "nat",
            label: {
              en: "NAT instance",
              ja: "NAT インスタンス",
            },
          },
        ],
      },
      {
        name: "instanceProfile",
        label: {
          en: "IAM role",
          ja: "IAM ロール",
        },
        help: {
          en: "Session Manager needs one.",
          ja: "セッションマネージャーに必要です。",
        },
        type: "text",
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
            help: {
              en: "Empty: the subnet that the resource lies in.",
              ja: "空欄ならリソースが置かれているサブネット。",
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
            name: "ipv6",
            label: {
              en: "Automatic IPv6 address",
              ja: "IPv6 アドレスの自動割り当て",
            },
            type: "bool",
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
              en: "Source / destination check",
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
      crossZone: false,
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
          {
            name: "elasticIp",
            label: {
              en: "Elastic IP (network load balancers)",
              ja: "Elastic IP（NLB のみ）",
            },
            type: "ref",
            refs: ["elasticIp"],
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
          en: "Empty: the VPC's default group; none for a network load balancer.",
          ja: "空欄なら VPC のデフォルトグループ。NLB の場合はグループなし。",
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
              {
                value: "TCP",
                label: {
                  en: "TCP",
                  ja: "TCP",
                },
              },
              {
                value: "UDP",
                label: {
                  en: "UDP",
                  ja: "UDP",
                },
              },
              {
                value: "TCP_UDP",
                label: {
                  en: "TCP and UDP",
                  ja: "TCP と UDP",
                },
              },
              {
                value: "TLS",
                label: {
                  en: "TLS",
                  ja: "TLS",
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
      {
        name: "crossZone",
        label: {
          en: "Cross-zone (network load balancers)",
          ja: "クロスゾーン負荷分散（NLB のみ）",
        },
        type: "bool",
      },
    ],
    awsPrefix: "",
    width: 128,
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
      preserveClientIp: "default",
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
          {
            value: "TCP",
            label: {
              en: "TCP",
              ja: "TCP",
            },
          },
          {
            value: "UDP",
            label: {
              en: "UDP",
              ja: "UDP",
            },
          },
          {
            value: "TCP_UDP",
            label: {
              en: "TCP and UDP",
              ja: "TCP と UDP",
            },
          },
          {
            value: "TLS",
            label: {
              en: "TLS",
              ja: "TLS",
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
          {
            value: "alb",
            label: {
              en: "Application load balancer",
              ja: "Application Load Balancer",
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
            refs: ["instance", "networkInterface", "containerService", "database", "loadBalancer"],
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
          {
            value: "TCP",
            label: {
              en: "TCP",
              ja: "TCP",
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
      {
        name: "preserveClientIp",
        label: {
          en: "Preserve client addresses (network load balancers)",
          ja: "クライアント IP の保持（NLB のみ）",
        },
        type: "enum",
        options: [
          {
            value: "default",
            label: {
              en: "Default of the target type",
              ja: "ターゲットタイプのデフォルト",
            },
          },
          {
            value: "on",
            label: {
              en: "On",
              ja: "オン",
            },
          },
          {
            value: "off",
            label: {
              en: "Off",
              ja: "オフ",
            },
          },
        ],
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
  {
    name: "egressOnlyInternetGateway",
    title: {
      en: "Egress-only internet gateway",
      ja: "Egress-only インターネットゲートウェイ",
    },
    parents: ["vpc"],
    defaults: {},
    fields: [],
    awsPrefix: "eigw-",
    width: 56,
    height: 56,
    container: false,
    hidden: false,
  },
  {
    name: "peering",
    title: {
      en: "Peering connection",
      ja: "ピアリング接続",
    },
    parents: ["scope"],
    defaults: {
      status: "active",
    },
    fields: [
      {
        name: "requester",
        label: {
          en: "Requester",
          ja: "リクエスタ",
        },
        type: "ref",
        refs: ["vpc"],
      },
      {
        name: "accepter",
        label: {
          en: "Accepter",
          ja: "アクセプタ",
        },
        type: "ref",
        refs: ["vpc"],
      },
      {
        name: "status",
        label: {
          en: "Status",
          ja: "ステータス",
        },
        help: {
          en: "Only an active connection carries traffic.",
          ja: "アクティブな接続だけが通信を通します。",
        },
        type: "enum",
        options: [
          {
            value: "active",
            label: {
              en: "Active",
              ja: "アクティブ",
            },
          },
          {
            value: "pending-acceptance",
            label: {
              en: "Pending acceptance",
              ja: "承諾待ち",
            },
          },
          {
            value: "rejected",
            label: {
              en: "Rejected",
              ja: "拒否済み",
            },
          },
          {
            value: "expired",
            label: {
              en: "Expired",
              ja: "期限切れ",
            },
          },
          {
            value: "deleted",
            label: {
              en: "Deleted",
              ja: "削除済み",
            },
          },
        ],
      },
    ],
    awsPrefix: "pcx-",
    width: 128,
    height: 72,
    container: false,
    hidden: false,
  },
  {
    name: "gatewayEndpoint",
    title: {
      en: "Gateway endpoint",
      ja: "ゲートウェイエンドポイント",
    },
    parents: ["vpc"],
    defaults: {
      service: "s3",
      routeTables: {},
      policy: "",
    },
    fields: [
      {
        name: "service",
        label: {
          en: "Service",
          ja: "サービス",
        },
        type: "enum",
        options: [
          {
            value: "s3",
            label: {
              en: "Amazon S3",
              ja: "Amazon S3",
            },
          },
          {
            value: "dynamodb",
            label: {
              en: "Amazon DynamoDB",
              ja: "Amazon DynamoDB",
            },
          },
        ],
      },
      {
        name: "routeTables",
        label: {
          en: "Route tables",
          ja: "ルートテーブル",
        },
        help: {
          en: "Only subnets that use one of these tables use the endpoint.",
          ja: "これらのルートテーブルを使うサブネットだけが、このエンドポイントを使います。",
        },
        type: "set",
        refs: ["routeTable"],
      },
      {
        name: "policy",
        label: {
          en: "Policy",
          ja: "ポリシー",
        },
        help: {
          en: "Empty: full access. Whether a policy allows a call is not judged.",
          ja: "空欄ならフルアクセス。ポリシーによる許可・拒否は判定しません。",
        },
        type: "multiline",
      },
    ],
    awsPrefix: "vpce-",
    width: 120,
    height: 72,
    container: false,
    hidden: false,
  },
  {
    name: "interfaceEndpoint",
    title: {
      en: "Interface endpoint",
      ja: "インターフェイスエンドポイント",
    },
    parents: ["vpc"],
    defaults: {
      service: "ssm",
      subnets: {},
      securityGroups: {},
      privateDns: true,
      policy: "",
    },
    fields: [
      {
        name: "service",
        label: {
          en: "Service",
          ja: "サービス",
        },
        help: {
          en: "For example ssm, ssmmessages, ec2messages, s3, logs, kms.",
          ja: "例: ssm、ssmmessages、ec2messages、s3、logs、kms",
        },
        type: "text",
      },
      {
        name: "subnets",
        label: {
          en: "Subnets",
          ja: "サブネット",
        },
        help: {
          en: "One in each Availability Zone at most.",
          ja: "アベイラビリティゾーンごとに最大一つ。",
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
        name: "privateDns",
        label: {
          en: "Private DNS",
          ja: "プライベート DNS",
        },
        help: {
          en: "The service's public name then leads here; the VPC needs DNS resolution and hostnames.",
          ja: "サービスの公開名がここを指します。VPC の DNS 解決と DNS ホスト名が必要です。",
        },
        type: "bool",
      },
      {
        name: "policy",
        label: {
          en: "Policy",
          ja: "ポリシー",
        },
        help: {
          en: "Empty: full access. Whether a policy allows a call is not judged.",
          ja: "空欄ならフルアクセス。ポリシーによる許可・拒否は判定しません。",
        },
        type: "multiline",
      },
    ],
    awsPrefix: "",
    width: 104,
    height: 72,
    container: false,
    hidden: false,
  },
  {
    name: "database",
    title: {
      en: "Database",
      ja: "データベース",
    },
    parents: ["vpc"],
    defaults: {
      engine: "mysql",
      port: 0,
      subnets: {},
      securityGroups: {},
      multiAz: false,
      publiclyAccessible: false,
      instanceClass: "db.t4g.micro",
    },
    fields: [
      {
        name: "engine",
        label: {
          en: "Engine",
          ja: "エンジン",
        },
        type: "enum",
        options: [
          {
            value: "mysql",
            label: {
              en: "RDS for MySQL",
              ja: "RDS for MySQL",
            },
          },
          {
            value: "mariadb",
            label: {
              en: "RDS for MariaDB",
              ja: "RDS for MariaDB",
            },
          },
          {
            value: "postgres",
            label: {
              en: "RDS for PostgreSQL",
              ja: "RDS for PostgreSQL",
            },
          },
          {
            value: "oracle-ee",
            label: {
              en: "RDS for Oracle",
              ja: "RDS for Oracle",
            },
          },
          {
            value: "sqlserver-se",
            label: {
              en: "RDS for SQL Server",
              ja: "RDS for SQL Server",
            },
          },
          {
            value: "aurora-mysql",
            label: {
              en: "Aurora MySQL",
              ja: "Aurora MySQL",
            },
          },
          {
            value: "aurora-postgresql",
            label: {
              en: "Aurora PostgreSQL",
              ja: "Aurora PostgreSQL",
            },
          },
          {
            value: "redshift",
            label: {
              en: "Redshift",
              ja: "Redshift",
            },
          },
          {
            value: "redis",
            label: {
              en: "ElastiCache for Redis",
              ja: "ElastiCache for Redis",
            },
          },
          {
            value: "memcached",
            label: {
              en: "ElastiCache for Memcached",
              ja: "ElastiCache for Memcached",
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
        help: {
          en: "0: the engine's usual one.",
          ja: "0 ならエンジンの標準ポート。",
        },
        type: "int",
        max: 65535,
      },
      {
        name: "subnets",
        label: {
          en: "Subnets",
          ja: "サブネット",
        },
        help: {
          en: "The subnet group: two or more zones.",
          ja: "サブネットグループ。二つ以上のアベイラビリティゾーン。",
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
        name: "multiAz",
        label: {
          en: "Multi-AZ",
          ja: "マルチ AZ",
        },
        type: "bool",
      },
      {
        name: "publiclyAccessible",
        label: {
          en: "Publicly accessible",
          ja: "パブリックアクセス",
        },
        type: "bool",
      },
      {
        name: "instanceClass",
        label: {
          en: "Instance class",
          ja: "インスタンスクラス",
        },
        type: "text",
      },
    ],
    awsPrefix: "",
    width: 128,
    height: 72,
    container: false,
    hidden: false,
  },
  {
    name: "function",
    title: {
      en: "Lambda function",
      ja: "Lambda 関数",
    },
    parents: ["vpc"],
    defaults: {
      subnets: {},
      securityGroups: {},
      runtime: "python3.13",
    },
    fields: [
      {
        name: "subnets",
        label: {
          en: "Subnets",
          ja: "サブネット",
        },
        help: {
          en: "It may run in any of them.",
          ja: "このうちのどこで実行されるかは決まっていません。",
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
        name: "runtime",
        label: {
          en: "Runtime",
          ja: "ランタイム",
        },
        type: "text",
      },
    ],
    awsPrefix: "",
    width: 104,
    height: 72,
    container: false,
    hidden: false,
  },
  {
    name: "containerService",
    title: {
      en: "Container service (ECS)",
      ja: "コンテナサービス（ECS）",
    },
    parents: ["vpc"],
    defaults: {
      launchType: "FARGATE",
      subnets: {},
      securityGroups: {},
      assignPublicIp: false,
      image: "public.ecr.aws/nginx/nginx:stable",
      containerPort: 80,
      desiredCount: 2,
    },
    fields: [
      {
        name: "launchType",
        label: {
          en: "Launch type",
          ja: "起動タイプ",
        },
        type: "enum",
        options: [
          {
            value: "FARGATE",
            label: {
              en: "Fargate",
              ja: "Fargate",
            },
          },
          {
            value: "EC2",
            label: {
              en: "EC2",
              ja: "EC2",
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
          en: "Tasks run in any of them.",
          ja: "タスクはこのうちのどこでも実行されます。",
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
        name: "assignPublicIp",
        label: {
          en: "Public address",
          ja: "パブリック IP の割り当て",
        },
        type: "bool",
      },
      {
        name: "image",
        label: {
          en: "Image",
          ja: "イメージ",
        },
        type: "text",
      },
      {
        name: "containerPort",
        label: {
          en: "Container port",
          ja: "コンテナのポート",
        },
        type: "int",
        min: 1,
        max: 65535,
      },
      {
        name: "desiredCount",
        label: {
          en: "Desired tasks",
          ja: "必要なタスク数",
        },
        type: "int",
        max: 5000,
      },
    ],
    awsPrefix: "",
    width: 104,
    height: 72,
    container: false,
    hidden: false,
  },
  {
    name: "awsService",
    title: {
      en: "AWS service",
      ja: "AWS サービス",
    },
    parents: ["scope"],
    defaults: {
      service: "s3",
      region: "",
    },
    fields: [
      {
        name: "service",
        label: {
          en: "Service",
          ja: "サービス",
        },
        help: {
          en: "For example s3, dynamodb, ssm, ecr.api.",
          ja: "例: s3、dynamodb、ssm、ecr.api",
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
          en: "Empty: the region that it lies in.",
          ja: "空欄なら置かれているリージョン。",
        },
        type: "text",
      },
    ],
    awsPrefix: "",
    width: 120,
    height: 72,
    container: false,
    hidden: false,
  },
  {
    name: "corporateNetwork",
    title: {
      en: "Corporate network",
      ja: "社内ネットワーク",
    },
    parents: [],
    defaults: {
      cidrs: {},
    },
    fields: [
      {
        name: "cidrs",
        label: {
          en: "Blocks",
          ja: "ブロック",
        },
        help: {
          en: "The addresses in use there.",
          ja: "そこで使われているアドレス。",
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
    ],
    awsPrefix: "",
    width: 128,
    height: 72,
    container: false,
    hidden: false,
  },
  {
    name: "vpnGateway",
    title: {
      en: "VPN gateway",
      ja: "仮想プライベートゲートウェイ",
    },
    parents: ["scope"],
    defaults: {
      asn: 0,
    },
    fields: [
      {
        name: "vpc",
        label: {
          en: "Attached to",
          ja: "アタッチ先",
        },
        type: "ref",
        refs: ["vpc"],
      },
      {
        name: "asn",
        label: {
          en: "Amazon side ASN",
          ja: "Amazon 側 ASN",
        },
        help: {
          en: "0: AWS's default.",
          ja: "0 なら AWS のデフォルト。",
        },
        type: "int",
        max: 4294967294,
      },
    ],
    awsPrefix: "vgw-",
    width: 56,
    height: 56,
    container: false,
    hidden: false,
  },
  {
    name: "customerGateway",
    title: {
      en: "Customer gateway",
      ja: "カスタマーゲートウェイ",
    },
    parents: ["scope"],
    defaults: {
      ipAddress: "",
      asn: 65000,
    },
    fields: [
      {
        name: "ipAddress",
        label: {
          en: "Public address",
          ja: "パブリックアドレス",
        },
        type: "text",
      },
      {
        name: "asn",
        label: {
          en: "BGP ASN",
          ja: "BGP ASN",
        },
        type: "int",
        max: 4294967294,
      },
      {
        name: "network",
        label: {
          en: "Network behind it",
          ja: "背後のネットワーク",
        },
        type: "ref",
        refs: ["corporateNetwork"],
      },
    ],
    awsPrefix: "cgw-",
    width: 112,
    height: 72,
    container: false,
    hidden: false,
  },
  {
    name: "vpnConnection",
    title: {
      en: "VPN connection",
      ja: "VPN 接続",
    },
    parents: ["scope"],
    defaults: {
      staticRoutesOnly: true,
      routes: {},
      tunnel1: "up",
      tunnel2: "up",
    },
    fields: [
      {
        name: "vpnGateway",
        label: {
          en: "VPN gateway",
          ja: "仮想プライベートゲートウェイ",
        },
        type: "ref",
        refs: ["vpnGateway"],
      },
      {
        name: "customerGateway",
        label: {
          en: "Customer gateway",
          ja: "カスタマーゲートウェイ",
        },
        type: "ref",
        refs: ["customerGateway"],
      },
      {
        name: "staticRoutesOnly",
        label: {
          en: "Static routing",
          ja: "静的ルーティング",
        },
        type: "bool",
      },
      {
        name: "routes",
        label: {
          en: "Routes",
          ja: "ルート",
        },
        help: {
          en: "Empty: the blocks of the network behind it.",
          ja: "空欄なら背後のネットワークのブロック。",
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
        name: "tunnel1",
        label: {
          en: "Tunnel 1",
          ja: "トンネル 1",
        },
        type: "enum",
        options: [
          {
            value: "up",
            label: {
              en: "Up",
              ja: "稼働",
            },
          },
          {
            value: "down",
            label: {
              en: "Down",
              ja: "停止",
            },
          },
        ],
      },
      {
        name: "tunnel2",
        label: {
          en: "Tunnel 2",
          ja: "トンネル 2",
        },
        type: "enum",
        options: [
          {
            value: "up",
            label: {
              en: "Up",
              ja: "稼働",
            },
          },
          {
            value: "down",
            label: {
              en: "Down",
              ja: "停止",
            },
          },
        ],
      },
    ],
    awsPrefix: "vpn-",
    width: 112,
    height: 72,
    container: false,
    hidden: false,
  },
  {
    name: "directConnect",
    title: {
      en: "Direct Connect",
      ja: "Direct Connect",
    },
    parents: ["scope"],
    defaults: {
      routes: {},
      vlan: 100,
      asn: 65000,
      state: "up",
    },
    fields: [
      {
        name: "vpnGateway",
        label: {
          en: "VPN gateway",
          ja: "仮想プライベートゲートウェイ",
        },
        type: "ref",
        refs: ["vpnGateway"],
      },
      {
        name: "network",
        label: {
          en: "Network at the far end",
          ja: "接続先のネットワーク",
        },
        type: "ref",
        refs: ["corporateNetwork"],
      },
      {
        name: "routes",
        label: {
          en: "Announced routes",
          ja: "広報されるルート",
        },
        help: {
          en: "Empty: the blocks of the network behind it.",
          ja: "空欄なら背後のネットワークのブロック。",
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
        name: "vlan",
        label: {
          en: "VLAN",
          ja: "VLAN",
        },
        type: "int",
        min: 1,
        max: 4094,
      },
      {
        name: "asn",
        label: {
          en: "BGP ASN",
          ja: "BGP ASN",
        },
        type: "int",
        max: 4294967294,
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
            value: "up",
            label: {
              en: "Up",
              ja: "稼働",
            },
          },
          {
            value: "down",
            label: {
              en: "Down",
              ja: "停止",
            },
          },
        ],
      },
    ],
    awsPrefix: "dxvif-",
    width: 112,
    height: 72,
    container: false,
    hidden: false,
  },
  {
    name: "prefixList",
    title: {
      en: "Managed prefix list",
      ja: "マネージドプレフィックスリスト",
    },
    parents: ["scope"],
    defaults: {
      owner: "customer",
      service: "s3",
      maxEntries: 10,
      entries: {},
    },
    fields: [
      {
        name: "owner",
        label: {
          en: "Owner",
          ja: "所有者",
        },
        type: "enum",
        options: [
          {
            value: "customer",
            label: {
              en: "Customer-managed",
              ja: "カスタマー管理",
            },
          },
          {
            value: "aws",
            label: {
              en: "AWS-managed",
              ja: "AWS 管理",
            },
          },
        ],
      },
      {
        name: "service",
        label: {
          en: "Service",
          ja: "サービス",
        },
        help: {
          en: "Of an AWS-managed list: whose addresses it holds.",
          ja: "AWS 管理のリストが、どのサービスのアドレスを持つか。",
        },
        type: "enum",
        options: [
          {
            value: "s3",
            label: {
              en: "Amazon S3",
              ja: "Amazon S3",
            },
          },
          {
            value: "dynamodb",
            label: {
              en: "Amazon DynamoDB",
              ja: "Amazon DynamoDB",
            },
          },
        ],
      },
      {
        name: "maxEntries",
        label: {
          en: "Maximum entries",
          ja: "最大エントリ数",
        },
        type: "int",
        min: 1,
        max: 1000,
      },
      {
        name: "entries",
        label: {
          en: "Entries",
          ja: "エントリ",
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
    awsPrefix: "pl-",
    width: 0,
    height: 0,
    container: false,
    hidden: true,
  },
  {
    name: "flowLog",
    title: {
      en: "Flow log",
      ja: "フローログ",
    },
    parents: ["vpc"],
    defaults: {
      trafficType: "ALL",
      destination: "cloud-watch-logs",
      logGroup: "",
    },
    fields: [
      {
        name: "watches",
        label: {
          en: "Records",
          ja: "記録の対象",
        },
        help: {
          en: "Empty: the whole VPC.",
          ja: "空欄なら VPC 全体。",
        },
        type: "ref",
        refs: ["subnet", "instance", "networkInterface"],
      },
      {
        name: "trafficType",
        label: {
          en: "Traffic",
          ja: "トラフィック",
        },
        type: "enum",
        options: [
          {
            value: "ALL",
            label: {
              en: "All",
              ja: "すべて",
            },
          },
          {
            value: "ACCEPT",
            label: {
              en: "Accepted",
              ja: "承認",
            },
          },
          {
            value: "REJECT",
            label: {
              en: "Rejected",
              ja: "拒否",
            },
          },
        ],
      },
      {
        name: "destination",
        label: {
          en: "Destination",
          ja: "送信先",
        },
        type: "enum",
        options: [
          {
            value: "cloud-watch-logs",
            label: {
              en: "CloudWatch Logs",
              ja: "CloudWatch Logs",
            },
          },
          {
            value: "s3",
            label: {
              en: "Amazon S3",
              ja: "Amazon S3",
            },
          },
        ],
      },
      {
        name: "logGroup",
        label: {
          en: "Log group or bucket",
          ja: "ロググループまたはバケット",
        },
        help: {
          en: "Empty: one that the export makes.",
          ja: "空欄ならエクスポート時に作ります。",
        },
        type: "text",
      },
    ],
    awsPrefix: "fl-",
    width: 0,
    height: 0,
    container: false,
    hidden: true,
  },
  {
    name: "hostedZone",
    title: {
      en: "Hosted zone",
      ja: "ホストゾーン",
    },
    parents: ["scope"],
    defaults: {
      domain: "",
      private: false,
      vpcs: {},
    },
    fields: [
      {
        name: "domain",
        label: {
          en: "Domain",
          ja: "ドメイン",
        },
        help: {
          en: "For example example.com.",
          ja: "例: example.com",
        },
        type: "text",
      },
      {
        name: "private",
        label: {
          en: "Private",
          ja: "プライベート",
        },
        help: {
          en: "Only the VPCs below can ask it; they need DNS resolution and hostnames.",
          ja: "下の VPC だけが問い合わせできます。DNS 解決と DNS ホスト名が必要です。",
        },
        type: "bool",
      },
      {
        name: "vpcs",
        label: {
          en: "VPCs",
          ja: "VPC",
        },
        type: "set",
        refs: ["vpc"],
      },
    ],
    awsPrefix: "",
    width: 0,
    height: 0,
    container: false,
    hidden: true,
  },
  {
    name: "record",
    title: {
      en: "Record",
      ja: "レコード",
    },
    parents: ["hostedZone"],
    defaults: {
      recordName: "",
      type: "A",
      value: "",
      ttl: 300,
    },
    fields: [
      {
        name: "recordName",
        label: {
          en: "Name",
          ja: "名前",
        },
        help: {
          en: "Before the domain, such as www; empty: the domain itself.",
          ja: "ドメインの前に付く名前（www など）。空欄ならドメイン自身。",
        },
        type: "text",
      },
      {
        name: "type",
        label: {
          en: "Type",
          ja: "タイプ",
        },
        type: "enum",
        options: [
          {
            value: "A",
            label: {
              en: "A",
              ja: "A",
            },
          },
          {
            value: "AAAA",
            label: {
              en: "AAAA",
              ja: "AAAA",
            },
          },
          {
            value: "CNAME",
            label: {
              en: "CNAME",
              ja: "CNAME",
            },
          },
        ],
      },
      {
        name: "target",
        label: {
          en: "Stands for",
          ja: "対象のリソース",
        },
        type: "ref",
        refs: ["instance", "loadBalancer", "database", "interfaceEndpoint", "elasticIp"],
      },
      {
        name: "value",
        label: {
          en: "or value",
          ja: "または値",
        },
        type: "text",
      },
      {
        name: "ttl",
        label: {
          en: "TTL (seconds)",
          ja: "TTL（秒）",
        },
        type: "int",
        max: 2147483647,
      },
    ],
    awsPrefix: "",
    width: 0,
    height: 0,
    container: false,
    hidden: true,
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
  AVAILABILITY_ZONE_CROSSED: {
    en: "it goes from one Availability Zone to another ({detail}), for which AWS charges the sender",
    ja: "別のアベイラビリティゾーンへの通信です（{detail}）。AWS は送信側に料金を課します",
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
  BAD_STATE_VPN: {
    en: "{resource} is down",
    ja: "{resource} が停止しています",
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
  EIGW_INBOUND: {
    en: "the egress-only internet gateway {resource} passes on only what is started behind it",
    ja: "Egress-only インターネットゲートウェイ {resource} が通すのは、その内側から始めた通信だけです",
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
  ELBV2_SOURCE_ADDRESS_PRESERVATION: {
    en: "{resource} keeps the client's address, so {detail} cannot reach itself through it",
    ja: "{resource} はクライアントのアドレスを保持するため、{detail} がそれを通って自分自身に接続することはできません",
  },
  ELB_INSTALLED_AZ_RESTRICTION: {
    en: "{resource} has no subnet in {detail}, so the target there gets nothing",
    ja: "{resource} は {detail} にサブネットがないため、そのゾーンのターゲットには転送されません",
  },
  ELB_NOT_CROSSZONE: {
    en: "{resource} does not work across zones, so this node asks no target in {detail}",
    ja: "{resource} はクロスゾーン負荷分散が無効なため、このノードは {detail} のターゲットに転送しません",
  },
  ELB_ZONES: {
    en: "AWS would refuse {resource}: a load balancer needs subnets in at least two zones, one in each",
    ja: "{resource} は AWS に拒否されます。ロードバランサーには、二つ以上のゾーンに一つずつサブネットが必要です",
  },
  "ELB_ZONES/detail": {
    en: "AWS would refuse {resource}: it needs a subnet, and in each zone one at most",
    ja: "{resource} は AWS に拒否されます。サブネットは一つ以上、各ゾーンに一つまでです",
  },
  EMPTY_GROUP: {
    en: "{detail} stands for nothing that could send or receive",
    ja: "{detail} には、送受信できるものが一つもありません",
  },
  "EMPTY_GROUP/itself": {
    en: "both ends are {resource}: what talks to itself does not cross the network",
    ja: "両端が同じ {resource} です。自分自身との通信はネットワークを通りません",
  },
  ENDPOINT_PORT: {
    en: "the endpoint {resource} answers on tcp/{detail} only",
    ja: "エンドポイント {resource} が応答するのは tcp/{detail} だけです",
  },
  ENDPOINT_REGION: {
    en: "the gateway endpoint {resource} serves its own region only, not {detail}",
    ja: "ゲートウェイエンドポイント {resource} が使えるのは自身のリージョンだけで、{detail} には届きません",
  },
  ENDPOINT_TABLE: {
    en: "the gateway endpoint {resource} is not associated with the route table {detail}",
    ja: "ゲートウェイエンドポイント {resource} がルートテーブル {detail} に関連付けられていません",
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
  FUNCTION_ANSWERS_NOTHING: {
    en: "{resource} is a function: it is called through the Lambda service, never through the VPC",
    ja: "{resource} は Lambda 関数です。呼び出しは Lambda サービス経由で、VPC の中からは届きません",
  },
  GATEWAY_CONFLICT: {
    en: "{resource} has two internet gateways; AWS attaches one",
    ja: "{resource} にインターネットゲートウェイが二つあります。AWS でアタッチできるのは一つです",
  },
  GATEWAY_REJECTS_SPOOFED_TRAFFIC: {
    en: "the gateway refuses {detail} from outside: it is an address of the VPC itself",
    ja: "{detail} は VPC 自身のアドレスなので、外からの通信はゲートウェイで拒否されます",
  },
  IDENTITY_NOT_CHECKED: {
    en: "this is about the network; whether identity and policies let {detail} be used is not checked",
    ja: "これはネットワークの判定です。{detail} の利用が ID とポリシーで許可されるかは確認していません",
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
  "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS/detail": {
    en: "the internet cannot name {detail}, a private address: {resource} is reached by its public one",
    ja: "{detail} はプライベートアドレスなので、インターネットからは指定できません。{resource} へはパブリックアドレスで届きます",
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
  NAME_IS_ENDPOINT: {
    en: "the name {detail} leads to the endpoint {resource} (private DNS)",
    ja: "名前 {detail} はエンドポイント {resource} を指します（プライベート DNS）",
  },
  NAME_IS_PUBLIC: {
    en: "the name {detail} leads to public addresses: no interface endpoint with private DNS answers for it there",
    ja: "名前 {detail} はパブリックアドレスを指します。そこにはプライベート DNS が有効なインターフェイスエンドポイントがありません",
  },
  NAME_IS_RECORD: {
    en: "the name {resource} leads to {detail}",
    ja: "名前 {resource} は {detail} を指します",
  },
  NAME_NOT_FOUND: {
    en: "the name {detail} is not found from {from}: no hosted zone that it sees has it",
    ja: "{from} からは名前 {detail} を解決できません。参照できるホストゾーンにありません",
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
  NO_LINK: {
    en: "nothing joins {resource} and {detail}",
    ja: "{resource} と {detail} をつなぐものがありません",
  },
  NO_PATH: {
    en: "{resource} has no internet gateway",
    ja: "{resource} にインターネットゲートウェイがありません",
  },
  NO_POSSIBLE_DESTINATION: {
    en: "in {resource} nobody has that address",
    ja: "{resource} にそのアドレスを持つものがありません",
  },
  "NO_POSSIBLE_DESTINATION/loop": {
    en: "the routes lead in a circle",
    ja: "ルートが循環しています",
  },
  "NO_POSSIBLE_DESTINATION/outside": {
    en: "nobody on the internet has the address {detail}: it is kept for other purposes",
    ja: "{detail} は特別な用途のアドレスで、インターネットにはありません",
  },
  "NO_POSSIBLE_DESTINATION/private": {
    en: "the internet does not know {detail}, a private IPv6 address of {resource}",
    ja: "{resource} の {detail} はプライベート IPv6 アドレスなので、インターネットからは見えません",
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
  PCX_REQUIRES_ADDRESS_IN_VPC_CIDR: {
    en: "the peering {resource} reaches addresses of {detail} only, and nothing behind it: peering is not transitive",
    ja: "ピアリング {resource} が届くのは {detail} のアドレスだけで、その先には届きません。ピアリングは推移しません",
  },
  PEERING_OVERLAP: {
    en: "AWS refuses the peering {resource}: blocks of the two VPCs overlap",
    ja: "ピアリング {resource} は AWS に拒否されます。二つの VPC のブロックが重なっています",
  },
  PEERING_STATE: {
    en: "the peering {resource} carries nothing: its state is {detail}, not active",
    ja: "ピアリング {resource} は通信を通しません。状態が {detail} で、アクティブではありません",
  },
  PLACE_UNKNOWN: {
    en: "it depends on which of its subnets AWS puts {resource} in",
    ja: "AWS が {resource} をどのサブネットに置くか次第です",
  },
  PROTOCOL_RESTRICTION: {
    en: "the NAT gateway {resource} translates TCP, UDP and ICMP only",
    ja: "NAT ゲートウェイ {resource} が変換するのは TCP・UDP・ICMP だけです",
  },
  REGION_UNKNOWN: {
    en: "the name says no region, and it is not the same everywhere whether {detail} answers",
    ja: "この名前ではリージョンが決まらず、{detail} に届くかどうかはリージョン次第です",
  },
  ROUTE_CONFLICT: {
    en: "{resource} has two routes to {row}",
    ja: "{resource} に {row} へのルートが二つあります",
  },
  SERVICE_ADDRESS_UNKNOWN: {
    en: "it depends on the addresses of {resource}, which nobody knows beforehand: name its prefix list, or 0.0.0.0/0",
    ja: "事前には分からない {resource} のアドレス次第です。プレフィックスリストか 0.0.0.0/0 を指定してください",
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
  VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS: {
    en: "the VPN gateway {resource} leads to networks outside AWS; {detail} is not there",
    ja: "仮想プライベートゲートウェイ {resource} の先は AWS の外のネットワークで、{detail} はそこにありません",
  },
  VPCE_GATEWAY_PROTOCOL_RESTRICTION: {
    en: "the gateway endpoint {resource} takes TCP and ping only",
    ja: "ゲートウェイエンドポイント {resource} が通すのは TCP と ping だけです",
  },
  VPCE_INTRA_VPC_TRAFFIC: {
    en: "the endpoint {resource} answers, but never starts anything",
    ja: "エンドポイント {resource} は応答するだけで、通信を始めることはありません",
  },
};

export const findingWords: Rows<Words> = {
  "acl-entry-shadowed": {
    en: "{element}: the {direction} entry {number} ({rule}) is never reached: all of it is decided before, by {by}",
    ja: "{element}: {direction}のルール {number}（{rule}）には届きません。先に {by} が決めます",
  },
  "acl-number-duplicate": {
    en: "{element}: the {direction} number {number} stands twice",
    ja: "{element}: {direction}の番号 {number} が二つあります",
  },
  "acl-without-reply": {
    en: "{element}: the {direction} entry {number} ({rule}) gets no reply: no {other} entry lets one pass",
    ja: "{element}: {direction}のルール {number}（{rule}）への応答を、{other}側のどのルールも通しません",
  },
  "address-duplicate": {
    en: "{element}: {address} belongs to {other} already",
    ja: "{element}: {address} はすでに {other} のものです",
  },
  "address-reserved": {
    en: "{element}: {address} cannot be assigned in {subnet}",
    ja: "{element}: {address} は {subnet} で割り当てられません",
  },
  "association-of-other-vpc": {
    en: "{element} uses {other}, which belongs to {vpc}",
    ja: "{element} が使う {other} は {vpc} のものです",
  },
  "blackhole-route": {
    en: "{element}: the route {destination} is a blackhole: {target} is {state}",
    ja: "{element}: ルート {destination} はブラックホールです。{target} は{state}",
  },
  "cidr-family-mixed": {
    en: "{element}: {cidr} cannot be added to a VPC whose first block lies in {range}",
    ja: "{element}: 最初のブロックが {range} にある VPC には {cidr} を追加できません",
  },
  "cidr-holds-route": {
    en: "{element}: {destination} lies in the block {cidr} of {vpc}, which AWS refuses while this route is there",
    ja: "{element}: {destination} は {vpc} のブロック {cidr} の中です。このルートがある限り、AWS はそのブロックを拒否します",
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
  "clear-text-port": {
    en: "{element} opens {ports}, which is not encrypted, to {cidr}",
    ja: "{element} は暗号化されない {ports} を {cidr} に開いています",
  },
  "container-without-image": {
    en: "{element} cannot pull {image}: {source} is not reached from every subnet",
    ja: "{element} は {image} を取得できません。{source} に届かないサブネットがあります",
  },
  "database-closed": {
    en: "no security group of {element} lets anybody in on its port {port}",
    ja: "{element} のセキュリティグループに、ポート {port} を許可するルールがありません",
  },
  "database-open": {
    en: "{element}: {group} opens its port {port} to everybody ({rule})",
    ja: "{element}: {group} がポート {port} を全世界に開いています（{rule}）",
  },
  "database-public": {
    en: "{element} has a public address",
    ja: "{element} にパブリックアドレスが付きます",
  },
  "database-single-zone": {
    en: "{element} runs in one zone only",
    ja: "{element} は一つのゾーンだけで動きます",
  },
  "database-zones": {
    en: "{element} has subnets in fewer than two zones",
    ja: "{element} のサブネットが二つ以上のゾーンに分かれていません",
  },
  "default-group-used": {
    en: "{element} is in the default group {group}",
    ja: "{element} はデフォルトグループ {group} に入っています",
  },
  "dns-hostnames-off": {
    en: "{element} gives no public DNS names, though {instance} has a public address",
    ja: "{element} では、パブリックアドレスのある {instance} にもパブリック DNS 名が付きません",
  },
  "duplicate-name": {
    en: "another {kind} of {vpc} is called {element} too",
    ja: "{vpc} には {element} という名前の{kind}がほかにもあります",
  },
  "elastic-ip-shared": {
    en: "{element} uses the Elastic IP {address}, which {other} has already",
    ja: "{element} が使う Elastic IP {address} は、すでに {other} に付いています",
  },
  "elastic-ip-unassociated": {
    en: "nothing uses the Elastic IP {element}",
    ja: "Elastic IP {element} はどこにも使われていません",
  },
  "endpoint-closed": {
    en: "no security group of {element} lets anybody in on tcp/{port}",
    ja: "{element} のセキュリティグループに、tcp/{port} を許可するルールがありません",
  },
  "endpoint-companion": {
    en: "{element} ({service}) is of little use without an endpoint for {other}",
    ja: "{element}（{service}）は、{other} のエンドポイントがないと役に立ちません",
  },
  "endpoint-full-access": {
    en: "{element} lets every call through: its policy is full access",
    ja: "{element} はすべての呼び出しを通します（ポリシーがフルアクセス）",
  },
  "endpoint-private-dns": {
    en: "{element} has private DNS, but {vpc} lacks DNS resolution or DNS hostnames",
    ja: "{element} はプライベート DNS が有効ですが、{vpc} の DNS 解決か DNS ホスト名が無効です",
  },
  "flow-end-empty": {
    en: "the arrow cannot be judged: {end} stands for nothing that could send or receive",
    ja: "矢印を判定できません。{end} には、送受信できるものが一つもありません",
  },
  "function-public-subnet": {
    en: "{element} is in the public subnet {subnet}, but a function never has a public address",
    ja: "{element} はパブリックサブネット {subnet} にありますが、Lambda 関数にパブリックアドレスは付きません",
  },
  "gateway-attached-not-routed": {
    en: "{element} is attached to {vpc}, but no route table leads to it",
    ja: "{element} は {vpc} にアタッチされていますが、そこへのルートがありません",
  },
  "gateway-endpoint-unused": {
    en: "no subnet uses {element}: no table of one is associated with it",
    ja: "{element} を使うサブネットがありません。関連付けられたルートテーブルがないためです",
  },
  "group-of-other-vpc": {
    en: "{element} has {groups}, which does not belong to its VPC {vpc}",
    ja: "{element} に付いた {groups} は、その VPC {vpc} のものではありません",
  },
  "group-reference-other-vpc": {
    en: "{element}: the rule {rule} names {group} of {vpc} and matches nobody",
    ja: "{element}: ルール {rule} の相手 {group} は {vpc} のもので、誰にも当てはまりません",
  },
  "group-reference-stale": {
    en: "{element}: the rule {rule} names {group}, which was deleted",
    ja: "{element}: ルール {rule} の相手 {group} は削除されています",
  },
  "group-rule-duplicate": {
    en: "{element} has the rule {rule} twice",
    ja: "{element} にルール {rule} が二つあります",
  },
  "group-rule-redundant": {
    en: "{element}: the rule {rule} lies inside {other} and changes nothing",
    ja: "{element}: ルール {rule} は {other} に含まれていて、何も変えません",
  },
  "group-rule-two-peers": {
    en: "{element}: the rule {rule} names a block and a group",
    ja: "{element}: ルール {rule} がブロックとグループの両方を指定しています",
  },
  "group-rule-without-peer": {
    en: "{element}: the rule {rule} names nobody",
    ja: "{element}: ルール {rule} に相手がありません",
  },
  "group-unused": {
    en: "no interface has the security group {element}",
    ja: "セキュリティグループ {element} はどのインターフェイスにも使われていません",
  },
  "health-check-closed": {
    en: "{element}: the security groups of {target} do not let the health checks of {balancer} in on port {port}",
    ja: "{element}: {target} のセキュリティグループが、{balancer} からのヘルスチェック（ポート {port}）を許可していません",
  },
  "http-without-tls": {
    en: "{element} opens 80 (HTTP) to {cidr}, but not 443 (HTTPS)",
    ja: "{element} は {cidr} に 80 (HTTP) を開いていますが、443 (HTTPS) は開いていません",
  },
  "listener-protocol": {
    en: "{element} does not speak {protocol}, which its listener on {port} names",
    ja: "{element} のポート {port} のリスナーのプロトコル {protocol} は、この種類では使えません",
  },
  "listener-without-target": {
    en: "{element}: the listener {listener} {problem}",
    ja: "{element}: リスナー {listener} {problem}",
  },
  "load-balancer-internal": {
    en: "{element} is internal, so {from} cannot reach it",
    ja: "{element} は内部向けのため、{from} からは届きません",
  },
  "load-balancer-private-subnet": {
    en: "{element} faces the internet, but the route table {table} of its subnet {subnet} leads to no internet gateway",
    ja: "{element} はインターネット向けですが、サブネット {subnet} のルートテーブル {table} にインターネットゲートウェイへのルートがありません",
  },
  "load-balancer-single-target": {
    en: "{element} has a single target, {target} (target group {group})",
    ja: "{element} のターゲットは {target} だけです（ターゲットグループ {group}）",
  },
  "load-balancer-single-zone": {
    en: "{element}: every target of {group} is in the zone {zone}",
    ja: "{element}: {group} のターゲットがすべてゾーン {zone} にあります",
  },
  "load-balancer-small-subnet": {
    en: "{element} needs a /27 with 8 free addresses; {subnet} is {cidr} with {free}",
    ja: "{element} には 8 個の空きがある /27 以上のサブネットが必要ですが、{subnet} は {cidr}、空きは {free} 個です",
  },
  "load-balancer-zones": {
    en: "{element}: its subnets {problem}",
    ja: "{element} のサブネットが、{problem}",
  },
  "main-table-internet-route": {
    en: "{element} is the main table of {vpc} and sends {destination} to {target}: every subnet without a table of its own is public",
    ja: "{element} は {vpc} のメインルートテーブルで、{destination} を {target} へ送ります。個別のテーブルがないサブネットはすべてパブリックになります",
  },
  "name-contradicts-routes": {
    en: "{element} says that it is {word}, but its route table {table} makes it {role}",
    ja: "{element} は「{word}」と示されていますが、ルートテーブル {table} により実際は{role}です",
  },
  "nat-instance-checked": {
    en: "{element} is a NAT instance, but its source/destination check is on",
    ja: "{element} は NAT インスタンスですが、送信元/送信先チェックが有効です",
  },
  "nat-own-subnet": {
    en: "{element}: the route {destination} leads to {target}, whose own subnet {subnet} uses this table",
    ja: "{element}: ルート {destination} のターゲット {target} は、このテーブルを使うサブネット {subnet} の中にあります",
  },
  "nat-unused": {
    en: "no subnet routes to {element}",
    ja: "{element} へのルートがあるサブネットがありません",
  },
  "nat-without-public-address": {
    en: "{element} is a public NAT gateway but has no Elastic IP",
    ja: "{element} はパブリック NAT ゲートウェイですが、Elastic IP がありません",
  },
  "nat-without-way-out": {
    en: "{element} is in {subnet}, whose route table {table} leads to no internet gateway",
    ja: "{element} のあるサブネット {subnet} のルートテーブル {table} に、インターネットゲートウェイへのルートがありません",
  },
  "nlb-single-zone": {
    en: "{element} stands in the zone {zone} only",
    ja: "{element} はゾーン {zone} だけにあります",
  },
  "nlb-target-closed": {
    en: "{element} keeps the clients' addresses, but the security groups of {target} do not let the internet in",
    ja: "{element} はクライアントのアドレスを保持しますが、{target} のセキュリティグループがインターネットからの通信を許可していません",
  },
  "nlb-target-zone": {
    en: "{element} has no node in {zone}, so {target} is never asked",
    ja: "{element} のノードが {zone} にないため、{target} には何も届きません",
  },
  "open-admin-port": {
    en: "{element} opens {ports} to {cidr}",
    ja: "{element} は {ports} を {cidr} に開いています",
  },
  "open-data-port": {
    en: "{element} opens {ports} to {cidr}",
    ja: "{element} は {ports} を {cidr} に開いています",
  },
  "open-to-anyone": {
    en: "{element} opens every port to {cidr} ({rule})",
    ja: "{element} は {cidr} に全ポートを開いています（{rule}）",
  },
  "peering-not-active": {
    en: "{element} carries nothing: its state is {status}",
    ja: "{element} は通信を通しません。状態は {status} です",
  },
  "peering-one-sided": {
    en: "{element}: no route of {vpc} leads to it",
    ja: "{element}: {vpc} にここへのルートがありません",
  },
  "peering-overlap": {
    en: "AWS refuses {element}: the blocks of {one} and {other} overlap in {cidr}",
    ja: "{element} は AWS に拒否されます。{one} と {other} のブロックが {cidr} で重なっています",
  },
  "peering-twice": {
    en: "{element} joins VPCs that {other} joins already",
    ja: "{element} は、{other} がすでにつないでいる VPC どうしのピアリングです",
  },
  "prefix-list-overfull": {
    en: "{element} has {count} entries, and was made for {most}",
    ja: "{element} のエントリは {count} 個で、最大数 {most} を超えています",
  },
  "public-instance-without-public-address": {
    en: "{element} is in the public subnet {subnet} but has no public address",
    ja: "{element} はパブリックサブネット {subnet} にありますが、パブリックアドレスがありません",
  },
  "quota-exceeded": {
    en: "{element} has {count} {what}; AWS's default quota is {most}",
    ja: "{element} の{what}は {count} 個です。AWS のデフォルトのクォータは {most} 個です",
  },
  "route-duplicate": {
    en: "{element} has a second route to {destination} (target {target})",
    ja: "{element} に {destination} へのルートがもう一つあります（ターゲット {target}）",
  },
  "route-family": {
    en: "{element}: {target} does not carry {destination}, and AWS refuses the route",
    ja: "{element}: {target} は {destination} を通せず、このルートは AWS に拒否されます",
  },
  "route-inside-vpc": {
    en: "{element}: the route {destination} to {target} lies inside {vpc}'s own block",
    ja: "{element}: {target} へのルート {destination} は {vpc} 自身のブロックの内側です",
  },
  "route-of-other-vpc": {
    en: "{element}: the route {destination} leads to {target}, which belongs to {vpc}",
    ja: "{element}: ルート {destination} のターゲット {target} は {vpc} のものです",
  },
  "route-private-to-gateway": {
    en: "{element}: the route sends the private block {destination} to the internet gateway {target}, which drops it",
    ja: "{element}: プライベートアドレス {destination} をインターネットゲートウェイ {target} へ送っています。そこで破棄されます",
  },
  "several-gateways": {
    en: "{element} is the second internet gateway of {vpc}, beside {other}",
    ja: "{element} は {other} に続く、{vpc} の二つ目のインターネットゲートウェイです",
  },
  "single-nat-for-zones": {
    en: "{element} serves subnets of several zones: {zones}",
    ja: "{element} が複数のゾーン（{zones}）のサブネットを受け持っています",
  },
  "subnet-full": {
    en: "{element}: no address is free: {need} of the {can} that {cidr} can give are taken",
    ja: "{element}: 空きアドレスがありません。{cidr} で使える {can} 個のうち {need} 個を使っています",
  },
  "subnet-on-main-table": {
    en: "{element} has no route table of its own and follows the main one, {table}",
    ja: "{element} には個別のルートテーブルがなく、メインの {table} に従っています",
  },
  "subnet-overfull": {
    en: "{element}: {need} addresses are needed, but {cidr} can give only {can} of its {total}",
    ja: "{element}: {need} 個のアドレスが必要ですが、{cidr} で使えるのは {total} 個のうち {can} 個です",
  },
  "target-of-other-vpc": {
    en: "{element} uses {other}, which belongs to {vpc}",
    ja: "{element} が使う {other} は {vpc} のものです",
  },
  "target-type": {
    en: "{target} is no target of the type {type}, which {element} holds",
    ja: "{target} は、{element} のターゲットタイプ {type} に登録できません",
  },
  "volatile-address": {
    en: "{element} must be reached from {from}, but its public address changes at each stop and start",
    ja: "{element} には{from}から届く必要がありますが、パブリックアドレスは停止・起動のたびに変わります",
  },
  "vpc-overlap": {
    en: "{element}: {cidr} overlaps {other}, so the two VPCs can never be joined",
    ja: "{element}: {cidr} が {other} と重なっているため、二つの VPC はつなげません",
  },
  "vpc-without-flow-log": {
    en: "{element} is of production and has no flow log",
    ja: "{element} は本番用ですが、フローログがありません",
  },
  "vpn-gateway-not-routed": {
    en: "{element} is attached to {vpc}, but none of its route tables leads there",
    ja: "{element} は {vpc} にアタッチされていますが、どのルートテーブルからも指されていません",
  },
  "vpn-tunnel-down": {
    en: "{element}: tunnel {tunnels} is down",
    ja: "{element}: トンネル {tunnels} が停止しています",
  },
  "zone-outside-region": {
    en: "{element}: the zone {zone} is not one of the region {region}",
    ja: "{element}: ゾーン {zone} はリージョン {region} のものではありません",
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
    code: "vpc-overlap",
    severity: "warning",
    doc: {
      en: "Two VPCs with addresses in common can exist, but they can never be joined: AWS refuses to peer them, and no route can tell them apart.",
      ja: "アドレスが重なる VPC は作れますが、互いにつなぐことはできません。AWS はピアリングを拒否し、ルートでも区別できません。",
    },
  },
  {
    code: "cidr-family-mixed",
    severity: "error",
    doc: {
      en: "A VPC whose first block lies in one private range cannot add a block of another: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 and 198.19.0.0/16 do not mix. Blocks of 100.64.0.0/10 and public ones may be added to any.",
      ja: "最初のブロックがプライベート範囲の一つにある VPC には、別の範囲のブロックを追加できません。10.0.0.0/8、172.16.0.0/12、192.168.0.0/16、198.19.0.0/16 は混在できません。100.64.0.0/10 とパブリックのブロックはどれにも追加できます。",
    },
  },
  {
    code: "cidr-holds-route",
    severity: "error",
    doc: {
      en: "A block that is added to a VPC must not equal or contain the destination of a route that one of its tables has already: the local route would take that traffic. AWS refuses the block.",
      ja: "VPC に追加するブロックは、既存のルートの送信先と同じか、それを含むものであってはなりません。local ルートがその通信を奪うため、AWS はそのブロックを拒否します。",
    },
  },
  {
    code: "quota-exceeded",
    severity: "warning",
    doc: {
      en: "An AWS account starts with quotas: five VPCs a region, fifty routes a table, sixty rules a group in each direction, and more. What is beyond them is refused until AWS raises the quota, so ask in good time.",
      ja: "AWS アカウントには初期クォータがあります（リージョンあたり VPC 5 個、テーブルあたりルート 50 本、グループの方向ごとにルール 60 個など）。超える分は、引き上げを申請するまで AWS に拒否されます。早めに申請してください。",
    },
  },
  {
    code: "zone-outside-region",
    severity: "error",
    doc: {
      en: "A subnet lies in one Availability Zone of its own region; the zone's name begins with the region's. AWS refuses any other.",
      ja: "サブネットは、そのリージョンのアベイラビリティーゾーンの一つに置かれます。ゾーン名はリージョン名で始まり、それ以外は AWS が拒否します。",
    },
  },
  {
    code: "subnet-overfull",
    severity: "error",
    doc: {
      en: "AWS keeps five addresses of each subnet, so a /28 has 11 to give, not 16. What is more than that cannot be created.",
      ja: "AWS は各サブネットで 5 個のアドレスを予約するため、/28 で使えるのは 16 個ではなく 11 個です。それを超えるものは作成できません。",
    },
  },
  {
    code: "subnet-full",
    severity: "warning",
    doc: {
      en: "Every address that the subnet can give is taken. Nothing can be added, and a replacement cannot start before the old one is gone.",
      ja: "サブネットが割り当てられるアドレスをすべて使い切っています。何も追加できず、入れ替えるときも古いものを先に消さなければなりません。",
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
    code: "association-of-other-vpc",
    severity: "error",
    doc: {
      en: "A subnet can use only route tables and network ACLs of its own VPC. AWS refuses any other; until then the VPC's main table and default ACL count.",
      ja: "サブネットが使えるのは、同じ VPC のルートテーブルとネットワーク ACL だけです。それ以外は AWS に拒否されます。それまでは VPC のメインルートテーブルとデフォルト ACL が使われるものとして扱います。",
    },
  },
  {
    code: "group-of-other-vpc",
    severity: "error",
    doc: {
      en: "A security group can be given only to interfaces of its own VPC. AWS refuses any other; until then it counts as absent.",
      ja: "セキュリティグループは、同じ VPC のインターフェイスにしか付けられません。それ以外は AWS に拒否されるため、付いていないものとして扱います。",
    },
  },
  {
    code: "several-gateways",
    severity: "error",
    doc: {
      en: "A VPC has at most one internet gateway. AWS refuses to attach a second one; one carries all the traffic, and is redundant by itself.",
      ja: "VPC にアタッチできるインターネットゲートウェイは一つだけで、二つ目は AWS に拒否されます。一つで全通信を運び、それ自体が冗長化されています。",
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
    code: "route-duplicate",
    severity: "error",
    doc: {
      en: "A route table holds one route for each destination. AWS refuses the second one; until it is known which that is, what goes there is unknown.",
      ja: "ルートテーブルには、同じ送信先のルートを一つしか置けません。後から作る方が AWS に拒否されます。どちらか決まるまで、その送信先への可否は不明です。",
    },
  },
  {
    code: "route-of-other-vpc",
    severity: "error",
    doc: {
      en: "A route can lead only to gateways and interfaces of its own VPC. AWS refuses one that leads straight into another; joining VPCs takes a peering or a transit gateway.",
      ja: "ルートのターゲットにできるのは、同じ VPC のゲートウェイやインターフェイスだけです。ほかの VPC へ直接向けたルートは AWS に拒否されます。VPC をつなぐにはピアリングかトランジットゲートウェイを使います。",
    },
  },
  {
    code: "route-inside-vpc",
    severity: "error",
    doc: {
      en: "Inside a VPC the local route decides. AWS refuses a route for a part of the VPC's own block that leads to an internet gateway.",
      ja: "VPC の内側では local ルートが使われます。VPC 自身のブロックの一部をインターネットゲートウェイへ向けるルートは、AWS に拒否されます。",
    },
  },
  {
    code: "route-private-to-gateway",
    severity: "warning",
    doc: {
      en: "Private addresses do not exist on the internet, and an internet gateway drops what is addressed to them. Such a route does nothing, and often was meant for another target.",
      ja: "プライベートアドレスはインターネット上に存在せず、インターネットゲートウェイはその宛先の通信を破棄します。このルートは役に立たず、多くは別のターゲットのつもりだったものです。",
    },
  },
  {
    code: "blackhole-route",
    severity: "warning",
    doc: {
      en: "A route whose target was deleted, detached or stopped stays in the table: it still catches the traffic for its destination, and drops it.",
      ja: "ターゲットが削除・デタッチ・停止されたルートは、テーブルに残ります。その送信先への通信を引き受けたうえで破棄します。",
    },
  },
  {
    code: "main-table-internet-route",
    severity: "warning",
    doc: {
      en: "Every subnet without a route table of its own follows the main one. With a route to the internet there, each such subnet is public, and so is each new one.",
      ja: "個別のルートテーブルがないサブネットは、すべてメインルートテーブルに従います。そこにインターネットへのルートがあると、そうしたサブネットも、これから作るサブネットも、みなパブリックになります。",
    },
  },
  {
    code: "subnet-on-main-table",
    severity: "info",
    doc: {
      en: "A subnet without a route table of its own follows the VPC's main one, and changes with it. Where its neighbours have tables of their own, the association may have been forgotten.",
      ja: "個別のルートテーブルがないサブネットは VPC のメインルートテーブルに従い、その変更の影響も受けます。ほかのサブネットに個別のテーブルがあるなら、関連付けを忘れているのかもしれません。",
    },
  },
  {
    code: "name-contradicts-routes",
    severity: "warning",
    doc: {
      en: "Whether a subnet is public is decided by its routes, not by its name: it is when its route table leads to an internet gateway. A name that says otherwise misleads whoever adds to it.",
      ja: "サブネットがパブリックかどうかは、名前ではなくルートで決まります。ルートテーブルにインターネットゲートウェイへのルートがあればパブリックです。実態と違う名前は、後から何かを置く人を惑わせます。",
    },
  },
  {
    code: "peering-overlap",
    severity: "error",
    doc: {
      en: "AWS refuses a peering of two VPCs whose blocks overlap, in any of their blocks: an address would be in both. One of them needs another block.",
      ja: "ブロックが一つでも重なる VPC どうしのピアリングは、AWS に拒否されます。同じアドレスが両方に存在することになるためです。どちらかのブロックを変えてください。",
    },
  },
  {
    code: "peering-twice",
    severity: "error",
    doc: {
      en: "Two VPCs have at most one peering between them. AWS refuses the second one.",
      ja: "二つの VPC の間に作れるピアリングは一つだけです。二つ目は AWS に拒否されます。",
    },
  },
  {
    code: "peering-not-active",
    severity: "warning",
    doc: {
      en: "A peering carries traffic only once the owner of the accepter VPC has accepted it. While it is pending, rejected or expired, routes to it are blackholes.",
      ja: "ピアリングは、アクセプタ側 VPC の所有者が承諾して初めて通信を通します。承諾待ち・拒否・期限切れの間、そこへのルートはブラックホールです。",
    },
  },
  {
    code: "peering-one-sided",
    severity: "warning",
    doc: {
      en: "A peering needs routes in both VPCs: with routes on one side only, requests arrive and replies are lost. Accepting it makes no routes.",
      ja: "ピアリングには両方の VPC にルートが必要です。片側だけでは要求は届いても応答が失われます。承諾してもルートは自動では作られません。",
    },
  },
  {
    code: "route-family",
    severity: "error",
    doc: {
      en: "A NAT gateway carries IPv4 only (and the IPv6 block of NAT64), an egress-only internet gateway IPv6 only. AWS refuses a route of the other family.",
      ja: "NAT ゲートウェイが通すのは IPv4（と NAT64 用の IPv6 ブロック）だけ、Egress-only インターネットゲートウェイは IPv6 だけです。もう一方のルートは AWS に拒否されます。",
    },
  },
  {
    code: "vpn-gateway-not-routed",
    severity: "warning",
    doc: {
      en: "A VPN gateway that no route table of its VPC leads to, by a route or by propagation, carries nothing: replies never find back.",
      ja: "ルートでも伝播でも、VPC のどのルートテーブルからも指されていない仮想プライベートゲートウェイは何も通しません。応答も戻れません。",
    },
  },
  {
    code: "vpn-tunnel-down",
    severity: "warning",
    doc: {
      en: "A VPN connection has two tunnels so that one may fail or be renewed. With one down the next failure cuts the line; with both down nothing passes.",
      ja: "VPN 接続にトンネルが二つあるのは、片方の障害や保守に備えるためです。一つが停止していると次の障害で切れ、両方停止なら何も通りません。",
    },
  },
  {
    code: "prefix-list-overfull",
    severity: "error",
    doc: {
      en: "A prefix list holds at most as many entries as it was made for; AWS refuses more. The maximum counts against the quotas of every rule and route that names the list.",
      ja: "プレフィックスリストには、作成時に決めた最大数を超えるエントリを入れられません。最大数は、このリストを使うルールやルートのクォータにそのまま数えられます。",
    },
  },
  {
    code: "nat-instance-checked",
    severity: "error",
    doc: {
      en: "A NAT instance passes on packets that are not its own. With the source/destination check on, AWS drops them.",
      ja: "NAT インスタンスは自分宛てでないパケットを中継します。送信元/送信先チェックが有効だと、AWS がそれを破棄します。",
    },
  },
  {
    code: "nat-without-way-out",
    severity: "error",
    doc: {
      en: "A public NAT gateway hands on to the internet gateway what others send it. Its own subnet has to be a public one, whose route table leads to an internet gateway; the private subnets route to the NAT gateway.",
      ja: "パブリック NAT ゲートウェイは、受け取った通信をインターネットゲートウェイへ渡します。そのため、置き場所はインターネットゲートウェイへのルートがあるパブリックサブネットでなければなりません。NAT ゲートウェイへのルートは、プライベートサブネット側に置きます。",
    },
  },
  {
    code: "nat-without-public-address",
    severity: "error",
    doc: {
      en: "A public NAT gateway shows the internet an Elastic IP of its own; AWS refuses to make one without. One that only leads to other networks is a private NAT gateway.",
      ja: "パブリック NAT ゲートウェイは、自分の Elastic IP でインターネットへ出ます。Elastic IP がなければ AWS に拒否されます。ほかのネットワークにつなぐだけなら、プライベート NAT ゲートウェイにします。",
    },
  },
  {
    code: "nat-own-subnet",
    severity: "error",
    doc: {
      en: "A NAT gateway follows the route table of its own subnet. A route there that leads to the NAT gateway sends its packets back to itself: nothing gets out, for nobody.",
      ja: "NAT ゲートウェイ自身も、自分のサブネットのルートテーブルに従います。そこに NAT ゲートウェイへのルートがあると、送り出した通信が自分に戻り、誰も外へ出られません。",
    },
  },
  {
    code: "nat-unused",
    severity: "info",
    doc: {
      en: "A NAT gateway costs money by the hour, used or not. It is used when the route table of a subnet leads to it.",
      ja: "NAT ゲートウェイは、使わなくても時間単位で課金されます。サブネットのルートテーブルに NAT ゲートウェイへのルートがあって、はじめて使われます。",
    },
  },
  {
    code: "single-nat-for-zones",
    severity: "warning",
    doc: {
      en: "A NAT gateway is redundant inside its own Availability Zone only. When that zone fails, the subnets of other zones that route to it lose the internet too; what crosses zones is charged besides. Give each zone its own.",
      ja: "NAT ゲートウェイは、自分のアベイラビリティーゾーンの中でだけ冗長化されています。そのゾーンに障害が起きると、ルートを向けているほかのゾーンのサブネットも外へ出られなくなります。ゾーンをまたぐ通信には料金もかかります。ゾーンごとに一つずつ置いてください。",
    },
  },
  {
    code: "target-of-other-vpc",
    severity: "error",
    doc: {
      en: "A load balancer, its target groups and their targets belong to one VPC. AWS refuses any other; until then they count as absent.",
      ja: "ロードバランサー、ターゲットグループ、ターゲットは、同じ VPC のものでなければなりません。それ以外は AWS に拒否されるため、ないものとして扱います。",
    },
  },
  {
    code: "load-balancer-zones",
    severity: "error",
    doc: {
      en: "An application load balancer takes one subnet of its own VPC in each of two or more Availability Zones, so that one of them may fail. AWS refuses fewer zones, and two subnets of one zone.",
      ja: "Application Load Balancer には、同じ VPC の二つ以上のアベイラビリティーゾーンから、サブネットを一つずつ指定します。一方のゾーンに障害が起きても動き続けるためです。ゾーンが足りない場合や、同じゾーンのサブネットが二つある場合は AWS に拒否されます。",
    },
  },
  {
    code: "load-balancer-private-subnet",
    severity: "error",
    doc: {
      en: "An internet-facing load balancer is met in every one of its subnets, so each must be public: its route table leads to an internet gateway. Targets may stay in private subnets.",
      ja: "インターネット向けのロードバランサーは、指定したすべてのサブネットでアクセスを受けます。どれもインターネットゲートウェイへのルートがあるパブリックサブネットでなければなりません。ターゲットはプライベートサブネットのままで構いません。",
    },
  },
  {
    code: "load-balancer-small-subnet",
    severity: "warning",
    doc: {
      en: "A load balancer needs in each of its subnets a block of /27 or wider and 8 free addresses: it takes more as traffic grows, and to replace its nodes. Without them it cannot be made, or fails later.",
      ja: "ロードバランサーの各サブネットには、/27 以上のブロックと 8 個の空きアドレスが必要です。負荷に応じた拡張やノードの入れ替えで、さらにアドレスを使うためです。足りないと作成できないか、後で障害になります。",
    },
  },
  {
    code: "listener-without-target",
    severity: "error",
    doc: {
      en: "A listener hands requests to a target group, and the group to its targets. Without a group, or with an empty one, every request is answered with an error.",
      ja: "リスナーはリクエストをターゲットグループへ、グループはそれをターゲットへ渡します。グループがないか空だと、どのリクエストにもエラーが返ります。",
    },
  },
  {
    code: "health-check-closed",
    severity: "error",
    doc: {
      en: "A load balancer asks each target again and again whether it works, on the health check port. Where the target's security groups do not let the load balancer in on that port, the target counts as unhealthy and gets no requests.",
      ja: "ロードバランサーは、各ターゲットが動いているかどうかをヘルスチェックのポートで確かめ続けます。ターゲットのセキュリティグループがロードバランサーからのそのポートへの通信を許可していないと、異常とみなされ、リクエストが渡されません。",
    },
  },
  {
    code: "load-balancer-single-target",
    severity: "warning",
    doc: {
      en: "A load balancer in front of a single target balances nothing, and when that target fails or is replaced, nobody answers. Register two or more, in different Availability Zones.",
      ja: "ターゲットが一つだけでは負荷は分散されず、そのターゲットの障害や入れ替えのあいだ、応答するものがなくなります。異なるアベイラビリティーゾーンに二つ以上登録してください。",
    },
  },
  {
    code: "load-balancer-single-zone",
    severity: "warning",
    doc: {
      en: "Several targets in one Availability Zone fail together with it. Spread them over two zones or more.",
      ja: "ターゲットがいくつあっても、同じアベイラビリティーゾーンにあれば、そのゾーンの障害で一度に失われます。二つ以上のゾーンに分けて置いてください。",
    },
  },
  {
    code: "listener-protocol",
    severity: "error",
    doc: {
      en: "Application load balancers listen for HTTP and HTTPS, network ones for TCP, UDP, TCP_UDP and TLS. AWS refuses any other; until then it counts as absent.",
      ja: "Application Load Balancer のリスナーは HTTP と HTTPS、Network Load Balancer は TCP・UDP・TCP_UDP・TLS です。それ以外は AWS に拒否されるため、ないものとして扱います。",
    },
  },
  {
    code: "target-type",
    severity: "error",
    doc: {
      en: "A target group holds targets of one type: instances, addresses (also those of tasks, databases and single interfaces), or an application load balancer. AWS refuses a target of another type; until then it counts as absent.",
      ja: "ターゲットグループに登録できるのは、インスタンス、IP アドレス（タスク・データベース・単独のインターフェイスも）、Application Load Balancer のいずれか一種類です。ほかの種類は AWS に拒否されるため、ないものとして扱います。",
    },
  },
  {
    code: "nlb-single-zone",
    severity: "warning",
    doc: {
      en: "A network load balancer may stand in a single Availability Zone, but is gone together with it. Give it a subnet in a second one.",
      ja: "Network Load Balancer は一つのアベイラビリティーゾーンだけでも作れますが、そのゾーンの障害で失われます。別のゾーンのサブネットも指定してください。",
    },
  },
  {
    code: "nlb-target-zone",
    severity: "warning",
    doc: {
      en: "A node of a network load balancer asks the targets of its own Availability Zone, and no node stands in a zone without a subnet of it. A target elsewhere is never asked.",
      ja: "Network Load Balancer のノードが転送するのは、自分のアベイラビリティーゾーンのターゲットだけです。サブネットを指定していないゾーンにはノードがなく、そこのターゲットには何も届きません。",
    },
  },
  {
    code: "nlb-target-closed",
    severity: "error",
    doc: {
      en: "Where a network load balancer keeps the client's address, its targets see the client itself: their security groups have to admit the clients' addresses, or the load balancer's own group. A rule for the load balancer's addresses is not enough.",
      ja: "Network Load Balancer がクライアントのアドレスを保持する場合、ターゲットにはクライアント自身が見えます。ターゲットのセキュリティグループで、クライアントのアドレスか、ロードバランサーのグループを許可しなければなりません。ロードバランサーのアドレスを許可するだけでは足りません。",
    },
  },
  {
    code: "load-balancer-internal",
    severity: "error",
    doc: {
      en: "An internal load balancer has private addresses only, so that nobody on the internet reaches it. An arrow from outside wants an internet-facing one, which stands in public subnets.",
      ja: "内部向けのロードバランサーにはプライベートアドレスしかなく、インターネットからは届きません。外からの矢印には、パブリックサブネットに置いたインターネット向けのロードバランサーが必要です。",
    },
  },
  {
    code: "endpoint-private-dns",
    severity: "error",
    doc: {
      en: "With private DNS, the service's public name leads to the endpoint; that needs DNS resolution and DNS hostnames of the VPC, and AWS refuses it without. Then the name leads to public addresses, past the endpoint.",
      ja: "プライベート DNS を使うと、サービスの公開名がエンドポイントを指します。VPC の DNS 解決と DNS ホスト名の両方が必要で、ないと AWS に拒否されます。その場合、公開名はパブリックアドレスを指し、エンドポイントは使われません。",
    },
  },
  {
    code: "endpoint-closed",
    severity: "error",
    doc: {
      en: "An interface endpoint answers on tcp/443, and its security groups have to let its clients in there. Without such a rule nobody reaches the service by it.",
      ja: "インターフェイスエンドポイントは tcp/443 で応答します。そのセキュリティグループがクライアントからの 443 を許可していないと、誰もサービスに届きません。",
    },
  },
  {
    code: "endpoint-companion",
    severity: "warning",
    doc: {
      en: "Some services need each other: Session Manager wants endpoints for ssm and ssmmessages, pulling images from ECR those for ecr.api and ecr.dkr. Where the VPC has one without the other, and no way to the internet instead, it fails.",
      ja: "互いに必要とするサービスがあります。セッションマネージャーには ssm と ssmmessages、ECR からのイメージ取得には ecr.api と ecr.dkr のエンドポイントが必要です。片方だけで、インターネットへの経路もなければ動きません。",
    },
  },
  {
    code: "gateway-endpoint-unused",
    severity: "warning",
    doc: {
      en: "A gateway endpoint works for subnets whose route table is associated with it, and for no other. Without such a subnet nobody uses it.",
      ja: "ゲートウェイエンドポイントが使えるのは、関連付けたルートテーブルを使うサブネットだけです。そのようなサブネットがなければ、誰も使いません。",
    },
  },
  {
    code: "endpoint-full-access",
    severity: "info",
    doc: {
      en: "Without a policy of its own, an endpoint lets through every call of every identity to everything that the service holds, other accounts' buckets among it. A policy narrows it to what is needed.",
      ja: "ポリシーを設定していないエンドポイントは、誰のどの呼び出しも、他のアカウントのバケットなども含めて通します。必要なものだけに絞るポリシーを設定できます。",
    },
  },
  {
    code: "database-zones",
    severity: "error",
    doc: {
      en: "A database has a group of subnets in two or more Availability Zones, also where it runs in one of them only: so it can move. AWS refuses a group of one zone.",
      ja: "データベースのサブネットグループには、一つのゾーンだけで動かす場合でも、二つ以上のアベイラビリティーゾーンのサブネットが必要です。移動先になるためです。一つのゾーンだけでは AWS に拒否されます。",
    },
  },
  {
    code: "database-single-zone",
    severity: "info",
    doc: {
      en: "A database that is not Multi-AZ runs in one Availability Zone, and is gone while that zone fails or it is maintained. Multi-AZ keeps a standby in another one.",
      ja: "マルチ AZ でないデータベースは一つのアベイラビリティーゾーンだけで動き、そのゾーンの障害やメンテナンスの間は使えません。マルチ AZ にすると、別のゾーンにスタンバイが置かれます。",
    },
  },
  {
    code: "database-public",
    severity: "warning",
    doc: {
      en: "A publicly accessible database has a public address: only its security groups stand between it and the internet. Applications in the VPC do not need it.",
      ja: "パブリックアクセスを有効にしたデータベースにはパブリックアドレスが付き、インターネットとの間を守るのはセキュリティグループだけになります。VPC 内のアプリケーションには不要です。",
    },
  },
  {
    code: "database-open",
    severity: "warning",
    doc: {
      en: "The port of a database is for its applications. A rule that opens it to every address lets anybody try who gets near: name the group of the applications.",
      ja: "データベースのポートは、アプリケーションのためのものです。すべてのアドレスに開くルールは、届くところにいる誰にでも接続を試させます。アプリケーションのグループを指定してください。",
    },
  },
  {
    code: "database-closed",
    severity: "warning",
    doc: {
      en: "No rule of the database's security groups is about the port on which its engine answers, so no application reaches it.",
      ja: "データベースのエンジンが応答するポートについてのルールが、セキュリティグループに一つもありません。どのアプリケーションからも届きません。",
    },
  },
  {
    code: "function-public-subnet",
    severity: "warning",
    doc: {
      en: "A function in a VPC never gets a public address, so the route of a public subnet to the internet gateway is of no use to it. To reach the internet it needs a private subnet that routes to a NAT gateway.",
      ja: "VPC に接続した Lambda 関数にはパブリックアドレスが付かないため、パブリックサブネットのインターネットゲートウェイへのルートは役に立ちません。インターネットに出るには、NAT ゲートウェイへのルートがあるプライベートサブネットに置きます。",
    },
  },
  {
    code: "container-without-image",
    severity: "error",
    doc: {
      en: "Before a task runs, its image is pulled through the task's own interface: from ECR by the endpoints ecr.api, ecr.dkr and S3, from anywhere by a public address or a NAT gateway. Without a way, no task ever starts.",
      ja: "タスクの実行前に、イメージがタスク自身のインターフェイスを通して取得されます。ECR なら ecr.api・ecr.dkr・S3 のエンドポイント、それ以外も含めてならパブリックアドレスか NAT ゲートウェイが必要です。経路がなければ、タスクは一つも起動しません。",
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
    code: "volatile-address",
    severity: "warning",
    doc: {
      en: "An automatic public address changes whenever the instance is stopped and started. Whoever must reach it from outside needs an address that stays: an Elastic IP.",
      ja: "自動で割り当てられたパブリックアドレスは、インスタンスを停止・起動するたびに変わります。外から届く必要があるものには、変わらないアドレス（Elastic IP）が必要です。",
    },
  },
  {
    code: "elastic-ip-shared",
    severity: "error",
    doc: {
      en: "An Elastic IP belongs to one interface at a time: giving it to a second one takes it from the first.",
      ja: "Elastic IP を持てるインターフェイスは同時に一つだけです。別のものに付けると、先のものから外れます。",
    },
  },
  {
    code: "elastic-ip-unassociated",
    severity: "warning",
    doc: {
      en: "An Elastic IP that nothing uses costs money by the hour and counts against the quota of five.",
      ja: "どこにも関連付けられていない Elastic IP は時間単位で課金され、上限（5 個）にも数えられます。",
    },
  },
  {
    code: "dns-hostnames-off",
    severity: "info",
    doc: {
      en: "Without DNS hostnames (and DNS resolution), instances with a public address get no public DNS name: people have to use the bare address.",
      ja: "DNS ホスト名（と DNS 解決）が無効だと、パブリックアドレスがあってもパブリック DNS 名が付かず、アドレスを直接使うことになります。",
    },
  },
  {
    code: "group-rule-without-peer",
    severity: "error",
    doc: {
      en: "A rule says with whom: a block of addresses, a security group or a prefix list. AWS refuses one that names nobody. Name the narrowest source that works; 0.0.0.0/0 is everybody.",
      ja: "ルールには相手（アドレスのブロック、セキュリティグループ、プレフィックスリストのいずれか）が必要です。相手のないルールは AWS に拒否されます。必要な範囲だけを指定してください。0.0.0.0/0 は全世界です。",
    },
  },
  {
    code: "group-rule-two-peers",
    severity: "error",
    doc: {
      en: 'A rule names a block of addresses or a security group, never both: AWS has no rule for "this group, and only from there".',
      ja: "ルールの相手は、アドレスのブロックかセキュリティグループのどちらか一方です。両方を満たすものだけ、というルールは AWS にありません。",
    },
  },
  {
    code: "group-rule-duplicate",
    severity: "error",
    doc: {
      en: "A security group holds each rule once, whatever its description. AWS refuses the second one.",
      ja: "セキュリティグループに、同じルールは一つしか置けません（説明が違っても同じです）。二つ目は AWS に拒否されます。",
    },
  },
  {
    code: "group-rule-redundant",
    severity: "info",
    doc: {
      en: "A group allows what any of its rules allows. A rule inside a wider one changes nothing, and makes the group look narrower than it is.",
      ja: "セキュリティグループは、いずれかのルールが許可するものを許可します。より広いルールに含まれるルールは何も変えず、グループを実際より狭く見せます。",
    },
  },
  {
    code: "group-reference-stale",
    severity: "warning",
    doc: {
      en: "A rule that names a deleted security group stays in place and matches nobody.",
      ja: "削除されたセキュリティグループを相手とするルールは残りますが、誰にも当てはまりません。",
    },
  },
  {
    code: "group-reference-other-vpc",
    severity: "warning",
    doc: {
      en: "A rule that names a group matches its members' private addresses. Members in a VPC that is not joined to this one cannot be met, so the rule matches nobody.",
      ja: "グループを相手とするルールは、そのメンバーのプライベートアドレスに当てはまります。つながっていない VPC のメンバーには会えないため、誰にも当てはまりません。",
    },
  },
  {
    code: "open-to-anyone",
    severity: "warning",
    doc: {
      en: "A rule that lets anyone in on every port guards nothing: databases, consoles and whatever starts listening tomorrow are all open.",
      ja: "誰にでも全ポートを開くルールは、何も守りません。データベースも管理用の口も、明日動き出すものも、すべて開いたままです。",
    },
  },
  {
    code: "open-admin-port",
    severity: "warning",
    doc: {
      en: "Ports for administration are tried day and night by programs that guess passwords. Name the addresses from which you work, or use Session Manager, which needs no inbound rule.",
      ja: "管理用のポートには、パスワードを試すプログラムが昼夜やって来ます。作業元のアドレスだけを許可するか、インバウンドルールの要らない Session Manager を使ってください。",
    },
  },
  {
    code: "open-data-port",
    severity: "warning",
    doc: {
      en: "A database or file share answers its application, never the whole internet. Name the security group of the application as the source.",
      ja: "データベースやファイル共有の相手はアプリケーションであり、全世界ではありません。送信元にはアプリケーションのセキュリティグループを指定してください。",
    },
  },
  {
    code: "clear-text-port",
    severity: "warning",
    doc: {
      en: "These protocols send passwords and contents readable by anyone on the way. Use their encrypted kin: SFTP, SSH, SMTP with TLS (587), POP3S (995), IMAPS (993).",
      ja: "これらのプロトコルは、パスワードや内容を途中の誰もが読める形で送ります。暗号化されたもの（SFTP、SSH、TLS 付き SMTP 587、POP3S 995、IMAPS 993）を使ってください。",
    },
  },
  {
    code: "http-without-tls",
    severity: "info",
    doc: {
      en: "Port 80 carries pages unencrypted. Beside 443 it is there to send visitors on; alone it is all that they get.",
      ja: "ポート 80 はページを暗号化せずに送ります。443 と並んでいれば転送のためですが、80 だけなら訪問者は暗号化を選べません。",
    },
  },
  {
    code: "default-group-used",
    severity: "info",
    doc: {
      en: "An interface for which no group is chosen gets the VPC's default one. All that landed there reach each other on every port; a group of its own says what is meant.",
      ja: "グループを選ばないと、VPC のデフォルトグループになります。デフォルトグループのものどうしは全ポートで通信できてしまいます。専用のグループなら意図がはっきりします。",
    },
  },
  {
    code: "group-unused",
    severity: "info",
    doc: {
      en: "No interface has this security group. Its rules guard nothing, and rules that name it match nobody.",
      ja: "このセキュリティグループを使うインターフェイスがありません。ルールは何も守らず、これを相手とするルールは誰にも当てはまりません。",
    },
  },
  {
    code: "acl-number-duplicate",
    severity: "error",
    doc: {
      en: "Entries of a network ACL are read by number, so each number stands once in a direction. AWS refuses the second one; until it is known which that is, the ACL's answer may be unknown.",
      ja: "ネットワーク ACL は番号順に評価されるため、同じ方向に同じ番号は一つだけです。後から作る方が AWS に拒否されます。どちらか決まるまで、判定は不明になることがあります。",
    },
  },
  {
    code: "acl-entry-shadowed",
    severity: "warning",
    doc: {
      en: "The lowest number that matches decides. An entry whose traffic is all taken by lower numbers never says anything: a deny there stops nothing, an allow lets nothing in.",
      ja: "最初に一致した小さい番号のルールが決めます。すべてを小さい番号に取られているルールは、何も決めません。そこで拒否しても止まらず、許可しても通りません。",
    },
  },
  {
    code: "acl-without-reply",
    severity: "warning",
    doc: {
      en: "A network ACL remembers nothing: the reply must be allowed on its own, in the other direction, to the client's ephemeral port (1024-65535). What is let through here gets no answer back.",
      ja: "ネットワーク ACL は状態を覚えません。応答は、逆方向でクライアントの一時ポート（1024-65535）宛てに別途許可する必要があります。ここで通したものには、応答が返りません。",
    },
  },
  {
    code: "vpc-without-flow-log",
    severity: "info",
    doc: {
      en: "Without a flow log nobody can see afterwards who spoke with whom, or what was rejected. One for the whole VPC is enough.",
      ja: "フローログがないと、誰が誰と通信し、何が拒否されたかを後から確かめられません。VPC 全体に一つあれば十分です。",
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
  {
    code: "duplicate-name",
    severity: "info",
    doc: {
      en: "Two things of one kind with one name in a VPC are easily taken for each other, and questions that name one are refused as ambiguous.",
      ja: "同じ VPC に同じ種類・同じ名前のものが二つあると取り違えやすく、名前で尋ねる質問もあいまいとして拒否されます。",
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
