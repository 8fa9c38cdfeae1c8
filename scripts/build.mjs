// Builds the editor with esbuild into web/dist, from where the Go binary embeds it.
//
//   node scripts/build.mjs          minified, for the binary
//   node scripts/build.mjs --dev    readable, with source maps
//
// The entry names are fixed (app.js, app.css): the server's page names them. Chunks carry a hash of their
// content, so that a browser may keep them for ever.
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = `${root}web/dist`;
const dev = process.argv.includes("--dev");

// The placeholder stays: it is what `go build` embeds in a clone without Node.
for (const name of readdirSync(dist)) {
  if (name !== "placeholder.txt") rmSync(`${dist}/${name}`, { recursive: true });
}

await build({
  absWorkingDir: root,
  entryPoints: { app: "web/src/main.tsx" },
  outdir: dist,
  bundle: true,
  format: "esm",
  splitting: true,
  chunkNames: "chunk-[hash]",
  target: ["es2022"],
  jsx: "automatic",
  minify: !dev,
  sourcemap: dev ? "linked" : false,
  legalComments: "linked",
  define: { "process.env.NODE_ENV": dev ? '"development"' : '"production"' },
  logLevel: "warning",
});

const built = readdirSync(dist).filter((name) => /\.(js|css)$/.test(name));

// The editor asks no other site. These are names of XML and a text, which nobody loads.
const named = /^(?:http:\/\/www\.w3\.org\/|https:\/\/react\.dev\/errors\/)/;
for (const name of built) {
  const text = readFileSync(`${dist}/${name}`, "utf8");
  for (const [address] of text.matchAll(/(?:https?|wss?):\/\/[a-z0-9.-]+\.[a-z]{2,}[^\s"'`<>\\)]*/gi)) {
    if (named.test(address)) continue;
    console.error(`${name} names another site: ${address}`);
    process.exitCode = 1;
  }
}

const kib = built.reduce((sum, name) => sum + statSync(`${dist}/${name}`).size, 0) / 1024;
console.log(`editor built: ${built.length} files, ${kib.toFixed(0)} KiB in web/dist`);
