import { beforeEach, expect, test, vi } from "vitest";
import type { Config } from "../../api/shapes";
import { beginning, canSignIn, ending, goodbye, safePlace, type SignInConfig } from "./flow";
import { challengeOf } from "./pkce";

const ORIGIN = "https://rollcall.example";
const config: SignInConfig = {
  issuer: "https://id.example",
  client_id: "ui",
  scope: "rollcall/admin",
  authorization_endpoint: "https://id.example/authorize?tenant=1",
  token_endpoint: "https://id.example/token",
  end_session_endpoint: "https://id.example/logout",
  help_url: null,
  version: "1",
  local: false,
};
const fetcher = vi.fn<typeof fetch>();

beforeEach(() => {
  sessionStorage.clear();
  fetcher.mockReset();
  vi.stubGlobal("fetch", fetcher);
});

const back = (found: Record<string, string>) => ending(config, new URLSearchParams(found), ORIGIN, sessionStorage);

test("somebody who signs in comes back to their place with a code that only this tab can exchange", async () => {
  const address = new URL(await beginning(config, "/acme/users?status=active", ORIGIN, sessionStorage));
  const asked = Object.fromEntries(address.searchParams);
  expect(address.origin + address.pathname).toBe("https://id.example/authorize");
  expect(asked).toMatchObject({
    tenant: "1",
    response_type: "code",
    client_id: "ui",
    redirect_uri: `${ORIGIN}/signed-in`,
    scope: "rollcall/admin",
    code_challenge_method: "S256",
  });

  fetcher.mockResolvedValueOnce(Response.json({ access_token: "secret", refresh_token: "again" }));
  const done = await back({ code: "c1", state: asked["state"] ?? "" });
  expect(done).toEqual({ tokens: { access: "secret", refresh: "again" }, place: "/acme/users?status=active" });
  const form = fetcher.mock.calls[0]?.[1]?.body as URLSearchParams;
  expect(await challengeOf(form.get("code_verifier") ?? "")).toBe(asked["code_challenge"]);
  expect(form.get("redirect_uri")).toBe(`${ORIGIN}/signed-in`);
  expect(sessionStorage.length + localStorage.length).toBe(0);
});

test.each([
  ["a state that is not ours", { code: "c1", state: "other" }],
  ["no code", { state: "ours" }],
  ["a refusal of the provider", { error: "access_denied", state: "ours" }],
])("%s signs nobody in, and the attempt cannot be used again", async (_, found) => {
  await beginning(config, "/acme", ORIGIN, sessionStorage);
  const { state } = JSON.parse(sessionStorage.getItem("rollcall.sign-in") ?? "{}") as { state: string };
  await expect(back({ ...found, state: found.state === "ours" ? state : found.state })).rejects.toThrow(/sign-in/i);
  expect(fetcher).not.toHaveBeenCalled();
  await expect(back({ code: "c1", state })).rejects.toThrow(/not begun in this tab/);
});

test("an exchange that the provider refuses signs nobody in", async () => {
  const address = new URL(await beginning(config, "/acme", ORIGIN, sessionStorage));
  fetcher.mockResolvedValueOnce(Response.json({ error: "invalid_grant" }, { status: 400 }));
  await expect(back({ code: "c1", state: address.searchParams.get("state") ?? "" })).rejects.toThrow(/could not be completed/);
});

test.each([
  ["/acme/history?cursor=x", "/acme/history?cursor=x"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/\tevil", "/"],
  ["/signed-in?code=1", "/"],
  ["/signed-out", "/"],
  ["", "/"],
])("the place %j leads to %j", (place, expected) => {
  expect(safePlace(place)).toBe(expected);
});

test("signing out ends the provider's session too, where it has a place for that", () => {
  const address = new URL(goodbye(config, ORIGIN) ?? "");
  expect(Object.fromEntries(address.searchParams)).toEqual({
    client_id: "ui",
    logout_uri: `${ORIGIN}/signed-out`,
    post_logout_redirect_uri: `${ORIGIN}/signed-out`,
  });
  expect(goodbye({ ...config, end_session_endpoint: null }, ORIGIN)).toBeNull();
});

test("a configuration without a provider lets nobody begin", () => {
  expect(canSignIn(config)).toBe(true);
  expect(canSignIn({ ...config, client_id: null } as Config)).toBe(false);
});
