//! Why a value is what it is, why it was not changed, and why somebody is not in the directory: each in a sentence, with
//! the next step where there is one.

use std::fmt;

use jiff::Timestamp;

use crate::employee::{Employee, EmployeeId};
use crate::field::Field;
use crate::finding::Code;
use crate::mapping::Mapping;
use crate::plan::{Action, Change, LeftOut, Plan};
use crate::settings::Settings;

/// Something worth telling about one field or person. `sentence` may hold the person's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The code of the finding that says so, where one does.
    pub code: Option<Code>,
    /// What is so.
    pub sentence: String,
    /// What to do next.
    pub next_step: String,
}

impl Reason {
    fn finding(code: Code, message: &str) -> Self {
        Self { code: Some(code), sentence: message.to_owned(), next_step: code.next_step().to_owned() }
    }

    fn told(sentence: impl Into<String>, next_step: impl Into<String>) -> Self {
        Self { code: None, sentence: sentence.into(), next_step: next_step.into() }
    }
}

/// What became of a change of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The plan was not committed.
    Pending,
    /// A guard stopped the plan.
    Stopped,
    /// The reviewer left the change out.
    LeftOut,
    /// The person had changed since the review.
    Refused,
    /// It was written.
    Written,
}

/// The newest plan.
#[derive(Clone, Copy)]
pub struct Newest<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// What became of one of its changes.
    pub fate: &'a (dyn Fn(&Change) -> Fate + Sync),
}

impl fmt::Debug for Newest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Newest").field("counts", &self.plan.counts).finish_non_exhaustive()
    }
}

/// What wrote a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The run.
    pub run: String,
    /// The mapping version that it used.
    pub mapping_version: u32,
    /// When the run began; `None` when history no longer has it.
    pub at: Option<Timestamp>,
    /// Who asked for it.
    pub actor: Option<String>,
    /// The run that it reversed, where it was an undo.
    pub undid: Option<String>,
}

impl Origin {
    /// Who gave the value and when, where a person and no mapping did.
    fn by_hand(&self) -> Option<String> {
        let what = match &self.undid {
            _ if self.mapping_version != 0 => return None,
            Some(undid) => format!("restored by the undo of {undid}"),
            None => "edited by hand".to_owned(),
        };
        let by = self.actor.as_ref().map(|actor| format!(" by {actor}")).unwrap_or_default();
        let on = self.at.map(|at| at.strftime(" on %Y-%m-%d at %H:%M UTC").to_string()).unwrap_or_default();
        Some(format!("{what}{by}{on} ({})", self.run))
    }
}

/// The rule by which a field is filled, in a sentence.
#[must_use]
pub fn rule(field: &Field) -> &'static str {
    match field {
        Field::Name => "First and last primary name, joined (R50).",
        Field::PreferredName => "The preferred first name; with the last name where that differs (R51).",
        Field::Email => "The work email, as sent (R20, D14).",
        Field::EmployeeId => "The account's Employee ID field (R29, D15).",
        Field::DateOfBirth => "The date of birth, when it is plausible (D17).",
        Field::StartDate => "The Service Date (R31).",
        Field::EndDate => "The Termination Date (R10).",
        Field::ManagerEmail => "The work email of the person reported to (R52).",
        Field::Status => "Only a reached End Date ends; absence never does (R10, R11).",
        Field::SourceId => "The source's own id, which remembers the match (D15).",
        Field::Demographic(_) => "A custom demographic, by the mapping (R54).",
    }
}

/// Where a field of an employee has its value from, in one sentence. `source` is the path of the source field.
#[must_use]
pub fn origin(employee: &Employee, field: &Field, settings: &Settings, source: Option<&str>, wrote: Option<&Origin>) -> String {
    if settings.redacts(field) {
        return format!("{field} is redacted for this account: nothing is imported into it and nothing of it is shown (R94).");
    }
    if let Some(by_hand) = wrote.and_then(Origin::by_hand) {
        return match employee.value(field) {
            Some(value) => format!("{field} is {value}, {by_hand}."),
            None => format!("{field} has no value, {by_hand}."),
        };
    }
    let Some(value) = employee.value(field) else {
        return match source {
            Some(source) => format!("{field} has no value; it would come from TriNet's {source}."),
            None => format!("{field} has no value, and no mapping fills it."),
        };
    };
    let Some(Origin { run, mapping_version, at, actor, .. }) = wrote else {
        return format!("{field} is {value}; no import wrote that, so it was entered in the directory itself.");
    };
    let source = source.map(|source| format!(" from TriNet's {source}")).unwrap_or_default();
    let at = at.map(|at| at.strftime(" on %Y-%m-%d at %H:%M UTC").to_string()).unwrap_or_default();
    let by = actor.as_ref().map(|actor| format!(" for {actor}")).unwrap_or_default();
    format!("{field} is {value}{source}, written{at} by {run}{by} under mapping version {mapping_version}.")
}

/// Why a field of an employee was not changed by the newest plan; empty when there is nothing to tell.
#[must_use]
pub fn not_changed(
    employee: &Employee,
    field: &Field,
    mapping: &Mapping,
    settings: &Settings,
    newest: Option<Newest<'_>>,
) -> Vec<Reason> {
    if settings.redacts(field) {
        return Vec::new();
    }
    let mut reasons = Vec::new();
    if let Field::Demographic(name) = field
        && !mapping.demographics.iter().any(|demographic| demographic.name == *name)
    {
        let next = "Nothing, if it is kept by hand; else have it mapped, or delete it when no report needs it.";
        reasons.push(Reason::told(format!("No mapping fills {field}, so a sync leaves it alone (R55, R60)."), next));
    }
    let Some(Newest { plan, fate }) = newest else { return reasons };
    // What is wrong with an End Date is why a status stays what it is.
    let of_field = |about: &Field| about == field || (*field == Field::Status && *about == Field::EndDate);
    let about = |finding: &&crate::Finding| {
        let person = finding.source_id.is_some() && finding.source_id == employee.source_id;
        let of_all = finding.source_id.is_none() && finding.field.is_some();
        (person && finding.field.as_ref().is_none_or(of_field)) || (of_all && finding.field.as_ref() == Some(field))
    };
    reasons.extend(plan.findings.iter().filter(about).map(|finding| Reason::finding(finding.code, &finding.message)));
    if *field == Field::Status && plan.missing.contains(&employee.id) && employee.source_id.is_none() {
        reasons.push(Reason::finding(Code::MissingFromSource, Code::MissingFromSource.message()));
    }
    let of_person = |change: &&Change| change.employee == employee.id && change.action != Action::Create;
    let change = plan.changes.iter().find(of_person);
    let planned = change.and_then(|change| Some((change, change.fields.iter().find(|it| it.field == *field)?)));
    if let Some((change, planned)) = planned {
        let to = planned.after.as_deref().unwrap_or("(none)");
        reasons.extend(unwritten(fate(change), &format!("{field} would become {to}"), plan));
    }
    reasons
}

const NOTHING: &str = "Nothing.";

/// Why something planned is not in the directory.
fn unwritten(fate: Fate, what: &str, plan: &Plan) -> Option<Reason> {
    let review = "Review again in a manual sync.";
    match fate {
        Fate::Written => None,
        Fate::Pending => {
            Some(Reason::told(format!("{what} by the newest plan, which was not committed."), "Review and commit it."))
        }
        Fate::LeftOut => Some(Reason::told(format!("{what}, but the reviewer left that change out."), review)),
        Fate::Refused => Some(Reason::told(format!("{what}, but the person had changed since the review."), review)),
        Fate::Stopped => {
            let guards: Vec<&str> = plan.objections.iter().map(|objection| objection.guard.as_str()).collect();
            let sentence = format!("{what}, but the sync was stopped by {}.", guards.join(", "));
            Some(Reason::told(sentence, "Review it in a manual sync; if it is right, confirm it with a reason."))
        }
    }
}

/// Why a person of the source is not in the directory, by the newest plan; empty when the plan does not know the person.
#[must_use]
pub fn not_in_directory(source_id: &str, Newest { plan, fate }: Newest<'_>) -> Vec<Reason> {
    let mut reasons = match plan.left_out.get(source_id) {
        Some(LeftOut::Excluded) => vec![Reason::told(
            "TriNet excludes this person: the mapped exclusion field says Yes (R63).",
            "Nothing, or change the field in TriNet and sync again.",
        )],
        Some(LeftOut::EndedNotImported) => {
            vec![Reason::told("This person had left before the first import, and such people are not created (D11).", NOTHING)]
        }
        None => Vec::new(),
    };
    let about = plan.findings.iter().filter(|finding| finding.source_id.as_deref() == Some(source_id));
    reasons.extend(about.map(|finding| Reason::finding(finding.code, &finding.message)));
    let creation = |change: &&Change| change.action == Action::Create && change.source_id.as_deref() == Some(source_id);
    if let Some(change) = plan.changes.iter().find(creation) {
        reasons.extend(unwritten(fate(change), "This person would be created", plan));
    }
    reasons
}

/// The employee of a directory whom somebody names: by the directory's id, the source's, the Employee ID or the email.
#[must_use]
pub fn find<'a>(directory: &'a [Employee], named: &str) -> Option<&'a Employee> {
    let key = crate::text::email_key(named);
    let by_id = directory.iter().find(|employee| employee.id == EmployeeId(named.to_owned()));
    by_id.or_else(|| {
        directory.iter().find(|employee| {
            let ids = [employee.source_id.as_deref(), employee.profile.employee_id.as_deref()];
            ids.contains(&Some(named)) || employee.profile.email.as_deref().map(crate::text::email_key).as_ref() == Some(&key)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_employee_is_found_by_any_id_and_by_the_email_in_any_case() {
        let employee = |id: &str, source: &str, number: &str, email: &str| Employee {
            id: EmployeeId(id.to_owned()),
            source_id: Some(source.to_owned()),
            profile: crate::Profile {
                employee_id: Some(number.to_owned()),
                email: Some(email.to_owned()),
                ..crate::Profile::default()
            },
            status: crate::EmployeeStatus::Active,
            version: 1,
            receipt: None,
            provenance: std::collections::BTreeMap::new(),
        };
        let directory =
            [employee("emp_1", "S1", "1001", "ann@acme.example"), employee("emp_2", "S2", "emp_1", "bob@acme.example")];
        let check = |named: &str, expect: Option<&str>| {
            assert_eq!(find(&directory, named).map(|found| found.id.0.as_str()), expect, "{named}");
        };
        check("emp_1", Some("emp_1"));
        check("emp_2", Some("emp_2"));
        check("S2", Some("emp_2"));
        check("1001", Some("emp_1"));
        check("BOB@acme.example", Some("emp_2"));
        check("s2", None);
        check("nobody@acme.example", None);
    }

    #[test]
    fn a_value_that_a_person_gave_is_told_as_an_edit_or_an_undo() {
        let mut employee = Employee {
            id: EmployeeId("emp_1".to_owned()),
            source_id: None,
            profile: crate::Profile { name: Some("Ann".to_owned()), ..crate::Profile::default() },
            status: crate::EmployeeStatus::Active,
            version: 1,
            receipt: None,
            provenance: std::collections::BTreeMap::new(),
        };
        let at: Option<Timestamp> = "2026-03-02T09:30:00Z".parse().ok();
        let wrote = |mapping_version, undid: Option<&str>| Origin {
            run: "run_2".to_owned(),
            mapping_version,
            at,
            actor: Some("bob".to_owned()),
            undid: undid.map(str::to_owned),
        };
        let check = |employee: &Employee, wrote: &Origin, expect: &str| {
            assert_eq!(origin(employee, &Field::Name, &Settings::default(), Some("names[PRI]"), Some(wrote)), expect);
        };
        let on = "by bob on 2026-03-02 at 09:30 UTC (run_2)";
        check(&employee, &wrote(0, None), &format!("name is Ann, edited by hand {on}."));
        check(&employee, &wrote(0, Some("run_1")), &format!("name is Ann, restored by the undo of run_1 {on}."));
        let by_mapping = "written on 2026-03-02 at 09:30 UTC by run_2 for bob under mapping version 3";
        check(&employee, &wrote(3, None), &format!("name is Ann from TriNet's names[PRI], {by_mapping}."));
        employee.profile.name = None;
        check(&employee, &wrote(0, Some("run_1")), &format!("name has no value, restored by the undo of run_1 {on}."));
    }

    #[test]
    fn every_field_has_its_rule() {
        let check = |field: Field, words: &str| assert!(rule(&field).contains(words), "{field}: {}", rule(&field));
        check(Field::Name, "R50");
        check(Field::PreferredName, "R51");
        check(Field::Email, "D14");
        check(Field::EmployeeId, "D15");
        check(Field::DateOfBirth, "D17");
        check(Field::StartDate, "R31");
        check(Field::EndDate, "R10");
        check(Field::ManagerEmail, "R52");
        check(Field::Status, "R11");
        check(Field::SourceId, "D15");
        check(Field::Demographic("Team".to_owned()), "R54");
    }
}
