import { expect, test } from "./editor";

test("the matrix says who reaches whom, and why not; arrow keys go from cell to cell", async ({ editor }) => {
  const { page } = editor;
  await page.getByRole("button", { name: /Matrix/ }).click();
  const grid = page.getByRole("table", { name: "Who reaches whom" });
  const row = (name: string) => grid.getByRole("row", { name: new RegExp(`^${name}`) });
  await expect(row("Internet").getByRole("button").first()).toHaveAttribute("title", "nothing");
  await expect(row("Internet").getByRole("button").nth(1)).toHaveText(/22,80/);

  await row("Internet").getByRole("button").first().click();
  const detail = page.locator(".matrix-detail");
  await expect(detail).toContainText("Internet → DB");
  await expect(detail).toContainText("IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(detail).toContainText("Internet → Web");
  await page.keyboard.press("ArrowUp"); // the cell of Web itself is passed over
  await page.keyboard.press("Enter");
  await expect(detail).toContainText("DB → Web");

  await page.getByRole("textbox", { name: "To" }).fill("we");
  await expect(grid.getByRole("columnheader")).toHaveCount(2);
  await expect(row("DB").getByRole("button")).toHaveCount(1);
  await page.getByRole("textbox", { name: "From" }).fill("nobody");
  await expect(page.getByRole("dialog")).toContainText("Nothing fits");
});

test("a reason in the matrix leads to its element", async ({ editor }) => {
  const { page } = editor;
  await page.getByRole("button", { name: /Matrix/ }).click();
  await page
    .getByRole("row", { name: /^Internet/ })
    .getByRole("button")
    .first()
    .click();
  await page.locator(".matrix-detail .reason").first().getByRole("button").first().click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.locator(".panel-name")).toHaveText("DB");
});

test("a blocked pair in the matrix says why, and what would mend it; applied, the cell is open", async ({
  editor,
}) => {
  const { page } = editor;
  await page.getByRole("button", { name: /Matrix/ }).click();
  const cell = page
    .getByRole("row", { name: /^Internet/ })
    .getByRole("button")
    .nth(1);
  await expect(cell).toHaveText(/22,80/);
  await page
    .getByRole("row", { name: /^Internet/ })
    .getByRole("button")
    .first()
    .click();
  const detail = page.locator(".matrix-detail");
  const fixes = detail.getByRole("region", { name: "Fixes" });
  await expect(fixes).toContainText("Add the inbound rule tcp/443");
  await detail.getByRole("textbox", { name: "What should pass" }).fill("tcp/3306");
  await expect(fixes).toContainText("Add the inbound rule tcp/3306");
  await fixes
    .getByRole("button", { name: /^Apply/ })
    .first()
    .click();
  await expect(detail).toContainText("tcp 3306");
  await expect(fixes).toHaveCount(0);
});

test("a pair that passes something offers what would let more pass, and says what passes already", async ({
  editor,
}) => {
  const { page } = editor;
  await page.getByRole("button", { name: /Matrix/ }).click();
  await page
    .getByRole("row", { name: /^Internet/ })
    .getByRole("button")
    .nth(1)
    .click();
  const detail = page.locator(".matrix-detail");
  const fixes = detail.getByRole("region", { name: "Fixes" });
  await expect(fixes).toContainText("Add the inbound rule tcp/443");
  await detail.getByRole("textbox", { name: "What should pass" }).fill("tcp/80");
  await expect(detail).toContainText("That passes already.");
  await expect(fixes).toHaveCount(0);
  await detail.getByRole("textbox", { name: "What should pass" }).fill("tcp/8080");
  await fixes
    .getByRole("button", { name: /^Apply/ })
    .first()
    .click();
  await expect(detail.locator(".matrix-facts")).toContainText("8080");
  await expect(detail).toContainText("That passes already.");
});

test("a version that is looked at has its own verdicts and reasons", async ({ editor }) => {
  const { page } = editor;
  await expect(editor.arrow("tcp/80")).toHaveClass(/holds/);
  await page.getByRole("tab", { name: "Versions" }).click();
  // Before the gateway nothing came in.
  const first = page.getByRole("list", { name: "Versions" }).getByRole("listitem").last();
  await first.getByRole("button", { name: /Look at/ }).click();
  await expect(page.locator(".banner")).toContainText("read only");
  await expect(
    page.locator(".canvas .arrow-label.broken, .canvas .broken .arrow-label").first(),
  ).toBeVisible();
  await editor.arrow("tcp/22").click();
  await expect(page.locator(".why")).toContainText("Web has no public address");
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(editor.arrow("tcp/80")).toHaveClass(/holds/);
});
