//! The simulated clock: it stands still until it is moved.

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// The simulator's time. Token expiry and quotas read the instant; hires and terminations read the date in
/// US Central time, where TriNet's day begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    now: Timestamp,
}

impl Clock {
    /// Noon, US Central time, on `date`.
    #[must_use]
    pub fn at_noon(date: Date) -> Self {
        Self { now: noon_central(date) }
    }

    /// An exact instant.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self { now }
    }

    /// The current instant.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The date in US Central time.
    #[must_use]
    pub fn today(&self) -> Date {
        central().to_datetime(self.now).date()
    }

    /// Moves to noon, US Central time, on `date`. Tokens issued more than their life ago expire by it.
    pub fn set_today(&mut self, date: Date) {
        self.now = noon_central(date);
    }

    /// Moves forward (or back) by a duration; stays where it is when that would leave the calendar.
    pub fn advance(&mut self, by: SignedDuration) {
        self.now = self.now.checked_add(by).unwrap_or(self.now);
    }
}

/// US Central time by rule, so that no time zone database is needed.
fn central() -> TimeZone {
    TimeZone::posix("CST6CDT,M3.2.0,M11.1.0").unwrap_or_else(|_| TimeZone::fixed(Offset::constant(-6)))
}

fn noon_central(date: Date) -> Timestamp {
    central().to_timestamp(date.at(12, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH)
}
