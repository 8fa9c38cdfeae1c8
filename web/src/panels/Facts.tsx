import type { ReactNode } from "react";
import { lang, t } from "../i18n";
import { useSlice } from "../store/react";
import type { Design } from "../wire/gen";
import {
  addressesOf,
  addressesOfVpc,
  mainTableOf,
  networkAclOf,
  routeTableOf,
  type Serving,
  silentUsers,
  subnetOf,
  wayOut,
} from "./effective";
import { usesOf } from "./elements";
import { Go } from "./fields/Go";
import { RouteLines } from "./RouteLines";

/** What follows from the design for one resource, with links to where it comes from. */
export function Facts({ id }: { readonly id: string }) {
  const doc = useSlice((state) => state.doc);
  const kind = doc.resources[id]?.kind;
  const facts = [
    kind === "subnet" && <SubnetFacts key="subnet" doc={doc} id={id} />,
    kind === "vpc" && <VpcFacts key="vpc" doc={doc} id={id} />,
    kind !== "subnet" && <Surroundings key="around" doc={doc} id={id} />,
    shared.has(kind ?? "") && <Users key="users" doc={doc} id={id} />,
  ].filter(Boolean);
  if (facts.length === 0) return null;
  return <dl className="facts">{facts}</dl>;
}

/** Kinds that are known by who uses them. */
const shared: ReadonlySet<string> = new Set([
  "routeTable",
  "networkAcl",
  "securityGroup",
  "internetGateway",
  "natGateway",
  "elasticIp",
  "targetGroup",
  "prefixList",
  "peering",
  "vpnGateway",
  "customerGateway",
  "corporateNetwork",
  "egressOnlyInternetGateway",
]);

interface Of {
  readonly doc: Design;
  readonly id: string;
}

function Fact({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const count = (n: bigint | number): string => n.toLocaleString(lang());

function SubnetFacts({ doc, id }: Of) {
  const judged = useSlice((state) => state.judged.subnets[id]);
  const addresses = addressesOf(doc, id);
  const proof = wayOut(doc, id);
  const isPublic = judged?.public;
  const table = routeTableOf(doc, id)?.id;
  return (
    <>
      <Fact title={t("facts.internet")}>
        <Visibility isPublic={isPublic} />
        {isPublic === true && proof && (
          <span className="fact-proof">
            <code>{proof.destination}</code> → <Go id={proof.gateway} />
          </span>
        )}
        {isPublic === false && <span className="fact-proof">{t("facts.privateProof")}</span>}
      </Fact>
      {addresses && (
        <Fact title={t("facts.addresses")}>
          {t("facts.addressesOf", {
            total: count(addresses.total),
            usable: count(addresses.usable),
            used: count(addresses.used),
          })}
        </Fact>
      )}
      <Served title={t("facts.routeTable")} by={routeTableOf(doc, id)} own={t("facts.byMain")}>
        {table !== undefined && <RouteLines doc={doc} table={table} />}
      </Served>
      <Served title={t("facts.networkAcl")} by={networkAclOf(doc, id)} own={t("facts.byDefault")} />
    </>
  );
}

function Visibility({ isPublic }: { readonly isPublic: boolean | undefined }) {
  if (isPublic === undefined) return <span className="badge">{t("facts.judging")}</span>;
  return (
    <span className="badge" data-kind={isPublic ? "public" : "private"}>
      {t(isPublic ? "facts.public" : "facts.private")}
    </span>
  );
}

interface ServedProps {
  readonly title: string;
  readonly by: Serving | undefined;
  readonly own: string;
  readonly children?: ReactNode;
}

function Served({ title, by, own, children }: ServedProps) {
  if (!by) return null;
  return (
    <Fact title={title}>
      <Go id={by.id} />
      {!by.chosen && <span className="fact-more">{own}</span>}
      {children}
    </Fact>
  );
}

function VpcFacts({ doc, id }: Of) {
  const counted = addressesOfVpc(doc, id);
  if (!counted) return null;
  const { total, inSubnets, subnets } = counted;
  return (
    <>
      <Fact title={t("facts.addresses")}>
        {t("facts.vpcAddresses", { total: count(total), inSubnets: count(inSubnets), subnets })}
      </Fact>
      <Served title={t("facts.mainTable")} by={mainTableOf(doc, id)} own={t("facts.madeWithVpc")} />
    </>
  );
}

/** The subnet around an element, and what serves it there. */
function Surroundings({ doc, id }: Of) {
  const subnet = subnetOf(doc, id);
  if (subnet === undefined) return null;
  return (
    <>
      <Fact title={t("facts.subnet")}>
        <Go id={subnet} />
      </Fact>
      <Served title={t("facts.routeTable")} by={routeTableOf(doc, subnet)} own={t("facts.byMain")} />
      <Served title={t("facts.networkAcl")} by={networkAclOf(doc, subnet)} own={t("facts.byDefault")} />
    </>
  );
}

function Users({ doc, id }: Of) {
  const uses = usesOf(doc, id).filter((use) => use.id !== id);
  const named = new Map(uses.map((use) => [use.id, use]));
  const silent = silentUsers(doc, id).filter((user) => !named.has(user));
  return (
    <Fact title={t("facts.usedBy")}>
      {named.size + silent.length === 0 && t("facts.usedByNobody")}
      {[...named.values()].map(({ id: user, field, row }) => (
        <Go key={user} id={user} field={field} row={row} />
      ))}
      {silent.map((user) => (
        <Go key={user} id={user} />
      ))}
    </Fact>
  );
}
