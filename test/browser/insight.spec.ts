import { expect, test } from "./editor";

test("exposure: what the internet reaches directly, and from a host that can be logged in to", async ({
  editor,
}) => {
  const { page } = editor;
  await page.keyboard.press("x");
  const panel = page.getByRole("region", { name: "From Internet" });
  await expect(panel).toContainText("Directly");
  await expect(panel.getByRole("listitem").first()).toContainText("Web");
  await expect(panel.getByRole("listitem").first()).toContainText("tcp 22,80");
  await expect(panel.getByRole("listitem").last()).toContainText("DB");
  await panel.getByRole("listitem").last().getByRole("button", { name: "DB" }).click();
  await expect(page.locator(".panel-name")).toHaveText("DB");

  // Elements are selected while one looks on; an arrow that is selected is asked about.
  const insights = page.getByRole("tab", { name: "Insights" });
  await insights.click();
  await editor.select("Web");
  await expect(page.getByRole("row", { name: "Web", exact: true })).toHaveAttribute("aria-selected", "true");
  await expect(insights).toHaveAttribute("aria-selected", "true");
  await editor.arrow("tcp/80").click();
  await expect(page.getByRole("region", { name: "Six gates" })).toBeVisible();
});

test("blast radius: hops from the selected element, in the list and on the drawing", async ({ editor }) => {
  const { page } = editor;
  await page.keyboard.press("b");
  await expect(page.locator(".tab-panel")).toContainText("From where?");
  await editor.select("Internet");
  await page
    .getByRole("button", { name: /^Start at/ })
    .or(page.locator(".insight-ask"))
    .first()
    .waitFor();
  await page.keyboard.press("b");
  const first = page.getByRole("region", { name: "Hop 1: 1" });
  await expect(first).toContainText("Web");
  await expect(page.getByRole("region", { name: "Hop 2: 1" })).toContainText("DB");
  await expect(page.locator(".overlay-hop")).toHaveCount(2);
  await expect(page.locator(".overlay-hop-text")).toHaveText(["1", "2"]);

  // One hop less, and the marks follow; another tab takes them away.
  await page.getByRole("button", { name: /Hops/ }).click();
  await page.getByRole("option", { name: "1", exact: true }).click();
  await expect(page.locator(".overlay-hop")).toHaveCount(1);
  await page.getByRole("tab", { name: "Findings" }).click();
  await expect(page.locator(".overlay-hop")).toHaveCount(0);
});

test("what if: flows break as they would, nothing is edited, one press leaves", async ({ editor }) => {
  const { page } = editor;
  await expect(editor.arrow("tcp/80")).toHaveClass(/holds/);
  const revision = /Revision \d+/;
  const before = revision.exec((await page.locator(".status").textContent()) ?? "")?.[0];
  await page.keyboard.press("w");
  await page.getByRole("checkbox", { name: "igw" }).focus();
  await page.keyboard.press("Space");
  const banner = page.locator(".banner");
  await expect(banner).toContainText("What if igw is off?");
  await expect(banner).toContainText("2 arrows no longer hold");
  await expect(editor.arrow("tcp/80")).toHaveClass(/broken/);
  await expect(page.locator(".overlay-down")).toHaveCount(1);
  await expect(page.getByRole("region", { name: "What would happen" })).toContainText(
    "igw is detached, stopped or deleted",
  );

  // The arrow's own panel says so too, and nothing can be edited meanwhile.
  await editor.arrow("tcp/80").click();
  await page.getByRole("tab", { name: "Properties" }).click();
  await expect(page.locator(".why")).toContainText("while something is off");
  await expect(page.getByRole("button", { name: "Add", exact: true }).first()).toBeVisible();
  await page.keyboard.press("Delete");

  await banner.getByRole("button", { name: "Switch everything on again" }).click();
  await expect(banner).toHaveCount(0);
  await expect(editor.arrow("tcp/80")).toHaveClass(/holds/);
  await expect(page.locator(".status")).toContainText(`${before}`);
});

test("a zone that fails takes down all that is in it", async ({ editor }) => {
  const { page } = editor;
  await page.keyboard.press("w");
  await page.locator(".switch").filter({ hasText: "ap-northeast-1a" }).click();
  await expect(page.locator(".banner")).toContainText("arrows no longer hold");
  await expect(page.locator(".overlay-down")).toHaveCount(4);
});

test("rows say what they carry", async ({ editor }) => {
  const { page } = editor;
  await editor.select("DB");
  await page.locator(".tab-panel .go").filter({ hasText: /^db$/ }).first().click();
  await expect(page.locator(".panel-name")).toHaveText("db");
  await expect(page.locator(".rows-weight")).toHaveCount(4);
  await expect(page.locator(".rows-weight").filter({ hasText: "carries 1 arrow" })).toHaveCount(2);
});

test("codes of reasons and findings lead to their pages", async ({ editor, context }) => {
  const { page } = editor;
  await page.getByRole("tab", { name: "Findings" }).click();
  const link = page.locator(".finding .doc-link").first();
  const code = await link.textContent();
  const opened = context.waitForEvent("page");
  await link.click();
  const docs = await opened;
  await expect(docs.getByRole("heading", { level: 1 })).toHaveText(code ?? "");
  await expect(docs.locator("main")).toContainText("What it says");
  await docs.goto(new URL("../reasons/NAT_INBOUND?lang=ja", docs.url()).href);
  await expect(docs.locator("main")).toContainText("直し方");
});
