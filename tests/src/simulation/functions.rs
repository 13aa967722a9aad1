//! What the functions do with a message, over simulated ports. The handlers of `functions/` are programs and cannot be
//! imported; these do the same with the same use cases.

use std::sync::Arc;
use std::time::Duration;

use domain::Trigger;
use jiff::SignedDuration;
use serde_json::{Value, json};
use sync::commit::{Commit, Committing};
use sync::connect::Checking;
use sync::daily::Daily;
use sync::mail::Delivering;
use sync::planning::Planning;
use sync::ports::{CommitWork, Silent, Work, WorkQueue as _};
use sync::{RunError, StoreError};

use super::fault::Fault;
use super::history::Kind;
use super::ports::Ports;
use super::process::Process;
use super::queue::{Body, Message};
use super::source::Opener;
use super::world::World;

/// Lambda's limit.
const TIMEOUT: Duration = Duration::from_secs(900);

/// How a call ended: with what it came to, or with an error's code and whether another try may help.
pub type Ended = Result<Value, (String, bool)>;

/// Handles one delivery in a process of its own; whether the message is done with.
pub async fn invoke(world: &Arc<World>, message: &Message) -> bool {
    let (function, account, what) = match &message.body {
        Body::Work(Work::CheckConnection { account }) => ("setup-sync", account.clone(), "check"),
        Body::Work(Work::Setup { account, .. }) => ("setup-sync", account.clone(), "setup"),
        Body::Work(Work::Review { account, .. }) => ("import-review", account.clone(), "review"),
        Body::Work(Work::Daily { account, .. }) => ("auto-sync", account.clone(), "daily"),
        Body::Work(Work::Commit(work)) => ("import-commit", work.account.clone(), "commit"),
        Body::Mail(item) => ("notify", super::database::text(item, "pk"), "deliver"),
        Body::Poison => return false,
    };
    let input = match &message.body {
        Body::Work(work) => json!({"work": work, "delivery": message.delivery}),
        _ => json!({"delivery": message.delivery}),
    };
    let bench = Bench::new(world, function, &account);
    let body = message.body.clone();
    let ended = bench.call(what, input, |bench| async move { handle(&bench, body).await }).await;
    match ended {
        Some(Ok(_)) => true,
        Some(Err((_, retry))) => !retry,
        None => false,
    }
}

/// One process with the ports that it needs.
#[derive(Debug, Clone)]
pub struct Bench {
    /// The ports.
    pub ports: Ports,
}

impl Bench {
    /// A process of a kind that works for an account. Its clock may be wrong.
    #[must_use]
    pub fn new(world: &Arc<World>, kind: &str, account: &str) -> Self {
        let skews = [300, -300, 86_400, -86_400, 90];
        let at = usize::try_from(world.points.below(5)).unwrap_or_default();
        let skew = if world.points.dice(Fault::Skew, 60) { skews.get(at).copied().unwrap_or_default() } else { 0 };
        let process = world.process(kind, SignedDuration::from_secs(skew));
        Self { ports: Ports { world: world.clone(), process, account: account.to_owned() } }
    }

    /// Runs a use case and records its call and its end; `None` when nobody knows how it ended.
    pub async fn call<F, Fut>(&self, what: &str, input: Value, work: F) -> Option<Ended>
    where
        F: FnOnce(Self) -> Fut,
        Fut: Future<Output = Ended> + Send,
    {
        let Ports { world, process, account } = &self.ports;
        let write = |kind| world.write(&process.name, account, kind);
        write(Kind::Invoke { what: what.to_owned(), input });
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
        Planning {
            control: store.clone(),
            plans: store.clone(),
            runs: store.clone(),
            directory: store,
            sources: Arc::new(Opener { world: world.clone(), process: process.clone(), account: account.clone() }),
            secrets: ports.clone(),
            clock: ports,
        }
    }

    /// What a commit needs. The lease is held under the process's name.
    #[must_use]
    pub fn committing(&self) -> Committing {
        let Ports { world, process, account } = &self.ports;
        let store = world.store(process, account);
        Committing {
            control: store.clone(),
            plans: store.clone(),
            runs: store.clone(),
            leases: store.clone(),
            writer: store,
            clock: Arc::new(self.ports.clone()),
            holder: process.name.to_string(),
            // Every process here is an invocation. The limit is by Lambda's clock, not by the process's own.
            ends_at: world.now().checked_add(SignedDuration::try_from(TIMEOUT).unwrap_or_default()).ok(),
        }
    }

    /// Commits as the function does; what was not finished is sent on.
    pub async fn commit(&self, work: CommitWork) -> Ended {
        let points = self.process().points().clone();
        let out_of_time = || points.dice(Fault::OutOfTime, 60);
        match self.committing().commit(&work, &Silent, &out_of_time).await {
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

async fn handle(bench: &Bench, body: Body) -> Ended {
    match body {
        Body::Work(Work::CheckConnection { account }) => {
            let planning = bench.planning();
            let checking = Checking { control: planning.control, sources: planning.sources, secrets: planning.secrets };
            checking.check(&account).await.map_err(|error| failure(&error))?;
            Ok(json!({}))
        }
        Body::Work(Work::Setup { account, actor }) => {
            let report = bench.planning().set_up(&account, &actor, &Silent).await.map_err(|error| failure(&error))?;
            Ok(json!({"run": report.run.id}))
        }
        Body::Work(Work::Review { account, actor, run }) => {
            let review = bench.planning().review(&account, &actor, Some(run), Trigger::Manual, &Silent).await;
            let stored = review.map_err(|error| failure(&error))?;
            Ok(json!({"digest": stored.digest, "changes": stored.plan.counts.changes()}))
        }
        Body::Work(Work::Daily { account, scheduled_at }) => daily(bench, &account, &scheduled_at).await,
        Body::Work(Work::Commit(work)) => bench.commit(work).await,
        Body::Mail(item) => deliver(bench, item).await,
        Body::Poison => Err(("message_malformed".to_owned(), true)),
    }
}

async fn daily(bench: &Bench, account: &str, scheduled_at: &str) -> Ended {
    let planned = bench.planning().daily(account, scheduled_at, "https://simulated/review", &Silent).await;
    match planned.map_err(|error| failure(&error))? {
        Daily::Skipped(run) => Ok(json!({"end": "skipped", "run": run.id})),
        Daily::Busy(run, work) => {
            bench.ports.send(&Work::Commit(work)).await.map_err(store)?;
            Ok(json!({"end": "busy", "run": run.id}))
        }
        Daily::Quiet(run, _) => Ok(json!({"end": "quiet", "run": run.id})),
        Daily::Blocked(run, _) => Ok(json!({"end": "blocked", "run": run.id})),
        Daily::HandOver(run, stored, work) => {
            bench.ports.send(&Work::Commit(work)).await.map_err(store)?;
            Ok(json!({"end": "handed_over", "run": run.id, "digest": stored.digest}))
        }
    }
}

async fn deliver(bench: &Bench, item: Value) -> Ended {
    let malformed = || ("event_malformed".to_owned(), true);
    let item: serde_dynamo::Item = serde_json::from_value(item).map_err(|_| malformed())?;
    let Some(mail) = aws::dynamo::mail_of(&item.into()).map_err(store)? else { return Ok(json!({})) };
    let Ports { world, process, account } = &bench.ports;
    let delivering = Delivering { outbox: world.store(process, account), mailer: Arc::new(bench.ports.clone()) };
    let sent = delivering.deliver(&mail).await.map_err(|error| failure(&error))?;
    Ok(json!({"mail": mail.id, "sent": sent.is_some()}))
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
