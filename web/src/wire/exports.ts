// Files to take home. The server makes them from what is committed.
import { asked } from "./asked";
import type { ExportCheck, ExportChoice, ExportContents } from "./gen";

export const listExports = (url: string): Promise<readonly ExportChoice[]> => asked(url, { method: "GET" });

/** What the file would hold and what it would not say. */
export const exportContents = (url: string): Promise<ExportContents> => asked(url, { method: "GET" });

/** What comes back when the file is read again. */
export const exportCheck = (url: string): Promise<ExportCheck> => asked(url, { method: "GET" });

/** The browser follows a link: that is how a file gets its name and lands where files land. */
export function download(href: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = "";
  link.click();
}
