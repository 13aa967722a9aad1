// What became of a change in a run, as the CSV of the run tells it too (view::export).
import type { Change, RunDetail } from "../../api/shapes";
import { plain } from "../../text";

const REFUSED: Readonly<Record<string, string>> = {
  changed_since_review: "Not applied: changed since the review",
  identifier_taken: "Not applied: somebody else has the identifier",
};

type Run = Pick<RunDetail, "refused" | "skipped" | "same_person" | "state">;

/** What became of a change. */
export function outcome(run: Run, { id }: Pick<Change, "id">): { tone: "good" | "caution" | "info"; word: string } {
  const refused = run.refused.find((it) => it.id === id);
  if (refused) return { tone: "caution", word: REFUSED[refused.reason] ?? plain(refused.reason) };
  if (run.skipped.includes(id)) return { tone: "info", word: "Left out" };
  if (run.state === "running") return { tone: "info", word: "Under way" };
  // A commit that failed had written some, and the run does not know which.
  if (run.state === "failed") return { tone: "info", word: "Not certain" };
  if (run.state !== "committed") return { tone: "info", word: "Not applied" };
  return { tone: "good", word: id in run.same_person ? "Applied to the same person" : "Applied" };
}

/** Whether an import can be taken back: it wrote something, and is no undo of an undo. */
export function canBeUndone({ kind, state, applied, already_true }: Pick<RunDetail, "kind" | "state" | "applied" | "already_true">): boolean {
  return ["auto", "manual", "file", "undo", "support"].includes(kind) && state === "committed" && applied + already_true > 0;
}
