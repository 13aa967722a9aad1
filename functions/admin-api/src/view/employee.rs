//! Employees of the directory.

use std::collections::BTreeMap;
use std::fmt;

use domain::{Employee, EmployeeId, EmployeeStatus, Field, Missing};
use jiff::civil::Date;
use serde::Serialize;
use sync::Account;
use utoipa::ToSchema;

use super::DateOfBirth;

/// An employee. `Debug` shows the id alone: the rest is personal data.
#[derive(Clone, Serialize, ToSchema)]
pub struct EmployeeView {
    /// The directory's id.
    #[schema(value_type = String)]
    pub id: EmployeeId,
    /// Work email.
    pub email: Option<String>,
    /// Employee ID.
    pub employee_id: Option<String>,
    /// The source's id, once matched.
    pub source_id: Option<String>,
    /// First and last name.
    pub name: Option<String>,
    /// Preferred name.
    pub preferred_name: Option<String>,
    /// Date of birth; hidden in answers of the API unless it was asked for.
    #[schema(value_type = Option<String>)]
    pub date_of_birth: Option<DateOfBirth>,
    /// Start Date.
    #[schema(value_type = Option<String>, format = Date)]
    pub start_date: Option<Date>,
    /// End Date.
    #[schema(value_type = Option<String>, format = Date)]
    pub end_date: Option<Date>,
    /// Work email of the manager.
    pub manager_email: Option<String>,
    /// Whether the person may sign in, and if not, why.
    #[schema(value_type = super::words::EmployeeStatus)]
    pub status: EmployeeStatus,
    /// Custom demographics by name.
    pub demographics: BTreeMap<String, String>,
    /// Since when the person is missing from the source (D1); `null` when not missing.
    pub missing: Option<MissingView>,
}

impl fmt::Debug for EmployeeView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmployeeView").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Since when and how often somebody has been missing from the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct MissingView {
    /// The account's local date of the first run that missed the person.
    #[schema(value_type = String, format = Date)]
    pub since: Date,
    /// How many complete runs have.
    pub runs: u64,
}

impl From<&Employee> for EmployeeView {
    fn from(employee: &Employee) -> Self {
        let profile = &employee.profile;
        Self {
            id: employee.id.clone(),
            email: profile.email.clone(),
            employee_id: profile.employee_id.clone(),
            source_id: employee.source_id.clone(),
            name: profile.name.clone(),
            preferred_name: profile.preferred_name.clone(),
            date_of_birth: profile.date_of_birth.map(DateOfBirth::Clear),
            start_date: profile.start_date,
            end_date: profile.end_date,
            manager_email: profile.manager_email.clone(),
            status: employee.status,
            demographics: profile.demographics.clone(),
            missing: None,
        }
    }
}

impl EmployeeView {
    /// An employee of an account without what is redacted (R95), and since when the person is missing.
    #[must_use]
    pub fn of(employee: &Employee, missing: Option<&Missing>, account: &Account) -> Self {
        let missing = missing.map(|missing| MissingView { since: missing.since, runs: missing.runs(account.complete_runs) });
        let mut employee = employee.clone();
        employee.profile.redact(&account.settings);
        Self { missing, ..(&employee).into() }
    }

    /// The same with the date of birth hidden.
    #[must_use]
    pub fn hidden(self) -> Self {
        Self { date_of_birth: self.date_of_birth.map(|_| DateOfBirth::HIDDEN), ..self }
    }
}

/// An employee in detail.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EmployeeDetail {
    /// The employee.
    #[serde(flatten)]
    pub employee: EmployeeView,
    /// Where the values come from.
    #[schema(value_type = super::words::Origin)]
    pub source: &'static str,
    /// The fields whose values an edit or an undo gave.
    #[schema(value_type = Vec<String>)]
    pub edited: Vec<Field>,
    /// Moves by one with every write.
    pub version: u64,
}

impl EmployeeDetail {
    /// The detail of an employee, of whom `view` shows the values.
    #[must_use]
    pub fn of(employee: &Employee, view: EmployeeView, account: &Account) -> Self {
        let shown = employee.provenance.iter().filter(|(field, _)| !account.settings.redacts(field));
        let edited: Vec<Field> = shown.filter(|(_, from)| from.mapping == 0).map(|(field, _)| field.clone()).collect();
        let source = match (edited.is_empty(), employee.provenance.is_empty()) {
            (false, _) => "edited",
            (true, false) => "trinet",
            (true, true) => "directory",
        };
        Self { employee: view, source, edited, version: employee.version }
    }
}

/// The directory by name, then id; people without a name come first. Values of redacted fields are not shown (R95).
#[must_use]
pub fn employees(directory: &[Employee], missing: &[Missing], account: &Account) -> Vec<EmployeeView> {
    let missing: BTreeMap<&EmployeeId, &Missing> = missing.iter().map(|missing| (&missing.employee, missing)).collect();
    let view = |employee: &Employee| EmployeeView::of(employee, missing.get(&employee.id).copied(), account);
    let mut views: Vec<EmployeeView> = directory.iter().map(view).collect();
    views.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
    views
}
