import { useRun } from "../../api/runs";
import type { Plan } from "../../api/shapes";

/** How often each finding code occurs in a plan, or that it is not known: a plan whose findings are not known looks clean. */
export type FindingCounts =
  | { at: "reading" }
  | { at: "failed"; problem: unknown; retry: () => void }
  | { at: "read"; counts: Readonly<Record<string, number>> };

/** The findings of a plan by code: the run that made it knows them. */
export function useFindingCounts(plan: Pick<Plan, "review_run">): FindingCounts {
  const { data, error, refetch } = useRun(plan.review_run);
  if (data) return { at: "read", counts: data.data.findings };
  return error ? { at: "failed", problem: error, retry: () => void refetch() } : { at: "reading" };
}
