import { useRun } from "../../api/runs";
import type { Plan } from "../../api/shapes";

const NOTHING: Readonly<Record<string, number>> = {};

/** How often each finding code occurs in a plan: the run that made it knows. */
export function useFindingCounts(plan: Pick<Plan, "run_id" | "finding_counts">): Readonly<Record<string, number>> {
  const { data } = useRun(plan.finding_counts ? null : plan.run_id);
  return plan.finding_counts ?? data?.data.findings ?? NOTHING;
}
