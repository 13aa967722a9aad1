import { randomUUID } from "node:crypto";
import { type Persona, signIn } from "./personas";

export interface Answer<Body> {
  status: number;
  body: Body;
  etag: string | null;
  location: string | null;
}

export interface Sent {
  body?: unknown;
  ifMatch?: string | null;
  key?: string;
}

/** The admin API as one persona, for arranging what a test begins with and for seeing what it ended with. */
export class Api {
  #token: string | null = null;

  constructor(
    readonly url: string,
    readonly persona: Persona = "account-administrator",
    readonly account = "local",
  ) {}

  /** Reads something of the account; anything but a success fails the test. */
  async get<Body>(path: string): Promise<Answer<Body>> {
    return this.#expect<Body>("GET", path);
  }

  /** Changes something of the account; anything but a success fails the test. */
  async send<Body>(method: "POST" | "PUT" | "PATCH", path: string, sent: Sent = {}): Promise<Answer<Body>> {
    return this.#expect<Body>(method, path, sent);
  }

  /** The answer, whatever it is. */
  async ask<Body>(method: string, path: string, { body, ifMatch, key }: Sent = {}): Promise<Answer<Body>> {
    let response = await this.#once(method, path, body, ifMatch, key ?? randomUUID());
    // A day may have passed, and the token with it.
    if (response.status === 401) {
      this.#token = null;
      response = await this.#once(method, path, body, ifMatch, key ?? randomUUID());
    }
    const text = await response.text();
    const { headers, status } = response;
    const isJson = headers.get("content-type")?.includes("json");
    return {
      status,
      body: (isJson && text ? JSON.parse(text) : text) as Body,
      etag: headers.get("etag"),
      location: headers.get("location"),
    };
  }

  async #expect<Body>(method: string, path: string, sent?: Sent): Promise<Answer<Body>> {
    const answer = await this.ask<Body>(method, path, sent);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  }

  async #once(method: string, path: string, body: unknown, ifMatch: string | null | undefined, key: string): Promise<Response> {
    this.#token ??= await signIn(this.url, this.persona);
    const headers: Record<string, string> = { authorization: `Bearer ${this.#token}`, accept: "application/json" };
    if (body !== undefined) headers["content-type"] = "application/json";
    if (ifMatch) headers["if-match"] = ifMatch;
    if (method !== "GET") headers["idempotency-key"] = key;
    const address = new URL(path.startsWith("/v1") ? path : `/v1/accounts/${this.account}${path}`, this.url);
    // What is searched for has its place in a header.
    const search = address.searchParams.get("search");
    if (search !== null) headers["rollcall-search"] = encodeURIComponent(search);
    address.searchParams.delete("search");
    return fetch(address, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  }
}
