// What the review says.
import type { Action, Change, Flag, Plan } from "../../api/shapes";
import { fieldName, plain } from "../../text";

const ACTIONS: Readonly<Record<string, { word: string; tone: "good" | "info" | "caution" | "bad" }>> = {
  create: { word: "New", tone: "good" },
  update: { word: "Updated", tone: "info" },
  deactivate: { word: "Deactivated", tone: "bad" },
  reactivate: { word: "Reactivated", tone: "caution" },
};

/** The word for an action, in the review's own past tense: it is what the directory will say. */
export function actionWord(action: Action): { word: string; tone: "good" | "info" | "caution" | "bad" } {
  return ACTIONS[action] ?? { word: plain(action), tone: "info" };
}

const FLAGS: Readonly<Record<string, string>> = {
  high_risk_change: "May be another person",
  possible_duplicate: "Possible duplicate",
  identifier_change: "New email or Employee ID",
};

/** What a flag says. */
export function flagWord(flag: Flag): string {
  return FLAGS[flag] ?? plain(flag);
}

/** Whom a change is about. */
export function who({ name, name_before, email, employee_id, source_id, id }: Change): string {
  return name ?? name_before ?? email ?? employee_id ?? source_id ?? id;
}

/** The id that tells two people of one name apart. */
export function whichOne({ email, employee_id, source_id }: Change): string {
  return email ?? employee_id ?? (source_id === null ? "No identifier" : `TriNet ${source_id}`);
}

/** The fields of a change in a few words. */
export function fieldsInShort({ action, fields }: Change): string {
  if (action === "create") return "All fields";
  const names = fields.map(({ field }) => fieldName(field));
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

const TITLES: Readonly<Record<string, string>> = {
  undo: "Review of an undo",
  deactivate_missing: "Review of deactivating the missing",
  file: "Review of a file",
  edit: "Review of an edit",
};

/** The heading of a plan. */
export function planTitle({ trigger }: Pick<Plan, "trigger">): string {
  return TITLES[trigger] ?? "Review";
}

/** Why a plan can no longer be imported. */
export function staleWhy({ stale_because }: Pick<Plan, "stale_because">): string {
  const why = stale_because ?? "something came between";
  return `It can no longer be imported: ${why}.`;
}

/** What the page says. */
export const TEXT = {
  start: "Start a review",
  startIntro:
    "A review reads everybody from TriNet and shows what an import would change. Nothing is changed before you import it.",
  reading: "Reading TriNet",
  readingLeave: "You may leave this page; the review goes on and waits for you.",
  again: "Review again",
  stale: "The directory changed since this review",
  gone: "This review is not there",
  goneWhy: "The address may be incomplete, or the review belongs to another account.",
  noChanges: "Nothing to import",
  noChangesWhy: "TriNet and the directory agree on everybody that TriNet sent.",
  noChangesBlocked: "There is nothing to change. Finish the review, so that the daily sync goes on.",
  done: "This review was acted on",
  lookFirst: "Look at these first",
  waitsForWarnings: "You can import once the warnings are read.",
  warningsFailed: "You cannot import before the warnings can be read.",
  lines: "Reporting lines",
  linesWhy: "Effects on who reports to whom. Where a manager cannot be used, the old one is kept.",
  unexpected: "Numbers not as you expected? Do not import. Look at the people first, or ask a person.",
  anyField: "Any",
  changedField: "Changed field",
  anyFlag: "Any or none",
  markedAs: "Marked as",
  showChanges: "Show the changes",
  revealTitle: "Show the date of birth?",
  revealWhy:
    "It is recorded in the history that you looked at it: your name, the time and whose it was. The date itself is not recorded.",
  same: "Same person",
  fresh: "New person",
  sameWhy: "Updates the person who is in the directory, and keeps their history.",
  freshWhy: "Adds somebody. If they are the same, there are two profiles then.",
  undoWhy:
    "Values go back to what they were before the import, where nobody changed them since. People whom it created are deactivated and keep their values.",
} as const;
