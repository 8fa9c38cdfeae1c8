import { useEffect, useRef } from "react";
import { Button } from "react-aria-components";
import { t } from "../../i18n";
import { Icon } from "../../shell/Icon";
import { attendedRow } from "../attention";
import { offered, ordered, type Row } from "../rows";
import { FieldEditor } from "./FieldEditor";
import { Refused } from "./Refused";
import type { RowsProps } from "./RowsField";

/** Rows that hold lists of their own, such as interfaces: cards edited in place. Each change writes the whole
 * row. */
export function RecordRows(props: RowsProps) {
  return ordered(props.field, props.rows).map(([key, row]) => (
    <Card key={key} {...props} rowKey={key} row={row} />
  ));
}

interface CardProps extends RowsProps {
  readonly rowKey: string;
  readonly row: Row;
}

function Card({ field, owner, readOnly, refused, attention, rowKey, row, writeRow, tentative }: CardProps) {
  const place = useRef<HTMLElement>(null);
  const attended = attendedRow(attention, field.name) === rowKey;
  useEffect(() => {
    if (attended) place.current?.scrollIntoView({ block: "nearest" });
  }, [attended]);
  return (
    <section className="record" ref={place} aria-label={rowKey} data-attended={attended || undefined}>
      <header className="record-head">
        <h4 className="record-key">{rowKey}</h4>
        {!readOnly && (
          <Button
            className="tool tool-small"
            aria-label={t("row.remove", { row: rowKey })}
            onPress={() => writeRow(rowKey, null)}
          >
            <Icon name="close" size={12} />
          </Button>
        )}
      </header>
      <Refused text={refused[rowKey]} />
      {offered(field.fields).map((column) => {
        const written = (value: unknown): Row => {
          const { [column.name]: _, ...others } = row;
          return value === null ? others : { ...others, [column.name]: value };
        };
        return (
          <FieldEditor
            key={column.name}
            field={column}
            value={row[column.name]}
            owner={owner}
            readOnly={readOnly}
            write={(value) => writeRow(rowKey, written(value))}
            {...(tentative && { tentative: (value: unknown) => tentative(rowKey, written(value)) })}
          />
        );
      })}
    </section>
  );
}
