// Two designs on one canvas: the newer one, with what left it put back where it was.
import { mainView } from "../store/document";
import type { Mark } from "../store/store";
import type { Compared, Design, Resource } from "../wire/gen";

export interface Merged {
  readonly design: Design;
  readonly marks: ReadonlyMap<string, Mark>;
}

export function merge(old: Design, now: Design, { added, removed, changed }: Compared): Merged {
  const resources: { [id: string]: Resource } = { ...now.resources };
  const places = { ...now.views[mainView]?.places };
  const marks = new Map<string, Mark>();
  for (const { id } of added) marks.set(id, "added");
  for (const { id } of changed) marks.set(id, "changed");
  for (const id of ownersFirst(
    old,
    removed.map(({ id }) => id),
  )) {
    const resource = old.resources[id];
    // What stood in something that is another thing now has no place to be drawn.
    if (!resource || resources[id] || (resource.parent && !resources[resource.parent])) continue;
    resources[id] = resource;
    marks.set(id, "removed");
    const place = old.views[mainView]?.places[id];
    if (place) places[id] = place;
  }
  const view = now.views[mainView] ?? { title: "", places: {} };
  return { design: { ...now, resources, views: { ...now.views, [mainView]: { ...view, places } } }, marks };
}

function ownersFirst({ resources }: Design, ids: readonly string[]): string[] {
  const depth = (id: string | undefined): number => {
    let deep = 0;
    for (let at = id; at !== undefined && resources[at]; at = resources[at]?.parent) deep++;
    return deep;
  };
  return [...ids].sort((a, b) => depth(a) - depth(b));
}
