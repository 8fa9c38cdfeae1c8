// Bundles every web/src/**/*.test.ts(x) with esbuild and runs the bundles with node's own test runner:
// the tests read the same TypeScript as the build, and no second transformer has to agree with it.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = `${root}.cache/unit`;
const wanted = process.argv.slice(2);

const tests = readdirSync(`${root}web/src`, { recursive: true })
  .map(String)
  .filter((name) => /\.test\.tsx?$/.test(name))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort();
if (tests.length === 0) {
  console.error(`no unit test matches ${wanted.join(" ") || "web/src/**/*.test.ts"}`);
  process.exit(1);
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: tests.map((name) => `web/src/${name}`),
  outdir: out,
  outbase: "web/src",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: ["node20"],
  jsx: "automatic",
  sourcemap: "inline",
  logLevel: "warning",
  // Bundled CommonJS packages (React) call require, which an ES module does not have.
  banner: {
    js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
  },
});

const files = tests.map((name) => `${out}/${name.replace(/\.tsx?$/, ".mjs")}`);
const ran = spawnSync(
  process.execPath,
  ["--enable-source-maps", "--test", "--test-reporter=spec", ...files],
  {
    cwd: root,
    stdio: "inherit",
  },
);
process.exit(ran.status ?? 1);
