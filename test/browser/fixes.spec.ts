import type { Locator } from "@playwright/test";
import { type Editor, expect, test } from "./editor";

const panel = (editor: Editor): Locator => editor.page.locator(".shell-panel");
const fixes = (editor: Editor): Locator => panel(editor).getByRole("region", { name: "Fixes" });

/** Takes the rule for tcp/80 from the group of the web server. */
async function closeWeb(editor: Editor): Promise<void> {
  await editor.page.getByRole("treegrid").getByRole("row", { name: "Web", exact: true }).click();
  await panel(editor).getByRole("button", { name: "web", exact: true }).click();
  await panel(editor)
    .getByRole("button", { name: /Remove TCP 80/ })
    .click();
  await expect(editor.arrow("tcp/80")).toHaveClass(/broken/);
}

test("a broken arrow offers the edit that mends it; one click applies it, one undo takes it back", async ({
  editor,
}) => {
  await closeWeb(editor);
  await editor.arrow("tcp/80").click();
  const first = fixes(editor)
    .getByRole("listitem")
    .filter({ hasText: "Add the inbound rule tcp/80" })
    .first();
  await expect(first).toContainText("opens 2 · closes 0");
  await first.getByText("opens 2").click();
  await expect(first).toContainText(/Internet → Web, tcp 80/i);
  await first.getByRole("button", { name: /^Apply/ }).click();
  await expect(editor.arrow("tcp/80")).toHaveClass(/holds/);
  await expect(fixes(editor)).toHaveCount(0);
  await editor.saved();
  await editor.undo();
  await expect(editor.arrow("tcp/80")).toHaveClass(/broken/);
  await expect(fixes(editor)).toContainText("Add the inbound rule tcp/80");
});

test("a fix is found and applied by keyboard", async ({ editor }) => {
  await closeWeb(editor);
  await editor.arrow("tcp/80").click();
  const apply = fixes(editor)
    .getByRole("button", { name: /^Apply/ })
    .first();
  await apply.focus();
  await editor.page.keyboard.press("Enter");
  await expect(editor.arrow("tcp/80")).toHaveClass(/holds/);
});

test("a fix that somebody considers is marked on the drawing", async ({ editor }) => {
  await closeWeb(editor);
  await editor.arrow("tcp/80").click();
  const first = fixes(editor)
    .getByRole("listitem")
    .filter({ hasText: "Add the inbound rule tcp/80" })
    .first();
  const marks = editor.page.locator(".overlay-mark");
  await expect(first).toBeVisible();
  await expect(marks).toHaveCount(0);
  await first.hover();
  await expect(marks).toHaveCount(1);
  await expect(marks).toHaveAttribute("data-mark", "changed");
  await editor.page.locator(".status").hover();
  await expect(marks).toHaveCount(0);
  await first.getByRole("button", { name: /^Apply/ }).focus();
  await expect(marks).toHaveCount(1);
});
