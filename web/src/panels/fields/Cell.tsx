import { t, word } from "../../i18n";
import { refId } from "../../store/document";
import { useSlice } from "../../store/react";
import type { Design, Field, Ref } from "../../wire/gen";
import { refText } from "../elements";
import { isEmpty, offered, type Row } from "../rows";
import { protocolText } from "./EnumChoice";
import { isMono } from "./editor";
import { Go } from "./Go";

interface Props {
  readonly rows: Field;
  readonly field: Field;
  readonly row: Row;
}

/** A value of a row, to be read. */
export function Cell({ rows, field, row }: Props) {
  const doc = useSlice((state) => state.doc);
  const value = row[field.name];
  if (field.type === "protocol") return protocolText(value);
  if (field.type === "ports") return <Ports rows={rows} ports={value} row={row} />;
  if (isEmpty(value)) return isBlank(rows, row) ? <span className="quiet-cell">{t("row.empty")}</span> : null;
  if (field.type === "ref") {
    const ref = value as Ref;
    const id = refId(ref);
    const option = field.options?.find((one) => one.value === id);
    if (option) return word(option.label);
    return id ? <Go id={id} /> : <span className="lost">{refText(doc, ref)}</span>;
  }
  if (field.type === "enum") {
    const option = field.options?.find((one) => one.value === value);
    return <span data-value={String(value)}>{option ? word(option.label) : String(value)}</span>;
  }
  if (field.type === "bool") return t(value ? "panel.on" : "panel.off");
  return <span data-mono={isMono(field) || undefined}>{String(value)}</span>;
}

/** Nothing is chosen in the whole row, such as a block that Amazon picks. */
const isBlank = (rows: Field, row: Row): boolean =>
  offered(rows.fields).every(({ name }) => isEmpty(row[name]));

/** Ports, or in a row of ICMP the type: they share a column. */
function Ports({ rows, ports, row }: { readonly rows: Field; readonly ports: unknown; readonly row: Row }) {
  const column = rows.fields?.find(({ type }) => type === "types");
  const types = column && row[column.name];
  if (!isEmpty(types)) return t("row.type", { type: String(types) });
  return isEmpty(ports) ? t("row.any") : <span data-mono>{String(ports)}</span>;
}

/** The row in words, for labels. */
export function rowText(doc: Design, field: Field, row: Row): string {
  const texts = (field.fields ?? []).map(({ name, type }) => {
    const value = row[name];
    if (type === "protocol") return protocolText(value);
    if (type === "ref") return refText(doc, value as Ref | undefined);
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  });
  return texts.filter(Boolean).join(" ");
}
