// Rows: the unit of an edit is one whole row, so every change here makes a complete row.
import type { Bag } from "../store/document";
import type { Field, Op } from "../wire/gen";
import { newRowKey } from "../wire/ids";

export type Row = Bag;
export type Rows = { readonly [key: string]: Row };

/** The fields that people are offered: where AWS has nothing to choose, neither has the panel. */
export const offered = (fields: readonly Field[] = []): readonly Field[] =>
  fields.filter(({ hidden }) => !hidden);

/** Interfaces and their like hold lists of their own: each is shown as a card that is edited in place. */
export const isRecord = (field: Field): boolean =>
  (field.fields ?? []).some((column) => column.type === "set" || column.type === "addresses");

/** Interfaces have names that people say; all other keys are random. */
export function newKey(field: Field, rows: Rows): string {
  if (field.name !== "interfaces") return newRowKey();
  let n = 0;
  while (Object.hasOwn(rows, `eth${n}`)) n++;
  return `eth${n}`;
}

/** A row to start from. What a person did not choose is left for the engine's defaults. */
export function newRow(field: Field, rows: Rows): Row {
  const row: { [column: string]: unknown } = {};
  for (const column of field.fields ?? []) {
    const value = startOf(column, rows);
    if (value !== undefined) row[column.name] = value;
  }
  return row;
}

function startOf(column: Field, rows: Rows): unknown {
  switch (column.type) {
    case "protocol":
      return "tcp";
    case "enum":
    case "ref":
      return column.options?.[0]?.value;
    case "int":
      return column.name === "ruleNumber" ? nextNumber(column, rows) : portToStart(column);
    case "set":
    case "addresses":
      return {};
    default:
      return undefined;
  }
}

/** HTTP's, where a port is needed; nothing where an empty one is the group's. */
const portToStart = ({ min = 0 }: Field): number | undefined => (min > 0 ? 80 : undefined);

/** The next round number after the largest in use, as AWS's console proposes for rules. */
function nextNumber({ name, min = 0, max = Number.MAX_SAFE_INTEGER }: Field, rows: Rows): number {
  const used = Object.values(rows).map((row) => Number(row[name] ?? 0));
  const next = (Math.floor(Math.max(0, ...used) / 100) + 1) * 100;
  return Math.min(Math.max(next, min), max);
}

/** The rows in the order in which people read them: by number where they have one, else by their key. */
export function ordered(field: Field, rows: Rows): [string, Row][] {
  const by = field.fields?.find(({ type }) => type === "int")?.name;
  const number = (row: Row) => (by ? Number(row[by] ?? 0) : 0);
  return Object.entries(rows).sort(
    ([a, rowA], [b, rowB]) => number(rowA) - number(rowB) || (a < b ? -1 : a > b ? 1 : 0),
  );
}

export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  (typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 0);

/** The columns that say something in some row: empty ones would only narrow the others. Ports and ICMP types
 * never stand in one row, so they share a column. */
export function filledColumns(field: Field, rows: readonly Row[]): Field[] {
  const columns = offered(field.fields);
  const types = columns.find(({ type }) => type === "types")?.name ?? "";
  const says = ({ name, type }: Field, row: Row) =>
    !isEmpty(row[name]) || (type === "ports" && !isEmpty(row[types]));
  const filled = columns.filter((column) => column.name !== types && rows.some((row) => says(column, row)));
  // Rows in which nothing is chosen still want to be opened by something.
  return filled.length > 0 ? filled : columns.slice(0, 1);
}

const carriesPorts: ReadonlySet<unknown> = new Set(["tcp", "udp", "6", "17"]);
const carriesTypes: ReadonlySet<unknown> = new Set(["icmp", "icmpv6", "1", "58"]);

/** Whether a column means anything beside the row's protocol: TCP has no types, ICMP no ports. */
export function applies(field: Field, column: Field, row: Row): boolean {
  const protocol = field.fields?.find((other) => other.type === "protocol");
  if (!protocol) return true;
  const value = row[protocol.name];
  if (column.type === "ports") return carriesPorts.has(value);
  return column.type !== "types" || carriesTypes.has(value);
}

/** The row without what its protocol does not carry, and without empty cells. */
export function cleaned(field: Field, row: Row): Row {
  const kept = (field.fields ?? []).filter(
    (column) =>
      applies(field, column, row) &&
      (column.type === "set" || column.type === "addresses" || !isEmpty(row[column.name])),
  );
  return Object.fromEntries(kept.map((column) => [column.name, row[column.name] ?? {}]));
}

/** Two cells that exclude each other: a rule names a block or a group, and choosing one clears the other. */
export function withCell(field: Field, row: Row, name: string, value: unknown): Row {
  const changed: Row = { ...row, [name]: value };
  const column = field.fields?.find((other) => other.name === name);
  if (isEmpty(value)) return changed;
  const rivals = rivalsOf(field, column).map((rival) => [rival.name, undefined] as const);
  return { ...changed, ...Object.fromEntries(rivals) };
}

/** In a row with traffic, a block, a group and a list of blocks are ways to name the one peer; elsewhere a list
 * of blocks stands in place of a block, and other references mean something else. */
function rivalsOf(field: Field, column: Field | undefined): Field[] {
  const columns = field.fields ?? [];
  const traffic = columns.some((other) => other.type === "protocol");
  const names = (other: Field) =>
    other.type === "cidr" || (other.type === "ref" && (traffic || (other.refs ?? []).includes("prefixList")));
  const ways = columns.filter(names);
  return column && ways.includes(column) ? ways.filter((other) => other !== column) : [];
}

/** The operation that writes a row, or with null removes it. */
export function rowOp(
  section: "resources" | "flows",
  id: string,
  field: string,
  key: string,
  row: Row | null,
): Op {
  const path = section === "resources" ? `props.${field}.${key}` : `${field}.${key}`;
  return { op: "patch", section, id, path, value: row };
}

/** A service that people know by name, for the rows that have a protocol. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly protocol: string;
  readonly ports: string;
  readonly types: string;
}

const preset = (title: string, protocol: string, ports: string, types = ""): Preset => ({
  id: `${protocol}-${ports}${types}`,
  title,
  protocol,
  ports,
  types,
});

export const presets: readonly Preset[] = [
  preset("SSH", "tcp", "22"),
  preset("HTTP", "tcp", "80"),
  preset("HTTPS", "tcp", "443"),
  preset("DNS", "udp", "53"),
  preset("RDP", "tcp", "3389"),
  preset("MySQL", "tcp", "3306"),
  preset("PostgreSQL", "tcp", "5432"),
  preset("Redis", "tcp", "6379"),
  preset("Ping", "icmp", "", "8"),
];

export function withPreset(field: Field, row: Row, { protocol, ports, types }: Preset): Row {
  const values: { readonly [type: string]: string } = { protocol, ports, types };
  const changed: { [column: string]: unknown } = { ...row };
  for (const { name, type } of field.fields ?? []) {
    const value = values[type];
    if (value !== undefined) changed[name] = value;
  }
  return changed;
}
