//! A trigger that is delivered again: another try after a failure, no second effect after a success.

use aws::SystemClock;
use domain::Trigger;
use sync::RunState;
use sync::commit::Commit;
use sync::daily::Daily;
use sync::ports::{Clock as _, Directory as _, RunStore as _, Silent};
use testkit::trinet::{Fault, Target};

use crate::live::{ACCOUNT, live};

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
