//! A person's edit of one employee: a tiny plan, sealed and committed like every other, so that it can be undone (R24, R25).

use std::collections::{BTreeMap, BTreeSet};

use crate::basis::{self, Basis};
use crate::dates;
use crate::desired;
use crate::employee::{Employee, EmployeeId, EmployeeStatus};
use crate::field::{Field, FieldChange};
use crate::plan::{Action, Change, Plan, Trigger};
use crate::planner::finish::Planned;
use crate::planner::visible;
use crate::text::{is_email, present};
use crate::undo::identifier;

/// What a person wants of an employee.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// Whom to edit.
    pub employee: &'a EmployeeId,
    /// New values as typed; dates are `YYYY-MM-DD`, a blank clears.
    pub values: &'a [(Field, String)],
    /// Whether the person may sign in from now on.
    pub access: Access,
    /// The demographics of the mapping. Those that somebody of the directory has may be edited as well.
    pub demographics: &'a BTreeSet<String>,
}

/// What an edit does about signing in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Leaves it as it is.
    Keep,
    /// Deactivates somebody who is active (R25).
    Deactivate,
    /// Makes somebody active again whom a person had deactivated (D21).
    Reactivate,
}

impl std::fmt::Debug for Wanted<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wanted").field("employee", &self.employee).finish_non_exhaustive()
    }
}

/// Why an edit is refused. Holds no value of a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// Nobody of the directory has that id.
    #[error("nobody of the directory has that id; see `rollcall employees`")]
    Nobody,
    /// There is no such field.
    #[error("there is no field {0} to edit; name a core field or a demographic, as `rollcall explain` lists them")]
    UnknownField(Field),
    /// A field that follows from something else.
    #[error("{0} cannot be edited: the status by --deactivate and --reactivate alone, and TriNet's own id not at all")]
    NotEditable(Field),
    /// A field that nothing may be written to (R95).
    #[error("{0} is redacted for this account; nothing may be written to it")]
    Redacted(Field),
    /// A field was named twice.
    #[error("{0} is given twice; give it once")]
    Twice(Field),
    /// A blank would take away who somebody is (R28).
    #[error("{0} cannot be cleared, because it says who somebody is; give another value")]
    NotClearable(Field),
    /// Not an email (D14).
    #[error("this is no valid email for {0}; give one such as ann@acme.example")]
    BadEmail(Field),
    /// Not a day, or not a plausible one (D17).
    #[error("this is no valid day for {0}; give one as YYYY-MM-DD, and for a date of birth one that gives an age from 13 to 120")]
    BadDate(Field),
    /// Start after end (D17).
    #[error("the start date would lie after the end date; correct one of them")]
    StartAfterEnd,
    /// Only a person who was deactivated by one comes back by one.
    #[error("the End Date has ended this person; TriNet brings them back, with another Start Date or without the End Date")]
    Former,
    /// Somebody else has the identifier (R20).
    #[error("{by} of the directory has this {field}, and it belongs to one person; edit that person first")]
    Taken {
        /// The identifier.
        field: Field,
        /// Who has it.
        by: EmployeeId,
    },
}

/// The plan of an edit. Values that the employee has already are no change; without one left the verdict is *no changes*.
///
/// # Errors
/// The first reason why the edit may not be made.
pub fn edit(basis: &Basis<'_>, wanted: &Wanted<'_>) -> Result<Plan, EditError> {
    let directory = visible(basis.directory, basis.settings);
    let basis = &Basis { directory: &directory, ..*basis };
    let employee = directory.iter().find(|employee| employee.id == *wanted.employee).ok_or(EditError::Nobody)?;
    let mut fields = BTreeMap::new();
    for (field, typed) in wanted.values {
        let value = allowed(basis, wanted, field, typed)?;
        free(&directory, employee, field, value.as_deref())?;
        if fields.insert(field.clone(), value).is_some() {
            return Err(EditError::Twice(field.clone()));
        }
    }
    let (action, status) = access(wanted.access, employee.status)?;
    fields.extend(status.map(|status| (Field::Status, Some(status.as_str().to_owned()))));
    let fields: Vec<FieldChange> = fields
        .into_iter()
        .map(|(field, after)| FieldChange { before: employee.value(&field), field, after })
        .filter(|change| change.before != change.after)
        .collect();
    check_dates(employee, &fields)?;
    let change = || basis::change(action, employee, employee.source_id.clone(), fields.clone(), basis.settings);
    let changes: Vec<Change> = (!fields.is_empty()).then(change).into_iter().collect();
    let findings = changes.iter().filter_map(basis::risk).collect();
    let seal = ("edit", &employee.id, employee.version, &fields);
    Ok(Planned::without_a_read(Trigger::Edit, changes, findings, &seal).finish(basis))
}

/// What is done to the person, and the status that it gives.
fn access(wanted: Access, now: EmployeeStatus) -> Result<(Action, Option<EmployeeStatus>), EditError> {
    match (wanted, now) {
        (Access::Deactivate, EmployeeStatus::Active) => Ok((Action::Deactivate, Some(EmployeeStatus::Deactivated))),
        (Access::Reactivate, EmployeeStatus::Deactivated) => Ok((Action::Reactivate, Some(EmployeeStatus::Active))),
        (Access::Reactivate, EmployeeStatus::Former) => Err(EditError::Former),
        _ => Ok((Action::Update, None)),
    }
}

/// The value to store.
fn allowed(basis: &Basis<'_>, wanted: &Wanted<'_>, field: &Field, typed: &str) -> Result<Option<String>, EditError> {
    if basis.settings.redacts(field) {
        return Err(EditError::Redacted(field.clone()));
    }
    let value = present(Some(typed));
    match (field, value) {
        (Field::Status | Field::SourceId, _) => Err(EditError::NotEditable(field.clone())),
        (Field::Demographic(name), _) if !is_known(basis, wanted, name) => Err(EditError::UnknownField(field.clone())),
        (Field::Name | Field::Email | Field::EmployeeId, None) => Err(EditError::NotClearable(field.clone())),
        (_, None) => Ok(None),
        (Field::Email | Field::ManagerEmail, Some(email)) if !is_email(email) => Err(EditError::BadEmail(field.clone())),
        (Field::DateOfBirth | Field::StartDate | Field::EndDate, Some(day)) => {
            let day = dates::parse_iso(day).ok_or_else(|| EditError::BadDate(field.clone()))?;
            let plausible = *field != Field::DateOfBirth || desired::is_plausible_birth(day, basis.today);
            if plausible { Ok(Some(day.to_string())) } else { Err(EditError::BadDate(field.clone())) }
        }
        (_, Some(text)) => Ok(Some(text.to_owned())),
    }
}

fn is_known(basis: &Basis<'_>, wanted: &Wanted<'_>, name: &str) -> bool {
    let in_directory = || basis.directory.iter().any(|employee| employee.profile.demographics.contains_key(name));
    wanted.demographics.contains(name) || in_directory()
}

fn free(directory: &[Employee], employee: &Employee, field: &Field, value: Option<&str>) -> Result<(), EditError> {
    let Some(key) = value.and_then(|value| identifier(field, value)) else { return Ok(()) };
    let has = |other: &Employee| other.value(field).and_then(|value| identifier(field, &value)).as_ref() == Some(&key);
    match directory.iter().find(|other| other.id != employee.id && has(other)) {
        None => Ok(()),
        Some(other) => Err(EditError::Taken { field: field.clone(), by: other.id.clone() }),
    }
}

fn check_dates(employee: &Employee, fields: &[FieldChange]) -> Result<(), EditError> {
    let touched = fields.iter().any(|change| matches!(change.field, Field::StartDate | Field::EndDate));
    let mut after = employee.clone();
    for change in fields {
        after.set(&change.field, change.after.as_deref());
    }
    let reversed = matches!((after.profile.start_date, after.profile.end_date), (Some(start), Some(end)) if start > end);
    if touched && reversed { Err(EditError::StartAfterEnd) } else { Ok(()) }
}
