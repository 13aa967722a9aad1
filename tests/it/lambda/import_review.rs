//! `import-review`: manual syncs.

use serde_json::json;
use sync::ports::{PlanStore as _, RunStore as _};
use sync::{Colour, IntegrationState, Run, RunKind, RunState};

use super::events::queue;
use super::world::{ACCOUNT, World};

#[tokio::test(flavor = "multi_thread")]
async fn a_review_stores_the_plan_under_the_announced_run_and_writes_nobody() {
    let Some(world) = World::start().await else { return };
    world.account_in(IntegrationState::ReadyToFinalise).await;
    let mut function = world.function("import-review").await;
    let review = queue(&json!({"work": "review", "account": ACCOUNT, "actor": "ann", "run": "run_1"}));
    function.accepts(review.clone()).await;
    let run = world.store.run(ACCOUNT, "run_1").await.unwrap().unwrap();
    assert_eq!((run.kind, run.state, run.actor.as_str()), (RunKind::Review, RunState::Planned, "ann"));
    let digest = run.digest.unwrap();
    let stored = world.store.plan(ACCOUNT, &digest).await.unwrap().unwrap();
    assert!(stored.plan.counts.create > 200, "{:?}", stored.plan.counts);
    assert_eq!(world.people().await, 0);

    function.accepts(review).await;
    let again = world.store.run(ACCOUNT, "run_1").await.unwrap().unwrap();
    assert_eq!(again.digest, Some(digest), "the same people, the same plan");
    assert_eq!(world.history().await.len(), 1);
    let log = function.stop(&world.canaries()).await;
    assert_eq!((log.count("Completed", None), log.count("Failures", None)), (2, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_that_is_refused_ends_the_run_that_was_announced() {
    let Some(world) = World::start().await else { return };
    world.account_in(IntegrationState::Mapped).await;
    let announced = Run::begin("run_1".to_owned(), RunKind::Review, "ann", jiff::Timestamp::now());
    crate::live::put(&world.store, &announced).await;
    let mut function = world.function("import-review").await;
    let review = queue(&json!({"work": "review", "account": ACCOUNT, "actor": "ann", "run": "run_1"}));
    function.accepts(review).await;
    let run = world.store.run(ACCOUNT, "run_1").await.unwrap().unwrap();
    assert_eq!((run.state, run.colour, run.error.as_deref()), (RunState::Failed, Colour::Red, Some("not_ready")));
    assert!(run.finished_at.is_some());
    assert_eq!(function.stop(&world.canaries()).await.count("Refused", Some("not_ready")), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_out_of_time_behind_every_page_sends_itself_on_and_ends_with_the_same_plan() {
    let Some(world) = World::start().await else { return };
    world.account_in(IntegrationState::ReadyToFinalise).await;
    let expected = world.reviewed().await.digest;
    let pages = world.trinet.request_count("/employees");
    let mut function = world.function("import-review").await;
    let mut work = json!({"work": "review", "account": ACCOUNT, "actor": "ann", "run": "run_1"});
    let mut invocations = 0;
    loop {
        // Less than what an invocation keeps for tidying up: it is out of time from the start.
        function.accepts_within(queue(&work), std::time::Duration::from_secs(40)).await;
        invocations += 1;
        match world.messages("review").await.pop() {
            Some(next) => assert_eq!(std::mem::replace(&mut work, next), work, "the same message"),
            None => break,
        }
    }
    assert_eq!((invocations, world.trinet.request_count("/employees")), (pages, 2 * pages));
    let run = world.store.run(ACCOUNT, "run_1").await.unwrap().unwrap();
    assert_eq!((run.state, run.digest), (RunState::Planned, Some(expected)));
    function.stop(&world.canaries()).await;
}
