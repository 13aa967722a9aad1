//! Judges a history and the scan after it, and knows nothing else of the simulation.

mod commits;
mod facts;
pub mod image;
mod imports;
mod leases;
mod mails;
mod people;
mod runs;
mod undos;

use std::fmt;

use super::history::{Event, Scan};
pub use facts::Facts;

/// Something that must not be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anomaly {
    /// The promise that it breaks, such as `as reviewed`.
    pub promise: &'static str,
    /// What was found.
    pub what: String,
}

impl fmt::Display for Anomaly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.promise, self.what)
    }
}

/// What a check came to.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    /// What must not be.
    pub anomalies: Vec<Anomaly>,
    /// How many lines of history were looked at.
    pub operations: usize,
    /// Mails that a mail server took more than once, which happens when its answer is lost.
    pub double_mails: usize,
}

/// Looks for everything that the promises forbid.
#[must_use]
pub fn check(events: &[Event], scan: &Scan) -> Verdict {
    judge(&Facts::of(events, scan))
}

/// The same of a history that is sorted already.
#[must_use]
pub fn judge(facts: &Facts<'_>) -> Verdict {
    let mut anomalies: Vec<Anomaly> = Vec::new();
    people::check(facts, &mut anomalies);
    commits::check(facts, &mut anomalies);
    imports::check(facts, &mut anomalies);
    leases::check(facts, &mut anomalies);
    undos::check(facts, &mut anomalies);
    runs::check(facts, &mut anomalies);
    mails::check(facts, &mut anomalies);
    anomalies.sort();
    anomalies.dedup();
    Verdict { anomalies, operations: facts.events.len(), double_mails: mails::double_mails(facts) }
}

pub(crate) fn accuse(anomalies: &mut Vec<Anomaly>, promise: &'static str, what: String) {
    anomalies.push(Anomaly { promise, what });
}
