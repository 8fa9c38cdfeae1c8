// What is asked for by HTTP: rarely, so that it needs no place on the socket.
import { t } from "../i18n";

/** As `fetch`; where nobody answers, the error says so in words: each browser has words of its own, in English. */
export async function fetched(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, cache: "no-store" });
  } catch {
    throw new Error(t("wire.unreachable"));
  }
}

/** Why something failed, in the words of whoever failed. */
export const causeText = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** The answer as JSON, or an error with the sentence that the server gave. */
export async function asked<T>(url: string, init: RequestInit): Promise<T> {
  const headers = { accept: "application/json", "content-type": "application/json" };
  const response = await fetched(url, { ...init, headers });
  if (response.ok) return (await response.json()) as T;
  const { error } = (await response.json().catch(() => ({}))) as { error?: unknown };
  throw new Error(typeof error === "string" ? error : `${response.status} ${response.statusText}`.trim());
}
