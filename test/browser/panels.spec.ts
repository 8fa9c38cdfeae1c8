import type { Locator } from "@playwright/test";
import { Editor, expect, logIn, test } from "./editor";

const row = (editor: Editor, name: string): Locator =>
  editor.page.getByRole("treegrid").getByRole("row", { name, exact: true });
const panel = (editor: Editor): Locator => editor.page.locator(".shell-panel");
const field = (editor: Editor, name: string): Locator => panel(editor).locator(`input[name="${name}"]`);

test("a property is sent by Enter, put back by Escape, and checked before it is sent", async ({ editor }) => {
  await row(editor, "public").click();
  const cidr = field(editor, "cidr");
  await cidr.fill("10.0.7.4");
  await cidr.press("Enter");
  await expect(panel(editor)).toContainText("The length is missing");
  await cidr.press("Escape");
  await expect(cidr).toHaveValue("10.0.1.0/24");
  await cidr.fill("10.0.7.4/24");
  await cidr.press("Enter");
  await expect(cidr).toHaveValue("10.0.7.0/24");
  await expect(editor.node("public")).toContainText("10.0.7.0/24");
  await editor.saved();
});

test("what is being typed is not lost when another element is selected", async ({ editor }) => {
  await row(editor, "Web").click();
  await field(editor, "keyName").fill("admin");
  await editor.select("private");
  await row(editor, "Web").click();
  await expect(field(editor, "keyName")).toHaveValue("admin");
});

test("taking the route away turns the arrow; the reason leads to the table, the fix puts it back", async ({
  editor,
}) => {
  const { page } = editor;
  await row(editor, "public").click();
  await panel(editor).locator(".facts").getByRole("button", { name: "public" }).click();
  await expect(panel(editor)).toContainText("10.0.0.0/16");
  await panel(editor)
    .getByRole("button", { name: /Remove 0\.0\.0\.0/ })
    .click();
  await expect(editor.arrow("tcp/80")).toHaveClass(/broken/);

  await editor.arrow("tcp/80").click();
  await expect(panel(editor)).toContainText("Blocked");
  const reason = panel(editor).locator(".reason", { hasText: "NO_ROUTE_TO_DESTINATION" });
  await expect(reason).toBeVisible();
  await expect(panel(editor).getByRole("region", { name: "Six gates" }).getByRole("listitem")).toHaveCount(6);
  await reason.getByRole("button").first().click();
  await expect(panel(editor).getByRole("heading", { name: "public" })).toBeVisible();
  await expect(panel(editor)).toContainText("Route table");

  await page.getByRole("tab", { name: /Findings/ }).click();
  const finding = panel(editor).locator(".finding", { hasText: "gateway-attached-not-routed" });
  await finding.getByRole("button", { name: /^Fix/ }).click();
  await expect(editor.arrow("tcp/80")).toHaveClass(/holds/);
  await expect(finding).toHaveCount(0);
  await editor.undo();
  await expect(editor.arrow("tcp/80")).toHaveClass(/broken/);
});

test("a rule is edited as one row and its verdict follows", async ({ editor }) => {
  await row(editor, "Web").click();
  await panel(editor).getByRole("button", { name: "web", exact: true }).click();
  await panel(editor)
    .getByRole("button", { name: /Edit TCP 80/ })
    .click();
  const form = panel(editor).locator(".row-form");
  await form.locator('input[name="ports"]').fill("90-80");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toContainText("runs backwards");
  await form.locator('input[name="ports"]').fill("8080");
  await form.locator('input[name="ports"]').press("Enter");
  await expect(form).toHaveCount(0);
  await expect(editor.arrow("tcp/80")).toHaveClass(/broken/);
  await editor.undo();
  await expect(editor.arrow("tcp/80")).toHaveClass(/holds/);
});

test("the keyboard goes into a row's form and comes back from it", async ({ editor }) => {
  const { page } = editor;
  await row(editor, "Web").click();
  await panel(editor).getByRole("button", { name: "web", exact: true }).click();
  const add = panel(editor).getByRole("button", { name: "Add to Inbound rules" });
  const form = panel(editor).locator(".row-form");
  const protocol = form.getByRole("button", { name: /^TCP Protocol/ });
  await add.focus();
  await page.keyboard.press("Enter");
  await expect(protocol).toBeFocused();
  await expect(form.getByRole("button", { name: "Save" })).toBeInViewport();
  await form.locator('input[name="ports"]').fill("99999");
  await form.locator('input[name="cidr"]').fill("10.0.0.0/8");
  await page.keyboard.press("Enter");
  await expect(form.locator('input[name="ports"]')).toBeFocused();
  await form.locator('input[name="ports"]').fill("8443");
  await page.keyboard.press("Enter");
  await expect(form).toHaveCount(0);
  await expect(add).toBeFocused();

  const edit = panel(editor).getByRole("button", { name: /Edit TCP 8443/ });
  await edit.focus();
  await page.keyboard.press("Enter");
  await expect(protocol).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(edit).toBeFocused();
  await panel(editor)
    .getByRole("button", { name: /Remove TCP 8443/ })
    .press("Enter");
  await expect(edit).toHaveCount(0);
  await expect(add).toBeFocused();
});

test("a protocol is typed by its number, and is not lost where it cannot be read", async ({ editor }) => {
  const { page } = editor;
  await editor.arrow("tcp/80").click();
  await panel(editor).getByRole("button", { name: "Edit TCP 80" }).press("Enter");
  const form = panel(editor).locator(".row-form");
  const protocol = form.getByRole("button", { name: /Protocol$/ });
  const number = form.getByRole("textbox", { name: "Protocol" });
  const type = async () => {
    await protocol.press("Enter");
    await page.getByRole("option", { name: /^Other number/ }).click();
    await expect(number).toBeFocused();
    await expect(number).toHaveValue("");
  };
  await type();
  await page.keyboard.press("Escape");
  await expect(protocol).toBeFocused();
  await expect(protocol).toContainText("TCP");

  await type();
  await page.keyboard.type("300");
  await form.locator('input[name="ports"]').press("Enter"); // what is typed elsewhere is not saved without it
  await expect(form).toContainText("a number from 0 to 255");
  await expect(number).toBeFocused();
  await number.fill("50");
  await page.keyboard.press("Enter");
  await expect(protocol).toContainText("Protocol 50");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(panel(editor).getByRole("button", { name: /Edit Protocol 50/ })).toBeFocused();
  await expect(editor.arrow("50")).toBeVisible();
  await editor.undo();
});

test("a row that begins with a reference is opened by keys, and called by its name", async ({
  page,
  studio,
}) => {
  await logIn(page, studio);
  await page.goto(studio.home);
  await page.locator("summary.primary").click();
  await page.locator('button[value="alb-app"]').click();
  const editor = new Editor(page);
  await row(editor, "ALB").click();
  const edit = panel(editor).getByRole("button", { name: "Edit public-a", exact: true });
  await edit.press("Enter");
  await expect(panel(editor).locator(".row-form .field-choice").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(edit).toBeFocused();
});

test("the tree alone is enough: find, rename, add, delete by keyboard", async ({ editor }) => {
  const { page } = editor;
  await row(editor, "public").focus();
  await page.keyboard.press("Space");
  await expect(panel(editor).getByRole("heading", { name: "public" })).toBeVisible();
  await page.keyboard.press("F2");
  await page.keyboard.type("front");
  await page.keyboard.press("Enter");
  await expect(editor.node("front")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(panel(editor).getByRole("heading", { name: "Web" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(field(editor, "name")).toBeFocused();

  await row(editor, "front").focus();
  await page.keyboard.press("Space");
  const add = page.getByRole("button", { name: "Add to front" });
  await add.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "EC2 instance" }).press("Enter");
  await expect(row(editor, "EC2 instance 1")).toBeVisible();
  await expect(panel(editor)).toContainText("eth0");
  await row(editor, "EC2 instance 1").focus();
  await page.keyboard.press("Delete");
  await expect(row(editor, "EC2 instance 1")).toHaveCount(0);
  await editor.saved();
});

test("keys of the tree and the panel stay there: nothing is moved or deleted on the canvas", async ({
  editor,
}) => {
  const { page } = editor;
  await row(editor, "Web").click();
  const before = await editor.box("Web");
  await row(editor, "Web").focus();
  for (const key of ["End", "ArrowDown", "ArrowRight", "ArrowRight", "f"]) await page.keyboard.press(key);
  await row(editor, "Web").click();
  await panel(editor).locator(".chip .go").first().focus();
  for (const key of ["ArrowDown", "Backspace", "Delete"]) await page.keyboard.press(key);
  await expect(row(editor, "Web")).toBeVisible();
  expect(await editor.box("Web")).toEqual(before);
  await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();
});

test("a suppressed finding leaves the list and keeps its reason", async ({ editor }) => {
  await row(editor, "public").click();
  await panel(editor).locator(".facts").getByRole("button", { name: "public" }).click();
  await panel(editor)
    .getByRole("button", { name: /Remove 0\.0\.0\.0/ })
    .click();
  await editor.page.getByRole("tab", { name: /Findings/ }).click();
  const finding = panel(editor).locator(".finding", { hasText: "gateway-attached-not-routed" });
  await finding.getByRole("button", { name: /Suppress/ }).click();
  await panel(editor).locator(".suppress input").fill("not finished yet");
  await panel(editor).locator(".suppress input").press("Enter");
  const silenced = panel(editor).getByRole("region", { name: "Suppressed" });
  await expect(silenced).toContainText("not finished yet");
  await silenced.getByRole("button", { name: "Show again" }).click();
  await expect(finding.getByRole("button", { name: /^Fix/ })).toBeVisible();
});

test("from an empty VPC to an arrow that says why not, by keys alone", async ({ page, studio }) => {
  await logIn(page, studio);
  await page.goto(studio.home);
  await page.locator("summary.primary").focus();
  for (const key of ["Enter", "Tab", "Enter"]) await page.keyboard.press(key);
  const editor = new Editor(page);
  await expect(row(editor, "VPC")).toBeVisible();
  const command = async (words: string, made: string) => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "All commands" }).getByRole("searchbox")).toBeFocused();
    await page.keyboard.type(words);
    await page.keyboard.press("Enter");
    // The focus goes on to what was made: the next command is about it.
    await expect(row(editor, made)).toBeFocused();
  };
  await row(editor, "VPC").focus();
  await page.keyboard.press("Space");
  await command("add subnet", "Subnet 1");
  await command("add ec2", "EC2 instance 1");
  await command("add arrow", "Internet → EC2 instance 1");
  await expect(editor.arrow("tcp/443")).toHaveClass(/broken/);
  const reason = panel(editor).locator(".reason").first();
  await expect(reason).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(reason.getByRole("button").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(panel(editor).getByRole("heading", { name: "EC2 instance 1" })).toBeVisible();
  await editor.saved();
});

test("what an instance lacks for Session Manager is ticked in its panel", async ({ editor }) => {
  await row(editor, "DB").click();
  await panel(editor).getByRole("button", { name: "Is it ready?" }).click();
  const list = panel(editor).getByRole("region", { name: "Session Manager" });
  await expect(list).toContainText("has no endpoint for ssmmessages");
  await expect(list.getByRole("listitem").filter({ hasText: "done" })).toHaveText(/DB is running/);
});
