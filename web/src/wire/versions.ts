// Named revisions, by HTTP: they are rarely asked for and need no place on the socket.
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

async function asked<T>(url: string, init: RequestInit): Promise<T> {
  const headers = { accept: "application/json", "content-type": "application/json" };
  const response = await fetch(url, { ...init, headers, cache: "no-store" });
  if (response.ok) return (await response.json()) as T;
  const { error } = (await response.json().catch(() => ({}))) as { error?: unknown };
  throw new Error(typeof error === "string" ? error : `${response.status} ${response.statusText}`.trim());
}

export const listVersions = (url: string): Promise<Versions> => asked(url, { method: "GET" });

/** Names what is on the screen, whatever others do meanwhile. */
export const nameVersion = (url: string, name: string, rev: number): Promise<Version> =>
  asked(url, { method: "POST", body: JSON.stringify({ name, rev }) });

export const restoreVersion = (url: string): Promise<{ readonly rev: number }> =>
  asked(url, { method: "POST" });
