//! Findings: anything about a read or a plan that is worth telling, each with a stable code.

use serde::{Deserialize, Serialize};

use crate::field::Field;

/// Something worth telling. Never holds a value of a person, so that it can be logged, mailed and counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// What was found.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// The person concerned, by the source's id.
    pub source_id: Option<String>,
    /// The field concerned.
    pub field: Option<Field>,
    /// A sentence that says what was found and what follows.
    pub message: String,
}

impl Finding {
    /// A finding about one person.
    #[must_use]
    pub fn person(code: Code, source_id: &str, field: Option<Field>) -> Self {
        Self::of(code, Some(source_id.to_owned()), field)
    }

    /// A finding with the code's own sentence; without a source id about the whole, or about somebody the source does not know.
    #[must_use]
    pub fn of(code: Code, source_id: Option<String>, field: Option<Field>) -> Self {
        Self { code, severity: code.severity(), source_id, field, message: code.message().to_owned() }
    }

    /// A finding about the whole read or plan.
    #[must_use]
    pub fn whole(code: Code, field: Option<Field>, message: String) -> Self {
        Self { code, severity: code.severity(), source_id: None, field, message }
    }
}

/// How bad a finding is: an error refuses a row or blocks, a warning means that a value was ignored (yellow, D20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// A value or a row was ignored, or a person should look.
    Warning,
    /// A row was refused, or the run is blocked.
    Error,
}

macro_rules! codes {
    ($($(#[$meta:meta])* $variant:ident = $name:literal, $severity:ident, $message:literal, $next:literal;)*) => {
        /// The stable code of a finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Code { $($(#[$meta])* $variant,)* }

        impl Code {
            /// All codes.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code as text.
            #[must_use]
            pub fn as_str(self) -> &'static str { match self { $(Self::$variant => $name,)* } }

            /// How bad it is.
            #[must_use]
            pub fn severity(self) -> Severity { match self { $(Self::$variant => Severity::$severity,)* } }

            /// What was found and what follows, in a sentence.
            #[must_use]
            pub fn message(self) -> &'static str { match self { $(Self::$variant => $message,)* } }

            /// What to do next, in a sentence.
            #[must_use]
            pub fn next_step(self) -> &'static str { match self { $(Self::$variant => $next,)* } }
        }
    };
}

codes! {
    /// Two or more of name, date of birth and email changed at once (R88, D3).
    HighRiskChange = "high_risk_change", Error, "This looks like one person turning into another, who would see the first one's private data.", "Check the record in TriNet; if it is right, review it and confirm it with a reason in a manual sync.";
    /// Identifiers of one row belong to different people (D9).
    IdentifierConflict = "identifier_conflict", Error, "The identifiers of this row belong to different people in the directory; the row was refused.", "Correct the email or the Employee ID of one of them, in TriNet or in the directory, and sync again.";
    /// Identifiers moved between people within one read (F51).
    IdentifierSwap = "identifier_swap", Error, "This row took an identifier from somebody else in the same read; the row was refused.", "Check both records in TriNet and give each person their own identifiers.";
    /// One identifier stands in several rows (D9).
    DuplicateInSource = "duplicate_in_source", Error, "Another row of the source has the same identifier; all rows with it were refused.", "Correct one of the rows in TriNet.";
    /// A new row whose name and dates equal somebody's in the directory (D18).
    PossibleDuplicate = "possible_duplicate", Warning, "This new person may be somebody who is in the directory already.", "Choose same person or new person in a manual sync; see the guide to possible duplicates.";
    /// Neither email nor Employee ID (D16).
    NoIdentifier = "no_identifier", Error, "The row has neither a usable email nor an Employee ID; the row was refused.", "Add an email or an Employee ID in TriNet.";
    /// The email is not one (D14).
    BadEmail = "bad_email", Warning, "The email is not a valid address; it was ignored.", "Correct the email in TriNet.";
    /// A date that is impossible or ambiguous (D17).
    BadDate = "bad_date", Warning, "The date is impossible or ambiguous; the old value was kept.", "Correct the date in TriNet.";
    /// The start date lies after the End Date (D17).
    StartAfterEnd = "start_after_end", Warning, "The start date lies after the end date; the old dates were kept.", "Correct the dates in TriNet.";
    /// A date of birth in the future or an age outside 13 to 120 (D17).
    ImplausibleBirthDate = "implausible_birth_date", Warning, "The date of birth gives an age outside 13 to 120; the old value was kept.", "Correct the date of birth in TriNet.";
    /// The Employee ID is blank (R27, R28).
    BlankEmployeeId = "blank_employee_id", Info, "The Employee ID is blank, so the person is matched by email alone.", "If many people have it, ask a specialist whether another TriNet field is the Employee ID.";
    /// No name to show (2.1).
    NoName = "no_name", Warning, "The row has no primary name; a stored name is kept, and nobody is created without one.", "Add the primary name in TriNet.";
    /// A first or a last name alone, where the stored name has both (D8).
    PartialName = "partial_name", Warning, "The row has a first or a last name alone; the stored name, which has both, was kept.", "Add the missing part of the name in TriNet.";
    /// A value table does not have the value.
    ValueNotInTable = "value_not_in_table", Warning, "The mapping's value table does not have the value of this field; the old value was kept.", "Have the value added to the table, or corrected in TriNet.";
    /// A blank cleared a stored value, as the mapping asks (D8).
    ValueCleared = "value_cleared", Info, "The field is blank in TriNet, and the mapping lets a blank clear it.", "Nothing, if the value is really gone.";
    /// A field that may be cleared is blank for everybody.
    BlankForAll = "blank_for_all", Warning, "Nobody in this read has a value in this field, so it was cleared for nobody.", "Check the mapping, and the permissions in TriNet.";
    /// Values that differ only in letter case.
    ValueSpellingMerged = "value_spelling_merged", Info, "Values that differ only in letter case were merged to the spelling that came first.", "Nothing, or use one spelling in TriNet.";
    /// A new demographic whose name is nearly that of another (R59).
    NearDemographicName = "near_demographic_name", Warning, "This new demographic has nearly the name of one that the directory has; reports would not join them.", "Use the existing name, letter by letter, if both mean the same.";
    /// The manager is not in the read (D12).
    ManagerNotFound = "manager_not_found", Warning, "The manager is not among the people of this read, was refused, or has no usable email; the old manager was kept.", "Check Reports To in TriNet.";
    /// The manager is excluded (D12).
    ManagerExcluded = "manager_excluded", Warning, "The manager is excluded from the directory; the old manager was kept.", "Name another manager in TriNet, or include this one.";
    /// The manager has ended (D12).
    ManagerEnded = "manager_ended", Warning, "The manager has left; the old manager was kept.", "Name another manager in TriNet.";
    /// The manager is the person (D12).
    ManagerSelf = "manager_self", Warning, "The person is their own manager; the old manager was kept.", "Correct Reports To in TriNet.";
    /// The managers form a loop (D12).
    ManagerLoop = "manager_loop", Warning, "The reporting line leads back to the person; the old manager was kept.", "Correct one of the reporting lines in TriNet.";
    /// The stored manager leaves or gets another email, and the person stays (D12).
    ManagerLost = "manager_lost", Warning, "After this sync nobody active has the email of the person's manager.", "Name a manager for this person in TriNet.";
    /// In the directory, not in the read (D1).
    MissingFromSource = "missing_from_source", Info, "The person is in the directory and not in TriNet; nothing was changed, because only an End Date deactivates.", "If the person left, add them to TriNet again with an End Date and sync; where that is impossible, ask support to deactivate the missing.";
    /// Excluded in the source, active in the directory (D6).
    ExcludedStillActive = "excluded_still_active", Warning, "The person is excluded in TriNet and active in the directory; nothing was changed.", "Nothing, or have the setting for excluded people changed.";
    /// A status letter that is not documented (D7).
    UnknownStatus = "unknown_status", Warning, "The employment status is not one that Rollcall knows; it was not used.", "Tell support the letter; an End Date ends the person whatever the letter says.";
    /// Ended in the source without an End Date (R14).
    EndedWithoutDate = "ended_without_date", Warning, "TriNet says that the person has left and gives no End Date; the person stays active.", "Add a Termination Date in TriNet and sync again.";
    /// An End Date that Rollcall learned of after it had passed (9 of the wire contract's quirks).
    LateLeaver = "late_leaver", Info, "The End Date had already passed when it first arrived.", "Nothing; the person is ended now.";
    /// A stored End Date that the source no longer sends (D5, D8).
    EndDateWithdrawn = "end_date_withdrawn", Warning, "TriNet no longer gives the End Date that the directory holds; the person stays active and the stored date was kept.", "If the person stays, nothing; else set the date again in TriNet.";
    /// Employed in the source, ended by staff in the directory (D21).
    DeactivatedByStaff = "deactivated_by_staff", Info, "The person is employed in TriNet and was deactivated by staff; the status was left alone.", "Nothing; a sync does not undo what staff did.";
    /// The credential may not read a field (R38, D8).
    NotGranted = "not_granted", Warning, "The TriNet credential may not read this field; stored values were kept.", "Ask a TriNet Integration Administrator to grant the permission.";
    /// The read is empty, too small or not whole (D13).
    SourceIncomplete = "source_incomplete", Error, "The read is not whole, so nothing was inferred from it and nothing was changed.", "Check the Company ID and the permissions, then run again.";
    /// People moved between pages in every pass (D13).
    SourceUnstable = "source_unstable", Error, "The people kept changing while they were read; nothing was changed.", "Run again later.";
    /// Too many deactivations (D10, G4).
    VolumeDeactivate = "volume_deactivate", Error, "More people would be deactivated than the limit allows.", "Review the people in a manual sync; if the numbers are right, confirm them with a reason.";
    /// Too many creations (D10, G5).
    VolumeCreate = "volume_create", Error, "More people would be created than the limit allows.", "Review the people in a manual sync; if the numbers are right, confirm them with a reason.";
    /// Too many changed identifiers (D10, G6).
    VolumeIdentifiers = "volume_identifiers", Error, "More identifiers would change than the limit allows.", "Review the people in a manual sync; if the numbers are right, confirm them with a reason.";
    /// The company id differs from that of the last import (G7).
    CompanyChanged = "company_changed", Error, "The company is not the one of the last import.", "Check which company is connected, then review and confirm in a manual sync.";
    /// The mapping version differs from that of the last import (G7, D22).
    MappingChanged = "mapping_changed", Error, "The mapping is not the one of the last import.", "Review the first plan of the new mapping in a manual sync and confirm it.";
    /// The hierarchy has problems and the account wants to be stopped by them (D12).
    HierarchyBlocked = "hierarchy_blocked", Error, "The reporting lines have problems and this account is set to stop on them.", "Correct the reporting lines in TriNet, or have the setting changed.";
    /// A guard that could not decide stops the run.
    GuardUndecided = "guard_undecided", Error, "A guard could not decide, and a guard that cannot decide stops the run.", "Have the account's settings checked; then review in a manual sync.";
    /// The person changed after the review (I4).
    ChangedSinceReview = "changed_since_review", Warning, "The person was changed after the review; the change was refused.", "Review again in a manual sync.";
    /// What an import wrote can no longer be taken back.
    NotRestored = "not_restored", Warning, "What the import wrote here was changed since; it was left as it is.", "Look at the person; if the old value is right, edit the person.";
    /// An import was undone (1.15).
    ImportUndone = "import_undone", Error, "An import was undone, and the daily sync would bring the same changes back.", "Correct TriNet or the mapping, then review a manual sync and commit it.";
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
