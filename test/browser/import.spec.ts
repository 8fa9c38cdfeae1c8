// Files that people bring: dropped on the list of diagrams or on the editor, chosen by keys, understood in part
// or not at all.
import type { Page } from "@playwright/test";
import { Editor, expect, logIn, newDiagram, test } from "./editor";
import { account, answers, drop, exported } from "./files";
import type { Studio } from "./studio";

const vpc = (id: string, name: string, block: string, team: string) => ({
  VpcId: `vpc-${id.padStart(17, "0")}`,
  CidrBlock: block,
  OwnerId: "123456789012",
  Tags: [
    { Key: "Name", Value: name },
    { Key: "team", Value: team },
  ],
});

const two = answers("vpcs.json", {
  Vpcs: [vpc("1", "blue", "10.1.0.0/16", "sea"), vpc("2", "green", "10.2.0.0/16", "wood")],
});

/** The list of diagrams. */
async function home(page: Page, studio: Studio): Promise<void> {
  await logIn(page, studio);
  await page.goto(studio.home);
}

test("an account dropped on the list of diagrams becomes one, and what was not understood is told", async ({
  page,
  studio,
}) => {
  await home(page, studio);
  await drop(page, account("hub"));
  await expect(page.getByRole("heading", { name: "AWS 123456789012 was imported" })).toBeFocused();
  await expect(page.getByRole("heading", { name: "Not understood (2)" })).toBeVisible();
  await expect(
    page.getByRole("listitem").filter({ hasText: "transit gateways are not modelled" }),
  ).toBeVisible();
  await page.getByRole("link", { name: "Open the diagram" }).click();
  const editor = new Editor(page);
  for (const name of ["apps", "core", "asia"]) await expect(editor.node(name)).toBeVisible();
  await expect(page.locator(".status-light")).toHaveText("All changes saved");
});

test("what is understood whole opens at once", async ({ page, studio }) => {
  await home(page, studio);
  await drop(page, { name: "stack.yaml", text: exported("web-and-db", "cloudformation") });
  await page.waitForURL(/\/d\//);
  await expect(new Editor(page).node("Web")).toBeVisible();
});

test("files that are no network get one sentence, in the reader's language, and nothing is lost", async ({
  page,
  studio,
}) => {
  await home(page, studio);
  const before = await page.locator("tbody tr").count();
  await drop(page, { name: "package.json", text: "{}" });
  await expect(page.getByRole("alert")).toContainText("none of the files is a design");
  // The form is still there: another file can be dropped on the answer.
  await drop(page, { name: "a.zip", text: "PK\u0003\u0004rest" });
  await expect(page.getByRole("alert")).toContainText("a.zip is a damaged archive");
  await page.goto(studio.home);
  await page.locator("#lang").click();
  await page.waitForURL(/lang=ja$/); // loaded, so that it hears what is dropped
  await drop(page, { name: "a.zip", text: "PK\u0003\u0004rest" });
  await expect(page.getByRole("alert")).toContainText("アーカイブが壊れています");
  await page.goto(`${studio.home}?lang=en`);
  await expect(page.locator("tbody tr")).toHaveCount(before);
});

test("a part of an account is kept: by VPC, region or tag", async ({ page, studio }) => {
  await logIn(page, studio);
  for (const [label, value, kept] of [
    ["VPC: name or id", "green", ["green"]],
    ["Tag, as KEY=VALUE", "team=sea", ["blue"]],
    ["Region, such as eu-west-1", "eu-west-9", []],
  ] as const) {
    await page.goto(studio.home);
    await page.locator("details.import > summary, .empty").first().click();
    await page.getByText("Only a part of the account").click();
    await page.getByLabel(label).fill(value);
    await drop(page, two);
    if (kept.length === 0) {
      await expect(page.getByRole("alert")).toHaveText("no VPC fits what is to be kept");
      continue;
    }
    await page.getByRole("link", { name: "Open the diagram" }).click();
    const editor = new Editor(page);
    for (const name of ["blue", "green"])
      await expect(editor.node(name)).toHaveCount((kept as readonly string[]).includes(name) ? 1 : 0);
  }
});

const template = `
Parameters: { Block: { Type: String } }
Resources:
  Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: !Ref Block, Tags: [{ Key: Name, Value: net }] } }
`;

test("a template's parameters are given by keys alone", async ({ page, studio }) => {
  await home(page, studio);
  await page.locator("input[type=file]").setInputFiles({
    name: "net.yaml",
    mimeType: "text/yaml",
    buffer: Buffer.from(template),
  });
  await page.locator("details.import > summary").focus();
  await page.keyboard.press("Enter");
  const params = page.locator("summary", { hasText: "Parameters of a template" });
  // The file, the part of an account, the parameters.
  for (let n = 0; n < 3; n++) await page.keyboard.press("Tab");
  await expect(params).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Block=10.77.0.0/16");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "net was imported" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator('.canvas [data-name="net"]').first()).toBeVisible();
  await expect(page.getByRole("treegrid").getByText("10.77.0.0/16")).toBeVisible();
});

test("how much is sent is told, then that the server reads", async ({ page, studio }) => {
  await home(page, studio);
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/import", async (route) => {
    await held;
    await route.continue();
  });
  await page.locator("details.import > summary").click();
  const busy = page.locator(".import-form .busy");
  await drop(page, two);
  await expect(busy.getByRole("progressbar")).toBeVisible();
  await expect(busy).toHaveText(/Sending \.\.\. \d+ %|The server is reading/);
  answer();
  await expect(page.getByRole("heading", { name: /was imported/ })).toBeVisible();
});

test("a newer snapshot updates the diagram in place, tells what changes, and one undo takes it back", async ({
  page,
  studio,
}) => {
  await home(page, studio);
  await drop(page, account("startup"));
  await page.getByRole("link", { name: "Open the diagram" }).click();
  const editor = new Editor(page);
  await expect(editor.node("shop-web")).toBeVisible();
  // A place and a thing that the account knows nothing of.
  await editor.dragBy("Internet", 48, -32);
  await editor.saved();
  /** How far the internet stands from the server, in its own widths: the view may have been fitted anew. */
  const away = async () => {
    const [a, b] = [await editor.box("Internet"), await editor.box("shop-web")];
    return [a.x - b.x, a.y - b.y].map((n) => Math.round((10 * n) / a.width));
  };
  const place = await away();
  const newer = answers("vpcs.json", {
    Vpcs: [vpc("9", "annex", "10.99.0.0/16", "sea")],
    Subnets: [
      {
        SubnetId: "subnet-00000000000000009",
        VpcId: "vpc-00000000000000009",
        CidrBlock: "10.99.0.0/24",
        AvailabilityZone: "eu-central-1a",
        OwnerId: "123456789012",
      },
    ],
  });
  await drop(page, newer);
  await page.getByRole("button", { name: "Update this diagram" }).click();
  const changed = page.getByRole("region", { name: "What changes for the traffic" });
  await expect(changed.getByRole("status")).toContainText(/opens|closes|no verdict/i);
  await changed.getByRole("button", { name: "Keep it" }).click();
  await expect(editor.node("annex")).toBeVisible();
  await expect(editor.node("shop-web")).toHaveCount(0);
  await editor.undo();
  await expect(editor.node("shop-web")).toBeVisible();
  await expect(editor.node("annex")).toHaveCount(0);
  expect(await away()).toEqual(place);
  await editor.redo();
  await expect(editor.node("annex")).toBeVisible();
  // Both states have names, once.
  await page.locator('.tab[data-key="versions"]').click();
  await expect(page.locator(".version-name")).toHaveText([
    "vpcs.json, imported",
    "Before importing vpcs.json",
  ]);
});

test("files dropped on the editor: replaced and taken back, a bad file changes nothing", async ({
  editor,
}) => {
  const { page } = editor;
  await drop(page, { name: "a.png", text: "\u0089PNG" });
  await page.getByRole("button", { name: "Replace this diagram" }).click();
  await expect(page.locator(".import-bad")).toContainText("none of the files is a design");
  await page.keyboard.press("Escape");
  await expect(editor.node("Web")).toBeVisible();
  await drop(page, two);
  await page.getByRole("button", { name: "Replace this diagram" }).click();
  // What is said of both VPCs is said once; the other one is a press away.
  const notes = page.getByRole("region", { name: "Read in another way" });
  await expect(notes).toContainText("vpc-00000000000000001: its DNS switches");
  await expect(notes.getByText("vpc-00000000000000002")).toBeHidden();
  await notes.getByRole("button", { name: "and 1 more" }).click();
  await expect(notes.getByText("vpc-00000000000000002")).toBeVisible();
  await page.getByRole("button", { name: "See what changed" }).click();
  await expect(page.locator(".compare-headline")).toBeVisible();
  await page.locator(".compare-head .tool").click();
  await expect(editor.node("green")).toBeVisible();
  await editor.undo();
  await expect(editor.node("Web")).toBeVisible();
  await expect(editor.node("green")).toHaveCount(0);
  await editor.saved();
});

test("a diagram of its own, from the editor, in Japanese", async ({ page, studio }) => {
  await logIn(page, studio);
  await newDiagram(page, studio);
  await page.getByRole("button", { name: "日本語" }).click();
  await drop(page, account("hub"));
  await page.getByRole("button", { name: "新しい構成図にする" }).click();
  await expect(page.getByRole("heading", { name: /理解できなかったもの/ })).toBeVisible();
  await page.getByRole("link", { name: "新しい構成図を開く" }).click();
  await expect(new Editor(page).node("core")).toBeVisible();
});
