import { expect, test } from "vitest";
import type { Action, Change, Counts, Flag, Objection } from "../../api/shapes";
import { callSamePerson, leaveOut, NONE, type Choices } from "./choices";
import { importLabel, standing, tally, total } from "./tally";

const counts: Counts = {
  create: 3, update: 5, deactivate: 6, reactivate: 1, unchanged: 80,
  excluded: 0, ended_not_imported: 0, held: 0, refused: 0, missing_from_source: 0, cleared: 0,
};

function change(id: string, action: Action, flags: Flag[] = []): Change {
  const nobody = { source_id: null, employee: null, name: null, name_before: null, email: null, employee_id: null };
  return { id, action, ...nobody, fields: [], flags, duplicates: [] };
}

function without(...changes: Change[]): Choices {
  return changes.reduce(leaveOut, NONE);
}

function volume(guard: string, concerned: number, percent: number, people: number, active = 20): Objection {
  return { guard, concerned, people: [], message: "", limit: { limit: { percent, people }, active } };
}

const codes = (objections: Objection[], choices: Choices): string[] => standing(objections, choices).map(({ guard }) => guard);

test("what is left out is not counted, and a same person is an update and no creation", () => {
  expect(total(tally(counts, NONE))).toBe(15);
  expect(tally(counts, without(change("c1", "deactivate"), change("c2", "create")))).toEqual({ create: 2, update: 5, deactivate: 5, reactivate: 1 });
  const same = callSamePerson(NONE, change("c3", "create"), { employee: "e", fields: [], flags: [] });
  expect(tally(counts, same)).toEqual({ create: 2, update: 6, deactivate: 6, reactivate: 1 });
});

test("the button says how many changes it imports", () => {
  expect([0, 1, 42, 1234].map(importLabel)).toEqual(["Finish without changes", "Import 1 change", "Import 42 changes", "Import 1,234 changes"]);
});

test("a limit on numbers stops objecting at the first number that it allows", () => {
  // More than 25 % of 20 people, and at least 5: six are beyond it, five are not.
  const objection = volume("volume_deactivate", 6, 25, 5);
  expect(codes([objection], NONE)).toEqual(["volume_deactivate"]);
  expect(codes([objection], without(change("c1", "deactivate")))).toEqual([]);
  expect(codes([objection], without(change("c1", "update")))).toEqual(["volume_deactivate"]);
  // The least number of people counts too: four are still more than 30 % of ten, and fewer than five.
  expect(codes([volume("volume_deactivate", 5, 30, 5, 10)], NONE)).toEqual(["volume_deactivate"]);
  expect(codes([volume("volume_deactivate", 5, 30, 5, 10)], without(change("c1", "deactivate")))).toEqual([]);
});

test("creations and identifiers are counted by their own changes", () => {
  const same = callSamePerson(NONE, change("c3", "create"), { employee: "e", fields: [], flags: [] });
  expect(codes([volume("volume_create", 6, 25, 5)], same)).toEqual([]);
  expect(codes([volume("volume_identifiers", 6, 25, 5)], without(change("c1", "update", ["identifier_change"])))).toEqual([]);
  expect(codes([volume("volume_identifiers", 6, 25, 5)], without(change("c1", "update")))).toEqual(["volume_identifiers"]);
  const moved = callSamePerson(NONE, change("c3", "create"), { employee: "e", fields: [], flags: ["identifier_change"] });
  const left = leaveOut(moved, change("c1", "update", ["identifier_change"]));
  expect(codes([volume("volume_identifiers", 6, 25, 5)], left)).toEqual(["volume_identifiers"]);
});

test("a risk is gone with the last risky change, and comes back with a risky same person", () => {
  const risk: Objection = { guard: "high_risk_change", concerned: 2, people: [], message: "", limit: null };
  const risky = (id: string): Change => change(id, "update", ["high_risk_change"]);
  expect(codes([risk], without(risky("c1")))).toEqual(["high_risk_change"]);
  expect(codes([risk], without(risky("c1"), risky("c2")))).toEqual([]);
  const same = callSamePerson(without(risky("c1"), risky("c2")), change("c3", "create"), { employee: "e", fields: [], flags: ["high_risk_change"] });
  expect(codes([risk], same)).toEqual(["high_risk_change"]);
});

test("an objection about the whole stands whatever is left out", () => {
  const whole: Objection = { guard: "mapping_changed", concerned: 0, people: [], message: "", limit: null };
  expect(codes([whole], without(change("c1", "update")))).toEqual(["mapping_changed"]);
});
