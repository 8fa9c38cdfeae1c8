import { type Editor, expect, test } from "./editor";

const add = async ({ page }: Editor, kind: string): Promise<void> => {
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("menuitem", { name: `Add ${kind}`, exact: true }).click();
};

test("lines to a network of one's own are added from their shelf, joined to what can only be meant", async ({
  editor,
}) => {
  const { page } = editor;
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("group", { name: "On premises" })).toContainText("Add VPN connection");
  await page.keyboard.press("Escape");
  const links = page.locator(".canvas .link");
  for (const kind of ["Corporate network", "VPN gateway", "Customer gateway", "VPN connection"])
    await add(editor, kind);
  await expect(editor.node("VPN connection 1")).toContainText("2 of 2 up");
  await expect(links).toHaveCount(3);
  await add(editor, "Direct Connect");
  await expect(links).toHaveCount(5);
  // A VPN is no dedicated line: the two are told apart.
  for (const label of ["internet VPN", "dedicated line"])
    await expect(page.locator(".canvas .link-label").filter({ hasText: label })).toHaveCount(1);
  await editor.undo();
  await expect(links).toHaveCount(3);
  await editor.select("VPN gateway 1");
  await page.keyboard.press("Delete");
  await expect(editor.node("VPN connection 1").locator(".muted")).toHaveCount(1);
  await expect(links).toHaveCount(2);
});

test("a peering joins the two VPCs, an egress-only gateway stands on the border of its own", async ({
  editor,
}) => {
  const { page } = editor;
  await add(editor, "VPC");
  await add(editor, "Egress-only internet gateway");
  const [gate, vpc] = [await editor.box("Egress-only internet gateway 1"), await editor.box("VPC 1")];
  expect(gate.y).toBeLessThan(vpc.y);
  expect(gate.y + gate.height).toBeGreaterThan(vpc.y);
  await add(editor, "Peering connection");
  await expect(editor.node("Peering connection 1")).toContainText("Active");
  await expect(page.locator(".canvas .link-peering")).toHaveCount(2);
  await editor.saved();
});
