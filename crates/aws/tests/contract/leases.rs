//! One writer per account.

use jiff::{Timestamp, ToSpan as _};
use sync::StoreError;
use sync::account::Account;
use sync::ports::{AlongWith, ControlStore as _, Lease, Leases as _, RunStore as _};
use sync::run::{Run, RunKind};

use crate::support::{World, on_every_engine};

fn at(minute: i64) -> Timestamp {
    "2026-01-01T00:00:00Z".parse::<Timestamp>().unwrap() + minute.minutes()
}

fn run(done: usize) -> Run {
    Run { done, ..Run::begin("run_1".into(), RunKind::Manual, "ann", at(0)) }
}

/// Extends a lease as a checkpoint does.
async fn renew(world: &World, lease: &Lease, minute: i64) -> Result<(), StoreError> {
    world.store.checkpoint(&Lease { until: at(minute), ..lease.clone() }, &run(0)).await
}

#[tokio::test]
async fn a_held_lease_is_busy_until_it_expires() {
    on_every_engine(async |world| {
        let store = &world.store;
        let first = store.acquire("acme", "one", at(0), at(10)).await.unwrap();
        assert_eq!(first.until, at(10));
        assert!(matches!(store.acquire("acme", "two", at(9), at(20)).await, Err(StoreError::Busy)));
        assert!(store.acquire("other account", "two", at(9), at(20)).await.is_ok());
        let second = store.acquire("acme", "two", at(10), at(20)).await.unwrap();
        assert!(second.fence > first.fence);
    })
    .await;
}

#[tokio::test]
async fn a_writer_that_was_overtaken_is_fenced() {
    on_every_engine(async |world| {
        let store = &world.store;
        let slow = store.acquire("acme", "one", at(0), at(1)).await.unwrap();
        let fast = store.acquire("acme", "two", at(2), at(10)).await.unwrap();
        assert!(matches!(renew(&world, &slow, 20).await, Err(StoreError::Fenced)));
        store.release(slow).await.unwrap();
        renew(&world, &fast, 20).await.unwrap();
        assert!(matches!(store.acquire("acme", "one", at(19), at(30)).await, Err(StoreError::Busy)), "renewed until 20");
    })
    .await;
}

#[tokio::test]
async fn a_checkpoint_stores_the_run_and_extends_the_lease_or_does_neither() {
    on_every_engine(async |world| {
        let store = &world.store;
        let slow = store.acquire("acme", "one", at(0), at(1)).await.unwrap();
        store.checkpoint(&slow, &run(200)).await.unwrap();
        let fast = store.acquire("acme", "two", at(2), at(10)).await.unwrap();
        assert!(matches!(store.checkpoint(&slow, &run(400)).await, Err(StoreError::Fenced)));
        assert_eq!(store.run("acme", "run_1").await.unwrap().map(|run| run.done), Some(200));
        store.checkpoint(&fast, &run(300)).await.unwrap();
        assert_eq!(store.run("acme", "run_1").await.unwrap().map(|run| run.done), Some(300));
    })
    .await;
}

#[tokio::test]
async fn a_save_under_a_lease_that_was_taken_over_saves_nothing() {
    on_every_engine(async |world| {
        let store = &world.store;
        let slow = store.acquire("acme", "one", at(0), at(1)).await.unwrap();
        let fast = store.acquire("acme", "two", at(2), at(10)).await.unwrap();
        let along = |own: fn(Lease) -> AlongWith, lease: &Lease| vec![own(lease.clone()), AlongWith::Run(Box::new(run(1)))];
        for own in [AlongWith::Held as fn(Lease) -> AlongWith, AlongWith::Released] {
            let refused = store.save(Account::new("acme"), along(own, &slow)).await;
            assert!(matches!(refused, Err(StoreError::Fenced)));
            assert_eq!(store.run("acme", "run_1").await.unwrap(), None);
        }
        let saved = store.save(Account::new("acme"), along(AlongWith::Held, &fast)).await.unwrap();
        assert!(matches!(store.acquire("acme", "one", at(3), at(9)).await, Err(StoreError::Busy)), "held on");
        store.save(saved, along(AlongWith::Released, &fast)).await.unwrap();
        assert_eq!(store.acquire("acme", "one", at(3), at(9)).await.unwrap().fence, fast.fence + 1, "free at once");
    })
    .await;
}

#[tokio::test]
async fn the_same_holder_may_take_its_lease_again_and_its_first_one_is_fenced() {
    on_every_engine(async |world| {
        let store = &world.store;
        let first = store.acquire("acme", "one", at(0), at(10)).await.unwrap();
        let again = store.acquire("acme", "one", at(1), at(10)).await.unwrap();
        assert_eq!(again.fence, first.fence + 1);
        assert!(matches!(renew(&world, &first, 20).await, Err(StoreError::Fenced)));
        renew(&world, &again, 20).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_released_lease_is_free_at_once_and_its_fence_goes_on() {
    on_every_engine(async |world| {
        let store = &world.store;
        let first = store.acquire("acme", "one", at(0), at(10)).await.unwrap();
        store.release(first.clone()).await.unwrap();
        assert!(matches!(renew(&world, &first, 20).await, Err(StoreError::Fenced)));
        let second = store.acquire("acme", "two", at(1), at(10)).await.unwrap();
        assert_eq!(second.fence, first.fence + 1);
    })
    .await;
}
