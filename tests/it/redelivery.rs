//! A trigger that is delivered again: another try after a failure, no second effect after a success.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use aws::SystemClock;
use domain::Trigger;
use sync::commit::Commit;
use sync::daily::Daily;
use sync::ports::{Clock as _, CommitWork, ControlStore as _, Directory as _, RunStore as _, Silent};
use sync::{RunError, RunState};
use testkit::trinet::{Fault, Target};

use crate::live::{ACCOUNT, Live, live};

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
        crate::live::put(&live.store, run).await;
    }
    live.commit(&live.work(&review.digest, Some(first.id.clone()))).await;
    live.commit(&live.work(&review.digest, Some(second.id.clone()))).await;
    let state = async |id: &str| live.store.run(ACCOUNT, id).await.unwrap().unwrap().state;
    assert_eq!((state(&first.id).await, state(&second.id).await), (RunState::Committed, RunState::Skipped));
}

#[tokio::test]
async fn a_trigger_delivered_again_after_its_import_began_has_it_finished_though_auto_sync_is_off() {
    let live = live().await;
    live.trinet.with_world(|world| world.companies[0].people[3].preferred_first = "Zed".to_owned());
    let Daily::HandOver(run, _, work) = live.daily("monday").await.unwrap() else { panic!("a plan to commit") };
    assert!(matches!(live.committing.commit(&work, &Silent, &|| true).await.unwrap(), Commit::Unfinished));
    switch_off(&live).await;
    let Daily::HandOver(_, _, again) = live.daily("monday").await.unwrap() else { panic!("the import that was begun") };
    assert!(matches!(live.commit(&again).await, Commit::Finished(..)));
    let run = live.store.run(ACCOUNT, &run.id).await.unwrap().unwrap();
    assert_eq!((run.state, run.applied), (RunState::Committed, 1));
}

#[tokio::test]
async fn a_plan_that_was_handed_over_and_not_begun_is_not_imported_once_auto_sync_is_off() {
    let live = live().await;
    live.trinet.with_world(|world| world.companies[0].people[3].preferred_first = "Zed".to_owned());
    let Daily::HandOver(run, _, work) = live.daily("monday").await.unwrap() else { panic!("a plan to commit") };
    switch_off(&live).await;
    assert!(matches!(live.daily("monday").await.unwrap(), Daily::Skipped(_)));
    let refused = live.committing.commit(&work, &Silent, &|| false).await.unwrap_err();
    assert_eq!(refused.code(), "stale_plan");
    assert_eq!(live.store.run(ACCOUNT, &run.id).await.unwrap().unwrap().state, RunState::Skipped);
}

async fn switch_off(live: &Live) {
    let account = live.store.account(ACCOUNT).await.unwrap();
    live.store.save(sync::Account { auto_sync: false, ..account }, Vec::new()).await.unwrap();
}

#[tokio::test]
async fn a_trigger_that_failed_comes_too_late_behind_a_newer_one() {
    let live = live().await;
    let (monday, tuesday) = ("2026-01-05T07:00:00Z", "2026-01-06T07:00:00Z");
    live.trinet.with_world(|world| world.faults.always(Target::EmployeesAll, Fault::Status(503)));
    assert_eq!(live.daily(monday).await.unwrap_err().code(), "source_unreachable");
    live.trinet.with_world(|world| {
        world.faults.clear();
        world.companies[0].people[3].preferred_first = "Zed".to_owned();
    });
    let Daily::HandOver(_, _, today) = live.daily(tuesday).await.unwrap() else { panic!("a plan to commit") };
    let asked = live.trinet.request_count("/employees");
    let Daily::Skipped(late) = live.daily(monday).await.unwrap() else { panic!("yesterday's") };
    assert_eq!((late.error.as_deref(), live.trinet.request_count("/employees")), (Some(RunError::Late.code()), asked));
    assert!(matches!(live.commit(&today).await, Commit::Finished(..)), "today's goes on");
}

#[tokio::test]
async fn a_run_that_finishes_the_import_of_another_ends_with_it() {
    let (live, first, second) = begun_and_asked_for_again().await;
    let Commit::Finished(run, _) = live.commit(&second).await else { panic!("what was begun is finished") };
    assert_eq!(Some(&run.id), first.run.as_ref());
    assert_eq!(state(&live, &second).await, RunState::Skipped);
}

#[tokio::test]
async fn an_import_that_was_begun_is_not_finished_by_whoever_leaves_out_other_changes() {
    let (live, first, second) = begun_and_asked_for_again().await;
    let other = CommitWork { skip: vec![domain::ChangeId("c0001".to_owned())], ..second };
    let refused = live.committing.commit(&other, &Silent, &|| false).await.unwrap_err();
    assert_eq!(refused.code(), "not_ready");
    assert_eq!((state(&live, &other).await, state(&live, &first).await), (RunState::Failed, RunState::Running));
    assert!(matches!(live.commit(&first).await, Commit::Finished(..)));
}

/// A plan of two changes whose import was begun and not finished, and another announced run for it.
async fn begun_and_asked_for_again() -> (Live, CommitWork, CommitWork) {
    let live = live().await;
    live.trinet.with_world(|world| {
        for at in [3, 4] {
            world.companies[0].people[at].preferred_first = "Zed".to_owned();
        }
    });
    let review = live.planning.review(ACCOUNT, "test", None, Trigger::Manual, &Silent, &|| false).await.unwrap().unwrap();
    let mut works = Vec::new();
    for _ in 0..2 {
        let clock = SystemClock::default();
        let run = sync::Run::begin(clock.id("run_"), sync::RunKind::Manual, "test", clock.now());
        crate::live::put(&live.store, &run).await;
        works.push(live.work(&review.digest, Some(run.id)));
    }
    let second = works.remove(1);
    let first = works.remove(0);
    assert!(matches!(live.committing.commit(&first, &Silent, &|| true).await.unwrap(), Commit::Unfinished));
    (live, first, second)
}

async fn state(live: &Live, work: &CommitWork) -> RunState {
    live.store.run(ACCOUNT, work.run.as_ref().unwrap()).await.unwrap().unwrap().state
}
