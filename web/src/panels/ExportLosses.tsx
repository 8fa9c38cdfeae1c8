import { t, word } from "../i18n";
import { useSlice } from "../store/react";
import type { ExportLoss, LossElement } from "../wire/gen";
import { nameAt } from "./elements";
import { Folded } from "./Folded";
import { Go } from "./fields/Go";

/**
 * A list of sentences. What is said of several elements is one, with the others folded behind it; where they lead
 * somewhere, each has the way to its element.
 */
export function Losses({
  title,
  losses,
  lead = false,
}: {
  readonly title: string;
  readonly losses: readonly ExportLoss[];
  readonly lead?: boolean;
}) {
  const doc = useSlice((state) => state.doc);
  if (losses.length === 0) return null;
  const leads = (element: string) => lead && element !== "" && nameAt(doc, element) !== element;
  const count = losses.reduce((sum, { others = [] }) => sum + 1 + others.length, 0);
  return (
    <section aria-label={title}>
      <h3 className="group-title">
        {title} <span className="rows-count">{count}</span>
      </h3>
      <ul className="export-losses">
        {losses.map(({ element, text, others = [] }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew as a whole, and texts may repeat
          <li key={at}>
            {leads(element) && <Go id={element} />}
            <span>{word(text)}</span>
            {others.length > 0 && <Others others={others} leads={leads} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The other elements of which a sentence is true. */
function Others({
  others,
  leads,
}: {
  readonly others: readonly LossElement[];
  readonly leads: (element: string) => boolean;
}) {
  return (
    <Folded title={t("export.more", { count: others.length })} level={4}>
      <ul className="export-others">
        {others.map(({ element, name }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew as a whole, and names may repeat
          <li key={at}>{leads(element) ? <Go id={element} /> : name}</li>
        ))}
      </ul>
    </Folded>
  );
}
