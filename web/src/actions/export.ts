import { t } from "../i18n";
import { routes } from "../wire/routes";
import type { Action } from "./action";

/** Files are made by the server from what is committed; the browser only follows a link. */
function download(href: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = "";
  link.click();
}

export const exportActions: readonly Action[] = [
  {
    id: "export-cloudformation",
    keys: [],
    label: () => t("action.exportCloudformation"),
    glyph: "download",
    enabled: ({ store }) => store.state.joined,
    run: ({ page }) => download(routes.export(page.base, page.doc, "cloudformation")),
  },
  {
    id: "export-design",
    keys: [],
    label: () => t("action.exportDesign"),
    glyph: "download",
    enabled: ({ store }) => store.state.joined,
    run: ({ page }) => download(routes.export(page.base, page.doc, "design")),
  },
];
