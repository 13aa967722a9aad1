import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../../api/client";
import type { Integration, IntegrationState } from "../../api/shapes";
import { exampleIntegration } from "./example";
import { renderPage } from "./rendered";
import { afterSetUp } from "./text";

const AT = "2026-11-01T00:00:00Z";
const FAILED = { code: "credentials_rejected", detail: "TriNet rejected the Client ID or Secret." };
const LOCKED = { mapping: { version: 1, locked: true } };
const TITLE = /The initial sync came to nothing/;

let sent: string[];
/** What is answered to whatever is sent. */
let answer: () => Response;

beforeEach(() => {
  sent = [];
  answer = () => new Response(null, { status: 404 });
  api.forget();
});

function show(integration: Integration, role = "account-administrator") {
  vi.stubGlobal("fetch", async (address: string, { method = "GET" }: RequestInit = {}) => {
    if (method !== "GET") {
      sent.push(`${method} ${address}`);
      return answer();
    }
    if (address === "/v1/session") {
      return Response.json({ subject: "s", name: "Ada", accounts: [{ account: "acme", roles: [role] }], expires_at: AT });
    }
    if (address === "/v1/config") return Response.json({ help_url: "https://help.example", client_id: null });
    return Response.json(integration, { headers: { etag: '"v1"' } });
  });
  renderPage();
}

test("a set-up sync that came to nothing says why, what to do, where it is in the history, and can be started again", async () => {
  const begun = exampleIntegration("setting_up", { ...LOCKED, setting_up_since: AT });
  answer = () => Response.json(begun, { status: 202, headers: { etag: '"v2"' } });
  show(exampleIntegration("mapped", { ...LOCKED, last_setup_error: FAILED }));
  const notice = within((await screen.findByText(TITLE)).closest("section.notice") as HTMLElement);
  notice.getByText("TriNet rejected the Client ID or Secret.");
  notice.getByText("Have a new Client ID and Secret made in TriNet and connect again, then sync.");
  expect(notice.getByRole("link", { name: "Set-up syncs in the history" }).getAttribute("href")).toBe("/acme/history?kind=setup");
  await userEvent.click(await screen.findByRole("button", { name: "Sync" }));
  expect(sent).toEqual(["POST /v1/accounts/acme/setup"]);
});

test("who may only look is told why as well", async () => {
  show(exampleIntegration("mapped", { ...LOCKED, last_setup_error: FAILED }), "product-support-specialist");
  await screen.findByText(TITLE);
  expect(screen.queryByRole("button", { name: "Sync" })).toBeNull();
});

test.each([
  ["no set-up sync has ended", exampleIntegration("mapped", LOCKED)],
  ["the mapping was unlocked since", exampleIntegration("connected", { last_setup_error: FAILED })],
])("nothing is said of a failure where %s", async (_, integration) => {
  show(integration);
  await screen.findByRole("heading", { name: "TriNet" });
  expect(screen.queryByText(TITLE)).toBeNull();
});

test.each<IntegrationState>(["live", "blocked", "importing"])("in the state %s nobody is offered to set up again", async (state) => {
  const last_import = { at: AT, mapping_version: 1 };
  show(exampleIntegration(state, { ...LOCKED, last_import, active_run: state === "importing" ? "run_1" : null, last_setup_error: FAILED }));
  await screen.findByRole("link", { name: /^(Sync now|See why|See the progress)$/ });
  expect(screen.queryByRole("button", { name: "Sync" })).toBeNull();
  expect(screen.queryByText(TITLE)).toBeNull();
});

test("a set-up sync that is one too many says what the API says and how long to wait, and is not asked for again by itself", async () => {
  const problem = { type: "/v1/problems/too_many_requests", title: "Too many requests", status: 429, code: "too_many_requests", detail: "20 requests of this account are still at work." };
  answer = () => Response.json(problem, { status: 429, headers: { "retry-after": "10" } });
  show(exampleIntegration("mapped", LOCKED));
  await userEvent.click(await screen.findByRole("button", { name: "Sync" }));
  await screen.findByText("20 requests of this account are still at work.");
  screen.getByText("Wait 10 seconds, then try again.");
  expect(sent).toHaveLength(1);
});

test.each([
  ["source_incomplete", "Check the Company ID and the permissions, then run again."],
  ["source_unreachable", "Nobody was imported. Sync again later; if it stays so, ask a person."],
  ["moon_full", "Ask a person what to do."],
])("after a set-up sync that ended with %s: %s", (code, next) => {
  expect(afterSetUp(code)).toBe(next);
});
