import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { MemoryRouter, Route, Routes } from "react-router";
import { beforeEach, expect, test, vi } from "vitest";
import { queryClient } from "../../app/queries";
import { ConnectPage } from "./ConnectPage";

const AT = "2026-11-01T00:00:00Z";
const fetcher = vi.fn<(address: string, init?: RequestInit) => Promise<Response>>();
let state: object;

beforeEach(() => {
  state = { state: "not_connected", connection: null, last_check_error: null, last_import: null, secret: null, mapping: {}, active_run: null };
  fetcher.mockReset().mockImplementation(async (address, init) => {
    if (address === "/v1/session") {
      const accounts = [{ account: "acme", roles: ["account-administrator"] }];
      return Response.json({ subject: "s", name: "Ada", accounts, expires_at: AT });
    }
    if (address === "/v1/config") return Response.json({ help_url: null });
    if (init?.method === "PUT") {
      const checks = [
        { name: "token", passed: true, required: true, detail: "Valid." },
        { name: "departments", passed: false, required: false, detail: "Department Code will be missing." },
      ];
      const connection = { company: "AC7", connected_at: AT, connected_by: "Ada", checks };
      state = { ...state, state: "connected", connection };
    }
    return Response.json(state, { headers: { etag: `"${JSON.stringify(state).length}"` } });
  });
  vi.stubGlobal("fetch", fetcher);
});

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
