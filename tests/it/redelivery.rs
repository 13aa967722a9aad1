//! A trigger that is delivered again: another try after a failure, no second effect after a success.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use domain::Trigger;
use domain::mapping::Editor;
use std::sync::Arc;

use async_trait::async_trait;
use aws::embedded::Engine;
use aws::{DynamoStore, SystemClock};
use secrecy::SecretString;
use sync::commit::{Commit, Committing};
use sync::connect::{ConnectRequest, Connecting};
use sync::daily::Daily;
use sync::mapping::MappingFields;
use sync::planning::Planning;
use sync::ports::{
    Clock as _, CommitWork, ControlStore as _, Credentials, Directory as _, RunStore as _, SecretReader, SecretWriter, Silent,
};
use sync::{RunState, StoreError};
use testkit::trinet::{Fault, SimulatedTriNet, Target, World};
use trinet::{Limits, TriNet};

const ACCOUNT: &str = "acme";

/// The one credential of these tests.
struct OneSecret(Credentials);

#[async_trait]
impl SecretReader for OneSecret {
    async fn get(&self, _: &str) -> Result<Option<Credentials>, StoreError> {
        Ok(Some(self.0.clone()))
    }
}

#[async_trait]
impl SecretWriter for OneSecret {
    async fn put(&self, _: &str, _: &Credentials) -> Result<(), StoreError> {
        Ok(())
    }
}

struct Live {
    _engine: Engine,
    trinet: SimulatedTriNet,
    store: Arc<DynamoStore>,
    planning: Planning,
    committing: Committing,
}

/// An account behind its first import, with auto-sync on.
async fn live() -> Live {
    let engine = Engine::in_memory().await.unwrap();
    let trinet = SimulatedTriNet::start(World::generated(20, 4)).await.unwrap();
    let (id, secret) = trinet.credentials();
    let secrets =
        Arc::new(OneSecret(Credentials { client_id: SecretString::from(id), client_secret: SecretString::from(secret) }));
    let (store, clock) = (Arc::new(engine.store()), Arc::new(SystemClock::default()));
    let sources = Arc::new(TriNet::new(Limits { retry_delay_ms_base: 0, ..Limits::default() }));
    let connecting =
        Connecting { control: store.clone(), sources: sources.clone(), secrets: secrets.clone(), clock: clock.clone() };
    let request = ConnectRequest {
        company: "A1B".to_owned(),
        url: trinet.url(),
        credentials: secrets.0.clone(),
        actor: "test".to_owned(),
        recipients: Vec::new(),
        time_zone: None,
    };
    connecting.connect(ACCOUNT, request).await.unwrap();
    MappingFields { control: store.clone() }.set(ACCOUNT, None, true, Editor::Customer).await.unwrap();
    let planning = Planning {
        control: store.clone(),
        plans: store.clone(),
        runs: store.clone(),
        reads: store.clone(),
        directory: store.clone(),
        sources,
        secrets,
        clock: clock.clone(),
    };
    let committing = Committing {
        control: store.clone(),
        plans: store.clone(),
        runs: store.clone(),
        leases: store.clone(),
        writer: store.clone(),
        clock,
        holder: "test".to_owned(),
        ends_at: None,
    };
    planning.set_up(ACCOUNT, "test", &Silent, &|| false).await.unwrap();
    let review = planning.review(ACCOUNT, "test", None, Trigger::Manual, &Silent, &|| false).await.unwrap().unwrap();
    let live = Live { _engine: engine, trinet, store, planning, committing };
    live.commit(&live.work(&review.digest, None)).await;
    let mut account = live.store.account(ACCOUNT).await.unwrap();
    account.auto_sync = true;
    live.store.save(account, Vec::new()).await.unwrap();
    live
}

impl Live {
    fn work(&self, digest: &domain::Digest, run: Option<String>) -> CommitWork {
        let (account, actor) = (ACCOUNT.to_owned(), "test".to_owned());
        CommitWork { account, digest: digest.clone(), actor, run, skip: Vec::new(), same_person: [].into(), confirm: None }
    }

    async fn commit(&self, work: &CommitWork) -> Commit {
        self.committing.commit(work, &Silent, &|| false).await.unwrap()
    }

    async fn daily(&self, scheduled_at: &str) -> Result<Daily, sync::RunError> {
        self.planning.daily(ACCOUNT, scheduled_at, "", &Silent, &|| false).await
    }
}

#[tokio::test]
async fn a_daily_run_that_failed_is_tried_again_by_the_next_delivery_of_its_trigger() {
    let live = live().await;
    live.trinet.with_world(|world| world.faults.always(Target::EmployeesAll, Fault::Status(503)));
    assert_eq!(live.daily("monday").await.unwrap_err().code(), "source_unreachable");
    live.trinet.with_world(|world| {
        world.faults.clear();
        world.companies[0].people[3].preferred_first = "Zed".to_owned();
    });

    let Daily::HandOver(run, _, work) = live.daily("monday").await.unwrap() else { panic!("another try") };
    live.commit(&work).await;
    let runs = live.store.runs(ACCOUNT, 10).await.unwrap();
    assert_eq!(runs.iter().filter(|other| other.id == run.id).count(), 1, "one entry for one trigger");
    assert_eq!((runs[0].id.as_str(), runs[0].state, &runs[0].error), (run.id.as_str(), RunState::Committed, &None));

    let before = live.store.employees(ACCOUNT).await.unwrap();
    assert!(matches!(live.daily("monday").await.unwrap(), Daily::Skipped(_)), "what succeeded is not done again");
    assert_eq!(live.store.employees(ACCOUNT).await.unwrap(), before);
}

#[tokio::test]
async fn a_trigger_delivered_again_before_the_commit_hands_the_same_plan_over_again() {
    let live = live().await;
    live.trinet.with_world(|world| world.companies[0].people[3].preferred_first = "Zed".to_owned());
    let Daily::HandOver(_, first, work) = live.daily("monday").await.unwrap() else { panic!("a plan to commit") };
    let Daily::HandOver(_, second, again) = live.daily("monday").await.unwrap() else { panic!("the same plan") };
    assert_eq!((first.digest, &work), (second.digest, &again));
    assert!(matches!(live.commit(&work).await, Commit::Finished(..)));
    assert!(matches!(live.commit(&again).await, Commit::Before(..)));
}

#[tokio::test]
async fn an_announced_run_ends_with_its_commit_however_that_ends() {
    let live = live().await;
    let announce = |digest: &domain::Digest| {
        let mut run =
            sync::Run::begin(SystemClock::default().id("run_"), sync::RunKind::Manual, "test", SystemClock::default().now());
        run.digest = Some(digest.clone());
        run
    };
    let review = live.planning.review(ACCOUNT, "test", None, Trigger::Manual, &Silent, &|| false).await.unwrap().unwrap();
    let (first, second) = (announce(&review.digest), announce(&review.digest));
    for run in [&first, &second] {
        live.store.put_run(ACCOUNT, run).await.unwrap();
    }
    live.commit(&live.work(&review.digest, Some(first.id.clone()))).await;
    live.commit(&live.work(&review.digest, Some(second.id.clone()))).await;
    let state = async |id: &str| live.store.run(ACCOUNT, id).await.unwrap().unwrap().state;
    assert_eq!((state(&first.id).await, state(&second.id).await), (RunState::Committed, RunState::Skipped));
}
