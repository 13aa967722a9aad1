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

/** What a reading is asked with. `search` travels in a header, the rest in the address. */
export type Params = Record<string, string | number | boolean | null | undefined> & { search?: string | null };

export interface Sending {
  body?: unknown;
  ifMatch?: string | null;
  /** Made when a form or dialog opens, so that a second click and a retry are the same request. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** How the client gets at the access token, and what happens when it is no longer taken. */
export interface Credentials {
  token(): string | null;
  /** Tries to get another token without leaving the page; `false` where a person must sign in. */
  renew(): Promise<boolean>;
  /** The token is not taken and there is no other. */
  ended(): void;
}

type Asked = Omit<RequestInit, "headers"> & { headers: Record<string, string> };

/** The most answers whose versions are remembered to save a body on the next reading. */
const REMEMBERED = 40;

export class Client {
  readonly #seen = new Map<string, Answer<unknown>>();
  /** What is on its way: a second click before the page has shown the first one waits for its answer. */
  readonly #sending = new Map<string, Promise<Answer<unknown>>>();
  #credentials: Credentials | null = null;

  constructor(private readonly fetcher: typeof fetch = (...request) => globalThis.fetch(...request)) {}

  use(credentials: Credentials): void {
    this.#credentials = credentials;
  }

  /** Forgets what was read: another person may sign in. */
  forget(): void {
    this.#seen.clear();
  }

  async get<Body>(path: string, { params, signal }: { params?: Params; signal?: AbortSignal } = {}): Promise<Answer<Body>> {
    const { search, ...named } = params ?? {};
    const address = path + query(named);
    const seen = this.#seen.get(address);
    const headers: Record<string, string> = seen?.etag ? { "if-none-match": seen.etag } : {};
    // What people look for is their data, and addresses end up in logs.
    if (search) headers["rollcall-search"] = encodeURIComponent(search);
    const response = await this.#request(address, { method: "GET", headers, signal });
    if (response.status === 304 && seen) {
      return { ...(seen as Answer<Body>), retryAfter: seconds(response) };
    }
    const answer = await read<Body>(response);
    if (answer.etag) this.#remember(address, answer);
    return answer;
  }

  async send<Body>(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, sending: Sending = {}): Promise<Answer<Body>> {
    const headers: Record<string, string> = {};
    if (sending.body !== undefined) headers["content-type"] = "application/json";
    if (sending.ifMatch) headers["if-match"] = sending.ifMatch;
    if (sending.idempotencyKey) headers["idempotency-key"] = sending.idempotencyKey;
    const body = sending.body === undefined ? undefined : JSON.stringify(sending.body);
    const send = async () => read<Body>(await this.#request(path, { method, headers, body, signal: sending.signal }));
    if (!sending.idempotencyKey) return send();
    const same = JSON.stringify([sending.idempotencyKey, method, path, body]);
    const under = (this.#sending.get(same) ?? send().finally(() => this.#sending.delete(same))) as Promise<Answer<Body>>;
    this.#sending.set(same, under);
    return under;
  }

  /** A file such as a CSV, which a link could not fetch: the token goes in a header. */
  async file(path: string): Promise<Blob> {
    return (await this.#request(path, { method: "GET", headers: { accept: "*/*" } })).blob();
  }

  async #request(path: string, init: Asked): Promise<Response> {
    let response = await this.#once(path, init);
    if (response.status === 401 && (await this.#credentials?.renew())) response = await this.#once(path, init);
    if (response.ok || response.status === 304) return response;
    if (response.status === 401) this.#credentials?.ended();
    throw await readProblem(response);
  }

  async #once(path: string, init: Asked): Promise<Response> {
    const token = this.#credentials?.token();
    const headers: Record<string, string> = { accept: "application/json", ...init.headers };
    if (token) headers["authorization"] = `Bearer ${token}`;
    try {
      return await this.fetcher(path, { ...init, headers, cache: "no-store", credentials: "omit", redirect: "error" });
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
export function query(params: Params | undefined): string {
  const pairs = Object.entries(params ?? {}).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`;
}

/** Path of an account's part of the API. */
export function accountPath(account: string, ...parts: string[]): string {
  return ["/v1/accounts", ...[account, ...parts].map(encodeURIComponent)].join("/");
}

async function read<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text();
  const { headers } = response;
  const data = (text === "" ? null : JSON.parse(text)) as Body;
  return { data, etag: headers.get("etag"), location: headers.get("location"), retryAfter: seconds(response) };
}

function seconds(response: Response): number | null {
  const after = Number(response.headers.get("retry-after"));
  return Number.isFinite(after) && after > 0 ? after : null;
}
