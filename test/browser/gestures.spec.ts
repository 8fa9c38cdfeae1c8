import { expect, test } from "./editor";

test("dragging moves by whole steps, and undo and redo go back and forth", async ({ editor }) => {
  const before = await editor.box("Web");
  await editor.dragBy("Web", 61, 13);
  await expect.poll(async () => (await editor.box("Web")).x - before.x).toBe(64);
  expect((await editor.box("Web")).y - before.y).toBe(16);
  await editor.undo();
  await expect.poll(async () => (await editor.box("Web")).x).toBe(before.x);
  await editor.redo();
  await expect.poll(async () => (await editor.box("Web")).x - before.x).toBe(64);
  await editor.saved();
});

test("dropping into another subnet moves it there, and its arrow turns", async ({ editor }) => {
  await expect(editor.arrow("tcp/80")).toHaveClass(/holds/);
  const [web, target] = [await editor.middle("Web"), await editor.box("private")];
  await editor.page.mouse.move(web.x, web.y);
  await editor.page.mouse.down();
  const over = { x: target.x + 100, y: target.y + target.height / 2 };
  await editor.page.mouse.move(over.x, over.y, { steps: 8 });
  await expect(editor.page.locator(".overlay-target")).toHaveCount(1);
  await editor.page.mouse.up();
  await expect(editor.arrow("tcp/80")).toHaveClass(/broken/);
  const [box, owner] = [await editor.box("Web"), await editor.box("private")];
  expect(box.y).toBeGreaterThan(owner.y);
  await editor.undo();
  await expect(editor.arrow("tcp/80")).toHaveClass(/holds/);
});

test("a drop where it may not lie is refused and nothing changes", async ({ editor }) => {
  const before = await editor.box("Web");
  const vpc = await editor.box("web-and-db");
  await editor.page.mouse.move(before.x + 40, before.y + 40);
  await editor.page.mouse.down();
  await editor.page.mouse.move(vpc.x + 200, vpc.y + 20, { steps: 8 });
  await expect(editor.page.locator(".overlay-refused")).toHaveCount(1);
  await editor.page.mouse.up();
  await expect.poll(async () => (await editor.box("Web")).x).toBe(before.x);
  await expect(editor.page.getByRole("button", { name: "Undo" })).toBeDisabled();
});

test("a gateway dragged off its VPC is detached and the arrow says so", async ({ editor }) => {
  await editor.dragBy("igw", 460, -140);
  await expect(editor.node("igw")).toContainText("not attached");
  await expect(editor.arrow("tcp/80")).toHaveClass(/broken/);
  await editor.undo();
  await expect(editor.arrow("tcp/80")).toHaveClass(/holds/);
});

test("a container is resized by its handles, not below what it holds", async ({ editor }) => {
  const { page } = editor;
  await editor.select("private");
  const before = await editor.box("private");
  const handle = async (side: string) => {
    const box = await page.locator(`[data-side="${side}"]`).boundingBox();
    if (!box) throw new Error(`no handle ${side}`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const corner = await handle("se");
  await editor.drag(corner, { x: corner.x - 80, y: corner.y + 24 });
  await expect.poll(async () => before.width - (await editor.box("private")).width).toBe(80);
  expect((await editor.box("private")).height - before.height).toBe(24);
  const side = await handle("e");
  await editor.drag(side, { x: before.x + 20, y: side.y });
  const db = await editor.box("DB");
  await expect
    .poll(async () => {
      const box = await editor.box("private");
      return box.x + box.width >= db.x + db.width;
    })
    .toBe(true);
});

test("an arrow is drawn from the handle and asks for its service", async ({ editor }) => {
  const { page } = editor;
  const web = await editor.middle("Web");
  await page.mouse.move(web.x, web.y);
  const handle = await page.locator("[data-arrow-from]").boundingBox();
  if (!handle) throw new Error("no arrow handle");
  await editor.drag({ x: handle.x + 10, y: handle.y + 10 }, await editor.middle("DB"));
  const ask = page.getByRole("dialog", { name: "Web → DB" });
  await ask.getByRole("textbox").fill("http");
  await page.keyboard.press("Enter");
  await expect(ask).toContainText("Such as");
  await ask.getByRole("textbox").fill("tcp/8443");
  await page.keyboard.press("Enter");
  await expect(editor.arrow("tcp/8443")).toHaveClass(/broken/);
  await editor.saved();
});

test("delete takes along what lies inside, and undo brings it back whole", async ({ editor }) => {
  await editor.select("private");
  await editor.page.keyboard.press("Delete");
  await expect(editor.node("private")).toHaveCount(0);
  await expect(editor.node("DB")).toHaveCount(0);
  await editor.saved();
  await editor.undo();
  await expect(editor.node("DB")).toBeVisible();
  await expect(editor.arrow("tcp/3306")).toHaveClass(/holds/);
});

test("several elements are taken with a rubber band and moved together", async ({ editor }) => {
  const { page } = editor;
  const vpc = await editor.box("web-and-db");
  const [web, db] = [await editor.box("Web"), await editor.box("DB")];
  // From left of the VPC, so that no box is taken whole.
  await editor.drag({ x: vpc.x - 20, y: web.y - 4 }, { x: db.x + db.width + 4, y: db.y + db.height + 4 });
  await expect(page.locator(".overlay-selected")).toHaveCount(2);
  await page.locator(".canvas").focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(async () => (await editor.box("Web")).x - web.x).toBe(8);
  expect((await editor.box("DB")).x - db.x).toBe(8);
});

test("pan, zoom and fit", async ({ editor }) => {
  const { page } = editor;
  const before = await editor.box("Web");
  await page.mouse.move(before.x - 100, before.y);
  await page.mouse.wheel(0, 120);
  await expect.poll(async () => (await editor.box("Web")).y).toBe(before.y - 120);
  await page.mouse.down({ button: "middle" });
  await page.mouse.move(before.x - 60, before.y + 30);
  await page.mouse.up({ button: "middle" });
  await expect.poll(async () => (await editor.box("Web")).x).toBe(before.x + 40);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -300);
  await page.keyboard.up("Control");
  await expect.poll(async () => (await editor.box("Web")).width).toBeGreaterThan(before.width * 1.3);
  await page.getByRole("button", { name: "Fit the diagram" }).click();
  const canvas = await page.locator(".canvas").boundingBox();
  await expect.poll(async () => (await editor.box("Internet")).y).toBeGreaterThan(canvas?.y ?? 0);
  const vpc = await editor.box("web-and-db");
  expect(vpc.x + vpc.width).toBeLessThan((canvas?.x ?? 0) + (canvas?.width ?? 0));
});

test("a new subnet and instance from the menu are useful at once", async ({ editor }) => {
  const { page } = editor;
  await editor.select("web-and-db");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("menuitem", { name: "Add Subnet" }).click();
  await expect(editor.node("Subnet 1")).toContainText("10.0.");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("menuitem", { name: "Add EC2 instance" }).click();
  const [inner, outer] = [await editor.box("EC2 instance 1"), await editor.box("Subnet 1")];
  expect(inner.x > outer.x && inner.y > outer.y).toBe(true);
  await editor.saved();
});

test("two presses, or a key, let the name be typed", async ({ editor }) => {
  const { page } = editor;
  const name = page.locator('.shell-panel input[name="name"]');
  // Also while the panel is still to be loaded.
  let load = () => {};
  const loaded = new Promise<void>((resolve) => {
    load = resolve;
  });
  await page.route("**/*.js", async (route) => {
    const response = await route.fetch();
    if ((await response.text()).includes("panel-tabs")) await loaded;
    await route.fulfill({ response });
  });
  await page.reload();
  await expect(editor.node("Web")).toBeVisible();
  const { x, y } = await editor.middle("Web");
  await page.mouse.dblclick(x, y);
  await expect(page.locator(".panel-tabs")).toHaveCount(0);
  load();
  await expect(name).toBeFocused();
  await page.keyboard.type("Front");
  await page.keyboard.press("Enter");
  await expect(editor.node("Front")).toBeVisible();
  await page.getByRole("tab", { name: "Versions" }).click();
  await page.locator(".canvas").focus();
  await page.keyboard.press("F2");
  await expect(name).toBeFocused();
  await page.keyboard.type("Web");
  await page.keyboard.press("Enter");
  await expect(editor.node("Web")).toBeVisible();
  await editor.saved();
});

test("what is selected in the tree comes into the window, and what is pressed stays where it is", async ({
  editor,
}) => {
  const { page } = editor;
  const canvas = await page.locator(".canvas").boundingBox();
  if (!canvas) throw new Error("no canvas");
  const middle = { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.wheel(0, 3000);
  const isInside = async () => {
    const { x, y, width, height } = await editor.box("DB");
    return (
      x >= canvas.x &&
      y >= canvas.y &&
      x + width <= canvas.x + canvas.width &&
      y + height <= canvas.y + canvas.height
    );
  };
  await expect.poll(isInside).toBe(false);
  await page.getByRole("treegrid").getByRole("row", { name: "DB", exact: true }).click();
  await expect.poll(isInside).toBe(true);
  const before = await editor.box("DB");
  await editor.select("DB");
  expect(await editor.box("DB")).toEqual(before);
});
