//! How long the current invocation may still work.

use std::time::{Duration, SystemTime};

use lambda_runtime::Context;

/// The moment at which an invocation has to begin no further piece of work: a margin before Lambda stops it.
///
/// The margin is what the function needs to finish the piece at hand, give its lease back and hand the rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    stop_at: SystemTime,
    ends_at: SystemTime,
}

impl Deadline {
    /// The deadline of the invocation that `context` describes, with `margin` kept for tidying up.
    #[must_use]
    pub fn of(context: &Context, margin: Duration) -> Self {
        Self::at(context.deadline(), margin)
    }

    /// A deadline `margin` before `ends_at`.
    #[must_use]
    pub fn at(ends_at: SystemTime, margin: Duration) -> Self {
        Self { stop_at: ends_at.checked_sub(margin).unwrap_or(SystemTime::UNIX_EPOCH), ends_at }
    }

    /// When Lambda ends the invocation: nothing of it runs later.
    #[must_use]
    pub fn ends_at(&self) -> SystemTime {
        self.ends_at
    }

    /// How long, from `now` on, work may go on.
    #[must_use]
    pub fn left(&self, now: SystemTime) -> std::time::Duration {
        self.stop_at.duration_since(now).unwrap_or_default()
    }

    /// Whether, at `now`, it is time to save and hand on.
    #[must_use]
    pub fn is_reached(&self, now: SystemTime) -> bool {
        now >= self.stop_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn work_stops_a_margin_before_lambda_does() {
        let mut context = Context::default();
        context.deadline = 900_000;
        let deadline = Deadline::of(&context, Duration::from_secs(30));
        for (now, reached) in [(0, false), (869, false), (870, true), (901, true)] {
            assert_eq!(deadline.is_reached(at(now)), reached, "at {now} s");
            assert_eq!(deadline.left(at(now)).is_zero(), reached, "at {now} s");
        }
        assert_eq!(deadline.ends_at(), at(900));
    }

    #[test]
    fn a_margin_longer_than_the_time_itself_stops_at_once() {
        let deadline = Deadline::at(at(10), Duration::from_secs(60));
        assert!(deadline.is_reached(SystemTime::UNIX_EPOCH));
    }
}
