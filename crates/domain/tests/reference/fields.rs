//! Which fields of a matched employee the source says otherwise (D8, D14, D17).

use domain::{Employee, EmployeeStatus, Field};

use crate::read::Row;
use crate::values::same_email;

/// Field, before, after: what the row says otherwise than the directory.
pub(crate) type Change = (Field, Option<String>, Option<String>);

pub(crate) fn changes(
    row: &Row,
    employee: &Employee,
    status: EmployeeStatus,
    end: Option<&String>,
    manager: Option<&String>,
    clears: &[Field],
) -> Vec<Change> {
    let profile = &employee.profile;
    let start_fits = end.is_none() || row.start.as_ref() <= end;
    let said = [
        (Field::Name, row.name.clone()),
        (Field::PreferredName, row.preferred.clone()),
        (Field::Email, row.email.clone().filter(|email| !same_email(Some(email), profile.email.as_ref()))),
        (Field::EmployeeId, row.id.clone()),
        (Field::DateOfBirth, row.birth.clone()),
        (Field::StartDate, row.start.clone().filter(|_| start_fits)),
        (Field::EndDate, end.cloned()),
        (Field::ManagerEmail, manager.cloned().filter(|email| !same_email(Some(email), profile.manager_email.as_ref()))),
        (Field::Status, Some(status.as_str().to_owned())),
        (Field::SourceId, Some(row.source_id.clone())),
        (Field::Demographic("Team".to_owned()), row.team.clone()),
    ];
    let mut found = Vec::new();
    for (field, after) in said {
        let before = employee.value(&field);
        // D8: no value overwrites nothing, but where blanks clear; a rehire takes an End Date away, too.
        let counts = after.is_some() || field == Field::EndDate || clears.contains(&field);
        if counts && before != after {
            found.push((field, before, after));
        }
    }
    found
}
