//! The clock of this machine, or one that was set to a day.

use std::sync::Mutex;
use std::time::Instant;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sync::ports::Clock;
use ulid::Generator;

/// Tells the time, or noon of a chosen day and on from there.
pub(crate) struct LocalClock {
    started: Instant,
    today: Mutex<Option<Date>>,
    zone: Mutex<TimeZone>,
    ids: Mutex<Generator>,
}

impl std::fmt::Debug for LocalClock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LocalClock").finish_non_exhaustive()
    }
}

impl LocalClock {
    /// A clock; `today` sets its date.
    pub(crate) fn new(today: Option<Date>) -> Self {
        Self {
            started: Instant::now(),
            today: Mutex::new(today),
            zone: Mutex::new(TimeZone::UTC),
            ids: Mutex::new(Generator::new()),
        }
    }

    /// Sets the time zone whose noon the chosen day has: the account's. An unknown one is left aside.
    pub(crate) fn set_zone(&self, name: &str) {
        if let (Ok(zone), Ok(mut current)) = (TimeZone::get(name), self.zone.lock()) {
            *current = zone;
        }
    }

    /// Moves it to another day.
    pub(crate) fn set_today(&self, date: Date) {
        if let Ok(mut today) = self.today.lock() {
            *today = Some(date);
        }
    }
}

impl Clock for LocalClock {
    fn now(&self) -> Timestamp {
        // Noon where the account is: UTC's noon is tomorrow already in the first time zones.
        let zone = self.zone.lock().map_or(TimeZone::UTC, |zone| zone.clone());
        let noon = |date: Date| date.at(12, 0, 0, 0).to_zoned_datetime(zone).ok().map(|zoned| zoned.timestamp());
        let today = self.today.lock().ok().and_then(|today| *today);
        let elapsed = jiff::SignedDuration::try_from(self.started.elapsed()).unwrap_or_default();
        today.and_then(noon).and_then(|noon| noon.checked_add(elapsed).ok()).unwrap_or_else(Timestamp::now)
    }

    fn id(&self, prefix: &str) -> String {
        // Ids sort by the real time, also when the date was set.
        let next = self.ids.lock().ok().and_then(|mut ids| ids.generate().ok());
        format!("{prefix}{}", next.unwrap_or_else(ulid::Ulid::generate))
    }
}
