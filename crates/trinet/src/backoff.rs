//! How long to wait before a request is tried again.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

use crate::limits::Limits;

/// What to do about a request that may be tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wait {
    /// Try again after this time.
    For(Duration),
    /// The source asks for more patience than there is.
    TooLong,
}

/// A cheap source of jitter; not for secrets.
#[derive(Debug)]
pub(crate) struct Jitter(AtomicU64);

impl Jitter {
    /// Seeded from the process's hash keys, so that many processes do not wait in step.
    pub(crate) fn new() -> Self {
        Self(AtomicU64::new(RandomState::new().hash_one(0_u8)))
    }

    /// Evenly spread between 0 and `most`, both included (`SplitMix64`).
    fn upto(&self, most: u64) -> u64 {
        const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
        let mut z = self.0.fetch_add(GOLDEN, Ordering::Relaxed).wrapping_add(GOLDEN);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        most.checked_add(1).map_or(z, |range| z % range)
    }
}

/// The wait before retry number `retry` (from 0). A `Retry-After` is honoured, never undercut, and stretched by at most a
/// twentieth; without one the wait is exponential with full jitter.
pub(crate) fn wait(limits: &Limits, jitter: &Jitter, retry: u32, retry_after: Option<Duration>) -> Wait {
    match retry_after {
        Some(asked) if asked > limits.retry_after_max => Wait::TooLong,
        Some(asked) if !asked.is_zero() => {
            let stretch = u64::try_from(asked.as_millis() / 20).unwrap_or(0);
            Wait::For(asked + Duration::from_millis(jitter.upto(stretch)))
        }
        _ => {
            let factor = 1_u64.checked_shl(retry).unwrap_or(u64::MAX);
            let step = limits.retry_delay_ms_base.saturating_mul(factor).min(limits.retry_delay_ms_max);
            Wait::For(Duration::from_millis(jitter.upto(step)))
        }
    }
}

/// Reads a `Retry-After` header: seconds, or an HTTP date. A number too large to hold counts as very long.
pub(crate) fn retry_after(header: &str, now: Timestamp) -> Option<Duration> {
    let header = header.trim();
    if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(header.parse().unwrap_or(u64::from(u32::MAX))));
    }
    let at = DateTimeParser::new().parse_timestamp(header).ok()?;
    Some(Duration::try_from(at.duration_since(now)).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Limits {
        Limits { retry_delay_ms_base: 1_000, retry_delay_ms_max: 30_000, ..Limits::default() }
    }

    #[test]
    fn a_retry_after_is_seconds_or_a_date() {
        let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let check = |header: &str, expect: Option<u64>| {
            assert_eq!(retry_after(header, now), expect.map(Duration::from_secs), "{header:?}");
        };
        check("7", Some(7));
        check(" 0 ", Some(0));
        check("1000000000", Some(1_000_000_000));
        check("99999999999999999999999999", Some(u64::from(u32::MAX)));
        check("Sun, 01 Mar 2026 12:00:30 GMT", Some(30));
        check("Sun, 01 Mar 2026 11:00:00 GMT", Some(0));
        check("soon", None);
        check("-1", None);
        check("", None);
    }

    #[test]
    fn a_retry_after_is_never_undercut_and_stretched_by_a_twentieth_at_most() {
        let jitter = Jitter::new();
        for _ in 0..1_000 {
            let Wait::For(time) = wait(&limits(), &jitter, 0, Some(Duration::from_secs(10))) else { panic!("too long") };
            assert!((Duration::from_secs(10)..=Duration::from_millis(10_500)).contains(&time), "{time:?}");
        }
    }

    #[test]
    fn a_longer_retry_after_than_the_limit_is_not_waited_for() {
        let check = |secs: u64, expect: bool| {
            let wait = wait(&limits(), &Jitter::new(), 0, Some(Duration::from_secs(secs)));
            assert_eq!(wait == Wait::TooLong, expect, "{secs}");
        };
        check(59, false);
        check(60, false);
        check(61, true);
        check(1_000_000_000, true);
    }

    #[test]
    fn the_backoff_doubles_under_full_jitter_up_to_its_cap() {
        let jitter = Jitter::new();
        for (retry, step_ms) in [(0, 1_000), (1, 2_000), (4, 16_000), (5, 30_000), (63, 30_000), (64, 30_000)] {
            let drawn: Vec<u128> = (0..2_000)
                .map(|_| match wait(&limits(), &jitter, retry, None) {
                    Wait::For(time) => time.as_millis(),
                    Wait::TooLong => panic!("too long"),
                })
                .collect();
            let (low, high) = (drawn.iter().min().unwrap(), drawn.iter().max().unwrap());
            assert!(*high <= step_ms && *high > step_ms * 9 / 10 && *low < step_ms / 10, "{retry}: {low} to {high}");
        }
    }
}
