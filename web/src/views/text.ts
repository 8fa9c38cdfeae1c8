// The second lines of nodes.
import { word } from "../i18n";
import { kindOf } from "../wire/catalogue";
import type { Interface, KindName, Rows } from "../wire/gen";

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
