// What the server's page tells the editor: data attributes of the element that it fills.
export interface Page {
  /** The diagram to open. */
  readonly doc: string;
  /** Where the server lives, with a slash at the end: all addresses start here. */
  readonly base: string;
  /** "" follows the browser. */
  readonly lang: string;
}

export function pageOf(root: HTMLElement): Page {
  const { doc = "", base = "/", lang = "" } = root.dataset;
  return { doc, base: base.endsWith("/") ? base : `${base}/`, lang };
}
