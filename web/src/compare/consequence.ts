// What an edit that is not made yet would open and close: asked while it is typed or dragged.
import { useEffect, useState } from "react";
import { useApp } from "../app";
import { useSlice } from "../store/react";
import type { Compared, Op } from "../wire/gen";
import { inTurn } from "../wire/turns";

/** Typing or dragging pauses when nothing has changed for this many milliseconds. */
const pause = 180;

export interface Consequence {
  /** The last answer; it stays while the next one is under way, so that nothing blinks. */
  readonly compared: Compared | undefined;
  /** Whether it is about what is on the screen now. */
  readonly fresh: boolean;
}

const none: Consequence = { compared: undefined, fresh: false };

/** The consequence of tentative operations; undefined asks nothing and forgets the last answer. */
export function useConsequence(ops: readonly Op[] | undefined): Consequence {
  const { connection } = useApp();
  const live = useSlice((state) => state.connection.status === "live" && state.connection.canEdit);
  const rev = useSlice((state) => state.rev);
  const text = ops && ops.length > 0 && live ? JSON.stringify(ops) : undefined;
  const key = text === undefined ? "" : `${rev} ${text}`;
  const [told, setTold] = useState<{ readonly key: string; readonly compared: Compared }>();
  useEffect(() => {
    if (text === undefined) {
      setTold(undefined);
      return;
    }
    let wanted = true;
    const timer = setTimeout(async () => {
      const ask = () => connection.ask({ kind: "consequence" }, JSON.parse(text) as Op[]);
      const result = await inTurn(() => wanted, ask);
      if (!wanted) return;
      // An edit that the server would refuse has no consequence; the field says why when it is sent.
      setTold(result?.kind === "compared" ? { key, compared: result } : undefined);
    }, pause);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [connection, text, key]);
  if (text === undefined || !told) return none;
  return { compared: told.compared, fresh: told.key === key };
}
