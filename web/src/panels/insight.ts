// Which insight is shown, and where a blast starts: people choose it in the panel, actions from anywhere.
import { useSyncExternalStore } from "react";
import { showTab } from "./tab";

export type View = "exposure" | "blast" | "whatif";
export const views: readonly View[] = ["exposure", "blast", "whatif"];

export interface Insight {
  readonly view: View;
  /** The element that a blast starts from; "" for none. */
  readonly from: string;
  readonly hops: number;
}

let current: Insight = { view: "exposure", from: "", hops: 2 };
const listeners = new Set<() => void>();

export function chooseInsight(change: Partial<Insight>): void {
  current = { ...current, ...change };
  for (const listener of listeners) listener();
}

/** Brings the tab with it. */
export function showInsight(change: Partial<Insight>): void {
  chooseInsight(change);
  showTab("insights");
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useInsight = (): Insight => useSyncExternalStore(subscribe, () => current);
