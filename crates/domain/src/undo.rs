//! The undo: a compensating plan from the before-values that an import recorded. What changed since is left alone and listed.

use std::collections::{BTreeMap, BTreeSet};

use crate::basis::{self, Basis};
use crate::digest::Digest;
use crate::employee::{Employee, EmployeeId, EmployeeStatus};
use crate::field::{Field, FieldChange};
use crate::finding::{Code, Finding};
use crate::plan::{Action, Change, ChangeId, Plan, Trigger};
use crate::planner::finish::Planned;
use crate::planner::visible;
use crate::settings::Settings;
use crate::text::email_key;

/// A committed import.
#[derive(Debug, Clone, Copy)]
pub struct Import<'a> {
    /// Its run: the provenance of what it wrote.
    pub run: &'a str,
    /// The digest of its plan.
    pub digest: &'a Digest,
    /// What it wrote; see [`written`].
    pub changes: &'a [Change],
    /// Undos that came since. What an undo restored counts as untouched: it is the value that stood there before.
    pub undos: &'a BTreeSet<String>,
}

/// What a commit wrote: `done` of the changes that were not left out, without those that were refused.
pub fn written<'a>(remaining: &'a [Change], done: usize, refused: BTreeSet<&ChangeId>) -> impl Iterator<Item = &'a Change> {
    remaining.iter().take(done).filter(move |change| !refused.contains(&change.id))
}

/// The plan that takes an import back. A field is restored where it still holds what the import wrote; whoever was created is
/// deactivated and keeps all values. The rest is a finding each. It ends nobody for being absent and deletes nobody (I1).
#[must_use]
pub fn undo(basis: &Basis<'_>, import: &Import<'_>) -> Plan {
    let directory = visible(basis.directory, basis.settings);
    let basis = &Basis { directory: &directory, ..*basis };
    let people: BTreeMap<&EmployeeId, &Employee> = directory.iter().map(|employee| (&employee.id, employee)).collect();
    let mut findings = Vec::new();
    let mut reversals = Vec::new();
    for change in import.changes {
        match people.get(&change.employee) {
            Some(employee) => reversals.push(Reversal::of(change, employee, import, basis.settings, &mut findings)),
            None => findings.push(not_restored(change.source_id.as_deref(), &change.employee, None, GONE)),
        }
    }
    give_up_taken_identifiers(&directory, &mut reversals, &mut findings);
    let restoring = reversals.into_iter().filter(|reversal| !reversal.fields.is_empty());
    let changes: Vec<Change> = restoring.map(|reversal| reversal.into_change(basis.settings)).collect();
    findings.extend(changes.iter().filter_map(basis::risk));
    let seal = ("undo", import.run, import.digest);
    let planned = Planned::without_a_read(Trigger::Undo, changes, findings, &seal);
    Planned { undoes: Some(import.run.to_owned()), ..planned }.finish(basis)
}

/// What is taken back of one person.
struct Reversal<'a> {
    employee: &'a Employee,
    source_id: Option<String>,
    fields: Vec<FieldChange>,
}

impl<'a> Reversal<'a> {
    fn of(
        change: &Change,
        employee: &'a Employee,
        import: &Import<'_>,
        settings: &Settings,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let source_id = employee.source_id.clone().or_else(|| change.source_id.clone());
        let mut fields = Vec::new();
        for field in wanted(change) {
            let now = employee.value(&field.field);
            if settings.redacts(&field.field) {
                findings.push(not_restored(source_id.as_deref(), &employee.id, Some(&field.field), REDACTED));
            } else if now == field.before || (change.action == Action::Create && employee.status != EmployeeStatus::Active) {
                // Taken back already, whoever did it.
            } else if now == field.after && is_untouched(employee, &field.field, import) {
                fields.push(FieldChange { field: field.field, before: now, after: field.before });
            } else {
                let why = Code::NotRestored.message();
                findings.push(not_restored(source_id.as_deref(), &employee.id, Some(&field.field), why));
            }
        }
        Self { employee, source_id, fields }
    }

    fn into_change(self, settings: &Settings) -> Change {
        let status = self.fields.iter().find(|field| field.field == Field::Status);
        let action = match status.map(|status| status.after.as_deref().and_then(EmployeeStatus::parse)) {
            None => Action::Update,
            Some(Some(EmployeeStatus::Active)) => Action::Reactivate,
            Some(_) => Action::Deactivate,
        };
        basis::change(action, self.employee, self.source_id, self.fields, settings)
    }
}

/// The fields that are to be as before. Somebody who was created is to be ended, and nothing else.
fn wanted(change: &Change) -> Vec<FieldChange> {
    if change.action != Action::Create {
        return change.fields.clone();
    }
    let text = |status: EmployeeStatus| Some(status.as_str().to_owned());
    vec![FieldChange { field: Field::Status, before: text(EmployeeStatus::Deactivated), after: text(EmployeeStatus::Active) }]
}

/// Whether the value is the import's own. Where nothing tells who wrote it, the value alone decides.
fn is_untouched(employee: &Employee, field: &Field, import: &Import<'_>) -> bool {
    let from = employee.provenance.get(field);
    from.is_none_or(|from| from.run == import.run || (from.mapping == 0 && import.undos.contains(&from.run)))
}

/// Leaves identifiers as they are that somebody else would have as well (R20), until none is shared. Whoever would share
/// one loses it, so that the order of people does not matter.
fn give_up_taken_identifiers(directory: &[Employee], reversals: &mut [Reversal<'_>], findings: &mut Vec<Finding>) {
    loop {
        let holders = holders(directory, reversals);
        let is_taken = |field: &FieldChange| {
            let key = field.after.as_deref().and_then(|value| identifier(&field.field, value));
            key.is_some_and(|key| holders.get(&key).is_some_and(|holders| *holders > 1))
        };
        let mut given_up = false;
        for reversal in &mut *reversals {
            for field in reversal.fields.extract_if(.., |field| is_taken(field)) {
                let source_id = reversal.source_id.as_deref();
                findings.push(not_restored(source_id, &reversal.employee.id, Some(&field.field), TAKEN));
                given_up = true;
            }
        }
        if !given_up {
            return;
        }
    }
}

/// How many people would have each identifier.
fn holders(directory: &[Employee], reversals: &[Reversal<'_>]) -> BTreeMap<String, usize> {
    let by_employee: BTreeMap<&EmployeeId, &Reversal<'_>> =
        reversals.iter().map(|reversal| (&reversal.employee.id, reversal)).collect();
    let mut holders = BTreeMap::new();
    for employee in directory {
        for field in [Field::Email, Field::EmployeeId, Field::SourceId] {
            let reversal = by_employee.get(&employee.id);
            let restored = reversal.and_then(|reversal| reversal.fields.iter().find(|restored| restored.field == field));
            let value = restored.map_or_else(|| employee.value(&field), |restored| restored.after.clone());
            if let Some(key) = value.and_then(|value| identifier(&field, &value)) {
                *holders.entry(key).or_default() += 1;
            }
        }
    }
    holders
}

/// The form in which an identifier belongs to one person; `None` for every other field.
pub(crate) fn identifier(field: &Field, value: &str) -> Option<String> {
    match field {
        Field::Email => Some(format!("{field} {}", email_key(value))),
        Field::EmployeeId | Field::SourceId => Some(format!("{field} {value}")),
        _ => None,
    }
}

const GONE: &str = "The person whom the import wrote is not in the directory.";
const REDACTED: &str = "The field is redacted for this account by now; it was left as it is.";
const TAKEN: &str = "Somebody else has the old value by now, and it belongs to one person; it was left as it is.";

/// Whoever the source does not know is named by the directory's id.
fn not_restored(source_id: Option<&str>, employee: &EmployeeId, field: Option<&Field>, why: &str) -> Finding {
    match (source_id, field) {
        (Some(id), field) => Finding { message: why.to_owned(), ..Finding::person(Code::NotRestored, id, field.cloned()) },
        (None, Some(field)) => Finding::whole(Code::NotRestored, None, format!("{field} of {employee}: {why}")),
        (None, None) => Finding::whole(Code::NotRestored, None, format!("{employee}: {why}")),
    }
}
