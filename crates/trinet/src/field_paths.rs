//! Where the core fields come from in `TriNet` (R48), for people who ask.

use domain::Field;

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
