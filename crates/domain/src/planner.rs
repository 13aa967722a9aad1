//! The planner: a whole read and a directory become a plan. Pure and order-free (I12).

mod changes;
mod clearing;
mod draft;
pub(crate) mod finish;

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::desired::{Desired, Reading, desire};
use crate::digest::Digest;
use crate::duplicates::Unmatched;
use crate::employee::{Employee, EmployeeStatus};
use crate::field::Field;
use crate::finding::{Code, Finding};
use crate::guards::Objection;
use crate::hierarchy;
use crate::mapping::Mapping;
use crate::matching;
use crate::near_names;
use crate::outcome::{ended_by_review, outcomes};
use crate::plan::{Plan, Trigger, Verdict};
use crate::settings::Settings;
use crate::source::{Coverage, Snapshot, SourcePerson};
use crate::spelling;

use draft::Draft;

/// The planner of this release. It moves when the same inputs may come to another plan.
pub const VERSION: u32 = 1;

/// Everything that a plan depends on.
#[derive(Debug, Clone, Copy)]
pub struct PlanInput<'a> {
    /// The account.
    pub account: &'a str,
    /// The source company.
    pub company: &'a str,
    /// Who asks.
    pub trigger: Trigger,
    /// The account's local date.
    pub today: Date,
    /// The directory epoch at which `directory` was read.
    pub base_epoch: u64,
    /// The mapping.
    pub mapping: &'a Mapping,
    /// Limits, guards and redaction.
    pub settings: &'a Settings,
    /// The read, proved whole by its adapter.
    pub snapshot: &'a Snapshot,
    /// Everybody in the directory.
    pub directory: &'a [Employee],
    /// Company and mapping version of the last import, if there was one (G7).
    pub last_import: Option<(&'a str, u32)>,
}

impl PlanInput<'_> {
    /// Whether a blank in this field says nothing: the credential may not read it, or it is redacted (D8, R95).
    pub(crate) fn hides(&self, field: &Field) -> bool {
        self.snapshot.not_granted.contains(field) || self.settings.redacts(field)
    }
}

/// Plans. Bad rows become findings; a read that cannot be believed becomes a plan without changes (D13).
#[must_use]
pub fn plan(input: &PlanInput<'_>) -> Plan {
    let directory = visible(input.directory, input.settings);
    let input = &PlanInput { directory: &directory, ..*input };
    let active = input.directory.iter().filter(|employee| employee.status == EmployeeStatus::Active).count();
    let expected = if input.snapshot.coverage == Coverage::Everybody { active } else { 0 };
    if let Some(why) = incomplete(input.snapshot.people.len(), expected) {
        return unbelieved(input, why);
    }
    let mut findings = not_granted(input);
    let (mut rows, found): (Vec<Desired<'_>>, Vec<Vec<Finding>>) =
        in_order(input.snapshot).into_iter().map(|person| map(input, person)).unzip();
    clearing::restrict(input, &mut rows, &mut findings);
    let matches = matching::match_rows(&rows, input.directory);
    let unmatched = Unmatched::of(input.directory, &matches.seen);
    let outcomes = outcomes(input, &rows, &matches, &unmatched);
    // What is wrong with the row of somebody who is not imported concerns nobody.
    let told = found.into_iter().zip(&outcomes).filter(|(_, outcome)| outcome.is_of_concern());
    findings.extend(told.flat_map(|(found, _)| found));
    spelling::merge(&mut rows, |row| outcomes[row].is_written(), input.mapping, input.directory, &mut findings);
    findings.extend(near(input));
    let ended = ended_by_review(input, &outcomes, &matches.seen);
    let managers = hierarchy::resolve(&rows, &outcomes, input.directory, &ended, input.today);
    findings.extend(managers.findings);
    let mut draft = Draft::new(input, findings, ended);
    for (row, (outcome, manager)) in rows.iter().zip(outcomes.iter().zip(&managers.emails)) {
        draft.row(row, outcome, manager.as_deref());
    }
    draft.absent(&matches.seen);
    draft.finish()
}

/// The plan of a read that is not believed: it changes nothing (D13, G3).
fn unbelieved(input: &PlanInput<'_>, why: String) -> Plan {
    let objection =
        Objection { guard: Code::SourceIncomplete, concerned: 0, people: Vec::new(), message: why.clone(), limit: None };
    let draft = Draft::new(input, vec![Finding::whole(Code::SourceIncomplete, None, why)], BTreeSet::new());
    Plan { verdict: Verdict::Incomplete, objections: vec![objection], ..draft.finish() }
}

/// The digest of a read, whatever the order of its people.
#[must_use]
pub fn snapshot_digest(snapshot: &Snapshot) -> Digest {
    Digest::of_json(&(in_order(snapshot), &snapshot.not_granted))
}

/// Why a read of so many people is not believed beside so many active employees (D13).
#[must_use]
pub fn incomplete(people: usize, active: usize) -> Option<String> {
    if people == 0 {
        return Some(
            "The source gave no people at all. Check the company id and the permissions; nothing was changed.".to_owned(),
        );
    }
    (people * 2 < active).then(|| {
        format!("The source gave {people} people and the directory has {active} active ones. Fewer than half is not believed; nothing was changed.")
    })
}

/// The directory as planning may see it: by id, and without the values of redacted fields (R95).
pub(crate) fn visible<'a>(directory: &'a [Employee], settings: &Settings) -> Cow<'a, [Employee]> {
    if settings.redacted.is_empty() && directory.is_sorted_by(|left, right| left.id <= right.id) {
        return Cow::Borrowed(directory);
    }
    let mut copy = directory.to_vec();
    copy.sort_by(|left, right| left.id.cmp(&right.id));
    for employee in &mut copy {
        employee.profile.redact(settings);
    }
    Cow::Owned(copy)
}

/// People by source id. Should an id repeat against all promises, what else the rows say decides, never their position.
pub(crate) fn in_order(snapshot: &Snapshot) -> Vec<&SourcePerson> {
    let mut people: Vec<&SourcePerson> = snapshot.people.iter().collect();
    let whole = |person: &SourcePerson| serde_json::to_vec(person).unwrap_or_default();
    people.sort_by(|left, right| left.source_id.cmp(&right.source_id).then_with(|| whole(left).cmp(&whole(right))));
    people
}

fn map<'a>(input: &PlanInput<'a>, person: &'a SourcePerson) -> (Desired<'a>, Vec<Finding>) {
    let PlanInput { mapping, settings, today, snapshot, .. } = *input;
    desire(person, &Reading { mapping, settings, today, date_order: snapshot.date_order })
}

fn not_granted(input: &PlanInput<'_>) -> Vec<Finding> {
    let fields = input.snapshot.not_granted.iter().filter(|field| !input.settings.redacts(field));
    fields.map(|field| Finding::of(Code::NotGranted, None, Some(field.clone()))).collect()
}

/// New demographics with nearly the name of one that the directory has (R59).
fn near(input: &PlanInput<'_>) -> Vec<Finding> {
    let near = near_names::near_names(input.mapping, &near_names::existing(input.directory));
    let finding = |near: near_names::NearName| {
        let message = format!(
            "The new demographic {:?} has nearly the name of {:?}, which the directory has; reports would not join them.",
            near.mapped, near.existing
        );
        Finding::whole(Code::NearDemographicName, Some(Field::Demographic(near.mapped)), message)
    };
    near.into_iter().map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_a_read_is_that_of_its_json_in_order() {
        let person = |id: &str| SourcePerson { source_id: id.to_owned(), ..SourcePerson::default() };
        for ids in [&[][..], &["1"], &["3", "1", "2"]] {
            let people = ids.iter().map(|id| person(id)).collect();
            let snapshot = Snapshot { people, not_granted: [Field::Email, Field::Name].into(), ..Snapshot::default() };
            let json = serde_json::to_vec(&(in_order(&snapshot), &snapshot.not_granted)).unwrap();
            assert_eq!(snapshot_digest(&snapshot), Digest::of(&json), "{ids:?}");
        }
    }
}
