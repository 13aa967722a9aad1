import { useRun } from "../../api/runs";
import type { Plan } from "../../api/shapes";

const NOTHING: Readonly<Record<string, number>> = {};

/** How often each finding code occurs in a plan: the run that made it knows. */
export function useFindingCounts(plan: Pick<Plan, "review_run">): Readonly<Record<string, number>> {
  const { data } = useRun(plan.review_run);
  return data?.data.findings ?? NOTHING;
}
