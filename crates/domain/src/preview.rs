//! What a mapping makes of one person of the source, field by field (R48–R54), for somebody who is about to lock it.

use std::fmt;

use crate::desired::{Desired, Reading, desire};
use crate::employee::Employee;
use crate::field::Field;
use crate::finding::Finding;
use crate::lifecycle::Standing;
use crate::plan::{Change, Plan};
use crate::planner::{PlanInput, plan};
use crate::source::SourcePerson;
use crate::text;

/// What becomes of one person. `Debug` shows no value.
#[derive(Clone, PartialEq, Eq)]
pub struct Preview {
    /// The person's id in the source.
    pub source_id: String,
    /// Whether the source excludes the person (D19).
    pub excluded: bool,
    /// Every field that the mapping fills, redacted ones left out (R95).
    pub values: Vec<Previewed>,
}

impl fmt::Debug for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Preview").field("excluded", &self.excluded).finish_non_exhaustive()
    }
}

/// What one field becomes. `Debug` shows no value.
#[derive(Clone, PartialEq, Eq)]
pub struct Previewed {
    /// The field.
    pub field: Field,
    /// What the next manual sync would leave in it.
    pub value: Option<String>,
    /// What is worth knowing about it, in a sentence.
    pub note: Option<&'static str>,
}

impl fmt::Debug for Previewed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Previewed").field("field", &self.field).field("note", &self.note).finish_non_exhaustive()
    }
}

/// The person of the read whom somebody names: by the source's id, the Employee ID or the email.
#[must_use]
pub fn find<'a>(people: &'a [SourcePerson], named: &str) -> Option<&'a SourcePerson> {
    let (named, key) = (named.trim(), text::email_key(named));
    let by_id = people.iter().find(|person| person.source_id == named);
    let by_number = || people.iter().find(|person| text::present(person.employee_id.as_deref()) == Some(named));
    let by_email = || people.iter().find(|person| person.email.as_deref().map(text::email_key).as_ref() == Some(&key));
    by_id.or_else(by_number).or_else(by_email)
}

/// Plans with a mapping and tells what becomes of one person of the read. Writes nothing; the plan is for looking at.
#[must_use]
pub fn preview(input: &PlanInput<'_>, person: &SourcePerson) -> Preview {
    let PlanInput { mapping, settings, today, snapshot, directory, .. } = *input;
    let reading = Reading { mapping, settings, today, date_order: snapshot.date_order };
    let (row, mut findings) = desire(person, &reading);
    let plan = plan(input);
    findings.extend(about(&plan, &person.source_id));
    let change = plan.changes.iter().find(|change| change.source_id.as_deref() == Some(&person.source_id));
    let employee = directory.iter().find(|employee| match change {
        Some(change) => employee.id == change.employee,
        None => employee.source_id.as_deref() == Some(&person.source_id),
    });
    let one = One { row: &row, people: &snapshot.people, findings: &findings, change, employee };
    let demographics = mapping.demographics.iter().map(|demographic| Field::Demographic(demographic.name.clone()));
    let filled = Field::CORE.into_iter().filter(|field| !matches!(field, Field::Status | Field::SourceId));
    let fields = filled.chain(demographics).filter(|field| !settings.redacts(field));
    let values = fields.map(|field| Previewed { value: one.value(&field), note: one.note(input, &field), field }).collect();
    Preview { source_id: person.source_id.clone(), excluded: row.excluded, values }
}

fn about<'a>(plan: &'a Plan, source_id: &'a str) -> impl Iterator<Item = Finding> + 'a {
    plan.findings.iter().filter(move |finding| finding.source_id.as_deref() == Some(source_id)).cloned()
}

/// One person on the way into the directory.
struct One<'a> {
    row: &'a Desired<'a>,
    people: &'a [SourcePerson],
    findings: &'a [Finding],
    change: Option<&'a Change>,
    employee: Option<&'a Employee>,
}

impl One<'_> {
    /// What the directory has afterwards; of somebody who does not come in, what the mapping would make of the row.
    fn value(&self, field: &Field) -> Option<String> {
        let planned = self.change.and_then(|change| change.fields.iter().find(|it| it.field == *field));
        match (planned, self.employee) {
            (Some(planned), _) => planned.after.clone(),
            (None, Some(employee)) => employee.value(field),
            (None, None) if self.change.is_some() => None,
            (None, None) => self.mapped(field),
        }
    }

    /// What the row says.
    fn mapped(&self, field: &Field) -> Option<String> {
        let row = self.row;
        let date = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
        match field {
            Field::Name => row.name.clone(),
            Field::PreferredName => row.preferred_name.clone(),
            Field::Email => row.email.clone(),
            Field::EmployeeId => row.employee_id.clone(),
            Field::DateOfBirth => date(row.date_of_birth),
            Field::StartDate => date(row.start_date),
            Field::EndDate => date(row.end_date),
            Field::ManagerEmail => {
                let manager = self.people.iter().find(|person| Some(person.source_id.as_str()) == row.manager);
                manager.and_then(|manager| text::present(manager.email.as_deref())).map(str::to_owned)
            }
            Field::Demographic(name) => row.demographics.get(name.as_str()).cloned(),
            Field::Status | Field::SourceId => None,
        }
    }

    fn note(&self, input: &PlanInput<'_>, field: &Field) -> Option<&'static str> {
        if input.snapshot.not_granted.contains(field) {
            return Some("TriNet does not let this connection read it.");
        }
        if let Some(finding) = self.findings.iter().find(|finding| finding.field.as_ref() == Some(field)) {
            return Some(finding.code.message());
        }
        if self.row.excluded {
            return Some("Excluded: nothing of this person is imported.");
        }
        if self.row.standing == Standing::Ended && self.employee.is_none() {
            return Some("This person has left and is not created.");
        }
        if self.mapped(field).is_some() {
            return None;
        }
        match self.employee.and_then(|employee| employee.value(field)) {
            Some(_) if self.row.clears.contains(field) => Some("Blank in TriNet: the stored value is cleared."),
            Some(_) => Some("Blank in TriNet: the stored value stays."),
            None => Some("Blank in TriNet."),
        }
    }
}
