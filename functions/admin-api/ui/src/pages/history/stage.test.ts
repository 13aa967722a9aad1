import { expect, test } from "vitest";
import { followed } from "../../api/reviews";
import type { Begun, RunDetail } from "../../api/shapes";
import { pause } from "../../api/runs";
import { readSoFar, result, stageOf, watchedAt } from "./stage";

const run = (more: Partial<RunDetail>) =>
  stageOf({ kind: "manual", state: "running", digest: "sha256:ab", progress: null, reading: null, applied: 0, already_true: 0, refused: [], skipped: [], error: null, error_detail: null, blocked_by: [], ...more });

test("a run waits, works and ends", () => {
  expect(run({})).toEqual({ at: "waiting" });
  expect(run({ progress: { done: 3, total: 10 } })).toEqual({ at: "working", done: 3, total: 10 });
  expect(run({ state: "committed", applied: 8, already_true: 1, refused: [{ id: "c1", reason: "identifier_taken" }], skipped: ["c2", "c3"] }))
    .toEqual({ at: "done", applied: 9, refused: 1, leftOut: 2 });
});

test("a run that was just asked for waits: the answer to asking does not say how far it is", () => {
  const begun = { run_id: "run_1", state: "running", applied: 0, already_true: 0, refused: [], skipped: [] } as unknown as Begun;
  expect(stageOf(followed(begun).data)).toEqual({ at: "waiting" });
});

test("a run that was stopped or failed says why", () => {
  expect(run({ state: "blocked", blocked_by: ["high_risk_change"] })).toEqual({ at: "blocked", guards: ["high_risk_change"] });
  expect(run({ state: "failed", error: "stale_plan", error_detail: "Plan again." })).toEqual({ at: "failed", applied: 0, stale: true, detail: "Plan again." });
  expect(run({ state: "failed", error: "store_failed", applied: 4 })).toMatchObject({ applied: 4, stale: false });
});

test("a run that is no import is never done with nothing changed: it is read for, planned, set up or skipped", () => {
  const reading = { pass: 1, pages: 12, people: 1200 };
  expect(run({ kind: "review", digest: null, reading })).toEqual({ at: "reading", soFar: "Page 12, 1,200 people so far" });
  expect(run({ kind: "setup", digest: null })).toEqual({ at: "reading", soFar: "Begun" });
  expect(run({ kind: "support", digest: null })).toEqual({ at: "reading", soFar: "Begun" });
  for (const kind of ["review", "support", "undo"]) expect(run({ kind, state: "planned" })).toEqual({ at: "planned", digest: "sha256:ab" });
  expect(run({ kind: "setup", state: "completed", digest: null })).toEqual({ at: "set_up" });
  expect(run({ kind: "auto", state: "skipped", digest: null })).toMatchObject({ at: "skipped", why: expect.stringMatching(/^Auto-sync was off/) });
  expect(run({ state: "skipped" })).toMatchObject({ at: "skipped", why: expect.stringMatching(/another run had imported it/) });
  expect(run({ kind: "auto", state: "skipped", error_detail: "A later one came." })).toEqual({ at: "skipped", why: "A later one came." });
});

test("a review is watched where reviews are, and everything else where imports are", () => {
  const place = (kind: string, digest: string | null) => watchedAt({ run_id: "run_1", kind, state: "running", digest });
  expect([place("review", null), place("support", null)]).toEqual(["review?run=run_1", "review?run=run_1"]);
  for (const kind of ["manual", "support", "undo", "setup", "auto"]) expect(place(kind, "sha256:ab")).toBe("runs/run_1/progress");
});

test("a run is asked for soon, then seldom, no sooner than the server wants, and not once it ended", () => {
  expect([pause(undefined, 0, null), pause({ state: "running" }, 0, null), pause({ state: "running" }, 50, null)]).toEqual([500, 500, 5_000]);
  expect(pause({ state: "running" }, 0, 7)).toBe(7_000);
  expect(pause({ state: "committed" }, 0, null)).toBe(false);
});

test("the result says how much was done", () => {
  expect([0, 1, 2000].map(result)).toEqual(["Nothing had to be changed.", "1 change was imported.", "2,000 changes were imported."]);
});

test.each([
  [null, "Begun"],
  [{ pass: 1, pages: 12, people: 1200 }, "Page 12, 1,200 people so far"],
  [{ pass: 2, pages: 0, people: 0 }, "Read again to be sure: begun"],
  [{ pass: 2, pages: 1, people: 1 }, "Read again to be sure: page 1, 1 person so far"],
])("a reading says how far it is: %j", (reading, said) => {
  expect(readSoFar(reading)).toBe(said);
});
