//! A long history is verified a part at a time, and no request reads more than a few plans.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use admin_api::signin::SignIn;
use async_trait::async_trait;
use domain::Digest;
use serde_json::{Value, json};
use sync::ports::{PlanStore, RunStore as _};
use sync::{Run, RunKind, RunState, StoreError, StoredPlan};

use crate::issuer::{self, Provider, StoppedClock};
use crate::world::World;

const PLANS_MAX: usize = 20;
const RUNS: usize = 45;

/// Plans, of which one is gone, and how many were asked for.
struct Counting {
    plans: Arc<dyn PlanStore>,
    read: Arc<AtomicUsize>,
}

#[async_trait]
impl PlanStore for Counting {
    async fn put_plan(&self, account: &str, plan: &StoredPlan) -> Result<(), StoreError> {
        self.plans.put_plan(account, plan).await
    }

    async fn plan(&self, account: &str, digest: &Digest) -> Result<Option<StoredPlan>, StoreError> {
        self.read.fetch_add(1, Ordering::SeqCst);
        self.plans.plan(account, digest).await
    }

    async fn has_plan(&self, account: &str, digest: &Digest) -> Result<bool, StoreError> {
        self.plans.has_plan(account, digest).await
    }
}

/// An account with a run for each day of a month and a half, each with a plan of its own; and the count of plans read.
async fn with_history() -> (World, Arc<AtomicUsize>) {
    let read = Arc::new(AtomicUsize::default());
    let sign_in = SignIn::at(issuer::expected(), Arc::new(Provider::default()), Arc::new(StoppedClock::default())).unwrap();
    let world = World::changed(sign_in, |state| {
        state.plans = Arc::new(Counting { plans: state.plans.clone(), read: read.clone() });
    })
    .await;
    let stored = world.reviewed().await;
    for day in 0..RUNS {
        let mut plan = stored.plan.clone();
        plan.base_epoch = 1_000 + u64::try_from(day).unwrap();
        let of_day = StoredPlan { digest: plan.digest(), plan, ..stored.clone() };
        // The oldest one was never stored, as if somebody had taken it away.
        if day > 0 {
            world.store.put_plan("acme", &of_day).await.unwrap();
        }
        let mut run = Run::begin(format!("run_{day:03}"), RunKind::Auto, "auto-sync", stored.created_at);
        run.digest = Some(of_day.digest);
        run.state = RunState::Committed;
        run.finished_at = Some(stored.created_at);
        sync::history::end(world.store.as_ref(), "acme", &mut run).await.unwrap();
    }
    read.store(0, Ordering::SeqCst);
    (world, read)
}

#[tokio::test]
async fn a_plan_that_a_page_asks_for_in_several_requests_at_once_is_read_once() {
    let (world, read) = with_history().await;
    let digest = world.reviewed().await.digest;
    read.store(0, Ordering::SeqCst);
    let (plan, changes) = (format!("/v1/accounts/acme/plans/{digest}"), format!("/v1/accounts/acme/plans/{digest}/changes"));
    let answers = tokio::join!(world.get(&plan), world.get(&changes), world.get(&changes));
    assert_eq!([answers.0.status, answers.1.status, answers.2.status], [200; 3]);
    assert_eq!(read.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_long_history_is_verified_in_parts_none_of_which_reads_more_than_twenty_plans() {
    let (world, read) = with_history().await;
    let path = "/v1/accounts/acme/history/verification";
    let (mut address, mut done, mut flaws) = (path.to_owned(), Vec::new(), Vec::new());
    loop {
        let part = world.get(&address).await.body;
        let plans = read.swap(0, Ordering::SeqCst);
        assert!(plans <= PLANS_MAX, "{plans} plans were read for one request");
        assert_eq!((&part["history"]["entries"], &part["total"]), (&json!(RUNS), &json!(RUNS)));
        done.push(part["done"].as_u64().unwrap());
        flaws.extend(part["flaws"].as_array().unwrap().clone());
        match part["next_cursor"].as_str() {
            Some(cursor) => address = format!("{path}?cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(done, [20, 40, 45], "each part says how far it came");
    assert_eq!(flaws, [json!({"number": 1, "run": "run_000", "what": "its plan is gone"})]);
}

#[tokio::test]
async fn a_verification_goes_on_from_where_it_stopped_though_the_history_grew() {
    let (world, _) = with_history().await;
    let path = "/v1/accounts/acme/history/verification";
    let first = world.get(path).await.body;
    let mut run = Run::begin("run_999".to_owned(), RunKind::Auto, "auto-sync", jiff::Timestamp::now());
    run.state = RunState::Skipped;
    run.finished_at = Some(run.started_at);
    sync::history::end(world.store.as_ref(), "acme", &mut run).await.unwrap();
    assert!(world.store.run("acme", "run_999").await.unwrap().is_some());
    let next = world.get(&format!("{path}?cursor={}", first["next_cursor"].as_str().unwrap())).await.body;
    assert_eq!((&next["history"], &next["done"]), (&first["history"], &json!(40)));
    assert_eq!(world.get(path).await.body["history"]["entries"], json!(RUNS + 1), "who begins anew sees it");
    let foreign = world.get(&format!("/v1/accounts/acme/runs?cursor={}", first["next_cursor"].as_str().unwrap())).await;
    assert_eq!(foreign.problem(), (400, "bad_cursor"));
    assert_ne!(first["next_cursor"], Value::Null);
}
