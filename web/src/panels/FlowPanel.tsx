import { lang, t, word } from "../i18n";
import { Icon } from "../shell/Icon";
import { useSlice, useStore } from "../store/react";
import { keyOf } from "../store/stamps";
import type { Op } from "../wire/gen";
import { useAttention } from "./attention";
import { EndEditor } from "./EndEditor";
import { expectationText, flowName } from "./elements";
import { FindingsHere } from "./FindingsHere";
import { FieldEditor } from "./fields/FieldEditor";
import { RowsField } from "./fields/RowsField";
import { flowFields, servicesField } from "./flowFields";
import { type Rows, rowOp } from "./rows";
import { SupposedWhy } from "./WhatIfView";
import { WhyPanel } from "./WhyPanel";

/** An arrow: first whether it holds and why, then what it expects. */
export function FlowPanel({ id }: { readonly id: string }) {
  const doc = useSlice((state) => state.doc);
  const flow = doc.flows[id];
  const supposed = useSlice((state) => state.supposed !== undefined);
  if (!flow) return null;
  return (
    <>
      <header className="panel-head">
        <Icon name={flow.expect === "must-not" ? "bar" : "arrow"} size={22} />
        <div className="panel-head-text">
          <h2 className="panel-name">{flowName(doc, flow)}</h2>
          <p className="panel-kind">{expectationText(flow)}</p>
        </div>
      </header>
      {supposed ? <SupposedWhy flow={id} /> : <WhyPanel flow={id} />}
      <FindingsHere element={id} />
      <Settings id={id} />
    </>
  );
}

function Settings({ id }: { readonly id: string }) {
  const store = useStore();
  const flow = useSlice((state) => state.doc.flows[id]);
  const readOnly = !useSlice((state) => state.connection.canEdit);
  const refusals = useSlice((state) => state.refusals);
  const attention = useAttention();
  if (!flow) return null;

  const name = store.nameOf(id);
  const edit = (field: string, op: Op) => store.edit(t("edit.field", { field, name }), [op]);
  const op = (path: string, value: unknown): Op => ({ op: "patch", section: "flows", id, path, value });
  const patch = (field: string, path: string, value: unknown) => edit(field, op(path, value));
  const refused = (path: string) => refusals.get(keyOf({ section: "flows", id, path }))?.[lang()];
  const serviceTitle = word(servicesField.label);
  return (
    <section className="fields" aria-label={t("flow.settings")}>
      <h3 className="group-title">{t("flow.settings")}</h3>
      {(["from", "to"] as const).map((side) => (
        <EndEditor
          key={side}
          side={side}
          end={flow[side]}
          owner={id}
          readOnly={readOnly}
          refused={refused(side)}
          write={(end) => patch(t(`flow.${side}`), side, end)}
          tentative={(end) => [op(side, end)]}
        />
      ))}
      <RowsField
        field={servicesField}
        rows={flow.services as unknown as Rows}
        owner={id}
        readOnly={readOnly}
        attention={attention.element === id ? attention : undefined}
        refused={Object.fromEntries(
          Object.keys(flow.services).flatMap((key) => {
            const text = refused(`services.${key}`);
            return text ? [[key, text]] : [];
          }),
        )}
        writeRow={(key, row) => edit(serviceTitle, rowOp("flows", id, "services", key, row))}
      />
      {flowFields.map((field) => (
        <FieldEditor
          key={field.name}
          field={field}
          value={flow[field.name as "expect" | "family" | "via" | "why"]}
          owner={id}
          readOnly={readOnly}
          refused={refused(field.name)}
          write={(value) => patch(word(field.label), field.name, value ?? null)}
          {...(field.type !== "multiline" && {
            tentative: (value: unknown) => [op(field.name, value ?? null)],
          })}
        />
      ))}
    </section>
  );
}
