// Reading what people type, before it is sent: the value in the engine's spelling, or a sentence about what
// is wrong. The engine checks again and has the last word; this saves the round trip.
import type { Key } from "../i18n";
import type { Field, FieldType } from "../wire/gen";
import { addressText, blockText, parseAddress, parseBlock } from "./addresses";

export interface Problem {
  readonly key: Key;
  readonly values?: { readonly [name: string]: string | number };
}

export type Checked = { readonly value: string | number } | { readonly problem: Problem };

const problem = (key: Key, values?: Problem["values"]): Checked => ({
  problem: values ? { key, values } : { key },
});

/** The types of fields that are edited as one line of text. */
export type TypedType = Exclude<FieldType, "bool" | "enum" | "ref" | "set" | "addresses" | "rows">;

const checks: { readonly [T in TypedType]: (text: string, field: Field) => Checked } = {
  text: (text) => ({ value: text }),
  multiline: (text) => ({ value: text }),
  int: checkInt,
  cidr: (text) => checkBlock(text),
  protocol: (text) => checkProtocol(text),
  ports: (text) => checkPorts(text),
  types: (text) => checkTypes(text),
};

export const isTyped = (type: FieldType): type is TypedType => Object.hasOwn(checks, type);

export function check(field: Field, text: string): Checked {
  return isTyped(field.type) ? checks[field.type](text, field) : { value: text };
}

function checkInt(text: string, { min, max }: Field): Checked {
  const trimmed = text.trim();
  if (!/^-?\d{1,15}$/.test(trimmed)) return problem("check.int");
  const value = Number(trimmed);
  // The catalogue leaves out a bound of zero, and both where there is none.
  const bounded = min !== undefined || max !== undefined;
  const [least, most] = [min ?? 0, max ?? 0];
  if (bounded && (value < least || value > most)) return problem("check.range", { min: least, max: most });
  return { value };
}

function checkBlock(text: string): Checked {
  if (text.trim() === "") return { value: "" };
  const block = parseBlock(text);
  if (block) return { value: blockText(block) };
  const address = parseAddress(text);
  if (!address) return problem("check.cidr");
  // Who writes 10.0.1.0 means a block; any other address may be one host.
  const [ofHost, ofBlock] = address.family === 4 ? [32, 24] : [128, 64];
  const length = /(\.0|::)$/.test(text.trim()) ? ofBlock : ofHost;
  return problem("check.cidrNoLength", { example: `${addressText(address)}/${length}` });
}

const namedProtocols: { readonly [number: string]: string } = {
  "": "all",
  "-1": "all",
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
};
const protocolNames: ReadonlySet<string> = new Set(["all", "tcp", "udp", "icmp", "icmpv6"]);

function checkProtocol(text: string): Checked {
  const name = text.trim().toLowerCase();
  const named = namedProtocols[name] ?? name;
  if (protocolNames.has(named)) return { value: named };
  return /^(0|[1-9]\d{0,2})$/.test(named) && Number(named) <= 255
    ? { value: named }
    : problem("check.protocol");
}

function checkPorts(text: string): Checked {
  const trimmed = text.trim();
  if (trimmed === "") return { value: "" };
  const match = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(trimmed);
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  if (!match || from > 65535 || to > 65535) return problem("check.ports");
  if (from > to) return problem("check.portsOrder", { from, to });
  if (from === 0 && to === 65535) return { value: "" };
  return { value: from === to ? String(from) : `${from}-${to}` };
}

function checkTypes(text: string): Checked {
  const trimmed = text.trim();
  if (trimmed === "") return { value: "" };
  const match = /^(\d{1,3})(?::(\d{1,3}))?$/.exec(trimmed);
  const numbers =
    match
      ?.slice(1)
      .filter((part) => part !== undefined)
      .map(Number) ?? [];
  if (!match || numbers.some((n) => n > 255)) return problem("check.types");
  return { value: numbers.join(":") };
}

/** An address in its one spelling, for the set of an interface. */
export function checkAddress(text: string): Checked {
  const address = parseAddress(text);
  return address ? { value: addressText(address) } : problem("check.address");
}
