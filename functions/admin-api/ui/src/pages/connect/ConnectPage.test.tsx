import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { MemoryRouter, Route, Routes } from "react-router";
import { beforeEach, expect, test, vi } from "vitest";
import type { IntegrationState } from "../../api/shapes";
import { queryClient } from "../../app/queries";
import { exampleIntegration } from "../integrations/example";
import { ConnectPage } from "./ConnectPage";

const AT = "2026-11-01T00:00:00Z";
const fetcher = vi.fn<(address: string, init?: RequestInit) => Promise<Response>>();
let state: object;
/** What the account becomes, reading by reading, once it is tested again. */
let coming: object[];
/** Whether somebody else is quicker than the next one who saves. */
let isOvertaken: boolean;

const PASSED = { name: "token", passed: true, required: true, detail: "Valid." };

beforeEach(() => {
  coming = [];
  isOvertaken = false;
  state = { state: "not_connected", connection: null, last_check_error: null, last_import: null, secret: null, mapping: {}, active_run: null };
  fetcher.mockReset().mockImplementation(async (address, init) => {
    if (address === "/v1/session") {
      const accounts = [{ account: "acme", roles: ["account-administrator"] }];
      return Response.json({ subject: "s", name: "Ada", accounts, expires_at: AT });
    }
    if (address === "/v1/config") return Response.json({ help_url: null });
    if (isOvertaken && init?.method === "PUT") {
      isOvertaken = false;
      state = exampleIntegration("connected", { secret: { ends_with: "wxyz", saved_at: AT, saved_by: "Bob" } });
      const document = { type: "/v1/problems/changed_meanwhile", title: "Changed", status: 412, code: "changed_meanwhile", detail: "Read it again." };
      return Response.json(document, { status: 412 });
    }
    if (init?.method === "POST") return Response.json(state, { status: 202 });
    if (init?.method === undefined || init.method === "GET") state = posted() > 0 ? (coming.shift() ?? state) : state;
    if (init?.method === "PUT") {
      const checks = [
        PASSED,
        { name: "departments", passed: false, required: false, detail: "Department Code will be missing." },
      ];
      const connection = { company: "AC7", connected_at: AT, connected_by: "Ada", checks };
      state = { ...state, state: "connected", connection };
    }
    return Response.json(state, { headers: { etag: `"${JSON.stringify(state).length}"`, "retry-after": "0.05" } });
  });
  vi.stubGlobal("fetch", fetcher);
});

const sent = (method: string) => fetcher.mock.calls.filter(([, init]) => init?.method === method);
const posted = () => sent("POST").length;
const readings = () => fetcher.mock.calls.filter(([address, init]) => address.endsWith("/integration") && init?.method !== "POST").length;

function show(place = "/acme/connect") {
  render(
    <QueryClientProvider client={queryClient()}>
      <MemoryRouter initialEntries={[place]}>
        <Routes>
          <Route path="/:account/connect" element={<ConnectPage />} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

test("a product that is not supported is refused with words, and no step leads on", async () => {
  show();
  await userEvent.click(await screen.findByRole("radio", { name: "TriNet HR Plus" }));
  expect(screen.getByText("This product is not supported")).toBeDefined();
  expect(screen.queryByRole("button", { name: "Next" })).toBeNull();
});

test("a step that was not reached cannot be opened by its address", async () => {
  show("/acme/connect?step=tests");
  expect(await screen.findByRole("heading", { name: "Method" })).toBeDefined();
});

test("from the product to the tests, whose warning is said in words; the secret is gone once it was sent", async () => {
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Next" }));
  expect(screen.getByText("Choose your TriNet product.")).toBeDefined();
  await userEvent.click(screen.getByRole("radio", { name: "TriNet PEO" }));
  await userEvent.click(screen.getByRole("button", { name: "Next" }));
  expect(document.activeElement?.textContent).toBe("Access and terms");
  await userEvent.click(screen.getByRole("button", { name: "Accept and continue" }));
  await userEvent.click(screen.getByRole("button", { name: "Connect and test" }));
  expect(document.activeElement).toBe(screen.getByLabelText("Company ID"));
  await userEvent.type(screen.getByLabelText("Company ID"), "AC7");
  await userEvent.type(screen.getByLabelText("Client ID"), "the-id");
  const secret = screen.getByLabelText("Client Secret");
  expect(secret).toHaveProperty("type", "password");
  await userEvent.click(secret);
  await userEvent.paste("the-secret");
  await userEvent.click(screen.getByRole("button", { name: "Connect and test" }));

  expect(await screen.findByText("Passed with a warning")).toBeDefined();
  const put = fetcher.mock.calls.find(([, init]) => init?.method === "PUT");
  expect(JSON.parse(String(put?.[1]?.body))).toMatchObject({ company: "AC7", client_id: "the-id", client_secret: "the-secret" });
  expect(new Headers(put?.[1]?.headers).get("if-match")).toMatch(/^"\d+"$/);
  await userEvent.click(screen.getByRole("link", { name: /Credentials/ }));
  await waitFor(() => expect(screen.getByLabelText("Client Secret")).toHaveProperty("value", ""));
});

test.each<[IntegrationState, string, object]>([
  ["connected", "Passed with a warning", { checks: [PASSED, { name: "departments", passed: false, required: false, detail: "Not granted." }] }],
  ["mapped", "All tests passed", { checks: [PASSED] }],
  ["live", "TriNet could not be connected", { error: { code: "source_unavailable", detail: "TriNet does not answer." } }],
])("tested again while %s, the tests run until it is known: %s", async (name, word, result) => {
  const { checks = [], error = null } = result as { checks?: object[]; error?: object | null };
  const before = exampleIntegration(name);
  state = before;
  const running = { ...before, connection: { ...before.connection, checks: [] } };
  coming = [running, running, running, { ...running, connection: { ...before.connection, checks }, last_check_error: error }];
  show("/acme/connect?step=tests");
  expect(await screen.findByText("All tests passed")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Test again" }));
  expect(await screen.findByText("The tests are running")).toBeDefined();
  expect(screen.queryByText("All tests passed")).toBeNull();
  expect(screen.queryByRole("link", { name: /Map fields|Go to Integrations/ })).toBeNull();
  expect(await screen.findByText(word)).toBeDefined();
  expect(screen.queryByText("The tests are running")).toBeNull();
  const known = readings();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(readings()).toBe(known);
});

test("who was overtaken sees what the other saved, and saves over that version", async () => {
  state = exampleIntegration("connected");
  show("/acme/connect?step=credentials");
  await userEvent.type(await screen.findByLabelText("Client ID"), "the-id");
  await userEvent.type(screen.getByLabelText("Client Secret"), "the-secret");
  isOvertaken = true;
  await userEvent.click(screen.getByRole("button", { name: "Connect and test" }));
  await userEvent.click(await screen.findByRole("button", { name: "Show what is there now" }));
  const secret = screen.getByLabelText("Client Secret");
  const told = document.getElementById(secret.getAttribute("aria-describedby") ?? "");
  expect(told?.textContent).toMatch(/^Stored: ends in …wxyz, saved by Bob on .*2026.*\. It is replaced\.$/);
  const now = `"${JSON.stringify(state).length}"`;
  await userEvent.click(screen.getByRole("button", { name: "Connect and test" }));
  expect(await screen.findByText("Passed with a warning")).toBeDefined();
  expect(new Headers(sent("PUT").at(-1)?.[1]?.headers).get("if-match")).toBe(now);
});
