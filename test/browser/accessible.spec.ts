import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { type Editor, expect, test } from "./editor";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds that keeps people out; `rule` asks for one rule only. */
async function barriers(page: Page, rule?: string): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async (only) => {
    const { axe: checker } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await checker.run(document, {
      resultTypes: ["violations"],
      ...(only && { runOnly: { type: "rule", values: [only] } }),
    });
    return (
      violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        // The list of commands scrolls with the arrow keys of the field above it.
        .filter(({ id }) => id !== "scrollable-region-focusable" || !document.querySelector(".palette-list"))
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)
    );
  }, rule);
}

/** Goes through the panels and checks each. */
async function everyPanel(editor: Editor, check: (what: string) => Promise<void>): Promise<void> {
  const { page } = editor;
  for (const name of ["public", "Web"]) {
    await page.getByRole("treegrid").getByRole("row", { name, exact: true }).click();
    await expect(page.locator(".panel-name", { hasText: name })).toBeVisible();
    await check(name);
  }
  await page.locator(".shell-panel .chip .go").first().click();
  await page.locator(".row-open").first().click();
  await expect(page.locator(".row-form")).toBeVisible();
  await check("a rule being edited");
  await editor.arrow("tcp/80").click();
  await expect(page.locator(".hop").first()).toBeVisible();
  await check("why");
  await page.getByRole("tab", { name: /Findings|指摘/ }).click();
  await check("findings");
  await page.getByRole("tab", { name: /Versions|バージョン/ }).click();
  await expect(page.locator(".version").first()).toBeVisible();
  await check("versions");
  await page
    .locator(".version")
    .last()
    .getByRole("button", { name: /Compare|比較/ })
    .click();
  await page.locator(".compare-line-open").first().click();
  await expect(page.locator(".compare-side .hop").first()).toBeVisible();
  await check("a comparison");
  await page.locator(".compare-head > .tool").click();
  await everyDialog(page, check);
}

/** Opens the editor's own dialogs one after the other. */
async function everyDialog(page: Page, check: (what: string) => Promise<void>): Promise<void> {
  await page.getByRole("button", { name: /^(Add|追加)$/ }).click();
  await expect(page.getByRole("menuitem").first()).toBeVisible();
  await check("the menu that adds");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+K");
  await expect(page.locator(".palette-list")).toBeVisible();
  await check("palette");
  await page.keyboard.press("Escape");
  await page.locator(".canvas").focus();
  await page.keyboard.press("?");
  await expect(page.locator(".key-list-keys")).toBeVisible();
  await check("keys");
  await page.keyboard.press("Escape");
  await page.locator(".canvas").focus();
  await page.keyboard.press("m");
  await page.locator(".matrix-cell").first().click();
  await expect(page.locator(".matrix-detail .hop").first()).toBeVisible();
  await check("matrix");
  await page.keyboard.press("Escape");
}

test("every panel is accessible", async ({ editor }) => {
  await everyPanel(editor, async (what) => expect(await barriers(editor.page), what).toEqual([]));
});

test("every panel can be read in the dark, in Japanese", async ({ editor }) => {
  const { page } = editor;
  await page.emulateMedia({ colorScheme: "dark" });
  await page.getByRole("button", { name: "日本語" }).click();
  await everyPanel(editor, async (what) => expect(await barriers(page, "color-contrast"), what).toEqual([]));
});
