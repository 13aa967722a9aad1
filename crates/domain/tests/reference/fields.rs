//! Which fields of a matched employee the source says otherwise (D8, D14, D17).

use domain::{Employee, EmployeeStatus, Field};

use crate::read::Row;
use crate::values::{alike, same_email};

/// Field, before, after: what the row says otherwise than the directory.
pub(crate) type Change = (Field, Option<String>, Option<String>);

/// D8: a blank first or last name takes nothing from the stored name.
fn is_half_of(name: &str, stored: Option<&String>) -> bool {
    let Some(stored) = stored else { return false };
    let words: Vec<&str> = stored.split_whitespace().collect();
    let count = name.split_whitespace().count();
    let begins = words.len() > count && alike(&words[..count].join(" "), name);
    let ends = words.len() > count && alike(&words[words.len() - count..].join(" "), name);
    begins || ends
}

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
        (Field::Name, row.name.clone().filter(|name| !(row.half_a_name && is_half_of(name, profile.name.as_ref())))),
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
