// What is asked for by HTTP: rarely, so that it needs no place on the socket.

/** The answer as JSON, or an error with the sentence that the server gave. */
export async function asked<T>(url: string, init: RequestInit): Promise<T> {
  const headers = { accept: "application/json", "content-type": "application/json" };
  const response = await fetch(url, { ...init, headers, cache: "no-store" });
  if (response.ok) return (await response.json()) as T;
  const { error } = (await response.json().catch(() => ({}))) as { error?: unknown };
  throw new Error(typeof error === "string" ? error : `${response.status} ${response.statusText}`.trim());
}
