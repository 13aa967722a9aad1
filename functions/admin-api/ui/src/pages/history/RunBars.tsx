import { useRuns } from "../../api/runs";
import { StackedBars } from "../../parts/StackedBars";
import { bars, SERIES } from "./bars";

/** The last imports as bars. They are left out until there are two to compare; what fails here is told by the table below. */
export function RunBars() {
  const { data } = useRuns({ limit: 100 });
  const rows = bars(data?.items ?? []);
  if (rows.length < 2) return null;
  return <StackedBars caption={`The last ${rows.length} imports`} series={SERIES} rows={rows} rowName="Day" />;
}
