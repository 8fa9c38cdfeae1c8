import { word } from "../i18n";
import { useSlice } from "../store/react";
import type { ExportLoss } from "../wire/gen";
import { nameAt } from "./elements";
import { Go } from "./fields/Go";

/** A list of sentences, each with the way to its element. */
export function Losses({
  title,
  losses,
}: {
  readonly title: string;
  readonly losses: readonly ExportLoss[];
}) {
  const doc = useSlice((state) => state.doc);
  if (losses.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="group-title">
        {title} <span className="rows-count">{losses.length}</span>
      </h3>
      <ul className="export-losses">
        {losses.map(({ element, text }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew as a whole, and texts may repeat
          <li key={at}>
            {element !== "" && nameAt(doc, element) !== element && <Go id={element} />}
            <span>{word(text)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
