import { t, useLang } from "../i18n";
import { useSlice } from "../store/react";

/** The diagram as text: every resource, on the same store as the canvas. */
export function Tree() {
  useLang();
  const resources = useSlice((state) => state.doc.resources);
  const names = Object.entries(resources);
  return (
    <>
      <h2 className="region-title">{t("region.tree")}</h2>
      {names.length === 0 && <p className="quiet">{t("tree.empty")}</p>}
      {names.map(([id, { name }]) => (
        <p className="quiet" key={id}>
          {name || t("tree.unnamed")}
        </p>
      ))}
    </>
  );
}
