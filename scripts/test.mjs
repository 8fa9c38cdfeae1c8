// `npm test`: everything that must hold, in order, stopping at the first failure.
//
//   npm test                 all
//   npm test -- web          only the steps whose name contains "web"
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  buildAll,
  fail,
  find,
  requireC,
  requireGo,
  requireModules,
  requireNode,
  root,
  run,
} from "./tools.mjs";

requireNode();
const go = requireGo();
requireC();
requireModules();

const goFolders = ["cmd", "engine", "internal", "migrations", "server", "web/web.go"].filter((name) =>
  existsSync(join(root, name)),
);
const tool = (/** @type {string} */ name) => join(root, "node_modules/.bin", name);

/** @type {{ name: string, run: () => boolean }[]} */
const steps = [
  { name: "go: format", run: () => formatted() },
  { name: "go: vet", run: () => run(go, ["vet", "./..."]) },
  { name: "go: staticcheck", run: () => run(go, ["tool", "staticcheck", "./..."]) },
  // Two designs go through the kernel here, with -race, and none into a mock account: the steps behind it take more
  // and tell the counts. Formats do one thing after the other: their thousands of files need no race detector, which
  // would take ten times as long.
  {
    name: "go: test -race",
    run: () =>
      run(go, ["test", "-race", ...packages().filter((name) => !isFormat(name) && !isCore(name))], {
        CGO_ENABLED: "1",
        VPCANVAS_KERNEL: "2",
        VPCANVAS_MUTANTS: "none",
      }),
  },
  // Under the race detector a random design takes five times as long, and the core does nothing at once but rules and
  // flows: what judges those runs under it on a few designs, and everything without it.
  {
    name: "go: test core",
    run: () =>
      run(
        go,
        ["test", "-race", "./engine/verdict", "-run", "Revisions|Consequences|Effects", "-rapid.checks=10"],
        {
          CGO_ENABLED: "1",
        },
      ) && run(go, ["test", ...packages().filter(isCore)]),
  },
  {
    name: "go: test formats",
    run: () => run(go, ["test", ...packages().filter(isFormat)], { VPCANVAS_DEPLOY: "none" }),
  },
  { name: "go: witnesses of the core", run: () => witnessTests() },
  // By itself, so that it says aloud where the tools are missing.
  {
    name: "go: exports deploy",
    run: () => run(go, ["test", "-v", "-count=1", "-run", "Deploy", "./engine/format/cloudformation"]),
  },
  { name: "web: types", run: () => run(tool("tsc"), []) },
  { name: "web: format and lint", run: () => run(tool("biome"), ["check", "--error-on-warnings"]) },
  { name: "web: unit tests", run: () => run(process.execPath, ["scripts/unit.mjs"]) },
  { name: "web: build editor and server", run: () => buildAll(go) },
  { name: "web: browser tests", run: () => browserTests() },
];

function packages() {
  const listed = spawnSync(go, ["list", "./..."], { cwd: root, encoding: "utf8" });
  if (listed.status !== 0) fail(listed.stderr);
  return listed.stdout.trim().split("\n");
}

const isCore = (/** @type {string} */ name) => /\/engine\/(reach|verdict)$/.test(name);

const isFormat = (/** @type {string} */ name) => /\/engine\/format(\/|$)/.test(name);

/** gofumpt -l prints what it would change and still ends with 0, so its output is the verdict. */
function formatted() {
  const ran = spawnSync(go, ["tool", "gofumpt", "-l", ...goFolders], { cwd: root, encoding: "utf8" });
  process.stdout.write(`${ran.stdout}${ran.stderr}`);
  return ran.status === 0 && ran.stdout === "";
}

/** The kernel is a witness of the reachability core where there are root, iproute2 and nftables. Root on a
 * machine with Debian's packages gets them here; elsewhere the test says that it is skipped, and why. */
function witnessTests() {
  const apt = find("apt-get");
  const missing = [
    { tool: "ip", name: "iproute2" },
    { tool: "nft", name: "nftables" },
  ].flatMap(({ tool, name }) => (find(tool) ? [] : [name]));
  if (missing.length > 0 && apt && process.getuid?.() === 0) {
    console.log(`installing ${missing.join(", ")} ...`);
    run(apt, ["update", "-qq"]);
    run(apt, ["install", "-y", "-qq", "--no-install-recommends", ...missing]);
  }
  return run(go, ["test", "-v", "-count=1", "-p", "1", "./engine/reach/kernel", "./engine/reach/mutation"]);
}

function browserTests() {
  const chromium = requireChromium();
  return run(tool("playwright"), ["test", "-c", "test/browser"], { CHROMIUM: chromium });
}

/** A headless Chromium: named, found, or installed from Debian's packages. Playwright's own download is not
 * used: it is one more origin to trust, and a machine behind a mirror does not reach it. */
function requireChromium() {
  const named = process.env.CHROMIUM;
  if (named) return existsSync(named) ? named : fail(`CHROMIUM names ${named}, which does not exist.`);
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const found = () => names.map((name) => find(name)).find((path) => path !== undefined);
  const here = found();
  if (here) return here;

  const apt = find("apt-get");
  const isRoot = process.getuid?.() === 0;
  const sudo = isRoot ? undefined : find("sudo");
  if (!apt || (!isRoot && !sudo)) {
    fail("The browser tests need Chromium. Install it, or name it: CHROMIUM=/path/to/chromium npm test");
  }
  console.log("installing chromium ...");
  const as = (/** @type {string[]} */ args) => (sudo ? run(sudo, [apt, ...args]) : run(apt, args));
  as(["update", "-qq"]);
  as(["install", "-y", "-qq", "--no-install-recommends", "chromium"]);
  return found() ?? fail("Chromium could not be installed. Name one: CHROMIUM=/path/to/chromium npm test");
}

const only = process.argv.slice(2);
const chosen = steps.filter((step) => only.length === 0 || only.some((part) => step.name.includes(part)));
if (chosen.length === 0)
  fail(`No step matches ${only.join(" ")}: ${steps.map((step) => step.name).join(", ")}`);

const begun = Date.now();
for (const [index, step] of chosen.entries()) {
  const at = Date.now();
  console.log(`\n=== ${index + 1}/${chosen.length} ${step.name}`);
  if (!step.run()) fail(`FAILED: ${step.name}`);
  console.log(`--- ok, ${((Date.now() - at) / 1000).toFixed(1)} s`);
}
console.log(`\nall ${chosen.length} steps passed in ${((Date.now() - begun) / 1000).toFixed(0)} s`);
