// What a finding means, by its stable code. Severity, sentence and next step are those of docs/codes.md (domain::Code); a test
// compares them. The title is this page's short name for it.

import type { Code, Known, Severity as Severities } from "./shapes";

/** How bad a finding is: an error refused a row or stops the run, a warning left a value or a row out (yellow, D20). */
export type Severity = Known<Severities>;

/** What a code means. */
export interface CodeWords {
  severity: Severity;
  title: string;
  message: string;
  next: string;
}

const CODES: Readonly<Record<Code, readonly [Severity, string, string, string]>> = {
  high_risk_change: ["error", "Looks like another person", "This looks like one person turning into another, who would see the first one's private data.", "Check the record in TriNet; if it is right, review it and confirm it with a reason in a manual sync."],
  identifier_conflict: ["error", "Identifiers of two people", "The identifiers of this row belong to different people in the directory; the row was refused.", "Correct the email or the Employee ID of one of them, in TriNet or in the directory, and sync again."],
  identifier_swap: ["error", "Identifier taken from somebody else", "This row took an identifier from somebody else in the same read; the row was refused.", "Check both records in TriNet and give each person their own identifiers."],
  duplicate_in_source: ["error", "Same identifier twice in TriNet", "Another row of the source has the same identifier; all rows with it were refused.", "Correct one of the rows in TriNet."],
  possible_duplicate: ["warning", "Possible duplicate", "This new person may be somebody who is in the directory already.", "Choose same person or new person in a manual sync; see the guide to possible duplicates."],
  no_identifier: ["error", "No email and no Employee ID", "The row has neither a usable email nor an Employee ID; the row was refused.", "Add an email or an Employee ID in TriNet."],
  bad_email: ["warning", "Email is not valid", "The email is not a valid address; it was ignored.", "Correct the email in TriNet."],
  bad_date: ["warning", "Date is impossible or ambiguous", "The date is impossible or ambiguous; the old value was kept.", "Correct the date in TriNet."],
  start_after_end: ["warning", "Start Date after End Date", "The start date lies after the end date; the old dates were kept.", "Correct the dates in TriNet."],
  implausible_birth_date: ["warning", "Date of birth is not plausible", "The date of birth gives an age outside 13 to 120; the old value was kept.", "Correct the date of birth in TriNet."],
  blank_employee_id: ["info", "Employee ID is blank", "The Employee ID is blank, so the person is matched by email alone.", "If many people have it, ask a specialist whether another TriNet field is the Employee ID."],
  no_name: ["warning", "Name is missing", "The row has no primary name; a stored name is kept, and nobody is created without one.", "Add the primary name in TriNet."],
  partial_name: ["warning", "Half of the name is missing", "The row has a first or a last name alone; the stored name, which has both, was kept.", "Add the missing part of the name in TriNet."],
  value_not_in_table: ["warning", "Value is not in the mapping’s table", "The mapping's value table does not have the value of this field; the old value was kept.", "Have the value added to the table, or corrected in TriNet."],
  value_cleared: ["info", "Value cleared by a blank", "The field is blank in TriNet, and the mapping lets a blank clear it.", "Nothing, if the value is really gone."],
  blank_for_all: ["warning", "Field is blank for everybody", "Nobody in this read has a value in this field, so it was cleared for nobody.", "Check the mapping, and the permissions in TriNet."],
  value_spelling_merged: ["info", "Spellings merged", "Values that differ only in letter case were merged to the spelling that came first.", "Nothing, or use one spelling in TriNet."],
  near_demographic_name: ["warning", "Demographic with nearly the same name", "This new demographic has nearly the name of one that the directory has; reports would not join them.", "Use the existing name, letter by letter, if both mean the same."],
  manager_not_found: ["warning", "Manager not found", "The manager is not among the people of this read, was refused, or has no usable email; the old manager was kept.", "Check Reports To in TriNet."],
  manager_excluded: ["warning", "Manager is excluded", "The manager is excluded from the directory; the old manager was kept.", "Name another manager in TriNet, or include this one."],
  manager_ended: ["warning", "Manager has left", "The manager has left; the old manager was kept.", "Name another manager in TriNet."],
  manager_self: ["warning", "Own manager", "The person is their own manager; the old manager was kept.", "Correct Reports To in TriNet."],
  manager_loop: ["warning", "Reporting line leads in a circle", "The reporting line leads back to the person; the old manager was kept.", "Correct one of the reporting lines in TriNet."],
  manager_lost: ["warning", "Manager’s email belongs to nobody any more", "After this sync nobody active has the email of the person's manager.", "Name a manager for this person in TriNet."],
  missing_from_source: ["info", "Missing from TriNet", "The person is in the directory and not in TriNet; nothing was changed, because only an End Date deactivates.", "If the person left, add them to TriNet again with an End Date and sync; where that is impossible, ask support to deactivate the missing."],
  excluded_still_active: ["warning", "Excluded, still active", "The person is excluded in TriNet and active in the directory; nothing was changed.", "Nothing, or have the setting for excluded people changed."],
  unknown_status: ["warning", "Unknown employment status", "The employment status is not one that Rollcall knows; it was not used.", "Tell support the letter; an End Date ends the person whatever the letter says."],
  ended_without_date: ["warning", "Left without an End Date", "TriNet says that the person has left and gives no End Date; the person stays active.", "Add a Termination Date in TriNet and sync again."],
  late_leaver: ["info", "End Date arrived late", "The End Date had already passed when it first arrived.", "Nothing; the person is ended now."],
  end_date_withdrawn: ["warning", "End Date withdrawn", "TriNet no longer gives the End Date that the directory holds; the person stays active and the stored date was kept.", "If the person stays, nothing; else set the date again in TriNet."],
  deactivated_by_staff: ["info", "Deactivated by staff", "The person is employed in TriNet and was deactivated by staff; the status was left alone.", "Nothing; a sync does not undo what staff did."],
  not_granted: ["warning", "Field that the credential may not read", "The TriNet credential may not read this field; stored values were kept.", "Ask a TriNet Integration Administrator to grant the permission."],
  source_incomplete: ["error", "Read is not whole", "The read is not whole, so nothing was inferred from it and nothing was changed.", "Check the Company ID and the permissions, then run again."],
  source_unstable: ["error", "People kept changing", "The people kept changing while they were read; nothing was changed.", "Run again later."],
  volume_deactivate: ["error", "Many deactivations", "More people would be deactivated than the limit allows.", "Review the people in a manual sync; if the numbers are right, confirm them with a reason."],
  volume_create: ["error", "Many new people", "More people would be created than the limit allows.", "Review the people in a manual sync; if the numbers are right, confirm them with a reason."],
  volume_identifiers: ["error", "Many changed identifiers", "More identifiers would change than the limit allows.", "Review the people in a manual sync; if the numbers are right, confirm them with a reason."],
  company_changed: ["error", "Another company", "The company is not the one of the last import.", "Check which company is connected, then review and confirm in a manual sync."],
  mapping_changed: ["error", "Another mapping", "The mapping is not the one of the last import.", "Review the first plan of the new mapping in a manual sync and confirm it."],
  hierarchy_blocked: ["error", "Problems in reporting lines", "The reporting lines have problems and this account is set to stop on them.", "Correct the reporting lines in TriNet, or have the setting changed."],
  guard_undecided: ["error", "A safeguard could not decide", "A guard could not decide, and a guard that cannot decide stops the run.", "Have the account's settings checked; then review in a manual sync."],
  changed_since_review: ["warning", "Changed since the review", "The person was changed after the review; the change was refused.", "Review again in a manual sync."],
  not_restored: ["warning", "Not restored", "What the import wrote here was changed since; it was left as it is.", "Look at the person; if the old value is right, edit the person."],
  import_undone: ["error", "An import was undone", "An import was undone, and the daily sync would bring the same changes back.", "Correct TriNet or the mapping, then review a manual sync and commit it."],
};

/** Every code that this page knows. */
export const KNOWN: readonly string[] = Object.keys(CODES);

/** The words of a code. One that is newer than this page is shown by its name, and taken seriously. */
export function wordsOf(code: string): CodeWords {
  const known = CODES[code];
  if (known === undefined) {
    return { severity: "warning", title: code.replaceAll("_", " "), message: "", next: "Ask a person what to do." };
  }
  const [severity, title, message, next] = known;
  return { severity, title, message, next };
}

/** Findings about reporting lines (D12). */
export const REPORTING_LINES: readonly string[] = KNOWN.filter((code) => code.startsWith("manager_"));
