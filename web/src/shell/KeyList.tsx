import { allActions } from "../actions/all";
import { keyLabel } from "../actions/keys";
import { palette } from "../actions/look";
import { t } from "../i18n";
import { treeKeys } from "../tree/keys";
import { Window } from "./Window";

/** Every key and what it does. */
export function KeyList() {
  return (
    <Window kind="key-list" title={t("keys.title")} focusClose>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="key-list-room" tabIndex={0} aria-label={t("keys.title")}>
        <dl className="key-list-keys">
          {allActions
            .filter(({ keys }) => keys.length > 0)
            .map((action) => (
              <div key={action.id}>
                <dt>
                  {action.keys.map((key) => (
                    <kbd key={key}>{keyLabel(key)}</kbd>
                  ))}
                </dt>
                <dd>
                  {action.label()}
                  {action.onCanvas && <small>{t("keys.onCanvas")}</small>}
                </dd>
              </div>
            ))}
        </dl>
        <h3 className="key-list-part">{t("keys.inTree")}</h3>
        <dl className="key-list-keys">
          {treeKeys.map(({ keys, says }) => (
            <div key={says}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{keyLabel(key)}</kbd>
                ))}
              </dt>
              <dd>{t(says)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <p className="key-list-rest">{t("keys.rest", { key: keyLabel(palette.keys[0] ?? "") })}</p>
    </Window>
  );
}
