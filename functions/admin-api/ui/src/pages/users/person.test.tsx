import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { ANN, open, problem, type Replies } from "./stage";

const RUN = { run_id: "run_1", state: "completed", refused: [], blocked_by: [], error_detail: null, next_step: null };

const REPLIES: Replies = {
  "GET /employees/emp_0a1b": { body: ANN, etag: '"one"' },
  "GET /employees/emp_0a1b/history": {
    body: {
      items: [
        { run_id: "run_0", at: "2026-03-01T10:00:00Z", actor: "auto-sync", fields: [{ field: "Department", before: "Support", after: "Sales" }] },
      ],
      next_cursor: null,
    },
  },
  "PATCH /employees/emp_0a1b": { status: 202, body: { ...RUN, state: "running" } },
  "GET /runs/run_1": { body: RUN },
};

const PLACE = "/acme/users/emp_0a1b";

async function edit() {
  await userEvent.click(await screen.findByRole("button", { name: "Edit" }));
  const email = await screen.findByRole("textbox", { name: "Email" });
  await userEvent.clear(email);
  await userEvent.type(email, "ann.lee@acme.example");
  return email;
}

it("shows the values, hides the date of birth, and lists what changed", async () => {
  open(PLACE, REPLIES);
  expect(await screen.findByRole("heading", { level: 1, name: "Ann Lee" })).toBeTruthy();
  expect(screen.getByText("chief@acme.example")).toBeTruthy();
  expect(screen.getAllByText("hidden")).toHaveLength(1);
  const history = await screen.findByRole("region", { name: "History of changes" });
  expect(await within(history).findByText("Support")).toBeTruthy();
  expect(within(history).getByText("auto-sync")).toBeTruthy();
});

const change = (run_id: string, before: string, after: string) => ({ run_id, at: "2026-03-01T10:00:00Z", actor: "auto-sync", fields: [{ field: "Department", before, after }] });

it("looks past pages of the history on which nothing changed this person, and has older ones shown", async () => {
  const pages = [
    { items: [], next_cursor: "two" },
    { items: [change("run_2", "Sales", "Finance")], next_cursor: "three" },
    { items: [change("run_1", "Support", "Sales")], next_cursor: null },
  ];
  const { asked } = open(PLACE, { ...REPLIES, "GET /employees/emp_0a1b/history": (_, times) => ({ body: pages[times] }) });
  const history = within(await screen.findByRole("region", { name: "History of changes" }));
  await history.findByText("Finance");
  expect(history.queryByText("Support")).toBeNull();
  await userEvent.click(history.getByRole("button", { name: "Show older" }));
  await history.findByText("Support");
  expect(history.getByText("Finance")).toBeTruthy();
  expect(history.queryByRole("button", { name: "Show older" })).toBeNull();
  const cursors = asked.filter(({ path }) => path.includes("/history")).map(({ path }) => new URLSearchParams(path.split("?")[1]).get("cursor"));
  expect(cursors).toEqual([null, "two", "three"]);
});

it("does not say that nothing changed this person before the whole history was looked through", async () => {
  const { asked } = open(PLACE, {
    ...REPLIES,
    "GET /employees/emp_0a1b/history": (_, times) => ({ body: { items: [], next_cursor: times < 10 ? `after ${times}` : null } }),
  });
  const older = await screen.findByRole("button", { name: "Show older" });
  expect(screen.getByText(/^None of the newest imports and edits changed this person/)).toBeTruthy();
  expect(screen.queryByText("No import and no edit has changed this person yet.")).toBeNull();
  expect(asked.filter(({ path }) => path.includes("/history"))).toHaveLength(10);
  await userEvent.click(older);
  expect(await screen.findByText("No import and no edit has changed this person yet.")).toBeTruthy();
});

it("keeps what was shown of the history when the older part cannot be read, and tries that again", async () => {
  open(PLACE, {
    ...REPLIES,
    "GET /employees/emp_0a1b/history": (_, times) =>
      [
        { body: { items: [change("run_2", "Sales", "Finance")], next_cursor: "two" } },
        { status: 503, body: problem(503, "store_failed", "Try again.") },
        { body: { items: [change("run_1", "Support", "Sales")], next_cursor: null } },
      ][times] ?? {},
  });
  await userEvent.click(await screen.findByRole("button", { name: "Show older" }));
  const again = await screen.findByRole("button", { name: "Try again" });
  expect(screen.getByText("Finance")).toBeTruthy();
  await userEvent.click(again);
  expect(await screen.findByText("Support")).toBeTruthy();
  expect(screen.getByText("Finance")).toBeTruthy();
});

it("reveals the date of birth only after asking, with one key for one reveal", async () => {
  const { asked } = open(PLACE, {
    ...REPLIES,
    "POST /employees/emp_0a1b/reveals": { body: { ...ANN, date_of_birth: "1990-05-17" } },
  });
  await userEvent.click(await screen.findByRole("button", { name: "Show" }));
  expect(asked.filter(({ method }) => method === "POST")).toHaveLength(0);
  await userEvent.dblClick(await screen.findByRole("button", { name: "Show, and record it" }));
  expect(await screen.findByText("1990-05-17")).toBeTruthy();
  const keys = asked.filter(({ method }) => method === "POST").map(({ headers }) => headers["idempotency-key"]);
  expect(new Set(keys).size).toBe(1);
});

it("explains why a value is there and why it was not changed", async () => {
  const { asked } = open(PLACE, {
    ...REPLIES,
    "GET /employees/emp_0a1b/explanation": {
      body: [
        {
          field: "manager_email",
          value: "chief@acme.example",
          source: "reportsTo",
          rule: "The work email of the manager.",
          sentence: "It came with the first import.",
          written: { run: "run_0", mapping_version: 1, at: "2026-03-01T10:00:00Z", actor: "auto-sync" },
          findings: [{ code: "manager_loop", message: "The reporting line leads back.", next_step: "Correct one of the lines." }],
        },
      ],
    },
  });
  const why = await screen.findByRole("button", { name: /^Why\?.*Manager Email$/ });
  expect(asked.some(({ path }) => path.includes("explanation"))).toBe(false);
  await userEvent.click(why);
  expect(await screen.findByText("It came with the first import.")).toBeTruthy();
  expect(screen.getByText(/The reporting line leads back/)).toBeTruthy();
  expect(screen.getByText("Correct one of the lines.")).toBeTruthy();
});

it("sends only what was changed, with the version that was seen, and says what became of it", async () => {
  const { asked } = open(PLACE, REPLIES);
  await edit();
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Saved")).toBeTruthy();
  const [sent] = asked.filter(({ method }) => method === "PATCH");
  expect(sent?.body).toEqual({ email: "ann.lee@acme.example" });
  expect(sent?.headers["if-match"]).toBe('"one"');
});

it("says what is wrong beside the field, and goes there", async () => {
  const { asked } = open(PLACE, REPLIES);
  const email = await edit();
  await userEvent.clear(email);
  await userEvent.type(email, "ann");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Give an address such as ann@acme.example.")).toBeTruthy();
  expect(document.activeElement).toBe(email);
  expect(asked.some(({ method }) => method === "PATCH")).toBe(false);
});

it("shows what somebody else saved meanwhile, keeps what was typed, and saves over the new version", async () => {
  let version = 1;
  const { asked } = open(PLACE, {
    ...REPLIES,
    "GET /employees/emp_0a1b": () =>
      version === 1 ? { body: ANN, etag: '"one"' } : { body: { ...ANN, employee_id: "0008" }, etag: '"two"' },
    "PATCH /employees/emp_0a1b": (_, times) =>
      times === 0
        ? { status: 412, body: problem(412, "changed_meanwhile", "It was changed.") }
        : { status: 202, body: { ...RUN, state: "running" } },
  });
  const email = await edit();
  version = 2;
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Somebody changed this person while you were editing")).toBeTruthy();
  expect(within(screen.getByRole("alertdialog")).getByText("0008")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Keep what I typed" }));
  expect((email as HTMLInputElement).value).toBe("ann.lee@acme.example");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Saved")).toBeTruthy();
  const sent = asked.filter(({ method }) => method === "PATCH");
  expect(sent.map(({ headers }) => headers["if-match"])).toEqual(['"one"', '"two"']);
  expect(new Set(sent.map(({ headers }) => headers["idempotency-key"])).size).toBe(2);
});

it("retires a duplicate with dummy identifiers and deactivates it", async () => {
  const { asked } = open(PLACE, REPLIES);
  await userEvent.click(await screen.findByRole("button", { name: "Edit" }));
  await userEvent.click(await screen.findByRole("button", { name: "Retire as a duplicate" }));
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("Saved");
  expect(asked.find(({ method }) => method === "PATCH")?.body).toEqual({
    email: "duplicate-0a1b@duplicate.invalid",
    employee_id: "duplicate-0a1b",
    status: "deactivated",
  });
});

it.each([
  [{ state: "committed", refused: [{ id: "c0001", reason: "identifier_taken" }] }, "Somebody else in the directory has this email or Employee ID."],
  [{ state: "committed", refused: [{ id: "c0001", reason: "a_later_reason" }] }, "A later reason."],
  [{ state: "failed", refused: [{ id: "c0001", reason: "superseded" }] }, "Another import took its place before it was written."],
  [{ state: "blocked", blocked_by: ["high_risk_change"] }, "One person may have turned into another"],
])("says that nothing was saved, and why: %j", async (end, why) => {
  open(PLACE, { ...REPLIES, "GET /runs/run_1": { body: { ...RUN, ...end } } });
  await edit();
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Nothing was saved")).toBeTruthy();
  expect(screen.getByText(why)).toBeTruthy();
});

it("says that an edit was saved which had been written before another import took its place", async () => {
  const end = { state: "failed", error: "superseded", error_detail: "Another import took its place.", applied: 0, already_true: 1 };
  open(PLACE, { ...REPLIES, "GET /runs/run_1": { body: { ...RUN, ...end } } });
  await edit();
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Saved")).toBeTruthy();
});

it("says once why an edit failed, where the next step is the same sentence", async () => {
  const end = { state: "failed", error: "store_failed", error_detail: "The database failed.", next_step: "The database failed." };
  open(PLACE, { ...REPLIES, "GET /runs/run_1": { body: { ...RUN, ...end, applied: 0, already_true: 0 } } });
  await edit();
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findAllByText("The database failed.")).toHaveLength(1);
});

it("leads to a person where an edit was refused", async () => {
  open(PLACE, {
    ...REPLIES,
    "GET /v1/config": { body: { help_url: "https://help.example", local: true } },
    "GET /runs/run_1": { body: { ...RUN, state: "blocked", blocked_by: ["high_risk_change"] } },
  });
  await edit();
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Nothing was saved")).toBeTruthy();
  expect(screen.getByRole("link", { name: /^Ask a person/ }).getAttribute("href")).toBe("https://help.example");
});

it("offers neither editing nor revealing to who may not", async () => {
  open(PLACE, REPLIES, ["product-support-specialist"]);
  await screen.findByRole("heading", { level: 1, name: "Ann Lee" });
  expect(screen.queryByRole("button", { name: "Edit" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Show" })).toBeNull();
});

it("says that there is nobody by an unknown id, and where everybody is", async () => {
  open("/acme/users/emp_none", {});
  expect(await screen.findByText("This person is not in the directory")).toBeTruthy();
  expect(screen.getByRole("link", { name: "All users" })).toBeTruthy();
});
