//! Answers kept by the key of their request.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use sync::ports::{AnswerStore as _, Claim, Claimed, InstallationKey as _, KeptAnswer};

use crate::support::{World, on_every_engine};

fn claim(attempt: &str, request: &str) -> Claim {
    Claim { attempt: attempt.to_owned(), request: request.to_owned() }
}

fn answer() -> KeptAnswer {
    let headers = vec![("location".to_owned(), "/v1/x".to_owned())];
    KeptAnswer { status: 202, headers, body: Some("{}".to_owned()) }
}

#[tokio::test]
async fn of_many_that_come_at_once_one_does_it_and_all_get_its_answer() {
    on_every_engine(async |World { store, .. }| {
        let claims: Vec<Claim> = (0..8).map(|number| claim(&format!("a{number}"), "r")).collect();
        let asking = claims.clone().into_iter().map(|claim| {
            let store = store.clone();
            tokio::spawn(async move { store.claim("acme", "k", &claim).await.unwrap() })
        });
        let asking: Vec<_> = asking.collect();
        let mut asked = Vec::new();
        for one in asking {
            asked.push(one.await.unwrap());
        }
        let ours: Vec<&Claim> = claims.iter().zip(&asked).filter(|(_, came)| **came == Claimed::Ours).map(|(it, _)| it).collect();
        assert_eq!(ours.len(), 1, "{asked:?}");
        assert!(asked.iter().all(|came| matches!(came, Claimed::Ours) || *came == Claimed::Running("r".to_owned())));
        store.settle("acme", "k", ours[0], Some(&answer())).await.unwrap();
        let again = store.claim("acme", "k", &claim("late", "other")).await.unwrap();
        assert_eq!(again, Claimed::Done("r".to_owned(), answer()));
        assert_eq!(store.claim("other", "k", &claim("late", "other")).await.unwrap(), Claimed::Ours, "of its account only");
    })
    .await;
}

#[tokio::test]
async fn a_key_that_is_given_back_is_free_and_one_that_was_lost_is_free_later() {
    on_every_engine(async |World { store, .. }| {
        let now = Arc::new(AtomicI64::new(1_767_000_000));
        let clock = now.clone();
        let store = store.with_clock(move || Timestamp::from_second(clock.load(Ordering::SeqCst)).unwrap());
        let (first, second, third) = (claim("a1", "r"), claim("a2", "r"), claim("a3", "r"));
        assert_eq!(store.claim("acme", "k", &first).await.unwrap(), Claimed::Ours);
        store.settle("acme", "k", &first, None).await.unwrap();
        assert_eq!(store.claim("acme", "k", &second).await.unwrap(), Claimed::Ours);
        now.fetch_add(119, Ordering::SeqCst);
        assert_eq!(store.claim("acme", "k", &third).await.unwrap(), Claimed::Running("r".to_owned()));
        now.fetch_add(1, Ordering::SeqCst);
        assert_eq!(store.claim("acme", "k", &third).await.unwrap(), Claimed::Ours);
        store.settle("acme", "k", &second, Some(&answer())).await.unwrap();
        assert_eq!(
            store.claim("acme", "k", &first).await.unwrap(),
            Claimed::Running("r".to_owned()),
            "the slow one came too late"
        );
        store.settle("acme", "k", &third, Some(&answer())).await.unwrap();
        now.fetch_add(24 * 3600, Ordering::SeqCst);
        assert_eq!(store.claim("acme", "k", &first).await.unwrap(), Claimed::Done("r".to_owned(), answer()), "kept for a day");
        now.fetch_add(24 * 3600 + 1, Ordering::SeqCst);
        assert_eq!(store.claim("acme", "k", &first).await.unwrap(), Claimed::Ours);
    })
    .await;
}

#[tokio::test]
async fn the_first_key_of_an_installation_stays() {
    on_every_engine(async |World { store, .. }| {
        assert_eq!(store.installation_key(&[1; 32]).await.unwrap(), [1; 32]);
        assert_eq!(store.installation_key(&[2; 32]).await.unwrap(), [1; 32]);
    })
    .await;
}
