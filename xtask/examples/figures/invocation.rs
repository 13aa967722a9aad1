//! One invocation of a function, in a process of its own: it does a piece of work until its turns are used up, and prints what
//! it took.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use aws::embedded::client_config;
use aws::{DynamoStore, SystemClock, Tables};
use domain::{Digest, Trigger};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sync::commit::{Commit, Committing};
use sync::planning::Planning;
use sync::ports::{Directory as _, Silent, Work};
use trinet::TriNet;

use crate::Outcome;
use crate::binaries::peak_memory;
use crate::requests::{Kept, Wire, credentials};

/// What Lambda gives an invocation.
const TIMEOUT: SignedDuration = SignedDuration::from_mins(15);

/// What an invocation is told.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    /// Where the database listens.
    pub(crate) database: String,
    pub(crate) tables: (String, String),
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    /// Pages that it reads, or batches that it writes, before it is out of time.
    pub(crate) turns: usize,
    pub(crate) task: Task,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Task {
    /// What a queue brings.
    Work(Work),
    /// Reads the directory and counts who was created once, by a plan.
    Count { account: String, plan: Digest },
}

/// What came of it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Done {
    /// Out of time: the same work again goes on.
    pub(crate) unfinished: bool,
    /// The plan that was made or committed.
    pub(crate) digest: Option<Digest>,
    /// Its changes; of a commit those applied; of a count the people who are as they should be.
    pub(crate) people: usize,
    /// Of a count: everybody. Of a plan: its bytes.
    pub(crate) size: usize,
    pub(crate) requests: usize,
    pub(crate) writes: usize,
    pub(crate) seconds: f64,
    /// The most memory that was resident, in KB.
    pub(crate) peak: u64,
}

/// Does what the order says, and prints [`Done`] as JSON.
pub(crate) fn run(order: &str) -> Outcome {
    let began = Instant::now();
    let order: Order = serde_json::from_str(order)?;
    // As the functions are.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let wire = Wire::default();
    let mut done = runtime.block_on(perform(order, wire.clone()))?;
    (done.requests, done.writes) = wire.take();
    done.seconds = began.elapsed().as_secs_f64();
    done.peak = peak_memory(std::process::id()).unwrap_or_default();
    println!("{}", serde_json::to_string(&done)?);
    Ok(())
}

async fn perform(order: Order, wire: Wire) -> Outcome<Done> {
    let config = client_config(&order.database).to_builder().interceptor(wire).build();
    let (employees, control) = order.tables.clone();
    let client = aws_sdk_dynamodb::Client::from_conf(config);
    let store = Arc::new(DynamoStore::with_client(client, Tables { employees, control }));
    let asked = AtomicUsize::new(0);
    let asks = || asked.fetch_add(1, Ordering::Relaxed) + 1;
    let turns = order.turns;
    let work = match &order.task {
        Task::Count { account, plan } => return count(&store, account, plan).await,
        Task::Work(work) => work,
    };
    match work {
        Work::Setup { account, actor } => {
            let report = planning(&store, &order).set_up(account, actor, &Silent, &|| asks() >= turns).await?;
            Ok(Done { unfinished: report.is_none(), people: report.map_or(0, |it| it.people), ..Done::default() })
        }
        Work::Review { account, actor, run, .. } => {
            let (planning, run) = (planning(&store, &order), Some(run.clone()));
            let stored = planning.review(account, actor, run, Trigger::Manual, &Silent, &|| asks() >= turns).await?;
            let Some(stored) = stored else { return Ok(Done { unfinished: true, ..Done::default() }) };
            let (digest, people) = (Some(stored.digest), stored.plan.changes.len());
            Ok(Done { digest, people, ..Done::default() })
        }
        Work::Commit(work) => match committing(&store).commit(work, &Silent, &|| asks() > turns).await? {
            Commit::Unfinished => Ok(Done { unfinished: true, ..Done::default() }),
            Commit::Finished(run, _) => Ok(Done { digest: run.digest, people: run.applied, ..Done::default() }),
            Commit::Before(..) => Err("the plan was committed before".into()),
        },
        _ => Err("no work of this story".into()),
    }
}

fn planning(store: &Arc<DynamoStore>, order: &Order) -> Planning {
    let credentials = credentials(order.client_id.clone(), order.client_secret.clone());
    Planning::over(store, Arc::new(TriNet::default()), Arc::new(Kept::of(credentials)), Arc::new(SystemClock::default()))
}

fn committing(store: &Arc<DynamoStore>) -> Committing {
    let holder = format!("invocation-{}", std::process::id());
    let ends_at = Timestamp::now().checked_add(TIMEOUT).ok();
    Committing { ends_at, ..Committing::over(store, Arc::new(SystemClock::default()), holder) }
}

/// Counts the people of the directory, and those of them whom that plan created, each by a change of its own, and nobody
/// touched since.
async fn count(store: &DynamoStore, account: &str, plan: &Digest) -> Outcome<Done> {
    let everybody = store.employees(account).await?;
    let mut changes = std::collections::HashSet::new();
    let created = everybody.iter().filter(|employee| {
        let receipt = employee.receipt.as_ref().filter(|receipt| receipt.plan == *plan);
        employee.version == 1 && receipt.is_some_and(|receipt| changes.insert(&receipt.change))
    });
    Ok(Done { people: created.count(), size: everybody.len(), ..Done::default() })
}
