import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What `cargo build --package rollcall` makes. */
const PROGRAM = process.env["ROLLCALL"] ?? fileURLToPath(new URL("../../../../target/debug/rollcall", import.meta.url));

/** The day on which the simulated company begins: the same people every time. */
export const FIRST_DAY = "2026-03-02";

/** `rollcall up` on a data folder of its own, with the simulated TriNet beside it. */
export class Server {
  readonly url: string;
  #child: ChildProcess | null = null;
  #output = "";

  private constructor(
    readonly port: number,
    private readonly data: string,
    private readonly people: number | null,
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  /** With the bundled company, or a generated one of so many people. */
  static async start(people: number | null = null): Promise<Server> {
    const server = new Server(await twoFreePorts(), mkdtempSync(join(tmpdir(), "rollcall-e2e-")), people);
    await server.begin();
    return server;
  }

  /** Starts it, again after `end`: the directory is still there, the simulated company is as on its first day. */
  async begin(): Promise<void> {
    const size = this.people === null ? [] : ["--people", String(this.people)];
    const child = spawn(PROGRAM, ["--data", this.data, "--today", FIRST_DAY, "up", "--port", String(this.port), ...size], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1" },
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output += text;
      });
    }
    await until(`rollcall up on port ${this.port}`, async () => {
      if (child.exitCode !== null) throw new Error(`rollcall ended with ${child.exitCode}:\n${this.#output}`);
      return (await fetch(`${this.url}/v1/health`).catch(() => null))?.ok;
    });
  }

  /** Ends it as a killed machine would. */
  async end(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return;
    await new Promise<void>((ended) => {
      child.once("exit", () => ended());
      child.kill("SIGKILL");
    });
  }

  /** The mails that it sent, as they lie in its folder. */
  mails(): string[] {
    const folder = join(this.data, "mail");
    return readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  }

  async remove(): Promise<void> {
    await this.end();
    rmSync(this.data, { recursive: true, force: true });
  }

  /** Everything that it wrote to its log so far. */
  get log(): string {
    return this.#output;
  }
}

/** Asks again until there is an answer. */
export async function until<T>(what: string, ask: () => Promise<T | null | undefined | false>, seconds = 45): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${seconds} s for ${what}`);
    await new Promise((passed) => setTimeout(passed, 100));
  }
}

/** The first of two neighbouring free ports: the simulated TriNet takes the second. */
async function twoFreePorts(): Promise<number> {
  for (;;) {
    const first = await freePort(0);
    if (first && first < 65_535 && (await freePort(first + 1))) return first;
  }
}

/** A port that nobody listens on: the wanted one, or any for 0. */
export function freePort(wanted: number): Promise<number | null> {
  return new Promise((answer) => {
    const listener = createServer();
    listener.once("error", () => answer(null));
    listener.listen(wanted, "127.0.0.1", () => {
      const address = listener.address();
      listener.close(() => answer(typeof address === "object" && address ? address.port : null));
    });
  });
}
