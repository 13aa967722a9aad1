import { useRun } from "../../api/runs";
import type { IntegrationState, Objection, Plan, RunDetail } from "../../api/shapes";
import { wordsOf } from "../../api/codes";
import type { Choices } from "./choices";

/** The run that acted on a plan. */
export type Acting = Pick<RunDetail, "run_id" | "state" | "blocked_by">;

/** The run that acted on a plan; `null` where none did, and `undefined` while that is not known. */
export function useActing({ run_id }: Pick<Plan, "run_id">): Acting | null | undefined {
  const { data } = useRun(run_id);
  return run_id === null ? null : data?.data;
}

/** Whether a run ended without having written what the plan asks for: then it can be tried again. */
export function isUnfinished({ state }: Pick<Acting, "state">): boolean {
  return state === "blocked" || state === "failed";
}

/** Whether a plan can be acted on still: it fits the directory, nobody did, and it was made from a whole read. */
export function canBeImported(plan: Pick<Plan, "stale" | "verdict">, acting: Acting | null | undefined): boolean {
  if (acting === undefined || plan.stale || plan.verdict === "incomplete") return false;
  return acting === null || isUnfinished(acting);
}

/** Whether committing does anything: a plan without changes only lets a stopped or a new account go on. */
export function needsCommit({ verdict, trigger }: Pick<Plan, "verdict" | "trigger">, state: IntegrationState | undefined): boolean {
  if (verdict !== "no_changes") return true;
  return trigger === "manual" && (state === "blocked" || state === "ready_to_finalise");
}

/**
 * What the server said besides the plan's own objections when it was tried before: calling somebody the same person may be a
 * risk by the account's settings, which this page does not know.
 */
export function saidBefore(plan: Pick<Plan, "objections">, acting: Acting | null | undefined, choices: Choices): Objection[] {
  if (acting?.state !== "blocked" || choices.samePerson.size === 0) return [];
  const known = new Set(plan.objections.map(({ guard }) => guard));
  const others = acting.blocked_by.filter((guard) => !known.has(guard));
  return others.map((guard) => ({ guard, concerned: 0, people: [], message: wordsOf(guard).message, limit: null }));
}
