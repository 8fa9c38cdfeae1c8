import type { Browser } from "@playwright/test";
import { Editor, expect, logIn, test } from "./editor";
import type { Studio } from "./studio";

/** A second person in a browser of their own, on the same diagram. */
async function joins(browser: Browser, studio: Studio, url: string): Promise<Editor> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await logIn(page, studio);
  await page.goto(url);
  const editor = new Editor(page);
  await expect(editor.node("Web")).toBeVisible();
  return editor;
}

test("a second browser sees each edit", async ({ editor: ann, browser, studio }) => {
  const ben = await joins(browser, studio, ann.page.url());
  const before = await ben.box("Web");
  await ann.dragBy("Web", 80, 0);
  await expect.poll(async () => (await ben.box("Web")).x - before.x).toBe(80);
  await ben.dragBy("DB", -80, 0);
  const moved = await ben.box("DB");
  await expect.poll(async () => (await ann.box("DB")).x).toBe(moved.x);
  // Undo takes back one's own edit, not the other's later one.
  await ann.undo();
  await expect.poll(async () => (await ben.box("Web")).x).toBe(before.x);
  expect((await ben.box("DB")).x).toBe(moved.x);
  await ben.page.context().close();
});

test("kill -9 of the server loses nothing, and both go on by themselves", async ({
  editor: ann,
  browser,
  studio,
}) => {
  const ben = await joins(browser, studio, ann.page.url());
  const before = await ann.box("Web");
  await ann.dragBy("Web", 64, 0);
  await ann.saved();
  await studio.kill();
  await expect(ann.status()).toHaveText(/Offline/);
  // Work goes on while the server is away.
  await ann.dragBy("Web", 32, 0);
  await expect(ann.status()).toHaveText("Offline, edits waiting here: 1");
  await studio.start();
  await ann.saved();
  await ben.saved();
  await expect.poll(async () => (await ben.box("Web")).x - before.x).toBe(96);
  await ben.page.context().close();
});

test("edits that wait survive a reload of the page", async ({ editor, studio, context }) => {
  const before = await editor.box("Web");
  await context.setOffline(true);
  await studio.kill();
  await expect(editor.status()).toHaveText(/Offline/);
  await editor.dragBy("Web", 48, 0);
  await studio.start();
  // Offline still holds the socket back, so the reload finds the edit unsent.
  await expect(editor.status()).toHaveText("Offline, edits waiting here: 1");
  await context.setOffline(false);
  await editor.page.reload();
  await expect(editor.node("Web")).toBeVisible();
  await editor.saved();
  await expect.poll(async () => (await editor.box("Web")).x - before.x).toBe(48);
});

test("a duplicated tab is somebody else", async ({ editor, context, studio }) => {
  const url = editor.page.url();
  const storage = await editor.page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  const copy = await context.newPage();
  await copy.addInitScript((kept) => {
    for (const [key, value] of Object.entries(JSON.parse(kept))) sessionStorage.setItem(key, String(value));
  }, storage);
  await copy.goto(url);
  const second = new Editor(copy);
  await expect(second.node("Web")).toBeVisible();
  const before = await editor.box("Web");
  await second.dragBy("Web", 40, 0);
  await editor.dragBy("DB", 40, 0);
  await Promise.all([second.saved(), editor.saved()]);
  await expect.poll(async () => (await editor.box("Web")).x - before.x).toBe(40);
  expect((await second.box("DB")).x).toBe((await editor.box("DB")).x);
  expect(studio.home).toContain(new URL(url).host);
});
