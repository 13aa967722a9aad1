//! Where the core fields come from in `TriNet` (R48), for people who ask.

use domain::{EmployeeIdSource, Field};

use crate::endpoint::{Endpoint, View};
use crate::labels::label;

/// The path of the `TriNet` field behind a core field; `None` for a demographic and for what the mapping names itself.
#[must_use]
pub fn field_path(field: &Field) -> Option<&'static str> {
    match field {
        Field::Name => Some("names[PRI]"),
        Field::PreferredName => Some("names[PRF]"),
        Field::Email => Some("employmentInfo.workEmail"),
        Field::DateOfBirth => Some("bioInfo.birthdate"),
        Field::StartDate => Some("employmentInfo.serviceDate"),
        Field::EndDate | Field::Status => Some("employmentInfo.terminationDate"),
        Field::ManagerEmail => Some("employmentInfo.supervisor.supervisorId"),
        Field::SourceId => Some("employeeId"),
        Field::EmployeeId | Field::Demographic(_) => None,
    }
}

/// A core field with where it comes from (R48, R53): for people, before they map anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoreRow {
    /// The field.
    pub field: Field,
    /// Path of the `TriNet` field.
    pub path: &'static str,
    /// Where `TriNet` gives it (R35, R36).
    pub endpoint: &'static str,
    /// What `TriNet` calls it; its screens may say otherwise (R53).
    pub label: String,
}

/// The core fields that every mapping fills, in the order in which a review shows them.
#[must_use]
pub fn core_rows(employee_id: EmployeeIdSource) -> Vec<CoreRow> {
    let filled = Field::CORE.into_iter().filter(|field| !matches!(field, Field::Status | Field::SourceId));
    let row = |field: Field| {
        let path = field_path(&field).unwrap_or(employee_id.path());
        let view = match field {
            Field::StartDate | Field::EndDate | Field::ManagerEmail => View::All,
            _ => View::Basic,
        };
        let label = match field {
            Field::Name => "First Name and Last Name".to_owned(),
            Field::PreferredName => "Preferred Name".to_owned(),
            Field::ManagerEmail => "Reports To".to_owned(),
            _ => label(path),
        };
        CoreRow { path, endpoint: Endpoint::Employees { view, limit: 0, offset: 0 }.name(), label, field }
    };
    filled.map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_core_field_says_where_it_comes_from_and_dates_of_employment_need_the_full_view() {
        let rows = core_rows(EmployeeIdSource::AlternateId);
        let shown: Vec<_> = rows.iter().map(|row| (row.field.as_str(), row.path, row.label.as_str())).collect();
        let expect = [
            ("name", "names[PRI]", "First Name and Last Name"),
            ("preferred_name", "names[PRF]", "Preferred Name"),
            ("email", "employmentInfo.workEmail", "Work Email"),
            ("employee_id", "alternateId", "Alternate ID"),
            ("date_of_birth", "bioInfo.birthdate", "Date of Birth"),
            ("start_date", "employmentInfo.serviceDate", "Service Date"),
            ("end_date", "employmentInfo.terminationDate", "Termination Date"),
            ("manager_email", "employmentInfo.supervisor.supervisorId", "Reports To"),
        ];
        assert_eq!(shown, expect);
        let full: Vec<_> = rows.iter().filter(|row| row.endpoint.ends_with("All")).map(|row| row.field.as_str()).collect();
        assert_eq!(full, ["start_date", "end_date", "manager_email"]);
    }
}
