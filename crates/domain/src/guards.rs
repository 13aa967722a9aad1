//! Guards: what stops an automated run before its first write, and what a person must confirm in a reviewed one.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};

use crate::diff;
use crate::employee::EmployeeId;
use crate::field::Field;
use crate::finding::{Code, Finding};
use crate::hierarchy;
use crate::plan::{Action, Change, Flag, Trigger};
use crate::settings::{Hierarchy, Settings, VolumeLimit};

/// What the guards look at.
#[derive(Debug)]
pub struct Evidence<'a> {
    /// Who asked.
    pub trigger: Trigger,
    /// The account's limits.
    pub settings: &'a Settings,
    /// The changes of the plan.
    pub changes: &'a [Change],
    /// The findings so far.
    pub findings: &'a [Finding],
    /// Active people of the directory before the plan.
    pub active: usize,
    /// Whether the directory holds nobody: the first import has no limits to exceed.
    pub first_import: bool,
    /// Company and mapping version of this plan.
    pub current: (&'a str, u32),
    /// Those of the last import, if there was one.
    pub last_import: Option<(&'a str, u32)>,
}

/// What a guard that stops a run says: how many people it is about, who they are and which of their fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// The guard.
    pub guard: Code,
    /// How many people it is about; 0 where it is about the whole.
    pub concerned: usize,
    /// The first of them, at most [`NAMED`], in the order of the plan.
    pub people: Vec<Concerned>,
    /// A sentence with the figures. Holds no value of a person.
    pub message: String,
    /// What was exceeded, where it is about a number: leaving people out may come below it again.
    pub limit: Option<Limit>,
}

/// A limit on a number of people, with the number of active people that its share is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// Share and least number.
    pub limit: VolumeLimit,
    /// Active people of the directory before the plan.
    pub active: usize,
}

impl Objection {
    /// Whether it is about these very people, and not about their number.
    #[must_use]
    pub fn is_about_people(&self) -> bool {
        matches!(self.guard, Code::HighRiskChange | Code::IdentifierConflict | Code::IdentifierSwap | Code::DuplicateInSource)
    }
}

/// Somebody whom an objection is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concerned {
    /// The person's id in the source.
    pub source_id: Option<String>,
    /// The person's id in the directory, where the row is known to be that person.
    pub employee: Option<EmployeeId>,
    /// The fields that it is about.
    pub fields: Vec<Field>,
}

/// How many people an objection names.
pub const NAMED: usize = 50;

/// The guards that object, each once, in the order G1 to G7. A guard that panics or cannot decide objects; it never passes.
#[must_use]
pub fn judge(evidence: &Evidence<'_>) -> Vec<Objection> {
    judge_by(&GUARDS, evidence)
}

/// Looks at the evidence and objects, or not.
type Guard = fn(&Evidence<'_>) -> Result<Option<Objection>, Undecided>;

/// A guard could not decide; why, in a clause.
struct Undecided(&'static str);

const GUARDS: [(Code, Guard); 10] = [
    (Code::HighRiskChange, high_risk),
    (Code::IdentifierConflict, |evidence| {
        Ok(refused_rows(evidence, Code::IdentifierConflict, "its identifiers belong to different people in the directory"))
    }),
    (Code::IdentifierSwap, |evidence| {
        Ok(refused_rows(evidence, Code::IdentifierSwap, "an identifier moved from one person to another in this read"))
    }),
    (Code::DuplicateInSource, |evidence| {
        Ok(refused_rows(evidence, Code::DuplicateInSource, "another row has the same identifier"))
    }),
    (Code::VolumeDeactivate, deactivations),
    (Code::VolumeCreate, creations),
    (Code::VolumeIdentifiers, identifiers),
    (Code::CompanyChanged, company),
    (Code::MappingChanged, mapping),
    (Code::HierarchyBlocked, |evidence| Ok(reporting_lines(evidence))),
];

fn judge_by(guards: &[(Code, Guard)], evidence: &Evidence<'_>) -> Vec<Objection> {
    let on = guards.iter().filter(|(code, _)| !is_off(evidence.settings, *code));
    let objections = on.filter_map(|(code, guard)| match catch_unwind(AssertUnwindSafe(|| guard(evidence))) {
        Ok(Ok(objection)) => objection,
        Ok(Err(Undecided(why))) => Some(undecided(*code, why)),
        Err(_) => Some(undecided(*code, "it failed")),
    });
    objections.collect()
}

fn is_off(settings: &Settings, guard: Code) -> bool {
    settings.guards_off.contains(&guard) && crate::settings::MAY_BE_OFF.contains(&guard)
}

fn undecided(guard: Code, why: &str) -> Objection {
    let message = format!("The guard {guard} could not decide: {why}. A guard that cannot decide stops the run.");
    Objection { guard: Code::GuardUndecided, concerned: 0, people: Vec::new(), message, limit: None }
}

/// G1 (R88, D3).
fn high_risk(evidence: &Evidence<'_>) -> Result<Option<Objection>, Undecided> {
    let settings = &evidence.settings.high_risk;
    if !settings.can_trip() {
        return Err(Undecided("by the settings no change would ever be one"));
    }
    let risky = evidence.changes.iter().filter(|change| change.flags.contains(&Flag::HighRiskChange));
    let people: Vec<Concerned> = risky.map(|change| concerned(change, diff::turned(&change.fields, settings))).collect();
    let message = format!(
        "{} to turn into another: {} or more of the identifying fields change at once.",
        seem(people.len()),
        settings.minimum
    );
    Ok(objection(Code::HighRiskChange, people, message))
}

/// G2 (D9): an automated run stops on rows that a person may leave out.
fn refused_rows(evidence: &Evidence<'_>, code: Code, why: &str) -> Option<Objection> {
    if evidence.trigger.is_reviewed() {
        return None;
    }
    let people = about(evidence, &[code], |field| field.map_or(vec![Field::Email, Field::EmployeeId], |field| vec![field]));
    let message = format!("{} refused: {why}.", rows(people.len()));
    objection(code, people, message)
}

/// G4 (D10).
fn deactivations(evidence: &Evidence<'_>) -> Result<Option<Objection>, Undecided> {
    let people = doing(evidence, Action::Deactivate);
    volume(Code::VolumeDeactivate, evidence.settings.deactivate, evidence.active, people, "would be deactivated")
}

/// G5 (D10).
fn creations(evidence: &Evidence<'_>) -> Result<Option<Objection>, Undecided> {
    let people = if evidence.first_import { Vec::new() } else { doing(evidence, Action::Create) };
    volume(Code::VolumeCreate, evidence.settings.create, evidence.active, people, "would be created beside them")
}

/// G6 (D10).
fn identifiers(evidence: &Evidence<'_>) -> Result<Option<Objection>, Undecided> {
    let flagged = evidence.changes.iter().filter(|change| change.flags.contains(&Flag::IdentifierChange));
    let people = flagged.map(|change| concerned(change, diff::changed_identifiers(&change.fields))).collect();
    volume(
        Code::VolumeIdentifiers,
        evidence.settings.identifiers,
        evidence.active,
        people,
        "would get another email or Employee ID",
    )
}

fn volume(
    guard: Code,
    limit: VolumeLimit,
    active: usize,
    people: Vec<Concerned>,
    what: &str,
) -> Result<Option<Objection>, Undecided> {
    if !limit.exceeded(people.len(), active) {
        return Ok(None);
    }
    let VolumeLimit { percent, people: least } = limit;
    let message =
        format!("Of {active} active people {} {what}; the limit is more than {percent} % and at least {least}.", people.len());
    let objection = objection(guard, people, message);
    Ok(objection.map(|objection| Objection { limit: Some(Limit { limit, active }), ..objection }))
}

/// G7.
fn company(evidence: &Evidence<'_>) -> Result<Option<Objection>, Undecided> {
    let last = last_import(evidence)?;
    let changed = last.is_some_and(|(company, _)| company != evidence.current.0);
    Ok(whole(Code::CompanyChanged, changed && !evidence.changes.is_empty()))
}

/// G7 (D22).
fn mapping(evidence: &Evidence<'_>) -> Result<Option<Objection>, Undecided> {
    let last = last_import(evidence)?;
    let changed = last.is_some_and(|(_, version)| version != evidence.current.1);
    Ok(whole(Code::MappingChanged, changed && !evidence.changes.is_empty()))
}

/// What the last import was based on. An automated run always follows one; without a trace of it nothing can be compared.
fn last_import<'a>(evidence: &Evidence<'a>) -> Result<Option<(&'a str, u32)>, Undecided> {
    let lost = evidence.last_import.is_none() && !evidence.trigger.is_reviewed() && !evidence.changes.is_empty();
    if lost { Err(Undecided("nothing is known of the last import")) } else { Ok(evidence.last_import) }
}

/// The account wants to be stopped by problems of its reporting lines (D12).
fn reporting_lines(evidence: &Evidence<'_>) -> Option<Objection> {
    let nothing_to_confirm = evidence.trigger.is_reviewed() && evidence.changes.is_empty();
    if evidence.settings.hierarchy != Hierarchy::Block || nothing_to_confirm {
        return None;
    }
    let people = about(evidence, &hierarchy::PROBLEMS, |_| vec![Field::ManagerEmail]);
    let message = match people.len() {
        1 => "One person has a problem with the manager.".to_owned(),
        people => format!("{people} people have a problem with the manager."),
    };
    objection(Code::HierarchyBlocked, people, message)
}

fn doing(evidence: &Evidence<'_>, action: Action) -> Vec<Concerned> {
    let found = evidence.changes.iter().filter(|change| change.action == action);
    found.map(|change| concerned(change, change.fields.iter().map(|field| field.field.clone()).collect())).collect()
}

fn concerned(change: &Change, fields: Vec<Field>) -> Concerned {
    let employee = (change.action != Action::Create).then(|| change.employee.clone());
    Concerned { source_id: change.source_id.clone(), employee, fields }
}

/// The people whom findings of some codes are about.
fn about(evidence: &Evidence<'_>, codes: &[Code], fields: impl Fn(Option<Field>) -> Vec<Field>) -> Vec<Concerned> {
    let found = evidence.findings.iter().filter(|finding| codes.contains(&finding.code));
    let person = |finding: &Finding| Concerned {
        source_id: finding.source_id.clone(),
        employee: None,
        fields: fields(finding.field.clone()),
    };
    found.map(person).collect()
}

/// An objection about people; none when there are none.
fn objection(guard: Code, mut people: Vec<Concerned>, message: String) -> Option<Objection> {
    let concerned = people.len();
    people.truncate(NAMED);
    (concerned > 0).then_some(Objection { guard, concerned, people, message, limit: None })
}

fn whole(guard: Code, objects: bool) -> Option<Objection> {
    objects.then(|| Objection { guard, concerned: 0, people: Vec::new(), message: guard.message().to_owned(), limit: None })
}

fn seem(people: usize) -> String {
    if people == 1 { "One person seems".to_owned() } else { format!("{people} people seem") }
}

fn rows(number: usize) -> String {
    if number == 1 { "One row was".to_owned() } else { format!("{number} rows were") }
}

#[cfg(test)]
mod boundaries;
#[cfg(test)]
mod tests;
