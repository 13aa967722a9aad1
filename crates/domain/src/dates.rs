//! Dates as sources send them (D17).

use jiff::civil::Date;

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

/// Reads a date as the `TriNet` API may send it: ISO, or `MM/DD/YYYY` when day and month cannot be confused.
///
/// An American date whose two first numbers could both be a month, and differ, is ambiguous and not read: it must not
/// make somebody leave on the wrong day.
#[must_use]
pub fn parse(text: &str) -> Option<Date> {
    parse_iso(text).or_else(|| parse_american(text))
}

fn parse_american(text: &str) -> Option<Date> {
    let text = text.trim();
    if !shape(text, "dd/dd/dddd") {
        return None;
    }
    let month: i8 = text.get(0..2)?.parse().ok()?;
    let day: i8 = text.get(3..5)?.parse().ok()?;
    let year: i16 = text.get(6..10)?.parse().ok()?;
    let ambiguous = month <= 12 && day <= 12 && month != day;
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
            assert_eq!(parse(text).map(|date| date.to_string()).as_deref(), expect, "{text:?}");
        };
        check("2024-02-29", Some("2024-02-29"));
        check(" 2024-02-29 ", Some("2024-02-29"));
        check("2024-02-29T23:59:59Z", Some("2024-02-29"));
        check("2024-02-29T00:30:00+14:00", Some("2024-02-29"));
        check("2024-02-29 00:00:00", Some("2024-02-29"));
        check("12/31/2024", Some("2024-12-31"));
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
