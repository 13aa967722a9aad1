import { expect, test } from "vitest";
import type { Change } from "../../api/shapes";
import { isMasked } from "./ChangeDetail";
import { refusesRow, sections } from "./findings";
import { reasonProblem } from "./ImportDialog";
import { tiles } from "./PlanTiles";
import { sideBySide } from "./side-by-side";
import { callSamePerson, NONE } from "./choices";
import { canBeImported, needsCommit, saidBefore } from "./standing";
import { fieldsInShort, planTitle, whichOne, who } from "./text";

const MASK = "••••-••-••";
const field = (name: string, before: string | null, after: string | null) => ({ field: name, before, after });

test("findings come in sections: errors and warnings first, reporting lines apart, the rest last; an objection is not said twice", () => {
  const counts = { blank_employee_id: 9, bad_email: 1, bad_date: 3, duplicate_in_source: 2, manager_loop: 4, manager_lost: 5, volume_create: 1, no_name: 0 };
  const { first, lines, rest } = sections(counts, [{ guard: "volume_create" }]);
  expect(first.map(({ code }) => code)).toEqual(["duplicate_in_source", "bad_date", "bad_email"]);
  expect(lines).toEqual([{ code: "manager_lost", count: 5 }, { code: "manager_loop", count: 4 }]);
  expect(rest).toEqual([{ code: "blank_employee_id", count: 9 }]);
});

test("only findings about rows count as rows that were ignored", () => {
  const codes = ["no_identifier", "identifier_swap", "high_risk_change", "volume_deactivate", "company_changed"];
  expect(codes.filter((code) => refusesRow({ code }))).toEqual(["no_identifier", "identifier_swap"]);
});

test("two records stand side by side, and dates of birth that are both hidden are not called the same where they differ", () => {
  const change = { fields: [field("name", null, "Ann"), field("date_of_birth", null, MASK), field("status", null, "active"), field("email", null, "new")] };
  const pairs = sideBySide(change, { fields: [field("email", "old", "new"), field("date_of_birth", MASK, MASK), field("Team", "A", "B")] });
  expect(pairs).toEqual([
    { field: "name", incoming: "Ann", stored: "Ann", isSame: true },
    { field: "date_of_birth", incoming: MASK, stored: MASK, isSame: false },
    { field: "email", incoming: "new", stored: "old", isSame: false },
    { field: "Team", incoming: "B", stored: "A", isSame: false },
  ]);
});

test.each([
  ["", false, null],
  ["  ", true, "Say in a sentence why these changes are right."],
  ["Checked", true, null],
  ["é".repeat(1000), true, null],
  ["é".repeat(1001), false, "Use at most 1,000 characters."],
])("a reason is judged before it is sent (%#)", (reason, needed, problem) => {
  expect(reasonProblem(reason, needed)).toBe(problem);
});

const run = (state: string, blocked_by: string[] = []) => ({ run_id: "run_1", state, blocked_by });

test("a plan can be imported until it is stale or was acted on; one that was only stopped can still be", () => {
  const fits = { stale: false, verdict: "apply" };
  expect(canBeImported(fits, null)).toBe(true);
  expect(canBeImported(fits, undefined)).toBe(false);
  expect(canBeImported({ ...fits, stale: true }, null)).toBe(false);
  expect(canBeImported({ ...fits, verdict: "incomplete" }, null)).toBe(false);
  expect(["committed", "running", "blocked", "failed"].map((state) => canBeImported(fits, run(state)))).toEqual([false, false, true, true]);
});

test("what the server said of a same person when it was tried before needs a reason, as long as somebody is called that", () => {
  const plan = { objections: [{ guard: "volume_create", concerned: 1, people: [], message: "", limit: null }] };
  const tried = run("blocked", ["high_risk_change", "volume_create"]);
  const same = callSamePerson(NONE, PERSON, { employee: "e", fields: [], flags: [] });
  expect(saidBefore(plan, tried, same).map(({ guard }) => guard)).toEqual(["high_risk_change"]);
  expect(saidBefore(plan, tried, NONE)).toEqual([]);
  expect(saidBefore(plan, run("failed", ["high_risk_change"]), same)).toEqual([]);
});

test("a plan without changes is committed only where something waits for it", () => {
  const empty = { verdict: "no_changes", trigger: "manual" };
  expect((["blocked", "ready_to_finalise", "live"] as const).map((state) => needsCommit(empty, state))).toEqual([true, true, false]);
  expect(needsCommit({ ...empty, trigger: "undo" }, "blocked")).toBe(false);
  expect(needsCommit({ verdict: "apply", trigger: "undo" }, undefined)).toBe(true);
});

test("the eight tiles show the counts, and lead only where there is something to see", () => {
  const counts = {
    create: 1, update: 2, deactivate: 3, reactivate: 4, unchanged: 5, excluded: 6,
    ended_not_imported: 7, held: 8, refused: 9, missing_from_source: 10, cleared: 11,
  };
  const shown = tiles({ counts, flagged: 12 }, {}).map(({ label, count, show }) => [label, count, show]);
  expect(shown).toEqual([
    ["New", 1, "new"],
    ["Updated", 2, "updated"],
    ["Deactivated", 3, "deactivated"],
    ["Reactivated", 4, "reactivated"],
    ["Unchanged", 5, null],
    ["Excluded", 6, null],
    ["Ignored with errors", 9, "errors"],
    ["Needs attention", 12, "attention"],
  ]);
  expect(tiles({ counts, flagged: 0 }, { excluded_still_active: 2 })[5]?.show).toBe("excluded");
});

const PERSON: Change = {
  id: "c1", action: "update", source_id: "77", employee: null, name: null, name_before: null, email: null, employee_id: null,
  fields: [], flags: [], duplicates: [],
};

test("a person is called by the best that is known", () => {
  expect(who({ ...PERSON, name: "Ann", name_before: "Anna" })).toBe("Ann");
  expect(who({ ...PERSON, name_before: "Anna", email: "a@x" })).toBe("Anna");
  expect([who(PERSON), whichOne(PERSON), whichOne({ ...PERSON, source_id: null })]).toEqual(["77", "TriNet 77", "No identifier"]);
});

test("changed fields are named, and from the fourth on counted", () => {
  const fields = ["name", "email", "Team", "Site", "Grade"].map((name) => field(name, "a", "b"));
  expect(fieldsInShort({ ...PERSON, fields: fields.slice(0, 2) })).toBe("Name, Email");
  expect(fieldsInShort({ ...PERSON, fields })).toBe("Name, Email, Team and 2 more");
  expect(fieldsInShort({ ...PERSON, action: "create", fields })).toBe("All fields");
});

test("only a change with a date of birth has something to show", () => {
  expect(isMasked({ fields: [field("email", "a", "b")], duplicates: [] })).toBe(false);
  expect(isMasked({ fields: [field("date_of_birth", null, MASK)], duplicates: [] })).toBe(true);
  expect(isMasked({ fields: [], duplicates: [{ employee: "e", fields: [field("date_of_birth", MASK, MASK)], flags: [] }] })).toBe(true);
});

test("the heading says what kind of plan it is", () => {
  expect(["manual", "undo", "deactivate_missing"].map((trigger) => planTitle({ trigger }))).toEqual(["Review", "Review of an undo", "Review of deactivating the missing"]);
});
