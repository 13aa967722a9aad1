import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { MemoryRouter, Route, Routes } from "react-router";
import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../../api/client";
import type { AccountSettings } from "../../api/shapes";
import { queryClient } from "../../app/queries";
import { exampleIntegration } from "../integrations/example";
import { SETTINGS } from "./example";
import { SettingsPage } from "./SettingsPage";

const CHANGED = { type: "/v1/problems/changed_meanwhile", title: "Changed meanwhile", status: 412, code: "changed_meanwhile", detail: "Read it again." };

/** What the account is; a version is named by the number of changes before it. */
let settings: AccountSettings;
let company: string;
let changes: number;
let asked: { method: string; ifMatch: string | null; body: unknown }[];

/** Changes the account while nobody at this page looks. */
function meanwhile(now: Partial<AccountSettings>, connected = company) {
  settings = { ...settings, ...now };
  company = connected;
  changes += 1;
}

function shownAt(address: string): object {
  if (address.endsWith("/settings")) return settings;
  if (address.endsWith("/mapping")) return { version: 1, locked: true, exclude: null, demographics: [], core: [] };
  const integration = exampleIntegration("live");
  return { ...integration, connection: { ...integration.connection, company } };
}

beforeEach(() => {
  [settings, company, changes, asked] = [SETTINGS, "AC7", 1, []];
  api.forget();
  vi.stubGlobal("fetch", async (address: string, { method = "GET", headers, body }: RequestInit = {}) => {
    if (address === "/v1/session") {
      const accounts = [{ account: "acme", roles: ["account-administrator"] }];
      return Response.json({ subject: "s", name: "Ada", accounts, expires_at: "2026-11-01T00:00:00Z" });
    }
    if (address === "/v1/config") return Response.json({ help_url: null });
    if (method !== "GET") {
      const ifMatch = new Headers(headers).get("if-match");
      const document: unknown = JSON.parse(String(body));
      asked.push({ method, ifMatch, body: document });
      if (ifMatch !== `"v${changes}"`) return Response.json(CHANGED, { status: 412 });
      if (method === "PUT") meanwhile(document as AccountSettings);
    }
    return Response.json(shownAt(address), { headers: { etag: `"v${changes}"` } });
  });
});

function show(client: QueryClient = queryClient()) {
  return render(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={["/acme/settings"]}>
        <Routes>
          <Route path="/:account/settings" element={<SettingsPage />} />
          <Route path="/:account" element={<h1>Integrations</h1>} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

const recipients = () => screen.findByRole("textbox", { name: /^Who gets mail/ });
const hour = () => screen.getByRole("combobox", { name: "Hour" });
const save = () => userEvent.click(screen.getByRole("button", { name: "Save settings" }));
const seen = () => asked.map(({ ifMatch }) => ifMatch);

async function mayChange() {
  await waitFor(() => expect(screen.queryByText("You can look and not change")).toBeNull());
}

test("who was overtaken is shown what the other saved, and can save on top of that", async () => {
  show();
  await userEvent.type(await recipients(), "\nit@acme.example");
  await mayChange();
  meanwhile({ daily_hour: 7, recipients: ["ann@acme.example"] });
  await save();
  await userEvent.click(await screen.findByRole("button", { name: "Show what is there now" }));
  expect(hour()).toHaveProperty("value", "7");
  expect(await recipients()).toHaveProperty("value", "ann@acme.example");
  await userEvent.type(await recipients(), "\nit@acme.example");
  await save();
  expect(await screen.findByText("Saved")).toBeDefined();
  expect(seen()).toEqual(['"v1"', '"v2"']);
  expect(settings).toMatchObject({ daily_hour: 7, recipients: ["ann@acme.example", "it@acme.example"] });
});

test("a form in which nothing was typed follows what was changed at another page", async () => {
  const client = queryClient();
  const first = show(client);
  await recipients();
  first.unmount();
  meanwhile({ daily_hour: 7 });
  await client.invalidateQueries({ refetchType: "none" });
  show(client);
  expect(hour()).toHaveProperty("value", "2");
  await waitFor(() => expect(hour()).toHaveProperty("value", "7"));
  await mayChange();
  await userEvent.type(await recipients(), "\nit@acme.example");
  await save();
  expect(await screen.findByText("Saved")).toBeDefined();
  expect(seen()).toEqual(['"v2"']);
});

test("what was typed stays when something newer is read, and is undone to that", async () => {
  const client = queryClient();
  show(client);
  await userEvent.type(await recipients(), "\nit@acme.example");
  meanwhile({ daily_hour: 7 });
  await client.invalidateQueries();
  expect(await recipients()).toHaveProperty("value", "hr@acme.example\nit@acme.example");
  expect(hour()).toHaveProperty("value", "2");
  await mayChange();
  await userEvent.click(screen.getByRole("button", { name: "Undo my changes" }));
  expect(await recipients()).toHaveProperty("value", "hr@acme.example");
  expect(hour()).toHaveProperty("value", "7");
});

test("who would disconnect what somebody else has connected meanwhile is asked again for that", async () => {
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Disconnect…" }));
  await userEvent.type(screen.getByLabelText("Type AC7 to confirm"), "AC7");
  meanwhile({}, "AC8");
  await userEvent.click(screen.getByRole("button", { name: "Disconnect" }));
  await userEvent.click(await screen.findByRole("button", { name: "Show what is there now" }));
  expect(screen.queryByText("Somebody changed this meanwhile")).toBeNull();
  const company = screen.getByLabelText("Type AC8 to confirm");
  await userEvent.clear(company);
  await userEvent.type(company, "AC8");
  await userEvent.click(screen.getByRole("button", { name: "Disconnect" }));
  expect(await screen.findByRole("heading", { name: "Integrations" })).toBeDefined();
  expect(seen()).toEqual(['"v1"', '"v2"']);
});
