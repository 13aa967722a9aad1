//! What would change on an employee: the fields where the source says something else than the directory holds.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::desired::Desired;
use crate::employee::{Employee, EmployeeStatus};
use crate::field::{Field, FieldChange};
use crate::lifecycle::Transition;
use crate::settings::HighRisk;
use crate::text::{email_key, fold};

/// The changes to one employee, in the order of [`Field`]. `manager` is the resolved email, or `None` to keep the old one.
#[must_use]
pub fn changes(employee: &Employee, desired: &Desired<'_>, manager: Option<&str>, after: &Transition) -> Vec<FieldChange> {
    let mut diff = Diff { employee, clears: &desired.clears, changes: Vec::new() };
    if !cuts_name(employee, desired) {
        diff.text(Field::Name, desired.name.as_deref());
    }
    diff.text(Field::PreferredName, desired.preferred_name.as_deref());
    diff.email(Field::Email, desired.email.as_deref());
    diff.text(Field::EmployeeId, desired.employee_id.as_deref());
    diff.date(Field::DateOfBirth, desired.date_of_birth);
    if !start_is_too_late(employee, desired, after.end_date) {
        diff.date(Field::StartDate, desired.start_date);
    }
    diff.exactly(Field::EndDate, after.end_date.map(|date| date.to_string()));
    diff.email(Field::ManagerEmail, manager);
    diff.exactly(Field::Status, Some(after.status.as_str().to_owned()));
    diff.text(Field::SourceId, Some(&desired.source.source_id));
    for (name, value) in &desired.demographics {
        diff.text(Field::Demographic((*name).to_owned()), Some(value));
    }
    for field in desired.clears.iter().filter(|field| matches!(field, Field::Demographic(_))) {
        diff.text(field.clone(), None);
    }
    diff.changes.sort_by(|left, right| left.field.cmp(&right.field));
    diff.changes
}

/// The fields of a new employee.
#[must_use]
pub fn creation(desired: &Desired<'_>, manager: Option<&str>) -> Vec<FieldChange> {
    let nobody = Employee {
        id: crate::employee::EmployeeId(String::new()),
        source_id: None,
        profile: crate::employee::Profile::default(),
        status: EmployeeStatus::Active,
        version: 0,
        receipt: None,
        provenance: std::collections::BTreeMap::new(),
    };
    let after = Transition { status: EmployeeStatus::Active, end_date: desired.end_date, note: None };
    let mut fields = changes(&nobody, desired, manager, &after);
    fields.push(FieldChange { field: Field::Status, before: None, after: Some(EmployeeStatus::Active.as_str().to_owned()) });
    fields.sort_by(|left, right| left.field.cmp(&right.field));
    fields
}

/// The identifying fields (by default name, date of birth, email) that turned into something else. Letter case, accents
/// and spacing do not count, nor does a value that was or becomes blank (D4).
#[must_use]
pub fn turned(changes: &[FieldChange], settings: &HighRisk) -> Vec<Field> {
    let turned = changes.iter().filter(|change| {
        let differ = matches!((&change.before, &change.after), (Some(before), Some(after)) if fold(before) != fold(after));
        differ && settings.fields.contains(&change.field)
    });
    turned.map(|change| change.field.clone()).collect()
}

/// Whether one person seems to turn into another (R88, D3).
#[must_use]
pub fn is_high_risk(changes: &[FieldChange], settings: &HighRisk) -> bool {
    settings.can_trip() && turned(changes, settings).len() >= settings.minimum
}

/// The identifiers that had a value and get another (D10).
#[must_use]
pub fn changed_identifiers(changes: &[FieldChange]) -> Vec<Field> {
    let identifiers =
        changes.iter().filter(|change| matches!(change.field, Field::Email | Field::EmployeeId) && change.before.is_some());
    identifiers.map(|change| change.field.clone()).collect()
}

/// Whether the start date is not taken over because it would lie after the End Date that stays stored (D17).
#[must_use]
pub fn start_is_too_late(employee: &Employee, desired: &Desired<'_>, end: Option<Date>) -> bool {
    let late = matches!((desired.start_date, end), (Some(start), Some(end)) if start > end);
    late && employee.profile.start_date != desired.start_date
}

/// Whether the row's name is the stored one without its first or last part: the blank part must not take it away (D8).
#[must_use]
pub fn cuts_name(employee: &Employee, desired: &Desired<'_>) -> bool {
    let (Some(stored), Some(sent)) = (&employee.profile.name, &desired.name) else { return false };
    let (stored, sent) = (fold(stored), fold(sent));
    desired.partial_name && (stored.starts_with(&format!("{sent} ")) || stored.ends_with(&format!(" {sent}")))
}

struct Diff<'a> {
    employee: &'a Employee,
    clears: &'a BTreeSet<Field>,
    changes: Vec<FieldChange>,
}

impl Diff<'_> {
    /// A blank keeps the stored value, unless it may clear it (D8).
    fn text(&mut self, field: Field, value: Option<&str>) {
        if value.is_some() || self.clears.contains(&field) {
            self.exactly(field, value.map(str::to_owned));
        }
    }

    fn date(&mut self, field: Field, value: Option<Date>) {
        self.text(field, value.map(|date| date.to_string()).as_deref());
    }

    /// Emails are compared without letter case (D14), so a change of case alone is none.
    fn email(&mut self, field: Field, value: Option<&str>) {
        let same = matches!((value, self.employee.value(&field)), (Some(new), Some(old)) if email_key(new) == email_key(&old));
        if !same {
            self.text(field, value);
        }
    }

    fn exactly(&mut self, field: Field, after: Option<String>) {
        let before = self.employee.value(&field);
        if before != after {
            self.changes.push(FieldChange { field, before, after });
        }
    }
}
