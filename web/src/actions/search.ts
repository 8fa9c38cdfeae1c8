// Finding a command by some of its words, in either language, typed as they come to mind.
import { inEveryLang } from "../i18n";
import type { Action } from "./action";

/** How well one typed word fits a text: the start of a word, a part, the letters in order, or not at all. */
function fit(typed: string, text: string): number {
  if (text.split(/[\s/（）()・]+/).some((word) => word.startsWith(typed))) return 3;
  if (text.includes(typed)) return 2;
  let at = 0;
  for (const letter of typed) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return 0;
  }
  // Two letters in order are found in nearly every text.
  return typed.length > 2 ? 1 : 0;
}

/** 0 where a typed word fits nowhere in the text. */
export function score(query: string, text: string): number {
  const spelled = plain(text);
  let sum = 0;
  for (const typed of plain(query).split(/\s+/).filter(Boolean)) {
    const fits = fit(typed, spelled);
    if (fits === 0) return 0;
    sum += fits;
  }
  return sum;
}

/** As NFKC, so that full-width letters of an input method find what is written in half-width ones. */
const plain = (text: string): string => text.normalize("NFKC").toLowerCase();

/** The actions that the query names, the best first; all of them in their order where nothing is typed. */
export function search(actions: readonly Action[], query: string): readonly Action[] {
  if (query.trim() === "") return actions;
  const found = actions.flatMap((action) => {
    const best = Math.max(...inEveryLang(action.label).map((text) => score(query, text)));
    return best > 0 ? [{ action, best }] : [];
  });
  return found.sort((a, b) => b.best - a.best).map(({ action }) => action);
}
