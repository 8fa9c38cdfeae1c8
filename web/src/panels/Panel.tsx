import { t, useLang } from "../i18n";

/** Properties of what is selected. */
export function Panel() {
  useLang();
  return (
    <>
      <h2 className="region-title">{t("region.panel")}</h2>
      <p className="quiet">{t("panel.nothing")}</p>
    </>
  );
}
