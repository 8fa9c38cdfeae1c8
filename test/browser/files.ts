// Files as a person drops them, and accounts as `vpcanvas collect` gathers them.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";

export const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Dropped {
  readonly name: string;
  readonly text: string | Buffer;
}

/** One of the accounts that the reader's own tests read. */
export const account = (name: "startup" | "hub" | "platform"): Dropped => ({
  name: `${name}.zip`,
  text: readFileSync(join(root, "engine", "format", "aws", "testdata", `${name}.zip`)),
});

/** A folder of describe answers, as it lies beside the tests. */
export const folder = (name: string): Dropped[] => {
  const at = join(root, "test", "fixtures", name);
  return readdirSync(at)
    .sort()
    .map((file) => ({ name: file, text: readFileSync(join(at, file)) }));
};

/** The answer of a describe call, as a file of it. */
export const answers = (name: string, answer: object): Dropped => ({ name, text: JSON.stringify(answer) });

/** A design in another format, as the command line writes it. */
export const exported = (template: string, format: string): string => {
  const vpcanvas = (args: string[], input?: string) =>
    execFileSync(join(root, "vpcanvas"), args, {
      input,
      encoding: "utf8",
      stdio: ["pipe", "pipe", "ignore"],
    });
  return vpcanvas(["export", "-", "--format", format, "-o", "-"], vpcanvas(["template", template]));
};

/** Drops files anywhere on a page. */
export async function drop(page: Page, ...files: Dropped[]): Promise<void> {
  const packed = files.map(({ name, text }) => ({ name, base64: Buffer.from(text).toString("base64") }));
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const { name, base64 } of all)
      data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    return data;
  }, packed);
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}
