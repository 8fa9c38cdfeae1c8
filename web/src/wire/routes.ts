/** What is taken home: a format, its spelling, and the revision. */
export interface Taken {
  readonly format: string;
  readonly as: string;
  readonly rev: number;
  /** The flows go along, as paths for AWS's Reachability Analyzer. */
  readonly paths: boolean;
}

const takenQuery = ({ as, rev, paths }: Taken): string => `as=${as}&rev=${rev}${paths ? "&paths=1" : ""}`;

// Every address of the server that the editor uses. `base` ends with a slash.
export const routes = {
  socket: (base: string, doc: string) => {
    const url = new URL(`${base}d/${doc}/socket`, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    return url.href;
  },
  snapshot: (base: string, doc: string) => `${base}d/${doc}/snapshot`,
  snapshotAt: (base: string, doc: string, rev: number) => `${base}d/${doc}/snapshot?rev=${rev}`,
  versions: (base: string, doc: string) => `${base}d/${doc}/versions`,
  restore: (base: string, doc: string, rev: number) => `${base}d/${doc}/versions/${rev}/restore`,
  goBetween: (base: string, doc: string, to: number, leaving: number) =>
    `${base}d/${doc}/versions/${to}/restore?leaving=${leaving}`,
  importNew: (base: string) => `${base}import`,
  importInto: (base: string, doc: string) => `${base}d/${doc}/import`,
  diagram: (base: string, doc: string) => `${base}d/${doc}`,
  exports: (base: string, doc: string) => `${base}d/${doc}/export`,
  export: (base: string, doc: string, taken: Taken) =>
    `${base}d/${doc}/export/${taken.format}?${takenQuery(taken)}`,
  exportContents: (base: string, doc: string, taken: Taken) =>
    `${base}d/${doc}/export/${taken.format}/contents?${takenQuery(taken)}`,
  rule: (base: string, code: string) => `${base}docs/rules/${code}`,
  reason: (base: string, code: string) => `${base}docs/reasons/${code}`,
} as const;
