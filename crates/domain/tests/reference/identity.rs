//! Who a row is (R20–R28, D9, D15, D16, D18).

use domain::{Code, Employee};

use crate::read::Row;
use crate::values::{alike, same_email, same_id};

/// Whom in the directory a row may be: whoever shares an identifier with it, or was remembered as it.
pub(crate) fn may_be(row: &Row, rows: &[Row], directory: &[Employee]) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, employee) in directory.iter().enumerate() {
        let shares = employee.source_id.as_ref() == Some(&row.source_id)
            || same_id(row.id.as_ref(), employee.profile.employee_id.as_ref())
            || same_email(row.email.as_ref(), employee.profile.email.as_ref());
        // An excluded row takes nobody away from the row that is remembered to be that person.
        let anothers = rows.iter().any(|other| !other.excluded && Some(&other.source_id) == employee.source_id.as_ref());
        if shares && !(row.excluded && anothers) {
            found.push(at);
        }
    }
    found
}

/// Whether any row may be this employee.
pub(crate) fn is_seen(at: usize, rows: &[Row], directory: &[Employee]) -> bool {
    rows.iter().any(|row| may_be(row, rows, directory).contains(&at))
}

/// Whether a row other than this one may be the employee, too.
pub(crate) fn is_contested(at: usize, number: usize, rows: &[Row], directory: &[Employee]) -> bool {
    rows.iter().enumerate().any(|(other, row)| other != number && may_be(row, rows, directory).contains(&at))
}

/// Why nobody can say who an included row is.
pub(crate) fn refusal(number: usize, rows: &[Row], directory: &[Employee]) -> Option<Code> {
    let row = &rows[number];
    if row.email.is_none() && row.id.is_none() {
        return Some(Code::NoIdentifier);
    }
    for (other_number, other) in rows.iter().enumerate() {
        let twice = other.source_id == row.source_id;
        let shares = same_id(row.id.as_ref(), other.id.as_ref()) || same_email(row.email.as_ref(), other.email.as_ref());
        if other_number != number && (twice || (shares && !other.excluded)) {
            return Some(Code::DuplicateInSource);
        }
    }
    let found = may_be(row, rows, directory);
    let conflict = found.len() > 1 || found.iter().any(|&at| is_contested(at, number, rows, directory));
    if !conflict {
        return None;
    }
    // The email of somebody else who is in this very read under their own id: they changed places.
    let by_email = directory.iter().position(|employee| same_email(row.email.as_ref(), employee.profile.email.as_ref()));
    let swapped = match (by_own_id(row, directory), by_email) {
        (Some(own), Some(other)) => own != other && rows.iter().any(|row| by_own_id(row, directory) == Some(other)),
        _ => false,
    };
    Some(if swapped { Code::IdentifierSwap } else { Code::IdentifierConflict })
}

fn by_own_id(row: &Row, directory: &[Employee]) -> Option<usize> {
    let remembered = directory.iter().position(|employee| employee.source_id.as_ref() == Some(&row.source_id));
    remembered.or_else(|| directory.iter().position(|employee| same_id(row.id.as_ref(), employee.profile.employee_id.as_ref())))
}

/// D18: somebody whom no row matched has the name and the birth or start date of this row.
pub(crate) fn is_like_somebody(row: &Row, rows: &[Row], directory: &[Employee]) -> bool {
    directory.iter().enumerate().any(|(at, employee)| {
        let profile = &employee.profile;
        let text = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
        let name = matches!((&row.name, &profile.name), (Some(new), Some(old)) if alike(new, old));
        let birth = row.birth.is_some() && row.birth == text(profile.date_of_birth);
        let start = row.start.is_some() && row.start == text(profile.start_date);
        name && (birth || start) && !is_seen(at, rows, directory)
    })
}
