// What the users' pages say.
import type { Employee, EmployeeStatus, Refusal } from "../../api/shapes";
import type { StateTone } from "../../parts/StateWord";
import { count } from "../../text";

const STATUSES: Readonly<Record<string, { word: string; tone: StateTone }>> = {
  active: { word: "Active", tone: "good" },
  former: { word: "Former", tone: "none" },
  deactivated: { word: "Deactivated", tone: "caution" },
};

/** The statuses to filter by (D21). */
export const STATUS_FILTERS = ["active", "former", "deactivated"] as const;

export function statusWord(status: EmployeeStatus): { word: string; tone: StateTone } {
  return STATUSES[status] ?? { word: status, tone: "info" };
}

const SOURCES: Readonly<Record<string, string>> = { trinet: "TriNet", edited: "Edited by hand", directory: "Directory only" };

/** Where somebody's values come from; who was never matched to TriNet is known to the directory alone. */
export function sourceWord(person: Pick<Employee, "source_id"> & { source?: string }): string {
  const source = person.source ?? (person.source_id === null ? "directory" : "trinet");
  return SOURCES[source] ?? source;
}

/** What somebody is called: whoever has no name has an email or an id. */
export function called({ name, email, employee_id, id }: Pick<Employee, "name" | "email" | "employee_id" | "id">): string {
  return name ?? email ?? employee_id ?? id;
}

export function missingFor({ since, runs }: { since: string; runs: number }): string {
  return `since ${since}, ${count(runs, "sync", "syncs")}`;
}

export const TEXT = {
  title: "Users",
  intro: "Everybody in the directory. TriNet stays the place to change them; what you edit here is not sent back to it.",
  search: "Search",
  searchHelp: "Name, email or Employee ID",
  status: "Status",
  anyStatus: "Any status",
  missing: "Only who is missing from TriNet",
  emptyTitle: "Nobody is in the directory yet",
  emptyWhy: "People come here with the first import.",
  emptyNext: "Go to Integrations",
  one: "User",
  goneTitle: "This person is not in the directory",
  goneWhy: "The address may be incomplete, or the person belongs to another account.",
  goneNext: "All users",
  values: "Values",
  reveal: "Show",
  whyUnknown: "No import that the history still has wrote this value.",
  theRun: "The import that wrote it",
  caption: "People of the directory",
  never: "None",
  missingTitle: "TriNet no longer sends this person",
  missingWhy:
    "Nothing was changed because of that: only an End Date deactivates somebody. If they left, add them to TriNet again with a valid End Date and sync. Where that is impossible, ask support to deactivate the missing.",
  supportTitle: "For specialists: deactivate the missing",
  supportWhy: "At the customer’s request, where the missing cannot be added to TriNet again with an End Date.",
  support: "Deactivate the missing…",
  supportAsk: "Deactivate the missing?",
  supportAskWhy:
    "TriNet is read, and a review shows who would be deactivated. Nobody is before somebody who may import has imported it; no sync brings them back.",
  supportGo: "Make the review",
  why: "Why?",
  whyHide: "Hide why",
  unchanged: "Why it was not changed",
  revealTitle: "Show the date of birth?",
  revealWhy:
    "It is recorded in the history that you looked at it: your name, the time and whose it was. The date itself is not recorded.",
  revealShow: "Show, and record it",
  revealLeave: "Leave hidden",
  history: "History of changes",
  historyEmpty: "No import and no edit has changed this person yet.",
  historyNoneSoFar: "None of the newest imports and edits changed this person. The older ones were not looked through yet.",
  historyOlder: "Show older",
  edit: "Edit",
  editTitle: "Edit this person",
  editIntro: "Written to the directory alone, and kept in the history, where it can be undone.",
  deactivate: "Deactivate this profile",
  deactivateHelp: "They can no longer sign in, and no sync makes them active again. Their history stays.",
  isDeactivated: "This profile is deactivated. A specialist can make it active again.",
  cancel: "Cancel",
  done: "Done",
  save: "Save",
  savedWhy: "The directory has it now. The history keeps what it was before.",
  saved: "Saved",
  notSaved: "Nothing was saved",
  refused: {
    changed_since_review: "The person was changed by somebody else, or by an import, while you were editing.",
    identifier_taken: "Somebody else in the directory has this email or Employee ID.",
    superseded: "Another import took its place before it was written.",
  } as Readonly<Record<Refusal, string>>,
  conflictTitle: "Somebody changed this person while you were editing",
  conflictWhy: "Nothing of yours was saved. This is what is there now:",
  conflictElsewhere: "Nothing of yours was saved. Email, Employee ID and status are still as you saw them.",
  conflictKeep: "Keep what I typed",
  conflictTake: "Take what is there",
} as const;

/** The clean-up of duplicates, step by step (R24–R26). */
export const GUIDE = {
  title: "Cleaning up duplicate profiles",
  when: "When both the email and the Employee ID of somebody changed in TriNet between two syncs, nothing tells that it is the same person, and the review shows a possible duplicate.",
  beforeTitle: "Before the import",
  before: [
    "Do not import. In the review, choose “Same person” for them; or go on by hand:",
    "Open the existing profile here, choose Edit, and change its email to the one that TriNet has.",
    "Do so for each duplicate, then start a new review: it updates the profile instead of adding one.",
  ],
  afterTitle: "After the import",
  after: [
    "Find the newer of the two profiles and open it: it has no history from before the import.",
    "Choose Edit, then “Retire as a duplicate”: its email and Employee ID get dummy values and it is deactivated. Save.",
    "Open the original profile, choose Edit, and set its email to the one that TriNet has. Save. Its history stays with it.",
  ],
  retire: "Retire as a duplicate",
  retireHelp: "Fills in a dummy email and Employee ID, so that the original profile can have them, and deactivates this one.",
} as const;
