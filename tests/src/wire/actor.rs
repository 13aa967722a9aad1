//! Who acts in a run: the use cases as they are, with the real adapter behind the port of the source.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::Trigger;
use domain::mapping::Editor;
use sync::account::Connection;
use sync::automation::Automation;
use sync::commit::Commit;
use sync::connect::{ConnectRequest, Connecting};
use sync::daily::Daily;
use sync::mapping::MappingFields;
use sync::planning::Planning;
use sync::ports::{CommitWork, Credentials, Silent, Source, SourceOpener};
use sync::run::StoredPlan;
use sync::{RunError, SourceError};
use trinet::{Limits, TriNet};

use super::play::Ended;
use crate::simulation::bench::Bench;
use crate::simulation::ports::credentials;
use crate::simulation::world::World;

/// The account.
pub const ACCOUNT: &str = "acme";

/// Acts for the account, in one process.
pub struct Actor {
    bench: Bench,
    planning: Planning,
}

impl std::fmt::Debug for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Actor").finish_non_exhaustive()
    }
}

/// The real adapter, at the port that this run's server has.
struct Opener {
    url: String,
    adapter: TriNet,
}

impl SourceOpener for Opener {
    fn open(&self, connection: &Connection, credentials: Credentials) -> Result<Arc<dyn Source>, SourceError> {
        self.adapter.open(&Connection { url: self.url.clone(), ..connection.clone() }, credentials)
    }
}

impl Actor {
    /// Somebody whose source is at an address.
    #[must_use]
    pub fn new(world: &Arc<World>, url: String, limits: Limits) -> Self {
        let bench = Bench::new(world, "wire", ACCOUNT);
        let sources = Arc::new(Opener { url, adapter: TriNet::new(limits) });
        let planning = Planning { sources, ..bench.planning() };
        Self { bench, planning }
    }

    /// Tests and stores a connection.
    pub async fn try_connect(&self, secret: &str) -> Ended {
        let Planning { control, sources, .. } = self.planning.clone();
        let ports = Arc::new(self.bench.ports.clone());
        let connecting = Connecting { control, sources, secrets: ports.clone(), clock: ports };
        let request = ConnectRequest {
            company: "A1B".to_owned(),
            url: "https://simulated".to_owned(),
            credentials: credentials(secret),
            actor: "ada".to_owned(),
            recipients: vec!["admin@customer.example".to_owned()],
            time_zone: Some("America/Chicago".to_owned()),
        };
        connecting.connect(ACCOUNT, request).await.map_or_else(|error| failed(&error), |_| Ended::Done)
    }

    /// The same where it must succeed.
    ///
    /// # Errors
    /// When it does not.
    pub async fn connect(&self, secret: &str) -> Result<(), String> {
        match self.try_connect(secret).await {
            Ended::Done => Ok(()),
            other => Err(format!("the account could not be connected: {other:?}")),
        }
    }

    /// Locks the proposed mapping.
    ///
    /// # Errors
    /// When that fails.
    pub async fn map(&self) -> Result<(), String> {
        let control = self.planning.control.clone();
        let mapped = MappingFields { control }.set(ACCOUNT, None, true, Editor::Staff).await;
        mapped.map(drop).map_err(|error| error.detail())
    }

    /// Runs the set-up sync.
    ///
    /// # Errors
    /// When that fails.
    pub async fn set_up(&self) -> Result<(), String> {
        let report = self.planning.set_up(ACCOUNT, "ada", &Silent, &|| false).await;
        report.map(drop).map_err(|error| error.detail())
    }

    /// Switches the daily sync on.
    ///
    /// # Errors
    /// When that fails.
    pub async fn switch_on(&self) -> Result<(), String> {
        let scheduler = Arc::new(self.bench.ports.clone());
        let switched = Automation { control: self.planning.control.clone(), scheduler }.switch(ACCOUNT, true).await;
        switched.map(drop).map_err(|error| error.detail())
    }

    /// Lists the fields of the source.
    pub async fn fields(&self) -> Ended {
        self.planning.fields(ACCOUNT, &Silent).await.map_or_else(|error| failed(&error), |_| Ended::Done)
    }

    /// Makes a plan, as a manual sync does.
    pub async fn plan(&self) -> Ended {
        match self.planning.review(ACCOUNT, "ada", None, Trigger::Manual, &Silent, &|| false).await {
            Ok(Some(stored)) => Ended::Planned(Box::new(stored.plan), None),
            Ok(None) => Ended::Skipped,
            Err(error) => failed(&error),
        }
    }

    /// The same where there must be one.
    ///
    /// # Errors
    /// When there is none.
    pub async fn review(&self) -> Result<StoredPlan, String> {
        let stored = self.planning.review(ACCOUNT, "ada", None, Trigger::Manual, &Silent, &|| false).await;
        stored.map_err(|error| format!("{}: {}", error.code(), error.detail()))?.ok_or_else(|| "the read was paused".to_owned())
    }

    /// Runs the daily sync of a trigger; with pauses, every second page is read by another invocation. How many there were.
    pub async fn daily(&self, trigger: &str, pauses: bool) -> (Ended, usize) {
        for invocation in 1..100 {
            let fresh = AtomicBool::new(true);
            // Not at the first page, so that each invocation comes further.
            let out_of_time = || pauses && !fresh.swap(false, Ordering::Relaxed);
            let ended = match self.planning.daily(ACCOUNT, trigger, "https://simulated", &Silent, &out_of_time).await {
                Ok(Daily::Paused(_)) => continue,
                Ok(Daily::Skipped(_) | Daily::Busy(..)) => Ended::Skipped,
                Ok(Daily::Quiet(_, stored) | Daily::Blocked(_, stored)) => Ended::Planned(Box::new(stored.plan), None),
                Ok(Daily::HandOver(_, stored, work)) => Ended::Planned(Box::new(stored.plan), Some(Box::new(work))),
                Err(error) => failed(&error),
            };
            return (ended, invocation);
        }
        (Ended::Failed("endless", "the read was paused a hundred times".to_owned()), 100)
    }

    /// Commits a reviewed plan.
    ///
    /// # Errors
    /// When that fails.
    pub async fn commit(&self, stored: &StoredPlan) -> Result<(), String> {
        let work = CommitWork { confirm: Some("looked at".to_owned()), ..CommitWork::of(ACCOUNT, stored.digest.clone(), "ada") };
        self.do_commit(&work).await
    }

    /// Commits what a daily sync handed over.
    ///
    /// # Errors
    /// When that fails.
    pub async fn do_commit(&self, work: &CommitWork) -> Result<(), String> {
        match self.bench.committing().commit(work, &Silent, &|| false).await {
            Ok(Commit::Finished(..)) => Ok(()),
            Ok(other) => Err(format!("the commit ended otherwise: {other:?}")),
            Err(error) => Err(format!("{}: {}", error.code(), error.detail())),
        }
    }
}

fn failed(error: &RunError) -> Ended {
    Ended::Failed(error.code(), error.detail())
}
