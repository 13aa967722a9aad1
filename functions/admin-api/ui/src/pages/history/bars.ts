// The data of the bars over the history: the newest runs that were about people, oldest first.
import type { HistoryEntry } from "../../api/shapes";
import { wordsOf } from "../../api/codes";
import type { Bar } from "../../parts/bar-scale";

/** How many runs the bars show. */
export const SHOWN = 30;

/** What is stacked, in this order from the bottom. Reactivated people are counted with the updated ones. */
export const SERIES = [
  { key: "create", name: "New" },
  { key: "update", name: "Updated" },
  { key: "deactivate", name: "Deactivated" },
  { key: "errors", name: "Errors" },
] as const;

/** The bars of a history that comes newest first. A review that waits, and one that looked at hidden values, changed nobody. */
export function bars(history: readonly HistoryEntry[]): Bar[] {
  const imports = history.filter(({ kind, state }) => !["act", "review", "setup"].includes(kind) && !["running", "planned"].includes(state));
  return imports.slice(0, SHOWN).reverse().map(bar);
}

function bar(entry: HistoryEntry): Bar {
  // What a blocked or failed run planned was not done: its bar shows its errors alone.
  const applied = entry.state === "committed" ? entry.counts : null;
  return {
    key: entry.run_id,
    label: entry.started_at.slice(5, 10),
    values: {
      create: applied?.create ?? 0,
      update: (applied?.update ?? 0) + (applied?.reactivate ?? 0),
      deactivate: applied?.deactivate ?? 0,
      errors: errors(entry),
    },
  };
}

/** How many errors a run had: findings that refused a row or stopped it, or the one that ended it. */
export function errors(entry: Pick<HistoryEntry, "findings" | "error" | "state">): number {
  const found = Object.entries(entry.findings).filter(([code]) => wordsOf(code).severity === "error");
  const number = found.reduce((sum, [, times]) => sum + times, 0);
  return number === 0 && (entry.error !== null || entry.state === "failed") ? 1 : number;
}
