// Which tab of the panel is shown: people choose it there, actions from anywhere.
import { useSyncExternalStore } from "react";

export type TabName = "properties" | "findings" | "insights" | "versions";

let current: TabName = "properties";
const listeners = new Set<() => void>();

export function showTab(next: TabName): void {
  if (next === current) return;
  current = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const currentTab = (): TabName => current;

export const useTab = (): TabName => useSyncExternalStore(subscribe, () => current);
