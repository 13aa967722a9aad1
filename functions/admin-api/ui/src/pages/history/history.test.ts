import { expect, test } from "vitest";
import type { HistoryEntry } from "../../api/shapes";
import { bars, errors } from "./bars";
import { addressOf, filterOf, isNarrowed, runsQuery } from "./filter";
import { duration, entryWord, statusOf } from "./words";

const zero = {
  create: 0, update: 0, deactivate: 0, reactivate: 0, unchanged: 0,
  excluded: 0, ended_not_imported: 0, held: 0, refused: 0, missing_from_source: 0, cleared: 0,
};

function entry(more: Partial<HistoryEntry>): HistoryEntry {
  return {
    run_id: "run_1", kind: "auto", state: "committed", colour: "green", actor: "daily", started_at: "2026-11-30T00:00:00Z",
    finished_at: null, digest: null, mapping_version: 1, counts: zero, findings: {}, duration_ms: null, error: null, blocked_by: [], act: null, ...more,
  };
}

test("the bars are the last thirty imports, oldest first", () => {
  const history = Array.from({ length: 40 }, (_, at) => entry({ run_id: `run_${40 - at}` }));
  const shown = bars(history).map(({ key }) => key);
  expect([shown.length, shown[0], shown.at(-1)]).toEqual([30, "run_11", "run_40"]);
});

test("what waits, runs or only looked is no bar", () => {
  const others = [
    entry({ kind: "review", state: "planned" }), entry({ kind: "act" }), entry({ kind: "setup", state: "completed" }), entry({ state: "running" }),
    entry({ kind: "undo", state: "planned" }),
  ];
  expect(bars(others)).toEqual([]);
});

test("a bar counts what was done: a blocked run shows its errors and none of its plan", () => {
  const counts = { ...zero, create: 2, update: 3, reactivate: 1, deactivate: 4 };
  const done = entry({ counts, findings: { bad_email: 2, no_identifier: 5 } });
  const blocked = entry({ counts, state: "blocked", findings: { volume_deactivate: 1 } });
  expect(bars([blocked, done]).map(({ values }) => values)).toEqual([
    { create: 2, update: 4, deactivate: 4, errors: 5 },
    { create: 0, update: 0, deactivate: 0, errors: 1 },
  ]);
});

test("a run that failed without a finding has one error", () => {
  expect(errors(entry({ state: "failed", error: "source_unreachable" }))).toBe(1);
  expect(errors(entry({ findings: { bad_email: 3 } }))).toBe(0);
});

test("a filter can be read back from its address, and another kind begins at the first page", () => {
  const filter = filterOf(new URLSearchParams("kind=auto&colour=red&cursor=x"));
  expect(filterOf(new URLSearchParams(addressOf(filter)))).toEqual(filter);
  expect(addressOf({ kind: "undo", colour: null })).toBe("?kind=undo");
  expect(filterOf(new URLSearchParams("kind=moon&colour=blue"))).toEqual({ kind: null, colour: null, cursor: null });
});

test("everything is runs and acts; acts are left out of all runs, and where it is asked how a run went", () => {
  expect(runsQuery({ kind: null, colour: null, cursor: "x" })).toEqual({ limit: 50, acts: true, cursor: "x" });
  expect(runsQuery({ kind: "runs", colour: null, cursor: null })).toEqual({ limit: 50 });
  expect(runsQuery({ kind: null, colour: "red", cursor: null })).toEqual({ limit: 50, colour: "red" });
  expect(runsQuery({ kind: "act", colour: null, cursor: "x" })).toEqual({ limit: 50, kind: "act", acts: true, cursor: "x" });
  expect(isNarrowed({ kind: null, colour: null, cursor: "x" })).toBe(false);
  expect(isNarrowed({ kind: "runs", colour: null, cursor: null })).toBe(true);
});

test.each([
  [{ state: "committed", colour: "green" }, "good", "Imported"],
  [{ state: "committed", colour: "yellow" }, "caution", "Some ignored"],
  [{ state: "committed", colour: "red" }, "bad", "Imported"],
  [{ state: "blocked", colour: "red" }, "bad", "Blocked"],
  [{ state: "failed", colour: "red" }, "bad", "Failed"],
  [{ state: "failed", colour: "yellow" }, "caution", "Failed"],
  [{ state: "planned", colour: "green" }, "info", "Planned"],
  [{ kind: "act", state: "completed", colour: "green" }, "info", "Recorded"],
] as const)("a run that is %o is called so", (run, tone, word) => {
  expect(statusOf(entry(run))).toEqual({ tone, word });
});

test("times are short", () => {
  expect([null, 400, 9_949, 9_950, 59_499, 65_000, 7_800_000].map(duration)).toEqual(["–", "0.4 s", "9.9 s", "10 s", "59 s", "1 min 05 s", "2 h 10 min"]);
});

test("an act is called by what was done, one from the future by its own name", () => {
  const named = (what: string) => entryWord({ kind: "act", act: { what, about: null } });
  expect([named("settings_changed"), named("connected"), named("moon_landed"), entryWord({ kind: "auto", act: null })]).toEqual([
    "Changed the settings", "Saved a connection to TriNet", "Moon landed", "Daily sync",
  ]);
});
