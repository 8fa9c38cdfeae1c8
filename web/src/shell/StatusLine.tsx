import { t, useLang } from "../i18n";
import { useSlice } from "../store/react";
import type { State } from "../store/store";
import { Icon } from "./Icon";

/** The bottom line: is my work safe, and does the network do what is expected of it. */
export function StatusLine() {
  useLang();
  const connection = useSlice((state) => state.connection);
  const waiting = useSlice((state) => state.pending.length);
  const rev = useSlice((state) => state.rev);
  const resources = useSlice((state) => state.doc.resources);
  const selected = useSlice((state) => state.selection.size);
  return (
    <div className="status">
      <span className="status-light" data-status={connection.status} role="status">
        {sentence(connection, waiting)}
      </span>
      {!connection.canEdit && <span>{t("status.readOnly")}</span>}
      <Flows />
      <span className="status-space" />
      {selected > 0 && <span>{t("status.selected", { count: selected })}</span>}
      <span>{t("status.elements", { count: Object.keys(resources).length })}</span>
      {rev >= 0 && <span>{t("status.revision", { rev })}</span>}
    </div>
  );
}

function sentence({ status, reason }: State["connection"], waiting: number): string {
  switch (status) {
    case "connecting":
      return t("status.connecting");
    case "offline":
      return t("status.offline", { count: waiting });
    case "ended":
      return t("status.ended", { reason });
    case "live":
      return waiting > 0 ? t("status.saving", { count: waiting }) : t("status.live");
  }
}

const outcomes = [
  { outcome: "holds", tone: "good", glyph: "check" },
  { outcome: "broken", tone: "bad", glyph: "cross" },
  { outcome: "unknown", tone: "unknown", glyph: "info" },
] as const;

function Flows() {
  const judged = useSlice((state) => state.judged);
  const flows = useSlice((state) => state.doc.flows);
  const shown = Object.keys(flows).map((id) => judged.flows[id]?.outcome ?? "unknown");
  if (shown.length === 0) return null;
  return (
    <span className="status-count">
      {t("status.flows")}
      {outcomes.map(({ outcome, tone, glyph }) => {
        const count = shown.filter((one) => one === outcome).length;
        if (count === 0) return null;
        return (
          <span key={outcome} className="status-count" data-tone={tone} title={t(`outcome.${outcome}`)}>
            <Icon name={glyph} size={13} />
            {count}
          </span>
        );
      })}
    </span>
  );
}
