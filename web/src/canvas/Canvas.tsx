import { t, useLang } from "../i18n";
import { useSlice } from "../store/react";

export function Canvas() {
  useLang();
  const resources = useSlice((state) => state.doc.resources);
  return Object.keys(resources).length === 0 ? <p className="quiet">{t("canvas.empty")}</p> : null;
}
