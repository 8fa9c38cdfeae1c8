// Named revisions.
import { asked } from "./asked";

export interface Version {
  readonly rev: number;
  readonly name: string;
  readonly by: string;
  readonly at: string;
}

export interface Versions {
  /** The newest revision. */
  readonly head: number;
  readonly versions: readonly Version[];
}

export const listVersions = (url: string): Promise<Versions> => asked(url, { method: "GET" });

/** Names what is on the screen, whatever others do meanwhile. */
export const nameVersion = (url: string, name: string, rev: number): Promise<Version> =>
  asked(url, { method: "POST", body: JSON.stringify({ name, rev }) });

export const restoreVersion = (url: string): Promise<{ readonly rev: number }> =>
  asked(url, { method: "POST" });
