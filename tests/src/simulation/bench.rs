//! One process and its use cases, over simulated ports and the real store.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use sync::commit::{Commit, Committing};
use sync::delivering::Delivering;
use sync::planning::Planning;
use sync::ports::{CommitWork, Silent, Work, WorkQueue as _};
use sync::revising::Revising;
use sync::{RunError, StoreError};

use super::fault::Fault;
use super::history::Kind;
use super::ports::Ports;
use super::process::Process;
use super::source::Opener;
use super::world::World;

/// Lambda's limit.
const TIMEOUT: Duration = Duration::from_secs(900);

/// How a call ended: with what it came to, or with an error's code and whether another try may help.
pub type Ended = Result<Value, (String, bool)>;

/// One process with the ports that it needs.
#[derive(Debug, Clone)]
pub struct Bench {
    /// The ports.
    pub ports: Ports,
    /// Whether it is the command on a laptop.
    local: bool,
    ends_at: Option<Timestamp>,
}

impl Bench {
    /// A process of a kind that works for an account. Its clock may be wrong.
    #[must_use]
    pub fn new(world: &Arc<World>, kind: &str, account: &str) -> Self {
        let skews = [300, -300, 86_400, -86_400, 90];
        let at = usize::try_from(world.points.below(5)).unwrap_or_default();
        let skew = if world.points.dice(Fault::Skew, 60) { skews.get(at).copied().unwrap_or_default() } else { 0 };
        let process = world.process(kind, SignedDuration::from_secs(skew));
        let ends_at = world.now().checked_add(SignedDuration::try_from(TIMEOUT).unwrap_or_default()).ok();
        Self { ports: Ports { world: world.clone(), process, account: account.to_owned() }, local: false, ends_at }
    }

    /// The same as a command on a laptop, which no deadline ends.
    #[must_use]
    pub fn on_a_laptop(self) -> Self {
        Self { local: true, ..self }
    }

    /// Runs a use case and records its call and its end; `None` when nobody knows how it ended.
    pub async fn call<F, Fut>(&self, what: &str, input: Value, work: F) -> Option<Ended>
    where
        F: FnOnce(Self) -> Fut,
        Fut: Future<Output = Ended> + Send,
    {
        let Ports { world, process, account } = &self.ports;
        let write = |kind| world.write(&process.name, account, kind);
        let clock_off = process.now().as_millisecond() - world.now().as_millisecond();
        write(Kind::Invoke { what: what.to_owned(), input, clock_off });
        let ended = process.run(TIMEOUT, work(self.clone())).await;
        match &ended {
            None => write(Kind::Info { what: what.to_owned() }),
            Some(Ok(output)) => write(Kind::Ok { what: what.to_owned(), output: output.clone() }),
            Some(Err((code, _))) => write(Kind::Fail { what: what.to_owned(), code: code.clone() }),
        }
        ended
    }

    /// The process.
    #[must_use]
    pub fn process(&self) -> &Process {
        &self.ports.process
    }

    /// What everything that reads the source needs.
    #[must_use]
    pub fn planning(&self) -> Planning {
        let Ports { world, process, account } = &self.ports;
        let store = world.store(process, account);
        let ports = Arc::new(self.ports.clone());
        Planning::over(
            &store,
            Arc::new(Opener { world: world.clone(), process: process.clone(), account: account.clone() }),
            ports.clone(),
            ports,
        )
    }

    /// What undo and edit need.
    #[must_use]
    pub fn revising(&self) -> Revising {
        let Planning { control, plans, runs, directory, clock, .. } = self.planning();
        Revising { control, plans, runs, directory, clock }
    }

    /// What a commit needs. In an invocation the lease is held under its name and ends with it; on a laptop all processes have
    /// one name, since a lock of the operating system keeps two of them apart.
    #[must_use]
    pub fn committing(&self) -> Committing {
        let Ports { world, process, account } = &self.ports;
        let store = world.store(process, account);
        let holder = if self.local { "rollcall".to_owned() } else { process.name.to_string() };
        // By Lambda's clock, not by the process's own.
        let ends_at = self.ends_at.filter(|_| !self.local);
        Committing { ends_at, ..Committing::over(&store, Arc::new(self.ports.clone()), holder) }
    }

    /// What sending mail needs.
    #[must_use]
    pub fn delivering(&self) -> Delivering {
        let Ports { world, process, account } = &self.ports;
        let ports = Arc::new(self.ports.clone());
        Delivering { outbox: world.store(process, account), mailer: ports.clone(), clock: ports }
    }

    /// Whether, by dice, the time of this invocation is used up.
    pub fn out_of_time(&self) -> bool {
        self.process().points().dice(Fault::OutOfTime, 60)
    }

    /// Commits as the function does; what was not finished is sent on.
    pub async fn commit(&self, work: CommitWork) -> Ended {
        match self.committing().commit(&work, &Silent, &|| self.out_of_time()).await {
            Ok(Commit::Finished(run, _)) => {
                Ok(json!({"end": "finished", "run": run.id, "applied": run.applied, "digest": work.digest}))
            }
            Ok(Commit::Before(run, _)) => Ok(json!({"end": "before", "run": run.id, "digest": work.digest})),
            Ok(Commit::Unfinished) => {
                self.ports.send(&Work::Commit(work)).await.map_err(store)?;
                Ok(json!({"end": "unfinished"}))
            }
            Err(error) => Err(failure(&error)),
        }
    }
}

/// An error's code, and whether another try may help.
#[must_use]
pub fn failure(error: &RunError) -> (String, bool) {
    (error.code().to_owned(), error.worth_retrying())
}

/// The same of an error of the store.
#[must_use]
pub fn store(error: StoreError) -> (String, bool) {
    failure(&error.into())
}
