// What a page that follows a run shows of it.
import type { RunDetail } from "../../api/shapes";
import { count, number } from "../../text";

/** Where a followed run is. */
export type Stage =
  | { at: "waiting" }
  | { at: "working"; done: number; total: number | null }
  | { at: "done"; applied: number; refused: number; leftOut: number }
  | { at: "blocked"; guards: readonly string[] }
  | { at: "failed"; applied: number; stale: boolean; detail: string | null };

/** Where an import is. */
export function stageOf(run: Pick<RunDetail, "state" | "progress" | "applied" | "already_true" | "refused" | "skipped" | "error" | "error_detail" | "blocked_by">): Stage {
  switch (run.state) {
    case "running":
      return run.progress === null ? { at: "waiting" } : { at: "working", ...run.progress };
    case "blocked":
      return { at: "blocked", guards: run.blocked_by };
    case "failed":
      return { at: "failed", applied: run.applied + run.already_true, stale: run.error === "stale_plan", detail: run.error_detail };
    default:
      return { at: "done", applied: run.applied + run.already_true, refused: run.refused.length, leftOut: run.skipped.length };
  }
}

/** How far a reading is. Nobody knows how many people there are before its end, and a small company is read twice (D13). */
export function readSoFar(reading: RunDetail["reading"]): string {
  if (reading === null) return "Begun";
  const { pass, pages, people } = reading;
  const again = pass > 1 ? "Read again to be sure: " : "";
  return pages === 0 ? `${again}begun` : `${again}${again ? "page" : "Page"} ${number(pages)}, ${count(people, "person", "people")} so far`;
}

/** What the end of an import says. */
export function result(applied: number): string {
  if (applied === 0) return "Nothing had to be changed.";
  return applied === 1 ? "1 change was imported." : `${applied.toLocaleString("en")} changes were imported.`;
}

/** What to do next, where the run's error has not said it already. */
export function nextStep({ next_step, error_detail }: Pick<RunDetail, "next_step" | "error_detail">): string | null {
  return next_step === error_detail ? null : next_step;
}
