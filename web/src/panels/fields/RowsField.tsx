import { useRef, useState } from "react";
import { Button } from "react-aria-components";
import { t, word } from "../../i18n";
import { Icon } from "../../shell/Icon";
import { useSlice } from "../../store/react";
import type { Field, Op } from "../../wire/gen";
import { type Attention, attendedRow } from "../attention";
import { filledColumns, isEmpty, isRecord, newKey, newRow, ordered, type Row, type Rows } from "../rows";
import { useWeight, WeightLine } from "../Weighed";
import { Cell, rowText } from "./Cell";
import { refusalOf } from "./editor";
import { RecordRows } from "./RecordRows";
import { RowForm } from "./RowForm";

/** A row that is there by itself: shown, never edited. */
export interface DerivedRow {
  readonly cells: { readonly [column: string]: string };
  readonly why: string;
  /** Stands after the stored rows instead of before them. */
  readonly last?: boolean;
}

export interface RowsProps {
  readonly field: Field;
  readonly rows: Rows;
  readonly owner: string;
  readonly readOnly: boolean;
  readonly derived?: readonly DerivedRow[];
  readonly attention?: Attention | undefined;
  /** Why the engine refused the last writing of a row, by row key. */
  readonly refused: { readonly [key: string]: string };
  readonly writeRow: (key: string, row: Row | null) => void;
  /** What writing a row would do: where it is given, the consequence shows while the row is edited. */
  readonly tentative?: (key: string, row: Row) => readonly Op[];
}

/** Repeated things: a table to read, one row at a time to edit. */
export function RowsField(props: RowsProps) {
  const { field, rows, readOnly } = props;
  const [adding, setAdding] = useState<{ key: string; row: Row }>();
  const adder = useRef<HTMLButtonElement>(null);
  // What had the focus goes with the row, or with the form: the keyboard goes on from here.
  const back = () => adder.current?.focus();
  const writeRow: RowsProps["writeRow"] = (key, row) => {
    props.writeRow(key, row);
    if (row === null) back();
  };
  const title = word(field.label);
  const record = isRecord(field);
  const add = () => {
    const fresh = { key: newKey(field, rows), row: newRow(field, rows) };
    if (record) writeRow(fresh.key, fresh.row);
    else setAdding(fresh);
  };
  return (
    <section className="rows" aria-label={title}>
      <header className="rows-head">
        <h3 className="rows-title">{title}</h3>
        <span className="rows-count">{Object.keys(rows).length}</span>
        {!readOnly && (
          <Button
            ref={adder}
            className="button button-small"
            aria-label={t("row.addTo", { title })}
            onPress={add}
          >
            <Icon name="add" size={13} />
            {t("row.add")}
          </Button>
        )}
      </header>
      {field.help && Object.values(rows).every(isEmpty) && <p className="rows-none">{word(field.help)}</p>}
      {record ? <RecordRows {...props} writeRow={writeRow} /> : <RowTable {...props} writeRow={writeRow} />}
      {Object.entries(props.refused)
        .filter(([key]) => !(key in rows))
        .map(([key, text]) => (
          <p className="rows-none field-problem" key={key}>
            {refusalOf(text)}
          </p>
        ))}
      {adding && (
        <RowForm
          field={field}
          owner={props.owner}
          row={adding.row}
          tentative={props.tentative && ((row) => props.tentative?.(adding.key, row) ?? [])}
          cancel={() => {
            setAdding(undefined);
            back();
          }}
          save={(row) => {
            writeRow(adding.key, row);
            setAdding(undefined);
            back();
          }}
        />
      )}
    </section>
  );
}

function RowTable(props: RowsProps) {
  const { field, rows, derived = [], attention, readOnly } = props;
  const [editing, setEditing] = useState<{ key: string; start: Row }>();
  const [attended, setAttended] = useState(0);
  const [left, setLeft] = useState<string>();
  if (attention && attention.serial !== attended) {
    setAttended(attention.serial);
    const key = attendedRow(attention, field.name);
    const row = rows[key];
    if (row && !readOnly) setEditing({ key, start: row });
  }
  const all = ordered(field, rows);
  const columns = filledColumns(field, [...all.map(([, row]) => row), ...derived.map(({ cells }) => cells)]);
  if (all.length === 0 && derived.length === 0) return <p className="rows-none">{t("row.none")}</p>;
  const shown = editing && !rows[editing.key] ? [...all, [editing.key, editing.start] as const] : all;
  return (
    <table className="rows-table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.name} scope="col">
              {word(column.label)}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        <DerivedRows columns={columns} rows={derived.filter((row) => !row.last)} />
        {shown.map(([key, row]) =>
          editing?.key === key ? (
            <EditedRow
              key={key}
              {...props}
              columns={columns.length + 1}
              edited={editing}
              close={() => {
                setEditing(undefined);
                setLeft(key);
              }}
            />
          ) : (
            <ReadRow
              key={key}
              {...props}
              rowKey={key}
              row={row}
              columns={columns}
              focused={key === left}
              edit={() => setEditing({ key, start: row })}
            />
          ),
        )}
        <DerivedRows columns={columns} rows={derived.filter((row) => row.last)} />
      </tbody>
    </table>
  );
}

interface ReadProps extends RowsProps {
  readonly rowKey: string;
  readonly row: Row;
  readonly columns: readonly Field[];
  /** The keyboard comes back to it from its form. */
  readonly focused: boolean;
  readonly edit: () => void;
}

function ReadRow({ field, row, rowKey, columns, readOnly, refused, focused, edit, writeRow }: ReadProps) {
  const text = useSlice((state) => rowText(state.doc, field, row));
  const weight = useWeight(field.name, rowKey);
  const [first, ...others] = columns;
  const opener = { "aria-label": t("row.edit", { row: text }), autoFocus: focused, onPress: edit };
  const content = first && <Cell rows={field} field={first} row={row} />;
  const line = (
    <tr data-refused={rowKey in refused || undefined} data-weighed={weight !== undefined || undefined}>
      {first && (
        <td>
          {readOnly || first.type === "ref" ? (
            content
          ) : (
            <Button className="row-open" {...opener}>
              {content}
            </Button>
          )}
        </td>
      )}
      {others.map((column) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the first cell holds the button for the keyboard
        <td key={column.name} onClick={readOnly || column.type === "ref" ? undefined : edit}>
          <Cell rows={field} field={column} row={row} />
        </td>
      ))}
      <td className="rows-do">
        {!readOnly && first?.type === "ref" && (
          <Button className="tool tool-small" {...opener}>
            <Icon name="rename" size={12} />
          </Button>
        )}
        {!readOnly && (
          <Button
            className="tool tool-small"
            aria-label={t("row.remove", { row: text })}
            onPress={() => writeRow(rowKey, null)}
          >
            <Icon name="close" size={12} />
          </Button>
        )}
      </td>
    </tr>
  );
  return (
    <>
      {line}
      {weight && <WeightLine weight={weight} columns={columns.length + 1} />}
    </>
  );
}

interface EditedProps extends RowsProps {
  readonly columns: number;
  readonly edited: { readonly key: string; readonly start: Row };
  readonly close: () => void;
}

function EditedRow(props: EditedProps) {
  const { field, rows, owner, refused, columns, edited, close, writeRow, tentative } = props;
  const { key, start } = edited;
  const now = rows[key];
  const notice = now === start ? undefined : t(now ? "row.changedElsewhere" : "row.goneElsewhere");
  return (
    <tr className="rows-edited">
      <td colSpan={columns}>
        <RowForm
          field={field}
          owner={owner}
          row={start}
          notice={notice}
          tentative={tentative && ((row) => tentative(key, row))}
          refused={refused[key]}
          cancel={close}
          save={(row) => {
            writeRow(key, row);
            close();
          }}
          remove={() => {
            writeRow(key, null);
            close();
          }}
        />
      </td>
    </tr>
  );
}

interface DerivedProps {
  readonly columns: readonly Field[];
  readonly rows: readonly DerivedRow[];
}

function DerivedRows({ columns, rows }: DerivedProps) {
  return rows.map(({ cells, why }) => (
    <tr className="rows-derived" key={Object.values(cells).join()} title={why}>
      {columns.map((column) => (
        <td key={column.name}>{cells[column.name]}</td>
      ))}
      <td />
    </tr>
  ));
}
