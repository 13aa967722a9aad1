//! `import-commit`: sealed plans, and nothing else.

use std::time::Duration;

use jiff::{Timestamp, ToSpan as _};
use serde_json::{Value, json};
use sync::ports::{CommitWork, Leases as _, RunStore as _, Work};
use sync::{Colour, IntegrationState, Run, RunKind, RunState};
use testkit::runtime_api::InvocationResult;

use super::events::{MESSAGE, queue};
use super::function::given_back;
use super::world::{ACCOUNT, World, work};

fn message(work: &CommitWork) -> Value {
    queue(&serde_json::to_value(Work::Commit(work.clone())).unwrap())
}

/// What a request to commit leaves before its message is sent.
async fn announce(world: &World, id: &str) {
    let run = Run::begin(id.to_owned(), RunKind::Manual, "ann", Timestamp::now());
    crate::live::put(&world.store, &run).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_applied_once_however_often_it_is_delivered() {
    let Some(world) = World::start().await else { return };
    world.account_in(IntegrationState::ReadyToFinalise).await;
    let stored = world.reviewed().await;
    let mut function = world.function("import-commit").await;
    announce(&world, "run_1").await;
    let first = CommitWork { run: Some("run_1".to_owned()), ..work(&stored) };
    for _ in 0..2 {
        function.accepts(message(&first)).await;
    }
    let run = world.store.run(ACCOUNT, "run_1").await.unwrap().unwrap();
    assert_eq!((run.state, run.applied, run.refused.len()), (RunState::Committed, stored.plan.changes.len(), 0));
    assert_eq!(world.people().await, stored.plan.counts.create);
    assert_eq!(world.account().await.state, IntegrationState::Live);

    announce(&world, "run_2").await;
    let second = CommitWork { run: Some("run_2".to_owned()), ..work(&stored) };
    function.accepts(message(&second)).await;
    let run = world.store.run(ACCOUNT, "run_2").await.unwrap().unwrap();
    assert_eq!((run.state, run.applied), (RunState::Skipped, 0), "another request for the same plan");
    let log = function.stop(&world.canaries()).await;
    assert_eq!((log.count("Completed", None), log.count("Failures", None)), (3, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn out_of_time_it_hands_itself_on() {
    let Some(world) = World::start().await else { return };
    world.account_in(IntegrationState::ReadyToFinalise).await;
    let work = work(&world.reviewed().await);
    let mut function = world.function("import-commit").await;
    // Less than what is kept for tidying up: no batch is begun.
    let InvocationResult::Response(answer) = function.result_within(message(&work), Duration::from_secs(50)).await else {
        panic!("no answer")
    };
    assert!(given_back(&answer).is_empty());
    assert_eq!((world.people().await, world.account().await.state), (0, IntegrationState::Importing));
    let sent = world.messages("commit").await;
    assert_eq!(sent, [serde_json::to_value(Work::Commit(work)).unwrap()]);
    function.accepts(queue(&sent[0])).await;
    assert_eq!(world.account().await.state, IntegrationState::Live);
    assert!(world.people().await > 200);
    function.stop(&world.canaries()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_another_writes_the_message_waits() {
    let Some(world) = World::start().await else { return };
    world.account_in(IntegrationState::ReadyToFinalise).await;
    let stored = world.reviewed().await;
    let now = Timestamp::now();
    let lease = world.store.acquire(ACCOUNT, "another", now, now.checked_add(1.hour()).unwrap()).await.unwrap();
    let mut function = world.function("import-commit").await;
    assert_eq!(function.given_back(message(&work(&stored))).await, [MESSAGE]);
    assert_eq!(world.people().await, 0);
    world.store.release(lease).await.unwrap();
    function.accepts(message(&work(&stored))).await;
    assert!(world.people().await > 200);
    assert_eq!(function.stop(&world.canaries()).await.count("Failures", Some("busy")), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_is_refused_ends_its_run_and_its_message() {
    let Some(world) = World::start().await else { return };
    world.account_in(IntegrationState::ReadyToFinalise).await;
    let stored = world.reviewed().await;
    let mut function = world.function("import-commit").await;
    let cases = [
        ("unknown_plan", CommitWork { digest: domain::Digest::of(b"another"), ..work(&stored) }),
        ("bad_request", CommitWork { skip: vec![domain::ChangeId("c9999".to_owned())], ..work(&stored) }),
    ];
    for (code, work) in cases {
        announce(&world, code).await;
        let work = CommitWork { run: Some(code.to_owned()), ..work };
        function.accepts(message(&work)).await;
        let run = world.store.run(ACCOUNT, code).await.unwrap().unwrap();
        assert_eq!((run.state, run.colour, run.error.as_deref()), (RunState::Failed, Colour::Red, Some(code)));
        assert!(run.finished_at.is_some());
    }
    assert_eq!(world.people().await, 0);
    // The plan is stale once another import was made.
    function.accepts(message(&work(&stored))).await;
    let mut account = world.account().await;
    account.epoch += 1;
    account.epoch_plan = None;
    sync::ports::ControlStore::save(world.store.as_ref(), account, Vec::new()).await.unwrap();
    announce(&world, "stale").await;
    let stale = CommitWork { run: Some("stale".to_owned()), ..work(&stored) };
    function.accepts(message(&stale)).await;
    let run = world.store.run(ACCOUNT, "stale").await.unwrap().unwrap();
    assert_eq!((run.state, run.error.as_deref()), (RunState::Failed, Some("stale_plan")));
    let log = function.stop(&world.canaries()).await;
    for code in ["unknown_plan", "bad_request", "stale_plan"] {
        assert_eq!((log.count("Refused", Some(code)), log.lines("WARN", code)), (1, 1), "{code} is told once");
    }
    assert_eq!(log.count("Failures", None), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_starts_without_what_would_open_the_source() {
    let Some(world) = World::start().await else { return };
    let env = [
        ("AWS_ENDPOINT_URL", world.server.endpoint.as_str()),
        ("EMPLOYEES_TABLE", "employees"),
        ("CONTROL_TABLE", "control"),
        ("COMMIT_QUEUE_URL", "queue"),
    ];
    let mut function = super::function::Function::start("import-commit", &env).await;
    assert_eq!(function.given_back(queue(&json!({"work": "setup", "account": ACCOUNT, "actor": "ann"}))).await, [MESSAGE]);
    function.stop(&[]).await;
}
