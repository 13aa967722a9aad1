// What became of a change in a run, as the CSV of the run tells it too (view::export).
import type { Change, Refusal, RunDetail } from "../../api/shapes";
import { plain } from "../../text";

const REFUSED: Readonly<Record<Refusal, string>> = {
  changed_since_review: "Not applied: changed since the review",
  identifier_taken: "Not applied: somebody else has the identifier",
  superseded: "Not applied: another import took its place",
};

type Run = Pick<RunDetail, "refused" | "skipped" | "same_person" | "state" | "applied" | "already_true">;

/** What became of a change. */
export function outcome(run: Run, { id }: Pick<Change, "id">): { tone: "good" | "caution" | "info"; word: string } {
  const refused = run.refused.find((it) => it.id === id);
  if (refused) return { tone: "caution", word: REFUSED[refused.reason] ?? plain(refused.reason) };
  if (run.skipped.includes(id)) return { tone: "info", word: "Left out" };
  if (run.state === "running") return { tone: "info", word: "Under way" };
  // A commit that failed may have written some, and the run does not say which.
  if (run.state === "failed" && hasWritten(run)) return { tone: "info", word: "Not certain" };
  if (run.state !== "committed") return { tone: "info", word: "Not applied" };
  return { tone: "good", word: id in run.same_person ? "Applied to the same person" : "Applied" };
}

/** Whether a run found or made anything as its plan has it. */
export function hasWritten({ applied, already_true }: Pick<RunDetail, "applied" | "already_true">): boolean {
  return applied + already_true > 0;
}

type Undoable = Pick<RunDetail, "kind" | "state" | "error" | "applied" | "already_true">;

/** Whether an import can be taken back: it wrote something, to its end or until another one took its place. */
export function canBeUndone(run: Undoable): boolean {
  const ended = run.state === "committed" || (run.state === "failed" && run.error === "superseded");
  return ["auto", "manual", "file", "undo", "support"].includes(run.kind) && ended && hasWritten(run);
}
