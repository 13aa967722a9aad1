//! One writer per account.

use jiff::{Timestamp, ToSpan as _};
use sync::StoreError;
use sync::ports::Leases as _;

use crate::support::on_every_engine;

fn at(minute: i64) -> Timestamp {
    "2026-01-01T00:00:00Z".parse::<Timestamp>().unwrap() + minute.minutes()
}

#[tokio::test]
async fn a_held_lease_is_busy_until_it_expires() {
    on_every_engine(async |world| {
        let store = &world.store;
        let first = store.acquire("acme", "one", at(0), at(10)).await.unwrap();
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
        assert!(matches!(store.renew(&slow, at(20)).await, Err(StoreError::Fenced)));
        store.release(slow).await.unwrap();
        store.renew(&fast, at(20)).await.unwrap();
        assert!(matches!(store.acquire("acme", "one", at(19), at(30)).await, Err(StoreError::Busy)), "renewed until 20");
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
        assert!(matches!(store.renew(&first, at(20)).await, Err(StoreError::Fenced)));
        store.renew(&again, at(20)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_released_lease_is_free_at_once_and_its_fence_goes_on() {
    on_every_engine(async |world| {
        let store = &world.store;
        let first = store.acquire("acme", "one", at(0), at(10)).await.unwrap();
        store.release(first.clone()).await.unwrap();
        assert!(matches!(store.renew(&first, at(20)).await, Err(StoreError::Fenced)));
        let second = store.acquire("acme", "two", at(1), at(10)).await.unwrap();
        assert_eq!(second.fence, first.fence + 1);
    })
    .await;
}
