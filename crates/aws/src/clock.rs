//! The clock of the machine, and ids that sort by it.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use sync::ports::Clock;
use ulid::{Generator, Ulid};

/// Tells the system's time. Ids of one clock never repeat and sort in the order in which they were given.
#[derive(Default)]
pub struct SystemClock {
    ids: Mutex<Generator>,
}

impl fmt::Debug for SystemClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SystemClock").finish_non_exhaustive()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn id(&self, prefix: &str) -> String {
        let mut ids = self.ids.lock().unwrap_or_else(PoisonError::into_inner);
        // Fails only after 2^80 ids within one millisecond.
        let next = ids.generate().unwrap_or_else(|_| Ulid::generate());
        format!("{prefix}{next}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_given_in_order_and_never_twice() {
        let clock = SystemClock::default();
        let ids: Vec<String> = (0..1000).map(|_| clock.id("run_")).collect();
        assert!(ids.iter().all(|id| id.starts_with("run_") && id.len() == 30));
        assert!(ids.windows(2).all(|two| two[0] < two[1]));
    }
}
