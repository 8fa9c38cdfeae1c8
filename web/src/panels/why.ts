// Asking the engine, again after each revision that it has judged.
import { useEffect, useState } from "react";
import { useApp } from "../app";
import { useSlice } from "../store/react";
import type { Explanation, Failed, Question, Result } from "../wire/gen";
import { inTurn } from "../wire/turns";

export type Reply<R> =
  | { readonly state: "asking" | "offline" }
  | { readonly state: "failed"; readonly failed: Failed }
  | { readonly state: "answered"; readonly answer: R };

/** A question that the connection lost is asked again after this many milliseconds. */
const askAgain = 400;

type Kind = Exclude<Result["kind"], "failed">;
type Answered<K extends Kind> = Extract<Result, { kind: K }>;

/** The newest answer of one kind, about the revision `about`, else the version that is looked at, else the
 * present; undefined asks nothing. While the next answer is under way the last one stays, so that nothing blinks. */
export function useAnswer<K extends Kind>(
  question: Question | undefined,
  kind: K,
  about?: number,
): Reply<Answered<K>> {
  const { connection } = useApp();
  const live = useSlice((state) => state.connection.status === "live");
  const rev = useSlice((state) => state.judged.rev);
  const looked = useSlice((state) => state.looking?.rev);
  const at = about ?? looked;
  const [reply, setReply] = useState<Reply<Answered<K>>>({ state: "asking" });
  // Two questions with one text are one question.
  const text = question && JSON.stringify(question);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new judgement is the sign to ask again
  useEffect(() => {
    if (text === undefined) {
      setReply({ state: "asking" });
      return;
    }
    if (!live) {
      // The last answer is worth more than none; the status line says that it is old.
      setReply((last) => (last.state === "answered" ? last : { state: "offline" }));
      return;
    }
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const result = await inTurn(
        () => wanted,
        () => connection.ask(JSON.parse(text) as Question, [], at),
      );
      if (!wanted) return;
      if (!result) timer = setTimeout(() => void ask(), askAgain);
      else if (result.kind === "failed") setReply({ state: "failed", failed: result });
      else if (result.kind === kind) setReply({ state: "answered", answer: result as Answered<K> });
    };
    void ask();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [connection, text, kind, live, rev, at]);
  return reply;
}

export type Explained = Reply<{ readonly explanations: readonly Explanation[] }>;

/** Why a flow holds or not. */
export const useWhy = (flow: string): Explained => useAnswer({ kind: "why", flow }, "explained");
