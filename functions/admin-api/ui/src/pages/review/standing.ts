import type { IntegrationState, Plan } from "../../api/shapes";

/** Whether a plan can be acted on still: it fits the directory, nobody did, and there is something to finish. */
export function canBeImported(plan: Pick<Plan, "stale" | "run" | "verdict">): boolean {
  const acted = plan.run !== undefined && plan.run.state !== "blocked" && plan.run.state !== "failed";
  return !plan.stale && !acted && plan.verdict !== "incomplete";
}

/** Whether committing does anything: a plan without changes only lets a stopped or a new account go on. */
export function needsCommit({ verdict, trigger }: Pick<Plan, "verdict" | "trigger">, state: IntegrationState | undefined): boolean {
  if (verdict !== "no_changes") return true;
  return trigger === "manual" && (state === "blocked" || state === "ready_to_finalise");
}
