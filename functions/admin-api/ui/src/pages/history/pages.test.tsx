import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { configure, render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { MemoryRouter, Route, Routes, useLocation } from "react-router";
import { afterEach, expect, test, vi } from "vitest";
import type { HistoryEntry, Mail, Role, RunDetail } from "../../api/shapes";
import { BlockedPage } from "../blocked/BlockedPage";
import { HistoryPage } from "./HistoryPage";
import { ProgressPage } from "./ProgressPage";
import { RunPage } from "./RunPage";

// A machine that is busy with other things is slow, and not wrong.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

const COUNTS = {
  create: 2, update: 1, deactivate: 0, reactivate: 0, unchanged: 9,
  excluded: 0, ended_not_imported: 0, held: 0, refused: 0, missing_from_source: 0, cleared: 0,
};

const RUN: RunDetail = {
  run_id: "run_1", kind: "manual", state: "committed", colour: "green", actor: "ada", started_at: "2026-11-30T10:00:00Z",
  finished_at: "2026-11-30T10:00:04Z", duration_ms: 4000, digest: "sha256:ab", mapping_version: 3, counts: COUNTS, findings: {}, blocked_by: [],
  error: null, error_detail: null, reason: null, applied: 3, already_true: 0, refused: [], skipped: [], same_person: {}, undoes: null,
  progress: null, reading: null, mail: [], entry_number: 7, previous: "sha256:cd", next_step: null, act: null,
};

const OBJECTION = {
  guard: "high_risk_change", concerned: 1, people: [{ source_id: "77", employee: "emp_77", fields: ["name", "email"] }],
  message: "One person seems to turn into another.", limit: null,
};

const HIDDEN = { id: "c0001", source_id: "77", employee: "emp_77", name: "Ann Lee", email: "ann@x.example", flags: ["high_risk_change"], fields: [], duplicates: [] };

const MAIL: Mail = {
  state: "waiting", recipients: 1, attempts: 2, tried_at: "2026-11-30T10:00:00Z", next_try_at: "2026-11-30T10:30:00Z", sent_at: null, given_up_at: null,
};

interface Pretended {
  role?: Role;
  run?: Partial<RunDetail>;
  runs?: HistoryEntry[];
  blocked?: boolean;
  status?: number;
}

/** The API, as far as these pages need it. Notes what is sent. */
function pretendApi({ role = "account-administrator", run = {}, runs = [], blocked = false, status = 200 }: Pretended = {}): string[] {
  const sent: string[] = [];
  vi.stubGlobal("fetch", async (address: string, { method = "GET" }: RequestInit) => {
    const { pathname, searchParams } = new URL(address, "http://x");
    const part = decodeURIComponent(pathname).replace("/v1/accounts/acme", "");
    const isListed = ({ kind }: HistoryEntry) => searchParams.get("acts") === "true" || kind !== "act";
    if (method !== "GET") sent.push(`${method} ${part}`);
    const answers: Record<string, unknown> = {
      "/v1/session": { subject: "s", name: null, accounts: [{ account: "acme", roles: [role] }], expires_at: "" },
      "/v1/config": { help_url: "https://help.example", local: true },
      "/integration": { state: blocked ? "blocked" : "live", blocked_by: blocked ? ["high_risk_change"] : [], blocked_run: blocked ? "run_1" : null },
      "/runs": { items: runs.filter(isListed), next_cursor: null },
      "/runs/run_1": { ...RUN, ...run },
      "/runs/run_1/undo": { digest: "sha256:undo" },
      "/plans/sha256:ab": { digest: "sha256:ab", objections: [OBJECTION] },
      "/plans/sha256:ab/changes": { items: [HIDDEN], next_cursor: null, total: 1 },
      "/history/verification": { history: { entries: 7, head: null }, flaws: [{ number: 3, run: "run_3", what: "the entry before it was altered" }], done: 4, total: 7, next_cursor: null },
    };
    const problem = { type: "/v1/problems/store_failed", title: "Not available now", status, code: "store_failed", detail: "Try again.", request_id: "req-9" };
    const isAbout = part.startsWith("/runs");
    return new Response(JSON.stringify(isAbout && status >= 400 ? problem : answers[part]), { status: isAbout ? status : 200 });
  });
  return sent;
}

function Where() {
  const { pathname, search } = useLocation();
  return <output aria-label="Address">{decodeURIComponent(pathname) + search}</output>;
}

function show(address: string) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <MemoryRouter initialEntries={[`/acme${address}`]}>
        <Where />
        <Routes>
          <Route path="/:account/history" element={<HistoryPage />} />
          <Route path="/:account/history/:run" element={<RunPage />} />
          <Route path="/:account/runs/:run/progress" element={<ProgressPage />} />
          <Route path="/:account/blocked" element={<BlockedPage />} />
          <Route path="*" element={null} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

const address = () => screen.getByLabelText("Address").textContent;

afterEach(() => vi.unstubAllGlobals());

test("an empty history says what will be its first entry, and one that is only narrowed offers to clear the filters", async () => {
  pretendApi();
  show("/history");
  await screen.findByText("Nothing was done yet");
  screen.getByText(/^Connecting TriNet will be the first entry/);
  await userEvent.selectOptions(screen.getByLabelText("What"), "Undo");
  expect(address()).toBe("/acme/history?kind=undo");
  await userEvent.click(await screen.findByRole("button", { name: "Clear filters" }));
  expect(address()).toBe("/acme/history");
});

test("everything is really everything: acts stand between the runs, and can be left out", async () => {
  const act = { ...RUN, run_id: "act_2", kind: "act", state: "completed", digest: null, act: { what: "auto_sync_off", about: null } } as const;
  pretendApi({ runs: [act, RUN] });
  show("/history");
  await screen.findByText("Switched auto-sync off");
  await userEvent.selectOptions(screen.getByLabelText("What"), "All runs");
  expect(address()).toBe("/acme/history?kind=runs");
  await vi.waitFor(() => expect(screen.queryByText("Switched auto-sync off")).toBeNull());
  within(screen.getByRole("table", { name: "Entries, newest first" })).getByText("Imported");
});

test("what cannot be read shows the number of the request and can be tried again", async () => {
  pretendApi({ status: 503 });
  show("/history/run_1");
  await screen.findByText("req-9");
  pretendApi();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByRole("heading", { name: "Import" });
});

test("a long history is verified part by part, and every part is told of", async () => {
  const flaw = (number: number) => ({ number, run: `run_${number}`, what: "its plan is gone" });
  const part = (done: number, next_cursor: string | null) => ({ history: { entries: 9, head: null }, flaws: [flaw(done)], done, total: 9, next_cursor });
  const asked: string[] = [];
  pretendApi();
  const others = fetch;
  let goOn = () => {};
  vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
    if (!address.includes("/verification")) return others(address, init);
    asked.push(new URL(address, "http://x").search);
    if (asked.length === 1) return Response.json(part(6, "on"));
    await new Promise<void>((resolve) => (goOn = resolve));
    return Response.json(part(9, null));
  });
  show("/history");
  await userEvent.click(await screen.findByRole("button", { name: "Verify the history" }));
  await screen.findByText("6 of 9 · 66 %");
  goOn();
  await screen.findByText(/Entry 9: its plan is gone/);
  screen.getByText(/Entry 6: its plan is gone/);
  expect(asked).toEqual(["", "?cursor=on"]);
});

test("a part of the history that cannot be verified just now is asked for again by itself", async () => {
  pretendApi();
  const others = fetch;
  let asked = 0;
  vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
    asked += address.includes("/verification") ? 1 : 0;
    return address.includes("/verification") && asked === 1 ? new Response(null, { status: 429 }) : others(address, init);
  });
  show("/history");
  await userEvent.click(await screen.findByRole("button", { name: "Verify the history" }));
  await screen.findByText(/Entry 3: the entry before it was altered/);
  expect(asked).toBe(2);
});

test("verifying tells which entry does not fit, and whom to tell", async () => {
  pretendApi();
  show("/history");
  await userEvent.click(await screen.findByRole("button", { name: "Verify the history" }));
  await screen.findByText(/Entry 3: the entry before it was altered/);
  await within(screen.getByRole("dialog")).findByRole("link", { name: /^Ask a person/ });
});

test("the tab of a run stands in its address and moves by the arrow keys", async () => {
  pretendApi();
  show("/history/run_1?tab=activity");
  expect((await screen.findByRole("tab", { name: "Activity" })).getAttribute("aria-selected")).toBe("true");
  screen.getByRole("tab", { name: "Activity" }).focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(address()).toBe("/acme/history/run_1");
  expect(document.activeElement).toBe(screen.getByRole("tab", { name: "Summary" }));
});

test("an undo is explained, makes a plan, and leads to its review", async () => {
  const sent = pretendApi();
  show("/history/run_1");
  await userEvent.click(await screen.findByRole("button", { name: "Undo…" }));
  const dialog = within(await screen.findByRole("dialog"));
  dialog.getByText(/Nothing is changed yet/);
  expect(sent).toEqual([]);
  await userEvent.click(dialog.getByRole("button", { name: "Review the undo" }));
  await vi.waitFor(() => expect(address()).toBe("/acme/plans/sha256:undo"));
  expect(sent).toEqual(["POST /runs/run_1/undo"]);
});

test.each([
  ["a viewer", { role: "product-support-specialist" } as const],
  ["a run that imported nothing", { run: { state: "blocked", applied: 0 } } as const],
])("there is no undo for %s", async (_, pretended) => {
  pretendApi(pretended);
  show("/history/run_1");
  await screen.findByRole("button", { name: "Download CSV" });
  expect(screen.queryByRole("button", { name: "Undo…" })).toBeNull();
});

test("an import that was interrupted can be undone, and says what it had written and what another took the place of", async () => {
  const refused = [{ id: "c0002", reason: "superseded" }];
  pretendApi({ run: { state: "failed", colour: "yellow", error: "superseded", error_detail: "Another import took its place.", applied: 0, already_true: 2, refused } });
  show("/history/run_1");
  await screen.findByText(/2 changes were made before it ended\./);
  await userEvent.click(await screen.findByRole("button", { name: "Undo…" }));
  await userEvent.click(within(await screen.findByRole("dialog", { name: "Undo this import?" })).getByRole("button", { name: "Keep it" }));
  await userEvent.click(screen.getByRole("tab", { name: /^Errors/ }));
  await screen.findByText("Not applied: another import took its place");
});

test("an import is followed by its numbers and ends with the way to the new people", async () => {
  pretendApi({ run: { state: "running", progress: { done: 30, total: 40 } } });
  show("/runs/run_1/progress");
  await screen.findByText("30 of 40 · 75 %");
  screen.getByText(/You may leave this page/);
  pretendApi();
  await screen.findByText("3 changes were imported.");
  expect(screen.getByRole("link", { name: "See the new people" }).getAttribute("href")).toBe("/acme/history/run_1?tab=changes&show=new");
});

test.each([
  ["review", null, "/acme/review?run=run_1"],
  ["support", null, "/acme/review?run=run_1"],
  ["support", "sha256:ab", "/acme/runs/run_1/progress"],
  ["setup", null, "/acme/runs/run_1/progress"],
])("what runs is watched from the history where it is shown: %s, with the plan %s", async (kind, digest, place) => {
  pretendApi({ run: { kind, digest, state: "running" } });
  show("/history/run_1");
  expect((await screen.findByRole("link", { name: "Watch it" })).getAttribute("href")).toBe(place);
});

test("a review that is followed as an import says what it is, and ends with its plan", async () => {
  const review = { kind: "review", digest: null, applied: 0 };
  pretendApi({ run: { ...review, state: "running", reading: { pass: 1, pages: 2, people: 200 } } });
  show("/runs/run_1/progress");
  await screen.findByRole("heading", { name: "The review is being made" });
  screen.getByText("Page 2, 200 people so far");
  pretendApi({ run: { ...review, state: "planned", digest: "sha256:ab" } });
  expect((await screen.findByRole("link", { name: "Show the plan" })).getAttribute("href")).toBe("/acme/plans/sha256%3Aab");
  expect(screen.queryByText("Nothing had to be changed.")).toBeNull();
});

test.each([
  [{ kind: "setup", state: "completed", digest: null }, "The set-up sync is done", "Go to Integrations"],
  [{ kind: "setup", state: "failed", digest: null }, "The set-up did not finish", "Go to Integrations"],
  [{ kind: "review", state: "failed", digest: null }, "The review did not finish", "Review again"],
  [{ kind: "auto", state: "skipped", digest: null }, "This run was skipped", "Details"],
  [{ kind: "manual", state: "committed" }, "Nothing had to be changed.", "Go to users"],
] as const)("a run that is followed to its end says what it was: %j", async (run, said, next) => {
  pretendApi({ run: { ...run, applied: 0 } });
  show("/runs/run_1/progress");
  await screen.findByText(said);
  screen.getByRole("link", { name: next });
});

test("an import that came too late leads to another review and says that nothing was changed", async () => {
  pretendApi({ run: { state: "failed", applied: 0, error: "stale_plan", error_detail: "Another import came between." } });
  show("/runs/run_1/progress");
  await screen.findByText("The directory changed since the review");
  screen.getByText(/Nothing was changed\./);
  screen.getByRole("link", { name: "Review again" });
});

test("a block names people by ids and fields alone, says that nothing was changed, and shows both ways out", async () => {
  pretendApi({ blocked: true, run: { state: "blocked", blocked_by: ["high_risk_change"], mail: [MAIL] } });
  show("/blocked");
  await screen.findByText("TriNet 77");
  screen.getByText("Name, Email");
  screen.getByText("Nothing was changed.");
  screen.getByText("tried 2 times, next try soon");
  screen.getByRole("heading", { name: /correct it in TriNet/ });
  expect(screen.getByRole("link", { name: "Start a review" }).getAttribute("href")).toBe("/acme/review");
  await screen.findByRole("button", { name: /Show the values/ });
  expect(document.body.textContent).not.toMatch(/Ann Lee|ann@x/);
});

test("who may only look at a block is told whom to ask", async () => {
  pretendApi({ blocked: true, role: "product-support-specialist", run: { state: "blocked", blocked_by: ["high_risk_change"] } });
  show("/blocked");
  await screen.findByText(/Ask an Account Administrator or Employee Data Administrator to do it/);
  expect(screen.queryByRole("button", { name: /Show the values/ })).toBeNull();
  expect(screen.queryByRole("link", { name: "Start a review" })).toBeNull();
});
