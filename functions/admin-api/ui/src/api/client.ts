import { patiently, secondsAfter } from "./again";
import type { Asked, Asking, Method, PathOf, Reply, TablePath } from "./operations";
import { readProblem, unreachable } from "./problem";

/** What was read, with what a later change of it must name. */
export interface Answer<Body> {
  data: Body;
  /** Version of what was read: a form keeps the one that it was opened with and sends it as `ifMatch`. */
  etag: string | null;
  /** Where long work can be watched. */
  location: string | null;
  /** Seconds after which the server wants to be asked again, while work is under way. */
  retryAfter: number | null;
}

/** Whatever some operation is asked with; of which takes what, the types of the methods below keep watch. */
interface Anything {
  path?: Record<string, string>;
  params?: Params;
  /** What people look for: it travels in a header. */
  search?: string | null;
  body?: unknown;
  /** The version that a form was opened with. */
  ifMatch?: string | null;
  /** Made when a form or dialog opens, so that a second click and a retry are the same request. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

type Params = Record<string, string | number | boolean | null | undefined>;

/** How the client gets at the access token, and what happens when it is no longer taken. */
export interface Credentials {
  token(): string | null;
  /** Tries to get another token without leaving the page; `false` where a person must sign in. */
  renew(): Promise<boolean>;
  /** The token is not taken and there is no other. */
  ended(): void;
}

type Outgoing = Omit<RequestInit, "headers"> & { headers: Record<string, string> };

/** The most answers whose versions are remembered to save a body on the next reading. */
const REMEMBERED = 40;

export class Client {
  readonly #seen = new Map<string, Answer<unknown>>();
  /** What is on its way: a second click before the page has shown the first one waits for its answer. */
  readonly #sending = new Map<string, Promise<Answer<unknown>>>();
  #credentials: Credentials | null = null;

  constructor(
    private readonly fetcher: typeof fetch = (...request) => globalThis.fetch(...request),
    private readonly random: () => number = () => Math.random(),
  ) {}

  use(credentials: Credentials): void {
    this.#credentials = credentials;
  }

  /** Forgets what was read: another person may sign in. */
  forget(): void {
    this.#seen.clear();
  }

  async get<Path extends PathOf<"GET">>(template: Path, ...[asked]: Asking<"GET", Path>): Promise<Answer<Reply<"GET", Path>>> {
    const { path, params, search, signal }: Anything = asked ?? {};
    const address = addressOf(template, path) + query(params);
    const seen = this.#seen.get(address);
    const headers: Record<string, string> = seen?.etag ? { "if-none-match": seen.etag } : {};
    // What people look for is their data, and addresses end up in logs.
    if (search) headers["rollcall-search"] = encodeURIComponent(search);
    const response = await this.#request(address, { method: "GET", headers, signal });
    if (response.status === 304 && seen) {
      return { ...(seen as Answer<Reply<"GET", Path>>), retryAfter: secondsAfter(response) };
    }
    const answer = await read<Reply<"GET", Path>>(response);
    if (answer.etag) this.#remember(address, answer);
    return answer;
  }

  async send<M extends Exclude<Method, "GET">, Path extends PathOf<M>>(
    method: M,
    template: Path,
    asked: Asked<M, Path>,
  ): Promise<Answer<Reply<M, Path>>> {
    const { path, body: document, ifMatch, idempotencyKey, signal }: Anything = asked;
    const headers: Record<string, string> = {};
    if (document !== undefined) headers["content-type"] = "application/json";
    if (ifMatch) headers["if-match"] = ifMatch;
    if (idempotencyKey) headers["idempotency-key"] = idempotencyKey;
    const address = addressOf(template, path);
    const body = document === undefined ? undefined : JSON.stringify(document);
    const send = async () => read<Reply<M, Path>>(await this.#request(address, { method, headers, body, signal }));
    if (!idempotencyKey) return send();
    const same = JSON.stringify([idempotencyKey, method, address, body]);
    const under = (this.#sending.get(same) ?? send().finally(() => this.#sending.delete(same))) as ReturnType<typeof send>;
    this.#sending.set(same, under);
    return under;
  }

  /** A table as a file, which a link could not fetch: the token goes in a header. A large one comes in parts. */
  async file<Path extends TablePath>(template: Path, asked: Asked<"GET", Path>): Promise<Blob> {
    const { path, signal }: Anything = asked;
    const parts: ArrayBuffer[] = [];
    for (let next: string | undefined = ""; next !== undefined; ) {
      const response = await this.#request(addressOf(template, path) + next, { method: "GET", headers: { accept: "*/*" }, signal });
      parts.push(await response.arrayBuffer());
      next = /^<(\?[^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1];
    }
    return new Blob(parts, { type: "text/csv" });
  }

  async #request(address: string, init: Outgoing): Promise<Response> {
    const ask = () => this.#signedIn(address, init);
    // What has an effect is repeated by a person alone.
    const response = await (init.method === "GET" ? patiently(ask, this.random, init.signal) : ask());
    if (response.ok || response.status === 304) return response;
    if (response.status === 401) this.#credentials?.ended();
    throw await readProblem(response);
  }

  /** Sends it, and once more with another token where the first one is not taken. */
  async #signedIn(address: string, init: Outgoing): Promise<Response> {
    const response = await this.#once(address, init);
    return response.status === 401 && (await this.#credentials?.renew()) ? this.#once(address, init) : response;
  }

  async #once(address: string, init: Outgoing): Promise<Response> {
    const token = this.#credentials?.token();
    const headers: Record<string, string> = { accept: "application/json", ...init.headers };
    if (token) headers["authorization"] = `Bearer ${token}`;
    try {
      return await this.fetcher(address, { ...init, headers, cache: "no-store", credentials: "omit", redirect: "error" });
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw unreachable();
    }
  }

  #remember(address: string, answer: Answer<unknown>): void {
    this.#seen.delete(address);
    this.#seen.set(address, answer);
    const oldest = this.#seen.keys().next();
    if (this.#seen.size > REMEMBERED && !oldest.done) this.#seen.delete(oldest.value);
  }
}

/** The client of this page. */
export const api = new Client();

/** A key for one effect. */
export function newKey(): string {
  return crypto.randomUUID();
}

/** `?limit=50&flag=x`; what is absent or blank is left out. */
function query(params: Params | undefined): string {
  const pairs = Object.entries(params ?? {}).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`;
}

/** `/v1/accounts/acme/runs` of its template; what fills it cannot break out of its place. */
function addressOf(template: string, values: Record<string, string> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
}

async function read<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text();
  const { headers } = response;
  const data = (text === "" ? null : JSON.parse(text)) as Body;
  return { data, etag: headers.get("etag"), location: headers.get("location"), retryAfter: secondsAfter(response) };
}
