import { Button } from "react-aria-components";
import { t } from "../../i18n";
import { Icon } from "../../shell/Icon";
import { ordered } from "../rows";
import { FieldEditor } from "./FieldEditor";
import type { RowsProps } from "./RowsField";

/** Rows that hold lists of their own, such as interfaces: cards edited in place. Each change writes the whole
 * row. */
export function RecordRows({ field, rows, owner, readOnly, refused, writeRow }: RowsProps) {
  return ordered(field, rows).map(([key, row]) => (
    <section className="record" key={key} aria-label={key}>
      <header className="record-head">
        <h4 className="record-key">{key}</h4>
        {!readOnly && (
          <Button
            className="tool tool-small"
            aria-label={t("row.remove", { row: key })}
            onPress={() => writeRow(key, null)}
          >
            <Icon name="close" size={12} />
          </Button>
        )}
      </header>
      {refused[key] && <p className="field-problem">{t("panel.refused", { text: refused[key] })}</p>}
      {(field.fields ?? []).map((column) => (
        <FieldEditor
          key={column.name}
          field={column}
          value={row[column.name]}
          owner={owner}
          readOnly={readOnly}
          write={(value) => {
            const { [column.name]: _, ...others } = row;
            writeRow(key, value === null ? others : { ...others, [column.name]: value });
          }}
        />
      ))}
    </section>
  ));
}
