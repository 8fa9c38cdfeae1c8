import { Button } from "react-aria-components";
import { t } from "../i18n";
import { useSlice, useStore } from "../store/react";
import type { Ends as EndList, GridCell } from "../wire/gen";
import { nameAt } from "./elements";
import { Go } from "./fields/Go";
import { cellText } from "./grid";
import type { Reply } from "./why";

/** More than these are selected together, not read one by one. */
const named = 6;

/** Ends of which the same is true: those in the design lead to their elements. */
export function Ends({ ends: { ids, count } }: { readonly ends: EndList }) {
  const store = useStore();
  const doc = useSlice((state) => state.doc);
  const here = (id: string) => id === "internet" || doc.resources[id] !== undefined;
  return (
    <span className="ends">
      {ids
        .slice(0, named)
        .map((id) => (here(id) ? <Go key={id} id={id} /> : <code key={id}>{nameAt(doc, id)}</code>))}
      {count > named && (
        <Button className="go" onPress={() => store.select(ids.filter(here))}>
          {t("insight.more", { count: count - named })}
        </Button>
      )}
    </span>
  );
}

/** What passes, with a sign where part of it is not known. */
export function Passing({ cell }: { readonly cell: GridCell }) {
  return (
    <p className="insight-ports">
      <code>{cellText(cell)}</code>
      {cell.possible && <span className="badge">{t("matrix.possible")}</span>}
    </p>
  );
}

/** What stands in place of an answer that is not there. */
export function Waiting({ reply }: { readonly reply: Reply<unknown> }) {
  if (reply.state === "answered") return null;
  return (
    <p className="quiet" role="status">
      {reply.state === "failed"
        ? t("why.failed", { detail: reply.failed.detail || reply.failed.code })
        : t(`why.${reply.state}`)}
    </p>
  );
}
