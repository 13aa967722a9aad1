//! Small stories with a fixed course, for the runs that try every crash point.

use std::sync::Arc;

use sync::ports::Work;

use super::history::{Kind, Scan};
use super::office::Admin;
use super::people::Company;
use super::points::{Points, Script};
use super::queue::{self, Body};
use super::world::{Begin, World};

/// The account of the stories.
pub const ACCOUNT: &str = "acme";

/// Where a story begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    Nothing,
    Mapped,
    SetUp,
    Live,
}

/// What happens in a story, step by step.
#[derive(Debug, Clone, Copy)]
enum Step {
    Submit,
    SetUp,
    Review,
    Commit,
    Daily,
    PlanUndo,
    CommitUndo,
    PlanLocally,
    CommitLocally,
}

/// A story.
#[derive(Debug, Clone, Copy)]
pub struct Scenario {
    /// Its name, as `--scenario` takes it.
    pub name: &'static str,
    start: Start,
    people: fn(&mut Company),
    steps: &'static [Step],
}

/// A first import that needs more than one batch; too long for every point of it to be tried each time.
pub const LARGE: Scenario =
    Scenario { name: "large-import", start: Start::SetUp, people: two_hundred, steps: &[Step::Review, Step::Commit] };

/// All stories that are tried each time.
pub const ALL: [Scenario; 10] = [
    Scenario { name: "connect", start: Start::Nothing, people: |_| (), steps: &[Step::Submit] },
    Scenario { name: "set-up", start: Start::Mapped, people: |_| (), steps: &[Step::SetUp] },
    Scenario { name: "first-import", start: Start::SetUp, people: |_| (), steps: &[Step::Review, Step::Commit] },
    Scenario { name: "day", start: Start::Live, people: a_day, steps: &[Step::Daily] },
    Scenario { name: "reviewed-day", start: Start::Live, people: a_day, steps: &[Step::Review, Step::Commit] },
    Scenario { name: "laptop", start: Start::Live, people: a_day, steps: &[Step::PlanLocally, Step::CommitLocally] },
    Scenario { name: "quiet-day", start: Start::Live, people: |_| (), steps: &[Step::Daily] },
    Scenario { name: "blocked-day", start: Start::Live, people: an_identity_changes, steps: &[Step::Daily] },
    Scenario {
        name: "overridden-day",
        start: Start::Live,
        people: an_identity_changes,
        steps: &[Step::Daily, Step::Review, Step::Commit],
    },
    Scenario {
        name: "undone-day",
        start: Start::Live,
        people: a_day,
        steps: &[Step::Review, Step::Commit, Step::PlanUndo, Step::CommitUndo, Step::Daily],
    },
];

fn two_hundred(company: &mut Company) {
    (0..206).for_each(|_| company.hire());
}

pub(super) fn a_day(company: &mut Company) {
    company.hire();
    company.rename(1, "Zed");
    company.end(2, "2026-03-03");
    company.move_email(3, "moved@acme.example");
}

fn an_identity_changes(company: &mut Company) {
    company.rename(1, "Somebody");
    company.move_email(1, "else@acme.example");
}

/// One run of a story, after its end.
#[derive(Debug)]
pub struct Played {
    /// The world.
    pub world: Arc<World>,
    /// The tables at the end.
    pub scan: Scan,
    /// How many messages were delivered.
    pub deliveries: usize,
    /// Simulated time from begin to end, in milliseconds.
    pub took: i64,
}

impl Scenario {
    /// The story of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        ALL.into_iter().chain([LARGE]).find(|scenario| scenario.name == name)
    }

    /// The begin of the story.
    ///
    /// # Errors
    /// When the way there fails.
    pub fn prepare(&self) -> Result<Begin, String> {
        let start = self.start;
        in_simulated_time(async move {
            let world = World::new(Points::new(Script::Clean, 1), &Begin::default())?;
            found(&world);
            let admin = Admin { world: world.clone(), account: ACCOUNT.to_owned(), name: "ada" };
            if start != Start::Nothing {
                let connected = admin.connect().await.is_some_and(|ended| ended.is_ok());
                let mapped = admin.map().await.is_some_and(|ended| ended.is_ok());
                if !connected || !mapped {
                    return Err("the account could not be connected".to_owned());
                }
            }
            if matches!(start, Start::SetUp | Start::Live) {
                step(&admin, Step::SetUp).await?;
            }
            if start == Start::Live {
                step(&admin, Step::Review).await?;
                step(&admin, Step::Commit).await?;
                admin.switch(true).await;
            }
            // The day of the story has begun, and its daily sync is due.
            let at = "2026-03-03T07:00:00Z".parse().map_err(|_| "not a time".to_owned())?;
            Ok(Begin { scan: world.scan()?, events: world.history.events(), at })
        })
    }

    /// Plays the story from its begin under a script.
    ///
    /// # Errors
    /// When the tables cannot be made or a step cannot be done in ten tries.
    pub fn play(&self, begin: &Begin, script: Script) -> Result<Played, String> {
        in_simulated_time(async move {
            let world = World::new(Points::new(script, 2), begin)?;
            found(&world);
            world.with_company(ACCOUNT, self.people);
            world.keep_secret(ACCOUNT, "secret-1");
            let admin = Admin { world: world.clone(), account: ACCOUNT.to_owned(), name: "ada" };
            let started = world.now();
            let mut deliveries = 0;
            for next in self.steps {
                deliveries += step(&admin, *next).await?;
            }
            let took = world.now().as_millisecond() - started.as_millisecond();
            // A lease that nobody gave back expires.
            tokio::time::sleep(std::time::Duration::from_secs(90)).await;
            world.write("nobody", ACCOUNT, Kind::Healed);
            world.points.follow(Script::Clean);
            world.write("nobody", ACCOUNT, Kind::Quiet);
            let scan = world.scan()?;
            Ok(Played { world, scan, deliveries, took })
        })
    }
}

/// Runs in a runtime of its own, with one thread and a clock that stands still.
///
/// # Errors
/// When there is no runtime, or as the work says.
pub fn in_simulated_time<T>(work: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.map_err(|error| error.to_string())?.block_on(work)
}

pub(super) fn found(world: &World) {
    world.with_company(ACCOUNT, |company| {
        for _ in 0..4 {
            company.hire();
        }
    });
}

/// Does one step, again where the process died of it, and lets everything that follows from it come to rest.
async fn step(admin: &Admin, step: Step) -> Result<usize, String> {
    let mut deliveries = 0;
    for _ in 0..10 {
        let ended = match step {
            Step::Submit => admin.submit().await,
            Step::SetUp => admin.set_up().await,
            Step::Review => admin.review().await,
            Step::Commit => match admin.latest_plan() {
                Some(digest) => admin.commit(&digest, true).await,
                None => return Err("nothing was reviewed".to_owned()),
            },
            Step::PlanUndo => admin.undo().await,
            Step::CommitUndo => match admin.latest("undo") {
                Some(digest) => admin.commit(&digest, true).await,
                None => return Err("no undo was planned".to_owned()),
            },
            Step::PlanLocally => admin.plan_now().await,
            Step::CommitLocally => match admin.latest_plan() {
                Some(digest) => admin.commit_locally(&digest).await,
                None => return Err("nothing was planned".to_owned()),
            },
            Step::Daily => {
                let work =
                    Work::Daily { account: admin.account.clone(), scheduled_at: "2026-03-03T07:00:00Z".to_owned(), hour: None };
                admin.world.enqueue(Body::Work(work), 0);
                Some(Ok(serde_json::Value::Null))
            }
        };
        deliveries += Box::pin(queue::drain(&admin.world)).await;
        if matches!(ended, Some(Ok(_))) {
            return Ok(deliveries);
        }
    }
    Err(format!("{step:?} cannot be done"))
}
