import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { configure, render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { MemoryRouter, Route, Routes, useLocation } from "react-router";
import { afterEach, expect, test, vi } from "vitest";
import type { Change, Counts, Plan, Role } from "../../api/shapes";
import { PlanPage } from "../plans/PlanPage";
import { forget } from "./choices";

// A machine that is busy with other things is slow, and not wrong.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

const DIGEST = `sha256:${"9f31c2ab77de4410".repeat(4)}`;
const MASK = "••••-••-••";

const COUNTS: Counts = {
  create: 1, update: 1, deactivate: 6, reactivate: 0, unchanged: 20,
  excluded: 0, ended_not_imported: 0, held: 0, refused: 0, missing_from_source: 0, cleared: 0,
};

function change(number: number, more: Partial<Change>): Change {
  const id = `c000${number}`;
  return {
    id, action: "deactivate", source_id: `1${number}`, employee: `emp_${number}`, name: `Person ${number}`, name_before: `Person ${number}`,
    email: `p${number}@x.example`, employee_id: null, fields: [{ field: "status", before: "active", after: "former" }], flags: [], duplicates: [], ...more,
  };
}

const CHANGES: Change[] = [
  change(1, { action: "update", fields: [{ field: "date_of_birth", before: MASK, after: MASK }] }),
  change(2, {
    action: "create",
    flags: ["possible_duplicate"],
    fields: [{ field: "name", before: null, after: "Person 2" }],
    duplicates: [{ employee: "emp_old", fields: [{ field: "email", before: "old@x.example", after: "p2@x.example" }], flags: [] }],
  }),
  ...[3, 4, 5, 6, 7, 8].map((number) => change(number, {})),
];

const OBJECTION = {
  guard: "volume_deactivate", concerned: 6, people: [], message: "Of 28 active people 6 would be deactivated.",
  limit: { limit: { percent: 20, people: 6 }, active: 28 },
};

const PLAN: Plan = {
  plan_id: "plan_1", digest: DIGEST, verdict: "blocked", blocked_by: ["volume_deactivate"], objections: [OBJECTION], counts: COUNTS, changes: [],
  findings: [], created_at: "2026-11-30T10:00:00Z", trigger: "manual", mapping_version: 3, directory_epoch: 4, stale: false,
  stale_because: null, run_id: null, review_run: "run_1", flagged: 1, whole: false,
};

/** What is answered in the place of the usual, by path. */
type Instead = Record<string, () => Promise<Response> | Response>;

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: unknown;
}

/** The API, as far as a review needs it. Notes whatever is sent. */
function pretendApi({ plan = PLAN, role = "account-administrator" as Role, commit = 202, instead = {} as Instead } = {}): Sent[] {
  const sent: Sent[] = [];
  const answer = (status: number, body: unknown, headers = {}) => new Response(JSON.stringify(body), { status, headers });
  vi.stubGlobal("fetch", async (address: string, { method = "GET", headers, body }: RequestInit) => {
    const { pathname: path, searchParams } = new URL(address, "http://x");
    if (method !== "GET") sent.push({ method, path, headers: headers as Record<string, string>, body: JSON.parse(String(body)) });
    const part = decodeURIComponent(path).replace(`/v1/accounts/acme/plans/${DIGEST}`, "/plan");
    const other = instead[`${part.replace("/v1/accounts/acme", "")}${searchParams.has("action") ? "?action" : ""}`];
    if (other) return other();
    if (path === "/v1/config") return answer(200, { help_url: "https://help.example", local: true });
    if (path === "/v1/session") return answer(200, { subject: "s", name: null, accounts: [{ account: "acme", roles: [role] }], expires_at: "" });
    if (part === "/plan") return answer(200, plan, { etag: `"${DIGEST}"` });
    if (part === "/plan/changes") {
      const items = CHANGES.filter(({ action, flags }) => {
        if (searchParams.get("flagged") === "true" && flags.length === 0) return false;
        return [null, action].includes(searchParams.get("action"));
      });
      return answer(200, { items, next_cursor: null, total: items.length });
    }
    if (part === "/plan/reveals") {
      return answer(200, { ...CHANGES[0], fields: [{ field: "date_of_birth", before: "1984-02-29", after: "1991-07-04" }] });
    }
    if (part === "/plan/commit") return answer(commit, commit === 202 ? { run_id: "run_9", state: "running" } : STALE);
    if (path.endsWith("/runs/run_1")) return answer(200, { run_id: "run_1", state: "planned", findings: {} });
    if (path.endsWith("/mapping")) return answer(200, { demographics: [] });
    if (path.endsWith("/integration")) return answer(200, { state: "live", last_import: null, blocked_by: [] });
    return answer(200, { items: [], next_cursor: null });
  });
  return sent;
}

const STALE = { type: "/v1/problems/changed_meanwhile", title: "Changed", status: 412, code: "changed_meanwhile", detail: "Review again." };

function Where() {
  const { pathname, search } = useLocation();
  return <output aria-label="Address">{pathname + search}</output>;
}

function show(query = "") {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <QueryClientProvider client={queries}>
      <MemoryRouter initialEntries={[`/acme/plans/${encodeURIComponent(DIGEST)}${query}`]}>
        <Where />
        <Routes>
          <Route path="/:account/plans/:digest" element={<PlanPage />} />
          <Route path="*" element={null} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

afterEach(() => {
  forget("acme", DIGEST);
  vi.unstubAllGlobals();
});

/** The button once it can be pressed: the warnings are read first. */
async function importButton(label: string): Promise<HTMLElement> {
  const button = await screen.findByRole("button", { name: label });
  await waitFor(() => expect(button).toHaveProperty("disabled", false));
  return button;
}

test("an import that a safeguard objects to needs a reason, and then sends the choices once under one key", async () => {
  const sent = pretendApi();
  show();
  await userEvent.click(await importButton("Import 8 changes"));
  const dialog = within(await screen.findByRole("dialog"));
  dialog.getByText("Of 28 active people 6 would be deactivated.");
  await dialog.findByText(/^Person 3, Person 4, .*Person 8$/);
  const confirm = dialog.getByRole("button", { name: "Import 8 changes" });
  await userEvent.click(confirm);
  dialog.getByText("Say in a sentence why these changes are right.");
  expect(document.activeElement).toBe(dialog.getByLabelText(/Why is it right/));
  expect(sent).toEqual([]);
  await userEvent.type(dialog.getByLabelText(/Why is it right/), "Closed office");
  await userEvent.dblClick(confirm);
  await waitFor(() => expect(screen.getByLabelText("Address").textContent).toBe("/acme/runs/run_9/progress"));
  expect(new Set(sent.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  expect(sent[0]).toMatchObject({ method: "POST", body: { skip: [], same_person: {}, confirm: "Closed office" } });
  expect(sent[0]?.headers["if-match"]).toBe(`"${DIGEST}"`);
});

const RUN_1 = { run_id: "run_1", state: "planned", findings: { manager_loop: 2 } };
const notNow = () => Response.json({ type: "/v1/problems/store_failed", title: "Not available now", status: 503, code: "store_failed", detail: "Try again." }, { status: 503 });

test("a plan whose warnings are still being read does not look clean: nothing can be imported, and it says why", async () => {
  let read: (answer: Response) => void = () => {};
  pretendApi({ instead: { "/runs/run_1": () => new Promise<Response>((resolve) => (read = resolve)) } });
  show();
  const button = await screen.findByRole("button", { name: "Import 8 changes" });
  expect(button).toHaveProperty("disabled", true);
  const why = await screen.findByText("You can import once the warnings are read.");
  expect(button.getAttribute("aria-describedby")).toBe(why.id);
  await screen.findByText(/^Loading what to look at first/);
  read(Response.json(RUN_1));
  await screen.findByRole("heading", { name: "Reporting lines" });
  expect(button).toHaveProperty("disabled", false);
  expect(screen.queryByText(/once the warnings are read/)).toBeNull();
});

test("warnings that cannot be read can be tried again, and nothing can be imported before", async () => {
  let isDown = true;
  pretendApi({ instead: { "/runs/run_1": () => (isDown ? notNow() : Response.json(RUN_1)) } });
  show();
  await screen.findByText("You cannot import before the warnings can be read.");
  expect(screen.getByRole("button", { name: "Import 8 changes" })).toHaveProperty("disabled", true);
  isDown = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByRole("heading", { name: "Reporting lines" });
  await importButton("Import 8 changes");
});

test("who would be deactivated can be read again where that failed", async () => {
  let isDown = true;
  const items = CHANGES.filter(({ action }) => action === "deactivate");
  pretendApi({
    instead: { "/plan/changes?action": () => (isDown ? notNow() : Response.json({ items, next_cursor: null, total: items.length })) },
  });
  show();
  await userEvent.click(await importButton("Import 8 changes"));
  const dialog = within(await screen.findByRole("dialog"));
  const again = await dialog.findByRole("button", { name: "Try again" });
  expect(dialog.queryByText(/Reading who would be deactivated/)).toBeNull();
  isDown = false;
  await userEvent.click(again);
  await dialog.findByText(/^Person 3, Person 4, .*Person 8$/);
});

test("what a safeguard says, and a read that was not whole, lead to a person", async () => {
  pretendApi();
  const page = show();
  const unexpected = await screen.findByText(/^Numbers not as you expected/);
  await within(unexpected).findByRole("link", { name: /^Ask a person/ });
  page.unmount();
  pretendApi({ plan: { ...PLAN, verdict: "incomplete", objections: [] } });
  show();
  await screen.findByText("The read was not whole");
  await screen.findByRole("link", { name: /^Ask a person/ });
});

test("leaving one out comes below the limit: no objection, no reason, one change fewer; and it survives leaving the page", async () => {
  const sent = pretendApi();
  const page = show();
  await userEvent.click(await screen.findByRole("button", { name: "Leave out Person 3" }));
  expect(screen.queryByText("Of 28 active people 6 would be deactivated.")).toBeNull();
  page.unmount();
  show();
  await userEvent.click(await importButton("Import 7 changes"));
  const dialog = within(await screen.findByRole("dialog"));
  await dialog.findByText(/^Person 4, .*Person 8$/);
  expect(dialog.queryByLabelText(/Why is it right/)).toBeNull();
  await userEvent.click(dialog.getByRole("button", { name: "Import 7 changes" }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ skip: ["c0003"], same_person: {}, confirm: null }));
  expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
});

test("a change that was left out can be taken in again", async () => {
  pretendApi();
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Leave out Person 3" }));
  await userEvent.click(screen.getByRole("button", { name: "Left out – undo Person 3" }));
  await importButton("Import 8 changes");
});

test("a tile narrows the table, in the address, and the same person makes an update of a creation", async () => {
  const sent = pretendApi();
  show();
  await userEvent.click(await screen.findByRole("link", { name: /Needs attention/ }));
  expect(screen.getByLabelText("Address").textContent).toMatch(/\?show=attention$/);
  await waitFor(() => expect(screen.queryByText("Person 3")).toBeNull());
  await userEvent.click(await screen.findByRole("button", { name: /^Person 2/ }));
  await userEvent.click(await screen.findByRole("button", { name: "Same person" }));
  await userEvent.click(await importButton("Import 8 changes"));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByLabelText(/Why is it right/), "Yes");
  await userEvent.click(dialog.getByRole("button", { name: "Import 8 changes" }));
  await waitFor(() => expect(sent[0]?.body).toMatchObject({ same_person: { c0002: "emp_old" } }));
});

test("a date of birth is shown only after somebody agreed to have it recorded", async () => {
  const sent = pretendApi();
  show("?open=c0001");
  await userEvent.click(await screen.findByRole("button", { name: /Show the date of birth/ }));
  expect(sent).toEqual([]);
  const dialog = within(await screen.findByRole("dialog"));
  dialog.getByText(/It is recorded in the history/);
  await userEvent.click(dialog.getByRole("button", { name: "Show, and record it" }));
  await screen.findByText("1984-02-29");
  expect(sent.map(({ body }) => body)).toEqual([{ change: "c0001" }]);
});

test("who may only look sees no button to decide with, and is told whom to ask", async () => {
  pretendApi({ role: "product-support-specialist" });
  show("?open=c0001");
  await screen.findByText(/Ask an Account Administrator/);
  await screen.findByText("Person 3");
  for (const name of [/^Import/, /^Leave out/, /^Show the date/, /^Review again/]) {
    expect(screen.queryByRole("button", { name })).toBeNull();
  }
});

test("a plan that no longer fits cannot be imported, and leads to another review", async () => {
  pretendApi({ plan: { ...PLAN, stale: true } });
  show();
  await screen.findByText("The directory changed since this review");
  expect(screen.queryByRole("button", { name: /^Import/ })).toBeNull();
  expect((await screen.findAllByRole("link", { name: "Review again" })).length).toBeGreaterThan(0);
});

test("what is searched for never comes into the address", async () => {
  pretendApi();
  show();
  await userEvent.type(await screen.findByLabelText("Search in these changes"), "Person 3{Enter}");
  expect(screen.getByLabelText("Address").textContent).not.toMatch(/Person|search/);
});
