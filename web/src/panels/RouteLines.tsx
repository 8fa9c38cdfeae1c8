import { refId } from "../store/document";
import type { Design } from "../wire/gen";
import { derivedRows } from "./effective";
import { refText } from "./elements";
import { Go } from "./fields/Go";

/** The routes of a table, to be read: those that are always there greyed. */
export function RouteLines({ doc, table }: { readonly doc: Design; readonly table: string }) {
  const found = doc.resources[table];
  if (found?.kind !== "routeTable") return null;
  return (
    <ul className="routes">
      {derivedRows(doc, table, "routes").map(({ cells, why }) => (
        <li key={cells.destination} className="rows-derived" title={why}>
          <code>{cells.destination}</code> → {cells.target}
        </li>
      ))}
      {Object.entries(found.props.routes).map(([row, { destination, target }]) => {
        const id = refId(target);
        return (
          <li key={row}>
            <code>{destination}</code> →{" "}
            {id ? <Go id={id} /> : <span className="lost">{refText(doc, target)}</span>}
          </li>
        );
      })}
    </ul>
  );
}
