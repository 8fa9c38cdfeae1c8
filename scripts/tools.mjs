// What `npm start` and `npm test` share. Only Node's own modules: both run before node_modules exists.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
export const binary = join(root, "vpcanvas");

/** Ends the script with one clear sentence: a stack trace would hide what to do.
 * @param {string} text
 * @returns {never} */
export function fail(text) {
  console.error(`\n${text}`);
  process.exit(1);
}

/** @param {string} program
 * @returns {string | undefined} where the program is on PATH (or among extra folders) */
export function find(program, /** @type {string[]} */ ...extra) {
  for (const folder of [...(process.env.PATH ?? "").split(delimiter), ...extra]) {
    if (folder === "") continue;
    const path = join(folder, program);
    try {
      accessSync(path, constants.X_OK);
      if (statSync(path).isFile()) return path;
    } catch {
      // not in this folder
    }
  }
  return undefined;
}

/** Runs a command with its output passed through; true when it ended with 0.
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} [env] */
export function run(program, args, env = {}) {
  const ran = spawnSync(program, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
  if (ran.error) console.error(`${program}: ${ran.error.message}`);
  return ran.status === 0;
}

/** Go, new enough, or a sentence about what is missing. */
export function requireGo() {
  const go = find("go", "/usr/local/go/bin", join(process.env.HOME ?? "", "go/bin"));
  if (!go) fail("Go is missing. vpcanvas needs Go 1.26 or newer: https://go.dev/doc/install");
  const said = spawnSync(go, ["env", "GOVERSION"], { cwd: root, encoding: "utf8" });
  const match = /go(\d+)\.(\d+)/.exec(said.stdout ?? "");
  const [major, minor] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
  if (major < 1 || (major === 1 && minor < 26)) {
    const found = match ? match[0] : (said.stderr ?? "").trim() || "no version";
    fail(`Go is too old (${found}). vpcanvas needs Go 1.26 or newer: https://go.dev/doc/install`);
  }
  return go;
}

/** SQLite is compiled from C: without a compiler the Go build ends in a long error that names neither. */
export function requireC() {
  const wanted = process.env.CC?.split(" ")[0];
  if (wanted ? existsSync(wanted) || find(wanted) : find("gcc")) return;
  const cc = find("cc") ?? find("clang");
  if (cc && !wanted) {
    process.env.CC = cc;
    return;
  }
  fail("A C compiler is missing (SQLite is compiled in). On Debian: apt-get install gcc libc6-dev");
}

/** Node modules as the lock file says: installed when absent or older than the lock file. */
export function requireModules() {
  const stamp = join(root, "node_modules/.package-lock.json");
  const lock = join(root, "package-lock.json");
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log("installing node modules ...");
  const npm = find("npm");
  if (!npm) fail("npm is missing. It comes with Node 20 or newer: https://nodejs.org");
  // Not `npm ci`: it refuses a lock file written where the registry mirror has one platform's packages only.
  // With --no-save the locked versions are installed all the same, and the lock file stays as it is.
  if (!run(npm, ["install", "--no-save", "--no-audit", "--no-fund"]))
    fail("npm could not install the node modules (see above).");
}

export function requireNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) fail(`Node is too old (${process.versions.node}). vpcanvas needs Node 20 or newer.`);
}

/** Builds the editor, then the binary that embeds it. cgo is on because SQLite is C.
 * @param {string} go */
export function buildAll(go) {
  return (
    run(process.execPath, ["scripts/build.mjs"]) &&
    run(go, ["build", "-o", binary, "./cmd/vpcanvas"], { CGO_ENABLED: "1" })
  );
}
