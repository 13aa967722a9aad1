import { Blob } from "node:buffer";
import { beforeEach, expect, test, vi } from "vitest";
import { Client } from "./client";
import { Problem } from "./problem";

const fetcher = vi.fn<typeof fetch>();
const answer = (status: number, body?: unknown, headers: Record<string, string> = {}) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
const sent = (call: number) => new Headers(fetcher.mock.calls[call]?.[1]?.headers);

const ACCOUNT = "/v1/accounts/{account}";
const path = { account: "acme" };

let client: Client;
const credentials = { token: vi.fn<() => string | null>(), renew: vi.fn<() => Promise<boolean>>(), ended: vi.fn<() => void>() };

beforeEach(() => {
  fetcher.mockReset();
  credentials.token.mockReset().mockReturnValue("secret-1");
  credentials.renew.mockReset().mockResolvedValue(false);
  credentials.ended.mockReset();
  client = new Client(fetcher);
  client.use(credentials);
});

test("a reading carries the token in a header and gives the version of what was read", async () => {
  fetcher.mockResolvedValueOnce(answer(200, { items: [] }, { etag: '"v1"' }));
  const read = await client.get(`${ACCOUNT}/employees`, { path, params: { limit: 5, status: null }, search: "" });
  expect(read).toMatchObject({ data: { items: [] }, etag: '"v1"' });
  expect(fetcher.mock.calls[0]?.[0]).toBe("/v1/accounts/acme/employees?limit=5");
  expect(sent(0).get("authorization")).toBe("Bearer secret-1");
});

test("what is searched for travels in a header and never in the address", async () => {
  fetcher.mockResolvedValueOnce(answer(200, { items: [] }));
  await client.get(`${ACCOUNT}/employees`, { path, search: "Zoë Müller" });
  expect(fetcher.mock.calls[0]?.[0]).toBe("/v1/accounts/acme/employees");
  expect(sent(0).get("rollcall-search")).toBe("Zo%C3%AB%20M%C3%BCller");
});

test("a table that comes in parts is one file", async () => {
  // That of jsdom cannot be read.
  vi.stubGlobal("Blob", Blob);
  const part = (text: string, link?: string) => new Response(text, { headers: link === undefined ? {} : { link } });
  fetcher.mockResolvedValueOnce(part("a\r\n", '<?cursor=n2>; rel="next"'));
  fetcher.mockResolvedValueOnce(part("b\r\n", '<?cursor=n3>; rel="next"'));
  fetcher.mockResolvedValueOnce(part("c\r\n"));
  const table = "/v1/accounts/acme/runs/run_1/changes.csv";
  const file = await client.file(`${ACCOUNT}/runs/{run}/changes.csv`, { path: { ...path, run: "run_1" } });
  expect(await file.text()).toBe("a\r\nb\r\nc\r\n");
  expect(fetcher.mock.calls.map(([address]) => address)).toEqual([table, `${table}?cursor=n2`, `${table}?cursor=n3`]);
});

test("what was read before and is unchanged comes from memory, and is forgotten for the next person", async () => {
  fetcher.mockResolvedValueOnce(answer(200, { n: 1 }, { etag: '"v1"' }));
  await client.get("/v1/config");
  fetcher.mockResolvedValueOnce(answer(304, undefined, { etag: '"v1"', "retry-after": "3" }));
  expect(await client.get("/v1/config")).toMatchObject({ data: { n: 1 }, etag: '"v1"', retryAfter: 3 });
  expect(sent(1).get("if-none-match")).toBe('"v1"');
  client.forget();
  fetcher.mockResolvedValueOnce(answer(200, { n: 2 }));
  await client.get("/v1/config");
  expect(sent(2).get("if-none-match")).toBeNull();
});

test("a change names the version of its own form and its key, whatever was read since", async () => {
  fetcher.mockResolvedValueOnce(answer(200, {}, { etag: '"newer"' }));
  await client.get("/v1/config");
  fetcher.mockResolvedValueOnce(answer(202, { ok: 1 }, { location: "/v1/runs/1", "retry-after": "2" }));
  const done = await client.send("POST", `${ACCOUNT}/disconnect`, { path, body: { company: "A" }, ifMatch: '"of-the-form"', idempotencyKey: "key-1" });
  expect(done).toMatchObject({ location: "/v1/runs/1", retryAfter: 2 });
  expect(sent(1).get("if-match")).toBe('"of-the-form"');
  expect(sent(1).get("idempotency-key")).toBe("key-1");
  expect(sent(1).get("content-type")).toBe("application/json");
  expect(fetcher.mock.calls[1]?.[1]?.body).toBe('{"company":"A"}');
});

test("a second click waits for the answer to the first, and is sent again only afterwards", async () => {
  fetcher.mockImplementation(async () => answer(202, { run: 1 }));
  const click = (change: string) =>
    client.send("POST", `${ACCOUNT}/plans/{digest}/reveals`, { path: { ...path, digest: "d" }, body: { change }, idempotencyKey: "key-1" });
  const [first, second] = await Promise.all([click("c1"), click("c1")]);
  expect(second).toEqual(first);
  expect(fetcher).toHaveBeenCalledTimes(1);
  await Promise.all([click("c1"), click("c2")]);
  expect(fetcher).toHaveBeenCalledTimes(3);
});

test("a token that is not taken is renewed once and the request repeated with the same key", async () => {
  fetcher.mockResolvedValueOnce(answer(401)).mockResolvedValueOnce(answer(200, {}));
  credentials.renew.mockImplementation(async () => {
    credentials.token.mockReturnValue("secret-2");
    return true;
  });
  await client.send("POST", `${ACCOUNT}/reviews`, { path, idempotencyKey: "key-1" });
  expect(sent(1).get("authorization")).toBe("Bearer secret-2");
  expect(sent(1).get("idempotency-key")).toBe("key-1");
  expect(credentials.ended).not.toHaveBeenCalled();
});

test.each([
  ["that cannot be renewed", false],
  ["that is not taken after the renewal either", true],
])("a token %s ends the sign-in", async (_, renewed) => {
  fetcher.mockImplementation(async () => answer(401));
  credentials.renew.mockResolvedValue(renewed);
  await expect(client.get("/v1/config")).rejects.toMatchObject({ code: "not_signed_in", status: 401 });
  expect(credentials.ended).toHaveBeenCalledOnce();
  expect(fetcher).toHaveBeenCalledTimes(renewed ? 2 : 1);
});

test("a refusal becomes a problem with its code, its errors and its request", async () => {
  const document = {
    type: "/v1/problems/invalid",
    title: "Not valid",
    status: 422,
    detail: "Look at the fields.",
    code: "invalid",
    request_id: "req-1",
    errors: [{ pointer: "/company", code: "blank", message: "Enter the Company ID." }],
  };
  fetcher.mockResolvedValueOnce(answer(422, document));
  const problem = await client.send("POST", `${ACCOUNT}/setup`, { path, idempotencyKey: "key-1" }).catch((error: unknown) => error as Problem);
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ code: "invalid", requestId: "req-1", page: "/v1/problems/invalid", isPassing: false });
  expect((problem as Problem).errorAt("/company")).toBe("Enter the Company ID.");
});

test.each([
  [503, "unexplained", true],
  [502, "unexplained", true],
  [429, "too_many_requests", true],
  [418, "unexplained", false],
])("an answer %i without a document is still explained, and known to pass or not", async (status, code, isPassing) => {
  fetcher.mockResolvedValueOnce(new Response("<html>", { status, headers: { "retry-after": "7", "x-request-id": "r" } }));
  await expect(client.send("POST", `${ACCOUNT}/reviews`, { path, idempotencyKey: "key-1" })).rejects.toMatchObject({ status, code, isPassing, retryAfter: 7, requestId: "r" });
});

test("a broken connection is a problem that passes, and an abandoned request is none", async () => {
  fetcher.mockRejectedValueOnce(new TypeError("failed"));
  await expect(client.get("/v1/config")).rejects.toMatchObject({ code: "unreachable", isPassing: true });
  const abandoned = new AbortController();
  abandoned.abort();
  fetcher.mockRejectedValueOnce(new DOMException("gone", "AbortError"));
  await expect(client.get("/v1/config", { signal: abandoned.signal })).rejects.toMatchObject({ name: "AbortError" });
});

test("what fills a path cannot break out of it, and blank parameters are left out", async () => {
  fetcher.mockImplementation(async () => answer(200, {}));
  const params = { field: "x y&z", flagged: false, flag: undefined, limit: null, cursor: "" };
  await client.get(`${ACCOUNT}/plans/{digest}/changes`, { path: { account: "a/b", digest: "sha256:0?x" }, params });
  expect(fetcher.mock.calls[0]?.[0]).toBe("/v1/accounts/a%2Fb/plans/sha256%3A0%3Fx/changes?field=x+y%26z&flagged=false");
});
