import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { ConsequenceNote } from "../../compare/ConsequenceNote";
import { t, word } from "../../i18n";
import type { Field, Op } from "../../wire/gen";
import { check, isTyped, type Problem } from "../check";
import { applies, cleaned, offered, presets, type Row, withCell, withPreset } from "../rows";
import { helpOf, isMono } from "./editor";
import { FieldEditor } from "./FieldEditor";
import { Refused } from "./Refused";
import { TextLine } from "./TextLine";

interface Props {
  readonly field: Field;
  readonly owner: string;
  readonly row: Row;
  /** What happened to the row while it was being edited. */
  readonly notice?: string | undefined;
  readonly refused?: string | undefined;
  readonly save: (row: Row) => void;
  readonly cancel: () => void;
  readonly remove?: () => void;
  /** What saving a row would do. */
  readonly tentative?: ((row: Row) => readonly Op[]) | undefined;
}

/** The columns that mean something in the row. */
const columnsOf = (field: Field, row: Row): readonly Field[] =>
  offered(field.fields).filter((column) => applies(field, column, row));

type Problems = { readonly [column: string]: Problem };

/** A row being edited: nothing is sent until it is saved, and then the whole row at once. */
export function RowForm({
  field,
  owner,
  row: start,
  notice,
  refused,
  save,
  cancel,
  remove,
  tentative,
}: Props) {
  const [row, setRow] = useState(start);
  const [problems, setProblems] = useState<Problems>({});
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: "nearest" });
    form.current?.querySelector<HTMLElement>(".field-input")?.focus({ preventScroll: true });
  }, []);
  const columns = columnsOf(field, row);
  const filled = (name: string, value: unknown) => withCell(field, row, name, value ?? undefined);

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const read = readRow(columns, row);
    setProblems(read.problems);
    const [wrong] = Object.keys(read.problems);
    const at = (selector: string) => form.current?.querySelector<HTMLElement>(selector) ?? undefined;
    // The number of a protocol is kept by its own line until it can be read.
    const unread = columns.find(
      ({ name, type }) => type === "protocol" && at(`[name="${name}"][data-invalid]`),
    );
    const place = wrong ?? unread?.name;
    if (place === undefined) save(cleaned(field, read.row));
    else at(`[name="${place}"]`)?.focus();
  };
  const consequence = (next: Row) => {
    const read = readRow(columnsOf(field, next), next);
    return Object.keys(read.problems).length > 0 ? [] : (tentative?.(cleaned(field, read.row)) ?? []);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.stopPropagation();
    cancel();
  };
  return (
    <form ref={form} className="row-form" onSubmit={submit} onKeyDown={onKeyDown}>
      {notice && <p className="row-notice">{notice}</p>}
      <Refused text={refused} />
      <Presets field={field} fill={(preset) => setRow(withPreset(field, row, preset))} />
      {columns.map((column) => (
        <Column
          key={column.name}
          column={column}
          row={row}
          owner={owner}
          problem={problems[column.name]}
          write={(value) => setRow(filled(column.name, value))}
          {...(tentative && { tentative: (value: unknown) => consequence(filled(column.name, value)) })}
        />
      ))}
      {tentative && <ConsequenceNote ops={row === start ? undefined : consequence(row)} />}
      <div className="row-form-do">
        <Button className="button" data-main type="submit">
          {t("row.save")}
        </Button>
        <Button className="button" onPress={cancel}>
          {t("row.cancel")}
        </Button>
        <span className="row-form-space" />
        {remove && (
          <Button className="button" data-danger onPress={remove}>
            {t("row.removeShort")}
          </Button>
        )}
      </div>
    </form>
  );
}

interface ColumnProps {
  readonly column: Field;
  readonly row: Row;
  readonly owner: string;
  readonly problem: Problem | undefined;
  readonly write: (value: unknown) => void;
  /** What saving the row with a value would do. */
  readonly tentative?: (value: unknown) => readonly Op[];
}

function Column({ column, row, owner, problem, write, tentative }: ColumnProps) {
  const value = row[column.name];
  if (!isTyped(column.type) || column.type === "protocol")
    return (
      <FieldEditor
        field={column}
        value={value}
        owner={owner}
        readOnly={false}
        write={write}
        {...(tentative && { tentative })}
      />
    );
  return (
    <TextLine
      label={word(column.label)}
      text={value === undefined || value === null ? "" : String(value)}
      onText={write}
      help={helpOf(column, value)}
      problem={problem && t(problem.key, problem.values)}
      mono={isMono(column)}
      name={column.name}
    />
  );
}

/** What was typed, read: the row in the engine's spelling, or what is wrong in which column. */
function readRow(columns: readonly Field[], row: Row): { row: Row; problems: Problems } {
  const read: { [column: string]: unknown } = { ...row };
  const problems: { [column: string]: Problem } = {};
  for (const column of columns) {
    const value = row[column.name];
    if (!isTyped(column.type)) continue;
    const checked = check(column, value === undefined || value === null ? "" : String(value));
    if ("problem" in checked) problems[column.name] = checked.problem;
    else read[column.name] = checked.value;
  }
  return { row: read, problems };
}

interface PresetsProps {
  readonly field: Field;
  readonly fill: (preset: (typeof presets)[number]) => void;
}

/** Services that people know by name; one press fills protocol and port. */
function Presets({ field, fill }: PresetsProps) {
  if (!field.fields?.some((column) => column.type === "ports")) return null;
  return (
    <fieldset className="presets" aria-label={t("row.preset")}>
      {presets.map((preset) => (
        <Button className="preset" key={preset.id} onPress={() => fill(preset)}>
          {preset.title}
        </Button>
      ))}
    </fieldset>
  );
}
