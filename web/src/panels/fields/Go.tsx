import { Button } from "react-aria-components";
import { t } from "../../i18n";
import { Icon } from "../../shell/Icon";
import { useSlice, useStore } from "../../store/react";
import type { Store } from "../../store/store";
import { attend } from "../attention";
import { kindAt, nameAt } from "../elements";

/** Selects an element and, inside its panel, opens a property or row. */
export function go(store: Store, id: string, place?: { field?: string; row?: string }): void {
  store.select([id]);
  attend(id, place);
}

/** A name that leads to its element. */
export function Go({
  id,
  field,
  row,
}: {
  readonly id: string;
  readonly field?: string;
  readonly row?: string;
}) {
  const store = useStore();
  const doc = useSlice((state) => state.doc);
  const kind = kindAt(doc, id);
  const place = { ...(field !== undefined && { field }), ...(row !== undefined && { row }) };
  return (
    <Button className="go" onPress={() => go(store, id, place)}>
      {kind && <Icon name={kind} size={14} />}
      <span className="go-name">{nameAt(doc, id)}</span>
    </Button>
  );
}

/** The arrow beside a field whose value is an element. */
export function GoArrow({ id }: { readonly id: string }) {
  const store = useStore();
  const doc = useSlice((state) => state.doc);
  return (
    <Button
      className="tool tool-small"
      aria-label={t("panel.open", { name: nameAt(doc, id) })}
      onPress={() => go(store, id)}
    >
      <Icon name="arrow" size={14} />
    </Button>
  );
}
