//! A company that no invocation could do alone: read, planned and imported across many, each of which does a little.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{Demographic, Digest, Trigger};
use jiff::ToSpan as _;
use sync::commit::{BATCH, Commit, Committing};
use sync::ports::{CommitWork, ControlStore as _, Directory as _, RunStore as _, Silent};
use sync::{IntegrationState, Run, RunKind, RunState, StoredPlan};
use trinet::Limits;

use crate::deployment::{ACCOUNT, Deployment};
use crate::live::put;

/// Three batches of a commit, of which the last is not full.
const PEOPLE: usize = 2 * BATCH + 50;
const PAGE: usize = 10;
/// Pages that an invocation reads before it is out of time.
const PAGES: usize = 7;

/// The company, of whom nobody has left, and whose plan does not fit into one item.
async fn company() -> Deployment {
    let limits = Limits { page_size: PAGE, two_pass_below: 0, retry_delay_ms_base: 0, ..Limits::default() };
    let company = Deployment::new(PEOPLE, limits).await;
    company.map(vec![Demographic::plain("Badge", "employmentInfo.customGroupA")]).await;
    company.trinet.with_world(|world| {
        for person in &mut world.companies[0].people {
            "A".clone_into(&mut person.status);
            person.termination_date = None;
            // Nothing that could be packed well.
            let noise = |part: usize| Digest::of(format!("{part} {}", person.employee_id).as_bytes()).short(64).to_owned();
            person.custom_group_a = (0..24).map(noise).collect();
        }
    });
    company
}

impl Deployment {
    /// An announced review in as many invocations as it takes, and how many those were.
    async fn reviewed(&self, id: &str) -> (StoredPlan, usize) {
        put(&self.store, &Run::begin(id.to_owned(), RunKind::Review, "ann", self.planning.clock.now())).await;
        for invocation in 1.. {
            let pages = AtomicUsize::new(0);
            let out_of_time = || pages.fetch_add(1, Ordering::Relaxed) + 1 >= PAGES;
            let review = self.planning.review(ACCOUNT, "ann", Some(id.to_owned()), Trigger::Manual, &Silent, &out_of_time);
            if let Some(stored) = review.await.unwrap() {
                return (stored, invocation);
            }
        }
        unreachable!("a review ends")
    }

    /// One invocation of the commit: out of time behind its first batch, with a name and a lease of its own.
    async fn committed(&self, work: &CommitWork, invocation: usize) -> Commit {
        let committing = Committing {
            ends_at: Some(self.planning.clock.now() + 15.minutes()),
            ..Committing::over(&self.store, self.planning.clock.clone(), format!("invocation {invocation}"))
        };
        let batches = AtomicUsize::new(0);
        committing.commit(work, &Silent, &|| batches.fetch_add(1, Ordering::Relaxed) >= 1).await.unwrap()
    }

    async fn items_of(&self, plan: &Digest) -> usize {
        let query = self.engine.client().query().table_name(&self.engine.tables().control);
        let query = query.key_condition_expression("pk = :pk AND begins_with(sk, :sk)");
        let query = query.expression_attribute_values(":pk", AttributeValue::S(ACCOUNT.to_owned()));
        let query = query.expression_attribute_values(":sk", AttributeValue::S(format!("PLAN#{plan}#")));
        query.send().await.unwrap().items().len()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_read_once_and_created_once_however_little_an_invocation_does() {
    let company = company().await;
    company.trinet.clear_requests();
    let (stored, invocations) = company.reviewed("run_1").await;
    let pages = PEOPLE / PAGE;
    assert_eq!((invocations, company.pages()), (pages.div_ceil(PAGES), pages), "no page is asked for twice");
    assert_eq!(stored.plan.counts.create, PEOPLE);
    assert!(company.items_of(&stored.digest).await > 1, "the plan is in parts");

    put(&company.store, &Run::begin("run_2".to_owned(), RunKind::Manual, "ann", company.planning.clock.now())).await;
    let work = CommitWork { run: Some("run_2".to_owned()), ..CommitWork::of(ACCOUNT, stored.digest.clone(), "ann") };
    for invocation in 1..=2 {
        assert!(matches!(company.committed(&work, invocation).await, Commit::Unfinished));
        let run = company.store.run(ACCOUNT, "run_2").await.unwrap().unwrap();
        let done = invocation * BATCH;
        assert_eq!((run.state, run.done, run.applied, run.already_true), (RunState::Running, done, done, 0));
        assert_eq!(company.store.employees(ACCOUNT).await.unwrap().len(), done);
    }
    let Commit::Finished(run, _) = company.committed(&work, 3).await else { panic!("the third one finishes it") };
    assert_eq!((run.id.as_str(), run.applied, run.already_true, run.refused.len()), ("run_2", PEOPLE, 0, 0));
    assert_eq!(company.store.account(ACCOUNT).await.unwrap().state, IntegrationState::Live);

    let everybody = company.store.employees(ACCOUNT).await.unwrap();
    let receipts = everybody.iter().filter_map(|employee| employee.receipt.as_ref());
    let changes: BTreeSet<_> = receipts.filter(|receipt| receipt.plan == stored.digest).map(|it| &it.change).collect();
    assert!(everybody.iter().all(|employee| employee.version == 1));
    assert_eq!((everybody.len(), changes.len()), (PEOPLE, PEOPLE), "each by a change of its own");
    assert_eq!(company.reviewed("run_3").await.0.plan.changes, []);
}
