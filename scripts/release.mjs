// `npm run release`: the files of a release for Linux on amd64, in dist/. From the same commit come the
// same bytes, wherever it is checked out, so that anybody can check what they were given:
//
//   npm run release                builds
//   npm run release -- --verify    builds twice, the second time from a copy elsewhere, and compares
//
// The binary is linked statically: it runs on every Linux, whatever its C library.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { fail, find, requireC, requireGo, requireModules, requireNode, root, run } from "./tools.mjs";

requireNode();
const go = requireGo();
requireC();
requireModules();
for (const tool of ["git", "tar"]) if (!find(tool)) fail(`A release needs ${tool}.`);

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const name = `vpcanvas-${version}-linux-amd64`;
const dist = join(root, "dist");
const papers = ["LICENSE", "NOTICE", "README.md"];

/** What git says, in one line.
 * @param {string[]} args */
function git(...args) {
  const ran = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  return ran.status === 0 ? ran.stdout.trim() : fail(`git ${args[0]} failed: ${ran.stderr.trim()}`);
}

/** @param {string} from where the commit is checked out
 * @param {string} to the binary */
function build(from, to) {
  const ldflags = `-s -w -buildid= -X main.version=${version} -linkmode external -extldflags "-static"`;
  // Static C cannot load plug-ins or ask the C library for users and names; neither is used.
  const tags = "netgo,osusergo,sqlite_omit_load_extension";
  const args = [
    "build",
    "-C",
    from,
    "-trimpath",
    "-buildvcs=true",
    "-tags",
    tags,
    "-ldflags",
    ldflags,
    "-o",
    to,
  ];
  const env = { CGO_ENABLED: "1", GOOS: "linux", GOARCH: "amd64", GOFLAGS: "", CGO_CFLAGS: "-O2" };
  if (!run(process.execPath, [join(from, "scripts/build.mjs")]) || !run(go, [...args, "./cmd/vpcanvas"], env))
    fail("The build failed (see above).");
}

/** The archive: the binary and its papers, with the time of the commit.
 * @param {string} from
 * @returns {Buffer} */
function archive(from) {
  const folder = mkdtempSync(join(tmpdir(), "vpcanvas-release-"));
  mkdirSync(join(folder, name));
  build(from, join(folder, name, "vpcanvas"));
  for (const paper of papers) copyFileSync(join(from, paper), join(folder, name, paper));
  const args = ["--format=ustar", "--sort=name", `--mtime=@${git("log", "-1", "--format=%ct")}`, "--owner=0"];
  const packed = spawnSync(
    "tar",
    [...args, "--group=0", "--numeric-owner", "--mode=u=rwX,go=rX", "-C", folder, "-cf", "-", name],
    { maxBuffer: 1 << 28 },
  );
  rmSync(folder, { recursive: true });
  return packed.status === 0 ? gzipSync(packed.stdout, { level: 9 }) : fail(`tar: ${packed.stderr}`);
}

/** @param {Buffer} data */
const sum = (data) => createHash("sha256").update(data).digest("hex");

/** The same archive made from a copy in another folder. */
function again() {
  const copy = mkdtempSync(join(tmpdir(), "vpcanvas-again-"));
  if (!run("git", ["clone", "--quiet", root, copy])) fail("The repository could not be copied.");
  if (!run("cp", ["-R", join(root, "node_modules"), copy])) fail("The node modules could not be copied.");
  const data = archive(copy);
  rmSync(copy, { recursive: true });
  return data;
}

if (process.platform !== "linux" || process.arch !== "x64") fail("A release is built on Linux on amd64.");
if (git("status", "--porcelain") !== "")
  fail("There are changes that are not committed: a release is of a commit.");

const data = archive(root);
mkdirSync(dist, { recursive: true });
writeFileSync(join(dist, `${name}.tar.gz`), data);
writeFileSync(join(dist, "SHA256SUMS"), `${sum(data)}  ${name}.tar.gz\n`);
console.log(`dist/${name}.tar.gz: ${(data.length / 2 ** 20).toFixed(1)} MiB, sha256 ${sum(data)}`);

if (process.argv.includes("--verify")) {
  const other = sum(again());
  if (other !== sum(data)) fail(`The second build differs: ${other}`);
  console.log("the second build, in another folder, has the same sum");
}
