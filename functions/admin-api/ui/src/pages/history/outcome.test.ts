import { expect, test } from "vitest";
import { canBeUndone, outcome } from "./outcome";
import { TABS, tabOf } from "./tabs";
import { nextTab } from "./TabStrip";

const REFUSED = [{ id: "c2", reason: "identifier_taken" }, { id: "c5", reason: "superseded" }, { id: "c6", reason: "moon_full" }];
const RUN = { state: "committed", refused: REFUSED, skipped: ["c3"], same_person: { c4: "emp_1" }, applied: 0, already_true: 1 };

test.each([
  ["c1", RUN, "Applied"],
  ["c2", RUN, "Not applied: somebody else has the identifier"],
  ["c3", RUN, "Left out"],
  ["c4", RUN, "Applied to the same person"],
  ["c5", { ...RUN, state: "failed" }, "Not applied: another import took its place"],
  ["c6", RUN, "Moon full"],
  ["c1", { ...RUN, state: "running" }, "Under way"],
  ["c1", { ...RUN, state: "failed" }, "Not certain"],
  ["c1", { ...RUN, state: "failed", already_true: 0 }, "Not applied"],
  ["c3", { ...RUN, state: "failed", already_true: 0 }, "Left out"],
  ["c1", { ...RUN, state: "blocked" }, "Not applied"],
  ["c1", { ...RUN, state: "planned" }, "Not applied"],
])("what became of %s (%#)", (id, run, word) => {
  expect(outcome(run, { id }).word).toBe(word);
});

test("only an import that wrote something can be undone", () => {
  const wrote = { kind: "manual", state: "committed", error: null, applied: 1, already_true: 0 };
  expect(canBeUndone(wrote)).toBe(true);
  expect(canBeUndone({ ...wrote, kind: "auto", applied: 0, already_true: 2 })).toBe(true);
  for (const not of [{ state: "planned" }, { state: "failed" }, { applied: 0 }, { kind: "review" }, { kind: "setup" }, { kind: "act" }]) {
    expect(canBeUndone({ ...wrote, ...not })).toBe(false);
  }
});

test("an import that was interrupted can be undone once another one took its place, if it wrote something", () => {
  const interrupted = { kind: "auto", state: "failed", error: "superseded", applied: 1, already_true: 0 };
  expect(canBeUndone(interrupted)).toBe(true);
  expect(canBeUndone({ ...interrupted, applied: 0, already_true: 2 })).toBe(true);
  for (const not of [{ applied: 0 }, { error: "store_failed" }, { state: "skipped" }, { kind: "review" }]) {
    expect(canBeUndone({ ...interrupted, ...not })).toBe(false);
  }
});

test("a tab can be read back from the address, and the arrows go round", () => {
  for (const tab of TABS) expect(tabOf(new URLSearchParams({ tab }))).toBe(tab);
  expect(tabOf(new URLSearchParams("tab=moon"))).toBe("summary");
  const keys = ["ArrowRight", "ArrowLeft", "Home", "End", "a"];
  expect(keys.map((key) => nextTab("summary", key))).toEqual(["changes", "activity", "summary", "activity", null]);
  expect(nextTab("activity", "ArrowRight")).toBe("summary");
});
