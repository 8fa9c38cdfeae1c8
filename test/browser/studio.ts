// The real server, started for one test file on a free port with a data folder of its own.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));
const binary = join(root, "vpcanvas");

export class Studio {
  readonly #data = mkdtempSync(join(tmpdir(), "vpcanvas-test-"));
  #process: ChildProcess | undefined;
  #listen = "127.0.0.1:0";
  /** The URL that logs in once, as the server printed it. */
  loginUrl = "";

  async start(): Promise<void> {
    if (!existsSync(binary))
      throw new Error("the server is not built: npm test builds it, or go build -o vpcanvas ./cmd/vpcanvas");
    const server = spawn(binary, ["serve", "--listen", this.#listen, "--data", this.#data], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = server;
    let log = "";
    server.stderr.on("data", (chunk: Buffer) => {
      log += chunk.toString();
    });
    this.loginUrl = await new Promise<string>((resolve, reject) => {
      createInterface({ input: server.stdout }).on("line", (line) => {
        const url = /https?:\/\/\S+/.exec(line)?.[0];
        if (url) resolve(url);
      });
      server.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${log}`)));
    });
    // A restart keeps the address: the open pages come back to it.
    this.#listen = new URL(this.loginUrl).host;
  }

  /** The list of diagrams. */
  get home(): string {
    return new URL("/", this.loginUrl).href;
  }

  /** Another URL that logs in once, as `vpcanvas url` prints it. */
  async freshUrl(): Promise<string> {
    const { stdout } = await promisify(execFile)(binary, ["url", "--data", this.#data]);
    return stdout.trim();
  }

  /** As a power cut would: no goodbye, nothing flushed. */
  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.#end("SIGTERM");
    rmSync(this.#data, { recursive: true, force: true });
  }

  #end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const server = this.#process;
    this.#process = undefined;
    if (!server || server.exitCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      server.once("exit", () => resolve());
      server.kill(signal);
    });
  }
}
