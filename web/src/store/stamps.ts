// Who wrote what last: for each element, and each property or row that was written since this tab joined,
// the revision that wrote it. A stamp names one content of one path for ever, so an undone edit gives the
// path its earlier stamp back, and comparing stamps cannot be fooled by a value that left and came back.
import type { Op } from "../wire/gen";

export interface Path {
  readonly section: string;
  readonly id: string;
  /** "" is the element itself: made or deleted. */
  readonly path: string;
}

export const keyOf = ({ section, id, path }: Path): string => `${section}/${id}/${path}`;

/** The paths that an operation writes. A move that keeps the owner writes a place only. */
export function writesOf(op: Op, ownerChanges: boolean): Path[] {
  switch (op.op) {
    case "put":
    case "del":
      return [{ section: op.section, id: op.id, path: "" }];
    case "patch":
      return [{ section: op.section, id: op.id, path: op.path }];
    case "move": {
      const writes: Path[] = ownerChanges ? [{ section: "resources", id: op.id, path: "parent" }] : [];
      if (op.view) writes.push({ section: "views", id: op.view, path: `places.${op.id}` });
      return writes;
    }
  }
}

/** A stamp before and after an edit; undefined is "not written since this tab joined". For a made or deleted
 * element the stamps of its properties too. */
export interface Change {
  readonly at: Path;
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly insideBefore?: ReadonlyMap<string, number>;
  readonly insideAfter?: ReadonlyMap<string, number>;
}

export class Stamps {
  readonly #elements = new Map<string, Map<string, number>>();

  get({ section, id, path }: Path): number | undefined {
    return this.#elements.get(`${section}/${id}`)?.get(path);
  }

  /** The stamps of the properties of an element, without its own. */
  inside({ section, id }: Path): Map<string, number> {
    const all = new Map(this.#elements.get(`${section}/${id}`) ?? []);
    all.delete("");
    return all;
  }

  /** Writes a stamp. Making or deleting an element forgets the stamps of its properties, or brings back the
   * ones it had. */
  set(at: Path, stamp: number | undefined, inside?: ReadonlyMap<string, number>): void {
    const key = `${at.section}/${at.id}`;
    let element = this.#elements.get(key);
    if (at.path === "" || !element) {
      element = new Map(at.path === "" ? (inside ?? []) : []);
      this.#elements.set(key, element);
    }
    if (stamp === undefined) element.delete(at.path);
    else element.set(at.path, stamp);
  }

  clear(): void {
    this.#elements.clear();
  }
}
