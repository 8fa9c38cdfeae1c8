import { useCallback, useEffect, useState } from "react";

export type Tell = (id: string, considered: boolean) => void;

/** Which of several options somebody is about to take; undefined for none. */
export function useConsidered(): readonly [at: string | undefined, tell: Tell] {
  const [at, setAt] = useState<string>();
  const tell = useCallback((id: string, considered: boolean) => {
    setAt((now) => (considered ? id : now === id ? undefined : now));
  }, []);
  return [at, tell];
}

interface Props {
  readonly id: string;
  readonly now: boolean;
  readonly tell: Tell;
}

/** Tells while an option is under the pointer or the keyboard. In a list of options both move the focus, and
 * only the option itself knows whether it has it. */
export function Considered({ id, now, tell }: Props) {
  useEffect(() => {
    if (!now) return;
    tell(id, true);
    return () => tell(id, false);
  }, [id, now, tell]);
  return null;
}
