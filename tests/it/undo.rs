//! What an account is while and after an undo or an edit is written: nothing of its last import moves, and an undone account
//! waits for a person.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use domain::edit::Access;
use domain::{Code, Field, Trigger};
use sync::commit::Commit;
use sync::connect::Checking;
use sync::daily::Daily;
use sync::history::Verifying;
use sync::planning::Planning;
use sync::ports::{ControlStore as _, Directory as _, RunStore as _, Silent};
use sync::{Account, IntegrationState, RunKind, StoredPlan};

use crate::live::{ACCOUNT, Live, live};

async fn account(live: &Live) -> Account {
    live.store.account(ACCOUNT).await.unwrap()
}

/// Somebody gets another preferred name, somebody goes missing; imported and then undone, as far as the plan.
async fn undo_of_an_import(live: &Live) -> StoredPlan {
    live.trinet.with_world(|world| {
        world.companies[0].people[3].preferred_first = "Zed".to_owned();
        world.companies[0].people.remove(5);
    });
    let review = live.planning.review(ACCOUNT, "test", None, Trigger::Manual, &Silent, &|| false).await.unwrap().unwrap();
    let Commit::Finished(run, _) = live.commit(&live.work(&review.digest, None)).await else { panic!("an import") };
    live.revising().undo(ACCOUNT, "test", &run.id).await.unwrap()
}

async fn edit(live: &Live, name: &str) -> Result<StoredPlan, sync::RunError> {
    let somebody = live.store.employees(ACCOUNT).await.unwrap().remove(0);
    live.revising().edit(ACCOUNT, &somebody.id.0, &[(Field::PreferredName, name.to_owned())], Access::Keep).await
}

/// What a plan that reads no source must leave as it was: last import, complete runs, and who is missing.
async fn bookkeeping(live: &Live) -> (Option<sync::account::LastImport>, u64, Vec<domain::Missing>) {
    let account = account(live).await;
    (account.last_import, account.complete_runs, live.store.missing(ACCOUNT).await.unwrap())
}

#[tokio::test]
async fn an_undo_stops_the_daily_sync_and_moves_nothing_of_the_last_import() {
    let live = live().await;
    let undo = undo_of_an_import(&live).await;
    let before = bookkeeping(&live).await;
    assert_eq!(before.2.len(), 1);
    live.commit(&live.work(&undo.digest, None)).await;
    assert_eq!(bookkeeping(&live).await, before);
    let stopped = account(&live).await;
    assert_eq!((stopped.state, stopped.blocked_by), (IntegrationState::Blocked, vec![Code::ImportUndone]));
    let Daily::Blocked(run, _) = live.daily("monday").await.unwrap() else { panic!("it waits for a person") };
    assert_eq!(run.blocked_by, [Code::ImportUndone]);

    let review = live.planning.review(ACCOUNT, "test", None, Trigger::Manual, &Silent, &|| false).await.unwrap().unwrap();
    live.commit(&live.work(&review.digest, None)).await;
    let again = account(&live).await;
    assert_eq!((again.state, again.blocked_by), (IntegrationState::Live, Vec::new()));
    assert!(matches!(live.daily("tuesday").await.unwrap(), Daily::Quiet(..)));
    let verifying = Verifying { control: live.store.clone(), runs: live.store.clone(), plans: live.store.clone() };
    assert_eq!(verifying.verify(ACCOUNT).await.unwrap().flaws, []);
}

#[tokio::test]
async fn an_undo_that_stopped_half_way_is_finished_first_and_nothing_comes_between() {
    let live = live().await;
    let undo = undo_of_an_import(&live).await;
    let work = live.work(&undo.digest, None);
    assert!(matches!(live.committing.commit(&work, &Silent, &|| true).await.unwrap(), Commit::Unfinished));
    let refused = edit(&live, "Zoe").await.unwrap_err();
    assert!(refused.code() == "not_ready" && refused.detail().contains(undo.digest.as_str()), "{}", refused.detail());
    let runs = live.store.runs(ACCOUNT, 1).await.unwrap();
    assert_eq!(live.revising().undo(ACCOUNT, "test", &runs[0].id).await.unwrap_err().code(), "not_ready");
    let Daily::Busy(_, unfinished) = live.daily("monday").await.unwrap() else { panic!("the undo is not finished") };
    assert!(matches!(live.commit(&unfinished).await, Commit::Finished(..)));
    assert_eq!(account(&live).await.state, IntegrationState::Blocked);
    assert!(matches!(live.commit(&work).await, Commit::Before(..)));
    assert!(matches!(live.daily("tuesday").await.unwrap(), Daily::Blocked(..)));
}

#[tokio::test]
async fn an_edit_moves_nothing_of_the_account_in_any_state_and_counts_as_no_import() {
    for state in [IntegrationState::Live, IntegrationState::Blocked, IntegrationState::CredentialFailed] {
        let live = live().await;
        let mut changed = account(&live).await;
        (changed.state, changed.blocked_by) = (state, vec![Code::HighRiskChange]);
        live.store.save(changed, Vec::new()).await.unwrap();
        let before = bookkeeping(&live).await;
        let plan = edit(&live, "Zed").await.unwrap();
        let Commit::Finished(run, _) = live.commit(&live.work(&plan.digest, Some(plan.run.clone()))).await else {
            panic!("an edit")
        };
        assert_eq!((run.id, run.kind, run.applied), (plan.run, RunKind::Manual, 1));
        assert_eq!(bookkeeping(&live).await, before);
        let after = account(&live).await;
        assert_eq!((after.state, after.blocked_by), (state, vec![Code::HighRiskChange]));
    }
}

#[tokio::test]
async fn an_undo_stops_only_what_goes_on_by_itself() {
    let check = async |state: IntegrationState, after: IntegrationState| {
        let live = live().await;
        let undo = undo_of_an_import(&live).await;
        let mut changed = account(&live).await;
        changed.state = state;
        live.store.save(changed, Vec::new()).await.unwrap();
        live.commit(&live.work(&undo.digest, None)).await;
        let undone = account(&live).await;
        assert_eq!((undone.state, &undone.blocked_by[..]), (after, &[Code::ImportUndone][..]));
        live
    };
    check(IntegrationState::Blocked, IntegrationState::Blocked).await;
    let live = check(IntegrationState::CredentialFailed, IntegrationState::CredentialFailed).await;
    let Planning { control, sources, secrets, .. } = live.planning.clone();
    Checking { control, sources, secrets }.check(ACCOUNT).await.unwrap();
    assert_eq!(account(&live).await.state, IntegrationState::Blocked, "accepted credentials are no way around a person");
}

#[tokio::test]
async fn an_undo_that_takes_nothing_back_stops_nothing() {
    let live = live().await;
    let runs = live.store.runs(ACCOUNT, 10).await.unwrap();
    let first = runs.iter().find(|run| run.kind == RunKind::Manual).unwrap();
    let same = live.planning.review(ACCOUNT, "test", None, Trigger::Manual, &Silent, &|| false).await.unwrap().unwrap();
    let Commit::Finished(quiet, _) = live.commit(&live.work(&same.digest, None)).await else { panic!("an empty import") };
    assert_ne!(first.id, quiet.id);
    let nothing = live.revising().undo(ACCOUNT, "test", &quiet.id).await.unwrap();
    live.commit(&live.work(&nothing.digest, None)).await;
    assert_eq!(account(&live).await.state, IntegrationState::Live, "nothing was taken back");
}

#[tokio::test]
async fn who_is_edited_after_the_review_is_refused_alone_and_shown_again() {
    let live = live().await;
    let everybody = live.store.employees(ACCOUNT).await.unwrap();
    let edited = everybody[0].clone();
    live.trinet.with_world(|world| {
        for person in &mut world.companies[0].people {
            person.preferred_first = "Moved".to_owned();
        }
    });
    let review = live.planning.review(ACCOUNT, "test", None, Trigger::Manual, &Silent, &|| false).await.unwrap().unwrap();
    let others = review.plan.changes.len() - 1;
    let by_hand = edit(&live, "By Hand").await.unwrap();
    live.commit(&live.work(&by_hand.digest, None)).await;
    let work = confirmed(&live, &review);
    let Commit::Finished(run, _) = live.commit(&work).await else { panic!("an import") };
    assert!(others > 5);
    assert_eq!((run.applied, run.refused.len()), (others, 1), "{:?}", run.refused);
    let again = live.planning.review(ACCOUNT, "test", None, Trigger::Manual, &Silent, &|| false).await.unwrap().unwrap();
    let shown: Vec<_> = again.plan.changes.iter().map(|change| change.employee.clone()).collect();
    assert_eq!(shown, [edited.id]);
}

/// The work that commits a reviewed plan, whatever a guard says of so many changes.
fn confirmed(live: &Live, review: &StoredPlan) -> sync::ports::CommitWork {
    sync::ports::CommitWork { confirm: Some("a test".to_owned()), ..live.work(&review.digest, None) }
}

#[tokio::test]
async fn without_a_connection_an_import_can_still_be_taken_back() {
    let live = live().await;
    live.trinet.with_world(|world| world.companies[0].people[3].preferred_first = "Zed".to_owned());
    let review = live.planning.review(ACCOUNT, "test", None, Trigger::Manual, &Silent, &|| false).await.unwrap().unwrap();
    let Commit::Finished(run, _) = live.commit(&live.work(&review.digest, None)).await else { panic!("an import") };
    let account = account(&live).await;
    live.store.save(Account { connection: None, state: IntegrationState::NotConnected, ..account }, Vec::new()).await.unwrap();
    let undo = live.revising().undo(ACCOUNT, "test", &run.id).await.unwrap();
    let Commit::Finished(run, _) = live.commit(&live.work(&undo.digest, None)).await else { panic!("an undo") };
    assert_eq!(run.applied, 1);
    assert_eq!(self::account(&live).await.state, IntegrationState::NotConnected);
}
