import { flowOp } from "../canvas/edits";
import { t, word } from "../i18n";
import { internetId, refId } from "../store/document";
import { flowEnds } from "../store/ends";
import { useSlice, useStore } from "../store/react";
import { kindOf } from "../wire/catalogue";
import type { Design, End } from "../wire/gen";
import { candidates, endText, flowName, kindAt, servicePrefix } from "./elements";
import { Choice, type ChoiceOption } from "./fields/Choice";

const endOf = (choice: string): End =>
  choice.startsWith(servicePrefix) ? { service: choice.slice(servicePrefix.length) } : { ref: choice };

/** Asks whether an element reaches something, without drawing: what is chosen becomes an arrow, and its reasons
 * are shown. An arrow that is there already is shown instead. */
export function Reaches({ id }: { readonly id: string }) {
  const store = useStore();
  const doc = useSlice((state) => state.doc);
  const canEdit = useSlice((state) => state.connection.canEdit);
  const kind = kindAt(doc, id);
  if (!canEdit || !kind || !flowEnds.has(kind)) return null;
  const choose = (choice: string) => {
    const to = endOf(choice);
    const known = Object.keys(doc.flows).find((flow) => joins(doc, flow, id, to));
    if (known !== undefined) {
      store.select([known]);
      return;
    }
    const made = flowOp({ ref: id }, to, { protocol: "tcp", ports: "443" }, "must");
    store.edit(t("edit.flow", { from: endText(doc, { ref: id }), to: endText(doc, to) }), [made.op]);
    store.select([made.id]);
  };
  return (
    <div className="fields">
      <Choice
        label={t("panel.reach")}
        help={t("panel.reachHelp")}
        options={optionsFor(doc, id)}
        chosen=""
        onChoose={choose}
      />
    </div>
  );
}

function joins(doc: Design, flow: string, from: string, to: End): boolean {
  const known = doc.flows[flow];
  if (!known || refId(known.from.ref) !== from) return false;
  return flowName(doc, known) === flowName(doc, { ...known, to }) && refId(known.to.ref) === refId(to.ref);
}

/** The internet, the services that networks are asked for most, then all else that may be an end. */
function optionsFor(doc: Design, id: string): ChoiceOption[] {
  const services = kindOf("gatewayEndpoint").fields.find(({ name }) => name === "service")?.options ?? [];
  const named = new Map(services.map(({ value, label }) => [value, word(label)]));
  for (const { kind, props } of Object.values(doc.resources))
    if (kind === "interfaceEndpoint" && props.service && !named.has(props.service))
      named.set(props.service, props.service);
  return [
    { id: internetId, text: word(kindOf("internet").title), glyph: "internet" },
    ...[...named].map(
      ([value, text]): ChoiceOption => ({ id: servicePrefix + value, text, glyph: "awsService" }),
    ),
    ...candidates(doc, id, [...flowEnds])
      .filter((one) => one.id !== id && one.kind !== "internet")
      .map(
        ({ id, kind, name, elsewhere }): ChoiceOption => ({
          id,
          text: name,
          more: elsewhere || word(kindOf(kind).title),
          glyph: kind,
        }),
      ),
  ];
}
