// The matrix of a design as the engine answers it, in the words and the forms that people take away.
import { t } from "../i18n";
import type { Design, End, Grid, GridCell, GridEnd } from "../wire/gen";
import { nameAt } from "./elements";

/** What a cell comes to. A cell that is open and may be open wider is "possible". */
export type Light = "open" | "possible" | "closed" | "self";

export function lightOf({ allowed, possible, self }: GridCell): Light {
  if (self) return "self";
  if (possible) return "possible";
  return allowed ? "open" : "closed";
}

/** Nothing more can pass. */
export const passesAll = ({ allowed, possible }: GridCell): boolean => allowed === "all" && !possible;

/** What passes, as people read it. */
export function cellText(cell: GridCell): string {
  switch (lightOf(cell)) {
    case "self":
      return "";
    case "closed":
      return t("matrix.nothing");
    case "possible":
      return passing(cell.possible ?? "");
    default:
      return passing(cell.allowed ?? "");
  }
}

const passing = (text: string): string => (text === "all" ? t("service.all") : text);

export const endName = (doc: Design, { id, name, outside }: GridEnd): string =>
  outside ? nameAt(doc, id) : name || t("tree.unnamed");

/** The end with the others that it stands for: "web 1 and 39 more". */
export const groupName = (doc: Design, end: GridEnd): string =>
  end.count > 1 ? t("matrix.group", { name: endName(doc, end), count: end.count - 1 }) : endName(doc, end);

/** The end as a question names it. */
export const endOf = ({ id, outside }: GridEnd): End =>
  outside && id !== "internet" ? { cidr: id } : { ref: id };

/** A cell of a table file: a spreadsheet must take none for a formula. */
export function csvCell(text: string): string {
  const inert = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** The grid as it is shown, for a spreadsheet. */
export function csvOf(doc: Design, grid: Grid): string {
  const head = ["", ...grid.to.map((end) => groupName(doc, end))];
  const rows = grid.rows.map(({ from, cells }) => [groupName(doc, from), ...cells.map(cellText)]);
  return [head, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}
