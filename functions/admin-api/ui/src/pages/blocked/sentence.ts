// Why a run was blocked, in one sentence for a person who has never heard of guards.
import type { Objection } from "../../api/shapes";

const WHY: Readonly<Record<string, (people: number) => string>> = {
  high_risk_change: (n) =>
    `${people(n)} would turn into somebody else: two or more of name, date of birth and email changed at once.`,
  identifier_conflict: (n) => `${rows(n)} an email and an Employee ID that belong to two different people.`,
  identifier_swap: (n) => `${rows(n)} an identifier that belonged to somebody else.`,
  duplicate_in_source: (n) => `${rows(n)} the same email or Employee ID as another row.`,
  volume_deactivate: (n) => `${people(n)} would be deactivated, which is more than this account allows without a look.`,
  volume_create: (n) => `${people(n)} would be new, which is more than this account allows without a look.`,
  volume_identifiers: (n) => `${people(n)} would get another email or Employee ID, which is more than this account allows without a look.`,
  company_changed: () => "The connected company is not the one of the last import.",
  mapping_changed: () => "The mapping is not the one of the last import.",
  hierarchy_blocked: (n) => `${people(n)} would have a problem with the manager, and this account stops on that.`,
  guard_undecided: () => "A safeguard could not decide, and then it stops the run.",
  import_undone: () => "An import was undone, and the daily sync would bring the same changes back.",
};

/** Why, in one sentence: the first guard that objects, and how many others do. */
export function why(blockedBy: readonly string[], objections: readonly Pick<Objection, "guard" | "concerned">[]): string {
  const [first] = blockedBy;
  if (first === undefined) return "A safeguard stopped the daily sync.";
  const concerned = objections.find(({ guard }) => guard === first)?.concerned ?? 0;
  const sentence = WHY[first]?.(concerned) ?? `The safeguard “${first.replaceAll("_", " ")}” stopped the daily sync.`;
  const others = new Set(blockedBy).size - 1;
  if (others === 0) return sentence;
  return `${sentence} ${others === 1 ? "One other safeguard objects" : `${others} other safeguards object`} as well.`;
}

function people(number: number): string {
  if (number === 0) return "Some people";
  return number === 1 ? "One person" : `${number.toLocaleString("en")} people`;
}

function rows(number: number): string {
  if (number === 0) return "Some rows from TriNet have";
  return number === 1 ? "One row from TriNet has" : `${number.toLocaleString("en")} rows from TriNet have`;
}
