//! A commit that stands still at any of its points, for longer than its lease lasts and its queue waits, while another
//! administrator takes its place; then it wakes and goes on (F45).

use std::time::Duration;

use super::checker::{self, Anomaly};
use super::fault::Fault;
use super::history::Kind;
use super::office::Admin;
use super::points::{Points, Script};
use super::queue;
use super::scenario::{self, ACCOUNT, Scenario, in_simulated_time};
use super::world::{Begin, World};

/// Where the story begins: a live account.
const STORY: &str = "reviewed-day";
/// The function that sleeps.
const SLEEPER: &str = "import-commit";

/// The story with its begin and the points at which its commit may sleep.
#[derive(Debug)]
pub struct Sleepers {
    begin: Begin,
    /// Points of the run without a sleeper, by number and name.
    pub points: Vec<(usize, String)>,
}

/// One run.
#[derive(Debug)]
pub struct Slept {
    /// What must not be.
    pub anomalies: Vec<Anomaly>,
    /// Whether the commit stood still.
    pub fired: bool,
    /// Lines of history that were checked.
    pub operations: usize,
    passed: Vec<String>,
}

impl Sleepers {
    /// Plays the story without a sleeper.
    ///
    /// # Errors
    /// When it does not work even so.
    pub fn learn() -> Result<Self, String> {
        let begin = Scenario::named(STORY).ok_or("the story is not there")?.prepare()?;
        let awake = play(&begin, Script::Clean)?;
        if let Some(anomaly) = awake.anomalies.first() {
            return Err(format!("without a sleeper: {anomaly}"));
        }
        let commits = |(_, name): &(usize, String)| name.starts_with(SLEEPER) && name.contains(" before ");
        Ok(Self { begin, points: awake.passed.into_iter().enumerate().filter(commits).collect() })
    }

    /// Plays it with a commit that sleeps at a point.
    ///
    /// # Errors
    /// When it cannot be played to its end.
    pub fn sleep(&self, at: usize) -> Result<Slept, String> {
        play(&self.begin, Script::Sleeps(at))
    }
}

fn play(begin: &Begin, script: Script) -> Result<Slept, String> {
    in_simulated_time(async move {
        let world = World::new(Points::new(script, 2), begin)?;
        scenario::found(&world);
        let before = world.company(ACCOUNT).people;
        world.with_company(ACCOUNT, scenario::a_day);
        world.keep_secret(ACCOUNT, "secret-1");
        let server = world.clone();
        tokio::spawn(async move { queue::serve(&server).await });
        let admin = |name| Admin { world: world.clone(), account: ACCOUNT.to_owned(), name };
        let (ada, bob) = (admin("ada"), admin("bob"));
        ada.review().await;
        tokio::time::sleep(Duration::from_mins(5)).await;
        let digest = ada.latest_plan().ok_or("nothing was reviewed")?;
        ada.commit(&digest, true).await;
        // Until the lease of an invocation is over, whether it sleeps or not.
        tokio::time::sleep(Duration::from_mins(20)).await;
        // One of those whom the sleeper changes is to be as before: what it still writes is seen.
        world.with_company(ACCOUNT, |company| {
            if let (Some(now), Some(before)) = (company.people.get_mut(1), before.get(1)) {
                now.clone_from(before);
            }
        });
        take_over(&bob).await;
        // The sleeper wakes, and its message has come again.
        tokio::time::sleep(Duration::from_hours(6)).await;
        world.write("nobody", ACCOUNT, Kind::Healed);
        world.points.follow(Script::Clean);
        world.write("nobody", ACCOUNT, Kind::Quiet);
        bob.plan_now().await;
        let events = world.history.events();
        let verdict = checker::check(&events, &world.scan()?);
        let mut anomalies = verdict.anomalies;
        anomalies.extend(world.accusations().into_iter().map(|what| Anomaly { promise: "wire", what }));
        let fired = world.points.fired().contains_key(&Fault::Pause);
        Ok(Slept { anomalies, fired, operations: verdict.operations, passed: world.points.passed() })
    })
}

/// Plans and commits until nothing is left to do.
async fn take_over(admin: &Admin) {
    for _ in 0..4 {
        let planned = admin.plan_now().await.and_then(Result::ok);
        if planned.is_some_and(|output| output["changes"] == 0) {
            return;
        }
        if let Some(digest) = admin.latest_plan() {
            admin.commit_now(&digest, true).await;
        }
    }
}
