import { useSearchParams } from "react-router";
import type { Plan } from "../../api/shapes";
import { Tile, Tiles } from "../../parts/Tiles";
import { addressOf, type Shown, viewOf } from "./view";

interface TileOf {
  label: string;
  count: number;
  show: Shown | null;
  tone?: "caution" | "bad";
}

/** The numbers of a plan; each that has people behind it narrows the table to them (R74). */
export function PlanTiles({ plan, counts }: { plan: Plan; counts: Readonly<Record<string, number>> }) {
  const [address] = useSearchParams();
  const { show } = viewOf(address);
  const { ended_not_imported, missing_from_source, cleared, held } = plan.counts;
  const more: [number, string][] = [
    [missing_from_source, "missing from TriNet"],
    [ended_not_imported, "ended, not imported"],
    [held, "held for review"],
    [cleared, cleared === 1 ? "value cleared" : "values cleared"],
  ];
  const said = more.filter(([number]) => number > 0).map(([number, what]) => `${number.toLocaleString("en")} ${what}`);
  return (
    <div className="stack-tight plan-tiles">
      <Tiles label="What this plan does">
        {tiles(plan, counts).map(({ label, count, show: shows, tone }) => (
          <Tile
            key={label}
            label={label}
            count={count}
            tone={count > 0 ? tone : undefined}
            to={shows === null || count === 0 ? undefined : addressOf({ show: show === shows ? "all" : shows }) || "."}
            replace
            isCurrent={shows !== null && show === shows}
          />
        ))}
      </Tiles>
      {said.length > 0 && <p className="soft numbers">Also: {said.join(", ")}.</p>}
    </div>
  );
}

/** The eight tiles. Who is excluded and still active is the part of the excluded that can be looked at. */
export function tiles({ counts, flagged }: Pick<Plan, "counts" | "flagged">, findings: Readonly<Record<string, number>>): TileOf[] {
  const stillActive = (findings["excluded_still_active"] ?? 0) > 0;
  return [
    { label: "New", count: counts.create, show: "new" },
    { label: "Updated", count: counts.update, show: "updated" },
    { label: "Deactivated", count: counts.deactivate, show: "deactivated" },
    { label: "Reactivated", count: counts.reactivate, show: "reactivated" },
    { label: "Unchanged", count: counts.unchanged, show: null },
    { label: "Excluded", count: counts.excluded, show: stillActive ? "excluded" : null },
    { label: "Ignored with errors", count: counts.refused, show: "errors", tone: "bad" },
    { label: "Needs attention", count: flagged, show: "attention", tone: "caution" },
  ];
}
