import { t, word } from "../../i18n";
import type { Field, Op } from "../../wire/gen";
import { isEmpty } from "../rows";

/** What every editor of one value is given, wherever the value stands: in a resource, a flow or a row. */
export interface EditorProps {
  readonly field: Field;
  readonly value: unknown;
  /** The element that the value belongs to: decides which references come first. */
  readonly owner: string;
  readonly readOnly: boolean;
  /** Why the engine refused the last value, in words. */
  readonly refused?: string | undefined;
  readonly write: (value: unknown) => void;
  /** What writing a value would do: where it is given, its consequence shows while the value is typed. */
  readonly tentative?: (value: unknown) => readonly Op[];
}

/** That the engine refused the last value, and why. */
export const refusalOf = (refused: string | undefined): string | undefined =>
  refused && t("panel.refused", { text: refused });

/** Values that machines read are set in the type of machines. */
export const isMono = (field: Field): boolean =>
  field.type === "cidr" || field.type === "ports" || field.type === "types" || field.type === "int";

/** Help is for those who meet an empty property: beside a value it would only be noise. */
export const helpOf = (field: Field, value: unknown): string | undefined =>
  field.help && isEmpty(value) ? word(field.help) : undefined;
