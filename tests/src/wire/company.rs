//! The company of every run: 24 people, of whom one has left, and an account that imported them; what the tables say of it.

use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::civil::date;
use serde_json::Value;
use sync::Account;
use sync::run::Run;
use testkit::trinet::{Clock, Credential, SimulatedTriNet, World, WorldPerson};

use super::actor::Actor;
use super::stage::{NOON, limits};
use crate::simulation::checker::image;
use crate::simulation::database::text;
use crate::simulation::history::Scan;
use crate::simulation::points::{Points, Script};
use crate::simulation::world::{self, Begin};

/// When the account was set up and imported the company.
const EARLIER: Timestamp = Timestamp::constant(1_772_550_000, 0);
const PEOPLE: usize = 24;
/// Who has left before the story begins.
pub const FORMER: usize = 20;

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

/// The company on its simulated `TriNet`.
#[must_use]
pub fn company() -> World {
    let mut world = World::with_people((1..=PEOPLE).map(person).collect());
    world.credentials = vec![Credential::full("client", "secret-1", &["A1B"])];
    if let Some(person) = world.person_mut(&id(FORMER)) {
        *person = person.clone().terminated(date(2026, 2, 20));
    }
    world
}

/// The tables of an account that imported the company in two steps, so that it has a former employee; made once.
///
/// # Errors
/// When a step fails.
pub fn live() -> Result<&'static Begin, String> {
    static LIVE: OnceLock<Result<Begin, String>> = OnceLock::new();
    LIVE.get_or_init(|| super::on_a_real_clock(prepare())).as_ref().map_err(Clone::clone)
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

/// The account.
#[must_use]
pub fn account(scan: &Scan) -> Option<Account> {
    scan.control.iter().find(|item| text(item, "sk") == "ACCOUNT").and_then(image::document)
}

/// The runs, by time.
#[must_use]
pub fn runs(scan: &Scan) -> Vec<Run> {
    let mut runs: Vec<Run> =
        scan.control.iter().filter(|item| text(item, "sk").starts_with("RUN#")).filter_map(image::document).collect();
    runs.sort_by(|left, right| (left.started_at, &left.id).cmp(&(right.started_at, &right.id)));
    runs
}

/// Emails and names of the active people of the directory.
#[must_use]
pub fn directory(scan: &Scan) -> Vec<(String, String)> {
    let active = |item: &&Value| text(item, "sk").starts_with("emp_") && text(item, "st") == "active";
    let mut all: Vec<_> = scan.employees.iter().filter(active).map(|item| (text(item, "em"), text(item, "nm"))).collect();
    all.sort();
    all
}
