// Theme and language: the person's choice, kept in the browser; without one the system's and the browser's.
import { lang, onLang, setLang } from "../i18n";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing still shows what was chosen, until the page is gone.
  }
}

/** What was chosen; "system" follows the system as it changes. */
export const theme = (): Theme =>
  themes.find((name) => name === document.documentElement.dataset.theme) ?? "system";

export function chooseTheme(next: Theme): void {
  if (next === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  keep("vpcanvas:theme", next);
}

export function toggleLang(): void {
  setLang(lang() === "ja" ? "en" : "ja");
  keep("vpcanvas:lang", lang());
}

/** Applies what was chosen before; `asked` is the page's own language, if it has one. */
export function applyPreferences(asked: string): void {
  const chosen = kept("vpcanvas:theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  const wanted = kept("vpcanvas:lang") ?? (asked || navigator.language);
  setLang(wanted.startsWith("ja") ? "ja" : "en");
  const onPage = () => {
    document.documentElement.lang = lang();
  };
  onPage();
  onLang(onPage);
}
