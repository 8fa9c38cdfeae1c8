// The trace of a conversation as a sequence: who hands the packet to whom, who lets it pass, and the reply.
import type { Explanation, Hop, KindName, Leg, Rewrite, Words } from "../wire/gen";

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

/** What a gateway did to one address of the packet. */
export interface Translation {
  readonly of: Rewrite["of"];
  readonly before: string;
  readonly after: string;
}

export interface Step {
  /** Indices of parties. */
  readonly from: number;
  readonly to: number;
  readonly reply: boolean;
  readonly arrives: boolean;
  /** What is asked for: a load balancer asks its targets for something else than it was asked for. */
  readonly service: string;
  /** What the sender of this step, a gateway, made of the addresses. */
  readonly translations: readonly Translation[];
  /** The filters and tables on the way, in their order. */
  readonly checks: readonly Check[];
}

export interface Sequence {
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

/** A conversation as the engine tells it: of an arrow, or one that a load balancer makes of it. */
type Conversation = Pick<Explanation, "from" | "to" | "service" | "path" | "returnPath">;

/** The sequence up to where the packet, or its reply, is stopped. What lies behind was never reached. What is
 * asked of a load balancer is followed to one of its targets before the answer. */
export function traceToSequence(explanation: Explanation, look: Lookup): Sequence {
  const parties: Party[] = [];
  const partyOf = (id: string, kind?: KindName): number => {
    const known = parties.findIndex((party) => party.id === id);
    if (known >= 0) return known;
    const party = { id, name: look.name(id), kind: look.kind(id) ?? kind, address: look.address(id) };
    return parties.push(party) - 1;
  };
  const there = stepsOf(explanation, false, partyOf, look);
  partyOf(explanation.to); // whom it was for is shown, also where it was never reached
  const behind = arrived(there) ? targetOf(explanation.legs) : undefined;
  const inner = behind ? bothWays(behind, partyOf, look) : [];
  const answered = arrived(there) && (inner.length === 0 || arrived(inner));
  const back = answered ? stepsOf(answering(explanation), true, partyOf, look) : [];
  return { parties, steps: [...there, ...inner, ...back] };
}

/** A load balancer that keeps the client's address is on the way to the target, which answers itself. */
function answering(explanation: Explanation): Conversation {
  const target = explanation.legs?.some(({ role }) => role === "through") && explanation.returnPath[0];
  return target ? { ...explanation, to: target.resource } : explanation;
}

const arrived = (steps: readonly Step[]): boolean => steps.length > 0 && steps.every((step) => step.arrives);

/** The target that is followed: one that answers, where there is one. */
function targetOf(legs: readonly Leg[] = []): Leg | undefined {
  const targets = legs.filter(({ role }) => role === "target");
  return targets.find(({ fate }) => fate === "reachable") ?? targets[0];
}

type PartyOf = (id: string, kind?: KindName) => number;

function bothWays(conversation: Conversation, partyOf: PartyOf, look: Lookup): readonly Step[] {
  const there = stepsOf(conversation, false, partyOf, look);
  return arrived(there) ? [...there, ...stepsOf(conversation, true, partyOf, look)] : there;
}

/** One way of a conversation. */
function stepsOf(
  conversation: Conversation,
  reply: boolean,
  partyOf: PartyOf,
  look: Lookup,
): readonly Step[] {
  const { service, path, returnPath } = conversation;
  const [hops, start, end] = reply
    ? [returnPath, conversation.to, conversation.from]
    : [path, conversation.from, conversation.to];
  const steps: Step[] = [];
  let from = partyOf(start);
  let checks: Check[] = [];
  let translations: Translation[] = [];
  for (const hop of hops) {
    const stopped = stops(hop);
    if (judges.has(hop.kind)) {
      checks.push(checkOf(hop, look));
      if (!stopped) continue;
      const to = partyOf(nextAfter(hops, hop) ?? end);
      steps.push({ from, to, reply, arrives: false, service, checks, translations });
      return steps;
    }
    const here = partyOf(hop.resource, hop.kind);
    if (hop.resolves) {
      const asked = {
        reply: false,
        arrives: true,
        service: `DNS ${hop.resolves}`,
        translations: [],
        checks: [],
      };
      steps.push({ ...asked, from, to: here }, { ...asked, from: here, to: from, reply: true });
      continue;
    }
    if (here === from && !stopped) {
      if (hop.rewrite) translations.push(hop.rewrite);
      continue;
    }
    // What its own sender loses is lost on the way to the next one.
    const to = here === from ? partyOf(nextAfter(hops, hop) ?? end) : here;
    if (stopped) checks.push(checkOf(hop, look));
    steps.push({ from, to, reply, arrives: !stopped, service, checks, translations });
    if (stopped) return steps;
    from = to;
    checks = [];
    translations = hop.rewrite ? [hop.rewrite] : [];
  }
  return steps;
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
  { parties, steps }: Sequence,
  words: {
    readonly reply: string;
    readonly text: (words: Words) => string;
    readonly translation: (translation: Translation) => string;
  },
): string {
  const lines = ["sequenceDiagram"];
  parties.forEach(({ name, address }, i) => {
    lines.push(`  participant p${i} as ${mermaidText(address ? `${name} ${address}` : name)}`);
  });
  for (const { from, to, reply, arrives, service, checks, translations } of steps) {
    for (const translation of translations) {
      lines.push(`  Note over p${from}: ${mermaidText(words.translation(translation))}`);
    }
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
