// The task that the studio is for: "import your account, find why the instance cannot reach S3, fix it, send the
// proof", by somebody who has never seen it.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { Editor, logIn } from "./editor";
import { drop, folder } from "./files";
import { Studio } from "./studio";

/** Two private workers whose subnets' table the endpoint for S3 was never associated with. */
const answers = folder("reports-account");

/** How long each step took, told and not judged: machines differ. */
class Stopwatch {
  readonly #began = Date.now();
  readonly #told: string[] = [];

  lap(what: string): void {
    this.#told.push(`${what} ${((Date.now() - this.#began) / 1000).toFixed(1)} s`);
  }

  toString(): string {
    return this.#told.join(", ");
  }
}

test("import an account, find why an instance cannot reach S3, fix it, send the proof", async ({
  page,
  browser,
}) => {
  const studio = new Studio();
  await studio.start();
  try {
    const watch = new Stopwatch();
    const editor = new Editor(page);
    await page.goto(studio.loginUrl);
    await expect(page.locator(".canvas")).toBeVisible();
    await page.goto(studio.home);
    await drop(page, ...answers);
    await expect(editor.node("reporter")).toBeVisible();
    watch.lap("imported");

    await editor.select("reporter");
    await page.getByRole("button", { name: /Does it reach/ }).click();
    await page.getByRole("option", { name: "Amazon S3" }).click();
    await expect(page.locator(".verdict")).toContainText("Blocked");
    const reason = page.locator(".reason").filter({ hasText: "ENDPOINT_TABLE" });
    await expect(reason).toContainText(
      "the gateway endpoint s3 is not associated with the route table private",
    );
    watch.lap("reason read");

    const fix = page.locator(".fix").first();
    await expect(fix).toContainText("Associate the endpoint s3 with private");
    await fix.getByRole("button", { name: "Apply" }).click();
    await expect(page.locator(".verdict")).toContainText("Reachable");
    await expect(page.locator(".route-lamp")).toContainText("Amazon S3 → s3");
    await editor.saved();
    watch.lap("fixed");

    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("option", { name: "Report .html", exact: true }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: /^Download/ }).click();
    const report = readFileSync(await (await download).path(), "utf8");
    expect(report).toContain("1 of 1 flows hold.");
    expect(report).toContain("<td>private</td><td>Amazon S3</td><td>s3</td>");
    watch.lap("report taken");

    // Whoever gets the link sees the same.
    const address = page.url();
    const other = await (await browser.newContext()).newPage();
    await logIn(other, studio);
    await other.goto(address);
    await expect(new Editor(other).arrow("tcp/443")).toHaveClass(/holds/);
    watch.lap("link opened by somebody else");
    await other.context().close();
    console.log(`the closing task, by a script: ${watch}`);
  } finally {
    await studio.stop();
  }
});

test("an arrow drawn to a gateway endpoint means its service, and the fix is found by keys", async ({
  page,
}) => {
  const studio = new Studio();
  await studio.start();
  try {
    const editor = new Editor(page);
    await logIn(page, studio);
    await page.goto(studio.home);
    await drop(page, ...answers);
    await expect(editor.node("archiver")).toBeVisible();
    const { x, y } = await editor.middle("archiver");
    await page.mouse.move(x, y);
    const handle = await page.locator("[data-arrow-from]").boundingBox();
    if (!handle) throw new Error("no arrow handle");
    await editor.drag({ x: handle.x + 10, y: handle.y + 10 }, await editor.middle("s3"));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "archiver → s3" })).toBeVisible();
    await expect(page.locator(".verdict")).toContainText("Blocked");
    await page.locator(".fix").first().getByRole("button", { name: "Apply" }).focus();
    await page.keyboard.press("Enter");
    await expect(editor.arrow("tcp/443")).toHaveClass(/holds/);
    await editor.saved();
  } finally {
    await studio.stop();
  }
});
