// Where the person was just sent: an element and, inside its panel, a property or row to open. Findings,
// reasons and links write it; the panel reads it once and shows the place.
import { useSyncExternalStore } from "react";

export interface Attention {
  readonly element: string;
  /** The property, "" for the element as a whole. */
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

/** Splits what the engine calls a row, "ingress.k1" or "props.ingress.k1", into its property and key. */
export function placeOf(row: string | undefined): { field: string; row: string } {
  const [field = "", ...rest] = (row ?? "").replace(/^props\./, "").split(".");
  return { field, row: rest.join(".") };
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
