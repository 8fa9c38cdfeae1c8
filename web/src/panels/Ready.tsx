import { useState } from "react";
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { t, word } from "../i18n";
import { Icon } from "../shell/Icon";
import { useSlice } from "../store/react";
import type { Glyph } from "../views/glyphs";
import type { Checklist, KindName, TickState } from "../wire/gen";
import { Go } from "./fields/Go";
import { useAnswer } from "./why";

/** The kinds that some list is about; of others the engine is not asked. */
const checked: ReadonlySet<KindName> = new Set([
  "instance",
  "function",
  "containerService",
  "peering",
  "loadBalancer",
]);

const glyphs: { readonly [S in TickState]: Glyph } = { done: "check", missing: "cross", unknown: "info" };

/** What an element still lacks before something works, such as Session Manager into an instance. */
export function Ready({ id }: { readonly id: string }) {
  const kind = useSlice((state) => state.doc.resources[id]?.kind);
  const [open, setOpen] = useState(false);
  if (!kind || !checked.has(kind)) return null;
  return (
    <Disclosure className="more" isExpanded={open} onExpandedChange={setOpen}>
      <Heading className="more-head">
        <Button slot="trigger" className="more-open">
          <Icon name="chevron" size={12} />
          {t("ready.title")}
        </Button>
      </Heading>
      <DisclosurePanel className="more-body">{open && <Lists id={id} />}</DisclosurePanel>
    </Disclosure>
  );
}

function Lists({ id }: { readonly id: string }) {
  const reply = useAnswer({ kind: "ready", element: id }, "checklists");
  switch (reply.state) {
    case "answered":
      return reply.answer.lists.map((list) => <List key={list.item} id={id} list={list} />);
    case "failed":
      return <p className="quiet">{t("why.failed", { detail: reply.failed.detail || reply.failed.code })}</p>;
    default:
      return <p className="quiet">{t(`why.${reply.state}`)}</p>;
  }
}

function List({ id, list }: { readonly id: string; readonly list: Checklist }) {
  return (
    <section className="ready" aria-label={word(list.title)}>
      <h4 className="group-title ready-title" data-state={list.state}>
        <Icon name={glyphs[list.state]} size={14} />
        {word(list.title)}
        <span className="badge">{t(`ready.${list.state}`)}</span>
      </h4>
      <ul className="ready-ticks">
        {list.ticks.map((tick) => (
          <li key={word(tick.title)} className="ready-tick" data-state={tick.state}>
            <Icon name={glyphs[tick.state]} size={13} />
            <div>
              <p className="ready-text">
                {word(tick.title)}
                <span className="badge">{t(`ready.${tick.state}`)}</span>
                {tick.optional && <span className="badge">{t("ready.optional")}</span>}
                {tick.element !== id && <Go id={tick.element} />}
              </p>
              {tick.why.map((why) => (
                <p key={word(why)} className="ready-why">
                  {word(why)}
                </p>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
