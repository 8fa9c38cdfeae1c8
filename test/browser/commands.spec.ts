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

test("an element is found by its name, and what cannot be added says what it needs", async ({ editor }) => {
  const { page } = editor;
  const palette = page.getByRole("dialog", { name: "All commands" });
  await page.getByRole("button", { name: "All commands" }).click();
  await expect(palette.getByRole("searchbox")).toBeFocused();
  // A key that comes before the dialog has the focus is no command: "a" would draw an arrow.
  await page.locator(".canvas").dispatchEvent("keydown", { key: "a" });
  await page.keyboard.type("db");
  await expect(palette.getByRole("menuitem").filter({ hasText: "EC2 instance · private" })).toHaveCount(1);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("add record");
  const record = palette.getByRole("menuitem", { name: "Add Record" });
  await expect(record).toHaveAttribute("aria-disabled", "true");
  await expect(record).toContainText("needs: Hosted zone");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("private");
  await palette.getByRole("menuitem").filter({ hasText: "Subnet" }).click();
  await expect(palette).toHaveCount(0);
  await expect(page.locator(".panel-name")).toHaveText("private");
  await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();
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
  await page.locator("summary.primary").click();
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

test("an arrow's trace is a sequence, said in words as well, and leaves as Mermaid", async ({
  editor,
  context,
}) => {
  const { page } = editor;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await editor.arrow("tcp/80").click();
  const sequence = page.getByRole("region", { name: "As a sequence" });
  await expect(sequence.locator(".sequence-step")).not.toHaveCount(0);
  await expect(sequence.getByRole("list")).toContainText("Internet to igw: tcp/80.");
  await expect(sequence.getByRole("list")).toContainText("igw to Internet: reply.");
  await sequence.getByRole("button", { name: "Copy as Mermaid" }).click();
  await expect(sequence.getByRole("status")).toHaveText("Copied");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text.startsWith("sequenceDiagram\n  participant p0 as Internet\n")).toBe(true);
  expect(text).toContain("p0->>p1: tcp/80\n");
  expect(text).toContain("-->>p0: reply\n");
});

test("a state is named, looked at without being changed, and restored for everybody", async ({ editor }) => {
  const { page } = editor;
  const panel = page.locator(".shell-panel");
  await page.getByRole("tab", { name: "Versions" }).click();
  const versions = panel.getByRole("list", { name: "Versions" });
  await expect(versions.getByRole("listitem")).not.toHaveCount(0);
  const before = await versions.getByRole("listitem").count();
  await panel.getByRole("textbox", { name: "Name the present state" }).fill("with Web");
  await panel.getByRole("button", { name: "Keep" }).click();
  await expect(versions.getByRole("listitem")).toHaveCount(before + 1);
  await expect(versions.getByRole("listitem").first()).toContainText("with Web");

  await row(editor, "Web").click();
  await page.keyboard.press("Delete");
  await expect(editor.node("Web")).toHaveCount(0);
  await editor.saved();
  await page.getByRole("tab", { name: "Versions" }).click();
  await panel.getByRole("button", { name: "Look at with Web" }).click();
  await expect(editor.node("Web")).toBeVisible();
  await expect(page.locator(".banner")).toContainText("with Web");
  await expect(page.getByRole("button", { name: "Add", exact: true })).toBeVisible();
  await row(editor, "Web").focus();
  await page.keyboard.press("Delete");
  await expect(editor.node("Web")).toBeVisible();
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(editor.node("Web")).toHaveCount(0);

  await page.getByRole("tab", { name: "Versions" }).click();
  await panel.getByRole("button", { name: "Restore with Web …" }).click();
  await panel.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(editor.node("Web")).toBeVisible();
  await expect(page.locator(".banner")).toHaveCount(0);
  await editor.saved();
});
