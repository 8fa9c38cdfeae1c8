// Asking the engine why an arrow holds or does not, again after each revision that it has judged.
import { useEffect, useState } from "react";
import { useApp } from "../app";
import { useSlice } from "../store/react";
import type { Explanation, Failed } from "../wire/gen";

export type Reply =
  | { readonly state: "asking" | "offline" }
  | { readonly state: "failed"; readonly failed: Failed }
  | { readonly state: "explained"; readonly explanations: readonly Explanation[] };

/** A question that a newer one of this tab pushed aside is asked again after this many milliseconds. */
const askAgain = 400;

/** The newest explanation of a flow. While the next one is under way the last stays, so that nothing blinks. */
export function useWhy(flow: string): Reply {
  const { connection } = useApp();
  const live = useSlice((state) => state.connection.status === "live");
  const rev = useSlice((state) => state.judged.rev);
  const [reply, setReply] = useState<Reply>({ state: "asking" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new judgement is the sign to ask again
  useEffect(() => {
    if (!live) {
      // The last explanation is worth more than none; the status line says that it is old.
      setReply((last) => (last.state === "explained" ? last : { state: "offline" }));
      return;
    }
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const result = await connection.ask({ kind: "why", flow });
      if (!wanted) return;
      if (!result) timer = setTimeout(() => void ask(), askAgain);
      else if (result.kind === "failed") setReply({ state: "failed", failed: result });
      else if (result.kind === "explained") {
        setReply({ state: "explained", explanations: result.explanations });
      }
    };
    void ask();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [connection, flow, live, rev]);
  return reply;
}
