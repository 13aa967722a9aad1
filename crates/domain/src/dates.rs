//! Dates as sources send them (D17), and the day that it is for an account (D5).

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// The account's local date at a point in time: an End Date begins at local midnight (D5). `None` for a zone that the IANA
/// database does not have.
#[must_use]
pub fn local_date(now: Timestamp, time_zone: &str) -> Option<Date> {
    TimeZone::get(time_zone).ok().map(|zone| now.to_zoned_datetime(zone).date())
}

/// In which order a date with slashes stands, where the source declares it (D17).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// Not declared: month first, and only where day and month cannot be confused.
    #[default]
    Undeclared,
    /// `MM/DD/YYYY`
    MonthFirst,
    /// `DD/MM/YYYY`
    DayFirst,
}

/// Reads an ISO date or the date part of an ISO date-time; no shift between time zones. `None` for anything else,
/// impossible dates and the year 0 or 1 included.
#[must_use]
pub fn parse_iso(text: &str) -> Option<Date> {
    let text = text.trim();
    let (date, rest) = text.split_at_checked(10)?;
    let separated = rest.is_empty() || rest.starts_with('T') || rest.starts_with(' ');
    let date: Date = shape(date, "dddd-dd-dd").then(|| date.parse().ok()).flatten()?;
    (separated && date.year() > 1).then_some(date)
}

/// Whether a text is a date of the year 1 or before it, by which systems mean none. For an End Date that is no date at all; as a
/// birth date it is one that nobody has.
#[must_use]
pub fn is_of_year_one(text: &str) -> bool {
    let date = text.trim().split_at_checked(10).map(|(date, _)| date.parse::<Date>());
    matches!(date, Some(Ok(date)) if date.year() <= 1)
}

/// Reads a date as a source may send it: ISO, or with slashes in the declared order.
///
/// Where no order is declared, a date whose two first numbers could both be a month, and differ, is ambiguous and not
/// read: it must not make somebody leave on the wrong day.
#[must_use]
pub fn parse(text: &str, order: DateOrder) -> Option<Date> {
    parse_iso(text).or_else(|| parse_slashed(text, order))
}

/// Reads a date with slashes: two digits, two digits, four digits of the year.
#[must_use]
pub fn parse_slashed(text: &str, order: DateOrder) -> Option<Date> {
    let text = text.trim();
    if !shape(text, "dd/dd/dddd") {
        return None;
    }
    let first: i8 = text.get(0..2)?.parse().ok()?;
    let second: i8 = text.get(3..5)?.parse().ok()?;
    let year: i16 = text.get(6..10)?.parse().ok()?;
    let (month, day) = if order == DateOrder::DayFirst { (second, first) } else { (first, second) };
    let ambiguous = order == DateOrder::Undeclared && month <= 12 && day <= 12 && month != day;
    let date = Date::new(year, month, day).ok()?;
    (!ambiguous && date.year() > 1).then_some(date)
}

fn shape(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(byte, kind)| if kind == b'd' { byte.is_ascii_digit() } else { byte == kind })
}

/// The day on which somebody has an age: the birthday, or 1 March where the year has no 29 February. As [`age`] counts.
#[must_use]
pub fn birthday(birth: Date, age: i16) -> Option<Date> {
    let year = birth.year().checked_add(age)?;
    Date::new(year, birth.month(), birth.day()).or_else(|_| Date::new(year, 3, 1)).ok()
}

/// Full years between two dates; negative when `birth` lies after `today`.
#[must_use]
pub fn age(birth: Date, today: Date) -> i16 {
    let had_birthday = (today.month(), today.day()) >= (birth.month(), birth.day());
    today.year() - birth.year() - i16::from(!had_birthday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_documented_and_nothing_else() {
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(parse(text, DateOrder::Undeclared).map(|date| date.to_string()).as_deref(), expect, "{text:?}");
        };
        check("2024-02-29", Some("2024-02-29"));
        check(" 2024-02-29 ", Some("2024-02-29"));
        check("2024-02-29T23:59:59Z", Some("2024-02-29"));
        check("2024-02-29T00:30:00+14:00", Some("2024-02-29"));
        check("2024-02-29 00:00:00", Some("2024-02-29"));
        check("12/31/2024", Some("2024-12-31"));
        check("12-31-2024", None);
        check("12/31/2024x", None);
        check("2024/12/31", None);
        check("05/05/2024", Some("2024-05-05"));
        check("03/04/2024", None);
        check("31/12/2024", None);
        check("2023-02-29", None);
        check("0001-01-01", None);
        check("2024-2-9", None);
        check("2024-02-29x", None);
        check("20240229", None);
        check("", None);
        check("–024-02-29", None);
    }

    #[test]
    fn a_declared_order_settles_what_would_be_ambiguous_and_nothing_else() {
        let check = |text: &str, order, expect: Option<&str>| {
            assert_eq!(parse(text, order).map(|date| date.to_string()).as_deref(), expect, "{text:?} {order:?}");
        };
        check("03/04/2024", DateOrder::MonthFirst, Some("2024-03-04"));
        check("03/04/2024", DateOrder::DayFirst, Some("2024-04-03"));
        check("12/31/2024", DateOrder::MonthFirst, Some("2024-12-31"));
        check("31/12/2024", DateOrder::MonthFirst, None);
        check("31/12/2024", DateOrder::DayFirst, Some("2024-12-31"));
        check("12/31/2024", DateOrder::DayFirst, None);
        check("02/29/2023", DateOrder::MonthFirst, None);
        check("01/01/0001", DateOrder::MonthFirst, None);
        check("3/4/2024", DateOrder::MonthFirst, None);
        check("2024-03-04", DateOrder::DayFirst, Some("2024-03-04"));
    }

    #[test]
    fn a_day_begins_at_the_local_midnight_of_the_account() {
        let check = |now: &str, zone: &str, expect: Option<&str>| {
            let now: Timestamp = now.parse().unwrap();
            assert_eq!(local_date(now, zone).map(|date| date.to_string()).as_deref(), expect, "{now} {zone}");
        };
        check("2026-04-01T03:59:59Z", "America/New_York", Some("2026-03-31"));
        check("2026-04-01T04:00:00Z", "America/New_York", Some("2026-04-01"));
        // The hour before daylight saving begins and ends: an offset of five hours, then of four, then of five.
        check("2026-03-08T04:59:59Z", "America/New_York", Some("2026-03-07"));
        check("2026-03-08T05:00:00Z", "America/New_York", Some("2026-03-08"));
        check("2026-03-09T03:59:59Z", "America/New_York", Some("2026-03-08"));
        check("2026-03-09T04:00:00Z", "America/New_York", Some("2026-03-09"));
        check("2026-11-02T04:59:59Z", "America/New_York", Some("2026-11-01"));
        check("2026-12-31T13:59:59Z", "Pacific/Kiritimati", Some("2027-01-01"));
        check("2027-01-01T09:59:59Z", "Pacific/Honolulu", Some("2026-12-31"));
        // Here daylight saving begins at midnight, and the day at one o'clock.
        check("2026-09-06T03:59:59Z", "America/Santiago", Some("2026-09-05"));
        check("2026-09-06T04:00:00Z", "America/Santiago", Some("2026-09-06"));
        check("2026-01-01T00:00:00Z", "Mars/Olympus", None);
    }

    #[test]
    fn the_year_one_means_no_date() {
        let check = |text: &str, expect: bool| assert_eq!(is_of_year_one(text), expect, "{text:?}");
        check("0001-01-01", true);
        check(" 0001-01-01T00:00:00", true);
        check("0000-12-31", true);
        check("0002-01-01", false);
        check("0001-13-01", false);
        check("1990-04-12", false);
        check("0001", false);
    }

    #[test]
    fn an_age_counts_full_years() {
        let check = |birth: &str, today: &str, expect: i16| {
            let date = |text: &str| parse_iso(text).unwrap();
            assert_eq!(age(date(birth), date(today)), expect, "{birth} {today}");
        };
        check("2000-06-15", "2013-06-14", 12);
        check("2000-06-15", "2013-06-15", 13);
        check("2000-02-29", "2013-02-28", 12);
        check("2030-01-01", "2026-01-01", -4);
    }
}
