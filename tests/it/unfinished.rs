//! Imports that stopped half-way, and runs that a crash left open: finished, superseded or ended, and counted once.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use domain::{Settings, Trigger};
use jiff::{Timestamp, ToSpan as _};
use sync::commit::{Commit, Committing};
use sync::daily::Daily;
use sync::history::Verifying;
use sync::ports::{
    AlongWith, ControlStore as _, Directory as _, DirectoryWriter as _, Leases as _, Outcome, PlanStore, RunStore, Silent,
    WriteBatch,
};
use sync::{Colour, IntegrationState, Run, RunError, RunKind, RunState, StoredPlan};

use crate::live::{ACCOUNT, Live, live};

/// Gives everybody another preferred name.
fn rename_everybody(live: &Live, name: &str) {
    live.trinet.with_world(|world| {
        for person in &mut world.companies[0].people {
            name.clone_into(&mut person.preferred_first);
        }
    });
}

async fn review(live: &Live) -> StoredPlan {
    live.planning.review(ACCOUNT, "test", None, Trigger::Manual, &Silent, &|| false).await.unwrap().unwrap()
}

/// An import that was begun and stopped before its first batch.
async fn begun(live: &Live) -> StoredPlan {
    live.trinet.with_world(|world| world.companies[0].people[3].preferred_first = "Zed".to_owned());
    let plan = review(live).await;
    let stopped = live.committing.commit(&live.work(&plan.digest, None), &Silent, &|| true).await.unwrap();
    assert!(matches!(stopped, Commit::Unfinished));
    plan
}

async fn newest(live: &Live) -> Run {
    live.store.runs(ACCOUNT, 1).await.unwrap().remove(0)
}

/// What every end has in common: the history is whole, every run has ended, the next plan is empty.
async fn quiet(live: &Live) {
    let verifying = Verifying { control: live.store.clone(), runs: live.store.clone(), plans: live.store.clone() };
    let verified = verifying.verify(ACCOUNT).await.unwrap();
    assert_eq!(verified.flaws, []);
    let runs = live.store.runs(ACCOUNT, 100).await.unwrap();
    assert!(runs.iter().all(Run::is_ended), "{runs:?}");
    assert_eq!(usize::try_from(verified.history.entries).unwrap(), runs.len());
    assert_eq!(review(live).await.plan.changes, []);
}

#[tokio::test]
async fn an_import_that_stopped_is_finished_by_the_same_work() {
    let live = live().await;
    let plan = begun(&live).await;
    let work = live.committing.unfinished(ACCOUNT).await.unwrap().unwrap();
    assert_eq!(work.digest, plan.digest);
    assert!(matches!(live.commit(&work).await, Commit::Finished(..)));
    assert_eq!(live.committing.unfinished(ACCOUNT).await.unwrap(), None);
    assert!(matches!(live.commit(&work).await, Commit::Before(..)));
    quiet(&live).await;
}

#[tokio::test]
async fn a_daily_sync_that_finds_an_unfinished_import_is_skipped_and_sends_that_again() {
    let live = live().await;
    let plan = begun(&live).await;
    live.trinet.clear_requests();
    let Daily::Busy(run, work) = live.daily("2026-03-02T02:00:00Z").await.unwrap() else { panic!("busy") };
    assert_eq!((run.state, run.error.as_deref(), &work.digest), (RunState::Skipped, Some("busy"), &plan.digest));
    assert_eq!(live.trinet.requests().len(), 0, "TriNet is not asked");
    live.commit(&work).await;
    assert!(matches!(live.daily("2026-03-02T02:00:00Z").await.unwrap(), Daily::Skipped(_)), "once for a trigger");
    quiet(&live).await;
}

#[tokio::test]
async fn an_import_that_never_finished_is_superseded_by_the_next_one_and_says_so() {
    let live = live().await;
    let first = begun(&live).await;
    rename_everybody(&live, "Kim");
    let second = review(&live).await;
    assert!(matches!(live.commit(&live.work(&second.digest, None)).await, Commit::Finished(run, _) if run.refused.is_empty()));
    let runs = live.store.runs(ACCOUNT, 100).await.unwrap();
    let superseded = runs.iter().find(|run| run.kind == RunKind::Manual && run.digest.as_ref() == Some(&first.digest)).unwrap();
    assert_eq!((superseded.state, superseded.error.as_deref()), (RunState::Failed, Some("superseded")));
    let late = live.committing.commit(&live.work(&first.digest, None), &Silent, &|| false).await;
    assert!(matches!(late, Err(RunError::Stale { .. })), "{late:?}");
    quiet(&live).await;
}

#[tokio::test]
async fn a_superseded_import_is_told_and_undone_by_what_it_had_written() {
    let live = live().await;
    let rename = |people: &[usize], name: &str| {
        live.trinet.with_world(|world| {
            people.iter().for_each(|at| name.clone_into(&mut world.companies[0].people[*at].preferred_first));
        });
    };
    rename(&[2, 3, 4], "Zed");
    let first = review(&live).await;
    assert!(matches!(
        live.committing.commit(&live.work(&first.digest, None), &Silent, &|| true).await.unwrap(),
        Commit::Unfinished
    ));
    let begun = newest(&live).await;
    // A crash in its batch: only the second change was written.
    let lease = live.store.acquire(ACCOUNT, "crashed", Timestamp::now(), Timestamp::now() + 1.hour()).await.unwrap();
    let batch = WriteBatch {
        lease: &lease,
        clock: live.committing.clock.as_ref(),
        plan: &first.digest,
        run: &begun.id,
        mapping_version: first.plan.provenance_mapping(),
        changes: &first.plan.changes[1..2],
    };
    assert_eq!(live.store.apply(&batch).await.unwrap(), [Outcome::Applied]);
    live.store.release(lease).await.unwrap();
    // The next import has nothing to do with that person.
    let written = &first.plan.changes[1].employee;
    live.trinet.with_world(|world| {
        let id = first.plan.changes[1].source_id.as_deref();
        let others = world.companies[0].people.iter_mut().filter(|person| Some(person.employee_id.as_str()) != id);
        others.for_each(|person| "Kim".clone_into(&mut person.preferred_first));
    });
    let second = review(&live).await;
    live.commit(&live.work(&second.digest, None)).await;

    let superseded = live.store.run(ACCOUNT, &begun.id).await.unwrap().unwrap();
    assert_eq!((superseded.error.as_deref(), superseded.already_true, superseded.refused.len()), (Some("superseded"), 1, 2));
    for change in &first.plan.changes {
        let stores: (&dyn PlanStore, &dyn RunStore) = (live.store.as_ref(), live.store.as_ref());
        let page = sync::written::page(stores, (ACCOUNT, &Settings::default()), &change.employee, None, 10).await.unwrap();
        let by_it = page.writings.iter().any(|writing| writing.run.id == begun.id);
        assert_eq!(by_it, change.employee == *written, "{}", change.id);
    }
    let undo = live.revising().undo(ACCOUNT, "test", &begun.id).await.unwrap();
    assert_eq!(undo.plan.changes.iter().map(|change| &change.employee).collect::<Vec<_>>(), [written]);
    live.commit(&live.work(&undo.digest, None)).await;
    assert_eq!(live.store.runs(ACCOUNT, 1).await.unwrap()[0].kind, RunKind::Undo);
}

#[tokio::test]
async fn what_a_sleeping_writer_had_in_hand_is_written_before_another_plan_begins() {
    let live = live().await;
    let first = begun(&live).await;
    let now = live.committing.clock.now();
    // Somebody else has the lease and does not give it back.
    live.store.acquire(ACCOUNT, "a sleeper", now - 2.hours(), now - 1.hour()).await.unwrap();
    rename_everybody(&live, "Kim");
    let second = review(&live).await;
    let invocation = Committing { holder: "an invocation".to_owned(), ends_at: Some(now + 1.hour()), ..live.committing.clone() };
    let Commit::Finished(run, _) = invocation.commit(&live.work(&second.digest, None), &Silent, &|| false).await.unwrap() else {
        panic!("finished")
    };
    assert_eq!(run.refused.len(), 1, "the person of the first plan moved on, and is shown again");
    let runs = live.store.runs(ACCOUNT, 100).await.unwrap();
    let superseded = runs.iter().find(|run| run.error.as_deref() == Some("superseded")).unwrap();
    assert_eq!((superseded.digest.as_ref(), superseded.applied), (Some(&first.digest), 1));
    let third = review(&live).await;
    live.commit(&live.work(&third.digest, None)).await;
    quiet(&live).await;
}

#[tokio::test]
async fn a_plan_that_was_made_while_an_import_went_on_is_stale_when_that_has_finished() {
    let live = live().await;
    let first = begun(&live).await;
    let meanwhile = review(&live).await;
    live.commit(&live.work(&first.digest, None)).await;
    let stale = live.committing.commit(&live.work(&meanwhile.digest, None), &Silent, &|| false).await;
    assert!(matches!(stale, Err(RunError::Stale { .. })), "{stale:?}");
    quiet(&live).await;
}

#[tokio::test]
async fn a_writer_whose_lease_is_over_writes_nothing_more() {
    let live = live().await;
    live.trinet.with_world(|world| world.companies[0].people[3].preferred_first = "Zed".to_owned());
    let plan = review(&live).await;
    let before = live.store.employees(ACCOUNT).await.unwrap();
    let slept = Committing { ends_at: Some(live.committing.clock.now() - 1.second()), ..live.committing.clone() };
    let fenced = slept.commit(&live.work(&plan.digest, None), &Silent, &|| false).await;
    assert_eq!(fenced.unwrap_err().code(), "fenced");
    assert_eq!(live.store.employees(ACCOUNT).await.unwrap(), before);
    live.commit(&live.work(&plan.digest, None)).await;
    quiet(&live).await;
}

#[tokio::test]
async fn a_trigger_that_comes_after_a_later_one_is_skipped() {
    let live = live().await;
    live.daily("2026-03-02T02:00:00Z").await.unwrap();
    let Daily::Skipped(late) = live.daily("2026-03-01T02:00:00Z").await.unwrap() else { panic!("skipped") };
    assert_eq!(late.error.as_deref(), Some("superseded"));
    assert!(matches!(live.daily("2026-03-03T02:00:00Z").await.unwrap(), Daily::Quiet(..)));
    quiet(&live).await;
}

#[tokio::test]
async fn a_day_whose_connection_was_never_tested_is_skipped_in_red_and_says_why() {
    let live = live().await;
    let mut account = live.store.account(ACCOUNT).await.unwrap();
    account.state = IntegrationState::Connecting;
    live.store.save(account, Vec::new()).await.unwrap();
    let Daily::Skipped(run) = live.daily("2026-03-02T02:00:00Z").await.unwrap() else { panic!("skipped") };
    assert_eq!((run.colour, run.error.as_deref()), (Colour::Red, Some("not_ready")));
}

#[tokio::test]
async fn a_daily_run_that_a_crash_left_open_is_ended_by_the_next_day_and_its_plan_is_dead() {
    let live = live().await;
    rename_everybody(&live, "Kim");
    let Daily::HandOver(open, _, work) = live.daily("2026-03-02T02:00:00Z").await.unwrap() else { panic!("a plan") };
    let Daily::HandOver(.., next) = live.daily("2026-03-03T02:00:00Z").await.unwrap() else { panic!("a plan") };
    let ended = live.store.run(ACCOUNT, &open.id).await.unwrap().unwrap();
    assert_eq!((ended.state, ended.error.as_deref()), (RunState::Failed, Some("superseded")));
    let dead = live.committing.commit(&work, &Silent, &|| false).await;
    assert!(matches!(dead, Err(RunError::Stale { .. })), "{dead:?}");
    assert!(matches!(live.commit(&next).await, Commit::Finished(..)));
    quiet(&live).await;
}

#[tokio::test]
async fn a_request_whose_work_never_arrived_is_ended_by_the_next_day_once_that_is_certain() {
    let live = live().await;
    let now = live.committing.clock.now();
    let announced = |id: &str| Run::begin(id.to_owned(), RunKind::Review, "test", now);
    let mut account = live.store.account(ACCOUNT).await.unwrap();
    account.announced = [("run_0".to_owned(), now - 13.hours()), ("run_1".to_owned(), now - 11.hours())].into();
    let with = ["run_0", "run_1"].map(|id| AlongWith::Run(Box::new(announced(id))));
    live.store.save(account, with.into()).await.unwrap();
    live.daily("2026-03-02T02:00:00Z").await.unwrap();
    let state = async |id: &str| live.store.run(ACCOUNT, id).await.unwrap().map(|run| (run.state, run.error)).unwrap();
    assert_eq!(state("run_0").await, (RunState::Failed, Some("request_lost".to_owned())));
    assert_eq!(state("run_1").await, (RunState::Running, None));
    let left: Vec<String> = live.store.account(ACCOUNT).await.unwrap().announced.into_keys().collect();
    assert_eq!(left, ["run_1"]);
}

#[tokio::test]
async fn a_set_up_that_nobody_goes_on_with_is_ended_by_the_next_day_once_that_is_certain() {
    let live = live().await;
    assert!(live.planning.set_up(ACCOUNT, "test", &Silent, &|| true).await.unwrap().is_none(), "it pauses");
    let paused = newest(&live).await;
    let mut account = live.store.account(ACCOUNT).await.unwrap();
    account.announced.get_mut(&paused.id).map(|since| *since -= 13.hours()).unwrap();
    live.store.save(account, Vec::new()).await.unwrap();
    live.daily("2026-03-02T02:00:00Z").await.unwrap();
    let ended = live.store.run(ACCOUNT, &paused.id).await.unwrap().unwrap();
    assert_eq!((ended.kind, ended.state, ended.error.as_deref()), (RunKind::Setup, RunState::Failed, Some("request_lost")));
    let account = live.store.account(ACCOUNT).await.unwrap();
    assert_eq!((account.announced.len(), account.open_runs.len()), (0, 0));
}

#[tokio::test]
async fn of_two_deliveries_at_once_one_runs_and_the_other_comes_again() {
    let live = live().await;
    rename_everybody(&live, "Kim");
    let (one, two) = tokio::join!(live.daily("2026-03-02T02:00:00Z"), live.daily("2026-03-02T02:00:00Z"));
    let mut handed_over = Vec::new();
    for delivery in [one, two] {
        match delivery {
            Ok(Daily::HandOver(.., work)) => handed_over.push(work),
            Ok(other) => panic!("{other:?}"),
            Err(error) => assert!(error.worth_retrying(), "{error:?}"),
        }
    }
    handed_over.dedup();
    let [work] = &handed_over[..] else { panic!("one plan: {handed_over:?}") };
    live.commit(work).await;
    assert!(matches!(live.daily("2026-03-02T02:00:00Z").await.unwrap(), Daily::Skipped(_)));
    quiet(&live).await;
}

#[tokio::test]
async fn a_review_that_is_delivered_again_gives_the_plan_of_the_first_delivery() {
    let live = live().await;
    let announced = Run::begin("run_0".to_owned(), RunKind::Review, "test", live.committing.clock.now());
    crate::live::put(&live.store, &announced).await;
    let deliver = async || {
        live.planning
            .review(ACCOUNT, "test", Some("run_0".to_owned()), Trigger::Manual, &Silent, &|| false)
            .await
            .unwrap()
            .unwrap()
    };
    let first = deliver().await;
    rename_everybody(&live, "Kim");
    assert_eq!(deliver().await, first);
    let runs = live.store.runs(ACCOUNT, 100).await.unwrap();
    assert_eq!(runs.iter().filter(|run| run.kind == RunKind::Review && run.id == "run_0").count(), 1);
}

#[tokio::test]
async fn a_set_up_that_a_crash_left_open_is_finished_under_its_run() {
    let live = live().await;
    let mut account = live.store.account(ACCOUNT).await.unwrap();
    let open = Run::begin("run_9".to_owned(), RunKind::Setup, "test", live.committing.clock.now());
    account.open_runs.insert(RunKind::Setup, open.id.clone());
    live.store.save(account, vec![AlongWith::Run(Box::new(open))]).await.unwrap();
    let report = live.planning.set_up(ACCOUNT, "test", &Silent, &|| false).await.unwrap().unwrap();
    assert_eq!((report.run.id.as_str(), report.run.state), ("run_9", RunState::Completed));
    let account = live.store.account(ACCOUNT).await.unwrap();
    assert_eq!((account.state, account.open_runs.len()), (IntegrationState::Live, 0));
    assert_eq!(newest(&live).await.kind, RunKind::Setup);
    quiet(&live).await;
}
