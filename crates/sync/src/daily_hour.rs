//! The hour of the daily sync, on days on which clocks go forward past it (R84).
//!
//! A schedule by the clock of a place does not fire at an hour that a day does not have. So where clocks skip the hour on some day, the
//! schedule fires at the next one as well, and whoever gets its message drops the one that the day does not need.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Span, ToSpan as _};
use serde::{Deserialize, Serialize};

/// How far ahead clock changes are looked for.
const AHEAD_YEARS: i64 = 3;

/// An hour of a place's day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DailyHour {
    /// 0–23.
    pub hour: u8,
    /// IANA time zone.
    pub time_zone: String,
}

impl DailyHour {
    /// Whether there is a day, of the next years, that does not have this hour. Never in a zone that nobody knows.
    #[must_use]
    pub fn is_skipped_some_day(&self, now: Timestamp) -> bool {
        let Ok(zone) = TimeZone::get(&self.time_zone) else { return false };
        let until = now.checked_add(Span::new().hours(AHEAD_YEARS * 366 * 24)).unwrap_or(now);
        let changes = zone.following(now).take_while(|change| change.timestamp() <= until);
        changes.map(|change| zone.to_datetime(change.timestamp()).date()).any(|day| {
            // The clock may stand on the next day once it was changed.
            [Some(day), day.yesterday().ok()].into_iter().flatten().any(|day| self.is_skipped_on(&zone, day))
        })
    }

    /// Whether a schedule that fires at the hour, and at the next one, means this day's sync by a firing: at the hour, and at the next
    /// one where the day does not have it. Whatever else was asked for is meant as well.
    #[must_use]
    pub fn means(&self, at: Timestamp) -> bool {
        let Ok(zone) = TimeZone::get(&self.time_zone) else { return true };
        let local = zone.to_datetime(at);
        let Ok(before) = local.checked_sub(1.hour()) else { return true };
        u8::try_from(before.hour()) != Ok(self.hour) || self.is_skipped_on(&zone, before.date())
    }

    fn is_skipped_on(&self, zone: &TimeZone, day: Date) -> bool {
        let Ok(hour) = i8::try_from(self.hour) else { return false };
        DateTime::new(day.year(), day.month(), day.day(), hour, 0, 0, 0)
            .is_ok_and(|time| matches!(zone.to_ambiguous_timestamp(time).offset(), AmbiguousOffset::Gap { .. }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hour(hour: u8, time_zone: &str) -> DailyHour {
        DailyHour { hour, time_zone: time_zone.to_owned() }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn an_hour_is_skipped_where_clocks_go_forward_past_it() {
        for (of_day, zone, expect) in [
            (2, "America/New_York", true),
            (1, "America/New_York", false),
            (3, "America/New_York", false),
            (2, "America/Phoenix", false),
            (2, "Europe/Berlin", true),
            (1, "Europe/London", true),
            (2, "Europe/London", false),
            // By half an hour, and at midnight.
            (2, "Australia/Lord_Howe", true),
            (0, "Africa/Cairo", true),
            (23, "America/Nuuk", true),
            (2, "Nowhere/Atall", false),
        ] {
            assert_eq!(hour(of_day, zone).is_skipped_some_day(at("2026-11-01T12:00:00Z")), expect, "{of_day} {zone}");
        }
    }

    #[test]
    fn of_two_firings_one_is_meant_each_day() {
        for (of_day, zone, fired, expect) in [
            // An ordinary day: at two, not at three.
            (2, "America/New_York", "2026-03-07T07:00:00Z", true),
            (2, "America/New_York", "2026-03-07T08:00:00Z", false),
            // On 8 March there is no two: at three.
            (2, "America/New_York", "2026-03-08T07:00:00Z", true),
            // On 1 November there is one two, after a second one.
            (2, "America/New_York", "2026-11-01T07:00:00Z", true),
            (2, "America/New_York", "2026-11-01T08:00:00Z", false),
            (2, "Australia/Lord_Howe", "2026-10-03T16:00:00Z", true),
            // The hour of a day that has none at its end is the first of the next one.
            (23, "America/Nuuk", "2026-03-29T01:00:00Z", true),
            (23, "America/Nuuk", "2026-03-30T01:00:00Z", false),
            // By hand, at any other time.
            (2, "America/New_York", "2026-03-07T15:20:00Z", true),
        ] {
            assert_eq!(hour(of_day, zone).means(at(fired)), expect, "{of_day} {zone} {fired}");
        }
    }
}
