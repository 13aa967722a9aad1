//! The plan lint: whether a finished plan contradicts itself. Run over every plan in tests and before every commit.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::dates;
use crate::digest::Digest;
use crate::employee::EmployeeStatus;
use crate::field::{Field, FieldChange};
use crate::plan::{Action, Change, ChangeId, LeftOut, Plan, Trigger, Verdict};
use crate::settings::Settings;
use crate::text::email_key;

/// A contradiction in a plan. Holds no value of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The change concerned; `None` for the whole plan.
    pub change: Option<ChangeId>,
    /// What is wrong, in a clause.
    pub what: &'static str,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.change {
            Some(id) => write!(f, "{id}: {}", self.what),
            None => f.write_str(self.what),
        }
    }
}

/// Every contradiction in a plan that was sealed by a digest, under the settings that hold now; none for a plan that may be
/// committed.
#[must_use]
pub fn lint(plan: &Plan, digest: &Digest, settings: &Settings) -> Vec<Flaw> {
    let broken_seal = (plan.digest() != *digest).then_some("a digest that is not that of the plan");
    let mut flaws: Vec<Flaw> = whole(plan).into_iter().chain(broken_seal).map(|what| Flaw { change: None, what }).collect();
    let shared = shared_identifiers(plan);
    let (mut ids, mut people) = (BTreeSet::new(), BTreeSet::new());
    for change in &plan.changes {
        let repeated = !ids.insert(&change.id) || !people.insert(&change.employee);
        let wrong = [
            (repeated, "a second change with one id or of one person"),
            (redacted(change, settings), "a redacted field"),
            (change.fields.iter().any(|field| field.before == field.after), "a field that does not change"),
            (change.fields.iter().any(|field| clears_what_names(plan, field)), "a cleared name, identifier or status"),
            (shared.contains(&change.id), "an identifier that another change gives to somebody else"),
        ];
        let wrong = wrong.into_iter().filter_map(|(found, what)| found.then_some(what)).chain(of_action(plan, change));
        flaws.extend(wrong.map(|what| Flaw { change: Some(change.id.clone()), what }));
    }
    flaws
}

fn whole(plan: &Plan) -> Vec<&'static str> {
    let doing = |action| plan.changes.iter().filter(|change| change.action == action).count();
    let counts = &plan.counts;
    let counted = [
        (Action::Create, counts.create),
        (Action::Update, counts.update),
        (Action::Deactivate, counts.deactivate),
        (Action::Reactivate, counts.reactivate),
    ];
    let verdict_fits = match plan.verdict {
        Verdict::Apply => plan.objections.is_empty() && !plan.changes.is_empty(),
        Verdict::NoChanges => plan.objections.is_empty() && plan.changes.is_empty(),
        Verdict::Blocked => !plan.objections.is_empty(),
        Verdict::Incomplete => plan.changes.is_empty(),
    };
    let wrong = [
        (counted.iter().any(|(action, count)| doing(*action) != *count), "counts that are not those of the changes"),
        (!verdict_fits, "a verdict that does not fit the changes and guards"),
        (counts.missing_from_source != plan.missing.len(), "a count of missing people that is not their number"),
    ];
    wrong.into_iter().filter_map(|(found, what)| found.then_some(what)).collect()
}

fn redacted(change: &Change, settings: &Settings) -> bool {
    let same_person = change.duplicates.iter().flat_map(|candidate| &candidate.fields);
    change.fields.iter().chain(same_person).any(|field| settings.redacts(&field.field))
}

/// A blank never takes away who somebody is (R28, D8). An undo may take back what an import gave to somebody who had none.
fn clears_what_names(plan: &Plan, change: &FieldChange) -> bool {
    let names = matches!(change.field, Field::Name | Field::Email | Field::EmployeeId | Field::SourceId);
    let cleared = (names && plan.trigger != Trigger::Undo) || change.field == Field::Status;
    cleared && change.after.is_none()
}

/// Changes after which two people would have one identifier (R20).
fn shared_identifiers(plan: &Plan) -> BTreeSet<&ChangeId> {
    let mut holders: BTreeMap<(&Field, String), Vec<&ChangeId>> = BTreeMap::new();
    for change in &plan.changes {
        for field in &change.fields {
            let Some(value) = &field.after else { continue };
            match field.field {
                Field::Email => holders.entry((&field.field, email_key(value))).or_default().push(&change.id),
                Field::EmployeeId | Field::SourceId => {
                    holders.entry((&field.field, value.clone())).or_default().push(&change.id);
                }
                _ => {}
            }
        }
    }
    holders.into_values().filter(|changes| changes.len() > 1).flatten().collect()
}

/// What an action requires of its fields.
fn of_action(plan: &Plan, change: &Change) -> Option<&'static str> {
    let after =
        |field: &Field| change.fields.iter().find(|changed| changed.field == *field).and_then(|field| field.after.as_deref());
    let status = after(&Field::Status).and_then(EmployeeStatus::parse);
    match change.action {
        Action::Create => {
            let blank = change.fields.iter().any(|field| field.before.is_some());
            let known = change.email.is_none() && change.employee_id.is_none();
            let made = !plan.trigger.reads_source();
            let wrong = made || change.base_version != 0 || blank || known || status != Some(EmployeeStatus::Active);
            wrong.then_some("a creation of somebody who is there, has no identifier or is not active")
        }
        _ if change.base_version == 0 || change.fields.is_empty() => Some("a change of nobody or of nothing"),
        Action::Update => status.is_some().then_some("an update that changes the status"),
        Action::Reactivate => (status != Some(EmployeeStatus::Active)).then_some("a reactivation that leaves somebody ended"),
        Action::Deactivate => {
            let ended = after(&Field::EndDate).and_then(dates::parse_iso).or(change.end_date);
            let reached = ended.is_some_and(|end| end <= plan.today);
            let allowed = match status {
                Some(EmployeeStatus::Former) => reached || plan.trigger == Trigger::Undo,
                Some(EmployeeStatus::Deactivated) => ends_by_review(plan, change),
                _ => false,
            };
            (!allowed).then_some("a deactivation without an End Date that was reached")
        }
    }
}

/// The ways in which a person may end somebody without an End Date: excluded people, support's action, an undo and an edit
/// (R13, R25, D1, D6).
fn ends_by_review(plan: &Plan, change: &Change) -> bool {
    let excluded = change.source_id.as_ref().is_some_and(|id| plan.left_out.get(id) == Some(&LeftOut::Excluded));
    let missing = plan.trigger == Trigger::DeactivateMissing && plan.missing.contains(&change.employee);
    plan.trigger.is_reviewed() && (excluded || missing || !plan.trigger.reads_source())
}

#[cfg(test)]
mod tests;
