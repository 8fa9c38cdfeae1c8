// Where waiting edits survive a reload: this tab's session storage, one entry an edit, keyed by diagram,
// actor and number. The actor lives beside them, so both come back or neither.
import { newActor } from "../wire/ids";
import type { PendingEdit } from "./replica";

export interface Shelf {
  /** False when the browser refused to keep it (private mode, full). */
  save(actor: string, edit: PendingEdit): boolean;
  drop(actor: string, seq: number): void;
  load(actor: string): PendingEdit[];
}

/** The part of `Storage` that is used, so that a test can bring its own. */
export type Box = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export function shelfIn(box: Box | undefined, doc: string): Shelf {
  const prefix = (actor: string) => `vpcanvas:edit:${doc}:${actor}:`;
  return {
    save(actor, edit) {
      try {
        box?.setItem(prefix(actor) + edit.seq, JSON.stringify(edit));
        return box !== undefined;
      } catch {
        return false;
      }
    },
    drop(actor, seq) {
      box?.removeItem(prefix(actor) + seq);
    },
    load(actor) {
      const edits: PendingEdit[] = [];
      for (let i = 0; i < (box?.length ?? 0); i++) {
        const key = box?.key(i);
        if (key?.startsWith(prefix(actor))) edits.push(JSON.parse(box?.getItem(key) ?? "") as PendingEdit);
      }
      return edits.sort((a, b) => a.seq - b.seq);
    },
  };
}

/** This tab's actor for a diagram. A duplicated tab comes with a copy of the first one's storage: the lock
 * that a live actor holds tells them apart. */
export async function claimActor(box: Box | undefined, doc: string): Promise<string> {
  const at = `vpcanvas:actor:${doc}`;
  const kept = box?.getItem(at);
  if (kept && (await lock(`${at}:${kept}`))) return kept;
  const actor = newActor();
  await lock(`${at}:${actor}`);
  keepActor(box, doc, actor);
  return actor;
}

export function keepActor(box: Box | undefined, doc: string, actor: string): void {
  try {
    box?.setItem(`vpcanvas:actor:${doc}`, actor);
  } catch {
    // Without storage the actor lasts as long as the page.
  }
}

/** Takes a lock that this page holds until it is gone; false when another page holds it. */
function lock(name: string): Promise<boolean> {
  if (typeof navigator === "undefined" || !navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    navigator.locks
      .request(name, { ifAvailable: true }, (granted) => {
        resolve(granted !== null);
        return granted ? new Promise(() => {}) : undefined;
      })
      .catch(() => resolve(true));
  });
}
