import { t } from "../i18n";
import { Icon } from "../shell/Icon";
import { useSlice } from "../store/react";
import type { Exposure, ExposurePath } from "../wire/gen";
import { Ends, Passing, Waiting } from "./Ends";
import { nameAt } from "./elements";
import { useAnswer } from "./why";

const paths: readonly ExposurePath[] = ["direct", "load-balancer", "jump-host"];

/** What the internet, and each block that the design names, reaches. */
export function ExposureView() {
  const reply = useAnswer({ kind: "exposure" }, "exposures");
  if (reply.state !== "answered") return <Waiting reply={reply} />;
  const { rows, count } = reply.answer;
  if (rows.length === 0) {
    return (
      <div className="empty">
        <span className="empty-mark">
          <Icon name="check" size={24} />
        </span>
        <p className="empty-title">{t("exposure.none")}</p>
        <p className="empty-hint">{t("exposure.noneHint")}</p>
      </div>
    );
  }
  const outside = [...new Set(rows.map(({ from }) => from))];
  return (
    <>
      {outside.map((from) => (
        <From key={from} from={from} rows={rows.filter((row) => row.from === from)} />
      ))}
      {count > rows.length && <p className="quiet">{t("insight.more", { count: count - rows.length })}</p>}
    </>
  );
}

function From({ from, rows }: { readonly from: string; readonly rows: readonly Exposure[] }) {
  const doc = useSlice((state) => state.doc);
  const name = nameAt(doc, from);
  return (
    <section aria-label={t("exposure.from", { name })}>
      <h3 className="group-title">{t("exposure.from", { name })}</h3>
      {paths.map((path) => {
        const here = rows.filter((row) => row.path === path);
        return (
          here.length > 0 && (
            <div key={path} className="insight-group">
              <p className="insight-path">{t(`exposure.${path}`)}</p>
              <ul className="insight-list">
                {here.map(({ via, to, ...cell }) => (
                  <li key={[...via.ids, "", ...to.ids].join()} className="insight-row">
                    {via.count > 0 && (
                      <span className="insight-via">
                        <Ends ends={via} /> <span aria-hidden="true">→</span>
                      </span>
                    )}
                    <Ends ends={to} />
                    <Passing cell={cell} />
                  </li>
                ))}
              </ul>
            </div>
          )
        );
      })}
    </section>
  );
}
