import { useEffect, useState } from "react";
import { Button } from "react-aria-components";
import { t } from "../i18n";
import { causeText } from "../wire/asked";

/** What was asked, and what came of it. */
export interface Asked<T> {
  readonly got?: T;
  readonly problem?: string;
  readonly again: () => void;
}

export function Waiting({ asked }: { readonly asked: Asked<unknown> }) {
  if (asked.problem === undefined) return <p className="quiet">{t("export.loading")}</p>;
  return (
    <div className="export-problem" role="alert">
      <p>{t("export.failed", { cause: asked.problem })}</p>
      <Button className="button" onPress={asked.again}>
        {t("export.again")}
      </Button>
    </div>
  );
}

/** Asks once, and again when the question changes or somebody wants to; only the newest answer counts. */
export function useAsked<T>(ask: () => Promise<T>): Asked<T> {
  const [answer, setAnswer] = useState<{
    readonly to: unknown;
    readonly got?: T;
    readonly problem?: string;
  }>();
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks the same again
  useEffect(() => {
    let wanted = true;
    setAnswer(undefined);
    ask().then(
      (got) => wanted && setAnswer({ to: ask, got }),
      (cause: unknown) => wanted && setAnswer({ to: ask, problem: causeText(cause) }),
    );
    return () => {
      wanted = false;
    };
  }, [ask, turn]);
  const again = () => setTurn((before) => before + 1);
  return answer?.to === ask ? { ...answer, again } : { again };
}
