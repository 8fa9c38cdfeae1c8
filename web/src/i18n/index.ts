// The language of the editor: one value for the page, read by every sentence. Changing it re-renders what
// subscribed; nothing is reloaded, so that pending edits and the view stay.
import { useSyncExternalStore } from "react";
import type { Words } from "../wire/gen";
import { en, type Key } from "./en";
import { ja } from "./ja";

export type { Key } from "./en";
export type Lang = "en" | "ja";

const sentences: { readonly [L in Lang]: { readonly [K in Key]: string } } = { en, ja };
const listeners = new Set<() => void>();
let current: Lang = "en";

export const lang = (): Lang => current;

export function setLang(next: Lang): void {
  if (next === current) return;
  current = next;
  for (const listener of listeners) listener();
}

export function onLang(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Fills `{name}` from values; a placeholder without a value stays, so that a test or a reader sees it. Between Latin and
 * Japanese letters stands a space, as everywhere: whether a value ends in one, the sentence cannot know. */
export function fill(sentence: string, values: { readonly [name: string]: string | number }): string {
  return sentence.replace(/\{(\w+)\}([ぁ-んァ-ヶ一-龠]?)/g, (whole, name: string, next: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    const gap = next !== "" && /[A-Za-z]$/.test(String(value)) ? " " : "";
    return `${value}${gap}${next}`;
  });
}

export function t(key: Key, values: { readonly [name: string]: string | number } = {}): string {
  return fill(sentences[current][key], values);
}

/** The half of the engine's own two-language text that the editor shows now. */
export const word = (words: Words): string => words[current];

/** What `say` says in each language, without changing that of the page: words are looked for in both. */
export function inEveryLang(say: () => string): readonly string[] {
  const shown = current;
  try {
    return (["en", "ja"] as const).map((each) => {
      current = each;
      return say();
    });
  } finally {
    current = shown;
  }
}

/** Re-renders the caller when the language changes. */
export function useLang(): Lang {
  return useSyncExternalStore(onLang, lang);
}
