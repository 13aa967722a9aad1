//! A company of 24 people on a simulated `TriNet`, an account that imported it, and what a variant may arrange.

use std::sync::OnceLock;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::date;
use testkit::trinet::{Clock, Credential, Fault, SimulatedTriNet, Target, World, WorldPerson};
use trinet::Limits;

use super::play::Actor;
use super::variants::Variant;
use crate::simulation::points::{Points, Script};
use crate::simulation::rng::Rng;
use crate::simulation::world::{self, Begin};

/// Noon in Chicago.
const NOON: Timestamp = Timestamp::constant(1_772_560_800, 0);
/// When the account was set up and imported the company.
const EARLIER: Timestamp = Timestamp::constant(1_772_550_000, 0);
/// People on a page; the company has four pages.
const PAGE: usize = 7;
const PEOPLE: usize = 24;
/// Who has left before the story begins.
pub const FORMER: usize = 20;
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
    /// Requests for pages of one invocation.
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

/// The source's id of a person.
#[must_use]
pub fn id(number: usize) -> String {
    format!("{:011}", 1000 + number)
}

/// A person of the company.
#[must_use]
pub fn person(number: usize) -> WorldPerson {
    let month = i8::try_from(1 + number % 12).unwrap_or(1);
    let person = WorldPerson::new(&id(number), if number == 3 { "Zoë" } else { "Person" }, &format!("Number{number}"));
    let person = person.email(&format!("p{number}@acme.example")).started(date(2020, 1, 16)).born(date(1980, month, 23));
    if number == 1 { person } else { person.reports_to(&id(1)) }
}

fn company() -> World {
    let mut world = World::with_people((1..=PEOPLE).map(person).collect());
    world.credentials = vec![Credential::full("client", "secret-1", &["A1B"])];
    if let Some(person) = world.person_mut(&id(FORMER)) {
        *person = person.clone().terminated(date(2026, 2, 20));
    }
    world
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

/// The tables of an account that imported the company in two steps, so that it has a former employee; made once.
///
/// # Errors
/// When a step fails.
pub fn live() -> Result<&'static Begin, String> {
    static LIVE: OnceLock<Result<Begin, String>> = OnceLock::new();
    LIVE.get_or_init(|| on_a_real_clock(prepare())).as_ref().map_err(Clone::clone)
}

async fn prepare() -> Result<Begin, String> {
    let world = world::World::new(Points::new(Script::Clean, 0), &Begin { at: EARLIER, ..Begin::default() })?;
    let mut source = company();
    source.clock = Clock::at(NOON);
    let former = source.person_mut(&id(FORMER)).map(|it| std::mem::replace(it, person(FORMER)));
    let server = SimulatedTriNet::start(source).await.map_err(|error| error.to_string())?;
    let actor = Actor::new(&world, server.url(), limits());
    actor.connect("secret-1").await?;
    actor.map().await?;
    actor.set_up().await?;
    actor.commit(&actor.review().await?).await?;
    server.with_world(|source| source.person_mut(&id(FORMER)).zip(former).map(|(now, former)| *now = former));
    let plan = actor.review().await?;
    if plan.plan.counts.deactivate != 1 {
        return Err("the story does not begin as it should".to_owned());
    }
    actor.commit(&plan).await?;
    actor.switch_on().await?;
    Ok(Begin { scan: world.scan()?, events: Vec::new(), at: NOON })
}

/// Runs in a runtime of its own, with one thread, sockets, and the time that it is.
///
/// # Errors
/// When there is no runtime, or as the work says.
pub fn on_a_real_clock<T>(work: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| error.to_string())?.block_on(work)
}
