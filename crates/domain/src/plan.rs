//! The plan: exactly what a commit will do, and everything a reviewer needs to judge it.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::employee::EmployeeId;
use crate::field::{Field, FieldChange};
use crate::finding::{Code, Finding};
use crate::guards::Objection;
use crate::settings::Settings;
use crate::source::Coverage;

/// A finished plan. Immutable: to change one, make a new one. Its digest covers every byte of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The account that it is for.
    pub account: String,
    /// The source company that was read.
    pub company: String,
    /// Who asked for it.
    pub trigger: Trigger,
    /// The account's local date on which it was made.
    pub today: Date,
    /// The directory epoch that it was computed from; a commit is refused when another import came between (F38).
    pub base_epoch: u64,
    /// The mapping version that was used.
    pub mapping_version: u32,
    /// Whether the read was of everybody.
    pub coverage: Coverage,
    /// What came out.
    pub verdict: Verdict,
    /// What the guards that stop it say; a person must confirm it.
    pub objections: Vec<Objection>,
    /// How many people fell under what.
    pub counts: Counts,
    /// What the commit does, by source id; at most one change a person.
    pub changes: Vec<Change>,
    /// Everything worth telling.
    pub findings: Vec<Finding>,
    /// Active people of the directory that the read did not have (D1).
    pub missing: Vec<EmployeeId>,
    /// People of the source who are no part of the directory, by source id: only why, nothing about them.
    pub left_out: BTreeMap<String, LeftOut>,
    /// The next date on which something falls due without new data: the earliest future End Date (D5).
    pub next_due: Option<Date>,
    /// Digest of what it was made from: the mapped people of the read, whatever their order; of an undo the run, of an edit the
    /// person and the values.
    pub snapshot: Digest,
    /// The run whose changes an undo reverses; left out of every other plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<String>,
}

impl Plan {
    /// The digest over the plan's canonical form. A commit executes a plan by this and by nothing else (I4).
    #[must_use]
    pub fn digest(&self) -> Digest {
        // Struct fields have a fixed order and every map is sorted, so this JSON is canonical.
        Digest::of_json(self)
    }

    /// The guards that stop it, each once, in the order G1 to G7.
    #[must_use]
    pub fn blocked_by(&self) -> Vec<Code> {
        let mut guards: Vec<Code> = self.objections.iter().map(|objection| objection.guard).collect();
        guards.dedup();
        guards
    }

    /// What a block is about: the guards, and the people where it is about people and not about numbers. The same cause is
    /// mailed once while it lasts (R90).
    #[must_use]
    pub fn cause(&self) -> Digest {
        let about = |objection: &Objection| {
            let people = objection.people.iter().filter(|_| objection.is_about_people()).map(|it| it.source_id.clone());
            (objection.guard, people.collect::<Vec<_>>())
        };
        let about: Vec<_> = self.objections.iter().map(about).collect();
        Digest::of_json(&about)
    }

    /// The mapping version in the provenance of what it writes: 0 where a person and no mapping gave the values.
    #[must_use]
    pub fn provenance_mapping(&self) -> u32 {
        if self.trigger.reads_source() { self.mapping_version } else { 0 }
    }

    /// Takes out what was redacted since the plan was made, for showing it (R95). The digest remains that of the whole plan.
    pub fn hide_redacted(&mut self, settings: &Settings) {
        for change in &mut self.changes {
            change.hide_redacted(settings);
        }
    }

    /// How often each finding code occurs.
    #[must_use]
    pub fn finding_counts(&self) -> BTreeMap<Code, usize> {
        let mut counts = BTreeMap::new();
        for finding in &self.findings {
            *counts.entry(finding.code).or_default() += 1;
        }
        counts
    }
}

/// Who asked for a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// An administrator's manual sync (R75): may confirm what a guard stops.
    Manual,
    /// The daily auto-sync (R84): may not.
    Auto,
    /// A person's import of a file (R7).
    File,
    /// The support action *deactivate missing*: a manual sync that also ends whoever the source does not send (R13, D1, D2).
    DeactivateMissing,
    /// A person's reversal of an import, from what the import recorded.
    Undo,
    /// A person's edit of one employee (R24, R25), or of everybody's unused demographics (R60).
    Edit,
}

impl Trigger {
    /// Whether a person reviews the plan before it is committed, and may confirm what a guard stops.
    #[must_use]
    pub fn is_reviewed(self) -> bool {
        self != Self::Auto
    }

    /// Whether the plan comes from a read of the source. The others move neither the missing nor what the next daily sync
    /// compares with.
    #[must_use]
    pub fn reads_source(self) -> bool {
        !matches!(self, Self::Undo | Self::Edit)
    }
}

/// Why a person of the source is no part of the directory, where no finding says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// Excluded in the source (D19).
    Excluded,
    /// Ended, and unknown to the directory (D11).
    EndedNotImported,
}

/// What came out of planning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// There are changes and no guard objects.
    Apply,
    /// A guard stops it. In a manual sync a person may confirm it, with a reason.
    Blocked,
    /// The read was not whole; nothing was planned (D13).
    Incomplete,
    /// Nothing to do.
    NoChanges,
}

/// How many people fell under what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// New people.
    pub create: usize,
    /// People with changed fields.
    pub update: usize,
    /// People whose End Date was reached.
    pub deactivate: usize,
    /// Former employees who are employed again (D7).
    pub reactivate: usize,
    /// Matched people with nothing to change.
    pub unchanged: usize,
    /// People excluded in the source (D19).
    pub excluded: usize,
    /// Ended people whom the directory does not know (D11).
    pub ended_not_imported: usize,
    /// Rows held for a person's decision (D18).
    pub held: usize,
    /// Rows refused, each with a finding.
    pub refused: usize,
    /// Active people of the directory that the read did not have (D1).
    pub missing_from_source: usize,
    /// Values that a blank clears, as the mapping asks (D8).
    pub cleared: usize,
}

impl Counts {
    /// How many changes a commit applies.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.create + self.update + self.deactivate + self.reactivate
    }
}

/// The id of a change within its plan: `c0001` and so on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChangeId(pub String);

impl fmt::Display for ChangeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What happens to one person: specific enough that executing it leaves nothing to decide.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Id within the plan.
    pub id: ChangeId,
    /// What is done.
    pub action: Action,
    /// The End Date after the change: the day on which something falls due (D5).
    pub end_date: Option<Date>,
    /// The person's id in the source; `None` when the source did not send the person.
    pub source_id: Option<String>,
    /// The email after the change.
    pub email: Option<String>,
    /// The Employee ID after the change.
    pub employee_id: Option<String>,
    /// The employee that is written: an existing one, or the id that a creation gets.
    pub employee: EmployeeId,
    /// The version that the plan saw; 0 for a creation.
    pub base_version: u64,
    /// The fields that change, in the order of [`crate::Field`].
    pub fields: Vec<FieldChange>,
    /// What a reviewer must look at.
    pub flags: Vec<Flag>,
    /// Directory people who may be this new person (D18), each with what *same person* would write.
    pub duplicates: Vec<DuplicateCandidate>,
}

impl Change {
    /// Takes out what was redacted since the plan was made, for showing it (R95).
    pub fn hide_redacted(&mut self, settings: &Settings) {
        self.fields.retain(|field| !settings.redacts(&field.field));
        for candidate in &mut self.duplicates {
            candidate.fields.retain(|field| !settings.redacts(&field.field));
        }
        self.email = self.email.take().filter(|_| !settings.redacts(&Field::Email));
        self.employee_id = self.employee_id.take().filter(|_| !settings.redacts(&Field::EmployeeId));
    }
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Change")
            .field("id", &self.id)
            .field("action", &self.action)
            .field("source_id", &self.source_id)
            .field("employee", &self.employee)
            .field("fields", &self.fields)
            .field("flags", &self.flags)
            .finish_non_exhaustive()
    }
}

/// What is done to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// A new employee.
    Create,
    /// Changed fields.
    Update,
    /// Active becomes former (R10) — or deactivated, where a person decides it (D6, R13, R25).
    Deactivate,
    /// Former becomes active (D7).
    Reactivate,
}

/// What a reviewer must look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// See [`Code::HighRiskChange`].
    HighRiskChange,
    /// See [`Code::PossibleDuplicate`].
    PossibleDuplicate,
    /// An identifier that had a value gets another (D10).
    IdentifierChange,
}

/// Somebody of the directory who may be the person of a creation (D18).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateCandidate {
    /// The employee.
    pub employee: EmployeeId,
    /// The version that the plan saw.
    pub base_version: u64,
    /// What is written to the employee when the reviewer says *same person*.
    pub fields: Vec<FieldChange>,
    /// What a reviewer must look at in that.
    pub flags: Vec<Flag>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_changes_of_a_commit_are_counted() {
        let counts = Counts { create: 5, update: 7, deactivate: 11, reactivate: 13, unchanged: 17, ..Counts::default() };
        assert_eq!((counts.changes(), Counts::default().changes()), (36, 0));
    }
}
