// The findings of a plan, sorted into the sections of the review.
import { REPORTING_LINES, wordsOf } from "../../api/codes";
import type { Objection } from "../../api/shapes";

/** How often a code occurs. */
export interface Group {
  code: string;
  count: number;
}

/** The findings that a reviewer looks at first, those about reporting lines, and the rest that is only good to know. */
export interface Sections {
  first: Group[];
  lines: Group[];
  rest: Group[];
}

const RANK = { error: 0, warning: 1, info: 2 };

/** Sorts the counts of findings: errors, then warnings, the most frequent first. What an objection says is not said twice. */
export function sections(counts: Readonly<Record<string, number>>, objections: readonly Pick<Objection, "guard">[]): Sections {
  const said = new Set(objections.map(({ guard }) => guard));
  const groups = Object.entries(counts)
    .filter(([code, count]) => count > 0 && !said.has(code))
    .map(([code, count]) => ({ code, count }))
    .sort((one, other) => rank(one) - rank(other) || other.count - one.count || (one.code < other.code ? -1 : 1));
  const isLine = ({ code }: Group): boolean => REPORTING_LINES.includes(code);
  const isInfo = ({ code }: Group): boolean => wordsOf(code).severity === "info";
  return {
    first: groups.filter((group) => !isLine(group) && !isInfo(group)),
    lines: groups.filter(isLine),
    rest: groups.filter((group) => !isLine(group) && isInfo(group)),
  };
}

function rank({ code }: Group): number {
  return RANK[wordsOf(code).severity];
}

/** Findings that are about the whole and not about rows that were ignored: they are shown as objections. */
const ABOUT_THE_WHOLE = new Set([
  "high_risk_change", "volume_deactivate", "volume_create", "volume_identifiers", "company_changed", "mapping_changed",
  "hierarchy_blocked", "guard_undecided", "import_undone",
]);

/** Whether a finding refused a row. */
export function refusesRow({ code }: { code: string }): boolean {
  return !ABOUT_THE_WHOLE.has(code);
}
