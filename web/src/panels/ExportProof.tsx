import { useCallback } from "react";
import { useApp } from "../app";
import { t, word } from "../i18n";
import { Icon } from "../shell/Icon";
import type { Glyph } from "../views/glyphs";
import { exportCheck } from "../wire/exports";
import type { CheckVerdict } from "../wire/gen";
import { routes, type Taken } from "../wire/routes";
import { useAsked, Waiting } from "./asking";
import { Losses } from "./ExportLosses";

const glyphs: { readonly [V in Exclude<CheckVerdict, "none">]: Glyph } = {
  unchanged: "check",
  known: "check",
  differs: "cross",
};

/** Whether the file, read again by our own reader, is the design that it was written from. */
export function ExportProof({ taken }: { readonly taken: Taken }) {
  const { page } = useApp();
  const check = useAsked(
    useCallback(
      () => exportCheck(routes.exportCheck(page.base, page.doc, taken)),
      [page.base, page.doc, taken],
    ),
  );
  if (check.problem !== undefined) return <Waiting asked={check} />;
  if (check.got === undefined) return <p className="quiet">{t("export.checking")}</p>;
  const { verdict, summary, lines, more } = check.got;
  if (verdict === "none") return null; // a picture is never read
  return (
    <section className="export-proof" aria-label={t("export.proof")} data-verdict={verdict}>
      <h3 className="group-title">{t("export.proof")}</h3>
      <p className="export-summary">
        <Icon name={glyphs[verdict]} size={14} />
        <span>{word(summary)}</span>
      </p>
      <Losses title={t("export.differs")} losses={lines.filter(({ note }) => !note)} lead />
      <Losses title={t("export.known")} losses={lines.filter(({ note }) => note)} lead />
      {more > 0 && <p className="quiet">{t("export.more", { count: more })}</p>}
    </section>
  );
}
