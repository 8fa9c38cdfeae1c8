// Builds the editor with esbuild into web/dist, from where the Go binary embeds it.
//
//   node scripts/build.mjs          minified, for the binary
//   node scripts/build.mjs --dev    readable, with source maps
//
// The entry names are fixed (app.js, app.css): the server's page names them. Chunks carry a hash of their
// content, so that a browser may keep them for ever.
import { readdirSync, rmSync, statSync } from "node:fs";
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
const kib = built.reduce((sum, name) => sum + statSync(`${dist}/${name}`).size, 0) / 1024;
console.log(`editor built: ${built.length} files, ${kib.toFixed(0)} KiB in web/dist`);
