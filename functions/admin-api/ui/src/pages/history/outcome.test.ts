import { expect, test } from "vitest";
import { canBeUndone, outcome } from "./outcome";
import { TABS, tabOf } from "./tabs";
import { nextTab } from "./TabStrip";

const RUN = { state: "committed", refused: [{ id: "c2", reason: "identifier_taken" }], skipped: ["c3"], same_person: { c4: "emp_1" } };

test.each([
  ["c1", RUN, "Applied"],
  ["c2", RUN, "Not applied: somebody else has the identifier"],
  ["c3", RUN, "Left out"],
  ["c4", RUN, "Applied to the same person"],
  ["c1", { ...RUN, state: "running" }, "Under way"],
  ["c1", { ...RUN, state: "failed" }, "Not certain"],
  ["c1", { ...RUN, state: "blocked" }, "Not applied"],
  ["c1", { ...RUN, state: "planned" }, "Not applied"],
])("what became of %s (%#)", (id, run, word) => {
  expect(outcome(run, { id }).word).toBe(word);
});

test("only an import that wrote something can be undone", () => {
  const wrote = { kind: "manual", state: "committed", applied: 1, already_true: 0 };
  expect(canBeUndone(wrote)).toBe(true);
  expect(canBeUndone({ ...wrote, kind: "auto", applied: 0, already_true: 2 })).toBe(true);
  for (const not of [{ state: "planned" }, { state: "failed" }, { applied: 0 }, { kind: "review" }, { kind: "setup" }, { kind: "act" }]) {
    expect(canBeUndone({ ...wrote, ...not })).toBe(false);
  }
});

test("a tab can be read back from the address, and the arrows go round", () => {
  for (const tab of TABS) expect(tabOf(new URLSearchParams({ tab }))).toBe(tab);
  expect(tabOf(new URLSearchParams("tab=moon"))).toBe("summary");
  const keys = ["ArrowRight", "ArrowLeft", "Home", "End", "a"];
  expect(keys.map((key) => nextTab("summary", key))).toEqual(["changes", "activity", "summary", "activity", null]);
  expect(nextTab("activity", "ArrowRight")).toBe("summary");
});
