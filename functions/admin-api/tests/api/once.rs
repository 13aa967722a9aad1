//! `Idempotency-Key`: done once, answered as often as it is asked; and the versions of what is shown.

use axum::body::Body;
use axum::http::Request;
use serde_json::json;

use crate::issuer::token;
use crate::world::World;

const REVIEWS: &str = "/v1/accounts/acme/reviews";

fn ask(path: &str, key: Option<&str>, body: &str) -> Request<Body> {
    let mut request = Request::builder().method("POST").uri(path).header("content-type", "application/json");
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    request.body(Body::from(body.to_owned())).unwrap()
}

#[tokio::test]
async fn a_request_that_is_sent_again_gets_the_first_answer_and_is_not_done_again() {
    let world = World::new().await;
    world.set_up().await;
    let first = world.as_machine(ask(REVIEWS, Some("k"), "")).await;
    let again = world.as_machine(ask(REVIEWS, Some("k"), "")).await;
    assert_eq!((first.status, first.header("idempotent-replayed")), (202, ""));
    assert_eq!((again.status, again.header("idempotent-replayed")), (202, "true"));
    assert_eq!((again.body, again.headers.get("location")), (first.body, first.headers.get("location")));
    assert_eq!(world.outside.work.lock().unwrap().len(), 1);
    assert_eq!(world.as_machine(ask(REVIEWS, Some("l"), "")).await.header("idempotent-replayed"), "");
    assert_eq!(world.outside.work.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn of_many_that_come_at_once_one_is_done() {
    let world = std::sync::Arc::new(World::new().await);
    world.set_up().await;
    let asking: Vec<_> = (0..8)
        .map(|_| {
            let world = world.clone();
            tokio::spawn(async move { world.as_machine(ask(REVIEWS, Some("k"), "")).await })
        })
        .collect();
    let mut answers = Vec::new();
    for one in asking {
        let answer = one.await.unwrap();
        answers.push((answer.status, answer.body["code"].as_str().unwrap_or_default().to_owned()));
    }
    let fine = |answer: &(u16, String)| answer.0 == 202 || (answer.0 == 409 && answer.1 == "in_progress");
    assert!(answers.iter().all(fine) && answers.iter().any(|answer| answer.0 == 202), "{answers:?}");
    assert_eq!(world.outside.work.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_key_is_needed_fits_one_request_and_is_its_callers_own() {
    let world = World::new().await;
    let stored = world.reviewed().await;
    for key in [None, Some(""), Some("a b"), Some(&*"x".repeat(65))] {
        assert_eq!(world.as_machine(ask(REVIEWS, key, "")).await.problem(), (400, "idempotency_key_required"), "{key:?}");
    }
    let commit = format!("/v1/accounts/acme/plans/{}/commit", stored.digest);
    let seen = |mut request: Request<Body>| {
        request.headers_mut().insert("if-match", format!("\"{}\"", stored.digest).parse().unwrap());
        request
    };
    assert_eq!(world.as_machine(seen(ask(&commit, Some("k"), "{}"))).await.status, 202);
    let other = r#"{"skip":["c0001"]}"#;
    for (path, body) in [(REVIEWS, "{}"), (&*commit, other)] {
        assert_eq!(world.as_machine(seen(ask(path, Some("k"), body))).await.problem(), (422, "idempotency_key_reused"), "{path}");
    }
    let mut person = seen(ask(&commit, Some("k"), other));
    let token = token(&["acme:account-administrator"]);
    person.headers_mut().insert("authorization", format!("Bearer {token}").parse().unwrap());
    assert_eq!(world.request(person).await.header("idempotent-replayed"), "", "another caller's key is another key");
}

#[tokio::test]
async fn what_was_refused_may_come_again_under_its_key() {
    let world = World::new().await;
    assert_eq!(world.as_machine(ask(REVIEWS, Some("k"), "")).await.problem(), (409, "not_ready"));
    world.set_up().await;
    *world.outside.queue_is_down.lock().unwrap() = true;
    assert_eq!(world.as_machine(ask(REVIEWS, Some("k"), "")).await.problem(), (503, "store_failed"));
    *world.outside.queue_is_down.lock().unwrap() = false;
    assert_eq!(world.as_machine(ask(REVIEWS, Some("k"), "")).await.status, 202);
}

#[tokio::test]
async fn what_is_known_already_is_not_sent_again() {
    let world = World::new().await;
    let path = "/v1/accounts/acme/integration";
    let shown = world.get(path).await;
    let tag = shown.header("etag").to_owned();
    assert_eq!(tag.len(), 34);
    for (known, status) in
        [(tag.as_str(), 304), (&format!("W/{tag}"), 304), (&format!("\"x\", {tag}"), 304), ("*", 304), ("\"x\"", 200), ("", 200)]
    {
        let request = Request::builder().uri(path).header("if-none-match", known).body(Body::empty()).unwrap();
        let answer = world.as_machine(request).await;
        assert_eq!((answer.status, answer.header("etag")), (status, &*tag), "{known}");
        assert_eq!(answer.body.is_null(), status == 304);
    }
    world.set_up().await;
    assert_ne!(world.get(path).await.header("etag"), tag);
    let stored = world.reviewed().await;
    let plan = world.get(&format!("/v1/accounts/acme/plans/{}", stored.digest)).await;
    assert_eq!(plan.header("etag"), format!("\"{}\"", stored.digest));
    assert_eq!(json!(stored.digest), plan.body["digest"]);
}
