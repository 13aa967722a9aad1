import { cleanup, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Integration, IntegrationState, Role } from "../../api/shapes";
import { exampleIntegration } from "./example";
import { renderPage } from "./rendered";

const AT = "2026-11-01T00:00:00Z";
const fetcher = vi.fn<(address: string, init?: RequestInit) => Promise<Response>>();

beforeEach(() => {
  fetcher.mockReset();
  vi.stubGlobal("fetch", fetcher);
});

/** An integration in a state, with a locked mapping, and with an import where there must have been one. */
function integration(state: IntegrationState, more: Partial<Integration> = {}): Integration {
  const imported = ["live", "blocked", "credential_failed"].includes(state);
  const last_import = imported ? { at: AT, mapping_version: 1 } : null;
  return exampleIntegration(state, { mapping: { version: 1, locked: true }, last_import, ...more });
}

function show(answer: Integration | Response, role: Role = "account-administrator") {
  fetcher.mockImplementation(async (address) => {
    if (address === "/v1/session") {
      return Response.json({ subject: "s", name: "Ada", accounts: [{ account: "acme", roles: [role] }], expires_at: AT });
    }
    if (address === "/v1/accounts/acme/runs/run_1") return Response.json({ state: "running", reading: { pass: 1, pages: 3, people: 300 } });
    if (address === "/v1/config") return Response.json({ help_url: "https://help.example", client_id: null });
    return answer instanceof Response ? answer.clone() : Response.json(answer, { headers: { etag: '"v1"' } });
  });
  renderPage();
}

function problem(status: number, code: string, detail: string) {
  return { type: `/v1/problems/${code}`, title: "A problem", status, code, detail, request_id: "req-1" };
}

/** Has requests about the account with this method answered otherwise from now on. */
function answering(method: string, answer: (init: RequestInit) => Response) {
  const before = fetcher.getMockImplementation();
  fetcher.mockImplementation(async (address, init = {}) => {
    const isMeant = address.startsWith("/v1/accounts/acme/") && (init.method ?? "GET") === method;
    return isMeant || !before ? answer(init) : before(address, init);
  });
}

test.each<[IntegrationState, string, string | null, string | null]>([
  ["not_connected", "Not connected", "Continue setup", "/acme/connect"],
  ["connected", "Map fields", "Map fields", "/acme/mapping"],
  ["setting_up", "Syncing data", null, null],
  ["ready_to_finalise", "Finalise sync", "Get started", "/acme/review"],
  ["live", "Paused", "Sync now", "/acme/review"],
  ["blocked", "Blocked", "See why", "/acme/blocked"],
  ["credential_failed", "Reconnect", "Reconnect", "/acme/connect?step=credentials"],
])("in the state %s the word is %s and the next step %s", async (state, word, step, to) => {
  show(integration(state));
  await waitFor(() => expect(screen.getAllByRole("status").map((it) => it.textContent)).toContain(word));
  if (step) expect((await screen.findByRole("link", { name: step })).getAttribute("href")).toBe(to);
});

test("a live account is connected while auto-sync is on; while it is off, it is paused and says what that means", async () => {
  show(integration("live", { auto_sync: { on: true, hour: 2, time_zone: "UTC" } }));
  expect(await screen.findByText("Connected")).toBeDefined();
  expect(screen.queryByText("Paused")).toBeNull();
  cleanup();
  show(integration("live"));
  expect(await screen.findByText("Paused")).toBeDefined();
  expect(screen.getByText("Auto-sync is off: nothing is imported until somebody syncs or switches it on.")).toBeDefined();
  expect(await screen.findByRole("link", { name: "Sync now" })).toBeDefined();
});

test("of a stored secret its end is told, who saved it and when", async () => {
  show(integration("live", { secret: { ends_with: "wxyz", saved_at: AT, saved_by: "Ada" } }));
  const told = (await screen.findByText("Secret")).nextElementSibling;
  expect(told?.textContent).toMatch(/^ends in …wxyz, saved by Ada on .*2026/);
});

test("an import under way leads to its progress, and tests that failed say so instead of going on for ever", async () => {
  show(integration("importing", { active_run: "run_1" }));
  expect((await screen.findByRole("link", { name: "See the progress" })).getAttribute("href")).toBe("/acme/runs/run_1/progress");
  show(integration("connecting", { last_check_error: { code: "credentials_rejected", detail: "TriNet rejected the secret." } }));
  expect(await screen.findByText("Could not connect")).toBeDefined();
  expect(screen.getByText("TriNet rejected the secret.")).toBeDefined();
});

test("a set-up sync under way says how many people were read so far", async () => {
  show(integration("setting_up", { setting_up_since: AT, setting_up_run: "run_1" }));
  await screen.findByText(/Page 3, 300 people so far/);
});

test("who may not do the next step is told whom to ask", async () => {
  show(integration("ready_to_finalise"), "product-support-specialist");
  expect(await screen.findByText("For this ask your Account Administrator or Employee Data Administrator.")).toBeDefined();
  expect(screen.queryByRole("link", { name: "Get started" })).toBeNull();
});

test("a later test of a live connection that did not pass says why", async () => {
  show(integration("live", { last_check_error: { code: "source_unreachable", detail: "TriNet does not answer." } }));
  expect(await screen.findByText("The last test of the connection did not pass")).toBeDefined();
  expect(screen.getByText("TriNet does not answer.")).toBeDefined();
});

test("auto-sync cannot be switched before the first import", async () => {
  show(integration("ready_to_finalise"));
  expect(await screen.findByRole("switch", { name: "Auto-sync Off" })).toHaveProperty("disabled", true);
});

test("auto-sync is switched at once, for the version that was seen", async () => {
  show(integration("live"));
  const toggle = await screen.findByRole("switch", { name: "Auto-sync Off" });
  await waitFor(() => expect(toggle).toHaveProperty("disabled", false));
  await userEvent.click(toggle);
  const put = fetcher.mock.calls.find(([, init]) => init?.method === "PUT");
  expect(put?.[0]).toBe("/v1/accounts/acme/auto-sync");
  expect(put?.[1]?.body).toBe('{"on":true}');
  expect(new Headers(put?.[1]?.headers).get("if-match")).toBe('"v1"');
});

test("who may not connect is not offered to test again", async () => {
  show(integration("connecting"), "product-support-specialist");
  expect(await screen.findByText("For this ask your Account Administrator or Employee Data Administrator.")).toBeDefined();
  expect(screen.queryByRole("button", { name: "Test again" })).toBeNull();
});

test("a test that could not be asked for says why", async () => {
  show(integration("connecting"));
  const again = await screen.findByRole("button", { name: "Test again" });
  answering("POST", () => Response.json(problem(409, "not_connected", "Connect TriNet first."), { status: 409 }));
  await userEvent.click(again);
  expect(await screen.findByText("Connect TriNet first.")).toBeDefined();
});

/** An integration in which another administrator moves the hour to 7 o'clock just before the first change arrives. */
function showOvertaken() {
  let hour = 2;
  const now = () => integration("live", { auto_sync: { on: false, hour, time_zone: "UTC" } });
  const version = () => (hour === 2 ? '"v1"' : '"v2"');
  const tag = () => ({ headers: { etag: version() } });
  show(now());
  answering("GET", () => Response.json(now(), tag()));
  answering("PUT", (init) => {
    if (hour === 2) hour = 7;
    const isSeen = new Headers(init.headers).get("if-match") === version();
    return isSeen ? Response.json(now(), tag()) : Response.json(problem(412, "changed_meanwhile", "Read it again."), { status: 412 });
  });
}

const puts = () => fetcher.mock.calls.filter(([, init]) => init?.method === "PUT").map(([, init]) => init);
const versions = () => puts().map((init) => new Headers(init?.headers).get("if-match"));

test("a switch that another was quicker than shows what is there now, and works the next time", async () => {
  showOvertaken();
  const toggle = await screen.findByRole("switch", { name: "Auto-sync Off" });
  await waitFor(() => expect(toggle).toHaveProperty("disabled", false));
  await userEvent.click(toggle);
  expect(await screen.findByText("Somebody changed this meanwhile")).toBeDefined();
  expect(screen.getByText("Every day at 07:00, UTC.")).toBeDefined();
  await userEvent.click(toggle);
  await waitFor(() => expect(screen.queryByText("Somebody changed this meanwhile")).toBeNull());
  expect(versions()).toEqual(['"v1"', '"v2"']);
});

test("an hour that another was quicker to change is shown, and is saved over once it was seen", async () => {
  showOvertaken();
  await userEvent.click(await screen.findByRole("button", { name: "Change hour" }));
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Hour" }), "5");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await userEvent.click(await screen.findByRole("button", { name: "Show what is there now" }));
  expect(screen.getByRole("combobox", { name: "Hour" })).toHaveProperty("value", "7");
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Hour" }), "5");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(versions()).toEqual(['"v1"', '"v2"']);
  expect(puts()[1]?.body).toBe('{"on":false,"hour":5,"time_zone":"UTC"}');
});

test("the initial sync is started by its button, with a key", async () => {
  show(integration("mapped"));
  await userEvent.click(await screen.findByRole("button", { name: "Sync" }));
  const post = fetcher.mock.calls.find(([, init]) => init?.method === "POST");
  expect(post?.[0]).toBe("/v1/accounts/acme/setup");
  expect(new Headers(post?.[1]?.headers).get("idempotency-key")).toMatch(/^[\w-]{36}$/);
});

test("what cannot be read is explained, with a way to try again and the request to name", async () => {
  const document = { type: "/v1/problems/no", title: "Not here", status: 404, detail: "No such thing.", code: "no", request_id: "req-7" };
  show(Response.json(document, { status: 404 }));
  expect(await screen.findByText("No such thing.")).toBeDefined();
  expect(screen.getByText("req-7")).toBeDefined();
  expect(screen.getByRole("button", { name: "Try again" })).toBeDefined();
  expect(screen.getByRole("link", { name: /What this means/ }).getAttribute("href")).toBe("/v1/problems/no");
});
