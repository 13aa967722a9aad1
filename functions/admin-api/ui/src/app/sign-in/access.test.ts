import { beforeEach, expect, test, vi } from "vitest";
import type { Config } from "../../api/shapes";

const config: Config = {
  issuer: "https://id.example",
  client_id: "ui",
  scope: "rollcall/admin",
  authorization_endpoint: "https://id.example/authorize",
  token_endpoint: "https://id.example/token",
  end_session_endpoint: null,
  help_url: null,
  version: "1",
  local: false,
};
const fetcher = vi.fn<typeof fetch>();

/** Nobody is signed in at the beginning of each test. */
async function fresh() {
  vi.resetModules();
  vi.stubGlobal("fetch", fetcher);
  return (await import("./access")).access;
}

beforeEach(() => {
  fetcher.mockReset();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("requests that fail together wait for one renewal, which needs a refresh token", async () => {
  const access = await fresh();
  expect(await access.renew()).toBe(false);
  access.open({ access: "one", refresh: "again" });
  fetcher.mockImplementation(async (address) =>
    String(address).endsWith("/token") ? Response.json({ access_token: "two" }) : Response.json(config),
  );
  expect(await Promise.all([access.renew(), access.renew(), access.renew()])).toEqual([true, true, true]);
  expect(access.token()).toBe("two");
  expect(fetcher.mock.calls.filter(([address]) => String(address).endsWith("/token"))).toHaveLength(1);
});

test("a renewal waits where there are too many requests, and asks the provider once", async () => {
  const access = await fresh();
  access.open({ access: "one", refresh: "again" });
  fetcher.mockResolvedValueOnce(new Response(null, { status: 429 })).mockResolvedValueOnce(Response.json(config));
  fetcher.mockResolvedValueOnce(Response.json({ access_token: "two" }));
  expect(await access.renew()).toBe(true);
  expect(fetcher.mock.calls.map(([address]) => String(address))).toEqual(["/v1/config", "/v1/config", "https://id.example/token"]);
});

test("a renewal that the provider refuses says so, and the next one is tried again", async () => {
  const access = await fresh();
  access.open({ access: "one", refresh: "again" });
  fetcher.mockImplementation(async (address) =>
    String(address).endsWith("/token") ? Response.json({}, { status: 400 }) : Response.json(config),
  );
  expect(await access.renew()).toBe(false);
  expect(await access.renew()).toBe(false);
});

test("a token that is refused at once is not asked for again and again", async () => {
  vi.useFakeTimers();
  const access = await fresh();
  access.open({ access: "one", refresh: null });
  access.ended();
  expect([access.state, access.token()]).toEqual(["refused", null]);
});

test("a token that ran out leads back to the sign-in, and whoever watches is told", async () => {
  vi.useFakeTimers();
  const access = await fresh();
  const watcher = vi.fn<() => void>();
  access.watch(watcher);
  access.open({ access: "one", refresh: null });
  vi.advanceTimersByTime(15 * 60_000);
  access.ended();
  access.ended();
  expect(access.state).toBe("ended");
  expect(watcher).toHaveBeenCalledTimes(2);
});

test("who signs out keeps the access until the page is left, and finds nothing of it at Back", async () => {
  const access = await fresh();
  vi.stubGlobal("location", { origin: "https://people.example", assign: vi.fn<(address: string) => void>() });
  access.open({ access: "one", refresh: "again" });
  access.signOut(config);
  expect([access.state, access.token(), vi.mocked(location.assign).mock.calls]).toEqual(["in", "one", [["/signed-out"]]]);
  window.dispatchEvent(new Event("pagehide"));
  expect([access.state, access.token()]).toEqual(["left", null]);
  window.dispatchEvent(new Event("pageshow"));
  expect(access.state).toBe("out");
});

test("no token is ever stored", async () => {
  const access = await fresh();
  access.open({ access: "secret", refresh: "secret" });
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain("secret");
});
