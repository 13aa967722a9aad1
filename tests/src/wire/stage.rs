//! What a variant may arrange: the source, its faults, the adapter's caps and the address.

use std::time::Duration;

use jiff::Timestamp;
use testkit::trinet::{Clock, Fault, Target, World, WorldPerson};
use trinet::Limits;

use super::company::company;
use super::variants::Variant;
use crate::simulation::rng::Rng;

/// Noon in Chicago.
pub const NOON: Timestamp = Timestamp::constant(1_772_560_800, 0);
/// People on a page; the company has four pages.
const PAGE: usize = 7;
/// Whose name the source has changed since the last import.
pub const RENAMED: usize = 5;

/// Where the client is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// To the simulated `TriNet`.
    Open,
    /// To a port where nobody listens.
    Closed,
    /// To a port that speaks no TLS, with TLS.
    NoTls,
    /// To a name that no resolver finds (RFC 6761).
    NoName,
}

/// What is arranged for one run.
#[derive(Debug)]
pub struct Stage {
    /// The source.
    pub source: World,
    /// The source without the fault, to which it is set back.
    pub honest: World,
    /// What happened to the company is no part of the fault: it is not set back.
    pub keeps: bool,
    /// The adapter's caps.
    pub limits: Limits,
    /// When it is.
    pub now: Timestamp,
    /// Where the client is sent.
    pub door: Door,
    /// Dice.
    pub rng: Rng,
    /// The fault of the server that must have been met; `None` where the world or the address is at fault.
    pub fires: Option<&'static str>,
    /// What the error's sentence must say.
    pub says: &'static str,
    /// Token requests of one invocation.
    pub tokens_max: usize,
    /// Requests for pages, of however many invocations: none reads again what another has.
    pub pages_max: usize,
}

impl Stage {
    /// The stage of a variant.
    #[must_use]
    pub fn new(seed: u64, variant: &Variant) -> Self {
        let mut honest = company();
        honest.clock = Clock::at(NOON);
        let mut stage = Self {
            source: honest.clone(),
            honest,
            keeps: false,
            limits: limits(),
            now: NOON,
            door: Door::Open,
            rng: Rng::new(seed, 7),
            fires: None,
            says: "",
            tokens_max: 1,
            pages_max: 20,
        };
        stage.person(RENAMED).first_name = format!("Renamed{}", seed % 1000);
        stage.honest = stage.source.clone();
        (variant.arrange)(&mut stage);
        stage.source.clock = Clock::at(stage.now);
        stage
    }

    /// A fault on the next so many requests of a target.
    pub fn next(&mut self, times: u32, target: Target, fault: Fault) {
        self.fires = Some(fault.name());
        self.source.faults.next(times, target, fault);
    }

    /// A fault on every request of a target.
    pub fn always(&mut self, target: Target, fault: Fault) {
        self.fires = Some(fault.name());
        self.source.faults.always(target, fault);
    }

    /// Some page.
    pub fn page(&mut self) -> Target {
        let at = usize::try_from(self.rng.below(4)).unwrap_or_default();
        Target::EmployeesAt(1 + at * PAGE)
    }

    /// Some page but the first.
    pub fn later_page(&mut self) -> Target {
        let at = usize::try_from(self.rng.below(3)).unwrap_or_default();
        Target::EmployeesAt(1 + (at + 1) * PAGE)
    }

    /// Once, or as often as the adapter tries again.
    pub fn some_times(&mut self) -> u32 {
        if self.rng.chance(500) { 1 } else { self.limits.retries_max }
    }

    /// The person of a number, from 1.
    ///
    /// # Panics
    /// When there is none: the variant is wrong.
    #[expect(clippy::indexing_slicing, reason = "the table of variants names people of the company")]
    pub fn person(&mut self, number: usize) -> &mut WorldPerson {
        &mut self.source.companies[0].people[number - 1]
    }

    /// Everybody.
    ///
    /// # Panics
    /// Never: there is one company.
    #[expect(clippy::indexing_slicing, reason = "there is one company")]
    pub fn people(&mut self) -> &mut Vec<WorldPerson> {
        &mut self.source.companies[0].people
    }
}

/// The caps: waits are in milliseconds, and generous where a run must not meet them.
#[must_use]
pub fn limits() -> Limits {
    let generous = Duration::from_secs(30);
    Limits {
        page_size: PAGE,
        pages_max: 8,
        rows_max: 60,
        body_bytes_max: 128 * 1024,
        connect_timeout: generous,
        request_timeout: generous,
        total_time_max: generous * 2,
        retries_max: 3,
        retry_delay_ms_base: 1,
        retry_delay_ms_max: 2,
        retry_after_max: Duration::from_secs(2),
        ..Limits::default()
    }
}
