import { Button } from "react-aria-components";
import { t } from "../i18n";
import { Icon } from "../shell/Icon";
import { useSlice, useStore } from "../store/react";
import type { Design, Hop } from "../wire/gen";
import { placeOf } from "./attention";
import { nameAt, refText } from "./elements";
import { go } from "./fields/Go";

interface Props {
  readonly path: readonly Hop[];
  readonly returnPath: readonly Hop[];
}

/** The route tables that were asked, there and back, each with the route that decided. */
export function RouteLamps({ path, returnPath }: Props) {
  const doc = useSlice((state) => state.doc);
  const asked = [
    ...tablesOn(path).map((hop) => ({ hop, way: "forward" as const })),
    ...tablesOn(returnPath).map((hop) => ({ hop, way: "return" as const })),
  ];
  return (
    <section aria-label={t("why.routes")}>
      <h3 className="group-title">{t("why.routes")}</h3>
      {asked.length === 0 && <p className="why-ports">{t("why.noRoutes")}</p>}
      <ol className="route-lamps">
        {asked.map(({ hop, way }, i) => (
          // One table may be asked twice on a way: its position is its only identity.
          // biome-ignore lint/suspicious/noArrayIndexKey: lamps never move
          <Lamp key={i} doc={doc} hop={hop} way={way} />
        ))}
      </ol>
    </section>
  );
}

const tablesOn = (hops: readonly Hop[]): readonly Hop[] => hops.filter(({ kind }) => kind === "routeTable");

interface LampProps {
  readonly doc: Design;
  readonly hop: Hop;
  readonly way: "forward" | "return";
}

function Lamp({ doc, hop, way }: LampProps) {
  const store = useStore();
  const passes = hop.decision === "pass" || hop.decision === "allow";
  return (
    <li className="route-lamp" data-state={passes ? "pass" : "drop"}>
      <span className="lamp-light">
        <Icon name={passes ? "check" : "cross"} size={13} />
      </span>
      <span className="badge">{t(`why.${way}`)}</span>
      <Button className="lamp-go" onPress={() => go(store, hop.resource, placeOf(hop.row))}>
        {nameAt(doc, hop.resource)}
      </Button>
      <code>{routeText(doc, hop, passes)}</code>
    </li>
  );
}

/** The route that decided, as people write it. */
export function routeText(doc: Design, { resource, row }: Hop, passes: boolean): string {
  const table = doc.resources[resource];
  const route = row && table?.kind === "routeTable" ? table.props.routes[row] : undefined;
  if (route) return `${route.destination} → ${refText(doc, route.target)}`;
  return t(passes ? "why.localRoute" : "why.noRoute");
}
