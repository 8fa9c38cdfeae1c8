// The editor as a person handles it: by what is drawn, with pointer and keys.
import { type BrowserContext, expect, type Locator, type Page, test as plain } from "@playwright/test";
import { Studio } from "./studio";

export class Editor {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** A drawn element by the name on it. */
  node(name: string): Locator {
    return this.page.locator(`.canvas .joint-element:has([data-name="${name}"]:not(.chip))`);
  }

  /** A drawn arrow by its whole label. */
  arrow(label: string): Locator {
    return this.page
      .locator(".canvas .arrow-label")
      .filter({ has: this.page.getByText(label, { exact: true }) });
  }

  lane(zone: string): Locator {
    return this.page.locator(".canvas .lane").filter({ hasText: zone });
  }

  status(): Locator {
    return this.page.locator(".status-light");
  }

  /** Every edit of this page is on the server's disk. */
  async saved(): Promise<void> {
    await expect(this.status()).toHaveText("All changes saved");
  }

  async box(name: string): Promise<{ x: number; y: number; width: number; height: number }> {
    const body = this.node(name).locator(".body").first();
    // Painting anew puts another element in its place, perhaps just now.
    const box = (await body.boundingBox()) ?? (await body.boundingBox());
    if (!box) throw new Error(`${name} is not drawn`);
    return box;
  }

  async middle(name: string): Promise<{ x: number; y: number }> {
    const { x, y, width, height } = await this.box(name);
    return { x: x + width / 2, y: y + height / 2 };
  }

  /** A press, a move in steps as a hand makes them, and the release. */
  async drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await this.page.mouse.move(to.x, to.y, { steps: 4 });
    await this.page.mouse.up();
  }

  async dragBy(name: string, dx: number, dy: number): Promise<void> {
    const from = await this.middle(name);
    await this.drag(from, { x: from.x + dx, y: from.y + dy });
  }

  /** Boxes are taken by their title: their middle may hold others. */
  async select(name: string): Promise<void> {
    const { x, y } = await this.box(name);
    await this.page.mouse.click(x + 20, y + 24);
  }

  async undo(): Promise<void> {
    await this.page.keyboard.press("Control+z");
  }

  async redo(): Promise<void> {
    await this.page.keyboard.press("Control+Shift+z");
  }
}

/** What the pages of a context complain about: script errors and refusals of the content policy. */
export function complaints(context: BrowserContext): string[] {
  const heard: string[] = [];
  context.on("weberror", (error) => heard.push(String(error.error())));
  context.on("console", (message) => {
    if (/content security policy|trusted ?type/i.test(message.text())) heard.push(message.text());
  });
  return heard;
}

interface Fixtures {
  /** The editor on a fresh diagram of the template with a web and a database server. */
  editor: Editor;
}

interface WorkerFixtures {
  studio: Studio;
}

export const test = plain.extend<Fixtures, WorkerFixtures>({
  studio: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern
    async ({}, use) => {
      const studio = new Studio();
      await studio.start();
      await use(studio);
      await studio.stop();
    },
    { scope: "worker" },
  ],
  editor: async ({ page, studio, context }, use) => {
    const heard = complaints(context);
    await logIn(page, studio);
    await newDiagram(page, studio);
    await use(new Editor(page));
    expect(heard).toEqual([]);
  },
});

/** What only people with a session see. */
export const inside = (page: Page) =>
  page.getByRole("heading", { name: "Diagrams" }).or(page.locator(".canvas"));

/** Opens a session, in a browser that has none: elsewhere what is seen does not tell when the login has ended. */
export async function logIn(page: Page, studio: Studio): Promise<void> {
  await page.goto(await studio.freshUrl());
  await expect(inside(page)).toBeVisible();
}

/** The stage of the template that the tests work on: two servers, before the NAT gateway comes. */
const stage = 5;

/** Starts a diagram from the template, from the list of diagrams, and goes back to the stage. */
export async function newDiagram(page: Page, studio: Studio): Promise<void> {
  await page.goto(studio.home);
  await page.locator("summary.primary").click();
  await page.locator('button[value="web-and-db"]').click();
  const editor = new Editor(page);
  await expect(editor.node("nat")).toBeVisible();
  const restored = await page.evaluate(
    async (path) => (await fetch(path, { method: "POST" })).ok,
    `${new URL(page.url()).pathname}/versions/${stage}/restore`,
  );
  expect(restored).toBe(true);
  await expect(editor.node("nat")).toHaveCount(0);
  await expect(editor.node("Web")).toBeVisible();
}

export { expect } from "@playwright/test";
