// The second lines of nodes.
import { word } from "../i18n";
import { refId } from "../store/document";
import { kindOf } from "../wire/catalogue";
import type { Block, Design, Interface, KindName, Ref, Rows } from "../wire/gen";

/** The first private address by the order of the keys; empty where AWS picks it. */
export function addressOf(interfaces: Rows<Interface>): string {
  for (const key of Object.keys(interfaces).sort()) {
    const [first] = Object.keys(interfaces[key]?.addresses ?? {}).sort();
    if (first !== undefined) return first;
  }
  return "";
}

/** What a value of an enum is called. */
export function optionText(kind: KindName, name: string, value: string): string {
  const options = kindOf(kind).fields.find((field) => field.name === name)?.options ?? [];
  const option = options.find((one) => one.value === value);
  return option ? word(option.label) : value;
}

/** Whether everything that it is to join is there: a reference to what is gone joins nothing. */
export const joins = (doc: Design, ...ends: (Ref | undefined)[]): boolean =>
  ends.every((end) => doc.resources[refId(end) ?? ""] !== undefined);

/** The first block of several, and how many more there are. */
export function firstOf(blocks: Rows<Block>): string {
  const [first, ...more] = Object.keys(blocks)
    .sort()
    .flatMap((key) => blocks[key]?.cidr ?? []);
  return first === undefined || more.length === 0 ? (first ?? "") : `${first} +${more.length}`;
}
