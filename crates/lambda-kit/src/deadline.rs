//! How long the current invocation may still work.

use std::time::{Duration, SystemTime};

use lambda_runtime::Context;

/// The moment at which Lambda stops this invocation, and the earlier one at which the work has to stop by itself.
///
/// The margin between the two is what the function needs to save its cursor, release its lease and hand itself on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    ends_at: SystemTime,
    stop_at: SystemTime,
}

impl Deadline {
    /// The deadline of the invocation that `context` describes, with `margin` kept for tidying up.
    #[must_use]
    pub fn of(context: &Context, margin: Duration) -> Self {
        Self::at(context.deadline(), margin)
    }

    /// A deadline at `ends_at`, with `margin` kept for tidying up.
    #[must_use]
    pub fn at(ends_at: SystemTime, margin: Duration) -> Self {
        let stop_at = ends_at.checked_sub(margin).unwrap_or(SystemTime::UNIX_EPOCH);
        Self { ends_at, stop_at }
    }

    /// When Lambda ends the invocation. A lease taken for this invocation expires no earlier than this.
    #[must_use]
    pub fn ends_at(&self) -> SystemTime {
        self.ends_at
    }

    /// When to begin no further piece of work.
    #[must_use]
    pub fn stop_at(&self) -> SystemTime {
        self.stop_at
    }

    /// Time left at `now` before [`stop_at`](Self::stop_at); zero once that has passed.
    #[must_use]
    pub fn left(&self, now: SystemTime) -> Duration {
        self.stop_at.duration_since(now).unwrap_or_default()
    }

    /// Whether, at `now`, it is time to save and hand on.
    #[must_use]
    pub fn is_reached(&self, now: SystemTime) -> bool {
        now >= self.stop_at
    }

    /// The same invocation with another margin.
    #[must_use]
    pub fn with_margin(self, margin: Duration) -> Self {
        Self::at(self.ends_at, margin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    fn context(deadline_ms: u64) -> Context {
        let mut context = Context::default();
        context.deadline = deadline_ms;
        context
    }

    #[test]
    fn work_stops_a_margin_before_lambda_does() {
        let deadline = Deadline::of(&context(900_000), Duration::from_secs(30));
        assert_eq!(deadline.ends_at(), at(900));
        assert_eq!(deadline.stop_at(), at(870));
        for (now, left, reached) in [(0, 870, false), (869, 1, false), (870, 0, true), (901, 0, true)] {
            assert_eq!(deadline.left(at(now)), Duration::from_secs(left), "left at {now} s");
            assert_eq!(deadline.is_reached(at(now)), reached, "reached at {now} s");
        }
    }

    #[test]
    fn a_margin_longer_than_the_time_itself_stops_at_once() {
        let deadline = Deadline::at(at(10), Duration::from_secs(60));
        assert!(deadline.is_reached(SystemTime::UNIX_EPOCH));
    }

    #[test]
    fn another_margin_is_counted_from_the_same_end() {
        let deadline = Deadline::at(at(100), Duration::from_secs(60)).with_margin(Duration::from_secs(10));
        assert_eq!(deadline.stop_at(), at(90));
    }
}
