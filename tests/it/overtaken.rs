//! Two deliveries of one daily trigger at once: whichever is overtaken ends nothing that the other one began.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use domain::{Digest, Trigger};
use futures::future::BoxFuture;
use sync::commit::Commit;
use sync::daily::Daily;
use sync::planning::Planning;
use sync::ports::{CommitWork, Credentials, Lease, Listed, RunStore, SecretReader, Silent};
use sync::{Run, RunKind, StoreError};
use testkit::trinet::{Fault, Target};

use crate::live::{ACCOUNT, Live, live};

type Doing = dyn Fn() -> BoxFuture<'static, ()> + Send + Sync;

/// What another delivery does, once, while this one waits.
struct Meanwhile {
    once: AtomicBool,
    what: Box<Doing>,
}

impl Meanwhile {
    fn new(what: impl Fn() -> BoxFuture<'static, ()> + Send + Sync + 'static) -> Self {
        Self { once: AtomicBool::new(false), what: Box::new(what) }
    }

    async fn pass(&self) {
        if !self.once.swap(true, Ordering::SeqCst) {
            (self.what)().await;
        }
    }
}

/// Credentials that come late: the trigger is taken up by then, and nothing is read yet.
struct LateSecret(Arc<dyn SecretReader>, Meanwhile);

#[async_trait]
impl SecretReader for LateSecret {
    async fn get(&self, account: &str) -> Result<Option<Credentials>, StoreError> {
        self.1.pass().await;
        self.0.get(account).await
    }
}

/// Runs that are given late: what was read is no longer true.
struct LateRun(Arc<dyn RunStore>, Meanwhile);

#[async_trait]
impl RunStore for LateRun {
    async fn checkpoint(&self, lease: &Lease, run: &Run) -> Result<(), StoreError> {
        self.0.checkpoint(lease, run).await
    }

    async fn run(&self, account: &str, id: &str) -> Result<Option<Run>, StoreError> {
        let found = self.0.run(account, id).await;
        self.1.pass().await;
        found
    }

    async fn older_runs(
        &self,
        account: &str,
        listed: Listed,
        before: Option<&str>,
        limit: usize,
    ) -> Result<Vec<Run>, StoreError> {
        self.0.older_runs(account, listed, before, limit).await
    }

    async fn recorded(&self, account: &str) -> Result<Vec<(Run, Digest)>, StoreError> {
        self.0.recorded(account).await
    }
}

/// An account in which somebody has another name in TriNet; it lives as long as the test program.
async fn changed() -> &'static Live {
    let live: &'static Live = Box::leak(Box::new(live().await));
    rename(live, 3, "Zed");
    live
}

fn rename(live: &Live, at: usize, name: &str) {
    live.trinet.with_world(|world| name.clone_into(&mut world.companies[0].people[at].preferred_first));
}

async fn hand_over(live: &Live) -> CommitWork {
    let Daily::HandOver(_, _, work) = live.daily("monday").await.unwrap() else { panic!("a plan") };
    work
}

/// Begins an import, and stops before its first batch.
async fn begin(live: &Live, work: &CommitWork) {
    assert!(matches!(live.committing.commit(work, &Silent, &|| true).await.unwrap(), Commit::Unfinished));
}

/// The one daily run, which has to be at work still, and then to be finished by its import.
async fn is_finished_by(live: &Live, work: &CommitWork) {
    let run = live.store.run(ACCOUNT, work.run.as_ref().unwrap()).await.unwrap().unwrap();
    assert!(!run.is_ended(), "its import goes on: {:?}", run.error);
    let Commit::Finished(finished, _) = live.commit(work).await else { panic!("it is finished") };
    assert_eq!((finished.id, finished.applied), (run.id, 1));
    let runs = live.store.runs(ACCOUNT, 100).await.unwrap();
    assert!(runs.iter().all(Run::is_ended), "{runs:?}");
}

#[tokio::test]
async fn a_delivery_whose_read_fails_does_not_end_the_import_that_another_one_began() {
    let live = changed().await;
    let meanwhile = Meanwhile::new(move || {
        Box::pin(async move {
            begin(live, &hand_over(live).await).await;
            live.trinet.with_world(|world| world.faults.always(Target::EmployeesAll, Fault::Status(503)));
        })
    });
    let secrets = Arc::new(LateSecret(live.planning.secrets.clone(), meanwhile));
    let second = Planning { secrets, ..live.planning.clone() };
    let failed = second.daily(ACCOUNT, "monday", "", &Silent, &|| false).await;
    assert_eq!(failed.unwrap_err().code(), "source_unreachable");
    live.trinet.with_world(|world| world.faults.clear());
    let runs = live.store.runs(ACCOUNT, 1).await.unwrap();
    assert_eq!((runs[0].kind, runs[0].error.as_deref()), (RunKind::Auto, None));
    is_finished_by(live, &hand_over(live).await).await;
}

/// A delivery that goes on with a paused run while another one hands it over, and does something more.
async fn overtaken(more: fn(&'static Live, CommitWork) -> BoxFuture<'static, ()>) -> &'static Live {
    let live = changed().await;
    let paused = live.planning.daily(ACCOUNT, "monday", "", &Silent, &|| true).await.unwrap();
    assert!(matches!(paused, Daily::Paused(_)));
    let meanwhile = Meanwhile::new(move || Box::pin(async move { more(live, hand_over(live).await).await }));
    let runs = Arc::new(LateRun(live.planning.runs.clone(), meanwhile));
    let second = Planning { runs, ..live.planning.clone() };
    let refused = second.daily(ACCOUNT, "monday", "", &Silent, &|| false).await;
    assert_eq!(refused.unwrap_err().code(), "conflict", "it comes again");
    live
}

#[tokio::test]
async fn a_delivery_that_is_overtaken_by_its_own_import_ends_nothing() {
    let live = overtaken(|live, work| Box::pin(async move { begin(live, &work).await })).await;
    is_finished_by(live, &hand_over(live).await).await;
}

#[tokio::test]
async fn two_deliveries_of_a_trigger_hand_one_plan_over() {
    let live = overtaken(|live, _| Box::pin(async move { rename(live, 4, "Kim") })).await;
    is_finished_by(live, &hand_over(live).await).await;
}

#[tokio::test]
async fn a_day_that_was_busy_sends_the_unfinished_import_again_as_often_as_it_is_delivered() {
    let live = changed().await;
    let review = live.planning.review(ACCOUNT, "test", None, Trigger::Manual, &Silent, &|| false).await.unwrap().unwrap();
    begin(live, &live.work(&review.digest, None)).await;
    for _ in 0..2 {
        let Daily::Busy(_, work) = live.daily("monday").await.unwrap() else { panic!("busy") };
        assert_eq!(work.digest, review.digest);
    }
    live.commit(&live.work(&review.digest, None)).await;
    assert!(matches!(live.daily("monday").await.unwrap(), Daily::Skipped(_)));
}
