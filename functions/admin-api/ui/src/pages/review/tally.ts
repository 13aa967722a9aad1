// What remains of a plan once the reviewer's choices are made: how many changes, and which objections still need a reason.
// The server decides by the same rules (domain::choices); this says beforehand what it will say.
import type { Action, Counts, Objection } from "../../api/shapes";
import type { Choices, LeftOut, SamePerson } from "./choices";

/** How many people an import does what to. */
export interface Tally {
  create: number;
  update: number;
  deactivate: number;
  reactivate: number;
}

/** What remains to be imported. */
export function tally(counts: Counts, choices: Choices): Tally {
  const remaining: Tally = {
    create: counts.create,
    update: counts.update,
    deactivate: counts.deactivate,
    reactivate: counts.reactivate,
  };
  for (const { action } of choices.leftOut.values()) {
    if (isCounted(action)) remaining[action] = Math.max(0, remaining[action] - 1);
  }
  for (let same = 0; same < choices.samePerson.size; same += 1) {
    remaining.create = Math.max(0, remaining.create - 1);
    remaining.update += 1;
  }
  return remaining;
}

function isCounted(action: Action): action is keyof Tally {
  return ["create", "update", "deactivate", "reactivate"].includes(action);
}

/** How many changes an import applies. */
export function total({ create, update, deactivate, reactivate }: Tally): number {
  return create + update + deactivate + reactivate;
}

/** What the primary button says. */
export function importLabel(changes: number): string {
  if (changes === 0) return "Finish without changes";
  return changes === 1 ? "Import 1 change" : `Import ${changes.toLocaleString("en")} changes`;
}

/** The objections that still stand; an import needs a reason while there is one (D10, R92). */
export function standing(objections: readonly Objection[], choices: Choices, before: readonly Objection[] = []): Objection[] {
  const stand = [...objections.filter((objection) => stands(objection, choices)), ...before];
  const risk = [...choices.samePerson.values()].filter(({ risky }) => risky).length;
  if (risk > 0 && !stand.some(({ guard }) => guard === "high_risk_change")) {
    stand.unshift({ guard: "high_risk_change", concerned: risk, people: [], message: riskOfChoice(risk), limit: null });
  }
  return stand;
}

function riskOfChoice(people: number): string {
  const who = people === 1 ? "One person whom you called the same" : `${people} people whom you called the same`;
  return `${who} would get two or more other identifying fields at once.`;
}

function stands({ guard, concerned, limit }: Objection, choices: Choices): boolean {
  const left = [...choices.leftOut.values()];
  const same = [...choices.samePerson.values()];
  if (guard === "high_risk_change") {
    return concerned > left.filter(({ flags }) => flags.includes("high_risk_change")).length;
  }
  if (limit === null) return true;
  const people = concerned - fewer(guard, left, same);
  return people >= limit.limit.people && people * 100 > limit.active * limit.limit.percent;
}

/** How many fewer people a volume guard counts because of the choices. */
function fewer(guard: string, left: readonly LeftOut[], same: readonly SamePerson[]): number {
  const ofAction = (action: Action): number => left.filter((it) => it.action === action).length;
  if (guard === "volume_deactivate") return ofAction("deactivate");
  if (guard === "volume_create") return ofAction("create") + same.length;
  const flagged = (it: { flags: readonly string[] }): boolean => it.flags.includes("identifier_change");
  return left.filter(flagged).length + same.filter(flagged).length - same.filter(({ identifier }) => identifier).length;
}
