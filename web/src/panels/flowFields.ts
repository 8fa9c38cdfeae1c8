// The properties of a flow, described as the kind catalogue describes those of a resource, so that the same
// editors serve both.
import { internetId } from "../store/document";
import { flowEnds } from "../store/ends";
import { type Field, kinds } from "../wire/gen";

export const servicesField: Field = {
  name: "services",
  type: "rows",
  label: { en: "Services", ja: "サービス" },
  help: { en: "None: all traffic.", ja: "なければすべての通信。" },
  fields: [
    { name: "protocol", type: "protocol", label: { en: "Protocol", ja: "プロトコル" } },
    {
      name: "ports",
      type: "ports",
      label: { en: "Ports", ja: "ポート" },
      help: { en: "Empty: all.", ja: "空欄ならすべて。" },
    },
    { name: "types", type: "types", label: { en: "ICMP type", ja: "ICMP タイプ" } },
  ],
};

export const flowFields: readonly Field[] = [
  {
    name: "expect",
    type: "enum",
    label: { en: "Expectation", ja: "期待" },
    options: [
      { value: "must", label: { en: "Must reach", ja: "届くこと" } },
      { value: "must-not", label: { en: "Must not reach", ja: "届かないこと" } },
    ],
  },
  {
    name: "family",
    type: "enum",
    label: { en: "Address family", ja: "アドレスファミリー" },
    options: [
      { value: "any", label: { en: "Any", ja: "どちらでも" } },
      { value: "4", label: { en: "IPv4", ja: "IPv4" } },
      { value: "6", label: { en: "IPv6", ja: "IPv6" } },
    ],
  },
  {
    name: "via",
    type: "ref",
    label: { en: "By way of", ja: "経由" },
    help: {
      en: "A jump host: the arrow is then two conversations.",
      ja: "踏み台。矢印は二つの通信になります。",
    },
    refs: kinds
      .filter(({ fields }) => fields.some(({ name }) => name === "interfaces"))
      .map(({ name }) => name),
  },
  {
    name: "why",
    type: "multiline",
    label: { en: "Purpose", ja: "目的" },
    help: { en: "Why it is expected; for reviewers.", ja: "期待する理由。レビューする人のために。" },
  },
];

/** What an arrow may begin or end at. The internet stands beside them. */
export const endField = (name: "from" | "to"): Field => ({
  name,
  type: "ref",
  label: name === "from" ? { en: "From", ja: "始点" } : { en: "To", ja: "終点" },
  options: [],
  refs: kinds
    .map((kind) => kind.name)
    .filter((kind) => (flowEnds.has(kind) && kind !== internetId) || kind === "securityGroup"),
});

export const blockField: Field = {
  name: "cidr",
  type: "cidr",
  label: { en: "Address block", ja: "アドレスブロック" },
};
export const serviceField: Field = {
  name: "service",
  type: "text",
  label: { en: "Service", ja: "サービス" },
  help: { en: "For example s3.", ja: "例: s3" },
};
export const regionField: Field = {
  name: "region",
  type: "text",
  label: { en: "Region", ja: "リージョン" },
};
