// The trace of a conversation as a sequence: who hands the packet to whom, who lets it pass, and the reply.
import type { Explanation, Hop, KindName, Words } from "../wire/gen";

export interface Party {
  readonly id: string;
  readonly name: string;
  readonly kind: KindName | undefined;
  /** The addresses that the design fixes, "" where AWS picks them. */
  readonly address: string;
}

export interface Check {
  readonly id: string;
  readonly name: string;
  readonly passes: boolean;
  readonly text: Words;
}

export interface Step {
  /** Indices of parties. */
  readonly from: number;
  readonly to: number;
  readonly reply: boolean;
  readonly arrives: boolean;
  /** The filters and tables on the way, in their order. */
  readonly checks: readonly Check[];
}

export interface Sequence {
  readonly service: string;
  readonly parties: readonly Party[];
  readonly steps: readonly Step[];
}

/** What the sequence needs to know of the design. */
export interface Lookup {
  readonly name: (id: string) => string;
  readonly kind: (id: string) => KindName | undefined;
  readonly address: (id: string) => string;
}

/** Filters and tables hand nothing on by themselves: they judge what passes between two others. */
const judges: ReadonlySet<KindName> = new Set(["securityGroup", "networkAcl", "routeTable", "subnet"]);

const stops = ({ decision }: Hop): boolean => decision === "deny" || decision === "drop";

/** The sequence up to where the packet, or its reply, is stopped. What lies behind was never reached. */
export function traceToSequence(explanation: Explanation, look: Lookup): Sequence {
  const parties: Party[] = [];
  const partyOf = (id: string, kind?: KindName): number => {
    const known = parties.findIndex((party) => party.id === id);
    if (known >= 0) return known;
    const party = { id, name: look.name(id), kind: look.kind(id) ?? kind, address: look.address(id) };
    return parties.push(party) - 1;
  };
  const walk = (hops: readonly Hop[], start: string, end: string, reply: boolean): Step[] => {
    const steps: Step[] = [];
    let from = partyOf(start);
    let checks: Check[] = [];
    for (const hop of hops) {
      const stopped = stops(hop);
      if (judges.has(hop.kind)) {
        checks.push(checkOf(hop, look));
        if (!stopped) continue;
        steps.push({ from, to: partyOf(nextAfter(hops, hop) ?? end), reply, arrives: false, checks });
        return steps;
      }
      const to = partyOf(hop.resource, hop.kind);
      if (to === from && !stopped) continue;
      if (stopped) checks.push(checkOf(hop, look));
      steps.push({ from, to, reply, arrives: !stopped, checks });
      if (stopped) return steps;
      from = to;
      checks = [];
    }
    return steps;
  };
  const there = walk(explanation.path, explanation.from, explanation.to, false);
  const arrived = there.length > 0 && there.every((step) => step.arrives);
  const back = arrived ? walk(explanation.returnPath, explanation.to, explanation.from, true) : [];
  return { service: explanation.service, parties, steps: [...there, ...back] };
}

const checkOf = (hop: Hop, look: Lookup): Check => ({
  id: hop.resource,
  name: look.name(hop.resource),
  passes: !stops(hop),
  text: hop.text,
});

/** Whom the packet would have reached next. */
function nextAfter(hops: readonly Hop[], hop: Hop): string | undefined {
  return hops.slice(hops.indexOf(hop) + 1).find(({ kind }) => !judges.has(kind))?.resource;
}

/** A name that Mermaid takes for a name: whatever could be its syntax, or HTML, becomes an entity. Control
 * characters and those that turn the direction of text become spaces. */
export function mermaidText(text: string): string {
  const plain = text.replace(/[\p{C}\p{Z}\s]+/gu, " ").trim();
  const cut = Array.from(plain).slice(0, longestName).join("");
  const entity = (character: string) => `#${character.codePointAt(0)};`;
  return (
    cut
      .replace(/[^\p{L}\p{N} ._/-]/gu, entity)
      // The word alone ends a block in the middle of a line.
      .replace(/\bend\b/giu, (word) => entity(word[0] ?? "") + word.slice(1)) || "-"
  );
}

const longestName = 120;

/** The sequence as text of Mermaid; `words` says a check, and what the reply is called. */
export function mermaidOf(
  { service, parties, steps }: Sequence,
  words: { readonly reply: string; readonly text: (words: Words) => string },
): string {
  const lines = ["sequenceDiagram"];
  parties.forEach(({ name, address }, i) => {
    lines.push(`  participant p${i} as ${mermaidText(address ? `${name} ${address}` : name)}`);
  });
  for (const { from, to, reply, arrives, checks } of steps) {
    const arrow = arrives ? (reply ? "-->>" : "->>") : reply ? "--x" : "-x";
    lines.push(`  p${from}${arrow}p${to}: ${mermaidText(reply ? words.reply : service)}`);
    for (const check of checks) {
      const [left, right] = [Math.min(from, to), Math.max(from, to)];
      const over = left === right ? `p${left}` : `p${left},p${right}`;
      lines.push(`  Note over ${over}: ${mermaidText(`${check.name} ${words.text(check.text)}`)}`);
    }
  }
  return `${lines.join("\n")}\n`;
}
