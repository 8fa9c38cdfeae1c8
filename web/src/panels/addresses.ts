// Arithmetic on IP addresses and blocks, as the panels need it. What a block means is the engine's business;
// here blocks are only read, spelled and counted.

export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

export interface Block {
  readonly family: 4 | 6;
  /** The first address: host bits are cut off, as the engine does. */
  readonly first: bigint;
  readonly length: number;
}

const bitsOf = (family: 4 | 6): number => (family === 4 ? 32 : 128);

export function parseAddress(text: string): Address | undefined {
  const trimmed = text.trim();
  return trimmed.includes(":") ? parse6(trimmed) : parse4(trimmed);
}

function parse4(text: string): Address | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    // A leading zero is octal to some programs and decimal to others: nobody may write one.
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    value = value * 256n + BigInt(part);
  }
  return { family: 4, value };
}

function parse6(text: string): Address | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const groups = (half: string) => (half === "" ? [] : half.split(":"));
  const head = groups(halves[0] ?? "");
  const tail = groups(halves[1] ?? "");
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const all = [...head, ...Array.from({ length: Math.max(missing, 0) }, () => "0"), ...tail];
  let value = 0n;
  for (const group of all) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
    value = value * 65536n + BigInt(`0x${group}`);
  }
  return { family: 6, value };
}

export function addressText({ family, value }: Address): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join(".");
  const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 65535n).toString(16));
  return shortest(groups);
}

/** RFC 5952: the first of the longest runs of two or more zero groups becomes "::". */
function shortest(groups: readonly string[]): string {
  let best = { at: -1, length: 1 };
  for (let at = 0; at < groups.length; at++) {
    let length = 0;
    while (groups[at + length] === "0") length++;
    if (length > best.length) best = { at, length };
  }
  if (best.at < 0) return groups.join(":");
  return `${groups.slice(0, best.at).join(":")}::${groups.slice(best.at + best.length).join(":")}`;
}

export function parseBlock(text: string): Block | undefined {
  const [address = "", length = "", ...rest] = text.trim().split("/");
  const parsed = parseAddress(address);
  if (!parsed || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const bits = bitsOf(parsed.family);
  if (Number(length) > bits) return undefined;
  const host = BigInt(bits - Number(length));
  return { family: parsed.family, first: (parsed.value >> host) << host, length: Number(length) };
}

export const blockText = ({ family, first, length }: Block): string =>
  `${addressText({ family, value: first })}/${length}`;

/** How many addresses a block has. */
export const sizeOf = ({ family, length }: Block): bigint => 1n << BigInt(bitsOf(family) - length);

/** What AWS keeps in each subnet: the network, the router, DNS, one for later, and the broadcast address. */
export const keptByAws = 5n;

/** The addresses of a subnet's IPv4 block that an interface can have. */
export function usableOf(block: Block): bigint {
  const size = sizeOf(block);
  return size > keptByAws ? size - keptByAws : 0n;
}
