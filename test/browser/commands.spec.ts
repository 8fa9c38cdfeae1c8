import { type Editor, expect, test } from "./editor";

const row = (editor: Editor, name: string) =>
  editor.page.getByRole("treegrid").getByRole("row", { name, exact: true });

test("the palette finds a command in either language and runs it; Escape gives the focus back", async ({
  editor,
}) => {
  const { page } = editor;
  await row(editor, "public").click();
  await row(editor, "public").focus();
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "All commands" });
  await expect(palette.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("ec2 add");
  await expect(palette.getByRole("menuitem")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(palette).toHaveCount(0);
  await expect(editor.node("EC2 instance 1")).toBeVisible();

  await row(editor, "Web").focus();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("拡大");
  await expect(palette.getByRole("menuitem").first()).toContainText("Zoom in");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(palette).toHaveCount(0);
  await expect(row(editor, "Web")).toBeFocused();
});

test("? lists every key", async ({ editor }) => {
  const { page } = editor;
  await page.locator(".canvas").focus();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys).toContainText("Ctrl+Shift+Z");
  await expect(keys).toContainText("Duplicate");
  await page.keyboard.press("Escape");
  await expect(keys).toHaveCount(0);
});

test("a copied subnet comes with its instance, its arrows and nothing twice", async ({ editor, context }) => {
  const { page } = editor;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await editor.select("public");
  await page.keyboard.press("Control+c");
  await page.keyboard.press("Control+v");
  await expect(editor.node("public 2")).toBeVisible();
  await expect(editor.node("Web")).toHaveCount(2);
  await editor.saved();
  await editor.undo();
  await expect(editor.node("public 2")).toHaveCount(0);
  await expect(editor.node("Web")).toHaveCount(1);

  await editor.select("Web");
  await page.keyboard.press("Control+d");
  await expect(editor.node("Web 2")).toBeVisible();
  await editor.saved();
});

test("a VPC is carried to another diagram with its own tables, and arrives whole", async ({
  editor,
  studio,
}) => {
  const { page } = editor;
  await editor.select("web-and-db");
  await page.keyboard.press("Control+c");
  await page.goto(studio.home);
  await page.locator("summary").click();
  await page.locator('button[value="web-and-db"]').click();
  await expect(editor.node("Web")).toBeVisible();
  await page.locator(".canvas").focus();
  await page.keyboard.press("Control+v");
  await expect(editor.node("web-and-db 2")).toBeVisible();
  await expect(editor.node("DB")).toHaveCount(2);
  await editor.saved();
  // Its verdicts are those of the original: rules, tables and groups came along.
  await expect(editor.arrow("tcp/3306")).toHaveCount(2);
  await expect(editor.arrow("tcp/3306").nth(1)).toHaveClass(/holds/);
  await expect(page.locator(".said-one")).toHaveCount(0);
});

test("text that is no copy of elements changes nothing and says so", async ({ editor, context }) => {
  const { page } = editor;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(() => navigator.clipboard.writeText('{"vpcanvas":"copy","version":1,"roots":["x"]}'));
  await page.locator(".canvas").focus();
  await page.keyboard.press("Control+v");
  await expect(page.locator(".said-one")).toContainText("holds no elements");
  await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();
});
