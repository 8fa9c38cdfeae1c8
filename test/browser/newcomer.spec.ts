// How long it takes somebody new, from the URL that the server printed, until the studio says something true.
import { expect, test } from "@playwright/test";
import { Editor } from "./editor";
import { Studio } from "./studio";

/** Whoever waits longer goes away. */
const goal = 30_000;

test("a first true verdict, and one of one's own, within half a minute", async ({ page }) => {
  const studio = new Studio();
  await studio.start();
  try {
    const began = Date.now();
    const editor = new Editor(page);
    await page.goto(studio.loginUrl);
    await expect(editor.arrow("tcp/80")).toHaveClass(/holds/);
    const first = Date.now() - began;

    // An own arrow in an empty VPC: blocked, and why.
    await page.goto(studio.home);
    await page.locator("summary.primary").click();
    await page.locator('button[value="blank"]').click();
    await expect(editor.node("VPC")).toBeVisible();
    for (const kind of ["Subnet", "EC2 instance"]) {
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await page.getByRole("menuitem", { name: `Add ${kind}`, exact: true }).click();
      await expect(editor.node(`${kind} 1`)).toBeVisible();
    }
    const { x, y } = await editor.middle("Internet");
    await page.mouse.move(x, y);
    const handle = await page.locator("[data-arrow-from]").boundingBox();
    if (!handle) throw new Error("no arrow handle");
    await editor.drag({ x: handle.x + 10, y: handle.y + 10 }, await editor.middle("EC2 instance 1"));
    await page.keyboard.press("Enter");
    await expect(page.locator(".reason").first()).toContainText("has no public address");
    const own = Date.now() - began;

    console.log(`from the URL to a first verdict ${first} ms, to one of an own arrow ${own} ms`);
    expect(own).toBeLessThan(goal);
  } finally {
    await studio.stop();
  }
});
