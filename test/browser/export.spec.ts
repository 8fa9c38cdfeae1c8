import type { Page } from "@playwright/test";
import { expect, test } from "./editor";

const dialog = (page: Page) => page.getByRole("dialog", { name: "Export" });

async function take(page: Page, format: string): Promise<{ name: string; data: Buffer }> {
  await dialog(page).getByRole("option", { name: format }).click();
  const waiting = page.waitForEvent("download");
  await dialog(page).getByRole("button", { name: "Download" }).click();
  const download = await waiting;
  const parts = await (await download.createReadStream()).toArray();
  return { name: download.suggestedFilename(), data: Buffer.concat(parts) };
}

test("the design leaves in every format, by one dialog", async ({ editor: { page } }) => {
  await page.getByRole("button", { name: /^Export/ }).click();
  await expect(dialog(page).getByRole("option")).not.toHaveCount(0);
  const options = await dialog(page).getByRole("option").allTextContents();
  const files: { [option: string]: [name: RegExp, holds: string] } = {
    "CloudFormation.yaml": [/\.yaml$/, "AWS::EC2::VPC"],
    "CloudFormation.json": [/\.json$/, '"AWS::EC2::VPC"'],
    "Terraform.tf": [/\.zip$/, "main.tf"],
    "draw.io.drawio": [/\.drawio$/, "mxGraphModel"],
    "SVG picture.svg": [/\.svg$/, "<svg"],
    "Design file.vpc.json": [/\.vpc\.json$/, '"schema"'],
  };
  for (const [option, [name, holds]] of Object.entries(files)) {
    expect(options).toContain(option);
    const file = await take(page, option.replace(/(?=\.\w+(\.json)?$)/, " "));
    expect(file.name).toMatch(name);
    expect(file.data.toString("latin1"), option).toContain(holds);
  }
});

test("what a format does not say is listed before anybody takes it; keys alone will do", async ({
  editor,
}) => {
  const { page } = editor;
  await page.locator(".canvas").focus();
  await page.keyboard.press("e");
  await dialog(page).getByRole("option", { name: "Terraform" }).click();
  await expect(dialog(page)).toContainText("They come in one zip file.");
  await expect(dialog(page).locator(".export-files li")).toHaveCount(6);
  await expect(dialog(page)).toContainText("Nothing of the network is missing.");
  await expect(dialog(page).getByRole("region", { name: "Good to know" })).toContainText("the design file");
  const picture = dialog(page).getByRole("option", { name: "SVG" });
  for (let down = 0; down < 10 && (await picture.getAttribute("aria-selected")) !== "true"; down++)
    await page.keyboard.press("ArrowDown");
  await expect(picture).toHaveAttribute("aria-selected", "true");
  await expect(dialog(page).getByRole("region", { name: "Not in the file" })).toContainText(
    "rules and tables",
  );
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
});

test("a version that is looked at is what leaves", async ({ editor }) => {
  const { page } = editor;
  await page.getByRole("tab", { name: "Versions" }).click();
  await page
    .getByRole("list", { name: "Versions" })
    .getByRole("listitem")
    .last()
    .getByRole("button", { name: /Look at/ })
    .click();
  await expect(page.locator(".banner")).toBeVisible();
  await page.getByRole("button", { name: /^Export/ }).click();
  await expect(dialog(page)).toContainText("Version “VPC, subnets and instances”");
  const { data } = await take(page, "CloudFormation .yaml");
  expect(data.toString()).toContain("AWS::EC2::VPC");
  expect(data.toString()).not.toContain("AWS::EC2::InternetGateway");
});

test("the arrows go along as paths, where somebody wants them", async ({ editor: { page } }) => {
  await page.getByRole("button", { name: /^Export/ }).click();
  await dialog(page).getByRole("option", { name: "CloudFormation .yaml" }).click();
  const paths = dialog(page).getByRole("checkbox", { name: /Reachability Analyzer/ });
  await expect(paths).not.toBeChecked();
  await dialog(page).getByText("Add the arrows as paths").click();
  await expect(paths).toBeChecked();
  await expect(dialog(page).getByRole("region", { name: "Not in the file" })).toContainText(
    "cannot be asked about icmp",
  );
  const { data } = await take(page, "CloudFormation .yaml");
  expect(data.toString()).toContain("AWS::EC2::NetworkInsightsPath");
  await dialog(page).getByRole("option", { name: "SVG" }).click();
  await expect(paths).toHaveCount(0);
});

test("the file is read again, and the dialog says what comes back", async ({ editor: { page } }) => {
  await page.getByRole("button", { name: /^Export/ }).click();
  const proof = dialog(page).getByRole("region", { name: "Read again", exact: true });
  for (const format of ["CloudFormation .json", "Terraform", "draw.io", "AWS (describe-*)"]) {
    await dialog(page).getByRole("option", { name: format }).click();
    await expect(proof).toContainText(/Comes back unchanged: all \d+ verdicts are equal\./);
    await expect(proof).toHaveAttribute("data-verdict", "unchanged");
  }
  await dialog(page).getByRole("option", { name: "SVG" }).click();
  await expect(dialog(page).getByRole("region", { name: "Not in the file" })).toBeVisible();
  await expect(proof).toHaveCount(0);
});

test("a slow check keeps nobody from taking the file", async ({ editor: { page } }) => {
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/\/check\?/, async (route) => {
    await asked;
    await route.continue();
  });
  await page.getByRole("button", { name: /^Export/ }).click();
  await expect(dialog(page)).toContainText("Reading it again");
  const { data } = await take(page, "CloudFormation .yaml");
  expect(data.toString()).toContain("AWS::EC2::VPC");
  answer();
  await expect(dialog(page)).toContainText("Comes back unchanged");
});
