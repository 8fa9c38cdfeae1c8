import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { type Editor, expect, test } from "./editor";
import type { Studio } from "./studio";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Everything that axe-core finds, whatever it thinks of how bad it is. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await checker.run(document, { resultTypes: ["violations"] });
    return (
      violations
        // The list of commands scrolls with the arrow keys of the field above it.
        .filter(({ id }) => id !== "scrollable-region-focusable" || !document.querySelector(".palette-list"))
        // Before and after hold the same parts, each inside a section that says which it is.
        .filter(({ id }) => id !== "landmark-unique" || !document.querySelector(".compare-side-title"))
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)
    );
  });
}

type Check = (what: string) => Promise<void>;

/** Goes through the panels and checks each. */
async function everyPanel(editor: Editor, check: Check): Promise<void> {
  const { page } = editor;
  for (const name of ["public", "Web"]) {
    await page.getByRole("treegrid").getByRole("row", { name, exact: true }).click();
    await expect(page.locator(".panel-name", { hasText: name })).toBeVisible();
    await check(name);
  }
  await page.locator(".shell-panel .fields .field-choice").last().click();
  await page.getByRole("option").last().hover();
  await expect(page.locator(".choice-note .consequence-none").first()).toBeVisible();
  await check("a choice");
  await page.keyboard.press("Escape");
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
async function everyDialog(page: Page, check: Check): Promise<void> {
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
  await expect(page.locator(".key-list-room")).toBeVisible();
  await check("keys");
  await page.keyboard.press("Escape");
  await page.locator(".canvas").focus();
  await page.keyboard.press("m");
  await page.locator(".matrix-cell").first().click();
  await expect(page.locator(".matrix-detail .hop").first()).toBeVisible();
  await check("matrix");
  await page.keyboard.press("Escape");
  await page.locator(".canvas").focus();
  await page.keyboard.press("e");
  await expect(page.locator(".export-files")).toBeVisible();
  await check("export");
  await page.keyboard.press("Escape");
  await page.locator(".toolbar [aria-haspopup]").first().click();
  await expect(page.locator(".popover")).toBeVisible();
  await check("menu");
  await page.keyboard.press("Escape");
}

/** What stands in the way of an arrow, and the findings with their fixes and reasons. */
async function everyFault(editor: Editor, check: Check): Promise<void> {
  const { page } = editor;
  await page.locator(".canvas").focus();
  await page.keyboard.press("Escape");
  await editor.node("igw").click();
  await page.keyboard.press("Delete");
  await expect(editor.arrow("tcp/80")).toHaveClass(/broken/);
  await editor.arrow("tcp/80").click();
  await expect(page.locator(".reason").first()).toBeVisible();
  await check("why not");
  await page.getByRole("tab", { name: /Findings|指摘/ }).click();
  await page.locator(".finding-do button").last().click();
  await expect(page.locator(".suppress")).toBeVisible();
  await check("suppressing");
}

/** The pages around the editor. */
async function everyPage(page: Page, studio: Studio, check: Check): Promise<void> {
  await page.goto(studio.home);
  await expect(page.locator("td.name").first()).toBeVisible();
  await check("home");
  await page.locator("summary.primary").click();
  await check("gallery");
  await page.keyboard.press("Escape");
  await page.locator("td.more summary").first().click();
  await check("actions");
  await page.locator("td.more button.bad").first().click();
  await page.locator("details.deleted summary").click();
  await check("deleted");
  await page.goto(`${studio.home}?q=nowhere`);
  await check("nothing found");
  await page.goto(`${studio.home}d/nosuchdiagram`);
  await check("no such diagram");
}

test("everything is accessible, light, in English", async ({ editor, studio }) => {
  test.slow();
  const check: Check = async (what) => expect(await barriers(editor.page), what).toEqual([]);
  await everyPanel(editor, check);
  await everyFault(editor, check);
  await everyPage(editor.page, studio, check);
});

test("everything is accessible, dark, in Japanese", async ({ editor, studio }) => {
  test.slow();
  const { page } = editor;
  const check: Check = async (what) => expect(await barriers(page), what).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.getByRole("button", { name: "日本語" }).click();
  await everyPanel(editor, check);
  await everyFault(editor, check);
  await everyPage(page, studio, check);
});

test("the way in is accessible", async ({ browser, studio }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.goto(studio.home);
    await expect(page.locator("#token")).toBeVisible();
    expect(await barriers(page), colorScheme).toEqual([]);
    await context.close();
  }
});
