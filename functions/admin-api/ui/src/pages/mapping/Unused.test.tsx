import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { MemoryRouter, Route, Routes } from "react-router";
import { beforeEach, expect, test, vi } from "vitest";
import { queryClient } from "../../app/queries";
import { Unused } from "./Unused";

const AT = "2026-11-01T00:00:00Z";
const TEAM = { name: "TEAM", people: 12, filled: true };
const TEAM_NAME = { name: "TEAM NAME", people: 1, filled: false };
const DESK = { name: "Desk", people: 7, filled: false };

const fetcher = vi.fn<(address: string, init?: RequestInit) => Promise<Response>>();
let world: { role: string; last_import: object | null; items: object[] };

beforeEach(() => {
  world = { role: "account-administrator", last_import: { at: AT, mapping_version: 2 }, items: [DESK, TEAM, TEAM_NAME] };
  fetcher.mockReset().mockImplementation(async (address, init) => {
    if (address === "/v1/session") {
      return Response.json({ subject: "s", name: "Ada", accounts: [{ account: "acme", roles: [world.role] }], expires_at: AT });
    }
    if (address.endsWith("/integration")) return Response.json({ last_import: world.last_import });
    if (init?.method === "POST") return Response.json({ digest: "sha256:1" }, { status: 201 });
    return Response.json({ items: world.items });
  });
  vi.stubGlobal("fetch", fetcher);
});

function show() {
  render(
    <QueryClientProvider client={queryClient()}>
      <MemoryRouter initialEntries={["/acme/mapping"]}>
        <Routes>
          <Route path="/:account/mapping" element={<Unused />} />
          <Route path="/:account/plans/:digest" element={<h1>The review</h1>} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

const posted = () => fetcher.mock.calls.filter(([, init]) => init?.method === "POST");

test("what nothing fills can be chosen, and its deleting is reviewed first", async () => {
  show();
  const box = await screen.findByRole("checkbox", { name: "TEAM NAME" });
  expect(screen.queryByRole("checkbox", { name: "TEAM" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Review deleting them" }));
  expect(screen.getByRole("alert").textContent).toBe("Choose what to delete.");
  await userEvent.click(box);
  await userEvent.click(screen.getByRole("button", { name: "Review deleting them" }));
  expect(await screen.findByRole("heading", { name: "The review" })).toBeDefined();
  expect(posted().map(([address, init]) => [address, init?.body])).toEqual([
    ["/v1/accounts/acme/demographics/tidy", JSON.stringify({ names: ["TEAM NAME"] })],
  ]);
});

test("who may not delete sees what is there, and no way to it", async () => {
  world.role = "product-support-specialist";
  show();
  expect((await screen.findAllByRole("listitem")).map((item) => item.textContent)).toEqual([
    "Desk: 7 people have it",
    "TEAM NAME: 1 person has it",
  ]);
  expect(screen.queryByRole("button")).toBeNull();
});

test.each([
  ["before the first import", { last_import: null }],
  ["where everything is filled", { items: [TEAM] }],
])("%s there is nothing to tidy up", async (_, changes) => {
  world = { ...world, ...changes };
  show();
  await vi.waitFor(() => expect(fetcher).toHaveBeenCalledWith(expect.stringContaining("integration"), expect.anything()));
  await Promise.resolve();
  expect(screen.queryByRole("heading", { name: "No longer filled" })).toBeNull();
});
