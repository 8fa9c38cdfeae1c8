// `npm start`: from a fresh clone to a running studio. Arguments go on to `vpcanvas serve`:
//
//   npm start -- --listen 127.0.0.1:9000 --data ./data
import { spawn } from "node:child_process";
import { binary, buildAll, fail, requireC, requireGo, requireModules, requireNode, root } from "./tools.mjs";

requireNode();
const go = requireGo();
requireC();
requireModules();

console.log("building (the first build compiles SQLite and takes a minute or two) ...");
if (!buildAll(go)) fail("The build failed (see above).");

const server = spawn(binary, ["serve", ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
server.on("error", (error) => fail(`The server did not start: ${error.message}`));
server.on("exit", (code, signal) => process.exit(signal ? 0 : (code ?? 1)));

// The terminal sends Ctrl+C to the whole group; a supervisor sends it to this process only. The server may
// thus hear it twice, which it takes for once; this process stays until the server has drained.
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => server.kill(signal));
}
