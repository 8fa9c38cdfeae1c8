import { Button } from "react-aria-components";
import { t } from "../i18n";
import { Icon } from "../shell/Icon";
import { useSlice, useStore } from "../store/react";
import type { Design, Hop } from "../wire/gen";
import { placeOf } from "./attention";
import { nameAt, refText, serviceTitle } from "./elements";
import { go } from "./fields/Go";

interface Props {
  readonly path: readonly Hop[];
  readonly returnPath: readonly Hop[];
}

/** The route tables that were asked, there and back, each with the route that decided. */
export function RouteLamps({ path, returnPath }: Props) {
  const doc = useSlice((state) => state.doc);
  const asked = [
    ...tablesOn(path).map((one) => ({ ...one, way: "forward" as const })),
    ...tablesOn(returnPath).map((one) => ({ ...one, way: "return" as const })),
  ];
  return (
    <section aria-label={t("why.routes")}>
      <h3 className="group-title">{t("why.routes")}</h3>
      {asked.length === 0 && <p className="why-ports">{t("why.noRoutes")}</p>}
      <ol className="route-lamps">
        {asked.map(({ hop, next, way }, i) => (
          // One table may be asked twice on a way: its position is its only identity.
          // biome-ignore lint/suspicious/noArrayIndexKey: lamps never move
          <Lamp key={i} doc={doc} hop={hop} next={next} way={way} />
        ))}
      </ol>
    </section>
  );
}

/** A table that was asked, and where it led. */
interface Asked {
  readonly hop: Hop;
  readonly next: Hop | undefined;
}

const tablesOn = (hops: readonly Hop[]): readonly Asked[] =>
  hops.flatMap((hop, at) => (hop.kind === "routeTable" ? [{ hop, next: hops[at + 1] }] : []));

interface LampProps extends Asked {
  readonly doc: Design;
  readonly way: "forward" | "return";
}

function Lamp({ doc, hop, next, way }: LampProps) {
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
      <code>{routeText(doc, hop, passes ? next : undefined)}</code>
    </li>
  );
}

/** The route that decided, as people write it. `next` is where it led; undefined where it led nowhere. What AWS
 * adds has no row: the routes of a gateway endpoint, of a VPN gateway that propagates, and of the VPC itself. */
export function routeText(doc: Design, { resource, row }: Hop, next: Hop | undefined): string {
  const table = doc.resources[resource];
  const route = row && table?.kind === "routeTable" ? table.props.routes[row] : undefined;
  if (route) return `${route.destination} → ${refText(doc, route.target)}`;
  if (!next) return t("why.noRoute");
  const to = doc.resources[next.resource];
  if (to?.kind === "gatewayEndpoint") return `${serviceTitle(to.props.service)} → ${to.name}`;
  return to?.kind === "vpnGateway" ? `${t("why.propagated")} → ${to.name}` : t("why.localRoute");
}
