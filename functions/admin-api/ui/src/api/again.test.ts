import { Blob } from "node:buffer";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { queryClient } from "../app/queries";
import { api, Client } from "./client";
import { look } from "./lookups";

const ACCOUNT = "/v1/accounts/{account}";
const path = { account: "acme" };
const fetcher = vi.fn<typeof fetch>();
const tooMany = (headers: Record<string, string> = {}) => new Response(null, { status: 429, headers });

let client: Client;
let began: number;

/** When each request was sent, in milliseconds after the first one. */
let sent: number[];

beforeEach(() => {
  vi.useFakeTimers();
  began = Date.now();
  sent = [];
  fetcher.mockReset();
  client = new Client((...request) => {
    sent.push(Date.now() - began);
    return fetcher(...request);
  }, () => 0.5);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** What comes of it, however long it takes. */
async function ended(asking: Promise<unknown>): Promise<unknown> {
  const end = asking.catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  return end;
}

test("a reading that is one too many is asked for four times, each wait being twice as long and left to chance", async () => {
  fetcher.mockImplementation(async () => tooMany());
  expect(await ended(client.get("/v1/config"))).toMatchObject({ status: 429, code: "too_many_requests" });
  expect(sent).toEqual([0, 250, 750, 1750]);
});

test("the server says how long to wait, and is heeded for half a minute at most", async () => {
  fetcher.mockResolvedValueOnce(tooMany({ "retry-after": "10" })).mockResolvedValueOnce(tooMany({ "retry-after": "3600" }));
  fetcher.mockResolvedValueOnce(Response.json({ version: "1" }));
  expect(await ended(client.get("/v1/config"))).toMatchObject({ data: { version: "1" } });
  expect(sent).toEqual([0, 10_000, 40_000]);
});

test("nobody waits for a reading that was given up, not even where that was before the answer", async () => {
  const given = new AbortController();
  fetcher.mockImplementation(async () => tooMany({ "retry-after": "10" }));
  const asking = client.get("/v1/config", { signal: given.signal }).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(5_000);
  given.abort();
  expect(await asking).toMatchObject({ name: "AbortError" });
  expect(vi.getTimerCount()).toBe(0);
  expect(await ended(client.get("/v1/config", { signal: given.signal }))).toMatchObject({ name: "AbortError" });
  expect(await ended(client.file(`${ACCOUNT}/history.csv`, { path, signal: given.signal }))).toMatchObject({ name: "AbortError" });
  expect(sent).toEqual([0, 5_000, 5_000]);
});

test.each([
  ["POST", () => client.send("POST", `${ACCOUNT}/reviews`, { path, idempotencyKey: "key-1" })],
  ["PUT", () => client.send("PUT", `${ACCOUNT}/auto-sync`, { path, body: { on: true }, ifMatch: '"v1"' })],
  ["PATCH", () => client.send("PATCH", `${ACCOUNT}/employees/{employee}`, { path: { ...path, employee: "e" }, body: {}, ifMatch: '"v1"', idempotencyKey: "k" })],
])("a %s is never repeated by itself, and says how long to wait", async (_, write) => {
  fetcher.mockImplementation(async () => tooMany({ "retry-after": "10" }));
  expect(await ended(write())).toMatchObject({ status: 429, wait: "Wait 10 seconds, then try again." });
  expect(sent).toEqual([0]);
});

test("a token that runs out between two tries is renewed as ever", async () => {
  const renew = vi.fn<() => Promise<boolean>>().mockResolvedValue(true);
  client.use({ token: () => "secret", renew, ended: vi.fn<() => void>() });
  fetcher.mockResolvedValueOnce(tooMany()).mockResolvedValueOnce(new Response(null, { status: 401 }));
  fetcher.mockResolvedValueOnce(Response.json({}));
  expect(await ended(client.get("/v1/config"))).toMatchObject({ data: {} });
  expect(renew).toHaveBeenCalledOnce();
});

test("a part of a table is asked for again, and the parts before it are not", async () => {
  // That of jsdom cannot be read.
  vi.stubGlobal("Blob", Blob);
  fetcher.mockResolvedValueOnce(new Response("a\r\n", { headers: { link: '<?cursor=n2>; rel="next"' } }));
  fetcher.mockResolvedValueOnce(tooMany()).mockResolvedValueOnce(new Response("b\r\n"));
  const file = (await ended(client.file(`${ACCOUNT}/history.csv`, { path }))) as Awaited<ReturnType<Client["file"]>>;
  expect(await file.text()).toBe("a\r\nb\r\n");
  expect(fetcher.mock.calls.map(([address]) => String(address).split("?")[1])).toEqual([undefined, "cursor=n2", "cursor=n2"]);
});

test("a lookup that is under way is asked for again", async () => {
  vi.stubGlobal("fetch", fetcher);
  fetcher.mockResolvedValueOnce(Response.json({ id: "look_1", state: "running" })).mockResolvedValueOnce(tooMany());
  fetcher.mockResolvedValueOnce(Response.json({ id: "look_1", state: "done" }));
  api.forget();
  expect(await ended(look("acme", { kind: "fields" }))).toMatchObject({ state: "done" });
  expect(fetcher.mock.calls.map(([, init]) => init?.method)).toEqual(["POST", "GET", "GET"]);
});

test("a page does not multiply the tries of the client, and repeats what else may pass", async () => {
  const read = (key: string) => queryClient().fetchQuery({ queryKey: [key], queryFn: () => client.get("/v1/config") });
  fetcher.mockImplementation(async () => tooMany({ "retry-after": "1" }));
  expect(await ended(read("too many"))).toMatchObject({ status: 429 });
  expect(sent).toHaveLength(4);
  fetcher.mockReset().mockImplementation(async () => new Response(null, { status: 503 }));
  expect(await ended(read("down"))).toMatchObject({ status: 503 });
  expect(fetcher).toHaveBeenCalledTimes(3);
});
