// Associations that are no flows: a line has no direction and expects nothing. What goes over the internet is
// told from a dedicated line by its label and its stroke.
import { t } from "../i18n";
import { refId } from "../store/document";
import type { Design, Ref, Resource } from "../wire/gen";
import type { Node } from "./scene";

export interface Link {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly line: Line;
  readonly label: string;
  /** It is there, but carries nothing. */
  readonly muted: boolean;
}

/** `behind` leads from a customer gateway to the network behind it. */
export type Line = "peering" | "tunnel" | "dedicated" | "behind";

interface End {
  readonly to: Ref | undefined;
  readonly line: Line;
  readonly label?: string;
}

export function linksOf(doc: Design, nodes: ReadonlyMap<string, Node>): Map<string, Link> {
  const links = new Map<string, Link>();
  for (const from of Object.keys(doc.resources).sort()) {
    const owner = nodes.get(from);
    if (!owner) continue;
    endsOf(doc.resources[from] as Resource).forEach(({ to: end, line, label = "" }, index) => {
      const to = refId(end);
      if (to === undefined || to === from || !nodes.has(to)) return;
      const id = `link:${from}:${index}`;
      links.set(id, { id, from, to, line, label, muted: owner.muted === true });
    });
  }
  return links;
}

function endsOf({ kind, props }: Resource): End[] {
  switch (kind) {
    case "peering":
      return [
        { to: props.requester, line: "peering" },
        { to: props.accepter, line: "peering" },
      ];
    case "vpnConnection":
      return [
        { to: props.vpnGateway, line: "tunnel" },
        { to: props.customerGateway, line: "tunnel", label: t("canvas.tunnelLine") },
      ];
    case "directConnect":
      return [
        { to: props.vpnGateway, line: "dedicated" },
        { to: props.network, line: "dedicated", label: t("canvas.dedicatedLine") },
      ];
    case "customerGateway":
      return [{ to: props.network, line: "behind" }];
    default:
      return [];
  }
}
