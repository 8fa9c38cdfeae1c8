// Which two revisions are compared: kept in the address, so that a comparison can be sent to somebody.
import { useSyncExternalStore } from "react";

export interface Comparing {
  readonly old: number;
  /** The newest revision where it is "now". */
  readonly now: number | "now";
}

const form = /^#compare=(\d+)\.\.(\d+|now)$/;

export function comparingOf(hash: string): Comparing | undefined {
  const [, old, now] = form.exec(hash) ?? [];
  if (old === undefined || now === undefined) return undefined;
  return { old: Number(old), now: now === "now" ? "now" : Number(now) };
}

export const hashOf = ({ old, now }: Comparing): string => `#compare=${old}..${now}`;

/** Shows a comparison, or the editor again. */
export function compare(pair: Comparing | undefined): void {
  const { pathname, search } = location;
  const address = `${pathname}${search}${pair ? hashOf(pair) : ""}`;
  if (address === `${pathname}${search}${location.hash}`) return;
  history.pushState(null, "", address);
  for (const listener of listeners) listener();
}

const listeners = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  window.addEventListener("hashchange", listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("hashchange", listener);
    window.removeEventListener("popstate", listener);
  };
};

/** The text is the snapshot: equal addresses are one value. */
export function useComparing(): Comparing | undefined {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return comparingOf(hash);
}
