// Every main view as a picture, for eyes. The folder is PICTURES, or test-results/pictures.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { Editor } from "../browser/editor";
import { account, drop, folder } from "../browser/files";
import { Studio } from "../browser/studio";

const pictures =
  process.env.PICTURES ?? fileURLToPath(new URL("../../test-results/pictures", import.meta.url));
const themes = ["light", "dark"] as const;
const languages = ["en", "ja"] as const;

type Shot = (view: string) => Promise<void>;

for (const theme of themes)
  for (const language of languages)
    test(`views, ${theme}, ${language}`, async ({ browser }) => {
      const studio = new Studio();
      await studio.start();
      try {
        await views(browser, studio, theme, language);
      } finally {
        await studio.stop();
      }
    });

/** One person's walk through the product, with a picture at each stop. */
async function views(browser: Browser, studio: Studio, theme: "light" | "dark", language: "en" | "ja") {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: theme,
    locale: language === "ja" ? "ja-JP" : "en-US",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  mkdirSync(pictures, { recursive: true });
  const shot: Shot = async (view) => {
    await page.mouse.move(720, 898);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({
      path: join(pictures, `${view}-${language}-${theme}.png`),
      animations: "disabled",
      caret: "hide",
    });
  };
  await page.goto(studio.home);
  await shot("login");
  await page.goto(studio.loginUrl);
  const editor = new Editor(page);
  await expect(editor.node("nat")).toBeVisible();
  await expect(page.locator(".canvas .arrow-label.holds").first()).toBeVisible();
  await expect(page.getByRole("treegrid")).toBeVisible();
  await editorViews(page, editor, shot);
  await elementViews(page, editor, shot);
  await dialogs(page, shot);
  await brokenViews(page, editor, shot);
  await home(page, studio, shot);
  await balancer(page, studio, shot);
  await imports(page, studio, shot);
  await emptyViews(page, studio, shot);
  await withoutServer(page, studio, shot);
  await context.close();
}

const tree = (page: Page, name: string) => page.getByRole("treegrid").getByRole("row", { name, exact: true });

const tab = (page: Page, id: "properties" | "findings" | "versions") =>
  page.locator(`.tab[data-key="${id}"]`).click();

async function editorViews(page: Page, editor: Editor, shot: Shot) {
  await shot("editor");
  await editor.arrow("tcp/80").click();
  await expect(page.locator(".hop").first()).toBeVisible();
  await shot("why-holds");
  await page.locator(".sequence-step").last().scrollIntoViewIfNeeded();
  await shot("sequence");
  await tab(page, "findings");
  await shot("findings-few");
  await tab(page, "versions");
  await expect(page.locator(".version").first()).toBeVisible();
  await shot("versions");
  await page.locator(".version").nth(3).locator("button").first().click();
  await expect(page.locator(".banner")).toBeVisible();
  await shot("version-looked-at");
  await page.locator(".banner .button").click();
  await expect(page.locator(".banner")).toHaveCount(0);
  await page.goto(page.url().replace(/#.*|$/, "#compare=4..6"));
  await page.reload();
  await page.locator(".compare-line-open").nth(1).click();
  await expect(page.locator(".compare-proof .hop").first()).toBeVisible();
  await shot("compare");
  await page.locator(".compare-head .tool").click();
  await expect(page.locator(".compare")).toHaveCount(0);
  await tab(page, "properties");
}

async function elementViews(page: Page, editor: Editor, shot: Shot) {
  await tree(page, "Web").click();
  await shot("instance");
  await page.locator(".shell-panel .chip .go").first().click();
  await page.locator(".row-open").first().click();
  await expect(page.locator(".row-form")).toBeVisible();
  await shot("group-rule");
  await page.keyboard.press("Escape");
  await tree(page, "web-and-db").click();
  await shot("vpc");
  await tree(page, "public").click();
  await shot("subnet");
  await page.locator(".canvas").focus();
  await page.keyboard.press("Control+A");
  await shot("many-selected");
  await page.keyboard.press("Escape");
  await expect(editor.node("Web")).toBeVisible();
}

async function dialogs(page: Page, shot: Shot) {
  await page.keyboard.press("Control+K");
  await expect(page.locator(".palette-list")).toBeVisible();
  await shot("palette");
  await page.keyboard.press("Escape");
  await page.locator(".canvas").focus();
  await page.keyboard.press("?");
  await expect(page.locator(".key-list-room")).toBeVisible();
  await shot("keys");
  await page.keyboard.press("Escape");
  for (const [at, name] of ["add-menu", "theme-menu"].entries()) {
    await page.locator(".toolbar [aria-haspopup]").nth(at).click();
    await expect(page.locator(".popover")).toBeVisible();
    await shot(name);
    await page.keyboard.press("Escape");
    await expect(page.locator(".popover")).toHaveCount(0);
  }
  await page.locator(".canvas").focus();
  await page.keyboard.press("e");
  await page.locator(".export-format").nth(2).click();
  await expect(page.locator(".export-proof")).toBeVisible();
  await shot("export");
  await page.keyboard.press("Escape");
  await page.locator(".canvas").focus();
  await page.keyboard.press("m");
  await page.locator(".matrix-cell").first().click();
  await expect(page.locator(".matrix-detail .hop").first()).toBeVisible();
  await shot("matrix");
  await page.locator('td[data-light="closed"] .matrix-cell').first().click();
  await expect(page.locator(".matrix-detail .fix").first()).toBeVisible();
  await page.locator(".matrix-detail .fix").first().scrollIntoViewIfNeeded();
  await shot("matrix-fixes");
  await page.keyboard.press("Escape");
}

/** The route to the gateway goes, and the network says what that means. */
async function brokenViews(page: Page, editor: Editor, shot: Shot) {
  await tree(page, "public").click();
  await page.locator(".facts").getByRole("button", { name: "public" }).click();
  await page.getByRole("button", { name: /0\.0\.0\.0.*(削除)|Remove 0\.0\.0\.0/ }).click();
  await expect(editor.arrow("tcp/80")).toHaveClass(/broken/);
  await editor.arrow("tcp/80").click();
  await expect(page.locator(".reason").first()).toBeVisible();
  await shot("why-broken");
  await expect(page.locator(".fix").first()).toBeVisible();
  await page.locator(".fix summary").first().click();
  await page.locator(".fix .button").first().focus();
  await expect(page.locator(".overlay-mark").first()).toBeVisible();
  await shot("fix");
  await tab(page, "findings");
  await expect(page.locator(".finding").first()).toBeVisible();
  await shot("findings");
  await page.locator(".finding .finding-suppress, .finding button").last().click();
  await shot("suppress");
  await page.keyboard.press("Escape");
}

async function home(page: Page, studio: Studio, shot: Shot) {
  for (const template of ["alb-app", "blank", "web-and-db"]) {
    await page.goto(studio.home);
    await page.locator("summary.primary").click();
    await page.locator(`button[value="${template}"]`).click();
    await expect(page.locator(".canvas .joint-element").first()).toBeVisible();
  }
  await page.goto(studio.home);
  await shot("home");
  await page.locator("summary.primary").click();
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  await shot("gallery");
  await page.keyboard.press("Escape");
  await page.locator("td.more summary").first().click();
  await shot("home-actions");
  await page.locator("td.more button.bad").first().click();
  await expect(page.locator(".notice")).toBeVisible();
  await page.locator("details.deleted summary").click();
  await shot("home-deleted");
  await page.goto(`${studio.home}?q=nowhere`);
  await shot("home-nothing-found");
  await page.goto(`${studio.home}d/nosuchdiagram`);
  await shot("not-found");
}

async function balancer(page: Page, studio: Studio, shot: Shot) {
  await page.goto(studio.home);
  await page.locator("summary.primary").click();
  await page.locator('button[value="alb-app"]').click();
  await expect(page.locator(".canvas .arrow-label.holds").first()).toBeVisible();
  await shot("balancer");
  await page.locator(".canvas .arrow-label").first().click();
  await expect(page.locator(".hop").first()).toBeVisible();
  await shot("balancer-why");
  await page.locator(".sequence-step").last().scrollIntoViewIfNeeded();
  await shot("balancer-sequence");
}

/** An account on the list of diagrams, what was not understood, the account drawn, and a newer one on top of it. */
async function imports(page: Page, studio: Studio, shot: Shot) {
  await page.goto(studio.home);
  await page.locator("details.import > summary").click();
  await shot("import-form");
  await drop(page, account("hub"));
  await expect(page.locator("main a.primary")).toBeVisible();
  await shot("import-losses");
  await page.locator("main a.primary").click();
  await expect(page.locator(".canvas .joint-element").first()).toBeVisible();
  await shot("import-hub");
  await drop(page, account("platform"));
  await expect(page.locator(".import-go")).toBeVisible();
  await shot("import-dialog");
  await page.locator(".import-go .button").last().click();
  await expect(page.locator(".import-difference .button").first()).toBeVisible();
  await shot("import-difference");
  await page.keyboard.press("Escape");
  for (const name of ["startup", "platform"] as const) {
    await page.goto(studio.home);
    await drop(page, account(name));
    await page.locator("main a.primary").click();
    await expect(page.locator(".canvas .joint-element").first()).toBeVisible();
    await shot(`import-${name}`);
  }
  await page.goto(studio.home);
  await drop(page, ...folder("reports-account"));
  await tree(page, "reporter").click();
  await page.locator(".field-choice").first().click();
  await page.getByRole("option", { name: "Amazon S3" }).click();
  await expect(page.locator(".fix").first()).toBeVisible();
  await shot("import-why");
}

async function emptyViews(page: Page, studio: Studio, shot: Shot) {
  await page.goto(studio.home);
  await page.locator("summary.primary").click();
  await page.locator('button[value="blank"]').click();
  await expect(page.locator(".canvas .joint-element").first()).toBeVisible();
  await shot("blank");
  await page.getByRole("treegrid").getByRole("row").first().click();
  await page.locator(".canvas").focus();
  await page.keyboard.press("Delete");
  await expect(page.locator(".canvas .joint-element")).toHaveCount(1);
  await expect(page.locator(".status-light[data-status=live]")).toBeVisible();
  await shot("empty");
}

async function withoutServer(page: Page, studio: Studio, shot: Shot) {
  const at = page.url();
  await page.route("**/socket", (route) => route.abort());
  await page.route("**/snapshot**", (route) => route.abort());
  await page.goto(at);
  await page.waitForTimeout(300);
  await shot("loading");
  await page.unrouteAll();
  await page.goto(at);
  await expect(page.locator(".status-light[data-status=live]")).toBeVisible();
  await expect(page.getByRole("treegrid")).toBeVisible();
  await studio.kill();
  await expect(page.locator(".status-light[data-status=offline]")).toBeVisible();
  await shot("offline");
}
