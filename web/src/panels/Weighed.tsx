import { createContext, type ReactNode, useContext } from "react";
import { t } from "../i18n";
import { useSlice } from "../store/react";
import type { KindName, Weight } from "../wire/gen";
import { useAnswer } from "./why";

const Weights = createContext<ReadonlyMap<string, Weight>>(new Map());

/** The kinds whose rows decide on traffic. */
const weighed: readonly KindName[] = ["securityGroup", "networkAcl", "routeTable"];

/** Has the engine weigh the rows of a resource, for whoever shows them below. */
export function WeighedRows({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const kind = useSlice((state) => state.doc.resources[id]?.kind);
  const asks = kind !== undefined && weighed.includes(kind);
  const reply = useAnswer(asks ? { kind: "weight", resource: id } : undefined, "weights");
  const rows = reply.state === "answered" ? reply.answer.rows : [];
  return <Weights value={new Map(rows.map((row) => [row.row, row]))}>{children}</Weights>;
}

/** What a row carries; nothing where the engine has not said. */
export function useWeight(field: string, key: string): Weight | undefined {
  return useContext(Weights).get(`${field}.${key}`);
}

/** A quiet line under a row: what depends on it. */
export function WeightLine({ weight, columns }: { readonly weight: Weight; readonly columns: number }) {
  return (
    <tr className="rows-weight" data-dead={weight.dead || undefined}>
      <td colSpan={columns}>
        {weight.dead ? <span title={t("weight.deadHint")}>{t("weight.dead")}</span> : weightText(weight)}
      </td>
    </tr>
  );
}

export function weightText({ closes, opens, flows }: Weight): string {
  return [
    flows.length > 0 && t(flows.length === 1 ? "weight.flow" : "weight.flows", { count: flows.length }),
    closes > 0 && t(closes === 1 ? "weight.pair" : "weight.pairs", { count: closes }),
    opens > 0 && t(opens === 1 ? "weight.shut" : "weight.shuts", { count: opens }),
  ]
    .filter(Boolean)
    .join(" · ");
}
