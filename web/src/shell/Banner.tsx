import { useEffect } from "react";
import { Button } from "react-aria-components";
import { compare } from "../compare/comparing";
import { t } from "../i18n";
import { offName } from "../panels/supposing";
import { brokenText, Supposing } from "../panels/WhatIfView";
import { useAnswer } from "../panels/why";
import { useSlice, useStore } from "../store/react";
import type { Looking, Supposed } from "../store/store";
import { timeText } from "./time";

/** Over the drawing while it shows something else than the present: what, and the way back. */
export function Banner() {
  const looking = useSlice((state) => state.looking);
  const supposed = useSlice((state) => state.supposed);
  if (supposed) return <WhatIfBanner supposed={supposed} />;
  return looking ? <VersionBanner looking={looking} /> : null;
}

function WhatIfBanner({ supposed: { off, answer } }: { readonly supposed: Supposed }) {
  const store = useStore();
  const doc = useSlice((state) => state.doc);
  const names = off.map((one) => offName(doc, one)).join(", ");
  return (
    <div className="banner" data-tone="whatif" role="status">
      <p>
        {t("whatif.banner", { names })} {answer && <strong>{brokenText(answer.broken.length)}</strong>}
      </p>
      <Supposing />
      <Button className="button" onPress={() => store.suppose([])}>
        {t("whatif.exit")}
      </Button>
    </div>
  );
}

function VersionBanner({ looking }: { readonly looking: Looking }) {
  const store = useStore();
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
