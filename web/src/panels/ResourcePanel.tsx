import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { lang, t, word } from "../i18n";
import { Icon } from "../shell/Icon";
import type { Bag } from "../store/document";
import { useSlice, useStore } from "../store/react";
import { keyOf } from "../store/stamps";
import { kindOf } from "../wire/catalogue";
import type { Field, Op, Resource } from "../wire/gen";
import { useAttention } from "./attention";
import { derivedRows, roleOf } from "./effective";
import { Facts } from "./Facts";
import { FindingsHere } from "./FindingsHere";
import { FieldEditor } from "./fields/FieldEditor";
import { Go } from "./fields/Go";
import { Line } from "./fields/Line";
import { RowsField } from "./fields/RowsField";
import { Reaches } from "./Reaches";
import { Ready } from "./Ready";
import { offered, type Rows, rowOp } from "./rows";
import { Tags } from "./Tags";
import { WeighedRows } from "./Weighed";

/** Everything about one resource, made from the kind catalogue. */
export function ResourcePanel({ id }: { readonly id: string }) {
  const resource = useSlice((state) => state.doc.resources[id]);
  if (!resource) return null;
  return (
    <>
      <Head id={id} />
      <Reaches id={id} />
      <FindingsHere element={id} />
      <div className="fields">
        <Text id={id} path="name" field={nameField} />
        <WeighedRows id={id}>
          {offered(kindOf(resource.kind).fields).map((field) => (
            <Property key={field.name} id={id} field={field} />
          ))}
        </WeighedRows>
      </div>
      <Facts id={id} />
      <Ready id={id} />
      <More id={id} />
    </>
  );
}

export const nameField: Field = { name: "name", type: "text", label: { en: "Name", ja: "名前" } };

const exportField: Field = {
  name: "exportName",
  type: "text",
  label: { en: "Export name", ja: "書き出し名" },
  help: {
    en: "Logical id in exports; a rename leaves it alone.",
    ja: "書き出しでの論理 ID。名前を変えても変わりません。",
  },
};

function Head({ id }: { readonly id: string }) {
  const doc = useSlice((state) => state.doc);
  const resource = doc.resources[id];
  if (!resource) return null;
  const role = roleOf(doc, id);
  const owner = resource.parent;
  return (
    <header className="panel-head">
      <Icon name={resource.kind} size={22} />
      <div className="panel-head-text">
        <h2 className="panel-name">{resource.name || t("tree.unnamed")}</h2>
        <p className="panel-kind">
          {word(kindOf(resource.kind).title)}
          {role && <span className="badge">{t(`tree.${role}`)}</span>}
          {owner !== undefined && doc.resources[owner]?.kind !== "scope" && <Go id={owner} />}
        </p>
      </div>
    </header>
  );
}

interface PropertyProps {
  readonly id: string;
  readonly field: Field;
}

const Property = (props: PropertyProps) =>
  props.field.type === "rows" ? <RowsProperty {...props} /> : <ValueProperty {...props} />;

/** What every editor of a value of a resource is given, but for the value. */
function useEditing(id: string, path: string, field: Field) {
  const store = useStore();
  const readOnly = !useSlice((state) => state.connection.canEdit);
  const refused = useSlice((state) => state.refusals.get(keyOf({ section: "resources", id, path })));
  const patch = (value: unknown): Op[] => [
    { op: "patch", section: "resources", id, path, value: value ?? null },
  ];
  const write = (value: unknown) =>
    store.edit(t("edit.field", { field: word(field.label), name: store.nameOf(id) }), patch(value));
  return { patch, editing: { field, owner: id, readOnly, refused: refused?.[lang()], write } };
}

function ValueProperty({ id, field }: PropertyProps) {
  const value = useSlice((state) => propertyOf(state.doc.resources[id], field));
  const { patch, editing } = useEditing(id, `props.${field.name}`, field);
  return <FieldEditor {...editing} value={value} tentative={patch} />;
}

const propertyOf = (resource: Resource | undefined, { name }: Field): unknown =>
  (resource?.props as Bag | undefined)?.[name];

function RowsProperty({ id, field }: PropertyProps) {
  const store = useStore();
  const doc = useSlice((state) => state.doc);
  const readOnly = !useSlice((state) => state.connection.canEdit);
  const refusals = useSlice((state) => state.refusals);
  const attention = useAttention();
  const rows = (propertyOf(doc.resources[id], field) ?? {}) as Rows;
  return (
    <RowsField
      field={field}
      rows={rows}
      owner={id}
      readOnly={readOnly}
      derived={derivedRows(doc, id, field.name)}
      attention={attention.element === id ? attention : undefined}
      refused={refusedRows(refusals, id, `props.${field.name}`)}
      tentative={(key, row) => [rowOp("resources", id, field.name, key, row)]}
      writeRow={(key, row) => {
        const label = row === null ? "edit.removeRow" : key in rows ? "edit.field" : "edit.addRow";
        const values = { field: word(field.label), name: store.nameOf(id) };
        store.edit(t(label, values), [rowOp("resources", id, field.name, key, row)]);
      }}
    />
  );
}

function refusedRows(refusals: ReadonlyMap<string, { en: string; ja: string }>, id: string, path: string) {
  const start = keyOf({ section: "resources", id, path: `${path}.` });
  const rows: { [key: string]: string } = {};
  for (const [key, words] of refusals)
    if (key.startsWith(start)) rows[key.slice(start.length)] = words[lang()];
  return rows;
}

interface TextProps extends PropertyProps {
  readonly path: "name" | "exportName";
}

/** A text of the resource itself, outside its properties: no verdict hangs on it. */
function Text({ id, path, field }: TextProps) {
  const value = useSlice((state) => state.doc.resources[id]?.[path]);
  const { editing } = useEditing(id, path, field);
  return <Line {...editing} value={value} />;
}

function More({ id }: { readonly id: string }) {
  return (
    <Disclosure className="more">
      <Heading className="more-head">
        <Button slot="trigger" className="more-open">
          <Icon name="chevron" size={12} />
          {t("panel.more")}
        </Button>
      </Heading>
      <DisclosurePanel className="more-body">
        <Tags id={id} />
        <Text id={id} path="exportName" field={exportField} />
      </DisclosurePanel>
    </Disclosure>
  );
}
