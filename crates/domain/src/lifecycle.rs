//! Who is employed, who has ended, and what that does to a status (R10–R19, D5, D7, D11, D21).

use jiff::civil::Date;

use crate::desired::Desired;
use crate::employee::{Employee, EmployeeStatus};
use crate::field::Field;
use crate::finding::Code;
use crate::source::Employment;

/// What a row's status letter and End Date come to on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Employed, on leave or suspended; any End Date lies in the future.
    Employed,
    /// The End Date has been reached (R10), whatever the letter says.
    Ended,
    /// The letter says ended and there is no End Date: treated like absence (R14).
    EndedWithoutDate,
    /// The letter says nothing that Rollcall knows.
    Unknown,
}

/// The standing of a row. An End Date is reached on the day itself: it begins at local midnight (D5).
#[must_use]
pub fn standing(employment: Employment, end_date: Option<Date>, today: Date) -> Standing {
    match (employment, end_date) {
        (_, Some(end)) if end <= today => Standing::Ended,
        (Employment::Ended, None) => Standing::EndedWithoutDate,
        // A future End Date beside a letter that says ended: the date decides (R12).
        (Employment::Employed | Employment::Ended, _) => Standing::Employed,
        (Employment::Unknown, _) => Standing::Unknown,
    }
}

/// What becomes of a matched employee's status and End Date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// The status after the plan.
    pub status: EmployeeStatus,
    /// The End Date after the plan.
    pub end_date: Option<Date>,
    /// What is worth telling about it.
    pub note: Option<Code>,
}

/// Whether an employee's stored End Date was reached (D5).
#[must_use]
pub fn is_due(employee: &Employee, today: Date) -> bool {
    employee.profile.end_date.is_some_and(|end| end <= today)
}

/// Decides the status of a matched employee (D5, D7, D21). `end_date_granted` is whether the credential may read End Dates.
#[must_use]
pub fn transition(employee: &Employee, desired: &Desired<'_>, end_date_granted: bool, today: Date) -> Transition {
    let stored = employee.profile.end_date;
    let keep = |note| Transition { status: employee.status, end_date: desired.end_date.or(stored), note };
    if ends_before_stored_start(employee, desired) {
        return Transition { status: employee.status, end_date: stored, note: Some(Code::StartAfterEnd) };
    }
    match (employee.status, desired.standing) {
        (_, Standing::Ended) => {
            let late = employee.status == EmployeeStatus::Active
                && stored != desired.end_date
                && desired.end_date.is_some_and(|end| end < today);
            Transition { status: EmployeeStatus::Former, end_date: desired.end_date, note: late.then_some(Code::LateLeaver) }
        }
        // A letter that says ended brings nobody back, whatever the date (D7); nor does an End Date that cannot be read.
        (EmployeeStatus::Former, Standing::Employed)
            if end_date_granted && !desired.bad_end_date && desired.source.employment == Employment::Employed =>
        {
            Transition { status: EmployeeStatus::Active, end_date: desired.end_date, note: None }
        }
        (EmployeeStatus::Deactivated, Standing::Employed) => keep(Some(Code::DeactivatedByStaff)),
        (EmployeeStatus::Active, Standing::Employed) if desired.rehired => {
            Transition { status: EmployeeStatus::Active, end_date: None, note: None }
        }
        // The source says employed and no longer gives the date: a person should look, unless a blank may clear it (D8).
        (EmployeeStatus::Active, Standing::Employed)
            if stored.is_some() && desired.end_date.is_none() && end_date_granted && !desired.bad_end_date =>
        {
            if desired.clears.contains(&Field::EndDate) {
                Transition { status: EmployeeStatus::Active, end_date: None, note: None }
            } else {
                keep(Some(Code::EndDateWithdrawn))
            }
        }
        (EmployeeStatus::Active, _) if desired.end_date.is_none() && is_due(employee, today) => {
            Transition { status: EmployeeStatus::Former, end_date: stored, note: None }
        }
        (EmployeeStatus::Active, Standing::EndedWithoutDate) if stored.is_none() && end_date_granted && !desired.bad_end_date => {
            keep(Some(Code::EndedWithoutDate))
        }
        _ => keep(None),
    }
}

/// Whether the row gives an End Date and no start, and the stored start lies after that End Date: the dates contradict one
/// another, so the old ones are kept (D17).
fn ends_before_stored_start(employee: &Employee, desired: &Desired<'_>) -> bool {
    let kept = desired.start_date.is_none() && !desired.clears.contains(&Field::StartDate);
    let stored = employee.profile.start_date.filter(|_| kept);
    matches!((stored, desired.end_date), (Some(start), Some(end)) if start > end && employee.profile.end_date != Some(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_iso;

    #[test]
    fn an_end_date_is_reached_at_the_start_of_its_day_whatever_the_letter_says() {
        let check = |employment, end: Option<&str>, expect| {
            let today = parse_iso("2026-03-31").unwrap();
            assert_eq!(standing(employment, end.and_then(parse_iso), today), expect, "{employment:?} {end:?}");
        };
        check(Employment::Employed, Some("2026-03-31"), Standing::Ended);
        check(Employment::Employed, Some("2026-03-30"), Standing::Ended);
        check(Employment::Employed, Some("2026-04-01"), Standing::Employed);
        check(Employment::Ended, Some("2026-04-01"), Standing::Employed);
        check(Employment::Ended, None, Standing::EndedWithoutDate);
        check(Employment::Unknown, None, Standing::Unknown);
        check(Employment::Unknown, Some("2026-03-30"), Standing::Ended);
        check(Employment::Employed, None, Standing::Employed);
    }
}
