// A directory for the tests of these pages: what the API answers, and what was asked of it.
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { createMemoryRouter, RouterProvider } from "react-router";
import { vi } from "vitest";
import type { EmployeeDetail, Role } from "../../api/shapes";
import { api } from "../../api/client";
import { queryClient } from "../../app/queries";
import { PersonPage } from "./PersonPage";
import { UsersPage } from "./UsersPage";

export const ANN: EmployeeDetail = {
  id: "emp_0a1b",
  email: "ann@acme.example",
  employee_id: "0007",
  source_id: "00001000007",
  name: "Ann Lee",
  preferred_name: null,
  date_of_birth: "••••-••-••",
  start_date: "2020-02-01",
  end_date: null,
  manager_email: "chief@acme.example",
  status: "active",
  demographics: { Department: "Sales" },
  missing: null,
  source: "trinet",
  edited: [],
  version: 1,
};

export interface Asked {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: unknown;
}

type Reply = { status?: number; body?: unknown; etag?: string };
export type Replies = Record<string, Reply | ((asked: Asked, times: number) => Reply)>;

/** Opens a page on these replies, by `METHOD path` without the account; gives what was asked and where the page is. */
export function open(place: string, replies: Replies, roles: Role[] = ["account-administrator"]) {
  const asked: Asked[] = [];
  const all: Replies = {
    "GET /v1/session": { body: { subject: "ada", name: "Ada", accounts: [{ account: "acme", roles }], expires_at: "2026-03-02T12:00:00Z" } },
    "GET /v1/config": { body: { help_url: null, local: true } },
    ...replies,
  };
  vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
    const [path = "", query] = address.replace("/v1/accounts/acme", "").split("?");
    const one: Asked = {
      method: init.method ?? "GET",
      path: query ? `${path}?${query}` : path,
      headers: init.headers as Record<string, string>,
      body: typeof init.body === "string" ? JSON.parse(init.body) : undefined,
    };
    const before = asked.filter((it) => it.method === one.method && it.path.split("?")[0] === path).length;
    asked.push(one);
    const known = all[`${one.method} ${path}`] ?? { status: 404, body: problem(404, "not_found", "There is nothing here.") };
    const { status = 200, body, etag } = typeof known === "function" ? known(one, before) : known;
    return new Response(JSON.stringify(body ?? null), { status, headers: etag ? { etag } : {} });
  });
  api.forget();
  const router = createMemoryRouter(
    [
      { path: "/:account/users", element: <UsersPage /> },
      { path: "/:account/users/:employee", element: <PersonPage /> },
      { path: "*", element: <p>Another page</p> },
    ],
    { initialEntries: [place] },
  );
  const client = queryClient();
  client.setDefaultOptions({ queries: { retry: false } });
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return { asked, router };
}

export function problem(status: number, code: string, detail: string) {
  return { type: `/v1/problems/${code}`, title: "A problem", status, code, detail, request_id: "req_1" };
}
