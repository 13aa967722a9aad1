// What a page that follows a run shows of it.
import type { RunDetail } from "../../api/shapes";
import { count, number } from "../../text";

/** Where a followed run is. */
export type Stage =
  | { at: "waiting" }
  | { at: "working"; done: number; total: number | null }
  | { at: "reading"; soFar: string }
  | { at: "planned"; digest: string | null }
  | { at: "set_up" }
  | { at: "skipped"; why: string }
  | { at: "done"; applied: number; refused: number; leftOut: number }
  | { at: "blocked"; guards: readonly string[] }
  | { at: "failed"; applied: number; stale: boolean; detail: string | null };

/** What a followed run does: it changes people, plans what a person decides about, or sets the account up. */
export type Deed = "import" | "review" | "set-up";

/** What a run does. Support's action is a review while it has no plan, and an import of its plan afterwards. */
export function deedOf({ kind, state, digest }: Pick<RunDetail, "kind" | "state" | "digest">): Deed {
  if (kind === "setup") return "set-up";
  return kind === "review" || state === "planned" || (kind === "support" && digest === null) ? "review" : "import";
}

/** Where a run is watched, under the account: the page of reviews follows those, and goes on to their plan. */
export function watchedAt(run: Pick<RunDetail, "run_id" | "kind" | "state" | "digest">): string {
  const id = encodeURIComponent(run.run_id);
  return deedOf(run) === "review" ? `review?run=${id}` : `runs/${id}/progress`;
}

type Followed = Pick<
  RunDetail,
  "kind" | "state" | "digest" | "progress" | "reading" | "applied" | "already_true" | "refused" | "skipped" | "error" | "error_detail" | "blocked_by"
>;

/** Where a run is. */
export function stageOf(run: Followed): Stage {
  switch (run.state) {
    case "running":
      return running(run);
    case "planned":
      return { at: "planned", digest: run.digest };
    case "skipped":
      return { at: "skipped", why: whySkipped(run) };
    case "blocked":
      return { at: "blocked", guards: run.blocked_by };
    case "failed":
      return { at: "failed", applied: run.applied + run.already_true, stale: run.error === "stale_plan", detail: run.error_detail };
    default:
      if (deedOf(run) === "set-up") return { at: "set_up" };
      return { at: "done", applied: run.applied + run.already_true, refused: run.refused.length, leftOut: run.skipped.length };
  }
}

function running(run: Followed): Stage {
  if (run.progress !== null) return { at: "working", ...run.progress };
  return deedOf(run) === "import" ? { at: "waiting" } : { at: "reading", soFar: readSoFar(run.reading) };
}

/** Why a run was skipped. Where it is as usual, the run does not say it. */
function whySkipped({ digest, error_detail }: Pick<RunDetail, "digest" | "error_detail">): string {
  if (error_detail !== null) return error_detail;
  return digest === null
    ? "Auto-sync was off, or the integration was not ready for it."
    : "Its plan had nothing to change, or another run had imported it already.";
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
