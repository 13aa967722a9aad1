//! Edits that were interrupted, overtaken by one another, or committed again.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use domain::edit::Access;
use domain::{Code, Field, Trigger};
use sync::commit::Commit;
use sync::connect::Checking;
use sync::daily::Daily;
use sync::ports::{ControlStore as _, Directory as _, RunStore as _, Silent};
use sync::{IntegrationState, RunState, StoredPlan};

use crate::live::{ACCOUNT, Live, live};

/// Plans that somebody gets another preferred name; nothing is written yet.
async fn edit(live: &Live, at: usize) -> StoredPlan {
    let somebody = live.store.employees(ACCOUNT).await.unwrap().remove(at);
    let name = vec![(Field::PreferredName, "By Hand".to_owned())];
    live.revising().edit(ACCOUNT, &somebody.id.0, &name, Access::Keep).await.unwrap()
}

async fn finish(live: &Live, plan: &StoredPlan) -> Commit {
    live.commit(&live.work(&plan.digest, Some(plan.run.clone()))).await
}

/// Begins to write an edit, and stops before its first batch.
async fn interrupt(live: &Live, plan: &StoredPlan) {
    let work = live.work(&plan.digest, Some(plan.run.clone()));
    let stopped = live.committing.commit(&work, &Silent, &|| true).await.unwrap();
    assert!(matches!(stopped, Commit::Unfinished));
}

async fn state(live: &Live) -> IntegrationState {
    live.store.account(ACCOUNT).await.unwrap().state
}

#[tokio::test]
async fn an_edit_that_takes_the_place_of_an_interrupted_one_leaves_the_account_where_it_stood() {
    let live = live().await;
    let (first, second) = (edit(&live, 0).await, edit(&live, 1).await);
    interrupt(&live, &first).await;
    assert!(matches!(finish(&live, &second).await, Commit::Finished(..)));
    assert_eq!(state(&live).await, IntegrationState::Live);
    let third = edit(&live, 2).await;
    assert!(matches!(finish(&live, &third).await, Commit::Finished(..)));
    let superseded = live.store.run(ACCOUNT, &first.run).await.unwrap().unwrap();
    assert_eq!(superseded.error.as_deref(), Some("superseded"));
    let again = live.committing.commit(&live.work(&first.digest, None), &Silent, &|| false).await;
    assert_eq!(again.unwrap_err().code(), "stale_plan", "it is planned again");
}

#[tokio::test]
async fn an_undo_that_takes_the_place_of_an_interrupted_edit_stops_the_daily_sync() {
    let live = live().await;
    live.trinet.with_world(|world| world.companies[0].people[3].preferred_first = "Zed".to_owned());
    let review = live.planning.review(ACCOUNT, "test", None, Trigger::Manual, &Silent, &|| false).await.unwrap().unwrap();
    let Commit::Finished(run, _) = live.commit(&live.work(&review.digest, None)).await else { panic!("an import") };
    let undo = live.revising().undo(ACCOUNT, "test", &run.id).await.unwrap();
    interrupt(&live, &edit(&live, 0).await).await;
    assert!(matches!(live.commit(&live.work(&undo.digest, None)).await, Commit::Finished(..)));
    let account = live.store.account(ACCOUNT).await.unwrap();
    assert_eq!((account.state, account.blocked_by), (IntegrationState::Blocked, vec![Code::ImportUndone]));
    assert!(matches!(live.daily("monday").await.unwrap(), Daily::Blocked(..)), "it does not bring the import back");
}

#[tokio::test]
async fn an_edit_is_committed_once_whatever_other_edits_came_between() {
    let live = live().await;
    let (first, second) = (edit(&live, 0).await, edit(&live, 1).await);
    for plan in [&first, &second] {
        assert!(matches!(finish(&live, plan).await, Commit::Finished(..)));
    }
    let Commit::Before(run, _) = live.commit(&live.work(&first.digest, None)).await else { panic!("it was committed before") };
    assert_eq!(run.id, first.run);
    let runs = live.store.runs(ACCOUNT, 100).await.unwrap();
    let of_it = runs.iter().filter(|run| run.state == RunState::Committed && run.digest.as_ref() == Some(&first.digest));
    assert_eq!(of_it.count(), 1);
}

#[tokio::test]
async fn who_connects_again_while_an_edit_is_written_is_connected_behind_it() {
    let live = live().await;
    let mut account = live.store.account(ACCOUNT).await.unwrap();
    account.state = IntegrationState::CredentialFailed;
    live.store.save(account, Vec::new()).await.unwrap();
    let plan = edit(&live, 0).await;
    interrupt(&live, &plan).await;
    let sync::planning::Planning { control, sources, secrets, .. } = live.planning.clone();
    Checking { control, sources, secrets }.check(ACCOUNT).await.unwrap();
    finish(&live, &plan).await;
    assert_eq!(state(&live).await, IntegrationState::Live);
}
