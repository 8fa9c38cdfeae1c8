import { expect, test } from "./editor";

test("a rule being typed says what it would open and close, before it is saved", async ({ editor }) => {
  const { page } = editor;
  const panel = page.locator(".shell-panel");
  await page.getByRole("treegrid").getByRole("row", { name: "Web", exact: true }).click();
  await panel.getByRole("button", { name: "web", exact: true }).click();
  await panel.getByRole("button", { name: /Edit TCP 80/ }).click();
  const form = panel.locator(".row-form");
  const note = form.getByRole("status");
  await expect(note).toHaveText("");
  await form.locator('input[name="ports"]').fill("8080");
  await expect(note).toContainText("opens 2, closes 2, 1 flow breaks");
  await expect(note.locator(".consequence-list")).toBeHidden();
  await note.getByRole("button").focus();
  await expect(note.locator(".consequence-list")).toContainText("internet → Web tcp 8080");
  await expect(editor.arrow("tcp/80")).toHaveClass(/holds/); // nothing is done yet

  await form.locator('input[name="ports"]').fill("80-");
  await expect(note).toHaveText(""); // what cannot be read has no consequence
  await form.locator('input[name="ports"]').fill("80");
  await form.locator('input[name="description"]').fill("the web");
  await expect(note).toContainText("no verdict changes");
  await page.keyboard.press("Escape");
  await expect(form).toHaveCount(0);
});

test("a choice says what it would open and close, before it is taken", async ({ editor }) => {
  const { page } = editor;
  const panel = page.locator(".shell-panel");
  await page.getByRole("treegrid").getByRole("row", { name: "Web", exact: true }).click();
  const note = page.locator(".choice-note").getByRole("status");
  await panel.getByRole("button", { name: /^Running State/ }).focus();
  await page.keyboard.press("Enter");
  await expect(note).toHaveText(""); // it is as it is
  await page.keyboard.press("ArrowDown");
  await expect(note).toContainText("closes 4, 4 flows break");
  await expect(note.getByRole("listitem").first()).toContainText("internet → Web");
  await page.keyboard.press("Home");
  await expect(note).toHaveText("");
  await page.keyboard.press("s"); // typed, as in any list
  await expect(note).toContainText("closes 4");
  await page.keyboard.press("Escape");
  await expect(note).toHaveCount(0);
  await expect(editor.arrow("tcp/80")).toHaveClass(/holds/); // nothing is done yet

  await panel.getByRole("button", { name: /^Automatic Public address/ }).click();
  await page.getByRole("option", { name: "None" }).hover();
  await expect(note).toContainText(/closes \d, \d flows break/);
  await page.getByRole("option", { name: "None" }).click();
  await expect(editor.arrow("tcp/80")).toHaveClass(/broken/);
  await editor.undo();
  await expect(editor.arrow("tcp/80")).toHaveClass(/holds/);

  const groups = panel.getByRole("group", { name: "Security groups" });
  await groups.getByRole("button", { name: "Remove web" }).focus();
  await expect(groups.getByRole("status")).toContainText("Without web: closes 3, 4 flows break");
  await page.keyboard.press("Tab");
  await expect(groups.getByRole("status")).toHaveText("");
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "db", exact: true }).hover();
  await expect(note).toContainText("no verdict changes");
  await page.keyboard.press("Escape");
});

test("an option in a rule's form says what the whole rule would do, before it is taken", async ({
  editor,
}) => {
  const { page } = editor;
  const panel = page.locator(".shell-panel");
  await page.getByRole("treegrid").getByRole("row", { name: "Web", exact: true }).click();
  await panel.getByRole("button", { name: "web", exact: true }).click();
  await panel.getByRole("button", { name: /Edit TCP 80/ }).click();
  const form = panel.locator(".row-form");
  const note = page.locator(".choice-note").getByRole("status");
  await form.getByRole("button", { name: /^TCP Protocol/ }).focus();
  await page.keyboard.press("Enter");
  await expect(note).toHaveText(""); // it is as it is
  await page.keyboard.press("ArrowDown");
  await expect(note).toContainText("opens 2, closes 2, 1 flow breaks");
  await page.keyboard.press("a"); // all traffic
  await expect(note).toContainText(/opens \d+/);
  await expect(note).not.toContainText("closes");
  await page.keyboard.press("Escape");
  await expect(note).toHaveCount(0);

  // With what else is filled in.
  await form.locator('input[name="ports"]').fill("81");
  await form.getByRole("button", { name: /^TCP Protocol/ }).click();
  await page.getByRole("option", { name: "UDP" }).hover();
  await expect(note.getByRole("listitem").first()).toContainText("udp 81");
  await page.keyboard.press("Escape");
  await expect(editor.arrow("tcp/80")).toHaveClass(/holds/); // nothing is done yet
});

test("a switch says what switching it would do, and not what switching it back would", async ({ editor }) => {
  const { page } = editor;
  const panel = page.locator(".shell-panel");
  await page.getByRole("treegrid").getByRole("row", { name: "Web", exact: true }).click();
  const field = panel.locator(".field", { hasText: "Source / destination check" });
  await field.locator(".toggle-track").hover();
  await expect(field.getByRole("status")).toHaveText("Switched off: no verdict changes");
  await field.locator(".toggle-track").click();
  await expect(field.getByRole("switch")).not.toBeChecked();
  await expect(field.getByRole("status")).toHaveText("");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(field.getByRole("status")).toHaveText("Switched on: no verdict changes");
});

test("an element that is dragged says what its release would open and close", async ({ editor }) => {
  const { page } = editor;
  const from = await editor.middle("Web");
  const to = await editor.middle("private");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, from.y + 8, { steps: 3 });
  const note = page.locator(".consequence-drag");
  await expect(note).toHaveCount(0); // it stays in its subnet
  await page.mouse.move(to.x, to.y + 40, { steps: 6 });
  await expect(note.getByRole("status")).toContainText(/closes \d+/);
  await expect(note).toContainText("flows break");
  await page.mouse.move(from.x, from.y, { steps: 6 });
  await expect(note).toHaveCount(0);
  await page.mouse.up();
  await expect(editor.arrow("tcp/80")).toHaveClass(/holds/);
});

test("two versions are compared: what opened, with its proof in both, then the resources, on one canvas", async ({
  editor,
}) => {
  const { page } = editor;
  await page.getByRole("tab", { name: "Versions" }).click();
  const versions = page.getByRole("list", { name: "Versions" });
  await versions
    .getByRole("listitem")
    .last()
    .getByRole("button", { name: /Compare with now/ })
    .click();
  const compare = page.getByRole("region", { name: "Comparison" });
  await expect(compare.getByRole("heading", { level: 2 })).toContainText(/opens \d/);
  const opened = compare.getByRole("region", { name: "Opened" });
  const line = opened.getByRole("listitem").filter({ hasText: "internet → Web" });
  await line.getByRole("button").first().click();
  await expect(line.getByRole("region", { name: "Before" })).toContainText("does not reach Web on tcp/22");
  await expect(line.getByRole("region", { name: "After" })).toContainText("reaches Web on tcp/22");

  // The other way round, by the address: what was added is removed, and still drawn.
  const [, old] = /#compare=(\d+)\.\.now$/.exec(page.url()) ?? [];
  await page.goto(page.url().replace(/#.*/, `#compare=6..${old}`));
  await page.reload();
  await expect(compare.getByRole("region", { name: "Closed" })).toContainText("internet → Web");
  await expect(compare.getByRole("region", { name: "Resources removed" })).toContainText("nat");
  await expect(editor.node("nat")).toBeVisible();
  await expect(page.locator('.overlay-mark[data-mark="removed"]').first()).toBeVisible();
  await expect(page.locator('.overlay-mark[data-mark="removed"] text').first()).toHaveText("−");

  await page.getByRole("button", { name: "Leave the comparison" }).click();
  await expect(compare).toHaveCount(0);
  await expect(page.locator(".banner")).toHaveCount(0);
  expect(page.url()).not.toContain("#");
});

test("a comparison without a difference says so", async ({ editor }) => {
  const { page } = editor;
  await page.goto(`${page.url()}#compare=5..7`); // a stage, and its restoration
  await page.reload();
  const compare = page.getByRole("region", { name: "Comparison" });
  await expect(compare).toContainText("no verdict changes");
  await expect(page.locator(".overlay-mark")).toHaveCount(0);
});
