// The data of the bars over the history: the newest runs that were about people, oldest first.
import type { HistoryEntry } from "../../api/shapes";
import { wordsOf } from "../../api/codes";
import { kindWord, statusOf } from "./words";

/** How many runs the bars show. */
export const SHOWN = 30;

/** What is stacked, in this order. */
export const SERIES = ["New", "Updated", "Deactivated", "Errors"] as const;

/** One bar. */
export interface Bar {
  run: string;
  at: string;
  kind: string;
  status: string;
  /** In the order of {@link SERIES}. */
  values: [number, number, number, number];
}

/** The bars of a history that comes newest first. A review that waits, and one that looked at hidden values, changed nobody. */
export function bars(history: readonly HistoryEntry[]): Bar[] {
  const imports = history.filter(({ kind, state }) => !["act", "review", "setup"].includes(kind) && state !== "running");
  return imports.slice(0, SHOWN).reverse().map(bar);
}

function bar(entry: HistoryEntry): Bar {
  // What a blocked or failed run planned was not done: its bar shows its errors alone.
  const applied = entry.state === "committed" ? entry.counts : null;
  return {
    run: entry.run_id,
    at: entry.started_at,
    kind: kindWord(entry.kind),
    status: statusOf(entry).word,
    values: [
      applied?.create ?? 0,
      (applied?.update ?? 0) + (applied?.reactivate ?? 0),
      applied?.deactivate ?? 0,
      errors(entry),
    ],
  };
}

/** How many errors a run had: findings that refused a row or stopped it, or the one that ended it. */
export function errors(entry: Pick<HistoryEntry, "findings" | "error" | "state">): number {
  const found = Object.entries(entry.findings).filter(([code]) => wordsOf(code).severity === "error");
  const number = found.reduce((sum, [, times]) => sum + times, 0);
  return number === 0 && (entry.error !== null || entry.state === "failed") ? 1 : number;
}
