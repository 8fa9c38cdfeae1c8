import { useEffect } from "react";
import { Button } from "react-aria-components";
import { compare } from "../compare/comparing";
import { t } from "../i18n";
import { useAnswer } from "../panels/why";
import { useSlice, useStore } from "../store/react";
import { timeText } from "./time";

/** Over the drawing while it shows a version: which one, and the way back. */
export function Banner() {
  const store = useStore();
  const looking = useSlice((state) => state.looking);
  if (!looking) return null;
  return (
    <div className="banner" role="status">
      <p>
        {looking.marks
          ? t("compare.banner")
          : t("versions.banner", { name: looking.name, time: timeText(looking.at) })}
      </p>
      <Judge key={looking.rev} />
      <Button
        className="button"
        onPress={() => {
          compare(undefined);
          store.look(undefined);
        }}
      >
        {t("versions.back")}
      </Button>
    </div>
  );
}

/** Has the engine judge the version as it judges the present. */
function Judge() {
  const store = useStore();
  const looking = useSlice((state) => state.looking);
  const reply = useAnswer(looking?.judged ? undefined : { kind: "judgement" }, "changes");
  const rev = looking?.rev;
  useEffect(() => {
    if (reply.state === "answered" && rev !== undefined) store.judgedVersion(rev, reply.answer);
  }, [reply, rev, store]);
  return reply.state === "failed" ? (
    <p>{t("why.failed", { detail: reply.failed.detail || reply.failed.code })}</p>
  ) : null;
}
