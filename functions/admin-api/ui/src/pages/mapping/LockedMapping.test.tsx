import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { MemoryRouter, Route, Routes } from "react-router";
import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../../api/client";
import { queryClient } from "../../app/queries";
import { exampleIntegration } from "../integrations/example";
import { LockedNotice, StaffActions } from "./LockedMapping";

const LIVE = exampleIntegration("live", { mapping: { version: 1, locked: true } });
let sent: string[];

beforeEach(() => {
  sent = [];
  api.forget();
});

function show(role: string) {
  vi.stubGlobal("fetch", async (address: string, { method = "GET" }: RequestInit = {}) => {
    if (address === "/v1/session") return Response.json({ subject: "s", name: null, accounts: [{ account: "acme", roles: [role] }], expires_at: "" });
    if (address === "/v1/config") return Response.json({ help_url: null, client_id: null });
    if (method !== "GET") sent.push(`${method} ${address}`);
    return Response.json(LIVE, { status: method === "GET" ? 200 : 202, headers: { etag: '"v1"' } });
  });
  const page = (
    <>
      <LockedNotice version={1} />
      <StaffActions isLocked />
    </>
  );
  render(
    <QueryClientProvider client={queryClient()}>
      <MemoryRouter initialEntries={["/acme/mapping"]}>
        <Routes>
          <Route path="/:account/mapping" element={page} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

test("a live account is synced again by staff alone, and not by the set-up that it had", async () => {
  show("product-support-specialist");
  await userEvent.click(await screen.findByRole("button", { name: "Full re-sync" }));
  await screen.findByText("The re-sync has begun");
  expect(sent).toEqual(["POST /v1/accounts/acme/resync"]);
});

test("an administrator of a live account finds no way to set it up again", async () => {
  show("account-administrator");
  await screen.findByText("Version 1 is locked");
  expect(screen.queryByRole("button", { name: "Full re-sync" })).toBeNull();
  expect(screen.queryByRole("link", { name: "Go on to the initial sync" })).toBeNull();
});
