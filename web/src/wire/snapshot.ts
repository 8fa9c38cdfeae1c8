import { fetched } from "./asked";
import type { Design } from "./gen";

export interface Snapshot {
  readonly epoch: string;
  readonly rev: number;
  readonly design: Design;
}

/** Fetches the diagram as it is committed now. Snapshots travel by HTTP, compressed, never on the socket. */
export async function fetchSnapshot(url: string): Promise<Snapshot> {
  const response = await fetched(url, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
  return (await response.json()) as Snapshot;
}
