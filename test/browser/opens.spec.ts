import { Editor, expect, inside, test } from "./editor";

test("the template is drawn: internet, VPC, zone, subnets with badges, gateway, instances, arrows", async ({
  editor,
}) => {
  for (const name of ["Internet", "web-and-db", "public", "private", "igw", "Web", "DB"]) {
    await expect(editor.node(name), name).toBeVisible();
  }
  await expect(editor.lane("ap-northeast-1a")).toBeVisible();
  await expect(editor.node("public").locator(".badge-text")).toHaveText("public");
  await expect(editor.node("private").locator(".badge-text")).toHaveText("private");
  const http = editor.arrow("tcp/80");
  await expect(http).toBeVisible();
  await expect(http).toHaveClass(/holds/);
  await editor.saved();
});

test("nested elements lie inside their owners", async ({ editor }) => {
  const inside = async (inner: string, outer: string) => {
    const [a, b] = [await editor.box(inner), await editor.box(outer)];
    expect(a.x >= b.x && a.x + a.width <= b.x + b.width, `${inner} in ${outer}, across`).toBe(true);
    expect(a.y >= b.y && a.y + a.height <= b.y + b.height, `${inner} in ${outer}, down`).toBe(true);
  };
  await inside("public", "web-and-db");
  await inside("private", "web-and-db");
  await inside("Web", "public");
  await inside("DB", "private");
});

test("both languages, switched without losing the drawing", async ({ editor }) => {
  const { page } = editor;
  await page.getByRole("button", { name: "日本語" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await expect(editor.node("public").locator(".badge-text")).toHaveText("パブリック");
  await page.getByRole("button", { name: "English" }).click();
  await expect(editor.node("public").locator(".badge-text")).toHaveText("public");
});

test("the login URL works once", async ({ browser, studio }) => {
  const url = await studio.freshUrl();
  const first = await browser.newContext();
  const page = await first.newPage();
  await page.goto(url);
  await expect(inside(page)).toBeVisible();
  await expect(page).not.toHaveURL(/token/);
  await expect(page.getByRole("alert").filter({ visible: true })).toHaveCount(0);
  const second = await browser.newContext();
  const late = await second.newPage();
  await late.goto(url);
  await expect(late.getByRole("alert").filter({ visible: true })).toBeVisible();
  await Promise.all([first.close(), second.close()]);
});

test("a diagram is there again after closing the page", async ({ editor, context }) => {
  await editor.dragBy("Web", 96, 0);
  await editor.saved();
  const place = await editor.box("Web");
  const url = editor.page.url();
  await editor.page.close();
  const page = await context.newPage();
  await page.goto(url);
  const again = new Editor(page);
  await expect(again.node("Web")).toBeVisible();
  await again.saved();
  expect((await again.box("Web")).x).toBeCloseTo(place.x, 0);
});
