// Where the person was just sent: an element and, inside its panel, a property or row to open. Findings,
// reasons and links write it; the panel reads it once and shows the place.
import { useSyncExternalStore } from "react";

export interface Attention {
  readonly element: string;
  /** The property, "" for whichever holds the row. */
  readonly field: string;
  /** The row key inside the property, "" for all of it. */
  readonly row: string;
  /** Counts up, so that the same place can be asked for twice. */
  readonly serial: number;
}

let current: Attention = { element: "", field: "", row: "", serial: 0 };
const listeners = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The engine names a row by its key alone; a property stands before it where one is meant. */
export function placeOf(row: string | undefined): { field: string; row: string } {
  const parts = (row ?? "").replace(/^props\./, "").split(".");
  const key = parts.pop() ?? "";
  return { field: parts.join("."), row: key };
}

/** The row of a property that attention is called to, if it is this property. */
export function attendedRow(attention: Attention | undefined, field: string): string {
  return attention && (attention.field === "" || attention.field === field) ? attention.row : "";
}

export function attend(element: string, place: { field?: string; row?: string } = {}): void {
  current = { element, field: place.field ?? "", row: place.row ?? "", serial: current.serial + 1 };
  for (const listener of listeners) listener();
}

/** The person went elsewhere: coming back later opens nothing by itself. */
export function forget(): void {
  current = { element: "", field: "", row: "", serial: current.serial };
  for (const listener of listeners) listener();
}

export function useAttention(): Attention {
  return useSyncExternalStore(subscribe, () => current);
}
