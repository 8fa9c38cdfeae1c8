// Widths of texts, so that they can be cut before they are drawn: asking the drawing itself would make the
// browser lay it out again for each label.

/** Names of boxes from far away have this size on the screen. */
export const nameSize = 12;

export const fonts = {
  name: `600 ${nameSize}px system-ui, sans-serif`,
  title: "600 13px system-ui, sans-serif",
  small: "400 11px system-ui, sans-serif",
  label: "500 11px ui-monospace, monospace",
} as const;

const widths = new Map<string, number>();
let context: CanvasRenderingContext2D | null | undefined;

export function widthOf(text: string, font: keyof typeof fonts): number {
  const key = `${font}:${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size > 20_000) widths.clear();
  context ??= document.createElement("canvas").getContext("2d");
  if (!context) return text.length * 8;
  context.font = fonts[font];
  const { width } = context.measureText(text);
  widths.set(key, width);
  return width;
}

/** The text, or as much of it as fits with an ellipsis. */
export function clipped(text: string, font: keyof typeof fonts, room: number): string {
  if (widthOf(text, font) <= room) return text;
  const letters = Array.from(text);
  let [fits, over] = [0, letters.length];
  while (over - fits > 1) {
    const half = (fits + over) >> 1;
    if (widthOf(`${letters.slice(0, half).join("")}…`, font) <= room) fits = half;
    else over = half;
  }
  return fits === 0 ? "" : `${letters.slice(0, fits).join("")}…`;
}

/** What tells names apart that begin alike: the number, or the short word, that they end in. */
export const endOf = (name: string): string => /(?:[\s_-][^\s_-]{1,4}|\d{1,4})$/.exec(name)?.[0] ?? "";

/** The name, or its beginning and what tells it from others. */
export function clippedName(name: string, font: keyof typeof fonts, room: number): string {
  if (widthOf(name, font) <= room) return name;
  const end = endOf(name);
  const start = clipped(name.slice(0, name.length - end.length), font, room - widthOf(end, font));
  return start === "" ? clipped(name, font, room) : start + end;
}
