import { expect, test } from "vitest";
import type { Change } from "../../api/shapes";
import { asCommit, callNewPerson, callSamePerson, isEmpty, leaveOut, NONE, takeIn, undecided } from "./choices";

function change(id: string, more: Partial<Change> = {}): Change {
  const nobody = { source_id: null, employee: null, name: null, name_before: null, email: null, employee_id: null };
  return { id, action: "create", ...nobody, fields: [], flags: [], duplicates: [], ...more };
}

const ann = { employee: "e_ann", fields: [{ field: "email", before: "a@x.example", after: "b@x.example" }], flags: [] };

test("a change that was left out can be taken in again", () => {
  const out = leaveOut(NONE, change("c0002"));
  expect(asCommit(out, "").skip).toEqual(["c0002"]);
  expect(isEmpty(takeIn(out, "c0002"))).toBe(true);
});

test("leaving out, same person and new person exclude each other; the last word counts", () => {
  const same = callSamePerson(leaveOut(NONE, change("c1")), change("c1"), ann);
  expect(asCommit(same, "")).toEqual({ skip: [], same_person: { c1: "e_ann" }, confirm: null });
  const fresh = callNewPerson(same, "c1");
  expect([isEmpty(fresh), fresh.newPerson.has("c1")]).toEqual([true, true]);
  const out = leaveOut(fresh, change("c1"));
  expect([out.leftOut.has("c1"), out.newPerson.has("c1")]).toEqual([true, false]);
  expect(undecided(fresh, "c1").newPerson.size).toBe(0);
});

test("one person of the directory can be only one of the new ones", () => {
  const first = callSamePerson(NONE, change("c1"), ann);
  expect(asCommit(callSamePerson(first, change("c2"), ann), "").same_person).toEqual({ c2: "e_ann" });
});

test("what a reviewer must look at in calling somebody the same is what the API says, by the account's own settings", () => {
  const same = callSamePerson(NONE, change("c1"), { ...ann, flags: ["high_risk_change"] }).samePerson.get("c1");
  expect([same?.risky, same?.identifier]).toEqual([true, false]);
});

test("a commit sends the choices in one order, and a reason only where there is one", () => {
  const choices = leaveOut(leaveOut(NONE, change("c3")), change("c1"));
  expect(asCommit(choices, "  ").confirm).toBeNull();
  expect(asCommit(choices, " Checked with HR ")).toEqual({ skip: ["c1", "c3"], same_person: {}, confirm: "Checked with HR" });
});
